"""Reads documents on the workers of a Dask cluster.

Each thread of a worker reads in a process of its own, as a local pool does. A document that crashes
or times out does not take down the worker, and PDF libraries that are not thread-safe never share a
process. These processes end with their worker. If a worker is lost, Dask moves its documents to
another.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import itertools
import logging
import platform
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pipeline
from pipeline.engines.engine import Died, Engine, Item, Limits, Result
from pipeline.engines.pool import OTHERWISE, Pool, in_order
from pipeline.errors import BadCluster

if TYPE_CHECKING:
    from distributed import Client

WINDOW = 1000
"""How many documents to submit at a time: more than the cluster has threads, but not all."""

FIRST_WORKER = 600
"""How many seconds to wait for the first worker, as a machine may have to start."""

CODE = "the source of the package"

Code = dict[str, str]
"""The versions of Python, the libraries and our source, by name: they decide how we read."""


@contextmanager
def cluster(address: str, limits: Limits) -> Iterator[Engine]:
    """An engine on the workers of the scheduler at `address`.

    Raises:
        BadCluster: the extra `cluster` is not installed here, or workers run different code.
        ConnectionError: the scheduler does not answer, or has no workers.
    """
    try:
        from distributed import Client
    except ImportError as problem:
        raise BadCluster(
            f'engine.kind = "dask" needs the extra "cluster", but {problem.name} is not installed. '
            "Run `uv sync --extra cluster` or `pip install '.[cluster]'`"
        ) from problem
    try:
        client = Client(address, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as problem:
        raise ConnectionError(
            f"The Dask scheduler at {address} does not answer ({problem}). Start one with "
            "`dask scheduler`, or correct engine.address in the settings"
        ) from problem
    with client:
        code = code_here()
        _check_workers(client, address, code)
        yield _Cluster(client, code, limits)


class _Cluster:
    def __init__(self, client: Any, code: Code, limits: Limits) -> None:
        self._client = client
        self._code = code
        self._limits = limits

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result | Died]:
        """See `Engine`. Closing the iterator lets workers finish the documents they have begun.

        Raises:
            BadCluster: a worker that joined later runs different code.
            ConnectionError: the connection to the scheduler was lost; this may be transient.
        """
        return in_order(self._results(function, items))

    def _results(
        self, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[tuple[int, Result | Died]]:
        from distributed import as_completed

        read = functools.partial(_read, function, self._limits, self._code)
        todo = enumerate(items)
        places: dict[Any, int] = {}

        def submit(number: int) -> list[Any]:
            some = list(itertools.islice(todo, number))
            given = [item for _, item in some]
            futures = self._client.map(read, given, pure=False) if some else []
            places.update(zip(futures, (place for place, _ in some), strict=True))
            return futures

        ready: Any = as_completed(  # type: ignore[no-untyped-call]
            submit(WINDOW), loop=self._client.loop, with_results=True, raise_errors=False
        )
        try:
            for batch in ready.batches():
                done = [(places.pop(future), _result(future, value)) for future, value in batch]
                ready.update(submit(len(done)))
                yield from done
        finally:
            self._client.cancel(list(places))


def _result(future: Any, value: Any) -> Any:
    from distributed import KilledWorker

    if future.status == "finished":
        return value
    if isinstance(value, BaseException):  # nothing here cancels futures
        raise ConnectionError(f"The connection to the Dask scheduler was lost: {value}") from value
    problem = value[1]
    if isinstance(problem, KilledWorker):
        return Died(
            f"Tried {problem.allowed_failures + 1} times: the Dask worker that had it was lost, "
            f"most recently {problem.last_worker.address}. Check the workers' logs and give them "
            f"more memory. {OTHERWISE}"
        )
    raise problem


def _read(function: Callable[[Item], Result], limits: Limits, code: Code, item: Item) -> Any:
    """Handles an item in a process of this worker, which may have joined after the first check."""
    if differences := _differences(code):
        raise BadCluster(_different_code({"This worker": differences}))
    [result] = _POOLS.setdefault(limits, Pool(1, limits)).map(function, [item])
    return result


_POOLS: dict[Limits, Pool] = {}
"""The worker's processes; each thread that calls `map` takes one."""


@functools.cache
def code_here() -> Code:
    """The versions on this machine that decide how documents are read."""
    source = Path(pipeline.__file__).parent
    names = sorted(path.relative_to(source).as_posix() for path in source.rglob("*"))
    digest = hashlib.sha256()
    for name in names:
        if (source / name).is_file() and not name.endswith(".pyc"):
            content = hashlib.sha256((source / name).read_bytes()).hexdigest()
            digest.update(f"{name} {content}\n".encode())
    required = importlib.metadata.requires("un-figures") or []
    libraries = [re.split(r"[^\w.-]", line)[0] for line in required if "extra ==" not in line]
    versions = {name: _version(name) for name in [*libraries, "dask", "distributed"]}
    return {"Python": platform.python_version(), CODE: digest.hexdigest()[:12], **versions}


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def _differences(code: Code) -> list[str]:
    """How this machine's code differs from the caller's, one clause each."""
    here = code_here()
    return [
        f"{name} is {here.get(name, 'missing')} instead of {code.get(name, 'missing')}"
        for name in sorted(here.keys() | code.keys())
        if here.get(name) != code.get(name)
    ]


def _check_workers(client: Client, address: str, code: Code) -> None:
    """Checks up front that every worker runs the same code as this process.

    Each task checks again where it runs; this check reports all workers at once.

    Raises:
        BadCluster: a worker does not.
        ConnectionError: there are no workers, and none joined in time.
    """
    answers = client.run(_differences, code, on_error="return")
    if not answers:
        start = f"start some with `dask worker {address}`"
        logging.getLogger(__name__).warning(
            "The Dask scheduler at %s has no workers; waiting for one. To add workers, %s",
            address,
            start,
        )
        try:
            client.wait_for_workers(1, timeout=FIRST_WORKER)
        except TimeoutError as problem:
            raise ConnectionError(
                f"The Dask scheduler at {address} has had no workers for {FIRST_WORKER / 60:g} "
                f"minutes; {start}"
            ) from problem
    differing = {
        f"Worker {worker}": [str(answer)] if isinstance(answer, Exception) else answer
        for worker, answer in answers.items()
        if answer
    }
    if differing:
        raise BadCluster(_different_code(differing))


def _different_code(differences: dict[str, list[str]]) -> str:
    lines = [f"  {who}: {'; '.join(what)}\n" for who, what in differences.items()]
    return (
        "The Dask cluster runs different code from this process:\n"
        f"{''.join(lines)}"
        "Install the same release of un-figures, with the same lock file, on every machine"
    )
