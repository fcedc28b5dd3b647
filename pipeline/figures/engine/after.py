"""Find phrases just after a number, searching only if the next word can begin one.

As in `before`: what can follow is worked out once for each word, not once for each number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipeline.figures.engine.before import MANY_WORDS, MOST_FORMS, forms

_NEXT = re.compile(r"[^\w\s]?\s?\w*(?:[-’']\w+)*")
_WORD = re.compile(r"\w+")
_SKIPPED = "]) -\u00a0\n"


def next_word(text: str, position: int) -> str:
    """The word after a number as written, with a mark and a space before it.

    >>> next_word("12 of them", 2), next_word("12, and", 2), next_word("12% (", 2)
    (' of', ', and', '% ')
    """
    match = _NEXT.match(text, position)
    return match[0] if match else ""


def next_character(text: str, position: int) -> str:
    """The character after a number, past a closing bracket and a space.

    >>> next_character("(12) %", 3), next_character("12", 2)
    ('%', '')
    """
    return text[position : position + 3].lstrip(_SKIPPED)[:1]


@lru_cache(maxsize=MANY_WORDS)
def _word_in(following: str) -> str:
    """The word in what `next_word` found; cached, since many lists of phrases ask for it."""
    word = _WORD.search(following)
    return word[0] if word else ""


class After:
    """The words with which phrases after a number begin.

    Args:
        phrases: the phrases, in the notation of `lexicon`.
        part: whether a phrase may be the beginning of a longer word.
        blanks: whether there are spaces between words; otherwise the first character is used.
    """

    def __init__(self, phrases: Iterable[str], *, part: bool = False, blanks: bool = True) -> None:
        self._blanks = blanks
        if blanks:
            firsts = {first for phrase in phrases for first in _first_words(phrase)}
        else:
            firsts = {form[:1] for phrase in phrases for form in forms(phrase)}
        if part:
            firsts = {f"{first.rstrip('*')}*" for first in firsts}
        self._none = not firsts
        self.any_word = "*" in firsts
        self.whole = frozenset(first for first in firsts if not first.endswith("*"))
        self.begun = tuple(first[:-1] for first in firsts if len(first) > 1 and first[-1] == "*")

    def may_follow(self, following: str) -> bool:
        """Whether one of the phrases can follow, by what `next_word` or `next_character` found."""
        if self._none:
            return False
        if not self._blanks:
            return self.any_word or following in self.whole
        word = _word_in(following)
        return not word or self.any_word or word in self.whole or word.startswith(self.begun)


class WhichAfter:
    """Which of several lists of phrases can follow a number; most words begin none of them.

    Args:
        lists: the lists by name, all of a language with spaces between words.
    """

    def __init__(self, lists: Mapping[str, After]) -> None:
        self._lists = lists
        self._whole = frozenset[str]().union(*(after.whole for after in lists.values()))
        self._begun = tuple(begun for after in lists.values() for begun in after.begun)
        #: The lists that may follow with any word.
        self._others = frozenset(name for name, after in lists.items() if after.any_word)

    def __call__(self, following: str) -> frozenset[str]:
        """The names of those lists, by what `next_word` found."""
        word = _word_in(following)
        if word and word not in self._whole and not word.startswith(self._begun):
            return self._others
        return frozenset(n for n, after in self._lists.items() if after.may_follow(following))


def _first_words(phrase: str) -> set[str]:
    """The words with which a phrase can begin; `*` stands for an unknown ending."""
    firsts: set[str] = set()
    for number, form in enumerate(forms(phrase)):
        if number > MOST_FORMS:
            return {"*"}
        begun = re.split(r"[*\[\]#^…!]", form, maxsplit=1)[0]
        word = _WORD.search(begun)
        if word is None:
            return {"*"}
        firsts.add(word[0] if word.end() < len(begun) or begun == form else f"{word[0]}*")
    return firsts
