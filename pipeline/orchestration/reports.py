"""The plain-text report on a failed run: what failed, where, why, and what to do."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from upath import UPath

from pipeline import errors
from pipeline.orchestration.fetching import FETCH_DOCUMENTS
from pipeline.orchestration.jobs import MAKE_RELEASE
from pipeline.storage import write_whole

#: Classes of errors whose text says what to do.
_OURS = {name for name, one in vars(errors).items() if isinstance(one, type)}
#: Classes of errors of files and connections.
_OF_THE_SYSTEM = {
    name
    for name, one in vars(builtins).items()
    if isinstance(one, type) and issubclass(one, OSError)
}


@dataclass(frozen=True, slots=True)
class FailedStep:
    """A step that failed.

    Attributes:
        reason: what the innermost error says.
        errors: names of the classes of its errors, the innermost last.
        tries: how often it was tried.
    """

    reason: str
    errors: tuple[str, ...] = ()
    tries: int = 1


@dataclass(frozen=True, slots=True)
class FailedRun:
    """A run that failed.

    Attributes:
        run_id: Dagster's id.
        job: its name.
        shards: the first and last shard it was to read, as text; None if it reads none.
        at: when it failed.
        message: Dagster's message on the whole run.
        steps: the steps that failed, by name.
        checks: the findings of blocking checks, by name.
        published: whether it wrote the tables before it failed.
        again: whether Dagster will retry it.
    """

    run_id: str
    job: str
    shards: str | None
    at: datetime
    message: str
    steps: Mapping[str, FailedStep]
    checks: Mapping[str, str] = field(default_factory=dict)
    published: bool = False
    again: bool = False


def report(run: FailedRun) -> str:
    """The report as text."""
    at = f"{run.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    begin = f"Run {run.run_id} of {run.job} failed at {at}."
    read = [f"It was to read shards {run.shards}."] if run.shards else []
    end = f"The run's page in the UI, /runs/{run.run_id}, has its log."
    return "\n".join([begin, *read, "", explained(run), "", end]) + "\n"


def explained(run: FailedRun) -> str:
    """Why a run failed, what state it left, and what to do, as text."""
    lines = [run.message.strip(), ""]
    for step, failed in run.steps.items():
        if not (run.checks and failed.errors[-1:] == (_CHECK_FAILED,)):
            lines += [f"Step {step}:", *_indented(failed.reason), ""]
    for check, found in run.checks.items():
        lines += [f"Check {check}:", *_indented(found), ""]
    return "\n".join([*lines, _state(run), advice(run)])


def advice(run: FailedRun) -> str:
    """What to do about it, in sentences that fit the failure."""
    if run.again:
        return "Dagster will launch it again; it resumes where it stopped."
    named = {name for step in run.steps.values() for name in step.errors}
    if not run.steps:
        return (
            "No step failed: the run's process was lost, or it did not start or end in time. "
            "See whether the machine has run out of memory or disk space, then launch the run "
            "again; it resumes where it stopped."
        )
    if run.checks:
        return (
            "Launching it again only helps once the rule that reads these rows, their expectations "
            "or the documents have changed. Until then, take these documents out of the raw "
            "folder, and the others are published."
        )
    tries = max(step.tries for step in run.steps.values())
    if tries > 1:
        return (
            f"It was tried {tries} times. Once the storage, service or cluster answers, launch "
            "the run again; it resumes where it stopped."
        )
    if named & _OURS:
        return "Do what the message says, then launch the run again."
    if named & _OF_THE_SYSTEM:
        return (
            "Fix what the message names (does it exist, is it writable, is its disk full?), then "
            "launch the run again; it resumes where it stopped."
        )
    return (
        "This looks like a bug, and running it again will not help: report it with the step's log."
    )


#: The error by which Dagster ends a step whose check blocks.
_CHECK_FAILED = "DagsterAssetCheckFailedError"


def _state(run: FailedRun) -> str:
    """What is published now."""
    if run.job == FETCH_DOCUMENTS:
        return "What it had fetched is in the raw folder; the published tables stay as they were."
    if run.job == MAKE_RELEASE:
        return "The tables and the newest release stay as they were."
    if run.published:
        return "It had published its tables before it failed; they are complete."
    return "Nothing was published: the tables stay as they were. What was read is kept."


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.strip().splitlines()]


def write_report(run: FailedRun, folder: UPath) -> UPath:
    """Writes the report into a folder, in a file named for the time and the run."""
    write_whole(_file(run, folder), report(run).encode())
    return _file(run, folder)


def is_reported(run: FailedRun, folder: UPath) -> bool:
    """Whether a folder has a report on a run."""
    return _file(run, folder).is_file()


def _file(run: FailedRun, folder: UPath) -> UPath:
    return folder / f"{run.at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}-{run.run_id[:8]}.txt"
