"""Classifies a number: by a per cent sign or word, a currency, or what it counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from pipeline.figures.engine.after import After, next_character, next_word
from pipeline.figures.engine.before import MANY_WORDS
from pipeline.figures.engine.lexicon import NEVER, Lexicon
from pipeline.figures.engine.money import Money
from pipeline.figures.engine.number import NO_FIGURE, Classification, Number
from pipeline.figures.figure import Figure
from pipeline.figures.kinds import NONE, PERCENTAGE

#: Classes of what millions of are rather sums: contributions, and what is not known.
_SUMS = frozenset(("money_terms", None))
_BRACKETS = {"(": ")", "[": "]"}

Count = Callable[[str, Number, Sequence[Figure]], Classification | None]


class Percent:
    """How a language writes per cent.

    Args:
        lexicon: its words, in `percent`.
        counts: whether something countable follows at a position, so that `5 per 100 women` is a
            rate.
        blanks: whether there are spaces between words.
    """

    def __init__(
        self, lexicon: Lexicon, counts: Callable[[str, int], bool], *, blanks: bool = True
    ) -> None:
        self._counts = counts
        #: Cache of the last position and its answer.
        self._asked: tuple[str, int, int | None] = "", -1, None
        self._after = re.compile(
            rf"[\])]?(?:\s?%(?:{lexicon.any('percent.tail')}(?!\w))?"
            rf"|[\s-]?{lexicon.any('percent.words')}(?!\w)"
            rf"|\s?(?P<doubtful>{lexicon.any('percent.doubtful')})(?![\w,]|\s\d))"
        )
        leads = lexicon.any("percent.leads")
        self._lead_ends = frozenset(
            ("[", *(phrase[-1] for phrase in lexicon.phrases("percent.leads")))
        )
        self._before = (
            re.compile(rf"(?<!\d)(?<!\d\s){leads}\s?\[?$") if lexicon.get("percent.leads") else None
        )
        #: Qualifiers between a number and its per cent word: `50-plus per cent`.
        self._inside = [
            (name, re.compile(rf"{pattern}(?!\w)"))
            for name in ("about", "more_than")
            if (pattern := lexicon.any(f"counts.inside.{name}")) != NEVER
        ]
        self._mille = re.compile(rf"\s?‰|\s{lexicon.any('percent.mille')}(?!\w)")
        names = ("percent.words", "percent.doubtful", "percent.mille")
        self._firsts = After((p for name in names for p in lexicon.phrases(name)), blanks=blanks)
        inside = (
            *lexicon.phrases("counts.inside.about"),
            *lexicon.phrases("counts.inside.more_than"),
        )
        self.may_qualify = lru_cache(maxsize=MANY_WORDS)(After(inside, part=True).may_follow)
        #: Whether per cent or per thousand may follow, by the next word.
        self.may_follow = lru_cache(maxsize=MANY_WORDS)(self._may_follow)

    def _may_follow(self, following: str) -> bool:
        return "%" in following or "‰" in following or self._firsts.may_follow(following)

    def end(self, text: str, position: int) -> int | None:
        """Where a per cent sign or word that begins at a position ends; None if there is none."""
        asked_text, asked, answer = self._asked
        if asked == position and asked_text is text:
            return answer
        match = self._after.match(text, position)
        rate = match is not None and match["doubtful"] and self._counts(text, match.end())
        answer = None if match is None or rate else match.end()
        self._asked = text, position, answer
        return answer

    def qualified(self, text: str, position: int) -> tuple[str, int] | None:
        """The qualifier after a number and where its per cent word ends: `50-plus per cent`."""
        if text[position : position + 1] not in ("-", " "):
            return None
        for name, pattern in self._inside:
            match = pattern.match(text, position)
            end = self.end(text, match.end()) if match else None
            if end is not None:
                return name, end
        return None

    def start(self, text: str, position: int) -> int | None:
        """Where a per cent sign ending at a position begins, in languages that put it first."""
        before = text[position - 1 : position]
        if self._before is None or not (before in self._lead_ends or before.isspace()):
            return None
        match = self._before.search(text, max(0, position - 6), position)
        return match.start() if match else None

    def is_mille(self, text: str, position: int) -> bool:
        """Whether a number is per thousand."""
        return self._mille.match(text, position) is not None


class Classifier:
    """Classifies the numbers of a language: tries per cent, money, then counts.

    Args:
        locale: the language's code, the prefix of rule names.
        percent: how it writes per cent.
        money: how it names currencies.
        count: the classification of a count, or of no figure.
        special: a classification to try before that.
        blanks: whether there are spaces between words.
    """

    def __init__(  # noqa: PLR0913
        self,
        locale: str,
        percent: Percent,
        money: Money,
        count: Count,
        special: Count | None = None,
        *,
        blanks: bool = True,
    ) -> None:
        self._locale, self._percent, self._money = locale, percent, money
        self._count, self._special = count, special
        self._following = next_word if blanks else next_character

    def __call__(
        self, text: str, number: Number, before: Sequence[Figure]
    ) -> Classification | None:
        """The classification of a number, or None.

        Args:
            text: the paragraph, folded.
            number: a number in it.
            before: the figures read before it, in order.
        """
        following = self._following(text, number.end)
        may_be_percent = self._percent.may_follow(following)
        end, qualifier = self._percent.end(text, number.end) if may_be_percent else None, None
        qualified = end is None and self._percent.may_qualify(following)
        if qualified and (inside := self._percent.qualified(text, number.end)):
            qualifier, end = inside
        start = number.start
        if start and text[start - 1] in _BRACKETS:
            start = self._opening(text, number, percent=end is not None)
        if end is not None:
            kind = "sign" if "%" in text[number.end : end] else "word"
            rule = f"{self._locale}.percent_{kind}"
            return Classification(
                PERCENTAGE, start, end, rule, more=number.more, qualifier=qualifier
            )
        if may_be_percent and self._percent.is_mille(text, number.end):
            return NO_FIGURE
        sign = self._percent.start(text, start)
        if sign is not None and not (before and before[-1].end > sign):
            closed = number.end + (
                text[start - 1] == "[" and text[number.end : number.end + 1] == "]"
            )
            return Classification(
                PERCENTAGE, sign, closed, f"{self._locale}.percent_sign", more=number.more
            )
        money = self._money.classify(text, number, start, before)
        if money is not None and not (before and before[-1].end > money.start):
            return money
        classification = self._special(text, number, before) if self._special else None
        overlaps = classification is not None and before and before[-1].end > classification.start
        if classification is not None and (classification.kind == NONE or not overlaps):
            return classification
        classification = self._count(text, number, before)
        if classification is None or (classification.weak and classification.unit_class in _SUMS):
            return self._money.listed(text, number, before) or classification
        return classification

    def _opening(self, text: str, number: Number, *, percent: bool) -> int:
        """The start of a number after a bracket, including that if it is closed after the number.

        `(80) million`, `[ninety] per cent`.
        """
        start = number.start
        if _BRACKETS[text[start - 1]] not in text[start : number.end + 1]:
            return start
        if percent or number.scale > 1 or self._money.is_named(text, number.end):
            return start - 1
        return start
