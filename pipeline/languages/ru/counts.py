"""Counts in Russian text: a number with the noun after it, or told by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.figures.engine.model import NO_FIGURE, Mark, Number
from pipeline.figures.model import Figure
from pipeline.figures.numbers import BLANKS
from pipeline.figures.words import any_of
from pipeline.languages.ru.nouns import Phrase, agreement, noun_phrase, unit_class
from pipeline.languages.ru.words import CARDINALS

# --- with a noun --------------------------------------------------------------------------

#: Words of exactness between a number and its noun: `10 и более стран`.
_QUALIFIED = {
    "at_least": re.compile(r"\s(?:или|и)\s(?:более|больше|свыше)\b(?!\s(?:процент|чем|\d))"),
    "at_most": re.compile(r"\s(?:или|и)\s(?:менее|меньше)\b"),
    "more_than": re.compile(r"\+"),
}
_BLANK = "[ \\u00a0]"
_POWERS = (
    rf"(?:1{_BLANK}?000|10{_BLANK}000|100{_BLANK}000|1{_BLANK}000{_BLANK}000|1{_BLANK}млн"
    rf"|100{_BLANK}тыс)"
)
_RATE_AFTER = re.compile(
    r"(?:\s[а-яё-]+){0,3}\s(?:в расчете на|из расчета на|на)\s"
    rf"(?:кажд[а-яё]+\s(?:\d|тысяч|миллион|сто)|(?:{_POWERS}|тысячу|миллион|сто тысяч"
    rf"|десять тысяч)\b"
    r"|душу\b)"
)
#: `двухмиллионное население`: the noun goes with the adjective.
_ADJECTIVE = re.compile(r"(?:тысячн|миллионн|миллиардн)[а-я]{2,3}$")
#: `человек двадцать`: about twenty.
_INVERTED = re.compile(
    rf"(?<![а-яё-])(?<!число )(?P<noun>человек|стран|государств|дел|раз|штук|случаев|школ|семей"
    rf"|детей|женщин|мужчин|лиц|дома|домов|городов|судов|встреч|заседаний|докладов|проектов"
    rf"|организаций)[{BLANKS}]$"
)


def count(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """The mark of a count, its characters going on to the end of what is counted.

    It is of kind `none` where a measure, a duration or a rate is given.
    """
    if number.scale == 1 and "." in text[number.start : number.end]:
        # A time or a number of a section: `10.00`, `5.2`.
        return None
    qualifier, position = _qualified(text, number)
    made_adjective = _ADJECTIVE.search(text, number.start, number.end) is not None
    form = "one" if made_adjective else agreement(number.value, number.scale)
    phrase = noun_phrase(text, position, form)
    if phrase is not None and (phrase.unit is None or number.value % 1):
        return NO_FIGURE
    if number.value % 1 or number.value <= 0 or (number.value == 1 and number.spelled):
        return None
    if phrase is not None:
        if not phrase.whole:
            elsewhere = _Bare(text, number, before).noun_of_adjective(phrase.end)
            phrase = (
                replace(phrase, unit=elsewhere, unit_class=unit_class(elsewhere))
                if elsewhere
                else phrase
            )
        return _phrased(text, number, phrase, qualifier)
    return _Bare(text, number, before).mark()


def _qualified(text: str, number: Number) -> tuple[str | None, int]:
    """A word of exactness right after a number, and where what is counted begins."""
    for name, pattern in _QUALIFIED.items():
        match = pattern.match(text, number.end)
        if match:
            return name, match.end()
    return None, number.end


def _phrased(text: str, number: Number, phrase: Phrase, qualifier: str | None) -> Mark:
    """`145 государств-членов`; `27 случаев на 1000 жителей` is no figure."""
    if _RATE_AFTER.match(text, phrase.end):
        return NO_FIGURE
    return Mark(
        "count",
        number.start,
        phrase.end,
        "ru.noun",
        unit=phrase.unit,
        unit_class=phrase.unit_class,
        more=number.more,
        qualifier=qualifier,
    )


# --- without a noun -----------------------------------------------------------------------

#: A number listed after this one can lend it its mark.
_JOINED = re.compile(
    r"[\])]?(?:\s?(?:-|\u2011|–|—|--)\s?|,?\s(?:и|или|до|а также)\s(?:соответственно\s)?)[(\[]?"
    r"(?=\d|дв|тр|четыр|пят|шест|сем|восе|девят|десят)"
)
_JOINED_BY_COMMA = re.compile(r",\s(?=\d)")
_OF_THEM = re.compile(r"\s(?:из|среди)\s(?:них|которых)\b")
_OF_THEM_BEFORE = re.compile(
    r"(?:из|среди)\s(?:них|которых)\s(?:[а-яё]+\s){0,2}$|(?:в том числе|включая)\s$"
)
_SPELLED = rf"{any_of(CARDINALS)}\b"
_OF = re.compile(
    r"\sиз\s(?:(?:общего (?:числа|количества)|всех|этих|тех|наших|числа|более чем|почти|примерно"
    r"|около)\s)?"
    rf"(?P<number>\d+(?:[{BLANKS}]\d{{3}})*(?=[\s),.;])|{_SPELLED}(?:\s{_SPELLED})*)?"
)
_OF_BEFORE = re.compile(r"\d\sиз\s(?:[а-яё]+\s)?$")
#: `37 (45 процентов)`
_SHARE_AFTER = re.compile(
    r"\s?\((?:или\s|около\s|примерно\s|почти\s)?\d[\d,. \u00a0]*\s?(?:%|процент)"
)
_GROUPED = re.compile(rf"\d[{BLANKS}]\d{{3}}")
#: `число подписчиков достигло 116 000`
_NUMBER_OF = re.compile(
    r"(?i:\b(?:числ(?:о|а|у|ом|е)|количеств(?:о|а|у|ом|е)|численност(?:ь|и|ью)))\s"
    r"(?!котор|их\b)(?:этих\s|таких\s|всех\s)?"
)
_VALUE_OF_NUMBER = re.compile(
    r"(?:(?i:\b(?:до|с|на|составил[аои]?|составля[а-я]+|составит|составят|достиг(?:ло|ла|ли|нет)?"
    r"|достига[а-я]+|было|равно|равняется"
    r"|превы[а-я]+|насчитыва[а-я]+|около|примерно|почти|свыше|более|менее|порядка|по сравнению со?"
    r"|против))|[-–—:~=])\s$"
)
_CLOSES = re.compile(
    r"\s?(?:$|[.,;)\]]|--|[-–—](?=\s)|\s?(?:в|на|за|по|к|во|из|и|против|тогда|человек)\b|\()"
)
#: `из 120 голосов за и 3 против`
_VOTE_AFTER = re.compile(r"\s(?:голосами\s)?(?:«?за»?|против|воздержал)\b")
#: `18 были опубликованы`
_VERB_AFTER = re.compile(
    r"\s(?:(?:уже|еще|все еще|по-прежнему|не|также|лишь)\s)?(?:был[иоа]?|являются|находятся"
    r"|остаются|остались|получили|имеют"
    r"|приняли|представили|погибли|участвуют|действуют|завершены|относятся|касались|касаются"
    r"|[а-я]+(?:ованы|[аяе]ны|[аеия]лись|ились|[ауя]ются|[ая]тся|ают|яют|уют|[аиг]ли))\b"
)
#: `Из 50 просьб удовлетворено 32`
_DONE_BEFORE = re.compile(r"\b[а-яё]+(?:[аея]но|[иыя]то)\s(?:лишь\s|только\s|еще\s)?$")
_CLAUSE_BEFORE = re.compile(
    r"(?:^|[,;:(–—.\n-]|\b(?:и|а|но|тогда как|из которых|из них|остальные|другие|только|лишь|еще"
    r"|все))\s?$"
)
_HARMED_BEFORE = re.compile(
    r"(?i:\b(?:погиб|уби|ране|ранен|пострада|арестова|задержа|похище|эвакуир|казн))[а-яё]*\s"
    r"(?:(?:не менее|по меньшей мере|около|более|свыше|почти|примерно|еще)\s)*$"
)
_COMPARED_BEFORE = re.compile(
    r"(?:\b(?:по сравнению со?|против|в отличие от|чем|с|до)\s(?:лишь\s|только\s)?|[(]с\s)$"
)
_DASH = r"(?:--|[-–—])"
_LABEL = re.compile(
    r"(?:\(?\w{1,3}[.)]\s)?(?P<what>[А-ЯЁа-яё][А-Яа-яё -]{2,60}?)(?:\s?\([^()]{1,40}\))?"
    rf"\s?(?:{_DASH}|[:=])\s?~?\s?"
)
_SHORT_LABEL = re.compile(
    rf"(?:^|[;:,(\n.]\s?)(?P<what>[А-ЯЁа-яё]+(?:\s[а-яё]+)?)(?::|\s{_DASH})\s$"
)
_IN_BRACKETS = re.compile(r"(?P<noun>\b[а-яё]{4,})\s\($")
#: `7 — женщины`, `76 миллионов из них женщины`
_IS_NOUN = re.compile(
    rf"\s(?:из\sних\s)?(?:{_DASH}\s(?P<other>(?:[а-яё]+ие(?:ся)?\s)?[а-яё]+(?:[ыи]е|[ыиая]))"
    rf"(?=[,.;)])|(?:{_DASH}\s)?(?:являются\s)?"
    r"(?P<noun>женщин[аы]?|мужчин[аы]?|дети|девочки|мальчики|женщинами|мужчинами|детьми)\b)"
)
_NO_COUNT_BEFORE = re.compile(
    r"(?i:\b(?:индекс|коэффициент|балл|оценк|рейтинг|соотношен|ПГП|мест[оае]|уров[не]|температур"
    r"|скорост|широт|долгот|координат|вес|площад|объем|мощност|длин|высот)[а-яё]*)[^.;]{0,40}$"
)
#: `24 официальных и 30 неофициальных заседаний`
_ADJECTIVE_OF_NEXT = re.compile(
    rf",?\s(?:и|или|а также)\s(?:\d+(?:[{BLANKS}]\d{{3}})*|[а-яё]+)(?=\s[а-яё])"
)
_OTHER_IN_BRACKETS = re.compile(rf"[а-яё]{{3,}}\s\(\d{{1,3}}(?:[{BLANKS}]\d{{3}})*\)")
#: `12 центров: 5 в Африке и 7 в Азии`
_MEMBER_BEFORE = re.compile(r"(?:[:;,(]|\bи)\s?$")
_PLACED = re.compile(r"\s(?:в|во|на|из|от|для|со стороны|при|--|[-–—])\s")
#: `120 голосами против 3`
_VOTE_BEFORE = re.compile(
    r"\bголос(?:ами|ом|ов|а)\s(?:против\s)?(?:\d+\s)?(?:против|при|за)\s$|\bпротив\s(?:--|[-–—])\s$"
)
_RATE = re.compile(rf"\bна\s(?:каждые\s)?{_POWERS}")
#: `Из этих государств`, `Среди опрошенных`
_AMONG = re.compile(r"\s*(?:\d+\.\s)?(?:Из|Среди)\s(?:(?:этих|тех|всех|указанных|числа)\s)*")
_LONGEST_SENTENCE, _WINDOW = 800, 60


def _sentence_start(text: str, position: int) -> int:
    """First character after the last full stop before `position` that a capital follows."""
    begin = max(0, position - _LONGEST_SENTENCE)
    for match in reversed(list(_SENTENCE_END.finditer(text, begin, position))):
        return match.end()
    return begin


_SENTENCE_END = re.compile(
    r"(?:(?<![А-ЯA-Z])(?<!долл)(?<!млн)(?<!млрд)(?<!тыс)[.?!]\s+(?=[А-ЯЁ«])|\n)"
)


class _Bare:
    """A number that no noun follows: a count where the words around it say so."""

    def __init__(self, text: str, number: Number, before: Sequence[Figure]) -> None:
        self._text = text
        self._number = number
        self._left = text[max(0, number.start - _WINDOW) : number.start]
        self._begin = _sentence_start(text, number.start)
        self._before = before

    def mark(self) -> Mark | None:
        """The mark of a count, or None."""
        number = self._number
        inverted = self._inverted()
        if inverted is not None:
            return inverted
        if number.value < 2 or self._is_joined() or self._is_rate():
            return None
        group = self._of_group()
        if group is not None:
            return group
        large = self._is_large()
        if not (large or self._is_told()):
            return None
        return self._counted(self._unit(large=large), "ru.bare")

    def noun_of_adjective(self, end: int) -> str | None:
        """`заседаний` for `24 официальных и 30 неофициальных заседаний`; else what they part.

        Args:
            end: the character after the adjective.
        """
        following = _ADJECTIVE_OF_NEXT.match(self._text, end)
        phrase = noun_phrase(self._text, following.end()) if following else None
        if phrase is not None and phrase.unit and phrase.whole:
            return phrase.unit.rpartition(" ")[2]
        bracket = self._text.rfind("(", self._begin, self._number.start)
        if bracket < 0 or ")" in self._text[bracket : self._number.start]:
            return None
        return (self._earlier_unit() or "").rpartition(" ")[2] or None

    def _counted(self, unit: str | None, rule: str) -> Mark:
        number = self._number
        return Mark(
            "count",
            number.start,
            number.end,
            rule,
            unit=unit,
            unit_class=unit_class(unit),
            more=number.more,
            weak=rule == "ru.bare",
        )

    def _inverted(self) -> Mark | None:
        """`человек двадцать`: about twenty people."""
        match = _INVERTED.search(self._left)
        if match is None or not self._number.spelled:
            return None
        noun = match["noun"]
        if noun == "раз":
            return NO_FIGURE
        start = self._number.start - len(match[0])
        if self._before and self._before[-1].end > start:
            return None
        mark = self._counted(noun, "ru.inverted")
        return replace(mark, start=start, qualifier="about")

    def _is_joined(self) -> bool:
        """Whether it is listed with a number that can lend it its mark."""
        if _JOINED.match(self._text, self._number.end):
            return True
        comma = _JOINED_BY_COMMA.match(self._text, self._number.end)
        return comma is not None and not self._is_large()

    def _is_rate(self) -> bool:
        if _RATE_AFTER.match(self._text, self._number.end):
            return True
        return _RATE.search(self._text, self._begin, self._number.start) is not None

    # --- whether it counts ---

    def _is_large(self) -> bool:
        """Thousands set off, or a multiplier: such a number is no label."""
        number = self._number
        grouped = _GROUPED.search(self._text, number.start, number.end) is not None
        if number.spelled:
            return number.scale >= 1000 and self._closes()
        return (number.scale >= 1000 or grouped) and not _NO_COUNT_BEFORE.search(self._left)

    def _closes(self) -> bool:
        return _CLOSES.match(self._text, self._number.end) is not None

    def _is_told(self) -> bool:
        """Whether the words around it tell of a count."""
        end, left = self._number.end, self._left
        if _SHARE_AFTER.match(self._text, end) or _OF_BEFORE.search(left):
            return not _NO_COUNT_BEFORE.search(left)
        if _HARMED_BEFORE.search(left) or _OF_THEM_BEFORE.search(left):
            return not self._number.spelled or _VERB_AFTER.match(self._text, end) is not None
        if self._is_vote() or (self._earlier_unit() and self._predicate()):
            return True
        if _VERB_AFTER.match(self._text, end):
            return _CLAUSE_BEFORE.search(left) is not None or self._follows_count()
        if self._number.spelled or _NO_COUNT_BEFORE.search(left) or not self._closes():
            return False
        if self._labelled() is not None or self._is_member():
            return True
        if _DONE_BEFORE.search(left) and self._earlier_unit():
            return True
        if _VALUE_OF_NUMBER.search(left) and self._number_of() is not None:
            return True
        return self._is_compared() or self._is_in_brackets()

    def _follows_count(self) -> bool:
        """`Из 340 жалоб 120 были отклонены`: the number right after a count."""
        last = self._before[-1] if self._before else None
        return last is not None and last.kind == "count" and last.end == self._number.start - 1

    def _is_vote(self) -> bool:
        voted = "голос" in self._text[self._begin : self._number.start]
        return voted and _VOTE_BEFORE.search(self._left) is not None

    def _is_in_brackets(self) -> bool:
        """`в клиниках (44) и больницах (32)`: numbers in brackets after nouns."""
        if _IN_BRACKETS.search(self._left) is None or not self._text.startswith(
            ")", self._number.end
        ):
            return False
        nearby = self._text[self._begin : self._number.end + 200]
        return len(_OTHER_IN_BRACKETS.findall(nearby)) > 1

    def _is_member(self) -> bool:
        """Whether it is one of the parts that an earlier count is made up of."""
        return (
            self._earlier_unit() is not None
            and _MEMBER_BEFORE.search(self._left) is not None
            and _PLACED.match(self._text, self._number.end) is not None
        )

    def _is_compared(self) -> bool:
        """`12 стран по сравнению с 9 в 2020 году`."""
        last = self._before[-1] if self._before else None
        return (
            last is not None
            and last.kind == "count"
            and last.start >= self._begin
            and _COMPARED_BEFORE.search(self._left) is not None
        )

    # --- what is counted ---

    def _of_group(self) -> Mark | None:
        """`10 из 34 государств`, `12 из этих стран`, `76 миллионов из них`."""
        end = self._number.end
        if self._number.value == 1 and self._number.spelled:
            return None
        if _OF_THEM.match(self._text, end):
            return self._counted(self._predicate() or self._earlier_unit(), "ru.of_them")
        of = _OF.match(self._text, end)
        if of is None:
            return None
        if of["number"]:
            unit = self._noun_of_whole(of) or self._unit(large=False)
            return self._counted(unit, "ru.of_number")
        noun = self._noun_at(of.end() - 1)
        return self._counted(noun, "ru.of_group") if noun else None

    def _noun_at(self, position: int) -> str | None:
        """The noun phrase in the genitive, plural or singular, that begins at a place."""
        for form in ("many", "few"):
            phrase = noun_phrase(self._text, position, form)
            if phrase is not None:
                return phrase.unit
        return None

    def _noun_of_whole(self, of: re.Match[str]) -> str | None:
        """`государств` in `10 из 34 государств`, in the form that goes with the second number."""
        digits = "".join(c for c in of["number"] if c.isdigit())
        form = agreement(Decimal(digits), 1) if digits else "many"
        phrase = noun_phrase(self._text, of.end(), form)
        return phrase.unit if phrase is not None else self._noun_at(of.end())

    def _unit(self, *, large: bool) -> str | None:
        """What is counted, by the sentence; for a small number also by the sentence before."""
        if self._is_vote() or _VOTE_AFTER.match(self._text, self._number.end):
            return "голосов"
        if _HARMED_BEFORE.search(self._left):
            earlier = self._earlier_unit()
            return earlier if unit_class(earlier) == "people" else None
        found = (
            self._predicate()
            or self._label()
            or self._number_of()
            or self._among()
            or self._in_brackets()
            or self._earlier_unit()
            or self._labelled()
        )
        if found is not None or large:
            return found
        return next((f.unit for f in reversed(self._before[-20:]) if f.unit), None)

    def _predicate(self) -> str | None:
        match = _IS_NOUN.match(self._text, self._number.end)
        if match is None:
            return None
        other = match["other"] if unit_class(match["other"]) in {"people", "countries"} else None
        return match["noun"] or other

    def _number_of(self) -> str | None:
        """The noun of the sentence's last `число …`."""
        found = None
        for match in _NUMBER_OF.finditer(self._text, self._begin, self._number.start):
            found = self._noun_at(match.end() - 1) or found
        return found

    def _among(self) -> str | None:
        """The noun of `Из этих государств 29 …`."""
        match = _AMONG.match(self._text, self._begin, self._number.start)
        return self._noun_at(match.end() - 1) if match else None

    def _earlier_unit(self) -> str | None:
        for figure in reversed(self._before):
            if figure.start < self._begin:
                break
            if figure.kind == "count" and figure.unit:
                return figure.unit
        return None

    def _in_brackets(self) -> str | None:
        match = _IN_BRACKETS.search(self._left)
        return match["noun"] if match else None

    def _labelled(self) -> str | None:
        """`общее число нарушений -- 4 389`, `Целевой показатель: 12`."""
        if not self._left.rstrip(" ~").endswith((":", "-", "–", "—", "=")):
            return None
        label = _LABEL.fullmatch(self._text, self._begin, self._number.start)
        if label is None or not _NUMBER_OF.search(label["what"] + " "):
            return self._label() if unit_class(self._label()) else None
        return self._number_of()

    def _label(self) -> str | None:
        """`Население: 61 777`, `полицейских: 1 900`, `женщин — 45`."""
        match = _SHORT_LABEL.search(self._left)
        phrase = noun_phrase(f" {match['what']}", 0, "one") if match else None
        whole = match is not None and phrase is not None and phrase.end == len(match["what"]) + 1
        return phrase.unit if phrase is not None and whole else None
