"""Arabic letters folded to plain ones for matching, with the way back to the text as written.

Vowel signs, tatweel and marks of direction say nothing of a word; hamza on alef, alef maqsura,
presentation forms and the three sets of digits are written one for another. Rules of Arabic are
matched on folded text only, and `pattern` folds the words of their patterns in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_ALEFS = "أإآٱ"
#: Vowel signs, Quranic marks, tatweel, and marks of direction.
_LEFT_OUT = re.compile(
    "[\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_SEPARATORS = {"٫": ".", "٬": ",", "٪": "%", "％": "%"}


def _folded(character: str) -> str:
    """What one character is folded to: nothing, one character, or those of a ligature."""
    if _LEFT_OUT.match(character):
        return ""
    composed = unicodedata.normalize("NFKC", character).strip()
    if _PRESENTATION.match(character) and composed != character:
        return "".join(map(_folded, composed))
    if character in _ALEFS:
        return "ا"
    if character == "ى":
        return "ي"
    if character.isdecimal():
        return str(int(character))
    return _SEPARATORS.get(character, character)


#: Every character that is folded to another, from Arabic to the full-width signs.
_FOLDS = {
    character: folded
    for character in map(
        chr, (*range(0x600, 0x700), *range(0x200B, 0x2070), *range(0xFB50, 0xFF1A))
    )
    if (folded := _folded(character)) != character
}
_FOLDED = re.compile(f"[{''.join(map(re.escape, _FOLDS))}]")
#: Those folded to one other character, and those that are left out or become several.
_EXCHANGED = {character: folded for character, folded in _FOLDS.items() if len(folded) == 1}
_SHIFTING = re.compile(f"[{''.join(map(re.escape, _FOLDS.keys() - _EXCHANGED.keys()))}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `places` holds each character's place in the original, and its end."""

    original: str
    text: str
    places: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start:end` stand in the original, signs on the last one included."""
        last = self.places[end - 1] + 1
        while last < self.places[end] and unicodedata.combining(self.original[last]):
            last += 1
        return self.places[start], last


def fold(text: str) -> Folded:
    """A text without the differences in writing that make no difference in meaning.

    >>> fold("٢٫٥ مليـونَي").text
    '2.5 مليوني'
    """
    exchanged = text
    for character in _EXCHANGED.keys() & set(text):
        exchanged = exchanged.replace(character, _EXCHANGED[character])
    pieces: list[str] = []
    places: list[int] = []
    begin = 0
    for match in _SHIFTING.finditer(exchanged):
        folded = _FOLDS[match[0]]
        pieces += (exchanged[begin : match.start()], folded)
        places += range(begin, match.start())
        places += [match.start()] * len(folded)
        begin = match.end()
    if not begin:
        return Folded(text, exchanged, range(len(text) + 1))
    pieces.append(exchanged[begin:])
    places += range(begin, len(text) + 1)
    return Folded(text, "".join(pieces), places)


def plain(text: str) -> str:
    """A text folded, where its places do not matter."""
    return _FOLDED.sub(lambda match: _FOLDS[match[0]], text)


def pattern(source: str) -> re.Pattern[str]:
    """A regular expression whose Arabic words are folded as the text is that it is matched on."""
    return re.compile(plain(source))


def words(text: str) -> frozenset[str]:
    """The folded words of a list with blanks between them."""
    return frozenset(plain(text).split())
