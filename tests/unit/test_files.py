"""Tables as files: the same bytes again, CSV that spreadsheets read rightly, nothing half written."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables import files
from pipeline.tables.files import csv_bytes, parquet_bytes, publish, read_table

TABLE = pa.table(
    {
        "text": pa.array(["南南合作", 'a "b", c\nd', None]),
        "amount": pa.array([Decimal("17500000.00"), None, Decimal("0.60")], pa.decimal128(22, 2)),
        "value": pa.array([84.0, 0.1, None]),
        "day": pa.array([date(2026, 7, 14), None, None]),
    }
)


def rows(data: bytes) -> list[list[str]]:
    """CSV as a reader sees it."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_byte_order_mark_crlf_points_iso_dates_and_empty_cells() -> None:
    data = csv_bytes(TABLE)
    assert data.startswith(b"\xef\xbb\xbftext,amount,value,day\r\n")
    assert rows(data)[1:] == [
        ["南南合作", "17500000.00", "84.0", "2026-07-14"],
        ['a "b", c\nd', "", "0.1", ""],
        ["", "0.60", "", ""],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "＝1", "'=1"])
def test_no_cell_runs_as_a_formula(text: str) -> None:
    cell = rows(csv_bytes(pa.table({"text": [text]})))[1][0]
    assert cell == f"'{text}"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_every_text_comes_back_from_csv(texts: list[str]) -> None:
    # A column beside it, since a row of one empty cell is an empty line.
    numbers = pa.array(range(len(texts)), pa.int64())
    table = pa.table({"n": numbers, "text": pa.array(texts, pa.string())})
    read = [row[1] for row in rows(csv_bytes(table))[1:]]
    assert [without_apostrophe(cell) for cell in read] == texts


def without_apostrophe(cell: str) -> str:
    """The text of a cell, as the data dictionary says to get it back."""
    return cell[1:] if cell[:1] == "'" and files._FORMULA.match(cell[1:]) else cell


def test_published_files_are_the_table_again(tmp_path: Path) -> None:
    publish({"things": TABLE}, tmp_path / "outputs")
    assert read_table("things", tmp_path / "outputs").equals(TABLE)
    assert sorted(p.name for p in (tmp_path / "outputs").iterdir()) == [
        "things.csv",
        "things.parquet",
    ]


def test_parquet_is_the_same_bytes_again_and_holds_no_pandas_metadata() -> None:
    assert parquet_bytes(TABLE) == parquet_bytes(TABLE.slice(0))
    assert b"pandas" not in parquet_bytes(TABLE)


def test_an_error_while_writing_leaves_what_was_published_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish({"a": TABLE, "b": TABLE}, tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    written = []

    def full_disk(table: pa.Table) -> bytes:
        written.append(table)
        if len(written) == 2:
            raise OSError("No space left on device")
        return b"new"

    monkeypatch.setattr(files, "csv_bytes", full_disk)
    with pytest.raises(OSError, match="No space left"):
        publish({"a": TABLE.slice(1), "b": TABLE.slice(1)}, tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before
