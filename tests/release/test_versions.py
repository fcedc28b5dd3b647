"""Versions on disk: never changed, never half, and `latest` whole whenever a process dies."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from release_samples import DAY, make_tables, release_of

from pipeline.errors import HalfPublished
from pipeline.release import build, versions
from pipeline.release.build import checksums
from pipeline.release.contents import Version
from pipeline.tables.files import publish


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path


def state(folder: Path) -> dict[str, str]:
    """Every file of a release with its checksum."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def names_in(folder: Path) -> set[str]:
    """The names of all files and folders below one."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def assert_whole(folder: Path) -> None:
    """All files of a release are there, as its list of checksums says."""
    assert (folder / "SHA256SUMS").read_text(encoding="utf-8") == checksums(folder)
    assert (folder / "datapackage.json").is_file()


def test_a_release_of_other_data_gets_the_next_number_and_leaves_the_first_alone(
    outputs: Path,
) -> None:
    first = release_of(make_tables(3), outputs)
    before = state(first.folder)
    second = release_of(make_tables(4), outputs)
    third = release_of(make_tables(5), outputs, day=DAY + dt.timedelta(days=1))
    assert [str(v) for v in versions.released(outputs)] == [
        "2026.11.25.1", "2026.11.25.2", "2026.11.26.1",
    ]  # fmt: skip
    assert state(first.folder) == before
    assert (second.folder / "diff.json").is_file()
    assert versions.latest(outputs) == third.folder.resolve()
    assert (outputs / "latest").readlink() == Path("releases/2026.11.26.1")


def test_the_same_data_make_no_new_release(outputs: Path) -> None:
    first = release_of(make_tables(3), outputs)
    again = release_of(make_tables(3), outputs, day=DAY + dt.timedelta(days=1))
    assert (again.version, again.is_new) == (first.version, False)
    wanted = release_of(make_tables(3), outputs, again=True)
    assert (str(wanted.version), wanted.is_new) == ("2026.11.25.2", True)
    assert json.loads((wanted.folder / "diff.json").read_text())["documents"] == []


def test_files_of_a_release_are_read_only_and_the_outputs_can_be_moved(outputs: Path) -> None:
    made = release_of(make_tables(3), outputs)
    assert {p.stat().st_mode & 0o222 for p in made.folder.rglob("*") if p.is_file()} == {0}
    moved = outputs.rename(outputs.with_name("moved"))
    assert_whole(moved / "latest")


def test_tables_that_were_left_half_replaced_are_not_released(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = release_of(make_tables(3), outputs)
    replace, replaced = Path.replace, []

    def replace_three(path: Path, target: Path) -> Path:
        if len(replaced) == 3:
            raise OSError(5, "the disk is gone")
        replaced.append(target)
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace_three)
        with pytest.raises(OSError, match="the disk is gone"):
            publish(make_tables(4), outputs)
    with pytest.raises(HalfPublished, match=f"tables in {outputs}.* two different runs"):
        build.build_release(outputs, outputs, day=DAY)
    assert versions.latest(outputs) == first.folder.resolve()
    publish(make_tables(4), outputs)
    assert build.build_release(outputs, outputs, day=DAY).is_new


def test_what_a_dead_process_left_is_swept(outputs: Path) -> None:
    left = outputs / "releases" / ".building-2026.11.25.1"
    left.mkdir(parents=True)
    (left / "half").write_text("of a file", encoding="utf-8")
    (outputs / ".latest-2026.11.25.1").symlink_to("releases/2026.11.25.1")
    release_of(make_tables(3), outputs)
    assert {p.name for p in outputs.iterdir()} == {".lock", "latest", "releases"}
    assert {p.name for p in (outputs / "releases").iterdir()} == {"2026.11.25.1"}


def test_an_error_leaves_latest_at_the_release_before(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = release_of(make_tables(3), outputs)

    def full(*_: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(build.databases, "write_sqlite", full)
    with pytest.raises(OSError, match="No space left"):
        release_of(make_tables(4), outputs)
    assert versions.latest(outputs) == first.folder.resolve()
    assert versions.released(outputs) == [Version(DAY, 1)]


#: Builds releases, each in a child of its own, of which jobs say: in which folder, at which moment
#: it kills itself, as `kill -9` does, and at which moments it copies the folder to one of that name,
#: since a kill would leave behind what is there. The n-th moment is when it opens, makes, names or
#: links a file for the n-th time. Prints how each child ended, and after how many moments.
BUILDER = """
import json, os, shutil, signal, sys, threading
from pathlib import Path
from tempfile import TemporaryDirectory
sys.path.insert(0, sys.argv[1])
from release_samples import DAY, make_tables
import duckdb, filelock, sqlite3, xlsxwriter
import pipeline.release.diff_page
from pipeline.release.build import build_release
from pipeline.tables.files import publish

