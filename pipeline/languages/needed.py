"""Search for an expression only where a text has letters that each of its matches has.

Most rules concern few sentences. That a text has none of the words of a rule is seen in a fraction
of the time that it takes to try the rule's expression at every character.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from pipeline.figures.words import any_of

#: Of strings with fewer letters, one is in nearly every text.
_LEAST = 2
_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}


def search(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> re.Match[str] | None:
    """`pattern.search(text, start, end)`, for a pattern that few texts match."""
    return pattern.search(text, start, end) if may_match(pattern, text, start, end) else None


def may_match(pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether characters `start:end` of a text have what the matches of a pattern need."""
    letters = _needed(pattern.pattern, pattern.flags)
    return letters is None or letters.search(text, start, end) is not None


@cache
def _needed(source: str, flags: int) -> re.Pattern[str] | None:
    found = needed(source, flags)
    rare = found and min(map(len, found)) >= _LEAST
    return re.compile(any_of(found)) if rare else None


def needed(source: str, flags: int = 0) -> frozenset[str]:
    r"""Strings of which each match of an expression has one; none where that is not known.

    >>> sorted(needed(r"(?:[Ww]orld|global)\s(?:average|mean)"))
    ['global', 'orld']
    """
    return _of(parser.parse(source, flags)) if not flags & re.IGNORECASE else frozenset()


def _of(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The best of what single parts of an expression need: long strings, and few."""
    known: list[frozenset[str]] = []
    letters = ""
    for code, value in (*parts, (None, None)):
        if code is codes.LITERAL:
            letters += chr(value)
            continue
        known.append(frozenset({letters} if letters else ()))
        letters = ""
        if code is codes.BRANCH:
            branches = [_of(branch) for branch in value[1]]
            known.append(frozenset().union(*branches) if all(branches) else frozenset())
        elif (code is codes.SUBPATTERN and not value[1] & re.IGNORECASE) or (
            code in _REPEATS and value[0]
        ):
            known.append(_of(value[-1]))
    return max(known, key=lambda some: (min(map(len, some), default=0), -len(some)))
