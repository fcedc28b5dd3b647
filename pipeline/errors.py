"""The errors that people's input can cause: each says what is wrong, where, and how to mend it.

That of a document which cannot be read is in `pipeline.unreadable`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from upath import UPath


class BadFile(Exception):
    """A file beside the documents that breaks its form.

    Args:
        path: the file.
        problems: every place that is wrong, with the mend.
    """

    kind = "file"

    def __init__(self, path: Path | UPath, problems: Sequence[str]) -> None:
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The {self.kind} {path} cannot be used:\n{listed}")


class BadRegister(BadFile):
    """A register of documents that breaks its form."""

    kind = "register"


class NoRegister(BadRegister):
    """What has the name of a register and is a folder, a pipe or the like.

    Args:
        path: of it.
        kind: what it is instead, a clause.

    Attributes:
        failure: the same as sentences, for a row of the documents.
    """

    def __init__(self, path: Path | UPath, kind: str) -> None:
        problem = f"it has to be a file, and {kind}: put a file there, or take this away"
        super().__init__(path, [problem])
        self.failure = f"The register {problem[3:]}. Until then, documents are read without it"


class BadAnnotation(BadFile):
    """A file of annotated figures that breaks its form."""

    kind = "annotation"


class BadSettings(BadFile):
    """A file of settings that breaks its form."""

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
    """A message to the operators that was not taken.

    Args:
        server: host and port that it was sent to.
        reason: what the server or the network said.
    """

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(
            f"{server} did not take the message: {reason}. It is sent again at the next tick; "
            "see [notify] in settings.toml"
        )


class BadStorage(Exception):
    """A folder or bucket that cannot be used; the text says what is wrong and the mend."""


class FolderEmptied(Exception):
    """A raw folder in which there were documents and now are none; perhaps it is not mounted.

    Args:
        folder: the raw folder.
        before: how many documents there were.
    """

    def __init__(self, folder: str, before: int) -> None:
        super().__init__(
            f"There is no document in {folder}, where there were {before} at the last run. If it "
            "is another folder or its disk or bucket is not reached, mend that. If they are to go, "
            "run with --force (in the launchpad, force: true of the resource folders)."
        )


class ReleaseInTheMaking(Exception):
    """A release that another process makes at the same time, in a bucket, which has no locks.

    Args:
        version: of the release.
        outputs: where it is made.
    """

    def __init__(self, version: str, outputs: str) -> None:
        super().__init__(
            f"Release {version} is being made in {outputs} by another process. Try again later."
        )


class DamagedPart(BadFile):
    """A file with rows of some documents that is not as it was written."""

    kind = "part of a table"


class HalfPublished(Exception):
    """Tables of which some may be of one run and some of another.

    Args:
        outputs: the folder of the tables.
    """

    def __init__(self, outputs: str) -> None:
        super().__init__(
            f"The tables in {outputs} were being replaced when a run ended, so they may be of two "
            "runs. Publish them again with: pipeline run, or the job refresh_figures"
        )


class NotRead(Exception):
    """Tables that cannot be put together, since rows of some shards are not there.

    Args:
        waiting: names of tables and shards.
    """

    def __init__(self, waiting: Iterable[tuple[str, str]]) -> None:
        pairs = sorted(waiting)
        tables = ", ".join(dict.fromkeys(table for table, _ in pairs))
        shards = ", ".join(sorted({shard for _, shard in pairs}))
        super().__init__(
            f"The tables cannot be put together: of shards {shards}, rows of {tables} are not "
            "there or have not passed their check. Run these shards again; their checks tell "
            "which rows are wrong."
        )


class TooManySetAside(Exception):
    """Tables of which so many figures are set aside that nothing is published.

    Args:
        told: how many, of each table.
    """

    def __init__(self, told: Iterable[str]) -> None:
        super().__init__(
            f"Nothing is published: {'. '.join(told)}. If these documents are to be published as "
            "they are, raise set_aside.share in settings.toml; else take those out of the raw "
            "folder whose figures cannot be right."
        )


class NotLooked(Exception):
    """Documents asked for though this code has not looked for any, so that none are known."""

    def __init__(self) -> None:
        super().__init__(
            "Which documents there are is not known, since the raw folders were not looked "
            "through by this version of the code. Materialize raw_documents as well, or first."
        )


class EngineFailed(Exception):
    """The processes that make tables of what was read did not come back; it may pass."""


class BadCluster(Exception):
    """A Dask cluster that may not read documents; the text says what is wrong and the mend."""


class BadPins(BadFile):
    """A file of pinned documents that breaks its form."""

    kind = "lock file"


class BadSeries(BadFile):
    """A file of series of documents that breaks its form."""

    kind = "series file"


class BadRequest(Exception):
    """Documents asked for that there cannot be; its text lists each, with the mend."""
