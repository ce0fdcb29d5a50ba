"""Folds a booklet in thought and compares what is read with the book for the screen.

    booklet.py BOOK.pdf BOOKLET.pdf

Each half of each sheet side is read by where its words stand. Folding is done
leaf by leaf, as hands do it, not by the formula that made the sheets.
"""

import re
import subprocess
import sys
from html import unescape

LONGEST_IN_ONE_FOLD = 80
SIGNATURE = 32


def pages(pdf):
    """For each page its width and its words with the middle of each."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    for page in text.split("<page ")[1:]:
        width = float(re.search(r'width="([\d.]+)"', page)[1])
        words = re.findall(r'<word xMin="([-\d.]+)" .*?xMax="([-\d.]+)" .*?>(.*?)</word>', page)
        yield width, [((float(left) + float(right)) / 2, unescape(word)) for left, right, word in words]


def half(side, is_left):
    width, words = side
    return sorted(word for middle, word in words if (middle < width / 2) == is_left)


def read_folded(sides):
    """The pages of one signature in reading order: down through the right leaves, up through the left."""
    down, up = [], []
    for front, back in zip(sides[::2], sides[1::2]):
        down += [half(front, False), half(back, True)]
        up += [half(front, True), half(back, False)]
    return down + up[::-1]


def main(book, booklet):
    expected = [sorted(word for _, word in words) for _, words in pages(book)]
    sides = list(pages(booklet))
    assert len(sides) % 2 == 0, "a sheet has two sides"
    length = 2 * len(sides)
    signature = length if length <= LONGEST_IN_ONE_FOLD else SIGNATURE
    read = []
    for start in range(0, len(sides), signature // 2):
        read += read_folded(sides[start : start + signature // 2])
    assert length - len(expected) < 4, f"{length} halves for {len(expected)} pages"
    expected += [[]] * (length - len(expected))
    wrong = [number for number, (page, found) in enumerate(zip(expected, read), 1) if page != found]
    assert not wrong, f"pages in the wrong place or with other words: {wrong}"
    print(f"{length} halves read in order, {sum(page == [] for page in read)} of them blank")


if __name__ == "__main__":
    main(*sys.argv[1:])
