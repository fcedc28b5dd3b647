"""A figure is published with the value that was read, or it is set aside with the reason."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.figure import Figure
from pipeline.tables.schema import COUNTS, MONEY_AMOUNTS, PERCENTAGES, Column
from pipeline.tables.set_aside import Limit, digits, misfit


def figure(kind: str, value: str, high: str | None = None, currency: str | None = None) -> Figure:
    """A figure of a kind and value, wherever it stands."""
    ends = Decimal(value), None if high is None else Decimal(high)
    return Figure(kind, 0, 1, ends[0], "rule", high=ends[1], currency=currency)


@pytest.mark.parametrize(
    ("kind", "value", "high"),
    [
        ("money", "0", None),
        ("money", "1.137", None),
        ("money", "0.841256", None),
        ("money", "-7.10", None),
        ("money", "1.1000000000", None),
        ("money", "99999999999999999999.999999", None),
        ("percentage", "-100", None),
        ("percentage", "100000", None),
        ("percentage", "33.33333333333333333333333333", None),
        ("percentage", "10", "10"),
        ("count", "0", None),
        ("count", "12.000", None),
        ("count", str(2**63 - 1), None),
        ("count", "1.2E+7", "1.3E+7"),
    ],
)
def test_what_fits_is_published(kind: str, value: str, high: str | None) -> None:
    assert misfit(figure(kind, value, high, "USD" if kind == "money" else None)) is None


@pytest.mark.parametrize(
    ("kind", "value", "high", "reason", "words"),
    [
        ("percentage", "231000000", None, "out_of_range", "231000000 is above 100000."),
        ("percentage", "-150", None, "out_of_range", "-150 is below -100."),
        ("percentage", "5", "231000000", "out_of_range", "231000000 is above 100000."),
        ("percentage", "9" * 6000, None, "out_of_range", "A number of 6000 digits is above"),
        ("percentage", "inf", None, "not_a_number", "Infinity is not a number."),
        ("percentage", "10", "9", "ends_reversed", "9, the upper end, is below 10."),
        ("money", "1.1234567", None, "too_many_decimals", "7 decimals; the column amount holds 6."),
        ("money", "1E+20", None, "too_large", "more than 20 digits before the point"),
        ("money", "nan", None, "not_a_number", "NaN is not a number."),
        ("count", "2.5", None, "too_many_decimals", "the column value holds whole numbers."),
        ("count", str(2**63), None, "too_large", f"is more than {2**63 - 1}"),
        ("count", "9" * 6000, None, "too_large", "A number of 6000 digits is more than"),
        ("count", "-1", None, "out_of_range", "-1 is below 0."),
    ],
)
def test_what_does_not_fit_is_set_aside_with_the_reason(
    kind: str, value: str, high: str | None, reason: str, words: str
) -> None:
    why = misfit(figure(kind, value, high, "USD" if kind == "money" else None))
    assert why is not None
    assert why.reason == reason
    assert words in why.explanation


def test_a_currency_that_is_none_is_set_aside() -> None:
    why = misfit(figure("money", "5", currency="US$"))
    assert why is not None
    assert (why.reason, why.explanation) == ("unknown_currency", "US$ is not an ISO 4217 code.")


KINDS = {
    "percentage": (PERCENTAGES.column("value"), float),
    "money": (MONEY_AMOUNTS.column("amount"), Decimal),
    "count": (COUNTS.column("value"), int),
}


@given(st.sampled_from(sorted(KINDS)), st.decimals())
def test_any_value_is_published_as_it_was_read_or_set_aside(kind: str, value: Decimal) -> None:
    column, number = KINDS[kind]
    if misfit(figure(kind, str(value), currency="USD")) is not None:
        return
    published = pa.array([number(value)], column.type)[0].as_py()
    assert published == number(value)
    assert is_within(column, published)


def is_within(column: Column, value: Decimal | float) -> bool:
    """Whether a value is within what the column's expectation allows."""
    return not (
        (column.minimum is not None and value < column.minimum)
        or (column.maximum is not None and value > column.maximum)
    )


@pytest.mark.parametrize("value", ["12000000", "0.000001", "-3.50"])
def test_digits_have_no_exponent(value: str) -> None:
    assert digits(Decimal(value)) == value
    assert (
        digits(Decimal(value).scaleb(9).normalize()) == f"{Decimal(value).scaleb(9).normalize():f}"
    )


@pytest.mark.parametrize(
    ("published", "aside", "exceeded"),
    [(0, 99, False), (0, 100, True), (1900, 100, False), (1899, 100, True), (10**6, 100, False)],
)
def test_a_limit_is_a_share_and_a_number(published: int, aside: int, *, exceeded: bool) -> None:
    assert Limit(share=0.05, figures=100).is_exceeded(published, aside) == exceeded
