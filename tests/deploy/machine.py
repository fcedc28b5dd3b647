"""One machine as docs/deployment.md sets it up, in a folder: its services, started for real.

What stands in the files of deploy/ is used as it stands; only the places are moved into the folder
and the ports to free ones. Services get the environment that their units name, and nothing else.
Where the tests are root's, each runs as a user of its own. With bubblewrap, it is in the sandbox that its
unit describes; without, it may read what root may, since Python may be in root's home.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
import yaml
from helpers.dev_server import free_port
from sandbox import AVAILABLE as SANDBOX
from sandbox import sandboxed
from servers import Server, postgres_server
from ui import Ui
from units import DEPLOY, SYSTEMD, Service, by_hand, folders, owners, service, users, variables

ROOT = DEPLOY.parent
BIN = Path(sys.prefix) / "bin"
GUIDE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


#: Numbers of users and groups that no machine is likely to have.
NUMBERS = {name: str(64_100 + place) for place, name in enumerate(sorted(users()))}
IS_ROOT = os.geteuid() == 0


class Machine(Ui):
    """The machine's folder, its database, and the services that run on it."""

    def __init__(self, folder: Path, database: Server) -> None:
        self.folder = folder
        self.database = database
        self.ports = {
            "3000": str(free_port()),
            "3001": str(free_port()),
            "5432": str(database.port),
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def place(self, text: str) -> str:
        """A text of deploy/ with its places and ports on this machine."""
        text = text.replace("/opt/un-figures/current/.venv/bin", str(BIN))
        for place in (
            "/srv/un-figures",
            "/var/lib/un-figures",
            "/etc/un-figures",
            "/run/un-figures",
        ):
            text = text.replace(place, str(self.folder) + place)
        for port, free in self.ports.items():
            text = text.replace(port, free)
        return text

    def path(self, text: str) -> Path:
        return Path(self.place(text))

    def set_up(self) -> None:
        """What docs/deployment.md does before the services start."""
        self.folder.chmod(0o755)
        for folder, mode in folders().items():
            self.path(folder).mkdir(parents=True)
            if IS_ROOT:
                user, group = (int(NUMBERS.get(name, "0")) for name in owners()[folder])
                os.chown(self.path(folder), user, group)
            self.path(folder).chmod(mode)
        for folder in ("/etc/un-figures", "/run/un-figures"):
            self.path(folder).mkdir(parents=True)
        for file in SYSTEMD.glob("*.env"):
            self._write(f"/etc/un-figures/{file.name}", file.read_text(encoding="utf-8"))
        shutil.copy(ROOT / "settings.toml", self.path("/etc/un-figures/settings.toml"))
        workspace = (SYSTEMD / "workspace.yaml").read_text(encoding="utf-8")
        self._write("/etc/un-figures/workspace.yaml", workspace)
        instance = yaml.safe_load((DEPLOY / "dagster.yaml").read_text(encoding="utf-8"))
        instance["run_monitoring"]["poll_interval_seconds"] = 1
        self.path("/var/lib/un-figures/dagster/dagster.yaml").write_text(json.dumps(instance))
        for document in (ROOT / "raw").iterdir():
            shutil.copy(document, self.path("/srv/un-figures/raw"))
        [made] = re.findall(r"<<'SQL'\n(.+?)\nSQL\n", GUIDE, re.DOTALL)
        with psycopg.connect(self.database.address, autocommit=True) as connection:
            for statement in made.split(";\n"):
                connection.execute(statement)

    def _write(self, place: str, text: str) -> None:
        self.path(place).write_text(self.place(text), encoding="utf-8")

    def start(self, name: str) -> None:
        """As systemd does: what stands before the service, the service, what stands after it."""
        unit = service(name)
        cwd, environment = self._surroundings(unit)
        if "RuntimeDirectory" in unit.values and IS_ROOT:
            [user] = unit.values["User"]
            os.chown(self.path("/run/un-figures"), int(NUMBERS[user]), int(NUMBERS[user]))
            self.path("/run/un-figures").chmod(int(unit.values["RuntimeDirectoryMode"][0], 8))
        with (self.folder / f"{name}.log").open("ab") as log:

            def begin(command: list[str]) -> subprocess.Popen[bytes]:
                return subprocess.Popen(
                    self._as_user(unit, command),
                    cwd=cwd, env=environment, stdout=log, stderr=log, start_new_session=True,
                )  # fmt: skip

            for command in unit.commands("ExecStartPre"):
                assert begin(command).wait(timeout=120) == 0, self.log(name)
            [command] = unit.commands()
            self._running[name] = begin(command)
            for command in unit.commands("ExecStartPost"):
                assert begin(command).wait(timeout=300) == 0, self.log(name)

    def run(
        self, command: list[str], unit: Service | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Runs a command as systemd-run does under a name to which the drop-ins apply.

        Args:
            command: its words.
            unit: another service in whose place it runs.
        """
        cwd, environment = self._surroundings(unit or by_hand())
        words = self._as_user(unit or by_hand(), command)
        return subprocess.run(
            words, cwd=cwd, env=environment, capture_output=True, text=True, check=False
        )

    def _as_user(self, unit: Service, command: list[str]) -> list[str]:
        """A command with its places, run as the user and the groups of its unit."""
        words = [self.place(word) for word in command]
        if not IS_ROOT:
            return [word.replace("un-figures-ui", str(os.getegid())) for word in words]
        [user], [group] = unit.values["User"], unit.values["Group"]
        groups = ",".join(NUMBERS[name] for name in {user, group} | users()[user])
        who = ["--reuid", NUMBERS[user], "--regid", NUMBERS[group], "--groups", groups]
        words = [NUMBERS.get(word, word) for word in words]
        if SANDBOX:
            return [*sandboxed(unit, self.place, self.folder), *who, *words]
        rights = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
        return ["setpriv", *who, *rights, *words]

    def _surroundings(self, unit: Service) -> tuple[Path, dict[str, str]]:
        """Working directory and variables of a service."""
        [cwd] = unit.values["WorkingDirectory"]
        told = {"HOME": "/var/lib/un-figures", "PATH": "/usr/bin:/bin", **unit.environment}
        environment = {key: self.place(value) for key, value in told.items()}
        for file in unit.values["EnvironmentFile"]:
            environment |= variables(self.path(file))
        return self.path(cwd), environment

    def environment(self, name: str) -> dict[str, str]:
        """The variables that a running service has."""
        told = Path(f"/proc/{self._running[name].pid}/environ").read_text(encoding="utf-8")
        return dict(pair.split("=", 1) for pair in told.split("\0") if pair)

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    def stop(self, name: str) -> None:
        """As systemd does: asks the service, or its main process alone, then ends it by force."""
        process = self._running.pop(name)
        own = psutil.Process(process.pid).children(recursive=True) if SANDBOX else []
        if service(name).values.get("KillMode") == ["mixed"]:
            (own[0] if SANDBOX else process).terminate()
        elif SANDBOX:
            for one in own:
                one.terminate()
        else:
            os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)

    def stop_all(self) -> None:
        for name in list(self._running):
            self.stop(name)

    def address(self, port: str) -> str:
        return f"http://127.0.0.1:{self.ports[port]}"


@contextmanager
def machine() -> Iterator[Machine]:
    """A machine that is set up, in a folder whose path is short enough for sockets."""
    with postgres_server() as database:
        made = Machine(Path(tempfile.mkdtemp(prefix="uf")), database)
        try:
            made.set_up()
            yield made
        finally:
            made.stop_all()
            shutil.rmtree(made.folder)
