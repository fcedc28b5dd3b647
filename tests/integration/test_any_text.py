"""Whatever a text holds, in any language: it is published, and what is published is the text's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from helpers.odd_texts import SENTENCES, odd_text
from helpers.refreshing import refresh
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.orchestration.run import run
from pipeline.settings import EngineSettings, SetAside, Settings
from pipeline.tables.files import read_table

#: In one document nearly all may be odd: here that blocks nothing.
SETTINGS = Settings(engine=EngineSettings(kind="serial"), set_aside=SetAside(share=1))
CORPUS = st.fixed_dictionaries(
    {code: st.lists(odd_text(code), min_size=3, max_size=5) for code in SENTENCES}
)


def write(texts: Mapping[str, list[str]], raw: Path) -> None:
    """Writes a document for each text."""
    raw.mkdir()
    for code, of_language in texts.items():
        for number, text in enumerate(of_language, start=1):
            file = raw / f"A_1_{number}-{code}.txt"
            file.write_text(text, encoding="utf-8", newline="")


def look_at_published(raw: Path, outputs: Path) -> None:
    """Every document has its row, and every figure stands in its text."""
    rows = {r["document_id"]: r for r in read_table("documents", outputs).to_pylist()}
    assert rows.keys() == {file.stem for file in raw.iterdir()}
    faults = [row["failure"] for row in rows.values() if "reader failed" in (row["failure"] or "")]
    assert not faults
    paragraphs = {
        row["paragraph_id"]: row["text"] for row in read_table("paragraphs", outputs).to_pylist()
    }
    assert not any("\x00" in text for text in paragraphs.values())
    for table in ("percentages", "money_amounts", "counts", "set_aside"):
        for row in read_table(table, outputs).to_pylist():
            text = paragraphs[row["paragraph_id"]]
            assert text[row["char_start"] : row["char_end"]] == row["raw"]


@settings(max_examples=1, suppress_health_check=list(HealthCheck), derandomize=True)
@given(CORPUS)
def test_any_text_goes_through_to_published_files(texts: Mapping[str, list[str]]) -> None:
    with TemporaryDirectory() as folder:
        raw, outputs = Path(folder, "raw"), Path(folder, "outputs")
        write(texts, raw)
        assert refresh(raw, outputs).published
        look_at_published(raw, outputs)


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(CORPUS)
def test_very_many_texts_go_through_a_run(texts: Mapping[str, list[str]]) -> None:
    with TemporaryDirectory() as folder:
        raw, outputs = Path(folder, "raw"), Path(folder, "outputs")
        write(texts, raw)
        report = run([raw], outputs, settings=SETTINGS)
        assert report.published, (report.blocked, report.error)
        look_at_published(raw, outputs)
