"""Fold characters with several forms into plain ones, and map back to the original text.

Invisible characters (soft hyphens, direction marks, zero-width spaces) are removed. Digits, signs
and letters in full-width, vertical and small forms, and digits of other scripts, become plain. All
rules match folded text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import msgspec

#: Soft hyphen, Mongolian separator, joiners, direction marks, byte order marks.
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
#: Dashes, with the one that rules use.
_DASHES = {"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—"}
#: Spaces of other widths; the narrow one does not break.
_BLANKS = {
    **dict.fromkeys("\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f", " "),
    "\u202f": "\u00a0",
}
_SIGNS = {"٫": ".", "٬": ",", "٪": "%", "⁄": "/", "～": "~", "￥": "¥", "￡": "£"}
#: Signs that mean the same in full width. Chinese punctuation stays: rules are written for it.
_WIDE = "＄％＋－＃＆＠／" + "".join(
    chr(code)
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for code in range(ord(first), ord(last) + 1)
)
#: Vertical and small forms.
_FORMS = [chr(code) for code in (*range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE6C))]
#: A full-width point or comma between full-width digits.
_WIDE_POINT = re.compile(r"(?<=[０-９])[．，](?=[０-９])")
#: A space after another, except between digits, where two separate columns.
_BLANK = r"[ \u00a0]"
_SECOND_BLANK = rf"(?<={_BLANK}){_BLANK}(?!\d)|(?<=[^\d\s]{_BLANK}){_BLANK}"
#: Combining marks written separately from their letter.
_MARKS = "[\u0300-\u036f\u0653-\u0655]"
#: A zero-width space where a thousands separator could be: the number is ambiguous.
_UNSURE = re.compile("(?<=\\d)\u200b(?=\\d{3}(?!\\d))")


def _digits() -> dict[str, str]:
    """Arabic, Persian and Devanagari digits."""
    return {chr(zero + value): str(value) for zero in (0x660, 0x6F0, 0x966) for value in range(10)}


def _common() -> dict[str, str]:
    wide = {character: unicodedata.normalize("NFKC", character) for character in (*_WIDE, *_FORMS)}
    one = {c: plain for c, plain in wide.items() if len(plain) == 1 and plain != c}
    return {**one, **_digits(), **_DASHES, **_BLANKS, **_SIGNS}


class Folded(msgspec.Struct, frozen=True, gc=False):
    """A folded text; `places` has the original position of each character, and of the end."""

    original: str
    text: str
    places: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The original position of characters `start:end`, with combining marks on the last one."""
        last = self.places[end - 1] + 1
        while last < self.places[end] and unicodedata.combining(self.original[last]):
            last += 1
        return self.places[start], last

    def as_written(self, part: str, before: int) -> str:
        """The original form of a part of the folded text, the last one before a position."""
        at = self.text.rfind(part, 0, before)
        at = self.text.find(part) if at < 0 else at
        if at < 0:
            return part
        start, end = self.place(at, at + len(part))
        return self.original[start:end]


class Folding:
    """What a language folds: the common characters and its own.

    Args:
        exchanged: characters and what replaces them, of any length.
        left_out: more characters to remove, as the inside of a character class.
    """

    def __init__(self, exchanged: Mapping[str, str] | None = None, left_out: str = "") -> None:
        own = dict(exchanged or {})
        self._same_length = _common() | {c: to for c, to in own.items() if len(to) == 1}
        self._longer = {c: to for c, to in own.items() if len(to) != 1}
        self._table = str.maketrans(self._same_length)
        same, shifting = _class(self._same_length), f"{_UNSEEN}{left_out}{_class(self._longer)}"
        self._same, self._shifting = re.compile(f"[{same}]"), re.compile(f"[{shifting}]")
        #: Either of these: most texts have neither.
        self._any = re.compile(f"[{same}{shifting}]")
        self._shifting_text = re.compile(f"{self._shifting.pattern}|{_SECOND_BLANK}")
        self._shifting_marks = re.compile(rf"\w{_MARKS}+|{self._shifting_text.pattern}")

    def __call__(self, text: str) -> Folded:
        """The text without differences in writing that do not change its meaning."""
        if text.isascii():
            if "  " in text:
                return self._shifted(text, text, self._shifting_text)
            return Folded(text, text, range(len(text) + 1))
        folds = self._any.search(text) is not None
        plain = self._exchanged(text) if folds else text
        if not unicodedata.is_normalized("NFC", plain):
            return self._shifted(text, plain, self._shifting_marks)
        if "  " in plain or (
            "\u00a0" in plain
            and (" \u00a0" in plain or "\u00a0 " in plain or "\u00a0\u00a0" in plain)
        ):
            return self._shifted(text, plain, self._shifting_text)
        if folds and self._shifting.search(plain):
            return self._shifted(text, plain, self._shifting)
        return Folded(text, plain, range(len(text) + 1))

    def plain(self, text: str) -> str:
        """A folded word or pattern of words; its spaces stay as they are."""
        return self._shifted(text, self._exchanged(text), self._shifting).text

    def _exchanged(self, text: str) -> str:
        """The text with characters replaced by others of the same length."""
        plain = text
        if self._same.search(text):
            if "．" in text or "，" in text:
                plain = _WIDE_POINT.sub(_narrow, text)
            # Few characters are exchanged, and `translate` looks at each.
            plain = self._same.sub(lambda match: self._same_length[match[0]], plain)
        return _UNSURE.sub("_", plain) if "\u200b" in plain else plain

    def _shifted(self, text: str, plain: str, shifting: re.Pattern[str]) -> Folded:
        pieces: list[str] = []
        places: list[int] = []
        begin = 0
        for match in shifting.finditer(plain):
            folded = self._longer.get(match[0], "")
            if len(match[0]) > 1:
                folded = unicodedata.normalize("NFC", match[0])[0].translate(self._table)
            pieces += (plain[begin : match.start()], folded)
            places += range(begin, match.start())
            places += [match.start()] * len(folded)
            begin = match.end()
        pieces.append(plain[begin:])
        places += range(begin, len(text) + 1)
        return Folded(text, "".join(pieces), places)


def _class(characters: Iterable[str]) -> str:
    return "".join(map(re.escape, characters))


def _narrow(match: re.Match[str]) -> str:
    return "." if match[0] == "．" else ","
