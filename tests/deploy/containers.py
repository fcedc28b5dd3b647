"""The services of compose.yaml, each in namespaces of its own, without an engine of containers.

Processes, network, file system, variables and user are those that compose.yaml and the Dockerfile give
a container; names lead to addresses of a bridge. The program files are those of the tests, in place of
an image's, and PostgreSQL is the one that is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import yaml
from sandbox import AVAILABLE, seen_in_place, ways_to
from servers import postgres_server
from ui import Ui
from units import DEPLOY

COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
IMAGE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
AVAILABLE_HERE = AVAILABLE and shutil.which("ip") is not None
#: A network for tests alone, its first address the machine's.
_NETWORK = "198.18.77"
_SECRETS = {"DAGSTER_POSTGRES_PASSWORD": "secret"}
[_USER] = re.findall(r"^USER (\d+)", IMAGE, re.MULTILINE)
[_WORKDIR] = re.findall(r"^WORKDIR (\S+)", IMAGE, re.MULTILINE)[-1:]


class Containers(Ui):
    """Services of compose.yaml on a network of their own."""

    def __init__(self, folder: Path, bridge: str) -> None:
        self.folder = folder
        self._bridge = bridge
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._hosts = {"postgres": f"{_NETWORK}.1"}
        for place, name in enumerate(COMPOSE["services"]):
            self._hosts.setdefault(name, f"{_NETWORK}.{place + 10}")
        (folder / "hosts").write_text("".join(f"{a} {n}\n" for n, a in self._hosts.items()))
        instance = yaml.safe_load((DEPLOY / "dagster.yaml").read_text(encoding="utf-8"))
        instance["run_monitoring"]["poll_interval_seconds"] = 1
        (folder / "dagster.yaml").write_text(yaml.safe_dump(instance), encoding="utf-8")
        for volume in COMPOSE["volumes"]:
            self.volume(volume).mkdir()
            os.chown(self.volume(volume), int(_USER), int(_USER))

    def volume(self, name: str) -> Path:
        """A volume's folder on this machine."""
        return self.folder / f"volume-{name}"

    def address(self, port: str) -> str:
        name = {"3000": "web", "3001": "viewer"}[port]
        return f"http://{self._hosts[name]}:{port}"

    def start(self, name: str) -> None:
        """As `docker compose up` does."""
        if name not in {*_namespaces(self._bridge)}:
            self._connect(name)
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                self._command(name), env=self._environment(name),
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def ends(self, name: str) -> int:
        """Waits for a service that ends by itself; its exit code."""
        return self._running.pop(name).wait(timeout=240)

    def stop(self, name: str) -> None:
        """Ends a container and all that is in it."""
        process = self._running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")[-3000:]

    def _connect(self, name: str) -> None:
        """A network namespace for a service, with its address on the bridge."""
        space, inside = f"{self._bridge}-{name}", f"{name[:8]}"
        outside = f"{self._bridge}{inside}"[:15]
        _ip(f"netns add {space}")
        _ip(f"link add {outside} type veth peer name eth0 netns {space}")
        _ip(f"link set {outside} master {self._bridge} up")
        for command in (
            f"addr add {self._hosts[name]}/24 dev eth0",
            "link set eth0 up",
            "link set lo up",
        ):
            _ip(f"-n {space} {command}")

    def _command(self, name: str) -> list[str]:
        service = COMPOSE["services"][name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        words = ["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--hostname", name]
        words += ["--die-with-parent", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev"]
        for hidden in ("/root", "/home", "/opt", "/srv", "/var/lib"):
            words += ["--tmpfs", hidden]
        for scratch in (*service["tmpfs"], "/dev/shm"):
            words += ["--perms", "1777", "--tmpfs", scratch]
        words += seen_in_place()
        for volume in service["volumes"]:
            source, place, *mode = volume.split(":")
            bind = "--ro-bind" if mode == ["ro"] else "--bind"
            words += [*ways_to(Path(place)), bind, str(self._source(source)), place]
        words += [*ways_to(Path(_WORKDIR, "x")), "--chdir", _WORKDIR]
        words += ["--ro-bind", str(self.folder / "hosts"), "/etc/hosts", "--remount-ro", "/srv"]
        who = ["--reuid", _USER, "--regid", _USER, "--clear-groups"]
        rights = ["--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"]
        space = ["ip", "netns", "exec", f"{self._bridge}-{name}"]
        return [*space, "bwrap", *words, "--", "setpriv", *who, *rights, *service["command"]]

    def _source(self, source: str) -> Path:
        if not source.startswith("."):
            return self.volume(source)
        own = self.folder / Path(source).name  # in place of the one of deploy/
        return own if own.exists() else (DEPLOY / source).resolve()

    def _environment(self, name: str) -> dict[str, str]:
        told = {
            variable: _filled(value)
            for variable, value in COMPOSE["services"][name]["environment"].items()
            if value is not None
        }
        told |= dict(re.findall(r"^ENV ((?:DAGSTER|PIPELINE)_\w+)=(\S*)$", IMAGE, re.MULTILINE))
        told["PIPELINE_COMMIT"] = ""
        if "DAGSTER_POSTGRES_PORT" in told:
            told["DAGSTER_POSTGRES_PORT"] = (self.folder / "port").read_text()
        path = f"{Path(sys.prefix) / 'bin'}:/usr/sbin:/usr/bin:/sbin:/bin"
        return {**told, "PATH": path, "HOME": "/var/lib/un-figures"}

    def stop_all(self) -> None:
        for name in list(self._running):
            self.stop(name)
        for name in _namespaces(self._bridge):
            _ip(f"netns del {self._bridge}-{name}")


def _filled(value: str) -> str:
    """A value with its variables filled in, as compose does: what is set, or what stands there."""
    return re.sub(
        r"\$\{(\w+)(?::[-?]([^}]*))?\}", lambda m: _SECRETS.get(m[1], m[2] or ""), str(value)
    )


def _namespaces(bridge: str) -> list[str]:
    listed = subprocess.run(["ip", "netns", "list"], capture_output=True, text=True, check=True)
    spaces = [line.split()[0] for line in listed.stdout.splitlines()]
    return [space.removeprefix(f"{bridge}-") for space in spaces if space.startswith(f"{bridge}-")]


def _ip(words: str) -> None:
    done = subprocess.run(["ip", *words.split()], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"ip {words}: {done.stderr}"


@contextmanager
def containers() -> Iterator[Containers]:
    """A network for the services of compose.yaml, with PostgreSQL on it."""
    bridge = f"uf{os.getpid() % 100_000}"
    folder = Path(tempfile.mkdtemp(prefix="uf"))
    folder.chmod(0o755)
    _ip(f"link add {bridge} type bridge")
    try:
        _ip(f"addr add {_NETWORK}.1/24 dev {bridge}")
        _ip(f"link set {bridge} up")
        with postgres_server(f"{_NETWORK}.1") as database:
            (folder / "port").write_text(str(database.port))
            made = Containers(folder, bridge)
            try:
                with psycopg.connect(database.address, autocommit=True) as connection:
                    connection.execute("CREATE ROLE dagster LOGIN")
                    connection.execute("CREATE DATABASE dagster OWNER dagster")
                yield made
            finally:
                made.stop_all()
    finally:
        _ip(f"link del {bridge}")
        shutil.rmtree(folder)
