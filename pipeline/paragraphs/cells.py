"""Cells of text: words below each other, between the gutters of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace as changed

from pipeline.pages.page import Line, Word
from pipeline.paragraphs.printed import is_sentence

#: White space above a row of cells, as a multiple of the line spacing; share of a table's
#: characters that must be in cells that are sentences.
_ROW, _OF_SENTENCES = 1.45, 0.6
#: Share of cells without letters from which a table is one of numbers.
_OF_NUMBERS = 0.2
#: Share of lines within sentences that start without a capital, in scripts that have capitals.
_RUNNING = 0.3
#: Share of its height by which a line is at least lower than the one above it in its column.
_BESIDE = 0.7


def in_columns(
    lines: Sequence[Line], gutters: Sequence[tuple[float, float]]
) -> list[list[list[Word]]]:
    """The lines of each column, from left to right."""
    edges = [(begin + end) / 2 for begin, end in gutters]
    columns: list[list[list[Word]]] = [[] for _ in range(len(edges) + 1)]
    for line in lines:
        parts: dict[int, list[Word]] = {}
        for word in line.words:
            assert word.box is not None
            place = sum((word.box.x0 + word.box.x1) / 2 > edge for edge in edges)
            parts.setdefault(place, []).append(word)
        for place, words in parts.items():
            columns[place].append(words)
    return columns


def rows_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each row of cells; rows are separated by white space across all columns."""
    places = [(line.words[0].box.bottom, line.words[0].size) for line in lines if line.words[0].box]
    # Lines closer together than their height are in adjacent columns.
    steps = sorted(b - a for (a, _), (b, size) in pairwise(places) if b - a > _BESIDE * size)
    usual = steps[len(steps) // 3] if steps else 0.0
    row: list[Line] = []
    above = places[0][0] if places else 0.0
    for line, (place, _) in zip(lines, places, strict=False):
        if row and usual and place - above > _ROW * usual:
            yield row
            row = []
        row.append(line)
        above = place
    yield row


def text_of(cell: Sequence[Sequence[Word]]) -> str:
    """The text of a cell, with its lines joined by spaces."""
    return " ".join(word.text for words in cell for word in words)


def are_sentences(cells: Sequence[list[list[Word]]]) -> bool:
    """Whether most of the text in a table's cells is sentences, and few cells are numbers."""
    texts = list(map(text_of, cells))
    long = [len(text) for text in texts if is_sentence(text)]
    bare = sum(not any(map(str.isalpha, text)) for text in texts)
    return (
        len(long) > 1
        and sum(long) > _OF_SENTENCES * sum(map(len, texts))
        and bare <= _OF_NUMBERS * len(texts)
        and _run_on(cells)
    )


def _run_on(cells: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Whether the lines of cells continue each other; the lines of a list begin with capitals."""
    begins = [words[0].text[:1] for cell in cells for words in cell[1:]]
    cased = [begin for begin in begins if begin.isupper() or begin.islower()]
    return sum(map(str.islower, cased)) >= _RUNNING * len(cased)


def as_lines(column: Sequence[Sequence[Word]]) -> tuple[Line, ...]:
    """Words below each other as lines, with the white space above each."""
    lines: list[Line] = []
    above = 0.0
    for words in column:
        first, last = words[0].box, words[-1].box
        assert first is not None
        assert last is not None
        gap = first.bottom - above - words[0].size if lines else 2 * words[0].size
        kept = (changed(words[0], joined=False), *words[1:]) if words[0].joined else tuple(words)
        lines.append(Line(tuple(kept), first.x0, round(gap, 1), last.x1))
        above = first.bottom
    return tuple(lines)
