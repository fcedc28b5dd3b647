"""Reads and writes files in local folders and in any storage that fsspec supports (`s3://…`).

Only this module knows how the two differ. Local files and folders are written under a temporary
name and then renamed. Buckets have no folders and no renaming; an object appears once its upload is
complete, so the file that must appear last is uploaded last.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, TypeAlias

from filelock import FileLock
from upath import UPath

from pipeline.errors import BadStorage

#: Seconds after which a temporary file counts as abandoned, on file systems without locks.
_LONG_AGO = 24 * 60 * 60
#: Names of temporary files: the file's name and the id of the process writing it.
_WRITING = re.compile(r"\..+\.\d+")

#: Errors of local files that last until somebody fixes their cause.
_STAY = (
    FileExistsError,
    FileNotFoundError,
    IsADirectoryError,
    NotADirectoryError,
    PermissionError,
)
_STAY_TOO = {errno.EROFS, errno.EFBIG, errno.ENAMETOOLONG, errno.ELOOP}
#: Connection errors of buckets that are not an `OSError`, with modules that may not be installed.
_LOST = (
    ("botocore.exceptions", "ConnectionError"),
    ("botocore.exceptions", "HTTPClientError"),
    ("aiohttp", "ClientError"),
)

#: A file or folder; a local one is always a `Path`.
Place: TypeAlias = Path | UPath
#: The default for the largest document to read, in bytes.
LARGEST_FILE = 256 * 2**20
_LOCK = ".lock"
_LOCAL = ("", "file", "local")
#: The size of the parts of an upload, in bytes; each is buffered in memory.
_PIECE = 8 * 2**20


# -- places ----------------------------------------------------------------------------------------


def location(name: str | Place) -> UPath:
    """The file or folder at a path or URL.

    >>> location("raw").name, location("s3://figures/raw").name
    ('raw', 'raw')

    Raises:
        ValueError: no storage has URLs of this kind.
    """
    if isinstance(name, UPath):
        return name
    place = UPath(name)
    if place.protocol in _LOCAL:
        return UPath(place.path)
    # A cached listing would hide files that other processes add.
    return UPath(name, use_listings_cache=False)


def split_paths(names: str) -> list[str]:
    """Splits a list of paths separated as in `PATH`; `://` in a URL does not separate.

    >>> split_paths(os.pathsep.join(["raw", "s3://figures/raw", "/data"]))
    ['raw', 's3://figures/raw', '/data']
    """
    return [name for name in re.split(f"{re.escape(os.pathsep)}(?!//)", names) if name]


def is_local(place: Place) -> bool:
    """Whether the place is on a local file system."""
    return isinstance(place, Path)


def require(folder: UPath) -> None:
    """Checks that a folder can be listed.

    A bucket must exist. A folder in a bucket need not: it exists once an object's name contains it.

    Raises:
        BadStorage: it cannot be listed; the text says why, for whoever runs the pipeline.
        Exception: the storage does not answer at the moment; see `is_transient`.
    """
    if is_local(folder):
        if not folder.is_dir():
            raise BadStorage(
                f"The folder {folder} does not exist. Create it, or use a different one."
            )
        return
    try:
        found = folder.exists() or folder.fs.exists(folder.drive)
    except ImportError as problem:
        raise BadStorage(
            f"{folder} cannot be used: {problem}. For s3:// install the extra: uv sync --extra s3"
        ) from problem
    except Exception as problem:  # every storage has its own exceptions
        if is_transient(problem):
            raise
        raise BadStorage(
            f"{folder} cannot be used: {problem}. Check its address and credentials. For s3:// "
            "set what the AWS tools use: AWS_PROFILE, or AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY, and AWS_ENDPOINT_URL for a service other than Amazon's."
        ) from problem
    if not found:
        raise BadStorage(
            f"{folder} cannot be used: there is no bucket {folder.drive!r} that these credentials "
            "can access. Create it, or correct its name or the credentials."
        )


def require_writable(folder: UPath) -> None:
    """Checks that files can be written to a folder, creating it if missing.

    Raises:
        BadStorage: it cannot, and why.
        Exception: the storage does not answer now; see `is_transient`.
    """
    if not is_local(folder):
        require(folder)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=str(folder)):
            pass
    except OSError as problem:
        why = problem.strerror or problem
        raise BadStorage(
            f"Nothing can be written to the folder {folder}: {why}. Make it writable, or name "
            "another one."
        ) from problem


def is_transient(problem: BaseException) -> bool:
    """Whether a storage error is transient, such as a lost connection."""
    if isinstance(problem, OSError):
        return not isinstance(problem, _STAY) and problem.errno not in _STAY_TOO
    known = (getattr(sys.modules.get(module), name, None) for module, name in _LOST)
    return isinstance(problem, tuple(filter(None, known)))


# -- files -----------------------------------------------------------------------------------------


def write_whole(path: Place, data: bytes, *, durable: bool = True) -> None:
    """Writes a file atomically: it appears complete or not at all.

    Args:
        path: the file.
        data: its bytes.
        durable: whether to wait until it is on the disk, which takes as long as reading a page.
            Otherwise it may be damaged if the machine loses power in the next seconds, which
            whoever reads it has to notice and repair.
    """
    if not isinstance(path, Path):
        path.fs.pipe_file(path.path, data)
        return
    with _written_beside(path.parent, durable=durable) as start, start(path.name) as file:
        file.write(data)


class FileTooLarge(Exception):
    """A file is larger than allowed; the text is a clause that says so."""

    def __init__(self, most: int) -> None:
        super().__init__(f"it has more than {most:,} bytes")


def read_whole(path: Place, *, most: int | None = None) -> bytes:
    """Reads a whole file; from a bucket with one request.

    Args:
        path: the file.
        most: the largest size to accept, in bytes; set it for files from untrusted sources.

    Raises:
        FileNotFoundError: there is no such file.
        FileTooLarge: it is larger.
    """
    end = None if most is None else most + 1
    if isinstance(path, Path):
        with path.open("rb") as file:
            data = file.read(end)
    else:
        data = _object(path, end)
    return _required(data, most)


def read_regular(path: Place, *, most: int | None = None) -> bytes:
    """Like `read_whole`, for regular files only; never waits for a pipe or a device.

    Raises:
        OSError: it is not a regular file, or cannot be opened; `strerror` is a clause that says so.
        FileTooLarge: it is larger.
    """
    if not isinstance(path, Path):
        return read_whole(path, most=most)
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if odd := _odd_kind(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, odd)
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(None if most is None else most + 1)
    return _required(data, most)


def _required(data: bytes, most: int | None) -> bytes:
    if most is not None and len(data) > most:
        raise FileTooLarge(most)
    return data


def _object(path: UPath, end: int | None) -> bytes:
    """The first bytes of an object, up to `end`."""
    try:
        # When s3fs reads an object in one piece, it does not request its size first.
        data: bytes = path.fs.cat_file(path.path, end=end, max_concurrency=1)
    except OSError:
        if end is None or (isinstance(path.stat().st_size, int) and path.stat().st_size):
            raise
        return b""  # an empty object has no ranges
    return data


def read_if_there(path: Place, *, most: int | None = None) -> bytes | None:
    """Like `read_whole`, but returns None if there is no such file."""
    try:
        return read_whole(path, most=most)
    except FileNotFoundError:
        return None


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def sha256_if_there(file: Place) -> str | None:
    """The SHA-256 of a file, hexadecimal; None if there is no such file."""
    if isinstance(file, Path):
        return sha256_of(file) if file.is_file() else None
    data = read_if_there(file)
    return None if data is None else hashlib.sha256(data).hexdigest()


def create(path: UPath) -> None:
    """Creates an empty object; if several processes try, only one succeeds.

    Raises:
        FileExistsError: it exists already.
    """
    path.fs.pipe_file(path.path, b"", mode="create")


def locked(folder: Place, name: str = _LOCK) -> AbstractContextManager[Any]:
    """Locks a folder against other processes that use this lock; a process's death releases it.

    Buckets have no locks: there, this does nothing.

    Args:
        folder: to lock; created if missing.
        name: of the lock file. Locks of different names are independent.
    """
    if not isinstance(folder, Path):
        return nullcontext()
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / name)


#: Opens a file for writing, by its name.
Start: TypeAlias = Callable[[str], AbstractContextManager[IO[bytes]]]


@contextmanager
def all_or_nothing(folder: Place) -> Iterator[Start]:
    """Yields a function that opens files in a folder; they appear together at the end.

    After an exception, none appears. At the end they replace the old files one by one: if the
    process is killed at that moment, some are still the old ones, and `is_half_replaced` is true.
    """
    if isinstance(folder, Path):
        with _written_beside(folder) as start:
            yield start
        return
    with folder.fs.transaction:
        yield lambda name: folder.fs.open((folder / name).path, "wb", block_size=_PIECE)
        write_whole(_mark(folder), b"")
    _mark(folder).unlink()


def is_half_replaced(folder: Place) -> bool:
    """Whether `all_or_nothing` was interrupted while it was replacing files in a folder."""
    return _mark(folder).is_file()


def _mark(folder: Place) -> Place:
    return folder / ".being-replaced"


@contextmanager
def _written_beside(folder: Path, *, durable: bool = True) -> Iterator[Start]:
    folder.mkdir(parents=True, exist_ok=True)
    waiting: dict[Path, Path] = {}
    with ExitStack() as opened:

        @contextmanager
        def start(name: str) -> Iterator[IO[bytes]]:
            temporary = folder / f".{name}.{os.getpid()}"
            # Stays open, and so locked, until it is renamed: see `sweep_abandoned`.
            file = opened.enter_context(_locked_file(temporary))
            waiting[temporary] = folder / name
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())

        try:
            yield start
            if len(waiting) > 1:
                _mark(folder).touch()
            for temporary, path in waiting.items():
                temporary.replace(path)
            if len(waiting) > 1:
                _mark(folder).unlink()
        finally:
            for temporary in waiting:
                temporary.unlink(missing_ok=True)


def _locked_file(path: Path) -> IO[bytes]:
    """Creates a file and locks it, which shows others that it is being written."""
    while True:
        file = path.open("wb")
        try:
            _lock(file, wait=True)  # a sweep may hold it for a moment
            if path.exists() and path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # a sweep deleted it before it was locked


def _sweep(path: Path) -> None:
    """Deletes a temporary file unless a process is writing it."""
    with path.open("rb") as file, suppress(BlockingIOError):
        if _lock(file, wait=False) or path.stat().st_mtime < time.time() - _LONG_AGO:
            path.unlink()


def _lock(file: IO[bytes], *, wait: bool) -> bool:
    """Locks a file until it is closed; returns False if the file system or platform has no locks.

    Raises:
        BlockingIOError: another process has locked it, and `wait` is false.
    """
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except (ImportError, OSError):
        return False
    return True


# -- folders ---------------------------------------------------------------------------------------


@contextmanager
def on_disk(folder: Place, names: Collection[str] | None = None) -> Iterator[Path]:
    """Yields a local folder itself, or a temporary copy of a folder in a bucket.

    Args:
        folder: the folder, with all folders below it.
        names: the files to copy, if they exist; None for all.
    """
    if isinstance(folder, Path):
        yield folder
        return
    if names is None:
        wanted = names_below(folder)
    else:
        wanted = [name for name in names if (folder / name).is_file()]
    with TemporaryDirectory() as scratch:
        copy = Path(scratch) / (folder.name or "copy")
        for path in {copy, *((copy / name).parent for name in wanted)}:
            path.mkdir(parents=True, exist_ok=True)
        folder.fs.get([(folder / n).path for n in wanted], [str(copy / n) for n in wanted])
        yield copy


@contextmanager
def scratch_for(folder: Place) -> Iterator[Path]:
    """Yields an empty folder in which to build another, which `replace_folder` then moves."""
    beside = folder.absolute().parent if isinstance(folder, Path) else None
    if beside is not None:
        beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=beside, prefix=_scratch_begin(folder)) as scratch:
        yield Path(scratch)


def _scratch_begin(folder: Place) -> str:
    return f".{folder.name}_"


def replace_folder(new: Path, old: Place, *, last: str) -> None:
    """Replaces a folder with a complete new one.

    Args:
        new: the new folder, built in `scratch_for` the old one.
        old: the folder to replace; need not exist.
        last: the file that people open; in a bucket it is uploaded after all others.
    """
    if isinstance(old, Path):
        if old.exists():
            old.rename(new.with_name(f"{new.name} before"))  # deleted with the scratch folder
        new.rename(old)
        return
    before = set(names_below(old))
    uploaded = upload(new, old, last=last)
    for name in sorted(before - set(uploaded)):
        (old / name).unlink()


def upload(folder: Path, place: UPath, *, last: str) -> list[str]:
    """Uploads a local folder, the file `last` after all others; returns the files' names."""
    files = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    names = [file.as_posix() for file in files]
    others = [name for name in names if name != last]
    place.fs.put([str(folder / n) for n in others], [(place / n).path for n in others])
    place.fs.put_file(str(folder / last), (place / last).path)
    return names


