"""English words used in several modules."""

from __future__ import annotations

from pathlib import Path

from pipeline.figures.engine.lexicon import Lexicon

LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))
#: Words of which numbers consist.
NUMBER_WORDS = LEXICON.number_words()
