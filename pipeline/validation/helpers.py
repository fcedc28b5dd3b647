"""Columns that let an expectation see other rows, other tables, or what libraries know.

Their names begin with an underscore; they are added before a table is checked, and never published.
Pure functions over Arrow tables: no Great Expectations, no files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline import languages
from pipeline.documents.identity import is_another
from pipeline.figures.engine.lexicon import NEVER, Lexicon
from pipeline.tables.schema import (
    DOCUMENTS,
    FIGURE_TABLES,
    IN_TABLE,
    PARAGRAPHS,
    PRINTED_TABLES,
    SET_ASIDE,
    TABLE_CELLS,
    Column,
    Table,
)
from pipeline.tables.set_aside import currencies

Row = dict[str, Any]
Tables = Mapping[str, pa.Table]
Maker = Callable[[list[Row], Tables], list[Any]]

FIGURES = tuple(table.name for table in FIGURE_TABLES.values())
#: The table that `set_aside` is checked against: `kind` has the kinds of which too many figures are
#: set aside, and `too_many` says how many.
TOO_MANY = "_too_many"

#: The columns that helper columns are made from, besides foreign keys and values with limits.
_NEEDED = frozenset({
    "cell_id", "cells", "char_end", "char_start", "currency", "document_id", "figure_id", "kind",
    "language", "number", "page", "paragraph_id", "position", "raw", "sentence", "stands_in",
    "sum_added", "sum_holds", "table_id", "value", "value_high",
})  # fmt: skip
#: What a row's paragraph is called in it.
_PARAGRAPH = "_paragraph"


class _Paragraph(NamedTuple):
    """What the checks need of a paragraph."""

    document_id: str
    text: str
    page_first: int
    page_last: int


def helper_columns(table: Table) -> dict[str, pa.DataType]:
    """Names and types of the table's helper columns, in the order they are added."""
    return {name: kind for name, (kind, _) in _makers(table).items()}


def with_helpers(rows: pa.Table, table: Table, others: Tables) -> pa.Table:
    """The table with its helper columns after its own.

    Args:
        rows: the rows to check, with the declared columns.
        table: its declaration.
        others: the tables that its rows point to, by name.
    """
    records = rows.select([c.name for c in table.columns if _is_needed(c, table)]).to_pylist()
    makers = _makers(table)
    if any(make in _OF_ITS_PARAGRAPH for _, make in makers.values()):
        _add_paragraphs(records, others[PARAGRAPHS.name])
    for name, (kind, make) in makers.items():
        rows = rows.append_column(name, pa.array(make(records, others), type=kind))
    return rows


def _is_needed(column: Column, table: Table) -> bool:
    """Whether a helper column may be made from a column; most of a figure's are not needed."""
    return (
        table is DOCUMENTS  # has few rows
        or column.name in _NEEDED
        or _is_limited(column)
        or any(column.name == foreign.column for foreign in table.foreign_keys)
    )


def _is_limited(column: Column) -> bool:
    return column.minimum is not None or column.maximum is not None


def _makers(table: Table) -> dict[str, tuple[pa.DataType, Maker]]:
    makers: dict[str, tuple[pa.DataType, Maker]] = {}
    for foreign in table.foreign_keys:
        make = _known(foreign.column, foreign.table, foreign.references)
        makers[f"_{foreign.column}_known"] = (pa.bool_(), make)
    if table is DOCUMENTS:
        makers["_rows_that_differ"] = (pa.string(), _rows_that_differ)
        makers["_printed_instead"] = (pa.string(), _printed_instead)
    if table is PARAGRAPHS:
        makers["_number_fault"] = (pa.string(), _number_faults)
    if table is PRINTED_TABLES:
        makers["_cells_that_differ"] = (pa.string(), _cells_that_differ)
    if table is TABLE_CELLS:
        makers["_raw_in_text"] = (pa.string(), _raw_in_text)
        makers["_same_document"] = (pa.bool_(), _same_document)
        makers["_page_in_paragraph"] = (pa.bool_(), _page_in_paragraph)
        makers["_sum_that_fails"] = (pa.string(), _sum_that_fails)
    if table is SET_ASIDE or table in FIGURE_TABLES.values():
        makers["_raw_in_text"] = (pa.string(), _raw_in_text)
        makers["_raw_in_sentence"] = (pa.bool_(), _raw_in_sentence)
        makers["_same_document"] = (pa.bool_(), _same_document)
        makers["_page_in_paragraph"] = (pa.bool_(), _page_in_paragraph)
    if table is SET_ASIDE:
        makers["_too_many"] = (pa.string(), _too_many)
    return makers | (_makers_of_figures(table) if table in FIGURE_TABLES.values() else {})