# -- listings --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class File:
    """An entry in a folder: a file, or something else in its place.

    Attributes:
        name: its path within the folder, with `/`.
        stamp: changes whenever the file does.
        changed_at: seconds since 1970; None if the storage shows only complete files.
        size: in bytes; None if unknown.
        odd: a clause that says why it cannot be opened as a file; None for a regular file.
    """

    name: str
    stamp: str
    changed_at: float | None
    size: int | None = None
    odd: str | None = None


def files_below(folder: UPath) -> list[File]:
    """Lists the files in a folder and all folders below it, sorted by name.

    Does not follow local links to folders. Lists as `odd` a folder that may not be entered, or that
    is named like a document.

    Raises:
        FileNotFoundError: the bucket does not exist.
        OSError: this folder cannot be listed, or one below it cannot be listed at the moment.
    """
    if is_local(folder):
        return sorted(_listed(folder.path), key=lambda file: file.name) if folder.exists() else []
    root = folder.fs._strip_protocol(folder.path).rstrip("/")  # noqa: SLF001 -- no public way
    return [
        File(path.removeprefix(f"{root}/"), _stamp(info), info.get("created"), info.get("size"))
        for path, info in sorted(folder.fs.find(root, detail=True).items())
    ]


#: The suffixes of documents; a folder with one was probably meant to be a document.
_ENDINGS = (".pdf", ".txt")
#: Errors of a folder that last until somebody fixes their cause.
_NOT_ENTERED = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG)


