"""The stages of one document, each with a cached value: its pages, its text, its figures.

A document that fails is data, not an exception: a `Fault` is cached in place of the value. What is
transient, such as storage that does not answer, is raised.
"""

from __future__ import annotations

import errno
import functools
import hashlib
import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from pipeline import extract, languages
from pipeline.context.context import Context
from pipeline.documents import masthead, not_found
from pipeline.documents.document import RawDocument
from pipeline.extract import FoundFigure
from pipeline.faults import REPORT_IT, describe, show
from pipeline.figures.figure import Figure
from pipeline.pages.page import Document, Page
from pipeline.paragraphs import checks
from pipeline.paragraphs.assemble import title_of
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.printed_tables.printed_table import PrintedTable
from pipeline.reading.cache import Cache, Cached, Fault
from pipeline.reading.packing import CannotKeep, Damaged
from pipeline.reading.recipe import Recipe
from pipeline.storage import is_transient, read_regular
from pipeline.tables.build import Extraction
from pipeline.unreadable import UnreadableDocument, needs_memory

PAGES, TEXT, FIGURES = STAGES = ("pages", "text", "figures")

#: The modules with the rules of each stage, besides the packages of languages.
_RECIPES = {
    PAGES: Recipe(("pipeline.pages.reader",)),
    TEXT: Recipe(
        (
            "pipeline.paragraphs.checks",
            "pipeline.printed_tables.tables",
            "pipeline.documents.masthead",
            "pipeline.documents.not_found",
        ),
        files=not_found.WORDS,
    ),
    FIGURES: Recipe(("pipeline.extract",)),
}

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadText:
    """Running text and tables of a document, what its masthead says, and how it was read."""

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[PrintedTable, ...] = ()
    pages: int = 0
    removed: int = 0
    published_on: date | None = None
    session: str | None = None
    agenda_item: str | None = None
    printed_symbol: str | None = None
    remarks: tuple[str, ...] = ()


#: The figures of a document, each with the index of its paragraph, its context and its sentence.
ReadFigures = tuple[tuple[int, Figure, Context, tuple[int, int]], ...]

#: The type of the value of each stage.
VALUES: Mapping[str, Any] = {PAGES: Document, TEXT: ReadText, FIGURES: ReadFigures}


# -- keys ----------------------------------------------------------------------------------------


def keys_of(document: RawDocument) -> dict[str, str]:
    """The key of each stage's value, for a document that can be read."""
    return dict(_keys(document.sha256, document.media_type, document.language))


@functools.cache
def _keys(sha256: str, media_type: str | None, language: str | None) -> tuple[tuple[str, str], ...]:
    spoken = [str(language)]
    pages = _RECIPES[PAGES].key(sha256, media_type)
    text = _RECIPES[TEXT].key(pages, language, spoken=spoken)
    return (PAGES, pages), (TEXT, text), (FIGURES, _RECIPES[FIGURES].key(text, spoken=spoken))


def rules_version(stage: str, codes: Iterable[str]) -> str:
    """The version of the code of a stage, for documents in some languages."""
    return _RECIPES[stage].key(spoken=() if stage == PAGES else codes)


# -- values --------------------------------------------------------------------------------------


