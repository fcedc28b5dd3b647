"""The views of the databases; one is also a file: all figures, without joins.

Analysis tools show them. Each runs in DuckDB, SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from pipeline.release.sql import described, literal, quoted, sql_type
from pipeline.tables.schema import (
    CELL_KEY,
    DOCUMENT_KEY,
    DOCUMENTS,
    FIGURE_TABLES,
    IN_TABLE,
    ORGANIZATION_KEY,
    ORGANIZATIONS,
    PARAGRAPH_KEY,
    PARAGRAPHS,
    PRINTED_TABLES,
    TABLE_CELLS,
    TABLE_KEY,
    TEXT,
    YEAR,
    Column,
    Table,
)

_PER_CENT = "CASE WHEN \"points\" THEN 'percentage points' ELSE 'per cent' END"
_KINDS = tuple(table.name for table in FIGURE_TABLES.values())
_PAGE = "index.html#/figure/"


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, what it shows, its columns with their descriptions, its query."""

    name: str
    description: str
    columns: tuple[tuple[str, str], ...]
    query: str


def _shared() -> list[str]:
    """Columns that all tables of figures share, in the order of the first."""
    first, *others = FIGURE_TABLES.values()
    everywhere = [{column.name for column in table.columns} for table in others]
    return [c.name for c in first.columns if all(c.name in one for one in everywhere)]


def _own() -> list[Column]:
    """The other columns of these tables, except those with the number and its unit."""
    own: dict[str, Column] = {}
    for table in FIGURE_TABLES.values():
        taken = {*_shared(), *(table.range or ()), "unit"}
        for column in table.columns:
            if column.name not in taken:
                own.setdefault(column.name, replace(column, nullable=True))
    return list(own.values())


#: Columns of other tables: the table, its letter in the query, the column, its name here.
_LOOKED_UP = (
    (DOCUMENTS, "d", "title", "title"),
    (DOCUMENTS, "d", "published_on", "published_on"),
    (PARAGRAPHS, "p", "section", "section"),
    (ORGANIZATIONS, "o", "kind", "organization_kind"),
    (ORGANIZATIONS, "o", "name_en", "organization_name"),
    (ORGANIZATIONS, "o", "iso3166_alpha2", "iso3166_alpha2"),
    (ORGANIZATIONS, "o", "iso3166_alpha3", "iso3166_alpha3"),
    (ORGANIZATIONS, "o", "m49", "m49"),
    (ORGANIZATIONS, "o", "groups", "groups"),
    (TABLE_CELLS, "c", "table_id", "table_id"),
    (TABLE_CELLS, "c", "row_header", "row_header"),
    (TABLE_CELLS, "c", "column_header", "column_header"),
    (TABLE_CELLS, "c", "is_total", "is_total"),
    (PRINTED_TABLES, "t", "number", "table_number"),
    (PRINTED_TABLES, "t", "title", "table_title"),
)
#: The columns that come first, in this order; the other columns of figures follow.
_FIRST = """
    figure_id kind document_id symbol language title published_on
    organization organization_kind organization_name iso3166_alpha2 iso3166_alpha3 m49 groups
    subject year year_date period_start period_end period_first_day period_last_day
    base_start base_end value value_high unit currency unit_class measure of purpose per change
    points qualifier stands_in is_total section paragraph page table_id table_number table_title
    row_header column_header raw sentence original_url figure_page
""".split()


