"""A Dask cluster for the tests of engines, whose processes are not traced."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from helpers.dask_cluster import dask_cluster


@pytest.fixture(scope="package", autouse=True)
def _untraced() -> Iterator[None]:
    """Keeps coverage out of processes whose seconds and megabytes these tests limit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@pytest.fixture(scope="package")
def dask_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with dask_cluster(tmp_path_factory.mktemp("dask")) as address:
        yield address
