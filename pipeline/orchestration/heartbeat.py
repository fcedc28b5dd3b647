"""A run's heartbeat, which shows whether its process is still there.

A run's process writes its identity into tags of the run, and every few seconds the time. Whoever
watches runs reads both from Dagster's storage: on the same machine it looks for the process itself,
elsewhere at the age of the heartbeat. Neither needs the code server that launched the run, which is
replaced when the code is reloaded.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

#: Dagster's UI hides tags with this prefix.
TAG, PROCESS = ".dagster/heartbeat", ".dagster/process"
#: Seconds between heartbeats, and without one until a run counts as dead. The margin is for slow
#: storage and busy machines.
INTERVAL, SILENCE = 10.0, 90.0

_log = logging.getLogger(__name__)


@contextmanager
def beating(instance: dg.DagsterInstance, run_id: str) -> Iterator[None]:
    """Sends heartbeats while the block runs; one that cannot be written is skipped."""
    over = threading.Event()
    own = {PROCESS: json.dumps([_here(), os.getpid(), _began(os.getpid())])}

    def beat() -> None:
        while True:
            try:
                instance.add_run_tags(run_id, own | {TAG: f"{time.time():.0f}"})
            except Exception:  # any error of the storage: the next one may get through
                _log.warning("run %s could not write its heartbeat", run_id[:8], exc_info=True)
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
    """Seconds since a run's last heartbeat; None if it has sent none."""
    sign = run.tags.get(TAG)
    return None if sign is None else time.time() - float(sign)


def lives(run: dg.DagsterRun) -> bool | None:
    """Whether the process of a run exists; None if that cannot be seen from here."""
    tag = run.tags.get(PROCESS)
    if tag is None:
        return None
    where, pid, began = json.loads(tag)
    if where is None or where != _here():
        return None
    found = _began(pid)
    return None if found is None and _is_another_users(pid) else found == began


def _here() -> str | None:
    """What process ids are relative to: this machine since it was booted, and its container.

    None without Linux's `/proc`; then no process is looked for.
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return None


def _began(pid: int) -> str | None:
    """When a process started, in Linux's clock ticks; None if it cannot be seen or has ended.

    A later process with the same id has another start time.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    state, *rest = stat.rpartition(")")[2].split()  # the name before it may hold any characters
    return None if state in "ZX" else rest[18]


def _is_another_users(pid: int) -> bool:
    """Whether a process exists that this user may not see."""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return False
