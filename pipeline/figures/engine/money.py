"""Sums of money: signs, codes and names of currencies before or after an amount.

Signs and codes are the same in every language (`currencies.toml`); names come from CLDR, and from a
language's lexicon where editions use others. For names shared by several currencies (`francs`,
`Rs`), the nearest country named in the text decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace as changed

from pipeline.cached import cached_property
from pipeline.figures.currencies import (
    any_code,
    codes,
    currency_names,
    declared,
    sign_characters,
    sign_ends,
    signs,
    territory_currencies,
    used_currencies,
)
from pipeline.figures.engine.after import After, next_word
from pipeline.figures.engine.before import MANY_WORDS
from pipeline.figures.engine.lexicon import Lexicon, any_phrase, any_word
from pipeline.figures.engine.number import NO_FIGURE, Classification, Number
from pipeline.figures.figure import Figure
from pipeline.figures.kinds import MONEY, NONE, PERCENTAGE
from pipeline.figures.numbers import BLANKS
from pipeline.figures.scripts import LATIN_AND_CYRILLIC

if TYPE_CHECKING:
    from pipeline.figures.engine.build import Words

_LONGEST_SIGN, _LONGEST_NAME = 10, 6
#: What may be between a sign and its number.
_PASSED = " \u00a0\u202f([-−–"
#: A word just before a number, and any word before that.
_NAME_BEFORE = re.compile(r"([^\W\d_]{3,})\s$")
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LONGEST_WORD, _WINDOW = 24, 64
#: A number, or its multiplier, that a name may belong to.
_AMOUNT_BEFORE = re.compile(r"\d[^\W\d]*\s(?:[^\W\d]+\.?\s)?$")
_WORD = re.compile(r"\s?([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
#: What may follow a number but does not precede a currency. (Includes the end of a text.)
_NO_NAME = '.,;:%/-–—?!”’"'
_ROUND, _MANY, _FEW = Decimal(1000), 1000, 100
#: Most characters between a sum and what it is compared with.
_NEARBY = 60
#: The smallest multiplier that makes a number after a sum a sum too: ten thousand in Chinese.
_LEAST = 10**4
#: The end of a currency's name, its code (None if unknown), the rule that found it, and the factor
#: for its value (a hundredth for cents).
Named = tuple[int, str | None, str, Decimal]


class Countries:
    """The countries named in a text, in a language's own words.

    Args:
        locale: the language.
        pattern: finds their names; by default those of CLDR, unchanged.
        key: the key of a name.
        found: the key of a name as found in a text, if it is not the name itself.
        blanks: whether there are spaces between words.
    """

    def __init__(
        self,
        locale: str,
        pattern: str | None = None,
        key: Callable[[str], str] = str,
        found: Callable[[str], str] = str,
        *,
        blanks: bool = True,
    ) -> None:
        self._currencies = {key(n): codes for n, codes in territory_currencies(locale).items()}
        whole = r"\b" if blanks else ""
        self._source = pattern or f"{whole}{any_word(self._currencies)}{whole}"
        self._found = found
        self._named = lru_cache(maxsize=4)(self._find)

    def near(self, text: str, position: int) -> Iterator[tuple[tuple[str, str], ...]]:
        """Currencies (code, name) of each country: the last before a position first, then after."""
        named = self._named(text)
        after = next((i for i, (at, _) in enumerate(named) if at >= position), len(named))
        for _, name in (*reversed(named[:after]), *named[after:]):
            yield self._currencies.get(name) or self._currencies.get(self._found(name), ())

    def _find(self, text: str) -> list[tuple[int, str]]:
        return [(match.start(), match[0]) for match in self._pattern.finditer(text)]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compiled when first needed: it is long, and few documents need it."""
        return re.compile(self._source)


