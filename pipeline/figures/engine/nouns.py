"""What the noun phrases of languages share: the words they consist of, and classes of nouns.

Where a phrase ends and which of its words is counted is a matter of each language's `nouns`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pipeline.figures.engine.lexicon import Lexicon
from pipeline.figures.words import TextWord


class NextWords:
    """Reads the words from a position up to punctuation or a word that ends any noun phrase.

    Args:
        pattern: matches a word and what separates it from the one before, in group `word`.
        longest: the most words to read.
        ends: whether a word, as `key` gives it, ends a phrase; an acronym does not.
        key: the form in which words are compared.
    """

    def __init__(
        self,
        pattern: str,
        longest: int,
        ends: Callable[[str], bool] = lambda _word: False,
        key: Callable[[str], str] = str.lower,
    ) -> None:
        self._match, self._longest = re.compile(pattern).match, longest
        self._ends, self._key = ends, key

    def __call__(self, text: str, position: int) -> list[TextWord]:
        """The words."""
        words: list[TextWord] = []
        while len(words) < self._longest:
            match = self._match(text, position)
            if match is None:
                break
            written = match["word"]
            lower = self._key(written)
            if self._ends(lower) and not (len(lower) > 1 and written.isupper()):
                break
            words.append(TextWord(written, lower, match.start("word"), match.end("word")))
            position = match.end()
        return words


class NounClasses:
    """Classes of what is counted (`schema.UNIT_CLASSES`), by the nouns in `nouns.classes`.

    Args:
        lexicon: the language's words; forms of a noun may be in one entry, separated by slashes.
        forms: the forms under which a unit's noun may be listed, the likeliest first.
    """

    def __init__(self, lexicon: Lexicon, forms: Callable[[str], Iterable[str]]) -> None:
        entries = lexicon.values("nouns.classes").items()
        self._classes = {form: name for entry, name in entries for form in entry.split("/")}
        self._forms = forms

    def __call__(self, unit: str | None) -> str | None:
        """The class of a unit, None if it is not known."""
        forms = self._forms(unit) if unit else ()
        return next((self._classes[form] for form in forms if form in self._classes), None)
