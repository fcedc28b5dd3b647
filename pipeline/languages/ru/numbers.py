"""Numbers in Russian text, without those that are no figures by what they stand in.

Number words are read by their forms; what is passed over whole (symbols, dates, ordinals, lists of
references) is told by patterns; a year or a reference that may be a count, by the noun after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from babel import Locale

from pipeline.figures.engine.model import Number
from pipeline.figures.numbers import BLANKS
from pipeline.figures.words import any_of
from pipeline.languages.ru.nouns import agreement, noun_phrase
from pipeline.languages.ru.words import (
    CARDINALS,
    COMPOUND_PARTS,
    DOZEN,
    GENITIVE_SCALES,
    HALVES,
    SCALE_FORMS,
    SCALES,
    SINGLE_SCALES,
    plain,
    stem,
)

_LOCALE = "ru"

# --- digits -------------------------------------------------------------------------------

#: `3 800`, `2,5`, `1,234,567`; a point before a fraction, as editions copy it from English.
_DIGITS = (
    rf"(?:\d{{1,3}}(?:[{BLANKS}]\d{{3}})+(?!\d)(?:[,.]\d+)?|\d{{1,3}}(?:,\d{{3}}){{2,}}(?!\d)"
    r"|\d+(?:[,.]\d+)?)"
)
_SHORT_SCALES = {"тыс": 10**3, "млн": 10**6, "млрд": 10**9, "трлн": 10**12}
_SCALE = (
    r"(?:(?P<short>тыс|млн|млрд|трлн)\b(?:\.(?!\s*$|\s+[А-ЯЁ]))?"
    r"|(?P<scale>тысяч|миллион|миллиард|триллион)(?:а|у|ом|е|ы|и|ов|ей|ью|ам|ами|ах)?\b)"
)
#: `2 с половиной миллиона`, `80 с лишним стран`.
_AND_MORE = r"(?:\sс\s(?:(?P<half>половиной)|(?P<more>лишним|небольшим)))?"
_HYPHEN = "[-\u2010\u2011]"
#: Adjectives made of a number: `двухмиллионный`, `30-процентный`.
_ADJECTIVE = r"(?:процентн|(?P<tail>тысячн|миллионн|миллиардн)[а-я]{2,3}\b)"
_TAILS = {"тысячн": 10**3, "миллионн": 10**6, "миллиардн": 10**9}

# --- words --------------------------------------------------------------------------------

#: Beginnings of all number words.
_WORD = (
    r"(?:[Оо]д(?:н|ин)|[Дд](?:в|юж|ев|ес)|[Тт](?:р[еиоё]|ыс)|[Чч]ет|[Пп](?:ят|ол[тсм])|[Шш]ест"
    r"|[Сс](?:ем|ор|от|т[оа](?:\b|проц|тыс|мил))|[Вв]ос[ье]|[Мм]илли|[Тт]рилл)[а-яё]*"
)
_SCAN = re.compile(rf"(?=[\dОДТЧПШСВМодтчпшсвм])(?:\d|\b{_WORD}(?:[{BLANKS}-]{_WORD})*)")
_ONE_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
_PARTS = any_of(COMPOUND_PARTS)
_ONE_PART = re.compile(_PARTS)
_COMPOUND = re.compile(
    rf"(?P<parts>(?:{_PARTS})+)(?:(?P<tail>тысячн|миллионн|миллиардн)[а-я]{{2,3}}\b|(?=процентн))",
    re.IGNORECASE,
)
_SPELLED_AFTER = re.compile(rf"{_AND_MORE}(?:[{BLANKS}]{_SCALE})?")
_APPROXIMATOR = re.compile(
    r"(?:более|больше|около|свыше|менее|меньше|порядка|до|примерно|почти)\s$", re.IGNORECASE
)
_TENTH = (
    r"трет|четверт|пят|шест|седьм|восьм|девят|десят|[а-я]+надцат|двадцат|тридцат|сороков"
    r"|[а-я]+десят|девяност|сот|[а-я]+сот|тысячн"
)
#: `двадцать первой сессии`, `две трети`, `три пятых`.
_ORDINAL_AFTER = re.compile(
    rf"[{BLANKS}-](?:(?:перв|втор|{_TENTH})(?:ый|ой|ий|ая|ое|ого|ому|ую|ым|ом)"
    rf"|треть(?:я|е|его|ему|ей|ю|им|ем)|(?:трет|четверт)(?:ь|и|ью|ей|ям|ями|ях)|(?:{_TENTH})(?:ых"
    rf"|ым|ыми))\b"
)
_SEVEN_AFTER = re.compile(rf"[{BLANKS}][а-яё]+ми\b")

# --- what is passed over ------------------------------------------------------------------


def _months() -> str:
    """Alternation of the names of months in any case."""
    names = Locale.parse(_LOCALE).months["stand-alone"]["wide"].values()
    stems = sorted({str(name).removesuffix("ь") for name in names} - {"май"})
    return rf"(?:ма(?:й|я|ю|е|ем)|(?:{'|'.join(stems)})[а-я]{{0,3}})"


_TO = r"\s?(?:,|;|и|или|по|до|-|–|—|--|/)\s?"
_ORDINAL = rf"{_HYPHEN}?(?:[ыи]й|ой|ая|о?е|ые|о?го|о?му|ую|ы?м|ом|ы?х|ы?ми|й|я|ю)(?![а-яё])"
#: What begins with a digit and is passed over whole.
_OF_DIGITS = "|".join(
    (
        # dates and times
        (
            rf"(?:\d{{1,2}}{_TO}(?:с\s|до\s"
            rf"|по\s)?){{0,4}}\d{{1,2}}(?:-го)?[{BLANKS}](?:{_months()})\b"
            rf"(?:[{BLANKS}]\d{{4}}\b)?"
        ),
        r"\d{1,2}\.\d{1,2}\.\d{2,4}\b|\d+:\d+\b|\d{1,2}\.\d{2}(?=\s(?:час|ч\.|по\s))",
        r"(?:19|20)\d\d\s?[/–—-]\s?\d\d(?!\d)",
        # ordinals, and what is made of a number and a word: 74-я, 5-дневный
        rf"(?![2-4]{_HYPHEN}х\s[а-яё])\d+(?:{_TO}\d+)?{_ORDINAL}",
        (
            rf"\d+(?:[,.]\d+)?{_HYPHEN}"
            r"(?!процентн|тысячн|миллионн|миллиардн|ти\b|мя\b|х\b)[а-яё]{2,}"
        ),
        r"\d+(?:летн|дневн|часов|минутн|метров)[а-я]{2,3}\b",
    )
)
#: The same, beginning before a digit, where the blank or bracket before it ends.
_SYMBOL = re.compile(
    "|".join(
        (
            r"(?:https?://|www\.)[!-~]+",
            r"[\w.+-]+@[!-~]+",
            # symbols: A/74/336, S/RES/1325 (2000)
            r"[A-ZА-Я][\w.]*(?:/[\w.-]+(?:\([^()\s]*\))?)+(?:\s\(\d{4}\))?",
            # names with a number in them
            rf"(?:[A-Za-zА-Яа-яЁё]+{_HYPHEN})*[A-Za-zА-Яа-яЁё]+(?:{_HYPHEN}|\+)?\d[\w-]*",
            r"\+\d[\d\s().–-]{6,}",
        )
    )
)
_BLANK_OR_BRACKET = ' \u00a0\n(«“"<'
_LONGEST_SYMBOL = 90
#: Names whose number comes last: `Комитет 1267`, `С - 4`, `№ 12`.
_NAME_BEFORE = re.compile(
    r"(?:(?:№|\bNo\.?)\s?|\b[Пп]овестк[а-я]\sдня\s|\bIS[BS]N\s"
    r"|\b(?:С|Д|ПС|ОО|МЛ|НС|НСС|P|D|G|FS|КС)\s?[-\u2011–]\s?)$"
)
_COMMITTEE_BEFORE = re.compile(r"\b[Кк]омитет(?:а|у|е|ом)?\s[«“\"<]{0,2}$")
_GROUP_BEFORE = re.compile(r"\b[Гг]рупп(?:а|ы|е|у|ой)\s[«“\"<]{0,2}$")
_GROUP_OF = re.compile(
    r"(?:77\b|24\b|(?:20|[78]|[Дд]вадцати|[Сс]еми|[Вв]осьми|[Дд]есяти)\b(?!\s[а-яё]{4}))"
)
_TELEPHONE_BEFORE = re.compile(r"\b(?:[Тт]ел(?:ефон)?|[Фф]акс|[Tt]el|[Ff]ax)[.:]{1,2}\s?[+(]?$")
_TELEPHONE = re.compile(r"[\d\s().–-]+")
#: What follows `№`: `3-ФЗ`, `12/2020`, `14 и 15`.
_NAMED = re.compile(
    r"\d+(?:[./-]\d+)*(?:[–-]?[А-ЯA-Zа-яa-z]+\b)?"
    r"(?:\s?(?:,|и|или)\s(?:№\s?)?\d+(?:[./-]\d+)*(?!\d|\s[а-яё]{3}))*"
)
#: What glues digits to what stands before them.
_GLUED_BEFORE = re.compile(r"(?:[\w/&#]|\d[,.]|[A-Za-zА-Яа-яЁё][.:’'])$")
_WINDOW = 40

# --- references ---------------------------------------------------------------------------

#: Words whose number says which one, not how many.
_STRONG = frozenset(
    "подпункт пункт стать стат резолюц правил подраздел раздел приложен таблиц диаграмм рисун "
    "рисунк врезк вставк сноск примечан добавлен страниц строк колонк столбц граф глав записк "
    "протокол част параграф".split()
)
#: The same, but a noun that goes with the number can well be what it counts.
_LOOSE = frozenset(
    "решен рекомендац принцип цел задач показател индикатор этап фаз шаг вариант сценари уровн "
    "уровен класс тип групп компонент подпрограмм программ документ указ постановлен приказ "
    "конвенц стандарт верси модул блок зон комнат кабинет том выпуск форм категор график карт "
    "обязательств вывод мероприят вопрос тем каскад дом корпус канал рейс шоссе сери издан секц "
    "сектор квадрат участок отделен положен номер элемент мер закон".split()
)
#: `место 45 из 188`; the plural is counted.
_PLACES = frozenset(("место", "месте"))
_CUT = "пп п ч рез ст гл табл рис стр с разд прил прим сн док т вып кн подп абз".split()
#: The word before a number, and the full stop that shortens it.
_WORD_BEFORE = re.compile(
    r"(?<![А-Яа-яЁё])(?P<word>[А-Яа-яЁё]++)(?P<stop>\.)?(?P<blank>[ \u00a0])?(?:повестки\sдня\s)?[(\[]?$"
)
_REFERRED = re.compile(r"\d+(?:\.\d+)*(?:/\d+)?(?!\d)")
_PLURAL = re.compile(r".*(?:[ыи]|ов|ей|ий|а[мх]|я[мх]|ми)|пп|ст|с|стр|гл|табл|рис")
#: What may follow a number that refers: `3 a)`, `27 3)`, `1325 (2000)`, `973 (X)`.
_PART = re.compile(
    r"(?:\s?\((?:\d{4}|[IVXL]+(?:-[A-Z])?|[a-zа-я]{1,3}|\d{1,2})\)|\s?[a-zа-я]{1,2}\)|\s\d{1,2}\)"
    r"|-?[a-zа-яA-ZА-Я]\b|\s(?:bis|ter|quater|[AА])\b)*"
)
_JOIN = re.compile(
    rf"\s?(?:,|;|и|или|а также|-|–|—|--|до"
    rf"|по)\s?(?:(?:{'|'.join(_CUT)})\.\s?)?(?P<referred>\d+(?:\.\d+)*(?:/\d+)?)(?!\d)"
)
_OWN_MARK = re.compile(
    rf"[{BLANKS}]?(?:%|процент|проц\.|тыс|млн|млрд|трлн|миллион|миллиард|долл|евро\b|руб)"
    rf"|[{BLANKS}]\d{{3}}(?!\d)|,\d|\s\(\d[\d,]*\s?(?:%|процент)"
)

_CANDIDATE = re.compile(
    rf"(?P<skip>{_OF_DIGITS})|(?P<digits>{_DIGITS})(?:{_HYPHEN}?{_ADJECTIVE}"
    rf"|(?:{_HYPHEN}(?:ти|мя|х)\b)?{_AND_MORE}(?:[\])]?[{BLANKS}-]?{_SCALE})?)"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A number, and whether its digits are four that may be a year."""

    number: Number
    bare_year: bool = False


