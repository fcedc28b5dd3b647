"""The steps of one document, each with a value that is kept: its pages, its text, its figures.

A document that fails is data, not an exception: its value says why. What may pass, such as storage
that does not answer, is raised.
"""

from __future__ import annotations

import errno
import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from pipeline import extract, languages
from pipeline.context.context import Context
from pipeline.documents import masthead
from pipeline.documents.document import RawDocument
from pipeline.documents.not_found import require_document
from pipeline.extract import FoundFigure
from pipeline.faults import MEND, show, told
from pipeline.figures.figure import Figure
from pipeline.pages.page import Page, Tags
from pipeline.paragraphs import checks
from pipeline.paragraphs.assemble import title_of
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.printed_tables.printed_table import PrintedTable
from pipeline.reading.cache import DIED, FAILED, READ, Cache, Kept, KeptStages
from pipeline.reading.code import code_version
from pipeline.reading.packing import FORMAT, CannotKeep, Damaged
from pipeline.storage import is_transient, read_regular
from pipeline.tables.build import Extraction
from pipeline.unreadable import UnreadableDocument, needs_memory

PAGES, TEXT, FIGURES = STAGES = ("pages", "text", "figures")

#: What the rules of each stage stand in, beside the packages of languages.
_MODULES = {
    PAGES: ("pipeline.pages.reader",),
    TEXT: (
        "pipeline.paragraphs.checks",
        "pipeline.printed_tables.tables",
        "pipeline.documents.masthead",
        "pipeline.documents.not_found",
    ),
    FIGURES: ("pipeline.extract",),
}

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadPages:
    """The pages of a document with its tags, or why it has none."""

    failure: str | None
    pages: tuple[Page, ...] = ()
    tags: Tags | None = None


@dataclass(frozen=True, slots=True)
class ReadText:
    """Running text and tables of a document and what its masthead says, or why it has none."""

    failure: str | None
    pages: int = 0
    published_on: date | None = None
    session: str | None = None
    agenda_item: str | None = None
    printed_symbol: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    remarks: tuple[str, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    removed: int = 0


@dataclass(frozen=True, slots=True)
class ReadFigures:
    """The figures of a document with their contexts, each by the place of its paragraph."""

    failure: str | None
    found: tuple[tuple[int, Figure, Context], ...] = ()


#: What is kept of a document after each stage.
VALUES: Mapping[str, type[ReadPages | ReadText | ReadFigures]] = {
    PAGES: ReadPages,
    TEXT: ReadText,
    FIGURES: ReadFigures,
}


# -- keys ----------------------------------------------------------------------------------------


def keys_of(document: RawDocument) -> dict[str, str]:
    """The key of each stage's value, of a document that can be read."""
    spoken = (str(document.language),)
    pages = _key(FORMAT, document.sha256, document.media_type, rules_version(PAGES, spoken))
    text = _key(pages, document.language, rules_version(TEXT, spoken))
    return {PAGES: pages, TEXT: text, FIGURES: _key(text, rules_version(FIGURES, spoken))}


def rules_version(stage: str, codes: Iterable[str]) -> str:
    """The version of the code that makes a stage's values, of documents in some languages."""
    of_languages = () if stage == PAGES else map(languages.module_of, codes)
    return code_version(*_MODULES[stage], *of_languages)


def _key(*parts: str | int | None) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:20]


# -- values --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Task:
    """One stage of one document: to be made under `key`, from what is `kept` of those before it.

    `before` is an older value of the stage, which is of no use any more.
    """

    store: Cache
    document: RawDocument
    stage: str
    key: str
    kept: KeptStages
    before: Kept | None


def perform(task: Task) -> Kept:
    """Makes a stage's value and keeps it; the state tells whether the document failed.

    Raises:
        OSError: the document's file or the store cannot be read or written now.
    """
    try:
        value = _MAKE[task.stage](task)
    except _Changed as problem:
        return give_up(task, str(problem))
    kept = Kept(task.key, FAILED if value.failure else READ)
    try:
        _put(task, kept, value)
    except CannotKeep as problem:
        kept = Kept(task.key, FAILED)
        _put(task, kept, VALUES[task.stage](f"What was read cannot be kept: {problem}. {MEND}"))
    return kept


def give_up(task: Task, reason: str) -> Kept:
    """Keeps why the document could not be read this time."""
    kept = Kept(task.key, DIED)
    _put(task, kept, VALUES[task.stage](reason))
    return kept


def _put(task: Task, kept: Kept, value: Any) -> None:
    task.store.put(task.document, task.stage, kept, value, before=task.before)


def value_of(
    store: Cache,
    document: RawDocument,
    stage: str,
    kept: KeptStages,
    fits: Callable[[Any], bool] = lambda _: True,
) -> Any:
    """The value of a stage that is kept; one that is damaged, gone or does not fit is made again.

    Args:
        store: where it is kept.
        document: of which.
        stage: one of `STAGES`.
        kept: where its values are.
        fits: whether it is of those before it.
    """
    try:
        value = store.get(document, stage, kept[stage], VALUES[stage])
    except Damaged as problem:
        reason = str(problem)
    else:
        if fits(value):
            return value
        reason = f"what is kept of {document.document_id} does not fit together"
    if kept[stage].state == DIED:  # it may well do so again
        return VALUES[stage](f"The process that read it ended, and {reason}. Run it again")
    _log.warning("%s: its %s are read again", reason, stage)
    again = Task(store, document, stage, kept[stage].key, kept, before=None)
    return store.get(document, stage, perform(again), VALUES[stage])


