r"""A language's words, from its `lexicon.toml`, and the small notation that its phrases have.

In a phrase a blank is one blank of any kind, `*` any ending of a word, `( | )` alternatives, `?`
what may be left out, `#` a digit, ` … ` up to twelve words between, `(?! )` what must not follow;
all else stands for itself:

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
    """A phrase without gaps; inside brackets a hyphen between letters is a range of them."""
    words = _RANGED.sub(lambda match: match[0].replace("-", "\0"), words)
    for written, (short, _) in _AHEAD.items():
        words = words.replace(written, short)
    kept = "".join(_NOTATION.get(c) or (c if c.isalnum() else re.escape(c)) for c in words)
    for short, meant in _AHEAD.values():
        kept = kept.replace(re.escape(short), meant)
    return kept.replace(re.escape("\0"), "-")


def any_phrase(phrases: Iterable[str]) -> str:
    """Any of some phrases, the longest first; nothing where there are none."""
    longest = sorted(phrases, key=len, reverse=True)
    return f"(?:{'|'.join(map(phrase, longest))})" if longest else NEVER


class Lexicon:
    """The words of `lexicon.toml`, by the names of its tables and keys: `range.to`.

    What a language does not have is empty, or matches nothing.

    Args:
        path: the file.
        fold: what the words are folded by, as the texts are that they are looked for in.
    """

    def __init__(self, path: Path, fold: Callable[[str], str] = str) -> None:
        self.fold = fold
        self._data = tomllib.loads(fold(path.read_text(encoding="utf-8")))

    @property
    def begin(self) -> str:
        """Where a word begins, with what is written together with it in the language."""
        prefix = self.any("prefix")
        return r"(?<!\w)" if prefix == NEVER else rf"(?<!\w){prefix}?"

    def get(self, name: str) -> Any:
        """What stands under a name, None where nothing does."""
        value: Any = self._data
        for key in name.split("."):
            if not isinstance(value, Mapping) or key not in value:
                return None
            value = value[key]
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Single words, which stand in one string with blanks between them."""
        return tuple((self.get(name) or "").split())

    def phrases(self, name: str) -> tuple[str, ...]:
        """Phrases, of which one stands in a string, several in a list of them."""
        value = self.get(name) or ()
        return (value,) if isinstance(value, str) else tuple(value)

    def any(self, *names: str) -> str:
        """Regular expression (no groups) of any of the phrases of these names."""
        return any_phrase(p for name in names for p in self.phrases(name))

    def values(self, name: str) -> dict[str, str]:
        """What forms say, each by its form: of `USD = "dollar dollars"` both by USD."""
        table = self.get(name) or {}
        return {
            form: key
            for key, forms in table.items()
            for form in (forms if isinstance(forms, list) else forms.split())
        }

    def numbers(self, name: str) -> dict[str, int]:
        """The same, where the keys are whole numbers."""
        return {form: int(n) for form, n in self.values(name).items() if n.isdecimal()}

    def decimals(self, name: str) -> dict[str, Decimal]:
        """The same, where the keys are numbers of any kind."""
        return {form: Decimal(value) for form, value in self.values(name).items()}

    def small_numbers(self) -> dict[str, int]:
        """Words of numbers below thirty, which another edition may write in digits."""
        return {form: n for form, n in self.numbers("numbers.words").items() if 0 < n < 30}


def any_word(forms: Iterable[str]) -> str:
    """Any of some words, as an expression that branches letter by letter; nothing for none."""
    listed = tuple(forms)
    return any_of(listed) if listed else NEVER
