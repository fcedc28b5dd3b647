"""Pages of a real PDF that set their text in two columns, and a table that only looks like it."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from pipeline import languages
from pipeline.extract import read_figures, read_pages, read_paragraphs
from pipeline.paragraphs.paragraph import Paragraph
from sample.faces import Face

LEFT, RIGHT, TOP, COLUMN, LINE = 72.0, 318.0, 144.0, 222.0, 12.0
FIRST = """1. The network links the statistical offices of the region and was set up by the
ministers in order to share what each of them had learned about open data and its
uses. It has grown every year since then and now has a secretariat of its own, which
answers questions, keeps the catalogue and trains the staff of the offices that ask
for it. In the year under review it held courses for the staff of local offices, who
had asked for them at the last meeting, and it paid for the travel of those who could
not have come without help. The courses were attended by 1 250 people from"""
SECOND = """26 countries, and 84 per cent of them said that they would use what they had
learned. The cost was $2.5 million, less than planned. What was left of the money was
given to the offices of small islands, which have few staff and much to count, so that
each of them could hire a person for the work of a year.
2. The second programme began late, since its funds came late, and reached 140 schools
in all of the districts. Teachers were shown how the figures of their own schools are
made and what can be learned from them, and the pupils counted trees, cars and birds
and drew what they had found on maps that anyone can look at."""


def pdf() -> FPDF:
    """An empty document of one page in points, with the sample's faces."""
    document = FPDF(unit="pt", format="letter")
    document.set_auto_page_break(False)
    for style, face in (("", Face.SERIF), ("B", Face.SERIF_BOLD)):
        document.add_font("serif", style, face.path)
    document.add_page()
    return document


def column(document: FPDF, text: str, left: float, top: float, width: float = COLUMN) -> None:
    """Text set from a place on, justified within a width."""
    document.set_font("serif", size=10)
    for paragraph in text.replace("\n", " ").replace(" 2. ", "\n2. ").split("\n"):
        document.set_xy(left, top)
        document.multi_cell(width, LINE, paragraph, align="J")
        top = document.get_y()


def across(document: FPDF, text: str, top: float, style: str = "B") -> None:
    """One line from the left edge on, over both columns."""
    document.set_font("serif", style=style, size=12)
    document.set_xy(LEFT, top)
    document.cell(text=text)


def blocks(document: FPDF) -> list[Paragraph]:
    """The paragraphs that are read from the document."""
    pages = read_pages(bytes(document.output()), "application/pdf")
    return list(read_paragraphs(pages, languages.load("en")))


@pytest.fixture(scope="module")
def two_columns() -> list[Paragraph]:
    document = pdf()
    across(document, "What the network did for the statistical offices of the region", 100)
    column(document, FIRST, LEFT, TOP)
    column(document, SECOND, RIGHT, TOP)
    return blocks(document)


def test_a_column_is_read_to_its_end_before_the_next(two_columns: list[Paragraph]) -> None:
    numbered = [block for block in two_columns if block.number]
    assert [block.number for block in numbered] == ["1", "2"]
    assert "attended by 1 250 people from 26 countries" in numbered[0].text
    assert numbered[0].text.endswith("for the work of a year.")


def test_a_heading_over_both_columns_comes_first(two_columns: list[Paragraph]) -> None:
    assert two_columns[0].text.startswith("What the network did")
    assert two_columns[1].section == two_columns[0].text


def test_figures_of_the_second_column_have_their_place_there(
    two_columns: list[Paragraph],
) -> None:
    found = read_figures(two_columns, languages.load("en"))
    assert [one.paragraph.text[one.figure.start : one.figure.end] for one in found] == [
        "1 250 people",
        "26 countries",
        "84 per cent",
        "$2.5 million",
        "140 schools",
    ]
    edges = [one.paragraph.place(one.figure.start, one.figure.end)[1] for one in found]
    assert all(box is not None for box in edges)
    assert [box.x0 >= RIGHT - 1 for box in edges if box] == [False, True, True, True, True]


def test_a_footnote_at_the_foot_of_a_column_stands_apart() -> None:
    document = pdf()
    column(document, FIRST, LEFT, TOP)
    column(document, SECOND, RIGHT, TOP)
    document.line(LEFT, 400, LEFT + 60, 400)
    document.set_font("serif", size=7)
    document.set_xy(LEFT, 410)
    document.cell(text="1")
    document.set_font("serif", size=8)
    document.set_xy(LEFT + 8, 410)
    document.cell(text="See the report of the office on its 31 courses.")
    notes = [block for block in blocks(document) if block.kind == "footnote"]
    assert [(note.number, note.text[:14]) for note in notes] == [("fn1", "See the report")]


def test_a_ruled_table_with_two_columns_of_text_is_read_row_by_row() -> None:
    document = pdf()
    column(document, FIRST, LEFT, TOP)
    column(document, SECOND, RIGHT, TOP)
    for top in (TOP - 4, TOP + 62):
        document.line(LEFT, top, RIGHT + COLUMN, top)
    texts = [block.text for block in blocks(document)]
    assert not any("people from 26 countries" in text for text in texts)
