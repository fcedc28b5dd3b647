"""Reference annotations: the figures of a document, as people read them.

There is one file per document, `<document_id>.jsonl`, with one JSON object per figure: `paragraph`,
`kind`, `raw`, `value`, `value_high`, `currency`, `qualifier`, `unit`, `optional`, and sometimes
`period`, `subject`, `of`. Fields that a line leaves out are not compared. Figures marked `optional`
need not be found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import BadAnnotation
from pipeline.tables.schema import FIGURE_TABLES

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated figure; `fields` holds the whole annotation."""

    paragraph: str
    kind: str
    raw: str
    value: float
    currency: str | None
    optional: bool
    fields: Mapping[str, Any]


def read_annotations(path: Path) -> list[Annotated]:
    """Reads an annotation file.

    Raises:
        BadAnnotation: some lines are invalid; the error lists them all.
    """
    return read_lines(path, lambda _number, line: annotated(line))


def read_lines(path: Path, convert: Callable[[int, Mapping[str, Any]], T]) -> list[T]:
    """Reads a JSON Lines file, and converts each line by its number and object.

    Raises:
        BadAnnotation: some lines are invalid; the error lists them all.
    """
    found: list[T] = []
    problems: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(convert(number, json.loads(line)))
        except (ValueError, KeyError, TypeError) as problem:
            problems.append(f"line {number}: {type(problem).__name__}: {problem}")
    if problems:
        raise BadAnnotation(path, problems)
    return found


def annotated(line: Mapping[str, Any]) -> Annotated:
    """The figure that a line of an annotation describes.

    Raises:
        KeyError, TypeError, ValueError: the line is invalid.
    """
    if line["kind"] not in FIGURE_TABLES:
        raise ValueError(f"kind {line['kind']!r} is not one of {', '.join(FIGURE_TABLES)}")
    return Annotated(
        paragraph=line["paragraph"],
        kind=line["kind"],
        raw=line["raw"],
        value=float(line["value"]),
        currency=line.get("currency"),
        optional=bool(line.get("optional")),
        fields=line,
    )
