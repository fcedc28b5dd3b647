"""Numbers in digits, as UN editions print them, in any language.

UN editorial rules separate thousands with a space or, in English, a comma. A locale's separators
come from Babel's CLDR data.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from babel.numbers import get_decimal_symbol, get_group_symbol

#: Spaces that separate thousands: space, no-break, thin, narrow no-break, figure space.
BLANKS = " \u00a0\u2009\u202f\u2007"


@cache
def separators(locale: str) -> tuple[str, str]:
    """The decimal separator and the thousands separator."""
    return get_decimal_symbol(locale), get_group_symbol(locale)


@cache
def digits_pattern(locale: str) -> str:
    """Regular expression (no groups) of a number in digits with the locale's separators.

    `3 800`, `3,800` and `61 777.5` are one number each, whatever is before them.
    """
    return separated_pattern(*separators(locale))


def separated_pattern(point: str, group: str) -> str:
    """`digits_pattern` for a decimal separator and a thousands separator."""
    point, group = map(re.escape, (point, group))
    fraction = rf"(?:{point}\d+)?"
    blank = rf"\d{{1,3}}(?:[{BLANKS}]\d{{3}})+(?!\d){fraction}"
    grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+(?!\d){fraction}"
    return rf"(?:{blank}|{grouped}|\d+{fraction})"


def parse_digits(text: str, locale: str) -> Decimal:
    """The value of a match of `digits_pattern`."""
    if text.isdecimal():
        return Decimal(text)
    return Decimal(text.translate(_plain_separators(locale)))


@cache
def _plain_separators(locale: str) -> dict[int, str | None]:
    """What turns a number with a locale's separators into one with a point alone."""
    point, group = separators(locale)
    return str.maketrans({point: ".", **dict.fromkeys((*BLANKS, group))})
