"""Every engine gives the same results; what dies takes nothing along; nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
import work

from pipeline.engines import Died, Engine, Here, Limits, Pool, engine, opener, publisher
from pipeline.errors import EngineFailed
from pipeline.settings import EngineSettings

NUMBERS = range(200)
FEW = range(6)
LIMIT = 0.05  # minutes: more than a process needs to start, and little to wait for


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> EngineSettings:
    address = request.getfixturevalue("dask_address") if request.param == "dask" else None
    return EngineSettings(
        kind=request.param,
        workers=2,
        address=address,
        minutes_per_document=LIMIT,
        megabytes_per_process=512,
    )


@pytest.fixture
def an_engine(settings: EngineSettings) -> Iterator[Engine]:
    with engine(settings) as chosen:
        yield chosen


every_engine = pytest.mark.parametrize("settings", ["serial", "pool", "dask"], indirect=True)
only_pool = pytest.mark.parametrize("settings", ["pool"], indirect=True)


@every_engine
def test_results_come_in_the_order_of_the_items(an_engine: Engine) -> None:
    assert list(an_engine.map(work.first_is_slow, NUMBERS)) == [n * n for n in NUMBERS]


@every_engine
def test_nothing_gives_nothing(an_engine: Engine) -> None:
    assert list(an_engine.map(work.square, [])) == []


@every_engine
def test_what_the_function_raises_reaches_the_caller(an_engine: Engine) -> None:
    with pytest.raises(ConnectionResetError, match="the store does not answer"):
        list(an_engine.map(work.no_network_on_3, FEW))
    assert list(an_engine.map(work.square, FEW)) == [0, 1, 4, 9, 16, 25]


@every_engine
def test_it_has_the_traceback_of_the_process(an_engine: Engine) -> None:
    with pytest.raises(ConnectionResetError) as told:
        list(an_engine.map(work.no_network_on_3, FEW))
    assert any("in no_network_on_3" in note for note in told.value.__notes__)


@every_engine
def test_an_exception_that_cannot_travel_is_told_in_words(an_engine: Engine) -> None:
    with pytest.raises(RuntimeError, match="Stubborn: a problem: a mend"):
        list(an_engine.map(work.raise_stubborn, [1]))


@every_engine
def test_a_library_that_would_end_the_process_only_raises(an_engine: Engine) -> None:
    with pytest.raises(RuntimeError, match="SystemExit: 2"):
        list(an_engine.map(work.exit_politely, [1]))


@every_engine
@pytest.mark.parametrize(
    ("function", "words"),
    [
        (work.crash_on_3, "Tried 2 times: the process that read it was killed by SIGSEGV"),
        (work.leave_on_3, "Tried 2 times: the process that read it ended with exit code 7"),
        (work.take_memory_on_3, "Tried 2 times: reading it took more than 512 MB of memory"),
        (work.hang_on_3, "Reading it took longer than 3 seconds"),
    ],
)
def test_a_document_that_no_process_survives_is_dead_alone(
    an_engine: Engine, function: Callable[[int], int], words: str
) -> None:
    *first, died, fourth, fifth = an_engine.map(function, FEW)
    assert [*first, fourth, fifth] == [0, 1, 4, 16, 25]
    assert isinstance(died, Died)
    assert died.reason.startswith(words)
    assert "take the document out of the raw folder" in died.reason


@every_engine
def test_a_document_is_tried_again_before_it_is_dead(an_engine: Engine, tmp_path: Path) -> None:
    places = [tmp_path / name for name in "abc"]
    assert list(an_engine.map(work.crash_the_first_time, places)) == ["a", "b", "c"]


def _kill_in_mid_run(chosen: Engine, folder: Path, victim: Callable[[int], int]) -> set[int]:
    """Kill by SIGKILL what belongs to one of two processes that read; who read in the end."""
    with ThreadPoolExecutor(1) as caller:
        results = caller.submit(list, chosen.map(work.tell_and_wait, [folder] * 4))
        reading = _marks(folder, 2)
        os.kill(victim(reading[0]), signal.SIGKILL)
        psutil.wait_procs([psutil.Process(p) for p in reading[:1] if psutil.pid_exists(p)])
        _marks(folder, 3)  # the document has been taken up again
        (folder / "go").touch()
        readers = results.result()
    assert all(isinstance(reader, int) for reader in readers), readers
    assert len(readers) == 4
    assert reading[0] not in readers
    assert reading[1] in readers
    return set(readers)


def _marks(folder: Path, number: int) -> list[int]:
    """The ids of processes that say they read, once there are so many."""
    while len(found := list(folder.iterdir())) < number:
        time.sleep(0.02)
    return [int(path.name) for path in found]


PATIENT = {"minutes_per_document": 5.0}


def test_a_process_of_the_pool_is_killed_in_mid_run(tmp_path: Path) -> None:
    with engine(EngineSettings(kind="pool", workers=2, **PATIENT)) as chosen:
        _kill_in_mid_run(chosen, tmp_path, victim=lambda reader: reader)


def test_a_worker_of_dask_is_killed_in_mid_run(tmp_path: Path, dask_address: str) -> None:
    with engine(EngineSettings(kind="dask", address=dask_address, **PATIENT)) as chosen:
        _kill_in_mid_run(chosen, tmp_path, victim=lambda reader: psutil.Process(reader).ppid())


@pytest.mark.parametrize("settings", ["dask"], indirect=True)
def test_a_document_that_takes_its_dask_workers_along_is_dead_alone(
    settings: EngineSettings,
) -> None:
    with engine(settings.model_copy(update=PATIENT)) as chosen:
        *first, died, fourth, fifth = chosen.map(work.kill_the_dask_worker_on_3, FEW)
    assert [*first, fourth, fifth] == [0, 1, 4, 16, 25]
    assert isinstance(died, Died)
    assert "Tried 2 times: the Dask worker that had it was lost" in died.reason


class Taken(Sequence[int]):
    """Numbers that know how many of them have been taken."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.taken = 0

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: int) -> int:
        if place >= self.length:
            raise IndexError
        self.taken = max(self.taken, place + 1)
        return place


