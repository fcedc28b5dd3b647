"""Every form of a release holds the same rows and values as its tables."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from servers import Server

from pipeline.release import contents
from pipeline.release.build import Release
from pipeline.release.flat import CSV_GUARDS
from pipeline.release.postgres import SCHEMA, load_postgres
from pipeline.release.views import ALL_FIGURES, views
from pipeline.tables.schema import TABLES, TEXT, Column, Table

Rows = list[tuple[Any, ...]]
#: Forms that keep doubles whole; a workbook keeps 16 digits.
DIGITS_OF_A_WORKBOOK = 1e-15


def expected(table: Table, tables: dict[str, pa.Table]) -> Rows:
    return [tuple(row.values()) for row in tables[table.name].to_pylist()]


def same(found: Iterable[tuple[Any, ...]], wanted: Rows, *, near: float = 0.0) -> None:
    """Fails with the first cell that differs."""
    rows = list(found)
    assert len(rows) == len(wanted)
    for number, (row, right) in enumerate(zip(rows, wanted, strict=True)):
        for place, (cell, value) in enumerate(zip(row, right, strict=True)):
            if isinstance(value, float) and near:
                assert cell == pytest.approx(value, rel=near), (number, place)
            else:
                assert cell == value, (number, place)
                assert type(cell) is type(value), (number, place, cell)


def converted(table: Table, row: Iterable[Any], convert: Callable[[Column, Any], Any]) -> Any:
    cells = zip(table.columns, row, strict=True)
    return tuple(None if cell is None else convert(column, cell) for column, cell in cells)


def from_number(column: Column, cell: Any) -> Any:
    """A cell of a form that has doubles for decimals, and text for days."""
    if pa.types.is_decimal(column.type):
        return Decimal(repr(cell)).quantize(Decimal(1).scaleb(-column.type.scale))
    if pa.types.is_date(column.type) and isinstance(cell, str):
        return dt.date.fromisoformat(cell)
    if pa.types.is_boolean(column.type):
        return bool(cell)
    return cell


def from_text(column: Column, cell: str) -> Any:
    """A cell of a CSV file."""
    if pa.types.is_decimal(column.type):
        return Decimal(cell)
    if pa.types.is_date(column.type):
        return dt.date.fromisoformat(cell)
    if pa.types.is_integer(column.type):
        return int(cell)
    if pa.types.is_floating(column.type):
        return float(cell)
    if pa.types.is_boolean(column.type):
        return {"true": True, "false": False}[cell]
    return cell


def from_sheet(column: Column, cell: Any) -> Any:
    if pa.types.is_date(column.type):
        return cell.date()
    if pa.types.is_integer(column.type):
        assert isinstance(cell, int), (column.name, cell)
    if pa.types.is_floating(column.type):
        return float(cell)
    return from_number(column, cell)


@pytest.fixture(scope="module")
def files(release: Release, tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables as they were given, and those that are made for the release."""
    made = (ALL_FIGURES, CSV_GUARDS)
    return tables | {
        table.name: pq.read_table(release.folder / contents.table_path(table.name, "parquet"))
        for table in made
    }


def named(table: Table) -> str:
    return table.name


@pytest.fixture(params=TABLES, ids=named)
def table(request: pytest.FixtureRequest) -> Table:
    return request.param


@pytest.fixture(params=contents.SHEETS, ids=named)
def sheet(request: pytest.FixtureRequest) -> Table:
    return request.param


@pytest.mark.parametrize("table", contents.FILES, ids=named)
def test_parquet(table: Table, release: Release, files: dict[str, pa.Table]) -> None:
    read = pq.read_table(release.folder / contents.table_path(table.name, "parquet"))
    assert read.schema == table.arrow
    assert read.equals(files[table.name])


