"""Puts a language's words and hooks together into its grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from pipeline.figures.engine.candidates import Candidates
from pipeline.figures.engine.characters import Folding
from pipeline.figures.engine.counts import Counts
from pipeline.figures.engine.exclusions import Exclusions, Hooks
from pipeline.figures.engine.grammar import Grammar
from pipeline.figures.engine.lexicon import Lexicon, any_word
from pipeline.figures.engine.marks import Count, Marks, Percent
from pipeline.figures.engine.model import Number, Phrase
from pipeline.figures.engine.money import Countries, Money
from pipeline.figures.engine.qualifiers import Qualifiers
from pipeline.figures.engine.ranges import Ranges
from pipeline.figures.engine.signs import Signs
from pipeline.figures.engine.spelled import Speller

#: What a noun goes with where no number is known.
_MANY = Number(0, 0, Decimal(5))
_MILLIONS = Number(0, 0, Decimal(5 * 10**6), 10**6)


Numbers = Callable[[str], Iterable[Number]]


class NounPhrase(Protocol):
    """Finds the noun phrase that begins at a place."""

    def __call__(self, text: str, position: int, number: Number | None, /) -> Phrase | None:
        """The phrase, None where there is none; its form goes with a number, if one is given."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the engine asks of a language.

    Attributes:
        code: ISO 639-1, also CLDR's locale.
        lexicon: the words of its `lexicon.toml`.
        noun_phrase: finds what is counted after a number.
        key: what a number word is compared by.
        word_key: what other words are compared by, if by something else.
        is_plural: whether a word of references announces several, where its key does not tell.
        currency_key: what a word of a currency's name is compared by.
        currency_noun: which word of it is its noun: the first (0) or the last (-1).
        countries: the countries that a text names; by CLDR's names if it is None.
        fold: what texts are folded by, besides what all are.
        blanks: whether words have blanks between them.
        right_to_left: whether it is written from the right, so that a minus may stand at the end.
        money_type: how names of currencies are found.
        unit_class: the class of a unit.
        candidates: all its numbers, where its own grammar finds them.
        more_candidates: numbers besides those that the engine finds.
        numbers: its numbers without those that are no figures, where its own grammar tells them.
        special: a mark that is tried before a count's.
        count: the mark of a count, where its own grammar tells it.
        skip: regular expression of what is passed over whole.
    """

    code: str
    lexicon: Lexicon
    noun_phrase: NounPhrase
    key: Callable[[str], str] = str.lower
    word_key: Callable[[str], str] | None = None
    is_plural: Callable[[str], bool] | None = None
    currency_key: Callable[[str], str] = str.lower
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
        """How the language names currencies."""
        return self.money_type(self)

    def counts(self, text: str, position: int, number: Number | None = None) -> bool:
        """Whether something follows that a number counts, any of many where none is given."""
        one = number is None or number.value == 1
        phrase = self.noun_phrase(text, position, _MANY if one else number)
        return phrase is not None and phrase.unit is not None

    def phrase_end(self, text: str, number: Number) -> int | None:
        """Where what a number counts ends, None where it counts nothing."""
        phrase = self.noun_phrase(text, number.end, number)
        return phrase.end if phrase is not None and phrase.unit is not None else None

    def counts_known(self, text: str, position: int) -> bool:
        """Whether something of a known class that is counted follows."""
        phrase = self.noun_phrase(text, position, _MANY)
        return phrase is not None and phrase.unit_class is not None

    def counts_people(self, text: str, position: int) -> bool:
        """Whether people follow, of whom there are millions."""
        phrase = self.noun_phrase(text, position, _MILLIONS)
        return phrase is not None and phrase.unit_class == "people"

    def is_phrase(self, text: str, position: int) -> bool:
        """Whether something follows that is counted or measured."""
        return self.noun_phrase(text, position, _MANY) is not None


def grammar_of(words: Words) -> Grammar:
    """The grammar of a language by its words and hooks."""
    lexicon = words.lexicon
    money = words.money()
    percent = Percent(lexicon, words.is_phrase)
    ranges = Ranges(lexicon, blanks=words.blanks)
    speller = Speller(lexicon, words.key)
    number = any_word(speller.words)
    count = words.count or Counts(words, ranges, number)
    return Grammar(
        numbers=words.numbers or _figures_of(words, speller, percent, money),
        mark=Marks(words.code, percent, money, count, words.special),
        ranges=ranges,
        signs=Signs(
            lexicon.any("signs.minus"),
            lexicon.any("range.or", "signs.not_after"),
            blanks=words.blanks,
            after=words.right_to_left,
        ),
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
        is_money=money.is_named,
        key=words.word_key or words.key,
        number=re.compile(rf"(?:\d+|{any_word(speller.words)}(?!\w))"),
        phrase_end=words.phrase_end,
        is_plural=words.is_plural,
    )
    more = words.more_candidates
    return Exclusions(lexicon, words.code, _merged(found, more) if more else found, hooks)


def _merged(candidates: Numbers, more: Numbers) -> Numbers:
    """Candidates of two kinds in order; of two that overlap the one that begins first."""

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
