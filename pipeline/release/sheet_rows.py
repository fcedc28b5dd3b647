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

from pipeline.tables.files import joined, one_text, read_batches
from pipeline.tables.schema import Table

CELL_CHARACTERS = 32_767

#: The first day that a workbook can represent.
_FIRST_DAY = date(1900, 1, 1)
#: Workbooks have a 29 February 1900, so that they count days before March from another day.
_MARCH, _DAY_0, _DAY_0_BEFORE_MARCH = date(1900, 3, 1), date(1899, 12, 30), date(1899, 12, 31)

#: What a cell has around a text.
_TEXT, _END_OF_TEXT = ' t="inlineStr"><is><t xml:space="preserve">', "</t></is>"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
#: Characters that XML cannot hold, which a workbook escapes as `_x000B_`; and text that reads so.
_CONTROLS = bytes((*range(0x09), *range(0x0B, 0x20)))
_UNWRITABLE = "".join(["[", *(f"\\x{c:02x}" for c in _CONTROLS), "]|_x[0-9a-fA-F]{4}_"])
#: Without one of these, or a control character, nothing is escaped, as in most columns.
_SPECIAL = (*map(str.encode, _ENTITIES), b"_x")


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
        rows = pa.array(range(done + 2, done + 2 + len(some))).cast(pa.string())
        cells = [
            _cells(column, xl_col_to_name(place), styles.get(place), rows)
            for place, column in enumerate(some.columns)
        ]
        lines = joined('<row r="', rows, '">', *cells, "</row>")
        yield one_text(lines, "").encode()
        done += len(some)


def _cells(column: pa.Array, letters: str, style: str | None, rows: pa.StringArray) -> pa.Array:
    """A column's cells; an empty text where it has no value."""
    styled = "" if style is None else f' s="{style}"'
    cells = joined(f'<c r="{letters}', rows, f'"{styled}', *_contents(column), "</c>")
    return cells.fill_null("")


def _contents(column: pa.Array) -> tuple[str, pa.Array, str]:
    """What is in a column's cells: what is before each value, the values, and what follows."""
    if pa.types.is_date(column.type):
        return "", pa.array([day and _day(day) for day in column.to_pylist()], pa.string()), ""
    if column.type == pa.string():
        texts = _escaped(column)
        return _TEXT, pc.if_else(pc.equal(texts, ""), None, texts), _END_OF_TEXT
    if pa.types.is_boolean(column.type):
        return ' t="b"><v>', column.cast(pa.int8()).cast(pa.string()), "</v>"
    return "><v>", column.cast(pa.string()), "</v>"


def _day(day: date) -> str:
    if day < _FIRST_DAY:
        return f"{_TEXT}{day.isoformat()}{_END_OF_TEXT}"
    return f"><v>{(day - (_DAY_0 if day >= _MARCH else _DAY_0_BEFORE_MARCH)).days}</v>"


def _escaped(texts: pa.StringArray) -> pa.StringArray:
    """What a cell holds of texts, with the escapes of XML and of workbooks."""
    held = texts
    if may_be_cut(texts):
        held = pc.utf8_slice_codeunits(texts, 0, CELL_CHARACTERS)
    if not _has_special(texts):
        return held
    if pc.any(pc.match_substring_regex(held, _UNWRITABLE)).as_py():
        held = pa.array(
            [t and re.sub(_UNWRITABLE, _escape, t) for t in held.to_pylist()], pa.string()
        )
    for character, entity in _ENTITIES.items():
        held = pc.replace_substring(held, character, entity)
    return held


def may_be_cut(texts: pa.StringArray) -> bool:
    """Whether one of some texts has more bytes than a cell holds characters."""
    return (pc.max(pc.binary_length(texts)).as_py() or 0) > CELL_CHARACTERS


def _has_special(texts: pa.StringArray) -> bool:
    """Whether texts may have something to escape; to look at all bytes at once takes a tenth."""
    characters = texts.buffers()[2]
    data = b"" if characters is None else characters.to_pybytes()
    return any(special in data for special in _SPECIAL) or len(data) > len(
        data.translate(None, _CONTROLS)
    )


def _escape(found: re.Match[str]) -> str:
    return f"_x005F{found[0]}" if len(found[0]) > 1 else f"_x{ord(found[0]):04X}_"
