r"""A language's words, from its `lexicon.toml`, and the notation of its phrases.

In a phrase, a space matches one whitespace character, `*` any word ending, `( | )` alternatives,
`?` makes the preceding item optional, `#` matches a digit, ` … ` up to twelve words in between, and
`(?! )` is a negative lookahead. Everything else stands for itself:

>>> phrase("no (fewer|less) than")
'no\\s(?:fewer|less)\\sthan'
>>> re.fullmatch(phrase("exceed* by?"), "exceeding b") is not None
True
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.figures.words import any_of

_RANGED = re.compile(r"\[[\w-]*\w-\w[\w-]*\]")
#: Matches nothing.
NEVER = "(?!)"
_GAP = r"\s(?:[^\W\d]+[,،]?\s){0,12}?"
_AHEAD = {
    "\\(": ("\5", r"\("),
    "\\)": ("\6", r"\)"),
    "(?!": ("\1", "(?!"),
    "(?=": ("\2", "(?="),
    "^": ("\3", "^"),
    "(?<!": ("\4", "(?<!"),
}
_NOTATION = {
    " ": r"\s",
    "*": r"\w*",
    "(": "(?:",
    ")": ")",
    "|": "|",
    "?": "?",
    "[": "[",
    "]": "]",
    "#": r"\d",
    "’": "[’']",
}


def phrase(words: str) -> str:
    """A phrase as a regular expression without groups."""
    return _GAP.join(map(_translated, words.split(" … ")))


def _translated(words: str) -> str:
    """A phrase without gaps; a hyphen between letters inside brackets is a range."""
    words = _RANGED.sub(lambda match: match[0].replace("-", "\0"), words)
    for written, (short, _) in _AHEAD.items():
        words = words.replace(written, short)
    kept = "".join(_NOTATION.get(c) or (c if c.isalnum() else re.escape(c)) for c in words)
    for short, meant in _AHEAD.values():
        kept = kept.replace(re.escape(short), meant)
    return kept.replace(re.escape("\0"), "-")


def any_phrase(phrases: Iterable[str]) -> str:
    """Any of some phrases, longest first; matches nothing if there are none."""
    longest = sorted(phrases, key=len, reverse=True)
    return f"(?:{'|'.join(map(phrase, longest))})" if longest else NEVER


class Lexicon:
    """The words of `lexicon.toml`, by table and key: `range.to`.

    Entries that a language does not have are empty, or match nothing.

    Args:
        path: the file.
        fold: folds the words in the same way as the texts they are searched in.
    """

    def __init__(self, path: Path, fold: Callable[[str], str] = str) -> None:
        self.fold = fold
        self._data = tomllib.loads(fold(path.read_text(encoding="utf-8")))

    @property
    def begin(self) -> str:
        """The beginning of a word, including prefixes that the language attaches to it."""
        prefix = self.any("prefix")
        return r"(?<!\w)" if prefix == NEVER else rf"(?<!\w){prefix}?"

    def get(self, name: str) -> Any:
        """The value of a name, or None."""
        value: Any = self._data
        for key in name.split("."):
            if not isinstance(value, Mapping) or key not in value:
                return None
            value = value[key]
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Single words, which are in one string, separated by spaces."""
        return tuple((self.get(name) or "").split())

    def set_of(self, *names: str) -> frozenset[str]:
        """Single words to look up: those of entries, or of all entries of tables."""
        tables = (isinstance(self.get(name), Mapping) for name in names)
        return frozenset(
            word
            for name, table in zip(names, tables, strict=True)
            for word in (self.values(name) if table else self.words(name))
        )

    def phrases(self, name: str) -> tuple[str, ...]:
        """Phrases: one as a string, several as a list."""
        value = self.get(name) or ()
        return (value,) if isinstance(value, str) else tuple(value)

    def any(self, *names: str) -> str:
        """Regular expression (no groups) of any phrase under these names."""
        return any_phrase(p for name in names for p in self.phrases(name))

    def values(self, name: str) -> dict[str, str]:
        """Keys by form: `USD = "dollar dollars"` maps both forms to USD."""
        table = self.get(name) or {}
        return {
            form: key
            for key, forms in table.items()
            for form in (forms if isinstance(forms, list) else forms.split())
        }

    def numbers(self, name: str) -> dict[str, int]:
        """Like `values`, with keys that are whole numbers."""
        return {form: int(n) for form, n in self.values(name).items() if n.isdecimal()}

    def decimals(self, name: str) -> dict[str, Decimal]:
        """Like `values`, with keys that are numbers of any kind."""
        return {form: Decimal(value) for form, value in self.values(name).items()}

    def number_words(self) -> tuple[str, ...]:
        """The words that numbers consist of, multipliers included."""
        names = ("numbers.words", "numbers.times", "scales")
        return tuple(word for name in names for word in self.numbers(name))

    def small_numbers(self) -> dict[str, int]:
        """Number words below thirty, which another edition may write in digits."""
        return {form: n for form, n in self.numbers("numbers.words").items() if 0 < n < 30}


def any_word(forms: Iterable[str]) -> str:
    """Any of some words, branching letter by letter; matches nothing if there are none."""
    listed = tuple(forms)
    return any_of(listed) if listed else NEVER
