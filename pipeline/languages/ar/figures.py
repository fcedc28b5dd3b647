"""Arabic: what its UN editions write as numbers and figures.

Everything is matched on folded text (`letters`); the figures' characters and units are those of
the text as written. Which numbers are candidates is told in `numbers`, what makes them money in
`money` and counts in `counts`; here are percentages, ranges and words of exactness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.figures.grammar import Grammar, Mark, Number, read
from pipeline.figures.model import Figure
from pipeline.languages.ar.counts import count
from pipeline.languages.ar.letters import Folded, fold, pattern
from pipeline.languages.ar.money import is_cents, money
from pipeline.languages.ar.nouns import counted_after
from pipeline.languages.ar.numbers import numbers as _all_numbers

# --- marks --------------------------------------------------------------------------------

_PERCENT = pattern(
    r"[)\]]?(?:\s?%|\s?في\s?ال(?:مائة|مئة|ماية|مية)(?!\w)|\s?بال(?:مائة|مئة)(?!\w)"
    r"|\s(?:نقطة|نقاط|نقطتين|نقطتان)\sمئوي(?:ة|تين|تان)|\sمن\sال(?:نقاط|نقط)\sالمئوية)"
)
_PERCENT_BEFORE = re.compile(r"(?<!\d)(?<!\d\s)%\s?$")
_RANGE = pattern(
    r"[)\]]?\s?(?:إلى|حتى|و|أو|-|–|—)\s?(?:نحو\s|حوالي\s|ما\sيصل\sإلى\s|أكثر\sمن\s)?[(\[]?"
)
_LIST = pattern(r"[)\]]?\s?(?:،|و|أو|،\s?و|،\s?أو|وكذلك|ثم)\s?(?:نحو\s|حوالي\s|ب)?[(\[]?")
#: `بعد أن بلغت 16.3 في عام 2004`: the value that a percentage is compared with.
_COMPARED = pattern(
    r"(?:بعد\sأن\s(?:كان|كانت|بلغ|بلغت)|(?:مقابل|مقارنة\s(?:ب|مع)|بالمقارنة\s(?:ب|مع)|بدلا\sمن"
    r"|عوضا\sعن|كان|كانت|بلغ|بلغت|وكانت|إلى|من))(?:\s(?:نسبة|نسبته|نسبتها))?\s?$"
)
_TIME_AFTER = pattern(r"\s(?:في\s)?(?:ال)?(?:عام|سنة|عامي|العام|السنة|الفترة)(?!\w)|\s?[.،؛)]|$")


def _mark(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """What makes a number a figure in Arabic; None where nothing does."""
    start = _opening(text, number)
    percent = _PERCENT.match(text, number.end)
    if percent:
        rule = "ar.percent_sign" if "%" in percent[0] else "ar.percent_word"
        return Mark("percentage", start, percent.end(), rule)
    sign = _PERCENT_BEFORE.search(text, max(0, start - 2), start)
    if sign and not (before and before[-1].end > sign.start()):
        return Mark("percentage", sign.start(), number.end, "ar.percent_sign")
    found = money(text, number, start)
    if found is not None and not (before and before[-1].end > found.start):
        return found
    if _is_compared(text, number, before):
        return Mark("percentage", start, number.end, "ar.compared")
    return count(text, number, before)


def _is_compared(text: str, number: Number, before: Sequence[Figure]) -> bool:
    """Whether a number without a mark is the earlier value of the percentage before it."""
    if not before or before[-1].kind != "percentage" or number.scale > 1 or number.spelled:
        return False
    between = text[before[-1].end : number.start]
    if len(between) > 60 or re.search(r"[.؛]\s", between) or number.value > 100:
        return False
    return bool(
        _COMPARED.search(between) and _TIME_AFTER.match(text, number.end)
    ) and not counted_after(text, number.end)


def _opening(text: str, number: Number) -> int:
    """Start of the number with the bracket that opens before it and closes after it."""
    bracket = {"(": ")", "[": "]"}.get(text[number.start - 1 : number.start])
    inside = bracket is not None and bracket in text[number.start : number.end + 1]
    marked = number.scale > 1 or _PERCENT.match(text, number.end) is not None
    return number.start - 1 if inside and marked else number.start


def _numbers(text: str) -> list[Number]:
    """All numbers, those of cents in dollars."""
    return [
        replace(number, value=number.value / 100) if is_cents(text, number) else number
        for number in _all_numbers(text)
    ]


# --- ranges -------------------------------------------------------------------------------

_CHANGE = pattern(
    r"(?:زاد|زيادة|ازداد|تزايد|ازدياد|يزيد|تزيد|ارتفع|ارتفاع|يرتفع|ترتفع|انخفض|انخفاض|ينخفض"
    r"|تنخفض|تراجع|هبط|هبوط|تقلص|تقليص|تخفيض|خفض|نما|نمو|"
    r"تحسن|تغير|تغيير|تحول|انتقل|رفع|رفعت|قفز|صعد|توسع|توسيع|تضاعف|تقلصت|نقص|تدهور|تطور|تنامى"
    r"|نقل|زيد|وسع)"
)
_CLAUSE = re.compile(r"[.؛:]\s")
_FROM = pattern(r"(?<!\w)[وف]?من\s(?:حوالي\s|نحو\s|زهاء\s|قرابة\s|نسبة\s|مبلغ\s)?[$€£(\[]*\s?$")
_BETWEEN = pattern(r"(?<!\w)[وف]?(?:ما\s)?بين\s(?:حوالي\s|نحو\s)?[$€£(\[]*\s?$")
_RANGING = pattern(r"(?:تراوح|يتراوح|تتراوح|تراوحت)\w*\s(?:[\u0621-\u064a]+\s){0,6}$")


def _spans(text: str, low: Number, high: Number) -> bool:
    """Whether `من 5 إلى 8`, `بين 5 و 8`, `اثنان أو ثلاثة` give one range.

    After a word of change, `من 5 إلى 8` gives the values of two times.
    """
    joiner = text[low.end : high.start]
    left = text[max(0, low.start - 90) : low.start]
    if _JOINED_BY_AND.search(joiner):
        return _BETWEEN.search(left) is not None
    if _JOINED_BY_OR.search(joiner):
        return high.value == low.value + 1 or high.scale > 1
    if not _JOINED_BY_TO.search(joiner):
        return True
    origin = _FROM.search(left)
    clause = _CLAUSE.split(left[: origin.start() if origin else len(left)])[-1]
    return _RANGING.search(clause) is not None or _CHANGE.search(clause) is None


_JOINED_BY_AND = pattern(r"(?:^|\s)و")
_JOINED_BY_OR = pattern(r"(?<!\w)أو(?!\w)")
_JOINED_BY_TO = pattern(r"(?<!\w)(?:إلى|حتى)(?!\w)")

# --- qualifiers ---------------------------------------------------------------------------

#: What may stand between a word of exactness and the figure.
_END = (
    r"(?:\s?(?:مبلغ|نسبة|نسبته|نسبتها|ما|مجموعه|مجموعها|قدره|قدرها|عدد|عدده|عددهم|عددها|إجماليه"
    r"|من|إلى|مقداره|هو|يعادل|واقع|قيمته|قيمتها))*"
    r"\s?(?:[وبلك]|ال|بال)?\s?[(\[“\"$€]?$"
)
#: `لا`, `لم`, `لن` and the like before a verb.
_NOT = (
    r"(?<!\w)[وف]?(?:لا|ألا|لم|لن|أن\sلا|ما\sلا|بما\sلا|ليس|ليست|عدم|وألا|دون\sأن|دون"
    r"|شريطة\sألا)\s"
)
_BETWEEN_WORDS = r"(?:[^.؛:\d]{0,150}[\s،])?\s?"
_BEFORE = {
    "at_most": pattern(
        rf"(?:{_NOT}(?:[يت]تجاوز\w*|تجاوز|[يت]تعد\w*|[يت]زيد\s{_BETWEEN_WORDS}(?:عن|على)"
        rf"|أكثر\sمن|[يت]فوق)"
        rf"(?:\s[^.،؛:\d]{{0,40}})??|(?:حد|الحد)ا?\s(?:ال)?أقصى|حده\sالأقصى|حدها\sالأقصى|أقصاه"
        rf"|أقصاها|سقفه|سقف|أقصى\sعدد"
        rf"|(?:ما|التي|الذي|قد|نسبة|بنسبة|مبلغ|مبالغ|بمبلغ|بمبالغ|بقيمة|بعدد|عقوبة"
        rf"|غرامة)\s[يت]صل\s{_BETWEEN_WORDS}إلى){_END}"
    ),
    "at_least": pattern(
        rf"(?:{_NOT}(?:[يت]قل\s{_BETWEEN_WORDS}عن|أقل\sمن)|(?:حد|الحد)ا?\s(?:ال)?أدنى"
        rf"|حده\sالأدنى|على\sالأقل){_END}"
    ),
    "nearly": pattern(
        rf"(?:قرب\sمن|يقرب\s(?:على|عن)|[يت]قترب\sمن|قرابة"
        rf"|[يت]كاد\s(?:\w+\s)?(?:[يت]بلغ|[يت]صل\sإلى|[يت]تجاوز|[يت]كون)|ناهز"
        rf"|ما\sيدنو\sمن){_END}"
    ),
    "less_than": pattern(
        rf"(?:(?:أقل|أدنى|أصغر)\sمن|[يت]قل\s(?:[\u0621-\u064a]+\s){{0,3}}عن|ما\sدون"
        rf"|دون\s(?:مستوى\s|نسبة\s|عتبة\s)?|أقل\s(?:بقليل\s)?من|تحت){_END}"
    ),
    "more_than": pattern(
        rf"(?:(?:أكثر|أزيد|أعلى|أكبر)\s(?:بقليل\s)?من"
        rf"|[يت]زيد\w*\s(?:[\u0621-\u064a]+\s){{0,3}}(?:على|عن)"
        rf"|زاد\w*\s(?:[\u0621-\u064a]+\s){{0,3}}(?:على|عن)"
        rf"|[يت]رب[وى]\w?\s(?:على|عن)|[يت]نوف\s(?:على|عن)|فوق|فاقت?"
        rf"|تجاوز\w*(?:\s(?:ال)?عدد\w*(?:\s[\u0621-\u064a]+){{0,3}})?|[يت]تخط[ىي]|[يت]تعدى"
        rf"|بضعة?\s(?=و$)){_END}"
    ),
    "about": pattern(
        rf"(?:(?<!\w)[وفبل]?(?:حوالي|نحو|زهاء)|(?:في|ب)\s?حدود|[يت]قارب|تقريبا"
        rf"|[يت]قدر\w*\s(?:عدد\w*\s)?(?:ب|بنحو|بحوالي)|التقديرات\sإلى\sوجود|ما\sيناظر|~|≈"
        rf"|±){_END}"
    ),
}
_SHARED_ABOUT = pattern(r"(?<!\w)[وفبل]?(?:حوالي|نحو|زهاء)\s[\d .,]+\sو\s?$")
_AFTER = {
    "more_than": re.compile(r"\+"),
    "at_least": pattern(
        r"(?=(?:\s[\u0621-\u064a]+)?\s(?:على\sالأقل|أو\s(?:أكثر|أزيد|ما\sفوق)|فأكثر|وأكثر"
        r"|فما\sفوق|كحد\sأدنى|بحد\sأدنى|فصاعدا)(?!\w))"
    ),
    "at_most": pattern(
        r"(?=(?:\s[\u0621-\u064a]+)?\s(?:على\sالأكثر|أو\sأقل|فأقل|وأقل|فما\sدون|كحد\sأقصى"
        r"|بحد\sأقصى|لا\sأكثر)(?!\w))"
    ),
}
_ODD = pattern(r"\s(?:ونيف|ونيفا)(?!\w)")
_ROUGHLY_AFTER = pattern(r"\s(?:تقريبا|على\sوجه\sالتقريب|بالتقريب)(?!\w)")

_GRAMMAR = Grammar(
    numbers=_numbers,
    mark=_mark,
    range_joiner=_RANGE,
    list_joiner=_LIST,
    before=_BEFORE,
    after=_AFTER,
    window=200,
    spans=_spans,
)


def read_figures(text: str) -> list[Figure]:
    """The figures of one paragraph of Arabic text, in order.

    >>> [(f.kind, int(f.value), f.unit) for f in read_figures("193 دولة و 5 ملايين دولار")]
    [('count', 193, 'دولة'), ('money', 5000000, None)]
    """
    folded = fold(text)
    figures: list[Figure] = []
    for figure in read(folded.text, _GRAMMAR):
        # A word with a number in itself (`دولارين`) may be what the number before it counts.
        if not figures or figure.start >= figures[-1].end:
            figures.append(figure)
    return [_as_written(figure, folded) for figure in figures]


def _as_written(figure: Figure, folded: Folded) -> Figure:
    """The figure with the characters and the unit of the text before it was folded."""
    if figure.qualifier == "exact":
        figure = replace(figure, qualifier=_late_qualifier(figure, folded.text))
    start, end = folded.place(figure.start, figure.end)
    return replace(figure, start=start, end=end, unit=_unit_as_written(figure, folded))


def _late_qualifier(figure: Figure, text: str) -> str:
    """A word of exactness that yields to one before the figure."""
    if _ODD.match(text, figure.end):
        return "more_than"
    shared = _SHARED_ABOUT.search(text, max(0, figure.start - 40), figure.start)
    return "about" if shared or _ROUGHLY_AFTER.match(text, figure.end) else "exact"


def _unit_as_written(figure: Figure, folded: Folded) -> str | None:
    """The unit, which is a part of the text, as it stands there before folding."""
    if figure.unit is None:
        return None
    place = folded.text.rfind(figure.unit, 0, figure.end)
    if place < 0:
        place = folded.text.find(figure.unit)
    if place < 0:
        return figure.unit
    start, end = folded.place(place, place + len(figure.unit))
    return folded.original[start:end]
