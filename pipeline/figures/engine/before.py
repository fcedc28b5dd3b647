"""Find phrases just before a number, searching only if the last word can end one.

Most numbers are not preceded by any of these phrases, and searching the text before a number for an
expression costs far more than looking at its last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from pipeline.figures.needed import quick

#: A phrase with more forms than this may begin and end in any word.
MOST_FORMS = 4000
#: Words of which it is kept what they may be part of beside a number.
MANY_WORDS = 10_000
_SHORTEST_STEM = 3
_WORD_CHARACTERS = ".-_°ºª"
_OPENING = '([“"«'
_STOPS = (",", ";", ":")  # a number after one of these has no word before it


def _end_before(left: str) -> int:
    """Where the text before a number ends without a space and an opening bracket."""
    end = len(left)
    if end and left[end - 1] in _OPENING:
        end -= 1
    if end and left[end - 1].isspace():
        end -= 1
    return end


def last_word(left: str) -> str:
    """The word before a number as written, including a full stop after it.

    >>> last_word("as stated in paragraphs ("), last_word("see para. ")
    ('paragraphs', 'para.')
    """
    end = _end_before(left)
    start = left.rfind(" ", 0, end) + 1
    if left[start:end].isalpha():
        return left[start:end]
    start = end
    while start and (left[start - 1].isalnum() or left[start - 1] in _WORD_CHARACTERS):
        start -= 1
    while start < end and not left[start].isalpha():
        start += 1
    return left[start:end]


def last_character(left: str) -> str:
    """The character before a number, in languages without spaces between words.

    An opening bracket and a space are passed over.

    >>> last_character("约("), last_character("约 "), last_character("约，")
    ('约', '约', '，')
    """
    end = _end_before(left)
    return left[end - 1 : end]


class Before:
    """A regular expression for text that ends where a number begins.

    Args:
        pattern: the expression, which ends in `$`.
        phrases: the phrases it consists of, in the notation of `lexicon`; their last words show
            where it can match.
        more: more last words, or parts of them.
        blanks: whether there are spaces between words, and so a last word; otherwise the last
            character is used.
    """

    def __init__(
        self,
        pattern: str,
        phrases: Iterable[str],
        more: Iterable[str] = (),
        *,
        blanks: bool = True,
    ) -> None:
        self.pattern = quick(pattern)
        self._blanks = blanks
        ends: set[str] = set()
        #: Parts of the phrases that can end in any word: one of them is before the number.
        self._stems: tuple[str, ...] = ()
        for phrase in (*phrases, *more):
            lasts = _last_words(phrase) if blanks else {form[-1:] for form in forms(phrase)}
            stems = _stems(phrase) if "*" in lasts else None
            if stems:
                self._stems += tuple(stems - {*self._stems})
                lasts.remove("*")
            ends |= lasts
        self._any = "*" in ends
        self._whole = frozenset(end for end in ends if not end.endswith("*"))
        self._begun = tuple(end[:-1] for end in ends if len(end) > 1 and end.endswith("*"))

    def may_end(self, last: str) -> bool:
        """Whether a word can be the last one of a phrase."""
        return self._may_be_last(last) or bool(self._stems)

    def search(self, left: str, last: str) -> re.Match[str] | None:
        """Match it before a number.

        Args:
            left: the text before the number.
            last: the last word of that, from `last_word`.
        """
        if self._may_be_last(last) or any(stem in left for stem in self._stems):
            return self.pattern.search(left)
        return None

    def _may_be_last(self, last: str) -> bool:
        if not self._blanks:
            last = last[-1:]
        return self._any or last in self._whole or last.startswith(self._begun)


def _last_words(phrase: str) -> set[str]:
    """The words in which a phrase can end; `*` stands for an unknown ending."""
    ends: set[str] = set()
    for number, form in enumerate(forms(phrase)):
        if number > MOST_FORMS:
            return {"*"}
        if form.endswith(_STOPS):
            ends.add("")
            continue
        word = re.split(r"[ ’'(“\"«]", form.rstrip(' (“"«'))[-1]
        begun = re.split(r"[*\[\]#^…!]", word)[0]
        ends.add(word if begun == word else f"{begun}*")
    return ends


def _stems(phrase: str) -> set[str]:
    """Letters of which each form of a phrase has some; none if a form has too few."""
    stems: set[str] = set()
    for number, form in enumerate(forms(phrase)):
        longest = max(re.split(r"[^\w]|_", form), key=len)
        if number > MOST_FORMS or len(longest) < _SHORTEST_STEM:
            return set()
        stems.add(longest)
    return {stem for stem in stems if not any(s in stem for s in stems - {stem})}


def forms(phrase: str) -> Iterator[str]:
    """All forms of a phrase, with alternatives and optional parts expanded."""
    parts = _parts(phrase.replace("\\(", "\5").replace("\\)", "\6"))
    yield from ("".join(chosen) for chosen in product(*parts))


def _parts(phrase: str) -> list[list[str]]:
    parts: list[list[str]] = []
    index = 0
    while index < len(phrase):
        character = phrase[index]
        if phrase.startswith(("(?!", "(?=", "(?<"), index):
            index = _closing(phrase, index) + 1
            continue
        if character == "(":
            close = _closing(phrase, index)
            inner = [form for part in _split(phrase[index + 1 : close]) for form in forms(part)]
            parts.append(inner)
            index = close
        elif character == "[":
            close = phrase.index("]", index)
            inside = phrase[index + 1 : close]
            plain = "-" not in inside and "^" not in inside and "#" not in inside
            parts.append(list(inside) if plain and len(inside) < 6 else ["*"])
            index = close
        elif character == "?":
            parts[-1] = [*parts[-1], ""]
        else:
            parts.append([character])
        index += 1
    return parts


def _closing(phrase: str, index: int) -> int:
    depth = 0
    for at in range(index, len(phrase)):
        depth += (phrase[at] == "(") - (phrase[at] == ")")
        if not depth:
            return at
    return len(phrase) - 1


def _split(words: str) -> list[str]:
    """Split alternatives that are not inside brackets."""
    found, depth = [""], 0
    for character in words:
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            found.append("")
        else:
            found[-1] += character
    return found
