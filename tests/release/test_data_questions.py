"""The questions of `docs/bi.md`, on a release of the sample and on one of reference documents."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from helpers.refreshing import refresh
from servers import Server

from pipeline.release.build import build_release
from pipeline.release.postgres import load_postgres

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT.parent / "shared"
DOCUMENTS = ("raw/E_2025_8-en.pdf", "raw/DP_2025_12-en.pdf", "raw/A_RES_79_233-en.pdf",
             "raw/DP_OPS_2025_12-en.pdf", "raw/A_80_604_Add.11-en.pdf",
             "wild/E_HLPF_2025_5-en.pdf")  # fmt: skip
QUESTIONS = re.findall(
    r"```duckdb\n(.*?)```", (ROOT / "docs" / "bi.md").read_text(encoding="utf-8"), re.DOTALL
)
Answers = list[list[tuple[Any, ...]]]


def answers(data: Path) -> Answers:
    with duckdb.connect(str(data / "un-figures.duckdb"), read_only=True) as connection:
        return [connection.execute(question).fetchall() for question in QUESTIONS]


def plain(rows: list[tuple[Any, ...]]) -> list[list[str]]:
    """Rows in any order; sums and truths as each database keeps them."""
    numbers = (bool, int, float, Decimal)
    return sorted(
        [f"{float(c):.12g}" if isinstance(c, numbers) else str(c) for c in row] for row in rows
    )


def data_of(outputs: Path) -> Path:
    """The data files of a release of what is published."""
    build_release(outputs, outputs, day=dt.date(2026, 11, 29))
    return outputs / "latest" / "data"


def test_all_databases_answer_them_alike(
    sample_outputs: Path, tmp_path: Path, server: Server
) -> None:
    data = data_of(shutil.copytree(sample_outputs, tmp_path / "outputs"))
    found = answers(data)
    assert len(found) == 12
    assert any(found)
    load_postgres(data.parent, server.address, schema="questions")
    with (
        sqlite3.connect(data / "un-figures.sqlite") as sqlite,
        psycopg.connect(server.address, options="-c search_path=questions") as postgres,
    ):
        for question, rows in zip(QUESTIONS, found, strict=True):
            in_sqlite = sqlite.execute(question).fetchall()
            in_postgres = postgres.execute(question.encode()).fetchall()
            assert plain(in_sqlite) == plain(in_postgres) == plain(rows), question


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What a release of reference documents answers."""
    if not REFERENCE.is_dir():
        pytest.skip("the reference documents are not at hand")
    folder = tmp_path_factory.mktemp("reference")
    (folder / "raw").mkdir()
    for document in DOCUMENTS:
        shutil.copy(REFERENCE / document, folder / "raw")
    refresh(folder / "raw", folder / "outputs", check=False)
    return answers(data_of(folder / "outputs"))


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
        (6, ("47 per cent", "emissions", 1990)),
        (6, ("4.6 per cent", 2023, 2024)),
        (7, ("$3.22", "donor dollar")),
        (8, (1_000_000_000_000, "USD")),
        (9, ("UNDP",)),
        (10, ("Military and police > Travel > Military observers", 1_401_400.0, "USD")),
        # An addend is printed with a digit too few there: `$1 000 00`.
        (11, ("A_80_604_Add.11-en", 19, "($6 241 500)", -5_341_500.0)),
    ],
)
def test_reference_documents_answer_them(
    answered: Answers, number: int, cells: tuple[object, ...]
) -> None:
    assert any(set(cells) <= set(row) for row in answered[number])
