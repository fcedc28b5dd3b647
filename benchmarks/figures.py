"""Characters per second of the figures stage, next to libraries that read quantities from text.

The peers are not dependencies: each is a script in `_peers` that `uv` runs in its own environment,
and that reads the same paragraphs in turn with the pipeline.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks._rounds import ratio
from benchmarks._sample import SAMPLE
from pipeline import extract, languages
from pipeline.accuracy.sentences import read_sentences
from pipeline.documents.discovery import find_documents
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.spans import Spans

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "tests" / "accuracy" / "sentences"
PEERS = Path(__file__).parent / "_peers"


@dataclass(frozen=True, slots=True)
class Peer:
    """A library to compare with: the script that runs it, and the languages it reads."""

    name: str
    script: str
    languages: tuple[str, ...]


KNOWN_PEERS = (
    Peer("recognizers-text-suite", "by_recognizers.py", ("en", "zh")),
    Peer("quantulum3", "by_quantulum.py", ("en",)),
)


class _Running:
    """A peer that waits for texts."""

    def __init__(self, peer: Peer, process: subprocess.Popen[str]) -> None:
        self._peer = peer
        self._process = process

    def seconds(self, language: str, texts: Sequence[str]) -> float:
        """The CPU seconds it takes to read the texts.

        Raises:
            click.ClickException: it has stopped.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"language": language, "texts": texts}) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            raise click.ClickException(
                f"{self._peer.name} stopped: see above why, or leave out peers by --no-peers"
            )
        return float(json.loads(answer)["seconds"])


@contextmanager
def _running(peer: Peer) -> Iterator[_Running]:
    command = ["uv", "run", "--quiet", "--script", str(PEERS / peer.script)]
    apart = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**apart, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"},
    ) as process:
        yield _Running(peer, process)


def paragraphs_of(folder: Path) -> dict[str, list[Paragraph]]:
    """The paragraphs of all documents in a folder, by language."""
    found: dict[str, list[Paragraph]] = defaultdict(list)
    for document in find_documents([folder]):
        if document.language is None or document.failure is not None:
            continue
        pages = extract.read_pages(document.path.read_bytes(), str(document.media_type))
        language = languages.load(document.language)
        found[document.language] += extract.read_paragraphs(pages, language)
    return found


def _sample() -> dict[str, list[Paragraph]]:
    """The paragraphs of the sample documents, and the annotated sentences."""
    found = paragraphs_of(SAMPLE)
    for path in sorted(SENTENCES.glob("*.jsonl")):
        found.setdefault(path.stem, []).extend(
            Paragraph(number, "paragraph", None, None, sentence.text, Spans.of(()))
            for number, sentence in enumerate(read_sentences(path), 1)
        )
    return found


def _parts(
    paragraphs: Sequence[Paragraph], *, parts: int, most: int
) -> list[tuple[Paragraph, ...]]:
    """Paragraphs from all over a text, in a number of parts of about `most` characters in all."""
    characters = sum(len(paragraph.text) for paragraph in paragraphs)
    chosen = paragraphs[:: -(-characters // most)]
    return [tuple(chosen[part::parts]) for part in range(parts)]


def _our_seconds(language: str, paragraphs: Sequence[Paragraph]) -> float:
    start = time.process_time()
    extract.read_figures(paragraphs, languages.load(language))
    return time.process_time() - start


def compare(
    language: str, parts: Sequence[Sequence[Paragraph]], peers: Mapping[str, _Running]
) -> None:
    """Prints how fast the pipeline and the peers read parts of a text, in turn.

    No part is read twice, so caching does not help. The first one is a warm-up.
    """
    ours: list[float] = []
    theirs: dict[str, list[float]] = defaultdict(list)
    for paragraphs in parts:
        ours.append(_our_seconds(language, paragraphs))
        texts = [paragraph.text for paragraph in paragraphs]
        for name, peer in peers.items():
            theirs[name].append(peer.seconds(language, texts))
    characters = sum(len(paragraph.text) for part in parts[1:] for paragraph in part)
    speed = characters / sum(ours[1:])
    click.echo(f"{language}: {characters:,} characters; characters a second: {speed:,.0f}")
    for name, seconds in theirs.items():
        click.echo(f"  times as fast as {name}: {ratio(seconds[1:], ours[1:])}")


@click.command()
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with documents, instead of the sample documents and annotated sentences.",
)
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
@click.option(
    "--characters",
    type=click.IntRange(min=1000),
    default=60_000,
    show_default=True,
    help="Maximum characters per language, taken from all over the documents.",
)
@click.option("--peers/--no-peers", default=True, show_default=True, help="Compare with peers.")
def command(documents: Path | None, rounds: int, characters: int, *, peers: bool) -> None:
    """Read the figures of paragraphs, some of them in each round."""
    texts = paragraphs_of(documents) if documents else _sample()
    if not texts:
        raise click.ClickException(f"{documents}: there is no readable document")
    click.echo(f"{os.cpu_count()} processors, of which one is used")
    with ExitStack() as stack:
        running = {peer: stack.enter_context(_running(peer)) for peer in KNOWN_PEERS if peers}
        for language, paragraphs in sorted(texts.items()):
            parts = _parts(paragraphs, parts=rounds + 1, most=characters)
            able = {p.name: process for p, process in running.items() if language in p.languages}
            compare(language, parts, able)


def main(arguments: Sequence[str]) -> None:
    """The command line, as `benchmarks.__main__` calls it."""
    command.main(list(arguments), prog_name="python -m benchmarks figures", standalone_mode=False)
