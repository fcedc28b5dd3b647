"""Fonts of a PDF: the characters that the codes of a string stand for, and their widths.

pdfminer interprets fonts, their encodings and metrics; here it gets them from pikepdf objects. Its
answer for each code is cached.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from struct import unpack
from typing import Any

import pikepdf
from pdfminer.cmapdb import IdentityCMap
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT
from pdfplumber.page import fix_fontname_bytes

#: Entries of a font dictionary that do not describe its codes: the drawings of a Type 3 font.
_DRAWINGS = frozenset(("/CharProcs", "/Resources", "/Parent"))
#: Maximum nesting depth of a font dictionary.
_DEEPEST = 8


class OddFont(Exception):
    """A font that this module cannot read."""


class Advances(dict[int, float]):
    """The advance width of each code of a font, at one size and scaling."""

    def __init__(self, font: PDFFont, size: float, scaling: float) -> None:
        super().__init__()
        self._font, self._size, self._scaling = font, size, scaling
        #: Whether any code so far has a negative advance.
        self.goes_back = False

    def __missing__(self, code: int) -> float:
        advance = self._font.char_width(code) * self._size * self._scaling
        self[code] = advance
        self.goes_back |= advance < 0
        return advance


class Characters(dict[int, str]):
    """The characters for each code of a font; `(cid:7)` for a code without any."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> str:
        try:
            text = self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = f"(cid:{code})"
        self[code] = text
        return text


class Font:
    """One font of a document."""

    def __init__(self, spec: pikepdf.Object) -> None:
        """Read a font dictionary.

        Raises:
            OddFont: pdfminer cannot interpret it, or its text runs from top to bottom.
        """
        try:
            font = PDFResourceManager().get_font(None, _plain(spec, 0))
            vertical = font.is_vertical()
        except Exception as problem:  # whatever a damaged font makes pdfminer raise
            raise OddFont(f"{type(problem).__name__}: {problem}") from problem
        if vertical:
            raise OddFont("the text runs from top to bottom")
        name = font.fontname
        self.face: str = fix_fontname_bytes(name) if isinstance(name, bytes) else str(name)
        self.descent: float = font.get_descent()
        self.is_multibyte: bool = font.is_multibyte()
        self.characters = Characters(font)
        #: Bytes per code; 0 if they vary.
        self.bytes_each = 1
        self.codes: Callable[[bytes], Sequence[int]] = bytes
        if self.is_multibyte:
            two = type(getattr(font, "cmap", None)) is IdentityCMap
            self.bytes_each = 2 if two else 0
            self.codes = _of_two_bytes if two else lambda string: tuple(font.decode(string))
        self._font = font
        self._advances: dict[tuple[float, float], Advances] = {}

    def advances(self, size: float, scaling: float) -> Advances:
        """The advance width of each code."""
        known = self._advances.get((size, scaling))
        if known is None:
            known = self._advances[size, scaling] = Advances(self._font, size, scaling)
        return known


def _of_two_bytes(string: bytes) -> Sequence[int]:
    count = len(string) // 2
    return unpack(f">{count}H", string[: 2 * count])


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