EVENTS = {"open", "os.mkdir", "os.rename", "os.symlink", "os.remove", "os.chmod", "sqlite3.connect"}

def child(published, outputs, killed, copied):
    seen, copying, one_at_a_time = 0, False, threading.RLock()

    def watch(event, arguments):
        nonlocal seen, copying
        if event not in EVENTS or str(outputs) not in str(arguments[0]):
            return
        with one_at_a_time:
            if copying:
                return
            seen += 1
            if seen == killed:
                os.kill(os.getpid(), signal.SIGKILL)
            if seen in copied:
                copying = True
                shutil.copytree(outputs, outputs.with_name(str(seen)), symlinks=True)
                copying = False

    sys.addaudithook(watch)
    build_release(published, outputs, day=DAY)
    return seen

with TemporaryDirectory() as published:
    publish(make_tables(4), Path(published))
    for folder, killed, copied in json.loads(sys.argv[2]):
        reading, writing = os.pipe()
        if os.fork():
            os.close(writing)
            _, status = os.wait()
            print(json.dumps([os.waitstatus_to_exitcode(status), os.read(reading, 9).decode()]))
        else:
            moments = child(Path(published), Path(folder), killed, copied)
            os.write(writing, str(moments).encode())
            os._exit(0)
"""


def builder(*jobs: tuple[Path, int, Iterable[int]]) -> list[str]:
    """The command that does these jobs."""
    given = json.dumps([(str(folder), killed, list(copied)) for folder, killed, copied in jobs])
    return [sys.executable, "-c", BUILDER, str(Path(__file__).parent), given]


def build_in_children(*jobs: tuple[Path, int, Iterable[int]]) -> list[tuple[int, str]]:
    """The exit code of each job, and its number of moments if it got to the end."""
    done = subprocess.run(builder(*jobs), capture_output=True, text=True, check=True)
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_a_build_killed_at_any_moment_leaves_latest_whole(tmp_path: Path) -> None:
    start = tmp_path / "start"
    start.mkdir()
    release_of(make_tables(3), start)
    old = state(start / "latest")

    def copy(name: str) -> Path:
        return shutil.copytree(start, tmp_path / name, symlinks=True)

    ((code, moments),) = build_in_children((copy("counted"), 0, ()))
    assert code == 0
    last = int(moments)
    # Spread over the whole build, and each of the last, where the new release gets its names.
    points = [*range(1, last - 7, 72), *range(last - 7, last + 1)]
    killed = {point: copy(f"killed-{point}") for point in (points[3], last - 4, last)}
    ended = build_in_children(
        (copy("copied"), 0, points), *((folder, point, ()) for point, folder in killed.items())
    )
    assert [code for code, _ in ended] == [0, *[-signal.SIGKILL] * len(killed)]

    for point, folder in killed.items():  # a copy is what a kill leaves
        assert names_in(tmp_path / str(point)) == names_in(folder)

    folders = [*killed.values(), *(tmp_path / str(point) for point in points)]
    pointed = set()
    for folder in folders:
        assert_whole(folder / "latest")
        pointed.add(str((folder / "latest").readlink()))
        assert state(folder / "releases" / "2026.11.25.1") == old
        for version in versions.released(folder):
            assert_whole(versions.release_folder(folder, version))
    assert pointed == {"releases/2026.11.25.1", "releases/2026.11.25.2"}

    # Whoever comes next finishes what was whole, sweeps what was not, and starts anew.
    for folder in killed.values():
        made = release_of(make_tables(4), folder)
        assert str(made.version) == "2026.11.25.2"
        assert_whole(folder / "latest")
        assert (folder / "latest").resolve() == made.folder.resolve()
        assert not [*folder.glob("releases/.building-*"), *folder.glob(".latest-*")]


def test_two_builds_at_once_make_one_release(tmp_path: Path) -> None:
    command = builder((tmp_path, 0, ()))
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    assert [json.loads(process.communicate()[0])[0] for process in running] == [0, 0]
    # The second waited, and found its data there.
    assert versions.released(tmp_path) == [Version(DAY, 1)]
    assert_whole(tmp_path / "latest")


def test_other_values_are_other_data(outputs: Path) -> None:
    tables = make_tables(3)
    release_of(tables, outputs)
    counts = tables["counts"]
    tables["counts"] = counts.set_column(
        counts.schema.get_field_index("unit"),
        counts.schema.field("unit"),
        pa.array(["schools"] * counts.num_rows, pa.string()),
    )
    assert release_of(tables, outputs).is_new
