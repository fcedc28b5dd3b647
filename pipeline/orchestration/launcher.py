"""The launcher of runs on one machine, which also tells whether a run is still alive.

Named in `dagster.yaml`. Dagster's own launcher never asks, so a run that went down with its server
would be in progress for ever, and those that wait for its end with it.
"""

from __future__ import annotations

import logging
import time

import dagster as dg

from pipeline.orchestration.heartbeat import SILENCE, lives, silence
from pipeline.orchestration.internals import (
    CanCancelExecutionRequest,
    CanCancelExecutionResult,
    CheckRunHealthResult,
    DagsterUserCodeUnreachableError,
    WorkerStatus,
    deserialize_value,
)

_RUNNING = CheckRunHealthResult(WorkerStatus.RUNNING)


class _Once(logging.Filter):
    """Lets through what is another message than the one before."""

    _before = ""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is."""
        message, before = record.getMessage(), self._before
        self._before = message
        return message != before


# While a run goes on, the daemon says every five seconds that it starts no other.
logging.getLogger("dagster.daemon.QueuedRunCoordinatorDaemon").addFilter(_Once())


class WatchedRunLauncher(dg.DefaultRunLauncher):
    """Launches runs in the code server; the monitoring daemon asks how they are."""

    @property
    def supports_check_run_worker_health(self) -> bool:
        """It does."""
        return True

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        """Lost is a run whose process is gone, or that is silent where nobody can see its process.

        The code server alone does not tell: after the code location is reloaded, a new one answers,
        which knows nothing of the runs that the old one still has.
        """
        alive, quiet = lives(run), silence(run)
        if alive is False:
            return _lost("The process of the run has ended on this machine.")
        if alive or (quiet is not None and quiet < SILENCE) or self._server_has(run):
            return _RUNNING
        if quiet is None and _age(self._instance, run) < SILENCE:  # it may be about to sign
            return _RUNNING
        since = "never gave" if quiet is None else f"has not given for {quiet:.0f} seconds"
        return _lost(f"The process of the run {since} a sign of life, and no code server knows it.")

    def _server_has(self, run: dg.DagsterRun) -> bool:
        """Whether the code server that stands where the run was launched has a process of it."""
        client = self._get_grpc_client_for_termination(run.run_id)  # type: ignore[no-untyped-call]
        if client is None:  # it has just ended, or has not begun
            return True
        try:
            answer = client.can_cancel_execution(CanCancelExecutionRequest(run_id=run.run_id))
        except DagsterUserCodeUnreachableError:
            return False
        return deserialize_value(answer, CanCancelExecutionResult).can_cancel


def _lost(reason: str) -> CheckRunHealthResult:
    return CheckRunHealthResult(WorkerStatus.FAILED, reason)


def _age(instance: dg.DagsterInstance, run: dg.DagsterRun) -> float:
    """Seconds since a run began."""
    record = instance.get_run_record_by_id(run.run_id)
    begun = record.start_time if record else None
    return 0.0 if begun is None else time.time() - begun