def _makers_of_figures(table: Table) -> dict[str, tuple[pa.DataType, Maker]]:
    makers: dict[str, tuple[pa.DataType, Maker]] = {
        "_overlaps": (pa.string(), _overlaps),
        "_cell_is_its_own": (pa.bool_(), _cell_is_its_own),
    }
    for column in table.columns:
        if _is_limited(column):
            makers[in_text(column)] = (column.type, _values_in_text(column.name))
    names = table.arrow.names
    if "of" in names:
        makers["_share_or_growth"] = (pa.bool_(), _share_or_growth)
    if "currency" in names:
        makers["_currency_known"] = (pa.bool_(), _currency_known)
    return makers


def in_text(column: Column) -> str:
    """The helper column with a column's values for figures in running text."""
    return f"_{column.name}_in_text"


def _values_in_text(column: str) -> Maker:
    def make(rows: list[Row], _others: Tables) -> list[Any]:
        return [None if row["stands_in"] == IN_TABLE else row[column] for row in rows]

    return make


def _cell_is_its_own(rows: list[Row], others: Tables) -> list[bool]:
    """Whether a figure in a table has a cell that refers to it, and other figures have none."""
    cells = others[TABLE_CELLS.name].select(["cell_id", "figure_id"]).to_pylist()
    figures = {cell["cell_id"]: cell["figure_id"] for cell in cells}
    return [
        figures.get(row["cell_id"]) == row["figure_id"]
        if row["stands_in"] == IN_TABLE
        else row["cell_id"] is None
        for row in rows
    ]


def _known(column: str, table: str, references: str) -> Maker:
    def make(rows: list[Row], others: Tables) -> list[bool]:
        known = set(others[table].column(references).to_pylist())
        return [row[column] is None or row[column] in known for row in rows]

    return make


def _rows_that_differ(rows: list[Row], others: Tables) -> list[str | None]:
    """`counts: 3 counted, 2 in the table` where a document's numbers of rows are wrong."""
    printed = (PRINTED_TABLES.name, TABLE_CELLS.name)
    named = (PARAGRAPHS.name, *printed, *FIGURES, SET_ASIDE.name)
    tables = [name for name in named if name in others]
    held = {name: _tally(others[name].column("document_id").to_pylist()) for name in tables}
    found: list[str | None] = []
    for row in rows:
        faults = [
            f"{name}: {row[name]} counted, {held[name].get(row['document_id'], 0)} in the table"
            for name in tables
            if (row[name] or 0) != held[name].get(row["document_id"], 0)
        ]
        found.append("; ".join(faults) or None)
    return found


def _cells_that_differ(rows: list[Row], others: Tables) -> list[str | None]:
    """`12 counted, 11 in the table` where a printed table's number of cells is wrong."""
    held = _tally(others[TABLE_CELLS.name].column("table_id").to_pylist())
    return [
        None
        if row["cells"] == held.get(row["table_id"], 0)
        else f"{row['cells']} counted, {held.get(row['table_id'], 0)} in the table"
        for row in rows
    ]


def _sum_that_fails(rows: list[Row], others: Tables) -> list[str | None]:
    """`table 3, Workspaces, page 21: 4003 printed, 4309 added` where a sum is not what is added.

    Number and title are those of its table, as far as it has them.
    """
    tables = others[PRINTED_TABLES.name].select(["table_id", "number", "title"]).to_pylist()
    names = {
        one["table_id"]: (one["number"] and f"table {one['number']}", one["title"])
        for one in tables
    }
    return [
        ", ".join(filter(None, (*names.get(row["table_id"], ()), f"page {row['page']}")))
        + f": {row['value']:.12g} printed, {row['sum_added']:.12g} added"
        if row["sum_holds"] is False
        else None
        for row in rows
    ]


def _printed_instead(rows: list[Row], _others: Tables) -> list[str | None]:
    """The symbol printed in a document, if it is not the document's own."""
    return [
        printed if symbol and printed and is_another(symbol, printed.split("; ")) else None
        for row in rows
        for symbol, printed in ((row["symbol"], row["printed_symbol"]),)
    ]


def _tally(values: list[str]) -> dict[str, int]:
    tally: dict[str, int] = {}
    for value in values:
        tally[value] = tally.get(value, 0) + 1
    return tally


