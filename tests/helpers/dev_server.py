"""`dg dev` as people start it, in folders of its own, with a client for its GraphQL API."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import yaml

ROOT = Path(__file__).resolve().parents[2]
REPOSITORY = {"repositoryLocationName": "un-figures", "repositoryName": "__repository__"}
ENDED = {"SUCCESS", "FAILURE", "CANCELED"}
#: The statuses of a backfill that has ended.
BACKFILL_ENDED = {"COMPLETED_SUCCESS", "COMPLETED_FAILED", "FAILED", "CANCELED"}


@dataclass(frozen=True)
class DevServer:
    """A running `dg dev`: its port, its process, and the folder of `raw` and `outputs`."""

    port: int
    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    @property
    def outputs(self) -> Path:
        return self.folder / "outputs"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    def ask(self, query: str, **variables: Any) -> Any:
        """Runs a GraphQL query and returns its data."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        address = f"http://127.0.0.1:{self.port}/graphql"
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            result = json.load(answer)
        assert "errors" not in result, result["errors"]
        return result["data"]

    def runs(self) -> list[dict[str, Any]]:
        """All runs, oldest first: `runId`, `status`, `jobName`, and `tags` as a dictionary."""
        query = "{ runsOrError { ... on Runs { results { runId status jobName tags { key value } } } } }"
        found = self.ask(query)["runsOrError"]["results"]
        return [run | {"tags": {t["key"]: t["value"] for t in run["tags"]}} for run in found][::-1]

    def backfill(self, assets: Iterable[str]) -> str:
        """Launches a backfill of all partitions of some assets; returns its id."""
        launched = self.ask(
            """mutation ($params: LaunchBackfillParams!) {
            launchPartitionBackfill(backfillParams: $params) { __typename
            ... on LaunchBackfillSuccess { backfillId } ... on PythonError { message } } }""",
            params={"assetSelection": [{"path": [name]} for name in assets], "allPartitions": True},
        )["launchPartitionBackfill"]
        assert launched["__typename"] == "LaunchBackfillSuccess", launched
        return str(launched["backfillId"])

    def backfills(self) -> list[dict[str, Any]]:
        """All backfills, oldest first."""
        query = """{ partitionBackfillsOrError { ... on PartitionBackfills { results {
            id status partitionNames error { message } } } } }"""
        return list(self.ask(query)["partitionBackfillsOrError"]["results"])[::-1]

    def idle(self) -> bool:
        """Whether all runs and backfills have ended."""
        return all(run["status"] in ENDED for run in self.runs()) and all(
            backfill["status"] in BACKFILL_ENDED for backfill in self.backfills()
        )

    def materializations(self, asset: str) -> list[dict[str, Any]]:
        """Materializations of an asset, latest first: run, partition, numbers in the metadata."""
        query = """query ($path: [String!]!) { assetOrError(assetKey: {path: $path}) {
            ... on Asset { assetMaterializations(limit: 500) { runId partition metadataEntries {
            label ... on IntMetadataEntry { intValue } ... on BoolMetadataEntry { boolValue }
            } } } } }"""
        found = self.ask(query, path=[asset])["assetOrError"].get("assetMaterializations", [])
        return [
            {"run": one["runId"], "partition": one["partition"]}
            | {
                entry["label"]: value
                for entry in one["metadataEntries"]
                for value in (entry.get("intValue"), entry.get("boolValue"))
                if value is not None
            }
            for one in found
        ]

    def launch(self, job: str, tags: Mapping[str, str] | None = None) -> str:
        """Launches a job; returns the run's id."""
        listed = [{"key": key, "value": value} for key, value in (tags or {}).items()]
        launched = self.ask(
            """mutation ($params: ExecutionParams!) { launchRun(executionParams: $params) {
            __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } } }""",
            params={
                "selector": {**REPOSITORY, "pipelineName": job},
                "mode": "default",
                "runConfigData": "{}",
                "executionMetadata": {"tags": listed},
            },
        )["launchRun"]
        assert launched["__typename"] == "LaunchRunSuccess", launched
        return str(launched["run"]["runId"])

    def reload(self) -> None:
        """Reloads the code location, as the button in the UI does."""
        result = self.ask(
            """mutation ($name: String!) { reloadRepositoryLocation(
            repositoryLocationName: $name) { __typename ... on PythonError { message } } }""",
            name=REPOSITORY["repositoryLocationName"],
        )["reloadRepositoryLocation"]
        assert result["__typename"] == "WorkspaceLocationEntry", result

    def status(self, run: str) -> str:
        """The status of a run."""
        query = "query ($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
        return str(self.ask(query, id=run)["runOrError"]["status"])

    def ended(self, run: str, seconds: float = 180) -> str:
        """Waits until a run has ended; returns its status."""
        wait_for(lambda: self.status(run) in ENDED, seconds, self.log)
        return self.status(run)

    def schedules(self) -> dict[str, dict[str, Any]]:
        """`cronSchedule`, `executionTimezone`, `status` and `job` of each schedule, by name."""
        query = """query ($selector: RepositorySelector!) { schedulesOrError(
            repositorySelector: $selector) { ... on Schedules { results { name cronSchedule
            executionTimezone pipelineName scheduleState { status } } } } }"""
        found = self.ask(query, selector=REPOSITORY)["schedulesOrError"]["results"]
        return {
            one["name"]: {
                "cron": one["cronSchedule"],
                "timezone": one["executionTimezone"],
                "job": one["pipelineName"],
                "status": one["scheduleState"]["status"],
            }
            for one in found
        }

    def log_of(self, run: str) -> str:
        """What the steps of a run have written to their standard error."""
        query = """query ($id: ID!) { logsForRun(runId: $id) { ... on EventConnection { events {
            ... on LogsCapturedEvent { fileKey } } } } }"""
        events = self.ask(query, id=run)["logsForRun"]["events"]
        (key, *_) = (event["fileKey"] for event in events if "fileKey" in event)
        query = "query ($key: [String!]!) { capturedLogs(logKey: $key) { stderr } }"
        return str(self.ask(query, key=[run, "compute_logs", key])["capturedLogs"]["stderr"])

    def switch_on(self, kind: str, name: str) -> None:
        """Starts a sensor or a schedule, as `dagster sensor start` does."""
        selector = {**REPOSITORY, f"{kind}Name": name}
        field, argument = {
            "sensor": ("startSensor", "sensorSelector"),
            "schedule": ("startSchedule", "scheduleSelector"),
        }[kind]
        self._switch(f"{field}({argument}: $selector)", f"{kind.title()}Selector!", selector)

    def switch_off(self, kind: str, name: str) -> None:
        """Stops a sensor or a schedule."""
        states = self.ask(
            f"""query ($selector: RepositorySelector!) {{ {kind}sOrError(
            repositorySelector: $selector) {{ ... on {kind.title()}s {{ results {{ name
            {kind}State {{ id }} }} }} }} }}""",
            selector=REPOSITORY,
        )[f"{kind}sOrError"]["results"]
        (state,) = (s[f"{kind}State"]["id"] for s in states if s["name"] == name)
        field = {"sensor": "stopSensor", "schedule": "stopRunningSchedule"}[kind]
        self._switch(f"{field}(id: $selector)", "String!", state)

    def _switch(self, call: str, kind: str, selector: Any) -> None:
        result = self.ask(
            f"mutation ($selector: {kind}) {{ result: {call} {{ __typename }} }}",
            selector=selector,
        )["result"]["__typename"]
        assert "Error" not in result, result

    def ticks(self, sensor: str) -> list[dict[str, Any]]:
        """The ticks of a sensor, latest first: `status`, `skipReason`, `runIds`, `error`."""
        query = """query ($selector: SensorSelector!) { sensorOrError(sensorSelector: $selector) {
            ... on Sensor { sensorState { ticks(limit: 50) { tickId status skipReason runIds
            error { message } } } } } }"""
        result = self.ask(query, selector={**REPOSITORY, "sensorName": sensor})
        return list(result["sensorOrError"]["sensorState"]["ticks"])

    def is_on(self, sensor: str) -> bool:
        """Whether a sensor is switched on."""
        query = """query ($selector: SensorSelector!) { sensorOrError(sensorSelector: $selector) {
            ... on Sensor { sensorState { status } } } }"""
        told = self.ask(query, selector={**REPOSITORY, "sensorName": sensor})
        return bool(told["sensorOrError"]["sensorState"]["status"] == "RUNNING")

    def follows_runs(self) -> bool:
        """Whether the daemon that retries lost runs is watching the event log."""
        query = """{ instance { daemonHealth {
            daemonStatus(daemonType: "EVENT_LOG_CONSUMER") { healthy } } } }"""
        return bool(self.ask(query)["instance"]["daemonHealth"]["daemonStatus"]["healthy"])

    def log(self) -> str:
        """The end of the server's log, to show when a test fails."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")[-3000:]

    def processes(self) -> list[psutil.Process]:
        """The server's process and all its descendants."""
        server = psutil.Process(self.process.pid)
        return [server, *server.children(recursive=True)]

    def kill(self) -> None:
        """Kills the server and all its descendants with SIGKILL."""
        found = self.processes()
        for one in found:
            one.kill()
        psutil.wait_procs(found, timeout=20)
        self.process.wait(timeout=20)


