"""Printed tables and their cells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.pages.page import Box, Word
from pipeline.paragraphs.spans import Spans


@dataclass(frozen=True, slots=True)
class TableCell:
    """A number in a table, or the sign in place of one.

    Attributes:
        page: its page number.
        row: its line among those with cells, from 0, across all pages.
        column: its column, from 0 after the row headers; columns of words count.
        row_header: the headers of its row, outermost first.
        column_header: the headers of its column, outermost first.
        words: the printed words.
        value: the number as printed, not scaled; None if there is none.
        decimals: digits after the decimal point.
        sign: the sign in place of a number.
        scale: the factor of the number: 1000 if the header says thousands.
        kind: `percentage`, `money` or `count`; None for anything else.
        currency: ISO 4217 code, for money.
        unit: what is counted or measured, as named in the headers.
        notes: note marks at the cell.
        head_notes: note marks at its headers.
        is_total: whether it is the sum of other cells.
        box: its place on the page; None in a text file.
        start: its first character in the table's text.
        end: the character after its last.
        sum_added: the sum of the cells it adds up; None if it is not a sum or they are unknown.
        sum_holds: whether that equals the printed number, within the rounding of the addends.
    """

    page: int
    row: int
    column: int
    row_header: tuple[str, ...]
    column_header: tuple[str, ...]
    words: tuple[Word, ...]
    value: Decimal | None
    decimals: int
    sign: str | None
    scale: int
    kind: str | None
    currency: str | None
    unit: str | None
    notes: tuple[str, ...]
    head_notes: tuple[str, ...]
    is_total: bool
    box: Box | None
    start: int = 0
    end: int = 0
    sum_added: Decimal | None = None
    sum_holds: bool | None = None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of numbers.

    Attributes:
        number: as printed, without the word for "table".
        title: its title.
        unit_note: the note on its unit below the title, without brackets.
        notes: the texts of its notes, each with its mark or opening word.
        cells: its cells in reading order.
        columns: number of columns after the row headers.
        text: everything printed in it, including caption and notes, one line per printed row.
        spans: the words of its text with their places.
        sums_checked: number of sums that could be checked.
        sums_right: number of these that add up.
        position: position of its paragraph in the document, from 1; 0 until it has one.
    """

    number: str | None
    title: str | None
    unit_note: str | None
    notes: tuple[tuple[str, str], ...]
    cells: tuple[TableCell, ...]
    columns: int
    text: str
    spans: Spans
    sums_checked: int = 0
    sums_right: int = 0
    position: int = 0

    @property
    def rows(self) -> int:
        """Number of lines that have cells."""
        return max((cell.row for cell in self.cells), default=-1) + 1
