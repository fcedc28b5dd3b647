"""Sensors: two that see documents in the raw folders, one that reports runs that failed."""

import json
import time

import dagster as dg

from pipeline.documents.discovery import Found
from pipeline.engines import looker
from pipeline.orchestration.failures import failed_runs
from pipeline.orchestration.jobs import REFRESH_FIGURES
from pipeline.orchestration.partitions import SHARDS, add, known, tags_of, unknown
from pipeline.orchestration.reports import is_reported, write_report
from pipeline.orchestration.resources import Folders
from pipeline.publishing.check import undone
from pipeline.publishing.publish import published
from pipeline.settings import Settings
from pipeline.storage import location
from pipeline.tables.schema import DOCUMENTS

NEW_DOCUMENTS = "new_documents"
#: How many documents a tick names.
_MOST_TOLD = 5
#: For how long a tick opens files, the last of them for as long as `engine.seconds_per_look` at
#: most, or thrice that on a busy machine; Dagster gives a tick up after 60 seconds.
_SECONDS = 25


def new_documents(settings: Settings) -> dg.SensorDefinition:
    """Sees documents that are new, changed or gone, and asks for one run of their shards.

    The run is of all shards from the first to the last of these; what has not changed in those
    between is not read again. A backfill of these very shards would be a run for each, and two
    more, and each run costs more than it reads.
    """

    @dg.sensor(
        name=NEW_DOCUMENTS,
        job_name=REFRESH_FIGURES,
        minimum_interval_seconds=settings.sensor.interval_seconds,
        default_status=dg.DefaultSensorStatus.STOPPED,
        description="Sees documents in the raw folders whose bytes were not seen before, once "
        "they do not change any more, and has their shards read and the tables published.",
    )
    def sensor(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult:
        corpus = folders.corpus
        with looker(settings.engine) as pool:
            found = corpus.look_only(pool, seconds=_SECONDS)
        if found.left:
            return dg.SensorResult(skip_reason=_so_far(found), cursor=context.cursor)
        now = corpus.digests(found.documents)
        seen = (
            json.loads(context.cursor)
            if context.cursor
            else corpus.digests(published(corpus, folders.outputs_path))  # at the first tick
        )
        changed = {shard for shard in corpus.shard_names if now.get(shard) != seen.get(shard)}
        if not changed:
            reason = _failed_before(context.instance) or "no change"
            return dg.SensorResult(skip_reason=reason, cursor=json.dumps(seen))
        # A run takes in all that it finds, so it has to wait for every file.
        if young := found.changed_since(time.time() - settings.sensor.settled_seconds):
            ids = ", ".join(document.document_id for document in young[:_MOST_TOLD])
            reason = f"{len(young)} documents may still be being written: {ids}"
            return dg.SensorResult(skip_reason=reason, cursor=json.dumps(seen))
        # What a run before left undone stands in the way of publishing as well.
        needed = sorted(changed | undone(found.documents, corpus))
        new = unknown(context.instance, needed)
        request = dg.RunRequest(tags=tags_of(needed, [*known(context.instance), *new]))
        return dg.SensorResult(
            run_requests=[request],
            cursor=json.dumps(now),
            dynamic_partitions_requests=[SHARDS.build_add_request(new)] if new else [],
        )

    return sensor


def first_partitions(settings: Settings) -> dg.SensorDefinition:
    """Finds the partitions of a new instance, so that runs can be launched there."""

    @dg.sensor(
        name="first_partitions",
        minimum_interval_seconds=settings.sensor.interval_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="While there are no partitions, looks into the raw folders for the shards that "
        "hold documents. Later ones are added by runs, and by the sensor new_documents.",
    )
    def sensor(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SkipReason:
        if known(context.instance):
            return dg.SkipReason("nothing to do: the first partitions are there")
        with looker(settings.engine) as pool:
            found = folders.corpus.look_only(pool, seconds=_SECONDS)
        if found.left:
            return dg.SkipReason(_so_far(found))
        shards = folders.corpus.filled(found.documents)
        add(context.instance, shards)
        return dg.SkipReason(f"{len(shards)} partitions added" if shards else "no documents yet")

    return sensor


def _so_far(found: Found) -> str:
    return f"{len(found.documents)} files looked at so far, {found.left} are left"


def _failed_before(instance: dg.DagsterInstance) -> str | None:
    """What to do about the last run that the sensor asked for, where it failed.

    Nothing, where tables have been published since: whatever publishes takes in all documents.
    """
    of_sensor = dg.RunsFilter(tags={"dagster/sensor_name": NEW_DOCUMENTS})
    for record in instance.get_run_records(of_sensor, limit=1):
        run = record.dagster_run
        if run.status == dg.DagsterRunStatus.FAILURE:
            published = instance.get_latest_materialization_event(dg.AssetKey(DOCUMENTS.name))
            if published and published.timestamp > (record.end_time or 0):
                return None
            return (
                f"no change; but the run {run.run_id[:8]} for the last one failed: fix the cause "
                "and launch it again, or its documents wait for the next change"
            )
    return None


def report_failure(settings: Settings) -> dg.SensorDefinition:
    """Writes a plain report on every run that fails.

    A run status sensor of Dagster would pass over a run whose report could not be written; the
    cursor of this one, a time, stays where it was, and the next tick tries again.
    """

    @dg.sensor(
        name="report_failure",
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Writes a plain report on every run that fails into the folder that is set.",
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        now = time.time()
        since = _seconds(context.cursor)
        folder = location(settings.operating.failure_reports)
        failed = [] if since is None else failed_runs(context.instance, since)
        files = [write_report(run, folder) for run in failed if not is_reported(run, folder)]
        reason = f"reports: {', '.join(map(str, files))}" if files else "no run has failed"
        return dg.SensorResult(skip_reason=reason, cursor=str(now))

    return sensor


def _seconds(cursor: str | None) -> float | None:
    """A time; None where there is none yet, or where it is a cursor of another kind of sensor."""
    try:
        return float(cursor) if cursor else None
    except ValueError:
        return None
