"""Where documents are read: in this process, in processes of this machine, or on a Dask cluster.

Each engine maps a function over documents and gives the same results in the same order. The
function is a top-level one that can be pickled; it handles one document and returns a small value.
What is large it writes to a store, perhaps twice, since a document may be tried again. A document
that it cannot read is a value too. What it raises may pass, such as a network that is down: it
reaches the caller, and the rest is given up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.engines.model import Died, Engine, Given, Made

if TYPE_CHECKING:  # a process that reads documents needs no settings, and starts sooner without
    from pipeline.settings import EngineSettings

__all__ = ["Died", "Engine", "engine"]


@contextmanager
def engine(settings: EngineSettings) -> Iterator[Engine]:
    """The engine of the settings; when the context ends, so do the processes that it started.

    Raises:
        BadCluster: the Dask cluster cannot be used; see `pipeline.engines.cluster`.
        ConnectionError: the Dask scheduler does not answer, which may pass.
    """
    seconds = settings.minutes_per_document * 60
    if settings.kind == "serial":
        yield _Serial()
    elif settings.kind == "pool":
        from pipeline.engines.pool import Pool, cores

        with Pool(settings.workers or cores(), seconds) as pool:
            yield pool
    else:
        from pipeline.engines.cluster import cluster

        with cluster(str(settings.address), seconds) as dask:
            yield dask


class _Serial:
    """The caller's process and no other: no time limit holds, and what kills it ends the run."""

    def map(
        self, function: Callable[[Given], Made], items: Sequence[Given]
    ) -> Iterator[Made | Died]:
        """See `Engine`."""
        return map(function, items)
