"""What the running text is made of."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.pages.model import Box


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start:end` of a paragraph's text, as printed on `page` at `box`."""

    start: int
    end: int
    page: int
    box: Box | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of text; `kind` is one of `schema.PARAGRAPH_KINDS`, `position` counts from 1."""

    position: int
    kind: str
    number: str | None
    section: str | None
    text: str
    spans: tuple[Span, ...]

    @property
    def page_first(self) -> int:
        """Page it begins on."""
        return self.spans[0].page

    @property
    def page_last(self) -> int:
        """Page it ends on."""
        return self.spans[-1].page

    @property
    def label(self) -> str:
        """How its figures name it: the printed number, else what it is."""
        return self.number or self.kind

    def place(self, start: int, end: int) -> tuple[int, Box | None]:
        """Page and box of characters `start:end`; where they go over a page end, of the first."""
        parts = [s for s in self.spans if s.start < end and start < s.end] or [self.spans[0]]
        page = parts[0].page
        box: Box | None = None
        for part in parts:
            if part.page == page and part.box is not None:
                box = part.box if box is None else box.union(part.box)
        return page, box
