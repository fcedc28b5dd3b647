"""Cases of languages, as tables that people read and write: what a text holds.

`tests/figures/cases/<language>.tsv` has the columns topic, text and figures. A cell of figures is
`none`, or the figures in order, with ` | ` between them:

    KIND VALUE[..HIGH] [CURRENCY] [~QUALIFIER] [= RAW] [: UNIT] [# CLASS]

    P 12.8..13 = 12.8 to 13 per cent          M 5000000 USD ~about = some $5 million
    C 145 = 145 Member States : Member States # countries

What a cell does not say is not asked, but for the high end and the currency. A dash stands for
nothing. `\\uXXXX` stands for a character that cannot be seen.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from pipeline.figures.model import Figure

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
    """The rows of a table, what cannot be seen in its place."""
    with file.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {name: _plain(cell) for name, cell in row.items()}


def _plain(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), cell)


def expected(cell: str) -> list[dict[str, object]]:
    """What a cell says of each figure, by the figure's attribute; `raw` beside them.

    Raises:
        ValueError: the cell breaks the form.
    """
    return [] if cell == "none" else [_expected(one) for one in cell.split(" | ")]


def _expected(one: str) -> dict[str, object]:
    match = _CELL.fullmatch(one)
    if match is None:
        raise ValueError(f"{one!r} is not of the form in {__name__}")
    said: dict[str, object] = {
        "kind": _KINDS[match["kind"]],
        "value": Decimal(match["value"]),
        "high": None if match["high"] is None else Decimal(match["high"]),
        "currency": match["currency"],
    }
    for name in ("qualifier", "raw", "unit", "unit_class"):
        if match[name] is not None:
            said[name] = None if match[name] == "-" else match[name]
    return said


def found(text: str, figure: Figure, asked: dict[str, object]) -> dict[str, object]:
    """The same of a figure that was read: what is asked of it."""
    return {
        name: text[figure.start : figure.end] if name == "raw" else getattr(figure, name)
        for name in asked
    }
