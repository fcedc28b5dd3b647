"""Names of actors: from the gazetteer, and short forms that a document introduces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.cached import cached_property
from pipeline.context.context import Actor
from pipeline.figures.scripts import LATIN_CAPITALS
from pipeline.gazetteer import gazetteer
from pipeline.languages.context import ActorWords


@cache
def known_names(language: str) -> dict[str, str]:
    """Standard short names by each name and short form in a language, including countries."""
    return {
        form: row["organization"]
        for row in gazetteer()
        for form in row.get(language, "").split("|")
        if form
    }


@cache
def _places() -> frozenset[str]:
    return frozenset(row["organization"] for row in gazetteer() if row["kind"] == "country")


@dataclass(frozen=True, slots=True)
class _Known:
    """The known names of a language: the name of each form, and a pattern of all forms."""

    forms: dict[str, str]
    pattern: re.Pattern[str]


@cache
def _known(language: str, words: ActorWords) -> _Known:
    forms: dict[str, str] = {}
    for name in known_names(language):
        for form in (name, *words.forms(name)):
            # If a form of one name is another name, it stays that other name.
            for spelled in {form, form.replace("’", "'")}:
                if spelled == name or spelled not in known_names(language):
                    forms.setdefault(spelled, name)
    return _Known(forms, words.named(forms))


#: A short form in brackets: two or more initials.
_INITIALS = re.compile(r"\((?P<short>[A-Z](?=[A-Za-z0-9-]*[A-Z])[A-Za-z0-9-]{1,14})\)")
_CAPITAL = re.compile(f"[{LATIN_CAPITALS}]")
#: Number of initials from which they are not taken for a person's or a programme's.
_LONG_SHORT_FORM = 4
#: Maximum capitalized words of a name.
_LONGEST_NAME = 12


def short_forms(texts: Iterable[str], words: ActorWords) -> dict[str, str]:
    """Short forms by full name, as a document introduces them in brackets after the name.

    They consist of the initials of the name's words, or take whatever other form the language has.
    """
    found: dict[str, str] = {}
    for text in texts:
        done = 0
        for match in _INITIALS.finditer(text):
            name = _named_by_initials(text[done : match.start()], match["short"], words)
            if name:
                found.setdefault(name, match["short"])
            done = match.end()
        for name, short in words.short_forms(text):
            found.setdefault(name, short)
    return found


def _named_by_initials(before: str, short: str, words: ActorWords) -> str | None:
    """The name at the end of `before` whose initials match `short`."""
    letters = [c.lower() for c in short if c.isalpha()]
    parts = _name_at_the_end(before, words.name_word)
    for start, part in enumerate(parts):
        initials = [w[0].lower() for w in parts[start:] if w[0].isupper()]
        if 2 * len(initials) < len(letters):
            break
        if part[0].isupper() and initials[0] == letters[0] and _is_subsequence(initials, letters):
            return " ".join(parts[start:])
    # Initials of the name in another language: `the Civilian Mission in Haiti (MICIVIH)`.
    whole = " ".join(parts)
    last = words.belongs.split(whole)[-1]
    names = (last, whole) if len(letters) > _LONG_SHORT_FORM else ()
    return next((name for name in names if words.is_body.search(name)), None)


def _name_at_the_end(before: str, word: re.Pattern[str]) -> list[str]:
    """The words of a capitalized name, with small words in between, at the end of a text."""
    parts: list[str] = []
    end = 0
    for match in word.finditer(before):
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
    """The names that a document uses for actors.

    Args:
        language: its code.
        forms: the document's `short_forms`.
        words: the language's words.
    """

    def __init__(self, language: str, forms: dict[str, str], words: ActorWords) -> None:
        self._language, self._words = language, words
        self._long = {short: name for name, short in forms.items()}
        #: Standard short names by the document's own names and short forms; None for unknown
        #: bodies.
        self._own: dict[str, str | None] = {}
        known = known_names(language)
        for name, short in forms.items():
            if name in known or short in known or words.is_body.search(name):
                self._own[name] = self._own[short] = known.get(name) or known.get(short)

    @cached_property
    def _known(self) -> _Known:
        return _known(self._language, self._words)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        known = self._known.pattern
        return (self._words.named(self._own), known) if self._own else (known,)

    def actors(self, text: str) -> list[Actor]:
        """The actors named in a paragraph, in order, not overlapping."""
        found: list[Actor] = []
        matches = [match for pattern in self._patterns for match in pattern.finditer(text)]
        for match in sorted(matches, key=lambda m: (m.start("name"), -m.end("name"))):
            if not found or match.start("name") >= found[-1].end:
                found.append(self._actor(match))
        return found

    def _actor(self, match: re.Match[str]) -> Actor:
        form = match["name"]
        name = self._known.forms.get(form, form)
        organization = self._own.get(form) or known_names(self._language).get(name)
        kind = "place" if organization in _places() else "body"
        start, end = match.span("name")
        joined = match.start() < start
        return Actor(start, end, self._long.get(name, name), organization, kind, joined=joined)
