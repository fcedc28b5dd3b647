"""PDFs made to break a reader, through the real engine: read, or failed with a sentence."""

from __future__ import annotations

import resource
from pathlib import Path
from typing import Any

import pytest
from helpers import hostile
from helpers.refreshing import refresh
from helpers.reports import write_sample

from pipeline.orchestration.run import run
from pipeline.settings import EngineSettings, Settings
from pipeline.tables.files import read_table

#: Rare and harmless kinds, of which the reader made sense when this was written.
READ = (
    "tree_holds_itself", "media_of_200_inches", "media_upside_down", "text_far_off",
    "unicode_surrogate", "unicode_nul", "contents_50_times_the_same", "form_draws_itself",
    "outlines_in_a_circle", "picture_masks_itself",
)  # fmt: skip
Rows = dict[str, dict[str, Any]]


def run_over(folder: Path, files: dict[str, bytes], minutes: float) -> Rows:
    """The rows of documents by kind, after a run over odd files and a good one.

    That none stopped any, and that all is published, is made sure of.
    """
    kinds = write_with_a_good_one(folder / "raw", files)
    settings = Settings.model_validate({"engine": {"minutes_per_document": minutes}})
    report = run([folder / "raw"], folder / "outputs", settings=settings)
    assert report.error is None
    assert report.published
    assert report.release is not None
    return rows_of(folder / "outputs", kinds)


def write_with_a_good_one(raw: Path, files: dict[str, bytes]) -> dict[str, str]:
    """Writes documents, and returns the kinds of the odd ones by their files."""
    write_sample(raw, "A_1_0")
    return hostile.write(raw, files)


def rows_of(outputs: Path, kinds: dict[str, str]) -> Rows:
    """The rows of the odd documents by kind; that the good one is read is made sure of."""
    rows = {row["source_file"]: row for row in read_table("documents", outputs).to_pylist()}
    assert rows.pop("A_1_0-en.pdf")["status"] == "extracted"
    assert rows.keys() == kinds.keys()
    for row in rows.values():
        assert row["status"] == "extracted" or len(row["failure"].split()) > 4, row
        assert "The reader failed" not in str(row["failure"]), row
    return {kinds[name]: row for name, row in rows.items()}


def test_harmless_oddities_are_read(tmp_path: Path) -> None:
    odd = hostile.odd_pdfs()
    kinds = write_with_a_good_one(tmp_path / "raw", {name: odd[name] for name in READ})
    reader = EngineSettings(minutes_per_document=2, workers=1)
    assert refresh(tmp_path / "raw", tmp_path / "outputs", reader=reader).published
    rows = rows_of(tmp_path / "outputs", kinds)
    assert {name: row["status"] for name, row in rows.items()} == dict.fromkeys(READ, "extracted")


@pytest.mark.slow
def test_odd_pdfs_are_read_or_failed_with_a_sentence(tmp_path: Path) -> None:
    run_over(tmp_path, hostile.odd_pdfs(), minutes=1)


@pytest.mark.slow
def test_costly_pdfs_fail_within_their_limits(tmp_path: Path) -> None:
    run_over(tmp_path, hostile.costly_pdfs(), minutes=0.5)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2 * 2**20
