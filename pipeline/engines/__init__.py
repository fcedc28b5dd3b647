"""Runs functions over documents, in local processes or on a Dask cluster.

Each engine maps a function over documents and returns the same results in the same order. The
function must be picklable, so defined at the top level of a module. It handles one document and
returns a small value; anything large it writes to a store, possibly twice, since a document may be
retried. If it cannot read a document, it returns a value that says so. If it raises, because of a
transient problem such as a network that is down, the caller gets the exception and the remaining
documents are abandoned.

Documents are only ever opened in these processes. Their time and memory are limited, and a document
that exceeds the limits or crashes its process fails alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.engines.engine import Died, Engine, Here, Limits, alive
from pipeline.engines.pool import Pool, cores

if TYPE_CHECKING:  # worker processes do not need the settings, and start faster without them
    from pipeline.settings import EngineSettings

__all__ = [
    "Died",
    "Engine",
    "Here",
    "Limits",
    "Pool",
    "alive",
    "drawer",
    "engine",
    "looker",
    "opener",
    "publisher",
    "writer",
]

#: For processes that open documents.
_OPENING = ("pipeline.engines.without_pandas",)
#: Takes seconds to import, which a process that publishes does before there is anything to check.
_CHECKING = ("pipeline.validation.library", "pipeline.publishing.check")


@contextmanager
def engine(settings: EngineSettings) -> Iterator[Engine]:
    """The engine that the settings name; leaving the context stops the processes it started.

    Raises:
        BadCluster: the Dask cluster cannot be used; see `pipeline.engines.cluster`.
        ConnectionError: the Dask scheduler does not answer; this may be transient.
    """
    if settings.kind != "dask":
        with opener(settings) as pool:
            yield pool
    else:
        from pipeline.engines.cluster import cluster

        with cluster(str(settings.address), settings.limits) as dask:
            yield dask


def opener(settings: EngineSettings) -> Pool:
    """Local processes that open documents: to look at them, to read them, to render pages."""
    return _local_pool(settings, settings.limits, _OPENING)


def looker(settings: EngineSettings) -> Pool:
    """Local processes that look at the first pages of documents, whichever engine reads them."""
    return opener(settings).within(settings.limits_of_look)


def drawer(settings: EngineSettings) -> Pool:
    """Local processes that render pages of documents, whichever engine reads them."""
    return opener(settings).within(settings.limits_of_drawing)


def publisher(settings: EngineSettings) -> Pool:
    """Local processes that check and write what is published, whichever engine reads documents."""
    return _local_pool(settings, settings.limits_of_publishing, _CHECKING)


def writer(settings: EngineSettings) -> Pool:
    """The same for what is checked already."""
    return _local_pool(settings, settings.limits_of_publishing)


def _local_pool(settings: EngineSettings, limits: Limits, imports: Sequence[str] = ()) -> Pool:
    """A pool of as many local processes as the settings say; they start when there is work."""
    return Pool(1 if settings.kind == "serial" else settings.workers or cores(), limits, imports)
