"""Notes printed together at the end of a text, under a heading of their own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace as changed

from pipeline.languages.base import Layout
from pipeline.paragraphs.printed import Printed, note_mark


def with_endnotes(lines: Sequence[Printed], layout: Layout) -> list[Printed]:
    """The lines, with those under a heading such as `Notes` marked as notes.

    Lines after the heading are notes if the first of them begins with a mark. They go on to the
    next heading, and each note begins with the next number.
    """
    result = list(lines)
    index = 0
    while index < len(result):
        if result[index].role in ("heading", "body") and layout.notes.fullmatch(result[index].text):
            index = _take_notes(result, index + 1)
        else:
            index += 1
    return result


def _take_notes(lines: list[Printed], begin: int) -> int:
    """Mark the lines from `begin` on as notes; return the index after them."""
    last: int | None = None
    index = begin
    while index < len(lines) and lines[index].role in ("body", "table", "note"):
        found = note_mark(lines[index].text)
        number = int(found[0]) if found and found[0].isdigit() else None
        opens = number is not None and (last is None or last < number <= last + 2)
        if last is None and not opens:
            return index + (index == begin)
        last = number if opens else last
        lines[index] = changed(lines[index], role="note", starts=opens)
        index += 1
    return index
