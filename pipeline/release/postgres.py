"""Loads a release into PostgreSQL: types, keys, foreign keys, checks, comments and views.

All in one transaction: readers see the previous release until the last row is in, never half of
one. Loading again replaces the rows. Tables with the same columns as the release are kept, and with
them grants and other people's views.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.release import sql, views
from pipeline.release.contents import TITLE, table_path
from pipeline.tables.files import row_count
from pipeline.tables.schema import TABLES, Table

if TYPE_CHECKING:
    from psycopg import Cursor

SCHEMA = "un_figures"
#: Number of the lock that prevents concurrent loads; any number that nobody else uses.
_LOCK = 7_436_336
#: The table with the statements that made the others, to see whether they are current.
_MADE = "_made_by"
_MADE_NOTE = "The statements that made the tables and views of this schema; no data."


class DependentObjects(Exception):
    """Columns have changed, and other people's objects depend on the old ones."""


class ForeignTables(Exception):
    """The schema has tables with the same names that this command did not make."""


def load_postgres(release: Path, address: str, *, schema: str = SCHEMA) -> dict[str, int]:
    """Loads the tables and views of a release; returns the number of rows by table.

    Args:
        release: its folder.
        address: of the database, for libpq (`postgresql://…` or `host=…`); may be empty if `PGHOST`
            and the like are set.
        schema: created if missing.

    Raises:
        DependentObjects: tables must be created again and cannot be; nothing was changed.
        ForeignTables: they would be in the way; nothing was changed.
        psycopg.Error: the server refuses; nothing was changed.
    """
    import psycopg

    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        _run(cursor, f"SELECT pg_advisory_xact_lock({_LOCK})")
        _run(cursor, f"CREATE SCHEMA IF NOT EXISTS {sql.quoted(schema)}")
        _run(cursor, f"SET LOCAL search_path TO {sql.quoted(schema)}")
        if not _as_declared(cursor, schema):
            try:
                _recreate(cursor)
            except psycopg.errors.DependentObjectsStillExist as problem:
                raise DependentObjects(
                    f"The columns of this release differ from those in schema {schema}, and "
                    f"objects depend on the old ones: {problem.diag.message_detail}. Drop them and "
                    "load again, or load into another schema with --schema."
                ) from problem
        counts = _replace_rows(cursor, release)
        text = f"{TITLE}, release {release.resolve().name}"
        _run(cursor, f"COMMENT ON SCHEMA {sql.quoted(schema)} IS {sql.literal(text)}")
        _describe(cursor)
    return counts


def _run(cursor: Cursor[Any], statement: str) -> None:
    # Names are quoted by `sql`, and come from the schema or the caller's own command line.
    cursor.execute(statement)


def _as_declared(cursor: Cursor[Any], schema: str) -> bool:
    """Whether the tables and views were made by the same statements that would be run now.

    Raises:
        ForeignTables: there are such tables, but this command did not make them.
    """
    cursor.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = %s",
        (schema,),
    )
    there = {row[0] for row in cursor.fetchall()}
    if _MADE in there:
        _run(cursor, f"SELECT statements FROM {sql.quoted(_MADE)}")
        return cursor.fetchall() == [("\n".join(_statements()),)]
    taken = there & {*(table.name for table in TABLES), *(view.name for view in views.views())}
    if taken:
        raise ForeignTables(
            f"Schema {schema} has {', '.join(sorted(taken))}, not made by this command. Load into "
            "a schema of its own with --schema."
        )
    return False


def _statements() -> list[str]:
    tables = [sql.create_table(table) for table in sql.parents_first()]
    return [*tables, *(views.create_view(view) for view in views.views())]


def _recreate(cursor: Cursor[Any]) -> None:
    for view in reversed(views.views()):
        _run(cursor, f"DROP VIEW IF EXISTS {sql.quoted(view.name)}")
    names = [table.name for table in reversed(sql.parents_first())]
    for name in [*names, _MADE]:
        _run(cursor, f"DROP TABLE IF EXISTS {sql.quoted(name)}")
    for statement in _statements():
        _run(cursor, statement)
    _run(cursor, f"CREATE TABLE {sql.quoted(_MADE)} (statements TEXT NOT NULL)")
    text = sql.literal("\n".join(_statements()))
    _run(cursor, f"INSERT INTO {sql.quoted(_MADE)} VALUES ({text})")


def _replace_rows(cursor: Cursor[Any], release: Path) -> dict[str, int]:
    # Not TRUNCATE: it would lock out readers, and show others an empty table.
    for table in reversed(sql.parents_first()):
        _run(cursor, f"DELETE FROM {sql.quoted(table.name)}")
    counts = {table.name: _copy(cursor, release, table) for table in sql.parents_first()}
    return {table.name: counts[table.name] for table in TABLES}


def _copy(cursor: Cursor[Any], release: Path, table: Table) -> int:
    names = ", ".join(sql.quoted(column.name) for column in table.columns)
    into = f"COPY {sql.quoted(table.name)} ({names}) FROM STDIN"
    parquet = release / table_path(table.name, "parquet")
    with cursor.copy(into) as copy:
        for row in sql.rows(table, parquet):
            copy.write_row(row)
    return row_count(parquet)


def _describe(cursor: Cursor[Any]) -> None:
    for table in TABLES:
        for statement in sql.comments(table):
            _run(cursor, statement)
    made_by = sql.quoted(_MADE)
    _run(cursor, f"COMMENT ON TABLE {made_by} IS {sql.literal(_MADE_NOTE)}")
    _run(cursor, f"COMMENT ON COLUMN {made_by}.statements IS 'CREATE statements, in order'")
    for view in views.views():
        for statement in views.view_comments(view):
            _run(cursor, statement)
