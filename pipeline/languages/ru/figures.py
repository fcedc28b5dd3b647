"""Russian: the grammar of its figures, from the words in `lexicon.toml` and the hooks beside it.

Words are compared by their stems, so that all cases are recognized. Numbers at the beginning of a
longer word (`двухмиллионный`, `пятидесятипроцентный`) and countries in any case are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.figures.currencies import territory_currencies
from pipeline.figures.engine.build import Words, grammar_of
from pipeline.figures.engine.money import Countries
from pipeline.figures.engine.number import Number
from pipeline.figures.words import any_of
from pipeline.languages.ru.nouns import noun_phrase, unit_class
from pipeline.languages.ru.words import CARDINALS, COMPOUND_PARTS, ENDING, LEXICON, plain, stem

_PLURAL = re.compile(r".*(?:[ыи]|ов|ей|ий|а[мх]|я[мх]|ми)|пп|ст|с|стр|гл|табл|рис")

# --- compounds ----------------------------------------------------------------------------

_TAILS = {"тысячн": 10**3, "миллионн": 10**6, "миллиардн": 10**9}
_COMPOUND_ENDINGS = (*_TAILS, "процентн")
_PART = any_of(COMPOUND_PARTS)
_ONE_PART = re.compile(_PART)
_COMPOUND = re.compile(
    rf"\b(?P<parts>(?i:{_PART})(?:{_PART})*|\d+(?:,\d+)?-?)"
    rf"(?:(?P<tail>{'|'.join(_TAILS)})[а-я]{{2,3}}\b|(?=процентн))"
)


def compounds(text: str) -> Iterator[Number]:
    """`двухмиллионный`, `5-тысячный`; for `пятидесятипроцентный`, the part with the number."""
    if not any(ending in text for ending in _COMPOUND_ENDINGS):
        return
    for match in _COMPOUND.finditer(text):
        parts = match["parts"].rstrip("-")
        if parts[0].isdigit():
            value, spelled = Decimal(parts.replace(",", ".")), False
        else:
            found = _ONE_PART.findall(plain(parts))
            value, spelled = Decimal(sum(COMPOUND_PARTS[part] for part in found)), True
        scale = _TAILS.get(match["tail"] or "", 1)
        if match["tail"] or spelled:
            yield Number(match.start(), match.end(), value * scale, scale, spelled=spelled)


#: `десятка два деревень`, `сотни три`: about so many tens or hundreds.
_INVERTED = re.compile(
    rf"(?<!\w)(?P<times>{any_of(('десятка', 'сотни', 'тысячи'))})\s"
    rf"(?P<few>{any_of(('полтора', 'полторы', 'два', 'две', 'три', 'четыре', 'пять'))})(?!\w)",
    re.IGNORECASE,
)
_TIMES = {"десятка": 10, "сотни": 100, "тысячи": 1000}


def _inverted(text: str) -> Iterator[Number]:
    for match in _INVERTED.finditer(text):
        value = CARDINALS[match["few"].lower()] * _TIMES[match["times"].lower()]
        yield Number(match.start(), match.end(), value, spelled=True, about=True)


def more_candidates(text: str) -> Iterator[Number]:
    """Numbers inside words, and round numbers that follow their multiplier."""
    yield from compounds(text)
    if any(word[1:] in text for word in _TIMES):
        yield from _inverted(text)


# --- countries ----------------------------------------------------------------------------

#: Indeclinable names: `Мали`, `Перу`.
_UNCHANGED = re.compile(r".*[иоуэюеы]|[А-ЯЁ]+")


def _stems(name: str) -> str:
    """Stems of a country's name; indeclinable words stay whole."""
    words = name.split()
    return " ".join(w if _UNCHANGED.fullmatch(w) else w[: len(stem(w))] for w in words)


def _found(name: str) -> str:
    return " ".join(word if word.isupper() else word[: len(stem(word))] for word in name.split())


def _countries() -> Countries:
    keys = sorted({_stems(name) for name in territory_currencies("ru")}, key=len, reverse=True)
    forms = (" ".join(rf"{re.escape(word)}{ENDING}" for word in key.split()) for key in keys)
    return Countries("ru", rf"\b(?:{'|'.join(forms)})\b", _stems, _found)


GRAMMAR = grammar_of(
    Words(
        code="ru",
        lexicon=LEXICON,
        noun_phrase=noun_phrase,
        key=plain,
        word_key=stem,
        is_plural=lambda word: _PLURAL.fullmatch(word) is not None,
        currency_key=stem,
        currency_noun=-1,
        countries=_countries(),
        unit_class=unit_class,
        more_candidates=more_candidates,
    ),
)
