"""What is measured: a rate, a part of a whole, a flow of money."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.context.context import Excerpt, Sentence, Spot, Subject
from pipeline.context.periods import is_series
from pipeline.context.units import class_of
from pipeline.figures.kinds import COUNT, MONEY, PERCENTAGE
from pipeline.figures.needed import last_match
from pipeline.languages.context import ContextLexicon

#: Maximum characters of a measure.
_LONGEST = 90
#: Maximum characters between a value and the subject in its phrase.
_NEARBY = 30
#: Classes of what a sum is spent in, not of what it is: `$5 million in three countries`.
_PLACES = ("countries", "places")


def measures_of_figures(
    sentence: Sentence,
    changes: Sequence[bool],
    subjects: Sequence[Subject | None],
    lexicon: ContextLexicon,
) -> list[Excerpt | None]:
    """What each percentage and sum of a sentence measures.

    Args:
        sentence: the sentence with its figures.
        changes: whether each figure is a change.
        subjects: whose figure each is; the measure does not repeat it.
        lexicon: the language's words.
    """
    found: list[Excerpt | None] = []
    spots = sentence.spots
    for place, spot in enumerate(spots):
        excerpt = None
        if spot.figure.kind != COUNT:
            # A count within a noun phrase is part of that phrase.
            before = next((s.end for s in spots[place - 1 :: -1] if s.figure.kind != COUNT), 0)
            excerpt = _measure(sentence, spot, before if place else 0, subjects[place], lexicon)
            if excerpt is None and place and found[place - 1] is not None:
                one = spots[place - 1]
                if (
                    _goes_on(sentence, one, spot, subjects[place - 1], lexicon)
                    or _closes_relative(sentence, one, spot, lexicon)
                    or (
                        changes[place]
                        and not changes[place - 1]
                        and _is_beside(sentence, one, spot, lexicon)
                    )
                ):
                    excerpt = found[place - 1]
        found.append(excerpt)
    return found


def _measure(
    sentence: Sentence,
    spot: Spot,
    before: int,
    subject: Subject | None,
    lexicon: ContextLexicon,
) -> Excerpt | None:
    words = lexicon.measure
    text, flat = sentence.text, sentence.flat
    patterns = words.of_money if spot.figure.kind == MONEY else words.of_share
    for pattern in patterns.after:
        match = pattern.match(text, spot.end)
        if match is not None:
            return _cut(sentence, match.start("measure"), spot.after, subject, lexicon)
    if spot.figure.kind == PERCENTAGE and (
        spot.bracket is not None or words.attributive.search(flat, 0, spot.start)
    ):
        return None
    begin = max(before, spot.host if spot.bracket is None else 0)
    if begin and text[begin - 1] in ":：":  # a label before a figure
        begin = spot.before
    elif begin and _is_relative(sentence, begin, lexicon):  # `the rate, which was 5 per cent`
        begin = before
    for pattern in patterns.before:
        match = last_match(pattern, flat, begin, spot.start)
        if match is not None:
            start, end = match.span("measure")
            start = _reported(flat, start, end, lexicon)
            start = _list_start(flat, begin, (start, end), lexicon)
            return _cut(sentence, start, end, subject, lexicon)
    for pattern in patterns.otherwise:
        match = pattern.match(text, spot.end)
        if match is not None:
            excerpt = _cut(sentence, match.start("measure"), spot.after, subject, lexicon)
            is_place = excerpt and class_of(excerpt.value, lexicon) in _PLACES
            return None if is_place else excerpt
    return None


def _reported(text: str, start: int, end: int, lexicon: ContextLexicon) -> int:
    """Where what is said begins, if it is reported: `the Committee notes that the costs rose`."""
    that = last_match(lexicon.actors.that, text, start, end)
    if that is None or lexicon.actors.reports.search(text, start, that.start() + 1) is None:
        return start
    return that.end()


def _list_start(text: str, begin: int, last: tuple[int, int], lexicon: ContextLexicon) -> int:
    """Where the list begins that a measure ends: `purchases of transport, storage and mail rose`.

    Args:
        text: the sentence, without brackets and their contents.
        begin: where the measure's clause begins.
        last: the last part of the list.
        lexicon: of the language.
    """
    actors = lexicon.actors
    if actors.verb is None or not text[: last[0]].endswith(", "):
        return last[0]
    if not any(joined.group()[0].isspace() for joined in actors.joins.finditer(text, *last)):
        return last[0]
    lead = actors.lead.match(text, begin)
    first = lead.end() if lead else begin
    before = text[first : last[0]]
    if actors.openers.match(before) or re.search(r"\d", before) or actors.verb.search(before):
        return last[0]
    return first


def _goes_on(
    sentence: Sentence, one: Spot, other: Spot, subject: Subject | None, lexicon: ContextLexicon
) -> bool:
    """Whether a value is listed or compared with the previous one.

    The subject of that may be between them: `5 per cent in Mali and 8 per cent in Chad`.
    """
    begin = one.end
    if subject is not None and subject.source == "phrase":
        start, end = subject.actor.start - sentence.begin, subject.actor.end - sentence.begin
        after = lexicon.actors.after.fullmatch(sentence.flat, begin, max(begin, start))
        if after and start - begin <= _NEARBY:
            begin = end
    between = sentence.flat[begin : other.start]
    if begin > other.start or one.figure.kind != other.figure.kind or len(between) > _LONGEST:
        return False
    time = lexicon.time
    return bool(
        time.moved.search(between)
        or time.up_from.search(between)
        or time.listed.fullmatch(between)
        or is_series(between, time)
    )


def _is_relative(sentence: Sentence, place: int, lexicon: ContextLexicon) -> bool:
    """Whether a relative clause begins at a position."""
    return lexicon.actors.relative.match(sentence.flat, place) is not None


def _closes_relative(sentence: Sentence, one: Spot, other: Spot, lexicon: ContextLexicon) -> bool:
    """Whether a value follows one in a relative clause: `the rate, which was 5, fell to 3`."""
    verb = lexicon.actors.verb
    begin = one.clause[0]
    if verb is None or not begin or not _is_relative(sentence, begin, lexicon):
        return False
    if one.figure.kind != other.figure.kind or ";" in sentence.flat[one.end : other.start]:
        return False
    comma = sentence.flat.find(", ", one.end, other.start)
    return comma >= 0 and verb.match(sentence.flat, comma + 2) is not None


def _is_beside(sentence: Sentence, one: Spot, change: Spot, lexicon: ContextLexicon) -> bool:
    """Whether a change is next to the value that changed: `$5 million, an increase of 12`."""
    verb, between = lexicon.actors.verb, sentence.flat[one.end : change.start]
    return (
        change.figure.kind in {PERCENTAGE, one.figure.kind}
        and between.count(", ") == 1
        and len(between) <= _LONGEST
        and ";" not in between
        and (verb is None or verb.search(between) is None)
    )


def _cut(
    sentence: Sentence, start: int, limit: int, subject: Subject | None, lexicon: ContextLexicon
) -> Excerpt | None:
    """A noun phrase without the words before and after it."""
    text, words = sentence.text, lexicon.measure
    limit = min(limit, len(text))
    while (lead := words.lead.match(text, start, limit)) is not None and lead.end() > start:
        start = lead.end()
    if subject is not None and subject.in_text:
        first, last = (
            subject.actor.start - sentence.begin,
            subject.actor.end - sentence.begin,
        )
        if first <= start and limit <= last:
            return None
        if first <= start < last < limit:
            owned = words.owned.match(text, last)
            if owned is None:
                return None
            start = owned.end()
    end = words.ends.search(text, start, min(limit, start + _LONGEST))
    limit = min(limit, start + _LONGEST) if end is None else end.start()
    value = text[start:limit].rstrip(" ,.;:،，")
    end_of_value = start + len(value)
    tail = next((t for t in words.tail.finditer(text, start) if t.end() >= end_of_value), None)
    if tail is not None and tail.end() == end_of_value:
        value = value[: tail.start() - start]
    if not value or words.none.fullmatch(value) or re.search(r"\d", value):
        return None
    if lexicon.actors.groups.fullmatch(value) or words.lead.fullmatch(f"{value} "):
        return None
    return sentence.excerpt(start, start + len(value))
