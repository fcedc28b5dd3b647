"""Read a cell: a number with its signs, or a sign in place of one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.figures.currencies import alone, codes, sign_characters
from pipeline.figures.numbers import BLANKS, digits_pattern, parse_digits
from pipeline.figures.words import any_of

#: Signs for nil in a table of numbers.
NIL = frozenset("–—-−‐‑‒―")
#: Signs and letters for "not available".
_NOT_GIVEN = re.compile(r"\.\s?\.(?:\s?\.)?|…+|[Nn]\.?\s?/?\s?[Aa]\.?|\*{1,3}")
_MINUS = frozenset("-–−‐‑")
#: Signs and codes without the spaces in them, to codes.
_SIGNS = {
    **{code: code for code in codes()},
    **{sign.replace(" ", ""): code for sign, code in alone().items()},
    "USdollar": "USD",
    "USdollars": "USD",
}
_CURRENCY = rf"(?:{any_of({*alone(), *_SIGNS})}|[A-Za-z]{{1,3}}\s\$|US\s?dollars?)(?![A-Za-z])"
#: A sum in brackets with too few digits in some groups.
_MISPRINTED = re.compile(rf"\([{sign_characters()}]?(\d{{1,3}}(?:[ ,]\d{{2,3}})+)\)")
_PER_CENT = r"%|٪|％|per\s?cent"


@dataclass(frozen=True, slots=True)
class Numeral:
    """The content of a cell.

    Attributes:
        value: the number as printed, None if there is none.
        sign: the sign in place of a number.
        percent: whether it has a per cent sign.
        currency: ISO 4217 code of its currency sign.
        decimals: digits after the decimal point.
        bracketed: whether it is in brackets.
    """

    value: Decimal | None
    sign: str | None = None
    percent: bool = False
    currency: str | None = None
    decimals: int = 0
    bracketed: bool = False


@cache
def _patterns(locale: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    own = digits_pattern(locale)
    other = digits_pattern("en" if "," in _point(locale) else "fr")
    number = rf"(?:{own}|{other}|[.,]\d+)"
    whole = re.compile(
        rf"(?P<open>[(（\[])?\s?(?P<minus>[-–−‐‑+±])?\s?(?P<before>{_CURRENCY})?\s?"
        rf"(?P<late>[-–−‐‑+])?(?P<open2>\()?(?P<number>{number})\s?(?P<percent>{_PER_CENT})?"
        rf"\s?(?P<after>{_CURRENCY})?(?P<close>[)）\]]{{1,2}})?(?P<percent2>{_PER_CENT})?"
        rf"(?P<sign>[*†‡]{{0,3}})"
    )
    one = rf"(?:{_CURRENCY})?{number}\s?(?:{_PER_CENT})?"
    several = re.compile(
        rf"\(?{one}\)?(?:(?:\s?[+=×x/–—]\s?|\s[-]\s|(?<=%)-)\(?{one}\)?)+|{one}\s?[\[(]{one}[\])]"
    )
    return whole, several


def _point(locale: str) -> str:
    return "," if parse_digits("1,5", locale) == Decimal("1.5") else "."


@cache
def numeral(text: str, locale: str) -> Numeral | None:
    """Read the characters of a cell; None if they are words.

    Args:
        text: a cell's characters without note marks.
        locale: the locale of the separators; those of others are accepted if unambiguous.
    """
    text = _in_digits(text.strip())
    if text in NIL:
        return Numeral(Decimal(0), sign=text)
    if _NOT_GIVEN.fullmatch(text):
        return Numeral(None, sign=text)
    if not any(character.isdigit() for character in text):
        return None
    whole, several = _patterns(locale)
    match = whole.fullmatch(text)
    if match is None and (broken := _MISPRINTED.fullmatch(text)):
        # A digit is missing or extra; brackets and sign show that it is one number.
        match = whole.fullmatch(text.replace(broken[1], re.sub(r"\D", "", broken[1])))
    if match is None:
        return Numeral(None) if several.fullmatch(text) and not _is_span(text) else None
    opened = sum(match[name] is not None for name in ("open", "open2"))
    if opened != len(match["close"] or ""):
        return None
    value, decimals = _value(match["number"], locale)
    minus = {match["minus"], match["late"]} & _MINUS
    if opened or minus:
        value = -value
    percent = match["percent"] is not None or match["percent2"] is not None
    currency = _currency(match["before"] or match["after"])
    return Numeral(value, None, percent, currency, decimals, bool(opened))


_SPAN = re.compile(r"(?:19|20)\d\d\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d?)")


def _is_span(text: str) -> bool:
    """Whether a text is a range of years, which is a header."""
    return _SPAN.fullmatch(text) is not None


def _in_digits(text: str) -> str:
    """A text with digits of other scripts replaced by 0 to 9."""
    if text.isascii():
        return text
    plain = "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() and _is_number(c) else c
        for c in text
    )
    return plain.replace("٬", " ").replace("٫", ",")


def _is_number(character: str) -> bool:
    return unicodedata.category(character) == "Nd"


def _value(text: str, locale: str) -> tuple[Decimal, int]:
    point = _point(locale)
    other = "." if point == "," else ","
    bare = "".join(c for c in text if c not in BLANKS)
    grouped = re.fullmatch(
        rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+(?:{re.escape(point)}\d+)?", bare
    )
    if other in bare and not grouped:
        # The separators of another locale.
        bare = bare.replace(point, "").replace(other, point)
    elif other in bare and point == "," and bare.count(other) == 1 and point not in bare:
        bare = bare.replace(other, "")
    else:
        bare = bare.replace(other, "")
    whole, _, fraction = bare.partition(point)
    return Decimal(f"{whole or 0}.{fraction}" if fraction else whole), len(fraction)


def _currency(sign: str | None) -> str | None:
    return None if sign is None else _SIGNS.get(sign.replace(" ", ""), "USD")
