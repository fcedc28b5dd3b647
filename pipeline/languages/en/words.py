"""English words used in several modules: those of the lexicon, and forms of verbs."""

from __future__ import annotations

from pathlib import Path

from pipeline.figures.engine.lexicon import Lexicon

LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))
#: Words of which numbers consist.
NUMBER_WORDS = LEXICON.number_words()

#: Pasts and participles that do not end in -ed.
PASTS = frozenset(
    "arose became began bought brought built came chose cut dealt did done drew dropped fed fell "
    "felt fled forgot found fought gave given gone got grew grown had heard held hit hurt kept "
    "knew known laid lay led left lent lost made meant met paid put quit ran rose risen said sat "
    "saw seen sent set shown shut slept sold sought spent spoke spread stood struck taken taught "
    "thought told took understood undertook went withdrew won wore wrote written".split()
)
