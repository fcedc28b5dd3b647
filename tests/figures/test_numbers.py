"""Numbers in digits, with the separators that editions use."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.currencies import currency_names
from pipeline.figures.numbers import BLANKS, digits_pattern, parse_digits


def found(text: str, locale: str = "zh") -> list[Decimal]:
    """Values of the numbers in a text."""
    return [parse_digits(m, locale) for m in re.findall(digits_pattern(locale), text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3 800 人", ["3800"]),
        ("3,800", ["3800"]),
        ("1 234 567.5", ["1234567.5"]),
        ("0.03%", ["0.03"]),
        ("61 和 62", ["61", "62"]),
        ("2019 100", ["2019", "100"]),
        ("$5", ["5"]),
    ],
)
def test_a_number_is_read_with_its_separators(text: str, values: list[str]) -> None:
    assert found(text) == [Decimal(v) for v in values]


@given(st.integers(0, 10**12), st.sampled_from([*BLANKS, ","]), st.sampled_from(["zh", "en"]))
def test_grouped_thousands_are_one_number(value: int, separator: str, locale: str) -> None:
    assert found(f"{value:,}".replace(",", separator), locale) == [value]


def test_currency_names_come_from_cldr() -> None:
    assert currency_names("zh")["美元"] == "USD"
    assert currency_names("en")["Swiss francs"] == "CHF"
