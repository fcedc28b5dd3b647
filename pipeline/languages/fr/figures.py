"""French: the grammar of its figures, from the words in `lexicon.toml` and the hooks beside it."""

from __future__ import annotations

from pipeline.figures.engine.build import Words, grammar_of
from pipeline.languages.fr.nouns import noun_phrase, unit_class
from pipeline.languages.fr.words import LEXICON


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")


GRAMMAR = grammar_of(
    Words(
        code="fr",
        lexicon=LEXICON,
        noun_phrase=noun_phrase,
        currency_key=_singular,
        unit_class=unit_class,
    ),
)
