"""The sentences of a paragraph's text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache


def sentences(text: str, end: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """The sentences of a text, without blanks around them, with their first character's place.

    Args:
        text: a paragraph.
        end: matches the end of a sentence, its closing characters included.
    """
    begin = 0
    for finish in [*(match.end() for match in end.finditer(text)), len(text)]:
        sentence = text[begin:finish].strip()
        if sentence:
            yield sentence, text.index(sentence[0], begin)
        begin = finish


def sentence_at(text: str, start: int, finish: int, end: re.Pattern[str]) -> str:
    """The sentence in which characters `start:finish` stand, or all that they touch."""
    begins, ends = _edges(text, end)
    before, after = bisect_right(begins, start), bisect_left(ends, finish)
    begun = begins[before - 1] if before else 0
    return text[begun : ends[after] if after < len(ends) else len(text)]


@lru_cache(maxsize=4)
def _edges(text: str, end: re.Pattern[str]) -> tuple[list[int], list[int]]:
    """Where the sentences of a text begin and end; it is asked for each of its figures."""
    parted = [(begin, begin + len(sentence)) for sentence, begin in sentences(text, end)]
    return [begin for begin, _ in parted], [finish for _, finish in parted]
