"""Where files are: a folder of this machine, or of any storage that fsspec knows (`s3://…`)."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from upath import UPath

#: Names of files that are being written, with the process that does.
_WRITING = re.compile(r"\..+\.\d+")


def location(name: str | Path | UPath) -> UPath:
    """A place by its path or its address.

    >>> location("raw").name, location("s3://figures/raw").name
    ('raw', 'raw')
    """
    return UPath(name)


def is_local(path: Path | UPath) -> bool:
    """Whether it is on a file system of this machine."""
    return isinstance(path, Path)


def write_whole(path: Path | UPath, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all, whatever happens meanwhile."""
    if not isinstance(path, Path):
        path.write_bytes(data)  # an object appears when all of it has arrived
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class File:
    """A file in a folder.

    Attributes:
        name: its path within the folder, with `/`.
        stamp: is another one after any change of the file.
        changed_at: seconds since 1970; None where the storage shows only whole files.
    """

    name: str
    stamp: str
    changed_at: float | None


def files_below(folder: UPath) -> list[File]:
    """The files in a folder and in all folders below it, in order; one listing of the storage."""
    root = folder.fs._strip_protocol(folder.path).rstrip("/")  # noqa: SLF001 -- fsspec has no other
    found = folder.fs.find(root, detail=True) if folder.exists() else {}
    return [
        File(path.removeprefix(f"{root}/"), _stamp(info), info.get("created"))
        for path, info in sorted(found.items())
    ]


def names_below(folder: UPath) -> list[str]:
    """The names of these files but for those that are being written."""
    return [f.name for f in files_below(folder) if not f.name.rpartition("/")[2].startswith(".")]


def _stamp(info: dict[str, Any]) -> str:
    """What is told of a file, without opening it, that changes when its bytes do.

    `created` is the time of the last change of the file's inode on POSIX systems.
    """
    told = ("size", "mtime", "created", "ino", "ETag", "LastModified", "etag", "md5Hash")
    return " ".join(f"{name}={info[name]}" for name in told if name in info)


def sweep_abandoned(folder: Path | UPath) -> None:
    """Takes away files that a process was writing when it was killed, a day or more ago."""
    if not isinstance(folder, Path):
        return  # an object appears when all of it has arrived
    long_ago = time.time() - 24 * 60 * 60
    for file in files_below(location(folder)):
        path = folder / file.name
        if _WRITING.fullmatch(path.name) and path.stat().st_mtime < long_ago:
            path.unlink(missing_ok=True)
