"""Remove footnote marks from the running text: `45¹² per cent` means 45 per cent.

A mark may be raised and small, a superscript character, a number in brackets, typed as `12/`, or,
in text that lost its layout, plain digits. The series distinguishes it from an exponent or a
number: the document's notes are numbered, and their marks occur in the text in that order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from msgspec.structs import replace as changed

from pipeline.figures.currencies import sign_characters
from pipeline.languages.base import Language
from pipeline.pages.page import Word
from pipeline.paragraphs.printed import Printed, note_mark

#: One or more marks raised together: `3`, `36, 37`, `*`, `a`, `(4)`.
_RAISED = re.compile(
    r"[,，]?[\[(]?(?:\d{1,3}|\*{1,4}|[a-z])[\])]?"
    r"(?:[,，、\s–-]+[\[(]?(?:\d{1,3}|\*{1,4}|[a-z])[\])]?)*[,，]?"
)
_EACH = re.compile(r"\d+|\*+|[a-z]")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")
#: Marks as characters in the text; each form includes the space before it, and has the mark as a
#: group.
_FORMS = {
    "superscript": re.compile(rf"\s?(?P<mark>[{_SUPERSCRIPTS}]+)(?:[,⁻’]+[{_SUPERSCRIPTS}]+)*"),
    "brackets": re.compile(r"\s?(?<=[^\[(])\[(?P<mark>\d{1,3})\]"),
    "slash": re.compile(
        r"(?:\s|(?<=[^\W\d_])|(?<=[)”»\"’,.;:]))(?P<mark>\d{1,3}|\*{1,3}|[a-z])/(?=[\s.,;:)»”\"]|$)"
    ),
    "star": re.compile(r"(?<=[^\s*(/])(?P<mark>\*{1,4})(?=[\s.,;:)»”]|$)"),
}
#: Characters of which each of these forms has one.
_SIGNS = re.compile(rf"[{_SUPERSCRIPTS}\[/*]")
#: Forms that only marks have.
_ALWAYS = frozenset(("superscript", "star"))
_MARKED_ROLES = frozenset(("body", "heading", "title", "box"))
_LONE_MARK = re.compile(r"(?<=[。；，！？》”’」』)），.;,!?])(?<!\d[.,，])(?<!\d)\d{1,2}(?=\s*$)")
#: What cannot precede a mark: symbols, ranges, sums, currencies.
_NOT_BEFORE = f"/-–—+(（#№§{sign_characters()}"


def without_marks(lines: Sequence[Printed], language: Language, *, raised: bool) -> list[Printed]:
    """The lines without footnote marks.

    Args:
        lines: the lines of a whole document.
        language: the document's language.
        raised: whether the lines say which of their words are raised.
    """
    known = _note_marks(lines)
    power_of = language.layout.power_of
    if raised:
        letters = _lettered(lines) | known
        lines = [
            changed(line, words=_unraised(line.words, letters, power_of, only=line.role == "table"))
            if line.role != "note" and any(map(attrgetter("raised"), line.words))
            else line
            for line in lines
        ]
    kept, taken = _without_forms(lines, known, power_of)
    return kept if raised or taken & known else _without_bare_marks(kept, language)


def _note_marks(lines: Iterable[Printed]) -> frozenset[str]:
    """The marks with which the document's footnotes begin."""
    openings = (note_mark(line.text) for line in lines if line.role == "note" and line.starts)
    return frozenset(found[0] for found in openings if found)


def _lettered(lines: Sequence[Printed]) -> frozenset[str]:
    """The letters used as marks: raised ones before notes under tables, or `a`, `b` in text."""
    under_tables = {
        line.words[0].text
        for line in lines
        if line.role != "note"
        and line.words[0].raised
        and not any(w.raised for w in line.words[1:])
    }
    in_text = {
        word.text
        for line in lines
        if line.role in _MARKED_ROLES
        for word in line.words[1:]
        if word.raised and word.joined
    }
    letters = sorted(text for text in in_text if len(text) == 1 and text.isalpha())
    series = len(letters) > 1 and letters == list(_ALPHABET[: len(letters)])
    return frozenset(letters if series else ()) | frozenset(
        text for text in under_tables if len(text) == 1
    )


# --- raised words -------------------------------------------------------------------------


def _unraised(
    words: Sequence[Word], known: frozenset[str], power_of: re.Pattern[str], *, only: bool
) -> tuple[Word, ...]:
    """The words without raised marks; with `only`, without those of known notes."""
    kept: list[Word] = []
    separated = False
    if 2 * sum(word.raised for word in words) > len(words) > 1:
        return tuple(words)  # text that is not aligned on the page
    for word in words:
        if word.raised and kept and _is_mark(word.text, kept[-1].text, known, power_of, only=only):
            separated = separated or not word.joined
            continue
        kept.append(changed(word, joined=False) if separated and word.joined else word)
        separated = False
    return tuple(kept)


def _is_mark(
    text: str, before: str, known: frozenset[str], power_of: re.Pattern[str], *, only: bool
) -> bool:
    """Whether a raised word is a mark: of known notes, or a number that is not an exponent."""
    if not _RAISED.fullmatch(text):
        return False
    marks = _EACH.findall(text)
    if all(mark in known for mark in marks):
        return True
    return not only and not any(m.isalpha() for m in marks) and not power_of.search(before)


