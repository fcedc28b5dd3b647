"""The words needed to read printed tables; each language provides them in `tables.py`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, eq=False)
class TableWords:
    """The words of a language's tables. Patterns are searched in headers, ignoring case.

    Each language's is equal to itself only, so it can be the key of what is read with it.

    Attributes:
        locale: the CLDR locale of the number separators.
        per_cent: a regular expression for words that a cell has in place of the sign `%`.
        currencies: names that a cell has in place of a currency's sign, with its ISO 4217 code.
        grade: matches, at the start of a header, the code of a staff grade.
        index: means that whole numbers below a header count nothing, even where a table counts
            something: `rank`.
        number: matches, at the start of a caption, `Table 3`; its group `number` is the number.
        continued: in a caption, means that the table continues from the previous page.
        chart: matches, at the start, the caption of a chart, a map or a box.
        scales: words for the scale of sums, with their factors. What remains of the note without
            them names the currency.
        stated: matches, at the start, what precedes the name of a currency: `Expressed in`.
        leads: numbers to put before a noun or currency when the engine is asked to read it.
        percent: means that the numbers below a header are per cent.
        share: means that percentages are parts of a whole, which add up to 100.
        counted: matches, at the start, what precedes the name of what is counted: `Number of`.
        total: matches an entire header that only means a total: `Total`, `Grand total`.
        subtotal: matches, at the start, the header of the total of a group.
        totalling: matches, at the start, a header that may name a total: `Total requirements`.
        variance: means that a column is the difference of others.
        unit_of_variances: a note, anywhere in a document, on the unit of variances in its tables;
            its group `unit` is the unit.
        net: matches, at the start, a line that is not a sum although it is where sums are.
        uncounted: means that numbers below a header count nothing: years, codes, ratios, measures.
        note: matches, at the start, a note below a table without a mark: `Source:`.
        planned: words for the status of a number: `approved`, `actual`.
        posts: what headers about posts count, by their words: `positions` for a header with
            `temporary positions`; the first match applies.
        personnel: a header for one category of personnel: `Military observers`.
        served: what all categories of personnel are together.
        measure: what sums and shares measure: `expenditure`, `rate`.
        page: matches an entire header of page numbers in a table of contents.
    """

    locale: str
    number: re.Pattern[str] = _NEVER
    continued: re.Pattern[str] = _NEVER
    chart: re.Pattern[str] = _NEVER
    scales: Mapping[re.Pattern[str], int] = field(default_factory=dict)
    stated: re.Pattern[str] = _NEVER
    per_cent: str = _NEVER.pattern
    currencies: Mapping[str, str] = field(default_factory=dict)
    grade: re.Pattern[str] = re.compile(r"[DP]-\d")
    index: re.Pattern[str] = _NEVER
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
    """A pattern that ignores case."""
    return re.compile(pattern, re.IGNORECASE)
