"""Arabic letters written one for another: what is folded besides what every language folds.

Vowel signs and tatweel say nothing of a word; hamza on alef, alef maqsura and presentation forms
are written one for another. All rules are matched on folded text, and so are the words of the
tables (`words`) and patterns (`pattern`).
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from pipeline.figures.engine.characters import Folding
from pipeline.figures.engine.lexicon import Lexicon

_LETTERS = dict.fromkeys("أإآٱ", "ا") | {"ى": "ي"}
#: Vowel signs, Quranic marks and tatweel.
_LEFT_OUT = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"


def _presentation() -> dict[str, str]:
    """Letters in the form that they have beside others, and ligatures."""
    folded: dict[str, str] = {}
    for character in map(chr, (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))):
        composed = unicodedata.normalize("NFKC", character).strip()
        if composed != character:
            plain_letters = re.sub(f"[{_LEFT_OUT}]", "", composed)
            folded[character] = "".join(_LETTERS.get(c, c) for c in plain_letters)
    return folded


FOLDING = Folding(_LETTERS | _presentation(), _LEFT_OUT)
plain = FOLDING.plain
LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"), plain)


def pattern(source: str) -> re.Pattern[str]:
    """A regular expression whose Arabic words are folded as the text is that it is matched on."""
    return re.compile(plain(source))


def words(text: str) -> frozenset[str]:
    """The folded words of a list with blanks between them."""
    return frozenset(plain(text).split())
