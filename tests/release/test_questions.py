"""The questions of `docs/bi.md`, on a release of the sample and on one of reference documents."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from helpers.refreshing import refresh

from pipeline.release.build import build_release

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT.parent / "shared"
DOCUMENTS = ("raw/E_2025_8-en.pdf", "raw/DP_2025_12-en.pdf", "raw/A_RES_79_233-en.pdf",
             "raw/DP_OPS_2025_12-en.pdf", "wild/E_HLPF_2025_5-en.pdf")  # fmt: skip
QUESTIONS = re.findall(
    r"```duckdb\n(.*?)```", (ROOT / "docs" / "bi.md").read_text(encoding="utf-8"), re.DOTALL
)
Answers = list[list[tuple[Any, ...]]]


def answers(database: Path) -> Answers:
    with duckdb.connect(str(database), read_only=True) as connection:
        return [connection.execute(question).fetchall() for question in QUESTIONS]


def database_of(raw: Path, outputs: Path) -> Path:
    """The DuckDB file of a release of some documents."""
    refresh(raw, outputs, check=False)
    build_release(outputs, outputs, day=dt.date(2026, 11, 29))
    return outputs / "latest" / "data" / "un-figures.duckdb"


def test_the_sample_answers_them(tmp_path: Path) -> None:
    found = answers(database_of(ROOT / "raw", tmp_path))
    assert len(found) == 12
    assert any(found)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What a release of reference documents answers."""
    if not REFERENCE.is_dir():
        pytest.skip("the reference documents are not at hand")
    folder = tmp_path_factory.mktemp("reference")
    (folder / "raw").mkdir()
    for document in DOCUMENTS:
        shutil.copy(REFERENCE / document, folder / "raw")
    return answers(database_of(folder / "raw", folder / "outputs"))


@pytest.mark.parametrize(
    ("number", "cells"),
    [
        (0, ("40.2 per cent", "Belarusian parliament", 2024)),
        (0, ("50.5 per cent", "employed population", 2024)),
        (1, ("DP_OPS_2025_12-en", 1_700_000_000)),
        (2, ("14.4 per cent", 2023, 2021, "4.6 per cent")),
        (3, ("UNDP", 200_000_000, 2024)),
        (4, ("215 million people", 215_000_000.0)),
        (5, ("Bangladesh", "BGD", "12 million people")),
        (7, ("$3.22", "donor dollar")),
        (8, (1_000_000_000_000, "USD")),
        (9, ("UNDP",)),
    ],
)
def test_reference_documents_answer_them(
    answered: Answers, number: int, cells: tuple[object, ...]
) -> None:
    assert any(set(cells) <= set(row) for row in answered[number])
