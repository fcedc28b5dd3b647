"""Fonts of a PDF: the characters that the codes of a string stand for, and their widths.

pdfminer interprets fonts, their encodings and metrics; here it gets them from pikepdf objects. Its
answer for each code is cached.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Mapping, Sequence
from struct import pack
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pdfminer.cmapdb import FileUnicodeMap, IdentityCMap
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT
from pdfplumber.page import fix_fontname_bytes

from pipeline.pages.drawing import Alphabet

#: Entries of a font dictionary that do not describe its codes: the drawings of a Type 3 font.
_DRAWINGS = frozenset(("/CharProcs", "/Resources", "/Parent"))
#: Maximum nesting depth of a font dictionary.
_DEEPEST = 8
#: Codes of a chunk: those of a font of one byte. And the last code of any font.
_CHUNK, _LAST_CODE = 256, 65_535


class OddFont(Exception):
    """A font that this module cannot read."""


class _Widths(dict[int, float]):
    """The width of each code of a font."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> float:
        width = self[code] = self._font.char_width(code)
        return width


class Font:
    """One font of a document."""

    def __init__(self, spec: pikepdf.Object, number: int) -> None:
        """Read a font dictionary.

        Args:
            spec: the font dictionary.
            number: the number of fonts of the document before this one.

        Raises:
            OddFont: pdfminer cannot interpret it, or its text runs from top to bottom.
        """
        try:
            font = _interpreted(_plain(spec, 0))
            vertical = font.is_vertical()
        except Exception as problem:  # whatever a damaged font makes pdfminer raise
            raise OddFont(f"{type(problem).__name__}: {problem}") from problem
        if vertical:
            raise OddFont("the text runs from top to bottom")
        name = font.fontname
        self.number = number
        self.face: str = fix_fontname_bytes(name) if isinstance(name, bytes) else str(name)
        self.descent: float = font.get_descent()
        self.is_multibyte: bool = font.is_multibyte()
        #: Bytes per code; 0 if they vary.
        self.bytes_each = 1
        if self.is_multibyte:
            self.bytes_each = 2 if type(getattr(font, "cmap", None)) is IdentityCMap else 0
        self._font = font
        self.widths = _Widths(font)

    def codes(self, string: bytes) -> bytes:
        """The codes of a string, in two bytes each.

        Raises:
            ValueError: a code takes more.
        """
        if self.bytes_each == 2:
            return string[: len(string) // 2 * 2]
        codes = string if self.bytes_each else tuple(self._font.decode(string))
        if max(codes, default=0) > _LAST_CODE:
            raise ValueError("a code is out of range")
        return pack(f">{len(codes)}H", *codes)

    def text(self, code: int) -> str:
        """The text of a code; `(cid:7)` if it has none."""
        try:
            text: str = self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            return f"(cid:{code})"
        return text


def _interpreted(spec: dict[str, Any]) -> Any:
    """The font that pdfminer makes of a font dictionary."""
    stream = spec.get("ToUnicode")
    mapped = texts_of_map(stream.get_data()) if isinstance(stream, _Stream) else None
    if mapped is not None:
        spec["ToUnicode"] = PDFStream({}, b"")
        # pdfminer would unpack the font's program for texts that the map gives.
        for descendant in spec.get("DescendantFonts", ()):
            descendant.get("FontDescriptor", {}).pop("FontFile2", None)
    font: Any = PDFResourceManager().get_font(None, spec)
    if mapped is not None and isinstance(font.unicode_map, FileUnicodeMap):
        font.unicode_map.cid2unichr.update(mapped)
    return font


class Codes:
    """The texts and widths of the codes of a document's fonts, on arrays.

    Codes are in chunks, which a font is given when it uses them.
    """

    def __init__(self) -> None:
        self.alphabet = Alphabet()
        #: For each font and high byte, the number of its chunk, 0 if it has none.
        self._chunks = np.zeros(0, np.intp)
        #: The font and the high byte of each chunk.
        self._owners: list[tuple[Font, int]] = []
        self._text = np.zeros(_CHUNK, np.intp)
        self._width = np.zeros(_CHUNK)

    def look_up(
        self, fonts: Mapping[int, Font], numbers: NDArray[np.intp], codes: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The texts of codes, as indexes in the alphabet, and their widths.

        Args:
            fonts: the fonts by number.
            numbers: the number of each code's font.
            codes: the codes.
        """
        places = numbers * _CHUNK + (codes >> 8)
        if _CHUNK * (max(fonts) + 1) > len(self._chunks):
            self._chunks.resize(_CHUNK * 2 * (max(fonts) + 1), refcheck=False)
        chunks = self._chunks[places]
        if not chunks.all():
            for place in np.unique(places[chunks == 0]).tolist():
                self._owners.append((fonts[place // _CHUNK], place % _CHUNK))
                self._chunks[place] = len(self._owners)
            chunks = self._chunks[places]
            if _CHUNK * (len(self._owners) + 1) > len(self._text):
                size = _CHUNK * 2 * (len(self._owners) + 1)
                self._text.resize(size, refcheck=False)
                self._width.resize(size, refcheck=False)
        places = chunks * _CHUNK + (codes & 255)
        text = self._text[places]
        if not text.all():
            for place in np.unique(places[text == 0]).tolist():
                font, high = self._owners[place // _CHUNK - 1]
                code = high * _CHUNK + place % _CHUNK
                self._width[place] = font.widths[code]
                self._text[place] = self.alphabet[font.text(code)]
            text = self._text[places]
        return text, self._width[places]


# --- ToUnicode maps -----------------------------------------------------------------------

_DIGITS = rb"<((?:[0-9A-Fa-f]{2})+)>\s*"
#: The parts of a map (9.10.3), with codes one by one or in ranges.
_PART = re.compile(rb"\bbeginbf(char|range)\b([0-9A-Fa-f<>\[\]\s]*)endbf(?:char|range)\b")
_CODE = re.compile(_DIGITS + _DIGITS)
_RANGE = re.compile(
    _DIGITS + _DIGITS + rb"(?:" + _DIGITS + rb"|\[\s*((?:" + _DIGITS + rb")*)\]\s*)"
)
#: What says more than such parts do.
_MORE = re.compile(rb"usecmap|begincid|endcmap[\s\S]*beginbf")


def texts_of_map(data: bytes) -> dict[int, str] | None:
    """The texts of codes in a plain ToUnicode map; None if it is not plain.

    pdfminer gives the same, and takes several times as long.
    """
    parts = _PART.findall(data)
    if _MORE.search(data) or len(parts) != data.count(b"beginbf"):
        return None
    pairs: list[tuple[int, bytes]] = []
    for kind, body in parts:
        pattern = _CODE if kind == b"char" else _RANGE
        if pattern.sub(b"", body).strip():
            return None
        if kind == b"char":
            pairs += [(int(code, 16), unhexlify(text)) for code, text in _CODE.findall(body)]
            continue
        for first, last, text, each, _ in _RANGE.findall(body):
            begin, end = int(first, 16), int(last, 16) + 1
            if len(first) != len(last) or end - begin > _LAST_CODE + 1:
                return None
            if text:
                texts = _counted_up(unhexlify(text), end - begin)
            else:
                digits = each.translate(None, b"< \t\r\n\f\v").split(b">")
                texts = list(map(unhexlify, digits[:-1]))
            pairs += zip(range(begin, end), texts, strict=False)
    found: dict[int, str] = {}
    for code, text in pairs:
        character = text.decode("utf-16-be", "ignore")
        # As in pdfminer: some fonts give one code to both a space and one that does not break.
        if character != "\u00a0" or found.get(code) != " ":
            found[code] = character
    return found


def _counted_up(text: bytes, count: int) -> list[bytes]:
    """The texts of successive codes of which the first has a text; its last four bytes count."""
    low = text[-4:]
    texts = [int.from_bytes(low, "big") + at for at in range(count)]
    return [text[:-4] + number.to_bytes(8, "big")[-len(low) :] for number in texts]


# --- pdfminer's objects -------------------------------------------------------------------


class _Stream(PDFStream):
    """A pikepdf stream, decoded on demand."""

    def __init__(self, stream: pikepdf.Stream, attributes: dict[str, Any]) -> None:
        super().__init__(attributes, b"")
        self._stream = stream

    def get_data(self) -> bytes:
        return self._stream.read_bytes()


def _plain(value: Any, depth: int) -> Any:
    """A pikepdf object as the equivalent pdfminer object."""
    if depth > _DEEPEST:
        raise OddFont("the font dictionary is nested too deeply")
    if isinstance(value, pikepdf.Stream):
        return _Stream(value, _entries(value, depth, but=("/Filter", "/DecodeParms")))
    if isinstance(value, pikepdf.Dictionary):
        return _entries(value, depth)
    if isinstance(value, pikepdf.Array):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, pikepdf.Name):
        return LIT(str(value)[1:])
    if isinstance(value, pikepdf.String):
        return bytes(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    return float(value)


def _entries(value: Any, depth: int, *, but: Sequence[str] = ()) -> dict[str, Any]:
    return {
        name[1:]: _plain(entry, depth + 1)
        for name, entry in value.items()
        if name not in _DRAWINGS and name not in but
    }
