"""A run in a bucket that is killed ends, once it is run again, as one that was not disturbed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.refreshing import refresh
from helpers.reports import ROOT, checksums, write_report
from servers import Storage
from upath import UPath

pytestmark = pytest.mark.slow

NUMBERS = range(1, 6)
RUN = """
import sys
from upath import UPath
from helpers.refreshing import refresh
refresh(UPath(sys.argv[1]), UPath(sys.argv[2]), check=False)
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for number in NUMBERS:
        write_report(tmp_path / "raw", number)
    return tmp_path / "raw"


@pytest.mark.parametrize(
    ("words", "number"),
    [("-zh/pages-", 3), ("-zh/figures-", 2), ("/counts-", 1), ("outputs/counts.csv", 1)],
)
def test_a_run_that_is_killed_goes_on_where_it_was(
    bucket: UPath, storage: Storage, raw: Path, tmp_path: Path, words: str, number: int
) -> None:
    refresh(raw, tmp_path / "outputs", check=False)
    outputs = bucket / "outputs"
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(raw), str(outputs)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        stderr=subprocess.DEVNULL,
    )
    with storage.calling_at(words, number, run.kill):
        assert run.wait(timeout=120) == -signal.SIGKILL
    done = refresh(raw, outputs, check=False)
    assert done.published
    assert checksums(outputs) == checksums(tmp_path / "outputs")
    if words == "-zh/figures-":
        assert len(done.read["pages"]) == len(done.read["text"]) == 0
        assert len(done.read["figures"]) <= len(NUMBERS) - number
