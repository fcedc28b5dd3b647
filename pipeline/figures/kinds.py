"""The kinds of figures. Each is declared here once; all else imports its name or asks `KINDS`.

Its columns are declared in `tables/schema.py`, from which rows, scores, SQL and page follow, and
what makes a number a figure of this kind is in `figures/engine/classifier.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PERCENTAGE, MONEY, COUNT = "percentage", "money", "count"
#: The classification of a number that the words around it make no figure.
NONE = "none"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of figures.

    Attributes:
        table: the name of its table.
        labels: its name for readers, by language.
    """

    table: str
    labels: Mapping[str, str]


#: All kinds by name, in the order in which tables list them.
KINDS: Mapping[str, Kind] = {
    PERCENTAGE: Kind(
        "percentages",
        {
            "en": "Percentages",
            "fr": "Pourcentages",
            "es": "Porcentajes",
            "ru": "Проценты",
            "ar": "النسب المئوية",
            "zh": "百分比",
        },
    ),
    MONEY: Kind(
        "money_amounts",
        {
            "en": "Money",
            "fr": "Montants",
            "es": "Dinero",
            "ru": "Денежные суммы",
            "ar": "المبالغ",
            "zh": "金额",
        },
    ),
    COUNT: Kind(
        "counts",
        {
            "en": "Counts",
            "fr": "Dénombrements",
            "es": "Recuentos",
            "ru": "Количества",
            "ar": "الأعداد",
            "zh": "计数",
        },
    ),
}
