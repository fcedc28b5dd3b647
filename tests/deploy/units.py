"""Reads unit files, as far as the shipped ones go: sections, repeated keys, a shared drop-in."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SYSTEMD = DEPLOY / "systemd"
SERVICES = sorted(path.stem for path in SYSTEMD.glob("*.service"))
COMMON = SYSTEMD / "un-figures-.service.d" / "common.conf"


@dataclass(frozen=True)
class Service:
    """A service with what its drop-in adds: the values of each key of `[Service]`, in order."""

    name: str
    values: dict[str, list[str]]

    def commands(self, key: str = "ExecStart") -> list[list[str]]:
        """The commands of `ExecStartPre`, `ExecStart` or `ExecStartPost`, in words."""
        return [shlex.split(line) for line in self.values.get(key, [])]

    @property
    def environment(self) -> dict[str, str]:
        told = [pair for line in self.values.get("Environment", []) for pair in shlex.split(line)]
        return dict(pair.split("=", 1) for pair in told)


def service(name: str) -> Service:
    return _service(name, SYSTEMD / f"{name}.service", COMMON)


def by_hand() -> Service:
    """What the drop-in gives a service that systemd-run makes, which has no file of its own."""
    return _service("un-figures-by-hand", COMMON)


def _service(name: str, *files: Path) -> Service:
    values: dict[str, list[str]] = {}
    for file in files:
        section = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                section = line
            elif section == "[Service]" and line and not line.startswith("#"):
                key, value = line.split("=", 1)
                values.setdefault(key, []).append(value)
    return Service(name, values)


def variables(file: Path) -> dict[str, str]:
    """The variables of an environment file, without those that are commented out."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def folders() -> dict[str, int]:
    """The folders that tmpfiles.conf makes, with their modes."""
    lines = (SYSTEMD / "tmpfiles.conf").read_text(encoding="utf-8").splitlines()
    told = [line.split() for line in lines if line and not line.startswith("#")]
    assert all(fields[0] == "d" for fields in told)
    return {fields[1]: int(fields[2], 8) for fields in told}
