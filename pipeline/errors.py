"""The errors that people's input can cause: each says what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class UnreadableDocument(Exception):
    """A document that cannot be read; its text is shown to people as it is.

    Args:
        problem: what is wrong, a clause without a full stop.
        mend: what to do about it, a sentence.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem[:1].upper()}{problem[1:]}. {mend}")


class BadFile(Exception):
    """A file beside the documents that breaks its form.

    Args:
        path: the file.
        problems: every place that is wrong, with the mend.
    """

    kind = "file"

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The {self.kind} {path} cannot be used:\n{listed}")


class BadRegister(BadFile):
    """A register of documents that breaks its form."""

    kind = "register"


class BadAnnotation(BadFile):
    """A file of annotated figures that breaks its form."""

    kind = "annotation"


class BadSettings(BadFile):
    """A file of settings that breaks its form."""

    kind = "settings file"


class BadPins(BadFile):
    """A file of pinned documents that breaks its form."""

    kind = "lock file"


class BadSeries(BadFile):
    """A file of series of documents that breaks its form."""

    kind = "series file"


class BadRequest(Exception):
    """Documents asked for that there cannot be; its text lists each, with the mend."""
