"""The findings of a validation, as plain values: no Great Expectations, no files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from pipeline.markup import markdown_table

#: Maximum failing rows that a finding shows.
SAMPLE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """An expectation that fails.

    Attributes:
        sentence: the expectation in words.
        count: how many rows fail; 0 if the table as a whole does.
        rows: up to `SAMPLE_SIZE` of them, as text: key, characters and failing values.
        blocks: whether it prevents publication.
    """

    sentence: str
    count: int
    rows: tuple[dict[str, str], ...] = ()
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class TableReport:
    """The result for one table: how many expectations were checked, and which ones fail.

    `results` has Great Expectations' own results for the Data Docs, one line of JSON per
    validation. `unchanged` is how many rows were checked earlier, when they were new.
    """

    table: str
    rows: int
    expectations: int
    failures: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    results: str = ""
    unchanged: int = 0

    @property
    def passed(self) -> bool:
        """Whether the table may be published."""
        return not self.failures

    def markdown(self) -> str:
        """Failures first, then warnings, each with its failing rows as a table."""
        parts = [_markdown(finding, "Fails") for finding in self.failures]
        parts += [_markdown(finding, "Warning") for finding in self.warnings]
        return "\n\n".join(parts) or f"All {self.expectations} expectations hold."


@dataclass(frozen=True, slots=True)
class _Meta:
    rows: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Statistics:
    evaluated_expectations: int


@dataclass(frozen=True, slots=True)
class _Line:
    """The part of Great Expectations' results that a report needs."""

    meta: _Meta
    statistics: _Statistics


def stored_report(table: str, results: str) -> TableReport:
    """The report on rows that were checked before, from its `results`; leaves these out.

    Raises:
        ValueError: these are not results.
    """
    lines = [msgspec.json.decode(line, type=_Line) for line in results.splitlines()]
    if not lines:
        raise ValueError("nothing was looked at")
    reports = [
        TableReport(
            table,
            line.meta.rows,
            line.statistics.evaluated_expectations,
            failures=tuple(f for f in line.meta.findings if f.blocks),
            warnings=tuple(f for f in line.meta.findings if not f.blocks),
            unchanged=line.meta.rows,
        )
        for line in lines
    ]
    return together(table, reports)


def together(table: str, reports: Sequence[TableReport]) -> TableReport:
    """Merges reports on several batches of rows; findings on the same expectation become one."""
    return TableReport(
        table,
        sum(report.rows for report in reports),
        max((report.expectations for report in reports), default=0),
        failures=_findings(finding for report in reports for finding in report.failures),
        warnings=_findings(finding for report in reports for finding in report.warnings),
        results="\n".join(report.results for report in reports if report.results),
        unchanged=sum(report.unchanged for report in reports),
    )


def _findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for finding in findings:
        before = found.get(finding.sentence, replace(finding, count=0, rows=()))
        rows = (*before.rows, *finding.rows)[:SAMPLE_SIZE]
        found[finding.sentence] = replace(before, count=before.count + finding.count, rows=rows)
    return tuple(found.values())


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
