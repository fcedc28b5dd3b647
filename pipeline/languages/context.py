"""The words by which a language says what a figure is about.

The rules of `pipeline.context` are one for all languages; a language fills in these words in its
own `context.py`. Every field is a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.figures.words import any_whole

NEVER = re.compile(r"(?!)")
#: A year of which reports speak.
YEAR = r"(?:19|20)\d{2}"
#: What stands between the years of a period in all languages.
_DASH = r"\s?[-–—]\s?"
#: A symbol, a resolution's number with its year, a source in brackets: years that tell no time.
_REFERENCES = (
    rf"[A-ZА-Я][\w.]*/[\w./()-]+|\d+\s?\([IVXLC]+\)|\d+\s?[(（]{YEAR}[)）]|https?://\S+"
    r"|[«“《][^»”》«“《]{0,160}[»”》]"
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words about years.

    Attributes:
        years: one year or a period, with groups `first` and `last`.
        names: text whose years tell no time: names of laws, agendas, reports; references.
        lead: what may stand right before the years and belongs to them (`in`, `at the end of`);
            matched up to the years.
        after: what may stand right after them (`года`, `年`).
        since: in such a lead, that the period is open.
        since_event: up to the years, the same where they are those of an event (`since its
            establishment in`).
        compared: right before the years, that something is compared with them.
        from_: in such a lead, `from`, which makes them a base for a change.
        levels: after the years, that they are a base: `from 2015 levels`.
        opening: what may stand before the years that open a sentence.
        apart: between a figure and years after it: they are not its own.
        parted: between years and a figure after them: they are not its own.
        moves: between two figures or years and a figure: it goes on to another value (`to`).
        up_from: between two figures: the second is what the first is compared with.
        moved: between two figures: the first is what the second is compared with.
        valued: between a figure and the years it is compared with: another value stands there.
        noted: between years and a figure in brackets after them.
        note: between a figure and years in brackets after it.
        listed: between two figures of one list.
        from_value: right before a figure: another one follows that it has gone on to (`from`).
        stood: right after years: `was`, so that the value that follows is of them.
        years_listed: between years of a list.
        series: what may stand, besides years, between values of one thing: `in 2012 it was`.
        respectively: says that several years belong to several figures in their order.
        previous_year: `the previous year`.
        same: `the same period`.
        goes_on: beginning of a sentence that speaks of what the one before it has named.
        present: that a clause speaks of today.
        definite: right before a count: that what it counts is known (`the`).
        any_order: whether the later year of a period may stand first, as where a line runs the
            other way.
        before_figure: whether years stand before their figure, where both sides are open.
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
    parted: re.Pattern[str]
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
    definite: re.Pattern[str] = NEVER
    since_event: re.Pattern[str] = NEVER
    some_year: re.Pattern[str] = re.compile(YEAR)


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Words about change.

    Attributes:
        verb: right before a figure, with `by` or without: it says by how much.
        noun: right before a figure: `an increase of`.
        after: right after a figure: `12 per cent higher`, `a 40 per cent rise`.
        rate: names of rates of change: `growth`, `inflation`.
        being: after a figure: `being the increase in assessments`.
        like: between a change and a second one: `compared with`.
        points: `percentage points`, from the figure's characters or right after them.
        is_value: between the name of a rate and a figure: it is the rate's value.
        again: between a change and another whose verb is left out, with its words in group
            `change`.
        same: between a change and the same in another unit: `$6 million, or 3 per cent`.
    """

    verb: re.Pattern[str]
    noun: re.Pattern[str]
    after: re.Pattern[str]
    rate: re.Pattern[str]
    being: re.Pattern[str]
    like: re.Pattern[str]
    points: re.Pattern[str]
    is_value: re.Pattern[str]
    again: re.Pattern[str] = NEVER
    same: re.Pattern[str] = NEVER


def whole_words(forms: Iterable[str]) -> re.Pattern[str]:
    """What reads any of the names as whole words, in group `name`."""
    return re.compile(f"(?P<name>{any_whole(forms)})")


def no_forms(_name: str) -> tuple[str, ...]:
    """A language in which names keep one form."""
    return ()


