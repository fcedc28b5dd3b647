"""SIGKILL in mid-run, of a worker, of the run, of Dagster: what was read stays, the bytes too."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from helpers.dev_server import DevServer, dev_server, wait_for
from helpers.here import read_here
from helpers.partitions import all_listed
from helpers.refreshing import refresh
from helpers.reports import ROOT, checksums, write_report, write_sample

from pipeline.orchestration.run import run
from pipeline.reading.stages import FIGURES, PAGES, TEXT
from pipeline.settings import EngineSettings
from pipeline.storage import all_or_nothing, sweep_abandoned

TEXTS = range(1, 21)
SAMPLES = ("A_71_1",)
POOL = EngineSettings(kind="pool", workers=2)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many small documents and one that takes a while."""
    folder = tmp_path_factory.mktemp("documents") / "raw"
    for number in TEXTS:
        write_report(folder, number)
    write_sample(folder, *SAMPLES)
    return folder


@pytest.fixture(scope="module")
def undisturbed(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a run publishes that nobody disturbs."""
    outputs = tmp_path_factory.mktemp("undisturbed") / "outputs"
    refresh(raw, outputs, check=False)
    return checksums(outputs)


def values(outputs: Path, stage: str = "*") -> dict[str, int]:
    """What has been read, each value with the inode that another writing would change."""
    found = (outputs / ".work" / "values").glob(f"*/*/{stage}-*")
    whole = [file for file in found if not file.name.startswith(".")]
    return {f"{file.parent.name} {file.name}": file.stat().st_ino for file in whole}


def leftovers(folder: Path) -> list[str]:
    """Files that were being written."""
    return [str(f) for f in folder.rglob(".*") if f.is_file() and f.name != ".lock"]


def everything(outputs: Path) -> set[str]:
    """All names below a folder but those that tell a time."""
    return {
        str(p.relative_to(outputs)) for p in outputs.rglob("*") if "data_docs/val" not in str(p)
    }


# -- a worker ------------------------------------------------------------------------------------


def test_a_worker_that_is_killed_is_replaced_and_nobody_notices(
    raw: Path, tmp_path: Path, undisturbed: dict[str, str]
) -> None:
    outputs = tmp_path / "outputs"
    with ThreadPoolExecutor(1) as caller:
        run = caller.submit(refresh, raw, outputs, reader=POOL, check=False)
        wait_for(lambda: len(values(outputs, PAGES)) >= 3, 120)
        workers = [p for p in psutil.Process().children() if "import serve" in str(p.cmdline())]
        assert len(workers) == 2
        workers[0].kill()
        assert run.result().published
    assert checksums(outputs) == undisturbed


# -- the run -------------------------------------------------------------------------------------

#: Reads and publishes in a child for each line of input, which kills itself when a file gets its
#: name, which is when it is there: the `number`-th of those whose path has `words` in it. Prints how
#: each child ended. What they import, and the keys of their code, are made once.
RUN_UNTIL = """
import json, os, signal, sys
from pathlib import Path
from helpers.refreshing import refresh
from pipeline.reading.stages import STAGES, rules_version
for stage in STAGES:
    rules_version(stage, ["en", "zh"])

def watch(event, arguments):
    global number
    if event == "os.rename" and words in str(arguments[1]):
        number -= 1
        if not number:
            os.kill(os.getpid(), signal.SIGKILL)

for line in sys.stdin:
    outputs, words, number = json.loads(line)
    if os.fork():
        print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
    else:
        sys.addaudithook(watch)
        refresh(Path(sys.argv[1]), Path(outputs), check=False)
        os._exit(0)
"""

RunUntil = Callable[[Path, str, int], None]

MOMENTS = [
    ("/pages-", 12),
    ("/counts-", 4),
    ("outputs/money_amounts.csv", 1),
    pytest.param(".work/notes/documents", 1, marks=pytest.mark.slow),
    pytest.param("/text-", 1, marks=pytest.mark.slow),
    pytest.param("/figures-", 20, marks=pytest.mark.slow),
    pytest.param(".passed-", 9, marks=pytest.mark.slow),
    pytest.param(".work/notes/tables", 1, marks=pytest.mark.slow),
]


@pytest.fixture(scope="module")
def run_until(raw: Path) -> Iterator[RunUntil]:
    """Reads and publishes in a process that is killed in the middle."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    process = subprocess.Popen(
        [sys.executable, "-c", RUN_UNTIL, raw],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip

    def run(outputs: Path, words: str, number: int) -> None:
        assert process.stdin
        assert process.stdout
        print(json.dumps((str(outputs), words, number)), file=process.stdin, flush=True)
        assert int(process.stdout.readline()) == -signal.SIGKILL

    with process:
        yield run


@pytest.mark.parametrize(("words", "number"), MOMENTS)
def test_a_run_that_is_killed_goes_on_where_it_was(
    raw: Path, tmp_path: Path, undisturbed: dict[str, str], run_until: RunUntil,
    words: str, number: int,
) -> None:  # fmt: skip
    outputs = tmp_path / "outputs"
    run_until(outputs, words, number)
    before = values(outputs)
    done = refresh(raw, outputs, check=False)
    assert done.published
    assert checksums(outputs) == undisturbed
    assert before.items() <= values(outputs).items()
    every = len(TEXTS) + len(SAMPLES)
    kept = {stage: sum(f" {stage}-" in name for name in before) for stage in (PAGES, TEXT, FIGURES)}
    assert {stage: len(read) for stage, read in done.read.items()} == {
        stage: every - number for stage, number in kept.items()
    }
    if words == "/figures-":
        assert kept == {PAGES: every, TEXT: every, FIGURES: number - 1}


@pytest.mark.slow
def test_a_run_that_is_killed_while_it_publishes_again_and_again(
    raw: Path, tmp_path: Path, undisturbed: dict[str, str], run_until: RunUntil
) -> None:
    outputs = tmp_path / "outputs"
    for name in ("documents.parquet", "counts.csv", "agreement.parquet"):
        run_until(outputs, f"outputs/{name}", 1)
    refresh(raw, outputs, check=False)
    assert checksums(outputs) == undisturbed


def test_files_that_were_being_written_are_taken_away_by_the_next_run(
    raw: Path, tmp_path: Path, run_until: RunUntil
) -> None:
    outputs = tmp_path / "outputs"
    run_until(outputs, "/pages-", 3)
    assert any(".pages-" in file for file in leftovers(outputs))
    run_until(outputs, "outputs/counts.csv", 1)
    left = leftovers(outputs)
    assert not any(".pages-" in file for file in left)
    assert any(".counts.csv" in file for file in left)
    refresh(raw, outputs, check=False)
    assert leftovers(outputs) == []


def test_a_file_that_another_run_is_writing_is_left_to_it(raw: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    refresh(raw, outputs, check=False)
    with all_or_nothing(outputs / ".work" / "notes") as start:
        with start("mine") as file:
            file.write(b"mine")
        refresh(raw, outputs, check=False)
        sweep_abandoned(outputs)
    assert (outputs / ".work" / "notes" / "mine").read_bytes() == b"mine"
    assert leftovers(outputs) == []


#: What steps write before it gets its name.
HALF_DONE = (
    ".data_docs_k1ll3d/site/index.html", "releases/.building-2026.11.29.7/data/counts.csv",
    ".latest-2026.11.29.7", ".counts.csv.4194305", ".work/values/*/*/.pages-1.read.4194305",
)  # fmt: skip


def test_what_any_step_left_half_done_is_gone_after_a_run_that_has_nothing_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    raw, outputs = tmp_path / "raw", tmp_path / "outputs"
    write_report(raw, 1)
    assert run([raw], outputs).release
    before = everything(outputs)
    for left in HALF_DONE:
        folder, _, name = left.rpartition("/")
        place = (next(outputs.glob(folder)) if "*" in folder else outputs / folder) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if "latest" in name:
            place.symlink_to("releases/2026.11.29.7")
        else:
            place.write_bytes(b"half")
    again = run([raw], outputs)
    assert again.release
    assert not again.release.is_new
    assert everything(outputs) == before


@pytest.mark.slow
def test_the_command_that_is_killed_in_mid_run_goes_on_where_it_was(
    raw: Path, tmp_path: Path, undisturbed: dict[str, str]
) -> None:
    outputs, settings = tmp_path / "outputs", tmp_path / "settings.toml"
    settings.write_text("[engine]\nworkers = 2\n", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "run", "--raw", raw, "--outputs", outputs]
    environment = {**os.environ, "PIPELINE_SETTINGS": str(settings)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        wait_for(lambda: len(values(outputs, PAGES)) >= 5, 180)
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert workers
    assert not alive
    before = values(outputs)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert checksums(outputs) == undisturbed
    assert before.items() <= values(outputs).items()


# -- Dagster -------------------------------------------------------------------------------------

SETTINGS = """
[partitions]
shards = 8
[engine]
workers = 2
[operating]
failure_reports = "{reports}"
"""


@pytest.fixture
def start(raw: Path, tmp_path: Path) -> Callable[[], Iterator[DevServer]]:
    """Starts `dg dev` on the same folder again and again."""
    folder = tmp_path / "dagster"
    folder.mkdir()
    (folder / "raw").symlink_to(raw)
    settings = SETTINGS.format(reports=folder / "reports")
    return lambda: dev_server(folder, settings)


@pytest.mark.slow
def test_a_run_that_went_down_with_dagster_is_taken_up_again_when_it_is_back(
    start: Callable[[], Iterator[DevServer]], undisturbed: dict[str, str]
) -> None:
    with start() as server:
        wait_for(server.follows_runs, 120, server.log)
        run = server.launch("refresh_figures", all_listed(server.ask, server.log))
        wait_for(lambda: len(values(server.outputs, PAGES)) >= 5, 240, server.log)
        server.kill()
        before = values(server.outputs)
    assert len(before) < 3 * (len(TEXTS) + len(SAMPLES))
    with start() as server:
        wait_for(lambda: server.status(run) == "FAILURE", 120, server.log)
        wait_for(lambda: len(server.runs()) == 2, 120, server.log)
        again = server.runs()[1]
        assert again["tags"]["dagster/parent_run_id"] == run
        assert server.ended(again["runId"], 240) == "SUCCESS"
        assert checksums(server.outputs) == undisturbed
        assert before.items() <= values(server.outputs).items()


@pytest.mark.slow
def test_a_run_goes_on_while_the_code_is_reloaded(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "raw").symlink_to(raw)
    settings = SETTINGS.format(reports=tmp_path / "reports").replace("workers = 2", "workers = 1")
    with dev_server(tmp_path, settings, {"poll_interval_seconds": 1}) as server:
        wait_for(server.follows_runs, 120, server.log)
        run = server.launch("refresh_figures", all_listed(server.ask, server.log))
        wait_for(lambda: len(values(server.outputs, PAGES)) >= 2, 240, server.log)
        server.reload()
        assert server.status(run) == "STARTED"
        assert server.ended(run, 240) == "SUCCESS", server.log()
        assert [one["runId"] for one in server.runs()] == [run]
        assert (server.outputs / "documents.parquet").is_file()
