"""Symbol and language of a document, from its file name or its text.

Official files are named by symbol and language: `A_74_336-zh.pdf` is A/74/336 in Chinese.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from pipeline.pages.page import Page

_LANGUAGE = re.compile(r"(?P<rest>.+)[-_.](?P<code>[A-Za-z]{2})")
#: A symbol begins with its body's letters and has a number somewhere (ST/LIB/SER.B/5/Rev.5),
#: possibly among them (GEGN.2/2025/35). It may name sessions (ICCD/COP(8)/CST/8) and parts (A/81/6
#: (Sect. 5), DP/FPA/2025/4 (Part I/Add.1)).
_SYMBOL = re.compile(
    r"(?=\S*\d)[A-Z]{1,8}(?:\.\d{1,2})?(?:/[A-Za-z0-9](?:[A-Za-z0-9.-]|\(\d{1,3}\))*)+"
    r"(?:\s?\((?:[A-Z][a-z]+\.?\s?)?[A-Z0-9]+(?:/[A-Z][a-z]+\.\d+)?\))?"
)
#: A symbol at the end of a line; the letter of a fascicle may follow.
_AT_END = re.compile(rf"(?:^|\s)({_SYMBOL.pattern})(?:/Part\s?[A-Z])?$")
#: Maximum characters of a symbol; the longest official ones have about fifty.
LONGEST_SYMBOL = 100
_SECTION = re.compile(r"/(Sect|Vol|Part|Prog|Fasc)\.?[/\s]\(?(\w+)\)?")
#: The masthead is within these lines of the first page, with few words next to the symbol.
_MASTHEAD_LINES = 12
_MASTHEAD_WORDS = 5
#: Separates the symbols of two bodies that are written as one word.
_BETWEEN_SYMBOLS = re.compile(r"[-–—](?=[A-Z]{1,8}/)")
#: Maximum bytes of an id without its language. File systems allow 255, and suffixes are added to
#: ids.
_LONGEST_ID = 120
#: Maximum characters of a symbol; the longest known, of addenda to parts of budgets, have about 40.
LONGEST_SYMBOL = 100


def language_of_name(stem: str) -> str | None:
    """The language code at the end of a file name without suffix, in lower case.

    >>> language_of_name("A_74_336-zh"), language_of_name("A_74_336")
    ('zh', None)
    """
    match = _LANGUAGE.fullmatch(stem)
    return match["code"].lower() if match else None


def symbol_of_name(stem: str) -> str | None:
    """The symbol in a file name, None if the name is not a symbol.

    >>> symbol_of_name("A_81_6_Sect_29A-en"), symbol_of_name("UN_Charter-zh")
    ('A/81/6 (Sect. 29A)', None)
    """
    match = _LANGUAGE.fullmatch(stem)
    name = (match["rest"] if match else stem).replace("_", "/")
    symbol = _SECTION.sub(r" (\1. \2)", name)
    return symbol if _SYMBOL.fullmatch(symbol) else None


def is_symbol(text: str) -> bool:
    """Whether a text has the form of a symbol.

    >>> is_symbol("A/81/6 (Sect. 29A)"), is_symbol("A_74_336")
    (True, False)
    """
    return len(text) <= LONGEST_SYMBOL and _SYMBOL.fullmatch(text) is not None


def symbol_of_text(pages: Sequence[Page]) -> str | None:
    """The first symbol in the masthead of the first page, None if there is none."""
    return next(iter(symbols_of_text(pages)), None)


def symbols_of_text(pages: Sequence[Page]) -> list[str]:
    """The symbols in the masthead of the first page; a document of two bodies has two.

    Only short lines that end in a symbol count, since running text names other documents.
    """
    lines = pages[0].lines[:_MASTHEAD_LINES] if pages else ()
    ends = [(_AT_END.search(text), text) for text in (_plain_line(line.text) for line in lines)]
    return [
        found[1]
        for found, text in ends
        if found and len(text[: found.start()].split()) < _MASTHEAD_WORDS
    ]


def _plain_line(text: str) -> str:
    return text.replace("*", "").strip()


def is_another(symbol: str, printed: Sequence[str]) -> bool:
    """Whether a document has symbols, but not this one.

    >>> is_another("A/80/74", ["A/80/74-E/2025/53"]), is_another("A/80/74", ["A/80/75"])
    (False, True)
    >>> is_another("A/80/74", [])
    False
    """
    parts = {part for one in printed for part in (one, *_BETWEEN_SYMBOLS.split(one))}
    return bool(parts) and _plain(symbol) not in map(_plain, parts)


def _plain(symbol: str) -> str:
    return "".join(symbol.split()).casefold()


def document_id(symbol: str | None, language: str | None, stem: str) -> str:
    """Symbol and language as in official file names, or else the file's own name.

    It is used for files and folders: a long one is cut and ends in a hash of the whole.

    >>> document_id("A/81/6 (Sect. 29A)", "en", "budget")
    'A_81_6_Sect_29A-en'
    """
    match = _LANGUAGE.fullmatch(stem)
    name = symbol or (match["rest"] if match and match["code"].lower() == language else stem)
    composed = unicodedata.normalize("NFC", name)
    plain = re.sub(r"[^\w.-]+", "_", re.sub(r"\(|\)|(?<=[a-z])\.\s", " ", composed)).strip("_")
    if not plain.strip(".") or len(plain.encode()) > _LONGEST_ID:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        plain = f"{plain.encode()[:_LONGEST_ID].decode(errors='ignore').strip('.')}~{digest}"
    return f"{plain}-{language}" if language else plain


def printable(name: str) -> str:
    r"""A file name as text that can be stored and shown, with other bytes and characters escaped.

    >>> printable("caf\udce9\n-fr.pdf"), printable("报告-zh.pdf")
    ('caf\\xe9\\n-fr.pdf', '报告-zh.pdf')
    """
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if text.isprintable():
        return text
    return "".join(c if _is_plain(c) else c.encode("unicode_escape").decode() for c in text)


def _is_plain(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Zs"
