"""`dagster dev` as people start it: the graph loads, and a materialize-all ends green."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.orchestration.partitions import tags_of_range
from pipeline.tables.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def ask(port: int, query: str, **variables: Any) -> Any:
    """The web server's answer to a GraphQL query."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["data"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The port of a running `dagster dev`, and its outputs folder."""
    folder, port = tmp_path_factory.mktemp("dev"), free_port()
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(folder),
        "PIPELINE_RAW": str(ROOT / "raw"),
        "PIPELINE_OUTPUTS": str(folder / "outputs"),
    }
    instance = yaml.safe_load((ROOT / "dagster.yaml").read_text(encoding="utf-8"))
    del instance["storage"]  # it is beside the project; here it is in DAGSTER_HOME
    (folder / "dagster.yaml").write_text(yaml.safe_dump(instance), encoding="utf-8")
    command = [sys.executable, "-m", "dagster", "dev", "-h", "127.0.0.1", "-p", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait_for(lambda: bool(ask(port, "{ version }")), 120)
        yield port, folder / "outputs"
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the server and what it has started, by force where asking is not enough."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)


def _wait_for(holds: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            if holds():
                return
        except OSError:
            pass
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.5)


def test_the_graph_shows_every_asset_and_a_run_of_all_publishes(server: tuple[int, Path]) -> None:
    port, outputs = server
    nodes = ask(
        port, "{ assetNodes { assetKey { path } description owners { __typename } kinds } }"
    )
    assert len(nodes["assetNodes"]) == len(TABLES) + 7
    assert all(n["description"] and n["owners"] and n["kinds"] for n in nodes["assetNodes"])

    selector = {
        "repositoryLocationName": "un-figures",
        "repositoryName": "__repository__",
        "pipelineName": "publish_figures",
    }
    launched = ask(
        port,
        """mutation ($params: ExecutionParams!) { launchRun(executionParams: $params)
        { __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } } }""",
        params={
            "selector": selector,
            "mode": "default",
            "runConfigData": "{}",
            "executionMetadata": {
                "tags": [{"key": k, "value": v} for k, v in tags_of_range("00", "31").items()]
            },
        },
    )["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run = launched["run"]["runId"]
    status = "query ($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"

    def ended() -> bool:
        return ask(port, status, id=run)["runOrError"]["status"] in {"SUCCESS", "FAILURE"}

    _wait_for(ended, 180)
    assert ask(port, status, id=run)["runOrError"]["status"] == "SUCCESS"
    assert all((outputs / f"{table.name}.csv").is_file() for table in TABLES)
