"""What the numbers of a table measure: money, per cent, counts, with unit and scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import languages
from pipeline.figures.currencies import alone
from pipeline.figures.kinds import COUNT, MONEY, PERCENTAGE
from pipeline.figures.words import any_of
from pipeline.languages.tables import TableWords

_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_SIGN = re.compile(rf"(?<![^\W\d_]){any_of(alone())}(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a header says about the numbers below it; None for what it does not say."""

    kind: str | None = None
    currency: str | None = None
    scale: int | None = None
    unit: str | None = None


@cache
def unit_in(text: str, code: str) -> Unit | None:
    """What a header or a unit note says about units; None if it says nothing.

    Args:
        text: a header, or a note without its brackets.
        code: the language's code.
    """
    words = words_of(code)
    for part in (*_BRACKETS.findall(text), text):
        found = _unit(part.strip(), code, words)
        if found is not None:
            return found
    return None


@cache
def words_of(code: str) -> TableWords:
    """The words that a language uses in tables."""
    words = languages.load(code).tables
    assert words is not None
    return words


def _unit(text: str, code: str, words: TableWords) -> Unit | None:
    scale, rest = None, text
    for pattern, factor in words.scales.items():
        match = pattern.search(rest)
        if match:
            scale = factor
            rest = (rest[: match.start()] + " " + rest[match.end() :]).strip()
            break
    currency = _currency(rest, code, named=scale is not None)
    if currency is not None:
        return Unit(MONEY, currency, scale or 1)
    if words.percent.search(text):
        return Unit(PERCENTAGE, None, 1)
    if scale is not None and len(rest) < 40 and not re.search(r"\d", text):
        return Unit(None, None, scale, rest or None)
    return None


@cache
def _currency(text: str, code: str, *, named: bool) -> str | None:
    """The currency named in a text, read as the engine reads it after a number."""
    text = re.split(r"[;；,，]", text)[0].strip(" .:：")
    text = words_of(code).stated.sub("", text).strip()
    if not text:
        return None
    sign = _SIGN.search(text)
    if sign:
        return alone()[sign[0]]
    if len(text) > 60 and not named:
        return None
    for lead in words_of(code).leads:
        for figure in languages.load(code).read_figures(f"{lead}{text}"):
            if figure.kind == MONEY and figure.start == 0:
                return figure.currency
    return None


@cache
def counted(text: str, code: str) -> str | None:
    """What a header says is counted; None if it names nothing countable."""
    words = words_of(code)
    for part in (text, *_BRACKETS.findall(text)):
        match = words.counted.match(part.strip())
        if match:
            unit = (match.groupdict().get("unit") or "").strip(" )（）")
            noun = counted_noun(unit, code)
            return noun if noun and unit.startswith(noun) else unit or None
    return None


@cache
def counted_noun(text: str, code: str) -> str | None:
    """The noun in a header that the engine would count after a number."""
    bare = re.sub(r"^(?:[IVXLC]+|[A-Z]|\d{1,2})\.\s", "", _BRACKETS.sub("", text)).strip()
    if not bare or bare[0].isdigit():
        return None
    following = bare.split()[1:2]
    if bare[:2] != bare[:2].upper() and not (following and following[0][:1].isupper()):
        bare = bare[0].lower() + bare[1:]
    for lead in words_of(code).leads:
        for figure in languages.load(code).read_figures(f"{lead}{bare}"):
            if figure.start == 0 and figure.kind == COUNT and figure.unit:
                unit = words_of(code).planned.sub("", figure.unit).strip()
                return unit if re.search(r"[^\W\dA-Z_]{2}", unit) else None
    return None
