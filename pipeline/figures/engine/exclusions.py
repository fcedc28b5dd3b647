"""Exclude numbers that are not figures: dates, references, ages, ratios, parts of names and titles.

They are recognized by the word before a number, the word after it, and the number they are listed
with. If a word is ambiguous (`the report documents 12 cases`), what is counted after it decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import msgspec
from babel import Locale
from msgspec.structs import replace as changed

from pipeline.figures.currencies import any_code, any_sign, doubtful, sign_ends
from pipeline.figures.engine.after import After, WhichAfter, next_word
from pipeline.figures.engine.before import MANY_WORDS, Before, last_word
from pipeline.figures.engine.lexicon import Lexicon, any_word
from pipeline.figures.engine.money import is_sum
from pipeline.figures.engine.number import Number, repeats
from pipeline.figures.needed import search
from pipeline.figures.numbers import BLANKS
from pipeline.figures.scripts import ARABIC, CYRILLIC_CAPITALS, LATIN_CAPITALS, LATIN_SMALL
from pipeline.figures.words import capitalised

_HYPHENS = "-\u2010\u2011–"
_GLUED_CURRENCY = re.compile(rf"(?:\b{any_code()}|(?<![^\W\d_]){any_sign()}|\$[A-Z]{{1,3}})$")
_MONEY_BEFORE = re.compile(rf"(?:\b[A-Z]{{3}}|{any_sign()})\s?$")
_PHONE = re.compile(r"[\d\s().–-]+")
_PHONE_NUMBER = re.compile(r"\d[\d\s().–-]{6,}\d")
#: Four groups of digits or more that end in two pairs: no number is grouped like that.
_PAIRED = re.compile(
    r"\d{1,4}(?:[ \u00a0.-]\d{2,4}){1,3}(?:[ \u00a0.-]\d\d){2}(?![ \u00a0.,]?\d|\w)"
)
_BRACKETED = re.compile(r"\s?\((?:\d{4}|[IVXL]+(?:-[A-Z])?|[A-Z]-\d+)\)|/\d{2,3}(?!\d)")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.?!:;•“\"«(–—\n¿¡)])\s*$")
_BEFORE_MINUTES = frozenset(".:")
_CLOCK = re.compile(r"[:.]\d\d(?!\d)(?=\s?(?:[-–—]|$|[\s.,;)]))")
#: The first group of a number printed in reverse: `000 2`.
_FULL_GROUP = re.compile(r"\d{3}\s")
#: `75007 Paris`
_TOWN = re.compile(rf"\s[{LATIN_CAPITALS}][{LATIN_SMALL}]+")
#: `12. The Committee`, `12- `
_ENUMERATED = re.compile(r"\s?[-–—.)]\s+(?=[^\W\d])")
#: `1 Theme to be decided`
_ENUMERATION = re.compile(rf"\s[{LATIN_CAPITALS}{CYRILLIC_CAPITALS}]")
#: `15.104 The provision`, `5.I.2 The unit`, `15-112` in right-to-left text.
_SECTION = re.compile(
    r"\s*\d+[A-Z]?(?:\.(?:\d+|[A-Z]+))+\.?\s+"
    rf"(?=[{LATIN_CAPITALS}{CYRILLIC_CAPITALS}¿«“]|[^\x00-\u02ff])"
    rf"|\s*\d+(?:[-–](?:\d+|[{ARABIC}]+))+\.?\s+(?=[{ARABIC}])"
)
_SHORT_YEAR_BEFORE = re.compile(r"(?<!\d)(?:1[89]|20)\d\d\s?[-–/]\s?$")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»\n]{3,240})[”\"»]")
#: A web address whose file name has spaces: `https://…/Data 2024 update.pdf`.
_FILE_ADDRESS = re.compile(
    r"https?://\S{1,400}(?:\s\S{1,60}){0,8}?\.(?:pdf|docx?|xlsx?|pptx?|html?)\b"
)
_SOURCE_AFTER = re.compile(rf",?\s(?:\(|\d|[{LATIN_CAPITALS}])")
_NOT_NOUGHT = frozenset("123456789")
_POWERS = frozenset((100, 1000, 10_000, 100_000, 1_000_000))
_SECTION_SIGNS = tuple(
    sign + blank for sign in ("§", "¶", "№", " #") for blank in ("", " ", "\u00a0")
)
_SIGN_ENDS = sign_ends()
_CLOSES = re.compile(r"[,;)](?![^\W_])|\.(?=\s|$)|$")
_WINDOW = 64


@dataclass(frozen=True, slots=True)
class Hooks:
    """What exclusions need from a language.

    Attributes:
        counts: whether something countable follows at a position.
        counts_known: whether something of a known class does.
        percent: where a per cent sign or word that follows ends.
        may_be_percent: whether one may follow, by the next word.
        is_money: whether a currency follows.
        may_be_money: whether one may follow, by the next word.
        key: the form in which words are compared.
        phrase_end: where what a number counts ends.
        number: matches a number in digits or a number word.
        is_plural: whether a word announces several references, if its key does not show that.
    """

    counts: Callable[[str, int, Number | None], bool]
    counts_known: Callable[[str, int], bool]
    percent: Callable[[str, int], int | None]
    may_be_percent: Callable[[str], bool]
    is_money: Callable[[str, int], bool]
    may_be_money: Callable[[str], bool]
    key: Callable[[str], str]
    number: re.Pattern[str]
    phrase_end: Callable[[str, Number], int | None]
    is_plural: Callable[[str], bool] | None = None


class _WordBefore(msgspec.Struct, frozen=True, gc=False):
    """Which rules the word before a number can belong to."""

    key: str
    phone: bool
    reference: bool
    age: bool
    rate: bool
    share: bool
    prices: bool
    month: bool
    year: bool


class _WordAfter(msgspec.Struct, frozen=True, gc=False):
    """Which rules the word after a number can belong to."""

    percent: bool
    money: bool
    ordinal: bool
    street: bool
    age: bool
    rate: bool
    to_one: bool
    time: bool


class _Place(msgspec.Struct, frozen=True, gc=False):
    """A number and what is beside it.

    Attributes:
        text: the paragraph.
        number: the number.
        left: the text before it.
        last: the last word of that.
        before: what that word can mean.
        after: what the next word can mean.
        percent: whether a per cent sign or word follows.
    """

    text: str
    number: Number
    left: str
    last: str
    before: _WordBefore
    after: _WordAfter
    percent: bool


class Exclusions:
    """Removes numbers that are not figures.

    Most numbers have no word of any rule beside them. So the words beside a number are looked up
    first, and only their rules are asked.

    Args:
        lexicon: the language's words, in `references`, `dates`, `ages`, `rates` and `titles`.
        locale: the CLDR locale of the names of months.
        candidates: all numbers of a text, in order.
        hooks: what is needed from the language.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        locale: str,
        candidates: Callable[[str], Iterable[Number]],
        hooks: Hooks,
    ) -> None:
        self._candidates, self._hooks = candidates, hooks
        self._references = _References(lexicon, hooks)
        self._dates = _Dates(lexicon, locale, hooks)
        self._ages, self._rates = _Ages(lexicon, hooks), _Rates(lexicon, hooks)
        self._titles = _Titles(lexicon)
        self._words = _Words(lexicon, hooks)
        self._before = lru_cache(maxsize=MANY_WORDS)(self._word_before)
        self._after = lru_cache(maxsize=MANY_WORDS)(self._word_after)
        self._begins = WhichAfter(
            {
                "ordinal": self._words.ordinals,
                "street": self._words.streets,
                "age": self._ages.after,
                "rate": self._rates.after,
                "to_one": self._rates.to,
                "time": self._dates.times,
            }
        )

    def _word_before(self, last: str) -> _WordBefore:
        key = self._references.word(last)
        return _WordBefore(
            key=key,
            phone=self._references.is_phone(last),
            reference=self._references.may_end(last, key),
            age=self._ages.may_end(last),
            rate=self._rates.before.may_end(last),
            share=self._rates.out_of_before.may_end(last),
            prices=self._dates.prices.may_end(last),
            month=last in self._dates.month_ends,
            year=last in self._dates.year_words,
        )

    def _word_after(self, following: str) -> _WordAfter:
        begins = self._begins(following)
        return _WordAfter(
            percent=self._hooks.may_be_percent(following),
            money=self._hooks.may_be_money(following),
            ordinal="ordinal" in begins,
            street="street" in begins,
            age="age" in begins,
            rate="rate" in begins,
            to_one="to_one" in begins,
            time="time" in begins,
        )

    def __call__(self, text: str) -> list[Number]:
        """The numbers in order, without those in dates, references, names, ages or ratios."""
        found: list[Number] = []
        titles = self._titles.spans(text)
        if "://" in text:
            titles += (match.span() for match in _FILE_ADDRESS.finditer(text))
        passed, section = 0, _SECTION.match(text)
        referred: tuple[Number, bool] | None = None
        for number in self._candidates(text):
            start, end = number.start, number.end
            if section is not None and start < section.end():
                if self._numbers_paragraph(text, number, section.end()):
                    passed = section.end()
                section = None
            if start < passed:
                continue
            left = text[start - _WINDOW if start > _WINDOW else 0 : start]
            last = last_word(left)
            before = self._before(last)
            if referred is None and before.year and _is_plain_year(text, number):
                continue
            after = self._after(next_word(text, end))
            percent = after.percent and self._hooks.percent(text, end) is not None
            place = _Place(text, number, left, last, before, after, percent)
            passed = self._references.phone(place)
            if passed or self._is_part(place, titles):
                continue
            if referred and self._references.carries(place, referred[0], plural=referred[1]):
                referred = number, referred[1]
                continue
            # The words in `12 (twelve) cases`.
            if found and repeats(text, found[-1], number, (" (", "\u00a0("), (")",)):
                found[-1] = changed(found[-1], end=end + 1)
                referred = None
                continue
            referred = None if percent else self._referred(place, found)
            if referred is None and not (
                self._rates.is_rate(place) or (not percent and self._dates.is_dated(place))
            ):
                found.append(number)
        return found

    def _is_part(self, place: _Place, titles: list[tuple[int, int]]) -> bool:
        """Whether a number is part of a title, word, symbol or address."""
        if titles and any(a <= place.number.start < b for a, b in titles):
            return True
        return self._titles.goes_on(place) or self._words.holds(place)

    def _referred(self, place: _Place, found: list[Number]) -> tuple[Number, bool] | None:
        """A number that is a reference or an age, and whether its word announces several."""
        number = place.number
        if self._references.refers(place) and not (
            found and self._counted_before(place.text, found[-1], number)
        ):
            return number, self._references.is_plural(place)
        return (number, False) if self._ages.is_age(place) else None

    def _counted_before(self, text: str, last: Number, number: Number) -> bool:
        """Whether the word before a number is what the last one counts."""
        if number.start - last.end > _WINDOW or self._hooks.percent(text, last.end):
            return False
        return self._hooks.phrase_end(text, last) == number.start - 1

    def _numbers_paragraph(self, text: str, number: Number, end: int) -> bool:
        """Whether a text begins with its own paragraph number."""
        if number.scale > 1 or self._hooks.percent(text, number.end):
            return False
        dashed = "." not in text[:end]
        return not (dashed and self._hooks.counts(text, end - 1, None))


