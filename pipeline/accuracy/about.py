"""Compares the columns that say what a figure is about with annotations, cell by cell.

The precision of a column is the share of its filled cells that are right. Its coverage is the share
of the cells filled in the annotation that are filled and right.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pipeline import languages
from pipeline.languages.base import Language
from pipeline.tables.schema import FIGURE_TABLES

Row = Mapping[str, Any]

#: Columns whose text may be longer or shorter than the annotation if the head nouns agree.
_TEXTS = ("subject", "of", "measure", "per", "purpose")
_EQUAL = ("organization", "change", "points", "subject_from", "period_from", "unit_class")
_YEARS = ("period", "base")
COLUMNS = (*_TEXTS, *_YEARS, *_EQUAL)
_MARKS = " ,.;:()،。，"


class Cells(NamedTuple):
    """How many cells of a column are right, filled, and filled in the annotation."""

    right: int = 0
    filled: int = 0
    annotated: int = 0

    def plus(self, other: Cells) -> Cells:
        """The sum of both."""
        return Cells(*(sum(pair) for pair in zip(self, other, strict=True)))


def is_about(fields: Row) -> bool:
    """Whether an annotation says what its figure is about."""
    return "change" in fields and "subject_from" in fields


@cache
def has_column(kind: str, column: str) -> bool:
    """Whether the table of a kind has a column, or one for the first of its years."""
    return not {column, f"{column}_start"}.isdisjoint(FIGURE_TABLES[kind].arrow.names)


def compare(kind: str, fields: Row, row: Row, language: str) -> dict[str, Cells]:
    """Compares one figure's cells, by column; leaves out those the annotators found arguable.

    Args:
        kind: the kind of figure.
        fields: its annotation.
        row: its published row.
        language: the language of its document, whose words decide whether phrases agree.
    """
    open_cells = set(fields.get("arguable") or ())
    spoken = languages.load(language)
    body = fields.get("organization")
    same_body = bool(body) and body == row.get("organization")
    found = {}
    for column in COLUMNS:
        if open_cells & {column, f"{column}_start"} or not has_column(kind, column):
            continue
        wanted, got = _cell(fields, column), _cell(row, column)
        right = bool(got) and (
            _agrees(column, wanted, got, spoken)
            or (column == "subject" and bool(wanted) and same_body)
        )
        found[column] = Cells(int(right), int(bool(got)), int(bool(wanted)))
    return found


def _cell(row: Row, column: str) -> str:
    if column in _YEARS:
        start, end = row.get(f"{column}_start"), row.get(f"{column}_end")
        if start is None and end is None:
            return ""
        return f"{start}-{start if end is None else end}"
    value = row.get(column)
    return "" if value in {None, False} else str(value)


def _agrees(column: str, wanted: str, got: str, language: Language) -> bool:
    return _same_phrase(wanted, got, language) if column in _TEXTS else wanted == got


def _same_phrase(wanted: str, got: str, language: Language) -> bool:
    """Whether two phrases are equal, or one contains the other and they have the same head."""
    one, other = _plain(wanted, language), _plain(got, language)
    if one == other:
        return True
    if not one or not other or not (one in other or other in one):
        return False
    return _head(one, language) == _head(other, language)


def _plain(text: str, language: Language) -> str:
    plain = " ".join(text.split()).lower()
    determiner = language.lexicon and language.lexicon.determiner.match(plain)
    return plain[determiner.end() if determiner else 0 :].strip(_MARKS)


def _head(phrase: str, language: Language) -> str:
    """The last word before a complement, or the last letter where nothing separates words."""
    if not language.joiner:
        return phrase[-1]
    complement = language.lexicon and language.lexicon.complement.search(phrase)
    return phrase[: complement.start() if complement else None].rsplit(maxsplit=1)[-1]
