"""Footnote marks in the running text.

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
from pipeline.paragraphs.lines import Printed

_NOTE = re.compile(r"\s*(\d{1,3})\s")
_LONE_MARK = re.compile(r"(?<=[。；，！？》”’」』)），.;,!?])\d{1,2}(?=\s*$)")


def note_numbers(text: str) -> bool:
    """Whether raised characters are a footnote mark: digits, asterisks, or a list of them."""
    return re.fullmatch(r"[\d*,，、\s–-]+", text) is not None


def text_marks(lines: Sequence[Printed], language: Language) -> list[Printed]:
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
        match = _NOTE.match(line.text) if line.role == "note" else None
        if match and int(match.group(1)) == last + 1:
            last += 1
            notes[line.page].append(last)
    return notes


def _take_out(result: list[Printed], places: Sequence[int], numbers: Sequence[int], language: Language) -> None:
    """Remove the marks of `numbers`, in order, from the lines at `places`."""
    at, column = 0, 0
    for number in numbers:
        found = _find(result, places, at, column, number, language)
        if found is None:
            continue
        at, start, end = found
        line = result[places[at]]
        result[places[at]] = replace(line, words=(Word(_without(line.text, start, end, language)),))
        column = start


def _without(text: str, start: int, end: int, language: Language) -> str:
    """The line without the mark; the blank after it too, where the language sets none."""
    rest = text[end:]
    return text[:start] + (rest if language.joiner else rest.lstrip())


def _find(
    lines: Sequence[Printed], places: Sequence[int], at: int, column: int, number: int, language: Language
) -> tuple[int, int, int] | None:
    """Line, start and end of the likeliest mark: after punctuation first, then after a word."""
    after_word = None
    mark = re.compile(rf"(?<=[^\s\d]){number}(?:(?=\s)|$|(?=[^\w\s.%]))(?!\s*[.．]\d)")
    for index in range(at, len(places)):
        text = lines[places[index]].text
        for match in mark.finditer(text, column if index == at else 0):
            before = text[match.start() - 1]
            if (before in "/-–.+(（" and before != ".") or re.search(r"\d\.$", text[: match.start()]):
                continue
            if not before.isalnum():
                return index, match.start(), match.end()
            if after_word is None and not language.layout.not_a_mark.match(text, match.end()):
                after_word = index, match.start(), match.end()
    return after_word


def _without_star(line: Printed) -> Printed:
    text = line.text
    if line.role == "note" or not re.search(r"\S\*{1,3}\s*$", text):
        return line
    return replace(line, words=(Word(re.sub(r"\*{1,3}\s*$", "", text)),))


def _without_lone_mark(line: Printed) -> Printed:
    text = _LONE_MARK.sub("", line.text)
    return line if text == line.text else replace(line, words=(Word(text),))
