"""Where the words of a text are printed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter

import msgspec

from pipeline.cached import cached_property, knowing
from pipeline.pages.page import Box
from pipeline.pages.widths import width_of


class Span(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Characters `start:end` of a text, printed on `page` at `box`."""

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


class Spans(msgspec.Struct, frozen=True, dict=True, array_like=True):
    """The spans of a text, in order, as a sequence.

    There is one for each word of a document, most of what is stored of it, and after that few are
    looked at. So a stored text keeps them as bytes until one is asked for.

    Attributes:
        packed: the spans as MessagePack.
        page_first: the page of the first span.
        page_last: the page of the last span.
    """

    packed: bytes
    page_first: int
    page_last: int

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Spans:
        """Those spans; without any, the pages are 0."""
        known = tuple(spans)
        pages = (known[0].page, known[-1].page) if known else (0, 0)
        return knowing(cls(_ENCODER.encode(known), *pages), _all=known)

    @cached_property
    def _all(self) -> tuple[Span, ...]:
        return _DECODER.decode(self.packed)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._all)

    def __getitem__(self, index: int) -> Span:
        return self._all[index]

    def place(self, text: str, start: int, end: int) -> tuple[int, Box | None]:
        """Page and box of characters `start:end` of `text`.

        If they are on several lines, the box is that of their part on the first.
        """
        spans = self._all
        first = bisect_right(spans, start, key=_end)
        last = bisect_left(spans, end, lo=first, key=_start)
        parts = spans[first:last] or spans[:1]
        page = parts[0].page
        box: Box | None = None
        for part in parts:
            printed = part.part(text, start, end) if part.page == page else None
            if printed is not None and (box is None or printed.top < box.bottom):
                box = printed if box is None else box.union(printed)
        return page, box


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[Span, ...])
_start, _end = attrgetter("start"), attrgetter("end")
