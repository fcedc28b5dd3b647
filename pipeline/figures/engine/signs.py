"""Plus and minus signs before a figure, and dashes that only look like them."""

from __future__ import annotations

import re

from pipeline.figures.currencies import sign_characters
from pipeline.figures.engine.lexicon import Lexicon
from pipeline.figures.kinds import COUNT
from pipeline.figures.needed import quick

_MINUS, _DASHES, _PLUS = "−", "-–", "+"
_OPENING = f'([{{“"«„:=;,、，。；：（~≈/{sign_characters()}'
_LONGEST_WORD = 12
#: A dash that closes a pair of dashes: `los atrasos –4 millones– se pagaron`.
_CLOSING = re.compile(r"[^.;:\n]{0,120}?[^\W\d]–(?=[\s,.;:)]|$)")


class Signs:
    """The signs of a language.

    Args:
        lexicon: its words, in `signs`: for minus, what keeps these from being signs, such as the
            `or` of `plus or minus`, and characters that end a number, which no sign follows.
        blanks: whether there are spaces between words, so that a sign follows one.
        after: whether a minus may follow a per cent sign, as in right-to-left text.
    """

    def __init__(self, lexicon: Lexicon, *, blanks: bool = True, after: bool = False) -> None:
        minus, either = lexicon.any("signs.minus"), lexicon.any("range.or", "signs.not_after")
        begin, blank = (r"(?<!\w)", r"\s") if blanks else ("", r"\s?")
        self._words = quick(rf"{begin}{minus}{blank}$")
        self._either = re.compile(rf"{begin}(?i:{either}){blank}$")
        self._blanks = blanks
        self._ends_number = lexicon.get("signs.ends_number") or ""
        self._after = re.compile(r"[-−–](?=[\s.,،؛)]|$)") if after else None

    def before(self, text: str, start: int, end: int, kind: str) -> tuple[int, bool]:
        """Where a figure begins including its sign, and whether it is negative.

        Args:
            text: the paragraph, folded.
            start: where the figure begins without its sign.
            end: where it ends.
            kind: its kind; before a count only a true minus counts as one.
        """
        sign = text[start - 1 : start]
        if sign and sign in f"{_MINUS}{_DASHES}{_PLUS}":
            return self._glued(text, start, end, kind)
        if text[start - 2 : start] == f"{_MINUS} " and self._may_stand(text, start - 2):
            return (
                (start - 2, True)
                if text[max(0, start - 12) : start - 2].strip()
                else (start, False)
            )
        word = self._words.search(text, max(0, start - _LONGEST_WORD), start)
        if word and not self._either.search(text, max(0, word.start() - 12), word.start()):
            return word.start(), True
        return start, False

    def after(self, text: str, end: int) -> bool:
        """Whether a minus follows a percentage that ends at a position."""
        return self._after is not None and self._after.match(text, end) is not None

    def _glued(self, text: str, start: int, end: int, kind: str) -> tuple[int, bool]:
        sign = text[start - 1]
        if sign == _PLUS:
            free = self._may_stand(text, start - 1)
            return (start - 1 if free else start), False
        if not self._may_stand(text, start - 1) or (kind == COUNT and sign != _MINUS):
            return start, False
        if sign != _MINUS and text[max(0, start - 12) : start - 1].rstrip()[-1:].isdigit():
            return start, False
        if sign == "–" and _CLOSING.match(text, end):
            return start, False
        return start - 1, True

    def _may_stand(self, text: str, at: int) -> bool:
        """Whether the character before a sign allows it to be one."""
        before = text[at - 1 : at] if at else ""
        if not before or before.isspace() or before in _OPENING:
            return True
        return not self._blanks and before > "\u2fff" and before not in self._ends_number
