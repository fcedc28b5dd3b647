"""Data as scripts, since a page opened from disk may load scripts but not fetch data.

A script passes one value to the page: `UNF.receive("core-000", {…})`. A column is either a list of
cells or, where values come again, `{"d": values, "c": their numbers}`. A cell is the text that the
published CSV has (without its guard against formulas), so that the page can write the same CSV.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.tables.files import decimal_text

#: A column as the page's scripts read it.
Encoded = list[str | None] | dict[str, list[Any]]

#: Cells per distinct value from which a column is written as values and indices.
_REPEATED = 1.5


def write_script(folder: Path, name: str, value: Any) -> None:
    """Writes `<name>.js`, which gives `value` to the page under that name."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Two characters that end a line in scripts before ES2019, but not in JSON.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    script = f"UNF.receive({json.dumps(name)},{text});\n"
    (folder / f"{name}.js").write_text(script, encoding="utf-8", newline="\n")


def encode(cells: Sequence[Any]) -> Encoded:
    """The column in the shorter of its two forms.

    >>> encode(["a", "a", "a", None])
    {'d': ['a', None], 'c': [0, 0, 0, 1]}
    >>> encode([1.0, 2.0])
    ['1.0', '2.0']
    """
    texts = [None if cell is None else _text(cell) for cell in cells]
    numbers: dict[str | None, int] = {}
    codes = [numbers.setdefault(text, len(numbers)) for text in texts]
    if len(numbers) * _REPEATED > len(texts):
        return texts
    return {"d": list(numbers), "c": codes}


def _text(cell: Any) -> str:
    return decimal_text(cell) if isinstance(cell, Decimal) else str(cell)
