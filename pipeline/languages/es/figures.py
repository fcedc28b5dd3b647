"""Spanish: percentages, ranges and words of exactness, and the grammar that joins all parts.

Which numbers are candidates is told in `numbers`, what makes them money in `money` and counts in
`counts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.figures.grammar import Grammar, Mark, Number, read
from pipeline.figures.model import Figure
from pipeline.languages.es.counts import count
from pipeline.languages.es.money import hundredths, money
from pipeline.languages.es.numbers import PERCENT, is_money_after, numbers

# --- marks --------------------------------------------------------------------------------

_ARTICLE = r"(?:(?:el|los|las|un|unos|unas|casi|otr[oa]s)\s)?"
_RANGE = re.compile(rf"[\])]?\s?(?:[ayeou]|al|hasta|-|–|—)\s?{_ARTICLE}[(\[]?")
_LIST = re.compile(r"[\])]?\s?(?:,|[yeou]|,\s[yo]|al|así\scomo)\s?(?:(?:el|los|las|un)\s)?[(\[]?")


def _mark(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """What makes a number a figure in Spanish; None where nothing does."""
    start = _opening(text, number)
    percent = PERCENT.match(text, number.end)
    if percent:
        rule = "es.percent_sign" if "%" in percent[0] else "es.percent_word"
        return Mark("percentage", start, percent.end(), rule)
    return money(text, number, start, before) or count(text, number, before)


def _opening(text: str, number: Number) -> int:
    """Start of the number with the bracket that opens before it and closes after its digits."""
    start = number.start
    bracket = {"(": ")", "[": "]"}.get(text[start - 1 : start])
    inside = (
        bracket is not None
        and bracket in text[start : number.end + 1]
        and (
            number.scale > 1
            or PERCENT.match(text, number.end) is not None
            or is_money_after(text, number.end + 1)
        )
    )
    return start - 1 if inside else start


def _numbers(text: str) -> list[Number]:
    """The numbers of a text, those of cents in whole currency units (`de 60 a 75 centavos`)."""
    found = numbers(text)
    if "cent" not in text:
        return found
    of_cents = False
    for index in range(len(found) - 1, -1, -1):
        number = found[index]
        following = found[index + 1].start if index + 1 < len(found) else number.end
        listed = _RANGE.fullmatch(text, number.end, following) is not None
        of_cents = hundredths(text, number) is not None or (of_cents and listed)
        if of_cents:
            found[index] = replace(number, value=number.value / 100)
    return found


def _mark_or_cents(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    cents = hundredths(text, number)
    if cents is None:
        return _mark(text, number, before)
    return Mark("money", number.start, cents[0], "es.currency_name", cents[1])


# --- ranges -------------------------------------------------------------------------------

_CHANGE = re.compile(
    r"\b(?:aument|crec|incremen|sub(?:i|e|a)|elev|ca(?:y|í|e)|baj|descen|disminu|redu[cj]|ampli|mejor|camb"
    r"|pas(?:ó|a|an|ar|aron|ado|ando)\b|varia|ascen|salt|desplom|desaceler|aceler|retroce|evolucion|multiplic"
    r"|duplic|triplic|alz|increment|recort|modific|rebaj|contra|expan|fluctu)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:](?=\s)")
_APPROXIMATELY = (
    r"(?:\s(?:un[oa]s|aproximadamente|un|una\smedia\sde|casi|cerca\sde|alrededor\sde|l[oa]s|el))?"
)
_FROM = re.compile(rf"\b(?:[Dd]el?|[Dd]esde(?:\sel)?){_APPROXIMATELY}\s[$€£A-Z]{{0,4}}\s?[(\[]?$")
_BETWEEN = re.compile(rf"\b[Ee]ntre{_APPROXIMATELY}\s[$€£A-Z]{{0,4}}\s?[(\[]?$")
_BY = re.compile(r"\ben\s(?:un|unos|unas|casi|más\sde)\s[$€£A-Z]{0,4}\s?$")
_RANGING = re.compile(r"\b(?:oscil|varí|variab|fluct|comprendid|van|va\b)\w*\s(?:\w+\s)?$")
_AND = re.compile(r"\s[ye]\s")
_OR = re.compile(r"\s[ou]\s")
_TO = re.compile(r"\s(?:al?|hasta)\s")


def _spans(text: str, low: Number, high: Number) -> bool:
    """Whether `de 5 a 8`, `5 a 8`, `entre 5 y 8`, `dos o tres` give one range.

    After a word of change, `de 5 a 8` gives the values of two times.
    """
    joiner = text[low.end : high.start]
    left = text[max(0, low.start - 90) : low.start]
    if _BY.search(left) and _TO.search(joiner):
        return False
    if _AND.search(joiner):
        return _BETWEEN.search(left) is not None
    if _OR.search(joiner):
        return high.value == low.value + 1 or high.scale > 1
    origin = _FROM.search(left)
    if origin is None or not _TO.search(joiner):
        return True
    clause = _CLAUSE.split(left[: origin.start()])[-1]
    return _RANGING.search(clause) is not None or _CHANGE.search(clause) is None


# --- qualifiers ---------------------------------------------------------------------------

#: What may stand between a word of exactness and the figure.
_FILLER = (
    r"(?:\s(?:el|la|los|las|al?|un|una|unos|unas|otr[oa]s|de|del|total|estimad[oa]|solo|adicional(?:es)?"
    r"|aproximadamente))*"
)
_END = rf"{_FILLER}\s?[(\[“\"«]?$"
_BEFORE = {
    "at_most": re.compile(
        rf"\b(?:como\smáximo|a\slo\ssumo|máxim[oa]s?|no\s(?:más|mayor(?:es)?|superior(?:es)?)"
        rf"(?:\sdel?|\sque|\sal?)|no\s(?:super|exced|rebas|sobrepas)\w+(?:\s\w+mente)?(?:\sde)?|sin\s(?:superar|exceder|sobrepasar)(?:\sde)?"
        rf"|(?:límite|tope)\sde|(?<!%\s)(?<![\s\d.,]\d\s)(?<!ciento\s)hasta){_END}"
    ),
    "at_least": re.compile(
        rf"\b(?:al\smenos|(?:por|cuando)\slo\smenos|como\smínimo|mínim[oa]s?|no\smenos\sdel?"
        rf"|no\s(?:menor|inferior)(?:es)?(?:\sdel?|\sque|\sal?)){_END}"
    ),
    "less_than": re.compile(
        rf"\b(?:menos\sdel?|menor(?:es)?\s(?:del?|al?)|inferior(?:es)?\sal?|por\sdebajo\sdel?|no\slleg\w+\sal?|sin\sllegar\sal?"
        rf"|menor(?:es)?\sque|menos\sque){_END}"
    ),
    "nearly": re.compile(
        rf"\b(?:casi|apenas|cerca\sdel?|prácticamente|próxim[oa]s?\sal?|cercan[oa]s?\sal?|roza\w*|se\sacerca\w*\sal?){_END}"
    ),
    "more_than": re.compile(
        rf"\b(?:más\sdel?|superior(?:es)?\sal?|mayor(?:es)?\s(?:de|que|al?)|por\sencima\sdel?|super(?:a|an|ó|aron|aba|aban|ando|ado"
        rf"|ar|ará|aría)|exced(?:e|en|ió|ieron|ía|ían|iendo|er)(?:\sde)?|rebas\w+|sobrepas\w+){_END}"
    ),
    "about": re.compile(
        rf"(?:\b(?:un[oa]s|aproximadamente|alrededor\sdel?|en\storno\sal?|del\sorden|(?:poco\s)?más\so\smenos"
        rf"|se\s(?:estima|calcula)(?:\sen)?|estimad[oa]s?(?:\sen)?|(?:estimación|cálculo)|aproximad[oa]s?|circa|aprox\.)|~|≈|±){_END}"
    ),
}
#: Verbs after which `hasta` says what was reached and sets no limit.
_REACHED = re.compile(
    r"(?:aument|crec|incremen|sub|elev|ca[yií]|baj|descen|disminu|redu[cj]|ampli|ascen|alz|lleg)\w*\s[^.;:]{0,40}\bhasta"
    r"(?:\sun|\sel|\slos|\sunos)?\s[$€£A-Z]{0,4}\s?$",
    re.IGNORECASE,
)
#: What says how far a value may go does not belong to the figure's characters.
_AFTER = {
    "more_than": re.compile(r"\+|(?=\sy\spico\b)"),
    "at_least": re.compile(
        r"(?=,?\s(?:o\s(?:más|superior(?:es)?)|y\smás|como\smínimo|por\slo\smenos|al\smenos)\b(?!\sde\b))"
    ),
    "at_most": re.compile(r"(?=,?\s(?:o\s(?:menos|inferior(?:es)?)|como\smáximo|a\slo\ssumo)\b)"),
    "about": re.compile(r"(?=,?\s(?:aproximadamente|más\so\smenos)\b)"),
}

_GRAMMAR = Grammar(
    numbers=_numbers,
    mark=_mark_or_cents,
    range_joiner=_RANGE,
    list_joiner=_LIST,
    before=_BEFORE,
    after=_AFTER,
    window=44,
    spans=_spans,
)


def read_figures(text: str) -> list[Figure]:
    """The figures of one paragraph of Spanish text, in order.

    >>> [(f.kind, int(f.value), f.unit) for f in read_figures("3.800 casos y 5 millones de euros")]
    [('count', 3800, 'casos'), ('money', 5000000, None)]
    """
    return [
        replace(figure, qualifier="exact")
        if figure.qualifier == "at_most"
        and _REACHED.search(text, max(0, figure.start - 80), figure.start)
        else figure
        for figure in read(text, _GRAMMAR)
        # A number with a fraction that is listed with a count counts nothing.
        if figure.kind != "count" or not figure.value % 1
    ]