_CENTS = re.compile(rf"[{BLANKS}](?:(?:евро)?цент(?:ов|а|ам|ами|ах|ы|у|ом)?|копе(?:йк[аиуе]|ек))\b")


def numbers(text: str) -> list[Number]:
    """All numbers in order, without those that are dates, references, names, ages or ratios."""
    found: list[Number] = []
    titles = _titles(text)
    for candidate in _candidates(text):
        number = candidate.number
        if any(a <= number.start < b for a, b in titles):
            continue
        if found and _is_repeated(text, found[-1], number):
            found[-1] = replace(found[-1], end=number.end + 1)
        elif not (
            (candidate.bare_year and _is_year(text, number))
            or _is_in_word(text, number)
            or _is_ratio(text, number)
        ):
            found.append(_of_whole(text, number))
            if len(found) > 1 and (together := _together(text, found[-2], found[-1])):
                found[-2:] = [together]
    return found


def _together(text: str, great: Number, small: Number) -> Number | None:
    """`1 млн 250 тыс.`: one number, None where the two are not."""
    if great.scale < 1000 or text[great.end : small.start] not in frozenset(BLANKS):
        return None
    if great.value % great.scale or small.value >= great.scale or great.spelled != small.spelled:
        return None
    return replace(small, start=great.start, value=great.value + small.value)


