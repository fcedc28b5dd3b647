"""The difference between two releases as a page: a summary, the columns, then each document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.markup import html
from pipeline.release import contents, plain_html
from pipeline.release.diff import DocumentChanges, ReleaseDiff

#: Rows of each kind that the page shows per document; the JSON file has all.
SHOWN = 200
#: Rows after which the page gives each document one line.
SHOWN_IN_ALL = 10_000


def diff_page(found: ReleaseDiff) -> str:
    """The whole page, readable without scripts."""
    totals = ", ".join(f"{number} {kind}" for kind, number in found.totals.items())
    body = [f"<p>Figures: {totals}. Documents with differences: {found.differing}.</p>"]
    if found.breaking:
        body.append("<p><strong>The columns make this a new major version.</strong></p>")
    if found.columns:
        head = ("table", "column", "change", "before", "after")
        rows = [
            (c.table, c.column or "", c.change, c.before or "", c.after or "")
            for c in found.columns
        ]
        body += ["<h2>Columns</h2>", plain_html.table(head, rows)]
    listed = 0
    for document in found.documents:
        if listed >= SHOWN_IN_ALL:
            body.append(f"<p>{_summary(document)} (in the JSON file)</p>")
            continue
        body.append(_document(document))
        listed += sum(
            min(len(one), SHOWN)
            for one in (document.added, document.removed, document.changed, document.moved)
        )
    title = f"{contents.TITLE}: what differs between {found.before} and {found.after}"
    return plain_html.page(title, "\n".join(body))


def _summary(document: DocumentChanges) -> str:
    """A document in one line."""
    counts = ", ".join(
        f"{len(rows)} {kind}"
        for kind, rows in (
            ("added", document.added), ("removed", document.removed), ("changed", document.changed),
            ("moved", document.moved),
        )
        if rows
    )  # fmt: skip
    name = html(document.document_id)
    return f"{name}: document {document.kind}; {counts or 'no figures'}"


def _document(document: DocumentChanges) -> str:
    parts = [f"<details><summary>{_summary(document)}", "</summary>"]
    if document.columns:
        parts.append(_part("The document", ("column", "before", "after"), _pairs(document.columns)))
    head = ("table", "paragraph", "figure", "sentence", "id")
    for title, figures in (("Added", document.added), ("Removed", document.removed)):
        rows = [(f.table, f.paragraph, f.raw, f.sentence, f.figure_id) for f in figures]
        parts.append(_part(title, head, rows))
    changed = [
        (f.table, f.raw, *pair, f.figure_id) for f in document.changed for pair in _pairs(f.columns)
    ]
    parts.append(_part("Changed", ("table", "figure", "column", "before", "after", "id"), changed))
    parts.append(_part("Moved", ("id before", "id"), list(document.moved.items())))
    return "\n".join([*parts, "</details>"])


def _pairs(columns: Mapping[str, tuple[Any, Any]]) -> list[tuple[str, str, str]]:
    return [
        (name, *("" if value is None else str(value) for value in pair))  # type: ignore[misc]
        for name, pair in columns.items()
    ]


def _part(title: str, head: tuple[str, ...], rows: list[Any]) -> str:
    if not rows:
        return ""
    more = len(rows) - SHOWN
    note = f"<p>{more} more are in the JSON file.</p>" if more > 0 else ""
    return f"<h3>{title}</h3>{plain_html.table(head, rows[:SHOWN])}{note}"
