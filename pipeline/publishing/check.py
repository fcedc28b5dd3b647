"""Checks the rows of shards, those of several shards at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import metadata
from itertools import groupby

import pyarrow as pa

from pipeline.documents.model import RawDocument
from pipeline.publishing.made import Made
from pipeline.reading.code import code_version
from pipeline.reading.corpus import Corpus
from pipeline.reading.parts import BY_NAME, PARTS, Part
from pipeline.tables import build
from pipeline.tables.schema import DOCUMENTS, ORGANIZATIONS, PARAGRAPHS, TABLES, Table
from pipeline.validation import Finding, TableReport, validate
from pipeline.validation.report import SAMPLE_SIZE
from pipeline.validation.suites import EXPECTATIONS

#: About how many rows of all tables are in memory at a time.
_ROWS = 20_000

Batch = dict[str, pa.Table]


def check_parts(table: Table, shards: Sequence[str], corpus: Corpus) -> TableReport:
    """Checks the rows of a table that some shards have, where they have not passed before.

    Keeps of every shard whose rows pass that they do.

    Args:
        table: its declaration.
        shards: names of the shards.
        corpus: the documents and what is read of them.
    """
    parts_there = corpus.parts(sorted(shards))
    unchecked = {p.shard.name for p in parts_there if p.table == table.name and not has_passed(p)}
    # Before the figures are read, the documents table is not there; its rows are pointed at.
    ids = [document.document_id for document in corpus.documents(shards)]
    known = {DOCUMENTS.name: pa.table({"document_id": pa.array(ids, pa.string())})}
    reports = []
    needed = _needed(table)
    for parts in _batches(
        p for p in parts_there if p.shard.name in unchecked and p.table in needed
    ):
        rows = known | _loaded(parts)
        report = validate(rows[table.name], table, others=rows)
        reports.append(report)
        if report.passed:
            for part in parts:
                if part.table == table.name:
                    part.pass_check(expectations_version(table))
    return _together(table, reports)


def undone(documents: Sequence[RawDocument], corpus: Corpus) -> set[str]:
    """The shards of documents of which rows are not there, or have not passed their check."""
    return {
        part.shard.name for part in corpus.parts_of_documents(documents) if not has_passed(part)
    }


def has_passed(part: Part) -> bool:
    """Whether the rows of a part are there and have passed the check of today."""
    return part.has_passed(expectations_version(BY_NAME[part.table]))


def check_organizations(corpus: Corpus) -> TableReport:
    """Checks the organizations, where they have not passed before."""
    version = f"{code_version('pipeline.tables.build')} {expectations_version(ORGANIZATIONS)}"
    made = Made(corpus.store, "organizations", version)
    if made.is_kept():
        return _together(ORGANIZATIONS, [])
    report = validate(build.organizations_table(), ORGANIZATIONS, others={})
    if report.passed:
        made.keep()
    return report


@cache
def expectations_version(table: Table) -> str:
    """The version of what is expected of a table and of the code that looks at it."""
    code = code_version("pipeline.validation.adapter")
    digest = hashlib.sha256(f"{code} {metadata.version('great-expectations')}".encode())
    digest.update((EXPECTATIONS / f"{table.name}.json").read_bytes())
    return digest.hexdigest()[:16]


def _needed(table: Table) -> set[str]:
    """The tables that the rows of one are checked against, and itself."""
    if table is PARAGRAPHS:  # checked before the others are there
        return {PARAGRAPHS.name}
    of_shards = {name for names in PARTS.values() for name in names}
    if table is DOCUMENTS:  # says how many rows it has in the others
        return of_shards
    return of_shards & {table.name, *(key.table for key in table.foreign_keys)}


def batches(corpus: Corpus) -> Iterator[Batch]:
    """All tables with the rows of some shards, batch by batch.

    Without documents it is one batch without rows.
    """
    empty = {table.name: table.arrow.empty_table() for table in TABLES}
    found = False
    for parts in _batches(corpus.parts(corpus.shard_names)):
        found = True
        yield empty | _loaded(parts)
    if not found:
        yield empty | _loaded([])


def _batches(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Parts, those of a shard together, and those of several shards while they are few rows."""
    waiting: list[Part] = []
    rows = 0
    for _, of_shard in groupby(parts, key=lambda part: part.shard.name):
        some = list(of_shard)
        waiting += some
        rows += sum(part.number() for part in some)
        if rows >= _ROWS:
            yield waiting
            waiting, rows = [], 0
    if waiting:
        yield waiting


def _loaded(parts: Sequence[Part]) -> Batch:
    rows: dict[str, list[pa.Table]] = {}
    for part in parts:
        rows.setdefault(part.table, []).append(part.rows())
    loaded = {name: pa.concat_tables(some) for name, some in rows.items()}
    return loaded | {ORGANIZATIONS.name: build.organizations_table()}


def _together(table: Table, reports: Sequence[TableReport]) -> TableReport:
    """One report on several batches; findings of one expectation are one."""
    return TableReport(
        table.name,
        sum(report.rows for report in reports),
        max((report.expectations for report in reports), default=0),
        failures=_findings(finding for report in reports for finding in report.failures),
        warnings=_findings(finding for report in reports for finding in report.warnings),
    )


def _findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for finding in findings:
        before = found.get(finding.sentence, replace(finding, count=0, rows=()))
        rows = (*before.rows, *finding.rows)[:SAMPLE_SIZE]
        found[finding.sentence] = replace(before, count=before.count + finding.count, rows=rows)
    return tuple(found.values())
