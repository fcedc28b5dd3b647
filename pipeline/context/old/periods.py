"""Which years a figure is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.context.old.model import ContextWords, Period, Sentence
from pipeline.figures.model import Figure

Years = tuple[int, int | None]


def years_of_figures(
    sentences: Sequence[Sentence],
    figures: Sequence[Figure],
    words: ContextWords,
    reporting: Years | None,
) -> dict[int, Years]:
    """First and last year by the index of the figure; figures of no known time are left out.

    Args:
        sentences: of a paragraph.
        figures: the paragraph's figures.
        words: of the language.
        reporting: the reporting period, where the document defines it.
    """
    found: dict[int, Years] = {}
    carried: Years | None = None
    before = _Timed("", (), None)
    for one in sentences:
        text, begin = one.text, one.begin
        spans = [(figures[i].start - begin, figures[i].end - begin) for i in one.figures]
        periods = tuple(p for p in words.periods(text) if not _overlaps(p, spans))
        leading = next((p for p in periods if words.leading.fullmatch(text[: p.start])), None)
        sentence = _Timed(text, periods, leading)
        own = [_own(sentence, spans, position, words) for position in range(len(spans))]
        # What holds for all figures without a time of their own is asked for once.
        other = _fallback(sentence, before, carried, words, reporting) if None in own else None
        for index, period in zip(one.figures, own, strict=True):
            years = period.years if period else other
            if years is not None:
                found[index] = years
        if leading is not None and leading.last is not None:
            carried = leading.years
        before = sentence
    return found


@dataclass(frozen=True, slots=True)
class _Timed:
    """A sentence with its periods and the one that leads it."""

    text: str
    periods: tuple[Period, ...]
    leading: Period | None

    @property
    def wide(self) -> tuple[Period, ...]:
        """The periods that hold for more than the figure beside them."""
        return tuple(p for p in self.periods if not p.local or p is self.leading)


def _fallback(
    sentence: _Timed,
    before: _Timed,
    carried: Years | None,
    words: ContextWords,
    reporting: Years | None,
) -> Years | None:
    """The time of a sentence's figures that have none of their own."""
    if before.periods and words.same_period.search(sentence.text):
        return _union(before.periods)
    if words.reporting_period.search(sentence.text):
        return reporting
    if sentence.wide or words.at_present.search(sentence.text):
        return None
    named = {p.years for p in before.wide}
    goes_on = words.goes_on.match(sentence.text) or before.text.rstrip().endswith((":", "："))
    return named.pop() if goes_on and len(named) == 1 else carried


def _overlaps(period: Period, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < period.end and period.start < end for start, end in spans)


def _union(periods: Sequence[Period]) -> Years:
    lasts = [p.last for p in periods]
    first = min(p.first for p in periods)
    return first, None if None in lasts else max(last for last in lasts if last is not None)


def _own(
    sentence: _Timed, spans: Sequence[tuple[int, int]], position: int, words: ContextWords
) -> Period | None:
    """The period of one figure among those of its sentence.

    A period between a figure and its neighbour on the side where the language writes it is the
    figure's own. Else it is the only one of the sentence, the one that leads it, or the nearest
    before the figure.
    """
    if not sentence.periods:
        return None
    start, end = spans[position]
    following = spans[position + 1][0] if position + 1 < len(spans) else len(sentence.text)
    preceding = spans[position - 1][1] if position else 0
    after = [p for p in sentence.periods if end <= p.start < following]
    ahead = [p for p in sentence.periods if preceding <= p.start and p.end <= start]
    if words.period_follows:
        beside = [p for p in after[:1] if not words.parts.search(sentence.text, end, p.start)]
        own = [p for p in ahead if words.parts.search(sentence.text, preceding, p.start)]
        beside = beside or (own[-1:] if preceding else [])
    else:
        beside = ahead[-1:]
    if beside:
        return beside[0]
    wide = [p for p in sentence.wide if p is sentence.leading or _same_clause(sentence, p, start)]
    if sentence.leading is None and words.at_present.search(sentence.text):
        return None
    if len({p.years for p in wide}) == 1:
        return wide[0]
    earlier = [p for p in wide if p.end <= start]
    if sentence.leading is not None and words.period_follows:
        return sentence.leading
    return earlier[-1] if earlier else next(iter(wide), None)


def _same_clause(sentence: _Timed, period: Period, position: int) -> bool:
    """Whether no semicolon parts a period from a place."""
    between = sentence.text[min(period.start, position) : max(period.end, position)]
    return ";" not in between and "；" not in between
