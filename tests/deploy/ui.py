"""What an operator does in Dagster's UI, by its GraphQL API, wherever its web server is."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from typing import Any


class Ui(ABC):
    """The web server, at an address for each port that deploy/ names."""

    @abstractmethod
    def address(self, port: str) -> str:
        """Where the port 3000, of the UI, or 3001, of the viewer, is."""

    def ask(self, query: str, *, port: str = "3000", **told: Any) -> Any:
        """The answer of the web server to a GraphQL query."""
        body = json.dumps({"query": query, "variables": told}).encode()
        request = urllib.request.Request(
            f"{self.address(port)}/graphql", body, {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as problem:
            raise AssertionError(problem.read().decode()) from problem

    def launch(self, job: str, *, port: str = "3000", tags: dict[str, str]) -> Any:
        """Launches a job as the UI does; the answer."""
        selector = {
            "repositoryLocationName": "un-figures",
            "repositoryName": "__repository__",
            "pipelineName": job,
        }
        given = {
            "selector": selector,
            "mode": "default",
            "runConfigData": "{}",
            "executionMetadata": {"tags": [{"key": k, "value": v} for k, v in tags.items()]},
        }
        mutation = """mutation ($given: ExecutionParams!) { launchRun(executionParams: $given) {
            __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } } }"""
        return self.ask(mutation, port=port, given=given)["launchRun"]

    def reload(self) -> None:
        """Reloads the code location, as the button in the UI does."""
        told = self.ask("""mutation { reloadRepositoryLocation(
            repositoryLocationName: "un-figures") { __typename } }""")["reloadRepositoryLocation"]
        assert told["__typename"] == "WorkspaceLocationEntry", told

    def status(self, run: str) -> str:
        query = "query ($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
        return str(self.ask(query, id=run)["runOrError"]["status"])

    def loaded(self, port: str = "3000") -> bool:
        """Whether the web server shows the pipeline's code."""
        query = """{ workspaceOrError { ... on Workspace { locationEntries { name loadStatus
            locationOrLoadError { __typename } } } } }"""
        entries = self.ask(query, port=port)["workspaceOrError"]["locationEntries"]
        return [(e["name"], e["locationOrLoadError"]["__typename"]) for e in entries] == [
            ("un-figures", "RepositoryLocation")
        ]

    def beats(self) -> bool:
        """Whether all daemons that are needed have a heartbeat."""
        query = "{ instance { daemonHealth { allDaemonStatuses { required healthy } } } }"
        daemons = self.ask(query)["instance"]["daemonHealth"]["allDaemonStatuses"]
        return all(d["healthy"] for d in daemons if d["required"])
