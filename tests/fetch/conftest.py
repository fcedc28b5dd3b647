from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.here import read_here
from service import Service, serving


@pytest.fixture(autouse=True)
def _verified_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each document is slow; that there is one is seen where one would not end."""
    read_here(monkeypatch)


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
