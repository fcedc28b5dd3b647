"""What several folders of tests need: a PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from servers import Server, postgres_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with postgres_server() as running:
        yield running


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores, since some tests wait for servers most of their time."""
    return (os.cpu_count() or 1) + 1
