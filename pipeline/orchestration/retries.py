"""Which failures of a step are tried again: those that may pass by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipeline.errors import EngineFailed
from pipeline.storage import is_transient

#: Passing hiccups of storage and workers; a document that cannot be read is a row that says so, and
#: never comes this far.
RETRY = dg.RetryPolicy(
    max_retries=3, delay=10, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)


@contextmanager
def only_what_may_pass() -> Iterator[None]:
    """Inside, a failure that somebody has to mend ends the step, whatever its retry policy.

    Raises:
        dagster.Failure: instead of such a failure, which is its cause.
    """
    try:
        yield
    except Exception as problem:
        if isinstance(problem, EngineFailed) or is_transient(problem):
            raise
        raise dg.Failure(str(problem), allow_retries=False) from problem
