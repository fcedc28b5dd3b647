"""`dagster dev` as people start it: the graph loads, and a materialize-all ends green."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers.dev_server import ROOT, dev_server

from pipeline.orchestration.partitions import tags_of_range
from pipeline.tables.schema import TABLES


@pytest.mark.slow
def test_the_graph_shows_every_asset(tmp_path: Path) -> None:
    with dev_server(tmp_path) as server:
        query = "{ assetNodes { assetKey { path } description owners { __typename } kinds } }"
        nodes = server.ask(query)["assetNodes"]
        assert len(nodes) == len(TABLES) + 7
        assert all(node["description"] and node["owners"] and node["kinds"] for node in nodes)


@pytest.mark.slow
def test_a_run_of_all_publishes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    with dev_server(tmp_path) as server:
        run = server.launch("publish_figures", tags_of_range("00", "07"))
        assert server.ended(run) == "SUCCESS", server.log()
    assert all((tmp_path / "outputs" / f"{table.name}.csv").is_file() for table in TABLES)
