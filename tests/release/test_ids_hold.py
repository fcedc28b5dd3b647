"""The ids of figures when a document is read anew and a paragraph before them is two."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from helpers.refreshing import refresh

from pipeline.cli import main
from pipeline.release.build import build_release
from pipeline.release.contents import table_path
from pipeline.tables.schema import FIGURE_TABLES

WHOLE = """\
 Schools of the region

 Summary

 In 2025 some 1,200 schools took part. Of these, 84 per cent replied.

 I. Introduction

1. The programme cost $42.1 million.

2. There were 142 courses in 12 countries.

 Conclusions

 In all, 65 per cent of the schools stayed.
"""
SPLIT = WHOLE.replace("took part. Of these", "took part.\n\n Of these")
Figures = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases: of the document, and of the same with its summary in two paragraphs."""
    folder = tmp_path_factory.mktemp("split")
    (folder / "raw").mkdir()
    for text in (WHOLE, SPLIT):
        (folder / "raw" / "A_70_901-en.txt").write_text(text, encoding="utf-8")
        assert refresh(folder / "raw", folder / "outputs", check=False).published
        build_release(folder / "outputs", folder / "outputs", day=dt.date(2026, 11, 30))
    return folder / "outputs"


def figures(outputs: Path, number: int) -> Figures:
    """The figures of a release by what is printed."""
    release = outputs / "releases" / f"2026.11.30.{number}"
    return {
        row["raw"]: row
        for table in FIGURE_TABLES.values()
        for row in pq.read_table(release / table_path(table.name, "parquet")).to_pylist()
    }


def test_ids_after_a_split_hold(outputs: Path) -> None:
    before, after = figures(outputs, 1), figures(outputs, 2)
    assert before["$42.1 million"]["figure_id"] == "A_70_901-en.p1.19"
    later = ["$42.1 million", "142 courses", "12 countries", "65 per cent"]
    assert [before[raw]["figure_id"] for raw in later] == [after[raw]["figure_id"] for raw in later]


def test_ids_of_the_paragraph_itself_lead_to_the_new_ones(outputs: Path) -> None:
    before, after = figures(outputs, 1), figures(outputs, 2)
    told = json.loads((outputs / "latest" / "diff.json").read_text(encoding="utf-8"))
    assert told["totals"]["added"] == told["totals"]["removed"] == 0
    (document,) = told["documents"]
    split = [raw for raw in before if before[raw]["figure_id"] != after[raw]["figure_id"]]
    assert "84 per cent" in split
    assert document["moved"] == {before[r]["figure_id"]: after[r]["figure_id"] for r in split}


def test_the_command_leads_on_from_an_old_id(outputs: Path) -> None:
    before, after = (figures(outputs, n)["84 per cent"]["figure_id"] for n in (1, 2))
    shown = CliRunner().invoke(main, ["explain", before, "--outputs", str(outputs)])
    assert shown.exit_code == 4
    assert f"It is {after} now." in shown.stderr
