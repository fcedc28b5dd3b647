"""Functions that the engines map in the tests: each handles one "document"."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path


def square(number: int) -> int:
    return number * number


def write_square(file: Path) -> None:
    file.write_text(str(square(int(file.stem))), encoding="ascii")


def is_imported(module: str) -> bool:
    return module in sys.modules


def as_arrow(number: int) -> int:
    import pyarrow as pa

    return int(pa.array([number])[0].as_py())


def as_arrow_from_pandas(number: int) -> int:
    import pyarrow as pa

    frame = pa.table({"number": [number]}).to_pandas()
    return int(pa.array(frame["number"])[0].as_py())


def process_id(_: int) -> int:
    return os.getpid()


def crash_on_3(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    return number * number


def leave_on_3(number: int) -> int:
    if number == 3:
        os._exit(7)
    return number * number


def hang_on_3(number: int) -> int:
    if number == 3:
        time.sleep(600)
    return number * number


def take_memory_on_3(number: int) -> int:
    if number == 3:
        return len(bytearray(2**30))
    return number * number


def no_network_on_3(number: int) -> int:
    if number == 3:
        raise ConnectionResetError("the store does not answer")
    return number * number


class Stubborn(Exception):
    """Pickles, and cannot be unpickled: as exceptions of two arguments do."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem}: {mend}")


def raise_stubborn(_: int) -> int:
    raise Stubborn("a problem", "a mend")


def exit_politely(_: int) -> int:
    sys.exit(2)


def crash_the_first_time(mark: Path) -> str:
    """Dies when it is first given a place, and reads it when it is tried again."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return mark.name


def tell_and_wait(folder: Path) -> int:
    """Says which process reads, and waits for the word `go`."""
    (folder / str(os.getpid())).touch()
    while not (folder / "go").exists():
        time.sleep(0.02)
    return os.getpid()


def kill_the_dask_worker_on_3(number: int) -> int:
    if number == 3:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    return number * number


def first_is_slow(number: int) -> int:
    time.sleep(0.5 if number == 0 else 0)
    return number * number


def use_memory_on_3(number: int) -> int:
    if number == 3:
        return len(b"\1" * (300 * 2**20))
    return number * number
