"""Numbers in digits, as UN editions print them, in any language.

UN editorial rules separate thousands with a space or, in English, a comma. A locale's separators
come from Babel's CLDR data.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol, get_territory_currencies

#: Spaces that separate thousands: space, no-break, thin, narrow no-break, figure space.
BLANKS = " \u00a0\u2009\u202f\u2007"


@cache
def separators(locale: str) -> tuple[str, str]:
    """The decimal separator and the thousands separator."""
    return get_decimal_symbol(locale), get_group_symbol(locale)


@cache
def digits_pattern(locale: str) -> str:
    """Regular expression (no groups) of a number in digits with the locale's separators.

    `3 800`, `3,800` and `61 777.5` are one number each; digits after a letter, slash or hyphen
    (`P-4`, `A/74/336`, `BAPA+40`) is not a number.
    """
    point, _ = map(re.escape, separators(locale))
    before = rf"(?<![A-Za-z_/+&\d])(?<!\d{point})(?<![^\d\s%％$€£¥\])）]-)"
    return before + bare_digits_pattern(locale)


@cache
def bare_digits_pattern(locale: str) -> str:
    """Like `digits_pattern`, whatever is before it: for languages that check that themselves."""
    point, group = map(re.escape, separators(locale))
    fraction = rf"(?:{point}\d+)?"
    blank = rf"\d{{1,3}}(?:[{BLANKS}]\d{{3}})+(?!\d){fraction}"
    grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+(?!\d){fraction}"
    return rf"(?:{blank}|{grouped}|\d+{fraction})"


def parse_digits(text: str, locale: str) -> Decimal:
    """The value of a match of `digits_pattern`."""
    if text.isdecimal():
        return Decimal(text)
    point, group = separators(locale)
    kept = "".join(c for c in text if c not in BLANKS and c != group)
    return Decimal(kept.replace(point, "."))


@cache
def currency_names(locale: str) -> dict[str, str]:
    """Names of currencies in the locale's language (all plural forms) to ISO 4217 codes.

    A name shared by several currencies (an old and a new one) refers to the one in use.
    """
    data = Locale.parse(locale)
    names: dict[str, str] = {}
    # Babel has no public way to get a currency's plural forms without a number.
    plurals = data._data.get("currency_names_plural", {})  # noqa: SLF001
    used = used_currencies()
    for code, name in sorted(data.currencies.items(), key=lambda named: named[0] not in used):
        for form in {name, *plurals.get(code, {}).values()}:
            names.setdefault(form, code)
    return names


@cache
def used_currencies() -> frozenset[str]:
    """The codes of currencies that a country uses today."""
    countries = map(str, Locale.parse("en").territories)
    return frozenset(code for country in countries for code in get_territory_currencies(country))


@cache
def territory_currencies(locale: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Currencies in use (code, name) by country name, both in the locale's language."""
    data = Locale.parse(locale)
    return {
        name: tuple((c, data.currencies.get(c, c)) for c in get_territory_currencies(code))
        for code, name in data.territories.items()
        if len(code) == 2 and code.isalpha()
    }
