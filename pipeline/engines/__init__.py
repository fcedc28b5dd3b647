"""Where documents are read: in processes of this machine, or on a Dask cluster.

Each engine maps a function over documents and gives the same results in the same order. The
function is a top-level one that can be pickled; it handles one document and returns a small value.
What is large it writes to a store, perhaps twice, since a document may be tried again. A document
that it cannot read is a value too. What it raises may pass, such as a network that is down: it
reaches the caller, and the rest is given up.

Whatever opens a document does so in one of these processes: their time and memory are limited, and
a document that needs more, or ends its process, fails alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.engines.model import Died, Engine, Limits
from pipeline.engines.pool import Pool, cores

if TYPE_CHECKING:  # a process that reads documents needs no settings, and starts sooner without
    from pipeline.settings import EngineSettings

__all__ = ["Died", "Engine", "Limits", "Pool", "drawer", "engine", "looker"]


@contextmanager
def engine(settings: EngineSettings) -> Iterator[Engine]:
    """The engine of the settings; when the context ends, so do the processes that it started.

    Raises:
        BadCluster: the Dask cluster cannot be used; see `pipeline.engines.cluster`.
        ConnectionError: the Dask scheduler does not answer, which may pass.
    """
    if settings.kind != "dask":
        with _local_pool(settings, settings.limits) as pool:
            yield pool
    else:
        from pipeline.engines.cluster import cluster

        with cluster(str(settings.address), settings.limits) as dask:
            yield dask


def looker(settings: EngineSettings) -> Pool:
    """Processes that look at the first pages of documents, whichever engine reads them all."""
    return _local_pool(settings, settings.limits_of_look)


def drawer(settings: EngineSettings) -> Pool:
    """Processes that draw pages of documents, whichever engine reads them."""
    return _local_pool(settings, settings.limits_of_drawing)


def _local_pool(settings: EngineSettings, limits: Limits) -> Pool:
    """Processes of this machine, as many as the settings say; they start when there is work."""
    return Pool(1 if settings.kind == "serial" else settings.workers or cores(), limits)
