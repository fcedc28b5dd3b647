"""The kinds of figures: their names are declared here, and asked for everywhere else."""

from __future__ import annotations

PERCENTAGE, MONEY, COUNT = "percentage", "money", "count"
#: In the order in which tables list them.
KINDS = (PERCENTAGE, MONEY, COUNT)
#: What a number bears that the words around it make no figure.
NONE = "none"
