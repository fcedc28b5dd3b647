"""Versions of a release on disk: made aside, named when whole, then pointed at.

    outputs/releases/.building-…     being made, of no use to anyone
    outputs/releases/2026.11.25.1/   a release; whole, and never changed again
    outputs/latest                   a symbolic link to one release

A process that is stopped at any moment, by `kill -9` or a power cut, leaves `latest` at a whole
release: the one before until the last step, the new one after it. What dead processes left is
swept before the next release is made.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from filelock import FileLock

from pipeline.release.model import Version

RELEASES = "releases"
LATEST = "latest"
#: Begins the names of what is not finished.
_BUILDING = ".building-"
_POINTING = ".latest-"
_LOCK = ".lock"


def released(outputs: Path) -> list[Version]:
    """The versions in the outputs folder, oldest first."""
    folder = outputs / RELEASES
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return sorted(version for name in names if (version := Version.parse(name)) is not None)


def release_folder(outputs: Path, version: Version) -> Path:
    """Where a version is."""
    return outputs / RELEASES / str(version)


def latest(outputs: Path) -> Path | None:
    """The release that `latest` points to; None where there is none."""
    link = outputs / LATEST
    return link.resolve() if link.is_dir() else None


def locked(outputs: Path) -> FileLock:
    """Keeps two processes from making releases at the same time; given up when a process dies."""
    folder = outputs / RELEASES
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / _LOCK)


def add_release(outputs: Path, day: date, write: Callable[[Path, Version], None]) -> Version:
    """Makes a release of that day, and points `latest` at it when it is whole.

    To be called under the lock.

    Args:
        outputs: the outputs folder.
        day: of the release.
        write: writes all files of the version into the folder that it is given.
    """
    _sweep(outputs)
    numbers = [version.number for version in released(outputs) if version.day == day]
    version = Version(day, max(numbers, default=0) + 1)
    building = outputs / RELEASES / f"{_BUILDING}{version}"
    building.mkdir()
    write(building, version)
    _settle(building)
    building.rename(release_folder(outputs, version))
    _sync(outputs / RELEASES)
    point_latest(outputs, version)
    return version


def point_latest(outputs: Path, version: Version) -> None:
    """Points `latest` at a version, in one step."""
    new = outputs / f"{_POINTING}{version}"
    new.unlink(missing_ok=True)
    new.symlink_to(Path(RELEASES) / str(version), target_is_directory=True)
    new.replace(outputs / LATEST)
    _sync(outputs)


def _sweep(outputs: Path) -> None:
    """Takes away what processes that died left behind."""
    for path in (outputs / RELEASES).glob(f"{_BUILDING}*"):
        shutil.rmtree(path)
    for path in outputs.glob(f"{_POINTING}*"):
        path.unlink()


def _settle(folder: Path) -> None:
    """Makes sure that all files are on the disk, and lets nobody write to them by mistake."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        return  # only POSIX systems open a folder
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
