"""The tables as one workbook for Excel and LibreOffice: a codebook, then one sheet per table.

XlsxWriter makes the workbook with the first row of each sheet; `sheet_rows` has the others, which
are streamed into it. Text is written as text, never as a formula, link or number. Numbers have a
format without exponents. A workbook keeps 16 digits of a number and 32 767 characters of a text. A
sheet could have 1 048 576 rows, but office programs open no such workbook in useful time, so that
it has a quarter of that; the codebook says plainly where a table holds more.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING
from zipfile import ZIP64_LIMIT, ZIP_DEFLATED, ZipFile

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.release import contents
from pipeline.release.contents import Version
from pipeline.release.sheet_rows import CELL_CHARACTERS, may_be_cut, rows_as_xml
from pipeline.tables.files import read_batches, row_count
from pipeline.tables.schema import YEAR, Column, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

CODEBOOK = "codebook"
#: Rows of a sheet, including its header.
SHEET_ROWS = 262_144

#: Minimum decimal places of a sum; further ones are shown unless zero.
_PLACES = 2
#: Takes half the time of zlib's default level, for 14 % more bytes.
_COMPRESS_LEVEL = 3

_WIDTHS = {"text": 60, "sentence": 60, "title": 40, "section": 40}
_WIDTH = 14

#: In the XML of a sheet: the format of a column, the last row, and where rows end.
_STYLE = re.compile(rb'<col min="(\d+)" max="\d+" width="[\d.]+" style="(\d+)"')
_LAST_ROW = re.compile(rb'(?<=<dimension ref="A1:)([A-Z]+)1(?=")')
_END = b"</sheetData>"


@dataclass(frozen=True, slots=True)
class _Formats:
    """The formats of cells."""

    workbook: Workbook
    head: Format
    title: Format

    def of(self, column: Column) -> Format | None:
        """The format of a column's cells; None for text."""
        pattern = number_format(column)
        return self.workbook.add_format({"num_format": pattern}) if pattern else None


def write_workbook(
    parquet: Mapping[str, Path], file: Path, version: Version, *, sheet_rows: int = SHEET_ROWS
) -> None:
    """Writes all tables as one workbook; the same tables and version give the same bytes.

    Args:
        parquet: Parquet file of each table.
        file: to create or replace.
        version: of the release.
        sheet_rows: maximum rows of a sheet, including its header.
    """
    with TemporaryDirectory(prefix="workbook-") as scratch:
        frame = Path(scratch, "frame.xlsx")
        _write_frame(parquet, frame, version, sheet_rows)
        with (
            ZipFile(frame) as made,
            ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_COMPRESS_LEVEL) as filled,
        ):
            # The first sheet is the codebook.
            sheets = {f"xl/worksheets/sheet{n}.xml": t for n, t in enumerate(_sheets(parquet), 2)}
            for part in made.infolist():
                xml = made.read(part)
                if table := sheets.get(part.filename):
                    rows = parquet[table.name]
                    _put(part.filename, _filled(xml, table, rows, _shown(rows, sheet_rows)), filled)
                else:
                    filled.writestr(part, xml)


def _write_frame(
    parquet: Mapping[str, Path], file: Path, version: Version, sheet_rows: int
) -> None:
    """Writes the workbook with the first row of each table's sheet only."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(file)) as workbook:
        made = datetime.combine(version.day, time(), UTC).replace(tzinfo=None)
        workbook.set_properties(
            {"title": contents.TITLE, "comments": f"Release {version}", "created": made}
        )
        formats = _Formats(
            workbook,
            head=workbook.add_format({"bold": True, "bottom": 1, "valign": "top"}),
            title=workbook.add_format({"bold": True, "font_size": 14}),
        )
        _write_codebook(workbook, formats, parquet, version, sheet_rows)
        for table in _sheets(parquet):
            _write_head(workbook, formats, table, _shown(parquet[table.name], sheet_rows))


def _shown(parquet: Path, sheet_rows: int) -> int:
    """How many rows of a table its sheet has, without the header."""
    return min(row_count(parquet), sheet_rows - 1)


def _filled(frame: bytes, table: Table, parquet: Path, rows: int) -> Iterator[bytes]:
    """A table's sheet in XML, made from the sheet with the header only."""
    styles = {int(place) - 1: style.decode() for place, style in _STYLE.findall(frame)}
    begin, end = _LAST_ROW.sub(rb"\g<1>%d" % (rows + 1), frame).split(_END)
    yield begin
    yield from rows_as_xml(table, parquet, styles, rows)
    yield _END + end


