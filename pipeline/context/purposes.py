"""What money is for, and what a sum is per."""

from __future__ import annotations

from pipeline.context.context import Excerpt, Sentence, Spot
from pipeline.figures.kinds import COUNT, MONEY
from pipeline.languages.context import PurposeWords, RateWords

#: Maximum characters of a purpose; a longer one is dropped, since it must be complete.
_LONGEST = 320
#: Characters before a figure that may say what it is per.
_BEFORE = 80


def purpose_of(sentence: Sentence, spot: Spot, words: PurposeWords) -> Excerpt | None:
    """What a sum is for, or who receives it; None if the text does not say it in full."""
    if spot.figure.kind != MONEY:
        return None
    text = sentence.text
    for pattern in words.after:
        match = pattern.match(text, spot.end)
        if match is not None:
            return _whole(sentence, match.end(), words)
    on = words.on.match(text, spot.end)
    begin = max(spot.before, spot.clause[0], spot.start - _BEFORE)
    if on is not None and words.spent.search(text, begin, spot.start) is not None:
        return _whole(sentence, on.end(), words)
    return None


def _whole(sentence: Sentence, start: int, words: PurposeWords) -> Excerpt | None:
    text = sentence.text
    end = words.ends.search(text, start)
    finish = end.start() if end else len(text)
    value = text[start:finish].rstrip(" ,.;:،，。；")
    if value.count("(") != value.count(")"):
        value = value[: value.rfind("(")].rstrip(" ,") if "(" in value else value.rstrip(")")
    finish = start + len(value)
    if not value or len(value) > _LONGEST or words.none.match(value):
        return None
    if any(start < s.start < finish and _follows_name(text, s) for s in sentence.spots):
        return None
    return sentence.excerpt(start, finish)


def _follows_name(text: str, spot: Spot) -> bool:
    """Whether a sum is that of somebody else: `for schools, and Uganda $1 million`."""
    before = text[: spot.start].rsplit(maxsplit=1)
    return spot.figure.kind == MONEY and bool(before) and before[-1][0].isupper()


def rate_of(sentence: Sentence, spot: Spot, words: RateWords) -> Excerpt | None:
    """What a figure is per: `per learner`, `a day`, `annually`."""
    if spot.figure.kind == COUNT:
        return None
    match = words.after.match(sentence.text, spot.end)
    if match is not None:
        group = "per" if match["per"] else "adverb"
        start, end = match.span(group)
        value = match[group]
        return sentence.excerpt(start, end, words.adverbs.get(value.lower(), value))
    begin = max(spot.before, spot.start - _BEFORE)
    match = words.before.search(sentence.text, begin, spot.start)
    if match is None:
        return None
    return sentence.excerpt(*match.span("per"))
