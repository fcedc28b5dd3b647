"""English: the grammar of its figures, from the words in `lexicon.toml` and the hooks beside it."""

from __future__ import annotations

from pipeline.figures.engine.build import Words, grammar_of
from pipeline.languages.en.nouns import noun_phrase, unit_class
from pipeline.languages.en.words import LEXICON

GRAMMAR = grammar_of(
    Words(
        code="en",
        lexicon=LEXICON,
        noun_phrase=noun_phrase,
        currency_noun=-1,
        key=lambda word: word.lower(),
        currency_key=lambda word: word.lower().removesuffix("s"),
        unit_class=unit_class,
    ),
)
