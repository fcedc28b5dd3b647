"""Reads unit files, as far as the shipped ones go: sections, repeated keys, a shared drop-in."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SYSTEMD = DEPLOY / "systemd"
SERVICES = sorted(path.stem for path in SYSTEMD.glob("*.service"))
COMMON = SYSTEMD / "un-figures-.service.d" / "common.conf"
BY_HAND = SYSTEMD / "un-figures-by-hand.service.d" / "pipeline.conf"


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
    """What drop-ins give a service that systemd-run makes, which has no file of its own."""
    return _service("un-figures-by-hand", COMMON, BY_HAND)


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
    return {fields[1]: int(fields[2], 8) for fields in _lines("tmpfiles.conf", "d")}


def owners() -> dict[str, tuple[str, str]]:
    """The user and the group of these folders."""
    return {fields[1]: (fields[3], fields[4]) for fields in _lines("tmpfiles.conf", "d")}


def users() -> dict[str, set[str]]:
    """The users that sysusers.conf makes, each with a group of its name, and their other groups."""
    made: dict[str, set[str]] = {fields[1]: set() for fields in _lines("sysusers.conf", "u")}
    for _, user, group in _lines("sysusers.conf", "m"):
        made[user].add(group)
    return made


def _lines(file: str, kind: str) -> list[list[str]]:
    """The fields of the lines of a kind, `d` or `u`, say."""
    lines = (SYSTEMD / file).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.startswith(f"{kind} ")]


def snake(key: str) -> str:
    return re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", key)


def snake_all(value: Any) -> Any:
    """Keys as Dagster has them, of those that its chart has: `maxRetries` as `max_retries`."""
    if isinstance(value, dict):
        return {snake(key): snake_all(inner) for key, inner in value.items()}
    return value
