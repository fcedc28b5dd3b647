"""Versions of a release: made aside, named when whole, then pointed at.

    outputs/releases/.building-…     being made, of no use to anyone
    outputs/releases/2026.11.25.1/   a complete release; never changes
    outputs/latest                   a symbolic link to one release

A process that is stopped at any moment, by `kill -9` or a power cut, leaves `latest` at a whole
release: the one before until the last step, the new one after it. What dead processes left is
swept before the next release is made.

A bucket has neither names that can be changed nor links nor locks. There a release is made on this
machine and uploaded; until it is whole, an object `releases/.building-<version>` says that it is
not, and `latest.json` names one release. As nobody can tell whether the process that left such an
object is dead, it stays, and its version is never used.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from upath import UPath

from pipeline.errors import ReleaseInTheMaking
from pipeline.release.contents import Version
from pipeline.storage import Place, create, upload, write_whole

RELEASES = "releases"
LATEST, LATEST_FILE = "latest", "latest.json"
#: The checksums of a release's files; written and uploaded last.
CHECKSUMS = "SHA256SUMS"
#: The prefix of unfinished folders.
_BUILDING = ".building-"
_POINTING = ".latest-"


def released(outputs: Place) -> list[Version]:
    """The versions in the outputs folder, oldest first."""
    names = _names(outputs)
    whole = names - {name.removeprefix(_BUILDING) for name in names if name.startswith(_BUILDING)}
    return _versions(whole)


def newest(outputs: Place) -> list[Version]:
    """The version that `latest` points to, and the newest one by date, if different.

    They differ if a run was killed before it pointed `latest` at its release, or a clock was wrong.
    """
    known = released(outputs)
    pointed = latest(outputs)
    version = None if pointed is None else Version.parse(pointed.name)
    return list(dict.fromkeys([*([version] if version in known and version else []), *known[-1:]]))


def release_folder(outputs: Place, version: Version) -> Place:
    """The folder of a version."""
    return outputs / RELEASES / str(version)


def latest(outputs: Place) -> Place | None:
    """The release that `latest` points to; None if there is none."""
    if isinstance(outputs, Path):
        link = outputs / LATEST
        return link.resolve() if link.is_dir() else None
    file = outputs / LATEST_FILE
    return outputs / json.loads(file.read_bytes())["folder"] if file.is_file() else None


def add_release(outputs: Place, day: date, write: Callable[[Path, Version], None]) -> Version:
    """Makes a release for a day, and points `latest` at it when it is complete.

    Call this while the outputs folder is locked.

    Args:
        outputs: the outputs folder.
        day: of the release.
        write: writes all files of the version into the given folder.

    Raises:
        ReleaseInTheMaking: in a bucket, another process makes this version.
    """
    if isinstance(outputs, Path):
        version = _add_to_folder(outputs, day, write)
    else:
        version = _add_to_bucket(outputs, day, write)
    point_latest(outputs, version)
    return version


def point_latest(outputs: Place, version: Version) -> None:
    """Points `latest` at a version, in one step."""
    if not isinstance(outputs, Path):
        latest = {"version": str(version), "folder": f"{RELEASES}/{version}"}
        write_whole(outputs / LATEST_FILE, json.dumps(latest, indent=2).encode() + b"\n")
        return
    new = outputs / f"{_POINTING}{version}"
    new.unlink(missing_ok=True)
    new.symlink_to(Path(RELEASES) / str(version), target_is_directory=True)
    new.replace(outputs / LATEST)
    _sync(outputs)


def _names(outputs: Place) -> set[str]:
    folder = outputs / RELEASES
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def _versions(names: set[str]) -> list[Version]:
    return sorted(version for name in names if (version := Version.parse(name)) is not None)


def _next(known: list[Version], day: date) -> Version:
    numbers = [version.number for version in known if version.day == day]
    return Version(day, max(numbers, default=0) + 1)


# -- in a folder of this machine -------------------------------------------------------------------


def _add_to_folder(outputs: Path, day: date, write: Callable[[Path, Version], None]) -> Version:
    version = _next(released(outputs), day)
    building = outputs / RELEASES / f"{_BUILDING}{version}"
    building.mkdir(parents=True)
    write(building, version)
    _settle(building)
    building.rename(outputs / RELEASES / str(version))
    _sync(outputs / RELEASES)
    return version


def sweep(outputs: Place) -> None:
    """Deletes what killed processes left behind; not in a bucket, where it may be in use.

    Call this while the outputs folder is locked.
    """
    if not isinstance(outputs, Path):
        return
    for path in (outputs / RELEASES).glob(f"{_BUILDING}*"):
        shutil.rmtree(path)
    for path in outputs.glob(f"{_POINTING}*"):
        path.unlink()


def _settle(folder: Path) -> None:
    """Flushes all files to disk, and makes them read-only."""
    paths = list(folder.rglob("*"))
    for path in paths:
        if path.is_file():
            path.chmod(0o444)
    flush([*paths, folder])


def flush(paths: Iterable[Path]) -> None:
    """Flushes files and folders to disk."""
    with ThreadPoolExecutor() as threads:  # each waits for the disk
        list(threads.map(_sync, paths))


def _sync(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        return  # only POSIX systems can open a folder
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# -- in a bucket -----------------------------------------------------------------------------------


def _add_to_bucket(outputs: UPath, day: date, write: Callable[[Path, Version], None]) -> Version:
    names = {name.removeprefix(_BUILDING) for name in _names(outputs)}
    version = _next(_versions(names), day)
    building = outputs / RELEASES / f"{_BUILDING}{version}"
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write(folder, version)
        try:
            create(building)
        except FileExistsError as problem:
            raise ReleaseInTheMaking(str(version), str(outputs)) from problem
        if str(version) in _names(outputs):  # completed since the listing above
            building.unlink()
            raise ReleaseInTheMaking(str(version), str(outputs))
        upload(folder, outputs / RELEASES / str(version), last=CHECKSUMS)
    building.unlink()
    return version
