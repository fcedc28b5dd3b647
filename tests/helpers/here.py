"""An engine in the test's own process, for tests that change the code which it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self

import pytest


class Here:
    """Handles items one after the other, without limits; a context, as a pool is."""

    def __init__(self, *_: Any) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        return map(function, items)


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every engine but Dask be this one."""
    monkeypatch.setattr("pipeline.engines.Pool", Here)
