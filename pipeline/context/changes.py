"""Whether a figure is a level or a change, and whether it counts percentage points."""

from __future__ import annotations

from pipeline.context.context import Excerpt, Sentence, Spot
from pipeline.figures.kinds import COUNT, MONEY, PERCENTAGE
from pipeline.figures.needed import last_match, search
from pipeline.languages.context import ContextLexicon

#: Characters before a figure that may describe its change, and between two compared figures.
_BEFORE, _BETWEEN = 110, 60


def changes_of_figures(sentence: Sentence, lexicon: ContextLexicon) -> list[Excerpt | None]:
    """The words that make each figure of a sentence a change; None for a level."""
    found = [_change(sentence, spot, lexicon) for spot in sentence.spots]
    for place in range(len(found) - 1):
        # `grew by 44 per cent, compared with 13 per cent`, `$8 million ($7 million net), being the
        # increase in`, `by $6 million, or 3 per cent`, `by 5, 6 and 7 points`: the second figure is
        # the same as the first.
        if (
            found[place + 1] is None
            and found[place]
            and any(
                goes_on(sentence, place, lexicon) for goes_on in (_is_second, _is_same, _is_next)
            )
        ):
            found[place + 1] = found[place]
    for place in reversed(range(len(found) - 1)):
        if (
            found[place] is None
            and found[place + 1]
            and (_is_listed(sentence, place, lexicon) or _is_aside(sentence, place, lexicon))
        ):
            found[place] = found[place + 1]
    for place in range(1, len(found)):
        if found[place] is None and found[place - 1] is not None:
            found[place] = _again(sentence, place, lexicon)
    return found


def _again(sentence: Sentence, place: int, lexicon: ContextLexicon) -> Excerpt | None:
    """What makes a figure a change like the one before: `output grew by 8 per cent, sales by 7`."""
    one, spot = sentence.spots[place - 1], sentence.spots[place]
    again = lexicon.change.again.fullmatch(sentence.text, one.end, spot.start)
    if again is None or one.figure.kind != spot.figure.kind:
        return None
    return sentence.excerpt(again.start("change"), spot.start)


def _change(sentence: Sentence, spot: Spot, lexicon: ContextLexicon) -> Excerpt | None:
    words = lexicon.change
    begin = max(spot.before, spot.clause[0], spot.start - _BEFORE)
    goes_on = words.until.match(sentence.text, spot.end) is not None
    for pattern in () if goes_on else (words.verb, words.noun):
        match = search(pattern, sentence.text, begin, spot.start)
        if match is not None and spot.figure.kind == COUNT and words.object.search(match.group()):
            continue  # `réduire la consommation de 21 produits`
        if match is not None:
            return sentence.excerpt(match.start(), spot.start)
    for pattern, text in ((words.after, sentence.text), (words.being, sentence.flat)):
        match = pattern.match(text, spot.end)
        if match is not None and match.end() <= _end_of_being(sentence, spot, text):
            return sentence.excerpt(spot.end, match.end())
    return _rate(sentence, spot, lexicon) if spot.figure.kind == PERCENTAGE else None


def _end_of_being(sentence: Sentence, spot: Spot, text: str) -> int:
    """Where the words after a figure end: at the next figure, or the next one out of brackets."""
    if text is sentence.text:
        return spot.after
    later = (s.start for s in sentence.spots if s.start > spot.start and s.bracket is None)
    return next(later, len(text))


def _rate(sentence: Sentence, spot: Spot, lexicon: ContextLexicon) -> Excerpt | None:
    """`inflation was 6 per cent`: the value of a rate of change is itself a change."""
    begin = max(spot.before, spot.clause[0])
    found = last_match(lexicon.change.rate, sentence.flat, begin, spot.start)
    if found is None:
        return None
    if not lexicon.change.is_value.fullmatch(sentence.flat, found.end(), spot.start):
        return None
    return sentence.excerpt(found.start(), found.end())


def _is_second(sentence: Sentence, place: int, lexicon: ContextLexicon) -> bool:
    """Whether the next figure is of the same kind and one that a change is compared with."""
    spot, other = sentence.spots[place], sentence.spots[place + 1]
    if spot.figure.kind != other.figure.kind or other.start - spot.end > _BETWEEN:
        return False
    if other.bracket is not None and spot.bracket is None and spot.figure.kind == MONEY:
        return True
    between = sentence.text[spot.end : other.start]
    return lexicon.change.like.fullmatch(between) is not None


def _is_listed(sentence: Sentence, place: int, lexicon: ContextLexicon) -> bool:
    """Whether a figure and the next, of the same kind, are in one list."""
    spot, other = sentence.spots[place], sentence.spots[place + 1]
    listed = lexicon.time.listed.fullmatch(sentence.flat, spot.end, other.start)
    return spot.figure.kind == other.figure.kind and listed is not None


def _is_next(sentence: Sentence, place: int, lexicon: ContextLexicon) -> bool:
    """Whether the next figure continues a list, and is not a share: `and 30 per cent of firms`."""
    end = sentence.spots[place + 1].end
    is_share = lexicon.share.after.match(sentence.text, end) is not None
    return _is_listed(sentence, place, lexicon) and not is_share


def _is_same(sentence: Sentence, place: int, lexicon: ContextLexicon) -> bool:
    """Whether the next figure says the same in another unit: `by $6 million, or 3 per cent`."""
    spot, other = sentence.spots[place], sentence.spots[place + 1]
    between = sentence.text[spot.end : other.start]
    kinds = spot.figure.kind != other.figure.kind
    return kinds and lexicon.change.same.fullmatch(between) is not None


def _is_aside(sentence: Sentence, place: int, lexicon: ContextLexicon) -> bool:
    """Whether the next figure is an aside: `a $7 million, or 3 per cent, increase`."""
    end = sentence.spots[place + 1].end
    return sentence.text.startswith((",", "،"), end) and _is_same(sentence, place, lexicon)


def counts_points(sentence: Sentence, spot: Spot, lexicon: ContextLexicon) -> bool:
    """Whether a percentage is in percentage points."""
    if spot.figure.kind != PERCENTAGE:
        return False
    points = lexicon.change.points
    raw = sentence.text[spot.start : spot.end]
    return bool(points.search(raw) or points.match(sentence.text, spot.end))
