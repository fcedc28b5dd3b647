"""The sentences of a paragraph's text, and windows of whole sentences.

Nobody writes sentences longer than `LONGEST`. What looks like one is a list without full stops, or
was written to slow the reader down. It is split, so that work on a sentence takes bounded time, and
work on a text takes time proportional to its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

#: Characters of the longest sentence; the preamble of the Universal Declaration has about 2 200.
LONGEST = 3_000
#: Digits of the longest number: a sentence is not split within a number, however long it is.
LONGEST_NUMBER = 10_000
#: Where best to split a text, in order of preference: after the end of a clause; at a space that
#: does not separate digits, which may be thousands; at any space; between any characters except
#: digits.
_PARTS = (
    re.compile(r"(?<=[;:；：])\s*+(?!\d)"),
    re.compile(r"(?<![\d\s])\s++(?!\d)|(?<=[，。、،])(?!\d)"),
    re.compile(r"(?<!\s)\s++"),
    re.compile(r"(?<!\d)|(?!\d)"),
)
_DIGITS = re.compile(r"\d*")


def sentences(text: str, end: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """The sentences of a text, without surrounding whitespace, with their start positions.

    Args:
        text: a paragraph.
        end: matches the end of a sentence, its closing characters included.
    """
    for begin, finish in _spans(text, end.pattern, end.flags):
        yield text[begin:finish], begin


def windows(text: str, end: re.Pattern[str], size: int) -> Iterator[tuple[int, int]]:
    """Split a text into windows of whole sentences; yields the start and end of each.

    Args:
        text: a paragraph.
        end: matches the end of a sentence.
        size: characters per window. A window may be half as long again, or longer by one number,
            and ends within a sentence that is longer than that.
    """
    begin = last = 0
    for _, finish in _split(text, end, size):
        long = finish - begin
        # `No. 5` does not end a sentence: where possible, a window does not start with a digit.
        if last > begin and (long > 1.5 * size or (long > size and not text[last].isdecimal())):
            yield begin, last
            begin = last
        last = finish
    if begin < len(text):
        yield begin, len(text)


def sentence_at(text: str, start: int, finish: int, end: re.Pattern[str]) -> tuple[int, int]:
    """The place of the sentence containing characters `start:finish`, or of all that they touch."""
    spans = _spans(text, end.pattern, end.flags)
    before = bisect_right(spans, start, key=itemgetter(0))
    after = bisect_left(spans, finish, key=itemgetter(1))
    begin = spans[before - 1][0] if before else 0
    return begin, spans[after][1] if after < len(spans) else len(text)


def line_at(text: str, start: int, finish: int) -> tuple[int, int]:
    """The place of the line containing characters `start:finish`."""
    end = text.find("\n", finish)
    return text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end


@lru_cache(maxsize=4)
def _spans(text: str, end: str, flags: int) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end; cached, since figures ask one after another.

    It is given the source and flags of an expression, whose hashes are at hand; that of a compiled
    one is worked out each time.
    """
    found = []
    for begin, finish in _split(text, re.compile(end, flags), LONGEST):
        if sentence := text[begin:finish].strip():
            start = text.index(sentence[0], begin)
            found.append((start, start + len(sentence)))
    return found


def _split(text: str, end: re.Pattern[str], most: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, whitespace included; overlong sentences are split."""
    begin = 0
    for finish in [*(match.end() for match in end.finditer(text)), len(text)]:
        while finish - begin > most:
            split = _split_place(text, begin + most // 2, begin + most, finish)
            yield begin, split
            begin = split
        if finish > begin:
            yield begin, finish
            begin = finish


def _split_place(text: str, least: int, most: int, finish: int) -> int:
    """The best place in a range to split a sentence; later if a number extends beyond the range."""
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
        # One more character, for the lookahead.
        places = [match.end() for match in pattern.finditer(text, least, most + 1)]
        if found := [place for place in places if least < place <= most]:
            return found[-1]
    return None
