"""The figures of printed tables: cells with a percentage, a sum of money or a count."""

from __future__ import annotations

from pipeline.figures.figure import Figure
from pipeline.figures.kinds import COUNT
from pipeline.printed_tables.printed_table import TableCell

#: Name of the rule for figures from cells.
RULE = "table.cell"


def figure_of(cell: TableCell) -> Figure | None:
    """The figure in a cell; None if it has no number or is not of a figure kind."""
    if cell.kind is None or cell.value is None:
        return None
    return Figure(
        kind=cell.kind,
        start=cell.start,
        end=cell.end,
        value=cell.value * cell.scale,
        rule=RULE,
        currency=cell.currency,
        unit=cell.unit if cell.kind == COUNT else None,
    )
