"""What is installed from a wheel works without the checkout it was built in."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from helpers.reports import write_report

from pipeline.tables.files import read_table

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_wheel_holds_all_that_a_run_needs(tmp_path: Path) -> None:
    subprocess.run(
        ["uv", "build", "--wheel", "--out-dir", str(tmp_path), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    write_report(tmp_path / "raw", 1)
    done = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "run"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert read_table("percentages", tmp_path / "outputs").num_rows == 1
    assert (tmp_path / "outputs" / "latest" / "index.html").is_file()
