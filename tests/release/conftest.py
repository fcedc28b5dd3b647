"""A release of the sample tables."""

from __future__ import annotations

import pyarrow as pa
import pytest
from release_samples import make_tables, release_of

from pipeline.release.build import Release


@pytest.fixture(scope="session")
def tables() -> dict[str, pa.Table]:
    return make_tables()


@pytest.fixture(scope="session")
def release(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Release:
    outputs = tmp_path_factory.mktemp("released") / "outputs"
    outputs.mkdir()
    return release_of(tables, outputs)
