"""Several ways of doing one thing, timed in turn: a busy machine slows all of them alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median


def alternately(
    ways: Mapping[str, Callable[[], object]], *, rounds: int
) -> dict[str, tuple[float, ...]]:
    """Seconds of the processor that each way takes in each round, after one round that warms up."""
    for way in ways.values():
        way()
    timed = [[_seconds(way) for way in ways.values()] for _ in range(rounds)]
    return dict(zip(ways, zip(*timed, strict=True), strict=True))


def ratio(slow: Sequence[float], fast: Sequence[float]) -> str:
    """How many times as long the first takes: the median of the rounds, least and most of them."""
    ratios = [one / other for one, other in zip(slow, fast, strict=True)]
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def _seconds(way: Callable[[], object]) -> float:
    start = time.process_time()
    way()
    return time.process_time() - start
