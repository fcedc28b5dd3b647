"""Errors caused by users' input: each says what is wrong, where, and how to fix it.

The error for a document that cannot be read is in `pipeline.unreadable`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from upath import UPath


class BadFile(Exception):
    """An invalid file beside the documents.

    Args:
        path: the file.
        problems: one clause for each, with the place and the fix.
    """

    kind = "file"

    def __init__(self, path: Path | UPath, problems: Sequence[str]) -> None:
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The {self.kind} {path} is invalid:\n{listed}")


class BadRegister(BadFile):
    """An invalid register of documents."""

    kind = "register"


class NoRegister(BadRegister):
    """Something named like the register is not a file but a folder, a pipe or the like.

    Args:
        path: where it is.
        kind: a clause that says what it is.

    Attributes:
        failure: the same as sentences, for a row of the documents.
    """

    def __init__(self, path: Path | UPath, kind: str) -> None:
        problem = f"must be a file, but {kind}: replace it with a file, or remove it"
        super().__init__(path, [f"it {problem}"])
        self.failure = f"The register {problem}. Until then, documents are read without it"


class BadAnnotation(BadFile):
    """An invalid file of annotated figures."""

    kind = "annotation"


class BadSettings(BadFile):
    """An invalid settings file."""

    kind = "settings file"


class NotInstalled(Exception):
    """Libraries that only some commands need are not there.

    Args:
        what: needs them.
        extra: that brings them.
        missing: the first of them that is not there.
    """

    def __init__(self, what: str, extra: str, missing: str) -> None:
        super().__init__(
            f'{what} needs the extra "{extra}", of which {missing} is missing: '
            f"`uv sync --extra {extra}`, or `pip install '.[{extra}]'`"
        )


class NotDelivered(Exception):
    """A message to the operators was not accepted.

    Args:
        server: the host and port it was sent to.
        reason: what the server or the network said.
    """

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(
            f"{server} did not accept the message: {reason}. See [notify] in settings.toml"
        )


class BadStorage(Exception):
    """A folder or bucket cannot be used; the text says why, and how to fix it."""


class FolderEmptied(Exception):
    """A raw folder had documents and is now empty; perhaps it is not mounted.

    Args:
        folder: the raw folder.
        before: how many documents it had.
    """

    def __init__(self, folder: str, before: int) -> None:
        super().__init__(
            f"There are no documents in {folder}; the last run found {before}. Check that this is "
            "the right folder, and that its disk or bucket is mounted or reachable. If you removed "
            "the documents on purpose, run with --force (in the launchpad, set force: true for the "
            "resource folders)."
        )


class ReleaseInTheMaking(Exception):
    """Another process is making the same release in a bucket, which has no locks.

    Args:
        version: of the release.
        outputs: the bucket.
    """

    def __init__(self, version: str, outputs: str) -> None:
        super().__init__(
            f"Another process is making release {version} in {outputs}. Try again later."
        )


class DamagedTable(BadFile):
    """A file with the rows of some documents has changed since it was written."""

    kind = "part of a table"


class HalfPublished(Exception):
    """The published tables may come from two different runs.

    Args:
        outputs: the folder of the tables.
    """

    def __init__(self, outputs: str) -> None:
        super().__init__(
            f"A run was interrupted while it was replacing the tables in {outputs}, so they may "
            "come from two different runs. Publish them again with: pipeline run, or the job "
            "refresh_figures"
        )


class NotRead(Exception):
    """The tables cannot be published, because rows of some shards are missing.

    Args:
        waiting: the names of tables and shards.
    """

    def __init__(self, waiting: Iterable[tuple[str, str]]) -> None:
        pairs = sorted(waiting)
        tables = ", ".join(dict.fromkeys(table for table, _ in pairs))
        shards = ", ".join(sorted({shard for _, shard in pairs}))
        super().__init__(
            f"The tables cannot be published: in shards {shards}, rows of {tables} are missing or "
            "have not passed their checks. Run these shards again; the checks show which rows are "
            "wrong."
        )


class TooManySetAside(Exception):
    """Too many figures are set aside, so nothing is published.

    Args:
        reasons: how many, one clause for each table.
    """

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__(
            f"Nothing was published: {'. '.join(reasons)}. To publish these documents as they are, "
            "raise set_aside.share in settings.toml. Otherwise take the documents whose figures "
            "cannot be right out of the raw folder."
        )


class NotLooked(Exception):
    """The documents have not been listed by this version of the code."""

    def __init__(self) -> None:
        super().__init__(
            "This version of the code has not listed the documents in the raw folders yet. "
            "Materialize raw_documents first, or together with this asset."
        )


class EngineFailed(Exception):
    """The processes that build the tables died; this may be transient."""


class BadCluster(Exception):
    """A Dask cluster cannot be used; the text says why, and how to fix it."""


class BadPins(BadFile):
    """An invalid lock file."""

    kind = "lock file"


class BadSeries(BadFile):
    """An invalid series file."""

    kind = "series file"


class BadRequest(Exception):
    """A request for impossible documents; the text lists every problem and its fix."""
