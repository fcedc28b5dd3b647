"""The plain report on a run that failed: what, where, why, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from upath import UPath

from pipeline.storage import write_whole


@dataclass(frozen=True, slots=True)
class FailedRun:
    """A run that failed.

    Attributes:
        run_id: of Dagster.
        job: its name.
        shards: first and last shard that it was to read, as text; None for a run of no shard.
        at: when it failed.
        message: what Dagster says of the whole run.
        steps: why each step failed, by its name: the innermost error's message.
        again: whether Dagster launches it again by itself.
    """

    run_id: str
    job: str
    shards: str | None
    at: datetime
    message: str
    steps: Mapping[str, str]
    again: bool = False


def report(run: FailedRun) -> str:
    """The report as text."""
    lines = [
        f"Run {run.run_id} of {run.job} failed at {run.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC.",
        *([f"It was to read shards {run.shards}."] if run.shards else []),
        "",
        run.message.strip(),
        "",
    ]
    for step, reason in run.steps.items():
        lines += [f"Step {step}:", *(f"  {line}" for line in reason.strip().splitlines()), ""]
    what_next = (
        "Dagster launches it again by itself"
        if run.again
        else "once the cause is mended, launch the same run again"
    )
    lines += [
        "The published tables are whole: those of the run before, or of this one where it came so",
        f"far. What was read is kept: {what_next}, and it goes on from there.",
        f"The run's page in the UI, /runs/{run.run_id}, has its log, and the rows that failed a",
        "check.",
    ]
    return "\n".join(lines) + "\n"


def write_report(run: FailedRun, folder: UPath) -> UPath:
    """Writes the report into a folder, in a file named for the time and the run."""
    file = folder / f"{run.at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}-{run.run_id[:8]}.txt"
    write_whole(file, report(run).encode())
    return file


def innermost(error: Any) -> str:
    """What the error at the bottom of a chain of errors says."""
    if error is None:
        return "no error is known"
    while error.cause is not None:
        error = error.cause
    return str(error.message).strip()
