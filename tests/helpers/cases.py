"""Test cases for languages, as tables that people read and write: texts and their figures.

`tests/figures/cases/<language>.tsv` has the columns topic, text and figures. The figures are
`none`, or the expected figures in order, separated by ` | `:

    KIND VALUE[..HIGH] [CURRENCY] [~QUALIFIER] [= RAW] [: UNIT] [# CLASS]

    P 12.8..13 = 12.8 to 13 per cent          M 5000000 USD ~about = some $5 million
    C 145 = 145 Member States : Member States # countries

What a cell leaves out is not compared, except for the high end and the currency. A dash means
empty. `\\uXXXX` stands for an invisible character.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from pipeline.figures.figure import Figure

_KINDS = {"P": "percentage", "M": "money", "C": "count"}
_CELL = re.compile(
    r"""(?P<kind>[PMC])\ (?P<value>-?[\d.]+?)(?:\.\.(?P<high>-?[\d.]+))?
        (?:\ (?P<currency>[A-Z]{3}))?
        (?:\ ~(?P<qualifier>[a-z_]+))?
        (?:\ =\ (?P<raw>.+?))?
        (?:\ :\ (?P<unit>.+?))?
        (?:\ \#\ (?P<unit_class>[a-z_]+|-))?""",
    re.VERBOSE,
)


def rows(file: Path) -> Iterator[dict[str, str]]:
    """The rows of a table, with `\\uXXXX` replaced by its character."""
    with file.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {name: _plain(cell) for name, cell in row.items()}


def _plain(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), cell)


def expected(cell: str) -> list[dict[str, object]]:
    """The attributes that a cell expects of each figure, and `raw`.

    Raises:
        ValueError: the cell is invalid.
    """
    return [] if cell == "none" else [_expected(one) for one in cell.split(" | ")]


def _expected(one: str) -> dict[str, object]:
    match = _CELL.fullmatch(one)
    if match is None:
        raise ValueError(f"{one!r} does not follow the format described in {__name__}")
    attributes: dict[str, object] = {
        "kind": _KINDS[match["kind"]],
        "value": Decimal(match["value"]),
        "high": None if match["high"] is None else Decimal(match["high"]),
        "currency": match["currency"],
    }
    for name in ("qualifier", "raw", "unit", "unit_class"):
        if match[name] is not None:
            attributes[name] = None if match[name] == "-" else match[name]
    return attributes


def found(text: str, figure: Figure, asked: dict[str, object]) -> dict[str, object]:
    """The same attributes of a figure that was read."""
    return {
        name: text[figure.start : figure.end] if name == "raw" else getattr(figure, name)
        for name in asked
    }
