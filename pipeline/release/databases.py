"""The tables as database files, DuckDB and SQLite, built from the release's own Parquet files."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.release import sql, views
from pipeline.tables.files import read_batches

#: Settings of DuckDB: one thread, so that rows keep their order and memory stays low; what does not
#: fit goes to disk; no extension is ever fetched.
SETTINGS: Mapping[str, Any] = {
    "threads": 1,
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,
}


def write_duckdb(parquet: Mapping[str, Path], file: Path) -> None:
    """One DuckDB file with all tables, their comments and views, for DuckDB 1.0 and newer.

    Keys are in the comments: DuckDB 1.0 cannot read indexes written by 1.1 and newer.

    Two files from the same tables differ in a random mark that DuckDB writes.

    Args:
        parquet: Parquet file of each table.
        file: is made; it must not be there.
    """
    import duckdb

    settings = {**SETTINGS, "storage_compatibility_version": "v1.0.0"}
    with duckdb.connect(str(file), config=settings) as database:
        database.begin()
        for table in sql.parents_first():
            database.execute(sql.create_table(table, keys=False))
            into = f"INSERT INTO {sql.quoted(table.name)} BY NAME SELECT * FROM read_parquet(?)"
            database.execute(into, [str(parquet[table.name])])
            for statement in sql.comments(table, keys=True):
                database.execute(statement)
        for view in views.views():
            database.execute(views.create_view(view))
            for statement in views.view_comments(view):
                database.execute(statement)
        database.commit()


def write_sqlite(parquet: Mapping[str, Path], file: Path) -> None:
    """One SQLite file with all tables, their keys and views; the comments are in its schema.

    SQLite has no decimals: a sum is a double of some 15 digits, right to the cent up to some 10^13
    and to all six places up to some 10^9. (Left to itself it would keep whole sums as integers;
    tools that tell a column's type by its first row would then cut the cents off the others.) Days
    are text in ISO 8601.

    Args:
        parquet: Parquet file of each table.
        file: is made; it must not be there.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        # It would look up allowed values anew for each row, which takes a third of the time. DuckDB
        # has checked the same.
        database.execute("PRAGMA ignore_check_constraints = ON")
        database.execute("BEGIN")
        for table in sql.parents_first():
            database.execute(sql.create_table(table, for_sqlite=True))
            places = ", ".join("?" * len(table.columns))
            insert = f"INSERT INTO {sql.quoted(table.name)} VALUES ({places})"
            for batch in read_batches(parquet[table.name], table.arrow.names):
                columns = [as_in_sqlite(column).to_pylist() for column in batch.columns]
                database.executemany(insert, zip(*columns, strict=True))
        for view in views.views(for_sqlite=True):
            database.execute(views.create_view(view))
        database.execute("COMMIT")


def as_in_sqlite(column: pa.Array) -> pa.Array:
    """The values of a column as SQLite keeps them.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> as_in_sqlite(pa.array([Decimal("46500000.00"), None])).to_pylist()
    [46500000.0, None]
    >>> as_in_sqlite(pa.array([date(2026, 11, 25)])).to_pylist()
    ['2026-11-25']
    """
    if pa.types.is_decimal(column.type):  # by way of its digits: the nearest double
        return column.cast(pa.string()).cast(pa.float64())
    return column.cast(pa.string()) if pa.types.is_date(column.type) else column
