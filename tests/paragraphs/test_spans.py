"""Where the words of a text are printed, and how that is stored."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from upath import UPath

from pipeline.context.context import Context
from pipeline.documents.document import RawDocument
from pipeline.extract import FoundFigure
from pipeline.figures.figure import Figure
from pipeline.pages.page import Box
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.spans import Span, Spans
from pipeline.reading.packing import pack, unpack
from pipeline.tables.build import BadRow, Extraction, figures_table

#: `The share was | 12 per cent`, on two lines of page 3, and its last word on page 4.
TEXT = "The share was 12 per cent"
SPANS = Spans.of(
    [
        Span(0, 3, 3, Box(10, 100, 40, 110)),
        Span(4, 9, 3, Box(45, 100, 95, 110)),
        Span(10, 13, 3, Box(100, 100, 130, 110)),
        Span(14, 16, 3, Box(10, 120, 30, 130)),
        Span(17, 20, 3, Box(35, 120, 65, 130)),
        Span(21, 25, 4, Box(10, 50, 50, 60)),
    ]
)


@pytest.mark.parametrize(
    ("words", "page", "box"),
    [
        ("share", 3, Box(45, 100, 95, 110)),
        ("share was", 3, Box(45, 100, 130, 110)),
        ("was 12", 3, Box(100, 100, 130, 110)),  # the part on the first line
        ("12 per cent", 3, Box(10, 120, 65, 130)),  # the part on the first page
        ("cent", 4, Box(10, 50, 50, 60)),
        ("har", 3, Box(55, 100, 85, 110)),  # by the widths of its characters
    ],
)
def test_the_place_of_words_is_that_of_their_first_line(words: str, page: int, box: Box) -> None:
    start = TEXT.index(words)
    assert SPANS.place(TEXT, start, start + len(words)) == (page, box)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30), st.data())
def test_the_place_is_on_the_page_of_the_first_word(
    lengths: list[int], data: st.DataObject
) -> None:
    spans, text = [], ""
    for number, length in enumerate(lengths):
        text += " " if text else ""
        box = Box(0, 12 * number, length, 12 * number + 10)  # a word for each line
        spans.append(Span(len(text), len(text) + length, 1 + number // 4, box))
        text += "x" * length
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    within = [span for span in spans if span.start < end and start < span.end] or spans[:1]
    page, box = Spans.of(spans).place(text, start, end)
    assert (page, box) == (within[0].page, within[0].part(text, start, end))


def test_stored_spans_are_unpacked_when_one_is_asked_for() -> None:
    back = unpack(pack(SPANS), Spans)
    assert (back.page_first, back.page_last) == (3, 4)
    assert "_all" not in vars(back)
    assert list(back) == list(SPANS)
    assert (back[-1], len(back), back) == (SPANS[-1], 6, SPANS)


def test_spans_that_someone_has_tampered_with_fail_their_document_alone() -> None:
    document = RawDocument("A_1_2-en", UPath("A_1_2-en.txt"), "A_1_2-en.txt", "ab12", "text/plain")
    for packed in (b"", b"\xc1", b"\x91\x01", b"\x90"):
        paragraph = Paragraph(1, "paragraph", "1", None, TEXT, Spans(packed, 3, 4))
        figure = Figure("percentage", 14, 25, Decimal(12), "per_cent")
        found = FoundFigure(paragraph, figure, Context(), (0, len(TEXT)))
        with pytest.raises(BadRow, match="no row of percentages could be built") as caught:
            figures_table("percentage", [Extraction(document, None, 4, (paragraph,), (found,))])
        assert caught.value.document_id == "A_1_2-en"
