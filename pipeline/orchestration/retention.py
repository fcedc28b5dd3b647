"""Deletes runs that ended long ago, with their events and the logs of their steps.

Dagster keeps them forever; its own retention settings only cover ticks.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from pipeline.orchestration import partitions
from pipeline.orchestration.internals import FINISHED_STATUSES, SqliteEventLogStorage
from pipeline.settings import Settings

#: Seconds that a tick spends deleting. Dagster ends a tick after 60, and the next one continues.
_SECONDS = 25
_DAY = 24 * 3600
#: How many records to request from Dagster at a time.
_MOST = 1000


def delete_old_runs(settings: Settings, checks: Sequence[dg.AssetCheckKey]) -> dg.SensorDefinition:
    """The sensor that deletes them, once an hour; a job would add a run each time."""
    days = settings.operating.keep_runs_days
    status = dg.DefaultSensorStatus

    @dg.sensor(
        name="delete_old_runs",
        minimum_interval_seconds=3600,
        default_status=status.RUNNING if days else status.STOPPED,
        description="Deletes runs that ended longer ago than keep_runs_days in settings.toml, with "
        "their events and logs, but for those that last made or checked something.",
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        if not days:
            return dg.SkipReason("settings.toml sets keep_runs_days to 0: all runs are kept")
        number = delete_runs(context.instance, time.time() - days * _DAY, checks)
        return dg.SkipReason(f"{number} runs deleted" if number else "nothing to delete")

    return sensor


def delete_runs(
    instance: dg.DagsterInstance, before: float, checks: Sequence[dg.AssetCheckKey]
) -> int:
    """Deletes runs that ended before a time, as many as time allows; returns how many.

    Args:
        instance: of Dagster.
        before: in seconds since 1970.
        checks: checks whose last run is kept.
    """
    old = dg.RunsFilter(
        statuses=list(FINISHED_STATUSES), updated_before=datetime.fromtimestamp(before, UTC)
    )
    ids = instance.get_run_ids(old)
    needed = _needed(instance, checks) if ids else set()
    number, until = 0, time.monotonic() + _SECONDS
    for run_id in ids:
        if time.monotonic() >= until:
            break
        if run_id not in needed:
            _delete(instance, run_id)
            number += 1
    return number


def _needed(instance: dg.DagsterInstance, checks: Sequence[dg.AssetCheckKey]) -> set[str]:
    """Ids of the runs that last made an asset or a partition of it, or last checked something.

    Without them, Dagster would consider these assets missing. It remembers partitions that have
    been removed as well, which nobody is shown any more.
    """
    kind = dg.DagsterEventType.ASSET_MATERIALIZATION
    there = set(partitions.known(instance))
    needed = set()
    for key in instance.all_asset_keys():
        event = instance.get_latest_materialization_event(key)
        if event is not None:
            needed.add(event.run_id)
        latest = instance.event_log_storage.get_latest_storage_id_by_partition(key, kind)
        ids = sorted(last for partition, last in latest.items() if partition in there)
        for start in range(0, len(ids), _MOST):
            some = dg.AssetRecordsFilter(key, storage_ids=ids[start : start + _MOST])
            found = instance.fetch_materializations(some, limit=_MOST)
            needed |= {record.run_id for record in found.records}
    latest_checks = instance.event_log_storage.get_latest_asset_check_execution_by_key(checks)
    return needed | {record.run_id for record in latest_checks.values()}


def _delete(instance: dg.DagsterInstance, run_id: str) -> None:
    instance.compute_log_manager.delete_logs(prefix=[run_id])
    instance.delete_run(run_id)
    events = instance.event_log_storage
    if isinstance(events, SqliteEventLogStorage):  # leaves an empty file for each run
        for suffix in ("", "-wal", "-shm"):
            Path(events.path_for_shard(run_id) + suffix).unlink(missing_ok=True)
