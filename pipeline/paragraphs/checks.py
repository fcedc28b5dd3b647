"""Checks of a document's text: words left out of all blocks, pages where tags and layout differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter

from pipeline.languages.base import Language
from pipeline.pages.page import ARTIFACT, Box, Page, Tags
from pipeline.paragraphs.assemble import PrintedLines
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.pdf_lines import is_page_furniture

_box_of = attrgetter("box")
#: Number of missing words on a page from which they are worth a remark.
_FEW = 3
#: Share of a page's characters on which tags and layout may disagree.
_DIFFERING = 0.05
#: Note marks, paragraph numbers (which are stored separately from the text), rules.
_MARK = re.compile(
    r"[\[(]?(?:\d{1,3}|\*{1,4}|[a-z])[\])]?/?[.,;:]?|\d{1,2}[A-Z]?[.\dIVX]+|[_\s.…/-]+"
)
#: Classes of roles for comparison: a title may be a heading, a cell a paragraph.
_CLASSES = {
    "masthead": "front", "title": "front", "heading": "front", "body": "text", "box": "text",
    "note": "note", "table": "table",
}  # fmt: skip


def words_left_over(
    pages: Sequence[Page], paragraphs: Sequence[Paragraph], language: Language
) -> dict[int, list[str]]:
    """The words of each page of a PDF that are in no block and are neither furniture nor marks.

    Pages with few such words are omitted.

    Args:
        pages: the document's pages.
        paragraphs: what was read from these pages; a word is known by its box's identity.
        language: the document's language.
    """
    spans = chain.from_iterable(paragraph.spans for paragraph in paragraphs)
    held = set(map(id, map(_box_of, spans)))
    numbered: dict[int, list[Box]] = {page.number: [] for page in pages}
    for paragraph in paragraphs:
        first = paragraph.spans[0] if paragraph.number else None
        if first is not None and first.box is not None:
            numbered[first.page].append(first.box)
    furniture = is_page_furniture(pages, language.layout)
    found: dict[int, list[str]] = {}
    for page in pages:
        left = [
            word.text
            for line in chain(page.lines, *page.insets)
            if not held.issuperset(map(id, map(_box_of, line.words))) and not furniture(line, page)
            for word in line.words
            if word.box is not None
            and id(word.box) not in held
            and word.content != ARTIFACT
            and not word.raised
            and not _MARK.fullmatch(word.text)
            and not any(_stands_before(word.box, box) for box in numbered[page.number])
        ]
        if len(left) >= _FEW:
            found[page.number] = left
    return found


def _stands_before(number: Box, text: Box) -> bool:
    """Whether a word is before a numbered paragraph's first, on its line: a misread number."""
    return number.x1 <= text.x0 and number.top < text.bottom and text.top < number.bottom


def pages_that_differ(printed: PrintedLines) -> list[int]:
    """The pages on which trusted tags and the layout disagree."""
    seen = printed.by_layout
    differing: Counter[int] = Counter()
    for line in printed.by_tags:
        own = _CLASSES[line.role]
        of_words = map(seen.get, map(id, line.words))
        for word, by_layout in zip(line.words, of_words, strict=True):
            if by_layout is None or by_layout.role == line.role:
                continue
            if _CLASSES[by_layout.role] != own:
                differing[line.page] += len(word.text)
    total = dict.fromkeys(differing, 0)
    for line in printed.by_tags:
        if line.page in total:
            total[line.page] += sum(len(word.text) for word in line.words)
    return sorted(page for page in total if differing[page] > _DIFFERING * total[page])


def remarks(
    pages: Sequence[Page],
    paragraphs: Sequence[Paragraph],
    language: Language,
    tags: Tags | None,
    differing: Sequence[int],
) -> list[str]:
    """Remarks about how a document's text was read, one clause each.

    Args:
        pages: the document's pages.
        paragraphs: its paragraphs.
        language: its language.
        tags: its tags.
        differing: `pages_that_differ`.
    """
    found: list[str] = []
    if tags is not None and not tags.trusted:
        found.append(f"its tags are ignored: {tags.doubt}")
    if differing:
        found.append(f"tags and layout differ on {_pages(differing)}")
    left = words_left_over(pages, paragraphs, language)
    if left:
        count = sum(map(len, left.values()))
        found.append(f"{count} words are in no block, on {_pages(list(left))}")
    return found


def _pages(numbers: Sequence[int]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
