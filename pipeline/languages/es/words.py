"""The form in which Spanish words are compared, and words used in several modules."""

from __future__ import annotations

from pathlib import Path

from pipeline.figures.engine.lexicon import Lexicon
from pipeline.figures.words import comparing

LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))
#: `Veintidós` is compared as `veintidos`.
plain = comparing(dict(zip("áéíóúü", "aeiouu", strict=True)))
