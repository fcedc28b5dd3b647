"""Reports progress through the logger `pipeline.progress`.

Its records have `stage`, `done`, `total` and `document`. The command line draws a progress bar
from them (`pipeline.terminal`); Dagster shows them as log lines.
"""

from __future__ import annotations

import logging

logger = logging.getLogger("pipeline.progress")


def tell(stage: str, document: str, *, done: int, total: int) -> None:
    """Reports that one more document has finished a stage."""
    details = {"stage": stage, "done": done, "total": total, "document": document}
    logger.info("%s: %s (%d of %d)", stage, document, done, total, extra=details)
