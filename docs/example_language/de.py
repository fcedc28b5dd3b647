"""German, as far as ten sentences need it: the smallest module that a language can begin as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.figures.grammar import Grammar, Mark, Number, read
from pipeline.figures.model import Figure
from pipeline.figures.numbers import currency_names, digits_pattern, parse_digits
from pipeline.languages.base import Language, Layout

_LOCALE = "de"
_WORDS = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
          "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12}  # fmt: skip
_SCALES = {"Million": 10**6, "Millionen": 10**6, "Milliarde": 10**9, "Milliarden": 10**9}
_NUMBER = re.compile(
    rf"(?P<digits>{digits_pattern(_LOCALE)})(?:\s(?P<scale>{'|'.join(_SCALES)})\b)?"
    rf"|\b(?P<word>{'|'.join(_WORDS)})\b"
)
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
#: Dates, ordinals, years, durations, references, names with a number.
_NO_FIGURE_AFTER = re.compile(
    rf"\.\s(?:{_MONTHS}|[A-ZÄÖÜ][a-zäöüß]+(?:ung|tag|sitzung)\b)|\s(?:Jahre?n?|Monate?n?|Tage?n?)\b"
)
_NO_FIGURE_BEFORE = re.compile(
    rf"(?:\b(?:Ziffern?|Artikel|Absatz|Resolution|Agenda|Jahre?|seit|Gruppe der|im|{_MONTHS})\s"
    r"|[A-Z/])$"
)
_PERCENT = re.compile(r"\s?(?:%|Prozent(?:punkte)?\b)")
_SIGNS = {"$": "USD", "US-Dollar": "USD", "Dollar": "USD", "€": "EUR"}
_CURRENCIES = currency_names(_LOCALE) | _SIGNS
_CURRENCY = re.compile(
    rf"\s?(?:{'|'.join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))})(?!\w)"
)
#: German writes nouns with a capital; adjectives may stand before them.
_NOUN = re.compile(r"(?:\s[a-zäöüß]+(?:e|en|er|es)){0,2}\s(?P<noun>[A-ZÄÖÜ][a-zäöüß]{2,})")


def _numbers(text: str) -> list[Number]:
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        if _NO_FIGURE_AFTER.match(text, match.end()):
            continue
        if _NO_FIGURE_BEFORE.search(text, 0, match.start()):
            continue
        if match["word"]:
            value, scale = Decimal(_WORDS[match["word"]]), 1
        else:
            scale = _SCALES.get(match["scale"] or "", 1)
            value = parse_digits(match["digits"], _LOCALE) * scale
        found.append(Number(match.start(), match.end(), value, scale, bool(match["word"])))
    return found


def _mark(text: str, number: Number, _before: Sequence[Figure]) -> Mark | None:
    percent = _PERCENT.match(text, number.end)
    if percent:
        return Mark("percentage", number.start, percent.end(), "de.percent")
    currency = _CURRENCY.match(text, number.end)
    if currency:
        code = _CURRENCIES[currency.group().strip()]
        return Mark("money", number.start, currency.end(), "de.currency", code)
    noun = _NOUN.match(text, number.end)
    if noun and number.value == int(number.value):
        unit = text[number.end : noun.end()].strip()
        return Mark("count", number.start, noun.end(), "de.noun", unit=unit)
    return None


_GRAMMAR = Grammar(
    numbers=_numbers,
    mark=_mark,
    range_joiner=re.compile(r"\s?(?:bis|–|-)\s?"),
    list_joiner=re.compile(r"\s?(?:,|und|oder)\s?"),
    before={
        "at_least": re.compile(r"\b(?i:mindestens|wenigstens)\s$"),
        "at_most": re.compile(r"\b(?i:höchstens|bis zu)\s$"),
        "more_than": re.compile(r"\b(?i:mehr als|über)\s$"),
        "less_than": re.compile(r"\b(?i:weniger als|unter)\s$"),
        "nearly": re.compile(r"\b(?i:fast|beinahe|knapp|nahezu)\s$"),
        "about": re.compile(r"\b(?i:etwa|rund|ungefähr|circa)\s$"),
    },
    after={},
)


def read_figures(text: str) -> list[Figure]:
    """The figures of one paragraph of German text, in order."""
    return read(text, _GRAMMAR)


LANGUAGE = Language(
    code="de",
    joiner=" ",
    layout=Layout(
        heading=re.compile(r"(?:[IVX]{1,5}|[A-Z])\.\s+(?=\S)"),
        summary=re.compile(r"\s*Zusammenfassung\s*"),
        annex=re.compile(r"\s*(?:Anlage|Anhang)(?:\s+(?P<number>[IVX]+|\d+))?\s*"),
        not_a_mark=re.compile(r"\s*(?:%|Prozent|Million|Milliarde)"),
        furniture=re.compile(r"\s*(?:Vereinte Nationen|Deutsch|Original:.*)\s*"),
    ),
    sentence_end=re.compile(r"(?<!\bNr)(?<!\d)[.?!](?=\s+[A-ZÄÖÜ]|\s*$)|\n"),
    growth=re.compile(r"\b(?:gestiegen|Anstieg|wuchs|verdoppelt)\b"),
    letters=re.compile(r"\b(?:der|die|das|und|nicht|wurden?|eine[rsmn]?)\b"),
    read_figures=read_figures,
)
