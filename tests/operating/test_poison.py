"""A document that kills whatever reads it: it fails alone, says so, and is tried again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.reports import ROOT, name_of, write_report

from pipeline.tables.files import read_table

pytestmark = pytest.mark.slow

POISON = name_of(3)
#: Python imports it when it starts. A process that reads documents, and no other, dies when it
#: opens the poison.
SITE = f"""
import os, signal, sys
if "import serve" in " ".join(sys.orig_argv):
    def watch(event, arguments):
        if event == "open" and str(arguments[0]).endswith({POISON!r}):
            os.kill(os.getpid(), signal.SIGSEGV)
    sys.addaudithook(watch)
"""


def run(folder: Path, *, poisoned: bool) -> subprocess.CompletedProcess[str]:
    """`pipeline run` over the folder's documents."""
    (folder / "site").mkdir(exist_ok=True)
    (folder / "site" / "sitecustomize.py").write_text(SITE if poisoned else "", encoding="utf-8")
    (folder / "settings.toml").write_text("[engine]\nworkers = 2\n", encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "site"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PIPELINE_SETTINGS": str(folder / "settings.toml"),
        "PIPELINE_RAW": str(folder / "raw"),
        "PIPELINE_OUTPUTS": str(folder / "outputs"),
    }
    command = [sys.executable, "-m", "pipeline", "run"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def documents(folder: Path) -> dict[str, tuple[str, str | None]]:
    """Status and failure of each published document."""
    rows = read_table("documents", folder / "outputs").to_pylist()
    return {row["document_id"]: (row["status"], row["failure"]) for row in rows}


def test_a_document_that_kills_its_reader_fails_alone_and_is_tried_again(tmp_path: Path) -> None:
    for number in range(1, 6):
        write_report(tmp_path / "raw", number)

    done = run(tmp_path, poisoned=True)
    assert done.returncode == 1, done.stderr
    published = documents(tmp_path)
    status, failure = published.pop("A_70_3-zh")
    assert status == "failed"
    assert "Tried 2 times: the process that read it was killed by SIGSEGV" in str(failure)
    assert f"A_70_3-zh ({POISON}): {failure}" in done.stdout
    assert set(published.values()) == {("extracted", None)}
    assert len(published) == 4
    values = read_table("percentages", tmp_path / "outputs").column("value").to_pylist()
    assert values == [11.0, 12.0, 14.0, 15.0]

    done = run(tmp_path, poisoned=False)
    assert done.returncode == 0, done.stderr
    assert documents(tmp_path)["A_70_3-zh"] == ("extracted", None)
    read = [line for line in done.stderr.splitlines() if line.startswith(("pages:", "figures:"))]
    assert read == ["pages: A_70_3-zh (1 of 1)", "figures: A_70_3-zh (1 of 1)"]
