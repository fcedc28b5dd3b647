"""Numbers in Arabic text, in digits and in words.

Digits of thousands come in either order: `10 600` as it is read, and `600 10`, as it is typed so
that the page, which runs from right to left, shows `10 600`. In words, units precede tens, and two
of a thing are one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace as changed

from pipeline.figures.engine.number import Number
from pipeline.figures.needed import search
from pipeline.figures.numbers import BLANKS
from pipeline.figures.words import any_of, initials
from pipeline.languages.ar.letters import pattern, plain
from pipeline.languages.ar.nouns import DUALS as COUNTED_DUALS
from pipeline.languages.ar.words import (
    DUALS,
    HUNDREDS,
    NUMBER_WORDS,
    PLURAL_SCALES,
    PREFIX,
    SCALES,
    TENS,
    UNITS,
)

#: Two units of a currency in one word.
CURRENCY_DUALS = frozenset(
    noun + ending for noun in map(plain, ("دولار", "دينار", "جنيه")) for ending in ("ان", "ين")
)
#: Before a number word: the first half of an ordinal, `في المائة`, `كلا`, a superlative.
_NO_NUMBER_BEFORE = pattern(
    r"(?:(?<!\w)في\sال|(?<!\w)(?:كلا|كلتا|أحد|إحدى|أول|آخر|أضعف|أقوى|أكبر|أهم|أفضل|أسوأ)\s"
    r"|(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)ة?\s(?:و?\s?(?:ال)?))$"
)

# --- candidates ---------------------------------------------------------------------------

_SCALE = any_of({**SCALES, **DUALS})
_WORD = any_of(NUMBER_WORDS)
_FRACTION = (
    r"(?:[½¼¾]|\.\d+|,(?!\d{3}(?!\d))\d+"
    r"|،\d{1,2}(?=\s?(?:%|في الم[ائي]|مليون|ملايين|بليون|بلايين|مليار)))?"
)
_DIGITS = (
    # In reading order, with thousands separated by commas or spaces.
    rf"\d{{1,3}}(?:,\d{{3}})+(?![\d])(?:\.\d+)?"
    rf"|\d{{1,2}}(?:[{BLANKS}]\d{{3}})+(?!\d){_FRACTION}"
    # In reverse order, or made of full groups only.
    rf"|\d{{3}}{_FRACTION}(?:[{BLANKS}]\d{{3}})*[{BLANKS}]\d{{1,3}}(?![\d.,]?\d){_FRACTION}"
    rf"|\d+{_FRACTION}"
)
#: `ونصف المليون` after a number with a multiplier.
_HALF = r"\s(?P<{}>و(?:نصف|ربع)(?:\s(?:ال)?(?:مليون|بليون|مليار)(?!\w))?(?!\w))"
#: Letters with which a number word, or a prefix before it, begins.
_INITIALS = initials((*NUMBER_WORDS, *COUNTED_DUALS, *CURRENCY_DUALS, *"وفبلكانر"))
_POINT = pattern(r"\sفاصلة?\s")
#: All candidates in one regular expression.
_NUMBER = pattern(
    rf"(?:(?=\d)(?<!\d)(?P<digits>{_DIGITS})(?:[)\]]?[\s{BLANKS}]?(?P<scale>{_SCALE})(?!\w)"
    rf"(?:{_HALF.format('half')})?)?"
    rf"|(?<!\w)(?=[{_INITIALS}]){PREFIX}(?P<definite>ال)?"
    rf"(?:(?P<dual>{any_of(COUNTED_DUALS | CURRENCY_DUALS)})(?!\w)|(?P<spelled>(?:نصف"
    rf"|ربع)\s(?:{_SCALE})(?!\w)"
    rf"|(?:{_WORD})(?!\w)(?:\sو?\s?(?:ال)?(?:{_WORD})(?!\w))*)"
    rf"(?:{_HALF.format('half_of_words')})?))"
)
#: After a form that means one or two of a multiplier: no noun, which two would need.
_NO_NOUN_AFTER = pattern(r"\s?(?:و|[.,،؛;:)]|$)")
_PERCENT_AFTER = pattern(r"\s(?:في\s?|ب)ال(?:مائة|مئة)")
_PART = pattern(rf"(?P<and>\sو\s?)?(?:ال)?(?P<word>{_WORD}|نصف|ربع)(?!\w)")


@dataclass(slots=True)
class _Speller:
    """Takes number words in order and builds a number from them.

    Attributes:
        total: the sum of the groups closed by a multiplier.
        group: what the words since then add up to.
        scale: the last multiplier.
        last: the previous word.
        start, end: characters of the number so far.
        group_start: where the group begins.
        closed: where the last group ended.
    """

    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    scale: int = 0
    last: str = ""
    start: int = -1
    end: int = 0
    group_start: int = -1
    closed: int = 0

    def take(self, word: str, start: int, end: int, *, joined: bool) -> bool:
        """Add a word, `joined` to the previous one by `and`; False if it does not fit."""
        added = self._group(word, joined=joined)
        if added is not None:
            self.group_start = self.group_start if self.group else start
            self.group = added
        elif word in SCALES or word in DUALS:
            if not self._multiply(word, joined=joined):
                return False
        else:
            return False
        self.last, self.end = word, end
        self.closed = self.closed if self.group else end
        self.start = start if self.start < 0 else self.start
        return True

    def _group(self, word: str, *, joined: bool) -> Decimal | None:
        """The group plus a word below a thousand; None if the word cannot continue it."""
        group, rest = self.group, self.group % 100
        empty = self.start < 0 or (joined and not group)
        if word in ("نصف", "ربع"):
            return Decimal(2 if word == "نصف" else 1) / 4 if self.start < 0 else None
        if word in UNITS:
            if UNITS[word] == 10 and 0 < rest < 10 and not joined and self.last in UNITS:
                return group + 10
            return group + UNITS[word] if empty or (joined and group and not rest) else None
        if word in TENS:
            after_unit = joined and 0 < rest < 10 and self.last in UNITS
            fits = empty or (joined and group and not rest) or after_unit
            return group + TENS[word] if fits else None
        if word in HUNDREDS:
            if HUNDREDS[word] == 100 and 3 <= group < 10 and not joined and self.last in UNITS:
                return group * 100
            return group + HUNDREDS[word] if empty else None
        return None

    def _multiply(self, word: str, *, joined: bool) -> bool:
        if self.group and not joined and word in SCALES:
            scale, group = SCALES[word], self.group
        elif self.start < 0 or (joined and not self.group):
            if word in PLURAL_SCALES:
                return False
            group = Decimal(2 if word in DUALS else 1)
            scale = DUALS[word] // 2 if word in DUALS else SCALES[word]
        else:
            return False
        if self.scale and scale >= self.scale:
            return False
        self.total += group * scale
        self.group, self.scale = Decimal(0), scale
        return True

    def without_group(self) -> Number | None:
        """The number before the group, if a multiplier separates the two; the group stays.

        `بين مليونين وثلاثة ملايين`
        """
        if not self.total or not self.group:
            return None
        number = Number(self.start, self.closed, self.total, self.scale, spelled=True)
        self.total, self.scale, self.start = Decimal(0), 0, self.group_start
        return number

    def number(self) -> Number | None:
        """The number so far; None before the first word."""
        if self.start < 0:
            return None
        scale = self.scale or 1
        return Number(self.start, self.end, self.total + self.group, scale, spelled=True)


def _with_decimals(text: str, numbers: Iterable[Number]) -> Iterator[Number]:
    """`ستة فاصلة أربعة` as one number."""
    last: Number | None = None
    for number in numbers:
        both = last is not None and last.spelled and number.spelled and number.value < 100
        if last is not None and both and _POINT.fullmatch(text, last.end, number.start):
            part = number.value.scaleb(-len(str(number.value)))
            last = changed(last, end=number.end, value=last.value + part)
            continue
        if last is not None:
            yield last
        last = number
    if last is not None:
        yield last


def spelled_numbers(text: str, offset: int = 0) -> list[Number]:
    """The numbers in a run of folded number words: one, or several.

    >>> [int(n.value) for n in spelled_numbers("ثلاثة وستون الفا")]
    [63000]
    """
    found: list[Number] = []
    speller = _Speller()
    for match in _PART.finditer(text):
        start, end = match.start("word") + offset, match.end() + offset
        joined = match["and"] is not None
        if not speller.take(match["word"], start, end, joined=joined):
            before = speller.without_group() if match["word"] in SCALES and not joined else None
            if before is not None:
                found.append(before)
                if speller.take(match["word"], start, end, joined=False):
                    continue
            found += [n for n in (speller.number(),) if n is not None]
            speller = _Speller()
            speller.take(match["word"], start, end, joined=False)
    return found + [n for n in (speller.number(),) if n is not None]


def candidates(text: str) -> Iterator[Number]:
    """Every number in digits or words; ranges such as `15-10` are put in order of value."""
    last: Number | None = None
    found_here = _numbers(text)
    for found in _with_decimals(text, found_here) if search(_POINT, text) else found_here:
        number = found
        if number.spelled and _NO_NUMBER_BEFORE.search(
            text, max(0, number.start - 24), number.start
        ):
            continue
        if last is None:
            last = number
            continue
        between = text[last.end : number.start].strip()
        if between == "و" and last.scale > number.scale >= 10**3 and not last.spelled:
            # `5 ملايين و 300 ألف`
            last = changed(last, end=number.end, value=last.value + number.value)
            continue
        dashed = text[last.end : number.start] in {"-", "–", "—"}
        if dashed and last.value > number.value and number.scale == 1:
            last, number = changed(last, value=number.value), changed(number, value=last.value)
        yield last
        last = number
    if last is not None:
        yield last


def _numbers(text: str) -> Iterator[Number]:
    reversed_here, decided = None, False
    for match in _NUMBER.finditer(text):
        if match["dual"]:
            if not match["definite"]:
                yield Number(match.start("dual"), match.end(), Decimal(2), spelled=True)
            continue
        if match["spelled"]:
            found = spelled_numbers(match["spelled"], match.start("spelled"))
            found = _not_two(text, match, found)
            halved = match["half_of_words"] and found
            if halved and (found[-1].scale > 1 or _PERCENT_AFTER.match(text, match.end())):
                found[-1] = _with_half(found[-1], match, "half_of_words")
            yield from found
            continue
        digits = match["digits"]
        if digits.isdecimal():
            value, grouped = Decimal(digits), False
        else:
            if not decided:
                reversed_here, decided = _is_reversed(text), True
            value, grouped = _digits(digits, reversed_here=reversed_here)
        scale = SCALES.get(match["scale"] or "", 1)
        start, end = match.start("digits"), match.end()
        number = Number(start, end, value * scale, scale, grouped=grouped)
        yield _with_half(number, match, "half") if match["half"] else number


def _not_two(text: str, match: re.Match[str], found: list[Number]) -> list[Number]:
    """`مليونا ونصف` is one and a half: to mean two, the form needs a noun after it."""
    one = SCALES.get(match["spelled"])
    if one is None or match["spelled"] not in DUALS or not found:
        return found
    if _NO_NOUN_AFTER.match(text, match.end("spelled")) is None:
        return found
    return [changed(found[0], value=Decimal(one))]


def _with_half(number: Number, match: re.Match[str], group: str) -> Number:
    """`مليون ونصف المليون`."""
    part = Decimal(2 if "نصف" in match[group] else 1) / 4
    return changed(number, value=number.value + part * number.scale, end=match.end(group))


# --- digits -------------------------------------------------------------------------------

_BLANK = re.compile(f"[{BLANKS}]")
_GROUPS = re.compile(
    rf"\d(?<![\d.,]\d)\d{{0,2}}(?:[{BLANKS}]\d{{3}})*[{BLANKS}]\d{{1,3}}(?![\d.,])"
)
#: Spaces around which the bidirectional algorithm keeps digits in reading order.
_KEEPING = "\u00a0\u202f"


def _order(groups: list[str]) -> bool | None:
    """Whether groups of digits are reversed; None if that is ambiguous."""
    if len(groups[0]) < 3:
        return False
    if len(groups[-1]) < 3 or groups[0][0] == "0":
        return True
    return False if groups[-1][0] == "0" else None


def _is_reversed(text: str) -> bool | None:
    """Whether the numbers of a text are reversed, according to unambiguous ones, or None."""
    found = {
        order
        for match in _GROUPS.finditer(text)
        if (order := _order(_BLANK.split(match[0]))) is not None
    }
    return found.pop() if len(found) == 1 else None


def _digits(digits: str, *, reversed_here: bool | None) -> tuple[Decimal, bool]:
    """Value of a number in digits, and whether its thousands are separated."""
    if digits[-1] in "½¼¾":
        value, grouped = _digits(digits[:-1], reversed_here=reversed_here)
        return value + Decimal(str(unicodedata.numeric(digits[-1]))), grouped
    groups = _BLANK.split(digits)
    if len(groups) == 1:
        plain_digits = digits.replace("،", ".")
        is_grouped = re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", plain_digits) is not None
        written = plain_digits.replace(",", "" if is_grouped else ".")
        return Decimal(written), is_grouped
    whole = [re.split(r"[.,]", group)[0] for group in groups]
    in_reverse = _order(whole)
    if in_reverse is None:
        in_reverse = reversed_here
    if in_reverse is None:
        # With a space that keeps digits together, they need no reversing to look right.
        in_reverse = not any(blank in digits for blank in _KEEPING)
    if in_reverse:
        groups.reverse()
    return Decimal("".join(groups).replace(",", ".")), True
