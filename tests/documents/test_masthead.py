"""What the masthead of a real PDF tells of a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fpdf import FPDF

from pipeline import languages
from pipeline.documents.document import RawDocument
from pipeline.documents.masthead import with_masthead
from pipeline.extract import read_pages
from sample.faces import Face

RAW = Path(__file__).resolve().parents[2] / "raw"


def read(data: bytes, language: str, **known: object) -> RawDocument:
    """A document with what its masthead tells."""
    document = RawDocument("A_1_2-en", Path("A_1_2-en.pdf"), "A_1_2-en.pdf", "", None, **known)  # type: ignore[arg-type]
    pages = read_pages(data, "application/pdf", limit=1)
    return with_masthead(document, pages, languages.load(language))


def printed(*lines: tuple[float, float, str]) -> bytes:
    """A page with lines of text at their places, above running text."""
    document = FPDF(unit="pt", format="letter")
    document.add_font("serif", fname=Face.SERIF.path)
    document.set_font("serif", size=10)
    document.add_page()
    for x, y, text in lines:
        document.text(x, y, text)
    for number in range(8):
        document.text(124, 520 + 12 * number, "The present report was written for the session.")
    return bytes(document.output())


@pytest.mark.parametrize(
    ("language", "session", "item"),
    [
        ("en", "Eighty-first session", "Item 12 of the provisional agenda"),
        ("zh", "第八十一届会议", "临时议程 项目 12"),
    ],
)
def test_the_sample_tells_its_date_session_and_agenda_item(
    language: str, session: str, item: str
) -> None:
    found = read((RAW / f"SAMPLE_2026_100-{language}.pdf").read_bytes(), language)
    assert (found.published_on, found.session, found.agenda_item) == (
        date(2026, 7, 14),
        session,
        item,
    )


def test_two_bodies_that_share_a_document_are_both_named() -> None:
    found = read(
        printed(
            (60, 220, "Eightieth session"), (348, 220, "2025 session"),
            (60, 232, "Item 23 (a) of the preliminary list*"), (348, 232, "Agenda item 7 (a)"),
        ),
        "en",
    )  # fmt: skip
    assert found.session == "Eightieth session; 2025 session"
    assert found.agenda_item == "Item 23 (a) of the preliminary list; Agenda item 7 (a)"


def test_running_text_that_speaks_of_a_session_is_no_masthead() -> None:
    found = read(printed((124, 220, "Annual session 2025 was held in New York.")), "en")
    assert (found.session, found.agenda_item) == (None, None)


def test_the_register_knows_the_date_better() -> None:
    data = (RAW / "SAMPLE_2026_100-en.pdf").read_bytes()
    assert read(data, "en", published_on=date(2026, 8, 1)).published_on == date(2026, 8, 1)