def no_short_forms(_text: str) -> tuple[tuple[str, str], ...]:
    """A language that shortens names to initials only."""
    return ()


def name_words(small: str) -> re.Pattern[str]:
    """What reads a capitalised word of a name with the small words after it.

    Args:
        small: words that stand between those of a name, such as `of|for|the`. They are taken
            whole or not at all.
    """
    return re.compile(rf"[A-ZÀ-Ý][\w’'.-]*+(?:\s(?:{small}))*+\s?+")


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Words about who has a figure.

    Attributes:
        groups: actors without a name of their own (`least developed countries`).
        state_party: the country that a document is about, as reports on treaties call it.
        bodies: a body named by what it is and more (`Investments Committee`, `the Fund`); its
            group `name` is the name.
        is_body: whether a name that the document introduces is that of a body.
        world: in a figure's clause: that it is of all the world.
        world_measure: the same before it (`global average`).
        not_actor: right after a name: it is a part of another thing's (`Survey`).
        part_of_name: right before a name: it is a part of a longer one.
        openers: before an actor that opens a clause: that what follows is of it (`In`).
        lead: what else may open a clause before its subject: adverbs, times.
        excluded: right before an actor: it is no subject (`with`, `according to`).
        aside: right before an actor in a language that needs it: it only takes part.
        verb: a finite verb, before which the subject stands; None where the first actor of a
            clause is its subject.
        reports: right after an actor: it only tells what follows.
        that: after it: what it tells begins.
        near: between the beginning of a clause and its subject, in a language without `verb`.
        attribute: after the name of the United Nations: it only qualifies what follows.
        attributed: up to the end of that name: it only qualifies what it follows.
        adjunct: after the name of a place: it only qualifies what follows (`the Kenya appeal`).
        absolute: before an actor that does something beside the main clause (`with `).
        doing: after it: what it does (` reaching`).
        relative: begins a clause about what it follows (`which`).
        turns: begins a clause that may have another subject.
        bridge: between such a word and a verb: it has none.
        turned: right before an actor: what follows is of it (`, and in `).
        after: between a figure and an actor after it: the figure is that actor's.
        by: the same, for who did what is told (`registered by`).
        decided: between a figure and an actor who only decided on it (`approved by`).
        source: between a sum and who gave it.
        to: between a sum and who receives it.
        toward: between a figure and an actor: it is what others have of that actor (`trust in`).
        label: between an actor and its own figure (`Cambodia for 12 per cent`).
        joins: between the actors of a list.
        government: right before or after a country's name: its government.
        pronoun: opens a sentence and stands for the actor of the one before.
        article: what is left out before a name.
        stem: what a noun and the name that it stands for have in common.
        forms: other forms in which a name is written.
        named: what reads names.
        name_word: a capitalised word of a name with the small words after it.
        short_forms: names with their short forms that a text introduces otherwise than by
            initials.
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
    government: re.Pattern[str]
    pronoun: re.Pattern[str]
    article: re.Pattern[str]
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


