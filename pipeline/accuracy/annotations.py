"""Reference annotations: the figures of a document, as people read them.

One file a document, `<document_id>.jsonl`, one JSON object a figure: `paragraph`, `kind`, `raw`,
`value`, `value_high`, `currency`, `qualifier`, `unit`, `optional`, and where annotated `period`,
`subject`, `of`. A field that a line leaves out is not asked about. `optional` figures may be found
or not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import BadAnnotation
from pipeline.tables.schema import FIGURE_TABLES

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated figure; `fields` holds what else was annotated of it."""

    paragraph: str
    kind: str
    raw: str
    value: float
    currency: str | None
    optional: bool
    fields: Mapping[str, Any]


def read_annotations(path: Path) -> list[Annotated]:
    """The figures of an annotation file.

    Raises:
        BadAnnotation: a line is no figure; the error lists every such line.
    """
    return read_lines(path, lambda _number, line: annotated(line))


def read_lines(path: Path, made: Callable[[int, Mapping[str, Any]], Made]) -> list[Made]:
    """What is made of each object of a file with one JSON object a line, and of its number.

    Raises:
        BadAnnotation: a line breaks the form; the error lists every such line.
    """
    found: list[Made] = []
    problems: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(made(number, json.loads(line)))
        except (ValueError, KeyError, TypeError) as problem:
            problems.append(f"line {number}: {type(problem).__name__}: {problem}")
    if problems:
        raise BadAnnotation(path, problems)
    return found


def annotated(line: Mapping[str, Any]) -> Annotated:
    """The figure of one line of an annotation.

    Raises:
        KeyError, TypeError, ValueError: the line is no figure.
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
