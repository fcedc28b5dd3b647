"""What several folders of tests need: a PostgreSQL server of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from servers import Server, postgres_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with postgres_server() as running:
        yield running
