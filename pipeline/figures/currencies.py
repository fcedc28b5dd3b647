"""Currencies: their signs, codes and names.

Signs are declared in `pipeline/languages/currencies.toml`, for all languages at once. Names come
from Babel's CLDR data.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from babel import Locale
from babel.numbers import get_territory_currencies

from pipeline.figures.words import any_of

#: ISO 4217 codes that are not money that people pay with: precious metals, units of account, codes
#: of funds and of tests.
_NOT_MONEY = frozenset(
    "XAG XAU XPD XPT XTS XXX XBA XBB XBC XBD XFO XFU XRE XUA "
    "BOV CHE CHW CLF COU ECV MXV USN USS UYI UYW".split()
)
_DECLARED = Path(__file__).parents[1] / "languages" / "currencies.toml"


@cache
def declared() -> dict[str, Any]:
    """What `currencies.toml` declares, by table."""
    return tomllib.loads(_DECLARED.read_text(encoding="utf-8"))


@cache
def signs() -> dict[str, str]:
    """Currency signs and abbreviations to their codes."""
    return {sign: code for code, some in declared()["signs"].items() for sign in some}


@cache
def any_sign() -> str:
    """Regular expression (no groups) of any sign."""
    return any_of((*signs(), *declared()["shared"]))


@cache
def doubtful() -> frozenset[str]:
    """Signs and codes that are also words or abbreviations of other things."""
    unsure = declared()["doubtful"]
    return frozenset((*unsure["signs"], *unsure["codes"].split()))


@cache
def codes() -> frozenset[str]:
    """The ISO 4217 codes."""
    return frozenset(currency_names("en").values())


@cache
def any_code() -> str:
    """Like `any_sign`, for ISO 4217 codes."""
    return any_of(codes())


@cache
def sign_ends() -> frozenset[str]:
    """The last characters of signs and codes."""
    ends = (sign.rstrip()[-1] for sign in (*signs(), *declared()["shared"]))
    return frozenset((*ascii_uppercase, *ends))


@cache
def alone() -> dict[str, str]:
    """Signs and codes that mean a currency wherever they are, as in a table, to their codes.

    A shared sign means the first of its currencies.
    """
    shared = {s: some.split()[0] for s, some in declared()["shared"].items() if some[0] != "?"}
    known = {**{code: code for code in codes()}, **shared, **signs()}
    return {sign: code for sign, code in known.items() if sign not in doubtful()}


@cache
def sign_characters() -> str:
    """The characters that mean nothing but money, as the inside of a character class: `$€£`."""
    characters = {c for sign in (*signs(), *declared()["shared"]) for c in sign}
    return "".join(sorted(c for c in characters if unicodedata.category(c) == "Sc"))


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
        if code in _NOT_MONEY:
            continue
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
