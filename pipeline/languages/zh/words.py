"""Words that several parts of Chinese need."""

from __future__ import annotations

from pathlib import Path

from pipeline.figures.engine.lexicon import Lexicon

LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))


def alternatives(name: str) -> str:
    """What stands under a name of the lexicon as an expression of its own."""
    return str(LEXICON.get(name)).strip()
