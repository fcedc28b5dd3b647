"""A process that reads documents, one at a time: the side of its parent and its own.

Started as a program instead of through `multiprocessing`, which would import the parent's main
module (Dagster's) again and may not be used inside a worker of Dask. Parent and process share one
connection and no lock, so a death is seen at once, by nobody else, and belongs to one document.
Needs a POSIX system.
"""

from __future__ import annotations

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
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

#: Exit code of a process that was refused memory.
_OUT_OF_MEMORY = 101
#: How many times its time a document may take that other things keep from the processor.
_PATIENCE = 3
#: Threads that wait for work take memory, and every core has a process already. The allocator that
#: Arrow would take keeps a gigabyte for itself, which counts as if it were used.
_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}


class ProcessEnded(Exception):
    """The process ended before it gave a result.

    Args:
        problem: how it ended, a clause.
        mend: what may help, a clause.
        may_pass: whether it may go otherwise in another process.
    """

    def __init__(self, problem: str, mend: str, *, may_pass: bool = True) -> None:
        super().__init__(problem)
        self.mend = mend
        self.may_pass = may_pass


class Process:
    """The parent's side; `stop` has to be called in the end.

    Args:
        megabytes: of memory that it may take.

    Attributes:
        connection: is ready to be read when there is a result, and when the process has died.
        deadline: when the document that it reads has to be done, by the monotonic clock.
    """

    def __init__(self, megabytes: int) -> None:
        self.connection, theirs = Pipe()
        self.deadline = float("inf")
        self._megabytes = megabytes
        self._seconds = self._begun = self._had = 0.0
        serve = f"from {__name__} import serve; serve({theirs.fileno()}, {megabytes})"
        with theirs:
            # A group of its own: Ctrl-C in a terminal is for the parent, which then stops it.
            self._process = subprocess.Popen(  # noqa: S603  # nothing but our own code
                [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {serve}"],
                pass_fds=[theirs.fileno()],
                env=os.environ | _ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                process_group=0,
            )

    def give(self, function: Callable[[Any], Any], item: Any, seconds: float) -> None:
        """Let it handle an item within so many seconds.

        Raises:
            Exception: the function or the item cannot be pickled.
        """
        task = pickle.dumps((function, item))
        self._seconds, self._begun, self._had = seconds, time.monotonic(), self._on_processor()
        self.deadline = self._begun + seconds
        try:
            self.connection.send_bytes(task)
        except OSError:
            return  # it has died, which its connection tells again when it is read

    def is_overdue(self) -> bool:
        """Whether its time is up.

        On a machine that is busy with other things it is given more, up to three times as much:
        as long as it has been on a processor for less than half of its time.
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
        """Seconds that it has been on a processor; infinite where the system does not tell."""
        try:
            told = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8")
        except OSError:
            return float("inf")
        user, system = told.rpartition(")")[2].split()[11:13]  # the name before may hold blanks
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def result(self) -> Any:
        """What the function returned, once the connection is ready.

        Raises:
            ProcessEnded: the process died.
            Exception: what the function raised.
        """
        try:
            answer = self.connection.recv_bytes()
        except (EOFError, OSError) as problem:
            raise _ended(self.stop(), self._megabytes) from problem
        is_made, value = pickle.loads(answer)  # noqa: S301  # written by `serve`
        if is_made:
            return value
        raise value

    def is_alive(self) -> bool:
        """Whether it can be given an item."""
        return self._process.poll() is None

    def stop(self) -> int:
        """End it, whatever it does; its exit code, which is its own if it had ended before."""
        self.connection.close()
        self._process.kill()
        return self._process.wait()


def serve(descriptor: int, megabytes: int) -> None:
    """The life of the process: handle what comes through the connection until it closes."""
    _limit(megabytes)
    _die_first()
    connection = Connection(descriptor)
    threading.Thread(target=_end_with_parent, args=[descriptor], daemon=True).start()
    while True:
        try:
            task = connection.recv_bytes()
        except (EOFError, OSError):
            return
        connection.send_bytes(_answer(task))


def _limit(megabytes: int) -> None:
    """Refuse this process more memory than so many megabytes, and a dump of it when it crashes.

    Linux counts what the process may write to: not the code of libraries, nor addresses that are
    only kept free. Elsewhere all addresses count, where the system counts at all.
    """
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _, hard = resource.getrlimit(kind)
    limit = megabytes * 2**20 if hard == resource.RLIM_INFINITY else min(megabytes * 2**20, hard)
    with suppress(ValueError, OSError):  # a system without such a limit
        resource.setrlimit(kind, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _die_first() -> None:
    """Have Linux end this process rather than the run, where the machine's memory runs out."""
    with suppress(OSError):  # another system
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _end_with_parent(descriptor: int) -> None:
    """End this process in mid-work when the parent closes the connection or is no more."""
    hangup = select.poll()
    hangup.register(descriptor, 0)  # nothing but the hang-up, which is always told
    hangup.poll()
    os._exit(1)


def _answer(task: bytes) -> bytes:
    try:
        function, item = pickle.loads(task)  # noqa: S301  # written by the parent
        return pickle.dumps((True, function(item)))
    except MemoryError:  # what it holds now is of no use, and may be all that it may have
        os._exit(_OUT_OF_MEMORY)
    except BaseException as problem:  # also SystemExit: a library must not end the process
        return pickle.dumps((False, _portable(problem)))


def _portable(problem: BaseException) -> Exception:
    """The exception as one that the parent can raise; not every exception can be pickled."""
    told = "".join(traceback.format_exception(problem))
    copy: Exception = RuntimeError(f"{type(problem).__name__}: {problem}")
    if isinstance(problem, Exception):
        with suppress(Exception):
            copy = pickle.loads(pickle.dumps(problem))  # noqa: S301  # just written
    copy.add_note(f"In the process that read the document:\n{told}")
    return copy


def _ended(code: int, megabytes: int) -> ProcessEnded:
    more = "set more engine.megabytes_per_process, or fewer engine.workers"
    if code == _OUT_OF_MEMORY:
        return ProcessEnded(f"reading it took more than {megabytes} MB of memory", f"S{more[1:]}")
    how = f"ended with exit code {code}" if code >= 0 else f"was killed by {_name(-code)}"
    return ProcessEnded(f"the process that read it {how}", f"It may need more memory: {more}")


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
