"""What a release covers and what it does not: `limits.md`.

What was read is counted from the tables. What no run can know of itself is written by people, in
`limits.txt`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import languages
from pipeline.release import model
from pipeline.release.markdown import table
from pipeline.release.model import Version
from pipeline.tables.schema import DOCUMENTS, FIGURE_TABLES

_WRITTEN = Path(__file__).with_name("limits.txt")


def limits(version: Version, tables: Mapping[str, pa.Table]) -> str:
    """Coverage, what is not covered and the known limits, as Markdown."""
    documents = tables[DOCUMENTS.name].to_pylist()
    failed = [row for row in documents if row["status"] == "failed"]
    read = (
        f"{len(documents) - len(failed)} documents were read, {len(failed)} could not be. "
        f"Languages that can be read: {', '.join(languages.supported())}."
    )
    parts = [
        f"# What {model.TITLE} covers, release {version}",
        read,
        table(("language", "documents", *_names()), _by_language(tables)),
    ]
    if failed:
        rows = [(row["document_id"], row["source_file"], row["failure"]) for row in failed]
        parts += ["## Not read", table(("document", "file", "why, and what to do"), rows)]
    return "\n\n".join([*parts, _WRITTEN.read_text(encoding="utf-8")])


def _names() -> list[str]:
    return [declared.name for declared in FIGURE_TABLES.values()]


def _by_language(tables: Mapping[str, pa.Table]) -> list[tuple[str, ...]]:
    """Documents read and figures, by language."""
    read = tables[DOCUMENTS.name].filter(pc.field("status") == "extracted")
    codes = sorted(set(read.column("language").to_pylist()))
    counted = [read, *(tables[name] for name in _names())]
    return [
        (code, *(str(rows.filter(pc.field("language") == code).num_rows) for rows in counted))
        for code in codes
    ]
