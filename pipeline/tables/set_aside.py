"""Decide from the schema which figures are published and which are set aside.

A figure is published with the value that was read, or not at all. One whose value does not fit its
column, or cannot be right, becomes a row of `set_aside`. The expectations of a table follow from
the same schema, so none of them fails because of a value that was let through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.figures.kinds import MONEY
from pipeline.tables.schema import FIGURE_TABLES, Column

if TYPE_CHECKING:
    from pipeline.figures.figure import Figure

#: Digits of a number from which an explanation gives their number instead of the digits.
_MANY_DIGITS = 30
#: Maximum zeros when writing out an exponent.
_MOST_ZEROS = 1000
#: Bits of the integers that a column can hold.
_INT64 = 63


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a figure is not published: one of `schema.REASONS`, and a sentence."""

    reason: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Limit:
    """How many figures may be set aside before their table is not published.

    Attributes:
        share: share of a table's figures, from 0 to 1.
        figures: minimum number, so that a few implausible values in a few documents block nothing.
    """

    share: float = 0.05
    figures: int = 100

    def is_exceeded(self, published: int, set_aside: int) -> bool:
        """Whether too many are set aside, given the number published."""
        return set_aside >= self.figures and set_aside > self.share * (published + set_aside)


#: The limit if no settings are read.
USUAL = Limit()


def misfit(figure: Figure, *, in_table: bool = False) -> Misfit | None:
    """Why a figure is not published; None if it is.

    Args:
        figure: the figure as read.
        in_table: whether it is a cell of a printed table. Cells may hold differences, which have no
            bounds.
    """
    return next(_misfits(figure, in_table=in_table), None)


def _misfits(figure: Figure, *, in_table: bool) -> Iterator[Misfit]:
    low, high = FIGURE_TABLES[figure.kind].ends
    for column, value in ((low, figure.value), (high, figure.high)):
        if value is not None:
            yield from _of_value(column, Decimal(value))
            if not in_table:
                yield from _out_of_bounds(column, Decimal(value))
    if figure.high is not None and figure.high < figure.value:
        explanation = f"{_written(figure.high)}, the upper end, is below {_written(figure.value)}."
        yield Misfit("ends_reversed", explanation)
    if figure.kind == MONEY and figure.currency not in currencies():
        yield Misfit("unknown_currency", f"{figure.currency} is not an ISO 4217 code.")


def _of_value(column: Column, value: Decimal) -> Iterator[Misfit]:
    if not value.is_finite():
        yield Misfit("not_a_number", f"{value} is not a number.")
        return
    whole, decimals = _room(column)
    if whole is not None and value.adjusted() >= whole:
        yield Misfit(
            "too_large", f"{_written(value)} has more than {whole} digits before the point."
        )
    elif decimals is not None and (found := _decimals(value)) > decimals:
        kept = f"holds {decimals}" if decimals else "holds whole numbers"
        explanation = f"{_written(value)} has {found} decimals; the column {column.name} {kept}."
        yield Misfit("too_many_decimals", explanation)
    elif _is_whole(column) and not -(1 << _INT64) <= value < 1 << _INT64:
        yield Misfit("too_large", f"{_written(value)} is more than {(1 << _INT64) - 1}.")


def _out_of_bounds(column: Column, value: Decimal) -> Iterator[Misfit]:
    if not value.is_finite():
        return
    if column.minimum is not None and value < column.minimum:
        yield Misfit("out_of_range", f"{_written(value)} is below {column.minimum}.")
    if column.maximum is not None and value > column.maximum:
        yield Misfit("out_of_range", f"{_written(value)} is above {column.maximum}.")


def _is_whole(column: Column) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(column.type))


def _room(column: Column) -> tuple[int | None, int | None]:
    """Number of digits a column holds before and after the decimal point; None if unlimited.

    A double is the closest value to what was read, whatever its decimals.
    """
    import pyarrow as pa

    if pa.types.is_decimal(column.type):
        return column.type.precision - column.type.scale, column.type.scale
    return (None, 0) if _is_whole(column) else (None, None)


def _decimals(value: Decimal) -> int:
    """Number of decimals of a value, without trailing zeros."""
    if not value:
        return 0
    _, found, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    zeros = next(n for n, digit in enumerate(reversed(found)) if digit)
    return max(0, -exponent - zeros)


def digits(value: Decimal) -> str:
    """A value in digits, without an exponent unless that would mean thousands of zeros.

    >>> digits(Decimal("1.2E+7")), digits(Decimal("inf"))
    ('12000000', 'Infinity')
    """
    exponent = value.as_tuple().exponent
    is_near = isinstance(exponent, int) and abs(exponent) < _MOST_ZEROS
    return f"{value:f}" if is_near else str(value)


def _written(value: Any) -> str:
    """A value as written in a sentence."""
    text = digits(Decimal(value))
    return text if len(text) <= _MANY_DIGITS else f"A number of {len(text)} digits"


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes from CLDR, including currencies of older reports."""
    from babel.numbers import list_currencies

    return frozenset(list_currencies())
