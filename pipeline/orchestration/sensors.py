"""Sensors: two that watch the raw folders, one that reports failed runs."""

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
#: How many documents a tick lists.
_MOST_TOLD = 5
#: Seconds during which a tick opens files. The last file may take `engine.seconds_per_look` more,
#: or three times that on a busy machine, and Dagster ends a tick after 60 seconds.
_SECONDS = 25


def new_documents(settings: Settings) -> dg.SensorDefinition:
    """Finds new, changed and deleted documents, and requests one run for their shards.

    The run covers all shards from the first to the last of these; unchanged documents are not read
    again. A backfill of exactly these shards would take a run for each and two more, and starting a
    run costs more than reading.
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
        settled = time.time() - settings.sensor.settled_seconds  # before it looks, which takes time
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
        # A run reads every file it finds, so it has to wait for all of them.
        if young := found.changed_since(settled):
            ids = ", ".join(document.document_id for document in young[:_MOST_TOLD])
            reason = f"{len(young)} documents may still be being written: {ids}"
            return dg.SensorResult(skip_reason=reason, cursor=json.dumps(seen))
        # Shards that an earlier run did not finish also prevent publishing.
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
    """Adds the partitions of a new instance, so that runs can be launched there."""

    @dg.sensor(
        name="first_partitions",
        minimum_interval_seconds=settings.sensor.interval_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="While there are no partitions, looks into the raw folders for the shards that "
        "hold documents. Later ones are added by runs, and by the sensor new_documents.",
    )
    def sensor(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SkipReason:
        if known(context.instance):
            return dg.SkipReason("nothing to do: there are partitions")
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
    """What to do about the last run that the sensor requested, if it failed.

    Nothing if tables have been published since, because publishing includes all documents.
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
    """Writes a plain-text report on every failed run.

    Dagster's run status sensors skip a run whose report could not be written. The cursor of this
    one is a time; it stays, and the next tick tries again.
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
    """The time in a cursor; None if there is none yet, or it is from another kind of sensor."""
    try:
        return float(cursor) if cursor else None
    except ValueError:
        return None
