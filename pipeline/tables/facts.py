"""Which figures state the same fact, so that it is not counted twice.

A fact is identified by what the text says: two figures with the same value, unit, subject, measure
and period state the same fact, whatever their paragraphs and documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

#: What must be the same besides the kind: the number, whose it is, of what, and when. Each kind of
#: figure has some of these columns.
_SAME = (
    "language", "value", "value_high", "amount", "amount_high", "currency", "unit", "points",
    "change", "per", "measure", "of", "purpose", "period_start", "period_end", "base_start",
    "base_end",
)  # fmt: skip
_OF_WHAT = ("measure", "of", "purpose", "unit")
#: Minimum digits of a number without a year: `90 countries` may be others each time.
_LEAST_DIGITS = 2
#: Digits that identify a number whatever the text says: `$907,983,500` hardly occurs twice by
#: chance.
_ENOUGH_DIGITS = 4


def fact_id(kind: str, row: Mapping[str, Any]) -> str | None:
    """A key of the fact that a figure states.

    >>> said = {"language": "en", "value": 2.5, "subject": "UNDP", "measure": "share"}
    >>> fact_id("percentage", said) == fact_id("percentage", said | {"measure": "Share"})
    True
    >>> fact_id("percentage", said) == fact_id("percentage", said | {"period_end": 2024})
    False
    >>> fact_id("count", {"language": "en", "value": 90, "unit": "countries"}) is None
    True

    Args:
        kind: of the figure.
        row: the figure's columns.

    Returns:
        Sixteen hexadecimal digits; None where neither the digits of the number nor what the text
        says (whose, of what, of when) tell it from others.
    """
    whose = row.get("organization") or row.get("subject")
    number = row.get("amount") if row.get("value") is None else row.get("value")
    digits = len(f"{number:f}".replace(".", "").strip("-0"))
    dated = row.get("period_end") is not None or row.get("period_start") is not None
    said = whose is not None and any(row.get(name) for name in _OF_WHAT)
    if digits < _ENOUGH_DIGITS and not (said and (dated or digits >= _LEAST_DIGITS)):
        return None
    same = [kind, whose, *(row.get(name) for name in _SAME)]
    key = "\n".join("" if cell is None else str(cell).casefold() for cell in same)
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
