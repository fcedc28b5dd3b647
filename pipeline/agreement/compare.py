"""Match the figures of a paragraph across its language editions.

Figures with the same kind and value are the same figure, in order if a value occurs several times.
Figures that are left over in one edition and missing in another are then paired by position: a
different value, a different currency. A figure without a counterpart may still be there in words
that are not a figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from pipeline import languages
from pipeline.figures.figure import Figure
from pipeline.figures.kinds import PERCENTAGE
from pipeline.tables.differences import (
    CURRENCY,
    FRACTION,
    KIND,
    MISSED,
    SPELLED,
    VALUE,
    Comparison,
    Difference,
    EditionFigure,
)

#: How far apart in the order of their paragraphs two matching figures may be.
_NEAR = 0.5
#: Tolerance for a fraction's percentage: a third is 33, 33.3 or 33.33 per cent.
_ROUNDED = 0.5
#: Maximum differing figures in a paragraph that are still paired one by one. With more, these are
#: not editions of one text, or the text was written to take long.
_MOST_PAIRED = 500

_Group = dict[str, EditionFigure]


def compare(texts: Mapping[str, str], figures: Sequence[EditionFigure]) -> Comparison:
    """Match the figures of a paragraph across its editions.

    Args:
        texts: the paragraph's text by language, for every edition that has it.
        figures: the figures of all editions, each edition's in order.
    """
    groups = _same(figures)
    whole = [g for g in groups if len(g) == len(texts)]
    parts = [g for g in groups if len(g) < len(texts)]
    searched = texts
    if len(parts) <= _MOST_PAIRED:
        parts = _merged(parts)
    else:
        searched = dict.fromkeys(texts, "")
    agreeing = {figure.key: len(texts) for group in whole for figure in group.values()}
    differences = []
    for group in parts:
        found = _difference(group, searched)
        differences.append(found)
        for figure in group.values():
            agreeing[figure.key] = sum(
                1 for other in group.values() if figure.compared == other.compared
            )
    differences.sort(key=lambda d: min(t.order for t in d.figures.values()))
    return Comparison(agreeing, tuple(differences))


def _same(figures: Sequence[EditionFigure]) -> list[_Group]:
    """Group equal kind, value and currency; the nth of one edition with the nth of others."""
    groups: dict[tuple[object, ...], _Group] = {}
    times: Counter[tuple[object, ...]] = Counter()
    for figure in figures:
        nth = times[(figure.language, *figure.compared)]
        times[(figure.language, *figure.compared)] += 1
        groups.setdefault((*figure.compared, nth), {})[figure.language] = figure
    return list(groups.values())


#: What two groups may have in common and be the same figure, most reliable first.
_RULES: tuple[Callable[[EditionFigure, EditionFigure], bool], ...] = (
    lambda a, b: a.kind == b.kind and a.currency == b.currency and a.value == b.value,
    lambda a, b: a.value == b.value,
    lambda a, b: a.kind == b.kind and _digits(a) == _digits(b),
    lambda a, b: a.kind == b.kind,
)


def _merged(groups: list[_Group]) -> list[_Group]:
    """Merge groups that share no edition: they are one figure, given in different ways."""
    for rule in _RULES:
        merged: list[_Group] = []
        for group in sorted(groups, key=lambda g: (-len(g), _place(g))):
            fitting = [m for m in merged if not (m.keys() & group.keys()) and _fit(m, group, rule)]
            if fitting:
                nearest = min(fitting, key=lambda m: abs(_place(m) - _place(group)))
                nearest |= group
            else:
                merged.append(dict(group))
        groups = merged
    return groups


def _fit(one: _Group, other: _Group, rule: Callable[[EditionFigure, EditionFigure], bool]) -> bool:
    first, second = next(iter(one.values())), next(iter(other.values()))
    return abs(_place(one) - _place(other)) <= _NEAR and rule(first, second)


def _place(group: _Group) -> float:
    return sum(figure.order for figure in group.values()) / len(group)


def _digits(figure: EditionFigure) -> str:
    """The significant digits of a value, which are the same for `4210` and `42 100 000`."""
    return f"{figure.value:.6f}".replace(".", "").strip("0")


def _difference(group: _Group, texts: Mapping[str, str]) -> Difference:
    majority = max(
        group.values(),
        key=lambda figure: sum(figure.compared == other.compared for other in group.values()),
    )
    agreeing = tuple(code for code, figure in group.items() if figure.compared == majority.compared)
    missing = [code for code in texts if code not in group]
    words = {code: found for code in missing if (found := _in_words(majority, code, texts[code]))}
    others = [figure for figure in group.values() if figure.compared != majority.compared]
    return Difference(
        kind=majority.kind,
        name=_name(majority, others, missing, words),
        editions=len(texts),
        figures=group,
        agreeing=agreeing,
        words=words,
    )


def _name(
    majority: EditionFigure,
    others: Sequence[EditionFigure],
    missing: Sequence[str],
    words: Mapping[str, str],
) -> str:
    if others:
        other = others[0]
        if other.value != majority.value or other.high != majority.high:
            return VALUE
        # If an edition omits the currency of a sum, it is read as a count there.
        is_sum = PERCENTAGE not in {other.kind, majority.kind}
        return CURRENCY if is_sum else KIND
    if words and len(words) == len(missing):
        return FRACTION if majority.kind == PERCENTAGE else SPELLED
    return MISSED


def _in_words(figure: EditionFigure, code: str, text: str) -> str | None:
    """The words in an edition that give a figure's value without being a figure."""
    language = languages.load(code)
    if figure.kind == PERCENTAGE:
        for pattern, value in language.fractions.items():
            match = pattern.search(text) if abs(value - figure.value) <= _ROUNDED else None
            if match:
                return match.group()
        return None
    edge = r"(?<!\w)" if language.joiner else ""
    end = r"(?!\w)" if language.joiner else ""
    for word, number in language.number_words.items():
        if number == figure.value:
            match = re.search(f"{edge}{re.escape(word)}{end}", text, re.IGNORECASE)
            if match:
                return match.group()
    return None


def edition_figure(
    figure: Figure, text: str, language: str, order: float, key: int = 0
) -> EditionFigure:
    """A figure read from a text, as given by its edition."""
    return EditionFigure(
        key=key,
        language=language,
        kind=figure.kind,
        value=float(figure.value),
        high=None if figure.high is None else float(figure.high),
        currency=figure.currency,
        raw=text[figure.start : figure.end],
        order=order,
    )


def orders(number: int) -> list[float]:
    """The positions of a number of figures in the order of their paragraph, from 0 to 1."""
    return [(index + 0.5) / number for index in range(number)]
