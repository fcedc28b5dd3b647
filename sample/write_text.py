"""Writes pages as text that looks extracted from a PDF.

Such a text keeps the printed lines, with an empty line between them. Lines keep a trailing space,
indented lines start with one or two spaces, and footnote marks are plain digits. The first line of
a page has an extra space and follows the previous page without an empty line, after a list of that
page's links. There are no headers, footers or page numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lines import Line
from pages import Page

#: What remains of the box and rules at the end of the first page.
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
    """A line with its leading spaces, and a trailing one at the end of a paragraph."""
    text = " " * line.blanks + line.text
    return f"{text.rstrip()} " if line.last else text


def _links(page: Page) -> Iterator[str]:
    """The links of a page, twice for every line that a link is on."""
    for placed in (*page.body, *page.notes):
        for piece in placed.line.pieces:
            for _ in range(_TIMES_REPEATED if piece.style.link else 0):
                yield piece.style.link