def _of_whole(text: str, number: Number) -> Number:
    """The number in whole units of currency where it is one of cents."""
    in_cents = _CENTS.match(text, number.end) is not None
    return replace(number, value=number.value / 100) if in_cents else number


def _candidates(text: str) -> Iterator[_Found]:
    """Every number in digits or words that nothing passes over."""
    position = 0
    while match := _SCAN.search(text, position):
        position = match.end()
        if not match[0].isdigit():
            yield from map(_Found, spelled_numbers(text, *match.span()))
            continue
        start = match.start()
        passed = _passed_over(text, start)
        if passed is not None:
            position = max(passed, position)
            continue
        if whole := _CANDIDATE.match(text, start):
            yield from _in_digits(text, whole)
            position = whole.end()


def _passed_over(text: str, start: int) -> int | None:
    """End of what digits are part of that is no number: a symbol, a name, a reference."""
    left = text[max(0, start - _WINDOW) : start]
    begin = _begin_of_symbol(text, start)
    symbol = _SYMBOL.match(text, begin) if begin < start else None
    if symbol and symbol.end() > start:
        return symbol.end()
    if _TELEPHONE_BEFORE.search(left):
        return _end(_TELEPHONE, text, start)
    if _NAME_BEFORE.search(left) or _COMMITTEE_BEFORE.search(left):
        return _end(_NAMED, text, start)
    if _GROUP_BEFORE.search(left) and (group := _GROUP_OF.match(text, start)):
        return group.end()
    word = _WORD_BEFORE.search(left)
    reference = _end_of_references(text, start, word) if word else None
    if reference is None and _GLUED_BEFORE.search(left):
        return _end(_REFERRED, text, start)
    return reference