class Failed(Exception):
    """A stage has no result for a document; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Task:
    """One stage of one document, whose value is to be stored under `key`.

    `cached` holds the results of the stages before it, `before` the names of all cached files.
    """

    cache: Cache
    document: RawDocument
    stage: str
    key: str
    cached: Cached
    before: Collection[str] = ()


def perform(task: Task) -> Fault | None:
    """Runs a stage and stores its value; returns the fault if there is one.

    Raises:
        OSError: the document's file or the cache cannot be read or written at the moment.
    """
    try:
        _put(task, _READ[task.stage](task))
    except Failed as problem:
        return give_up(task, problem.fault)
    except CannotKeep as problem:
        return give_up(
            task, Fault(task.stage, f"What was read cannot be kept: {problem}. {REPORT_IT}")
        )
    return None


def give_up(task: Task, fault: Fault) -> Fault:
    """Stores why a stage has no result for a document."""
    _put(task, fault)
    return fault


def _put(task: Task, value: Any) -> None:
    task.cache.put(task.document, task.stage, task.key, value, before=task.before)


def value_of(
    cache: Cache,
    document: RawDocument,
    stage: str,
    cached: Cached,
    fits: Callable[[Any], bool] = lambda _: True,
) -> Any:
    """The cached value of a stage; a damaged, missing or unfitting one is read again.

    Args:
        cache: the cache.
        document: the document.
        stage: one of `STAGES`.
        cached: what is cached for the document.
        fits: whether the value fits those of earlier stages.

    Raises:
        Failed: it has to be read again, but cannot be.
    """
    key = cached.keys[stage]
    try:
        value = cache.get(document, stage, key, VALUES[stage])
    except Damaged as problem:
        reason = str(problem)
    else:
        if fits(value):
            return value
        reason = f"what is kept of {document.document_id} does not fit together"
    _log.warning("%s: its %s are read again", reason, stage)
    if fault := perform(Task(cache, document, stage, key, cached)):
        raise Failed(fault)
    return cache.get(document, stage, key, VALUES[stage])


def read(cache: Cache, document: RawDocument, cached: Cached) -> Extraction:
    """What has been read of a document, and if there is no more, why."""
    try:
        return _read(cache, document, cached)
    except Failed as problem:  # a value was damaged, and could not be read again
        until = STAGES[: STAGES.index(problem.fault.stage)]
        keys = {stage: key for stage, key in cached.keys.items() if stage in until}
        return _read(cache, document, Cached(keys, problem.fault))


def _read(cache: Cache, document: RawDocument, cached: Cached) -> Extraction:
    fault = cached.fault
    failure = document.failure or (fault.reason if fault else None)
    if document.failure is not None or PAGES not in cached.keys:
        return Extraction(document, failure)
    if TEXT not in cached.keys:
        if fault is None:
            return Extraction(document, None)
        pages = value_of(cache, document, PAGES, cached).pages
        return Extraction(document, failure, len(pages), removed=_removed(pages))
    text: ReadText = value_of(cache, document, TEXT, cached)
    known = replace(
        document,
        published_on=document.published_on or text.published_on,
        session=text.session,
        agenda_item=text.agenda_item,
        printed_symbol=text.printed_symbol,
    )
    if FIGURES in cached.keys or fault is not None:
        remarks = (*text.remarks, *_against_register(document, text))
        known = replace(known, remarks=remarks)
    so_far = Extraction(
        known,
        failure,  # the paragraphs are published before the figures are read
        text.pages,
        text.paragraphs,
        tables=text.tables,
        removed=text.removed,
    )
    if FIGURES not in cached.keys:
        return so_far
    places = range(len(text.paragraphs))
    figures: ReadFigures = value_of(
        cache, document, FIGURES, cached, lambda read: all(p in places for p, *_ in read)
    )
    found = tuple(
        FoundFigure(text.paragraphs[place], figure, said, sentence)
        for place, figure, said, sentence in figures
    )
    return replace(so_far, figures=found)


def _removed(pages: Iterable[Page]) -> int:
    return sum(page.removed for page in pages)


def _against_register(document: RawDocument, text: ReadText) -> list[str]:
    """Where the register contradicts the document; the register's value is used."""
    title = title_of(text.paragraphs, languages.load(str(document.language)))
    found = masthead.differences(document, text.published_on, title)
    for difference in found:
        _log.warning("%s: %s", document.source_file, difference)
    return found


class _Changed(Failed):
    """A file has changed since it was found; a later run may read it."""

    def __init__(self, what: str) -> None:
        problem = f"the file {what} since this run found it"
        reason = str(UnreadableDocument(problem, "The next run looks again"))
        super().__init__(Fault(PAGES, reason, transient=True))


def _read_pages(task: Task) -> Document:
    try:
        data = read_regular(task.document.path)
    except FileNotFoundError as problem:
        raise _Changed("has been taken away") from problem
    except OSError as problem:
        if is_transient(problem) and problem.errno != errno.EINVAL:
            raise
        raise _Changed(f"has changed and cannot be opened ({problem.strerror})") from problem
    # This run may have found the file hours ago, on another machine. Hashing 8 MB takes 4 ms.
    if hashlib.sha256(data).hexdigest() != task.document.sha256:
        raise _Changed("has changed")
    return _attempt(PAGES, lambda: extract.read_document(data, str(task.document.media_type)))


def _read_text(task: Task) -> ReadText:
    found: Document = value_of(task.cache, task.document, PAGES, task.cached)
    language = languages.load(str(task.document.language))
    # The register's date is not part of the key, so it is added when rows are made.
    undated = replace(task.document, published_on=None)

    def read() -> ReadText:
        not_found.require_document(found.pages)
        known = masthead.with_masthead(undated, found.pages, language)
        text = extract.read_text(found.pages, language, found.tags)
        return ReadText(
            text.paragraphs,
            text.tables,
            len(found.pages),
            _removed(found.pages),
            known.published_on,
            known.session,
            known.agenda_item,
            known.printed_symbol,
            tuple(
                checks.remarks(found.pages, text.paragraphs, language, found.tags, text.differing)
            ),
        )

    return _attempt(TEXT, read)


def _read_figures(task: Task) -> ReadFigures:
    text: ReadText = value_of(task.cache, task.document, TEXT, task.cached)
    language = languages.load(str(task.document.language))
    found = _attempt(FIGURES, lambda: extract.read_figures(text.paragraphs, language, text.tables))
    places = {id(paragraph): place for place, paragraph in enumerate(text.paragraphs)}
    return tuple((places[id(f.paragraph)], f.figure, f.context, f.sentence) for f in found)


_READ: Mapping[str, Callable[[Task], Any]] = {
    PAGES: _read_pages,
    TEXT: _read_text,
    FIGURES: _read_figures,
}


def _attempt(stage: str, read: Callable[[], T]) -> T:
    """Runs a function that reads a document.

    Raises:
        Failed: it cannot be read, or the function has a bug.
    """
    try:
        return read()
    except Exception as fault:  # a bug of ours in one document must not stop the others
        if needs_memory(fault):  # it is better to end the process
            raise MemoryError from fault
        if isinstance(fault, UnreadableDocument):
            raise Failed(Fault(stage, str(fault))) from fault
        show(fault)
        raise Failed(Fault(stage, f"The reader failed: {describe(fault)}. {REPORT_IT}")) from fault
