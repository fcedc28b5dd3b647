"""Remove and count characters that cannot be stored everywhere.

PostgreSQL cannot store NUL, a workbook (XML 1.0) cannot store other control characters, UTF-8
cannot encode lone surrogates, and noncharacters are not text (Unicode, section 23.7). They come
from damaged files and from fonts without character codes. Later steps count the characters of the
remaining text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from msgspec.structs import replace as changed

from pipeline.pages.page import Document, Line, Page, Tags
from pipeline.unreadable import UnreadableDocument

_NON_CHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in
                          range(0, 0x110000, 0x10000))  # fmt: skip
_REMOVED = re.compile(
    f"[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef{_NON_CHARACTERS}]"
)


def storable(text: str) -> str:
    r"""The text without such characters; control characters that separate words become spaces.

    >>> storable("a\x00b\x0bc")
    'ab c'
    """
    return _REMOVED.sub(lambda match: " " if match.group().isspace() else "", text)


def storable_document(document: Document) -> Document:
    """The document without such characters; its pages say how many were removed.

    Raises:
        UnreadableDocument: nothing is left.
    """
    return Document(storable_pages(document.pages), _tags(document.tags))


def storable_pages(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Like `storable_document`, for pages alone."""
    kept = tuple(map(_page, pages))
    if any(page.lines for page in pages) and not any(page.lines for page in kept):
        raise UnreadableDocument(
            "the file has no text, only characters that stand for none", "Fetch the document again"
        )
    return kept


def _page(page: Page) -> Page:
    lines = chain(page.lines, *page.insets)
    text = "".join([word.text for line in lines for word in line.words])
    # What can be printed is none of them, and whether all can is known in a tenth of the time.
    removed = 0 if text.isprintable() else len(_REMOVED.findall(text))
    if not removed:
        return page
    insets = tuple(tuple(_lines(inset)) for inset in page.insets)
    return replace(page, lines=tuple(_lines(page.lines)), insets=insets, removed=removed)


def _lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines without empty words, and without lines that have no words left."""
    for line in lines:
        words = [changed(word, text=storable(word.text).strip()) for word in line.words]
        if words := [word for word in words if word.text]:
            yield changed(line, words=tuple(words))


def _tags(tags: Tags | None) -> Tags | None:
    if tags is None:
        return None
    blocks = tuple(
        replace(
            block,
            text=_storable_if_any(block.text),
            alternative=_storable_if_any(block.alternative),
        )
        if block.text or block.alternative
        else block
        for block in tags.blocks
    )
    texts = {place: storable(text) for place, text in tags.texts.items()}
    return replace(tags, blocks=blocks, texts=texts)


def _storable_if_any(text: str | None) -> str | None:
    return None if text is None else storable(text)
