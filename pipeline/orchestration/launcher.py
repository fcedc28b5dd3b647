"""The launcher of runs on one machine, which also tells whether a run is still alive.

Named in `dagster.yaml`. Dagster's own launcher never checks, so a run that died with its server
would stay in progress forever, and block the runs that wait for it.
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
    """Drops messages that repeat the previous one."""

    _before = ""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record differs from the previous one."""
        message, before = record.getMessage(), self._before
        self._before = message
        return message != before


# During a run, the daemon logs every five seconds that it starts no other.
logging.getLogger("dagster.daemon.QueuedRunCoordinatorDaemon").addFilter(_Once())


class WatchedRunLauncher(dg.DefaultRunLauncher):
    """Launches runs in the code server, and answers the monitoring daemon about them."""

    @property
    def supports_check_run_worker_health(self) -> bool:
        """Yes."""
        return True

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        """A run is lost if its process is gone, or if the process cannot be seen and is silent.

        The code server alone cannot say: after a reload of the code location, a new one answers,
        which knows nothing of runs in the old one.
        """
        alive, quiet = lives(run), silence(run)
        if alive is False:
            return _lost("The process of the run has ended on this machine.")
        if alive or (quiet is not None and quiet < SILENCE) or self._server_has(run):
            return _RUNNING
        if quiet is None and _age(self._instance, run) < SILENCE:  # its first heartbeat may be due
            return _RUNNING
        heard = "nothing" if quiet is None else f"nothing for {quiet:.0f} seconds"
        return _lost(f"The run's process has sent {heard}, and no code server knows it.")

    def _server_has(self, run: dg.DagsterRun) -> bool:
        """Whether the code server at the address where the run was launched has its process."""
        client = self._get_grpc_client_for_termination(run.run_id)  # type: ignore[no-untyped-call]
        if client is None:  # it has just ended, or has not started
            return True
        try:
            answer = client.can_cancel_execution(CanCancelExecutionRequest(run_id=run.run_id))
        except DagsterUserCodeUnreachableError:
            return False
        return deserialize_value(answer, CanCancelExecutionResult).can_cancel


def _lost(reason: str) -> CheckRunHealthResult:
    return CheckRunHealthResult(WorkerStatus.FAILED, reason)


def _age(instance: dg.DagsterInstance, run: dg.DagsterRun) -> float:
    """Seconds since a run started."""
    record = instance.get_run_record_by_id(run.run_id)
    begun = record.start_time if record else None
    return 0.0 if begun is None else time.time() - begun
