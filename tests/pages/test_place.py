"""Where on the page a figure is printed: the words around it on a real page say so."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest

from pipeline import languages
from pipeline.extract import read_figures, read_pages, read_paragraphs
from pipeline.pages.page import Box
from pipeline.pages.picture import picture

DATA = (Path(__file__).resolve().parents[2] / "raw" / "SAMPLE_2026_100-zh.pdf").read_bytes()


@pytest.fixture(scope="module")
def places() -> list[tuple[str, int, Box]]:
    """Characters, page and box of every figure of the sample."""
    chinese = languages.load("zh")
    paragraphs = read_paragraphs(read_pages(DATA, "application/pdf"), chinese)
    found = []
    for one in read_figures(paragraphs, chinese):
        page, box = one.paragraph.place(one.figure.start, one.figure.end)
        assert box is not None
        found.append((one.paragraph.text[one.figure.start : one.figure.end], page, box))
    return found


def test_the_box_of_a_figure_holds_its_characters_on_their_first_line(
    places: list[tuple[str, int, Box]],
) -> None:
    with pdfplumber.open(io.BytesIO(DATA)) as pdf:
        for raw, number, box in places:
            inside = pdf.pages[number - 1].crop(
                (box.x0 - 2, box.top - 1, box.x1 + 2, box.bottom + 1), strict=False
            )
            printed = "".join((inside.extract_text() or "").split())
            assert raw[0] in printed, (raw, printed)


def test_a_picture_shows_the_place_outlined(places: list[tuple[str, int, Box]]) -> None:
    _, page, box = places[10]
    part = picture(DATA, page, [box])
    whole = picture(DATA, page, [box], whole_page=True)
    assert part.width == whole.width
    assert part.height < whole.height
    outline = (200, 16, 46)
    assert outline in set(part.getdata())
