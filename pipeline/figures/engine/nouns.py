"""What the noun phrases of languages share: words, measures, staff grades, classes of nouns.

Where a phrase ends and which of its words is counted is a matter of each language's `nouns`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from pipeline.figures.engine.before import MANY_WORDS
from pipeline.figures.engine.lexicon import NEVER, Lexicon, any_phrase
from pipeline.figures.engine.number import Phrase
from pipeline.figures.words import TextWord

#: The forms under which a word may be listed, the likeliest first.
Forms = Callable[[str], Iterable[str]]


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


class Measures:
    """Measures, durations and shares, which are not counted one by one.

    Args:
        lexicon: the language's words, in `nouns.measures`, `nouns.abbreviated`, and what may
            precede them in `nouns.before_measure`.
        forms: the forms under which a word may be listed.
        precedes: whether a word may precede a measure, if that is not just a list of words.
    """

    def __init__(
        self, lexicon: Lexicon, forms: Forms, precedes: Callable[[str], bool] | None = None
    ) -> None:
        self._names, self._forms = lexicon.set_of("nouns.measures"), forms
        self._abbreviated = lexicon.set_of("nouns.abbreviated")
        self._precedes = precedes or lexicon.set_of("nouns.before_measure").__contains__

    def is_one(self, written: str, lower: str) -> bool:
        """Whether a word is a measure."""
        if written.partition("/")[0] in self._abbreviated or "CO2" in written:
            return True
        return any(form in self._names for form in self._forms(lower))

    def find(self, words: Sequence[TextWord]) -> int | None:
        """The index of the measure that a phrase begins with, None if it begins with none."""
        for index, word in enumerate(words):
            if self.is_one(word.text, word.lower):
                return index
            if not self._precedes(word.lower):
                break
        return None


class Grades:
    """Staff grades, which stand for posts: `(1 D-1, 2 P-4, 10 Field Service)`.

    Args:
        lexicon: the language's words, in `nouns.grades`, what may precede one in
            `nouns.before_grade`, and its level, in brackets, in `nouns.grade_levels`.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._pattern = re.compile(
            rf"\s((?:{lexicon.any('nouns.before_grade')}\s)*{lexicon.any('nouns.grades')}"
            rf"(?:\s\({lexicon.any('nouns.grade_levels')}\))?)(?![\w-])"
        )

    def phrase(self, text: str, position: int) -> Phrase | None:
        """The grade at a position, or None."""
        match = self._pattern.match(text, position)
        return Phrase(match.end(), match[1]) if match else None


class Coordinated:
    """Nouns that are counted together: `organizations, funds and programmes`.

    Args:
        pattern: matches what follows the first of them, with the last one in group 1.
        is_counted: whether the last one is counted too.
    """

    def __init__(self, pattern: str, is_counted: Callable[[str], bool]) -> None:
        self._match, self._is_counted = re.compile(pattern).match, is_counted

    def end(self, text: str, end: int) -> int:
        """The end of all of them, for the first one's end, which it is if there are no more."""
        match = self._match(text, end)
        return match.end() if match is not None and self._is_counted(match[1]) else end


class NounClasses:
    """Classes of what is counted (`schema.UNIT_CLASSES`), by the nouns in `nouns.classes`.

    Args:
        lexicon: the language's nouns, in the notation of phrases; forms of one may be in one entry,
            separated by slashes.
        heads: the words of a unit that may be its head noun, the likeliest first.
        blanks: whether there are spaces between words; otherwise a noun may end a longer word.
    """

    def __init__(self, lexicon: Lexicon, heads: Forms, *, blanks: bool = True) -> None:
        names: dict[str, str] = lexicon.get("nouns.classes") or {}
        begin = "" if blanks else ".*"
        self._classes = re.compile(
            "|".join(
                f"(?P<{name}>{begin}{any_phrase(words.replace('/', ' ').split())})"
                for name, words in names.items()
            )
            or NEVER
        )
        self._heads = heads
        self._find = lru_cache(maxsize=MANY_WORDS)(self._class_of)

    def __call__(self, unit: str | None) -> str | None:
        """The class of a unit, None if it is not known."""
        name: str | None = self._find(unit) if unit else None
        return name

    def _class_of(self, unit: str) -> str | None:
        matches = map(self._classes.fullmatch, self._heads(unit))
        return next((match.lastgroup for match in matches if match), None)
