"""The words of a text, and regular expressions built from lists of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from operator import eq, itemgetter

import msgspec


class TextWord(msgspec.Struct, frozen=True, gc=False):
    """A word in characters `start:end` of a text; `lower` is it as word lists have it."""

    text: str
    lower: str
    start: int
    end: int


def any_of(forms: Iterable[str]) -> str:
    """A regular expression (no groups) that matches any of many words, longest first.

    It branches letter by letter, so a long list is as fast as a short one.

    >>> any_of(["ten", "two", "tenth"])
    't(?:en(?:th)?|wo)'
    """
    return _any_of(sorted(set(forms)))


def any_whole(forms: Iterable[str]) -> str:
    r"""Like `any_of`, for words without a letter or digit before or after them.

    The check comes after the first letter, since `re` quickly skips to letters with which an
    expression can begin.

    >>> any_whole(["ten", "two"])
    't(?<!\\wt)(?:en|wo)(?!\\w)'
    """
    parts = [
        rf"{re.escape(first)}(?<!\w{re.escape(first)}){_rest([form[1:] for form in some])}"
        for first, some in groupby(sorted(set(forms)), key=itemgetter(0))
    ]
    return _alternatives(parts) + r"(?!\w)"


def capitalised(forms: Iterable[str]) -> frozenset[str]:
    """The words, and each with an initial capital, as at the start of a sentence."""
    small = frozenset(forms)
    return small | {word.capitalize() for word in small}


def comparing(letters: Mapping[str, str]) -> Callable[[str], str]:
    """A function for the form in which a language compares words: small letters.

    Args:
        letters: small letters that are compared as others, such as those with accents.
    """
    table = str.maketrans(dict(letters))

    @lru_cache(maxsize=20_000)
    def plain(word: str) -> str:
        return word.lower().translate(table)

    return plain


def initials(forms: Iterable[str]) -> str:
    """The initial letters of words, in lower and upper case."""
    return "".join(sorted({first for form in forms for first in (form[0], form[0].upper())}))


def _any_of(forms: Sequence[str]) -> str:
    """`any_of` for distinct words in order, so that what a branch shares is what its ends share."""
    parts: list[str] = []
    for _, branch in groupby(forms, key=itemgetter(0)):
        some = list(branch)
        shared = sum(1 for _ in takewhile(bool, map(eq, some[0], some[-1])))
        parts.append(re.escape(some[0][:shared]) + _rest([form[shared:] for form in some]))
    return _alternatives(parts)


def _rest(rests: Sequence[str]) -> str:
    """What follows the beginning that words share; `""` is first if there is such a word."""
    if rests[0]:
        return _any_of(rests)
    return f"(?:{_any_of(rests[1:])})?" if len(rests) > 1 else ""


def _alternatives(parts: list[str]) -> str:
    return f"(?:{'|'.join(parts)})" if len(parts) > 1 else parts[0]
