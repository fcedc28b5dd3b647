"""What a percentage is a share of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.context.context import Excerpt, Sentence, Spot, Subject
from pipeline.context.periods import is_series
from pipeline.figures.kinds import PERCENTAGE
from pipeline.figures.needed import last_match
from pipeline.languages.context import ContextLexicon, ShareWords

#: Maximum characters of a whole, and between two percentages of the same whole.
_LONGEST, _BETWEEN = 110, 130


def shares_of_figures(
    sentence: Sentence,
    changes: Sequence[bool],
    subjects: Sequence[Subject | None],
    lexicon: ContextLexicon,
) -> list[Excerpt | None]:
    """The whole of each figure of a sentence; None if it is not a share.

    Args:
        sentence: the sentence with its figures.
        changes: whether each figure is a change, and so has no whole.
        subjects: whose figure each is; the whole does not repeat it.
        lexicon: the language's words.
    """
    words = lexicon.share
    spots = sentence.spots
    found: list[Excerpt | None] = [None] * len(spots)
    percentages = [i for i, spot in enumerate(spots) if spot.figure.kind == PERCENTAGE]
    for place in percentages:
        if not changes[place]:
            found[place] = _whole(sentence, spots[place], subjects[place], words)
    if len(percentages) > 1:
        _inherit(sentence, percentages, changes, found, lexicon)
    return found


def _whole(
    sentence: Sentence, spot: Spot, subject: Subject | None, words: ShareWords
) -> Excerpt | None:
    text = sentence.text
    if words.those.match(text, spot.end):
        return _opened(sentence, spot, words)
    begin = max(spot.before, spot.clause[0] if spot.bracket is None else 0)
    if words.never.search(text, begin, spot.start):
        return None
    match = words.after.match(text, spot.end)
    after = match and _cut(sentence, match.end(), spot.after, subject, words)
    if match is not None and not words.before_first:
        return after
    return (
        _before(sentence, spot, subject, words.before, words)
        or after
        or _before(sentence, spot, subject, words.before_last, words)
        or _opened(sentence, spot, words)
    )


def _before(
    sentence: Sentence,
    spot: Spot,
    subject: Subject | None,
    patterns: Sequence[re.Pattern[str]],
    words: ShareWords,
) -> Excerpt | None:
    """The whole named before a percentage: `the share of women among leaders stood at`."""
    begin = max(spot.before, spot.host if spot.bracket is None else 0)
    for pattern in patterns:
        match = last_match(pattern, sentence.flat, begin, spot.start)
        if match is not None and match["of"].strip():
            return _cut(sentence, match.start("of"), match.end("of"), subject, words)
    return None


def _opened(sentence: Sentence, spot: Spot, words: ShareWords) -> Excerpt | None:
    """The whole at the beginning of the sentence: `Of the drugs tested, 36 per cent`."""
    match = words.opening.match(sentence.text)
    if match is None or match.end() > spot.start:
        return None
    return _cut(sentence, match.start("of"), match.end("of"), None, words)


def _cut(
    sentence: Sentence, start: int, limit: int, subject: Subject | None, words: ShareWords
) -> Excerpt | None:
    """A whole, from its first character to the end of its noun phrase, without its owner."""
    text = sentence.text
    limit = min(limit, start + _LONGEST, len(text))
    article = words.article.match(text, start)
    start = article.end() if article else start
    end = words.ends.search(text, start, limit)
    limit = end.start() if end else limit
    if subject is not None and subject.in_text and subject.source == "phrase":
        first = subject.actor.start - sentence.begin
        last = subject.actor.end - sentence.begin
        if first <= start < last < limit:
            owned = words.owned.match(text, last)
            start = owned.end() if owned else start
        elif start < first < limit:
            owner = words.owner.search(text, start, first)
            limit = owner.start() if owner else limit
    value = text[start:limit].rstrip(" ,.;:،，")
    if not value or not any(map(str.isalpha, value)):
        return None
    return sentence.excerpt(start, start + len(value))


def _inherit(
    sentence: Sentence,
    percentages: Sequence[int],
    changes: Sequence[bool],
    found: list[Excerpt | None],
    lexicon: ContextLexicon,
) -> None:
    """Copy the whole of one value to the next: `from 17 to 19 per cent of`, `up from 17`."""
    spots, flat = sentence.spots, sentence.flat
    for one, other in zip(percentages[-2::-1], percentages[:0:-1], strict=False):
        between = flat[spots[one].end : spots[other].start]
        listed = lexicon.time.listed.fullmatch(between) is not None
        if found[one] is None and not changes[one] and (listed or _moves(between, lexicon)):
            found[one] = found[other]
    for one, other in pairwise(percentages):
        between = flat[spots[one].end : spots[other].start]
        if found[other] is not None or found[one] is None or changes[other] or changes[one]:
            continue
        if len(between) > _BETWEEN or spots[other].bracket != spots[one].bracket:
            continue
        if (
            _moves(between, lexicon)
            or lexicon.time.up_from.search(between)
            or lexicon.share.second.search(between)
            or is_series(between, lexicon.time)
        ):
            found[other] = found[one]


def _moves(between: str, lexicon: ContextLexicon) -> bool:
    return len(between) < _BETWEEN and lexicon.time.moved.search(between) is not None
