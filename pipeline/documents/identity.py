"""Symbol and language of a document, from its file's name or from its text.

Official files are named for symbol and language: `A_74_336-zh.pdf` is A/74/336 in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.pages.model import Page

_LANGUAGE = re.compile(r"(?P<rest>.+)[-_.](?P<code>[A-Za-z]{2})")
#: A symbol begins with its body's letters and has a number somewhere (ST/LIB/SER.B/5/Rev.5).
_SYMBOL = re.compile(
    r"(?=\S*\d)[A-Z]{1,8}(?:/[A-Za-z0-9][A-Za-z0-9.-]*)+(?:\s?\((?:[A-Z][a-z]+\.\s?)?[A-Z0-9]+\))?"
)
#: Characters of a symbol; the longest official ones have some fifty.
LONGEST_SYMBOL = 100
_SECTION = re.compile(r"/(Sect|Vol|Part|Prog|Fasc)\.?[/\s]\(?(\w+)\)?")
#: The masthead is within these lines of the first page, its words beside the symbol few.
_MASTHEAD_LINES = 8
_MASTHEAD_WORDS = 5


def language_of_name(stem: str) -> str | None:
    """The language code at the end of a file's name without suffix, in lower case.

    >>> language_of_name("A_74_336-zh"), language_of_name("A_74_336")
    ('zh', None)
    """
    match = _LANGUAGE.fullmatch(stem)
    return match["code"].lower() if match else None


def symbol_of_name(stem: str) -> str | None:
    """The symbol in a file's name, None where the name is no symbol.

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
    """The first symbol in the masthead of the first page, None where there is none."""
    return next(iter(symbols_of_text(pages)), None)


def symbols_of_text(pages: Sequence[Page]) -> list[str]:
    """The symbols in the masthead of the first page; a document of two bodies has two.

    Only a line of few words that ends in a symbol counts: running text names other documents.
    """
    lines = pages[0].lines[:_MASTHEAD_LINES] if pages else ()
    ends = [line.text.replace("*", "").split() for line in lines]
    return [
        words[-1]
        for words in ends
        if words and len(words) <= _MASTHEAD_WORDS and _SYMBOL.fullmatch(words[-1])
    ]


def document_id(symbol: str | None, language: str | None, stem: str) -> str:
    """Symbol and language as in official file names, else the file's own name.

    >>> document_id("A/81/6 (Sect. 29A)", "en", "budget")
    'A_81_6_Sect_29A-en'
    """
    match = _LANGUAGE.fullmatch(stem)
    name = symbol or (match["rest"] if match and match["code"].lower() == language else stem)
    plain = re.sub(r"[^\w.-]+", "_", re.sub(r"\(|\)|(?<=[a-z])\.\s", " ", name)).strip("_")
    return f"{plain}-{language}" if language else plain
