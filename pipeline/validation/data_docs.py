"""Makes Great Expectations' Data Docs work offline: the browser sends no requests.

Their own first page needs a remote script, so a plain one replaces it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.markup import html

_REMOTE = re.compile(
    r"<link\b[^>]*\bhref=\"https?://[^>]*>"
    r"|<script\b.*?</script>"
    r"|<img\b[^>]*\bsrc=\"https?://[^>]*>"
    r"|<footer\b.*?</footer>"
    r"|url\(['\"]?https?://[^)]*\)",
    re.DOTALL,
)
_STYLE = """<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: .5rem 0; }
td, th { border: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
.badge { background: #eee; border-radius: .3rem; padding: 0 .3rem; }
.d-none, .modal, .navbar-toggler, #navbar-dropdown { display: none; }
/* These only work with the scripts that are removed. */ .card:has([name="options"]),
[data-toggle="collapse"] { display: none; } </style> </head>"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many expectations hold for some rows of a table."""

    rows: int
    holding: int
    expectations: int

    def __str__(self) -> str:
        """The verdict in words."""
        return f"{self.holding} of {self.expectations} expectations hold"


def page_name(table: str, batch: int) -> str:
    """The name of the page on a batch of a table's rows; batches are numbered from 1."""
    return f"{table}_{batch}"


def make_offline(site: Path, verdicts: Mapping[str, Sequence[Verdict]]) -> None:
    """Removes scripts, remote styles and pictures from the pages, and gives them a style.

    Args:
        site: the folder of the pages.
        verdicts: what the first page says about each table, by batch.
    """
    (site / "index.html").write_text(_index(site, verdicts), encoding="utf-8")
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        while (less := _REMOTE.sub("", text)) != text:  # the rest may form a script again
            text = less
        page.write_text(text.replace("</head>", _STYLE, 1), encoding="utf-8")


def _index(site: Path, verdicts: Mapping[str, Sequence[Verdict]]) -> str:
    rows = []
    for table, of_batches in verdicts.items():
        for number, verdict in enumerate(of_batches, start=1):
            (page,) = (site / "validations" / table).rglob(f"{page_name(table, number)}.html")
            address = page.relative_to(site).as_posix()
            found = f'<a href="{address}">{html(str(verdict))}</a>'
            expected = f'<a href="expectations/{table}.html">expectations</a>'
            rows.append(
                f"<tr><td>{table}</td><td>{verdict.rows}</td><td>{found}</td>"
                f"<td>{expected}</td></tr>"
            )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Data Docs</title></head>'
        "<body><h1>Expectations and results of every table</h1>"
        "<table><tr><th>Table</th><th>Rows</th><th>Found</th><th>Expected</th></tr>"
        f"{''.join(rows)}</table></body></html>"
    )
