"""Which failures of a step are retried: transient ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipeline.errors import EngineFailed
from pipeline.storage import is_transient

#: For transient failures of storage and workers. A document that cannot be read does not fail a
#: step: it becomes a row that says so.
RETRY = dg.RetryPolicy(
    max_retries=3, delay=10, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)


@contextmanager
def retry_only_transient() -> Iterator[None]:
    """Within the block, a failure that is not transient ends the step without a retry.

    Raises:
        dagster.Failure: instead of such a failure, which is its cause.
    """
    try:
        yield
    except Exception as problem:
        if isinstance(problem, EngineFailed) or is_transient(problem):
            raise
        raise dg.Failure(str(problem), allow_retries=False) from problem