def _listed(root: str) -> Iterator[File]:
    inside = os.path.join(os.path.realpath(root), "")  # noqa: PTH118
    waiting = [""]
    while waiting:
        name = waiting.pop()
        try:
            with os.scandir(f"{root}/{name}") as entries:
                found = list(entries)
        except (FileNotFoundError, NotADirectoryError):
            continue  # deleted since it was listed
        except OSError as problem:
            if not name or problem.errno not in _NOT_ENTERED:
                raise
            odd = f"it is a folder that cannot be opened ({problem.strerror})"
            yield File(name, "", None, odd=odd)
            continue
        for entry in found:
            path = f"{name}/{entry.name}" if name else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
                if not path.lower().endswith(_ENDINGS):
                    continue
            if file := _described(path, entry, inside):
                yield file


def _described(name: str, entry: os.DirEntry[str], inside: str) -> File | None:
    """What is known of an entry without opening it; None if it has just been deleted."""
    try:
        info = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    stamp, odd, changed_at = _times(info), _odd_kind(info.st_mode), info.st_ctime
    if stat.S_ISLNK(info.st_mode):
        try:
            target = os.path.realpath(entry.path, strict=True)
            info = Path(target).stat()
        except OSError as problem:
            odd = f"it is a broken symbolic link ({problem.strerror})"
        else:
            stamp, odd = f"{stamp} {_times(info)}", _odd_kind(info.st_mode)
            changed_at = max(changed_at, info.st_ctime)
            if not target.startswith(inside):
                odd = "it is a symbolic link to a place outside the raw folder"
            elif odd is not None:
                odd = odd.replace("it is", "it is a symbolic link to")
    return File(name, stamp, changed_at, info.st_size, odd)