class _Words:
    """Numbers that are part of a word, symbol, address, ordinal or section number."""

    def __init__(self, lexicon: Lexicon, hooks: Hooks) -> None:
        self._hooks = hooks
        self._may_follow = re.compile(lexicon.any("words.may_follow_hyphen"))
        self._ends_unit = re.compile(rf"{lexicon.any('percent.words', 'words.ends_unit')}[-–]$")
        self._ordinal_ending = re.compile(lexicon.any("ordinals.endings"))
        self._ordinal_after = re.compile(
            rf"(?:-|\s(?:{lexicon.any('numbers.and')}\s)?){lexicon.any('ordinals.words')}"
            rf"(?!\w)(?!-)"
        )
        self.ordinals = After((*lexicon.phrases("ordinals.words"), *lexicon.phrases("numbers.and")))
        self._street = re.compile(rf",?\s{lexicon.any('words.street')}(?!\w)")
        self.streets = After(lexicon.phrases("words.street"))
        self._towns = lexicon.get("words.towns") is True
        self._capitals = lexicon.get("words.capital_is_name") is not False
        self._ends_number = re.compile(rf"(?<!\w)(?i:{hooks.number.pattern})-$")
        self._may_stand_before = re.compile(rf"{lexicon.any('words.glued_before')}$")
        self._no_number_before = re.compile(rf"{lexicon.any('words.no_number_before')}$")

    def holds(self, place: _Place) -> bool:
        """Whether it is part of something that is not a number."""
        text, number, left = place.text, place.number, place.left
        if place.after.ordinal and self._ordinal_after.match(text, number.end):
            return number.spelled or number.value < 100
        if number.spelled:
            return self._holds_words(place)
        if left and left[-1] != " ":
            glued = self._is_glued_to(place, left[-1])
            if glued is not None:
                return glued
        if left[-2:-1] in "§¶№#" and left.endswith(_SECTION_SIGNS):
            return True
        if self._is_address(place) or ((not left or left.isspace()) and _is_enumerated(place)):
            return True
        start = number.start
        if text[start] == "0" and text[start + 1 : start + 2].isdigit():
            grouped = number.grouped and _FULL_GROUP.match(text, start)
            return not grouped or self._goes_on(place)
        return self._goes_on(place)

    def _is_glued_to(self, place: _Place, before: str) -> bool | None:
        """Whether the character before a number makes it part of a word, or None if unknown."""
        left = place.left
        if before.isalpha() or before in "/_#@=&°º§¶":
            may_be_sign = before in _SIGN_ENDS
            sign = _GLUED_CURRENCY.search(left, max(0, len(left) - 8)) if may_be_sign else None
            if sign is not None:
                # `K9 units`, `R22 refrigerants`
                return sign[0] in doubtful() and not is_sum(place.number)
            return self._may_stand_before.search(left) is None
        if before in f".:,’'{_HYPHENS}" and self._is_glued(left, percent=place.percent):
            return True
        return None

    def _is_address(self, place: _Place) -> bool:
        text, number = place.text, place.number
        if place.after.street and self._street.match(text, number.end):
            return True
        town = self._towns and number.end - number.start == 5
        return town and _TOWN.match(text, number.end) is not None

    def _is_glued(self, left: str, *, percent: bool) -> bool:
        """Whether the mark at the end of `left` joins a number to a word or number before it.

        `P-4`, `Add.1`, `1:50`, but not `5-10` or `5 per cent–10 per cent`.
        """
        mark, other = left[-1], left[-2:-1]
        if mark == "." and _GLUED_CURRENCY.search(left, max(0, len(left) - 8)):
            return False  # `Rs.500`
        if other.isalpha():
            return not (mark in _HYPHENS and (percent or self._ends_unit.search(left)))
        if other == ".":
            return False
        return (other.isdigit() and mark not in _HYPHENS) or mark in "’'"

    def _goes_on(self, place: _Place) -> bool:
        """Whether what directly follows the digits makes them part of something else."""
        text, number = place.text, place.number
        after = text[number.end : number.end + 1]
        if not (after and (after.isalpha() or after in "°_@/.:-–ºª")):
            short = text[number.end - 1].isalpha() and text[number.end - 2].isdigit()
            return short and number.scale == 1 and not self._is_money(place)
        if self._ordinal_ending.match(text, number.end):
            return True
        if place.percent or (place.after.money and self._hooks.is_money(text, number.end)):
            return False
        following = text[number.end + 1 : number.end + 2]
        if after.isalpha():
            return not self._may_follow.match(text, number.end) and not (
                number.grouped and self._hooks.counts(text, number.end, None)
            )
        if after in "°_@ºª":
            return True
        if after == "/":
            return following.isalnum() and not _money_before(place.left)
        if after in ".:":
            return following.isdigit()
        if after == "-" and not following.isdigit() and following not in ("", " "):
            if self._may_follow.match(text, number.end) or number.scale > 1:
                return False
            return not self._is_money(place)
        return False

    def _is_money(self, place: _Place) -> bool:
        return _money_before(place.left) or self._hooks.is_money(place.text, place.number.end)

    def _holds_words(self, place: _Place) -> bool:
        """`five-year`, `two-way`, `the Five Principles`, `forty-`."""
        text, number, left = place.text, place.number, place.left
        after = text[number.end : number.end + 1]
        if after == "-" and not place.percent and not self._may_follow.match(text, number.end):
            return self._hooks.number.match(text, number.end + 1) is None
        if number.value in _POWERS and self._no_number_before.search(left):
            return True
        if left.endswith(("-", "’", "'")) and left[-2:-1].isalpha():
            if self._ends_number.search(left):
                return False
            return not self._may_stand_before.search(left)
        if not text[number.start].isupper() or not self._capitals:
            return False
        return _SENTENCE_BEFORE.search(left) is None and not text[number.start :].isupper()