def read(store: Cache, document: RawDocument, kept: KeptStages) -> Extraction:
    """What has been read of a document, its latest failure included."""
    if document.failure is not None or TEXT not in kept:
        failure = document.failure
        if failure is None and PAGES in kept:
            failure = value_of(store, document, PAGES, kept).failure
        return Extraction(document, failure)
    text: ReadText = value_of(store, document, TEXT, kept)
    known = replace(
        document,
        published_on=document.published_on or text.published_on,
        session=text.session,
        agenda_item=text.agenda_item,
        printed_symbol=text.printed_symbol,
    )
    so_far = Extraction(
        known,
        text.failure,
        text.pages,
        text.paragraphs,
        tables=text.tables,
        removed=text.removed,
    )
    if text.failure is not None or FIGURES not in kept:
        return so_far
    known = replace(known, remarks=(*text.remarks, *_against_register(document, text)))
    places = range(len(text.paragraphs))
    figures: ReadFigures = value_of(
        store, document, FIGURES, kept, lambda read: all(p in places for p, *_ in read.found)
    )
    if figures.failure is not None:  # its paragraphs have been published before they were read
        return replace(so_far, document=known, failure=figures.failure)
    found = tuple(
        FoundFigure(text.paragraphs[p], figure, said) for p, figure, said in figures.found
    )
    return replace(so_far, document=known, figures=found)


def _against_register(document: RawDocument, text: ReadText) -> list[str]:
    """Where the register says another thing than the document; it holds all the same."""
    title = title_of(text.paragraphs, languages.load(str(document.language)))
    found = masthead.differences(document, text.published_on, title)
    for difference in found:
        _log.warning("%s: %s", document.source_file, difference)
    return found


class _Changed(UnreadableDocument):
    """A file that is not any more what was found; a later run may read it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the file {what} since this run found it", "The next run looks again")


def _make_pages(task: Task) -> ReadPages:
    try:
        data = read_regular(task.document.path)
    except FileNotFoundError as problem:
        raise _Changed("has been taken away") from problem
    except OSError as problem:
        if is_transient(problem) and problem.errno != errno.EINVAL:
            raise
        raise _Changed(f"has changed and cannot be opened ({problem.strerror})") from problem
    if hashlib.sha256(data).hexdigest() != task.document.sha256:
        raise _Changed("has changed")
    read, failure = _attempt(lambda: extract.read_document(data, str(task.document.media_type)))
    return ReadPages(failure) if read is None else ReadPages(None, read.pages, read.tags)


def _make_text(task: Task) -> ReadText:
    pages: ReadPages = value_of(task.store, task.document, PAGES, task.kept)
    language = languages.load(str(task.document.language))
    # The register's date is not part of the key, so it is put in where rows are made.
    undated = replace(task.document, published_on=None)

    removed = sum(page.removed for page in pages.pages)

    def make() -> ReadText:
        require_document(pages.pages)
        known = masthead.with_masthead(undated, pages.pages, language)
        text = extract.read_text(pages.pages, language, pages.tags)
        return ReadText(
            None,
            len(pages.pages),
            known.published_on,
            known.session,
            known.agenda_item,
            known.printed_symbol,
            text.paragraphs,
            tuple(checks.remarks(pages.pages, text.paragraphs, language, pages.tags)),
            text.tables,
            removed,
        )

    read, failure = _attempt(make)
    return read or ReadText(failure, len(pages.pages), removed=removed)


def _make_figures(task: Task) -> ReadFigures:
    text: ReadText = value_of(task.store, task.document, TEXT, task.kept)
    language = languages.load(str(task.document.language))
    found, failure = _attempt(lambda: extract.read_figures(text.paragraphs, language, text.tables))
    places = {id(paragraph): place for place, paragraph in enumerate(text.paragraphs)}
    return ReadFigures(
        failure, tuple((places[id(f.paragraph)], f.figure, f.context) for f in found or ())
    )


_MAKE: Mapping[str, Callable[[Task], ReadPages | ReadText | ReadFigures]] = {
    PAGES: _make_pages,
    TEXT: _make_text,
    FIGURES: _make_figures,
}


def _attempt(make: Callable[[], T]) -> tuple[T | None, str | None]:
    """What `make` gives, or the sentence that says why it gives nothing."""
    try:
        return make(), None
    except Exception as fault:  # a fault of ours in one document must not stop the others
        if needs_memory(fault):  # which the process is better ended for
            raise MemoryError from fault
        if isinstance(fault, UnreadableDocument):
            return None, str(fault)
        show(fault)
        return None, f"The reader failed: {told(fault)}. {MEND}"
