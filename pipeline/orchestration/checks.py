"""The checks: one that blocks for each table, and one that tells of documents that failed.

A table is checked shard by shard, as soon as its rows are there: `paragraphs` before a figure is
read from them, all others before anything is published.
"""

from collections.abc import Sequence

import dagster as dg

from pipeline.orchestration import metadata
from pipeline.orchestration.assets import STAGE_ASSETS
from pipeline.orchestration.partitions import shards_of
from pipeline.orchestration.resources import Folders
from pipeline.orchestration.retries import RETRY, only_what_may_pass
from pipeline.publishing.check import check_organizations, check_parts
from pipeline.publishing.publish import published_documents
from pipeline.publishing.shares import shares
from pipeline.reading.corpus import Corpus
from pipeline.reading.parts import BY_NAME, PARTS
from pipeline.tables.schema import DOCUMENTS, FIGURE_TABLES, ORGANIZATIONS, SET_ASIDE, Table
from pipeline.validation import TableReport

FAILED_DOCUMENTS_CHECK = "documents_read"


def verdict(report: TableReport, *, set_aside: int | None = None) -> dg.AssetCheckResult:
    """The verdict on a table; only failures that block make the check an error.

    Args:
        report: what was found.
        set_aside: how many figures of the table are set aside; None for one without figures.
    """
    only_warnings = report.passed and bool(report.warnings)
    return dg.AssetCheckResult(
        passed=report.passed and not report.warnings,
        severity=dg.AssetCheckSeverity.WARN if only_warnings else dg.AssetCheckSeverity.ERROR,
        description=_summary(report)
        + (f" {set_aside} figures are set aside." if set_aside else ""),
        metadata=metadata.of_report(report)
        | ({} if set_aside is None else {SET_ASIDE.name: set_aside}),
    )


def _summary(report: TableReport) -> str:
    if not report.expectations:
        return "Nothing has changed since these rows passed."
    if not report.failures and not report.warnings:
        return f"Every expectation holds of {report.rows} rows."
    return f"{len(report.failures)} expectations fail, {len(report.warnings)} warn."


def _about(table: Table) -> str:
    return f"Structure and meaning of {table.name}: see expectations/{table.name}.json."


def rows_check(stage: str, table: Table) -> dg.AssetChecksDefinition:
    """The blocking check of the rows that a stage gives a table."""

    @dg.asset_check(
        name=table.name,
        asset=STAGE_ASSETS[stage][0],
        blocking=True,
        description=_about(table),
        retry_policy=RETRY,
    )
    def check(context: dg.AssetCheckExecutionContext, folders: Folders) -> dg.AssetCheckResult:
        shards = shards_of(context)
        with only_what_may_pass():
            report = check_parts(table, shards, folders.corpus, folders.limit)
            aside = _set_aside(table, shards, folders.corpus)
            return verdict(report, set_aside=aside)

    return check


def _set_aside(table: Table, shards: Sequence[str], corpus: Corpus) -> int | None:
    """How many figures of a table some shards set aside; None for a table without figures."""
    kinds = [kind for kind, of_kind in FIGURE_TABLES.items() if of_kind is table]
    if not kinds:
        return None
    return sum(share.set_aside for share in shares(corpus.parts(shards)) if share.kind in kinds)


@dg.asset_check(
    name=ORGANIZATIONS.name,
    asset=ORGANIZATIONS.name,
    blocking=True,
    description=_about(ORGANIZATIONS),
    retry_policy=RETRY,
)
def organizations_check(folders: Folders) -> dg.AssetCheckResult:
    """The blocking check of the organizations."""
    with only_what_may_pass():
        return verdict(check_organizations(folders.corpus))


@dg.asset_check(
    name=FAILED_DOCUMENTS_CHECK,
    asset=DOCUMENTS.name,
    description="Every document found could be read. The others are published all the same.",
    retry_policy=RETRY,
)
def failed_documents_check(folders: Folders) -> dg.AssetCheckResult:
    """Lists the documents that could not be read, with the reasons."""
    with only_what_may_pass():
        documents, failures = published_documents(folders.outputs_path)
    return dg.AssetCheckResult(
        passed=not failures,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{len(failures)} of {len(documents)} documents could not be read.",
        metadata=metadata.of_documents(documents, failures),
    )


def all_checks() -> Sequence[dg.AssetChecksDefinition]:
    """Every check of the pipeline."""
    of_rows = [rows_check(stage, BY_NAME[name]) for stage, names in PARTS.items() for name in names]
    return [*of_rows, organizations_check, failed_documents_check]