def _begin_of_symbol(text: str, start: int) -> int:
    """First character of what no blank or bracket parts from a place."""
    floor = max(0, start - _LONGEST_SYMBOL)
    return max(floor, 1 + max(text.rfind(c, floor, start) for c in _BLANK_OR_BRACKET))


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _in_digits(text: str, match: re.Match[str]) -> Iterator[_Found]:
    """The number in digits that was matched, unless it is passed over."""
    if match["skip"]:
        return
    digits = match["digits"]
    value = _value(digits)
    scale = _scale(match)
    if match["tail"]:
        scale = _TAILS[match["tail"]]
    if match["half"]:
        value += Decimal("0.5")
    percent = text.startswith("процентн", match.end() - len("процентн"))
    end = match.end() - len("процентн") if percent else match.end()
    end -= percent and text[end - 1] in "-\u2010\u2011"
    number = Number(match.start(), end, value * scale, scale, more=bool(match["more"]))
    year = len(digits) == 4 and digits.isdigit() and scale == 1 and not percent
    yield _Found(number, bare_year=year)


def _scale(match: re.Match[str]) -> int:
    """The multiplier that a match of `_SCALE` holds."""
    if match["short"]:
        return _SHORT_SCALES[match["short"]]
    return SCALES[match["scale"]] if match["scale"] else 1


