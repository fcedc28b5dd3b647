"""The words of a text, and regular expressions built from lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    return _alternatives([re.escape(a) + _rest(rests) for a, rests in _branches(forms).items()])


def any_whole(forms: Iterable[str]) -> str:
    r"""Like `any_of`, for words without a letter or digit before or after them.

    The check comes after the first letter, since `re` quickly skips to letters with which an
    expression can begin.

    >>> any_whole(["ten", "two"])
    't(?<!\\wt)(?:en|wo)(?!\\w)'
    """
    parts = [
        rf"{re.escape(first)}(?<!\w{re.escape(first)}){_rest(rests)}"
        for first, rests in _branches(forms).items()
    ]
    return _alternatives(parts) + r"(?!\w)"


def capitalised(forms: Iterable[str]) -> frozenset[str]:
    """The words, and each with an initial capital, as at the start of a sentence."""
    small = frozenset(forms)
    return small | {word.capitalize() for word in small}


def initials(forms: Iterable[str]) -> str:
    """The initial letters of words, in lower and upper case."""
    return "".join(sorted({first for form in forms for first in (form[0], form[0].upper())}))


def _branches(forms: Iterable[str]) -> dict[str, list[str]]:
    """The rest of each word, by first letter."""
    branches: dict[str, list[str]] = {}
    for form in sorted(set(forms)):
        branches.setdefault(form[0], []).append(form[1:])
    return branches


def _rest(rests: list[str]) -> str:
    longer = any_of(filter(None, rests)) if any(rests) else ""
    return f"(?:{longer})?" if longer and "" in rests else longer


def _alternatives(parts: list[str]) -> str:
    return f"(?:{'|'.join(parts)})" if len(parts) > 1 else parts[0]
