from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from service import Service, serving


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as running:
        yield running


@pytest.fixture
def other() -> Iterator[Service]:
    """A second host, that the first may redirect to."""
    with serving() as running:
        yield running


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder
