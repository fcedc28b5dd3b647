"""The register next to the documents, for what their files do not say about themselves.

`register.csv` has one row per file. `file` is its path within the folder; all other cells may be
empty, and a file does not need a row. The columns that only `pipeline fetch` fills may be left out.
"""

from __future__ import annotations

import csv
import errno
import io
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.errors import BadRegister, NoRegister
from pipeline.storage import (
    FileTooLarge,
    Place,
    is_local,
    locked,
    read_if_there,
    read_regular,
    write_whole,
)

#: Files next to the documents that are not documents: the register, the checksums that `pipeline
#: fetch` records for downloaded files, and the known series of documents.
REGISTER, PINS, SERIES = "register.csv", "raw.lock", "series.toml"
COLUMNS = ("file", "symbol", "language", "title", "published_on", "source_url")
#: The address that the file came from, when, its checksum, and its terms.
FETCHED = ("fetched_from", "fetched_at", "sha256", "licence")

#: Maximum size of a register in bytes; one of all existing documents would be smaller.
_LARGEST = 2**28

#: The cells of a row as written, by column.
_Row = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a register; empty cells are None.

    Attributes:
        symbol: the document's symbol.
        language: ISO 639-1.
        title: the document's title.
        published_on: date of publication.
        source_url: where people find the document.
        fetched_from: address that the file was downloaded from, after redirects.
        fetched_at: when.
        sha256: checksum of the downloaded file, hexadecimal.
        licence: address or name of its terms.
    """

    symbol: str | None = None
    language: str | None = None
    title: str | None = None
    published_on: date | None = None
    source_url: str | None = None
    fetched_from: str | None = None
    fetched_at: datetime | None = None
    sha256: str | None = None
    licence: str | None = None


def read_register(folder: Place) -> dict[str, Entry]:
    """Read the entries of a folder's register, by file; empty if there is no register.

    Raises:
        BadRegister: it is not UTF-8 or is malformed; the error lists every place.
        NoRegister: the path exists but is not a file.
    """
    return _read(folder / REGISTER)[1]


def record(folder: Place, file: str, entry: Entry) -> None:
    """Record a downloaded file in the register.

    Other rows and the order of rows stay as they are, and so does what people wrote into the row:
    of its first columns, only empty cells are filled in. A bucket has no locks, so a concurrent
    change there may be lost.

    Raises:
        BadRegister: the register is malformed; it stays as it is.
    """
    path = folder / REGISTER
    cells: _Row = {
        "file": file,
        "symbol": entry.symbol,
        "language": entry.language,
        "title": entry.title,
        "published_on": entry.published_on.isoformat() if entry.published_on else None,
        "source_url": entry.source_url,
        "fetched_from": entry.fetched_from,
        "fetched_at": entry.fetched_at.isoformat(timespec="seconds") if entry.fetched_at else None,
        "sha256": entry.sha256,
        "licence": entry.licence,
    }
    with locked(folder, f".{REGISTER}.lock"):
        rows, entries = _read(path)
        if file not in entries:
            rows.append({"file": file})
        for row in rows:
            if (row["file"] or "").strip() == file:
                row |= {n: v for n, v in cells.items() if n in FETCHED or not (row.get(n) or "")}
        _write(path, rows)


def _read(path: Place) -> tuple[list[_Row], dict[str, Entry]]:
    """The rows as written, and the entries by file."""
    try:
        data = read_regular(path, most=_LARGEST)
    except FileNotFoundError:
        return [], {}
    except FileTooLarge as problem:
        raise NoRegister(path, str(problem)) from problem
    except OSError as problem:
        if not is_local(path) or problem.errno not in {errno.EINVAL, errno.ENXIO, errno.ELOOP}:
            raise
        raise NoRegister(path, str(problem.strerror)) from problem
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadRegister(path, [f"byte {problem.start} is not UTF-8: save it as UTF-8"]) from None
    csv.field_size_limit(sys.maxsize)  # otherwise a cell of 131,073 characters is an error
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="")
    try:
        _require_columns(path, list(reader.fieldnames or []))
        rows = list(reader)
    except csv.Error as problem:
        raise BadRegister(path, [f"line {reader.line_num}: {problem}"]) from problem
    entries: dict[str, Entry] = {}
    problems: list[str] = []
    for number, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row.pop("", ())):
            problems.append(f"row {number}: too many cells; put text with commas in quotes")
        cells = {name: (row.get(name) or "").strip() or None for name in (*COLUMNS, *FETCHED)}
        problems += [f"row {number}, {problem}" for problem in _problems(cells, entries)]
        if not problems:
            entries[str(cells.pop("file"))] = _entry(cells)
    if problems:
        raise BadRegister(path, problems)
    return rows, entries


def _write(path: Place, rows: list[_Row]) -> None:
    before = read_if_there(path) or b""
    ends = "\r\n" if b"\r\n" in before else "\n"
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, (*COLUMNS, *FETCHED), lineterminator=ends)
    writer.writeheader()
    writer.writerows(rows)
    # A spreadsheet needs the byte order mark to open the file correctly.
    mark = "\ufeff" if before.startswith(b"\xef\xbb\xbf") else ""
    write_whole(path, (mark + text.getvalue()).encode("utf-8"))


def _require_columns(path: Place, found: list[str]) -> None:
    first, others = found[: len(COLUMNS)], found[len(COLUMNS) :]
    if first != list(COLUMNS) or len(set(others)) < len(others) or not set(others) <= set(FETCHED):
        columns, more = ",".join(COLUMNS), ", ".join(FETCHED)
        problem = f"row 1: the columns must be {columns}, optionally followed by {more}"
        raise BadRegister(path, [problem])


def _problems(cells: Mapping[str, str | None], entries: Mapping[str, Entry]) -> list[str]:
    found = []
    if cells["file"] is None:
        found.append("column file: empty; name the file")
    elif cells["file"] in entries:
        found.append(f"column file: {cells['file']} already has a row; keep one of the two")
    day = cells["published_on"]
    if day is not None and _date(day) is None:
        found.append(f"column published_on: {day!r} is not a date; write it as 2026-07-14")
    for name in ("source_url", "fetched_from"):
        address = cells[name]
        if address is not None and not address.startswith(("https://", "http://")):
            found.append(f"column {name}: {address!r} is not a web address; begin it with https://")
    time = cells["fetched_at"]
    if time is not None and _time(time) is None:
        found.append(f"column fetched_at: {time!r} is not a time; write 2026-07-14T12:30:00+00:00")
    checksum = cells["sha256"]
    if checksum is not None and not re.fullmatch("[0-9a-f]{64}", checksum):
        found.append(f"column sha256: {checksum!r} must be 64 hexadecimal digits, or empty")
    return found


def _entry(cells: Mapping[str, str | None]) -> Entry:
    return Entry(
        symbol=cells["symbol"],
        language=cells["language"],
        title=cells["title"],
        published_on=_date(cells["published_on"] or ""),
        source_url=cells["source_url"],
        fetched_from=cells["fetched_from"],
        fetched_at=_time(cells["fetched_at"] or ""),
        sha256=cells["sha256"],
        licence=cells["licence"],
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else None
