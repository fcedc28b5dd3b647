"""The services of compose.yaml together: a run goes on while the code is reloaded."""

from __future__ import annotations

import shutil

import pytest
from containers import AVAILABLE_HERE, containers
from helpers.dev_server import wait_for
from helpers.partitions import all_listed
from units import DEPLOY


@pytest.mark.slow
@pytest.mark.skipif(not AVAILABLE_HERE, reason="needs root, iproute2, bubblewrap and systemd")
def test_a_run_ends_though_code_ui_and_daemon_are_loaded_again_meanwhile() -> None:
    with containers() as running:
        for document in (DEPLOY.parent / "raw").iterdir():
            shutil.copy(document, running.volume("raw"))
        running.start("migrate")
        assert running.ends("migrate") == 0, running.log("migrate")
        for name in ("code", "daemon", "web"):
            running.start(name)
        wait_for(running.loaded, 240, lambda: running.log("web"))
        wait_for(running.beats, 240, lambda: running.log("daemon"))
        tags = all_listed(running.ask, lambda: running.log("daemon"))
        launched = running.launch("refresh_figures", tags=tags)
        run = str(launched["run"]["runId"])
        wait_for(lambda: running.status(run) == "STARTED", 240, lambda: running.log("daemon"))
        running.reload()
        for name in ("daemon", "web"):
            running.stop(name)
            running.start(name)
        wait_for(running.loaded, 240, lambda: running.log("web"))
        wait_for(running.beats, 240, lambda: running.log("daemon"))
        wait_for(lambda: running.status(run) != "STARTED", 600, lambda: running.log("code"))
        runs = running.ask("{ runsOrError { ... on Runs { results { runId status } } } }")
        assert runs["runsOrError"]["results"] == [{"runId": run, "status": "SUCCESS"}]
        assert (running.volume("outputs") / "documents.parquet").is_file()
