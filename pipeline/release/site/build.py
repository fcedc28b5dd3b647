"""Assembles the page: its HTML, scripts and styles, data, pictures."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from threading import Event

from pipeline.engines import Engine
from pipeline.markup import html
from pipeline.release.site.about import About
from pipeline.release.site.data import write_catalog, write_rows
from pipeline.release.site.pictures import Sizes, write_pictures
from pipeline.release.site.scripts import write_script
from pipeline.release.site.shown import MOST, Selection, shown
from pipeline.storage import Place

_HERE = Path(__file__).parent
_STATIC = _HERE / "static"
_VENDOR = _HERE / "vendor"
_LANGUAGES = _STATIC / "i18n"
#: The scripts, in order of dependence; the language files come after the second.
_SCRIPTS = (
    "base", "text", "store", "address", "words", "search", "select", "format", "csv", "facets",
    "hits", "start", "table", "charts", "organizations", "figure", "tables", "documents",
    "downloads", "extra", "app",
)  # fmt: skip
_FIRST_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Begun:
    """A page that lacks its rows, the list of what there is, and `index.html`.

    Attributes:
        folder: of the release.
        part: the rows that the page shows.
        pictures: the sizes of the pages that have a picture.
        languages: codes of the page's languages, English first.
    """

    folder: Path
    part: Selection
    pictures: Sizes
    languages: Sequence[str]


def build_page(
    parquet: Mapping[str, Path],
    folder: Path,
    *,
    pdfs: Mapping[str, Place],
    about: About,
    languages: Path = _LANGUAGES,
) -> None:
    """Writes `index.html` and `page/` into a release's folder.

    The same tables, PDFs and `about` give the same bytes. For the arguments see `begin_page` and
    `finish_page`.

    Raises:
        FileExistsError: the folder has a page.
    """
    begun = begin_page(parquet, folder, pdfs=pdfs, languages=languages)
    _write_rows(begun.part, folder)
    finish_page(begun, about)


def write_page_rows(parquet: Mapping[str, Path], folder: Path) -> None:
    """Writes the rows that a page shows; may run beside `begin_page`, in another process.

    Args:
        parquet: as for `begin_page`.
        folder: of the release.
    """
    _write_rows(shown(parquet, MOST), folder)


def _write_rows(part: Selection, folder: Path) -> None:
    data = folder / "page" / "data"
    data.mkdir(parents=True, exist_ok=True)  # a process that died may have begun
    write_rows(part, data)


def begin_page(  # noqa: PLR0913
    parquet: Mapping[str, Path],
    folder: Path,
    *,
    pdfs: Mapping[str, Place],
    languages: Path = _LANGUAGES,
    drawing: Engine | None = None,
    stopped: Event | None = None,
) -> Begun:
    """Writes what does not depend on the release's other files: scripts, styles, pictures.

    Args:
        parquet: Parquet file of each table; tables `agreement` and `set_aside` are
            shown where they are given.
        folder: of the release, without a page.
        pdfs: the PDFs of documents by id; figures of others are shown without their page.
        languages: folder with one dictionary of the page's own words for each language.
        drawing: where pictures of pages are drawn; processes of this machine without it.
        stopped: once set, no more pictures are drawn, since nobody wants the page.

    Raises:
        FileExistsError: the folder has a page.
    """
    page = folder / "page"
    page.mkdir(parents=True, exist_ok=True)
    for name in ("css", "js"):
        _copy(_STATIC / name, page / name)
    _copy(languages, page / "i18n")
    _copy(_VENDOR, page / "vendor")
    part = shown(parquet, MOST)
    newest = {document: pdfs[document] for document in part.newest if document in pdfs}
    pictures = write_pictures(part.tables, newest, page / "pictures", drawing, stopped)
    return Begun(folder, part, pictures, _codes(languages))


def finish_page(begun: Begun, about: About) -> None:
    """Writes what depends on the release's other files: the list of what there is, `index.html`.

    Args:
        begun: the page; it has its rows.
        about: the release.
    """
    data = begun.folder / "page" / "data"
    write_catalog(begun.part, data, about=about, languages=begun.languages)
    write_script(data, "pictures", begun.pictures)
    index = _index(begun.languages, about)
    (begun.folder / "index.html").write_text(index, encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    target.mkdir()
    for file in sorted(source.iterdir()):
        if file.is_file():
            shutil.copyfile(file, target / file.name)


def _codes(languages: Path) -> list[str]:
    """The page's languages, English first."""
    return sorted((f.stem for f in languages.glob("*.js")), key=lambda c: (c != _FIRST_LANGUAGE, c))


def _index(languages: Sequence[str], about: About) -> str:
    scripts = [f"js/{name}" for name in _SCRIPTS]
    scripts[2:2] = [f"i18n/{code}" for code in languages]
    template = Template((_STATIC / "index.html").read_text(encoding="utf-8"))
    return template.substitute(
        scripts="\n".join(f'<script src="page/{name}.js" defer></script>' for name in scripts),
        version=html(about.version),
        files="\n".join(
            f'<li><a href="{html(file.path)}">{html(file.title)}</a></li>'
            for file in about.downloads
        ),
    )
