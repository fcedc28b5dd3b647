"""Assembles the page: its HTML, scripts and styles, data, pictures."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from pipeline.engines import Engine
from pipeline.markup import html
from pipeline.release.site.about import About
from pipeline.release.site.data import write_data
from pipeline.release.site.pictures import write_pictures
from pipeline.release.site.scripts import write_script
from pipeline.release.site.shown import MOST, shown
from pipeline.storage import Place

_HERE = Path(__file__).parent
_STATIC = _HERE / "static"
_VENDOR = _HERE / "vendor"
#: The scripts, in order of dependence; the language files come after the second.
_SCRIPTS = (
    "base", "text", "store", "address", "words", "search", "select", "format", "csv", "facets",
    "hits", "start", "table", "charts", "organizations", "figure", "tables", "documents",
    "downloads", "extra", "app",
)  # fmt: skip
_FIRST_LANGUAGE = "en"


def build_page(  # noqa: PLR0913 -- a page has many parts
    parquet: Mapping[str, Path],
    folder: Path,
    *,
    pdfs: Mapping[str, Place],
    about: About,
    languages: Path = _STATIC / "i18n",
    drawing: Engine | None = None,
) -> None:
    """Writes `index.html` and `page/` into a release's folder.

    The same tables, PDFs and `about` give the same bytes.

    Args:
        parquet: Parquet file of each table; tables `agreement` and `set_aside` are
            shown where they are given.
        folder: of the release, without a page.
        pdfs: the PDFs of documents by id; figures of others are shown without their page.
        about: the release.
        languages: folder with one dictionary of the page's own words for each language.
        drawing: where pictures of pages are drawn; processes of this machine without it.

    Raises:
        FileExistsError: the folder has a page.
    """
    page = folder / "page"
    page.mkdir(parents=True)
    for name in ("css", "js"):
        _copy(_STATIC / name, page / name)
    _copy(languages, page / "i18n")
    _copy(_VENDOR, page / "vendor")
    codes = _codes(languages)
    data = page / "data"
    data.mkdir()
    part = shown(parquet, MOST)
    write_data(part, data, about=about, languages=codes)
    newest = {document: pdfs[document] for document in part.newest if document in pdfs}
    pictures = write_pictures(part.tables, newest, page / "pictures", drawing)
    write_script(data, "pictures", pictures)
    (folder / "index.html").write_text(_index(codes, about), encoding="utf-8", newline="\n")


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
