"""Writes pages as text that came out of a PDF.

Such a text keeps the printed lines, a blank line between every two. Lines that end with a blank
keep it, first lines that are moved in have one or two before them, and marks of footnotes are
bare digits. The first line of a page follows the last of the page before directly, with one blank
more; before it the page's links are repeated. There is no running head and no page number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lines import Line
from pages import Page

#: What is left of an empty end of the first page, where the box and the masthead's rules were.
_REMAINS = (" ", " ", "  ")
_TIMES_REPEATED = 2


def text_of(pages: Sequence[Page]) -> str:
    """The text of a report's pages."""
    first, *others = pages
    return "".join([_page(first, _REMAINS), *(_page(page) for page in others)])


def _page(page: Page, between: Sequence[str] = ()) -> str:
    body = [_printed(placed.line) for placed in page.body]
    notes = [_printed(placed.line) for placed in page.notes]
    links = [f"{link}\n" for link in _links(page)]
    text = " " + "\n\n".join([*body, *between, *notes]) + "\n"
    return text + "".join(["\n", *links] if links else [])


def _printed(line: Line) -> str:
    """A line with the blanks that open it, and the one that ends it where a paragraph ends."""
    text = " " * line.blanks + line.text
    return f"{text.rstrip()} " if line.last else text


def _links(page: Page) -> Iterator[str]:
    """The addresses of a page, once and again for each line that an address stands on."""
    for placed in (*page.body, *page.notes):
        for piece in placed.line.pieces:
            for _ in range(_TIMES_REPEATED if piece.style.link else 0):
                yield piece.style.link
