"""The sentences of a paragraph's text."""

from __future__ import annotations

import re
from collections.abc import Iterator


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
    parted = [(begin, begin + len(one)) for one, begin in sentences(text, end)]
    begun = [begin for begin, _ in parted if begin <= start][-1:] or [0]
    ended = next((place for _, place in parted if place >= finish), len(text))
    return text[begun[0] : ended]