@pytest.mark.parametrize("table", contents.FILES, ids=named)
def test_csv(table: Table, release: Release, files: dict[str, pa.Table]) -> None:
    """The same texts, too, once the apostrophes that are listed are taken off."""
    guards = {
        (row["row_key"], row["column_name"])
        for row in files[CSV_GUARDS.name].to_pylist()
        if row["table_name"] == table.name
    }
    file = release.folder / contents.table_path(table.name, "csv")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.DictReader(opened))
    for line in lines:
        for key, column in guards:
            if line[table.key] == key:
                assert line[column].startswith("'")
                line[column] = line[column][1:]
    assert list(lines[0]) == table.arrow.names
    rows = [converted(table, [c or None for c in line.values()], from_text) for line in lines]
    same(rows, expected(table, files))


def test_the_guards_of_csv_are_all_listed(files: dict[str, pa.Table]) -> None:
    texts = {
        (table.name, row[table.key], column.name)
        for table in contents.SHEETS
        for row in files[table.name].to_pylist()
        for column in table.columns
        if column.type == TEXT and re.match("'*[=+@-]", row[column.name] or "")
    }
    listed = files[CSV_GUARDS.name].to_pylist()
    assert {(r["table_name"], r["row_key"], r["column_name"]) for r in listed} == texts != set()


def test_csv_in_pandas(table: Table, release: Release, tables: dict[str, pa.Table]) -> None:
    frame = pd.read_csv(release.folder / contents.table_path(table.name, "csv"))
    assert list(frame.columns) == table.arrow.names
    for column in table.columns:
        if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
            read = [None if pd.isna(v) else v for v in frame[column.name].tolist()]
            assert read == tables[table.name].column(column.name).to_pylist()


def test_duckdb(table: Table, release: Release, tables: dict[str, pa.Table]) -> None:
    with duckdb.connect(str(release.folder / contents.DUCKDB), read_only=True) as database:
        same(database.execute(f'SELECT * FROM "{table.name}"').fetchall(), expected(table, tables))


def test_sqlite_keeps_one_type_a_column(release: Release) -> None:
    with sqlite3.connect(f"file:{release.folder / contents.SQLITE}?mode=ro", uri=True) as database:
        kinds = database.execute("SELECT DISTINCT typeof(amount) FROM money_amounts").fetchall()
    assert kinds == [("real",)]


def test_sqlite(table: Table, release: Release, tables: dict[str, pa.Table]) -> None:
    with sqlite3.connect(f"file:{release.folder / contents.SQLITE}?mode=ro", uri=True) as database:
        rows = database.execute(f'SELECT * FROM "{table.name}"').fetchall()
    same([converted(table, row, from_number) for row in rows], expected(table, tables))


def test_workbook(sheet: Table, release: Release, files: dict[str, pa.Table]) -> None:
    table = sheet
    book = openpyxl.load_workbook(release.folder / contents.WORKBOOK, read_only=True)
    head, *rows = book[table.name].iter_rows(values_only=True)
    assert list(head) == table.arrow.names
    found = [converted(table, row, from_sheet) for row in rows]
    same(found, expected(table, files), near=DIGITS_OF_A_WORKBOOK)


@pytest.fixture(scope="module")
def loaded(server: Server, release: Release) -> Iterator[psycopg.Connection[Any]]:
    load_postgres(release.folder, server.address)
    with psycopg.connect(server.address) as connection:
        yield connection


def test_postgresql(
    table: Table, loaded: psycopg.Connection[Any], tables: dict[str, pa.Table]
) -> None:
    rows = loaded.execute(
        f'SELECT * FROM {SCHEMA}."{table.name}" ORDER BY "{table.key}"'
    ).fetchall()
    key = table.arrow.names.index(table.key)
    wanted = sorted(expected(table, tables), key=lambda row: row[key])
    same(sorted(rows, key=lambda row: row[key]), wanted)


