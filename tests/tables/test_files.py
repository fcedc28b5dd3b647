"""Tables as files: the same bytes again, CSV that spreadsheets read rightly, nothing half written."""

from __future__ import annotations

import csv
import io
import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables import files
from pipeline.tables.files import (
    csv_bytes,
    parquet_bytes,
    publish,
    publish_batches,
    read_batches,
    read_table,
    row_count,
    same_rows,
)

TABLE = pa.table(
    {
        "text": pa.array(["南南合作", 'a "b", c\nd', None]),
        "amount": pa.array([Decimal(17500000), None, Decimal("0.841250")], pa.decimal128(26, 6)),
        "value": pa.array([84.0, 0.1, None]),
        "day": pa.array([date(2026, 7, 14), None, None]),
    }
)


class Watched(io.BytesIO):
    """A file, and a folder that holds it, that knows which threads have read it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.readers: set[int] = set()

    def read(self, size: int | None = -1) -> bytes:
        self.readers.add(threading.get_ident())
        return super().read(size)

    def open(self, _: str) -> Watched:
        return self

    def __truediv__(self, _: str) -> Watched:
        return self


@pytest.mark.parametrize(
    "reader",
    [lambda file: read_table("it", file), lambda file: list(read_batches(file)), row_count],
    ids=["read_table", "read_batches", "row_count"],
)
def test_no_thread_of_arrows_holds_a_file(reader: Callable[[Any], object]) -> None:
    """One that did when the process ended would abort it."""
    file = Watched(parquet_bytes(TABLE))
    reader(file)
    assert file.readers == {threading.get_ident()}


def rows(data: bytes) -> list[list[str]]:
    """CSV as a reader sees it."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_byte_order_mark_crlf_points_iso_dates_and_empty_cells() -> None:
    data = csv_bytes(TABLE)
    assert data.startswith(b"\xef\xbb\xbftext,amount,value,day\r\n")
    assert rows(data)[1:] == [
        ["南南合作", "17500000.00", "84.0", "2026-07-14"],
        ['a "b", c\nd', "", "0.1", ""],
        ["", "0.84125", "", ""],
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
    return cell[1:] if cell[:1] == "'" and re.match(files._FORMULA, cell[1:]) else cell


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


def test_bytes_do_not_depend_on_how_rows_are_cut_into_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ROW_GROUP", 7)
    monkeypatch.setattr(files, "_CSV_ROWS", 3)
    table = pa.concat_tables([TABLE] * 7)
    cuts = {"one": [21], "each": [1] * 21, "uneven": [0, 6, 0, 1, 13, 1], "group": [7, 7, 7]}
    for name, sizes in cuts.items():
        starts = [sum(sizes[:n]) for n in range(len(sizes))]
        parts = [table.slice(*part).combine_chunks() for part in zip(starts, sizes, strict=True)]
        batches = (batch for part in parts for batch in part.to_batches())
        publish_batches({"things": batches}, tmp_path / name)
        for suffix in ("parquet", "csv"):
            file = f"things.{suffix}"
            assert (tmp_path / name / file).read_bytes() == (tmp_path / "one" / file).read_bytes()
    assert read_table("things", tmp_path / "each").equals(table)
    assert pq.ParquetFile(tmp_path / "each" / "things.parquet").num_row_groups == 3


def test_rows_are_the_same_however_they_lie_in_the_file(tmp_path: Path) -> None:
    def file(name: str, table: pa.Table, rows: int) -> Path:
        pq.write_table(table, tmp_path / name, row_group_size=rows)
        return tmp_path / name

    one = file("one", TABLE, 3)
    other = TABLE.set_column(2, "value", pa.array([84.0, 0.1, 0.2]))
    assert same_rows(one, file("cut", TABLE, 1))
    assert same_rows(file("none", TABLE.slice(3), 3), file("nothing", TABLE.slice(3), 1))
    assert not same_rows(one, file("other", other, 3))
    assert not same_rows(one, file("fewer", TABLE.slice(1), 3))
    assert not same_rows(one, file("renamed", TABLE.rename_columns(["a", "b", "c", "d"]), 3))


def test_columns_are_read_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    publish({"things": TABLE}, tmp_path)
    (batch,) = read_batches(tmp_path / "things.parquet", ["value", "text"])
    assert batch.schema.names == ["value", "text"]
    assert batch.column(0).to_pylist() == [84.0, 0.1, None]


def test_a_table_without_rows_has_its_columns_and_one_without_batches_is_an_error(
    tmp_path: Path,
) -> None:
    publish({"things": TABLE.slice(0, 0)}, tmp_path)
    assert read_table("things", tmp_path).schema == TABLE.schema
    assert rows((tmp_path / "things.csv").read_bytes()) == [TABLE.column_names]
    with pytest.raises(ValueError, match="table things: no batch"):
        publish_batches({"things": []}, tmp_path)


def test_an_error_while_writing_leaves_what_was_published_and_no_rest(tmp_path: Path) -> None:
    publish({"a": TABLE, "b": TABLE}, tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def breaks() -> Iterator[pa.RecordBatch]:
        yield from TABLE.slice(1).to_batches()
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        publish_batches({"a": TABLE.slice(1).to_batches(), "b": breaks()}, tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before
