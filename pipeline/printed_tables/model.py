"""What a printed table is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.pages.model import Box, Word
from pipeline.paragraphs.model import Span


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
        box: its place on the page; None in a text.
        start: its first character in the table's text.
        end: the character after its last.
        sum_added: the sum of the cells that it adds, None where it is no sum or cannot be told.
        sum_holds: whether that is the number printed, within the rounding of what is added.
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
        number: as printed, without the word for a table.
        title: its title.
        unit_note: the note on its unit under the title, without brackets.
        notes: the texts of its notes, each with its mark or the word it begins with.
        cells: in the order of reading.
        columns: how many columns it has after the heads of its rows.
        text: all that is printed in it, caption and notes included, a line for each printed row.
        spans: the words of its text with their places.
        sums_checked: how many of its sums can be told.
        sums_right: how many of these hold.
        position: of its paragraph in the document, from 1; 0 before it has one.
    """

    number: str | None
    title: str | None
    unit_note: str | None
    notes: tuple[tuple[str, str], ...]
    cells: tuple[TableCell, ...]
    columns: int
    text: str
    spans: tuple[Span, ...]
    sums_checked: int = 0
    sums_right: int = 0
    position: int = 0

    @property
    def rows(self) -> int:
        """How many of its lines hold cells."""
        return max((cell.row for cell in self.cells), default=-1) + 1
