"""Chinese words used in several modules."""

from __future__ import annotations

from pathlib import Path

from pipeline.figures.engine.lexicon import Lexicon

LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))


def alternatives(name: str) -> str:
    """The entry under a name of the lexicon, as a regular expression."""
    return str(LEXICON.get(name)).strip()
