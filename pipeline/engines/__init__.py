"""Stub until the engines are merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pipeline.settings import EngineSettings

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Died:
    reason: str


class Engine(Protocol):
    def map(
        self, function: Callable[[Given], Made], items: Sequence[Given]
    ) -> Iterator[Made | Died]: ...


class _Serial:
    def map(self, function, items):
        return map(function, items)


class _Pool:
    def map(self, function, items):
        import multiprocessing
        import os
        from concurrent.futures import ProcessPoolExecutor

        if len(items) < 2:
            yield from map(function, items)
            return
        with ProcessPoolExecutor(
            min(len(items), os.cpu_count()), mp_context=multiprocessing.get_context("spawn")
        ) as pool:
            yield from pool.map(function, items)


@contextmanager
def engine(settings: EngineSettings) -> Iterator[Engine]:
    yield _Serial() if settings.kind == "serial" else _Pool()
