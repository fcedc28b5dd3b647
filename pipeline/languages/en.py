"""English: what its UN editions write as numbers, figures, headings and sentences.

Digits, separators and currency names come from CLDR. Which numbers are candidates is told in
`_en_numbers`, what makes them money in `_en_money` and counts in `_en_counts`; here are
percentages, ranges, words of exactness, and the marks of a document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.grammar import Grammar, Mark, Number, read
from pipeline.figures.model import Figure
from pipeline.languages._en_context import EN_CONTEXT
from pipeline.languages._en_counts import count
from pipeline.languages._en_money import money
from pipeline.languages._en_numbers import numbers
from pipeline.languages.base import Language, Layout

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
        rf"(?i:\b(?:(?:no|not) (?:more|greater|higher) than|{_NO_LIMIT}up to|at (?:the )?most"
        rf"|maximum(?: of)?|as (?:many|much) as|capped at|limited to a maximum of"
        rf"|(?:not|never|cannot|without)(?: to| be| ever)? exceed(?:ing)?"
        rf"(?:,(?: \w+){{1,3}},)?)){_END_OF_LIMIT}"
    ),
    "at_least": re.compile(
        rf"(?i:\b(?:at (?:the very )?least|(?:no|not) (?:fewer|less|lower) than|minimum(?: of)?"
        rf"|upwards of)){_END}"
    ),
    "less_than": re.compile(
        rf"(?i:\b(?:less than|fewer than|lower than|smaller than|just under|under|below|short of"
        rf"|not quite)){_END}"
    ),
    "nearly": re.compile(
        rf"(?i:\b(?:nearly|almost|close to|scarcely|hardly|barely|near|nearing|approaching"
        rf"|virtually)){_END}"
    ),
    "more_than": re.compile(
        rf"(?i:\b(?:(?:more|greater|higher|larger) than|over|above|exceed(?:s|ed|ing)?"
        rf"|in excess of|surpass(?:es|ed|ing)?|beyond|topp(?:ed|ing))){_END}"
    ),
    "about": re.compile(
        rf"(?:(?i:\b(?:some|about|approximately|around|roughly|circa|ca\.|an estimated"
        rf"|in the (?:order|region|range|vicinity) of|on the order of|or so))|~|≈|±){_END}"
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


# --- documents ----------------------------------------------------------------------------

#: After these a full stop ends no sentence.
_ABBREVIATIONS = (
    "para paras sect sects art arts chap chaps vol vols fig figs annex No Nos no nos Mr Mrs Ms Dr "
    "Prof St Sr Jr Col Gen Lt Sgt Rev Hon Messrs Mme Corr Add Rev Suppl Inc Ltd Co cf vs ed eds al "
    "approx est pp tel op cit ibid e.g i.e p Jan Feb Mar Apr Aug Sept Oct Nov Dec"
).split()
_NOT_AFTER = "".join(rf"(?<!\b{word}\.)" for word in dict.fromkeys(map(re.escape, _ABBREVIATIONS)))

LANGUAGE = Language(
    code="en",
    joiner=" ",
    layout=Layout(
        heading=re.compile(r"(?:[IVX]{1,6}|[A-Z]|\d{1,2})\.\s+(?=\S)"),
        summary=re.compile(r"\s*(?:Executive\s+)?[Ss](?:ummary|UMMARY)\s*"),
        annex=re.compile(
            r"\s*(?:Annex|ANNEX|Appendix|Enclosure)(?:\s+(?P<number>[IVX]+|\d{1,2}|[A-Z]))?\s*\**\s*"
        ),
        not_a_mark=re.compile(r"\s*(?:%|per\s?cent|hundred|thousand|[mb]illion|trillion)"),
        furniture=re.compile(
            r"\s*(?:United Nations|Distr\.\s*:?.*|GENERAL|General|LIMITED|Limited|Original\s*:.*"
            r"|ENGLISH ONLY|English only|ORIGINAL:.*|English|Please recycle.*|\*\d{7,9}\*"
            r"|\d{2}-\d{5}\s*\(E\).*|General Assembly|Economic and Social Council"
            r"|Security Council)\s*"
        ),
        caption=re.compile(r"(?:Table|Figure|Box|Chart|Map|Graph)\s*(?:\d|[IVX])"),
        author=re.compile(
            r"\s*(?:(?:\w+\s){0,3})?(?:[Rr]eport|[Nn]ote|[Ll]etter|[Ss]tatement)\s(?:of|by|from)\s.{3,160}"
        ),
    ),
    sentence_end=re.compile(
        rf"(?:\.(?<!\b[A-Za-z]\.){_NOT_AFTER}|[?!])[.?!]*[”’\"')\]]*(?=\s+[\[(“‘\"']?[A-Z\d•]|\s*$)|\n"
    ),
    growth=re.compile(
        r"(?i:\b(?:gr[eo]w|increas|ris(?:e|ing|en)\b|rose|surg|doubl|tripl|quadrupl|expand|higher|above"
        r"|exceed|more than|over|inflation|up to|jump|soar|multipl|up by))"
    ),
    letters=re.compile(
        r"\b(?:[Tt]he|of|and|to|[Ii]n|for|with|that|by|is|was|were|are|from|on|as)\b"
    ),
    read_figures=read_figures,
    context=EN_CONTEXT,
)
