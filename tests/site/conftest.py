"""The sample release as a page, and a browser that lets no request out."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from helpers.reader import ABOUT, Reader
from sample_tables import as_files, sample_pdfs, sample_tables

from pipeline.release.site import build_page
from pipeline.tables.files import csv_bytes


@pytest.fixture(scope="session")
def tables() -> dict[str, pa.Table]:
    return sample_tables()


@pytest.fixture(scope="session")
def release(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release's folder with the page and the files that it offers."""
    folder = tmp_path_factory.mktemp("release")
    files = as_files(tables, tmp_path_factory.mktemp("tables"))
    build_page(files, folder, pdfs=sample_pdfs(), about=ABOUT)
    (folder / "data").mkdir()
    (folder / "data" / "counts.csv").write_bytes(csv_bytes(tables["counts"]))
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


@pytest.fixture
def reader(browser: Any) -> Iterator[Reader]:
    one = Reader(browser)
    yield one
    one.context.close()
    assert one.outside == []
    assert one.faults == []


@pytest.fixture
def new_reader(browser: Any) -> Iterator[Any]:
    """Makes readers with other settings: width, colours, language."""
    made: list[Reader] = []

    def make(**settings: Any) -> Reader:
        made.append(Reader(browser, **settings))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
        assert one.outside == []
        assert one.faults == []
