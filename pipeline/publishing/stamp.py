"""Keeps what something was made from, so that it is not made again of the same."""

from __future__ import annotations

from dataclasses import dataclass

from upath import UPath

from pipeline.reading.cache import Cache
from pipeline.storage import read_if_there, write_whole


@dataclass(frozen=True, slots=True)
class Stamp:
    """Something by its name, and the hash of all that it depends on now.

    Attributes:
        store: where it is kept.
        name: of what is made.
        key: the hash.
    """

    store: Cache
    name: str
    key: str

    def is_kept(self) -> bool:
        """Whether it was made of the same."""
        return read_if_there(self._mark) == self.key.encode()

    def keep(self) -> None:
        """Keeps that it has been made."""
        write_whole(self._mark, self.key.encode())

    def forget(self) -> None:
        """Keeps nothing, while it is being made."""
        self._mark.unlink(missing_ok=True)

    @property
    def _mark(self) -> UPath:
        return self.store.root / "made" / self.name
