"""Compares a raw folder, its lock file and what the services have."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.documents.register import read_register
from pipeline.fetch.client import Client, Download
from pipeline.fetch.fetching import LOCK, Store
from pipeline.fetch.model import Failure, Outcome
from pipeline.fetch.pins import Pin
from pipeline.fetch.verify import verify
from pipeline.progress import tell
from pipeline.settings import FetchSettings
from pipeline.storage import Place, locked, sha256_if_there, write_whole


class Local(StrEnum):
    """What the raw folder has of a pinned file."""

    AS_PINNED = "as pinned"
    MISSING = "missing"
    ALTERED = "altered"


class Upstream(StrEnum):
    """What the service has of a pinned file."""

    AS_PINNED = "as pinned"
    CHANGED = "changed"
    MISSING = "missing"
    #: It gives something that is no PDF.
    REFUSED = "refused"
    OUT_OF_REACH = "out of reach"


class Done(StrEnum):
    """What was done about it."""

    NOTHING = ""
    PUT_BACK = "put back"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Compared:
    """A pinned file: what was found of it here and there, and what was done.

    Attributes:
        file: its name in the raw folder.
        local: what the folder had.
        upstream: what the service has.
        done: what was done.
        reason: why nothing can be told or done; None where there is nothing to say.
    """

    file: str
    local: Local
    upstream: Upstream
    done: Done = Done.NOTHING
    reason: str | None = None

    @property
    def differs(self) -> bool:
        """Whether folder, lock file and service are still at odds, as far as can be told."""
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
    """Downloads every file of a folder's `raw.lock` anew, and compares.

    A file that is missing here is put back where the service has it as pinned.

    Args:
        raw: the folder.
        settings: of the services; the defaults where None.
        again: replace what was altered here by what is pinned, and what is pinned by what has
            changed there.
        sleep: waits so many seconds.

    Raises:
        BadRegister, BadPins: a file beside the documents breaks its form; nothing is asked.
    """
    settings = settings or FetchSettings()
    found: list[Compared] = []
    with locked(raw, LOCK), Client(settings, sleep=sleep) as client:
        read_register(raw)
        store = Store(raw, settings)
        for number, (file, pin) in enumerate(sorted(store.pins.items()), start=1):
            found.append(_compare(file, pin, client, store, again=again))
            tell("compare", file.removesuffix(".pdf"), done=number, total=len(store.pins))
    return found


def _compare(file: str, pin: Pin, client: Client, store: Store, *, again: bool) -> Compared:
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


def _replace(file: str, pin: Pin, local: Local, download: Download, store: Store) -> Compared:
    """Takes what the service has, if it is still the document that is pinned."""
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
