"""Read figures with a language's grammar: first numbers, then what is before and after them.

A number is a candidate; the words around it make it a percentage, a sum of money, a count, or no
figure. A number without a classification takes that of the next number it is listed with (`26, 19
and 9 per cent`), and its multiplier too (`from 8 to 5 million dollars`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace as changed

from pipeline.figures.engine.characters import Folding
from pipeline.figures.engine.number import Classification, Number, repeats
from pipeline.figures.engine.qualifiers import Qualifiers
from pipeline.figures.engine.ranges import Ranges, shares_scale
from pipeline.figures.engine.signs import Signs
from pipeline.figures.figure import Figure
from pipeline.figures.kinds import COUNT, MONEY, NONE, PERCENTAGE

#: Brackets around a repeated sum, with and without a space before them.
_OPENINGS, _CLOSINGS = (" (", "\u00a0(", "（", "("), (")", "）")


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language writes figures.

    Attributes:
        numbers: all numbers of a text in order, without those that are obviously not figures
            (dates, references, parts of names).
        classify: the classification of a number, or None; may consult the figures already read in
            the same text.
        ranges: joins the ends of ranges and the members of lists.
        signs: its plus and minus signs.
        qualifiers: its words such as `about`.
        fold: folds its texts.
    """

    numbers: Callable[[str], list[Number]]
    classify: Callable[[str, Number, Sequence[Figure]], Classification | None]
    ranges: Ranges
    signs: Signs
    qualifiers: Qualifiers
    fold: Folding


def read(text: str, grammar: Grammar) -> list[Figure]:
    """The figures in a paragraph's text, in order, not overlapping."""
    folded = grammar.fold(text)
    numbers = grammar.numbers(folded.text)
    if not numbers:
        return []
    figures = _Reading(folded.text, numbers, grammar).figures()
    if folded.text == text:
        return figures
    written: list[Figure] = []
    for figure in figures:
        start, end = folded.place(figure.start, figure.end)
        unit = None if figure.unit is None else folded.as_written(figure.unit, figure.end)
        written.append(changed(figure, start=start, end=end, unit=unit))
    return written


