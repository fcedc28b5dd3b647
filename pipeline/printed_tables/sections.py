"""Parts of a table that share column headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.printed_tables.bands import Band
from pipeline.printed_tables.heads import Head
from pipeline.printed_tables.rows import TableLine


@dataclass(slots=True)
class Section:
    """Lines under the same column headers.

    Attributes:
        bands: its columns, starting with the row headers.
        heads: the header of each column.
        lines: its lines.
        numbers: the columns that contain numbers.
        page: its page number.
    """

    bands: list[Band]
    heads: list[Head]
    lines: list[TableLine]
    numbers: set[int]
    page: int

    def heads_at(self, bands: Sequence[Band]) -> list[Head]:
        """Its headers for other columns, matched by right edge."""
        heads = []
        for index, band in enumerate(bands):
            place = index and next(
                (k for k, own in enumerate(self.bands) if own.holds(band.right - 8)),
                len(self.bands) - 1,
            )
            heads.append(self.heads[place])
        return heads
