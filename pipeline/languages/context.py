"""The words for what a figure is about.

The rules of `pipeline.context` are the same for all languages; each language provides these words
in its own `context.py`. Every field is a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.figures.currencies import sign_characters
from pipeline.figures.needed import quick
from pipeline.figures.scripts import CYRILLIC_CAPITALS, LATIN_CAPITALS
from pipeline.figures.words import any_of, any_whole

NEVER = re.compile(r"(?!)")
#: A year that reports may mention.
YEAR = r"(?:19|20)\d{2}"
#: What is between the years of a period, in all languages.
_DASH = r"\s?[-–—]\s?"
#: A symbol, a resolution number with its year, a source in brackets: years that are not a time.
_REFERENCES = (
    rf"[A-Z{CYRILLIC_CAPITALS}][\w.]*/[\w./()-]+|\d+\s?(?:\([IVXLC]+\)|[(（]{YEAR}[)）])|https?://\S+"
    r"|[«“《][^»”》«“《]{0,160}[»”》]"
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words about years.

    Attributes:
        years: one year or a period, in groups `first` and `last`.
        names: text in which years are not a time: names of laws, agendas, reports; references.
        lead: what may precede the years and belongs to them (`in`, `at the end of`); matches up to
            the years.
        after: what may follow them (`года`, `年`).
        since: in such a lead, means that the period is open.
        since_event: up to the years, the same for years of an event (`since its establishment in`).
        compared: just before the years, means that something is compared with them.
        from_: in such a lead, `from`, which makes them a base for a change.
        levels: after the years, means that they are a base: `from 2015 levels`.
        opening: what may precede the years at the beginning of a sentence.
        apart: between a figure and years after it, means that they do not belong to it.
        separator: between years and a figure after them, means that they do not belong to it.
        moves: between two figures, or years and a figure, leads on to another value (`to`).
        up_from: between two figures, means that the first is compared with the second.
        moved: between two figures, means that the second is compared with the first.
        owned: between years of comparison and a figure of them: `高于2015年的22%`.
        valued: between a figure and the years it is compared with, means that there is another
            value in between.
        noted: between years and a figure in brackets after them.
        note: between a figure and years in brackets after it.
        listed: between two figures of a list.
        from_value: just before a figure, means that it moves on to another value (`from`).
        stood: just after years: `was`, so that the value that follows belongs to them.
        years_listed: between years of a list.
        series: what may be between values of a series, besides years: `in 2012 it was`.
        respectively: means that several years belong to several figures in order.
        previous_year: `the previous year`.
        same: `the same period`.
        goes_on: the beginning of a sentence that continues the previous one.
        present: means that a clause is about today.
        definite: just before a count, means that what it counts is known (`the`).
        divides: between two figures, means that the second divides, restates or changes the first,
            and so shares its years (`of which`, `an increase of`).
        any_order: whether the later year of a period may come first, as it does where a line runs
            in the other direction.
        before_figure: whether years precede their figure if both sides are possible.
    """

    years: re.Pattern[str]
    names: re.Pattern[str]
    lead: re.Pattern[str]
    after: re.Pattern[str]
    since: re.Pattern[str]
    compared: re.Pattern[str]
    from_: re.Pattern[str]
    levels: re.Pattern[str]
    opening: re.Pattern[str]
    apart: re.Pattern[str]
    separator: re.Pattern[str]
    moves: re.Pattern[str]
    up_from: re.Pattern[str]
    moved: re.Pattern[str]
    valued: re.Pattern[str]
    noted: re.Pattern[str]
    note: re.Pattern[str]
    listed: re.Pattern[str]
    from_value: re.Pattern[str]
    stood: re.Pattern[str]
    years_listed: re.Pattern[str]
    series: re.Pattern[str]
    respectively: re.Pattern[str]
    previous_year: re.Pattern[str]
    same: re.Pattern[str]
    goes_on: re.Pattern[str]
    present: re.Pattern[str]
    any_order: bool = False
    before_figure: bool = False
    owned: re.Pattern[str] = NEVER
    definite: re.Pattern[str] = NEVER
    divides: re.Pattern[str] = NEVER
    since_event: re.Pattern[str] = NEVER
    some_year: re.Pattern[str] = re.compile(YEAR)


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Words about change.

    Attributes:
        verb: just before a figure, with or without `by`: says by how much.
        noun: just before a figure: `an increase of`.
        after: just after a figure: `12 per cent higher`, `a 40 per cent rise`.
        rate: names of rates of change: `growth`, `inflation`.
        being: after a figure: `being the increase in assessments`.
        like: between a change and a second one: `compared with`.
        points: `percentage points`, within the figure's characters or just after them.
        is_value: between the name of a rate and a figure: the figure is the rate's value.
        object: in the words of a change, what changes: a count after it is not by how much.
        again: between a change and another one without a verb, whose words are in group `change`.
        same: between a change and the same in another unit: `$6 million, or 3 per cent`.
        until: after a figure, where words for `by` also mean `from`: to what value it changed
            (`tombé de 38 % à 12 %`), so that neither is a change.
    """

    verb: re.Pattern[str]
    noun: re.Pattern[str]
    after: re.Pattern[str]
    rate: re.Pattern[str]
    being: re.Pattern[str]
    like: re.Pattern[str]
    points: re.Pattern[str]
    is_value: re.Pattern[str]
    object: re.Pattern[str] = NEVER
    again: re.Pattern[str] = NEVER
    same: re.Pattern[str] = NEVER
    until: re.Pattern[str] = NEVER


def names_between(before: str, after: str) -> Callable[[Iterable[str]], re.Pattern[str]]:
    """A function that builds a pattern for names, in group `name`.

    Args:
        before: a regular expression of what is before a name and belongs to the match.
        after: the same after it.
    """
    return lambda forms: re.compile(f"{before}(?P<name>{any_of(forms)}){after}")


def whole_words(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches any of the names as whole words, in group `name`."""
    return re.compile(f"(?P<name>{any_whole(forms)})")


