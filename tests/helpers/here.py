"""An engine in the test's own process, for tests that patch the code it runs."""

from __future__ import annotations

from typing import Any, Self

import pyarrow as pa
import pytest

from pipeline import engines
from pipeline.tables import build


class Here(engines.Here):
    """The same as a context manager, like a pool."""

    def __init__(self, *_: Any) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def start(self) -> None:
        pass

    def within(self, _limits: Any) -> Self:
        return self


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replaces every engine except Dask by this one."""
    for module in ("pipeline.engines", "pipeline.documents.discovery"):
        monkeypatch.setattr(f"{module}.Pool", Here)


def publish_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks and writes what is published in this process."""
    for module in ("pipeline.engines", "pipeline.orchestration.resources"):
        monkeypatch.setattr(f"{module}.publisher", Here)


def build_paragraphs_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the table `paragraphs` fail its checks: each row is there twice."""
    make = build.paragraphs_table

    def doubled(extractions: list[build.Extraction]) -> pa.Table:
        rows = make(extractions)
        return pa.concat_tables([rows, rows])

    read_here(monkeypatch)  # so that it is patched
    monkeypatch.setattr(build, "paragraphs_table", doubled)
