"""The runs that failed, as recorded by Dagster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from pipeline.engines.process import IN_A_PROCESS
from pipeline.markup import plain_text
from pipeline.orchestration.partitions import RANGE_END, RANGE_START
from pipeline.orchestration.reports import FailedRun, FailedStep
from pipeline.tables.schema import DOCUMENTS

_TYPES = {
    dg.DagsterEventType.ENGINE_EVENT,
    dg.DagsterEventType.RUN_FAILURE,
    dg.DagsterEventType.STEP_FAILURE,
    dg.DagsterEventType.STEP_RESTARTED,
    dg.DagsterEventType.ASSET_CHECK_EVALUATION,
    dg.DagsterEventType.ASSET_MATERIALIZATION,
}
#: What the code server says of a process that ended before its run did.
_ENDED = "Run execution process for "
#: Seconds within which the end of a run reaches the storage.
_LATE = 60


def failed_runs(instance: dg.DagsterInstance, since: float) -> Iterator[FailedRun]:
    """The runs that failed since a time (seconds since 1970) or in the minute before it.

    Polling with the time of the previous call returns some runs twice, but misses none.
    """
    since -= _LATE
    chosen = dg.RunsFilter(
        statuses=[dg.DagsterRunStatus.FAILURE], updated_after=datetime.fromtimestamp(since, UTC)
    )
    for record in reversed(instance.get_run_records(chosen)):
        if (record.end_time or 0) >= since:
            yield _failed_run(instance, record)


def innermost(error: Any) -> str:
    """The message of the innermost error in a chain, without a process's traceback."""
    chain = _chain(error)
    if not chain:
        return "no error is known"
    return str(chain[-1].message).partition(IN_A_PROCESS)[0].strip()


def _failed_run(instance: dg.DagsterInstance, record: dg.RunRecord) -> FailedRun:
    run = record.dagster_run
    events = [
        entry.dagster_event
        for entry in instance.all_logs(run.run_id, of_type=_TYPES)
        if entry.dagster_event
    ]
    kinds = dg.DagsterEventType
    restarted = Counter(e.step_key for e in events if e.event_type is kinds.STEP_RESTARTED)
    checked = [
        e.asset_check_evaluation_data
        for e in events
        if e.event_type is kinds.ASSET_CHECK_EVALUATION
    ]
    shards = (run.tags.get(tag) for tag in (RANGE_START, RANGE_END))
    return FailedRun(
        run_id=run.run_id,
        job=run.job_name,
        shards=" to ".join(filter(None, shards)) or run.tags.get("dagster/partition"),
        at=datetime.fromtimestamp(record.end_time or 0, UTC),
        message=_message(events),
        steps={
            str(e.step_key): _failed_step(e.step_failure_data.error, 1 + restarted[e.step_key])
            for e in events
            if e.event_type is kinds.STEP_FAILURE
        },
        checks={
            f"{check.check_name} of {check.asset_key.to_user_string()}": _found(check)
            for check in checked
            if not check.passed and check.severity is dg.AssetCheckSeverity.ERROR
        },
        published=any(
            e.event_type is kinds.ASSET_MATERIALIZATION
            and e.asset_key == dg.AssetKey(DOCUMENTS.name)
            for e in events
        ),
        again=run.tags.get("dagster/will_retry") == "true",
    )


def _message(events: Sequence[dg.DagsterEvent]) -> str:
    """Why the run as a whole failed.

    Where its process ended, the failure itself says nothing, but the code server does beforehand.
    """
    failures = dg.DagsterEventType.RUN_FAILURE
    messages = [e.message for e in events if e.event_type is failures and e.message]
    ended = ["".join(e.message.partition(_ENDED)[1:]) for e in events if e.message]
    return next(filter(None, [*reversed(ended), *reversed(messages)]), "")


def _failed_step(error: Any, tries: int) -> FailedStep:
    names = tuple(str(one.cls_name) for one in _chain(error))
    return FailedStep(innermost(error), names, tries)


def _chain(error: Any) -> list[Any]:
    """An error and its causes, the innermost last."""
    chain = []
    while error is not None:
        chain.append(error)
        error = error.cause
    return chain


def _found(check: dg.AssetCheckEvaluation) -> str:
    """What a check found, as plain text."""
    found = check.metadata.get("findings")
    text = plain_text(str(found.value)) if found else ""
    return f"{check.description or ''}\n{text}"