def _number_faults(rows: list[Row], _others: Tables) -> list[str | None]:
    """`repeated`, `out of order`, `gap` or None; each prefix (`fn`, `annex.`) is a sequence."""
    faults: list[str | None] = [None] * len(rows)
    last: dict[tuple[str, str], int] = {}
    seen: set[tuple[str, str, int]] = set()
    for index in sorted(
        range(len(rows)), key=lambda i: (rows[i]["document_id"], rows[i]["position"])
    ):
        row = rows[index]
        prefix, number = _sequence(row["number"])
        if number is None:
            continue
        sequence = (row["document_id"], prefix)
        faults[index] = _fault(number, last.get(sequence, 0), (*sequence, number) in seen)
        seen.add((*sequence, number))
        last[sequence] = max(number, last.get(sequence, 0))
    return faults


def _sequence(printed: str | None) -> tuple[str, int | None]:
    """`annex.3` as `annex.` and 3; no number where it does not end in one."""
    if not printed:
        return "", None
    prefix = printed.rstrip("0123456789")
    digits = printed[len(prefix) :]
    return prefix, int(digits) if digits else None


def _fault(number: int, last: int, seen: bool) -> str | None:
    if seen:
        return "repeated"
    if number <= last:
        return "out of order"
    return "gap" if number > last + 1 else None


def _add_paragraphs(rows: list[Row], paragraphs: pa.Table) -> None:
    """Adds to each row what the checks need of its paragraph; None if there is none."""
    columns = (paragraphs.column(name).to_pylist() for name in _Paragraph._fields)
    keys = paragraphs.column(PARAGRAPHS.key).to_pylist()
    found = dict(zip(keys, map(_Paragraph, *columns), strict=True))
    for row in rows:
        row[_PARAGRAPH] = found.get(row[PARAGRAPHS.key])


def _raw_in_text(rows: list[Row], _others: Tables) -> list[str | None]:
    """The characters of the paragraph at the figure's place."""
    return [
        p.text[row["char_start"] : row["char_end"]] if (p := row[_PARAGRAPH]) else None
        for row in rows
    ]


def _raw_in_sentence(rows: list[Row], _others: Tables) -> list[bool]:
    return [(row["raw"] or "") in (row["sentence"] or "") for row in rows]


def _same_document(rows: list[Row], _others: Tables) -> list[bool | None]:
    return [p.document_id == row["document_id"] if (p := row[_PARAGRAPH]) else None for row in rows]


def _page_in_paragraph(rows: list[Row], _others: Tables) -> list[bool | None]:
    return [
        p.page_first <= row["page"] <= p.page_last if (p := row[_PARAGRAPH]) else None
        for row in rows
    ]


#: The makers for which a row needs its paragraph.
_OF_ITS_PARAGRAPH = (_raw_in_text, _same_document, _page_in_paragraph)


def _overlaps(rows: list[Row], _others: Tables) -> list[str | None]:
    """The previous figure of the paragraph, if the two overlap."""
    found: list[str | None] = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: (rows[i]["paragraph_id"], rows[i]["char_start"]))
    for before, after in pairwise(order):
        first, second = rows[before], rows[after]
        if (
            first["paragraph_id"] == second["paragraph_id"]
            and first["char_end"] > second["char_start"]
        ):
            found[after] = first["figure_id"]
    return found


def _share_or_growth(rows: list[Row], _others: Tables) -> list[bool]:
    """Whether it is at most 100, or its sentence has a word of growth in its language.

    Cells are left out: the headers of their table say so.
    """
    return [
        row["stands_in"] == IN_TABLE
        or max(row["value"] or 0.0, row["value_high"] or 0.0) <= 100
        or _tells_of_growth(row["language"], row["sentence"] or "")
        for row in rows
    ]


def _tells_of_growth(language: str, sentence: str) -> bool:
    return _growth(language).search(sentence) is not None


@cache
def _growth(language: str) -> re.Pattern[str]:
    """A language's words of growth; the language is not loaded, which takes a while."""
    files = [file for file in languages.files(languages.WORDS) if file.parent.name == language]
    words = Lexicon(files[0]).any("growth") if files else NEVER
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _currency_known(rows: list[Row], _others: Tables) -> list[bool]:
    return [row["currency"] in currencies() for row in rows]


def _too_many(rows: list[Row], others: Tables) -> list[str | None]:
    """How many figures of the kind are set aside, if these are too many."""
    table = others.get(TOO_MANY)
    reasons = {} if table is None else dict(zip(*table.to_pydict().values(), strict=True))
    return [reasons.get(row["kind"]) for row in rows]
