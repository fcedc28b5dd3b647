"""A release of the sample tables, and a PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from release_samples import Server, make_tables, release_of

from pipeline.release.build import Release


@pytest.fixture(scope="session")
def tables() -> dict[str, pa.Table]:
    return make_tables()


@pytest.fixture(scope="session")
def release(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Release:
    outputs = tmp_path_factory.mktemp("released") / "outputs"
    outputs.mkdir()
    return release_of(tables, outputs)


def _postgres_programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return debian[-1].parent if debian else None


def _unprivileged() -> dict[str, Any]:
    """Whom the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {user.pw_name for user in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server in a folder of its own, reached by a socket in it; gone afterwards."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed: `apt-get install postgresql`")
    who = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path may not be long
    if who:
        shutil.chown(folder, who["user"])
    data = folder / "data"

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False, env={**os.environ, "LC_ALL": "C.UTF-8"}, **who,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout

    run(programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    log = folder / "log"
    run(programs / "pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start")
    try:
        yield Server(f"host={folder} user=tester dbname=postgres")
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)
