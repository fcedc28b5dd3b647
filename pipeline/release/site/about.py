"""What the page says about its release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DownloadLink:
    """A file that the page offers.

    Attributes:
        path: from the release's folder, with slashes.
        title: what it is, for people.
        bytes: its size.
        sha256: hexadecimal.
        table: the table that it holds; None where it holds all or none.
    """

    path: str
    title: str
    bytes: int
    sha256: str
    table: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """The release: its name, its files, and where it is documented.

    Paths are from the release's folder; the page leaves out what is None.

    Attributes:
        version: the release's version.
        released_on: its day.
        citation: how to cite the whole release, one sentence or two.
        downloads: files to offer, in this order.
        dictionary: what tables and columns mean.
        data_docs: what was expected of the tables and found.
        accuracy: how right the figures of annotated documents are.
        limits: what is not covered, and known faults.
        provenance: what made the release.
        licence: the terms of use.
        changes: what differs from the release before.
    """

    version: str
    released_on: date
    citation: str
    downloads: tuple[DownloadLink, ...] = ()
    dictionary: str | None = None
    data_docs: str | None = None
    accuracy: str | None = None
    limits: str | None = None
    provenance: str | None = None
    licence: str | None = None
    changes: str | None = None
