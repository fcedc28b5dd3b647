"""Russian: what its UN editions write as numbers and figures.

Which numbers are candidates is told in `numbers`, what makes them money in `money` and counts in
`counts`; here are percentages, ranges and words of exactness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.figures.grammar import Grammar, Mark, Number, read
from pipeline.figures.model import Figure
from pipeline.languages.ru.counts import count
from pipeline.languages.ru.money import money
from pipeline.languages.ru.numbers import numbers

# --- marks --------------------------------------------------------------------------------

_PERCENT = re.compile(
    r"[\])]?(?:\s?(?P<sign>%)(?:[-\u2011]?н?(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми|й|го|я)\b)?"
    r"|[\s-]?про[-\u00ad]?цент(?:а|у|ом|е|ы|ов|ам|ами|ах)?\b|\sпроц\.(?:\sпункт[а-я]{0,3})?"
    r"|\sп\.\s?п\.|[\s-]?процентн[а-я]{2,3}(?:\sпункт[а-я]{0,3})?\b)"
)


def _mark(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """What makes a number a figure in Russian; None where nothing does."""
    start = _opening(text, number)
    percent = _PERCENT.match(text, number.end)
    if percent:
        rule = "ru.percent_sign" if percent["sign"] else "ru.percent_word"
        return Mark("percentage", start, percent.end(), rule, more=number.more)
    return money(text, number, start, before) or count(text, number, before)


def _opening(text: str, number: Number) -> int:
    """Start of the number with the bracket that opens before it and closes after its digits.

    `(80) млн. долл. США`, `[девяносто] процентов`.
    """
    start = number.start
    bracket = {"(": ")", "[": "]"}.get(text[start - 1 : start])
    inside = (
        bracket is not None
        and bracket in text[start : number.end + 1]
        and (number.scale > 1 or _PERCENT.match(text, number.end) is not None)
    )
    return start - 1 if inside else start


# --- ranges -------------------------------------------------------------------------------

_DASHES = r"-|\u2011|–|—|--"
_RANGE = re.compile(rf"[\])]?\s?(?:до|и|или|{_DASHES})\s?(?:примерно\s|почти\s|около\s)?[(\[]?")
_LIST = re.compile(
    r"[\])]?\s?(?:,|и|или|,\s?и|,\s?или|а также|,\s?а также|;)(?:,?\sсоответственно,?)?"
    r"(?:\sс)?\s?[(\[]?"
)
_FILLED = (
    r"(?:примерно |приблизительно |около |порядка |почти |более |свыше )?[$€£A-Z]{0,4}\s?[(\[]?$"
)
_FROM = re.compile(rf"\b[Оо]т\s(?:\w+\sв\s)?{_FILLED}")
_BETWEEN = re.compile(rf"\b[Мм]ежду\s{_FILLED}")


def _spans(text: str, low: Number, high: Number) -> bool:
    """Whether `от 5 до 8`, `5–8`, `между 5 и 8`, `два или три` give one range.

    `с 5 до 8` gives the values of two times.
    """
    joiner = text[low.end : high.start]
    left = text[max(0, low.start - 40) : low.start]
    if re.search(r"\bдо\b", joiner):
        return _FROM.search(left) is not None
    if re.search(r"\bи\b", joiner):
        return _BETWEEN.search(left) is not None
    if re.search(r"\bили\b", joiner):
        return high.value == low.value + 1 or high.scale > 1
    return True


# --- qualifiers ---------------------------------------------------------------------------

#: What may stand between a word of exactness and the figure.
_FILLER = (
    r"(?:\s(?:чем|в|во|на|с|со|у|к|из|для|за|по|о|об|при|от|до|еще|общей|сложности|же|где-то|лишь"
    r"|порядка|этих|всех|размере|объеме|количестве))*"
)
_END = rf"{_FILLER}\s?[\[“«\"]?$"
_BEFORE = {
    name: re.compile(rf"(?<![а-яё-])(?:{words}){_END}")
    for name, words in {
        "at_most": (
            r"не (?:более|больше|выше|свыше)|максимум|самое большее|от силы"
            r"|не (?:будет |должн[аоы]? |может |могут )?превы[а-яё]+(?: (?:уровень|сумму|предел))?"
            r"(?: (?:в|за) (?:год|месяц|день|сутки))?"
        ),
        "at_least": (
            r"не (?:менее|меньше|ниже)|по меньшей мере|по крайней мере|как минимум|минимум"
            r"|самое меньшее"
        ),
        "less_than": (
            r"(?:чуть |немногим |немного )?(?:менее|меньше|ниже)"
            r"|не достига[а-я]+|не достиг(?:ла|ло|ли)?"
        ),
        "nearly": (
            r"почти|практически|без малого|едва ли не|чуть ли не|близк[а-я]+ к"
            r"|приближа[а-я]+ к|приблизил[а-я]+ к|вплотную к"
        ),
        "more_than": (
            r"(?:чуть |немногим |немного |значительно )?(?:более|больше|выше|свыше|сверх)"
            r"|превы(?:сил|шал|шают|шает|шающ|сивш|сят|сит|шение|шени)[а-яё]*(?: отметку)?"
        ),
        "about": (
            r"около|примерно|приблизительно|порядка|ориентировочно|предположительно|округленно"
            r"|приблизительн[а-яё]+|примерн[а-яё]+"
        ),
    }.items()
}
_BEFORE["about"] = re.compile(rf"{_BEFORE['about'].pattern}|[~≈±]\s?$")
#: What says how far a value may go does not belong to the figure's characters.
_AFTER = {
    "more_than": re.compile(r"\+"),
    "at_least": re.compile(
        r"(?=(?:\sв\s(?:год|месяц|день|сутки))?,?\s(?:или|и)\s(?:более|больше|выше"
        r"|свыше)\b(?!\s(?:чем|\d)))"
    ),
    "at_most": re.compile(
        r"(?=(?:\sв\s(?:год|месяц|день|сутки))?,?\s(?:или|и)\s(?:менее|меньше|ниже)\b(?!\s(?:чем"
        r"|\d)))"
    ),
    "nearly": re.compile(r"(?=\sбез малого\b)"),
}
_TO_BEFORE = re.compile(r"(?:^|[\s(«])(?:[Вв]плоть до|[Дд]о)\s[$€£A-Z]{0,4}\s?[(\[]?$")
#: What `до` brings the value to, rather than limits.
_CHANGE = re.compile(
    r"(?i:\b(?:увелич|возр[ао]с|вырос|выраст|раст|рост|прирос|повы[сш]|подн[яи]|сни[зж]|пони[зж]"
    r"|сокра[тщ]"
    r"|умень[шщ]|упа[лд]|паден|дове[дслш]|доводит|доведен|дошл|дойд|доход[ия]т|достиг|расшир|измен"
    r"|суз[ия]|ускор|замедл|приблиз|переш[ле]|перейд|удво|утро|округл|скач|опусти|улучш|ухудш|дорос"
    r"|скорректир|пересмотр|продл|продвин))"
)
_CLAUSE = re.compile(r"[;:]|\.\s(?=[А-ЯЁ][а-яё])|,\s(?:а|но|что|котор[а-я]+)\s")
#: `с 16,3% в 2004 году` before `до 5,3%`; `с 15 сентября` is no such beginning.
_FROM_FIGURE = re.compile(
    r"(?:^|\s)(?:[Оо]т|[Сс]о?)\s(?:[а-яё]+\s)?(?:[$€]?\d[\d,. \u00a0]*|(?:одн|дв|тр|чет|пят|шест"
    r"|сем|вос|дев|дес)[а-яё]+)"
    r"(?:\s?(?!года?\b|янв|февр|март|апр|ма[йя]\b|июн|июл|авг|сент|окт|ноя|дек)[а-яёА-Я.%]+){0,5}?"
    r"(?:\s(?:в|за|на)\s[^;]{4,40})?,?\sдо\s[$€£A-Z]{0,4}\s?[(\[]?$"
)
_LONGEST_CLAUSE = 140


def _is_limit(text: str, start: int) -> bool:
    """`до 20 человек` is at most 20, but `сократилось до 20` and `с 50 до 20` are just that."""
    if not _TO_BEFORE.search(text, max(0, start - 16), start):
        return False
    left = _CLAUSE.split(text[max(0, start - _LONGEST_CLAUSE) : start])[-1]
    return _CHANGE.search(left) is None and _FROM_FIGURE.search(left) is None


_GRAMMAR = Grammar(
    numbers=numbers,
    mark=_mark,
    range_joiner=_RANGE,
    list_joiner=_LIST,
    before=_BEFORE,
    after=_AFTER,
    window=48,
    spans=_spans,
)


def read_figures(text: str) -> list[Figure]:
    """The figures of one paragraph of Russian text, in order.

    >>> [(f.kind, int(f.value), f.unit) for f in read_figures("3 800 делегатов и 5 млн долл. США")]
    [('count', 3800, 'делегатов'), ('money', 5000000, None)]
    """
    return [
        replace(figure, qualifier="at_most")
        if figure.qualifier == "exact" and _is_limit(text, figure.start)
        else figure
        for figure in read(text, _GRAMMAR)
    ]