def _derived(*, for_sqlite: bool) -> list[tuple[Column, str]]:
    """The computed columns, each with its expression."""
    year = 'coalesce(f."period_end", f."period_start")'
    address = 'd."original_url"'

    def day(of: str, month: int, number: int) -> str:
        if for_sqlite:
            written = f"printf('%04d-{month:02}-{number:02}', {of})"
            return f"CASE WHEN {of} IS NOT NULL THEN {written} END"
        return f"make_date({of}, {month}, {number})"

    def date(name: str, text: str) -> Column:
        return Column(name, pa.date32(), f"{text}, for tools that want a date")

    kind = Column("kind", TEXT, "Table of the figure", nullable=False, allowed=_KINDS)
    said = "Last year it is true of; the first if the period is open"
    amount = (
        "The number, in its unit; money in whole currency units. A double: `amount` of "
        "money_amounts keeps all digits"
    )
    unit = (
        "What the number is in: `per cent`, `percentage points`, the currency, what is counted "
        "as written"
    )
    original = "Address of the original, at the page of the figure"
    shown = "Address of the figure in the release's page, from the release's folder"
    at_page = f"{address} || '#page=' || CAST(f.\"page\" AS TEXT)"
    return [
        (kind, 'f."kind"'),
        (Column("year", YEAR, said, unit="year"), year),
        (date("year_date", "First day of `year`"), day(year, 1, 1)),
        (date("period_first_day", "First day of the period"), day('f."period_start"', 1, 1)),
        (date("period_last_day", "Last day of the period"), day('f."period_end"', 12, 31)),
        (Column("value", pa.float64(), amount, nullable=False), 'f."value"'),
        (Column("value_high", pa.float64(), "Upper end of a range"), 'f."value_high"'),
        (Column("unit", TEXT, unit), 'f."unit"'),
        (
            Column("original_url", TEXT, original),
            f"CASE WHEN {address} LIKE '%#%' THEN {address} ELSE {at_page} END",
        ),
        (Column("figure_page", TEXT, shown, nullable=False), f'{literal(_PAGE)} || f."figure_id"'),
    ]


def _flat(*, for_sqlite: bool = False) -> list[tuple[Column, str]]:
    """The columns of `all_figures`, each with its expression."""
    figures = next(iter(FIGURE_TABLES.values()))
    own = [figures.column(name) for name in _shared()] + _own()
    by_name = {column.name: (column, f"f.{quoted(column.name)}") for column in own}
    for table, letter, name, here in _LOOKED_UP:
        column = replace(table.column(name), name=here, nullable=True)
        by_name[here] = (column, f"{letter}.{quoted(name)}")
    by_name |= {column.name: (column, sql) for column, sql in _derived(for_sqlite=for_sqlite)}
    return [by_name[name] for name in dict.fromkeys([*_FIRST, *by_name])]


#: The flat table: a view in the databases, and a file from the same query.
ALL_FIGURES = Table(
    "all_figures",
    "One row per figure of any kind, with its document, organization, section and table: for "
    "charts and pivot tables without joins.",
    tuple(column for column, _ in _flat()),
    key="figure_id",
    foreign_keys=(DOCUMENT_KEY, PARAGRAPH_KEY, ORGANIZATION_KEY, TABLE_KEY, CELL_KEY),
)
#: The order of its rows in files: reading order.
READING_ORDER = 'd."document_id", p."position", f."char_start", f."figure_id"'


def all_figures(*, for_sqlite: bool = False) -> View:
    """The flat table as a view."""
    own = _own()
    union = "\nUNION ALL\n".join(_figures_of(table, own) for table in FIGURE_TABLES.values())
    columns = _flat(for_sqlite=for_sqlite)
    selected = ", ".join(f"{made} AS {quoted(column.name)}" for column, made in columns)
    joined = " ".join(
        f"{how} JOIN {quoted(table.name)} {name} ON {name}.{quoted(key)} = {of}.{quoted(key)}"
        for how, table, name, key, of in (
            ("", DOCUMENTS, "d", "document_id", "f"),
            ("", PARAGRAPHS, "p", "paragraph_id", "f"),
            ("LEFT", ORGANIZATIONS, "o", "organization", "f"),
            ("LEFT", TABLE_CELLS, "c", "cell_id", "f"),
            ("LEFT", PRINTED_TABLES, "t", "table_id", "c"),
        )
    )
    described_columns = tuple((column.name, described(column)) for column, _ in columns)
    query = f"SELECT {selected}\nFROM (\n{union}\n) AS f {joined}"
    return View(ALL_FIGURES.name, ALL_FIGURES.description, described_columns, query)


