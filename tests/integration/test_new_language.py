"""A language is added by one module: the German example of the guide, put beside the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.refreshing import refresh

from pipeline import languages
from pipeline.tables.files import read_table

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = [
    ("Rund 84 Prozent der Mitgliedstaaten antworteten.", [("percentage", 84, "about")]),
    ("Der Anteil stieg auf 12,5 %.", [("percentage", 12.5, "exact")]),
    ("Der Fonds erhielt 46,5 Millionen US-Dollar.", [("money", 46_500_000, "exact")]),
    ("Mehr als 3.800 Menschen nahmen teil.", [("count", 3800, "more_than")]),
    ("Es nahmen mehr als 3 800 Menschen teil.", [("count", 3800, "more_than")]),
    ("Am 20. März 2019 tagte der Ausschuss.", []),
    ("Die Agenda 2030 gilt seit 2015.", []),
    ("Mindestens zwölf Länder und 3 Organisationen zahlten 2 Milliarden Euro.",
     [("count", 12, "at_least"), ("count", 3, "exact"), ("money", 2_000_000_000, "exact")]),
    ("In 10 bis 15 Ländern dauerte es fünf Jahre.", [("count", 10, "exact")]),
    ("Gemäß Ziffer 12 der Resolution 70 wurden fast 40 neue Schulen gebaut.",
     [("count", 40, "nearly")]),
]  # fmt: skip


@pytest.fixture
def german() -> Iterator[None]:
    """German among the languages for the time of a test."""
    languages.__path__.append(str(ROOT / "docs" / "example_language"))
    _forget()
    yield
    languages.__path__.pop()
    _forget()


def _forget() -> None:
    languages.supported.cache_clear()
    languages.load.cache_clear()


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(("text", "figures"), SENTENCES, ids=range(len(SENTENCES)))
def test_ten_sentences(text: str, figures: list[tuple[str, float, str]]) -> None:
    found = languages.load("de").read_figures(text)
    assert [(f.kind, float(f.value), f.qualifier) for f in found] == figures


@pytest.mark.usefixtures("german")
def test_a_document_in_it_is_read_whole(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "A_70_901-de.txt").write_text(
        " Bericht\n\n I. Einleitung\n\n1. Im Jahr 2025 nahmen 12 Länder und die Organisationen "
        "an\n\nder Tagung teil.\n\n2. Der Fonds erhielt 2 Millionen Euro.\n",
        encoding="utf-8",
    )
    assert refresh(raw, tmp_path / "outputs").published
    rows = [
        row
        for name in ("counts", "money_amounts")
        for row in read_table(name, tmp_path / "outputs").to_pylist()
    ]
    assert [(row["paragraph"], row["raw"]) for row in rows] == [
        ("1", "12 Länder"),
        ("2", "2 Millionen Euro"),
    ]