def _put(part: str, pieces: Iterator[bytes], workbook: ZipFile) -> None:
    """Writes a part of a workbook. A large one needs another header, so its size comes first."""
    with TemporaryFile() as whole:
        whole.writelines(pieces)
        is_large = whole.tell() > ZIP64_LIMIT
        whole.seek(0)
        with workbook.open(part, "w", force_zip64=is_large) as out:
            shutil.copyfileobj(whole, out)


def number_format(column: Column) -> str | None:
    """How a spreadsheet shows the numbers of a column; never with an exponent; None for text."""
    kind = column.type
    if pa.types.is_decimal(kind):
        return f"#,##0.{'0' * _PLACES}{'#' * (kind.scale - _PLACES)}"
    if pa.types.is_floating(kind):
        return "0.0###########"
    if pa.types.is_date(kind):
        return "yyyy-mm-dd"
    if pa.types.is_integer(kind):
        return "0" if kind == YEAR else "#,##0"
    return None


def notes(table: Table, parquet: Path, sheet_rows: int = SHEET_ROWS) -> list[str]:
    """What a table's sheet leaves out, in sentences; empty if nothing."""
    found = []
    number = row_count(parquet)
    if number > sheet_rows - 1:
        found.append(
            f"The sheet {table.name} holds the first {sheet_rows - 1} of {number} rows, "
            "since more would not open. All rows are in the other files of the release: "
            "Parquet, CSV, DuckDB, SQLite."
        )
    texts = [column.name for column in table.columns if column.type == pa.string()]
    too_long = Counter[str]()
    for batch in read_batches(parquet, texts):
        for name, texts_of in zip(texts, batch.columns, strict=True):
            if may_be_cut(texts_of):
                long = pc.greater(pc.utf8_length(texts_of), CELL_CHARACTERS)
                too_long[name] += pc.sum(long).as_py() or 0
    return found + [
        f"In the sheet {table.name}, {too_long[name]} cells of {name} hold only the first "
        f"{CELL_CHARACTERS} characters, since a cell holds no more."
        for name in texts
        if too_long[name]
    ]


def _sheets(parquet: Mapping[str, Path]) -> list[Table]:
    return [table for table in contents.SHEETS if table.name in parquet]


def _write_codebook(
    workbook: Workbook,
    formats: _Formats,
    parquet: Mapping[str, Path],
    version: Version,
    sheet_rows: int,
) -> None:
    sheet = workbook.add_worksheet(CODEBOOK)
    for place, width in enumerate((18, 18, 18, 12, 30, 10, 60)):
        sheet.set_column(place, place, width)
    left_out = [n for t in _sheets(parquet) for n in notes(t, parquet[t.name], sheet_rows)]
    lines = _codebook_lines(parquet, version, left_out)
    for number, (cells, look) in enumerate(lines):
        chosen = {"title": formats.title, "head": formats.head}.get(look)
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell, chosen)
            else:
                sheet.write_string(number, place, cell, chosen)


def _codebook_lines(
    parquet: Mapping[str, Path], version: Version, left_out: list[str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The lines of the codebook, each with its format: title, head or plain."""
    yield (f"{contents.TITLE}, release {version}",), "title"
    yield (contents.DESCRIPTION,), ""
    yield (f"Licence: {contents.LICENSE_TITLE} ({contents.LICENSE_URL}); see LICENSE.txt.",), ""
    yield ("Numbers are kept with 16 digits here; the other files keep them all.",), ""
    for note in left_out:
        yield (note,), ""
    yield (), ""
    yield ("sheet", "rows", "one row is"), "head"
    for table in _sheets(parquet):
        yield (table.name, row_count(parquet[table.name]), table.description), ""
    yield (), ""
    yield ("sheet", "column", "type", "unit", "values", "may be empty", "meaning"), "head"
    for table in _sheets(parquet):
        for column in table.columns:
            yield _codebook_line(table, column), ""


def _codebook_line(table: Table, column: Column) -> tuple[str, ...]:
    return (
        table.name,
        column.name,
        str(column.type),
        column.unit or "",
        ", ".join(column.allowed),
        "yes" if column.nullable else "no",
        column.description,
    )


def _write_head(workbook: Workbook, formats: _Formats, table: Table, rows: int) -> None:
    """Writes the first row of a table's sheet, which will have some more."""
    sheet = workbook.add_worksheet(table.name)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(rows, 1), len(table.columns) - 1)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _WIDTHS.get(column.name, _WIDTH), formats.of(column))
        sheet.write_string(0, place, column.name, formats.head)
