"""Join the words of printed lines into running text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.paragraphs.printed import Printed

_WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad]$")
_ADDRESS_END = re.compile(r"(?:https?:|www\.)\S*$")
_GOES_ON = ("-", "/", ".", "_", "=", "?", "&")
_SOFT_HYPHEN = "\u00ad"
#: Share of lines ending in a hyphen from which a document is one that hyphenates freely.
_BROKEN_SHARE = 0.1


def vocabulary(lines: Iterable[Printed]) -> frozenset[str]:
    """A document's words, in lower case, without those broken at the end of a line.

    In a document that hyphenates, the halves of a broken word are not words of their own. In
    others, a hyphen at the end of a line more likely belongs to a compound, whose parts are words.
    """
    texts = [line.text for line in lines]
    ends = [_broken(text) is not None for text in texts]
    breaks_words = sum(ends) > _BROKEN_SHARE * len(texts)
    if not breaks_words:
        different = set(" ".join(texts).split())
        return frozenset(word.lower() for word in set(_WORD.findall("\n".join(different))))
    words: set[str] = set()
    after_break = False
    for text, broken in zip(texts, ends, strict=True):
        found = _WORD.findall(text)
        words.update(found[after_break : len(found) - broken])
        after_break = broken
    return frozenset(word.lower() for word in words)


def join_lines(text: str, following: str, joiner: str, words: frozenset[str]) -> str:
    """Prepare `text` for appending the next line's first word.

    Args:
        text: the lines so far.
        following: the first word of the next line.
        joiner: what the language puts between two lines: a space or nothing.
        words: the document's `vocabulary`. It distinguishes a hyphen added at the line's end from
            one that belongs to the word: the hyphen stays if the document has the hyphenated word
            elsewhere, or has both halves as words but not the whole.
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
    # A script without spaces between words still puts one between two Latin words or numbers.
    latin = re.search(r"[!-~]$", text) and re.match(r"[A-Za-z0-9]", following)
    return f"{text} " if latin else text


def _broken(text: str) -> re.Match[str] | None:
    """The letters before a hyphen at the end of a text."""
    return _BROKEN.search(_last_word(text)) if text.endswith(("-", _SOFT_HYPHEN)) else None


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :]
