"""What operators are told of: failed runs and ticks, findings that are new, tables gone stale.

A sensor looks every minute at what Dagster has recorded since it last sent something. Its cursor
moves on only once the message is delivered, so that nothing is lost while a mail server is down.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import dagster as dg
from pydantic import BaseModel

from pipeline.notify import Notice, send
from pipeline.settings import Settings

SENSOR = "notify_operators"


class Told(BaseModel):
    """What has been sent, kept as the sensor's cursor.

    Attributes:
        until: time up to which runs and ticks have been looked through, in seconds.
        checks: of each check that fails or warns, a digest of what it found.
        stale: of each stale table, the time of the materialization that is too old.
    """

    until: float
    checks: dict[str, str] = {}
    stale: dict[str, float] = {}


def notify_operators(
    settings: Settings, checks: Sequence[dg.AssetCheckKey], tables: Sequence[str]
) -> dg.SensorDefinition:
    """The sensor; it is on from the start where a webhook or an address is set.

    Args:
        settings: what an operator has set.
        checks: those whose findings are told.
        tables: assets that go stale.
    """
    is_set = bool(settings.notify.webhook or settings.notify.mail_to)
    status = dg.DefaultSensorStatus

    @dg.sensor(
        name=SENSOR,
        minimum_interval_seconds=settings.notify.interval_seconds,
        default_status=status.RUNNING if is_set else status.STOPPED,
        description="Sends failed runs and ticks, new findings of checks and stale tables to the "
        "webhook and the addresses in settings.toml.",
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        if not is_set:
            return dg.SkipReason("settings.toml names no webhook and no address: see [notify]")
        now = time.time()
        instance = context.instance
        told = Told.model_validate_json(context.cursor) if context.cursor else Told(until=now)
        found = [
            *failed_runs(instance, told.until),
            *failed_ticks(instance, told.until),
        ]
        of_checks, digests = new_findings(instance, checks, told.checks)
        of_tables, stale = newly_stale(instance, tables, settings, told.stale)
        notices = [*found, *of_checks, *of_tables]
        send(notices, settings.notify)
        cursor = Told(until=now, checks=digests, stale=stale).model_dump_json()
        reason = f"{len(notices)} notices sent" if notices else "nothing new"
        return dg.SensorResult(skip_reason=reason, cursor=cursor)

    return sensor


def failed_runs(instance: dg.DagsterInstance, since: float) -> Iterator[Notice]:
    """The runs that failed since a time and are not launched again by themselves."""
    chosen = dg.RunsFilter(
        statuses=[dg.DagsterRunStatus.FAILURE], updated_after=datetime.fromtimestamp(since, UTC)
    )
    for record in instance.get_run_records(chosen):
        run = record.dagster_run
        if (record.end_time or 0) >= since and run.tags.get("dagster/will_retry") != "true":
            yield Notice(
                f"Run {run.run_id[:8]} of {run.job_name} failed",
                "Published tables stay as they were. The run's page and the report in the reports "
                "folder say why; what was read is kept, and the next run goes on from there.",
                f"/runs/{run.run_id}",
            )


def failed_ticks(instance: dg.DagsterInstance, since: float) -> Iterator[Notice]:
    """The schedules and sensors of which ticks failed since a time, each once."""
    for state in instance.all_instigator_state():
        ticks = instance.get_ticks(state.instigator_origin_id, state.selector_id, after=since)
        failed = [tick for tick in ticks if tick.status.value == "FAILURE"]
        if failed:
            error = failed[0].error
            yield Notice(
                f"{len(failed)} ticks of {state.instigator_name} failed",
                error.message if error else "No error is recorded.",
                "/automation",
            )


def new_findings(
    instance: dg.DagsterInstance, checks: Iterable[dg.AssetCheckKey], told: dict[str, str]
) -> tuple[list[Notice], dict[str, str]]:
    """Checks that fail or warn of something else than before, and what all found now."""
    notices, digests = [], {}
    for check in checks:
        record = instance.get_latest_asset_check_evaluation_record(check)
        entry = record.event if record else None
        evaluation = entry.asset_check_evaluation if entry else None
        if evaluation is None or evaluation.passed:
            continue
        name = check.to_user_string()
        found = evaluation.metadata.get("findings") or evaluation.metadata.get("failures")
        words = f"{evaluation.description}\n{found.value if found else ''}"
        digests[name] = hashlib.sha256(words.encode()).hexdigest()[:16]
        if told.get(name) != digests[name]:
            verb = "fails" if evaluation.severity == dg.AssetCheckSeverity.ERROR else "warns"
            path = "/".join(["", "assets", *check.asset_key.path])
            title = f"Check {check.name} of {check.asset_key.to_user_string()} {verb}"
            notices.append(Notice(title, words, f"{path}?view=checks"))
    return notices, digests


def newly_stale(
    instance: dg.DagsterInstance, tables: Iterable[str], settings: Settings, told: dict[str, float]
) -> tuple[list[Notice], dict[str, float]]:
    """One notice of the tables that have gone stale, and since when each stale one is as it is."""
    hours = settings.operating.stale_after_hours
    stale: dict[str, float] = {}
    for table in tables:
        event = instance.get_latest_materialization_event(dg.AssetKey(table))
        if event and time.time() - event.timestamp > hours * 3600:
            stale[table] = event.timestamp
    new = sorted(table for table in stale if told.get(table) != stale[table])
    if not new:
        return [], stale
    text = f"{', '.join(new)}: not refreshed for more than {hours:g} hours."
    title = f"{len(new)} tables are stale" if len(new) > 1 else f"Table {new[0]} is stale"
    return [Notice(title, text, "/assets")], stale
