"""Rows of a table in the XML of a workbook's sheet, several times as fast as cell by cell.

The elements are those of ECMA-376, part 1, 18.3.1: `row`, `c` (cell), `is` (text), `v` (value).
Text is written as text, never as a formula, link or number. A day before 1900, which a workbook
cannot count, is text. A cell holds 32 767 characters of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.files import read_batches
from pipeline.tables.schema import Table

CELL_CHARACTERS = 32_767

#: The first day that a workbook can represent.
_FIRST_DAY = date(1900, 1, 1)
#: Workbooks have a 29 February 1900, so that they count days before March from another day.
_MARCH, _DAY_0, _DAY_0_BEFORE_MARCH = date(1900, 3, 1), date(1899, 12, 30), date(1899, 12, 31)

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
#: Characters that XML cannot hold, which a workbook escapes as `_x000B_`; and text that reads so.
_UNWRITABLE = r"[\x00-\x08\x0b-\x1f]|_x[0-9a-fA-F]{4}_"


def rows_as_xml(
    table: Table, parquet: Path, styles: Mapping[int, str], most: int
) -> Iterator[bytes]:
    """The first rows of a table, for the second row of a sheet and on; a few thousand at a time.

    Args:
        table: its declaration.
        parquet: its Parquet file.
        styles: the format of a column's cells, a number in the workbook, by the column's place.
        most: how many rows.
    """
    from xlsxwriter.utility import xl_col_to_name

    done = 0
    for batch in read_batches(parquet, table.arrow.names):
        some = batch.slice(0, most - done)
        if not len(some):
            return
        rows = range(done + 2, done + 2 + len(some))
        columns = [
            _cells(column, xl_col_to_name(place), styles.get(place), rows)
            for place, column in enumerate(some.columns)
        ]
        of_rows = zip(rows, zip(*columns, strict=True), strict=True)
        yield "".join([f'<row r="{row}">{"".join(cells)}</row>' for row, cells in of_rows]).encode()
        done += len(some)


def _cells(column: pa.Array, letters: str, style: str | None, rows: range) -> list[str]:
    """A column's cells; an empty string where it has no value."""
    if pa.types.is_date(column.type):
        days = column.to_pylist()
        values = [None if day is None else _day(day) for day in days]
    elif column.type == pa.string():
        values = [text and _in_cell(text) for text in _escaped(column).to_pylist()]
    elif pa.types.is_boolean(column.type):
        values = [None if yes is None else f' t="b"><v>{yes:d}</v>' for yes in column.to_pylist()]
    else:
        texts = column.cast(pa.string()).to_pylist()
        values = [None if text is None else f"><v>{text}</v>" for text in texts]
    styled = "" if style is None else f' s="{style}"'
    return [
        f'<c r="{letters}{row}"{styled}{value}</c>' if value else ""
        for row, value in zip(rows, values, strict=True)
    ]


def _in_cell(text: str) -> str:
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is>'


def _day(day: date) -> str:
    if day < _FIRST_DAY:
        return _in_cell(day.isoformat())
    return f"><v>{(day - (_DAY_0 if day >= _MARCH else _DAY_0_BEFORE_MARCH)).days}</v>"


def _escaped(texts: pa.StringArray) -> pa.StringArray:
    """What a cell holds of texts, with the escapes of XML and of workbooks."""
    held = pc.utf8_slice_codeunits(texts, 0, CELL_CHARACTERS)
    if pc.any(pc.match_substring_regex(held, _UNWRITABLE)).as_py():
        held = pa.array([t and re.sub(_UNWRITABLE, _escape, t) for t in held.to_pylist()])
    for character, entity in _ENTITIES.items():
        held = pc.replace_substring(held, character, entity)
    return held


def _escape(found: re.Match[str]) -> str:
    return f"_x005F{found[0]}" if len(found[0]) > 1 else f"_x{ord(found[0]):04X}_"