def _value(digits: str) -> Decimal:
    """The value of digits; of two commas or more, each sets off thousands."""
    kept = "".join(c for c in digits if c not in BLANKS)
    return Decimal(kept.replace(",", "") if kept.count(",") > 1 else kept.replace(",", "."))


def _compound(text: str, start: int) -> Number | None:
    """`двухмиллионный`; of `пятидесятипроцентный` the part that says how many."""
    match = _COMPOUND.match(text, start)
    if match is None:
        return None
    value = sum(COMPOUND_PARTS[part] for part in _ONE_PART.findall(plain(match["parts"])))
    scale = _TAILS[match["tail"].lower()] if match["tail"] else 1
    return Number(start, match.end(), Decimal(value) * scale, scale, spelled=True)


# --- number words -------------------------------------------------------------------------


def spelled_numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The numbers in a run of number words: one, or several (`два или три`).

    >>> [int(n.value) for n in spelled_numbers("сто двадцать одной")]
    [121]
    >>> [int(n.value) for n in spelled_numbers("два-три")]
    [2, 3]
    """
    speller = _Speller(text)
    for word in _ONE_WORD.finditer(text, start, len(text) if end is None else end):
        speller.take(plain(word[0]), word.start(), word.end())
    return speller.finished()


class _Speller:
    """Takes number words in order and keeps the number that they make up so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers: list[Number] = []
        self._clear()

    def _clear(self) -> None:
        self._total = Decimal(0)
        self._group = Decimal(0)
        # What the next word has to be smaller than.
        self._room = 1000
        self._scale_room = 10**15
        self._last_scale = 1
        self._start: int | None = None
        self._end = 0

    def take(self, word: str, start: int, end: int) -> None:
        """Take one word; what cannot go on with the number so far begins another."""
        whole = HALVES.get(word) or DOZEN.get(word)
        if whole:
            self._close()
            self._numbers.append(Number(start, end, Decimal(whole), whole, spelled=True))
        elif word in CARDINALS:
            self._take_cardinal(CARDINALS[word], word, start, end)
        elif word in SCALE_FORMS:
            self._take_scale(SCALE_FORMS[word], word, start, end)
        else:
            self._close()
            compound = _compound(self._text, start)
            if compound is not None:
                self._numbers.append(compound)

    def finished(self) -> list[Number]:
        """All numbers."""
        self._close()
        return self._numbers

    def _take_cardinal(self, value: Decimal, word: str, start: int, end: int) -> None:
        if word == "семью" and not _SEVEN_AFTER.match(self._text, end):
            self._close()
            return
        if value >= self._room:
            self._close()
        self._open(start, end)
        self._group += value
        self._room = 100 if value >= 100 else 10 if value >= 20 else 0

    def _take_scale(self, scale: int, word: str, start: int, end: int) -> None:
        if not self._group:
            self._close()
            left = self._text[max(0, start - 12) : start]
            genitive = word in GENITIVE_SCALES and _APPROXIMATOR.search(left)
            if word not in SINGLE_SCALES and not genitive:
                return
            self._group = Decimal(1)
        if scale >= self._scale_room:
            self._close()
            return
        self._open(start, end)
        self._last_scale = scale
        if scale < 1000:
            # `три десятка` may be multiplied further: `три десятка тысяч`.
            self._group *= scale
            self._room = 0
            return
        self._total += self._group * scale
        self._group = Decimal(0)
        self._room, self._scale_room = 1000, scale

    def _open(self, start: int, end: int) -> None:
        self._start = start if self._start is None else self._start
        self._end = end

    def _close(self) -> None:
        """Keep the number, unless an ordinal or fraction goes on with it."""
        value = self._total + self._group
        if self._start is not None and not _ORDINAL_AFTER.match(self._text, self._end):
            scale = 1 if self._group and self._total else self._last_scale
            number = Number(self._start, self._end, value, scale, spelled=True)
            self._numbers.append(_with_more(self._text, number))
        self._clear()


