"""The checks: one that blocks for each table, and those that list documents that failed.

The publishing step checks all rows first. If some fail, nothing is published, and the table's check
shows them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from pipeline.orchestration import metadata
from pipeline.orchestration.internals import AssetCheckEvaluationTargetMaterializationData
from pipeline.orchestration.partitions import SHARDS
from pipeline.orchestration.resources import Folders
from pipeline.orchestration.retries import RETRY, retry_only_transient
from pipeline.publishing.publish import published_documents
from pipeline.tables.schema import DOCUMENTS, SET_ASIDE, Table
from pipeline.validation import TableReport

FAILED_DOCUMENTS_CHECK = "documents_read"


def table_check(table: Table) -> dg.AssetCheckSpec:
    """The blocking check of a table's rows."""
    return dg.AssetCheckSpec(
        table.name,
        asset=table.name,
        blocking=True,
        description=f"Structure and meaning of {table.name}: see expectations/{table.name}.json.",
    )


def verdict(report: TableReport, set_aside: Mapping[str, Mapping[str, int]]) -> dg.AssetCheckResult:
    """The result of a table's check; only blocking failures make it an error.

    Args:
        report: what was found.
        set_aside: how many figures are set aside, by table and document.
    """
    only_warnings = report.passed and bool(report.warnings)
    entries, words = metadata.of_report(report), _summary(report)
    if report.table in set_aside:
        number = sum(set_aside[report.table].values())
        entries |= {SET_ASIDE.name: number}
        words += f" {number} figures are set aside." if number else ""
    if report.table == SET_ASIDE.name:
        entries |= metadata.of_set_aside(set_aside)
    return dg.AssetCheckResult(
        asset_key=report.table,
        check_name=report.table,
        passed=report.passed and not report.warnings,
        severity=dg.AssetCheckSeverity.WARN if only_warnings else dg.AssetCheckSeverity.ERROR,
        description=words,
        metadata=entries,
    )


def stage_check(name: str) -> dg.AssetCheckSpec:
    """The check of the asset of a stage, partition by partition."""
    return dg.AssetCheckSpec(
        FAILED_DOCUMENTS_CHECK,
        asset=name,
        partitions_def=SHARDS,
        description="Every document of the shard passes this stage.",
    )


def stage_verdicts(
    instance: dg.DagsterInstance,
    name: str,
    documents: Mapping[str, Sequence[str]],
    failures: Mapping[str, str],
) -> Iterator[dg.Output[None] | dg.AssetCheckEvaluation]:
    """The check's result for each partition of a stage that has just been materialized.

    An `AssetCheckResult` covers the one partition of a run, and our runs have several.

    Args:
        instance: of Dagster.
        name: of the stage's asset.
        documents: ids of the documents of each shard.
        failures: why the stage failed with some of them.
    """
    key = dg.AssetKey(name)
    yield dg.Output(None, output_name=stage_check(name).get_python_identifier())
    of_shards = dg.AssetRecordsFilter(key, asset_partitions=list(documents))
    latest = instance.fetch_materializations(of_shards, limit=len(documents)).records
    materializations = {record.partition_key: record for record in latest}
    # The UI's list of checks shows the latest result, whichever partition it is for.
    failing_last = sorted(
        documents, key=lambda shard: not failures.keys().isdisjoint(documents[shard])
    )
    for shard in failing_last:
        ids = documents[shard]
        entries = metadata.of_documents(ids, failures)
        yield dg.AssetCheckEvaluation(
            asset_key=key,
            check_name=FAILED_DOCUMENTS_CHECK,
            passed=not entries["failed"],
            severity=dg.AssetCheckSeverity.WARN,
            description=f"{entries['failed']} of {len(ids)} documents failed in this stage.",
            metadata=entries,
            target_materialization_data=_target(materializations.get(shard)),
            blocking=False,
            partition=shard,
        )


def _target(materialization: Any) -> AssetCheckEvaluationTargetMaterializationData | None:
    """What a check's result is about, in Dagster's terms."""
    return materialization and AssetCheckEvaluationTargetMaterializationData(
        storage_id=materialization.storage_id,
        run_id=materialization.run_id,
        timestamp=materialization.timestamp,
    )


def held_back(reports: Iterable[TableReport]) -> dg.Failure:
    """Why nothing is published: rows of these tables fail their check."""
    failing = {report.table: dg.MetadataValue.md(report.markdown()) for report in reports}
    return dg.Failure(
        f"Nothing is published, since rows fail the check of {', '.join(failing)}.",
        metadata=failing,
        allow_retries=False,
    )


def _summary(report: TableReport) -> str:
    if not report.failures and not report.warnings:
        return f"Every expectation holds of {report.rows} rows."
    found = {"fail": len(report.failures), "warn": len(report.warnings)}
    counts = ", ".join(f"{number} {verb}" for verb, number in found.items() if number)
    return f"Of {report.expectations} expectations, {counts}."


@dg.asset_check(
    name=FAILED_DOCUMENTS_CHECK,
    asset=DOCUMENTS.name,
    description="Every document found could be read. Failures do not stop the others.",
    retry_policy=RETRY,
)
def failed_documents_check(folders: Folders) -> dg.AssetCheckResult:
    """Lists the documents that could not be read, with the reasons."""
    with retry_only_transient():
        documents, failures = published_documents(folders.outputs_path)
    return dg.AssetCheckResult(
        passed=not failures,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{len(failures)} of {len(documents)} documents could not be read.",
        metadata=metadata.of_documents(documents, failures),
    )


def all_checks() -> Sequence[dg.AssetChecksDefinition]:
    """Every check that is a step of its own."""
    return [failed_documents_check]
