"""Whether two numbers joined by `to`, `and`, `or` or a dash are one range or two values."""

from __future__ import annotations

import re

from pipeline.figures.currencies import sign_characters
from pipeline.figures.engine.lexicon import Lexicon
from pipeline.figures.engine.number import Number

_DASH = r"-|–|—|−|--|~"
_OPENED = rf"[{sign_characters()}A-Z]{{0,4}}\s?[-−–]?[(\[]?$"
_CLAUSE = re.compile(r"[.;:；。](?=\s)|[；。]")
_APART = re.compile(r"\s[-–—]{1,2}\s")
#: What is between a whole and its part.
_PART = re.compile(r"[^.;:\d]{0,40},[^.;:\d]{0,24}")
_WINDOW = 90
#: A number that shares the other end's multiplier may be at most this many times larger than it.
_MOST_APART = 50


class Ranges:
    """What joins the ends of ranges and the members of lists in a language.

    Args:
        lexicon: the language's words, in `range`.
        blanks: whether there are spaces between words.
    """

    def __init__(self, lexicon: Lexicon, *, blanks: bool = True) -> None:
        to, both, either = (lexicon.any(f"range.{name}") for name in ("to", "and", "or"))
        filled = rf"(?:\s?{lexicon.any('range.filled')})?"
        sign = r"(?:[−+]|(?<=\s)[-–])?"
        after = rf"\s?(?:{lexicon.any('range.after')}\s?)?[(\[]?{sign}"
        begin = lexicon.begin if blanks else ""
        attached = r"(?<!\w){}" if lexicon.get("prefix") else r"(?<!\w){}(?![^\W\d])"
        word, rest = (attached, r"\s") if blanks else ("{}", r"\s?")
        self.joiner = re.compile(rf"[\])]?\s?(?:{to}|{both}|{either}|{_DASH}){after}")
        self.change_joiner = re.compile(
            rf"(?:\s[^\W\d]{{1,4}})?(?:\s\(?(?:19|20)\d\d\)?(?:\s[^\W\d]{{1,4}})?)?[\])]?,?\s?"
            rf"(?:{to}|{lexicon.any('range.change_to')}){after}"
        )
        listed = lexicon.any("range.list")
        self.list_joiner = re.compile(
            rf"[\])]?\s?(?:[,、，;،؛]\s?(?:{both}|{either})|[,、，&،]|{both}|{either}|{listed}){after}"
        )
        self._to, self._and, self._or = (
            re.compile(word.format(joiner)) for joiner in (to, both, either)
        )
        self._from = re.compile(rf"{begin}{lexicon.any('range.from')}{filled}{rest}?{_OPENED}")
        self._between = re.compile(
            rf"{begin}{lexicon.any('range.between')}{filled}{rest}?{_OPENED}"
        )
        self._by = re.compile(rf"{begin}{lexicon.any('range.by')}{filled}{rest}?{_OPENED}")
        change = lexicon.any("range.change")
        self._change = re.compile(rf"{begin}(?i:{change})")
        self._changed = re.compile(
            rf"{begin}(?i:{change})\w*{rest}(?:[^\W\d]+{rest}){{0,2}}?{_OPENED}"
        )
        self._ranging = re.compile(
            rf"{begin}(?i:{lexicon.any('range.ranging')})\w*(?:{rest}[^\W\d]+){{0,3}}{rest}?$"
        )
        self._by_verb = re.compile(rf"{begin}{lexicon.any('range.by_verbs')}{rest}?$")
        #: `Of the 96 million required, $30 million`
        self._of_whole = re.compile(
            rf"{begin}{lexicon.any('counts.among')}\s?(?:{lexicon.any('counts.total')}\s?)?\d$"
        )
        self._levels = lexicon.get("range.levels") is not False
        self._needs_from = lexicon.get("range.needs_from") is True

    def begins(self, left: str) -> bool:
        """Whether the words before a number begin a range or change: `from`."""
        return self._from.search(left[-_WINDOW:]) is not None

    def changes(self, words: str) -> bool:
        """Whether words between two numbers say that something changed: `fell back`."""
        return len(words) < _WINDOW and self._change.search(words) is not None

    def is_whole(self, text: str, whole: Number, part: int) -> bool:
        """Whether a number is what a sum at a position is part of: `Of the 96 million required`."""
        begin = max(0, whole.start - _WINDOW)
        if _PART.fullmatch(text, whole.end, part) is None:
            return False
        return self._of_whole.search(text, begin, whole.start + 1) is not None

    def spans(self, text: str, low: Number, high: Number, *, own: bool) -> bool:
        """Whether `from 5 to 8`, `5–8`, `between 5 and 8` or `two or three` is one range.

        After a word of change, `from 5 to 8` gives values at two times, and `rose 5 per cent to 8
        per cent` a change and a level.

        Args:
            text: the paragraph, folded.
            low: the lower number.
            high: the higher one, after it.
            own: whether the lower number has a unit of its own before the joiner.
        """
        joiner = text[low.end : high.start]
        if low.spelled != high.spelled and _APART.fullmatch(joiner):
            return False  # `Phase two - 25 participants`
        left = text[max(0, low.start - _WINDOW) : low.start]
        if self._and.search(joiner):
            return self._between.search(left) is not None
        if self._or.search(joiner):
            return high.value == low.value + 1 or high.scale > 1
        if not self._to.search(joiner):
            return True
        origin = self._from.search(left)
        clause = _CLAUSE.split(left[: origin.start()])[-1] if origin else ""
        if origin and self._ranging.search(clause):
            return True
        if own and self._by.search(left):
            return False
        if origin is None:
            if self._needs_from:
                return False
            return not (own and self._levels and self._changed.search(left))
        if self._by_verb.search(clause):
            # `augmenter de 5 à 10 %`, but `passer de 5 % à 10 %`
            return not own
        return self._change.search(clause) is None


def shares_scale(low: Number, high: Number) -> bool:
    """Whether the first of two numbers shares a multiplier that is only given for the second one.

    It does in `5 to 8 million` and `from 8 to 5 million`, but not in `300 to 2 million`.
    """
    if low.scale > 1 or high.scale < 1000 or low.spelled != high.spelled:
        return False
    rest = abs(high.value) / high.scale
    if rest >= 1000:
        # `between 1,000 and 1,500 million`
        return low.value < rest
    return bool(rest) and not low.grouped and low.value < 1000 and low.value / rest < _MOST_APART
