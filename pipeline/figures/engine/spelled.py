"""Numbers in words, with the values from a language's lexicon.

A number word is added to the current hundred, `hundred` multiplies it, `thousand` and larger
multipliers multiply what has accumulated since the last larger one. A word that cannot continue the
number starts another one (`two and three`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.figures.engine.lexicon import Lexicon, any_phrase, any_word, phrase
from pipeline.figures.engine.number import Number
from pipeline.figures.words import capitalised, initials

_THOUSAND = 1000


@dataclass(slots=True)
class _State:
    """The number formed by the words so far.

    Attributes:
        parts: amounts closed by a multiplier, with that multiplier, largest first.
        group: what has accumulated since.
        room: the next word must be smaller than this to be added.
        decimals: the digits after a decimal point.
    """

    parts: list[tuple[Decimal, int]] = field(default_factory=list)
    group: Decimal = Decimal(0)
    room: int = 1000
    start: int = -1
    end: int = 0
    scale: int = 1
    decimals: str | None = None
    about: bool = False
    led: bool = False


class Parts:
    """Parts of a whole in words, by value: `and a half`, `a quarter of a`.

    Args:
        lexicon: the language's words.
        name: of its table of phrases by value.
    """

    def __init__(self, lexicon: Lexicon, name: str) -> None:
        values = lexicon.decimals(name)
        self._values = [(re.compile(phrase(words)), value) for words, value in values.items()]
        #: Regular expression of any of them.
        self.pattern = any_phrase(values)

    def value(self, written: str) -> Decimal:
        """The value of a part that the pattern matches."""
        return next(value for words, value in self._values if words.fullmatch(written))


class Speller:
    """Reads the number words of a language.

    Args:
        lexicon: `numbers` has words by value, `numbers.times` those that multiply what precedes
            them within a hundred, `numbers.collectives` nouns for approximate numbers, `scales` the
            larger multipliers.
        key: the form in which words are compared.
    """

    def __init__(self, lexicon: Lexicon, key: Callable[[str], str] = str.lower) -> None:
        self._key = key
        keyed = {name: self._keyed(lexicon, name) for name in (
            "numbers.words", "numbers.times", "numbers.collectives", "scales")}  # fmt: skip
        self._words, self._times, self._collectives, self._scales = keyed.values()
        self._broken = {
            key(form): value
            for form, value in lexicon.decimals("numbers.words").items()
            if value % 1
        }
        #: Forms that mean one of them after a qualifier: `более тысячи`.
        self._single_led = frozenset(map(key, lexicon.words("numbers.single_after")))
        self._leads = re.compile(rf"(?<!\w)(?i:{lexicon.any('numbers.single_led')})\s$")
        self._places = tuple(lexicon.phrases("numbers.decimal_units"))
        self._rooms = self._keyed(lexicon, "numbers.rooms")
        #: Multipliers that mean one of them on their own, such as `mille`.
        self._single = frozenset(map(key, lexicon.words("numbers.single")))
        self._articles = frozenset(map(key, lexicon.words("numbers.articles")))
        self._exact = frozenset(map(key, lexicon.words("numbers.exact_collectives")))
        forms = lexicon.decimals("numbers.words")
        multipliers = (
            *lexicon.numbers("numbers.times"),
            *lexicon.numbers("numbers.collectives"),
            *lexicon.numbers("scales"),
        )
        alone = [
            form
            for form in (
                *forms,
                *lexicon.numbers("numbers.times"),
                *lexicon.words("numbers.single"),
                *lexicon.words("numbers.single_after"),
            )
            if form not in lexicon.words("numbers.not_first")
        ]
        #: All words that can be part of a number, except articles.
        self.words = frozenset((*forms, *multipliers))
        token = any_word((*self.words, *lexicon.words("numbers.articles")))
        self._added, self._led = Parts(lexicon, "numbers.added"), Parts(lexicon, "numbers.parts_of")
        added, part_of = self._added.pattern, self._led.pattern
        joined, point = lexicon.any("numbers.and"), lexicon.any("numbers.point")
        of = lexicon.any("numbers.of")
        separator = rf"(?:-(?:{joined}-)?|\s(?:{joined}\s?)?(?:{of}\s?)?)"
        first = any_word(capitalised(alone))
        many = any_word(multipliers)
        article = any_word(
            capitalised((*lexicon.words("numbers.articles"), *lexicon.words("numbers.not_first")))
        )
        unit, ends = any_phrase(self._places), lexicon.any("range.or", "range.to")
        filled, one = lexicon.any("numbers.filled"), lexicon.any("numbers.one_before")
        #: What a run of number words begins with.
        self.begins = (
            rf"(?:(?:{part_of})[\s-]?(?=(?:{many})(?!\w))(?:{token})"
            rf"|(?:{article})(?=[\s-])(?:[\s-](?:{filled}\s)?(?=(?:{many})(?!\w))(?:{token})"
            rf"|(?=\s(?:{one}|{ends}\s(?:{token})|{added}|{point}\s(?:{token}))(?!\w)))"
            rf"|(?:{first})(?!\w))"
        )
        self.pattern = (
            rf"{self.begins}(?:\s(?:{added})(?!\w)|\s{point}(?=\s(?:{token})(?!\w))"
            rf"|{separator}(?:{token})(?!\w)|\s{unit}(?!\w))*"
        )
        self.initials = initials(
            (
                *alone,
                *lexicon.words("numbers.articles"),
                *lexicon.words("numbers.not_first"),
                *lexicon.phrases("numbers.parts_of_initials"),
            )
        )
        self._token = re.compile(
            rf"(?<!\w)(?:(?P<added>{added}(?!\w))|(?P<part_of>{part_of})(?=[\s-]?(?:{many}))"
            rf"|(?P<point>{point}(?!\w))|(?P<unit>{unit}(?!\w))|(?P<word>{token})(?!\w)|(?P<other>[^\W\d]+))"
        )

    def _keyed(self, lexicon: Lexicon, name: str) -> dict[str, int]:
        return {self._key(form): value for form, value in lexicon.numbers(name).items()}

    def read(self, text: str, offset: int = 0, left: str = "") -> list[Number]:
        """The numbers in a run of number words: one, or several (`two and three`).

        Args:
            text: the words.
            offset: where they begin in the paragraph.
            left: the text before them.
        """
        numbers: list[Number] = []
        state = _State(led=self._leads.search(left) is not None)
        for match in self._token.finditer(text.lower()):
            if match["other"]:
                continue
            if not self._take(state, match):
                self._close(state, offset, numbers)
                state = _State()
                if not self._take(state, match):
                    state = _State()
        self._close(state, offset, numbers)
        return numbers

    def _take(self, state: _State, match: re.Match[str]) -> bool:
        """Add a word; False if it cannot continue the number."""
        begun = state.start >= 0
        if match["added"]:
            if not begun:
                return False
            part = self._added.value(match["added"])
            state.group += part * (state.scale if not state.group and state.parts else 1)
        elif match["part_of"]:
            if begun:
                return False
            state.group = self._led.value(match["part_of"])
        elif match["point"]:
            if not begun or state.decimals is not None:
                return False
            state.decimals = ""
        elif match["unit"]:
            if not state.decimals:
                return False
            places = 1 + next(
                i
                for i, unit in enumerate(self._places)
                if re.fullmatch(phrase(unit), match["unit"])
            )
            state.decimals = str(int(state.decimals)).zfill(places)
        elif not self._take_word(state, self._key(match["word"])):
            return False
        state.start = match.start() if state.start < 0 else state.start
        state.end = match.end()
        return True

    def _take_word(self, state: _State, word: str) -> bool:
        if word in self._scales:
            return self._multiply(state, word)
        if state.decimals is not None:
            if word not in self._words:
                return False
            state.decimals += str(self._words[word])
            return True
        if word in self._articles and word not in self._words:
            state.group = state.group or Decimal(1)
            state.room = 0
            return state.start < 0
        if word in self._broken:
            state.group, state.room = state.group + self._broken[word], 0
            return state.start < 0
        if word in self._times:
            return self._times_group(state, word, self._times[word])
        if word in self._collectives:
            state.about = state.about or word not in self._exact
            return self._times_group(state, word, self._collectives[word])
        value = self._words[word]
        if value >= _THOUSAND:
            state.group, state.room, state.scale = Decimal(value), 0, value
            return state.start < 0
        if value >= state.room or (value == 0 and state.start >= 0):
            return False
        state.group += value
        default = 100 if value >= 100 else 10 if value >= 20 and not value % 10 else 0
        state.room = self._rooms.get(word, default)
        return True

    def _times_group(self, state: _State, word: str, times: int) -> bool:
        if not state.group:
            led = state.led and word in self._single_led and state.start < 0
            if not led and (word not in self._single or (state.start >= 0 and not state.parts)):
                return False
            state.group = Decimal(1)
        elif state.group >= 100 or (state.about and times >= 100 and state.group >= times):
            return False
        state.group *= times
        state.room = 100 if times == 100 else 0
        state.scale = max(state.scale, times) if not state.parts else state.scale
        return True

    def _multiply(self, state: _State, word: str) -> bool:
        scale = self._scales[word]
        amount = state.group
        if state.decimals:
            amount += Decimal(f"0.{state.decimals}")
        while state.parts and state.parts[-1][1] < scale:
            amount += state.parts.pop()[0]
        if state.parts and state.parts[-1][1] <= scale:
            return False
        if not amount:
            led = state.led and word in self._single_led and state.start < 0
            if word not in self._single and not led:
                return False
            amount = Decimal(1)
        state.parts.append((amount * scale, scale))
        state.group, state.decimals, state.room, state.scale = Decimal(0), None, 1000, scale
        return True

    def _close(self, state: _State, offset: int, numbers: list[Number]) -> None:
        value = sum((part for part, _ in state.parts), state.group)
        if state.decimals:
            value += Decimal(f"0.{state.decimals}")
        if state.start < 0 or (value < 1 and not state.decimals):
            return
        ends_in_scale = not state.group or state.scale in (value, 12) or not state.parts
        numbers.append(
            Number(
                state.start + offset,
                state.end + offset,
                value,
                state.scale if ends_in_scale else 1,
                spelled=True,
                about=state.about,
            )
        )
