"""Tells how far a piece of work has come, to whoever shows it.

Records of the logger `pipeline.progress` have `stage`, `done`, `total` and `what`: the command line
draws a bar from them (`pipeline.terminal`), Dagster shows their lines.
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


def tell(stage: str, what: str, *, done: int, total: int) -> None:
    """Tells that one more document, or whatever a stage goes through, is done."""
    details = {"stage": stage, "done": done, "total": total, "what": what}
    logger.info("%s: %s (%d of %d)", stage, what, done, total, extra=details)


def watched(stage: str, made: Iterable[T], names: Sequence[str]) -> Iterator[T]:
    """What is made of documents, or the like, of these names, told of as it comes."""
    told = 0.0
    for number, (name, value) in enumerate(zip(names, made, strict=True), start=1):
        yield value
        now = time.monotonic()
        if number == len(names) or now - told >= _PAUSE:
            told = now
            tell(stage, name, done=number, total=len(names))


@contextmanager
def doing(stage: str, what: str, *, total: int) -> Iterator[None]:
    """Tells that the block does one of the pieces of a stage, and counts it when it has ended.

    Args:
        stage: such as `checks`.
        what: the piece, such as a table's name.
        total: how many pieces the stage has.
    """
    details = {"stage": stage, "done": None, "total": total, "what": what}
    logger.info("%s: %s", stage, what, extra=details | {"ended": False})
    yield
    # Below the level of lines: it says nothing new.
    logger.debug("%s: %s ended", stage, what, extra=details | {"ended": True})
