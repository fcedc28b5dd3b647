"""The tables in SQL that DuckDB, SQLite and PostgreSQL understand: keys, checks, comments, views.

The names of types are those that all three know; what only one of them can do stands in
`databases` and `postgres`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.tables.files import read_batches
from pipeline.tables.schema import DOCUMENTS, FIGURE_TABLES, IN_TABLE, TABLES, Column, Table

_TYPES = {
    pa.string(): "TEXT",
    pa.int32(): "INTEGER",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE PRECISION",
    pa.date32(): "DATE",
    pa.bool_(): "BOOLEAN",
}


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, what it shows, its columns with their descriptions, its query."""

    name: str
    description: str
    columns: tuple[tuple[str, str], ...]
    query: str


def quoted(name: str) -> str:
    """A name as SQL writes it.

    >>> quoted("of")
    '"of"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it.

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
    """The tables in an order in which every foreign key points to a table before its own."""
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


def create_table(table: Table, *, for_sqlite: bool = False) -> str:
    """The statement that makes a table with its keys and checks.

    Args:
        table: its declaration.
        for_sqlite: SQLite has no comments, so that the descriptions go into the statement; and no
            decimals, so that they are doubles.
    """
    lines = [_column_line(column, for_sqlite=for_sqlite) for column in table.columns]
    lines.append((f"PRIMARY KEY ({quoted(table.key)})", None))
    for key in table.foreign_keys:
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


def comments(table: Table) -> list[str]:
    """The statements that describe a table and its columns."""
    name = quoted(table.name)
    of_columns = [
        f"COMMENT ON COLUMN {name}.{quoted(column.name)} IS {literal(described(column))}"
        for column in table.columns
    ]
    return [f"COMMENT ON TABLE {name} IS {literal(table.description)}", *of_columns]


def described(column: Column) -> str:
    """What a column means, with its unit and allowed values."""
    text = column.description
    if column.unit:
        text += f" [{column.unit}]"
    if column.allowed:
        text += f" (one of {', '.join(column.allowed)})"
    return text


def views() -> list[View]:
    """The views that tools for analysis show beside the tables."""
    return [_all_figures(), _by_organization_and_year()]


def create_view(view: View) -> str:
    """The statement that makes a view."""
    names = ", ".join(quoted(name) for name, _ in view.columns)
    return f"CREATE VIEW {quoted(view.name)} ({names}) AS {view.query}"


def view_comments(view: View) -> list[str]:
    """The statements that describe a view and its columns."""
    name = quoted(view.name)
    return [
        f"COMMENT ON VIEW {name} IS {literal(view.description)}",
        *(
            f"COMMENT ON COLUMN {name}.{quoted(column)} IS {literal(text)}"
            for column, text in view.columns
        ),
    ]


def rows(table: Table, parquet: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of a table's Parquet file as tuples, in order, without holding all of them at once.

    The columns are in the order of the declaration.
    """
    for batch in read_batches(parquet, table.arrow.names):
        yield from zip(*(column.to_pylist() for column in batch), strict=True)


def value_columns(table: Table) -> tuple[str, str]:
    """The columns of a table of figures that hold the number and the upper end of a range.

    >>> value_columns(FIGURE_TABLES["money"])
    ('amount', 'amount_high')
    """
    shared = _shared()
    own = [name for name in table.arrow.names if name not in shared]
    return own[0], own[1]


def _column_line(column: Column, *, for_sqlite: bool) -> tuple[str, str | None]:
    as_double = for_sqlite and pa.types.is_decimal(column.type)
    line = f"{quoted(column.name)} {sql_type(pa.float64() if as_double else column.type)}"
    if not column.nullable:
        line += " NOT NULL"
    if column.allowed:
        values = ", ".join(map(literal, column.allowed))
        line += f" CHECK ({quoted(column.name)} IN ({values}))"
    return line, column.description


def _shared() -> list[str]:
    """Columns that all tables of figures have, in the order of the first."""
    first, *others = FIGURE_TABLES.values()
    everywhere = [{column.name for column in table.columns} for table in others]
    return [c.name for c in first.columns if all(c.name in one for one in everywhere)]


