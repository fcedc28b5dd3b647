"""Paragraphs of running text, and where they are printed."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from pipeline.pages.page import Box
from pipeline.pages.widths import width_of


class Span(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Characters `start:end` of a paragraph's text, printed on `page` at `box`."""

    start: int
    end: int
    page: int
    box: Box | None

    def part(self, text: str, start: int, end: int) -> Box | None:
        """The box of those of its characters that are within `start:end` of `text`.

        Within a word the position is estimated from the widths of its characters; wide ones, such
        as Chinese, count twice as much as others.
        """
        if self.box is None or (start <= self.start and self.end <= end):
            return self.box
        own = text[self.start : self.end]
        scale = (self.box.x1 - self.box.x0) / (width_of(own) or 1)
        before = width_of(own[: max(0, start - self.start)]) * scale
        until = width_of(own[: min(self.end, end) - self.start]) * scale
        left, right = round(self.box.x0 + before, 2), round(self.box.x0 + until, 2)
        return Box(left, self.box.top, right, self.box.bottom)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of text; `kind` is one of `schema.PARAGRAPH_KINDS`, `position` counts from 1.

    `article` names the article of a charter or convention that it is in, `article 23`. `key`
    distinguishes it from the other paragraphs of its document, once all are known.
    """

    position: int
    kind: str
    number: str | None
    section: str | None
    text: str
    spans: tuple[Span, ...]
    article: str | None = None
    key: str = ""

    @property
    def page_first(self) -> int:
        """The page it begins on."""
        return self.spans[0].page

    @property
    def page_last(self) -> int:
        """The page it ends on."""
        return self.spans[-1].page

    @property
    def label(self) -> str:
        """How its figures name it: the printed number, else its article, else what it is."""
        return self.number or self.article or ("paragraph" if self.kind == "box" else self.kind)

    def place(self, start: int, end: int) -> tuple[int, Box | None]:
        """Page and box of characters `start:end`; if they span several lines, of the first line."""
        parts = [s for s in self.spans if s.start < end and start < s.end] or [self.spans[0]]
        page = parts[0].page
        box: Box | None = None
        for part in parts:
            printed = part.part(self.text, start, end) if part.page == page else None
            if printed is not None and (box is None or printed.top < box.bottom):
                box = printed if box is None else box.union(printed)
        return page, box