class _Reading:
    """A text with its numbers and their classifications."""

    def __init__(self, text: str, numbers: list[Number], grammar: Grammar) -> None:
        self._text = text
        self._grammar = grammar
        self._numbers = numbers
        self._classifications: list[Classification | None] = []
        #: Whether the classification belongs to the number itself, not to one listed with it.
        self._own: list[bool] = []
        #: The figures of numbers with classifications of their own.
        self._read: list[Figure | None] = []

    def figures(self) -> list[Figure]:
        """The figures, in order."""
        if not self._classify():
            return []
        self._lend_backward()
        self._lend_forward()
        figures: list[Figure] = []
        index = 0
        while index < len(self._numbers):
            classification = self._classifications[index]
            if classification is None or classification.kind == NONE:
                index += 1
                continue
            figure = self._figure_of(index)
            if self._is_range(index):
                figure = self._range(figure, self._figure(index + 1, leads=False))
                index += 1
            index += 1
            # In unusual text, a number may be within what the one before it counts.
            if figures and figure.start < figures[-1].end:
                continue
            if figures and self._repeats(figures[-1], figure):
                figures[-1] = changed(figures[-1], end=figure.end + 1)
            else:
                figures.append(figure)
        return figures

    # --- classifications

    def _classify(self) -> bool:
        """Find each number's own classification; whether any of them is that of a figure."""
        so_far: list[Figure] = []
        classify, text = self._grammar.classify, self._text
        for index, number in enumerate(self._numbers):
            classification = classify(text, number, so_far)
            self._classifications.append(classification)
            self._own.append(classification is not None)
            figure = None
            if classification is not None and classification.kind != NONE:
                figure = self._figure(index)
                so_far.append(figure)
            self._read.append(figure)
        return bool(so_far)

    def _lend_backward(self) -> None:
        """Pass classifications and multipliers back from the last of a list or range."""
        ranges = self._grammar.ranges
        for index in range(len(self._numbers) - 2, -1, -1):
            lent = self._classifications[index + 1]
            if lent is None:
                continue
            number, following = self._numbers[index], self._numbers[index + 1]
            classification = self._classifications[index]
            bare = (
                classification is not None and classification.weak and classification.unit is None
            )
            if bare and lent.kind == MONEY and ranges.is_whole(self._text, number, lent.start):
                self._classifications[index] = changed(lent, start=number.start, end=number.end)
                self._read[index] = None
                continue
            if _takes_next(classification, lent, following):
                place = number.end, following.start
                joined = ranges.joiner.fullmatch(self._text, *place)
                if not (
                    joined
                    or ranges.list_joiner.fullmatch(self._text, *place)
                    or ranges.change_joiner.fullmatch(self._text, *place)
                ):
                    continue
                classification = changed(lent, start=number.start, end=number.end, more=False)
                self._classifications[index], self._own[index], self._read[index] = (
                    classification,
                    False,
                    None,
                )
            elif not self._has_sign_alone(index):
                continue
            if shares_scale(number, following) and (
                classification is None or classification.kind != PERCENTAGE
            ):
                self._numbers[index] = changed(
                    number, value=number.value * following.scale, scale=following.scale
                )
                self._read[index] = None

    def _has_sign_alone(self, index: int) -> bool:
        """Whether a sum has only a sign, like the next one: `$5 to $8 m`, `$3, $4 and $5 m`."""
        number, classification, following = (
            self._numbers[index],
            self._classifications[index],
            self._classifications[index + 1],
        )
        if (
            classification is None
            or following is None
            or classification.kind != MONEY != following.kind
        ):
            return False
        if classification.end != number.end or (classification.currency, classification.factor) != (
            following.currency,
            following.factor,
        ):
            return False
        ends = number.end, min(following.start, self._numbers[index + 1].start)
        ranges = self._grammar.ranges
        return any(j.fullmatch(self._text, *ends) for j in (ranges.joiner, ranges.list_joiner))

    def _lend_forward(self) -> None:
        """Pass on a classification before the first number: `%10-15`, `百分之三十至四十`."""
        for index in range(1, len(self._numbers)):
            if self._classifications[index] is not None:
                continue
            before = self._classifications[index - 1]
            number, last = self._numbers[index], self._numbers[index - 1]
            if (
                before is not None
                and before.kind == PERCENTAGE
                and before.start < last.start
                and self._text[before.start] not in "-−+"
                and self._grammar.ranges.joiner.fullmatch(self._text, last.end, number.start)
            ):
                self._classifications[index] = changed(before, start=number.start, end=number.end)

    # --- figures

    def _figure(self, index: int, *, leads: bool = True) -> Figure:
        """The figure of a classified number; `leads` says if words before it may qualify it."""
        number, classification = self._numbers[index], self._classifications[index]
        assert classification is not None
        text, grammar = self._text, self._grammar
        value = number.value * classification.factor
        start, negative = grammar.signs.before(
            text, classification.start, classification.end, classification.kind
        )
        if classification.start < number.start and not negative:
            _, negative = grammar.signs.before(
                text, number.start, classification.end, classification.kind
            )
        qualifier, end = grammar.qualifiers.of(text, classification, start, leads=leads)
        if classification.kind == PERCENTAGE and grammar.signs.after(text, end):
            negative, end = True, end + 1
        if qualifier == "exact" and number.about:
            qualifier = "about"
        return Figure(
            kind=classification.kind,
            start=start,
            end=end,
            value=-value if negative else value,
            rule=classification.rule,
            currency=classification.currency,
            qualifier=qualifier,
            unit=classification.unit,
            unit_class=classification.unit_class,
        )

    def _figure_of(self, index: int) -> Figure:
        """The figure of a number with words before it; cached if its classification is its own."""
        return self._read[index] or self._figure(index)

    def _is_range(self, index: int) -> bool:
        """Whether a number and the next one are the ends of a range."""
        if index + 1 >= len(self._numbers):
            return False
        low, high = self._classifications[index], self._classifications[index + 1]
        if low is None or high is None or (low.kind, low.currency) != (high.kind, high.currency):
            return False
        first, second = self._figure_of(index), self._figure_of(index + 1)
        both_negative = first.value < 0 and second.value < 0
        if first.value == second.value or (first.value > second.value and not both_negative):
            return False
        number = self._numbers[index]
        if low.unit is not None and low.end > number.end and low.unit != high.unit:
            return False
        begin, end = low.end, max(low.end, min(high.start, second.start))
        if self._grammar.ranges.joiner.fullmatch(self._text, begin, end) is None:
            return False
        signed = low.start < number.start and (
            number.scale > 1 or high.start < self._numbers[index + 1].start
        )
        own = low.end > number.end or signed
        return self._grammar.ranges.spans(
            self._text, number, self._numbers[index + 1], own=own and self._own[index]
        )

    @staticmethod
    def _range(first: Figure, second: Figure) -> Figure:
        low, high = sorted((first.value, second.value))
        qualifier = first.qualifier if first.qualifier != "exact" else second.qualifier
        return changed(second, start=first.start, value=low, high=high, qualifier=qualifier)

    def _repeats(self, last: Figure, figure: Figure) -> bool:
        """Whether a figure repeats the one before it: `$5 million (five million dollars)`."""
        same = (last.kind, last.currency) == (figure.kind, figure.currency)
        return same and repeats(self._text, last, figure, _OPENINGS, _CLOSINGS)


def _takes_next(
    classification: Classification | None, lent: Classification, following: Number
) -> bool:
    """Whether a number takes the classification of the one that it is listed with.

    A sign before a sum belongs to that sum alone.
    """
    if lent.kind == MONEY and lent.end <= following.end and lent.start < following.start:
        return False
    if classification is None or (classification.weak and lent.kind == MONEY):
        return True
    return (
        classification.weak
        and classification.unit is None
        and lent.kind == classification.kind == COUNT
    )
