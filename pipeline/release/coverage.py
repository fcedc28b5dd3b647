"""What a release covers and what it does not: `limits.md`.

What was read is counted from the tables. What a run cannot know about itself is written by people,
in `not_read.txt` and `limits.txt`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from pipeline import languages
from pipeline.markup import markdown_table
from pipeline.release import contents
from pipeline.release.contents import Version
from pipeline.tables.files import read_batches, tally
from pipeline.tables.schema import DOCUMENTS, FIGURE_TABLES, SET_ASIDE

_ASIDE = (
    "Figures that were read and are not published, since their values cannot be right. Each is a "
    f"row of `{SET_ASIDE.name}`, with its place, the value as it was read and the reason."
)
#: Which kinds of quantities, and where, are not read, as Markdown.
NOT_READ = Path(__file__).with_name("not_read.txt").read_text(encoding="utf-8")
_LIMITS = Path(__file__).with_name("limits.txt").read_text(encoding="utf-8")


def limits(version: Version, parquet: Mapping[str, Path]) -> str:
    """Coverage, what is not covered and the known limits, as Markdown.

    Args:
        version: of the release.
        parquet: Parquet file of each table.
    """
    columns = ("document_id", "source_file", "failure")
    read, failed = Counter[str](), []
    for batch in read_batches(parquet[DOCUMENTS.name], ("status", "language", *columns)):
        for row in batch.to_pylist():
            if row["status"] == "failed":
                failed.append(tuple(row[name] for name in columns))
            else:
                read[row["language"]] += 1
    said = (
        f"{read.total()} documents were read, {len(failed)} could not be. "
        f"Languages that can be read: {', '.join(languages.supported())}."
    )
    parts = [
        f"# What {contents.TITLE} covers, release {version}",
        said,
        markdown_table(("language", "documents", *_names()), _by_language(read, parquet)),
    ]
    if failed:
        parts += [
            "## Documents that could not be read",
            markdown_table(("document", "file", "why, and what to do"), failed),
        ]
    if aside := _set_aside(parquet):
        parts += ["## Set aside", _ASIDE, markdown_table(("table", "why", "figures"), aside)]
    return "\n\n".join([*parts, NOT_READ.rstrip(), _LIMITS])


def _names() -> list[str]:
    return [declared.name for declared in FIGURE_TABLES.values()]


def _by_language(read: Counter[str], parquet: Mapping[str, Path]) -> list[tuple[str, ...]]:
    """Documents read and figures, by language."""
    counted = [read, *(tally(parquet[name], "language") for name in _names())]
    return [(code, *(str(rows[code]) for rows in counted)) for code in sorted(read)]


def _set_aside(parquet: Mapping[str, Path]) -> list[tuple[str, ...]]:
    """How many figures are set aside, by table and reason."""
    counted = Counter[tuple[str, str]]()
    for batch in read_batches(parquet[SET_ASIDE.name], ("kind", "reason")):
        counted.update((row["kind"], row["reason"]) for row in batch.to_pylist())
    return [
        (FIGURE_TABLES[kind].name, reason.replace("_", " "), str(number))
        for (kind, reason), number in sorted(counted.items())
    ]