class Money:
    """The currency names of a language.

    Args:
        words: the language; `currency` in its lexicon adds what CLDR does not have.
    """

    def __init__(self, words: Words) -> None:
        lexicon, key, blanks = words.lexicon, words.currency_key, words.blanks
        self._locale, self._key, self._noun = words.code, key, words.currency_noun
        self._countries = words.countries or Countries(words.code, blanks=blanks)
        self._counts = words.is_phrase
        #: Cache of the last position and its answer.
        self._asked: tuple[str, int, bool] = "", -1, False
        own = lexicon.values("currency.signs")
        self._signs = signs() | own
        #: The currencies of a shared sign, the language's own first: `¥` in Chinese is CNY.
        self._shared_signs = {
            s: sorted(codes.split(), key=lambda code: code != own.get(s))
            for s, codes in declared()["shared"].items()
        }
        self._doubtful = frozenset(declared()["doubtful"]["signs"]) - own.keys()
        self._doubtful_codes = frozenset(declared()["doubtful"]["codes"].split())
        #: Nouns that CLDR uses for a single currency, in a language where they have other meanings.
        self._unique: frozenset[str] = frozenset()
        self._names, self._shared = self._read_names(lexicon)
        #: Names that mean other things unless a country says whose money they are.
        self._things = frozenset(map(key, lexicon.words("currency.things")))
        self._otherwise = lexicon.values("currency.otherwise")
        #: Words that look like forms of a name.
        self._not_names = frozenset(lexicon.words("currency.not_names"))
        self._only_of_many = frozenset(map(key, lexicon.words("currency.only_of_many")))
        self._hundredths = {
            key(form): code for form, code in lexicon.values("currency.hundredths").items()
        }
        self._first_words = frozenset(
            (*(name[0] for name in self._names), *self._shared, *self._hundredths)
        )
        self._last_words = frozenset(name[-1] for name in self._names) if blanks else frozenset()
        phrases = lexicon.get("currency.phrases") or {}
        self._phrase_codes = tuple(phrases)
        sign, code = any_word({**self._signs, **self._shared_signs}), any_code()
        of = lexicon.any("currency.of")
        ends = r"\w" if blanks else LATIN_AND_CYRILLIC
        #: The last characters of signs and codes.
        self._sign_ends = sign_ends() | {s.rstrip()[-1] for s in own}
        self._sign_ends_or_passed = self._sign_ends | frozenset(_PASSED)
        written = (*self._signs, *self._shared_signs, *codes())
        #: The first words of signs, codes and phrases.
        self._first_signs = After(
            (
                *(s for s in written if s[0].isalpha()),
                *(p for some in phrases.values() for p in some),
                *lexicon.phrases("currency.of"),
            )
        )
        #: Whether a currency may follow, by the next word.
        self.may_follow = lru_cache(maxsize=MANY_WORDS)(self._may_follow)
        self._before = re.compile(
            rf"(?<![{LATIN_AND_CYRILLIC}])(?:(?P<sign>{sign})|(?P<code>{code}))[^\S\n]?[(\[]?[-−–]?$"
        )
        self._after = re.compile(
            rf"[\])]?(?:[^\S\n]?{of})?[^\S\n]?(?:(?P<sign>{sign})|(?P<code>{code}))(?![{ends}{sign_characters()}])(?!\s?\d)"
        )
        self._to_name = re.compile(rf"[\])]?(?:\s?{of})?(?=[\s\w(-])(?:-|\s?\(?)")
        self._to_scale = re.compile(rf"\s(?P<scale>{any_word(lexicon.numbers('scales'))})(?!\w)")
        self._scales = lexicon.numbers("scales")
        self._phrases = re.compile(
            rf"[\])]?(?:\s?{of})?\s?(?:"
            + ("|".join(f"({any_phrase(p)})" for p in phrases.values()) or "(?!)")
            + r")(?!\w)"
        )
        self._joins = re.compile(
            rf"[\])]?\s?(?:{lexicon.any('range.to', 'range.or')}|[-–—−])\s?[(\[]?"
        )
        self._dash = re.compile(r"\s?[-–—−]\s?")
        begin = r"(?<!\w)" if blanks else ""
        self._spent = re.compile(rf"{begin}(?i:{lexicon.any('currency.spent')})")
        self._paid = re.compile(rf"\s{lexicon.any('currency.paid')}")
        self._against = re.compile(
            rf"{lexicon.begin}{lexicon.any('currency.compared')}\s"
            rf"(?:{lexicon.any('counts.filled')}\s)*$"
        )
        self._sentence_ends = re.compile(r"[.;?!。；？！]\s|[。；？！\n]")

    def classify(
        self, text: str, number: Number, start: int, before: Sequence[Figure]
    ) -> Classification | None:
        """`$13 billion`, `CHF 3.2 million`, `120 millions d’euros`, the high end of `$5–7 million`.

        Args:
            text: the paragraph, folded.
            number: a number in it.
            start: where it begins, including a bracket around it.
            before: the figures read before it.
        """
        classification = self._signed(text, number, start, before)
        if classification is None and self._may_be_followed(text, number):
            classification = self._followed(text, number, start, before)
        if classification is None and self._last_words:
            classification = self._named_before(text, number, start)
        if classification is None and before and before[-1].kind == MONEY:
            last = before[-1]
            classification = self._high_end(text, number, last) or self._compared(
                text, number, last
            )
        return classification

    def is_named(self, text: str, position: int) -> bool:
        """Whether a currency's sign, code or name is at a position."""
        if text[position : position + 1] in _NO_NAME:
            return False
        asked_text, asked, answer = self._asked
        if asked == position and asked_text is text:
            return answer
        number = Number(position, position, _ROUND, 1000)
        answer = (self._coded(text, number) or self._named(text, number)) is not None
        self._asked = text, position, answer
        return answer

    def _may_be_followed(self, text: str, number: Number) -> bool:
        """Whether a currency may follow a number, or `-dollar`."""
        return text.startswith("-", number.end) or self.may_follow(next_word(text, number.end))

    def _may_follow(self, following: str) -> bool:
        """Whether a currency may follow a number."""
        if not following or following[0] in _NO_NAME:
            return False
        word = _WORD.match(following)
        if word is None:
            return not following.lstrip()[:1].isdigit()
        return self._key(word[1]) in self._first_words or self._first_signs.may_follow(following)

    def listed(self, text: str, number: Number, before: Sequence[Figure]) -> Classification | None:
        """Millions without a noun, after a sum in the same sentence: `of which 35 million`.

        They are not figures if the sentence is about sums and names no currency.
        """
        classification = self._after_sum(text, number, before)
        if classification is not None or number.scale < _LEAST or number.value < 10**6:
            return classification
        left = self._sentence_ends.split(text[max(0, number.start - 160) : number.start])[-1]
        if not (self._spent.search(left) or self._paid.match(text, number.end)):
            return None
        earlier = next((f.currency for f in reversed(before) if f.kind == MONEY), None)
        if earlier is None:
            return changed(NO_FIGURE, weak=True)
        rule = f"{self._locale}.currency_named_before"
        return Classification(MONEY, number.start, number.end, rule, earlier, weak=True)

    def _after_sum(
        self, text: str, number: Number, before: Sequence[Figure]
    ) -> Classification | None:
        if number.scale < _LEAST and not (number.grouped and number.value >= _ROUND):
            return None
        last = next((f for f in reversed(before) if f.kind != PERCENTAGE), None)
        if last is None or last.kind != MONEY or number.start - last.end > 200:
            return None
        if self._sentence_ends.search(text, last.end, number.start):
            return None
        if self._counts(text, number.end):
            return None
        rule = f"{self._locale}.currency_named_before"
        return Classification(
            MONEY, number.start, number.end, rule, last.currency, more=number.more
        )

    def named(self, text: str, position: int) -> Classification | None:
        """The classification of a sum whose currency name begins at a position."""
        return self._followed(text, Number(position, position, Decimal(1), 1), position, ())

    def code_of(self, noun: str) -> str | None:
        """The code of a currency named by a single noun."""
        return self._names.get((self._key(noun),))

    # --- before the number

    def _signed(
        self, text: str, number: Number, start: int, before: Sequence[Figure]
    ) -> Classification | None:
        if start and text[start - 1] not in self._sign_ends_or_passed:
            return None
        last = text[max(0, start - 3) : start].rstrip(_PASSED)[-1:]
        if last and last not in self._sign_ends:
            return None
        sign = self._before.search(text, max(0, start - _LONGEST_SIGN), start)
        if sign is None or (before and before[-1].end > sign.start()):
            return None
        if number.spelled and sign["code"] is None and sign["sign"][-1].isalpha():
            return None
        code = self._code(text, sign, number)
        if code is None:
            return None
        end, factor = number.end, Decimal(1)
        if sign["sign"]:
            # `$500 pesos mexicanos`, `$ 500 CAN`
            named = self._named(text, number) or self._coded(text, number)
            if named is not None and named[1] is not None:
                end, code, _, factor = named
        return Classification(
            MONEY, sign.start(), end, self._rule(sign), code, more=number.more, factor=factor
        )

    def _named_before(self, text: str, number: Number, start: int) -> Classification | None:
        """`Swiss francs 1.2 million`: the name of a currency before a large amount."""
        if not is_sum(number) or text[start - 1 : start] not in BLANKS:
            return None
        last = _NAME_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
        if last is None or self._key(last[1]) not in self._last_words:
            return None
        left = text[max(0, start - _WINDOW) : start - 1]
        words = [*_WORD_BEFORE.finditer(left)][-_LONGEST_NAME:]
        for first in range(len(words)):
            code = self._names.get(tuple(self._key(word[0]) for word in words[first:]))
            begin = start - 1 - len(left) + words[first].start()
            if code is not None and not _AMOUNT_BEFORE.search(text, max(0, begin - 24), begin):
                rule = f"{self._locale}.currency_name"
                return Classification(MONEY, begin, number.end, rule, code, more=number.more)
        return None

    def _rule(self, sign: re.Match[str]) -> str:
        return f"{self._locale}.currency_{'code' if sign['code'] else 'sign'}"

    def _code(self, text: str, sign: re.Match[str], number: Number) -> str | None:
        """The code of a sign beside a number; None if the sign may well be something else."""
        written = sign["code"] or sign["sign"]
        unsure = self._doubtful_codes if sign["code"] else self._doubtful
        if written in unsure and not is_sum(number):
            return None
        if sign["code"]:
            return written
        if written in self._shared_signs:
            return self._of_country(text, sign.start(), self._shared_signs[written])
        return self._nearest(text, number.start, self._signs[written])

    def _of_country(self, text: str, position: int, codes: Sequence[str]) -> str | None:
        """The one of several currencies that belongs to a country named nearby, else the first."""
        for currencies in self._countries.near(text, position):
            for code, _ in currencies:
                if code in codes:
                    return code
        return None if codes[0] == "?" else codes[0]

    def _nearest(self, text: str, position: int, code: str) -> str:
        """XAF instead of XOF, if it belongs to the nearest country named in the text."""
        if code != "XOF":
            return code
        return self._of_country(text, position, ("XOF", "XAF")) or code

    # --- after the number

    def _followed(
        self, text: str, number: Number, start: int, before: Sequence[Figure]
    ) -> Classification | None:
        named = self._coded(text, number) or self._named(text, number)
        if named is None:
            return None
        end, code, rule, factor = named
        code = code or self._as_earlier(text, text[number.end : end], before)
        if code is None:
            return Classification(NONE, start, end, rule)
        return Classification(MONEY, start, end, rule, code, more=number.more, factor=factor)

    def _as_earlier(self, text: str, noun: str, before: Sequence[Figure]) -> str | None:
        """The currency of the last sum with that noun: `9,000 Syrian pounds … 500 pounds`."""
        key = self._key(noun.strip())
        for figure in reversed(before):
            if figure.kind == MONEY and not text[figure.end - 1].isdigit():
                written = text[figure.start : figure.end]
                if noun in written or key in map(self._key, written.split()):
                    return figure.currency
        return None

    def _coded(self, text: str, number: Number) -> Named | None:
        """A sign or code after a number, and a multiplier after that: `140 USD million`."""
        sign = self._after.match(text, number.end)
        if sign is None:
            return None
        code = self._code(text, sign, number)
        if code is None:
            return None
        scale = self._to_scale.match(text, sign.end()) if number.scale == 1 else None
        if scale is None:
            return sign.end(), code, self._rule(sign), Decimal(1)
        return scale.end(), code, self._rule(sign), Decimal(self._scales[scale["scale"]])

    def _named(self, text: str, number: Number) -> Named | None:
        """The currency named after a number."""
        rule = f"{self._locale}.currency_name"
        short = self._phrases.match(text, number.end)
        if short and short.lastindex:
            phrase_code = self._phrase_codes[short.lastindex - 1]
            return short.end(), self._nearest(text, number.start, phrase_code), rule, Decimal(1)
        joined = self._to_name.match(text, number.end)
        words = self._words(text, joined.end()) if joined else []
        if not words or words[0][0] not in self._first_words:
            return None
        for length in range(len(words), 0, -1):
            code = self._names.get(tuple(word for word, _ in words[:length]))
            if code is None:
                continue
            if length == 1 and self._means_more(words[0][0], number):
                return None
            return words[length - 1][1], self._nearest(text, number.start, code), rule, Decimal(1)
        noun, end = words[0]
        if noun in self._hundredths and number.scale == 1:
            return self._in_hundredths(text, number, end, self._hundredths[noun])
        if noun in self._shared:
            own = self._of_noun(text, number.start, noun) or self._otherwise.get(noun)
            if own is None and noun in self._things:
                return None
            return end, own, f"{self._locale}.currency_of_country", Decimal(1)
        return None

    def _means_more(self, noun: str, number: Number) -> bool:
        """Whether a noun beside a small number is more likely another word."""
        if noun in self._only_of_many and number.scale < _MANY:
            return True
        return noun in self._unique and number.value < _FEW

    def _in_hundredths(self, text: str, number: Number, end: int, code: str) -> Named:
        """`60 cents`, `60 centavos de dólar`."""
        whole = Number(number.start, end, number.value, 1)
        named = self._named(text, whole)
        rule = f"{self._locale}.currency_name"
        if named is not None and named[1] is not None and named[3] == 1:
            end, code = named[0], named[1]
        return end, code, rule, Decimal("0.01")

    def _words(self, text: str, position: int) -> list[tuple[str, int]]:
        """Keys of the next words from a position, with the position after each."""
        words: list[tuple[str, int]] = []
        while len(words) < _LONGEST_NAME:
            match = _WORD.match(text, position)
            if match is None or match[1] in self._not_names:
                break
            if words and not match[0][0].isspace():
                break
            words.append((self._key(match[1]), match.end()))
            if len(words) == 1 and words[0][0] not in self._first_words:
                break
            position = match.end()
        return words

    def _of_noun(self, text: str, position: int, noun: str) -> str | None:
        """The currency with that noun of the nearest country named in the text."""
        for currencies in self._countries.near(text, position):
            for code, name in currencies:
                if self._key(name.split()[self._noun])[:4] == noun[:4]:
                    return code
        return None

    # --- neither

    def _high_end(self, text: str, number: Number, last: Figure) -> Classification | None:
        """The high end of a range with a sign only before the low end, the last sum."""
        if "name" in last.rule or last.end > number.start:
            return None
        if text[last.end - 1 : last.end].isalpha() and number.scale == 1:
            return None
        if not self._joins.fullmatch(text, last.end, number.start):
            return None
        dashed = self._dash.fullmatch(text, last.end, number.start) is not None
        if not dashed and number.scale == 1 and self._counts(text, number.end):
            return None
        return Classification(MONEY, number.start, number.end, last.rule, last.currency)

    def _compared(self, text: str, number: Number, last: Figure) -> Classification | None:
        """What the last sum is compared with: `9,000 Syrian pounds, against 500 before the war`."""
        if number.start - last.end > _NEARBY or number.spelled:
            return None
        if not 0 < abs(last.value) < number.value * 1000:
            return None
        if not self._against.search(text, last.end, number.start):
            return None
        if self._counts(text, number.end) or self._sentence_ends.search(
            text, last.end, number.start
        ):
            return None
        rule = f"{self._locale}.currency_named_before"
        return Classification(
            MONEY, number.start, number.end, rule, last.currency, more=number.more
        )

    # --- names

    def _read_names(self, lexicon: Lexicon) -> tuple[dict[tuple[str, ...], str], frozenset[str]]:
        """Currency names by their words, and the nouns shared by several currencies."""
        names: dict[tuple[str, ...], str] = {}
        sharing: dict[str, set[str]] = defaultdict(set)
        both = (*lexicon.phrases("range.and"), "&")[0]
        for name, code in currency_names(self._locale).items():
            if not re.search(r"[\d()–]|-(?!\w)", name):
                words = self._split(name.replace("&", both))
                names.setdefault(words, code)
                # Its noun is ambiguous there; a name in capitals is the country.
                if "-" not in name and not name.split()[self._noun][0].isupper():
                    sharing[words[self._noun]].add(code)
        for name, code in self._names_by_country(lexicon):
            names.setdefault(self._split(name), code)
        own = {self._split(name): code for name, code in lexicon.values("currency.names").items()}
        shared = frozenset(map(self._key, lexicon.words("currency.shared")))
        none = frozenset(map(self._key, lexicon.words("currency.not_alone")))
        for noun, some in sharing.items():
            # A noun that only one currency in use has is that one's: `colones`, `kyats`.
            used = some & used_currencies() or some
            if len(used) == 1:
                names.setdefault((noun,), next(iter(used)))
        for noun in none | shared:
            names.pop((noun,), None)
        if lexicon.get("currency.unique_of_many"):
            self._unique = frozenset(n for n, codes in sharing.items() if len(codes) == 1)
        more = {noun for noun, codes in sharing.items() if len(codes) > 1}
        self._unique -= {name[0] for name in own}
        names |= own
        return names, frozenset(n for n in more | shared if n not in none and (n,) not in names)

    def _names_by_country(self, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
        """`Kenya shillings` for `Kenyan shillings`, `dólares de Singapur`, and their codes."""
        ofs = lexicon.phrases("currency.of_country")
        for country, currencies in territory_currencies(self._locale).items():
            for code, name in currencies:
                noun = name.split()[self._noun]
                if self._noun == -1:
                    yield f"{country} {noun}", code
                for of in ofs:
                    yield f"{noun} {of} {country}", code

    def _split(self, name: str) -> tuple[str, ...]:
        return tuple(self._key(match[1]) for match in _WORD.finditer(name))


def is_sum(number: Number) -> bool:
    """Whether a number looks like money on its own: large, or with a fraction."""
    return (
        number.scale >= 1000
        or number.grouped
        or abs(number.value) >= _ROUND
        or bool(number.value % 1)
    )