class _References:
    """`paragraph 12`, `Group of 77`, `agenda item 5`, `Goal 17`, and telephone numbers."""

    def __init__(self, lexicon: Lexicon, hooks: Hooks) -> None:
        self._hooks = hooks

        def keyed(name: str) -> frozenset[str]:
            words = lexicon.words(f"references.{name}")
            return frozenset((*words, *map(hooks.key, words)))

        self._strong, self._loose, self._plurals = map(keyed, ("strong", "loose", "plural"))
        self._shortened, self._stopped = keyed("shortened"), keyed("stopped")
        self._verbs = keyed("verbs")
        self._words = frozenset().union(
            self._strong, self._loose, self._plurals, self._shortened, self._verbs
        )
        self._phones = frozenset(lexicon.words("references.phones"))
        self._verb_before = re.compile(rf"(?<!\w){lexicon.any('references.before_verb')}\s\w+\s$")
        self._name_of = Before(
            rf"(?<!\w){lexicon.any('references.names')}\s?$", lexicon.phrases("references.names")
        )
        self._loose_name_of = Before(
            rf"(?<!\w){lexicon.any('references.names_loose')}\s?$",
            lexicon.phrases("references.names_loose"),
        )
        self._spelled_too = lexicon.get("references.spelled") is True
        joined = lexicon.any("range.and", "range.or", "range.to", "range.list", "references.joined")
        filled = lexicon.any("references.filled")
        suffix = lexicon.any("references.suffixes")
        self._carry = re.compile(
            rf"(?:\s?\([\w\s]{{1,12}}\)|\s?\w{{1,2}}\)|[a-z]\b|\s[a-z]\b|\s{suffix}(?!\w))*\s?"
            rf"(?:[,،;؛]\s?(?:{joined}\s?)?|{joined}\s?|[-–—/&]\s?)(?:{filled}\s?)?\(?"
        )
        total = lexicon.any("counts.total")
        self._of_whole = re.compile(
            rf",?\s{lexicon.any('counts.of', 'rates.out_of')}\s?(?:{total}\s?)?"
        )
        ends = lexicon.any("range.to", "range.or")
        self._other_end = re.compile(rf"\s?(?:{ends}|[-–])\s?{hooks.number.pattern}")
        self._named = re.compile(rf"(?<!\w)[{LATIN_CAPITALS}][\w’'-]+\s$")
        self._names_by_number = lexicon.get("references.capital_names") is True

    def word(self, last: str) -> str:
        """The key of the word before a number; empty if a sentence ends there."""
        plain = last.lower().rstrip(".")
        if not plain:
            return ""
        if plain in self._phones:
            return plain
        word = self._hooks.key(plain)
        if last.endswith("."):
            return word if word in self._shortened else ""
        return "" if word in self._stopped else word

    def is_phone(self, last: str) -> bool:
        """Whether the word before a number announces a telephone number."""
        return last.lower().rstrip(".") in self._phones

    def may_end(self, last: str, word: str) -> bool:
        """Whether a word can be the last one before a reference."""
        return (
            word in self._words or self._name_of.may_end(last) or self._loose_name_of.may_end(last)
        )

    def is_plural(self, place: _Place) -> bool:
        """Whether the word before a number announces several references."""
        if self._hooks.is_plural is not None:
            return self._hooks.is_plural(place.last.lower().rstrip("."))
        word = place.before.key
        return word in self._plurals or (not self._plurals and word.endswith("s"))

    def phone(self, place: _Place) -> int:
        """Where a telephone number ends; 0 if it is not one."""
        text, number, left = place.text, place.number, place.left
        is_phone = place.before.phone
        if not place.last and ":" in left:
            label, _, rest = left.rpartition(":")
            if not rest.strip(" \u00a0(+"):
                is_phone = self.is_phone(last_word(label))
        if is_phone:
            match = _PHONE.match(text, number.end)
            return match.end() if match else number.end
        if left.endswith("+") and not place.percent:
            match = _PHONE_NUMBER.match(text, number.start)
            return match.end() if match else 0
        # Groups of digits follow, and none comes before.
        if not text[number.end + 1 : number.end + 2].isdigit() or number.spelled:
            return 0
        paired = None if left[-2:-1].isdigit() else _PAIRED.match(text, number.start)
        return paired.end() if paired else 0

    def carries(self, place: _Place, referred: Number, *, plural: bool) -> bool:
        """Whether a number is listed with a reference, age or date."""
        text, number = place.text, place.number
        if number.start - referred.end > 32 or number.scale > 1:
            return False
        bracketed = _BRACKETED.match(text, referred.end)
        begin = min(bracketed.end() if bracketed else referred.end, number.start)
        match = self._carry.fullmatch(text, begin, number.start)
        whole = match is None and self._of_whole.fullmatch(text, begin, number.start) is not None
        if not (match or whole) or place.percent:
            return False
        if place.after.money and self._hooks.is_money(text, number.end):
            return False
        if match is None:
            # `page 4 of 12`, `position 74 out of 180`
            return not self._hooks.counts(text, number.end, None)
        if plural:
            return True
        return not re.search("[,;،]", match[0]) and not self._hooks.counts(text, number.end, None)

    def refers(self, place: _Place) -> bool:
        """Whether a number says which one, not how many."""
        text, number, left = place.text, place.number, place.left
        if not (place.before.reference or self._names_by_number) or number.scale > 1:
            return False
        if place.after.money and self._hooks.is_money(text, number.end):
            return False
        if self._name_of.search(left, place.last):
            return True
        if self._loose_name_of.search(left, place.last):
            return not self._hooks.counts(text, number.end, None)
        word = place.before.key
        if not word or not left.endswith((" ", "\u00a0", "(", "[", ".", "°", "º", "“", '"', "«")):
            return self._is_named(text, number, left)
        verb = word in self._verbs and self._verb_before.search(left) is not None
        if word in self._strong or word in self._shortened:
            if left.endswith("(") and self._hooks.counts(text, number.end, None):
                return False
            if not verb:
                return not number.spelled or (
                    self._spelled_too and not self._hooks.counts(text, number.end, None)
                )
        if word in self._loose or word in self._plurals or verb:
            return not self._counts(text, number)
        return self._is_named(text, number, left)

    def _counts(self, text: str, number: Number) -> bool:
        """Whether a number counts something, or the number that it forms a range with does."""
        other = self._other_end.match(text, number.end)
        return self._hooks.counts(text, other.end() if other else number.end, None)

    def _is_named(self, text: str, number: Number, left: str) -> bool:
        """`the 1540 Committee`, `Programme 21`: a number after a capitalised noun names it."""
        if number.spelled or number.value >= 3000 or not self._names_by_number:
            return False
        match = self._named.search(left)
        if match is None or _SENTENCE_BEFORE.search(left[: match.start()]):
            return False
        return not self._hooks.counts(text, number.end, None)


