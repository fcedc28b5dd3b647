"""Reads figures by a language's grammar: numbers first, then what stands before and after them.

A number is a candidate; the words around it make it a percentage, a sum of money, a count, or
no figure. A number without a mark of its own takes that of the next one it is listed with
(`26, 19 and 9 per cent`). All words come from the `Grammar` of a language's module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.figures.model import Figure


@dataclass(frozen=True, slots=True)
class Number:
    """A number in characters `start:end`, its multiplier included in them and in the value.

    `scale` is the multiplier (1 where there is none); `spelled` says that it is all in words,
    `more` that a word inside says there are more (`200 多万`).
    """

    start: int
    end: int
    value: Decimal
    scale: int = 1
    spelled: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What makes a number a figure, or no figure: kind `percentage`, `money`, `count`, `none`.

    `start` and `end` are the figure's characters with the mark included; `qualifier` is set where
    its words stand inside them (`10 or more countries`). `weak` says that the number has nothing
    but a multiplier of its own, so that the mark of one listed after it counts more.
    """

    kind: str
    start: int
    end: int
    rule: str
    currency: str | None = None
    unit: str | None = None
    unit_class: str | None = None
    more: bool = False
    qualifier: str | None = None
    weak: bool = False


#: What a number bears that the words around it make no figure.
NO_FIGURE = Mark("none", 0, 0, "")


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language writes figures.

    Attributes:
        numbers: all numbers of a text in order, without those that are no figures by themselves
            (dates, references, parts of names).
        mark: the mark that a number bears, or None where it bears none; it may look at the
            marked figures already read in the same text.
        range_joiner: matches, whole, what joins the two ends of a range.
        list_joiner: matches, whole, what stands between members of a list.
        before: qualifier, to a pattern of small letters that ends where the figure begins.
        after: qualifier, to a pattern that begins where the figure ends; what it matches belongs
            to the figure's characters.
        window: how many characters before a figure may hold its qualifier.
        spans: whether two numbers that `range_joiner` joins are one range rather than two values
            (`grew from 5 to 8 per cent`); all are by default.
    """

    numbers: Callable[[str], list[Number]]
    mark: Callable[[str, Number, Sequence[Figure]], Mark | None]
    range_joiner: re.Pattern[str]
    list_joiner: re.Pattern[str]
    before: dict[str, re.Pattern[str]]
    after: dict[str, re.Pattern[str]]
    window: int = 24
    spans: Callable[[str, Number, Number], bool] = lambda _text, _low, _high: True
    qualified: re.Pattern[str] = field(init=False)
    """Found before a figure that one of `before` qualifies: most figures, none does."""

    def __post_init__(self) -> None:
        patterns = "|".join(f"(?:{pattern.pattern})" for pattern in self.before.values())
        object.__setattr__(self, "qualified", re.compile(patterns))


def read(text: str, grammar: Grammar) -> list[Figure]:
    """The figures of a paragraph's text, in order, not overlapping."""
    numbers = grammar.numbers(text)
    marks, own = _marks(text, numbers, grammar)
    figures: list[Figure] = []
    index = 0
    while index < len(numbers):
        mark = marks[index]
        if mark is None or mark.kind == "none":
            index += 1
            continue
        figure = own[index] or _figure(text, numbers[index], mark, grammar)
        if _is_range(text, numbers, marks, index, grammar):
            high = _figure(text, numbers[index + 1], marks[index + 1], grammar, leads=False)
            low = _low_end(numbers[index], numbers[index + 1])
            qualifier = figure.qualifier if figure.qualifier != "exact" else high.qualifier
            figure = replace(
                high, start=figure.start, value=low, high=high.value, qualifier=qualifier
            )
            index += 1
        # A number may stand within what the one before it counts, if the text is odd enough.
        if not figures or figure.start >= figures[-1].end:
            figures.append(figure)
        index += 1
    return figures


