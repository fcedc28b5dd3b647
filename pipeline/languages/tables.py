"""The words by which `pipeline.printed_tables` reads tables; a language has them in `tables.py`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words of a language's tables. Patterns are searched in heads, without regard to case.

    Attributes:
        locale: whose separators numbers have, as CLDR names it.
        number: matches, at the start of a caption, `Table 3`; its group `number` is the number.
        continued: says in a caption that the table goes on from the page before.
        chart: matches, at the start, the caption of a chart, a map or a box.
        scales: words for the unit of sums, by how many units they are. What is left of the note
            when they are taken out names the currency.
        stated: matches, at the start, what stands before the name of a currency: `Expressed in`.
        leads: what stands before a noun or a currency that the engine is asked about, a number.
        percent: says that what stands under a head is per cent.
        share: says that percentages are parts of a whole, which add to 100.
        counted: matches, at the start, what stands before the name of what is counted: `Number of`.
        total: matches a whole head that is nothing but a total: `Total`, `Grand total`.
        subtotal: matches, at the start, the head of a total of one group.
        totalling: matches, at the start, a head that may name a total: `Total requirements`.
        variance: says that a column is the difference of others.
        unit_of_variances: a note, anywhere in a document, on the unit of the variances that its
            tables give; its group `unit` is what says it.
        net: matches, at the start, a line that is no sum though it stands where sums do.
        uncounted: says that numbers under a head count nothing: years, codes, ratios, measures.
        note: matches, at the start, a note under a table that has no mark: `Source:`.
        planned: words that say how far a number is meant or done: `approved`, `actual`.
        posts: what heads of posts count, by what they have: `positions` where a head has
            `temporary positions`; the first that fits.
        personnel: a head of one category of the people who serve: `Military observers`.
        served: what all of them are together.
        measure: what sums and shares measure: `expenditure`, `rate`.
        page: matches a whole head of the page numbers of a table of contents.
    """

    locale: str
    number: re.Pattern[str] = _NEVER
    continued: re.Pattern[str] = _NEVER
    chart: re.Pattern[str] = _NEVER
    scales: Mapping[re.Pattern[str], int] = field(default_factory=dict)
    stated: re.Pattern[str] = _NEVER
    leads: tuple[str, ...] = ("500 ",)
    percent: re.Pattern[str] = _NEVER
    share: re.Pattern[str] = _NEVER
    counted: re.Pattern[str] = _NEVER
    total: re.Pattern[str] = _NEVER
    subtotal: re.Pattern[str] = _NEVER
    totalling: re.Pattern[str] = _NEVER
    variance: re.Pattern[str] = _NEVER
    unit_of_variances: re.Pattern[str] = _NEVER
    net: re.Pattern[str] = _NEVER
    uncounted: re.Pattern[str] = _NEVER
    note: re.Pattern[str] = _NEVER
    planned: re.Pattern[str] = _NEVER
    posts: Mapping[re.Pattern[str], str] = field(default_factory=dict)
    personnel: re.Pattern[str] = _NEVER
    served: str | None = None
    measure: re.Pattern[str] = _NEVER
    page: re.Pattern[str] = _NEVER


def any_case(pattern: str) -> re.Pattern[str]:
    """A pattern that does not regard case."""
    return re.compile(pattern, re.IGNORECASE)