class _Dates:
    """Days, years and times of day."""

    def __init__(self, lexicon: Lexicon, locale: str, hooks: Hooks) -> None:
        self._hooks = hooks
        names = capitalised(_months(locale, lexicon))
        month = any_word(names)
        months = rf"(?:{month}(?:\s?/\s?{month})?)"
        of, word = lexicon.any("dates.of"), lexicon.any("range.and", "range.or", "range.to")
        day = rf"(?:{lexicon.any('dates.before_day')}\s)?\d{{1,2}}{lexicon.any('dates.ordinal')}?"
        joined, ordinal = lexicon.any("dates.joined"), lexicon.any("dates.ordinal")
        self._day_of_month = re.compile(
            rf"{ordinal}?(?:\s?(?:,|{word}|{joined}|[-–—/])\s?{day}){{0,8}}"
            rf",?\s(?:{of}\s)?{months}(?!\w)"
        )
        self._after_month = re.compile(rf"(?<!\w){months}\s$")
        self._day_and_month = re.compile(rf"(?<!\d)\d{{1,2}}\s{months}\s$")
        self.month_ends = frozenset(name.split()[-1] for name in names)
        self._hours = re.compile(rf"(?:[.:]\d\d)?\s?{lexicon.any('dates.hours')}(?!\w)")
        self._after_hours = re.compile(rf"\d\s?{lexicon.any('dates.hour')}\s?$")
        self._year_before = Before(
            rf"(?:^|(?<!\w){lexicon.any('dates.year_before')}\s|[-–(/]\s?)$",
            lexicon.phrases("dates.year_before"),
            ("", "*"),
        )
        self.year_words = self.month_ends | frozenset(lexicon.words("dates.year_words"))
        self._listed = re.compile(rf"(?<!\d)((?:1[789]|20)\d\d)\s?(?:{word}|[-–/])\s?$")
        self._strong = Before(
            rf"(?<!\w){lexicon.any('dates.count_before')}\s?$",
            lexicon.phrases("dates.count_before"),
        )
        self.prices = Before(
            rf"(?<!\w){lexicon.any('dates.prices_of')}\s$", lexicon.phrases("dates.prices_of")
        )
        self._leads = lexicon.get("dates.years_lead") is True
        self._named = tuple(f"{word} " for word in lexicon.words("dates.named_by_number"))
        self._decade = Before(
            rf"(?<!\w){lexicon.any('dates.decade_before')}\s$",
            lexicon.phrases("dates.decade_before"),
        )
        self._lunar = re.compile(rf"\s?{lexicon.any('dates.lunar')}(?!\w)")
        self.times = After((*lexicon.phrases("dates.hours"), *lexicon.phrases("dates.lunar")))

    def is_dated(self, place: _Place) -> bool:
        """Whether a number is part of a date or time."""
        text, number, left = place.text, place.number, place.left
        value, end = number.value, number.end
        if number.grouped or number.scale > 1:
            return False
        if place.before.prices and 1900 < value < 2100 and self.prices.search(left, place.last):
            return True
        if place.after.money and self._hooks.is_money(text, end):
            return False
        timed = place.after.time or text[end : end + 1] in _BEFORE_MINUTES
        if timed and self._hours.match(text, end):
            return True
        if number.spelled:
            return self._decade.search(left, place.last) is not None
        if value < 60:
            if timed and value <= 24 and _CLOCK.match(text, end):
                return text[end] == ":"
            if self._after_hours.search(left, max(0, len(left) - 12)):
                return True
            if value <= 31 and self._day_of_month.match(text, end):
                return True
        if place.after.time and self._lunar.match(text, end):
            return True
        if place.before.month and self._after_month.search(left):
            return self._is_after_month(text, number, left)
        return self._is_year(place) or self._is_named_by_number(text, number, left)

    def _is_after_month(self, text: str, number: Number, left: str) -> bool:
        """`March 2019`, `March 12`, `Rajab 1436`, but not `in March 12 schools`."""
        if 1900 <= number.value < 2100:
            return True
        lunar = 1300 < number.value < 1500
        if lunar and self._day_and_month.search(left):
            return True
        return (lunar or number.value <= 31) and not self._hooks.counts(text, number.end, None)

    def _is_year(self, place: _Place) -> bool:
        """Four digits without a mark; before a noun, only after words of time."""
        text, number, left = place.text, place.number, place.left
        if number.value < 100:
            dashed = left.rstrip()[-1:] in ("-", "–", "/")
            return dashed and _SHORT_YEAR_BEFORE.search(left) is not None
        if number.end - number.start != 4 or not 1700 <= number.value <= 2200:
            return False
        if _money_before(left):
            return False
        if not self._hooks.counts(text, number.end, number):
            return True
        listed = self._listed.search(left)
        if listed is not None and int(listed[1]) < number.value:
            return True
        if self._strong.search(left, place.last):
            return False
        return self._leads or self._year_before.search(left, place.last) is not None

    def _is_named_by_number(self, text: str, number: Number, left: str) -> bool:
        """`the 1540 Committee`: here, four digits without a comma are a name."""
        short = number.end - number.start == 4 and text[number.start : number.end].isdigit()
        return short and number.value < 3000 and left.endswith(self._named)


