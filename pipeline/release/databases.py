"""The tables as database files, DuckDB and SQLite, built from the release's own Parquet files."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.release import sql, views

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
        database.execute("BEGIN")
        for table in sql.parents_first():
            database.execute(sql.create_table(table, for_sqlite=True))
            places = ", ".join("?" * len(table.columns))
            rows = sql.rows(table, parquet[table.name])
            database.executemany(
                f"INSERT INTO {sql.quoted(table.name)} VALUES ({places})",
                (tuple(map(sqlite_value, row)) for row in rows),
            )
        for view in views.views(for_sqlite=True):
            database.execute(views.create_view(view))
        database.execute("COMMIT")


def sqlite_value(value: Any) -> Any:
    """A value as SQLite keeps it.

    >>> sqlite_value(Decimal("46500000.00")), sqlite_value(date(2026, 11, 25))
    (46500000.0, '2026-11-25')
    """
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value
