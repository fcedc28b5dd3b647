"""Compares a raw folder with its lock file and with the services."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.documents.register import read_register
from pipeline.fetch.client import Client, Download
from pipeline.fetch.fetching import LOCK, RawFolder
from pipeline.fetch.outcome import Failure, Outcome
from pipeline.fetch.pins import Pin
from pipeline.fetch.verify import verify
from pipeline.progress import report
from pipeline.settings import FetchSettings
from pipeline.storage import Place, locked, sha256_if_there, write_whole


class Local(StrEnum):
    """The state of a pinned file in the raw folder."""

    AS_PINNED = "as pinned"
    MISSING = "missing"
    ALTERED = "altered"


class Upstream(StrEnum):
    """The state of a pinned file at its service."""

    AS_PINNED = "as pinned"
    CHANGED = "changed"
    MISSING = "missing"
    #: The service returns something that is not a PDF.
    REFUSED = "refused"
    OUT_OF_REACH = "out of reach"


class Done(StrEnum):
    """What `compare` did about a difference."""

    NOTHING = ""
    PUT_BACK = "put back"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Compared:
    """The result of comparing one pinned file.

    Attributes:
        file: its name in the raw folder.
        local: its state in the folder before the comparison.
        upstream: its state at the service.
        done: what was done about a difference.
        reason: a note, such as why the comparison failed; None if there is none.
    """

    file: str
    local: Local
    upstream: Upstream
    done: Done = Done.NOTHING
    reason: str | None = None

    @property
    def differs(self) -> bool:
        """Whether folder, lock file and service still differ, as far as is known."""
        here = self.local is not Local.AS_PINNED
        there = self.upstream not in {Upstream.AS_PINNED, Upstream.OUT_OF_REACH}
        return self.done is Done.NOTHING and (here or there)


def compare(
    raw: Place,
    settings: FetchSettings | None = None,
    *,
    again: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Compared]:
    """Downloads every file in a folder's `raw.lock` again and compares it.

    Restores a missing file if the service still has the pinned version.

    Args:
        raw: the folder.
        settings: of the services; None for the defaults.
        again: replace altered files with the pinned version, and pinned versions with those that
            changed at the service.
        sleep: waits this many seconds.

    Raises:
        BadRegister, BadPins: a file beside the documents is invalid; nothing is downloaded.
    """
    settings = settings or FetchSettings()
    found: list[Compared] = []
    with locked(raw, LOCK), Client(settings, sleep=sleep) as client:
        read_register(raw)
        store = RawFolder(raw, settings)
        for number, (file, pin) in enumerate(sorted(store.pins.items()), start=1):
            found.append(_compare(file, pin, client, store, again=again))
            report("compare", file.removesuffix(".pdf"), done=number, total=len(store.pins))
    return found


def _compare(file: str, pin: Pin, client: Client, store: RawFolder, *, again: bool) -> Compared:
    here = sha256_if_there(store.raw / file)
    local = {None: Local.MISSING, pin.sha256: Local.AS_PINNED}.get(here, Local.ALTERED)
    try:
        download = client.get(pin.address)
    except Failure as failure:
        return Compared(file, local, _UPSTREAM[failure.outcome], reason=str(failure))
    if hashlib.sha256(download.data).hexdigest() == pin.sha256:
        if local is Local.AS_PINNED or (local is Local.ALTERED and not again):
            return Compared(file, local, Upstream.AS_PINNED)
        write_whole(store.raw / file, download.data)
        done = Done.PUT_BACK if local is Local.MISSING else Done.REPLACED
        return Compared(file, local, Upstream.AS_PINNED, done)
    if not again:
        return Compared(file, local, Upstream.CHANGED)
    return _replace(file, pin, local, download, store)


def _replace(file: str, pin: Pin, local: Local, download: Download, store: RawFolder) -> Compared:
    """Takes the service's new version if it is still the pinned document."""
    try:
        note = verify(download.data, pin.wanted)
    except Failure as failure:
        return Compared(file, local, Upstream.CHANGED, reason=str(failure))
    store.keep(pin.wanted, pin.address, download)
    return Compared(file, local, Upstream.CHANGED, Done.REPLACED, note)


_UPSTREAM = {
    Outcome.NOT_THERE: Upstream.MISSING,
    Outcome.REFUSED: Upstream.REFUSED,
    Outcome.OUT_OF_REACH: Upstream.OUT_OF_REACH,
}