def free_port() -> int:
    """A local port that is not in use."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def dev_server(
    folder: Path,
    settings: str = "",
    monitoring: Mapping[str, int] | None = None,
    project: Path | None = None,
) -> Iterator[DevServer]:
    """Runs `dg dev` with a folder as DAGSTER_HOME.

    Args:
        folder: holds `raw`, `outputs`, `reports` and Dagster's own files; missing ones are created.
        settings: the text of the settings file.
        monitoring: `run_monitoring` settings that differ from those in `dagster.yaml`.
        project: where to start it; it then stores its files there, as `dagster.yaml` says.
    """
    port = free_port()
    (folder / "raw").mkdir(exist_ok=True)
    instance = yaml.safe_load((ROOT / "dagster.yaml").read_text(encoding="utf-8"))
    for kept in ("storage", "compute_logs"):  # everything stays in the folder
        instance.pop(kept)
    instance["run_monitoring"] |= monitoring or {}
    (folder / "dagster.yaml").write_text(yaml.safe_dump(instance), encoding="utf-8")
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(project or folder),
        "HOME": str(folder / "home"),
        "PIPELINE_RAW": str(folder / "raw"),
        "PIPELINE_OUTPUTS": str(folder / "outputs"),
        "PIPELINE_SETTINGS": str(folder / "settings.toml"),
    }
    dg = Path(sys.executable).with_name("dg")
    command = [dg, "dev", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=project or ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    server = DevServer(port, process, folder)
    try:
        wait_for(lambda: bool(server.ask("{ version }")), 400, server.log)
        yield server
    finally:
        if process.poll() is None:
            _stop(server)


def _stop(server: DevServer) -> None:
    """Stops the server, then kills those of its descendants that are still running."""
    started = server.processes()
    server.process.send_signal(signal.SIGTERM)
    _, left = psutil.wait_procs(started, timeout=20)
    for one in left:
        one.kill()
    server.process.wait(timeout=20)


def wait_for(
    holds: Callable[[], object], seconds: float = 120, log: Callable[[], str] = lambda: ""
) -> None:
    """Waits until a condition holds; an OSError counts as false, as from a starting server."""
    end = time.monotonic() + seconds
    while True:
        try:
            if holds():
                return
        except OSError:
            pass
        assert time.monotonic() < end, f"the condition did not hold within {seconds:g} s\n{log()}"
        time.sleep(0.3)
