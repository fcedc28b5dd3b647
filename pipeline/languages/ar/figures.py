"""Arabic: the grammar of its figures, from the words in `lexicon.toml` and the hooks beside it.

Two of a thing are one word (`دولتين`), a number may follow the noun that it counts (`الدول الأعضاء
الـ 193`, `عددها 12`), and the value that a percentage is compared with has no sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace as changed

from pipeline.figures.currencies import territory_currencies
from pipeline.figures.engine.build import Words, grammar_of
from pipeline.figures.engine.counts import Counted
from pipeline.figures.engine.money import Countries
from pipeline.figures.engine.number import NO_FIGURE, Classification, Number
from pipeline.figures.figure import Figure
from pipeline.figures.kinds import MONEY, PERCENTAGE
from pipeline.figures.words import any_of
from pipeline.languages.ar.letters import FOLDING, LEXICON, pattern, plain
from pipeline.languages.ar.nouns import (
    DUALS,
    dual_phrase,
    is_counted_plural,
    is_duration,
    noun_phrase,
    unit_class,
)
from pipeline.languages.ar.numbers import CURRENCY_DUALS, candidates

_counted = Counted("ar", unit_class)

# --- how words are compared ---------------------------------------------------------------

_PREFIXED = pattern(r"[وف]?(?:[بلك]?ال|لل|[بلك])")
#: Broken plurals of currencies, with their singulars.
_IRREGULAR = {"دنانير": "دينار", "دراهم": "درهم", "شواكل": "شيكل", "روبلات": "روبل"}
#: Endings of a currency's noun or adjective for number and case.
_ENDING = re.compile(r"(?:تان|تين|ات|ان|ين|ة|ا|ت)$")


def _without_prefix(word: str) -> str:
    match = _PREFIXED.match(word)
    return word[match.end() :] if match else word


def _stem(word: str) -> str:
    """A noun or adjective of a currency name without article and endings."""
    bare = plain(word).removeprefix("ال")
    return _IRREGULAR.get(bare) or (_ENDING.sub("", bare) if len(bare) > 3 else bare)


# --- numbers after what they count, and two in one word -----------------------------------

_OWN_NUMBER = pattern(
    r"(?:(?P<unit>ال[\u0621-\u064a]+(?:\s(?!البالغ)ال[\u0621-\u064a]+)*)\s(?:و|البالغة?\s|و?يبلغ\s"
    r"|و?يصل\s)?)?عدد(?:ها|هم|هن)(?:\s(?:حوالي|نحو|زهاء|قرابة|الإجمالي|مجتمعين))?\s$"
)
_DEFINITE_BEFORE = pattern(
    r"(?<!\w)[وف]?[بك]?((?:[\u0621-\u064a]{2,}\s)?ال[\u0621-\u064a]+"
    r"(?:\sال[\u0621-\u064a]+)*)\s(?=ال\s?$)"
)
_ONE_BEFORE = re.compile(r"(?<!\w)([\u0621-\u064a]+) $")
#: `قضيتين ونصف القضية`
_AND_A_HALF = pattern(r"\sو(?:نصف|ربع)(?!\w)")
_COMPARED = pattern(
    r"(?:بعد\sأن\s(?:كان|كانت|بلغ|بلغت)|(?:مقابل|مقارنة\s(?:ب|مع)|بالمقارنة\s(?:ب|مع)|بدلا\sمن"
    r"|عوضا\sعن|كان|كانت|بلغ|بلغت|وكانت|إلى|من))(?:\s(?:نسبة|نسبته|نسبتها))?\s?$"
)
_TIME_AFTER = pattern(r"\s(?:في\s)?(?:ال)?(?:عام|سنة|عامي|العام|السنة|الفترة)(?!\w)|\s?[.،؛)]|$")
_WINDOW = 60


def _special(text: str, number: Number, before: Sequence[Figure]) -> Classification | None:
    """The classification of a number that is part of what it counts, or follows it."""
    written = text[number.start : number.end]
    if number.spelled and written in CURRENCY_DUALS:
        named = _MONEY.named(text, number.start)
        return changed(named, start=number.start) if named else NO_FIGURE
    if number.spelled and written in DUALS:
        dual = dual_phrase(text, number.start, number.end)
        if dual and _AND_A_HALF.match(text, dual.end):
            return NO_FIGURE
        return (
            _counted(number, dual.end, dual.unit, "dual", unit_class=dual.unit_class)
            if dual
            else NO_FIGURE
        )
    left = text[max(0, number.start - _WINDOW) : number.start]
    if number.value == 1 and number.spelled:
        noun = _ONE_BEFORE.search(left)
        code = _MONEY.code_of(noun[1]) if noun else None
        if noun and code:
            start = number.start - len(left) + noun.start(1)
            return Classification(MONEY, start, number.end, "ar.currency_name", code)
        return None
    if _is_compared(text, number, before):
        return Classification(PERCENTAGE, number.start, number.end, "ar.compared")
    if noun_phrase(text, number.end, number) is not None or number.value % 1:
        return None
    return _definite(number, left, before) or _owned(number, left, before)


def _is_compared(text: str, number: Number, before: Sequence[Figure]) -> bool:
    """Whether it is the earlier value of a percentage: `بعد أن بلغت 16.3 في عام 2004`."""
    if not before or before[-1].kind != PERCENTAGE or number.scale > 1 or number.spelled:
        return False
    between = text[before[-1].end : number.start]
    if len(between) > _WINDOW or re.search(r"[.؛]\s", between) or number.value > 100:
        return False
    if not (_COMPARED.search(between) and _TIME_AFTER.match(text, number.end)):
        return False
    phrase = noun_phrase(text, number.end)
    return phrase is None or phrase.unit is None


def _definite(number: Number, left: str, before: Sequence[Figure]) -> Classification | None:
    """`الدول الأعضاء الـ 193`: the noun comes first, and both have the article."""
    if not left.rstrip().endswith("ال"):
        return None
    match = _DEFINITE_BEFORE.search(left)
    if match is None:
        return None
    words = match[1].split(" ")
    first = next((i for i, word in enumerate(words) if is_counted_plural(word)), None)
    if first is None or any(map(is_duration, words[first:])):
        return None
    unit = " ".join(words[first:])
    start = number.start - len(left) + match.end(1) - len(unit)
    if before and before[-1].end > start:
        start = number.start
    classification = _counted(
        number, number.end, unit, "definite", unit_class=unit_class(words[first])
    )
    return changed(classification, start=start)


def _owned(number: Number, left: str, before: Sequence[Figure]) -> Classification | None:
    """`المشاريع وعددها 12`."""
    own = _OWN_NUMBER.search(left)
    if own is None or number.value < 2 or number.spelled:
        return None
    earlier = next((f.unit for f in reversed(before) if f.unit), None)
    return _counted(number, number.end, own["unit"] or earlier, "number_of")


_WORDS = Words(
    code="ar",
    lexicon=LEXICON,
    noun_phrase=noun_phrase,
    key=plain,
    word_key=_without_prefix,
    currency_key=_stem,
    countries=Countries("ar", any_of(map(plain, territory_currencies("ar"))), plain),
    fold=FOLDING,
    unit_class=unit_class,
    candidates=candidates,
    special=_special,
    right_to_left=True,
)
_MONEY = _WORDS.money()
GRAMMAR = grammar_of(_WORDS)
