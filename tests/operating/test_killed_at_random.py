"""SIGKILL at random moments of a real run, pool, checks and release: after another run, all is there.

`UN_FIGURES_KILLS=60 uv run --group dev pytest -n 0 -m slow tests/operating/test_killed_at_random.py` tries as
many moments; `UN_FIGURES_SEED` others.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from helpers.reports import ROOT, write_report, write_sample

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("UN_FIGURES_KILLS", "6"))
SEED = int(os.environ.get("UN_FIGURES_SEED", "12"))
#: What is killed: the run, one of the processes that read, whatever makes pictures.
RUN, WORKER, PICTURES = "the run", "a worker", "pictures"


@dataclass(frozen=True)
class Undisturbed:
    """A run that nobody kills: how long it takes, when it makes pictures, and what comes out of it.

    Attributes:
        seconds: that it takes.
        pictures: seconds from its begin until its release is being made.
        files: checksums of all that is published and does not tell its time, by name.
        names: of all files.
    """

    seconds: float
    pictures: float
    files: Mapping[str, str]
    names: frozenset[str]


class Corpus:
    """Documents, and the command that reads them."""

    def __init__(self, folder: Path) -> None:
        self.raw = folder / "raw"
        for number in range(1, 9):
            write_report(self.raw, number)
        write_report(self.raw, 1, "en")
        write_sample(self.raw, "A_71_1")
        settings = folder / "settings.toml"
        settings.write_text("[engine]\nworkers = 2\n[partitions]\nshards = 4\n", encoding="utf-8")
        self.environment = {**os.environ, "PIPELINE_SETTINGS": str(settings)}

    def start(self, outputs: Path) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "pipeline", "run", "--raw", self.raw, "--outputs", outputs]
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, text=True, stderr=subprocess.STDOUT,
            stdout=subprocess.PIPE,
        )  # fmt: skip


def published(outputs: Path) -> dict[str, str]:
    """Checksums by name, of all files but those that the pipeline keeps for itself."""
    files = [p for p in outputs.rglob("*") if p.is_file() and ".work" not in p.parts]
    return {
        str(file.relative_to(outputs)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if "data_docs/validations" not in str(file)  # they are named for their time
    }


def is_releasing(outputs: Path) -> bool:
    return any((outputs / "releases").glob(".building-*"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def undisturbed(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Two runs; what differs between them tells its time."""
    found = []
    for number in range(2):
        outputs = tmp_path_factory.mktemp(f"undisturbed{number}") / "outputs"
        begun, releasing = time.monotonic(), 0.0
        with corpus.start(outputs) as process:
            while process.poll() is None:
                if not releasing and is_releasing(outputs):
                    releasing = time.monotonic() - begun
                time.sleep(0.02)
            assert process.stdout is not None
            assert process.returncode == 0, process.stdout.read()
        assert releasing
        found.append((time.monotonic() - begun, releasing, published(outputs)))
    same = dict(found[0][2].items() & found[1][2].items())
    assert {"counts.csv", "paragraphs.parquet"} <= same.keys()
    assert any(name.endswith(".png") for name in same)
    return Undisturbed(found[1][0], found[1][1], same, frozenset(found[0][2]))


def moments() -> list[tuple[str, float]]:
    """What to kill, each in turn, and after which part of its time."""
    chosen = random.Random(SEED)
    targets = (RUN, WORKER, PICTURES)
    return [(targets[number % 3], chosen.random()) for number in range(KILLS)]


@pytest.mark.parametrize(
    ("target", "part"), moments(), ids=lambda told: told if isinstance(told, str) else f"{told:.4f}"
)
def test_a_run_after_one_that_was_killed_publishes_the_same_bytes(
    target: str, part: float, corpus: Corpus, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    outputs = tmp_path / "outputs"
    with corpus.start(outputs) as process:
        killed = _kill(process, outputs, target, part, undisturbed)
        assert process.stdout is not None
        told = process.stdout.read()
    # What reads for a run that is no more ends by itself.
    assert not [p for p in killed if p.is_running() and _is_ours(p, outputs)]
    if target is not RUN:
        assert process.returncode in {0, -9}, told
    for _ in range(2):  # the second has nothing to do, and changes nothing
        with corpus.start(outputs) as again:
            assert again.stdout is not None
            told = again.stdout.read()
        assert again.returncode == 0, told
        found = published(outputs)
        assert {name: found.get(name) for name in undisturbed.files} == undisturbed.files
        assert found.keys() == undisturbed.names


def _kill(
    process: subprocess.Popen[str], outputs: Path, target: str, part: float, usual: Undisturbed
) -> list[psutil.Process]:
    """Kills at the moment, or where that is no more, not at all; what ran below the run."""
    begun = time.monotonic()
    if target is PICTURES:
        while process.poll() is None and not is_releasing(outputs):
            time.sleep(0.005)
        begun = time.monotonic()
        wait = part * (usual.seconds - usual.pictures)
    else:
        wait = part * (usual.seconds if target is RUN else usual.pictures)
    while process.poll() is None and time.monotonic() - begun < wait:
        time.sleep(0.005)
    try:
        below = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    if target is RUN or (target is PICTURES and not below):
        process.kill()
    elif below:
        random.Random(wait).choice(below).kill()
    process_ended = target is RUN or (target is PICTURES and not below)
    if process_ended:
        psutil.wait_procs(below, timeout=20)
    return below if process_ended else []


def _is_ours(process: psutil.Process, outputs: Path) -> bool:
    """Whether it is still the process that it was, and not one that got its number."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE and outputs.exists()
    except psutil.NoSuchProcess:
        return False
