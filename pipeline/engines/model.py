"""What every engine does, and what comes back for a document that no process survives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Limits:
    """What handling one document may take, and the settings that allow more.

    Attributes:
        seconds: of time.
        megabytes: of memory, of the whole process; what it takes beyond is refused to it.
        time_setting: name of the setting for the seconds.
    """

    seconds: float = 30 * 60
    megabytes: int = 1536
    time_setting: str = "engine.minutes_per_document"


@dataclass(frozen=True, slots=True)
class Died:
    """The result for a document whose process died or needed more than its limits.

    Attributes:
        reason: sentences for people: what happened, and the mend.
    """

    reason: str


class Engine(Protocol):
    """Something that handles documents, perhaps several at a time."""

    def map(
        self, function: Callable[[Given], Made], items: Sequence[Given]
    ) -> Iterator[Made | Died]:
        """Results in the order of the items, each as soon as it and those before it are ready.

        Only so many items as are being read have left for a process; results that wait for an
        earlier one are held. Work goes on while results are asked for; to close the iterator
        gives up the rest.

        Raises:
            Exception: what `function` raises, as soon as it is known, with the traceback of its
                process as a note.
        """
        ...
