"""Number words of Arabic, and short words that are attached to others."""

from __future__ import annotations

from pipeline.languages.ar.letters import LEXICON

#: One-letter conjunctions and prepositions, which are attached to the next word; matches as few as
#: possible, since `واحد` begins with none.
PREFIX = "(?:[وف]??[بلك]??)"
VALUES = LEXICON.numbers("numbers.words")
UNITS = {word: value for word, value in VALUES.items() if value <= 10}
TENS = {word: value for word, value in VALUES.items() if 10 < value < 100}
HUNDREDS = {word: value for word, value in VALUES.items() if value >= 100}
SCALES = LEXICON.numbers("scales")
#: Twice a multiplier in one word, without a number before it.
DUALS = {word: 2 * scale for word, scale in LEXICON.numbers("duals").items()}
PLURAL_SCALES = frozenset(LEXICON.words("numbers.plural_scales"))
NUMBER_WORDS = (*VALUES, *{**SCALES, **DUALS})