def _with_more(text: str, number: Number) -> Number:
    """`два с половиной миллиона`, `сто с лишним`."""
    match = _SPELLED_AFTER.match(text, number.end)
    if match is None or not (match["half"] or match["more"]):
        return number
    scale = _scale(match)
    value = number.value + (Decimal("0.5") if match["half"] else 0)
    return replace(
        number,
        end=match.end(),
        value=value * scale,
        scale=max(number.scale, scale),
        more=bool(match["more"]),
    )


# --- what makes a number no figure --------------------------------------------------------


def _end_of_references(text: str, start: int, word: re.Match[str]) -> int | None:
    """End of `2, 3 и 15` after `статьи`, None where the number rather counts."""
    first = _REFERRED.match(text, start)
    if first is None or _OWN_MARK.match(text, first.end()):
        return None
    name = plain(word["word"])
    if word["stop"]:
        strong, loose = name in _CUT, False
    elif word["blank"]:
        strong = stem(name) in _STRONG
        loose = stem(name) in _LOOSE or name in _PLACES
    else:
        return None
    if loose and _counts_a_noun(text, first.end(), first[0], after_reference=True):
        return None
    if not (strong or loose):
        return None
    return _end_of_list(text, first.end(), always=strong and _PLURAL.fullmatch(name) is not None)


def _end_of_list(text: str, end: int, *, always: bool) -> int:
    """End of a list of references; `always` says that a noun after one does not end it."""
    while True:
        end = _end(_PART, text, end)
        join = _JOIN.match(text, end)
        if join is None or _OWN_MARK.match(text, join.end()):
            return end
        if not always and _counts_a_noun(text, join.end(), join["referred"]):
            return end
        end = join.end()


def _counts_a_noun(text: str, end: int, digits: str, *, after_reference: bool = False) -> bool:
    """Whether a noun in the right form follows; `цели 4 программы` is rather of one programme."""
    if not digits.isdigit():
        return False
    form = agreement(Decimal(digits), 1)
    phrase = noun_phrase(text, end, "many" if after_reference else form)
    return phrase is not None and text[end + 1 : end + 2].islower()


def _is_repeated(text: str, previous: Number, number: Number) -> bool:
    """The words in `12 (двенадцать) случаев`."""
    return (
        text[previous.end : number.start] == " ("
        and number.value == previous.value
        and text[number.end : number.end + 1] == ")"
    )


_LIKELY_COUNT = re.compile(
    r"(?:[$€£¥]|\b(?i:более|около|свыше|почти|примерно|приблизительно|не менее|порядка|менее)\s)$"
)


def _is_year(text: str, number: Number) -> bool:
    """Four digits that no noun in the right form follows."""
    if not 1700 <= number.value <= 2200 or _OWN_MARK.match(text, number.end):
        return False
    if _LIKELY_COUNT.search(text, max(0, number.start - 20), number.start):
        return False
    return not _counts_a_noun(text, number.end, str(number.value))


_SENTENCE_BEFORE = re.compile(r"(?:^|[.?!:;•“\"«(–—\n)<-])\s*$")
_GLUED_AFTER = re.compile(r"[A-Za-zА-Яа-яЁё_°@]|/[\w]|[.:]\d")
_MONEY_BEFORE = re.compile(r"[$€£¥]\s?$")


def _is_in_word(text: str, number: Number) -> bool:
    """Whether it is part of a word, a name, or a number of another kind."""
    left = text[max(0, number.start - 12) : number.start]
    if number.spelled:
        capital = text[number.start].isupper() and not text[number.start :].isupper()
        if capital and _SENTENCE_BEFORE.search(left) is None:
            return True
        return _is_name(text, number)
    if text[number.start] == "0" and text[number.start + 1 : number.start + 2].isdigit():
        return True
    glued = _GLUED_AFTER.match(text, number.end)
    return (
        glued is not None
        and not text.startswith("процентн", number.end)
        and _MONEY_BEFORE.search(left) is None
    )


def _is_name(text: str, number: Number) -> bool:
    """`Группа двадцати`, `Комитет двадцати четырех`."""
    left = text[max(0, number.start - _WINDOW) : number.start]
    if _COMMITTEE_BEFORE.search(left):
        return True
    return (
        _GROUP_BEFORE.search(left) is not None and _GROUP_OF.match(text, number.start) is not None
    )


