"""The sample release as a page, and a browser that lets no request out."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from filelock import FileLock
from helpers.reader import ABOUT, Reader
from sample_tables import as_files, sample_pdfs, sample_tables

from pipeline.release.site import build_page
from pipeline.tables.files import csv_bytes, read_table


@pytest.fixture(scope="session")
def tables(shared_folder: Path) -> dict[str, pa.Table]:
    """The sample's tables, made by whichever worker comes first."""
    folder = _made_once(shared_folder / "site_tables", lambda new: as_files(sample_tables(), new))
    return {file.stem: read_table(file.stem, folder) for file in sorted(folder.glob("*.parquet"))}


@pytest.fixture(scope="session")
def release(tables: dict[str, pa.Table], shared_folder: Path) -> Path:
    """A release's folder with the page and the files that it offers; not to be changed."""

    def build(folder: Path) -> None:
        files = {name: shared_folder / "site_tables" / f"{name}.parquet" for name in tables}
        build_page(files, folder, pdfs=sample_pdfs(), about=ABOUT)
        (folder / "data").mkdir()
        (folder / "data" / "counts.csv").write_bytes(csv_bytes(tables["counts"]))

    return _made_once(shared_folder / "site_release", build)


def _made_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """A folder that all workers share, with what is made in it by one of them."""
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            new = folder.with_name(f"{folder.name}.new")
            new.mkdir()
            make(new)
            new.rename(folder)
    return folder


@pytest.fixture(scope="session")
def server(release: Path) -> Iterator[str]:
    """Address of the release's folder on a web server of this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=release)) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{web.server_port}"
        web.shutdown()


@pytest.fixture(scope="session")
def contexts(browser: Any) -> Callable[..., Any]:
    """The browser with some settings: width, colours, language; started once for each.

    Windows of one do not know of each other, because the page stores nothing in the browser.
    """
    started: dict[str, Any] = {}

    def context(**settings: Any) -> Any:
        settings = {"locale": "en", "viewport": {"width": 1280, "height": 900}} | settings
        key = repr(sorted(settings.items()))
        if key not in started:
            started[key] = browser.new_context(**settings)
        return started[key]

    return context


@pytest.fixture
def new_reader(contexts: Callable[..., Any]) -> Iterator[Callable[..., Reader]]:
    """Makes readers with other settings."""
    made: list[Reader] = []

    def make(**settings: Any) -> Reader:
        made.append(Reader(contexts(**settings)))
        return made[-1]

    yield make
    for one in made:
        one.page.close()
        assert one.outside == []
        assert one.faults == []


@pytest.fixture
def reader(new_reader: Callable[..., Reader]) -> Reader:
    return new_reader()
