"""The same input gives the same bytes: in two directories, two processes, two hash seeds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from helpers.reports import ROOT, checksums

PUBLISH = """
import sys
from pathlib import Path
from helpers.refreshing import refresh
refresh(Path(sys.argv[1]), Path(sys.argv[2]), check=False)
"""


def test_two_runs_publish_the_same_bytes(sample_outputs: Path, tmp_path: Path) -> None:
    raw, there = tmp_path / "some raw folder", tmp_path / "deeper" / "second" / "outputs"
    shutil.copytree(ROOT / "raw", raw)
    command = [sys.executable, "-c", PUBLISH, raw, there]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT / "tests")}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert checksums(there) == checksums(sample_outputs)