@dataclass(frozen=True, slots=True)
class ShareWords:
    """Words about the whole of a share.

    Attributes:
        after: between a percentage and its whole (`of`).
        those: after a percentage: that its whole is named before (`of those`).
        before: expressions before a percentage with its whole in group `of`.
        opening: a sentence's opening with the whole in group `of` (`Of the drugs tested, `).
        ends: where the noun phrase of a whole ends.
        article: what is left out at its beginning.
        owned: between the owner at its beginning and the rest (`’s`).
        owner: between the rest and the owner at its end (` of the`), up to it.
        second: between two percentages of one whole.
        never: right before a percentage: that it is no share.
        before_first: whether what stands before a percentage is looked at first.
        before_last: expressions before a percentage that count only where nothing else tells.
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
class Beside:
    """Expressions after and before a figure, with what is looked for in group `measure`."""

    after: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """Words about what is measured.

    Attributes:
        of_share: around percentages.
        of_money: around sums.
        lead: what is left out before a measure: articles, times, connecting words.
        ends: where its noun phrase ends.
        owned: between an owner at its beginning and the rest.
        none: what is no measure.
        attributive: right before a percentage that says how large a thing is, which what stands
            before does not measure: `strives to have an 80 per cent confidence level`.
    """

    of_share: Beside
    of_money: Beside
    lead: re.Pattern[str]
    ends: re.Pattern[str]
    owned: re.Pattern[str]
    none: re.Pattern[str]
    attributive: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """Words about what money is for.

    Attributes:
        after: expressions between a sum and its purpose.
        ends: where a purpose ends.
        none: beginning of what is no purpose.
    """

    after: tuple[re.Pattern[str], ...]
    ends: re.Pattern[str]
    none: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RateWords:
    """Words for each what a figure is.

    Attributes:
        after: after a figure, with that in group `per`.
        before: the same before it.
        adverbs: what a word such as `annually` stands for.
    """

    after: re.Pattern[str]
    before: re.Pattern[str]
    adverbs: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class UnitWords:
    """What units are.

    Attributes:
        heads: the words of a unit that may be its head noun, the likeliest first.
        classes: reads the nouns of each class of `schema.UNIT_CLASSES`.
    """

    heads: Callable[[str], Sequence[str]]
    classes: Mapping[str, re.Pattern[str]]


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Several expressions."""
    return tuple(map(re.compile, patterns))


def unit_classes(**nouns: str) -> dict[str, re.Pattern[str]]:
    """What reads the nouns of each class; they are parted by `|` and may be expressions."""
    return {name: re.compile(f"(?:{words})") for name, words in nouns.items()}


def first_noun(unit: str, before: re.Pattern[str]) -> list[str]:
    """The head noun of a unit in a language that has it first, after few adjectives (`before`)."""
    words = unit.split()
    return next(([word] for word in words if not before.fullmatch(word)), words[:1])


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of a pattern among characters `start:end` of a text."""
    found = None
    for match in pattern.finditer(text, start, end):
        found = match
    return found


def any_year(
    *, joiners: str, day: str = "", word: str = "", between: tuple[str, str] | None = None
) -> re.Pattern[str]:
    """What reads a year or a period of years, in groups `first` and `last` or `low` and `high`.

    Args:
        joiners: words between its years, such as `to|until`.
        day: what may stand before its last year: day, month.
        word: what may stand after its first year (`года`).
        between: the words of `between X and Y`.
    """
    one = rf"(?<![\d.,/$€£-])(?P<first>{YEAR})"
    joined = rf"(?:{_DASH}|/|\s?{word}\s?(?:{joiners})\s?{day})"
    last = rf"(?P<last>{YEAR}|(?<=[/–-])\d{{2}}(?!\d))"
    ends = r"(?!\d|[.,]\d|\s?%|/\d|\sper\s?cent)"
    plain = rf"{one}(?:{joined}{last})?{ends}"
    if between is None:
        return re.compile(rf"{plain}|(?P<low>(?!))(?P<high>(?!))")
    low, high = between
    pair = rf"{low}\s?{day}(?P<low>{YEAR}){word}{high}{day}(?P<high>{YEAR}){ends}"
    return re.compile(rf"{pair}|{plain}")


def names_with_years(words: str) -> re.Pattern[str]:
    """What reads references with years in all languages, and a language's own `words`."""
    return re.compile(f"{_REFERENCES}|{words}")


#: Marks that end a clause in every language.
_MARKS = r"[;；:：()（）\n•]|\s[–—-]{1,2}\s|——"


def clause_breaks(starters: str) -> re.Pattern[str]:
    """What parts clauses: the marks of all languages, and what begins one in this language."""
    return re.compile(f"{_MARKS}|{starters}" if starters else _MARKS)


@dataclass(frozen=True, slots=True)
class ContextLexicon:
    """All words of a language about figures.

    Attributes:
        breaks: what parts clauses.
        target: before a figure, that it is a target or a threshold.
        target_after: the same right after it.
        time: words about years.
        change: words about change.
        actors: words about who has a figure.
        share: words about the whole of a share.
        measure: words about what is measured.
        purpose: words about what money is for.
        rate: words for each what a figure is.
        unit: what units are.
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
    unit: UnitWords
    target_after: re.Pattern[str] = NEVER
