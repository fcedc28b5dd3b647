"""Whether a run is alive is asked of its process, whatever the code server knows of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.launcher import WorkerStatus
from dagster._core.storage.tags import GRPC_INFO_TAG
from helpers.dev_server import wait_for

from pipeline.orchestration import launcher
from pipeline.orchestration.heartbeat import PROCESS, TAG, beating
from pipeline.orchestration.launcher import WatchedRunLauncher

ROOT = Path(__file__).resolve().parents[2]
#: A process that signs as a run, and then waits.
AT_WORK = """
import sys
import dagster as dg
from pipeline.orchestration.heartbeat import beating
with dg.DagsterInstance.get() as instance, beating(instance, sys.argv[1]):
    sys.stdin.read()
"""
RUNNING, FAILED = WorkerStatus.RUNNING, WorkerStatus.FAILED


@dg.job
def reading() -> None:
    pass


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """As `dagster.yaml` has it: it names the launcher."""
    (tmp_path / "dagster.yaml").write_text(
        "run_launcher: {module: pipeline.orchestration.launcher, class: WatchedRunLauncher}\n"
    )
    with dg.DagsterInstance.from_config(str(tmp_path)) as opened:
        yield opened


@pytest.fixture
def run(instance: dg.DagsterInstance) -> str:
    """A run that the code server of today does not know: nobody listens where it was launched."""
    server = {"host": "localhost", "socket": str(Path(instance.root_directory) / "gone.sock")}
    return instance.create_run_for_job(
        reading,
        status=dg.DagsterRunStatus.STARTED,
        tags={GRPC_INFO_TAG: json.dumps(server)},
    ).run_id


@pytest.fixture
def signed(instance: dg.DagsterInstance, run: str) -> Iterator[None]:
    """The process of the test is that of the run, and has signed."""
    with beating(instance, run):
        wait_for(lambda: PROCESS in tags(instance, run))
        yield


def tags(instance: dg.DagsterInstance, run: str) -> Mapping[str, str]:
    found = instance.get_run_by_id(run)
    assert found
    return found.tags


def health(instance: dg.DagsterInstance, run: str) -> WorkerStatus:
    watching = instance.run_launcher
    assert isinstance(watching, WatchedRunLauncher)
    found = instance.get_run_by_id(run)
    assert found
    return watching.check_run_worker_health(found).status


def now_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sign of life is too old from now on."""
    monkeypatch.setattr(launcher, "SILENCE", -1)


@pytest.mark.usefixtures("signed")
def test_a_run_whose_process_is_there_is_alive_though_it_is_silent(
    instance: dg.DagsterInstance, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_silent(monkeypatch)
    assert health(instance, run) is RUNNING


def test_a_run_whose_process_is_killed_is_lost_though_it_has_just_signed(
    instance: dg.DagsterInstance, run: str
) -> None:
    environment = {**os.environ, "DAGSTER_HOME": instance.root_directory}
    command = [sys.executable, "-c", AT_WORK, run]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE) as process:
        wait_for(lambda: PROCESS in tags(instance, run))
        assert health(instance, run) is RUNNING
        process.kill()
        process.wait()
    assert health(instance, run) is FAILED


@pytest.mark.usefixtures("signed")
def test_another_process_with_the_same_id_is_not_the_run(
    instance: dg.DagsterInstance, run: str
) -> None:
    where, pid, began = json.loads(tags(instance, run)[PROCESS])
    instance.add_run_tags(run, {PROCESS: json.dumps([where, pid, str(int(began) - 1)])})
    assert health(instance, run) is FAILED


@pytest.mark.usefixtures("signed")
def test_of_a_run_on_another_machine_its_signs_tell(
    instance: dg.DagsterInstance, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, *told = json.loads(tags(instance, run)[PROCESS])
    instance.add_run_tags(run, {PROCESS: json.dumps(["another machine", *told])})
    assert health(instance, run) is RUNNING
    now_silent(monkeypatch)
    assert health(instance, run) is FAILED


def test_a_run_that_has_just_begun_may_be_about_to_sign(
    instance: dg.DagsterInstance, run: str
) -> None:
    assert TAG not in tags(instance, run)
    assert health(instance, run) is RUNNING
