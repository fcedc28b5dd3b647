"""The figures of printed tables: cells that hold a percentage, a sum of money or a count."""

from __future__ import annotations

from pipeline.figures.kinds import COUNT
from pipeline.figures.model import Figure
from pipeline.printed_tables.model import TableCell

#: The rule that reads them.
RULE = "table.cell"


def figure_of(cell: TableCell) -> Figure | None:
    """The figure that a cell holds; None for one without a number, or of no kind of figures."""
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
