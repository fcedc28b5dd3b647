"""An engine in the test's own process, for tests that patch the code it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self

import pytest


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
    monkeypatch.setattr("pipeline.engines.Pool", Here)
