"""Fixtures that several folders of tests share: a database, a bucket and a browser."""

from __future__ import annotations

import itertools
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.doctest import DoctestModule
from filelock import FileLock
from hypothesis import settings
from servers import Server, Storage, postgres_server
from upath import UPath

from pipeline.storage import location

#: Other examples in every run, half as many as usual; none has to be quick.
settings.register_profile("tests", max_examples=50, deadline=None)
settings.load_profile("tests")

if sys.dont_write_bytecode:
    # Else each process, and tests start hundreds, compiles the libraries again, which takes longer
    # than what it does with them.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

CHROMIUM = Path("/usr/bin/chromium")
#: Folders whose files take long.
LONG = ("operating", "integration", "storage", "release", "site")
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this session of tests share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session", autouse=True)
def _rows_are_checked_once(shared_folder: Path) -> Iterator[None]:
    from helpers.checked_once import look_once

    with pytest.MonkeyPatch.context() as patch:
        look_once(patch, shared_folder / "checked")
        yield


@pytest.fixture(scope="session")
def sample_outputs(shared_folder: Path) -> Path:
    """What is published of the sample, by whoever asks first. To be read, or copied."""
    from helpers.refreshing import refresh
    from helpers.reports import ROOT

    outputs = shared_folder / "sample"
    with FileLock(f"{outputs}.lock"):
        refresh(ROOT / "raw", outputs, check=False)  # does nothing where another has done it
    return outputs


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with postgres_server() as running:
        yield running


@pytest.fixture(scope="session")
def storage() -> Iterator[Storage]:
    """An S3-compatible server, set in the environment as operators would set it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    served = Storage()
    with served.running(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", served.endpoint)
        patch.setenv("AWS_ACCESS_KEY_ID", "tester")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.delenv("AWS_PROFILE", raising=False)
        yield served


def new_bucket() -> UPath:
    bucket = location(f"s3://figures-{next(_NUMBERS)}")
    bucket.mkdir()
    return bucket


@pytest.fixture
def bucket(storage: Storage) -> UPath:  # noqa: ARG001 -- the server must run
    return new_bucket()


@pytest.fixture(scope="module")
def sample_bucket(storage: Storage) -> UPath:  # noqa: ARG001 -- the server must run
    """A bucket that the tests of a module share."""
    return new_bucket()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield chromium
        chromium.close()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file() -> Iterator[Any]:
    """No examples of docstrings are looked for in tests: that takes a while, and they have none."""
    collectors = yield
    return [one for one in collectors if not isinstance(one, DoctestModule)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that no worker is left with one at the end."""
    items.sort(key=lambda item: item.path.parent.name not in LONG)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores, because some tests mostly wait for servers."""
    return (os.cpu_count() or 1) + 1
