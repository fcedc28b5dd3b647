"""What context is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.figures.model import Figure


@dataclass(frozen=True, slots=True)
class Period:
    """Years `first` to `last`, read from characters `start:end`.

    `last` is None for an open period (`since 2009`). `local` says that it is the time of the figure
    beside it alone, not of its whole sentence (`compared with 41 in 2020`).
    """

    start: int
    end: int
    first: int
    last: int | None
    local: bool = False

    @property
    def years(self) -> tuple[int, int | None]:
        """First and last year."""
        return self.first, self.last


@dataclass(frozen=True, slots=True)
class Actor:
    """Who may own a figure, named in characters `start:end`.

    `name` is the short form that the document uses, else what is written; `organization` the
    standard short name, where it is known. `is_place` says that it is a country, which sentences
    name as a place too.
    """

    start: int
    end: int
    name: str
    organization: str | None = None
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, the place of its first character, and indexes of its figures."""

    text: str
    begin: int
    figures: range

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.begin + len(self.text)


@dataclass(frozen=True, slots=True)
class Context:
    """What the text says of a figure; None where it does not say."""

    subject: str | None = None
    organization: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    of: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class ContextWords:
    """How a language says whose, of when, of what and for what.

    Attributes:
        periods: the periods named in a text, in order.
        period_follows: whether a figure's year stands after it (`60 per cent in 2021`) rather
            than before it, where a sentence names several.
        leading: what may stand before a period that opens a sentence and holds for all of it.
        at_present: words that keep other periods than its own from holding for a figure.
        goes_on: the beginning of a sentence that speaks of what the one before it has named.
        same_period: words for the time that the sentence before has named.
        reporting_period: words for the reporting period.
        defines_reporting_period: text up to the years that define it.
        groups: actors without a name of their own, such as `developing countries`.
        sharers: matches, whole, a share that is one of actors (`countries surveyed`).
        opening: an actor without a name of its own at the beginning of a sentence.
        not_subject: what stands before an actor that is no subject (`with`).
        not_place: what stands before a country that is a place (`in`).
        not_group: the same for groups, which more often own what is said of them (`to`, `in`).
        not_actor: what stands after a name that is part of another thing's (`survey`).
        government: what stands after a country's name and belongs to the actor.
        pronoun: stands for the actor of the sentence before, or (group `noun`) for the last one
            whose name ends in that noun or begins with it.
        named: all names in a text that end in a noun, for one that `pronoun` speaks of.
        share: what a percentage is a share of.
        purpose: what a sum of money is for.
        parts: found between a figure and a period after it that is the next figure's, in a
            language that writes years on either side (`82 процента, в 2012 году -- 84`).
    """

    periods: Callable[[str], list[Period]]
    period_follows: bool
    leading: re.Pattern[str]
    at_present: re.Pattern[str]
    goes_on: re.Pattern[str]
    same_period: re.Pattern[str]
    reporting_period: re.Pattern[str]
    defines_reporting_period: re.Pattern[str]
    groups: re.Pattern[str]
    sharers: re.Pattern[str]
    opening: re.Pattern[str]
    not_subject: re.Pattern[str]
    not_place: re.Pattern[str]
    not_group: re.Pattern[str]
    not_actor: re.Pattern[str]
    government: re.Pattern[str]
    pronoun: re.Pattern[str]
    named: Callable[[str, str], list[str]]
    share: Callable[[str, Figure], str | None]
    purpose: Callable[[str, Figure], str | None]
    parts: re.Pattern[str] = re.compile(r"(?!)")
