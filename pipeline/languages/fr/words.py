"""French words used in several modules: those of the lexicon, and months."""

from __future__ import annotations

from pathlib import Path

from pipeline.figures.engine.lexicon import Lexicon

LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))
#: Words of which numbers consist.
NUMBER_WORDS = LEXICON.number_words()
MONTHS = (
    r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre"
    r"|d[ée]cembre|(?:janv|f[ée]vr|avr|juil|juill|sept|oct|nov|d[ée]c)\.)(?!\w)"
)
