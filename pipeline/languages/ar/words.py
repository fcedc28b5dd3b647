"""Number words of Arabic and the small words that are written together with others."""

from __future__ import annotations

from pipeline.languages.ar.letters import LEXICON

#: Conjunctions and prepositions of one letter, which are written together with the next word; as
#: few as there can be, since `واحد` begins with none.
PREFIX = "(?:[وف]??[بلك]??)"
VALUES = LEXICON.numbers("numbers.words")
UNITS = {word: value for word, value in VALUES.items() if value <= 10}
TENS = {word: value for word, value in VALUES.items() if 10 < value < 100}
HUNDREDS = {word: value for word, value in VALUES.items() if value >= 100}
SCALES = LEXICON.numbers("scales")
#: Two of a multiplier in one word, where no number goes before.
DUALS = {word: 2 * scale for word, scale in LEXICON.numbers("duals").items()}
PLURAL_SCALES = frozenset(LEXICON.words("numbers.plural_scales"))
NUMBER_WORDS = (*VALUES, *{**SCALES, **DUALS})
