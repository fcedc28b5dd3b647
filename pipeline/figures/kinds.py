"""The kinds of figures. Their names are declared here; everything else imports them."""

from __future__ import annotations

PERCENTAGE, MONEY, COUNT = "percentage", "money", "count"
#: In the order in which tables list them.
KINDS = (PERCENTAGE, MONEY, COUNT)
#: The mark of a number that the words around it make no figure.
NONE = "none"
