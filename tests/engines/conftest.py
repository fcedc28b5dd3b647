"""A Dask cluster for the tests of engines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from helpers.dask_cluster import dask_cluster


@pytest.fixture(scope="session")
def dask_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with dask_cluster(tmp_path_factory.mktemp("dask")) as address:
        yield address
