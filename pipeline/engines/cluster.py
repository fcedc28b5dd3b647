"""A Dask cluster whose workers read documents.

Each thread of a worker keeps a process that reads, as a pool of one machine does: a document that
kills it or takes too long leaves the worker alone, and PDF libraries that bear no threads are used
by one each. Those processes end with their worker. A worker that is lost is Dask's to mend: its
documents go to another one.
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
from pipeline.engines.model import Died, Engine, Given, Limits, Made
from pipeline.engines.pool import Pool, in_order
from pipeline.errors import BadCluster

if TYPE_CHECKING:
    from distributed import Client

WINDOW = 1000
"""How many documents are with the cluster at a time: more than it has threads, few to remember."""

FIRST_WORKER = 600
"""How many seconds documents wait for the first worker, as where machines are started for them."""

CODE = "the source of the package"

Code = dict[str, str]
"""What decides how a document is read: versions by name, of Python, libraries and our source."""


@contextmanager
def cluster(address: str, limits: Limits) -> Iterator[Engine]:
    """The workers of the scheduler at `address`, each document within limits.

    Raises:
        BadCluster: the extra `cluster` is not installed here, or workers have other code.
        ConnectionError: the scheduler does not answer, or has no workers.
    """
    try:
        from distributed import Client
    except ImportError as problem:
        raise BadCluster(
            f'engine.kind = "dask" needs the extra "cluster", of which {problem.name} is missing: '
            "`uv sync --extra cluster`, or `pip install '.[cluster]'`"
        ) from problem
    try:
        client = Client(address, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as problem:
        raise ConnectionError(
            f"The Dask scheduler at {address} does not answer ({problem}). Start it with "
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
        self, function: Callable[[Given], Made], items: Sequence[Given]
    ) -> Iterator[Made | Died]:
        """See `Engine`; what the workers read already when the rest is given up, they finish.

        Raises:
            BadCluster: a worker that joined later has other code.
            ConnectionError: the scheduler was lost, which may pass.
        """
        return in_order(self._made(function, items))

    def _made(
        self, function: Callable[[Given], Made], items: Sequence[Given]
    ) -> Iterator[tuple[int, Made | Died]]:
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
                done = [(places.pop(future), _result(future, made)) for future, made in batch]
                ready.update(submit(len(done)))
                yield from done
        finally:
            self._client.cancel(list(places))


def _result(future: Any, made: Any) -> Any:
    from distributed import KilledWorker

    if future.status == "finished":
        return made
    if isinstance(made, BaseException):  # cancelled by nobody here
        raise ConnectionError(f"The Dask scheduler was lost: {made}") from made
    problem = made[1]
    if isinstance(problem, KilledWorker):
        return Died(
            f"Tried {problem.allowed_failures + 1} times: the Dask worker that had it was lost, "
            f"lastly {problem.last_worker.address}. See the logs of the workers; give them more "
            "memory, or report it with the document, and take the document out of the raw folder "
            "until then"
        )
    raise problem


def _read(function: Callable[[Given], Made], limits: Limits, code: Code, item: Given) -> Any:
    """Handle an item in a process of this worker, which may have joined after the first check."""
    if differences := _differences(code):
        raise BadCluster(_told({"This worker": differences}))
    [made] = _POOLS.setdefault(limits, Pool(1, limits)).map(function, [item])
    return made


_POOLS: dict[Limits, Pool] = {}
"""In a worker: its processes, of which each thread that calls `map` takes one."""


@functools.cache
def code_here() -> Code:
    """What decides here how a document is read."""
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
    """What is not here as it is where the code came from, a clause each."""
    here = code_here()
    return [
        f"{name} is {here.get(name, 'missing')} instead of {code.get(name, 'missing')}"
        for name in sorted(here.keys() | code.keys())
        if here.get(name) != code.get(name)
    ]


def _check_workers(client: Client, address: str, code: Code) -> None:
    """Refuse a cluster of which a worker has other code than this process.

    Each task checks again where it runs; this says it of all workers, and at once.

    Raises:
        BadCluster: one has.
        ConnectionError: there is none, and none has come.
    """
    answers = client.run(_differences, code, on_error="return")
    if not answers:
        start = f"start some with `dask worker {address}`"
        logging.getLogger(__name__).warning(
            "the Dask scheduler at %s has no workers; documents wait for one: %s", address, start
        )
        try:
            client.wait_for_workers(1, timeout=FIRST_WORKER)
        except TimeoutError as problem:
            raise ConnectionError(
                f"The Dask scheduler at {address} had no workers for {FIRST_WORKER / 60:g} "
                f"minutes; {start}"
            ) from problem
    told = {
        f"The worker {worker}": [str(answer)] if isinstance(answer, Exception) else answer
        for worker, answer in answers.items()
        if answer
    }
    if told:
        raise BadCluster(_told(told))


def _told(differences: dict[str, list[str]]) -> str:
    lines = [f"  {who}: {'; '.join(what)}\n" for who, what in differences.items()]
    return (
        "The Dask cluster would read documents by other code than this process has:\n"
        f"{''.join(lines)}"
        "Install the same release of un-figures, with the same lock file, on every machine"
    )
