"""The interface of engines, their limits, and the result for a document that ends its process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pipeline.errors import EngineFailed

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much time and memory one document may take.

    Attributes:
        seconds: the time limit.
        megabytes: the memory limit of the whole process; allocations beyond it fail.
        time_setting: the name of the setting that raises the time limit.
    """

    seconds: float = 30 * 60
    megabytes: int = 1536
    time_setting: str = "engine.minutes_per_document"


@dataclass(frozen=True, slots=True)
class Died:
    """The result for a document whose process died or exceeded its limits.

    Attributes:
        reason: sentences for people: what happened and what to do.
    """

    reason: str


class Engine(Protocol):
    """Runs a function over documents, perhaps several at a time."""

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result | Died]:
        """Yields results in the order of the items, each as soon as it and all before it are ready.

        Sends items to the processes only as they become free, and holds results that are ready
        early. Work proceeds while you iterate; closing the iterator abandons the rest.

        Raises:
            Exception: whatever `function` raises, at once, with the process's traceback as a note.
        """
        ...


def alive(results: Iterable[Result | Died]) -> Iterator[Result]:
    """The results of a function without which a run cannot go on.

    Raises:
        EngineFailed: the process of one died.
    """
    for result in results:
        if isinstance(result, Died):
            raise EngineFailed(result.reason)
        yield result


class Here:
    """An engine that runs everything in this process, without limits."""

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """See `Engine`."""
        return map(function, items)

    @contextmanager
    def beside(self, function: Callable[[Item], object], item: Item) -> Iterator[None]:
        """Runs the block, then the function; see `Pool.beside`."""
        yield
        function(item)
