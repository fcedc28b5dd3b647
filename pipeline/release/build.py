"""Puts a release together: all its files in one folder, then its version."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from pipeline.engines import Engine, Here, Pool
from pipeline.errors import HalfPublished
from pipeline.progress import doing
from pipeline.release import (
    accuracy,
    catalog,
    contents,
    coverage,
    croissant,
    databases,
    datapackage,
    dictionary,
    flat,
    plain_html,
    provenance,
    terms,
    versions,
    workbook,
)
from pipeline.release.annotations import FOLDER as ANNOTATIONS
from pipeline.release.annotations import write_annotations
from pipeline.release.contents import DataFile, Version
from pipeline.release.diff import diff
from pipeline.release.diff_page import diff_page
from pipeline.release.origins import origins
from pipeline.release.site import (
    About,
    Begun,
    DownloadLink,
    begin_page,
    finish_page,
    write_page_rows,
)
from pipeline.release.versions import CHECKSUMS
from pipeline.release.views import ALL_FIGURES
from pipeline.storage import Place, is_half_replaced, locked, on_disk, sha256_of
from pipeline.tables.files import same_rows
from pipeline.tables.schema import DOCUMENTS, TABLES


@dataclass(frozen=True, slots=True)
class Release:
    """A release; `is_new` is false if an older one has the same data."""

    version: Version
    folder: Place
    is_new: bool


@dataclass(frozen=True, slots=True)
class Extras:
    """What a release holds besides the tables.

    Attributes:
        data_docs: folder with Great Expectations' pages on the tables.
        pdfs: the PDFs of documents by id, for pictures of pages.
        drawing: the engine that draws them; by default, processes of this machine.
        writing: the processes that write the largest files; this process by default.
    """

    data_docs: Place | None = None
    pdfs: Mapping[str, Place] = field(default_factory=dict)
    drawing: Engine | None = None
    writing: Pool | Here = field(default_factory=Here)


NOTHING = Extras()
#: Reports progress on one of the six parts of a release.
_doing = partial(doing, "release", total=6)
#: The files of the published tables.
_FILES = [f"{table.name}.{suffix}" for table in TABLES for suffix in ("parquet", "csv")]


def build_release(
    published: Place,
    outputs: Place,
    *,
    day: date,
    extras: Extras = NOTHING,
    again: bool = False,
) -> Release:
    """Makes a release of the published tables and points `latest` at it.

    If the newest release has the same data, makes none, and points `latest` at that one.

    Args:
        published: folder with `<name>.parquet` and `<name>.csv` of every table; checked.
        outputs: folder that holds the releases.
        day: of the release.
        extras: what the release holds besides the tables.
        again: make one though the data are the same, since what describes them has changed.

    Raises:
        FileNotFoundError: a table has not been published.
        HalfPublished: the tables may be of two runs.
        ReleaseInTheMaking: in a bucket, another process makes this version.
    """
    with ExitStack() as stack:
        here = stack.enter_context
        here(locked(outputs))
        versions.sweep(outputs)
        if is_half_replaced(published):
            raise HalfPublished(str(published))
        tables = here(on_disk(published, _FILES))
        newest = None
        for known in versions.newest(outputs):
            folder = versions.release_folder(outputs, known)
            one = here(on_disk(folder, contents.COMPARED))
            newest = newest or one
            if not again and _same_data(tables, one):
                versions.point_latest(outputs, known)
                return Release(known, folder, is_new=False)

        def write(folder: Path, version: Version) -> None:
            write_release(tables, folder, version, extras=extras, before=newest)

        version = versions.add_release(outputs, day, write)
        return Release(version, versions.release_folder(outputs, version), is_new=True)


def write_release(
    published: Path,
    folder: Path,
    version: Version,
    *,
    extras: Extras = NOTHING,
    before: Path | None = None,
) -> None:
    """Writes all files of a release into an empty folder.

    Args:
        published: folder with `<name>.parquet` and `<name>.csv` of every table.
        folder: an empty folder.
        version: of the release.
        extras: what the release holds besides the tables.
        before: the release to compare with.
    """
    # What is made side by side takes about as long.
    with _doing("tables"):
        _copy_tables(published, folder)
        parquet = contents.parquet_files(folder)
        with extras.writing.beside(_write_page_rows, folder):
            _write_further_tables(folder)
    with ExitStack() as stack:
        with (
            _doing("workbook and databases"),
            extras.writing.beside(_write_workbook, (folder, version)),
        ):
            _write_databases(parquet, folder, version)
            page = stack.enter_context(_beginning_page(parquet, folder, extras))
        with _doing("descriptions"):
            files = contents.data_files(folder)
            _write_descriptions(parquet, files, folder, version)
            if extras.data_docs is not None:
                with on_disk(extras.data_docs) as docs:
                    shutil.copytree(docs, folder / "data_docs")
        with _doing("differences from the previous release"):
            if before is not None:
                found = diff(before, folder)
                _write_text(folder / "diff.json", found.json())
                _write_text(folder / "diff.html", [diff_page(found)])
        known = _sums(_complete(folder), {folder / f.path: f.sha256 for f in files})
        versions.flush(known)
        with _doing("page and its pictures"):
            begun = page.result()
    finish_page(begun, _about(folder, files, version))
    with _doing("checksums"):
        _write_text(folder / CHECKSUMS, [checksums(folder, known)])


@contextmanager
def _beginning_page(
    parquet: Mapping[str, Path], folder: Path, extras: Extras
) -> Iterator[Future[Begun]]:
    """Begins the page while the block runs; its pictures are drawn in processes of their own."""
    stopped = Event()
    begin = partial(begin_page, pdfs=extras.pdfs, drawing=extras.drawing, stopped=stopped)
    with ThreadPoolExecutor(1) as thread:
        try:
            yield thread.submit(begin, parquet, folder)
        except BaseException:
            stopped.set()
            raise


def _complete(folder: Path) -> list[Path]:
    """The files that are complete while the page is still being made."""
    page = folder / "page"
    return [p for p in folder.rglob("*") if p.is_file() and not p.is_relative_to(page)]


def checksums(folder: Path, known: Mapping[Path, str] | None = None) -> str:
    """The checksum of every other file, in the format of `sha256sum --check`.

    Args:
        folder: of the release.
        known: checksums that are known already.
    """
    files = [p for p in folder.rglob("*") if p.is_file() and p != folder / CHECKSUMS]
    sums = _sums(files, known or {})
    of = {file.relative_to(folder).as_posix(): of_file for file, of_file in sums.items()}
    return "".join(f"{of[name]}  {name}\n" for name in sorted(of))


def _sums(files: Iterable[Path], known: Mapping[Path, str]) -> dict[Path, str]:
    """The checksums of files, of which some are known."""
    left = [file for file in files if file not in known]
    with ThreadPoolExecutor() as threads:
        return {**known, **dict(zip(left, threads.map(sha256_of, left), strict=True))}


def _about(folder: Path, files: Sequence[DataFile], version: Version) -> About:
    """What the page says about the release; missing files are left out."""

    def there(name: str) -> str | None:
        return name if (folder / name).exists() else None

    return About(
        version=str(version),
        released_on=version.day,
        citation=contents.citation(version),
        downloads=tuple(
            DownloadLink(f.path, f.title, f.bytes, f.sha256, f.table)
            # First what most people look for: the files that need no joins.
            for f in sorted(files, key=lambda f: f.table != ALL_FIGURES.name)
        ),
        dictionary=there("dictionary.html"),
        data_docs=there("data_docs/index.html"),
        accuracy=there("accuracy.html"),
        limits=there("limits.html"),
        provenance=there("provenance.json"),
        licence=there("LICENSE.txt"),
        changes=there("diff.html"),
    )


def _copy_tables(published: Path, folder: Path) -> None:
    (folder / contents.DATA).mkdir()
    # Not links: the files of a release become read-only, the published ones do not.
    for name in _FILES:
        shutil.copyfile(published / name, folder / contents.DATA / name)


def _write_further_tables(folder: Path) -> None:
    """Writes the tables that are made from the published ones."""
    flat.write_flat(contents.parquet_files(folder), folder / contents.DATA)
    flat.write_guards(contents.sheets(folder), folder / contents.DATA)


def _write_databases(parquet: Mapping[str, Path], folder: Path, version: Version) -> None:
    databases.write_duckdb(parquet, folder / contents.DUCKDB)
    databases.write_sqlite(parquet, folder / contents.SQLITE)
    label = f"{contents.TITLE}, release {version}"
    write_annotations(contents.sheets(folder), folder / ANNOTATIONS, label)


def _write_page_rows(folder: Path) -> None:
    write_page_rows(contents.parquet_files(folder), folder)


def _write_workbook(task: tuple[Path, Version]) -> None:
    folder, version = task
    workbook.write_workbook(contents.sheets(folder), folder / contents.WORKBOOK, version)


def _write_descriptions(
    parquet: Mapping[str, Path], files: Sequence[DataFile], folder: Path, version: Version
) -> None:
    right = accuracy.accuracy_markdown(version)
    limits = coverage.limits(version, parquet)
    sources = origins(parquet[DOCUMENTS.name])
    for name, content in (
        ("datapackage.json", datapackage.datapackage(version, files)),
        ("croissant.json", croissant.croissant(version, files, sources)),
        ("dcat.jsonld", catalog.dcat(version, files, sources)),
        ("schema-org.jsonld", catalog.schema_org(version, files, sources)),
        ("accuracy.json", accuracy.accuracy_json(version)),
        ("provenance.json", provenance.provenance(version, sources)),
    ):
        _write_json(folder / name, content)
    for name, text in (
        ("dictionary.md", dictionary.markdown(version)),
        ("dictionary.html", dictionary.page(version)),
        ("accuracy.md", right),
        ("accuracy.html", plain_html.of_markdown(right)),
        ("limits.md", limits),
        ("limits.html", plain_html.of_markdown(limits)),
        ("LICENSE.txt", terms.licence()),
        ("CITATION.cff", terms.citation_file(version)),
    ):
        _write_text(folder / name, [text])


def _same_data(published: Path, release: Path) -> bool:
    """Whether a release has the same tables: columns, rows and values."""
    return all(
        file.is_file() and same_rows(published / file.name, file)
        for file in contents.parquet_files(release).values()
    )


def _write_json(file: Path, content: Any) -> None:
    _write_text(file, [json.dumps(content, ensure_ascii=False, indent=2), "\n"])


def _write_text(file: Path, parts: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as opened:
        opened.writelines(parts)