@every_engine
def test_items_leave_as_there_is_room_for_them(an_engine: Engine) -> None:
    items = Taken(100_000)
    results = an_engine.map(work.square, items)
    assert [next(results) for _ in range(10)] == [n * n for n in range(10)]
    assert items.taken < 3_000


@only_pool
def test_there_are_not_more_processes_than_items(an_engine: Engine) -> None:
    results = an_engine.map(work.square, [5])
    before = _children()
    assert next(results) == 25
    assert len(_children() - before) == 1


@only_pool
@pytest.mark.parametrize("ending", ["normal", "exception", "given up", "death"])
def test_no_process_of_the_pool_stays(settings: EngineSettings, ending: str) -> None:
    before = _children()
    with engine(settings) as chosen:
        if ending == "given up":
            results = chosen.map(work.hang_on_3, FEW)
            assert next(results) == 0
            assert _children() > before
            results.close()
        elif ending == "exception":
            with pytest.raises(ConnectionResetError):
                list(chosen.map(work.no_network_on_3, FEW))
        else:
            list(chosen.map(work.crash_on_3 if ending == "death" else work.square, FEW))
    assert _children() == before


def _children() -> set[psutil.Process]:
    return set(psutil.Process().children())


PARENT = """
import signal, sys
from pathlib import Path
import work
from pipeline.engines import engine
from pipeline.settings import EngineSettings

# A shell's background job ignores the one, and then a run of Dagster in it the other.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
with engine(EngineSettings(kind="pool", workers=2)) as chosen:
    list(chosen.map(work.tell_and_wait, [Path(sys.argv[1])] * 4))
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_processes_end_in_mid_work_when_their_parent_does(
    tmp_path: Path, how: signal.Signals
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(work.__file__).parent)}
    command = [sys.executable, "-c", PARENT, str(tmp_path)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as parent:
        reading = [psutil.Process(reader) for reader in _marks(tmp_path, 2)]
        parent.send_signal(how)
        _, alive = psutil.wait_procs(reading, timeout=60)
    assert alive == []
    assert parent.returncode == -how


# -- a function beside other work ------------------------------------------------------------------


@pytest.mark.parametrize("where", [Here(), Pool(1, Limits())], ids=["here", "pool"])
def test_a_function_runs_beside_the_block(where: Here | Pool, tmp_path: Path) -> None:
    with where.beside(work.write_square, tmp_path / "12.txt"):
        (tmp_path / "block").touch()
    assert sorted(f.name for f in tmp_path.iterdir()) == ["12.txt", "block"]
    assert (tmp_path / "12.txt").read_text() == "144"


@pytest.mark.parametrize("where", [Here(), Pool(1, Limits())], ids=["here", "pool"])
def test_what_it_raises_ends_the_block(where: Here | Pool) -> None:
    with pytest.raises(ConnectionResetError), where.beside(work.no_network_on_3, 3):
        pass


def test_a_process_that_dies_beside_the_block_is_an_error() -> None:
    with (
        Pool(1, Limits()) as pool,
        pytest.raises(EngineFailed, match="Tried 2 times"),
        pool.beside(work.leave_on_3, 3),
    ):
        pass


def test_a_block_that_fails_abandons_what_runs_beside_it() -> None:
    with Pool(1, Limits()) as pool:
        with pytest.raises(ValueError, match="the block"), pool.beside(work.hang_on_3, 3):
            raise ValueError("the block")
        assert list(pool.map(work.square, [2])) == [4]


def test_a_process_has_its_modules_before_there_is_work() -> None:
    with Pool(1, Limits(), imports=["xlsxwriter"]) as pool:
        pool.start()
        assert list(pool.map(work.is_imported, ["xlsxwriter", "pandas"])) == [True, False]


def test_what_opens_documents_does_without_pandas_though_arrow_would_import_it() -> None:
    with opener(EngineSettings(workers=1)) as pool:
        assert list(pool.map(work.as_arrow, [3])) == [3]
        assert list(pool.map(work.is_imported, ["pyarrow", "pandas"])) == [True, False]
        assert list(pool.map(work.as_arrow_from_pandas, [3])) == [3]


def test_what_publishes_does_without_what_great_expectations_would_import_in_vain() -> None:
    with publisher(EngineSettings(workers=1)) as pool:
        assert list(pool.map(work.is_imported, ["sqlalchemy", "altair.vegalite"])) == [False, False]


def test_the_command_that_runs_everything_does_without_pandas() -> None:
    code = "import sys, pipeline.orchestration.run; sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_same_processes_work_within_other_limits() -> None:
    with Pool(1, Limits()) as pool:
        [process] = pool.map(work.process_id, [0])
        hasty = pool.within(replace(Limits(), seconds=0.5, time_setting="a setting"))
        assert list(hasty.map(work.process_id, [0])) == [process]
        [died] = hasty.map(work.hang_on_3, [3])
        assert isinstance(died, Died)
        assert "longer than 0.5 seconds. Raise a setting" in died.reason
        assert list(pool.map(work.square, [2])) == [4]
        with pytest.raises(ValueError, match="MB each"):
            pool.within(replace(Limits(), megabytes=600))


def test_what_publishes_is_ready_to_check() -> None:
    with publisher(EngineSettings(workers=1)) as pool:
        assert list(pool.map(work.is_imported, ["great_expectations"])) == [True]