def _is_enumerated(place: _Place) -> bool:
    """Whether a number at the beginning of a text is that of a paragraph."""
    text, number = place.text, place.number
    if _ENUMERATED.match(text, number.end):
        return True
    return number.value == 1 and _ENUMERATION.match(text, number.end) is not None


def _is_plain_year(text: str, number: Number) -> bool:
    """`in 2019,`: the most frequent case, which nothing that follows can change."""
    if number.end - number.start != 4 or number.grouped or not 1900 <= number.value < 2100:
        return False
    return _CLOSES.match(text, number.end) is not None


def _money_before(left: str) -> bool:
    """Whether a currency's sign or code ends a text."""
    if left.rstrip()[-1:] not in _SIGN_ENDS:
        return False
    return _MONEY_BEFORE.search(left, max(0, len(left) - 8)) is not None


def _months(locale: str, lexicon: Lexicon) -> frozenset[str]:
    locales = lexicon.words("dates.locales") or (locale,)
    names = {
        str(name)
        for one in locales
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for name in Locale.parse(one).months[context][width].values()
    }
    own = lexicon.words("dates.months")
    lunar = lexicon.phrases("dates.lunar_months")
    return frozenset(lexicon.fold(n) for n in (*names, *own, *lunar) if not n.isdigit())


