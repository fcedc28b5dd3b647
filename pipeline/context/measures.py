"""What is measured: the rate, the part of a whole, the flow of money."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.context.lexicon import ContextLexicon, MeasureWords, last_match
from pipeline.context.model import Said, Sentence, Spot, Subject

#: Characters of a measure.
_LONGEST = 90


def measures_of_figures(
    sentence: Sentence, subjects: Sequence[Subject | None], lexicon: ContextLexicon
) -> list[Said | None]:
    """What each percentage and sum of a sentence measures.

    Args:
        sentence: with its figures.
        subjects: whose each is, which the measure does not repeat.
        lexicon: of the language.
    """
    found: list[Said | None] = []
    spots = sentence.spots
    for place, spot in enumerate(spots):
        said = None
        if spot.figure.kind != "count":
            said = _measure(sentence, spot, subjects[place], lexicon)
            if said is None and place and found[place - 1] is not None:
                said = _inherited(sentence, spots[place - 1], spot, found[place - 1], lexicon)
        found.append(said)
    return found


def _measure(
    sentence: Sentence, spot: Spot, subject: Subject | None, lexicon: ContextLexicon
) -> Said | None:
    words = lexicon.measure
    text, flat = sentence.text, sentence.flat
    patterns = words.of_money if spot.figure.kind == "money" else words.of_share
    for pattern in patterns.after:
        match = pattern.match(text, spot.end)
        if match is not None:
            return _cut(sentence, match.start("measure"), spot.after, subject, words)
    begin = max(spot.before, spot.clause[0] if spot.bracket is None else 0)
    if begin and text[begin - 1] in ":：":  # the label of a figure
        begin = spot.before
    for pattern in patterns.before:
        match = last_match(pattern, flat, begin, spot.start)
        if match is not None:
            return _cut(sentence, match.start("measure"), match.end("measure"), subject, words)
    return None


def _inherited(
    sentence: Sentence, one: Spot, other: Spot, said: Said | None, lexicon: ContextLexicon
) -> Said | None:
    """The measure of the value before, with which this one is listed or compared."""
    between = sentence.flat[one.end : other.start]
    if one.figure.kind != other.figure.kind or len(between) > _LONGEST:
        return None
    time = lexicon.time
    if time.moved.search(between) or time.up_from.search(between) or time.listed.fullmatch(between):
        return said
    return None


def _cut(
    sentence: Sentence, start: int, limit: int, subject: Subject | None, words: MeasureWords
) -> Said | None:
    """A noun phrase without what stands before and after it."""
    text = sentence.text
    limit = min(limit, len(text))
    while (lead := words.lead.match(text, start, limit)) is not None and lead.end() > start:
        start = lead.end()
    if subject is not None and subject.in_text:
        first, last = (
            subject.actor.start - sentence.begin,
            subject.actor.end - sentence.begin,
        )
        if first <= start < last < limit:
            owned = words.owned.match(text, last)
            if owned is None:
                return None
            start = owned.end()
    end = words.ends.search(text, start, min(limit, start + _LONGEST))
    limit = min(limit, start + _LONGEST) if end is None else end.start()
    value = text[start:limit].rstrip(" ,.;:،，")
    if not value or words.none.fullmatch(value) or re.search(r"\d", value):
        return None
    return sentence.said(start, start + len(value))