def _figures_of(table: Table, own: Sequence[Column]) -> str:
    """The figures of one table, with columns under common names."""
    names = table.arrow.names
    value, high = (column.name for column in table.ends)
    unit = next((quoted(name) for name in ("unit", "currency") if name in names), _PER_CENT)
    selected = [
        f"{literal(table.name)} AS {quoted('kind')}",
        *map(quoted, _shared()),
        f"CAST({quoted(value)} AS DOUBLE PRECISION) AS {quoted('value')}",
        f"CAST({quoted(high)} AS DOUBLE PRECISION) AS {quoted('value_high')}",
        f"{unit} AS {quoted('unit')}",
        *(
            quoted(c.name)
            if c.name in names
            else f"CAST(NULL AS {sql_type(c.type)}) AS {quoted(c.name)}"
            for c in own
        ),
    ]
    return f"SELECT {', '.join(selected)} FROM {quoted(table.name)}"


def views(*, for_sqlite: bool = False) -> list[View]:
    """The views that analysis tools show next to the tables.

    Args:
        for_sqlite: days as text, since SQLite has no type for them.
    """
    return [all_figures(for_sqlite=for_sqlite), _by_organization_and_year()]


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


def _by_organization_and_year() -> View:
    """What is said about whom and when, to chart: each number is from a text, none is a sum."""
    grouped = (
        ("organization", "Organization or country whose figures they are"),
        ("year", "Last year they are about; the first if the period is open"),
        ("year_date", "First day of `year`, for tools that need a date"),
        ("years", "How many years they are about; empty if the period is open"),
        ("kind", "Table of the figures"),
        ("change", "Whether they are levels or changes"),
        ("currency", "ISO 4217 code, for sums of money"),
        ("points", "Whether percentages count percentage points"),
        ("unit_class", "Class of what is counted, for counts"),
        ("language", "Language of the edition; choose one, or editions are counted more than once"),
    )
    latest = '"by_day" = 1'
    # The lower of the two middle values, which is a figure from a text; their mean is not.
    middle = '2 * "by_value" BETWEEN "in_group" AND "in_group" + 1'
    measured = (
        ("figures", "How many figures", "count(*)"),
        ("documents", "In how many documents", 'count(DISTINCT "document_id")'),
        ("value_latest", "The last one in the newest document", _only("value", latest)),
        ("value_median", "The middle one; of two, the lower", _only("value", middle)),
        ("value_min", "Smallest", 'min("value")'),
        ("value_max", "Greatest", 'max(coalesce("value_high", "value"))'),
        ("latest_figure_id", "Figure of value_latest", _only("figure_id", latest)),
        ("latest_sentence", "Its sentence", _only("sentence", latest)),
        ("median_figure_id", "Figure of value_median", _only("figure_id", middle)),
        ("median_sentence", "Its sentence", _only("sentence", middle)),
    )
    names = [name for name, _ in grouped]
    keys = ", ".join(map(quoted, names))
    query = (
        f"SELECT {', '.join([keys, *(expression for _, _, expression in measured)])}\nFROM (\n"
        f'SELECT *, count(*) OVER (PARTITION BY {keys}) AS "in_group",\n'
        f'row_number() OVER (PARTITION BY {keys} ORDER BY "value", "figure_id") AS "by_value",\n'
        f'row_number() OVER (PARTITION BY {keys} ORDER BY "published_on" DESC NULLS LAST, '
        '"document_id" DESC, "page" DESC, "char_start" DESC, "figure_id") AS "by_day"\n'
        'FROM (SELECT *, "period_end" - "period_start" + 1 AS "years"\n'
        'FROM "all_figures") AS "dated"\n'
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
    """The column in the row of a group that meets a condition."""
    return f"max(CASE WHEN {condition} THEN {quoted(column)} END)"
