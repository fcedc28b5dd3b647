"""Names of actors: the gazetteer's, countries', and the short forms that a document introduces."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache, cached_property

from babel import Locale

from pipeline.context.old.model import Actor
from pipeline.figures.words import any_of, any_whole
from pipeline.gazetteer import _FOLDER
GAZETTEER=_FOLDER/"organizations.csv"

#: Codes of CLDR that are no countries: the United Nations, the European Union, the euro area.
_NO_COUNTRIES = frozenset({"UN", "EU", "EZ", "QO", "XA", "XB", "ZZ"})


@cache
def gazetteer() -> tuple[dict[str, str], ...]:
    """The rows of the gazetteer."""
    with GAZETTEER.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def countries(codes: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """The names of each country in the languages of these codes, from CLDR.

    What CLDR names in some of them alone is no country that reports speak of.
    """
    territories = {code: Locale.parse(code).territories for code in codes}
    named = set.intersection(*(set(names) for names in territories.values()))
    return tuple(
        {code: territories[code][country] for code in codes}
        for country in sorted(named - _NO_COUNTRIES)
        if len(country) == 2 and country.isalpha()
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(names["en"] for names in countries(("en",)))


@cache
def known_names(language: str) -> dict[str, str]:
    """Standard short name by each name and short form of that language, countries included."""
    names = {one[language]: one["en"] for one in countries(("en", language))}
    for row in gazetteer():
        for name in row.get(language, "").split("|"):
            if name:
                names[name] = row["organization"]
    return names


def _pattern_of(names: Iterable[str], *, blanks: bool) -> re.Pattern[str]:
    """Matches any of the names, the longest first; whole words, where words have blanks."""
    return re.compile(any_whole(names) if blanks else any_of(names))


@cache
def _known_pattern(language: str, blanks: bool) -> re.Pattern[str]:
    return _pattern_of(known_names(language), blanks=blanks)


#: A short form in brackets, of Chinese characters or of Latin letters.
_SHORT_FORM = re.compile(
    r"[(（](?P<chinese>[\u4e00-\u9fff]{2,8})[)）]|\((?P<latin>[A-Z][A-Za-z0-9-]{1,14})\)"
)
_CHINESE_NAME = re.compile(r"[\u4e00-\u9fff·-]{4,30}\Z")
#: A capitalised word of a name with the small words after it, taken whole or not at all.
_NAME_WORD = re.compile(
    r"[A-ZÀ-Ý][\w’'.-]*+(?:\s(?:of|for|the|and|on|in|to|des|del|de|du|la|le|et|y))*+\s?+"
)
_CAPITAL = re.compile(r"[A-ZÀ-Ý]")
#: The most capitalised words that a name has.
_LONGEST_NAME = 12


def short_forms(texts: Iterable[str]) -> dict[str, str]:
    """Short form by full name, as a document introduces them: `国际农业发展基金(农发基金)`.

    In brackets after a name, in a script without blanks, stands a short form whose characters
    all stand in the name in that order; elsewhere one made of the initials of the name's words.
    """
    found: dict[str, str] = {}
    for text in texts:
        passed = 0
        for match in _SHORT_FORM.finditer(text):
            before, short = text[passed : match.start()], match["chinese"] or match["latin"]
            name = (_shortest_name if match["chinese"] else _named_by_initials)(before, short)
            if name:
                found.setdefault(name, short)
            passed = match.end()
    return found


def _shortest_name(before: str, short: str) -> str | None:
    """The end of `before` that holds the characters of `short` in order, from the first on."""
    match = _CHINESE_NAME.search(before[-30:])
    if match is None:
        return None
    before = match.group()
    position = len(before)
    for character in reversed(short):
        position = before.rfind(character, 0, position)
        if position < 0:
            return None
    # What stands before the first character may belong to the name: the document's text up to
    # the last word that cannot.
    start = max((before.rfind(c, 0, position) + 1 for c in "，、和与及由向对在使让请的"), default=0)
    return before[start:]


def _named_by_initials(before: str, short: str) -> str | None:
    """The name at the end of `before` whose words begin with the letters of `short`."""
    letters = [c.lower() for c in short if c.isalpha()]
    words = _name_at_the_end(before)
    for start in range(len(words)):
        initials = [w[0].lower() for w in words[start:] if w[0].isupper()]
        if initials and initials[0] == letters[0] and _is_subsequence(initials, letters):
            return " ".join(words[start:])
    return None


def _name_at_the_end(before: str) -> list[str]:
    """The words of a run of capitalised words, and small ones between them, that ends a text."""
    parts: list[str] = []
    end = 0
    for match in _NAME_WORD.finditer(before):
        if match.start() != end:
            parts.clear()
        parts.append(match.group())
        end = match.end()
    name = "".join(parts[-_LONGEST_NAME:]) if end == len(before) else ""
    return name.split() if len(_CAPITAL.findall(name)) > 1 else []


def _is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(letter in rest for letter in part) or part[: len(whole)] == whole


class Names:
    """The names by which a document speaks of actors.

    Args:
        language: its code.
        forms: the document's `short_forms`.
        blanks: whether the language sets blanks between words.
    """

    def __init__(self, language: str, forms: dict[str, str], *, blanks: bool) -> None:
        self._language, self._blanks = language, blanks
        self._own = {**forms, **{short: short for short in forms.values()}}
        self._by_short = {short: name for name, short in forms.items()}

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        known = _known_pattern(self._language, self._blanks)
        return (_pattern_of(self._own, blanks=self._blanks), known) if self._own else (known,)

    def actors(self, text: str) -> list[Actor]:
        """The actors named in a paragraph, in order, not overlapping."""
        found: list[Actor] = []
        matches = [match for pattern in self._patterns for match in pattern.finditer(text)]
        for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
            if not found or match.start() >= found[-1].end:
                found.append(self._actor(match))
        return found

    def _actor(self, match: re.Match[str]) -> Actor:
        name = match.group()
        short = self._own.get(name, name)
        known = known_names(self._language)
        standard = known.get(name) or known.get(short) or known.get(self._by_short.get(short, ""))
        is_place = standard in _places()
        return Actor(match.start(), match.end(), short, standard, is_place=is_place)
