"""Looks for a word in every PDF of a folder: `planted.py WORD FOLDER-WITHOUT FOLDER-WITH`.

No PDF of the first folder may hold it, neither on a page nor in its outline or
its data; some PDF of the second must, or nothing has been searched.
"""

import subprocess
import sys
from pathlib import Path


def text(pdf):
    read = lambda *command: subprocess.run(command, capture_output=True, check=True).stdout
    # Uncompressed, a PDF tells its outline, its marks for screen readers and its metadata.
    plain = read("qpdf", "--qdf", "--object-streams=disable", str(pdf), "-")
    utf16 = plain.replace(b"\0", b"")
    return (read("pdftotext", str(pdf), "-") + plain + utf16).decode("utf-8", "replace").lower()


def holding(word, folder):
    pdfs = sorted(Path(folder).rglob("*.pdf"))
    if not pdfs:
        sys.exit(f"no PDF in {folder}")
    return [pdf for pdf in pdfs if word.lower() in text(pdf)]


word, without, with_it = sys.argv[1:]
found = holding(word, without)
print(*found, sep="\n")
wanted = holding(word, with_it)
print(f"{len(found)} files hold the word that none may hold, {len(wanted)} of those that may")
sys.exit(1 if found or not wanted else 0)
