"""The services of one machine, started by the commands of their units; nginx before them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import psycopg
import pytest
from helpers.dev_server import wait_for
from helpers.partitions import all_listed
from machine import BIN, IS_ROOT, NUMBERS, SANDBOX, Machine, machine
from proxy import EVERYBODY, LOGIN, OPERATORS, VIEWERS, Proxy, proxy_over
from units import Service, service
from websockets.exceptions import InvalidStatus

from pipeline.tables.schema import TABLES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running() -> Iterator[Machine]:
    """A machine whose services are up."""
    with machine() as made:
        made.path("/etc/un-figures/pipeline.env").write_text(
            "PIPELINE_SMTP_PASSWORD=secret\nAWS_SECRET_ACCESS_KEY=secret\n", encoding="utf-8"
        )
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
    tags = all_listed(running.ask, lambda: running.log("un-figures-daemon"))
    launched = running.launch("publish_figures", tags=tags)
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


UI = ("un-figures-daemon", "un-figures-web", "un-figures-viewer")


def test_secrets_of_documents_and_mail_are_the_codes_alone(running: Machine) -> None:
    told = {name: running.environment(name) for name in ("un-figures-code", *UI)}
    of_runs = {"PIPELINE_SMTP_PASSWORD", "AWS_SECRET_ACCESS_KEY"}
    assert of_runs <= set(told["un-figures-code"])
    assert [name for name in UI if of_runs & set(told[name])] == []
    users = {name: of["DAGSTER_POSTGRES_USER"] for name, of in told.items()}
    assert [name for name in users if users[name] != "dagster"] == ["un-figures-viewer"]


def test_the_database_lets_viewers_change_nothing(running: Machine, published: str) -> None:
    told = running.environment("un-figures-viewer")
    at = f"host=127.0.0.1 port={running.database.port} dbname={told['DAGSTER_POSTGRES_DB']}"
    with psycopg.connect(f"{at} user={told['DAGSTER_POSTGRES_USER']}") as connection:
        [found] = connection.execute("SELECT run_id FROM runs WHERE run_id = %s", [published])
        assert found == (published,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM runs")


@pytest.mark.skipif(not IS_ROOT, reason="only root starts services as other users")
@pytest.mark.usefixtures("published")
def test_what_is_written_is_the_pipelines(running: Machine) -> None:
    places = [running.path("/srv/un-figures"), running.path("/var/lib/un-figures")]
    found = {p: p.lstat().st_uid for place in places for p in place.rglob("*")}
    own = int(NUMBERS["un-figures"])
    assert any(path.suffix == ".parquet" for path in found)
    assert [path for path, user in found.items() if user not in {0, own}] == []


@pytest.mark.skipif(not IS_ROOT, reason="only root starts services as other users")
@pytest.mark.usefixtures("published")
def test_the_group_of_the_ui_reads_what_steps_print_and_nobody_else(running: Machine) -> None:
    home = running.path("/var/lib/un-figures/dagster")
    printed = [path for path in (home / "storage").rglob("*") if path.is_file()]
    assert printed
    assert {path.stat().st_gid for path in printed} == {int(NUMBERS["un-figures-ui"])}
    assert home.stat().st_mode & 0o007 == 0


@pytest.mark.skipif(not SANDBOX, reason="needs root, bubblewrap and systemd-analyze")
def test_what_the_sandbox_forbids_is_refused(running: Machine) -> None:
    def tried(script: str, unit: Service | None = None) -> bool:
        return running.run(["/bin/sh", "-c", script], unit).returncode == 0

    web = service("un-figures-web")
    assert tried("ls /srv/un-figures/raw/*.pdf && touch /srv/un-figures/outputs/.tried")
    assert not tried("ls /srv/un-figures/raw/*.pdf", web)
    for forbidden in (
        "touch /srv/un-figures/tried", "touch /etc/un-figures/tried", "unshare --user true",
        "cat /proc/1/cmdline", "mkdir -m 2755 /tmp/tried", "ls /root/.[a-z]*rc",
    ):  # fmt: skip
        assert not tried(forbidden), forbidden
        assert not tried(forbidden, web), forbidden


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


@pytest.fixture(scope="module")
def proxy(running: Machine, published: str) -> Iterator[Proxy]:
    """nginx before the UI, and over what a run has published."""
    assert published
    with proxy_over(running.folder / "nginx", running.place) as made:
        yield made


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
