"""Local servers for tests: PostgreSQL and an S3-compatible storage."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from helpers.dev_server import free_port


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server without a password; `address` is a libpq connection string."""

    host: str
    port: int
    user: str
    database: str

    @property
    def address(self) -> str:
        return f"host={self.host} port={self.port} user={self.user} dbname={self.database}"


def _postgres_programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return debian[-1].parent if debian else None


def _unprivileged() -> dict[str, Any]:
    """The user to run the server as, because PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {user.pw_name for user in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


@contextmanager
def postgres_server(host: str = "127.0.0.1") -> Iterator[Server]:
    """Runs a server in a temporary folder. Skips the test if PostgreSQL is not installed.

    Args:
        host: the address of this machine that it listens on, for all of its network.
    """
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed: `apt-get install postgresql`")
    who = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # the path of a socket must be short
    if who:
        shutil.chown(folder, who["user"])
    data, port = folder / "data", free_port()

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False, env={**os.environ, "LC_ALL": "C.UTF-8"}, **who,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout

    run(programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = (
        f"-p {port} -c listen_addresses={host} -c unix_socket_directories={folder} -c fsync=off"
    )
    with (data / "pg_hba.conf").open("a", encoding="utf-8") as rights:
        rights.write(f"host all all {host}/24 trust\n")
    log = folder / "log"
    run(programs / "pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start")
    try:
        yield Server(host, port, "tester", "postgres")
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


class Storage:
    """An S3-compatible server in this process; keeps its contents as long as the process lives."""

    def __init__(self) -> None:
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import make_server

        self._application = DomainDispatcherApplication(create_backend_app)
        self._left: int | None = None
        self._watched: Callable[[str], None] = lambda _: None
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator[None]:
        """Serves requests."""
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        yield
        self._server.shutdown()
        thread.join()
        self._server.server_close()

    @contextmanager
    def refusing_after(self, objects: int) -> Iterator[None]:
        """Accepts `objects` more objects, then refuses all writes."""
        self._left = objects
        yield
        self._left = None

    @contextmanager
    def calling_at(self, words: str, number: int, call: Callable[[], None]) -> Iterator[None]:
        """Calls a function when the `number`th object appears whose name contains `words`."""
        left = itertools.count(number - 1, -1)

        def watched(path: str) -> None:
            if words in path and next(left) == 0:
                call()

        self._watched = watched
        yield
        self._watched = lambda _: None

    def _answer(self, environ: dict[str, Any], start: Any) -> Any:
        query = environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] in {"PUT", "POST"} and self._left is not None:
            if self._left == 0:
                start("403 Forbidden", [("Content-Type", "application/xml")])
                return [b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"]
            if "uploads" not in query and "partNumber" not in query:  # not part of an upload
                self._left -= 1
        answer = self._application(environ, start)
        if environ["REQUEST_METHOD"] == "PUT":
            self._watched(environ["PATH_INFO"])
        return answer
