"""The register beside the documents: what their files do not say of themselves.

`register.csv` has one row a file. `file` is its path within the folder; every other cell may be
empty, and a file needs no row.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from upath import UPath

from pipeline.errors import BadRegister

REGISTER = "register.csv"
COLUMNS = ("file", "symbol", "language", "title", "published_on", "source_url")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a register; what it leaves empty is None."""

    symbol: str | None = None
    language: str | None = None
    title: str | None = None
    published_on: date | None = None
    source_url: str | None = None


def read_register(folder: UPath) -> dict[str, Entry]:
    """The entries of a folder's register by file; none where there is no register.

    Raises:
        BadRegister: it is not UTF-8 or breaks the form; the error lists every place.
    """
    path = folder / REGISTER
    if not path.is_file():
        return {}
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadRegister(path, [f"byte {problem.start} is not UTF-8: save it as UTF-8"]) from None
    reader = csv.DictReader(text.splitlines())
    _require_columns(path, reader.fieldnames or [])
    entries: dict[str, Entry] = {}
    problems: list[str] = []
    for number, row in enumerate(reader, start=2):
        cells = {name: (row[name] or "").strip() or None for name in COLUMNS}
        problems += [f"row {number}, {problem}" for problem in _problems(cells, entries)]
        if not problems:
            entries[str(cells.pop("file"))] = _entry(cells)
    if problems:
        raise BadRegister(path, problems)
    return entries


def _require_columns(path: UPath, found: object) -> None:
    if list(found or []) != list(COLUMNS):  # type: ignore[call-overload]
        raise BadRegister(path, [f"row 1: the columns have to be {','.join(COLUMNS)}"])


def _problems(cells: Mapping[str, str | None], entries: Mapping[str, Entry]) -> list[str]:
    found = []
    if cells["file"] is None:
        found.append("column file: it is empty; name the file")
    elif cells["file"] in entries:
        found.append(f"column file: {cells['file']} has a row already; keep one of the two")
    day = cells["published_on"]
    if day is not None and _date(day) is None:
        found.append(f"column published_on: {day!r} is no date; write it as 2026-07-14")
    address = cells["source_url"]
    if address is not None and not address.startswith(("https://", "http://")):
        found.append(f"column source_url: {address!r} is no web address; begin it with https://")
    return found


def _entry(cells: Mapping[str, str | None]) -> Entry:
    return Entry(
        symbol=cells["symbol"],
        language=cells["language"],
        title=cells["title"],
        published_on=_date(cells["published_on"] or ""),
        source_url=cells["source_url"],
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