class _Ages:
    """`aged 15 to 24`, `people under 18`, `60 and older`."""

    def __init__(self, lexicon: Lexicon, hooks: Hooks) -> None:
        self._hooks = hooks
        filled = rf"(?:\s{lexicon.any('ages.filled')})*"
        self._before = Before(
            rf"(?<!\w){lexicon.any('ages.before')}{filled}\s$",
            (*lexicon.phrases("ages.before"), *lexicon.phrases("ages.filled")),
        )
        self._after = re.compile(rf"\s{lexicon.any('ages.after')}(?!\w)(?!\s\d)")
        self.after = After(lexicon.phrases("ages.after"))
        self._younger = Before(
            rf"(?<!\w){lexicon.any('ages.persons')}\s{lexicon.any('ages.bounds')}\s$",
            lexicon.phrases("ages.bounds"),
        )

    def may_end(self, last: str) -> bool:
        """Whether a word can be the last one before an age."""
        return self._before.may_end(last) or self._younger.may_end(last)

    def is_age(self, place: _Place) -> bool:
        """Whether a number is an age in years."""
        if not (place.before.age or place.after.age):
            return False
        text, number, left, last = place.text, place.number, place.left, place.last
        if number.value > 120 or number.scale > 1:
            return False
        if place.after.age and self._after.match(text, number.end):
            return True
        if self._before.search(left, last) or self._younger.search(left, last):
            return not self._hooks.counts_known(text, number.end)
        return False


