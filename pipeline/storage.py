"""Where files are: a folder of this machine, or of any storage that fsspec knows (`s3://…`).

The one place that knows how the two differ. On this machine a file or a folder is made beside its
place and then renamed. A bucket has neither folders nor names that can be changed: an object is
there once all of it has arrived, so what is to be seen last is uploaded last.
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

#: Seconds after which a file that is being written is abandoned, where there are no locks.
_LONG_AGO = 24 * 60 * 60
#: Names of files that are being written, with the process that does.
_WRITING = re.compile(r"\..+\.\d+")

#: Errors of files that stay until somebody mends them.
_STAY = (
    FileExistsError,
    FileNotFoundError,
    IsADirectoryError,
    NotADirectoryError,
    PermissionError,
)
_STAY_TOO = {errno.EROFS, errno.EFBIG, errno.ENAMETOOLONG, errno.ELOOP}
#: Errors of connections to a bucket that are no `OSError`, in modules that may not be there.
_LOST = (
    ("botocore.exceptions", "ConnectionError"),
    ("botocore.exceptions", "HTTPClientError"),
    ("aiohttp", "ClientError"),
)

#: A file or folder; a `Path` where it is on this machine.
Place: TypeAlias = Path | UPath
#: Bytes of the largest document that is read, where no setting says otherwise.
LARGEST_FILE = 256 * 2**20
_LOCK = ".lock"
_LOCAL = ("", "file", "local")
#: Bytes of an object that are sent at a time, and kept in memory until then.
_PIECE = 8 * 2**20


# -- places ----------------------------------------------------------------------------------------


def location(name: str | Place) -> UPath:
    """A place by its path or its address.

    >>> location("raw").name, location("s3://figures/raw").name
    ('raw', 'raw')

    Raises:
        ValueError: no storage has addresses of this kind.
    """
    if isinstance(name, UPath):
        return name
    place = UPath(name)
    if place.protocol in _LOCAL:
        return UPath(place.path)
    # A listing that is kept would hide what others put there since.
    return UPath(name, use_listings_cache=False)


def parted(names: str) -> list[str]:
    """Several places in one text, parted as in `PATH`; an address may hold `://`.

    >>> parted(os.pathsep.join(["raw", "s3://figures/raw", "/data"]))
    ['raw', 's3://figures/raw', '/data']
    """
    return [name for name in re.split(f"{re.escape(os.pathsep)}(?!//)", names) if name]


def is_local(place: Place) -> bool:
    """Whether it is on a file system of this machine."""
    return isinstance(place, Path)


def require(folder: UPath) -> None:
    """Makes sure that a folder can be looked into.

    A bucket has to be there; a folder in it is wherever an object's name says so, and need not.

    Raises:
        BadStorage: it cannot, and why; to be mended by whoever runs the pipeline.
        Exception: the storage does not answer now; see `may_pass`.
    """
    if is_local(folder):
        if not folder.is_dir():
            raise BadStorage(f"The folder {folder} is not there. Make it, or name another one.")
        return
    try:
        found = folder.exists() or folder.fs.exists(folder.drive)
    except ImportError as problem:
        raise BadStorage(
            f"{folder} cannot be used: {problem}. For s3:// install the extra: uv sync --extra s3"
        ) from problem
    except Exception as problem:  # each storage has errors of its own
        if may_pass(problem):
            raise
        raise BadStorage(
            f"{folder} cannot be used: {problem}. Look at its credentials and its address; for "
            "s3:// these are what the AWS tools take, such as AWS_PROFILE, or AWS_ACCESS_KEY_ID "
            "and AWS_SECRET_ACCESS_KEY, and AWS_ENDPOINT_URL for a service other than Amazon's."
        ) from problem
    if not found:
        raise BadStorage(
            f"{folder} cannot be used: there is no bucket {folder.drive!r} that these credentials "
            "may look into. Make it, or mend its name or the credentials."
        )


def require_writable(folder: UPath) -> None:
    """Makes sure that files can be put into a folder, which is made where it is not there.

    Raises:
        BadStorage: it cannot, and why.
        Exception: the storage does not answer now; see `may_pass`.
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


def may_pass(problem: BaseException) -> bool:
    """Whether an error of a storage may pass by itself, such as a connection that was lost."""
    if isinstance(problem, OSError):
        return not isinstance(problem, _STAY) and problem.errno not in _STAY_TOO
    known = (getattr(sys.modules.get(module), name, None) for module, name in _LOST)
    return isinstance(problem, tuple(filter(None, known)))


# -- files -----------------------------------------------------------------------------------------