def no_forms(_name: str) -> tuple[str, ...]:
    """For a language in which names have only one form."""
    return ()


def no_short_forms(_text: str) -> tuple[tuple[str, str], ...]:
    """For a language that only shortens names to initials."""
    return ()


def name_words(small: str) -> re.Pattern[str]:
    """A pattern that matches a capitalized word of a name with the small words after it.

    Args:
        small: words that occur between those of a name, such as `of|for|the`. Each is matched
            entirely or not at all.
    """
    return re.compile(rf"[{LATIN_CAPITALS}][\w’'.-]*+(?:\s(?:{small}))*+\s?+")


@dataclass(frozen=True, slots=True, eq=False)
class ActorWords:
    """Words about whose figure it is.

    Attributes:
        groups: actors without a name of their own (`least developed countries`).
        state_party: the country that a document is about, as reports on treaties call it.
        bodies: a body named by its type and more (`Investments Committee`, `the Fund`); its group
            `name` is the name.
        common: a noun that refers to the one place or mission named before (`the country`), in
            group `place` or `mission`.
        is_body: whether a name introduced by the document is that of a body.
        world: in a figure's clause, means that it is for the whole world.
        world_measure: the same before the figure (`global average`).
        not_actor: just after a name, means that it is part of the name of something else
            (`Survey`).
        part_of_name: just before a name, means that it is part of a longer one.
        openers: before an actor at the beginning of a clause, means that the clause is about it
            (`In`).
        lead: what else may precede the subject at the beginning of a clause: adverbs, times.
        excluded: just before an actor, means that it is not the subject (`with`, `according to`).
        verb: a finite verb, which follows the subject; None if the first actor of a clause is its
            subject.
        reports: just after an actor, means that it only reports what follows.
        that: after such a verb, where the report begins.
        near: between the beginning of a clause and its subject, in a language without `verb`.
        attribute: after the name of the United Nations, means that it only qualifies what follows.
        attributed: up to the end of that name, means that it only qualifies what precedes it.
        adjunct: after the name of a place, means that it only qualifies what follows (`the Kenya
            appeal`).
        absolute: before an actor that does something beside the main clause (`with `).
        doing: after it, what it does (` reaching`).
        relative: begins a clause about what it follows (`which`).
        turns: begins a clause that may have another subject.
        predicate: just after a figure, means that it is the subject of its clause (` were`).
        bridge: between such a word and a verb, means that there is no other subject.
        turned: just before an actor, means that what follows belongs to it (`, and in `).
        after: between a figure and an actor after it, means that the figure is that actor's.
        by: the same for whoever did what is reported (`registered by`).
        decided: between a figure and an actor that only decided on it (`approved by`).
        source: between a sum and its giver.
        to: between a sum and its receiver.
        toward: between a figure and an actor, means that others have it (`trust in`).
        label: between an actor and its own figure (`Cambodia for 12 per cent`).
        joins: between the actors of a list.
        either: between two amounts of the same (`or`).
        government: just before or after a country's name: its government.
        pronoun: begins a sentence and refers to the actor of the previous one.
        article: is removed before a name.
        nominative: turns a name into the nominative.
        stem: what a noun and the name that it refers to have in common.
        forms: other forms in which a name is written.
        named: builds a pattern for names.
        name_word: a capitalized word of a name with the small words after it.
        short_forms: names and their short forms that a text introduces other than by initials.
        belongs: in a name, is between a part of a body and the body (` of the `).
    """

    groups: re.Pattern[str]
    state_party: re.Pattern[str]
    bodies: re.Pattern[str]
    is_body: re.Pattern[str]
    world: re.Pattern[str]
    not_actor: re.Pattern[str]
    part_of_name: re.Pattern[str]
    openers: re.Pattern[str]
    lead: re.Pattern[str]
    excluded: re.Pattern[str]
    verb: re.Pattern[str] | None
    reports: re.Pattern[str]
    that: re.Pattern[str]
    near: re.Pattern[str]
    attribute: re.Pattern[str]
    turns: re.Pattern[str]
    bridge: re.Pattern[str]
    turned: re.Pattern[str]
    after: re.Pattern[str]
    by: re.Pattern[str]
    source: re.Pattern[str]
    to: re.Pattern[str]
    label: re.Pattern[str]
    joins: re.Pattern[str]
    either: re.Pattern[str]
    government: re.Pattern[str]
    pronoun: re.Pattern[str]
    article: re.Pattern[str]
    common: re.Pattern[str] = NEVER
    predicate: re.Pattern[str] = NEVER
    toward: re.Pattern[str] = NEVER
    decided: re.Pattern[str] = NEVER
    nominative: Callable[[str], str] = str
    stem: Callable[[str], str] = str.lower
    forms: Callable[[str], Iterable[str]] = no_forms
    named: Callable[[Iterable[str]], re.Pattern[str]] = whole_words
    world_measure: re.Pattern[str] = NEVER
    attributed: re.Pattern[str] = NEVER
    adjunct: re.Pattern[str] = NEVER
    absolute: re.Pattern[str] = NEVER
    doing: re.Pattern[str] = NEVER
    relative: re.Pattern[str] = NEVER
    name_word: re.Pattern[str] = NEVER
    short_forms: Callable[[str], Iterable[tuple[str, str]]] = no_short_forms
    belongs: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class ShareWords:
    """Words about the whole that a share is of.

    Attributes:
        after: between a percentage and its whole (`of`).
        those: after a percentage, means that its whole is named before (`of those`).
        before: patterns before a percentage, with its whole in group `of`.
        opening: the beginning of a sentence, with the whole in group `of` (`Of the drugs tested,
            `).
        ends: where the noun phrase of a whole ends.
        article: is removed at its beginning.
        owned: between the owner at its beginning and the rest (`’s`).
        owner: between the rest and the owner at its end (` of the`), up to the owner.
        second: between two percentages of the same whole.
        never: just before a percentage, means that it is not a share.
        before_first: whether to look before a percentage first.
        before_last: patterns before a percentage that only apply if nothing else does.
    """

    after: re.Pattern[str]
    those: re.Pattern[str]
    before: tuple[re.Pattern[str], ...]
    opening: re.Pattern[str]
    ends: re.Pattern[str]
    article: re.Pattern[str]
    owned: re.Pattern[str]
    owner: re.Pattern[str]
    second: re.Pattern[str]
    never: re.Pattern[str] = NEVER
    before_first: bool = False
    before_last: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class MeasurePatterns:
    """Patterns after and before a figure, with what is searched for in group `measure`.

    They are tried in this order; `otherwise` are those after a figure that come last.
    """

    after: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    otherwise: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """Words about what is measured.

    Attributes:
        of_share: patterns around percentages.
        of_money: patterns around sums.
        lead: is removed before a measure: articles, times, connecting words.
        ends: where its noun phrase ends.
        owned: between an owner at its beginning and the rest.
        none: what is not a measure.
        tail: a participle at its end that goes with the verb, which is removed.
        attributive: just before a percentage that qualifies a noun, so that what precedes it is
            not what is measured: `strives to have an 80 per cent confidence level`.
    """

    of_share: MeasurePatterns
    of_money: MeasurePatterns
    lead: re.Pattern[str]
    ends: re.Pattern[str]
    owned: re.Pattern[str]
    none: re.Pattern[str]
    tail: re.Pattern[str] = NEVER
    attributive: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """Words about what money is for.

    Attributes:
        after: patterns between a sum and its purpose.
        ends: where a purpose ends.
        none: the beginning of what is not a purpose.
        spent: before a sum, means that what follows `on` is its purpose.
        on: between a sum that is spent and its purpose.
    """

    after: tuple[re.Pattern[str], ...]
    ends: re.Pattern[str]
    none: re.Pattern[str]
    spent: re.Pattern[str] = NEVER
    on: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class RateWords:
    """Words for what a figure is per.

    Attributes:
        after: after a figure, with what it is per in group `per`.
        before: the same before it.
        adverbs: what words such as `annually` mean.
    """

    after: re.Pattern[str]
    before: re.Pattern[str]
    adverbs: Mapping[str, str]


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Compile several patterns."""
    return tuple(map(re.compile, patterns))


def any_year(
    *,
    joiners: str,
    day: str = "",
    word: str = "",
    between: tuple[str, str] | None = None,
    percent: str = "%",
) -> re.Pattern[str]:
    """A pattern for a year or a period, in groups `first` and `last` or `low` and `high`.

    Args:
        joiners: words between its years, such as `to|until`.
        day: what may precede its last year: day, month.
        word: what may follow its first year (`года`).
        between: the words of `between X and Y`.
        percent: what makes the number before it a percentage.
    """
    one = rf"(?=[12])(?<![\d.,/{sign_characters()}-])(?P<first>{YEAR})"
    joined = rf"(?:{_DASH}|/|\s?{word}\s?(?:{joiners})\s?{day})"
    last = rf"(?P<last>{YEAR}|(?<=[/–-])\d{{2}}(?!\d))"
    ends = rf"(?!\d|[.,]\d|/\d|\s?(?:{percent}))"
    plain = rf"{one}(?:{joined}{last})?{ends}"
    if between is None:
        return quick(rf"{plain}|(?P<low>(?!))(?P<high>(?!))")
    low, high = between
    pair = rf"{low}\s?{day}(?P<low>{YEAR}){word}{high}{day}(?P<high>{YEAR}){ends}"
    return quick(rf"{pair}|{plain}")


def names_with_years(words: str) -> re.Pattern[str]:
    """A pattern for references with years in all languages, and a language's own `words`."""
    return quick(f"{_REFERENCES}|{words}")


