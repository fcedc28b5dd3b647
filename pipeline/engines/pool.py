"""A pool of local processes that read documents in parallel."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from pipeline.engines.engine import Died, Item, Limits, Result, alive
from pipeline.engines.process import Process, ProcessEnded

T = TypeVar("T")

TRIES = 2
"""How often to try a document that crashes its process or needs too much memory."""

OTHERWISE = (
    "If that does not help, report it, attach the document, and take the document out of the raw "
    "folder until it is fixed"
)
"""What to do when advice on limits fails, without a full stop."""


class Pool:
    """Up to `workers` processes, started when there is work.

    A document that ends its process (by a crash, or by using too much memory) is tried once more in
    a fresh process; after that its result is `Died`. A document that takes too long is not retried.
    Other documents are unaffected. When this process dies, even by SIGKILL, its processes end at
    once.

    Args:
        workers: the maximum number of processes.
        limits: for each document.
        imports: modules that each process imports before it takes its first document.
    """

    def __init__(self, workers: int, limits: Limits, imports: Sequence[str] = ()) -> None:
        self._workers = workers
        self._limits = limits
        self._imports = imports
        self._idle: list[Process] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self._idle:
            self._idle.pop().stop()

    def start(self) -> None:
        """Starts one process, which imports its modules while there is no work for it yet.

        On one core that would only keep this process waiting.
        """
        if cores() > 1:
            self._idle.append(self._new())

    def within(self, limits: Limits) -> Pool:
        """The same processes with another time limit; they stop with this pool.

        Args:
            limits: with the memory limit of this pool, which a process has from its start.
        """
        if limits.megabytes != self._limits.megabytes:
            raise ValueError(f"the processes have {self._limits.megabytes} MB each")
        other = Pool(self._workers, limits, self._imports)
        other._idle = self._idle
        return other

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result | Died]:
        """See `Engine`. Concurrent calls, also from several threads, never share a process."""
        todo = (_Task(function, place, item) for place, item in enumerate(items))
        return in_order(self._results(todo, {}))

    @contextmanager
    def beside(self, function: Callable[[Item], object], item: Item) -> Iterator[None]:
        """Runs a function in a process while the block runs; ends when both have ended.

        Raises:
            EngineFailed: the process died.
            Exception: whatever `function` raises.
        """
        busy: dict[Process, _Task[Any]] = {}
        self._start(_Task(function, 0, item), self._free(), busy)
        try:
            yield
            list(alive(result for _, result in self._results(iter(()), busy)))
        finally:
            for process in busy:
                process.stop()

    def _results(
        self, todo: Iterator[_Task[Any]], busy: dict[Process, _Task[Any]]
    ) -> Iterator[tuple[int, Any | Died]]:
        """Each task's place and result, in the order they are ready; `busy` have begun."""
        try:
            while True:
                while len(busy) < self._workers and (task := next(todo, None)):
                    self._start(task, self._free(), busy)
                if not busy:
                    return
                for process in self._ready(busy):
                    try:
                        result = _result(process, self._limits)
                    except ProcessEnded as end:
                        task = busy.pop(process)
                        task.tries += 1
                        if end.is_transient and task.tries < TRIES:
                            self._start(task, self._new(), busy)
                        else:
                            yield task.place, Died(_reason(end, task.tries))
                    else:
                        task = busy.pop(process)
                        self._idle.append(process)
                        yield task.place, result
        finally:
            for process in busy:
                process.stop()

    def _start(self, task: _Task[Any], process: Process, busy: dict[Process, _Task[Any]]) -> None:
        busy[process] = task
        process.give(task.function, task.item, self._limits.seconds)

    def _free(self) -> Process:
        while True:
            try:
                process = self._idle.pop()
            except IndexError:  # not checked beforehand: another thread may take the last one
                return self._new()
            if process.is_alive():
                return process
            process.stop()

    def _new(self) -> Process:
        return Process(self._limits.megabytes, self._imports)

    def _ready(self, busy: Iterable[Process]) -> list[Process]:
        """Waits for processes that have a result, have died or are out of time; returns them."""
        of: dict[Any, Process] = {process.connection: process for process in busy}
        first = min(process.deadline for process in of.values())
        if ready := wait(list(of), timeout=max(0, first - time.monotonic())):
            return [of[connection] for connection in ready]
        return [process for process in of.values() if process.is_overdue()]


@dataclass
class _Task(Generic[T]):
    function: Callable[[T], Any]
    place: int
    item: T
    tries: int = 0


def in_order(results: Iterable[tuple[int, T]]) -> Iterator[T]:
    """Yields numbered results in order, each as soon as it and all before it have come.

    >>> list(in_order([(1, "b"), (0, "a"), (2, "c")]))
    ['a', 'b', 'c']
    """
    held: dict[int, T] = {}
    wanted = 0
    for place, result in results:
        held[place] = result
        while wanted in held:
            yield held.pop(wanted)
            wanted += 1


def cores() -> int:
    """How many cores this process may use, by its affinity and its container's quota."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:  # "max 100000", or the microseconds allowed in each period
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
    except OSError:
        return allowed or 1
    return min(allowed or 1, int(quota) // int(period) or 1) if quota != "max" else allowed or 1


def _result(process: Process, limits: Limits) -> Any:
    if process.connection.poll():
        return process.result()
    process.stop()
    problem = f"reading it took longer than {_duration(limits.seconds)}"
    raise ProcessEnded(problem, f"Raise {limits.time_setting}", is_transient=False)


def _duration(seconds: float) -> str:
    """A duration in words.

    >>> _duration(20), _duration(1800)
    ('20 seconds', '30 minutes')
    """
    return f"{seconds:g} seconds" if seconds < 120 else f"{seconds / 60:g} minutes"


def _reason(end: ProcessEnded, tries: int) -> str:
    tried = f"Tried {tries} times: {end}" if tries > 1 else f"{str(end)[:1].upper()}{str(end)[1:]}"
    return f"{tried}. {end.fix}. {OTHERWISE}"
