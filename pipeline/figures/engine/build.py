"""Build a language's grammar from its words and hooks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from pipeline.figures.engine.candidates import Candidates
from pipeline.figures.engine.characters import Folding
from pipeline.figures.engine.classifier import Classifier, Count, Percent
from pipeline.figures.engine.counts import Counts
from pipeline.figures.engine.exclusions import Exclusions, Hooks
from pipeline.figures.engine.grammar import Grammar
from pipeline.figures.engine.lexicon import Lexicon, any_word
from pipeline.figures.engine.money import Countries, Money
from pipeline.figures.engine.number import Number, Phrase
from pipeline.figures.engine.qualifiers import Qualifiers
from pipeline.figures.engine.ranges import Ranges
from pipeline.figures.engine.signs import Signs
from pipeline.figures.engine.spelled import Speller

#: The number a noun agrees with if none is known.
_MANY = Number(0, 0, Decimal(5))
_MILLIONS = Number(0, 0, Decimal(5 * 10**6), 10**6)


Numbers = Callable[[str], Iterable[Number]]


class NounPhrase(Protocol):
    """Finds the noun phrase that begins at a position."""

    def __call__(self, text: str, position: int, number: Number | None, /) -> Phrase | None:
        """The phrase, or None; its form agrees with the number, if one is given."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the engine needs from a language.

    Attributes:
        code: ISO 639-1, also the CLDR locale.
        lexicon: the words of its `lexicon.toml`.
        noun_phrase: finds what is counted after a number.
        key: the form in which number words are compared.
        word_key: the form in which other words are compared, if different.
        is_plural: whether a reference word announces several, if its key does not show that.
        currency_key: the form in which words of currency names are compared.
        currency_noun: which word of a currency name is the noun: the first (0) or the last (-1).
        countries: the countries named in a text; by CLDR names if None.
        fold: folding of its texts, besides what is folded in all.
        blanks: whether there are spaces between words.
        right_to_left: whether it is written from right to left, so that a minus may be at the end.
        money_type: how currency names are found.
        unit_class: the class of a unit.
        candidates: all its numbers, if its own grammar finds them.
        more_candidates: numbers in addition to those that the engine finds.
        numbers: its numbers without those that are not figures, if its own grammar decides that.
        special: a classification that is tried before that of a count.
        count: the classification of a count, if its own grammar decides that.
        skip: regular expression of what is skipped entirely.
    """

    code: str
    lexicon: Lexicon
    noun_phrase: NounPhrase
    key: Callable[[str], str] = str.lower
    word_key: Callable[[str], str] | None = None
    is_plural: Callable[[str], bool] | None = None
    currency_key: Callable[[str], str] = lambda word: word.lower().removesuffix("s")
    currency_noun: int = 0
    countries: Countries | None = None
    fold: Folding | None = None
    blanks: bool = True
    right_to_left: bool = False
    unit_class: Callable[[str | None], str | None] = lambda _unit: None
    candidates: Numbers | None = None
    more_candidates: Numbers | None = None
    numbers: Callable[[str], list[Number]] | None = None
    special: Count | None = None
    count: Count | None = None
    skip: str = "(?!)"
    money_type: type[Money] = Money

    def money(self) -> Money:
        """The currency names of the language."""
        return self.money_type(self)

    def counts(self, text: str, position: int, number: Number | None = None) -> bool:
        """Whether something follows that a number counts; without a number, that can be counted."""
        one = number is None or number.value == 1
        phrase = self.noun_phrase(text, position, _MANY if one else number)
        return phrase is not None and phrase.unit is not None

    def phrase_end(self, text: str, number: Number) -> int | None:
        """Where what a number counts ends, None if it counts nothing."""
        phrase = self.noun_phrase(text, number.end, number)
        return phrase.end if phrase is not None and phrase.unit is not None else None

    def counts_known(self, text: str, position: int) -> bool:
        """Whether something countable of a known class follows."""
        phrase = self.noun_phrase(text, position, _MANY)
        return phrase is not None and phrase.unit_class is not None

    def counts_people(self, text: str, position: int) -> bool:
        """Whether people follow, who are counted in millions."""
        phrase = self.noun_phrase(text, position, _MILLIONS)
        return phrase is not None and phrase.unit_class in {"people", "households"}

    def is_phrase(self, text: str, position: int) -> bool:
        """Whether something countable or measurable follows."""
        return self.noun_phrase(text, position, _MANY) is not None


def grammar_of(words: Words) -> Grammar:
    """Build the grammar of a language from its words and hooks."""
    lexicon = words.lexicon
    money = words.money()
    percent = Percent(lexicon, words.is_phrase, blanks=words.blanks)
    ranges = Ranges(lexicon, blanks=words.blanks)
    speller = Speller(lexicon, words.key)
    number = any_word(speller.words)
    count = words.count or Counts(words, ranges, number)
    return Grammar(
        numbers=words.numbers or _figures_of(words, speller, percent, money),
        classify=Classifier(words.code, percent, money, count, words.special, blanks=words.blanks),
        ranges=ranges,
        signs=Signs(lexicon, blanks=words.blanks, after=words.right_to_left),
        qualifiers=Qualifiers(lexicon, blanks=words.blanks),
        fold=words.fold or Folding(),
    )


def _figures_of(words: Words, speller: Speller, percent: Percent, money: Money) -> Exclusions:
    """The numbers of a language that may be figures."""
    lexicon = words.lexicon
    found = words.candidates or Candidates(
        lexicon, words.code, speller, money.is_named, words.counts_people, words.skip
    )
    hooks = Hooks(
        counts=words.counts,
        counts_known=words.counts_known,
        percent=percent.end,
        may_be_percent=percent.may_follow,
        is_money=money.is_named,
        may_be_money=money.may_follow,
        key=words.word_key or words.key,
        number=re.compile(rf"(?:\d+|{any_word(speller.words)}(?!\w))"),
        phrase_end=words.phrase_end,
        is_plural=words.is_plural,
    )
    more = words.more_candidates
    return Exclusions(lexicon, words.code, _merged(found, more) if more else found, hooks)


def _merged(candidates: Numbers, more: Numbers) -> Numbers:
    """Merge two kinds of candidates in order; if two overlap, the one that begins first wins."""

    def numbers(text: str) -> Iterator[Number]:
        besides = [*more(text)]
        if not besides:
            yield from candidates(text)
            return
        end = -1
        found = sorted((*candidates(text), *besides), key=lambda n: (n.start, -n.end))
        for number in found:
            if number.start >= end:
                yield number
                end = number.end

    return numbers
