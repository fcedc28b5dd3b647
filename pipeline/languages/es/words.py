"""The form in which Spanish words are compared, and words used in several modules."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.figures.engine.lexicon import Lexicon

_ACCENTS = str.maketrans("áéíóúü", "aeiouu")

LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """A word in lower case without accents, the form in which words are compared.

    >>> plain("Veintidós")
    'veintidos'
    """
    return word.lower().translate(_ACCENTS)
