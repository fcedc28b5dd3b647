"""Metadata of a release for Datasette: descriptions, facets, queries with fields to fill in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.markup import html
from pipeline.release import contents, sql
from pipeline.release.views import ALL_FIGURES, views
from pipeline.tables.schema import TABLES, Table

#: The path of the release's files.
FILES = "/release"
#: The path of the server's own files.
STATIC = "/theme"
#: Columns to facet a table by, if it has them.
_FACETS = (
    "language", "kind", "organization", "currency", "unit_class", "change", "stands_in", "status",
    "role", "reason", "class",
)  # fmt: skip
#: Fewer for the view, since each facet joins all tables again.
_FACETS_OF_VIEW = ("kind", "language", "organization")
_QUERIES = Path(__file__).with_name("queries.toml")


def metadata(version: str, base_url: str = "/") -> dict[str, Any]:
    """The metadata, as `datasette serve --metadata` expects it.

    Args:
        version: of the release.
        base_url: path of the server, with a slash at both ends.
    """
    return {
        "title": f"{contents.TITLE}, release {version}",
        "description_html": _introduction(base_url),
        "license": contents.LICENSE,
        "license_url": contents.LICENSE_URL,
        "source": f"{contents.CREATOR}, release {version}",
        "source_url": f"{base_url.rstrip('/')}{FILES}/index.html",
        "extra_css_urls": [f"{STATIC}/theme.css"],
        "databases": {
            contents.NAME: {
                "description": contents.DESCRIPTION,
                "tables": {
                    **{table.name: _table(table) for table in TABLES},
                    **{view.name: _view(view) for view in views(for_sqlite=True)},
                },
                "queries": queries(),
            }
        },
    }


def queries() -> dict[str, dict[str, Any]]:
    """The queries with fields to fill in, by name: `title`, `description`, `sql`."""
    return tomllib.loads(_QUERIES.read_text(encoding="utf-8"))


def _introduction(base_url: str) -> str:
    at = base_url.rstrip("/")
    tables = f"{at}/{contents.NAME}"
    return (
        f"<p>{html(contents.DESCRIPTION)}</p>"
        f'<p>Begin with <a href="{tables}/{ALL_FIGURES.name}">{ALL_FIGURES.name}</a>, which needs '
        f'no join, or with a <a href="{tables}#queries">question</a>. Every page has its rows as '
        "JSON and CSV: put <code>.json</code> or <code>.csv</code> after its path. Nothing here "
        "can be written to. The release also has "
        f'<a href="{at}{FILES}/index.html">a page to search and read</a>, '
        f'<a href="{at}{FILES}/dictionary.html">what every column means</a>, '
        f'<a href="{at}{FILES}/accuracy.html">how right it is</a> and '
        f'<a href="{at}{FILES}/limits.html">what is not read</a>.</p>'
    )


def _table(table: Table) -> dict[str, Any]:
    return {
        "description": f"{table.description} {sql.keys_in_words(table)}",
        "columns": {column.name: sql.described(column) for column in table.columns},
        "facets": _there(_FACETS, table.arrow.names),
        # What represents a row in tables that refer to it: its key, which is short.
        "label_column": table.key,
    }


def _view(view: Any) -> dict[str, Any]:
    names = [name for name, _ in view.columns]
    return {
        "description": view.description,
        "columns": dict(view.columns),
        "facets": _there(_FACETS_OF_VIEW, names),
    }


def _there(facets: Iterable[str], names: Iterable[str]) -> list[str]:
    known = set(names)
    return [name for name in facets if name in known]
