"""How the words of printed lines are joined into running text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.paragraphs.printed import Printed

_WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad]$")
_ADDRESS_END = re.compile(r"(?:https?:|www\.)\S*$")
_GOES_ON = ("-", "/", ".", "_", "=", "?", "&")
_SOFT_HYPHEN = "\u00ad"
#: Share of lines that end in a hyphen in a document that breaks words wherever they end.
_BROKEN_SHARE = 0.1


def vocabulary(lines: Iterable[Printed]) -> frozenset[str]:
    """The words of a document that are not broken at a line's end, in lower case.

    In a document that breaks words, the halves of one are no words by themselves. Elsewhere a
    line's last hyphen is rather one of a compound, whose parts are words.
    """
    texts = [line.text for line in lines]
    ends = [_broken(text) is not None for text in texts]
    breaks_words = sum(ends) > _BROKEN_SHARE * len(texts)
    words: set[str] = set()
    after_break = False
    for text, broken in zip(texts, ends, strict=True):
        found = _WORD.findall(text)
        if breaks_words:
            found = found[after_break : len(found) - broken]
        words.update(word.lower() for word in found)
        after_break = broken
    return frozenset(words)


def join_lines(text: str, following: str, joiner: str, words: frozenset[str]) -> str:
    """`text` as it stands before the next line's first word.

    Args:
        text: what the lines so far say.
        following: the first word of the next line.
        joiner: what the language sets between two lines, a blank or nothing.
        words: the document's `vocabulary`, which tells a hyphen of the line's end from one of
            the word: the hyphen stays where the document has the word with it elsewhere, or
            has both halves as words and not the whole.
    """
    if text.endswith(_SOFT_HYPHEN):
        return text.rstrip(_SOFT_HYPHEN)
    if text.endswith(_GOES_ON) and _ADDRESS_END.search(_last_word(text)):
        return text
    broken = _broken(text)
    rest = _WORD.match(following)
    if broken and rest:
        first, second = broken.group(1).lower(), rest.group().lower()
        keeps = not rest.group()[0].islower() or f"{first}-{second}" in words
        both = first in words and second in words
        return text if keeps or (both and first + second not in words) else text[:-1]
    if text.endswith(("-", "–", "—", "/")) and text[-2:-1].strip():
        return text
    if joiner:
        return text + joiner
    # A script without blanks between words sets one between two Latin words or numbers.
    latin = re.search(r"[!-~]$", text) and re.match(r"[A-Za-z0-9]", following)
    return f"{text} " if latin else text


def _broken(text: str) -> re.Match[str] | None:
    """The letters before a hyphen that a text ends in."""
    return _BROKEN.search(_last_word(text)) if text.endswith(("-", _SOFT_HYPHEN)) else None


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :]
