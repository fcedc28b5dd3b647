"""A cluster that would read by other code, or is none, is refused in words that say the mend."""

from __future__ import annotations

import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dask
import psutil
import pytest
import work
from helpers.dask_cluster import dask_cluster

from pipeline.engines import cluster, engine
from pipeline.errors import BadCluster
from pipeline.settings import EngineSettings


def _dask(address: str) -> EngineSettings:
    return EngineSettings(kind="dask", address=address)


@pytest.fixture
def other_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process has another source and another pdfplumber than the workers."""
    code = {**cluster.code_here(), cluster.CODE: "other", "pdfplumber": "0.1"}
    monkeypatch.setattr(cluster, "code_here", lambda: code)


@pytest.mark.usefixtures("other_code")
def test_workers_of_other_code_are_refused_by_name(dask_address: str) -> None:
    with pytest.raises(BadCluster) as told, engine(_dask(dask_address)):
        pytest.fail("the cluster was taken")
    assert str(told.value).count("Worker tcp://127.0.0.1:") == 2
    assert "the source of the package is " in str(told.value)
    assert " instead of 0.1" in str(told.value)
    assert "Install the same release" in str(told.value)


@pytest.mark.usefixtures("other_code")
def test_a_worker_that_joins_later_refuses_itself(
    dask_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_check_workers", lambda *_: None)
    with engine(_dask(dask_address)) as chosen, pytest.raises(BadCluster, match="This worker: "):
        list(chosen.map(work.square, [1]))


def test_a_scheduler_that_does_not_answer_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        settings = _dask(address)
        with (
            dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
            pytest.raises(ConnectionError, match=f"{address} does not answer"),
            engine(settings),
        ):
            pytest.fail("a cluster was found")


def test_a_scheduler_that_is_lost_in_mid_run_may_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "marks"
    folder.mkdir()
    with dask_cluster(tmp_path, workers=1) as address, engine(_dask(address)) as chosen:
        results = chosen.map(work.tell_and_wait, [folder])
        with ThreadPoolExecutor(1) as caller:
            first = caller.submit(next, results)
            while not list(folder.iterdir()):
                time.sleep(0.02)
            [scheduler] = [c for c in psutil.Process().children() if _serves(c, tmp_path)]
            scheduler.kill()
            with pytest.raises(ConnectionError, match="scheduler was lost"):
                first.result()
        (folder / "go").touch()


def _serves(process: psutil.Process, folder: Path) -> bool:
    words = process.cmdline()
    return "scheduler" in words and str(folder / "scheduler.json") in words


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadCluster, match="uv sync --extra cluster"), engine(_dask("tcp://x:1")):
        pytest.fail("a cluster was found")
