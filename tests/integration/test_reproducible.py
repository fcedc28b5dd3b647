"""The same input gives the same bytes: in two directories, two processes, two hash seeds."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.tables.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
FILES = [f"{table.name}.{suffix}" for table in TABLES for suffix in ("parquet", "csv")]

PUBLISH = """
import sys
from pathlib import Path
from helpers.refreshing import refresh
refresh(Path(sys.argv[1]), Path(sys.argv[2]), check=False)
"""


def published(folder: Path, seed: str) -> dict[str, str]:
    """Checksums of what a process publishes from a copy of the sample, by file."""
    raw, outputs = folder / "some raw folder", folder / "outputs"
    shutil.copytree(ROOT / "raw", raw)
    command = [sys.executable, "-c", PUBLISH, raw, outputs]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "tests")}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {name: hashlib.sha256((outputs / name).read_bytes()).hexdigest() for name in FILES}


def test_two_runs_publish_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "deeper" / "second"
    assert published(first, "1") == published(second, "2")