def _marks(
    text: str, numbers: list[Number], grammar: Grammar
) -> tuple[list[Mark | None], list[Figure | None]]:
    """Each number's mark, and the figure where the mark is its own, not of one listed with it."""
    marks: list[Mark | None] = []
    own: list[Figure | None] = []
    read_so_far: list[Figure] = []
    for number in numbers:
        mark = grammar.mark(text, number, read_so_far)
        marks.append(mark)
        figure = None
        if mark is not None and mark.kind != "none":
            figure = _figure(text, number, mark, grammar)
            read_so_far.append(figure)
        own.append(figure)
    for index in range(len(numbers) - 2, -1, -1):
        following = marks[index + 1]
        if following is not None and _takes_next(marks[index], following):
            between = text[numbers[index].end : numbers[index + 1].start]
            if grammar.range_joiner.fullmatch(between) or grammar.list_joiner.fullmatch(between):
                number = numbers[index]
                marks[index] = replace(following, start=number.start, end=number.end, more=False)
                own[index] = None
    for index in range(1, len(numbers)):
        preceding = marks[index - 1]
        if (
            marks[index] is None
            and preceding is not None
            and preceding.kind == "percentage"
            and preceding.start < numbers[index - 1].start
        ):
            between = text[numbers[index - 1].end : numbers[index].start]
            if grammar.range_joiner.fullmatch(between):
                marks[index] = replace(
                    preceding, start=numbers[index].start, end=numbers[index].end
                )
    return marks, own


def _takes_next(mark: Mark | None, following: Mark) -> bool:
    """Whether a number takes the mark of the one that it is listed with."""
    return mark is None or (mark.weak and following.kind in {"money", "percentage"})


def _is_range(
    text: str,
    numbers: list[Number],
    marks: list[Mark | None],
    index: int,
    grammar: Grammar,
) -> bool:
    """Whether a number and the next are the ends of one range."""
    if index + 1 >= len(numbers):
        return False
    low, high = marks[index], marks[index + 1]
    if low is None or high is None or (low.kind, low.currency) != (high.kind, high.currency):
        return False
    if _low_end(numbers[index], numbers[index + 1]) >= numbers[index + 1].value:
        return False
    if low.unit is not None and low.end > numbers[index].end and low.unit != high.unit:
        return False
    between = text[low.end : max(low.end, high.start)]
    if grammar.range_joiner.fullmatch(between) is None:
        return False
    return grammar.spans(text, numbers[index], numbers[index + 1])


def _low_end(low: Number, high: Number) -> Decimal:
    """The lower end: `10` in `10 至 15 亿` shares the multiplier that only the upper end shows."""
    if low.scale == 1 and high.scale > 1 and low.value * high.scale < high.value:
        return low.value * high.scale
    return low.value


def _figure(
    text: str, number: Number, mark: Mark | None, grammar: Grammar, *, leads: bool = True
) -> Figure:
    """The figure of a number and its mark; `leads` says that words before it may qualify it."""
    assert mark is not None
    qualifier, end = _qualifier(text, mark, grammar, leads=leads)
    return Figure(
        kind=mark.kind,
        start=mark.start,
        end=end,
        value=number.value,
        rule=mark.rule,
        currency=mark.currency,
        qualifier=qualifier,
        unit=mark.unit,
        unit_class=mark.unit_class,
    )


def _qualifier(text: str, mark: Mark, grammar: Grammar, *, leads: bool) -> tuple[str, int]:
    """What is said about how exact it is, and where the figure's characters end."""
    if mark.qualifier is not None:
        return mark.qualifier, mark.end
    for name, pattern in grammar.after.items():
        match = pattern.match(text, mark.end)
        if match:
            return name, match.end()
    before = text[max(0, mark.start - grammar.window) : mark.start].lower() if leads else ""
    if grammar.qualified.search(before):
        for name, pattern in grammar.before.items():
            if pattern.search(before):
                return name, mark.end
    return ("more_than" if mark.more else "exact"), mark.end
