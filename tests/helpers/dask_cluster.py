"""A Dask cluster on loopback, started from the command line with two workers and their nannies."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: The folder of the functions that the tests submit.
WORK = Path(__file__).parents[1] / "engines"


@contextmanager
def dask_cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """Starts a scheduler with single-threaded workers, and yields its address."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(WORK),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION": "1.0",
    }
    file = folder / "scheduler.json"
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", *common]
    worker = ["worker", "--nthreads", "1", "--host", "127.0.0.1", *common]
    worker += ["--local-directory", str(folder)]
    started: list[subprocess.Popen[bytes]] = []
    with (folder / "dask.log").open("wb") as log:
        try:
            for command in [scheduler, *[worker] * workers]:
                full = [sys.executable, "-m", "dask", *command]
                started.append(subprocess.Popen(full, env=environment, stderr=log))
            yield _address(file, workers)
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait()


def _address(file: Path, workers: int) -> str:
    from distributed import Client

    while not file.exists():
        time.sleep(0.05)
    with Client(scheduler_file=str(file), set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=120)
        return client.scheduler.address