def _times(info: os.stat_result) -> str:
    """Size, times and inode of a file, one of which changes when its bytes do."""
    return f"{info.st_size} {info.st_mtime_ns} {info.st_ctime_ns} {info.st_ino}"


def _odd_kind(mode: int) -> str | None:
    """A clause that says what a file is if it is not a regular one."""
    if stat.S_ISREG(mode):
        return None
    kinds = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}
    return f"it is a {kinds.get(stat.S_IFMT(mode), 'device')}"


def names_below(folder: UPath) -> list[str]:
    """The names of the files below a folder, except temporary ones."""
    if is_local(folder):  # fsspec stats every file, and takes five times as long
        found = sorted(_walked(folder.path))
    else:
        found = [file.name for file in files_below(folder)]
    return [name for name in found if not name.rpartition("/")[2].startswith(".")]


def _walked(root: str) -> Iterator[str]:
    for path, _, names in os.walk(root):
        begin = path[len(root) :].lstrip(os.sep).replace(os.sep, "/")
        yield from (f"{begin}/{name}" if begin else name for name in names)


def _stamp(info: dict[str, Any]) -> str:
    """The properties of an object that change when its bytes do."""
    properties = ("size", "mtime", "created", "ETag", "LastModified", "etag", "md5Hash")
    return " ".join(f"{name}={info[name]}" for name in properties if name in info)


def sweep_abandoned(folder: Place) -> None:
    """Deletes temporary files left by killed processes, in a folder and all folders below it.

    A file is locked while it is written, and a process's death releases its locks, also on another
    machine that shares the folder. Without locks, a file counts as abandoned after a day.
    """
    if not isinstance(folder, Path):
        return  # buckets have no temporary files
    for name in _walked(str(folder)):
        path = folder / name
        if _WRITING.fullmatch(path.name):
            with suppress(FileNotFoundError):  # it was renamed, or another process swept it
                _sweep(path)


def sweep_scratch(folder: Place) -> None:
    """Deletes what `scratch_for` a folder left behind when its process was killed.

    Only call this while no other process can be building that folder.
    """
    if isinstance(folder, Path):
        for scratch in folder.parent.glob(f"{_scratch_begin(folder)}*"):
            shutil.rmtree(scratch)
