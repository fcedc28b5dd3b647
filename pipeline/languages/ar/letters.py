"""Arabic letters that are written for one another, folded in addition to the common folding.

Vowel signs and tatweel do not matter; hamza on alef, alef maqsura and presentation forms are
written for one another. All rules match folded text; the lexicon and patterns (`pattern`)
are folded too.
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
    """Contextual forms of letters, and ligatures."""
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
    """A regular expression with its Arabic words folded like the text that it is matched on."""
    return re.compile(plain(source))
