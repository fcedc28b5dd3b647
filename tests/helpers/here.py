"""An engine in the test's own process, for tests that patch the code it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self

import pyarrow as pa
import pytest

from pipeline.tables import build


class Here:
    """Handles items one by one and without limits; a context manager, like a pool."""

    def __init__(self, *_: Any) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        return map(function, items)


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replaces every engine except Dask by this one."""
    for module in ("pipeline.engines", "pipeline.documents.discovery"):
        monkeypatch.setattr(f"{module}.Pool", Here)


def build_paragraphs_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the table `paragraphs` fail its checks: each row is there twice."""
    make = build.paragraphs_table

    def doubled(extractions: list[build.Extraction]) -> pa.Table:
        rows = make(extractions)
        return pa.concat_tables([rows, rows])

    read_here(monkeypatch)  # so that it is patched
    monkeypatch.setattr(build, "paragraphs_table", doubled)
