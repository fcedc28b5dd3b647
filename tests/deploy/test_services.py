"""The services of one machine, started by the commands of their units; nginx before them."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from helpers.dev_server import free_port, wait_for
from machine import BIN, Machine, machine
from units import DEPLOY
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from pipeline.orchestration.partitions import tags_of_range
from pipeline.reading.shards import shard_names
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES

pytestmark = pytest.mark.slow

SHARDS = shard_names(Settings().partitions.shards)
ALL_SHARDS = tags_of_range(SHARDS[0], SHARDS[-1])


@pytest.fixture(scope="module")
def running() -> Iterator[Machine]:
    """A machine whose services are up."""
    with machine() as made:
        for name in ("code", "web", "viewer", "daemon"):
            made.start(f"un-figures-{name}")
        wait_for(made.loaded)
        wait_for(lambda: made.loaded("3001"))
        wait_for(made.beats)
        yield made


def ends_well(running: Machine, run: str) -> bool:
    status = running.status(run)
    assert status not in {"FAILURE", "CANCELED"}, run
    return status == "SUCCESS"


@pytest.fixture(scope="module")
def published(running: Machine) -> str:
    """The id of a run that has published.

    In the middle of it the code is reloaded, and the UI and the daemon are started again.
    """
    launched = running.launch("publish_figures", tags=ALL_SHARDS)
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run = str(launched["run"]["runId"])
    wait_for(lambda: running.status(run) == "STARTED")
    running.reload()
    for name in ("un-figures-daemon", "un-figures-web"):
        running.stop(name)
        running.start(name)
    wait_for(running.loaded)
    wait_for(lambda: ends_well(running, run), 240)
    return run


def test_a_run_ends_though_the_code_the_ui_and_the_daemon_are_loaded_again_meanwhile(
    running: Machine, published: str
) -> None:
    outputs = running.path("/srv/un-figures/outputs")
    runs = running.ask("{ runsOrError { ... on Runs { results { runId status } } } }")
    assert runs["runsOrError"]["results"] == [{"runId": published, "status": "SUCCESS"}]
    assert all((outputs / f"{table.name}.csv").is_file() for table in TABLES)
    [release] = [p for p in (outputs / "releases").iterdir() if not p.name.startswith(".")]
    assert json.loads((release / "provenance.json").read_bytes())["commit"]


@pytest.mark.usefixtures("published")
def test_nobody_but_the_pipeline_may_write_what_is_published_from(running: Machine) -> None:
    work = running.path("/srv/un-figures/outputs/.work")
    others = [path for path in (work, *work.rglob("*")) if path.stat().st_mode & 0o022]
    assert work.is_dir()
    assert others == []


def test_viewers_see_runs_and_launch_none(running: Machine, published: str) -> None:
    seen = running.ask("{ runsOrError { ... on Runs { results { runId } } } }", port="3001")
    assert published in [run["runId"] for run in seen["runsOrError"]["results"]]
    assert running.launch("publish_figures", port="3001", tags={})["__typename"] == (
        "UnauthorizedError"
    )


def test_a_schedule_is_switched_on_by_hand(running: Machine) -> None:
    for state in ("start", "stop"):
        words = f"{BIN}/dagster schedule {state} nightly_refresh --workspace /etc/un-figures/workspace.yaml"
        done = running.run(words.split())
        assert done.returncode == 0, done.stderr
        asked = running.ask("""{ schedulesOrError(repositorySelector: {
            repositoryLocationName: "un-figures", repositoryName: "__repository__"}) {
            ... on Schedules { results { name scheduleState { status } } } } }""")
        told = {one["name"]: one["scheduleState"] for one in asked["schedulesOrError"]["results"]}
        now = {"start": "RUNNING", "stop": "STOPPED"}[state]
        assert told["nightly_refresh"] == {"status": now}


# -- nginx -----------------------------------------------------------------------------------------

OPERATORS, VIEWERS, EVERYBODY = "dagster.example.org", "watch.example.org", "figures.example.org"
LOGIN = ("olga", "a long password")


class Proxy:
    """A running nginx with the shipped configuration."""

    def __init__(self, port: int, trusted: ssl.SSLContext) -> None:
        self.port, self.trusted = port, trusted

    def ask(
        self, host: str, path: str, *, login: tuple[str, str] | None = None,
        method: str = "GET", headers: dict[str, str] | None = None, body: Any = None,
    ) -> httpx.Response:  # fmt: skip
        return httpx.Client(verify=self.trusted).request(
            method, f"https://127.0.0.1:{self.port}{path}", auth=login, json=body,
            headers={"Host": host, **(headers or {})}, extensions={"sni_hostname": host}, timeout=30,
        )  # fmt: skip

    def websocket(self, login: tuple[str, str] | None, origin: str | None = None) -> Any:
        """A connection as the UI opens it, by default from a page of the UI itself."""
        host = f"{OPERATORS}:{self.port}"
        secret = base64.b64encode(":".join(login).encode()).decode() if login else ""
        return connect(
            f"wss://{host}/graphql", ssl=self.trusted,
            sock=socket.create_connection(("127.0.0.1", self.port)),
            subprotocols=["graphql-ws"], origin=origin or f"https://{host}",  # type: ignore[arg-type,list-item]
            additional_headers={"Authorization": f"Basic {secret}"} if login else {},
        )  # fmt: skip


def openssl(*arguments: str | Path) -> str:
    done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def proxy(running: Machine, published: str) -> Iterator[Proxy]:
    """nginx before the UI, and over what a run has published."""
    assert published
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed: `apt-get install nginx openssl`")
    folder = running.folder / "nginx"
    folder.mkdir()
    names = ",".join(f"DNS:{name}" for name in (OPERATORS, VIEWERS, EVERYBODY))
    openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test",
        "-addext", f"subjectAltName={names}",
        "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem",
    )  # fmt: skip
    line = f"{LOGIN[0]}:{openssl('passwd', '-6', LOGIN[1])}"
    for file in ("un-figures-operators", "un-figures-viewers"):
        (folder / file).write_text(line)

    port = free_port()

    def moved(text: str) -> str:
        text = running.place(text).replace("/etc/ssl/un-figures", str(folder))
        text = text.replace("/etc/nginx/un-figures", f"{folder}/un-figures")
        text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
        return text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")

    for name, to in (("nginx.conf", "site.conf"), ("nginx-proxy.conf", "un-figures-proxy.conf")):
        (folder / to).write_text(moved((DEPLOY / name).read_text(encoding="utf-8")))
    user = "user root;" if os.geteuid() == 0 else ""  # the folder of the test is of its user alone
    main = folder / "main.conf"
    main.write_text(
        f"{user} pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;"
        f" fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;"
        f" include {folder}/site.conf; }}\n"
    )
    process = subprocess.Popen([nginx, "-c", main, "-e", folder / "error.log"])
    made = Proxy(port, ssl.create_default_context(cafile=folder / "fullchain.pem"))

    def answers() -> bool:
        assert process.poll() is None, (folder / "error.log").read_text()
        with contextlib.suppress(httpx.TransportError):
            return made.ask(EVERYBODY, "/nothing").status_code == 404
        return False

    try:
        wait_for(answers)
        yield made
    finally:
        process.terminate()
        process.wait()


@pytest.mark.parametrize("host", [OPERATORS, VIEWERS])
@pytest.mark.parametrize(
    "path", ["/", "/graphql", "/server_info", "/report_asset_materialization/x"]
)
def test_nobody_comes_to_the_ui_without_a_login(proxy: Proxy, host: str, path: str) -> None:
    assert proxy.ask(host, path).status_code == 401
    assert proxy.ask(host, path, login=(LOGIN[0], "guessed")).status_code == 401


@pytest.mark.parametrize("host", [OPERATORS, VIEWERS])
def test_the_ui_opens_after_a_login(proxy: Proxy, host: str) -> None:
    page = proxy.ask(host, "/", login=LOGIN)
    assert page.status_code == 200
    assert "Dagster" in page.text
    asked = proxy.ask(host, "/graphql", login=LOGIN, method="POST", body={"query": "{ version }"})
    assert asked.json()["data"]["version"]


def test_the_log_of_a_run_comes_through_the_websocket(proxy: Proxy, published: str) -> None:
    query = """subscription ($run: ID!) { pipelineRunLogs(runId: $run) {
        ... on PipelineRunLogsSubscriptionSuccess { messages { __typename } } } }"""
    payload = {"query": query, "variables": {"run": published}}
    with proxy.websocket(LOGIN) as talk:
        talk.send(json.dumps({"type": "connection_init"}))
        assert json.loads(talk.recv(timeout=30))["type"] == "connection_ack"
        talk.send(json.dumps({"type": "start", "id": "1", "payload": payload}))
        while (told := json.loads(talk.recv(timeout=30)))["type"] != "data":
            assert told["type"] == "ka", told
    messages = told["payload"]["data"]["pipelineRunLogs"]["messages"]
    assert "RunStartEvent" in {message["__typename"] for message in messages}


@pytest.mark.parametrize(
    ("login", "origin", "status"),
    [(None, None, 401), (LOGIN, "https://elsewhere.example", 403)],
)
def test_no_websocket_without_a_login_or_from_another_site(
    proxy: Proxy, login: tuple[str, str] | None, origin: str | None, status: int
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        proxy.websocket(login, origin)
    assert refused.value.response.status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": f"https://{EVERYBODY}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_pages_of_other_sites_cannot_use_the_login(
    proxy: Proxy, method: str, headers: dict[str, str]
) -> None:
    path = "/graphql?query={version}"
    own = {"Origin": f"https://{OPERATORS}", "Sec-Fetch-Site": "same-origin"}
    assert proxy.ask(OPERATORS, path, login=LOGIN, method=method, headers=own).status_code == 200
    asked = proxy.ask(OPERATORS, path, login=LOGIN, method=method, headers=headers)
    assert asked.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/latest/index.html",
        "/latest/",
        "/latest/data/percentages.csv",
        "/releases/",
        "/percentages.parquet",
        "/data_docs/index.html",
    ],
)
def test_everybody_may_read_what_is_published(proxy: Proxy, path: str) -> None:
    assert proxy.ask(EVERYBODY, path).status_code == 200
    for method in ("POST", "PUT", "DELETE"):
        assert proxy.ask(EVERYBODY, path, method=method).status_code in {403, 405}


def test_the_shortest_address_leads_to_the_newest_release(proxy: Proxy) -> None:
    assert proxy.ask(EVERYBODY, "/").headers["Location"].endswith("/latest/index.html")


def test_nobody_may_read_what_is_not_published(running: Machine, proxy: Proxy) -> None:
    srv = running.path("/srv/un-figures")
    value = next(path for path in (srv / "outputs/.work").rglob("*") if path.is_file())
    building = srv / "outputs/releases/.building-2026.01.01.1/data"
    building.mkdir(parents=True)
    (building / "counts.csv").write_text("half of it")
    (srv / "reports" / "failed.txt").write_text("why")
    (srv / "outputs" / "reports").mkdir()
    (srv / "outputs" / "reports" / "failed.txt").write_text("why")
    for path in (
        "/.work/", f"/{value.relative_to(srv / 'outputs').as_posix()}", "/.work",
        "/releases/.building-2026.01.01.1/data/counts.csv", "/releases/.lock",
        "/reports/failed.txt", "/latest/../../reports/failed.txt", "/../reports/failed.txt",
        "/%2e%2e/reports/failed.txt", "/latest/%2e%2e/.work/", "/latest//../.work/", "/%2ework/",
        "/latest%2f..%2f..%2freports/failed.txt", "/raw/", "/settings.toml",
    ):  # fmt: skip
        assert proxy.ask(EVERYBODY, path).status_code in {400, 404}, path
    assert ".building" not in proxy.ask(EVERYBODY, "/releases/").text
