"""Checks books as a printer, a screen reader and an archive would.

    books.py BOOK.pdf…

Each file must be whole and hold its fonts. A book for the screen must be tagged,
in the language of its folder, and accessible to two independent checkers; if it
has a booklet, each page must stand where folding and stitching will bring it.
Files are checked side by side, since that takes long; the checkers are loaded once.
"""

import contextlib
import io
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from shutil import which

import pikepdf
from outloud.cli import main as outloud
from pdfua.cli import main as pdfua

import booklet

# Objects to table heads that are repeated on the next page, where PDF/UA wants them
# as artifacts: the head is read once, with its table.
REPEATED_HEADS = "TAG-002"


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    print(done.stdout + done.stderr)
    assert done.returncode == 0, " ".join(command)
    return done.stdout


def whole(pdf):
    run("qpdf", "--check", pdf)
    fonts = run("pdffonts", pdf).splitlines()[2:]
    assert fonts and all(font.split()[-5] == "yes" for font in fonts), "not all fonts are embedded"


def accessible(pdf, lang):
    with pikepdf.open(pdf) as file:
        assert file.Root.MarkInfo.Marked, "the file is not tagged"
        assert str(file.Root.Lang) == lang, f"the language of the file is {file.Root.Lang}"
    assert pdfua(["check", "--min-severity", "error", pdf]) == 0, "pdfua found errors"
    try:
        outloud.main(["--skip", REPEATED_HEADS, "--no-info", pdf])
    except SystemExit as end:
        assert end.code == 0, "outloud found errors"
    # The reference checker is no package of any registry: where it is installed, it has its say.
    for flavour in ("ua1", "2a") if which("verapdf") else ():
        assert "PASS" in run("verapdf", "--format", "text", "--flavour", flavour, pdf)


def check(pdf):
    """What was said of the file, and whether it is good."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            whole(pdf)
            if not pdf.endswith("-booklet.pdf"):
                accessible(pdf, Path(pdf).parts[-3])
                sheets = pdf.removesuffix(".pdf") + "-booklet.pdf"
                if os.path.exists(sheets):
                    booklet.main(pdf, sheets)
        except Exception as fault:
            print(f"{type(fault).__name__}: {fault}")
            return said.getvalue(), False
    return said.getvalue(), True


if __name__ == "__main__":
    # The longest first, so that no core waits for it at the end.
    files = sorted(sys.argv[1:], key=os.path.getsize, reverse=True)
    assert files, "no books"
    with ProcessPoolExecutor() as pool:
        results = list(pool.map(check, files))
    for file, (said, good) in zip(files, results):
        print(f"== {file}: {'good' if good else 'BAD'}\n{said}")
    sys.exit(not all(good for _, good in results))
