"""Looks where the words of a book are printed.

    positions.py BOOK.pdf HEAD…

Fails if a word stands beyond the margins or on another one, if a table over
several pages does not repeat its HEAD, or if nothing was turned.
"""

import re
import subprocess
import sys
from html import unescape

# 16 mm at the sides, less what punctuation and the last letter may hang out.
MARGIN = 16 / 25.4 * 72 - 4
# Lines of one word over another: letters lean a little.
LEAN = 1.5


def pages(pdf):
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    for page in text.split("<page ")[1:]:
        width, height = (float(re.search(rf'{name}="([\d.]+)"', page)[1]) for name in ("width", "height"))
        pattern = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
        words = [(*map(float, word[:4]), unescape(word[4])) for word in re.findall(pattern, page)]
        yield width, height, words


def faults(width, height, words):
    margin = 0 if width > height else MARGIN
    for left, top, right, bottom, word in words:
        if left < margin or right > width - margin or top < 0 or bottom > height:
            yield f"`{word}` stands beyond the margin: {left:.0f} to {right:.0f} of {width:.0f}"
    lines = sorted(words, key=lambda word: (round(word[3]), word[0]))
    for first, second in zip(lines, lines[1:]):
        if round(first[3]) == round(second[3]) and second[0] < first[2] - LEAN:
            yield f"`{second[4]}` stands on `{first[4]}`"


def main(book, *head):
    found, heads, turned = [], 0, 0
    for number, (width, height, words) in enumerate(pages(book), 1):
        found += [f"page {number}: {fault}" for fault in faults(width, height, words)]
        heads += all(any(word[4] == wanted for word in words) for wanted in head)
        turned += width > height
    assert not found, "\n".join(found)
    assert heads >= 2, f"a table of 60 rows has its head on {heads} pages only"
    assert turned >= 1, "no wide table was turned"
    print(f"{number} pages, heads on {heads} of them, {turned} turned")


main(*sys.argv[1:])
