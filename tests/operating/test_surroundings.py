"""Real runs where something around them is amiss: a good result or a clear error, nothing lost.

The disk is full or may not be written to, there is no home, the locale is C, descriptors are few,
clocks are wrong. Full and read-only disks are file systems in memory of their own, which need root.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from helpers.reports import ROOT, checksums, write_report, write_sample

pytestmark = pytest.mark.slow

MOUNTS = """
set -e
mount -t tmpfs -o size={size} tmpfs {place}
cp -a {before}/. {place}/
{then}
set +e
"{python}" -m pipeline run --raw {raw} --outputs {place}
code=$?
mount -o remount,rw,size=1g {place}
mkdir -p {after}
cp -a {place}/. {after}/
exit $code
"""


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents") / "raw"
    for number in range(1, 5):
        write_report(folder, number)
    write_sample(folder, "A_71_1")
    return folder


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    file.write_text("[engine]\nworkers = 2\n[partitions]\nshards = 4\n", encoding="utf-8")
    return file


class Runs:
    """Runs of the command."""

    def __init__(self, settings: Path) -> None:
        self.environment = {**os.environ, "PIPELINE_SETTINGS": str(settings)}

    def __call__(
        self, raw: Path, outputs: Path, *, limits: Callable[[], None] | None = None,
        without: tuple[str, ...] = (), others: Mapping[str, str] = {},
    ) -> subprocess.CompletedProcess[str]:  # fmt: skip
        environment = {n: v for n, v in self.environment.items() if n not in without}
        command = [sys.executable, "-m", "pipeline", "run", "--raw", raw, "--outputs", outputs]
        return subprocess.run(
            command, cwd=ROOT, env={**environment, **others}, preexec_fn=limits, text=True,
            capture_output=True, check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def pipeline(settings: Path) -> Runs:
    return Runs(settings)


@pytest.fixture(scope="module")
def good(raw: Path, pipeline: Runs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of a run where all is well."""
    outputs = tmp_path_factory.mktemp("good") / "outputs"
    done = pipeline(raw, outputs)
    assert done.returncode == 0, done.stderr
    return outputs


@pytest.fixture
def more(raw: Path, tmp_path: Path) -> Path:
    """The same documents and others, so that there is something to publish."""
    folder = tmp_path / "more"
    shutil.copytree(raw, folder)
    for number in range(5, 9):
        write_report(folder, number)
    return folder


def hidden(outputs: Path) -> set[str]:
    """What begins with a dot, but for what is meant to stay."""
    return {p.name for p in outputs.rglob(".*")} - {".work", ".lock"}


def is_clear(done: subprocess.CompletedProcess[str], *words: str) -> bool:
    """Whether it failed with a sentence that has these words, and without a traceback."""
    told = done.stdout + done.stderr
    return done.returncode > 0 and "Traceback" not in told and all(word in told for word in words)


def assert_lost_nothing(outputs: Path, good: Path) -> None:
    assert checksums(outputs) == checksums(good)
    assert (outputs / "latest").resolve().name == (good / "latest").resolve().name
    assert (outputs / "latest" / "SHA256SUMS").is_file()
    check = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=outputs / "latest", check=False).returncode == 0


# -- disks -----------------------------------------------------------------------------------------


@pytest.fixture
def mounted(
    good: Path, settings: Path, tmp_path: Path
) -> Callable[..., tuple[subprocess.CompletedProcess[str], Path]]:
    """Runs on a disk of its own that holds good outputs: the run, and what the disk holds after."""
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("file systems of one's own need root and unshare")
    tried = subprocess.run(
        ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", tmp_path],
        check=False,
        capture_output=True,
    )
    if tried.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {tried.stderr.decode().strip()}")

    def run(
        raw: Path, *, free: int, then: str = ""
    ) -> tuple[subprocess.CompletedProcess[str], Path]:
        place, after = tmp_path / "disk", tmp_path / "after"
        place.mkdir()
        used = int(
            subprocess.run(
                ["du", "-sk", good], capture_output=True, text=True, check=True
            ).stdout.split()[0]
        )
        script = MOUNTS.format(
            size=f"{used + used // 10 + free}k",
            place=place,
            before=good,
            raw=raw,
            after=after,
            then=then.format(place=place),
            python=sys.executable,
        )
        done = subprocess.run(
            ["unshare", "-m", "bash", "-c", script], cwd=ROOT, text=True, capture_output=True,
            env={**os.environ, "PIPELINE_SETTINGS": str(settings)}, check=False,
        )  # fmt: skip
        return done, after

    return run


@pytest.mark.parametrize("free", [0, 600], ids=lambda kilobytes: f"{kilobytes} kB free")
def test_a_disk_that_is_full_is_told_and_nothing_published_is_lost(
    free: int, mounted: Callable[..., tuple[subprocess.CompletedProcess[str], Path]], more: Path,
    good: Path, pipeline: Runs, tmp_path: Path,
) -> None:  # fmt: skip
    done, after = mounted(more, free=free)
    assert is_clear(done, "No space left on device")
    assert (after / "latest").resolve().name == (good / "latest").resolve().name
    if "counts" in done.stdout or checksums(after) != checksums(good):
        assert all((after / name).stat().st_size for name in checksums(after))
    fresh = tmp_path / "fresh"
    assert pipeline(more, after).returncode == 0  # once there is room
    assert pipeline(more, fresh).returncode == 0
    assert checksums(after) == checksums(fresh)
    assert hidden(after) == set()


