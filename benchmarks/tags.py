"""What tags say about documents: how much they mark, their blocks, and the order of these."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks._sample import documents_option
from pipeline.pages.page import ARTIFACT, Document, Tags, Word
from pipeline.pages.pdf import read_document
from pipeline.pages.tags import words_on
from pipeline.unreadable import UnreadableDocument


def described(document: Document) -> str:
    """A document's tags, in one line."""
    tags = document.tags
    if tags is None:
        return "no tags"
    words = [word for page in document.pages for word in words_on(page)]
    total = sum(len(word.text) for word in words) or 1
    in_blocks = sum(len(word.text) for word in words if word.content >= 0)
    furniture = sum(len(word.text) for word in words if word.content == ARTIFACT)
    held = {tags.block_of(word.content) for word in words} - {-1}
    kinds = Counter(tags.blocks[block].kind for block in held)
    listed = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return (
        f"characters in blocks {in_blocks / total:.1%}, page furniture {furniture / total:.1%}; "
        f"in order {in_order(document, tags):.1%}; blocks with text: {listed or 'none'}; "
        f"{tags.doubt or 'trusted'}"
    )


def in_order(document: Document, tags: Tags) -> float:
    """The share of characters that follow the previous ones of their block, below or beside them.

    Continuing in another column or page counts as following.
    """
    blocks: dict[int, list[tuple[int, int, Word]]] = defaultdict(list)
    for page in document.pages:
        for word in words_on(page):
            if word.content >= 0:
                blocks[tags.block_of(word.content)].append((word.content, page.number, word))
    right = total = 0
    for words in blocks.values():
        words.sort(key=lambda each: each[0])
        before = words[0]
        for each in words:
            total += len(each[2].text)
            right += len(each[2].text) * _follows(before, each)
            before = each
    return right / total if total else 1.0


def _follows(before: tuple[int, int, Word], after: tuple[int, int, Word]) -> bool:
    box, other = before[2].box, after[2].box
    if box is None or other is None or before[1] != after[1]:
        return before[1] <= after[1]
    return other.bottom > box.top or other.x0 >= box.x1


@click.command()
@documents_option("Folder with PDF files, instead of the sample documents.")
def command(documents: Path) -> None:
    """Report what the tags of each PDF file in a folder say."""
    files = sorted(documents.glob("*.pdf"))
    if not files:
        raise click.ClickException(f"{documents}: no PDF file is there")
    for file in files:
        try:
            click.echo(f"{file.name}: {described(read_document(file.read_bytes()))}")
        except UnreadableDocument as problem:
            click.echo(f"{file.name}: {problem}")


def main(arguments: Sequence[str]) -> None:
    """The command line, as `benchmarks.__main__` calls it."""
    command.main(list(arguments), prog_name="python -m benchmarks tags", standalone_mode=False)
