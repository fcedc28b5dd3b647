"""Figures."""

from __future__ import annotations

from decimal import Decimal

import msgspec


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A quantity, read from characters `start:end` of a text.

    `kind` is percentage, money or count. `value` is per cent as printed, whole currency units,
    or the number itself; `high` is the upper end of a range. `rule` names the rule that read it.
    """

    kind: str
    start: int
    end: int
    value: Decimal
    rule: str
    high: Decimal | None = None
    currency: str | None = None
    qualifier: str = "exact"
    unit: str | None = None
    unit_class: str | None = None
