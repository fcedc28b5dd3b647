"""A run's sign of life, which tells a run that is at work from one whose process is gone.

The process of a run writes the time into a tag of the run every few seconds. Whoever watches runs
reads it from Dagster's storage, on whatever machine, and after the code has been reloaded, which
puts a new code server in place of the one that launched the run.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

#: Dagster's UI shows no tags that begin like this.
TAG = ".dagster/heartbeat"
#: Seconds from one sign to the next, and without one until a run is thought dead. The margin is
#: for a storage that is slow and a machine that is busy.
INTERVAL, SILENCE = 10.0, 90.0

_log = logging.getLogger(__name__)


@contextmanager
def beating(instance: dg.DagsterInstance, run_id: str) -> Iterator[None]:
    """Signs while the block runs; a sign that cannot be written is left out."""
    over = threading.Event()

    def beat() -> None:
        while True:
            try:
                instance.add_run_tags(run_id, {TAG: f"{time.time():.0f}"})
            except Exception:  # whatever the storage raises: the next sign may come through
                _log.warning("run %s could not sign that it is alive", run_id[:8], exc_info=True)
            if over.wait(INTERVAL):
                return

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(INTERVAL)


def silence(run: dg.DagsterRun) -> float | None:
    """Seconds since the last sign of a run; None where it has given none."""
    sign = run.tags.get(TAG)
    return None if sign is None else time.time() - float(sign)
