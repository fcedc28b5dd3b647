"""What the first page of a document says that it is: title and symbol."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline import languages
from pipeline.documents.identity import symbols_of_text
from pipeline.pages.page import Box, Line, Page, Word
from pipeline.paragraphs.assemble import read_paragraphs, title_of

ENGLISH = languages.load("en")
FULL = "the offices of the network keep what they have learned and give it to all the others"


def line(top: float, text: str, *, x: float = 120.0, size: float = 10.0, bold: bool = False,
         gap: float = 2.0) -> Line:  # fmt: skip
    words, left = [], x
    for word in text.split():
        box = Box(left, top, left + 0.45 * size * len(word), top + size)
        words.append(Word(word, box, size, bold=bold))
        left = box.x1 + 0.25 * size
    assert words[-1].box is not None
    return Line(tuple(words), x, gap, words[-1].box.x1)


def prose(top: float, size: float = 10.0) -> list[Line]:
    return [line(top + 12 * n, FULL, size=size, gap=14 if n == 0 else 2) for n in range(12)]


def masthead() -> list[Line]:
    return [
        line(40, "A/95/12", x=440, gap=40),
        line(48, "United Nations", gap=-2),
        line(70, "General Assembly", size=20, bold=True, gap=10),
        line(90, "14 July 2026", x=400, gap=10),
        line(210, "Eighty-first session", x=60, gap=90),
    ]


def title(*lines: Sequence[Line], size: float = 10.0) -> str | None:
    first = Page(1, tuple(one for some in lines for one in some), 612.0, 792.0)
    pages = [first, *(Page(n, tuple(prose(100, size)), 612.0, 792.0) for n in range(2, 6))]
    return title_of(read_paragraphs(pages, ENGLISH), ENGLISH)


def test_a_title_may_end_with_the_name_of_a_body() -> None:
    letter = [
        line(290, "Letter dated 3 July 2026 addressed to the President of the", size=12, bold=True,
             gap=40),
        line(304, "Security Council", size=12, bold=True),
    ]  # fmt: skip
    found = title(masthead(), letter, prose(350))
    assert found == "Letter dated 3 July 2026 addressed to the President of the Security Council"


def test_a_letter_that_is_set_smaller_than_its_annex_is_text() -> None:
    letter = [line(290, "Letter on the offices of the network", size=12, bold=True, gap=40)]
    first = Page(1, (*masthead(), *letter, *prose(350)), 612.0, 792.0)
    annex = [Page(n, tuple(prose(100, 11.0)), 612.0, 792.0) for n in range(2, 6)]
    found = read_paragraphs([first, *annex], ENGLISH)
    assert [p.kind for p in found[-2:]] == ["title", "paragraph"]


def test_a_stray_mark_above_the_title_is_not_in_its_way() -> None:
    stray = [line(260, "J ,", x=60, size=6.0, gap=30)]
    heading = [line(290, "Offices of the network", size=12, bold=True, gap=20)]
    assert title(masthead(), stray, heading, prose(350)) == "Offices of the network"


def test_the_record_of_a_meeting_has_no_title() -> None:
    record = [
        line(250, "In the absence of the President, Ms. Example took the chair of the meeting.",
             gap=30),
        line(280, "Agenda item 13", bold=True, gap=14),
        line(300, "Offices of the network", bold=True, gap=14),
    ]  # fmt: skip
    assert title(masthead(), record, prose(350)) is None


def test_capitals_are_no_title_where_larger_type_is() -> None:
    cover = [
        line(200, "UNITED NATIONS NETWORK OF OFFICES", bold=True, gap=90),
        line(300, "Report on Offices", size=24, gap=60),
    ]
    assert title(cover, prose(400)) != "UNITED NATIONS NETWORK OF OFFICES"


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("A/95/12", "A/95/12"),
        ("GEGN.2/2025/35*", "GEGN.2/2025/35"),
        ("United Nations ICCD/COP(8)/CST/8", "ICCD/COP(8)/CST/8"),
        ("A/95/6 (Sect. 5)/Part A*", "A/95/6 (Sect. 5)"),
        ("DP/FPA/2025/4 (Part I/Add.1)", "DP/FPA/2025/4 (Part I/Add.1)"),
        ("E/2025/32 (Part II)", "E/2025/32 (Part II)"),
    ],
)
def test_symbols_have_many_forms(printed: str, symbol: str) -> None:
    page = Page(1, (line(40, printed), *prose(300)), 612.0, 792.0)
    assert symbols_of_text([page]) == [symbol]


def test_text_that_names_a_document_is_no_masthead() -> None:
    page = Page(1, (line(40, "It takes note of the report in A/95/12"),), 612.0, 792.0)
    assert symbols_of_text([page]) == []


def test_a_first_page_without_text_has_no_masthead() -> None:
    """A cover that is a picture keeps nothing of the pages after it from being read."""
    pages = [Page(1, (), 612.0, 792.0), Page(2, tuple(prose(100)), 612.0, 792.0)]
    blocks = read_paragraphs(pages, ENGLISH)
    assert [(block.page_first, block.text[:11]) for block in blocks] == [(2, "the offices")]
