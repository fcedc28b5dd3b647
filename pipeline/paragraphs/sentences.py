"""The sentences of a paragraph's text, and windows of whole sentences.

No sentence that people write is longer than `LONGEST`. What seems to be one is a list without full
stops, or was written to make a reader slow: it is parted, so that what is done with a sentence
takes a bounded time, and what is done with a text a time in proportion to its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

#: Characters of the longest sentence; the preamble of the Universal Declaration has some 2 200.
LONGEST = 3_000
#: Digits of the longest number: a sentence is not parted within one, whatever its length.
LONGEST_NUMBER = 10_000
#: Where a text is best parted, the best first: after the end of a clause; at a blank that parts no
#: digits, which may be thousands; at any blank; between any two characters but digits.
_PARTS = (
    re.compile(r"(?<=[;:；：])\s*+(?!\d)"),
    re.compile(r"(?<![\d\s])\s++(?!\d)|(?<=[，。、،])(?!\d)"),
    re.compile(r"(?<!\s)\s++"),
    re.compile(r"(?<!\d)|(?!\d)"),
)
_DIGITS = re.compile(r"\d*")


def sentences(text: str, end: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """The sentences of a text, without blanks around them, with their first character's place.

    Args:
        text: a paragraph.
        end: matches the end of a sentence, its closing characters included.
    """
    for begin, finish in _parted(text, end, LONGEST):
        sentence = text[begin:finish].strip()
        if sentence:
            yield sentence, text.index(sentence[0], begin)


def windows(text: str, end: re.Pattern[str], size: int) -> Iterator[tuple[int, int]]:
    """The text in windows of whole sentences; where each begins and ends.

    Args:
        text: a paragraph.
        end: matches the end of a sentence.
        size: of a window in characters. It may be half as long again, or longer by one number, and
            ends within a sentence that is longer.
    """
    begin = last = 0
    for _, finish in _parted(text, end, size):
        long = finish - begin
        # `No. 5` is no end of a sentence: a window begins with no digit where that can be.
        if last > begin and (long > 1.5 * size or (long > size and not text[last].isdecimal())):
            yield begin, last
            begin = last
        last = finish
    if begin < len(text):
        yield begin, len(text)


def sentence_at(text: str, start: int, finish: int, end: re.Pattern[str]) -> str:
    """The sentence in which characters `start:finish` stand, or all that they touch."""
    begins, ends = _edges(text, end)
    before, after = bisect_right(begins, start), bisect_left(ends, finish)
    begun = begins[before - 1] if before else 0
    return text[begun : ends[after] if after < len(ends) else len(text)]


def line_at(text: str, start: int, finish: int) -> str:
    """The line in which characters `start:finish` stand."""
    end = text.find("\n", finish)
    return text[text.rfind("\n", 0, start) + 1 : len(text) if end < 0 else end]


@lru_cache(maxsize=4)
def _edges(text: str, end: re.Pattern[str]) -> tuple[list[int], list[int]]:
    """Where the sentences of a text begin and end; it is asked for each of its figures."""
    found = [(begin, begin + len(sentence)) for sentence, begin in sentences(text, end)]
    return [begin for begin, _ in found], [finish for _, finish in found]


def _parted(text: str, end: re.Pattern[str], most: int) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, blanks included; longer ones are parted."""
    begin = 0
    for finish in [*(match.end() for match in end.finditer(text)), len(text)]:
        while finish - begin > most:
            part = _part(text, begin + most // 2, begin + most, finish)
            yield begin, part
            begin = part
        if finish > begin:
            yield begin, finish
            begin = finish


def _part(text: str, least: int, most: int, finish: int) -> int:
    """The best place between two others to part a sentence; later where a number goes over both."""
    found = _best(text, least, most)
    if found is not None:
        return found
    number = _DIGITS.match(text, most, min(finish, most + LONGEST_NUMBER))
    after = number.end() if number else most
    room = most - least
    if finish <= after + room:
        return finish
    return _best(text, after + room // 2, after + room) or after


def _best(text: str, least: int, most: int) -> int | None:
    for pattern in _PARTS:
        # One character more, for what may not follow.
        places = [match.end() for match in pattern.finditer(text, least, most + 1)]
        if found := [place for place in places if least < place <= most]:
            return found[-1]
    return None
