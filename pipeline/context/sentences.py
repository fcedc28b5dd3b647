"""The sentences of a paragraph, with the clause and brackets of each figure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pipeline.context.context import Sentence, Spot
from pipeline.context.units import class_of
from pipeline.figures.figure import Figure
from pipeline.languages.context import ContextLexicon
from pipeline.paragraphs.sentences import sentences

_Span = tuple[int, int]

_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")


def sentences_with_figures(
    text: str, figures: Sequence[Figure], end: re.Pattern[str], lexicon: ContextLexicon
) -> Iterator[Sentence]:
    """The sentences up to the last one with a figure; those without figures have no spots."""
    starts = [figure.start for figure in figures]
    for part, begin in sentences(text, end):
        if begin > starts[-1]:
            return
        first, last = bisect_left(starts, begin), bisect_left(starts, begin + len(part))
        yield _sentence(part, begin, figures[first:last], lexicon)


def _sentence(
    text: str, begin: int, figures: Sequence[Figure], lexicon: ContextLexicon
) -> Sentence:
    if not figures:
        return Sentence(text, begin, text, ())
    spans = [(f.start - begin, min(f.end - begin, len(text))) for f in figures]
    # A figure printed with its own brackets is not inside brackets.
    brackets = (
        [m.span() for m in _BRACKETS.finditer(text) if not _within(m.span(), spans)]
        if "(" in text or "（" in text or "[" in text
        else []
    )
    cuts = [m.span() for m in lexicon.breaks.finditer(text) if not _touches(m.span(), spans)]
    ends = [end for _, end in cuts]
    hosts = [end for start, end in cuts if text[start:end] not in "()（）"]
    spots = []
    for place, (start, end) in enumerate(spans):
        cut = bisect_right(ends, start)
        around = bisect_right(brackets, (start, len(text))) - 1
        inside = around >= 0 and brackets[around][1] > start
        spots.append(
            Spot(
                figure=figures[place],
                start=start,
                end=end,
                before=spans[place - 1][1] if place else 0,
                after=spans[place + 1][0] if place + 1 < len(spans) else len(text),
                clause=(
                    ends[cut - 1] if cut else 0,
                    cuts[cut][0] if cut < len(cuts) else len(text),
                ),
                bracket=brackets[around] if inside else None,
                host=_last(hosts, brackets[around][0] if inside else start),
                unit_class=class_of(figures[place].unit, lexicon),
            )
        )
    return Sentence(text, begin, _without(text, brackets), tuple(spots))


def _last(places: Sequence[int], end: int) -> int:
    """The last of some positions up to `end`, 0 if there is none."""
    found = bisect_right(places, end)
    return places[found - 1] if found else 0


def _within(span: _Span, spans: Sequence[_Span]) -> bool:
    place = bisect_right(spans, (span[0], span[1] + 1)) - 1
    return place >= 0 and span[1] <= spans[place][1]


def _touches(span: _Span, spans: Sequence[_Span]) -> bool:
    place = bisect_left(spans, (span[1], 0)) - 1
    return place >= 0 and span[0] < spans[place][1]


def _without(text: str, brackets: Sequence[_Span]) -> str:
    """The text with everything in brackets replaced by spaces."""
    if not brackets:
        return text
    parts, done = [], 0
    for opened, closed in brackets:
        parts += [text[done:opened], " " * (closed - opened)]
        done = closed
    return "".join([*parts, text[done:]])
