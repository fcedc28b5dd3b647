"""A service whose memory runs out: what the kernel ends is a process that reads, not the run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import work

CGROUPS = Path("/sys/fs/cgroup")
#: A run that holds more memory than any process that reads.
RUN = """
import os, sys
from pathlib import Path
import work
from pipeline.engines import engine
from pipeline.settings import EngineSettings

(Path(sys.argv[1]) / "cgroup.procs").write_text(str(os.getpid()))
held = b"1" * (400 * 2**20)
with engine(EngineSettings(kind="pool", workers=2)) as chosen:
    for made in chosen.map(work.use_memory_on_3, range(6)):
        print(getattr(made, "reason", made))
"""


@pytest.fixture
def group() -> Iterator[Path]:
    """A control group whose processes have 600 MB together, as systemd and containers make them."""
    first = CGROUPS / "memory" if (CGROUPS / "memory").is_dir() else CGROUPS
    limit = "memory.limit_in_bytes" if first.name == "memory" else "memory.max"
    made = first / f"un-figures-{os.getpid()}"
    try:
        made.mkdir()
        (made / limit).write_text(str(600 * 2**20))
    except OSError as problem:
        pytest.skip(f"no control group can be made: {problem}")
    yield made
    made.rmdir()


def test_the_run_goes_on_without_the_document(group: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(work.__file__).parent)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, group], env=environment, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    *first, died, fourth, fifth = done.stdout.splitlines()
    assert [*first, fourth, fifth] == ["0", "1", "4", "16", "25"]
    assert died.startswith(
        "Tried 2 times: the process that read it was killed by SIGKILL. The memory"
    )
    assert "give it more, or lower engine.workers." in died
