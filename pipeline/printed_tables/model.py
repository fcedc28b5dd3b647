"""What a printed table is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.pages.model import Box, Word


@dataclass(frozen=True, slots=True)
class TableCell:
    """One number of a table, or the sign in its place.

    Attributes:
        page: number of its page.
        row: its line among those that hold cells, from 0, over all pages.
        column: its column, from 0 after the heads of rows; columns of words count.
        row_header: the heads of its row, from the outermost.
        column_header: the heads of its column, from the outermost.
        words: what is printed.
        value: the number as printed, times nothing; None where there is none.
        sign: the sign that stands in place of a number.
        scale: how many units the number counts: 1000 where the head says thousands.
        kind: `percentage`, `money` or `count`; None for all else.
        currency: ISO 4217, for money.
        unit: what is counted or measured, as the heads name it.
        notes: marks of notes at the cell.
        head_notes: marks of notes at its heads.
        is_total: whether it is the sum of others.
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
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of numbers.

    Attributes:
        number: as printed, without the word for a table.
        title: its title.
        unit_note: the note on its unit under the title, without brackets.
        notes: the texts of its notes, each with its mark or the word it begins with.
        cells: in the order of reading.
        columns: how many columns it has after the heads of its rows.
        lines: the words of its printed lines, in the order of reading, each with its page.
    """

    number: str | None
    title: str | None
    unit_note: str | None
    notes: tuple[tuple[str, str], ...]
    cells: tuple[TableCell, ...]
    columns: int
    lines: tuple[tuple[int, tuple[Word, ...]], ...]

    @property
    def rows(self) -> int:
        """How many of its lines hold cells."""
        return max((cell.row for cell in self.cells), default=-1) + 1
