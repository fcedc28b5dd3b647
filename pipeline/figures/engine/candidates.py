"""Find all numbers of a text, in digits and in words, with their multipliers.

UN editions separate thousands with spaces; others print commas, points or apostrophes, group by two
as in India, and print fractions (`2½`), powers of ten, or one letter for a million. Where the form
is ambiguous, the separators of the language decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace as changed

from pipeline.figures.currencies import any_code, any_sign
from pipeline.figures.engine.lexicon import Lexicon, any_word
from pipeline.figures.engine.number import Number
from pipeline.figures.engine.spelled import Parts, Speller
from pipeline.figures.numbers import BLANKS, separators
from pipeline.figures.scripts import CYRILLIC_CAPITALS, CYRILLIC_SMALL
from pipeline.figures.words import capitalised

_FRACTIONS = "½¼¾⅓⅔⅕⅛"
#: Whitespace, punctuation and signs, and a few letters among them.
_NO_LETTERS = r"\0-/:-@\[-`{-¿×÷\u2000-\u2bff\u3000-\u303f\uff00-\uffff"
_MARKS = re.compile(r"[.,’']")
_YEARS = re.compile(r"(?:(?:19|20)\d\d){2}")
_MONEY_BEFORE = re.compile(rf"(?:{any_sign()}|\b{any_code()})\s?$")
#: A full stop after an abbreviation does not end a sentence.
_ENDS_SENTENCE = re.compile(rf"\s*$|\s+[A-Z{CYRILLIC_CAPITALS}](?!\w*\.\s?[{CYRILLIC_SMALL}])")
#: A word ends, or the digits of a note's mark follow: `$45 million3`.
_ENDS_WORD = r"(?:(?!\w)|(?=\d{1,2}(?!\w|[.,]\d)))"
_MANY, _THOUSAND = 10**6, 1000
#: Digits of two years, as in `20242025`.
_DATE = 8


class Candidates:
    """The numbers in texts of a language.

    Args:
        lexicon: its words.
        locale: the CLDR locale of the separators.
        speller: reads its number words.
        is_money: whether a currency is at a position.
        counts_people: whether people are, as counted in millions.
        skip: regular expression of what is skipped entirely.
    """

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        lexicon: Lexicon,
        locale: str,
        speller: Speller,
        is_money: Callable[[str, int], bool],
        counts_people: Callable[[str, int], bool],
        skip: str = "(?!)",
    ) -> None:
        self._speller, self._is_money, self._counts_people = speller, is_money, counts_people
        self._point, group = separators(locale)
        self._scales = lexicon.numbers("scales") | lexicon.numbers("numbers.collectives")
        self._short = lexicon.numbers("numbers.short")
        percent = rf"(?:%|{lexicon.any('percent.words')}|{lexicon.any('percent.doubtful')})"
        scale = any_word(capitalised(self._scales))
        self._unit = re.compile(rf"\s?{percent}|\s{scale}(?!\w)")
        self._percent = re.compile(rf"[\s-]?{percent}")
        self._thousands_point = lexicon.get("numbers.point_sets_off") or (
            "always" if group == "." else "no"
        )
        self._thousands_comma = lexicon.get("numbers.comma_sets_off") is True
        self._doubtful_short = frozenset(form for form in self._short if len(form) == 1)
        self._added, more = Parts(lexicon, "numbers.added"), lexicon.any("numbers.more")
        added = self._added.pattern
        of = lexicon.any("numbers.of")
        split = rf"(?<!\d,\s)\d{{1,3}},\s\d(?=\s?{percent})|" if self._point == "," else ""
        digits = (
            rf"(?:{split}\d{{1,3}}(?:[{BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d+(?!\d))?"
            rf"|\d+(?:[.,’']\d+)*|(?<![\w.,])\.\d+)"
        )
        fraction = (
            rf"\s?[{_FRACTIONS}]"
            rf"|\s[1-9]/(?:[2-9]|1\d)(?=\s?{percent}|(?:\s\w+)?[\s-]?{scale}(?!\w))"
        )
        multiplied = (
            rf"(?:\s(?P<added>{added}))?(?:\s(?P<more_words>{more})(?!\w))?"
            rf"(?:[\])]?(?:[\s-]{{0,2}}(?P<scale>{scale}(?:[\s-](?:{of}\s?)?{scale}(?!\w)){{0,3}}){_ENDS_WORD}"
            rf"(?:\s(?P<added_after>{added})(?!\w))?"
            rf"|\s?(?P<short>{any_word(self._short)})(?:(?!\w)|(?={any_sign()}|{any_code()}))))?"
        )
        self._begins = re.compile(
            rf"[{_NO_LETTERS}0-9{_FRACTIONS}](?:(?<=[0-9{_FRACTIONS}.])"
            rf"(?P<digits>(?<=[^0-9][0-9{_FRACTIONS}])|(?<=\.)(?=\d))"
            rf"|(?=[{speller.initials}])(?={speller.begins}))"
        )
        self._number = re.compile(
            rf"(?:(?=[\d.{_FRACTIONS}])(?:(?P<skip>{skip})"
            rf"|(?P<part>[1-9])/(?P<whole>[2-9]|1\d)(?=\s?{percent}|\s{scale}(?!\w))"
            rf"(?:\s(?P<part_scale>{scale})(?!\w))?"
            rf"|(?P<digits>{digits}|(?=[{_FRACTIONS}]))"
            rf"(?P<power>[eE]\d{{1,2}}(?!\w)|\s?[x×]\s?10\^?\d{{1,2}}(?!\w))?(?P<fraction>{fraction})?"
            rf"(?P<more>\+(?=\s?{scale}))?(?:{lexicon.any('numbers.suffix')}(?!\w))?{multiplied}"
            rf")|(?=[{speller.initials}])(?<!\w)(?P<spelled>{speller.pattern}))"
        )

    def __call__(self, text: str) -> Iterator[Number]:
        """Every number, in order; what only looks like one (`3.2.1`) is skipped."""
        last: Number | None = None
        for match in self._matches(text):
            digits = match["digits"]
            # Plain digits, which are most numbers.
            if (
                digits is not None
                and match.end() - match.start() == len(digits) != _DATE
                and (digits.isdecimal())
            ):
                plain = Number(match.start(), match.end(), Decimal(digits))
                numbers: Sequence[Number] = (plain,)
            else:
                numbers = self._numbers(text, match)
            for number in numbers:
                if last is not None:
                    if last.scale >= _THOUSAND and (whole := _combined(text, last, number)):
                        last = whole
                        continue
                    yield last
                last = number
        if last is not None:
            yield last

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        """What looks like a number, in order, not overlapping."""
        match = self._number.match(text)
        end = match.end() if match else 0
        if match:
            yield match
        for begin in self._begins.finditer(text, end and end - 1):
            start = begin.start() if begin["digits"] is not None else begin.end()
            if start < end:
                continue
            match = self._number.match(text, start)
            if match:
                end = match.end()
                yield match

    def _numbers(self, text: str, match: re.Match[str]) -> Sequence[Number]:
        if match["digits"] is not None:
            number = self._in_digits(text, match)
            return () if number is None else (number,)
        if match["skip"]:
            return ()
        if match["spelled"]:
            start = match.start("spelled")
            left = text[max(0, start - 16) : start]
            found = self._speller.read(match["spelled"], start, left)
            if len(found) > 1 and found[-1].value == 1 and not self._is_marked(text, match.end()):
                # The article in `un mínimo de tres y un máximo de cinco`.
                return found[:-1]
            return found
        value = Decimal(match["part"]) / Decimal(match["whole"])
        scale = self._scale(match["part_scale"])
        return (Number(match.start(), match.end(), value * scale, scale),)

    def _is_marked(self, text: str, position: int) -> bool:
        """Whether a per cent sign or a currency is at a position."""
        return self._percent.match(text, position) is not None or self._is_money(text, position)

    def _in_digits(self, text: str, match: re.Match[str]) -> Number | None:
        digits = match["digits"]
        parsed = self.parse(digits, text[match.end("digits") : match.end("digits") + 16])
        if parsed is None:
            return None
        value, grouped = parsed
        if match["power"]:
            value *= 10 ** int(re.split(r"[eE^]|10\^?", match["power"])[-1])
        if match["fraction"]:
            value += _fraction(match["fraction"].strip())
        end, scale = match.end(), 1
        if match["scale"]:
            scale = self._scale(match["scale"])
        elif match["short"]:
            if self._is_multiplier(text, match):
                scale = self._short[match["short"]]
            else:
                end = match.start("short")
                end -= text[end - 1].isspace()
        if part := match["added"] or match["added_after"]:
            value += self._added.value(part)
        if text[end - 1] == "." and _ENDS_SENTENCE.match(text, end):
            end -= 1
        more = bool(match["more"] or match["more_words"])
        return Number(match.start(), end, value * scale, scale, more=more, grouped=grouped)

    def _is_multiplier(self, text: str, match: re.Match[str]) -> bool:
        """Whether a short form such as `m` is a multiplier.

        It is one next to money, before people (`3.2m people`), or if it has no other meaning.
        """
        if match["short"] not in self._doubtful_short:
            return True
        if _MONEY_BEFORE.search(text, max(0, match.start() - 8), match.start()):
            return True
        return self._is_money(text, match.end()) or self._counts_people(text, match.end())

    def _scale(self, words: str | None) -> int:
        scale = 1
        for word in re.findall(r"[^\W\d]+\.?", (words or "").lower()):
            scale *= self._scales.get(word) or self._scales.get(word.rstrip("."), 1)
        return scale

    def parse(self, digits: str, after: str = "") -> tuple[Decimal, bool] | None:
        """The value of a number in digits and whether its thousands are separated, or None.

        Args:
            digits: the digits as printed.
            after: the text after it, which decides the meaning of a point or comma before three
                digits.
        """
        if digits.isdecimal():
            return None if _YEARS.fullmatch(digits) else (Decimal(digits), False)
        if not digits or digits[0] == ".":
            if digits and not self._unit.match(after):
                return None
            return Decimal(f"0{digits}"), False
        if ", " in digits:
            return Decimal(digits.replace(", ", ".")), False
        joined = "".join(c for c in digits if c not in BLANKS)
        blanks = len(joined) < len(digits)
        groups, marks = _MARKS.split(joined), _MARKS.findall(joined)
        if not marks:
            return Decimal(joined), True
        if len(marks) > 1 or marks[0] in "’'":
            return _grouped(groups, marks)
        if blanks:
            return Decimal(f"{groups[0]}.{groups[1]}"), True
        return self._by_language(groups, marks[0], after)

    def _by_language(self, groups: list[str], mark: str, after: str) -> tuple[Decimal, bool] | None:
        """A number with one separator, which may be a thousands or a decimal separator."""
        whole, rest = groups
        fraction = Decimal(f"{whole}.{rest}"), False
        thousands = Decimal(whole + rest), True
        could = len(rest) == 3 and len(whole) <= 3 and whole[0] != "0"
        if mark == ".":
            if self._point == "." or not could or self._thousands_point == "no":
                return fraction
            if self._thousands_point == "noun" and self._unit.match(after):
                return fraction
            return thousands
        if self._point == ",":
            comma = could and self._thousands_comma and not self._unit.match(after)
            return thousands if comma else fraction
        if could:
            return thousands
        return fraction if len(rest) < 3 and self._percent.match(after) else None


def _grouped(groups: list[str], marks: list[str]) -> tuple[Decimal, bool] | None:
    """A number with several separators, or apostrophes."""
    if len(groups[0]) > 3 or groups[0].startswith("0"):
        return None
    if len(set(marks)) == 1:
        even = all(len(group) == 3 for group in groups[1:])
        indian = marks[0] == "," and len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[1:-1])
        return (Decimal("".join(groups)), True) if even or indian else None
    inner = len(set(marks[:-1])) == 1 and all(len(group) == 3 for group in groups[1:-1])
    if not inner or marks[-1] in "’'":
        return None
    return Decimal(f"{''.join(groups[:-1])}.{groups[-1]}"), True


def _fraction(written: str) -> Decimal:
    if len(written) == 1:
        return Decimal(str(unicodedata.numeric(written)))
    part, _, whole = written.partition("/")
    return Decimal(part) / Decimal(whole)


def _combined(text: str, great: Number, small: Number) -> Number | None:
    """`1 million 250 thousand`, `13 mil 500` as one number; None if they are two."""
    if great.spelled != small.spelled or small.start - great.end != 1:
        return None
    if not text[great.end].isspace() or text[great.end] == "\n" or great.value % great.scale:
        return None
    if small.value >= great.scale:
        return None
    exact = small.scale >= _THOUSAND or small.grouped
    short = great.scale == _THOUSAND and small.end - small.start == 3 and small.value >= 100
    if not (exact or short) or small.spelled:
        return None
    return changed(small, start=great.start, value=great.value + small.value)