# --- marks among the characters -----------------------------------------------------------


def _without_forms(
    lines: Sequence[Printed], known: frozenset[str], power_of: re.Pattern[str]
) -> tuple[list[Printed], frozenset[str]]:
    """Remove marks that have a distinct form; returns the lines and those marks."""
    found: dict[str, list[tuple[int, int, int, str]]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = line.text
        if line.role not in _MARKED_ROLES or not _SIGNS.search(text):
            continue
        for form, pattern in _FORMS.items():
            for match in pattern.finditer(text):
                mark = match["mark"].translate(_DIGITS)
                before = text[: match.start("mark")].rstrip()
                if not before or (form == "superscript" and _is_power(mark, before, power_of)):
                    continue
                found[form].append((index, match.start(), match.end(), mark))
    cuts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    taken: set[str] = set()
    for form, places in found.items():
        marks = [mark for *_, mark in places]
        trusted = form in _ALWAYS or _is_series(marks)
        for index, start, end, mark in places:
            if trusted or mark in known:
                cuts[index].append((start, end))
                taken.add(mark)
    result = list(lines)
    for index, ranges in cuts.items():
        result[index] = changed(lines[index], words=tuple(_cut_out(lines[index].words, ranges)))
    return result, frozenset(mark for mark in taken if mark.isdigit())


def _is_power(mark: str, before: str, power_of: re.Pattern[str]) -> bool:
    return mark in ("2", "3") and power_of.search(before) is not None


def _is_series(marks: Sequence[str]) -> bool:
    """Whether marks are numbers that mostly increase by one or repeat."""
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    steps = [0 <= after - before <= 1 for before, after in pairwise(numbers)]
    return len(steps) > 0 and sum(steps) > 0.7 * len(steps)


def _cut_out(words: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> Iterator[Word]:
    """A line's words without some ranges of its characters."""
    taken = {place for start, end in ranges for place in range(start, end)}
    position = 0
    closes = False
    for index, word in enumerate(words):
        blank = not word.joined and index > 0
        closes = closes or (blank and position in taken)
        position += blank
        text = "".join(c for at, c in enumerate(word.text, position) if at not in taken)
        position += len(word.text)
        if text == word.text:
            yield changed(word, joined=False) if closes and word.joined and index else word
            closes = False
        elif text.strip():
            glued = closes and not text[0].isalnum()
            yield changed(word, text=text.strip(), joined=word.joined or glued)
            closes = False


# --- bare digits in text ------------------------------------------------------------------


def _without_bare_marks(lines: Sequence[Printed], language: Language) -> list[Printed]:
    """Remove marks that are plain digits from the lines of a text."""
    notes = _notes_by_page(lines)
    if not any(notes.values()):
        return [_without_lone_mark(line) for line in lines]
    result = list(lines)
    for page, numbers in notes.items():
        places = [i for i, line in enumerate(lines) if line.page == page and line.role != "note"]
        _take_out(result, places, numbers, language)
    return result


def _notes_by_page(lines: Sequence[Printed]) -> dict[int, list[int]]:
    notes: dict[int, list[int]] = defaultdict(list)
    last = 0
    for line in lines:
        found = note_mark(line.text) if line.role == "note" and line.starts else None
        if found and found[0].isdigit() and follows_note(int(found[0]), last):
            last = int(found[0])
            notes[line.page].append(last)
    return notes


def follows_note(number: int, last: int) -> bool:
    """Whether a note's number may follow the last one; a series may start late."""
    return number > last and (number <= last + 3 or last == 0)


def _take_out(
    lines: list[Printed], places: Sequence[int], numbers: Sequence[int], language: Language
) -> None:
    """Remove the marks of `numbers`, in order, from the lines at `places`."""
    begin = (0, 0)
    for number in numbers:
        found = _find(lines, places, begin, number, language)
        if found is None:
            continue
        at, start, end = found
        line = lines[places[at]]
        rest = line.text[end:]
        # A space follows a mark; a language that joins lines without one does not want it.
        text = line.text[:start] + (rest if language.joiner else rest.lstrip())
        lines[places[at]] = changed(line, words=(Word(text),))
        begin = (at, start)


def _find(
    lines: Sequence[Printed],
    places: Sequence[int],
    begin: tuple[int, int],
    number: int,
    language: Language,
) -> tuple[int, int, int] | None:
    """Place, start and end of the likeliest mark: after punctuation, else after a word."""
    after_word = None
    mark = re.compile(rf"(?<=[^\s\d]){number}(?:(?=\s)|$|(?=[^\w\s.%/]))(?!\s*[.．]\d)")
    for at in range(begin[0], len(places)):
        text = lines[places[at]].text
        for match in mark.finditer(text, begin[1] if at == begin[0] else 0):
            before = text[match.start() - 1]
            if before in _NOT_BEFORE or re.search(r"\d[.,，٫]$", text[: match.start()]):
                continue
            if not before.isalnum():
                return at, match.start(), match.end()
            counts = language.layout.not_a_mark.match(text, match.end())
            if after_word is None and not counts:
                after_word = at, match.start(), match.end()
    return after_word


def _without_lone_mark(line: Printed) -> Printed:
    text = _LONE_MARK.sub("", line.text)
    return line if text == line.text else changed(line, words=(Word(text),))