class _Rates:
    """`per 100,000`, `four out of five`, `1 to 71,000`, `6 to 1`, `ranked 12 out of 180`."""

    def __init__(self, lexicon: Lexicon, hooks: Hooks) -> None:
        self._hooks = hooks
        self._small = {
            hooks.key(form): value
            for form, value in lexicon.numbers("numbers.words").items()
            if value <= 20
        }
        self.before = Before(
            rf"(?<!\w)(?<!\d[.,]){lexicon.any('rates.before')}\s$", lexicon.phrases("rates.before")
        )
        self._after = re.compile(rf"\s?{lexicon.any('rates.after')}(?!\w)")
        self.after = After(lexicon.phrases("rates.after"))
        self._of_power = re.compile(
            rf"(?:\d|%|{lexicon.any('rates.nouns')})[^.;:\n]{{0,60}}?\s{lexicon.any('rates.per')}\s$"
        )
        self._per_what = re.compile(
            rf"\s{lexicon.any('rates.per_what')}" if lexicon.get("rates.per_what") else ""
        )
        forms = [f for f, n in lexicon.numbers("numbers.words").items() if n <= 20]
        out_of, small = lexicon.any("rates.out_of"), any_word(capitalised(forms))
        self._has_shares = lexicon.get("rates.shares_of") is not None
        self._shares_of = re.compile(
            rf"\s?(?:$|[.,;:)]|{lexicon.any('rates.shares_of')})" if self._has_shares else ""
        )
        change = lexicon.any("range.change")
        self._rated = re.compile(
            rf"\d(?:\s(?!(?i:{change}))[^\W\d]+){{0,4}}\s{lexicon.any('rates.per')}\s$"
        )
        self._changed = re.compile(rf"(?<!\w)(?i:{change})")
        self._out_of = re.compile(
            rf"\s(?P<noun>(?:[^\W\d]+\s){{0,2}}?){out_of}\s"
            rf"(?P<of>\d+(?:[.,{BLANKS}]\d{{3}}(?!\d))*|[^\W\d]+)(?!\w)(?![,.]\d)"
        )
        self.out_of_before = Before(
            rf"(?<![\w.,])(?P<few>\d{{1,3}}|{small})\s(?P<noun>(?:[^\W\d]+\s){{0,2}}?){out_of}\s$",
            lexicon.phrases("rates.out_of"),
        )
        of = lexicon.any("rates.of")
        self._has_of = lexicon.get("rates.of") is not None
        self._of_ten = re.compile(rf"\s{of}\s(?P<of>\d+|[^\W\d]+)(?!\w)(?![,.]\d)")
        self._of_ten_before = re.compile(rf"(?<![\w.,])(?P<few>\d|{small})\s{of}\s$")
        to = lexicon.any("rates.to")
        self._to_one = re.compile(
            rf"\s{to}\s(?:1|{lexicon.any('rates.one')})(?![.,]?\d|[{BLANKS}]\d{{3}})(?!\w)"
        )
        self.to = After(lexicon.phrases("rates.to"))
        self._one_to = re.compile(rf"\s{to}\s(?:\d{{3}}|\d+[., ]\d{{3}})(?![\d.,]*\d)")
        #: `1 homme sur 20`
        self._one_in = re.compile(
            rf"\s(?:[^\W\d]+\s){{1,2}}{lexicon.any('rates.one_in')}\s\d+(?!\w)(?!\s?%)"
        )
        self._value_before = re.compile(
            rf"(?<!\w){lexicon.any('rates.values')}\s(?:[^\W\d]+\s){{0,2}}?(?:\d[\d.,]*[^\W\d]{{0,3}}(?:\s[^\W\d]+)?\s(?:{to}|{out_of}|/)\s)?$"
        )

    def is_rate(self, place: _Place) -> bool:
        """Whether a number is part of a rate, ratio or rank."""
        text, number, left = place.text, place.number, place.left
        value, end = number.value, number.end
        if place.before.rate and self.before.search(left, place.last):
            return True
        if place.percent or (place.after.money and self._hooks.is_money(text, end)):
            return False
        if _money_before(left):
            return False
        if place.after.rate and self._after.match(text, end):
            return True
        if search(self._value_before, left):
            return True
        # A power of ten ends in a nought, a word or a multiplier.
        if text[end - 1] not in _NOT_NOUGHT and value in _POWERS and self._of_power.search(left):
            if self._per_what.match(text, end):
                return True
            rated = value >= 1000 and self._rated.search(left) is not None
            return rated and self._changed.search(left) is None
        if place.after.to_one and self._to_one.match(text, end):
            return True
        if value == 1 and (self._one_to.match(text, end) or self._one_in.match(text, end)):
            return True
        return (place.before.share or value <= 100) and self._is_share(place)

    def _is_share(self, place: _Place) -> bool:
        """`four out of five`, `3 in 10`: a small number out of a round one."""
        text, number, left = place.text, place.number, place.left
        value = number.value
        whole = self._out_of.match(text, number.end)
        if whole and whole["noun"] and self._hooks.counts(text, whole.end(), None):
            # `5 meetings in 10 countries`
            return False
        if whole:
            is_share = 0 < value <= 100 and self._is_round(whole["of"], value)
            return is_share and self._shares_of.match(text, whole.end()) is not None
        if self._has_of:
            ten = self._of_ten.match(text, number.end)
            if ten and value < 10 and self._value(ten["of"]) in (10, 100):
                return True
            if value in (10, 100) and self._of_ten_before.search(left):
                return True
        part = self.out_of_before.search(left, place.last)
        if part is None or (part["noun"] and self._hooks.counts(text, number.end, None)):
            return False
        few = self._value(part["few"])
        of_any = few == 1 and self._has_shares  # `один из тринадцати мужчин`
        is_share = few > 0 and (of_any or self._is_round(text[number.start : number.end], few))
        return is_share and self._shares_of.match(text, number.end) is not None

    def _is_round(self, words: str, few: Decimal) -> bool:
        """Whether shares are given out of a number: up to ten, a hundred, a thousand."""
        value = self._value(words)
        return few < value and (value <= 10 or value in _POWERS)

    def _value(self, words: str) -> Decimal:
        digits = "".join(c for c in words if c.isdecimal())
        return Decimal(digits or self._small.get(self._hooks.key(words), 0))


