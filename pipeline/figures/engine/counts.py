"""Find counts: a number with a noun after it, or one recognized by the words around it.

A number without a noun after it counts if the words around it say so: `12 of them`, `18 were
closed`, `hospitals (44)`, `the number of reports rose to 173`. What it counts is named in its
sentence or in the previous one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace as changed

from pipeline.figures.engine.after import After, WhichAfter, next_word
from pipeline.figures.engine.before import MANY_WORDS, Before, last_word
from pipeline.figures.engine.lexicon import NEVER, Lexicon, any_phrase
from pipeline.figures.engine.number import NO_FIGURE, Classification, Number, Phrase
from pipeline.figures.engine.ranges import Ranges
from pipeline.figures.figure import Figure
from pipeline.figures.kinds import COUNT, MONEY, PERCENTAGE
from pipeline.figures.needed import quick

if TYPE_CHECKING:
    from pipeline.figures.engine.build import Words

#: Characters before a number that may contain its clause, and those that may contain its sentence.
_WINDOW, _LONGEST_SENTENCE = 72, 1000
#: `2022/23: 1,530; 2023/24: 932`
_YEAR_LABEL = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?(?:\s?[^\W\d]{1,8})?\s?[:：]\s?$"
)
#: ` in 2023`, after a number
_YEAR_AFTER = re.compile(r"\s(?:[^\W\d]{1,3}\s)(?:[^\W\d]{2,5}\s)?(?:19|20)\d\d(?!\d)")
_FEW, _LARGE, _GREAT = 100, 1000, 10**6
_DIGITS_AT_END = re.compile(r"\d[\d.,  ]*$")
_ASIDE = re.compile(r"\s?\([^()]{1,40}\)")
#: The codes of staff grades with a level, which all editions have in these letters.
_GRADES = r"D-[12]|P-[1-7]|FS-\d|G-\d|NO-[A-D]"


class _Patterns:
    """The words of a language that indicate counts, as regular expressions.

    Most numbers without a noun have none of these words beside them: `ends` and `begins` say which
    expressions can match at all, by the words before and after a number.
    """

    def __init__(self, lexicon: Lexicon, ranges: Ranges, number: str) -> None:  # noqa: PLR0915
        self._lexicon = lexicon
        #: What a number may follow, and what may follow it, by name.
        self._ending: dict[str, Before] = {}
        self._beginning: dict[str, After] = {}
        self.ends = lru_cache(maxsize=MANY_WORDS)(self._ends)
        begin = lexicon.begin
        joined = rf"(?:-|\s(?:{lexicon.any('numbers.and')}\s)?)"
        spelled = rf"{number}(?:{joined}{number})*"
        self.any_number = rf"(?:\d[\d.,’' \u00a0\u202f]*(?<=\d)|{spelled}(?!\w))"
        before, after = self._before, self._after
        self.number_after = re.compile(rf"(?={self.any_number})")
        self.joined = ranges
        self._may_begin("joined", "range.to", "range.and", "range.or", "range.list", part=True)
        self.of_them = after("of_them")
        self.of_them_named = lexicon.get("counts.of_them_named") is True
        self.of_the = re.compile(
            rf",?\s{lexicon.any('counts.of_the')}(?:\s{lexicon.any('counts.possessive')})?"
            rf"(?:\s[^\W\d]+(?=\s\d))?"
            rf"(?:\s?{self.any_number}(?:\s{lexicon.any('counts.many')})?)?(?=\s|(?<=[’']))"
        )
        self._may_begin("of_the", "counts.of_the")
        self._may_begin("of_number", "counts.of")
        self.of_number = re.compile(
            rf",?\s{lexicon.any('counts.of')}\s(?:{lexicon.any('counts.total')}\s)?{self.any_number}"
        )
        self.of_before = re.compile(
            rf"[\w)],?\s{lexicon.any('counts.of')}\s(?:{lexicon.any('counts.total')}\s)?$"
        )
        self.the, self.relative = before("the"), after("relative")
        self.rate_after = re.compile(
            rf"\s{lexicon.any('counts.rate_after').replace('NUMBER', self.any_number)}"
        )
        self._may_begin("rate_after", "counts.rate_after", part=True)
        self.rate = re.compile(
            rf"{begin}{lexicon.any('counts.rate').replace('NUMBER', self.any_number)}"
        )
        self.no_count = quick(
            rf"(?<!\w)(?i:{lexicon.any('counts.values')})(?!\w)[^.;,\d]{{0,32}}(?:\d[\d.,]*\s[^\W\d]{{1,3}}\s?)?$"
        )
        self.qualified = before("likely_qualified")
        self.share_after = re.compile(
            rf"\s?\((?:{lexicon.any('counts.share_filled')}\s)*\d[\d.,]*\s?(?:%|{lexicon.any('percent.words')})"
            rf"|\s?\({lexicon.any('counts.compared_inside')}\s\d"
        )
        verbs = any_phrase((*lexicon.phrases("counts.verbs"), *lexicon.words("nouns.pasts")))
        self.verb_after = re.compile(rf"\s(?:{lexicon.any('counts.before_verb')}\s?)*{verbs}(?!\w)")
        self.no_verb = after("no_verbs")
        self.happened = after("happened")
        self.clause = self._may_end(
            "clause", rf"(?:^|[,،;؛:(–—.\n]|{begin}{lexicon.any('counts.clause')})\s?$"
        )
        filled = rf"(?:{lexicon.any('counts.filled')}\s)*"
        self.harmed = self._may_end(
            "harmed", rf"{begin}{lexicon.any('counts.harmed')}\s{filled}$", "counts.filled"
        )
        self.vote_before = before("vote_before")
        self.vote_after = after("vote_after")
        self._may_begin("placed", "counts.placed")
        self.placed = re.compile(rf"\s{lexicon.any('counts.placed')}(?:(?!\w)|(?<=[’']))")
        self.closes = re.compile(
            rf"\s?(?:$|[.,،;؛:)\]»](?!\d)|\(|--|[-–—](?=\s)|{lexicon.any('counts.closes')}(?!\w))"
        )
        self.compared = re.compile(
            rf"(?:{begin}{lexicon.any('counts.compared')}\s{filled}|\(\w{{1,3}}\s)$"
        )
        self.to = self._may_end(
            "to", rf"{begin}{lexicon.any('range.to')}\s{filled}$", "range.to", "counts.filled"
        )
        self.remainder = before("remainder")
        self.done = before("done")
        blank = "" if lexicon.get("range.and_is_joined") is True else r"\s"
        self.goes_on = re.compile(rf",?\s{lexicon.any('range.and')}{blank}")
        #: `человек двадцать`: about twenty.
        self.inverted = re.compile(rf"{begin}({lexicon.any('counts.inverted')})\s$")
        self.included = self._may_end(
            "included", rf"{begin}{lexicon.any('counts.included')}\s{filled}$", "counts.filled"
        )
        self.number_of = quick(rf"{begin}{lexicon.any('counts.number_of')}(?=\s|(?<=[’']))")
        self._may_begin("number_of_after", "counts.number_of_after")
        self.number_of_after = re.compile(
            rf"\s{lexicon.any('counts.number_of_after')}(?=\s|(?<=[’']))"
        )
        self.value_of_number = self._may_end(
            "value_of_number",
            rf"(?:{begin}{lexicon.any('counts.value_of_number')}|(?<=[^\W\d])\s?[:~=])\s?{filled}$",
            "counts.filled",
            more=("",),
        )
        self.subject = self._may_end(
            "subject",
            rf"{begin}(?P<article>{lexicon.any('counts.subject_article')})\s[^.;:,\d]{{3,50}}\s{lexicon.any('counts.subject_verb')}\s{filled}$",
            "counts.subject_verb",
            "counts.filled",
        )
        self.they_are = self._may_end(
            "they_are", rf"{begin}{lexicon.any('counts.they_are')}\s{filled}$", "counts.filled"
        )
        self.of_it = re.compile(rf"{begin}{lexicon.any('counts.of_it')}(?:\s[^\W\d]+){{0,2}}\s$")
        self.more_or_less = after("more_or_less")
        self.adjective_in_brackets = re.compile(
            rf"\s([^\W\d]+(?:-[^\W\d]+)*)(?=\s?[,;)]|\s{lexicon.any('range.and')}\s\d)"
        )
        #: `24 formal and 30 informal meetings`
        self.adjective = re.compile(
            r"\s([^\W\d]++(?:[\s-][^\W\d]++){0,3}?[\s-]?)"
            rf"(?:,|,?\s{lexicon.any('range.and', 'range.or')})\s{self.any_number}(?=\s[^\W\d])"
        )
        self.in_brackets = re.compile(rf"{begin}({lexicon.any('counts.bracketed')})\s\($")
        self.other_in_brackets = re.compile(r"[^\W\d]+ \(\d[\d.,  ]*\)")
        self.from_before = self._may_end(
            "from_before",
            rf"(?<!\w)([^\W\d]+)\s\((?:[^\W\d]+\s)?{lexicon.any('range.from')}\s$",
            "range.from",
        )
        self.label = re.compile(
            rf"\s?(?:\(?\w{{1,3}}[.)]\s)?(?:{lexicon.any('counts.label_number')}\s?)?"
            r"([^\W\d][^\W\d’' -]*(?:[ \u00a0’'-][^\W\d]+){0,6}?)(?:\s?\([^()]{1,40}\))?"
            r"\s?(?:--?|–|—|:|=)?\s?[~≈]?\s?"
        )
        self.names_number = re.compile(rf"{begin}{lexicon.any('counts.number_of')}")
        self.among = re.compile(
            rf"{begin}{lexicon.any('counts.among')}(?=\s[^\W\d]|\s?{self.any_number}|(?<=[’']))"
        )
        #: What may stand between `Of the` and the number of them.
        self.no_letters = re.compile(rf"\s?(?:{lexicon.any('counts.total')}\s?)?")
        self.group = re.compile(rf"(?i:{lexicon.any('counts.groups')})")
        self.group_of = re.compile(
            rf"{begin}{lexicon.any('counts.groups')}\s(?:[^\W\d]+\s){{0,1}}{lexicon.any('counts.group_of')}\s?(?:[^\W\d]+\s){{0,3}}$"
        )
        self.is_noun = re.compile(
            rf"(?:\s{lexicon.any('counts.of_them_short')},?)?(?:\s{lexicon.any('counts.is')}(?=\s)|(?=\s[^\W\d]+[;,.)]))"
        )
        self.parts_anywhere = lexicon.get("counts.parts_anywhere") is True
        #: Staff grades, which stand for posts: `(3 P-5, 2 FS, 1 National Professional Officer)`.
        self.grade = re.compile(
            rf"\s((?:[^\W\d]+\s){{0,3}}?(?:{_GRADES}|{lexicon.any('counts.grades')})"
            r"(?:\s\([^\W\d]+(?:\s[^\W\d]+)?\))?)"
            r"(?=\s?[,;.)]|\s[^\W\d]{1,3}\s|$)"
        )
        self.level_code = re.compile(rf"\s({lexicon.any('counts.level_codes')})(?!\w)")
        self.level = re.compile(rf"\s({lexicon.any('counts.levels')})(?!\w)")
        added = any_phrase((*lexicon.decimals("numbers.added"), *lexicon.phrases("numbers.half")))
        self._beginning["half"] = After(
            (*lexicon.decimals("numbers.added"), *lexicon.phrases("numbers.half"))
        )
        self.half = re.compile(rf"\s{added}(?!\w)(?!\s{number})")
        self.no_predicate = re.compile(lexicon.any("counts.no_predicate"))
        self.people = re.compile(rf"{begin}{lexicon.any('counts.population')}")
        #: Qualifiers between a number and its noun: `10 or more countries`.
        self.inside = [
            (name, re.compile(rf"{pattern}(?!\w)(?!\s{lexicon.any('counts.not_inside')})"))
            for name in ("at_least", "at_most", "about", "more_than")
            if (pattern := lexicon.any(f"counts.inside.{name}")) != NEVER
        ]

        inside = (f"counts.inside.{name}" for name in ("at_least", "at_most", "about", "more_than"))
        self._may_begin("inside", *inside, part=True)
        self.begins = lru_cache(maxsize=MANY_WORDS)(WhichAfter(self._beginning))

    def _before(self, name: str) -> Before:
        words = self._lexicon.any(f"counts.{name}")
        return self._may_end(name, rf"{self._lexicon.begin}{words}\s$")

    def _after(self, name: str) -> re.Pattern[str]:
        self._may_begin(name, f"counts.{name}")
        return re.compile(rf",?\s{self._lexicon.any(f'counts.{name}')}(?!\w)")

    def _may_end(self, name: str, pattern: str, *others: str, more: Sequence[str] = ()) -> Before:
        """An expression that ends where a number begins, in words of its name or of others."""
        prefix = self._lexicon.get("prefix") or ""
        names = (f"counts.{name}", *others)
        phrases = [f"{prefix}{phrase}" for one in names for phrase in self._lexicon.phrases(one)]
        self._ending[name] = Before(pattern, phrases, more)
        return self._ending[name]

    def _may_begin(self, name: str, *names: str, part: bool = False) -> None:
        """Keep the words with which an expression after a number begins, or parts of them."""
        phrases = (phrase for one in names for phrase in self._lexicon.phrases(one))
        self._beginning[name] = After(phrases, part=part)

    def _ends(self, last: str) -> frozenset[str]:
        return frozenset(name for name, before in self._ending.items() if before.may_end(last))


class Counted:
    """Makes the classifications of counts in a language.

    Args:
        code: the language, the prefix of rule names.
        unit_class: the class of a unit.
    """

    def __init__(self, code: str, unit_class: Callable[[str | None], str | None]) -> None:
        self._code, self._class_of = code, unit_class

    def __call__(  # noqa: PLR0913, PLR0917
        self,
        number: Number,
        end: int,
        unit: str | None,
        rule: str,
        qualifier: str | None = None,
        unit_class: str | None = None,
        *,
        weak: bool = False,
    ) -> Classification:
        """The classification of a count that ends at a position."""
        return Classification(
            COUNT,
            number.start,
            end,
            f"{self._code}.{rule}",
            unit=unit,
            unit_class=unit_class or self._class_of(unit),
            more=number.more,
            qualifier=qualifier,
            weak=weak,
        )


class Counts:
    """Decides which numbers in a language's texts count something, and what.

    Args:
        words: the language's words.
        ranges: joins its ranges and lists.
        number: regular expression of any of its number words.
    """

    def __init__(self, words: Words, ranges: Ranges, number: str) -> None:
        self.words, self.unit_class = words, words.unit_class
        self.counted = Counted(words.code, words.unit_class)
        self.patterns = _Patterns(words.lexicon, ranges, number)
        self.votes = (words.lexicon.words("counts.votes") or (None,))[0]
        self.population = (words.lexicon.words("counts.population_unit") or (None,))[0]
        self.noun_first = words.currency_noun == 0

    def __call__(
        self, text: str, number: Number, before: Sequence[Figure]
    ) -> Classification | None:
        """The classification of a count, extending to the end of what is counted.

        Its kind is `none` for a measurement, a duration or a rate.
        """
        begins = self.patterns.begins(next_word(text, number.end))
        qualifier, position = None, number.end
        if "inside" in begins or text.startswith("+", number.end):
            qualifier, position = self._inside(text, number)
        phrase = self.words.noun_phrase(text, position, number)
        if phrase is not None and (phrase.unit is None or number.value % 1):
            return NO_FIGURE
        if number.value <= 0 or number.value % 1:
            return None
        if phrase is not None and not (number.spelled and number.value == 1):
            return self._phrased(text, number, phrase, qualifier, before)
        around = _Around(self, text, number, before, begins)
        if not number.spelled:
            # Grades are in letters: ` P-5`, ` General Service`.
            named = text[position : position + 1].isspace() and (
                text[position + 1 : position + 2].isalpha()
            )
            level = self.patterns.grade.match(text, position) if named else None
            if level is None and named:
                level = self.patterns.level_code.match(text, position)
            if level:
                return self.counted(number, level.end(1), level[1], "level", qualifier)
            if named and self.patterns.level.match(text, position):
                unit = around.earlier_unit()
                return self.counted(number, number.end, unit, "level", qualifier)
        return around.classify(qualifier, position)

    def _inside(self, text: str, number: Number) -> tuple[str | None, int]:
        """A qualifier directly after a number, and where what is counted begins."""
        if (
            text[number.end : number.end + 1] == "+"
            and not text[number.end + 1 : number.end + 2].isdigit()
        ):
            return "more_than", number.end + 1
        for name, pattern in self.patterns.inside:
            match = pattern.match(text, number.end)
            if match:
                return name, match.end()
        return None, number.end

    def _phrased(
        self,
        text: str,
        number: Number,
        phrase: Phrase,
        qualifier: str | None,
        before: Sequence[Figure],
    ) -> Classification:
        """`145 Member States`; `27 births per 1,000 women` is not a figure."""
        begins = self.patterns.begins(next_word(text, phrase.end))
        if "rate_after" in begins and self.patterns.rate_after.match(text, phrase.end):
            return NO_FIGURE
        if "half" in begins and self.patterns.half.match(text, phrase.end):
            return NO_FIGURE
        unit, rule = phrase.unit, "noun"
        unit_class = phrase.unit_class
        if phrase.others:
            unit, rule, unit_class = _last_unit(before), "others", None
        elif phrase.part:
            around = _Around(self, text, number, before, frozenset())
            unit, rule, unit_class = around.unit_of_part() or unit, "part", None
        return self.counted(number, phrase.end, unit, rule, qualifier, unit_class)


class _Around:
    """What a number's sentence and the previous one say is counted."""

    def __init__(
        self,
        counts: Counts,
        text: str,
        number: Number,
        before: Sequence[Figure],
        begins: frozenset[str],
    ) -> None:
        self._counts, self._is = counts, counts.patterns
        self._text, self._number, self._before = text, number, before
        self._left = text[max(0, number.start - _WINDOW) : number.start]
        #: The expressions that may match before and after the number.
        self._ends, self._begins = self._is.ends(last_word(self._left)), begins
        self._sentence: int | None = None

    @property
    def _begin(self) -> int:
        """Where the sentence begins."""
        if self._sentence is None:
            self._sentence = self._sentence_start(self._number.start)
        return self._sentence

    def _led(self, name: str, before: Before) -> bool:
        """Whether the words of a name end just before the number."""
        return name in self._ends and before.pattern.search(self._left) is not None

    def _followed(self, name: str, after: re.Pattern[str], position: int) -> bool:
        """Whether the words of a name are just after the number."""
        return name in self._begins and after.match(self._text, position) is not None

    def _sentence_start(self, position: int) -> int:
        """The first character after the last end of a sentence before a position."""
        begin = max(0, position - _LONGEST_SENTENCE)
        ends = [
            1 + self._text.rfind(end, begin, position)
            for end in (". ", "\n", "? ", "! ", "؟ ", "؛ ")
        ]
        return max(begin, *ends)

    # --- the classification

    def classify(self, qualifier: str | None, position: int) -> Classification | None:
        """The classification of a count without a noun after it, or None.

        Args:
            qualifier: a qualifier that follows the number.
            position: the character after that word, or after the number.
        """
        number, counted = self._number, self._counts.counted
        inverted = self._is.inverted.search(self._left) if number.spelled else None
        if inverted:
            start = number.start - len(inverted[0])
            if not self._before or self._before[-1].end <= start:
                classification = counted(number, number.end, inverted[1], "inverted", "about")
                return changed(classification, start=start)
        if number.value < 2 and (number.spelled or number.value < 1):
            return None
        if self._is_joined() and not self._is_vote():
            return self._adjective_of_next()
        group = self._of_group(position) or self._adjective_of_next()
        if group is not None:
            return group
        if number.value < 2:
            return None
        if "number_of_after" in self._begins and self._led("to", self._is.to):
            after = self._is.number_of_after.match(self._text, number.end)
            noun = self._noun_at(after.end()) if after else None
            if noun is not None:
                return counted(number, number.end, noun, "number_of", qualifier)
        large = self._is_large(qualifier)
        if not (large or self._is_indicated()) or self._is_rate():
            return None
        special = self._adjective() or self._in_brackets()
        if special is not None:
            return special
        end = position if qualifier in ("about", "more_than") else number.end
        weak = number.scale > 1 or number.grouped
        return counted(number, end, self._unit(large=large), "bare", qualifier, weak=weak)

    def _is_joined(self) -> bool:
        """Whether it is listed with a number that can pass on its classification."""
        # Words that join follow a space; signs that do may not.
        if "joined" not in self._begins and self._text.startswith(" ", self._number.end):
            return False
        ranges = self._is.joined
        for pattern in (ranges.joiner, ranges.list_joiner):
            joined = pattern.match(self._text, self._number.end)
            if joined and self._is.number_after.match(self._text, joined.end()):
                return not (joined[0].strip() == "," and self._is_large(None))
        return False

    def _of_group(self, position: int) -> Classification | None:
        """`two of them`, `12 of the countries`, `10 of 34`, `the four that remained`."""
        number, counted = self._number, self._counts.counted
        begins = self._begins
        of_them = self._is.of_them.match(self._text, position) if "of_them" in begins else None
        if of_them:
            named = self._noun_at(of_them.end()) if self._is.of_them_named else None
            unit = named or self._predicate() or self._unit_before()
            return counted(number, number.end, unit, "of_them")
        of_the = self._is.of_the.match(self._text, position) if "of_the" in begins else None
        noun = self._noun_at(of_the.end()) if of_the else None
        if noun is not None:
            return counted(number, number.end, noun, "of_group")
        of_number = None
        if "of_number" in begins:
            of_number = self._is.of_number.match(self._text, position)
        if of_number:
            unit = self._noun_of_whole(of_number) or self._unit(large=False)
            return counted(number, number.end, unit, "of_number")
        if self._led("the", self._is.the) and self._followed(
            "relative", self._is.relative, position
        ):
            unit = self._unit_before()
            return counted(number, number.end, unit, "relative") if unit else None
        return None

    def _noun_of_whole(self, whole: re.Match[str]) -> str | None:
        """What the second number of `10 of 34 countries` counts, in the form that goes with it."""
        digits = _DIGITS_AT_END.search(whole[0])
        value = "".join(c for c in digits[0] if c.isdecimal()) if digits else _FEW
        number = Number(whole.start(), whole.end(), Decimal(value))
        phrase = self._counts.words.noun_phrase(self._text, whole.end(), number)
        return phrase.unit if phrase is not None else self._noun_at(whole.end())

    def _is_rate(self) -> bool:
        if self._followed("rate_after", self._is.rate_after, self._number.end):
            return True
        return self._is.rate.search(self._text, self._begin, self._number.start) is not None

    def _is_large(self, qualifier: str | None) -> bool:
        """Separated thousands, or a multiplier: such a number is not a label.

        Number words can only be on their own from a hundred on, and with a qualifier.
        """
        number = self._number
        if number.spelled and number.scale < _GREAT:
            qualified = qualifier is not None or self._led("likely_qualified", self._is.qualified)
            return qualified and number.value >= _FEW
        if number.spelled and number.value == number.scale:
            return False
        if number.scale < _LARGE and not number.grouped:
            return False
        return self._is.no_count.search(self._left) is None

    def _is_indicated(self) -> bool:
        """Whether the words around it indicate a count."""
        end, left, spelled = self._number.end, self._left, self._number.spelled
        bracketed = "(" in self._text[end : end + 2]
        if (bracketed and self._is.share_after.match(self._text, end)) or self._is_whole():
            return self._is.no_count.search(left) is None
        if self._led("harmed", self._is.harmed) or self._is_vote():
            return True
        if self._led("they_are", self._is.they_are) or self._led("included", self._is.included):
            return self.earlier_unit() is not None or not spelled
        # A verb is in letters: ` were`.
        verb = self._text[end + 1 : end + 2].isalpha() and self._is.verb_after.match(
            self._text, end
        )
        if verb and not self._followed("no_verbs", self._is.no_verb, end) and self._opens_clause():
            return not spelled or self._predicate() is not None or self._unit_before() is not None
        if self._followed("happened", self._is.happened, end) and self.earlier_unit():
            return self._opens_clause()
        return not spelled and self._is_indicated_before(end)

    def _opens_clause(self) -> bool:
        left = self._left
        # Without a word before it, punctuation opens the clause.
        word = left[-1:] == " " and left[-2:-1].isalnum()
        if (not word or "clause" in self._ends) and self._is.clause.pattern.search(left):
            return True
        last = self._before[-1] if self._before else None
        return last is not None and last.kind == COUNT and last.end == self._number.start - 1

    def _is_whole(self) -> bool:
        """The second number of `10 of 34`."""
        last = self._before[-1] if self._before else None
        near = last is not None and last.kind == COUNT and self._number.start - last.end < 40
        return near and self._is.of_before.search(self._left) is not None

    def _is_indicated_before(self, end: int) -> bool:
        left = self._left
        if self._is.no_count.search(left):
            return False
        if self._number.value >= _FEW and self._led("likely_qualified", self._is.qualified):
            return True
        closes = self._is.closes.match(self._text, end) is not None
        if closes and self._closes_what_is_named():
            return True
        if self._in_brackets() is not None or (closes and self._is_labelled()):
            return True
        if self._is_of_year() and (closes or self._left.endswith(("(", "（"))):
            return True
        if self.earlier_unit() is None:
            return False
        if self._is.of_it.search(left) or self._followed(
            "more_or_less", self._is.more_or_less, end
        ):
            return True
        if closes and self._is_of_whole():
            return True
        if self._led("done", self._is.done) and (closes or self._is.goes_on.match(self._text, end)):
            return True
        return self._is_member(closes=closes)

    def _closes_what_is_named(self) -> bool:
        """Whether a number that closes its clause is the value of what the clause names."""
        value = self._led("value_of_number", self._is.value_of_number)
        if (value and self._number_of() is not None) or self._names_before() or self._subject():
            return True
        origin = self._led("from_before", self._is.from_before)
        return origin or self._is.group_of.search(self._left) is not None

    def _is_of_year(self) -> bool:
        """Whether its year says so: `schools (2022: 15)`, `number of schools (12 in 2023`."""
        colon = self._left.rstrip()[-1:] in (":", "：")
        if not colon or _YEAR_LABEL.search(self._left) is None:
            opens = self._left.endswith(("(", "（"))
            return (
                opens
                and _YEAR_AFTER.match(self._text, self._number.end) is not None
                and (self._number_of() is not None)
            )
        beside = self._counts_since(self._number.start - _WINDOW)
        return bool(beside or self.earlier_unit() or self._number_of())

    def _is_of_whole(self) -> bool:
        """Whether it is a part of what the sentence begins with, as in `Of the 44 States, 29`."""
        among = self._is.among.match(self._text, self._begin)
        whole = self._counts_since(self._begin)[-1]
        if among is None or whole.start < among.end() or self._number.value > whole.value:
            return False
        return self._is.no_letters.fullmatch(self._text, among.end(), whole.start) is not None

    def _is_labelled(self) -> bool:
        """`Number of staff: 12`, `Observers: 6`."""
        label = self._label()
        if label is None:
            return False
        if self._is.names_number.search(self._text, self._begin, self._number.start):
            return True
        known = self._counts.unit_class(label) is not None or self._is.group.fullmatch(label)
        if known or not self._left.rstrip().endswith(":"):
            return bool(known)
        phrase = self._counts.words.noun_phrase(f" {label}", 0, None)
        return phrase is not None and phrase.unit == label

    def _is_member(self, *, closes: bool) -> bool:
        """Whether it continues what an earlier count of the sentence began."""
        if self._led("remainder", self._is.remainder):
            return True
        if closes and self._is.compared.search(self._left):
            return True
        if closes and self._led("to", self._is.to):
            # from 178 in 2021 to 765, then fell back to 17
            last = self._before[-1]
            if self._is.joined.changes(self._text[last.end : self._number.start]):
                return True
            return self._is.joined.begins(self._text[: last.start])
        placed = self._followed("placed", self._is.placed, self._number.end)
        if placed and self._opens_clause():
            return True
        return self._adjective() is not None

    # --- adjectives and brackets

    def _adjective(self) -> Classification | None:
        """`350 new entities (288 bilateral, 62 multilateral)`."""
        match = self._is.adjective_in_brackets.match(self._text, self._number.end)
        if match is None or not self._counts_since(self._begin) or not self._in_open_bracket():
            return None
        unit = self._part_of(self.earlier_unit())
        return self._counts.counted(self._number, match.end(1), unit, "adjective")

    def _in_open_bracket(self) -> bool:
        bracket = self._text.rfind("(", self._begin, self._number.start)
        return bracket >= 0 and ")" not in self._text[bracket : self._number.start]

    def _part_of(self, unit: str | None) -> str | None:
        """The noun of a unit, without its adjectives."""
        words = (unit or "").split()
        return words[0 if self._counts.noun_first else -1] if words else None

    def unit_of_part(self) -> str | None:
        """What is counted if only an adjective follows.

        It is the noun of the next number, or of the count that this one is part of.
        """
        following = self._is.adjective.match(self._text, self._number.end)
        noun = self._whole_noun_at(following.end()) if following else None
        if noun is not None:
            return self._part_of(noun)
        if self._led("included", self._is.included):
            return self.earlier_unit()
        apart = self._is.parts_anywhere or self._in_open_bracket()
        return self._part_of(self.earlier_unit()) if apart else None

    def _adjective_of_next(self) -> Classification | None:
        """`24 formal` in `24 formal and 30 informal meetings`."""
        match = self._is.adjective.match(self._text, self._number.end)
        if match is None or (self._number.spelled and " " in match[1].strip()):
            return None
        unit = self._part_of(self._whole_noun_at(match.end()))
        if unit is None:
            return None
        return self._counts.counted(self._number, match.end(1), unit, "adjective")

    def _in_brackets(self) -> Classification | None:
        """`hospitals (44), clinics (32)`."""
        if not self._text.startswith(")", self._number.end):
            return None
        noun = self._is.in_brackets.search(self._left)
        if noun is None:
            return None
        nearby = self._text[self._begin : self._number.end + 200]
        if len(self._is.other_in_brackets.findall(nearby)) < 2 and not self.earlier_unit():
            return None
        return self._counts.counted(self._number, self._number.end, noun[1], "in_brackets")

    # --- what is counted

    def _unit(self, *, large: bool) -> str | None:
        """What is counted, from the sentence; for a small number also from the one before."""
        if self._is_vote():
            return self._counts.votes
        group = self._is.group_of.search(self._left)
        origin = None
        if "from_before" in self._ends:
            origin = self._is.from_before.pattern.search(self._left)
        named = (
            self._predicate()
            or self._number_of()
            or self._subject()
            or self._among()
            or (group[0].split()[0] if group else None)
            or (origin[1] if origin else None)
            or self._whole()
            or self._label()
            or self.earlier_unit()
        )
        if named is not None:
            return named
        if not large:
            return self._unit_before()
        if self._number.scale < _GREAT:
            return None
        of_people = self._is.people.search(self._text, self._begin, self._number.start)
        return None if of_people is None else self._counts.population

    def _noun_at(self, position: int) -> str | None:
        phrase = self._counts.words.noun_phrase(self._text, position, None)
        if phrase is not None and phrase.others:
            return _last_unit(self._before)
        return phrase.unit if phrase is not None else None

    def _whole_noun_at(self, position: int) -> str | None:
        """The noun phrase at a position, if it is more than an adjective."""
        phrase = self._counts.words.noun_phrase(self._text, position, None)
        return None if phrase is None or phrase.part else phrase.unit

    def _is_vote(self) -> bool:
        return self._followed("vote_after", self._is.vote_after, self._number.end) or self._led(
            "vote_before", self._is.vote_before
        )

    def _number_of(self) -> str | None:
        """The noun after the last `number of …` in the sentence."""
        found = None
        for match in self._is.number_of.finditer(self._text, self._begin, self._number.start):
            found = self._noun_at(match.end()) or found
        return found

    def _names_before(self) -> bool:
        """Whether `number of …` ends just before the number: `عدد المشاركين 173`."""
        for match in self._is.number_of.finditer(self._text, self._begin, self._number.start):
            phrase = self._counts.words.noun_phrase(self._text, match.end(), None)
            if phrase is not None and phrase.end == self._number.start - 1:
                return True
        return False

    def _subject(self) -> str | None:
        """`les demandeurs d’asile étaient 14 300`."""
        if "subject" not in self._ends:
            return None
        match = self._is.subject.pattern.search(self._text, self._begin, self._number.start)
        return self._noun_at(match.end("article")) if match else None

    def _among(self) -> str | None:
        """`Of those States, 12`, but not `of the $48 million received, 31 million`."""
        match = self._is.among.search(self._text, self._begin, self._number.start)
        if match is None or any(f.kind == MONEY and f.start >= match.start() for f in self._before):
            return None
        return self._noun_at(match.end())

    def _label(self) -> str | None:
        """`Total number of visits: 3,182`."""
        if not self._left.rstrip(" ~≈\u00a0").endswith((":", "-", "–", "—", "=")):
            return None
        cuts = (self._text.rfind(c, self._begin, self._number.start) + 1 for c in ";(")
        begin = max(self._begin, *cuts)
        match = self._is.label.fullmatch(self._text, begin, self._number.start)
        return match[1] if match else None

    def _whole(self) -> str | None:
        """`100 (23 per cent) of the offices`."""
        aside = _ASIDE.match(self._text, self._number.end)
        whole = self._is.of_the.match(self._text, aside.end()) if aside else None
        return self._noun_at(whole.end()) if whole else None

    def _predicate(self) -> str | None:
        """`7 are women`."""
        match = self._is.is_noun.match(self._text, self._number.end)
        if match is None:
            return None
        noun = self._noun_at(match.end())
        if noun and self._is.no_predicate.fullmatch(noun.split()[0]):
            return None
        return noun if self._counts.unit_class(noun) is not None else None

    def _counts_since(self, begin: int) -> list[Figure]:
        """Counts between a position and the number, last first."""
        counts: list[Figure] = []
        for figure in reversed(self._before):
            if figure.start < begin:
                break
            if figure.kind == COUNT:
                counts.append(figure)
        return counts

    def earlier_unit(self) -> str | None:
        """The unit of the sentence's last count that has one."""
        units = (figure.unit for figure in self._counts_since(self._begin))
        return next((u for u in units if u and not self._is_level(u)), None)

    def _is_level(self, unit: str) -> bool:
        words = f" {unit}"
        return (self._is.grade.fullmatch(words) or self._is.level_code.fullmatch(words)) is not None

    def _unit_before(self) -> str | None:
        """The unit of the sentence's last count, else of the first one in the previous sentence.

        In between come what a percentage in the sentence is a share of, and the sentence's first
        noun.
        """
        earlier = self.earlier_unit() or self._whole_of_percentage() or self._among()
        if earlier is not None:
            return earlier
        subject = self._counts.words.noun_phrase(self._text, self._begin, None)
        if subject is not None and subject.unit_class and subject.end < self._number.start:
            return subject.unit
        begin = self._sentence_start(max(0, self._begin - 2))
        units = [figure.unit for figure in self._counts_since(begin) if figure.unit]
        return units[-1] if units else _last_unit(self._before)

    def _whole_of_percentage(self) -> str | None:
        """The missions in `57 per cent of the missions`, some of which the number counts."""
        for figure in reversed(self._before):
            if figure.start < self._begin:
                break
            whole = (
                self._is.of_the.match(self._text, figure.end) if figure.kind == PERCENTAGE else None
            )
            noun = self._noun_at(whole.end()) if whole else None
            if noun is not None:
                return noun
        return None


def _last_unit(before: Sequence[Figure]) -> str | None:
    """The unit of the last figure not far before that has one."""
    return next((figure.unit for figure in reversed(before[-20:]) if figure.unit), None)
