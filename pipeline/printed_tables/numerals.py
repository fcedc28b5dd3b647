"""Read a cell: a number with its signs, or a sign in place of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.figures.currencies import alone, codes, sign_characters
from pipeline.figures.numbers import BLANKS, digits_pattern, parse_digits, separated_pattern
from pipeline.figures.words import any_of
from pipeline.languages.tables import TableWords

#: Signs for nil in a table of numbers.
NIL = frozenset("–—-−‐‑‒―")
#: Signs and letters for "not available"; tables that are not translated have `n/a` in any language.
_NOT_GIVEN = re.compile(r"\.\s?\.(?:\s?\.)?|…+|[Nn]\.?\s?/?\s?[Aa]\.?|\*{1,3}")
_DIGIT = re.compile(r"\d")
#: A word that begins like a sign for nil or for "not available".
_SIGN = re.compile(
    rf"[Nn…*.{re.escape(''.join(NIL))}](?<!\S.)(?:(?<![Nn])|[./\s]|[Aa](?![^\W\d_]))", re.DOTALL
)
_MINUS = frozenset("-–−‐‑")
#: Signs and codes without the spaces in them, to codes.
_SIGNS = {
    **{code: code for code in codes()},
    **{sign.replace(" ", ""): code for sign, code in alone().items()},
}
#: A sum in brackets with too few digits in some groups.
_MISPRINTED = re.compile(rf"\([{sign_characters()}]?(\d{{1,3}}(?:[ ,]\d{{2,3}})+)\)")
#: The decimal and the thousands separator of locales with a point and of those with a comma.
_WITH_POINT, _WITH_COMMA = (".", ","), (",", " ")


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
def _signs(words: TableWords) -> Mapping[str, str]:
    """`_SIGNS`, and the names that a language has in their place."""
    return {name.replace(" ", ""): code for name, code in words.currencies.items()} | _SIGNS


@cache
def _patterns(words: TableWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    own = digits_pattern(words.locale)
    other = separated_pattern(*(_WITH_POINT if _point(words.locale) == "," else _WITH_COMMA))
    named = any_of({*alone(), *_signs(words), *words.currencies})
    currency = rf"(?:{named}|[A-Za-z]{{1,3}}\s\$)(?![A-Za-z])"
    per_cent = rf"%|٪|％|{words.per_cent}"
    number = rf"(?:{own}|{other}|[.,]\d+)"
    whole = re.compile(
        rf"(?P<open>[(（\[])?\s?(?P<minus>[-–−‐‑+±])?\s?(?P<before>{currency})?\s?"
        rf"(?P<late>[-–−‐‑+])?(?P<open2>\()?(?P<number>{number})\s?(?P<percent>{per_cent})?"
        rf"\s?(?P<after>{currency})?(?P<close>[)）\]]{{1,2}})?(?P<percent2>{per_cent})?"
        rf"(?P<sign>[*†‡]{{0,3}})"
    )
    one = rf"(?:{currency})?{number}\s?(?:{per_cent})?"
    several = re.compile(
        rf"\(?{one}\)?(?:(?:\s?[+=×x/–—]\s?|\s[-]\s|(?<=%)-)\(?{one}\)?)+|{one}\s?[\[(]{one}[\])]"
    )
    return whole, several


def _point(locale: str) -> str:
    return "," if parse_digits("1,5", locale) == Decimal("1.5") else "."


def may_have_numeral(text: str) -> bool:
    """Whether some of the words of a row, without note marks, may be what `numeral` reads."""
    return _DIGIT.search(text) is not None or _SIGN.search(text) is not None


@cache
def numeral(text: str, words: TableWords) -> Numeral | None:
    """Read the characters of a cell; None if they are words.

    Args:
        text: a cell's characters without note marks.
        words: the words of the document's language; the separators of other locales than its own
            are accepted if unambiguous.
    """
    text = _in_digits(text.strip())
    if text in NIL:
        return Numeral(Decimal(0), sign=text)
    if _NOT_GIVEN.fullmatch(text):
        return Numeral(None, sign=text)
    if not _DIGIT.search(text):
        return None
    whole, several = _patterns(words)
    match = whole.fullmatch(text)
    if match is None and (broken := _MISPRINTED.fullmatch(text)):
        # A digit is missing or extra; brackets and sign show that it is one number.
        match = whole.fullmatch(text.replace(broken[1], re.sub(r"\D", "", broken[1])))
    if match is None:
        return Numeral(None) if several.fullmatch(text) and not _is_span(text) else None
    opened = sum(match[name] is not None for name in ("open", "open2"))
    if opened != len(match["close"] or ""):
        return None
    value, decimals = _value(match["number"], words.locale)
    minus = {match["minus"], match["late"]} & _MINUS
    if opened or minus:
        value = -value
    percent = match["percent"] is not None or match["percent2"] is not None
    currency = _currency(match["before"] or match["after"], words)
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


def _currency(sign: str | None, words: TableWords) -> str | None:
    if sign is None:
        return None
    return _signs(words).get(sign.replace(" ", ""), "USD")