class _Titles:
    """Quoted titles: `“Vision 2040: Seven Steps to Open Government”`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._named = re.compile(rf"(?<!\w){lexicon.any('titles.named')}\s?,?:?\s?$")
        self._source_before = re.compile(rf"(?:^|[,;.]\s|(?<!\w){lexicon.any('titles.see')}\s)$")
        self._word = re.compile(r"[^\W\d][\w’'-]{3,}")
        self._capitals = lexicon.get("titles.capitals") is True
        #: `The Value of Data: 25 Cases from Practice`
        self._subtitle_before = re.compile(
            rf"\b[A-Z][a-z]+\s(?:[A-Z][\w’'-]+|{lexicon.any('titles.small')})"
            r"\s?[A-Z]?[\w’'-]*:\s$"
        )
        self._subtitle_after = re.compile(
            rf"\s(?!{lexicon.any('titles.no_subtitle')})[A-Z][a-z]{{3,}}"
        )
        self._open = lexicon.get("titles.capitals_open") is True

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The positions of quoted titles."""
        if "“" not in text and '"' not in text and "«" not in text:
            return []
        return [match.span() for match in _QUOTED.finditer(text) if self._is_title(text, match)]

    def goes_on(self, place: _Place) -> bool:
        """Whether a number begins the second half of a title without quotation marks."""
        if not self._capitals or not place.left.endswith(": "):
            return False
        after = self._subtitle_after.match(place.text, place.number.end)
        return after is not None and self._subtitle_before.search(place.left) is not None

    def _is_title(self, text: str, quoted: re.Match[str]) -> bool:
        left = text[max(0, quoted.start() - 32) : quoted.start()]
        if self._named.search(left):
            return True
        begins = quoted[1].strip()[:1].isupper()
        if self._open:
            said = left.rstrip()[-1:] in tuple(":,—–-")
            return begins and not quoted[1].endswith(".") and not said
        if self._capitals:
            words = self._word.findall(quoted[1])
            capitals = sum(word[0].isupper() for word in words)
            if capitals >= 2 and capitals >= 0.6 * len(words):
                return True
        cited = self._source_before.search(left) and _SOURCE_AFTER.match(text, quoted.end())
        return bool(cited) and begins
