"""Qualifiers before and after a figure: `about`, `no fewer than`, `or more`.

Negating `more` or `less` gives a limit: `not more than` means at most. A preposition of place is a
qualifier only if something is measured: `under 12 per cent`, but not `under 12 schemes`.
"""

from __future__ import annotations

import re

from pipeline.figures.engine.before import Before, last_character, last_word
from pipeline.figures.engine.lexicon import NEVER, Lexicon, any_word
from pipeline.figures.engine.number import Classification
from pipeline.figures.kinds import COUNT
from pipeline.figures.scripts import (
    CYRILLIC_CAPITALS,
    CYRILLIC_SMALL,
    LATIN_CAPITALS,
    LATIN_SMALL,
)

_BEFORE = ("at_most", "at_least", "less_than", "nearly", "more_than", "about")
_NEGATED = {"more_than": "at_most", "less_than": "at_least"}
#: Signs of an approximate value.
_SIGNS = "~≈±∼"
_WINDOW = 56
_CLAUSE = re.compile(
    r"[;:](?=\s)|[。；：]"
    rf"|\.\s(?=[{LATIN_CAPITALS}{CYRILLIC_CAPITALS}][{LATIN_SMALL}{CYRILLIC_SMALL}])"
)


class Qualifiers:
    """The qualifiers of a language.

    Args:
        lexicon: its words, in `qualifiers`.
        blanks: whether there are spaces between words.
    """

    def __init__(self, lexicon: Lexicon, *, blanks: bool = True) -> None:
        begin, blank = (lexicon.begin, r"\s") if blanks else ("", r"\s?")
        filler = rf"(?:{blank}?{lexicon.any('qualifiers.filler')})*"
        end = rf"{filler}\s?[\[(“\"«]?\s?$"
        groups = [rf"(?P<{name}>{lexicon.any(f'qualifiers.{name}')})" for name in _BEFORE] + [
            rf"(?P<{name}>{lexicon.any(f'qualifiers.{name}')})"
            for name in ("reach", "place_less", "place_more")
        ]
        phrases = [
            phrase
            for name in (*_BEFORE, "reach", "place_less", "place_more", "filler")
            for phrase in lexicon.phrases(f"qualifiers.{name}")
        ]
        pattern = rf"(?:{begin}(?:{'|'.join(groups)}){end}|(?P<sign>[{_SIGNS}])\s?$)"
        # A sign ends no word.
        self._before = Before(pattern, phrases, ("",) if blanks else _SIGNS, blanks=blanks)
        self._last = last_word if blanks else last_character
        words = rf"(?:{blank}[^\W\d]+)" if blanks else NEVER
        self._negation = re.compile(
            rf"{begin}{lexicon.any('qualifiers.not')}{words}{{0,3}}{blank}?$"
        )
        self._not_negation = re.compile(lexicon.any("qualifiers.not_negating"))
        self._blocked = re.compile(rf"{begin}(?i:{lexicon.any('qualifiers.reach_blocked')})")
        self._blocked_before = re.compile(
            rf"(?:{begin}{lexicon.any('qualifiers.reach_blocked_before')}|(?<![\w.,])\d[\d.,]*(?<=\d)\s?%?){blank}?$"
        )
        self._measured = re.compile(
            rf"(?:^|[,(–—:;]|{begin}{lexicon.any('qualifiers.measured')}){blank}?$"
        )
        self._dominated = re.compile(rf"{begin}{lexicon.any('qualifiers.dominated')}{blank}$")
        self._article = re.compile(rf"{blank}{lexicon.any('qualifiers.article')}{blank}")
        self._after = [
            (name, re.compile(pattern), inside)
            for inside, part in ((True, "inside"), (False, "after"))
            for name in _BEFORE
            if (pattern := lexicon.any(f"qualifiers.{part}.{name}")) != NEVER
        ]
        number = any_word(
            (
                *lexicon.decimals("numbers.words"),
                *lexicon.numbers("scales"),
                *lexicon.numbers("duals"),
            )
        )
        than = lexicon.any("qualifiers.than")
        not_after = lexicon.any("qualifiers.not_after")
        another = rf"(?:\s{than})?\s?(?:\d|(?<=\s){number}(?!\w))"
        final = rf"(?!\w)(?!{not_after}|{another})" if blanks else ""
        joined = (
            "|".join(
                rf"(?P<{name}{'_inside' if inside else ''}>{pattern.pattern})"
                for name, pattern, inside in self._after
            )
            or NEVER
        )
        self._following = re.compile(rf"(?P<plus>\+(?!\d))|,?\s?(?:{joined}){final}")
        self._window = lexicon.get("qualifiers.window") or _WINDOW

    def of(
        self, text: str, classification: Classification, start: int, *, leads: bool
    ) -> tuple[str, int]:
        """The qualifier of a figure, and where its characters end.

        Args:
            text: the paragraph, folded.
            classification: the figure's classification.
            start: where the figure begins, including its sign.
            leads: whether words before it may qualify it.
        """
        if classification.qualifier is not None:
            return classification.qualifier, classification.end
        following = self._following.match(text, classification.end)
        if following:
            name = following.lastgroup or ""
            if name == "plus":
                return "more_than", following.end()
            if name.endswith("_inside"):
                return name.removesuffix("_inside"), following.end()
            if name != "about":
                return name, classification.end
        led = self._led(text, classification, start) if leads else None
        if led is not None:
            return led, classification.end
        if following:
            return "about", classification.end
        return ("more_than" if classification.more else "exact"), classification.end

    def _led(self, text: str, classification: Classification, start: int) -> str | None:
        """The qualifier before a figure."""
        before = text[max(0, start - self._window) : start].lower()
        match = self._before.search(before, self._last(before))
        if match is None:
            return None
        name = match.lastgroup or ""
        if name == "sign":
            return "about"
        if (
            before.rstrip().endswith("(")
            and text[classification.end : classification.end + 1] != ")"
        ):
            return None
        left = before[: match.start()]
        if name == "reach":
            return None if self._is_reached(text, start, left, match) else "at_most"
        if name.startswith("place_"):
            return self._placed(name, classification, left, match)
        if name in _NEGATED:
            negation = self._negation.search(left)
            if negation and not self._not_negation.search(negation[0]):
                return _NEGATED[name]
        return name

    def _is_reached(self, text: str, start: int, left: str, match: re.Match[str]) -> bool:
        """Whether `up to` says what was reached, as after `scaled`, and is not a limit."""
        if self._blocked_before.search(left):
            return True
        begin = start - (match.end() - match.start())
        clause = _CLAUSE.split(text[max(0, begin - 100) : begin])[-1]
        return self._blocked.search(clause) is not None

    def _placed(
        self, name: str, classification: Classification, left: str, match: re.Match[str]
    ) -> str | None:
        """`under 12 per cent` and `over 300 people`, but `under 12 schemes`, `over two islands`."""
        limit = "less_than" if name == "place_less" else "more_than"
        if limit == "less_than" and self._article.search(match[0]):
            return None
        if classification.kind == COUNT:
            if limit == "less_than" and not self._measured.search(left):
                return None
            if limit == "more_than" and self._dominated.search(left):
                return None
        negation = self._negation.search(left)
        return _NEGATED[limit] if negation else limit