def write_whole(path: Place, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all, whatever happens meanwhile."""
    if not isinstance(path, Path):
        path.fs.pipe_file(path.path, data)
        return
    with _written_beside(path.parent) as start, start(path.name) as file:
        file.write(data)


class FileTooLarge(Exception):
    """A file of more bytes than are wanted; the text says so, a clause."""

    def __init__(self, most: int) -> None:
        super().__init__(f"it has more than {most:,} bytes")


def read_whole(path: Place, *, most: int | None = None) -> bytes:
    """All bytes of a file; from a bucket by one request.

    Args:
        path: the file.
        most: how many bytes it may have, where that is not for its owner to say.

    Raises:
        FileNotFoundError: it is not there.
        FileTooLarge: it has more.
    """
    end = None if most is None else most + 1
    if isinstance(path, Path):
        with path.open("rb") as file:
            data = file.read(end)
    else:
        data = _object(path, end)
    return _required(data, most)


def read_regular(path: Place, *, most: int | None = None) -> bytes:
    """The same, of what has to be a regular file; a pipe or a device is not waited for.

    Raises:
        OSError: it is none, or cannot be opened; `strerror` says so in a clause.
        FileTooLarge: it has more bytes.
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
    """The bytes of an object up to an end."""
    try:
        # Of an object that is read in one piece, s3fs need not ask for the size first.
        data: bytes = path.fs.cat_file(path.path, end=end, max_concurrency=1)
    except OSError:
        if end is None or (isinstance(path.stat().st_size, int) and path.stat().st_size):
            raise
        return b""  # of which there is no range
    return data


def read_if_there(path: Place, *, most: int | None = None) -> bytes | None:
    """The same, None where there is no such file."""
    try:
        return read_whole(path, most=most)
    except FileNotFoundError:
        return None


def sha256_of(file: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def sha256_if_there(file: Place) -> str | None:
    """The same, None where there is no such file."""
    if isinstance(file, Path):
        return sha256_of(file) if file.is_file() else None
    data = read_if_there(file)
    return None if data is None else hashlib.sha256(data).hexdigest()


def create(path: UPath) -> None:
    """Makes an empty object.

    Raises:
        FileExistsError: it is there; of several processes that make it, one succeeds.
    """
    path.fs.pipe_file(path.path, b"", mode="create")


def locked(folder: Place, name: str = _LOCK) -> AbstractContextManager[Any]:
    """Keeps other processes that ask for it out of a folder; given up when a process dies.

    In a bucket it keeps nobody out.

    Args:
        folder: made where it is not there.
        name: of the file in it that is locked; those who ask for others are let in.
    """
    if not isinstance(folder, Path):
        return nullcontext()
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / name)


#: Opens a file by its name.
Start: TypeAlias = Callable[[str], AbstractContextManager[IO[bytes]]]


@contextmanager
def all_or_nothing(folder: Place) -> Iterator[Start]:
    """Gives a function that opens files of a folder; they appear when all has gone well.

    After an error in writing them, none does. Then they appear one after the other: what ends the
    process within that moment leaves some of them as they were before, and `is_half_replaced`.
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
    """Whether files that belong together were being replaced in a folder when it was left."""
    return _mark(folder).is_file()


def _mark(folder: Place) -> Place:
    return folder / ".being-replaced"


@contextmanager
def _written_beside(folder: Path) -> Iterator[Start]:
    folder.mkdir(parents=True, exist_ok=True)
    waiting: dict[Path, Path] = {}
    with ExitStack() as opened:

        @contextmanager
        def start(name: str) -> Iterator[IO[bytes]]:
            temporary = folder / f".{name}.{os.getpid()}"
            # Open, and so locked, until it has its place: see `sweep_abandoned`.
            file = opened.enter_context(_locked_file(temporary))
            waiting[temporary] = folder / name
            yield file
            file.flush()
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
    """A new file that tells by a lock that somebody is writing it."""
    while True:
        file = path.open("wb")
        try:
            _lock(file, wait=True)  # for somebody who looks whether it is locked
            if path.exists() and path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # it was swept before it was locked


def _sweep(path: Path) -> None:
    """Takes a file away that nobody is writing any more, and that nobody begins to meanwhile."""
    with path.open("rb") as file, suppress(BlockingIOError):
        if _lock(file, wait=False) or path.stat().st_mtime < time.time() - _LONG_AGO:
            path.unlink()


def _lock(file: IO[bytes], *, wait: bool) -> bool:
    """Locks a file until it is closed; whether its file system, and this system, have locks.

    Raises:
        BlockingIOError: another process has it locked, and `wait` is not set.
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
    """The folder itself where it is on this machine, else a copy that goes away afterwards.

    Args:
        folder: with files and folders.
        names: only these files are needed, those of them that are there; without it all are.
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
    """An empty folder to make a folder in, which `replace_folder` then puts in its place."""
    beside = folder.absolute().parent if isinstance(folder, Path) else None
    if beside is not None:
        beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=beside, prefix=_scratch_begin(folder)) as scratch:
        yield Path(scratch)


def _scratch_begin(folder: Place) -> str:
    return f".{folder.name}_"


def replace_folder(new: Path, old: Place, *, last: str) -> None:
    """Puts a complete folder where an older one stood.

    Args:
        new: is made in a `scratch_for` the old one.
        old: need not be there.
        last: the file of the new one that people open; in a bucket it comes after all others.
    """
    if isinstance(old, Path):
        if old.exists():
            old.rename(new.with_name(f"{new.name} before"))  # goes away with the scratch folder
        new.rename(old)
        return
    before = set(names_below(old))
    uploaded = upload(new, old, last=last)
    for name in sorted(before - set(uploaded)):
        (old / name).unlink()


def upload(folder: Path, place: UPath, *, last: str) -> list[str]:
    """Uploads all files of a folder of this machine, one of them after all others; their names."""
    files = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    names = [file.as_posix() for file in files]
    others = [name for name in names if name != last]
    place.fs.put([str(folder / n) for n in others], [(place / n).path for n in others])
    place.fs.put_file(str(folder / last), (place / last).path)
    return names


# -- listings --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class File:
    """A file in a folder, or what stands where a file might.

    Attributes:
        name: its path within the folder, with `/`.
        stamp: is another one after any change of the file.
        changed_at: seconds since 1970; None where the storage shows only whole files.
        size: in bytes, None where it cannot be told.
        odd: why it is no file that can be opened, a clause; None for a regular file.
    """

    name: str
    stamp: str
    changed_at: float | None
    size: int | None = None
    odd: str | None = None


def files_below(folder: UPath) -> list[File]:
    """The files in a folder and in all folders below it, in order; one listing of the storage.

    On this machine links to folders are not followed. A folder that cannot be looked into is told
    as what is `odd`, and so is one that is named like a file.

    Raises:
        FileNotFoundError: the bucket is not there.
        OSError: a folder cannot be looked into now, which may pass; or this one cannot at all.
    """
    if is_local(folder):
        return sorted(_listed(folder.path), key=lambda file: file.name) if folder.exists() else []
    root = folder.fs._strip_protocol(folder.path).rstrip("/")  # noqa: SLF001 -- fsspec has no other
    return [
        File(path.removeprefix(f"{root}/"), _stamp(info), info.get("created"), info.get("size"))
        for path, info in sorted(folder.fs.find(root, detail=True).items())
    ]


#: How the names of documents end; a folder of such a name was meant to be one.
_ENDINGS = (".pdf", ".txt")
#: Errors of a folder that stay until somebody mends them.
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
            continue  # taken away meanwhile
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
            if file := _told(path, entry, inside):
                yield file


def _told(name: str, entry: os.DirEntry[str], inside: str) -> File | None:
    """What can be told of an entry without opening it; None where it has just been taken away."""
    try:
        told = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    stamp, odd, changed_at = _times(told), _odd_kind(told.st_mode), told.st_ctime
    if stat.S_ISLNK(told.st_mode):
        try:
            target = os.path.realpath(entry.path, strict=True)
            told = Path(target).stat()
        except OSError as problem:
            odd = f"it is a symbolic link that leads nowhere ({problem.strerror})"
        else:
            stamp, odd = f"{stamp} {_times(told)}", _odd_kind(told.st_mode)
            changed_at = max(changed_at, told.st_ctime)
            if not target.startswith(inside):
                odd = "it is a symbolic link that leaves the raw folder"
            elif odd is not None:
                odd = odd.replace("it is", "it is a symbolic link to")
    return File(name, stamp, changed_at, told.st_size, odd)


def _times(told: os.stat_result) -> str:
    """What changes when the bytes of a file do."""
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}"


def _odd_kind(mode: int) -> str | None:
    """What a file is instead of a regular one, a clause."""
    if stat.S_ISREG(mode):
        return None
    kinds = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}
    return f"it is a {kinds.get(stat.S_IFMT(mode), 'device')}"


def names_below(folder: UPath) -> list[str]:
    """The names of these files but for those that are being written."""
    if is_local(folder):  # fsspec asks for much more of each file, and takes five times as long
        found = sorted(_walked(folder.path))
    else:
        found = [file.name for file in files_below(folder)]
    return [name for name in found if not name.rpartition("/")[2].startswith(".")]


def _walked(root: str) -> Iterator[str]:
    for path, _, names in os.walk(root):
        begin = path[len(root) :].lstrip(os.sep).replace(os.sep, "/")
        yield from (f"{begin}/{name}" if begin else name for name in names)


def _stamp(info: dict[str, Any]) -> str:
    """What a bucket tells of an object that changes when its bytes do."""
    told = ("size", "mtime", "created", "ETag", "LastModified", "etag", "md5Hash")
    return " ".join(f"{name}={info[name]}" for name in told if name in info)


def sweep_abandoned(folder: Place) -> None:
    """Takes away files that a process was writing when it was killed, in all folders below.

    Whoever writes a file has it locked, and a lock ends with its process, on this machine or on
    another that shares the folder. Where a file system has no locks, a day has to have passed.
    """
    if not isinstance(folder, Path):
        return  # an object appears when all of it has arrived
    for name in _walked(str(folder)):
        path = folder / name
        if _WRITING.fullmatch(path.name):
            with suppress(FileNotFoundError):  # it was whole meanwhile, or another sweeps, too
                _sweep(path)


def sweep_scratch(folder: Place) -> None:
    """Takes away what `scratch_for` a folder left when its process was killed.

    To be called by whoever alone may make such folders there.
    """
    if isinstance(folder, Path):
        for scratch in folder.parent.glob(f"{_scratch_begin(folder)}*"):
            shutil.rmtree(scratch)
