"""The sample documents: made from their texts byte by byte, and annotated as these read."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "sample"))

from build import LANGUAGES, main, source  # noqa: E402
from markup import Report, read_report  # noqa: E402

from pipeline.documents.register import read_register  # noqa: E402

NAMES = [f"SAMPLE_2026_100-{language}" for language in LANGUAGES]


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """The two texts by language."""
    return {language: read_report(source(language)) for language in LANGUAGES}


def test_building_gives_the_committed_bytes(tmp_path: Path) -> None:
    main(["--raw", str(tmp_path / "raw"), "--text", str(tmp_path / "text")])
    for name in NAMES:
        pdf, text = tmp_path / "raw" / f"{name}.pdf", tmp_path / "text" / f"{name}.txt"
        assert pdf.read_bytes() == (ROOT / "raw" / pdf.name).read_bytes()
        assert text.read_bytes() == (ROOT / "sample" / "text" / text.name).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_annotated_figure_stands_in_its_paragraph(
    reports: dict[str, Report], language: str
) -> None:
    path = ROOT / "tests" / "accuracy" / f"SAMPLE_2026_100-{language}.jsonl"
    figures = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    paragraphs = reports[language].paragraphs()
    assert figures
    assert [f for f in figures if f["raw"] not in paragraphs[f["paragraph"]]] == []


def test_the_editions_have_the_same_paragraphs(reports: dict[str, Report]) -> None:
    chinese, english = (list(report.paragraphs()) for report in reports.values())
    assert chinese == english


def test_every_footnote_has_its_mark_in_both_editions(reports: dict[str, Report]) -> None:
    for report in reports.values():
        marks = [m for block in report.blocks for m in re.findall(r"\[\^(\d+)\]", block.text)]
        assert [int(mark) for mark in marks] == list(range(1, 13))
        assert list(report.notes) == list(range(1, 13))


def test_the_register_has_the_titles_of_the_texts(reports: dict[str, Report]) -> None:
    register = read_register(ROOT / "raw")
    for name, report in zip(NAMES, reports.values(), strict=True):
        entry = register[f"{name}.pdf"]
        assert (entry.symbol, entry.title) == (report.fields["symbol"], report.fields["title"])
