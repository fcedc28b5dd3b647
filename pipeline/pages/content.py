"""The operations of a page's content, told apart by one pattern (ISO 32000-1, 7.2, 7.3 and 7.8.2).

pdfminer's parser puts every token together from its characters, whatever comes; most of the time
that a page takes is spent there. Nearly all contents hold a few plain kinds of tokens only. These
are read here, to the values that pdfminer's parser gives; all others are left to it.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterator
from typing import Any

from pdfminer.psparser import LIT

_COMMENT = rb"%[^\r\n]*+"
_NUMBER = rb"[+-]?(?:\d++\.?\d*+|\.\d++)"
_NAME = rb"/[^#/%\[\]()<>{}\s]*+(?!#)"
#: Brackets that match may stand in a string as they are.
_FLAT = rb"[^()\\]++|\\[\s\S]"
_STRING = rb"\((?:" + _FLAT + rb"|\((?:" + _FLAT + rb")*+\))*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_ARRAY = rb"\[(?:[\0\s]|" + rb"|".join((_NUMBER, _STRING, _HEX)) + rb")*+\]"
#: The property list of a mark, of which only the id matters.
_DICTIONARY = rb"<<(?:[^<>()]++|" + _STRING + rb"|" + _HEX + rb")*+>>"
#: BI begins the data of a picture, which may hold anything.
_OPERATOR = rb"(?!BI[\s/])[A-Za-z][^#/%\[\]()<>{}\s]*+(?!#)|['\"]"

_KINDS = (_NUMBER, _OPERATOR, _STRING, _HEX, _ARRAY, _NAME, _DICTIONARY)
_IS_NUMBER, _IS_OPERATOR, _IS_STRING, _IS_HEX, _IS_ARRAY, _IS_NAME, _IS_DICTIONARY = range(1, 8)
_TOKEN = re.compile(b"|".join((_COMMENT, *(b"(" + kind + b")" for kind in _KINDS))))
_PLAIN = re.compile(b"(?:" + b"|".join((rb"[\0\s]++", _COMMENT, *_KINDS)) + b")*+")

_MARK = re.compile(rb"/MCID\s+(\d+)")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r"}
_ESCAPED |= {mark: mark for mark in (b"(", b")", b"\\")}


def is_plain(content: bytes) -> bool:
    """Whether `operations` can read a content: no picture lies within it, nor what is rare."""
    return _PLAIN.fullmatch(content) is not None


def operations(content: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """The operators of a content that `is_plain`, each with the operands before it.

    Operands are numbers, bytes, names as pdfminer keeps them, and lists of numbers and bytes. The
    property lists of marks hold nothing but their `MCID`.
    """
    operands: list[Any] = []
    for match in _TOKEN.finditer(content):
        kind = match.lastindex
        if kind == _IS_OPERATOR:
            yield match[0], operands
            operands = []
        elif kind == _IS_ARRAY:
            operands.append([_value(part) for part in _TOKEN.finditer(match[0], 1)])
        elif kind is not None:
            operands.append(_value(match))


def _value(match: re.Match[bytes]) -> Any:
    kind, token = match.lastindex, match[0]
    if kind == _IS_NUMBER:
        return float(token) if b"." in token else int(token)
    if kind == _IS_HEX:
        return _bytes(token[1:-1])
    if kind == _IS_STRING:
        return _ESCAPE.sub(_unescaped, token[1:-1]) if b"\\" in token else token[1:-1]
    if kind == _IS_NAME:
        return _name(token[1:])
    mark = _MARK.search(token)
    return {"MCID": int(mark[1])} if mark else {}


def _bytes(digits: bytes) -> bytes:
    """The bytes of a hexadecimal string; a digit that is left over is one by itself."""
    try:
        return unhexlify(digits)
    except ValueError:
        digits = b"".join(digits.split())
        last = digits[-1:] if len(digits) % 2 else b""
        return unhexlify(digits.removesuffix(last) + (b"0" + last if last else b""))


def _unescaped(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped.isdigit() and escaped[:1] < b"8":
        return bytes((int(escaped, 8) % 256,))
    return _ESCAPED.get(escaped, b"")


def _name(token: bytes) -> Any:
    try:
        return LIT(token.decode())
    except UnicodeDecodeError:
        return LIT(token)
