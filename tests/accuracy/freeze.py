"""Freezes every figure that is read of many texts, with its context, and shows what changes.

Before you change rules, freeze; after, compare, and read every difference:

    python -m tests.accuracy.freeze write /tmp/frozen.jsonl --documents ../shared/raw
    python -m tests.accuracy.freeze diff /tmp/frozen.jsonl

The project's own sentences are always among the texts. The texts of documents are kept beside the
golden file, so that PDFs are read once. Both hold text of documents: keep them out of the project.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from pipeline import extract, languages
from pipeline.context.context import Context
from pipeline.documents.discovery import find_documents
from pipeline.unreadable import UnreadableDocument

SENTENCES = Path(__file__).parent / "sentences"


def _of_documents(folders: tuple[Path, ...], kept: Path) -> Iterator[tuple[str, str]]:
    if not kept.exists():
        rows: list[tuple[str, str]] = []
        for document in find_documents(folders):
            if document.language is None or document.failure is not None:
                continue
            try:
                pages = extract.read_pages(document.path.read_bytes(), str(document.media_type))
            except UnreadableDocument:
                continue
            language = languages.load(document.language)
            rows += (
                (document.language, paragraph.text)
                for paragraph in extract.read_paragraphs(pages, language)
            )
        kept.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    yield from map(tuple, json.loads(kept.read_text(encoding="utf-8")))


def _texts(
    golden: Path, documents: tuple[Path, ...], more: tuple[Path, ...]
) -> list[tuple[str, str]]:
    """Language and text: the project's sentences, sentences side by side, cases, documents."""
    texts = [
        (path.stem, json.loads(line)["text"])
        for path in sorted(SENTENCES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    for path in more:
        if path.suffix == ".tsv":
            with path.open(encoding="utf-8", newline="") as file:
                texts += (
                    (
                        row["language"],
                        re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), row["text"]),
                    )
                    for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                )
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            texts += ((code, row[code]) for code in languages.supported() if code in row)
    texts += _of_documents(documents, golden.with_suffix(".texts.json"))
    return list(dict.fromkeys(texts))


def _figures(language: str, text: str) -> list[str]:
    """Each figure in one line, with what the text says of it."""
    lines = []
    for f, said in extract.figures_of(text, languages.load(language)):
        value = f"{f.value.normalize():f}" + (
            f"..{f.high.normalize():f}" if f.high is not None else ""
        )
        parts = (
            f.kind,
            value,
            f.currency,
            f.qualifier,
            f"[{text[f.start : f.end]}]",
            f"unit={f.unit}/{f.unit_class}" if f.unit else None,
            *_said(said),
        )
        lines.append(" ".join(filter(None, parts)))
    return lines


def _said(context: Context) -> Iterator[str]:
    """The columns of a context that are filled."""
    if context.subject is not None:
        actor = context.subject.actor
        yield f"subject={actor.organization or actor.name}/{context.subject.source}"
    for name in ("measure", "of", "change", "per", "purpose"):
        if (one := getattr(context, name)) is not None:
            yield f"{name}={one.value}"
    for name in ("period", "base"):
        if (when := getattr(context, name)) is not None:
            yield f"{name}={when.years}/{when.source}"
    if context.points:
        yield "points"
    for role in context.roles:
        yield f"{role.role}={role.actor.name}"


@click.group()
def main() -> None:
    """Freezes figures, and shows what has changed since."""


golden_file = click.argument("golden", type=click.Path(path_type=Path))


@main.command()
@golden_file
@click.option(
    "--documents",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Folder with documents.",
)
@click.option(
    "--more",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Sentences side by side (.jsonl) or cases (.tsv).",
)
def write(golden: Path, documents: tuple[Path, ...], more: tuple[Path, ...]) -> None:
    """Writes what is read today to GOLDEN."""
    with golden.open("w", encoding="utf-8") as file:
        for language, text in _texts(golden, documents, more):
            row = {"language": language, "text": text, "figures": _figures(language, text)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


@main.command()
@golden_file
@click.option("--language", help="Only this one.")
@click.option("--context", default=60, show_default=True, help="Characters of text around.")
def diff(golden: Path, language: str | None, context: int) -> None:
    """Shows what is read otherwise than in GOLDEN, with its sentence."""
    counted: Counter[str] = Counter()
    for line in golden.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if language not in (None, row["language"]):
            continue
        old, new = Counter(row["figures"]), Counter(_figures(row["language"], row["text"]))
        for sign, lost in (("-", old - new), ("+", new - old)):
            for figure in lost.elements():
                counted[f"{row['language']} {sign}"] += 1
                raw = figure[figure.index("[") + 1 : figure.index("]")] if "[" in figure else ""
                at = max(0, row["text"].find(raw))
                around = row["text"][max(0, at - context) : at + len(raw) + context].replace(
                    "\n", "⏎"
                )
                click.echo(f"{sign} {row['language']} {figure}\n      …{around}…")
    click.echo(
        ", ".join(f"{key}{number}" for key, number in sorted(counted.items())) or "no difference"
    )


if __name__ == "__main__":
    main(prog_name="python -m tests.accuracy.freeze")
