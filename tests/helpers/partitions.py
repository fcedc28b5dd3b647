"""What makes a run one of all partitions, as an operator chooses them in the UI."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import dagster as dg
from helpers.dev_server import wait_for
from helpers.here import Here

from pipeline.orchestration.partitions import tags_of, tags_of_all
from pipeline.orchestration.resources import Folders


def all_found(instance: dg.DagsterInstance, folders: Folders) -> dict[str, str]:
    """Tags of a run of all partitions, those of the documents that are there among them."""
    corpus = folders.corpus
    return tags_of_all(instance, corpus.filled(corpus.look_only(Here()).documents))


def all_listed(ask: Callable[[str], Any], log: Callable[[], str]) -> dict[str, str]:
    """The same of a server, by a client for its GraphQL API, once the sensor has found them."""
    query = """{ assetNodeOrError(assetKey: {path: ["figures"]}) { ... on AssetNode {
        partitionKeys } } }"""

    def listed() -> list[str]:
        return list(ask(query)["assetNodeOrError"]["partitionKeys"])

    wait_for(listed, 120, log)
    keys = listed()
    return tags_of(keys, keys)
