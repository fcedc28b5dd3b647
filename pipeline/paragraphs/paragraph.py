"""Paragraphs of running text, and where they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.pages.page import Box
from pipeline.paragraphs.spans import Spans


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
    spans: Spans
    article: str | None = None
    key: str = ""

    @property
    def page_first(self) -> int:
        """The page it begins on."""
        return self.spans.page_first

    @property
    def page_last(self) -> int:
        """The page it ends on."""
        return self.spans.page_last

    @property
    def label(self) -> str:
        """How its figures name it: the printed number, else its article, else what it is."""
        return self.number or self.article or ("paragraph" if self.kind == "box" else self.kind)

    def place(self, start: int, end: int) -> tuple[int, Box | None]:
        """Page and box of characters `start:end`; if they span several lines, of the first line."""
        return self.spans.place(self.text, start, end)
