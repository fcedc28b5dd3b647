"""Spanish: the grammar of its figures, from the words in `lexicon.toml` and the hooks beside it."""

from __future__ import annotations

from pipeline.figures.engine.build import Words, grammar_of
from pipeline.languages.es.nouns import noun_phrase, unit_class
from pipeline.languages.es.words import LEXICON, plain


def _singular(word: str) -> str:
    """A word of a currency name without its plural ending: `dólares`, `euros`."""
    lower = plain(word).removesuffix("s")
    return lower[:-1] if lower.endswith(("re", "le", "ne")) and len(lower) > 4 else lower


GRAMMAR = grammar_of(
    Words(
        code="es",
        lexicon=LEXICON,
        noun_phrase=noun_phrase,
        key=plain,
        currency_key=_singular,
        unit_class=unit_class,
    ),
)
