"""English: the grammar of its figures, from the words in `lexicon.toml` and the hooks beside it."""

from __future__ import annotations

from pathlib import Path

from pipeline.figures.engine.build import Words, grammar_of
from pipeline.figures.engine.lexicon import Lexicon
from pipeline.languages.en.nouns import noun_phrase, unit_class

GRAMMAR = grammar_of(
    Words(
        code="en",
        lexicon=Lexicon(Path(__file__).with_name("lexicon.toml")),
        noun_phrase=noun_phrase,
        currency_noun=-1,
        key=lambda word: word.lower(),
        currency_key=lambda word: word.lower().removesuffix("s"),
        unit_class=unit_class,
    ),
)
