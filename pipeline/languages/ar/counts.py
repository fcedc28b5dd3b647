"""Counts in Arabic: a number and its noun, a dual noun, or what the words around tell of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.engine.model import NO_FIGURE, Mark, Number
from pipeline.figures.model import Figure
from pipeline.figures.numbers import BLANKS
from pipeline.languages.ar.letters import pattern
from pipeline.languages.ar.nouns import (
    DUALS,
    OTHERS,
    dual_phrase,
    is_counted_plural,
    is_duration,
    noun_phrase,
    unit_class,
)

_GROUPED = re.compile(rf"\d[,{BLANKS}]\d")
_SENTENCE_END = re.compile(r"[.؟!؛]\s|\n")
#: `عدد المشاركين`, `مجموع الوظائف`, `العدد الإجمالي للمصابين`.
_COUNTED_NUMBER = (
    r"(?<!\w)[وفبلك]?(?:ال)?(?:عدد|أعداد|مجموع)\s(?:الإجمالي\s|الكلي\s)?(?P<for>لل"
    r"|ال)?(?P<unit>[\u0621-\u064a]{3,}(?:\sال[\u0621-\u064a]+(?:ة|ين|ون|ات|ي))*)"
)
_NUMBER_OF = pattern(_COUNTED_NUMBER)
#: `بلغ عدد المشاركين 173`
_NUMBER_OF_BEFORE = pattern(_COUNTED_NUMBER + r"\s$")
_VALUE_OF_NUMBER = pattern(
    r"(?:بلغ|يبلغ|بلغت|تبلغ|فبلغ|إلى|وصل|يصل|كان|من|مقابل|مقداره|قدره|مجموعه|مجموعهم"
    r"|تجاوز|يتجاوز|بحوالي|حوالي|نحو|زهاء|قرابة|هو|(?<!\w)ب|:)\s?$"
)
_OWN_NUMBER = pattern(
    r"(?:(?P<unit>ال[\u0621-\u064a]+(?:\sال[\u0621-\u064a]+)*)\s(?:و|البالغة?\s|و?يبلغ\s"
    r"|و?يصل\s)?)?عدد(?:ها|هم|هن)(?:\s(?:حوالي|نحو|زهاء|قرابة|الإجمالي|مجتمعين))?\s$"
)
_CLOSES = pattern(
    r"\s?(?:$|[.،؛:)\]]|في\s|منهم|منها|منهن|من\sبينهم|من\sبينها|و\s?\d|بحلول|خلال|عام\s|سنة\s"
    r"|مقارنة|مقابل|أي\s|على\s)"
)
_OF_THEM = pattern(r"\s(?:منهم|منها|منهن|منهما)(?!\w)")
_OF_TOTAL = pattern(r"\sمن\s(?:أصل|مجموع|بين)\s(?:ما\sمجموعه\s)?(?:ال)?[\d\s,]*\d")
_SHARE_AFTER = pattern(r"\s?\((?:أي\s|أو\s|نحو\s)?\d[\d.,]*\s?(?:%|في\sال|بال)")
_HARMED_BEFORE = pattern(
    r"(?<!\w)[وف]?(?:مقتل|قتل|إصابة|أصيب|جرح|اعتقال|احتجاز|تشريد|وفاة|اختطاف|نزوح|إعدام"
    r"|إجلاء)\s(?:حوالي\s|نحو\s|ما\sلا\sيقل\sعن\s|أكثر\sمن\s|زهاء\s|قرابة\s)?$"
)
_NO_COUNT_BEFORE = pattern(
    r"(?:مؤشر|مؤشرا|معامل|درجات|معدل|نسبة|رتبة|مرتبة|مركز|تتراوح|يتراوح"
    r"|تراوحت)\s[^.،؛\d]{0,24}(?:[\d,.]+\sو\s?)?$"
)
#: `السكان: 61 777`
_LABEL = pattern(r"^\s*(?:عدد\s|مجموع\s)?((?:ال)?(?:سكان|[\u0621-\u064a]+(?:ات|ين|ون)))\s?:\s?$")
_LISTED = pattern(r"[)\]]?\s?(?:،|و|أو|إلى|-|–|—|،\sو)\s?[\[(]?(?=\d)")
_AMONG_BEFORE = pattern(
    r"(?:منهم|منها|منهن|بينهم|بينها|بما\sفي\sذلك|إضافة\sإلى|مقارنة\sب|مقابل|بعد\sأن\sكان|من)\s?$"
)
_DEFINITE_BEFORE = pattern(
    r"(?<!\w)[وف]?[بك]?((?:[\u0621-\u064a]{2,}\s)?ال[\u0621-\u064a]+(?:\sال[\u0621-\u064a]+)*)\s(?=ال\s?$)"
)


def count(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """The mark of a count, its characters going on to the end of what is counted.

    It is of kind `none` where a measure or a duration is given.
    """
    if number.spelled and text[number.start : number.end] in DUALS:
        dual = dual_phrase(text, number.start, number.end)
        return _counted(number, dual.end, dual.unit, "ar.dual", dual.unit_class) if dual else None
    phrase = noun_phrase(text, number.end)
    if phrase is not None and (phrase.unit is None or number.value % 1):
        return NO_FIGURE
    if number.value % 1:
        return None
    if phrase is not None and (number.value > 1 or not number.spelled):
        return _phrased(text, number, phrase.end, phrase.unit or "", phrase.unit_class, before)
    return _bare(text, number, before)


def _phrased(  # noqa: PLR0913, PLR0917
    text: str, number: Number, end: int, unit: str, of_class: str | None, before: Sequence[Figure]
) -> Mark | None:
    if unit in OTHERS:
        return _counted(number, end, before[-1].unit if before else None, "ar.others")
    if number.spelled and text.endswith("ال", 0, number.start):
        return None
    return _counted(number, end, unit, "ar.noun", of_class)


def _counted(
    number: Number, end: int, unit: str | None, rule: str, of_class: str | None = None
) -> Mark:
    return Mark(
        "count", number.start, end, rule, unit=unit, unit_class=of_class or unit_class(unit)
    )


def _bare(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """A number that no noun follows: a count where the words around it say so."""
    if number.value < 2 or _LISTED.match(text, number.end):
        return None
    begin = _sentence_start(text, number.start)
    left = text[max(begin, number.start - 60) : number.start]
    definite = _definite(number, left, before)
    if definite is not None:
        return definite
    unit = _earlier_unit(before, begin)
    if _OF_THEM.match(text, number.end) and unit is not None:
        return _counted(number, number.end, unit, "ar.of_them")
    total = _OF_TOTAL.match(text, number.end)
    if total is not None:
        phrase = noun_phrase(text, total.end())
        return _counted(number, number.end, phrase.unit if phrase else unit, "ar.of_total")
    if number.spelled and number.scale < 10**6:
        return None
    own = _OWN_NUMBER.search(left)
    if own is not None:
        return _counted(number, number.end, own["unit"] or unit, "ar.number_of")
    named = _number_of(text, begin, number.start)
    given = _VALUE_OF_NUMBER.search(left) or _NUMBER_OF_BEFORE.search(left)
    told = named is not None and given and _CLOSES.match(text, number.end)
    if _is_large(text, number, left) or _is_told(text, number, left, unit) or told:
        label = _LABEL.search(left)
        unit = named or (label[1] if label else unit)
        return _counted(number, number.end, unit, "ar.bare")
    return None


def _is_large(text: str, number: Number, left: str) -> bool:
    """Thousands set off, or a multiplier: such a number is no label."""
    grouped = _GROUPED.search(text, number.start, number.end) is not None
    return (grouped or number.scale >= 1000) and _NO_COUNT_BEFORE.search(left) is None


def _is_told(text: str, number: Number, left: str, unit: str | None) -> bool:
    if _NO_COUNT_BEFORE.search(left):
        return False
    if _HARMED_BEFORE.search(left) or _SHARE_AFTER.match(text, number.end):
        return True
    closes = _CLOSES.match(text, number.end) is not None
    return unit is not None and closes and _AMONG_BEFORE.search(left) is not None


def _definite(number: Number, left: str, before: Sequence[Figure]) -> Mark | None:
    """`الدول الأعضاء الـ 193`: the noun goes before, and both have the article."""
    if not left.rstrip().endswith("ال"):
        return None
    match = _DEFINITE_BEFORE.search(left)
    if match is None:
        return None
    words = match[1].split(" ")
    first = next((i for i, word in enumerate(words) if is_counted_plural(word)), None)
    if first is None or any(map(is_duration, words)):
        return None
    unit = " ".join(words[first:])
    start = number.start - len(left) + match.end(1) - len(unit)
    if before and before[-1].end > start:
        start = number.start
    return Mark(
        "count", start, number.end, "ar.definite", unit=unit, unit_class=unit_class(words[first])
    )


def _sentence_start(text: str, position: int) -> int:
    """First character after the last end of a sentence before `position`."""
    begin = max(0, position - 600)
    start = begin
    for match in _SENTENCE_END.finditer(text, begin, position):
        start = match.end()
    return start


def _earlier_unit(before: Sequence[Figure], begin: int) -> str | None:
    return next((f.unit for f in reversed(before) if f.start >= begin and f.unit), None)


def _number_of(text: str, begin: int, end: int) -> str | None:
    """What the sentence's last `number of …` counts."""
    found = None
    for match in _NUMBER_OF.finditer(text, begin, end):
        unit = match["unit"]
        if match["for"] or is_counted_plural(unit.split(" ")[0]):
            found = f"ال{unit}" if match["for"] == "ال" else unit
    return found
