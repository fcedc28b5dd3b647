"""Notifies operators of failed runs and ticks, new findings, documents and stale tables.

Each channel has a sensor that looks every minute at what Dagster has recorded since its last
message. Its cursor moves on only when the message is delivered, so nothing is lost while a mail
server is down, and meanwhile the webhook gets nothing twice.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import dagster as dg
from pydantic import BaseModel

from pipeline.markup import plain_text
from pipeline.notify import CHANNELS, Notice, channels
from pipeline.orchestration import reports
from pipeline.orchestration.failures import failed_runs
from pipeline.orchestration.internals import TickStatus
from pipeline.orchestration.resources import Folders
from pipeline.publishing.publish import troubles
from pipeline.settings import NotifySettings, Settings
from pipeline.tables.schema import DOCUMENTS

#: Documents that a message names; the table `documents` has them all.
_MOST_NAMED = 20
#: Failing rows that a message shows of an expectation; the check has more.
_MOST_ROWS = 5


class Cursor(BaseModel):
    """What has been sent: a sensor's cursor.

    Attributes:
        until: time up to which runs have been looked through, in seconds.
        runs: ids of those that failed shortly before.
        ticks: the schedules and sensors whose last tick failed.
        checks: of each check that fails or warns, a digest of what it found.
        published: when the tables were last published, as far as documents have been looked at.
        documents: of each document that is in trouble, a digest of why.
        stale: of each stale table, the time of the materialization that is too old.
    """

    until: float
    runs: list[str] = []
    ticks: list[str] = []
    checks: dict[str, str] = {}
    published: float = 0
    documents: dict[str, str] = {}
    stale: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Watched:
    """What the sensors watch.

    Attributes:
        checks: those whose findings are sent.
        tables: assets that can go stale.
        stale_after_hours: the age at which they are stale.
    """

    checks: Sequence[dg.AssetCheckKey]
    tables: Sequence[str]
    stale_after_hours: float


def notifying_sensors(
    settings: Settings, checks: Sequence[dg.AssetCheckKey], tables: Sequence[str]
) -> list[dg.SensorDefinition]:
    """A sensor for each channel; those that are configured are on from the start."""
    watched = Watched(checks, tables, settings.operating.stale_after_hours)
    return [_sensor(channel, settings.notify, watched) for channel in CHANNELS]


def _sensor(channel: str, settings: NotifySettings, watched: Watched) -> dg.SensorDefinition:
    send = channels(settings).get(channel)
    status = dg.DefaultSensorStatus

    @dg.sensor(
        name=f"notify_by_{channel}",
        minimum_interval_seconds=settings.interval_seconds,
        default_status=status.RUNNING if send else status.STOPPED,
        description="Reports failed runs and ticks, new findings of checks, documents in trouble "
        f"and stale tables by {channel}, as set in [notify] in settings.toml.",
    )
    def sensor(
        context: dg.SensorEvaluationContext, folders: Folders
    ) -> dg.SensorResult | dg.SkipReason:
        if send is None:
            return dg.SkipReason(f"settings.toml sets no {channel}: see [notify]")
        previous = Cursor.model_validate_json(context.cursor) if context.cursor else None
        notices, now = look(context.instance, folders, watched, previous)
        if notices:
            send(notices, settings)
        reason = f"{len(notices)} notices sent" if notices else "nothing new"
        return dg.SensorResult(skip_reason=reason, cursor=now.model_dump_json())

    return sensor


def look(
    instance: dg.DagsterInstance, folders: Folders, watched: Watched, previous: Cursor | None
) -> tuple[list[Notice], Cursor]:
    """What is new since the last message, and the cursor that goes with it.

    The first time, earlier failed runs are left out; findings that still hold are sent.
    """
    now = time.time()
    failed = list(failed_runs(instance, previous.until if previous else now))
    known = {run.run_id for run in failed} if previous is None else set(previous.runs)
    of_runs = [_of_run(run) for run in failed if not (run.run_id in known or run.again)]
    sent = previous or Cursor(until=now)
    failing, ticks = failed_ticks(instance, sent.ticks)
    found, checks = new_findings(instance, watched.checks, sent.checks)
    in_trouble, published, documents = new_troubles(instance, folders, sent)
    gone_stale, stale = newly_stale(instance, watched, sent.stale)
    return [*of_runs, *failing, *found, *in_trouble, *gone_stale], Cursor(
        until=now,
        runs=[run.run_id for run in failed],
        ticks=ticks,
        checks=checks,
        published=published,
        documents=documents,
        stale=stale,
    )


def _of_run(run: reports.FailedRun) -> Notice:
    title = f"Run {run.run_id[:8]} of {run.job} failed"
    return Notice(title, reports.explained(run), f"/runs/{run.run_id}")


def failed_ticks(
    instance: dg.DagsterInstance, sent: Sequence[str]
) -> tuple[list[Notice], list[str]]:
    """Notices of schedules and sensors that have begun to fail, and the names of all that fail."""
    notices, failing = [], []
    ended = [TickStatus.SUCCESS, TickStatus.SKIPPED, TickStatus.FAILURE]
    for state in instance.all_instigator_state():
        if not state.is_running:
            continue
        ticks = instance.get_ticks(
            state.instigator_origin_id, state.selector_id, limit=1, statuses=ended
        )
        if not ticks or ticks[0].status is not TickStatus.FAILURE:
            continue
        name, error = state.instigator_name, ticks[0].error
        failing.append(name)
        if name not in sent:
            reason = error.message.strip() if error else "No error is recorded."
            later = "No further notice is sent until a tick has succeeded."
            notices.append(Notice(f"{name} fails", f"{reason}\n{later}", "/automation"))
    return notices, sorted(failing)


def new_findings(
    instance: dg.DagsterInstance, checks: Iterable[dg.AssetCheckKey], sent: Mapping[str, str]
) -> tuple[list[Notice], dict[str, str]]:
    """Notices of checks with new findings, and digests of the findings of all checks."""
    notices, digests = [], {}
    for check in checks:
        record = instance.get_latest_asset_check_evaluation_record(check)
        entry = record.event if record else None
        evaluation = entry.asset_check_evaluation if entry else None
        if evaluation is None or evaluation.passed:
            continue
        name = check.to_user_string()
        found = evaluation.metadata.get("findings") or evaluation.metadata.get("failures")
        markdown = str(found.value) if found else ""
        digests[name] = _digest(f"{evaluation.description}\n{markdown}")
        if sent.get(name) != digests[name]:
            verb = "fails" if evaluation.severity == dg.AssetCheckSeverity.ERROR else "warns"
            path = "/".join(["", "assets", *check.asset_key.path])
            title = f"Check {check.name} of {check.asset_key.to_user_string()} {verb}"
            words = f"{evaluation.description}\n{plain_text(markdown, _MOST_ROWS)}"
            notices.append(Notice(title, words, f"{path}?view=checks"))
    return notices, digests


def new_troubles(
    instance: dg.DagsterInstance, folders: Folders, sent: Cursor
) -> tuple[list[Notice], float, dict[str, str]]:
    """Notices of published documents that newly failed or have figures newly set aside.

    Also returns when the tables were published, and a digest of the reason for each document.
    """
    event = instance.get_latest_materialization_event(dg.AssetKey(DOCUMENTS.name))
    if event is None or event.timestamp == sent.published:
        return [], sent.published, dict(sent.documents)
    found = dict(troubles(folders.outputs_path))
    digests = {document: _digest(why) for document, why in found.items()}
    new = [name for name, digest in digests.items() if sent.documents.get(name) != digest]
    if not new:
        return [], event.timestamp, digests
    lines = [f"{name}: {found[name]}" for name in new[:_MOST_NAMED]]
    if len(new) > _MOST_NAMED:
        lines.append(f"And {len(new) - _MOST_NAMED} more: see the table `documents`.")
    title = f"{len(new)} documents are in trouble" if len(new) > 1 else f"{new[0]} is in trouble"
    notice = Notice(title, "\n".join(lines), f"/assets/{DOCUMENTS.name}")
    return [notice], event.timestamp, digests


def newly_stale(
    instance: dg.DagsterInstance, watched: Watched, sent: Mapping[str, float]
) -> tuple[list[Notice], dict[str, float]]:
    """A notice of tables that have gone stale, and when each stale table was last refreshed."""
    hours = watched.stale_after_hours
    stale: dict[str, float] = {}
    for table in watched.tables:
        event = instance.get_latest_materialization_event(dg.AssetKey(table))
        if event and time.time() - event.timestamp > hours * 3600:
            stale[table] = event.timestamp
    new = sorted(table for table in stale if sent.get(table) != stale[table])
    if not new:
        return [], stale
    text = f"{', '.join(new)}: not refreshed for more than {hours:g} hours."
    title = f"{len(new)} tables are stale" if len(new) > 1 else f"Table {new[0]} is stale"
    return [Notice(title, text, "/assets")], stale


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]
