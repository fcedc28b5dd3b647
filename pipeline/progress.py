"""Reports progress through the logger `pipeline.progress`.

Its records have `stage`, `done`, `total` and `what`. The command line draws a progress bar from
them (`pipeline.terminal`); Dagster shows them as log lines.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

logger = logging.getLogger("pipeline.progress")
#: Seconds between two lines of progress, so that thousands of documents do not flood a log.
_PAUSE = 0.5

T = TypeVar("T")


def report(stage: str, what: str, *, done: int, total: int) -> None:
    """Reports that one more document, or other piece of a stage, is done."""
    details = {"stage": stage, "done": done, "total": total, "what": what}
    logger.info("%s: %s (%d of %d)", stage, what, done, total, extra=details)


def watched(stage: str, values: Iterable[T], names: Sequence[str]) -> Iterator[T]:
    """Yields values, one per name, and reports each as it comes."""
    reported = 0.0
    for number, (name, value) in enumerate(zip(names, values, strict=True), start=1):
        yield value
        now = time.monotonic()
        if number == len(names) or now - reported >= _PAUSE:
            reported = now
            report(stage, name, done=number, total=len(names))


@contextmanager
def doing(stage: str, what: str, *, total: int) -> Iterator[None]:
    """Reports that the block works on one piece of a stage, and counts the piece when it ends.

    Args:
        stage: such as `checks`.
        what: the piece, such as a table's name.
        total: how many pieces the stage has.
    """
    details = {"stage": stage, "done": None, "total": total, "what": what}
    logger.info("%s: %s", stage, what, extra=details | {"ended": False})
    yield
    # Not a log line of its own: it says nothing new.
    logger.debug("%s: %s ended", stage, what, extra=details | {"ended": True})
