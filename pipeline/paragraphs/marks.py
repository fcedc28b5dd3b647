"""Footnote marks in the running text, which are no part of it.

In a PDF they are raised and small. In text they are bare digits (`61 位部长。1 登记的`), found by
this: the notes at a page's end have numbers, and their marks stand in that page's text in the
same order, glued to the character before them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.languages.base import Language
from pipeline.pages.model import Word
from pipeline.paragraphs.printed import NOTE, Printed

_MARKS = re.compile(r"(?:\d{1,3}|\*{1,4}|[a-z])(?:[,，、\s–-]+(?:\d{1,3}|\*{1,4}|[a-z]))*,?")
_LONE_MARK = re.compile(r"(?<=[。；，！？》”’」』)），.;,!?])\d{1,2}(?=\s*$)")
#: What cannot stand before a mark: symbols, ranges, sums.
_NOT_BEFORE = "/-–+(（"


def note_marks(lines: Sequence[Printed]) -> frozenset[str]:
    """The marks that the document's footnotes begin with."""
    openings = (NOTE.match(line.text) for line in lines if line.role == "note" and line.starts)
    return frozenset(match["mark"] for match in openings if match)


def raised_marks_out(lines: Sequence[Printed], known: frozenset[str]) -> list[Printed]:
    """The lines without raised marks of known footnotes; other raised words, exponents, stay."""
    return [
        line if line.role == "note" else replace(line, words=_unmarked(line.words, known))
        for line in lines
    ]


def _unmarked(words: Sequence[Word], known: frozenset[str]) -> tuple[Word, ...]:
    kept: list[Word] = []
    parted = False
    for word in words:
        if word.raised and _MARKS.fullmatch(word.text) and _all_known(word.text, known):
            parted = parted or not word.joined
            continue
        kept.append(replace(word, joined=False) if parted and word.joined else word)
        parted = False
    return tuple(kept)


def _all_known(marks: str, known: frozenset[str]) -> bool:
    return all(mark in known for mark in re.findall(r"\d+|\*+|[a-z]", marks))


def bare_marks_out(lines: Sequence[Printed], language: Language) -> list[Printed]:
    """The lines of a text document without the marks of its footnotes."""
    notes = _notes_by_page(lines)
    if not any(notes.values()):
        return [_without_lone_mark(line) for line in lines]
    result = list(lines)
    for page, numbers in notes.items():
        places = [i for i, line in enumerate(lines) if line.page == page and line.role != "note"]
        _take_out(result, places, numbers, language)
    return [_without_star(line) for line in result]


def _notes_by_page(lines: Sequence[Printed]) -> dict[int, list[int]]:
    notes: dict[int, list[int]] = defaultdict(list)
    last = 0
    for line in lines:
        match = NOTE.match(line.text) if line.role == "note" and line.starts else None
        if match and match["mark"] == str(last + 1):
            last += 1
            notes[line.page].append(last)
    return notes


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
        # After a mark stands a blank; a language that joins without one does not mean it.
        text = line.text[:start] + (rest if language.joiner else rest.lstrip())
        lines[places[at]] = replace(line, words=(Word(text),))
        begin = (at, start)


def _find(
    lines: Sequence[Printed],
    places: Sequence[int],
    begin: tuple[int, int],
    number: int,
    language: Language,
) -> tuple[int, int, int] | None:
    """Place, start and end of the likeliest mark: after punctuation first, then after a word."""
    after_word = None
    mark = re.compile(rf"(?<=[^\s\d]){number}(?:(?=\s)|$|(?=[^\w\s.%]))(?!\s*[.．]\d)")
    for at in range(begin[0], len(places)):
        text = lines[places[at]].text
        for match in mark.finditer(text, begin[1] if at == begin[0] else 0):
            before = text[match.start() - 1]
            if before in _NOT_BEFORE or re.search(r"\d\.$", text[: match.start()]):
                continue
            if not before.isalnum():
                return at, match.start(), match.end()
            counts = language.layout.not_a_mark.match(text, match.end())
            if after_word is None and not counts:
                after_word = at, match.start(), match.end()
    return after_word


def _without_star(line: Printed) -> Printed:
    text = line.text
    if line.role == "note" or not re.search(r"\S\*{1,3}\s*$", text):
        return line
    return replace(line, words=(Word(re.sub(r"\*{1,3}\s*$", "", text)),))


def _without_lone_mark(line: Printed) -> Printed:
    text = _LONE_MARK.sub("", line.text)
    return line if text == line.text else replace(line, words=(Word(text),))
