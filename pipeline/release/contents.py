"""The names, versions, texts and files of a release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from pipeline.release.flat import CSV_GUARDS
from pipeline.release.views import ALL_FIGURES
from pipeline.storage import sha256_of
from pipeline.tables.schema import TABLES

NAME = "un-figures"
TITLE = "UN figures"
DESCRIPTION = (
    "The figures in reports of the United Nations as data: percentages, sums of money and counts, "
    "each with the sentence, paragraph and page that it was read from."
)
CREATOR = "The UN figures project"
KEYWORDS = ("United Nations", "reports", "figures", "percentages", "money", "counts")
LICENSE = "CC-BY-4.0"
LICENSE_TITLE = "Creative Commons Attribution 4.0 International"
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"

#: The folder of data files within a release.
DATA = "data"
WORKBOOK = f"{DATA}/{NAME}.xlsx"
DUCKDB = f"{DATA}/{NAME}.duckdb"
SQLITE = f"{DATA}/{NAME}.sqlite"

#: The tables that are sheets of the workbook.
SHEETS = (*TABLES, ALL_FIGURES)
#: The tables that are files, as Parquet and CSV.
FILES = (*SHEETS, CSV_GUARDS)

_VERSION = re.compile(r"(\d{4})\.(\d{2})\.(\d{2})\.([1-9]\d*)")
_MEDIA_TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".duckdb": "application/vnd.duckdb.file",
    ".sqlite": "application/vnd.sqlite3",
}
_KINDS = {
    ".parquet": "Parquet",
    ".csv": "CSV",
    ".xlsx": "Workbook for Excel and LibreOffice",
    ".duckdb": "DuckDB database",
    ".sqlite": "SQLite database",
}


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A day and a number on that day; later releases are greater."""

    day: date
    number: int

    def __str__(self) -> str:
        return f"{self.day:%Y.%m.%d}.{self.number}"

    @staticmethod
    def parse(text: str) -> Version | None:
        """The version written `2026.11.25.1`; None for any other text.

        >>> str(Version.parse("2026.11.25.1"))
        '2026.11.25.1'
        """
        match = _VERSION.fullmatch(text)
        if match is None:
            return None
        year, month, day, number = map(int, match.groups())
        try:
            return Version(date(year, month, day), number)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file of a release.

    Attributes:
        path: relative to the release's folder, with slashes.
        table: the table it holds; None if it holds all.
        title: what it is, for people.
        media_type: its registered or common media type.
        bytes: its size.
        sha256: hexadecimal.
    """

    path: str
    table: str | None
    title: str
    media_type: str
    bytes: int
    sha256: str

    @property
    def same_bytes(self) -> bool:
        """Whether the same tables give the same bytes; DuckDB writes a random mark into files."""
        return self.path != DUCKDB


def table_path(table: str, suffix: str) -> str:
    """The path of a table within a release, as `parquet` or `csv`."""
    return f"{DATA}/{table}.{suffix}"


def parquet_files(folder: Path) -> dict[str, Path]:
    """The Parquet file of each published table of a release, given its folder."""
    return {table.name: folder / table_path(table.name, "parquet") for table in TABLES}


def sheets(folder: Path) -> dict[str, Path]:
    """The Parquet file of each table that is a sheet, given the release's folder."""
    return {table.name: folder / table_path(table.name, "parquet") for table in SHEETS}


#: The files of a release that are needed to compare or load its data.
COMPARED = ("datapackage.json", *(table_path(table.name, "parquet") for table in TABLES))


def data_paths() -> Iterable[tuple[str, str | None]]:
    """The data files of a release, each with the table it holds."""
    for table in FILES:
        for suffix in ("parquet", "csv"):
            yield table_path(table.name, suffix), table.name
    yield from ((path, None) for path in (WORKBOOK, DUCKDB, SQLITE))


def data_files(folder: Path) -> list[DataFile]:
    """The data files of a release, with sizes and checksums, given its folder.

    Raises:
        FileNotFoundError: one is missing.
    """
    paths, tables = zip(*data_paths(), strict=True)
    with ThreadPoolExecutor() as threads:
        return list(threads.map(partial(_data_file, folder), paths, tables))


def _data_file(folder: Path, path: str, table: str | None) -> DataFile:
    file = folder / path
    kind = _KINDS[file.suffix]
    title = f"{kind} of all tables" if table is None else f"{table} as {kind}"
    size = file.stat().st_size
    return DataFile(path, table, title, _MEDIA_TYPES[file.suffix], size, sha256_of(file))


def citation(version: Version) -> str:
    """How to cite a release, in words."""
    return f"{CREATOR} ({version.day.year}): {TITLE}, release {version}. Licence {LICENSE}."


def bibtex(version: Version) -> str:
    """How to cite a release in BibTeX."""
    return (
        f"@misc{{{NAME}_{version}, title = {{{TITLE}}}, author = {{{{{CREATOR}}}}}, "
        f"year = {{{version.day.year}}}, version = {{{version}}}}}"
    )
