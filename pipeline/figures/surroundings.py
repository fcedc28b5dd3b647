"""A number that no noun follows: its sentence, and the figures read before it.

What English, French and Spanish look at in the same way; the words that they look for stand in
their packages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.grammar import Number
from pipeline.figures.model import Figure

#: Characters before a number that may hold its clause, and those that may hold its sentence.
WINDOW, _LONGEST_SENTENCE = 48, 1000
_SENTENCE_ENDS = (". ", "\n", "? ", "! ")


def sentence_start(text: str, position: int) -> int:
    """First character after the last full stop and blank before `position`."""
    begin = max(0, position - _LONGEST_SENTENCE)
    return max(begin, 1 + max(text.rfind(end, begin, position) for end in _SENTENCE_ENDS))


class Surroundings:
    """What a number's sentence, and the one before it, say is counted.

    Args:
        text: the paragraph.
        number: in it.
        before: the figures read before the number, in order.
    """

    def __init__(self, text: str, number: Number, before: Sequence[Figure]) -> None:
        self._text = text
        self._number = number
        self._before = before
        self._left = text[max(0, number.start - WINDOW) : number.start]
        self._begin = sentence_start(text, number.start)

    def _noun_at(self, position: int) -> str | None:
        """What the noun phrase that begins at a place counts, in the language."""
        raise NotImplementedError

    def _counts_since(self, begin: int) -> list[Figure]:
        """Counts between `begin` and the number, the last first."""
        counts: list[Figure] = []
        for figure in reversed(self._before):
            if figure.start < begin:
                break
            if figure.kind == "count":
                counts.append(figure)
        return counts

    def _has_earlier_count(self) -> bool:
        return bool(self._counts_since(self._begin))

    def _earlier_unit(self) -> str | None:
        """Unit of the sentence's last count that has one."""
        return next((f.unit for f in self._counts_since(self._begin) if f.unit), None)

    def _noun_after_last(self, introduction: re.Pattern[str]) -> str | None:
        """The noun after the sentence's last `number of …`."""
        found = None
        for match in introduction.finditer(self._text, self._begin, self._number.start):
            found = self._noun_at(match.end()) or found
        return found

    def _whole_of_percentage(self, of_the: re.Pattern[str]) -> str | None:
        """The missions of `57 per cent of the missions`, of which the number counts some."""
        for figure in reversed(self._before):
            if figure.start < self._begin:
                break
            whole = of_the.match(self._text, figure.end) if figure.kind == "percentage" else None
            noun = self._noun_at(whole.end()) if whole else None
            if noun is not None:
                return noun
        return None

    def _unit_of_sentence_before(self) -> str | None:
        """Unit of the first count of the sentence before, or of this one."""
        begin = sentence_start(self._text, max(0, self._begin - 2))
        units = [figure.unit for figure in self._counts_since(begin) if figure.unit]
        return units[-1] if units else None

    def _last_unit(self) -> str | None:
        """Unit of the last of the figures not far before that has one."""
        return next((f.unit for f in reversed(self._before[-20:]) if f.unit), None)
