"""The parts of a table that share one head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.printed_tables.bands import Band
from pipeline.printed_tables.heads import Head
from pipeline.printed_tables.rows import TableLine


@dataclass(slots=True)
class Section:
    """Lines under one head.

    Attributes:
        bands: its columns, the first that of the heads of rows.
        heads: the head of each.
        lines: its lines.
        numbers: the columns that hold numbers.
        page: number of its page.
    """

    bands: list[Band]
    heads: list[Head]
    lines: list[TableLine]
    numbers: set[int]
    page: int

    def heads_at(self, bands: Sequence[Band]) -> list[Head]:
        """Its heads for other columns: of the ones in which their right edges lie."""
        heads = []
        for index, band in enumerate(bands):
            place = index and next(
                (k for k, own in enumerate(self.bands) if own.holds(band.right - 8)),
                len(self.bands) - 1,
            )
            heads.append(self.heads[place])
        return heads
