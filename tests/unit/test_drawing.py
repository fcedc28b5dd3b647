"""What a page draws and the words of it, beside what pdfplumber itself says of the same pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from fpdf import FPDF
from pdfplumber.utils.text import dedupe_chars, extract_words

from pipeline.pages.drawing import Drawing, drawings
from pipeline.pages.model import Box
from pipeline.pages.pdf import read_pdf
from pipeline.pages.runs import TextRun, without_doubles, words
from sample.faces import Face

RAW = Path(__file__).resolve().parents[2] / "raw"


def sample(language: str) -> bytes:
    return (RAW / f"SAMPLE_2026_100-{language}.pdf").read_bytes()


def turned() -> bytes:
    """The sample with a page turned by each right angle, and its corner put elsewhere."""
    document = pypdfium2.PdfDocument(sample("en"))
    for number, page in enumerate(document):
        page.set_rotation(number % 4 * 90)
        page.set_mediabox(-20, 30, 600, 800)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def drawn(*operations: bytes, again: float = 500.0) -> bytes:
    """A page with a frame, a rule, and a line of text before and after some operations.

    The first line is printed once more, so many points to the right.
    """
    document = FPDF(unit="pt", format="letter")
    document.add_font("serif", "", Face.SERIF.path)
    document.add_page()
    document.set_font("serif", size=10)
    document.rect(60, 60, 200, 40)
    document.line(60, 300, 160, 300)
    document.text(72, 80, "Before the operations, 1 250 offices")
    document.text(72 + again, 80, "Before the operations, 1 250 offices")
    for operation in operations:
        document._out(operation)
    document.text(72, 120, "After the operations, 2 600 offices")
    return bytes(document.output())


DOCUMENTS = {
    "Chinese": sample("zh"),
    "English": sample("en"),
    "turned": turned(),
    "plain": drawn(),
    "slanted": drawn(b"1 0 0.3 1 0 0 cm"),
    "upside down": drawn(b"-1 0 0 -1 600 792 cm"),
    "mirrored": drawn(b"-1 0 0 1 600 0 cm"),
    "stretched": drawn(b"BT 50 Tz 2 Tc ET"),
    "vertical": drawn().replace(b"/Identity-H", b"/Identity-V"),
    "twice": drawn(again=0.3),
    "picture": drawn(b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID (\nEI Q"),
}


@pytest.fixture(scope="module", params=DOCUMENTS)
def both(request: pytest.FixtureRequest) -> Iterator[list[tuple[Drawing, Any]]]:
    """What each page draws, as read here and as pdfplumber gives it."""
    with pdfplumber.open(io.BytesIO(DOCUMENTS[request.param])) as pdf:
        yield list(zip(drawings(pdf), pdf.pages, strict=True))


def place(item: dict[str, Any]) -> Box:
    return Box(*(item[edge] for edge in ("x0", "top", "x1", "bottom")))


def test_upright_characters_are_those_of_pdfplumber(both: list[tuple[Drawing, Any]]) -> None:
    for drawing, page in both:
        assert [
            (char.text, Box(char.x0, char.top, char.x1, char.bottom), char.size, char.face)
            for char in drawing.chars
        ] == [
            (char["text"], place(char), char["size"], char["fontname"])
            for char in page.chars
            if char["upright"]
        ]


def test_rectangles_and_rulings_are_those_of_pdfplumber(both: list[tuple[Drawing, Any]]) -> None:
    for drawing, page in both:
        assert drawing.rectangles == [place(rect) for rect in page.rects]
        thin = [rect for rect in page.rects if rect["height"] < 3]
        assert sorted(map(repr, drawing.rulings)) == sorted(
            repr(place(item)) for item in [*page.lines, *thin]
        )


def test_words_part_as_those_of_pdfplumber(both: list[tuple[Drawing, Any]]) -> None:
    for drawing, page in both:
        expected = extract_words(
            [
                {**char, "baseline": round(float(page.height) - char["matrix"][5], 1)}
                for char in page.chars
                if char["upright"]
            ],
            x_tolerance_ratio=0.15,
            y_tolerance=2,
            extra_attrs=["fontname", "size", "baseline"],
        )
        found = words(drawing.chars)
        assert [(word.text, Box(word.x0, word.top, word.x1, word.bottom)) for word in found] == [
            (word["text"], place(word)) for word in expected
        ]


def test_a_ligature_is_read_as_the_letters_that_it_joins() -> None:
    chars = [
        TextRun(text, 10 * at, 0, 10 * at + 10, 10, size=10, face="serif", baseline=8)
        for at, text in enumerate("oﬃce")
    ]
    assert [(word.text, word.x0, word.x1) for word in words(chars)] == [("office", 0, 40)]


def test_characters_printed_twice_are_those_of_pdfplumber(both: list[tuple[Drawing, Any]]) -> None:
    for drawing, page in both:
        once = dedupe_chars([char for char in page.chars if char["upright"]], tolerance=0.5)
        assert [(char.text, char.x0) for char in without_doubles(drawing.chars)] == [
            (char["text"], char["x0"]) for char in once
        ]


def test_a_line_printed_twice_is_read_once() -> None:
    (page,) = read_pdf(DOCUMENTS["twice"])
    assert [line.text for line in page.lines] == [
        "Before the operations, 1 250 offices",
        "After the operations, 2 600 offices",
    ]


def test_text_around_a_picture_within_the_content_is_read() -> None:
    (page,) = read_pdf(DOCUMENTS["picture"])
    assert [line.text[:21] for line in page.lines] == [
        "Before the operations",
        "After the operations,",
    ]
