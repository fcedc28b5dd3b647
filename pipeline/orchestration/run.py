"""Runs the job in this process, without the UI; leaves nothing behind but the outputs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dagster as dg
import pyarrow as pa

import pipeline.engines.without_pandas  # noqa: F401  # tables are checked in other processes
from pipeline.engines import Pool
from pipeline.orchestration.assets import STAGE_ASSETS
from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.failures import innermost
from pipeline.orchestration.jobs import PUBLISH_FIGURES
from pipeline.orchestration.partitions import tags_of_all
from pipeline.orchestration.resources import folders_of
from pipeline.progress import doing
from pipeline.reading.stages import FIGURES
from pipeline.release.build import Release
from pipeline.release.contents import Version
from pipeline.release.versions import release_folder
from pipeline.settings import Settings
from pipeline.storage import Place
from pipeline.tables.files import read_table
from pipeline.tables.schema import DOCUMENTS


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run ended.

    Attributes:
        published: whether this run published its tables.
        documents: the documents table; None if the run did not get that far.
        blocked: the findings that block each table, as Markdown.
        warnings: the other findings of each table, as Markdown.
        read: how many documents were read; the others were unchanged.
        error: what went wrong with the run itself.
        release: the release of these tables; None if the run did not get that far.
    """

    published: bool
    documents: pa.Table | None
    blocked: Mapping[str, str]
    warnings: Mapping[str, str]
    read: int
    error: str | None
    release: Release | None


def run(  # noqa: PLR0913 -- each is a choice of whoever runs it
    raw: Sequence[Place],
    outputs: Place,
    *,
    settings: Settings | None = None,
    force: bool = False,
    log_level: str = "CRITICAL",
    publishing: Pool | None = None,
) -> RunReport:
    """Finds, reads, checks and publishes, with the same assets and checks as the UI.

    Args:
        raw: the raw folders.
        outputs: the outputs folder.
        settings: what an operator has set; the defaults without it.
        force: read unchanged documents again.
        log_level: the minimum level of Dagster's messages to show.
        publishing: the processes that check and write what is published; its own without it.
    """
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    chosen = settings or Settings()
    folders = folders_of(raw, outputs, chosen, force=force)
    with doing("start", "preparing the run", total=2):
        job = build_definitions(folders, chosen, publishing).resolve_job_def(PUBLISH_FIGURES)
    with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        result = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": log_level}}}},
            tags=tags_of_all(instance, folders.corpus.shard_names),
        )
        return _report(result, outputs)


def _report(result: dg.ExecuteInProcessResult, outputs: Place) -> RunReport:
    evaluations = result.get_asset_check_evaluations()
    error = dg.AssetCheckSeverity.ERROR
    checked = [e for e in evaluations if "findings" in e.metadata and not e.passed]
    blocked = {_table(e): _findings(e) for e in checked if e.severity == error}
    warnings = {_table(e): _findings(e) for e in checked if e.severity != error}
    materialized = {
        event.asset_key.to_user_string(): event.materialization.metadata
        for event in result.get_asset_materialization_events()
        if event.asset_key
    }
    published = DOCUMENTS.name in materialized
    documents = read_table(DOCUMENTS.name, outputs) if published else None
    fault = None if result.success or blocked else _fault(result)
    release = _release(materialized["release"], outputs) if "release" in materialized else None
    read = _read_now(result)
    return RunReport(published, documents, blocked, warnings, read, fault, release)


def _read_now(result: dg.ExecuteInProcessResult) -> int:
    """How many documents were read in the last stage."""
    counts = [
        event.materialization.metadata.get("read")
        for event in result.get_asset_materialization_events()
        if event.asset_key == dg.AssetKey(STAGE_ASSETS[FIGURES][0])
    ]
    return sum(one.value or 0 for one in counts if isinstance(one, dg.IntMetadataValue))


def _release(metadata: Mapping[str, Any], outputs: Place) -> Release:
    version = Version.parse(metadata["version"].value)
    assert version is not None
    return Release(version, release_folder(outputs, version), is_new=metadata["new"].value)


def _table(evaluation: dg.AssetCheckEvaluation) -> str:
    return evaluation.check_name


def _findings(evaluation: dg.AssetCheckEvaluation) -> str:
    return str(evaluation.metadata["findings"].value)


def _fault(result: dg.ExecuteInProcessResult) -> str:
    """The innermost error of the first step that failed."""
    failures: Sequence[Any] = result.filter_events(lambda event: event.is_step_failure)
    if not failures:
        return "the run failed before its first step"
    return f"{failures[0].step_key}: {innermost(failures[0].step_failure_data.error)}"
