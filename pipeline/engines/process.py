"""A process that reads documents one at a time: its parent's side and its own.

We start it with `subprocess` because `multiprocessing` would import the parent's main module
(Dagster's) again, and Dask does not allow it inside a worker. Parent and process share one
connection and no lock, so the parent notices a death at once and knows which document caused it.
Needs a POSIX system.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import select
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

IN_A_PROCESS = "In the process that read the document:"
"""What a note of an exception begins with, where the traceback of such a process follows."""

#: The exit code of a process that ran out of memory.
_OUT_OF_MEMORY = 101
#: By which factor the time limit may stretch if other work keeps a document off the processor.
_PATIENCE = 3
#: Idle threads take memory, and every core has a process already. Arrow's default allocator keeps a
#: gigabyte in reserve, which would count towards the limit.
_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}


class ProcessEnded(Exception):
    """The process ended without a result.

    Args:
        problem: how it ended, as a clause.
        fix: what may help, as a sentence without a full stop.
        is_transient: whether another process may succeed.
    """

    def __init__(self, problem: str, fix: str, *, is_transient: bool = True) -> None:
        super().__init__(problem)
        self.fix = fix
        self.is_transient = is_transient


class Process:
    """The parent's side. Call `stop` when done.

    Args:
        megabytes: the process's memory limit.
        imports: modules that it imports before it takes an item.

    Attributes:
        connection: ready for reading once there is a result or the process has died.
        deadline: when the current document must be done, on the monotonic clock.
    """

    def __init__(self, megabytes: int, imports: Sequence[str] = ()) -> None:
        self.connection, theirs = Pipe()
        self.deadline = float("inf")
        self._megabytes = megabytes
        self._seconds = self._begun = self._had = 0.0
        given = f"{theirs.fileno()}, {megabytes}, {tuple(imports)!r}"
        serve = f"from {__name__} import serve; serve({given})"
        with theirs:
            # In its own process group, so that Ctrl-C in a terminal only reaches the parent.
            self._process = subprocess.Popen(  # noqa: S603  # only our own code
                [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {serve}"],
                pass_fds=[theirs.fileno()],
                env=os.environ | _ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                process_group=0,
            )

    def give(self, function: Callable[[Any], Any], item: Any, seconds: float) -> None:
        """Sends it a function, an item and a time limit in seconds.

        Raises:
            Exception: the function or the item cannot be pickled.
        """
        task = pickle.dumps((function, item))
        self._seconds, self._begun, self._had = seconds, time.monotonic(), self._on_processor()
        self.deadline = self._begun + seconds
        try:
            self.connection.send_bytes(task)
        except OSError:
            return  # it has died; reading the connection will raise that again

    def is_overdue(self) -> bool:
        """Whether its time is up.

        On a busy machine it gets up to three times as long, as long as it has spent less than half
        of its time limit on a processor.
        """
        now = time.monotonic()
        if now < self.deadline:
            return False
        last = self._begun + _PATIENCE * self._seconds
        if now >= last or self._on_processor() - self._had >= self._seconds / 2:
            return True
        self.deadline = min(now + self._seconds / 2, last)
        return False

    def _on_processor(self) -> float:
        """Seconds it has spent on a processor; infinite if the system does not say."""
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8")
        except OSError:
            return float("inf")
        user, system = stat.rpartition(")")[2].split()[11:13]  # the name before may hold spaces
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def result(self) -> Any:
        """What the function returned. Call it once the connection is ready.

        Raises:
            ProcessEnded: the process died.
            Exception: what the function raised.
        """
        try:
            answer = self.connection.recv_bytes()
        except (EOFError, OSError) as problem:
            raise _ended(self.stop(), self._megabytes) from problem
        succeeded, value = pickle.loads(answer)  # noqa: S301  # written by `serve`
        if succeeded:
            return value
        raise value

    def is_alive(self) -> bool:
        """Whether it can take an item."""
        return self._process.poll() is None

    def stop(self) -> int:
        """Kills it unless it has ended already; returns its exit code."""
        self.connection.close()
        self._process.kill()
        return self._process.wait()


def serve(descriptor: int, megabytes: int, imports: Sequence[str] = ()) -> None:
    """The process's main loop: handles items from the connection until it closes."""
    _limit(megabytes)
    _die_first()
    connection = Connection(descriptor)
    threading.Thread(target=_end_with_parent, args=[descriptor], daemon=True).start()
    for name in imports:
        import_module(name)
    # A document is many objects and few cycles, so we look for those between documents only, and
    # only among what is new.
    gc.disable()
    while True:
        try:
            task = connection.recv_bytes()
        except (EOFError, OSError):
            return
        connection.send_bytes(_answer(task))
        gc.collect()
        gc.freeze()


def _limit(megabytes: int) -> None:
    """Limits this process's memory, and disables core dumps.

    Linux counts writable memory, not library code or reserved addresses. Other systems count the
    whole address space, if they count at all.
    """
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _, hard = resource.getrlimit(kind)
    limit = megabytes * 2**20 if hard == resource.RLIM_INFINITY else min(megabytes * 2**20, hard)
    with suppress(ValueError, OSError):  # not every system has this limit
        resource.setrlimit(kind, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _die_first() -> None:
    """Have Linux end this process rather than the run, where the machine's memory runs out."""
    with suppress(OSError):  # another system
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _end_with_parent(descriptor: int) -> None:
    """Ends this process, even in mid-work, when the parent closes the connection or dies."""
    hangup = select.poll()
    hangup.register(descriptor, 0)  # no events: poll always reports a hang-up
    hangup.poll()
    os._exit(1)


def _answer(task: bytes) -> bytes:
    try:
        function, item = pickle.loads(task)  # noqa: S301  # written by the parent
        return pickle.dumps((True, function(item)))
    except MemoryError:  # the process may have no memory left to answer with
        os._exit(_OUT_OF_MEMORY)
    except BaseException as problem:  # SystemExit too: a library must not end the process
        return pickle.dumps((False, _portable(problem)))


def _portable(problem: BaseException) -> Exception:
    """An exception that the parent can raise in its place, as not every exception pickles."""
    lines = "".join(traceback.format_exception(problem))
    copy: Exception = RuntimeError(f"{type(problem).__name__}: {problem}")
    if isinstance(problem, Exception):
        with suppress(Exception):
            copy = pickle.loads(pickle.dumps(problem))  # noqa: S301  # just written
    copy.add_note(f"{IN_A_PROCESS}\n{lines}")
    return copy


def _ended(code: int, megabytes: int) -> ProcessEnded:
    more = "raise engine.megabytes_per_process"
    if code == _OUT_OF_MEMORY:
        problem = f"reading it took more than {megabytes} MB of memory"
        return ProcessEnded(problem, more.capitalize())
    how = f"ended with exit code {code}" if code >= 0 else f"was killed by {_name(-code)}"
    fix = f"It may need more memory: {more}"
    if code == -signal.SIGKILL:  # as the kernel does; the limit of a process ends it otherwise
        fix = (
            "The memory of the machine, the service or the container may have run out: give it "
            "more, or lower engine.workers"
        )
    return ProcessEnded(f"the process that read it {how}", fix)


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
