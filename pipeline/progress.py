"""Tells how far a piece of work has come, to whoever shows it.

Records of the logger `pipeline.progress` have `stage`, `done`, `total` and `document`: the command
line draws a bar from them (`pipeline.terminal`), Dagster shows their lines.
"""

from __future__ import annotations

import logging

logger = logging.getLogger("pipeline.progress")


def tell(stage: str, document: str, *, done: int, total: int) -> None:
    """Tells that one more document has been through a stage."""
    details = {"stage": stage, "done": done, "total": total, "document": document}
    logger.info("%s: %s (%d of %d)", stage, document, done, total, extra=details)