def _all_figures() -> View:
    """One row a figure, whatever its kind."""
    tables = FIGURE_TABLES.values()
    first = next(iter(tables))
    shared = _shared()
    own: dict[str, Column] = {}
    for table in tables:
        taken = {*shared, *value_columns(table)}
        for column in table.columns:
            if column.name not in taken:
                own.setdefault(column.name, column)
    columns = [
        ("kind", "Table of the figure"),
        *((name, described(first.column(name))) for name in shared),
        ("value", "The number, in the unit of its table; a sum of money in whole currency units"),
        ("value_high", "Upper end of a range"),
        *((name, described(column)) for name, column in own.items()),
        ("title", DOCUMENTS.column("title").description),
        ("published_on", DOCUMENTS.column("published_on").description),
    ]
    query = "\nUNION ALL\n".join(_figures_of(table, shared, list(own.values())) for table in tables)
    described_as = "All figures of the three tables, one row a figure, with their documents."
    return View("all_figures", described_as, tuple(columns), query)


def _figures_of(table: Table, shared: Sequence[str], own: Sequence[Column]) -> str:
    names = table.arrow.names
    value, high = value_columns(table)
    selected = [
        literal(table.name),
        *(f"f.{quoted(name)}" for name in shared),
        *(f"CAST(f.{quoted(name)} AS DOUBLE PRECISION)" for name in (value, high)),
        *(
            f"f.{quoted(c.name)}" if c.name in names else f"CAST(NULL AS {sql_type(c.type)})"
            for c in own
        ),
        'd."title"',
        'd."published_on"',
    ]
    documents = (
        f"{quoted(DOCUMENTS.name)} d ON d.{quoted(DOCUMENTS.key)} = f.{quoted('document_id')}"
    )
    return f"SELECT {', '.join(selected)} FROM {quoted(table.name)} f JOIN {documents}"


def _by_organization_and_year() -> View:
    """What is said of whom and when, to chart: each number is one of a text, none a sum."""
    grouped = (
        ("organization", "Organization or country whose figures they are"),
        ("year", "Last year that they are about; the first where the period is open"),
        ("years", "How many years they are about; empty where the period is open"),
        ("kind", "Table of the figures"),
        ("change", "Whether they are levels or changes"),
        ("currency", "ISO 4217 code, of sums of money"),
        ("points", "Whether percentages count percentage points"),
        ("unit_class", "Class of what is counted, of counts"),
        ("language", "Language of the edition; take one only, else editions are counted again"),
    )
    derived = {
        "year": 'coalesce("period_end", "period_start")',
        "years": '"period_end" - "period_start" + 1',
    }
    latest = '"by_day" = 1'
    # The lower of two in the middle, which is a figure of a text where their mean is none.
    middle = '2 * "by_value" BETWEEN "in_group" AND "in_group" + 1'
    measured = (
        ("figures", "How many figures", "count(*)"),
        ("documents", "In how many documents", 'count(DISTINCT "document_id")'),
        ("value_latest", "That of the newest document, the last in it", _only("value", latest)),
        ("value_median", "The middle one; of two in the middle the lower", _only("value", middle)),
        ("value_min", "Smallest", 'min("value")'),
        ("value_max", "Greatest", 'max(coalesce("value_high", "value"))'),
        ("latest_figure_id", "Figure of value_latest", _only("figure_id", latest)),
        ("latest_sentence", "Its sentence", _only("sentence", latest)),
        ("median_figure_id", "Figure of value_median", _only("figure_id", middle)),
        ("median_sentence", "Its sentence", _only("sentence", middle)),
    )
    names = [name for name, _ in grouped]
    keys = ", ".join(map(quoted, names))
    dated = ", ".join(f"{expression} AS {quoted(name)}" for name, expression in derived.items())
    query = (
        f"SELECT {', '.join([keys, *(expression for _, _, expression in measured)])}\nFROM (\n"
        f'SELECT *, count(*) OVER (PARTITION BY {keys}) AS "in_group",\n'
        f'row_number() OVER (PARTITION BY {keys} ORDER BY "value", "figure_id") AS "by_value",\n'
        f'row_number() OVER (PARTITION BY {keys} ORDER BY "published_on" DESC NULLS LAST, '
        '"document_id" DESC, "page" DESC, "char_start" DESC, "figure_id") AS "by_day"\n'
        f'FROM (SELECT *, {dated} FROM "all_figures") AS "dated"\n'
        'WHERE "organization" IS NOT NULL AND "year" IS NOT NULL\n'
        f"AND \"stands_in\" <> '{IN_TABLE}'\n"
        f') AS "numbered" GROUP BY {keys}'
    )
    columns = (*grouped, *((name, text) for name, text, _ in measured))
    text = (
        "Figures of texts and notes by organization and year, like with like: how many, the "
        "latest, the median, the least and the greatest. Nothing is added up."
    )
    return View("figures_by_organization_and_year", text, columns, query)


def _only(column: str, condition: str) -> str:
    """The column of the one row of a group that a condition is true of."""
    return f"max(CASE WHEN {condition} THEN {quoted(column)} END)"
