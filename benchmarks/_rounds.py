"""Times several ways of doing one thing in turn, so that a busy machine slows them all alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median


def alternately(
    ways: Mapping[str, Callable[[], object]], *, rounds: int
) -> dict[str, tuple[float, ...]]:
    """CPU seconds of each way in each round, after a warm-up round."""
    for way in ways.values():
        way()
    timed = [[_seconds(way) for way in ways.values()] for _ in range(rounds)]
    return dict(zip(ways, zip(*timed, strict=True), strict=True))


def ratio(slow: Sequence[float], fast: Sequence[float]) -> str:
    """How many times as long the first takes: the median, minimum and maximum of the rounds."""
    ratios = [one / other for one, other in zip(slow, fast, strict=True)]
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def _seconds(way: Callable[[], object]) -> float:
    start = time.process_time()
    way()
    return time.process_time() - start