_EACH_BEFORE = re.compile(r"\b(?:[Кк]ажд(?:ые|ых|ым|ыми|ый|ого|ую|ой)|\d\s?к)\s$")
_PER = re.compile(r"\b(?P<of>в расчете на|из расчета на|на)\s$")
_PER_WHAT = re.compile(
    rf"[{BLANKS}](?:живо|ново|мертво)?(?:рожд|рожден|жител|населен|родов|родивш|беременност)"
)
_RATED = re.compile(r"\d(?:\s(?!год|процент|раз)[а-яё]+){0,4}\sна\s$")
_CHANGED = re.compile(r"увелич|сокра[тщ]|сни[зж]|возр[ао]с|вырос|уменьш|больше|меньше|превы")
_TO_ONE = re.compile(r"\sк\s(?:1|одному)\b")
#: `четверо из пяти`, `3 из 10`
_OUT_OF = re.compile(
    rf"[{BLANKS}](?:человек[а-я]?\s)?из\s(?:кажд[а-я]+\s)?(?P<of>\d+|[а-яё]+)\b(?![,.]?\d)"
)
_OUT_OF_BEFORE = re.compile(
    r"(?P<few>\b\d+|(?<![А-Яа-яЁё])[А-Яа-яЁё]++)\s(?:человек[а-я]?\s)?из\s(?:кажд[а-я]+\s)?$"
)
_MANY_PEOPLE = re.compile(
    rf"(?:[{BLANKS}](?:человек|люд|женщин|мужчин|дет|девоч|мальчик|жител|респондент|опрошен|взросл"
    rf"|подростк|домохозяйств|семей|работник|фермер|мигрант|беженц|граждан|школьник|студент"
    rf"|работающ)|[{BLANKS}]?(?:$|[.,;:)]))"
)
_WHOLES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000))


def _is_ratio(text: str, number: Number) -> bool:
    """`на 100 000 живорождений`, `каждые два`, `четверо из пяти`, `6 к 1`."""
    left = text[max(0, number.start - 60) : number.start]
    if _EACH_BEFORE.search(left) or _TO_ONE.match(text, number.end):
        return True
    per = _PER.search(left)
    if per and _is_power_of_ten(number.value):
        if per["of"] != "на" or _PER_WHAT.match(text, number.end):
            return True
        if number.value >= 1000 and _RATED.search(left) and not _OWN_MARK.match(text, number.end):
            return _CHANGED.search(left) is None
    after = _OUT_OF.match(text, number.end)
    if after and number.value <= 10:
        whole = _small(after["of"])
        return whole in _WHOLES and _MANY_PEOPLE.match(text, after.end()) is not None
    before = _OUT_OF_BEFORE.search(left)
    if before is None or number.value not in _WHOLES or not 0 < _small(before["few"]) <= 10:
        return False
    return _MANY_PEOPLE.match(text, number.end) is not None


def _is_power_of_ten(value: Decimal) -> bool:
    return value in (1, 100, 1000, 10_000, 100_000, 1_000_000)


def _small(words: str) -> Decimal:
    """Value of digits or of one number word, 0 where it is none."""
    return Decimal(words) if words.isdigit() else CARDINALS.get(plain(words), Decimal(0))


# --- titles -------------------------------------------------------------------------------

_QUOTED = re.compile(r"(?:«([^«»\n]{3,240})»|<<([^<>\n]{3,240})>>|“([^“”\n]{3,240})”)")
_SPOKEN_BEFORE = re.compile(r"[:,—–-]\s?$")


def _titles(text: str) -> list[tuple[int, int]]:
    """Where quoted titles stand: `инициатива «Двадцать шагов»`; what somebody says is none."""
    if not any(mark in text for mark in "«“<"):
        return []
    return [match.span() for match in _QUOTED.finditer(text) if _is_title(text, match)]


def _is_title(text: str, quoted: re.Match[str]) -> bool:
    words = quoted[1] or quoted[2] or quoted[3]
    left = text[max(0, quoted.start() - 3) : quoted.start()]
    return words[0].isupper() and not words.endswith(".") and not _SPOKEN_BEFORE.search(left)
