"""Data as scripts, since a page opened from disk may load scripts but not fetch data.

A script passes one value to the page: `UNF.receive("core-000", {…})`. A column is either a list of
cells or, where values come again, `{"d": values, "c": their numbers}`. A cell is the text that the
published CSV has (without its guard against formulas), so that the page can write the same CSV.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import json

from pipeline.tables.files import decimal_text

#: A column as the page's scripts read it.
Encoded = list[str | None] | dict[str, list[Any]]

#: Cells per distinct value from which a column is written as values and indices.
_REPEATED = 1.5


def write_script(folder: Path, name: str, value: Any) -> None:
    """Writes `<name>.js`, which gives `value` to the page under that name."""
    text = json.encode(value)
    # Two characters that end a line in scripts before ES2019, but not in JSON.
    for character, escape in (("\u2028", rb"\u2028"), ("\u2029", rb"\u2029")):
        text = text.replace(character.encode(), escape)
    (folder / f"{name}.js").write_bytes(b"UNF.receive(%b,%b);\n" % (json.encode(name), text))


def encode(cells: Sequence[Any]) -> Encoded:
    """The column in the shorter of its two forms.

    >>> encode(["a", "a", "a", None])
    {'d': ['a', None], 'c': [0, 0, 0, 1]}
    >>> encode([1.0, 2.0])
    ['1.0', '2.0']
    """
    texts = [cell if cell is None or type(cell) is str else _text(cell) for cell in cells]
    distinct = list(dict.fromkeys(texts))
    if len(distinct) * _REPEATED > len(texts):
        return texts
    numbers = {text: number for number, text in enumerate(distinct)}
    return {"d": distinct, "c": [numbers[text] for text in texts]}


def _text(cell: Any) -> str:
    return decimal_text(cell) if isinstance(cell, Decimal) else str(cell)