def test_the_flat_file_is_the_view(release: Release, files: dict[str, pa.Table]) -> None:
    with duckdb.connect(str(release.folder / contents.DUCKDB), read_only=True) as database:
        found = database.execute('SELECT * FROM "all_figures"').fetchall()
    same(sorted(found, key=lambda row: row[0]), sorted(expected(ALL_FIGURES, files)))


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_views_say_the_same_in_all_databases(
    view: Any, loaded: psycopg.Connection[Any], release: Release
) -> None:
    names = [name for name, _ in view.columns]
    query = f'SELECT * FROM "{view.name}"'
    with duckdb.connect(str(release.folder / contents.DUCKDB), read_only=True) as database:
        from_duckdb = database.execute(query).fetchall()
        assert [column[0] for column in database.description] == names
    with sqlite3.connect(f"file:{release.folder / contents.SQLITE}?mode=ro", uri=True) as sqlite:
        from_sqlite = sqlite.execute(query).fetchall()
    from_postgres = loaded.execute(f'SELECT * FROM {SCHEMA}."{view.name}"').fetchall()
    assert from_duckdb
    assert plain(from_duckdb) == plain(from_sqlite) == plain(from_postgres)


def plain(rows: Iterable[tuple[Any, ...]]) -> list[tuple[str, ...]]:
    """Rows in an order that does not depend on the database; sums of doubles to 12 digits."""

    def cell(value: Any) -> str:
        return f"{value:.12g}" if isinstance(value, (int, float)) else str(value)

    return sorted(tuple(map(cell, row)) for row in rows)


needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def libreoffice(source: Path, folder: Path, *, to: str, reading: str | None = None) -> None:
    """Opens a file without a window and saves it in another form."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", folder, source]
    command[3:3] = [f"--infilter={reading}"] if reading else []
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def shown(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sheet of the workbook as LibreOffice shows it, as CSV."""
    folder = tmp_path_factory.mktemp("libreoffice")
    # Comma, quote, UTF-8, from line 1, …, quote no text, keep numbers apart, as shown, …, all sheets.
    options = "44,34,76,1,,0,false,true,true,false,false,-1"
    libreoffice(
        release.folder / contents.WORKBOOK, folder, to=f"csv:Text - txt - csv (StarCalc):{options}"
    )
    return folder


@needs_libreoffice
def test_libreoffice_shows_the_workbook_as_it_is(
    table: Table, shown: Path, tables: dict[str, pa.Table]
) -> None:
    file = shown / f"{contents.NAME}-{table.name}.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        head, *lines = csv.reader(opened)
    assert head == table.arrow.names
    wanted = expected(table, tables)
    assert len(lines) == len(wanted)
    for line, row in zip(lines, wanted, strict=True):
        for column, cell, value in zip(table.columns, line, row, strict=True):
            if value is None:
                assert cell == ""
            elif pa.types.is_decimal(column.type):
                assert re.fullmatch(r"-?[\d,]+\.\d\d(\d*[1-9])?", cell), cell
                assert Decimal(cell.replace(",", "")) == value
            elif pa.types.is_floating(column.type):
                assert re.fullmatch(r"-?\d+\.\d+", cell), cell
                assert float(cell) == pytest.approx(value, abs=1e-11)
            elif pa.types.is_integer(column.type):
                assert int(cell.replace(",", "")) == value
            elif pa.types.is_date(column.type):
                assert cell == value.isoformat()
            elif column.type == pa.string():
                assert cell == value


@needs_libreoffice
def test_libreoffice_opens_a_csv_file(
    release: Release, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    # With a window, its dialog finds the encoding by the byte order mark; without, it must be told.
    reading = "Text - txt - csv (StarCalc):44,34,76"
    file = release.folder / contents.table_path("money_amounts", "csv")
    libreoffice(file, tmp_path, to="xlsx", reading=reading)
    sheet = openpyxl.load_workbook(tmp_path / "money_amounts.xlsx").active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    place = {name: number for number, name in enumerate(head)}
    wanted = tables["money_amounts"].to_pylist()
    amounts = [row[place["amount"]] for row in rows]
    assert all(isinstance(amount, (int, float)) for amount in amounts)
    assert amounts == [pytest.approx(float(row["amount"])) for row in wanted]
    sentences = {row[place["sentence"]] for row in rows}
    assert {row["sentence"] for row in wanted if not row["sentence"].isascii()} <= sentences
    assert not any(str(cell).startswith("=") for row in rows for cell in row)
