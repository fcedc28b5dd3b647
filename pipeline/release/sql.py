"""The tables in SQL that DuckDB, SQLite and PostgreSQL understand: keys, checks, comments.

Type names are those that all three know; what only one of them can do is in `databases` and
`postgres`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.tables.files import read_batches
from pipeline.tables.schema import TABLES, Column, Table

_TYPES = {
    pa.string(): "TEXT",
    pa.int32(): "INTEGER",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE PRECISION",
    pa.date32(): "DATE",
    pa.bool_(): "BOOLEAN",
}


def quoted(name: str) -> str:
    """A name, quoted for SQL.

    >>> quoted("of")
    '"of"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text, quoted for SQL.

    >>> literal("whose it's")
    "'whose it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def sql_type(arrow: pa.DataType) -> str:
    """The SQL type of an Arrow type.

    Raises:
        ValueError: there is none; add it to this module.
    """
    if pa.types.is_decimal(arrow):
        return f"DECIMAL({arrow.precision}, {arrow.scale})"
    if arrow not in _TYPES:
        raise ValueError(f"no SQL type is declared for the Arrow type {arrow}")
    return _TYPES[arrow]


def parents_first(tables: Sequence[Table] = TABLES) -> list[Table]:
    """The tables in an order in which every foreign key points to an earlier table."""
    ordered: list[Table] = []
    left = list(tables)
    while left:
        names = {table.name for table in left}
        ready = [t for t in left if not {k.table for k in t.foreign_keys} & (names - {t.name})]
        if not ready:
            raise ValueError(f"foreign keys in a circle: {', '.join(sorted(names))}")
        ordered += ready
        left = [table for table in left if table not in ready]
    return ordered


def keys_in_words(table: Table) -> str:
    """The keys of a table in sentences."""
    sentences = [f"Key: {table.key}."]
    sentences += [f"{k.column} is a {k.references} of {k.table}." for k in table.foreign_keys]
    return " ".join(sentences)


def create_table(table: Table, *, for_sqlite: bool = False, keys: bool = True) -> str:
    """The statement that makes a table with its checks.

    Args:
        table: its declaration.
        for_sqlite: SQLite has no comments, so the descriptions go into the statement, and no
            decimals, so they are doubles.
        keys: whether to make its keys, too.
    """
    lines = [_column_line(column, for_sqlite=for_sqlite) for column in table.columns]
    if keys:
        lines.append((f"PRIMARY KEY ({quoted(table.key)})", None))
    for key in table.foreign_keys if keys else ():
        there = f"{quoted(key.table)} ({quoted(key.references)})"
        lines.append((f"FOREIGN KEY ({quoted(key.column)}) REFERENCES {there}", None))
    body = []
    for place, (line, note) in enumerate(lines):
        comma = "," if place < len(lines) - 1 else ""
        body.append(f"  {line}{comma}" + (f" -- {note}" if for_sqlite and note else ""))
    head = f"CREATE TABLE {quoted(table.name)} (" + (
        f" -- {table.description}" if for_sqlite else ""
    )
    return "\n".join([head, *body, ")"])


def comments(table: Table, *, keys: bool = False) -> list[str]:
    """The statements that describe a table and its columns, and its keys if none are made."""
    name = quoted(table.name)
    of_columns = [
        f"COMMENT ON COLUMN {name}.{quoted(column.name)} IS {literal(described(column))}"
        for column in table.columns
    ]
    said = f"{table.description} {keys_in_words(table)}" if keys else table.description
    return [f"COMMENT ON TABLE {name} IS {literal(said)}", *of_columns]


def described(column: Column) -> str:
    """What a column means, with its unit and allowed values."""
    text = column.description
    if column.unit:
        text += f" [{column.unit}]"
    if column.allowed:
        text += f" (one of {', '.join(column.allowed)})"
    return text


def rows(table: Table, parquet: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of a table's Parquet file as tuples, in order, a few at a time.

    The columns are in the order of the schema.
    """
    for batch in read_batches(parquet, table.arrow.names):
        yield from zip(*(column.to_pylist() for column in batch), strict=True)


def _column_line(column: Column, *, for_sqlite: bool) -> tuple[str, str | None]:
    as_double = for_sqlite and pa.types.is_decimal(column.type)
    line = f"{quoted(column.name)} {sql_type(pa.float64() if as_double else column.type)}"
    if not column.nullable:
        line += " NOT NULL"
    if column.allowed:
        values = ", ".join(map(literal, column.allowed))
        line += f" CHECK ({quoted(column.name)} IN ({values}))"
    return line, column.description
