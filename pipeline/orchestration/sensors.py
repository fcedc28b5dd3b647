"""Sensors: one that sees documents in the raw folders, one that reports runs that failed."""

import json
import time
from datetime import UTC, datetime

import dagster as dg
from dagster._core.definitions.assets.graph.asset_graph_subset import AssetGraphSubset

from pipeline.orchestration.assets import RAW_DOCUMENTS, STAGE_ASSETS
from pipeline.orchestration.jobs import TABLES
from pipeline.orchestration.partitions import (
    RANGE_END,
    RANGE_START,
    ranges,
    shard_partitions,
    tags_of_range,
)
from pipeline.orchestration.reports import FailedRun, innermost, write_report
from pipeline.orchestration.resources import Folders
from pipeline.reading.corpus import Corpus
from pipeline.reading.shards import divide
from pipeline.settings import Settings
from pipeline.storage import location
from pipeline.tables import schema

NEW_DOCUMENTS = "new_documents"
UNPARTITIONED = (RAW_DOCUMENTS, *(table.name for table in schema.TABLES), "data_docs")


def new_documents(settings: Settings) -> dg.SensorDefinition:
    """Sees documents that are new, changed or gone, and asks for their shards, nothing else."""

    @dg.sensor(
        name=NEW_DOCUMENTS,
        asset_selection=TABLES,  # with `target` Dagster refuses backfills
        minimum_interval_seconds=settings.sensor.interval_seconds,
        default_status=dg.DefaultSensorStatus.STOPPED,
        description="Sees documents in the raw folders whose bytes were not seen before, once "
        "they do not change any more, and has their shards read and the tables published.",
    )
    def sensor(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult:
        corpus = folders.corpus
        found = corpus.look_only(folders.raw_paths)
        young = found.changed_since(time.time() - settings.sensor.settled_seconds)
        now = corpus.digests(found.documents)
        seen = json.loads(context.cursor) if context.cursor else corpus.digests(corpus.documents())
        waiting = set(divide(young, corpus.shards))
        changed = [s for s in corpus.shard_names if now.get(s) != seen.get(s) and s not in waiting]
        if not changed:
            reason = f"shards {', '.join(sorted(waiting))} still change" if waiting else "no change"
            return dg.SensorResult(skip_reason=reason, cursor=json.dumps(seen))
        kept = {shard: digest for shard, digest in seen.items() if shard not in changed}
        told = kept | {shard: now[shard] for shard in changed if shard in now}
        return dg.SensorResult(
            run_requests=[_request(changed, corpus, settings)], cursor=json.dumps(told)
        )

    return sensor


def _request(changed: list[str], corpus: Corpus, settings: Settings) -> dg.RunRequest:
    """One run where the shards are neighbours, else one backfill of exactly these."""
    neighbours = ranges(changed, corpus.shard_names)
    if len(neighbours) == 1:
        return dg.RunRequest(tags=tags_of_range(*neighbours[0]))
    partitions = shard_partitions(settings.partitions.shards)
    stages = {dg.AssetKey(name) for name, _, _ in STAGE_ASSETS.values()}
    subset = AssetGraphSubset(
        {stage: partitions.subset_with_partition_keys(changed) for stage in stages},
        {dg.AssetKey(name) for name in UNPARTITIONED},
    )  # type: ignore[call-arg]  # mypy takes its defaults for fields without
    return dg.RunRequest.for_asset_graph_subset(subset, tags=None)


def report_failure(settings: Settings) -> dg.SensorDefinition:
    """Writes a plain report on every run that fails."""

    @dg.run_failure_sensor(
        name="report_failure",
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Writes a plain report on every run that fails into the folder that is set.",
    )
    def sensor(context: dg.RunFailureSensorContext) -> None:
        run = context.dagster_run
        shards = (run.tags.get(tag) for tag in (RANGE_START, RANGE_END))
        failed = FailedRun(
            run_id=run.run_id,
            job=run.job_name,
            shards=" to ".join(filter(None, shards)) or run.tags.get("dagster/partition"),
            at=datetime.now(UTC),
            message=context.failure_event.message or "",
            steps={
                str(event.step_key): innermost(event.step_failure_data.error)
                for event in context.get_step_failure_events()
            },
        )
        file = write_report(failed, location(settings.operating.failure_reports))
        context.log.info(f"Report: {file}")

    return sensor
