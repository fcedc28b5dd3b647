"""Search for an expression only where a text has letters that its matches need.

Most rules concern few sentences. That a text has none of the words of a rule is seen in a fraction
of the time that it takes to try the rule's expression at every character, and that none of them
begins at a character in a fraction of the time that it takes to try one after another there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from pipeline.figures.scripts import CHINESE
from pipeline.figures.words import any_of

#: Of strings with fewer letters, one is in nearly every text; except of ideographs.
_LEAST = 2
_IDEOGRAPHS = re.compile(f"[{CHINESE}]+")
#: So many strings are found sooner one by one than by an expression.
_FEW = 8
_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}


class _Prepared(NamedTuple):
    """An expression with a quick check of whether characters of a text may match it."""

    may_match: Callable[[str, int, int], object]
    pattern: re.Pattern[str]


def search(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> re.Match[str] | None:
    """`pattern.search(text, start, end)`, for a pattern that few texts match."""
    may, quick = _prepared(pattern.pattern, pattern.flags)
    return quick.search(text, start, end) if may(text, start, end) else None


def finditer(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text, start, end)`, for a pattern that few texts match."""
    may, quick = _prepared(pattern.pattern, pattern.flags)
    return quick.finditer(text, start, end) if may(text, start, end) else iter(())


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of a pattern among characters `start:end` of a text."""
    found = None
    for match in finditer(pattern, text, start, end):
        found = match
    return found


def may_match(pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether characters `start:end` of a text have what the matches of a pattern need."""
    return bool(_prepared(pattern.pattern, pattern.flags).may_match(text, start, end))


def quick(source: str) -> re.Pattern[str]:
    r"""Compile an expression to be searched for, so that it first looks how a match begins.

    >>> quick(r"\b(?:[Tt]otal|sum)\sof").pattern
    '(?=[Tst])(?:\\b(?:[Tt]otal|sum)\\sof)'
    """
    parts = parser.parse(source)
    firsts = None if _begins_quickly(parts) else _firsts(parts)
    if not firsts or "" in firsts:
        return re.compile(source)
    return re.compile(f"(?=[{''.join(sorted(firsts))}])(?:{source})")


@cache
def _prepared(source: str, flags: int) -> _Prepared:
    if flags != re.UNICODE:
        return _Prepared(_may_always, re.compile(source, flags))
    return _Prepared(_check_of(needed(source)), quick(source))


def _may_always(_text: str, _start: int, _end: int) -> bool:
    return True


def _check_of(strings: frozenset[str]) -> Callable[[str, int, int], object]:
    """Whether one of some strings is among characters of a text."""
    rare = all(len(string) >= _LEAST or _IDEOGRAPHS.match(string) for string in strings)
    if not strings or not rare:
        return _may_always
    if len(strings) > _FEW:
        return re.compile(any_of(strings)).search

    def has_one(text: str, start: int, end: int) -> bool:
        for string in strings:  # noqa: SIM110 - a generator takes twice the time
            if text.find(string, start, end) >= 0:
                return True
        return False

    return has_one


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
            branches = [_of(branch) for branch in value[1] if _firsts(branch) != set()]
            known.append(frozenset().union(*branches) if all(branches) else frozenset())
        elif (code is codes.SUBPATTERN and not value[1] & re.IGNORECASE) or (
            code in _REPEATS and value[0]
        ):
            known.append(_of(value[-1]))
    return max(known, key=lambda some: (min(map(len, some), default=0), -len(some)))


def _begins_quickly(parts: Iterable[tuple[Any, Any]]) -> bool:
    """Whether `re` itself skips to characters with which a match can begin."""
    first: tuple[Any, Any] = next(iter(parts), (None, None))
    code, value = first
    if code is codes.SUBPATTERN:
        return _begins_quickly(value[-1])
    if code is codes.BRANCH:
        return all(branch and branch[0][0] is codes.LITERAL for branch in value[1])
    return code in {codes.LITERAL, codes.IN}


def _firsts(parts: Iterable[tuple[Any, Any]]) -> set[str] | None:
    """First characters of what matches, as in a character class; `""` if it may be empty.

    None if they are not known, or are nearly all; an empty set if nothing can match.
    """
    found = {""}
    for code, value in parts:
        if "" not in found:
            break
        if code is codes.ASSERT_NOT and not value[1]:
            return set()
        if code in {codes.AT, codes.ASSERT, codes.ASSERT_NOT}:
            continue
        some = _firsts_of(code, value)
        if some is None:
            return None
        found = (found - {""}) | some
    return found


def _firsts_of(code: Any, value: Any) -> set[str] | None:
    """The same of one part of an expression."""
    if code is codes.LITERAL:
        return {re.escape(chr(value))}
    if code is codes.IN:
        return _firsts_in(value)
    if code is codes.BRANCH:
        branches = [_firsts(branch) for branch in value[1]]
        return None if None in branches else set().union(*filter(None, branches))
    if code is codes.SUBPATTERN and not value[1] & re.IGNORECASE:
        return _firsts(value[-1])
    if code in _REPEATS:
        some = _firsts(value[-1])
        return some if value[0] or some is None else some | {""}
    return None


def _firsts_in(characters: Iterable[tuple[Any, Any]]) -> set[str] | None:
    """The same of a character class."""
    found: set[str] = set()
    for code, value in characters:
        if code is codes.LITERAL:
            found.add(re.escape(chr(value)))
        elif code is codes.RANGE:
            found.add("-".join(re.escape(chr(end)) for end in value))
        elif value is codes.CATEGORY_DIGIT:
            found.add(r"\d")
        else:
            return None
    return found
