"""Regular expressions of many words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(forms: Iterable[str]) -> str:
    """A regular expression (no groups) of many words, the longest first.

    It branches letter by letter, so that a long list costs no more than a short one.

    >>> any_of(["ten", "two", "tenth"])
    't(?:en(?:th)?|wo)'
    """
    return _alternatives([re.escape(a) + _rest(rests) for a, rests in _branches(forms).items()])


def any_whole(forms: Iterable[str]) -> str:
    r"""The same of words that no letter or digit stands before or after.

    That is asked after the first letter, since `re` skips fast to the letters with which an
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
    """The words, and each with a capital as at the beginning of a sentence."""
    small = frozenset(forms)
    return small | {word.capitalize() for word in small}


def initials(forms: Iterable[str]) -> str:
    """The letters, small and capital, that words begin with."""
    return "".join(sorted({first for form in forms for first in (form[0], form[0].upper())}))


def _branches(forms: Iterable[str]) -> dict[str, list[str]]:
    """What follows each first letter."""
    branches: dict[str, list[str]] = {}
    for form in sorted(set(forms)):
        branches.setdefault(form[0], []).append(form[1:])
    return branches


def _rest(rests: list[str]) -> str:
    longer = any_of(filter(None, rests)) if any(rests) else ""
    return f"(?:{longer})?" if longer and "" in rests else longer


def _alternatives(parts: list[str]) -> str:
    return f"(?:{'|'.join(parts)})" if len(parts) > 1 else parts[0]
