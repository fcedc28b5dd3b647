"""What each asset does with all documents; a document that fails is data, not an exception.

Plain functions without Dagster. Progress is told to the logger `pipeline.progress`, each record
with `stage`, `done` and `total`: the command line draws a bar from it, Dagster shows its lines.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline import extract, languages
from pipeline.documents import masthead
from pipeline.documents.model import PDF, RawDocument
from pipeline.errors import UnreadableDocument
from pipeline.pages.model import Page
from pipeline.tables.build import Extraction

progress = logging.getLogger("pipeline.progress")

T = TypeVar("T")
Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """A document and its pages, or the sentence that says why it has none."""

    document: RawDocument
    failure: str | None
    pages: tuple[Page, ...] = ()


def all_pages(documents: Sequence[RawDocument]) -> list[DocumentPages]:
    """The pages of every document; PDFs are read by as many processes as there are cores."""
    pdfs = sum(1 for d in documents if d.media_type == PDF and not d.failure)
    with _mapper(min(pdfs, os.cpu_count() or 1)) as mapper:
        return _watched("pages", mapper(_pages_of, documents), [d.document_id for d in documents])


def all_text(read: Sequence[DocumentPages]) -> list[Extraction]:
    """The paragraphs of every document, its figures still to be read."""
    return _watched("paragraphs", map(_text_of, read), [r.document.document_id for r in read])


def all_figures(texts: Sequence[Extraction]) -> list[Extraction]:
    """The same with the figures of every document."""
    return _watched("figures", map(_figures_of, texts), [t.document.document_id for t in texts])


def _pages_of(document: RawDocument) -> DocumentPages:
    if document.failure is not None:
        return DocumentPages(document, document.failure)
    pages, failure = _attempt(
        lambda: extract.read_pages(document.path.read_bytes(), str(document.media_type))
    )
    return DocumentPages(document, failure, pages or ())


def _text_of(read: DocumentPages) -> Extraction:
    if read.failure is not None:
        return Extraction(read.document, read.failure)
    language = languages.load(str(read.document.language))
    paragraphs, failure = _attempt(lambda: extract.read_paragraphs(read.pages, language))
    document = masthead.with_masthead(read.document, read.pages, language)
    return Extraction(document, failure, len(read.pages), paragraphs or ())


def _figures_of(text: Extraction) -> Extraction:
    if text.failure is not None:
        return text
    figures, failure = _attempt(
        lambda: extract.read_figures(text.paragraphs, languages.load(str(text.document.language)))
    )
    if failure is not None:  # a failed document has no rows in any table
        return Extraction(text.document, failure, text.pages)
    return replace(text, figures=figures or ())


def _attempt(read: Callable[[], T]) -> tuple[T | None, str | None]:
    """What `read` gives, or the sentence that says why it gives nothing."""
    try:
        return read(), None
    except UnreadableDocument as problem:
        return None, str(problem)
    except Exception as fault:  # a fault of ours in one document must not stop the others
        logging.getLogger(__name__).exception("fault while reading a document")
        return None, (
            f"the reader failed with {type(fault).__name__}: {fault}. "
            "Report it with the document, and take the document out of the raw folder until then"
        )


@contextmanager
def _mapper(
    processes: int,
) -> Iterator[Callable[[Callable[[Given], Made], Sequence[Given]], Iterable[Made]]]:
    """`map`, over several processes where that is worth their start."""
    if processes < 2:
        yield map
        return
    # Spawned, since a fork of a process with threads, such as Dagster's, may hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=processes, mp_context=context) as pool:
        yield pool.map


def _watched(stage: str, made: Iterable[Made], names: Sequence[str]) -> list[Made]:
    """All that is made, told of one by one."""
    found: list[Made] = []
    for number, (name, value) in enumerate(zip(names, made, strict=True), start=1):
        found.append(value)
        details = {"stage": stage, "done": number, "total": len(names), "document": name}
        progress.info("%s: %s (%d of %d)", stage, name, number, len(names), extra=details)
    return found
