"""A process that reads documents, one at a time: the side of its parent and its own.

Started as a program instead of through `multiprocessing`, which would import the parent's main
module (Dagster's) again and may not be used inside a worker of Dask. Parent and process share one
connection and no lock, so a death is seen at once, by nobody else, and belongs to one document.
Needs a POSIX system.
"""

from __future__ import annotations

import os
import pickle
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
from typing import Any


class ProcessEnded(Exception):
    """The process ended before it gave a result.

    Args:
        problem: how it ended, a clause.
        mend: what may help, a clause.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.mend = mend


class Process:
    """The parent's side; `stop` has to be called in the end.

    Attributes:
        connection: is ready to be read when there is a result, and when the process has died.
        deadline: when the document that it reads has to be done, by the monotonic clock.
    """

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        self.deadline = float("inf")
        serve = f"from {__name__} import serve; serve({theirs.fileno()})"
        with theirs:
            # A group of its own: Ctrl-C in a terminal is for the parent, which then stops it.
            self._process = subprocess.Popen(  # noqa: S603  # nothing but our own code
                [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {serve}"],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                process_group=0,
            )

    def give(self, function: Callable[[Any], Any], item: Any, seconds: float) -> None:
        """Let it handle an item within so many seconds.

        Raises:
            Exception: the function or the item cannot be pickled.
        """
        task = pickle.dumps((function, item))
        self.deadline = time.monotonic() + seconds
        try:
            self.connection.send_bytes(task)
        except OSError:
            return  # it has died, which its connection tells again when it is read

    def result(self) -> Any:
        """What the function returned, once the connection is ready.

        Raises:
            ProcessEnded: the process died.
            Exception: what the function raised.
        """
        try:
            answer = self.connection.recv_bytes()
        except (EOFError, OSError) as problem:
            mend = "It may need more memory: set fewer engine.workers"
            raise ProcessEnded(_how_it_ended(self.stop()), mend) from problem
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


def serve(descriptor: int) -> None:
    """The life of the process: handle what comes through the connection until it closes."""
    connection = Connection(descriptor)
    threading.Thread(target=_end_with_parent, args=[descriptor], daemon=True).start()
    while True:
        try:
            task = connection.recv_bytes()
        except (EOFError, OSError):
            return
        connection.send_bytes(_answer(task))


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


def _how_it_ended(code: int) -> str:
    if code >= 0:
        return f"the process that read it ended with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"the process that read it was killed by {name}"