#: Marks that end a clause in every language.
_MARKS = r"[;；:：()（）\n•]|\s[–—-]{1,2}\s|——"


def clause_breaks(starters: str) -> re.Pattern[str]:
    """A pattern that separates clauses: marks of all languages, and what begins one in this one."""
    return quick(f"{_MARKS}|{starters}" if starters else _MARKS)


@dataclass(frozen=True, slots=True)
class ContextLexicon:
    """All of a language's words for the context of figures.

    Attributes:
        breaks: separates clauses.
        target: before a figure, means that it is a target or threshold.
        target_after: the same just after it.
        time: words about years.
        change: words about change.
        actors: words about whose figure it is.
        share: words about the whole that a share is of.
        measure: words about what is measured.
        purpose: words about what money is for.
        rate: words for what a figure is per.
        unit_class: the class of a unit (`schema.UNIT_CLASSES`), None if it is not known.
        determiner: begins a noun phrase and belongs to no name of anything, in small letters.
        complement: ends the head of a noun phrase, before what belongs to it.
    """

    breaks: re.Pattern[str]
    target: re.Pattern[str]
    time: TimeWords
    change: ChangeWords
    actors: ActorWords
    share: ShareWords
    measure: MeasureWords
    purpose: PurposeWords
    rate: RateWords
    unit_class: Callable[[str], str | None]
    determiner: re.Pattern[str] = NEVER
    complement: re.Pattern[str] = NEVER
    target_after: re.Pattern[str] = NEVER
