"""`dg dev` as people start it: the graph loads, and a materialize-all ends green."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.dev_server import ROOT, dev_server, wait_for
from helpers.partitions import all_listed
from helpers.webhook import Webhook
from helpers.webhook import webhook as serving

from pipeline.tables.schema import TABLES


@pytest.mark.slow
def test_the_graph_shows_every_asset(tmp_path: Path) -> None:
    with dev_server(tmp_path) as server:
        query = "{ assetNodes { assetKey { path } description owners { __typename } kinds } }"
        nodes = server.ask(query)["assetNodes"]
        assert len(nodes) == len(TABLES) + 7
        assert all(node["description"] and node["owners"] and node["kinds"] for node in nodes)


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    with serving() as served:
        yield served


@pytest.mark.slow
def test_after_a_restart_all_is_as_it_was(tmp_path: Path, webhook: Webhook) -> None:
    """In a folder of any name: what is switched on stays on, and what steps wrote can be read.

    Of a run that failed there is a report, and people were told.
    """
    project = tmp_path / "any name"
    project.mkdir()
    for name in ("pyproject.toml", "dagster.yaml", "pipeline", "expectations"):
        (project / name).symlink_to(ROOT / name)
    settings = "[partitions]\nshards = 1\n"
    notify = f"[notify]\nwebhook = '{webhook.address}'\ninterval_seconds = 1\n"
    with dev_server(tmp_path, settings + notify, project=project) as server:
        wait_for(lambda: server.ticks("notify_by_webhook"), 120, server.log)
        server.switch_on("sensor", "new_documents")
        server.switch_on("schedule", "weekly_release")
        run = server.launch("make_release")  # of tables that are not there
        assert server.ended(run) == "FAILURE", server.log()
        wait_for(lambda: webhook.texts, 120, server.log)
        assert f"Run {run[:8]} of make_release failed" in webhook.texts[0]
        wait_for(lambda: any((project / "reports").iterdir()), 120, server.log)
    with dev_server(tmp_path, settings, project=project) as server:
        assert server.schedules()["weekly_release"]["status"] == "RUNNING"
        assert server.schedules()["nightly_refresh"]["status"] == "STOPPED"
        assert server.is_on("new_documents")
        assert server.status(run) == "FAILURE"
        assert "documents.parquet" in server.log_of(run)
    # Nothing is noted down to be sent to Dagster's makers.
    assert not any((project / "logs").iterdir())
    assert not (tmp_path / "home" / ".dagster").exists()


@pytest.mark.slow
def test_a_run_of_all_publishes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    with dev_server(tmp_path) as server:
        run = server.launch("publish_figures", all_listed(server.ask, server.log))
        assert server.ended(run) == "SUCCESS", server.log()
    assert all((tmp_path / "outputs" / f"{table.name}.csv").is_file() for table in TABLES)