def test_outputs_that_may_not_be_written_are_told_and_nothing_published_is_lost(
    mounted: Callable[..., tuple[subprocess.CompletedProcess[str], Path]], more: Path, good: Path
) -> None:
    done, after = mounted(more, free=5000, then="mount -o remount,ro {place}")
    assert is_clear(done, "Read-only file system")
    assert_lost_nothing(after, good)


def test_files_that_may_not_be_large_are_told_and_nothing_published_is_lost(
    raw: Path, more: Path, good: Path, pipeline: Runs, tmp_path: Path
) -> None:
    outputs = tmp_path / "outputs"
    shutil.copytree(good, outputs, symlinks=True)
    done = pipeline(
        more, outputs, limits=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    )
    assert is_clear(done, "File too large")
    assert_lost_nothing(outputs, good)
    assert pipeline(raw, outputs).returncode == 0
    assert_lost_nothing(outputs, good)
    assert hidden(outputs) == set()


# -- the process -----------------------------------------------------------------------------------


def test_without_a_home(raw: Path, good: Path, pipeline: Runs, tmp_path: Path) -> None:
    done = pipeline(
        raw, tmp_path / "outputs", without=("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    )
    assert done.returncode == 0, done.stderr
    assert checksums(tmp_path / "outputs") == checksums(good)


def test_with_a_home_that_is_not_there(
    raw: Path, good: Path, pipeline: Runs, tmp_path: Path
) -> None:
    done = pipeline(raw, tmp_path / "outputs", others={"HOME": str(tmp_path / "none")})
    assert done.returncode == 0, done.stderr
    assert checksums(tmp_path / "outputs") == checksums(good)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "others",
    [{"LANG": "C", "LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["C", "C, and Python takes it for ASCII"],
)
def test_in_the_locale_c(
    others: Mapping[str, str], raw: Path, good: Path, pipeline: Runs, tmp_path: Path
) -> None:
    done = pipeline(raw, tmp_path / "outputs", others=others)
    assert done.returncode == 0, done.stderr
    assert checksums(tmp_path / "outputs") == checksums(good)


def test_with_few_descriptors(raw: Path, good: Path, pipeline: Runs, tmp_path: Path) -> None:
    limits = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))  # noqa: E731
    done = pipeline(raw, tmp_path / "outputs", limits=limits)
    assert done.returncode == 0, done.stderr
    assert checksums(tmp_path / "outputs") == checksums(good)


# -- clocks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [-60, 10], ids=["before 1970", "in ten years"])
def test_files_whose_times_are_wrong(
    years: int, raw: Path, good: Path, pipeline: Runs, tmp_path: Path
) -> None:
    """As a clock that is set back, or forth, leaves them."""
    documents, outputs = tmp_path / "raw", tmp_path / "outputs"
    shutil.copytree(raw, documents)
    moment = time.time() + years * 365 * 24 * 3600
    for file in documents.iterdir():
        os.utime(file, (moment, moment))
    assert pipeline(documents, outputs).returncode == 0
    assert checksums(outputs) == checksums(good)
    for file in outputs.rglob("*"):
        if not file.is_symlink():
            os.utime(file, (moment, moment))
    done = pipeline(documents, outputs)
    assert done.returncode == 0, done.stderr
    assert_lost_nothing(outputs, good)
    changed = write_report(documents, 4)
    changed.write_text(changed.read_text(encoding="utf-8").replace("104", "904"), encoding="utf-8")
    os.utime(changed, (moment, moment))
    done = pipeline(documents, outputs)
    assert done.returncode == 0, done.stderr
    assert "904" in (outputs / "counts.csv").read_text(encoding="utf-8")


def test_a_clock_that_is_set_back_after_a_release(
    good: Path, more: Path, pipeline: Runs, tmp_path: Path
) -> None:
    """The release of a day to come stays, and the next is of today."""
    outputs = tmp_path / "outputs"
    shutil.copytree(good, outputs, symlinks=True)
    (newest,) = [p for p in (outputs / "releases").iterdir() if not p.name.startswith(".")]
    later = outputs / "releases" / "2099.12.31.1"
    shutil.copytree(newest, later)
    (outputs / "latest").unlink()
    (outputs / "latest").symlink_to("releases/2099.12.31.1")
    done = pipeline(more, outputs)
    assert done.returncode == 0, done.stderr
    latest = (outputs / "latest").resolve()
    assert latest.name not in {later.name, newest.name}
    counts = (latest / "data" / "counts.csv").read_bytes()
    assert counts == (outputs / "counts.csv").read_bytes()
    assert later.is_dir()
    assert newest.is_dir()
    assert pipeline(more, outputs).returncode == 0
    assert (outputs / "latest").resolve() == latest
