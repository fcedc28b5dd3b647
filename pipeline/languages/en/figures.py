"""English: what its UN editions write as numbers and figures.

Digits, separators and currency names come from CLDR. Which numbers are candidates is told in
`numbers`, what makes them money in `money` and counts in `counts`; here are percentages, ranges
and words of exactness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.grammar import Grammar, Mark, Number, read
from pipeline.figures.model import Figure
from pipeline.languages.en.counts import count
from pipeline.languages.en.money import money
from pipeline.languages.en.numbers import numbers

# --- marks --------------------------------------------------------------------------------

_PERCENT = re.compile(
    r"[\])]?(?:\s?%(?:\spoints?\b)?|(?:\sof (?:a|1|one))?[\s-]?"
    r"(?:per[\s-]?cent|percentage[\s-]points?)(?![a-z]))"
)
_RANGE = re.compile(r"[\])]?\s?(?:to|and|or|-|–|—|~)\s?(?:up to\s)?[(\[]?")
_LIST = re.compile(r"[\])]?\s?(?:,|and|or|,\s?and|,\s?or|&|as well as)\s?[(\[]?")


def _mark(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """What makes a number a figure in English; None where nothing does."""
    percent = _PERCENT.match(text, number.end)
    start = _opening(text, number)
    if percent:
        rule = "en.percent_sign" if "%" in percent[0] else "en.percent_word"
        return Mark("percentage", start, percent.end(), rule)
    return money(text, number, start, before) or count(text, number, before)


def _opening(text: str, number: Number) -> int:
    """Start of the number with the bracket that opens before it and closes after its digits.

    `(80) million`, `[ninety] per cent`.
    """
    start = number.start
    bracket = {"(": ")", "[": "]"}.get(text[start - 1 : start])
    end = number.end + 1
    inside = (
        bracket is not None
        and bracket in text[start:end]
        and (number.scale > 1 or _PERCENT.match(text, number.end) is not None)
    )
    return start - 1 if inside else start


# --- ranges -------------------------------------------------------------------------------

_CHANGE = re.compile(
    r"\b(?:gr[eo]w|increas|ris(?:e|es|ing|en)\b|rose|fall|fell|drop|declin|decreas|reduc|rais|expand"
    r"|improv|chang|went|gone|mov(?:e|ing)|shift|climb|jump|surg|soar|shr[aiu]nk|slow|accelerat"
    r"|lower|widen|narrow|up\b|down\b|bring|brought|upgrad|extend|doubl|tripl|advanc|scal(?:ed|ing)|plung)"
)
_CLAUSE = re.compile(r"[.;:](?=\s)")
_FROM = re.compile(
    r"\b[Ff]rom\s(?:about |around |approximately |some |an average of )?[$€£A-Z]{0,4}\s?[(\[]?$"
)
_BETWEEN = re.compile(
    r"\b[Bb]etween\s(?:about |around |approximately |some )?[$€£A-Z]{0,4}\s?[(\[]?$"
)
_BY = re.compile(
    r"\bby\s(?:about |around |some |more than |over |nearly |almost )?[$€£A-Z]{0,4}\s?$"
)
_RANGING = re.compile(r"\b(?:rang|vary|varie)[a-z]*\s(?:\w+\s)?$")


def _spans(text: str, low: Number, high: Number) -> bool:
    """Whether `from 5 to 8`, `5 to 8`, `between 5 and 8`, `two or three` give one range.

    After a word of change, `from 5 to 8` gives the values of two times.
    """
    joiner = text[low.end : high.start]
    left = text[max(0, low.start - 80) : low.start]
    if _BY.search(left) and not _RANGE.fullmatch(joiner):
        return False
    if re.search(r"\band\b", joiner):
        return _BETWEEN.search(left) is not None
    if re.search(r"\bor\b", joiner):
        return high.value == low.value + 1 or high.scale > 1
    origin = _FROM.search(left)
    if origin is None or not re.search(r"\bto\b", joiner):
        return True
    clause = _CLAUSE.split(left[: origin.start()])[-1]
    return _RANGING.search(clause) is not None or _CHANGE.search(clause) is None


# --- qualifiers ---------------------------------------------------------------------------

#: What may stand between a word of exactness and the figure.
_FILLER = r"(?:\s(?:an?|another|additional|further|estimated|total|of|only|about))*"
_END = rf"{_FILLER}\s?[(\[“\"]?$"
#: After `up to`, the figure may be the amount itself: `up to the amount of $5 million`.
_END_OF_LIMIT = rf"(?:\sthe (?:amount|sum|value|limit|level) of)?{_END}"
#: Verbs whose `up to` sets no limit: `was scaled up to 12 countries`.
_NO_LIMIT = "".join(
    f"(?<!{verb} )"
    for verb in "scaled scale scaling add adds added adding opened brought build built sum".split()
)
_BEFORE = {
    "at_most": re.compile(
        rf"\b(?:(?:no|not) (?:more|greater|higher) than|{_NO_LIMIT}up to|at (?:the )?most"
        rf"|maximum(?: of)?|as (?:many|much) as|capped at|limited to a maximum of"
        rf"|(?:not|never|cannot|without)(?: to| be| ever)? exceed(?:ing)?"
        rf"(?:,(?: \w+){{1,3}},)?){_END_OF_LIMIT}"
    ),
    "at_least": re.compile(
        rf"\b(?:at (?:the very )?least|(?:no|not) (?:fewer|less|lower) than|minimum(?: of)?"
        rf"|upwards of){_END}"
    ),
    "less_than": re.compile(
        rf"\b(?:less than|fewer than|lower than|smaller than|just under|under|below|short of"
        rf"|not quite){_END}"
    ),
    "nearly": re.compile(
        rf"\b(?:nearly|almost|close to|scarcely|hardly|barely|near|nearing"
        rf"|approach(?:es|ed|ing)|virtually){_END}"
    ),
    "more_than": re.compile(
        rf"\b(?:(?:more|greater|higher|larger) than|over|above|exceed(?:s|ed|ing)?"
        rf"|in excess of|surpass(?:es|ed|ing)?|beyond|topp(?:ed|ing)){_END}"
    ),
    "about": re.compile(
        rf"(?:\b(?:some|about|approximately|around|roughly|circa|ca\.|an estimated"
        rf"|in the (?:order|region|range|vicinity) of|on the order of|or so)|~|≈|±){_END}"
    ),
}
#: What says how far a value may go does not belong to the figure's characters, `or so` does.
_AFTER = {
    "more_than": re.compile(r"\+"),
    "at_least": re.compile(
        r"(?=\s(?:or|and) (?:more|above|over|higher|greater|upwards?)\b(?! than))"
    ),
    "at_most": re.compile(r"(?=\s(?:or (?:less|fewer|below|under|lower)|at (?:the )?most)\b)"),
    "about": re.compile(r"\s(?:or so|or thereabouts)\b"),
}

_GRAMMAR = Grammar(
    numbers=numbers,
    mark=_mark,
    range_joiner=_RANGE,
    list_joiner=_LIST,
    before=_BEFORE,
    after=_AFTER,
    window=44,
    spans=_spans,
)


def read_figures(text: str) -> list[Figure]:
    """The figures of one paragraph of English text, in order.

    >>> [(f.kind, int(f.value), f.unit) for f in read_figures("3,800 delegates and $5 million")]
    [('count', 3800, 'delegates'), ('money', 5000000, None)]
    """
    return read(text, _GRAMMAR)
