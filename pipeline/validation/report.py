"""What a validation found, as plain values: no Great Expectations, no files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.markup import markdown_table

#: How many failing rows a finding shows.
SAMPLE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """An expectation that does not hold.

    Attributes:
        sentence: what was expected.
        count: how many rows fail; 0 where the table as a whole does.
        rows: up to `SAMPLE_SIZE` of them: key, characters and the values at fault, as text.
        blocks: whether it keeps the table from being published.
    """

    sentence: str
    count: int
    rows: tuple[dict[str, str], ...] = ()
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class TableReport:
    """The verdict on one table: how many expectations were tried and which do not hold.

    `results` is what Great Expectations found, as it writes it, for the Data Docs: a line of JSON
    each time that it was asked.
    """

    table: str
    rows: int
    expectations: int
    failures: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    results: str = ""

    @property
    def passed(self) -> bool:
        """Whether the table may be published."""
        return not self.failures

    def markdown(self) -> str:
        """Failures first, then warnings, each with its failing rows as a table."""
        parts = [_markdown(finding, "Fails") for finding in self.failures]
        parts += [_markdown(finding, "Warning") for finding in self.warnings]
        return "\n\n".join(parts) or f"All {self.expectations} expectations hold."


def rows_table(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows as a Markdown table; the first names the columns."""
    if not rows:
        return "(no rows)"
    names = list(rows[0])
    return markdown_table(names, [[row.get(name, "") for name in names] for row in rows])


def _markdown(finding: Finding, verdict: str) -> str:
    rows = {0: "", 1: " (1 row)"}.get(finding.count, f" ({finding.count} rows)")
    heading = f"**{verdict}**: {finding.sentence}{rows}"
    return f"{heading}\n\n{rows_table(finding.rows)}" if finding.rows else heading
