"""The steps of one document, each with a value that is kept: its pages, its text, its figures.

A document that fails is data, not an exception: its value says why. What may pass, such as storage
that does not answer, is raised.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from pipeline import extract, languages
from pipeline.context.model import Context
from pipeline.documents import masthead
from pipeline.documents.model import RawDocument
from pipeline.extract import FoundFigure
from pipeline.faults import MEND, show, told
from pipeline.figures.model import Figure
from pipeline.pages.model import Page, Tags
from pipeline.paragraphs.model import Paragraph
from pipeline.reading.code import code_version
from pipeline.reading.packing import FORMAT, CannotKeep, Damaged
from pipeline.reading.store import DIED, FAILED, READ, Kept, KeptStages, Store
from pipeline.storage import read_whole
from pipeline.tables.build import Extraction
from pipeline.unreadable import UnreadableDocument

PAGES, TEXT, FIGURES = STAGES = ("pages", "text", "figures")

#: What the rules of each stage stand in, beside the packages of languages.
_MODULES = {
    PAGES: ("pipeline.pages.reader",),
    TEXT: ("pipeline.paragraphs.assemble", "pipeline.documents.masthead"),
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
    """The running text of a document and what its masthead says, or why it has none."""

    failure: str | None
    pages: int = 0
    published_on: date | None = None
    session: str | None = None
    agenda_item: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
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

    store: Store
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


def value_of(store: Store, document: RawDocument, stage: str, kept: KeptStages) -> Any:
    """The value of a stage that is kept; one whose file is damaged or gone is made again."""
    try:
        return store.get(document, stage, kept[stage], VALUES[stage])
    except Damaged as problem:
        if kept[stage].state == DIED:  # it may well do so again
            return VALUES[stage](f"The process that read it ended, and {problem}. Run it again")
        _log.warning("%s: its %s are read again", problem, stage)
        again = Task(store, document, stage, kept[stage].key, kept, before=None)
        return store.get(document, stage, perform(again), VALUES[stage])


def read(store: Store, document: RawDocument, kept: KeptStages) -> Extraction:
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
    )
    if text.failure is not None or FIGURES not in kept:
        return Extraction(known, text.failure, text.pages, text.paragraphs, removed=text.removed)
    figures: ReadFigures = value_of(store, document, FIGURES, kept)
    if figures.failure is not None:  # its paragraphs have been published before they were read
        return Extraction(known, figures.failure, text.pages, text.paragraphs, removed=text.removed)
    found = tuple(
        FoundFigure(text.paragraphs[p], figure, said) for p, figure, said in figures.found
    )
    return Extraction(known, None, text.pages, text.paragraphs, found, removed=text.removed)


class _Changed(UnreadableDocument):
    """A file that is not any more what was found; a later run may read it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the file {what} since this run found it", "The next run looks again")


def _make_pages(task: Task) -> ReadPages:
    try:
        data = read_whole(task.document.path)
    except FileNotFoundError as problem:
        raise _Changed("has been taken away") from problem
    if hashlib.sha256(data).hexdigest() != task.document.sha256:
        raise _Changed("has changed")
    read, failure = _attempt(lambda: extract.read_document(data, str(task.document.media_type)))
    return ReadPages(failure) if read is None else ReadPages(None, read.pages, read.tags)


def _make_text(task: Task) -> ReadText:
    pages: ReadPages = value_of(task.store, task.document, PAGES, task.kept)
    language = languages.load(str(task.document.language))
    # The register's date is not part of the key, so it is put in where rows are made.
    undated = replace(task.document, published_on=None)
    read, failure = _attempt(
        lambda: (
            extract.read_paragraphs(pages.pages, language, pages.tags),
            masthead.with_masthead(undated, pages.pages, language),
        )
    )
    removed = sum(page.removed for page in pages.pages)
    if read is None:
        return ReadText(failure, len(pages.pages), removed=removed)
    paragraphs, known = read
    return ReadText(
        None,
        len(pages.pages),
        known.published_on,
        known.session,
        known.agenda_item,
        paragraphs,
        removed,
    )


def _make_figures(task: Task) -> ReadFigures:
    text: ReadText = value_of(task.store, task.document, TEXT, task.kept)
    language = languages.load(str(task.document.language))
    found, failure = _attempt(lambda: extract.read_figures(text.paragraphs, language))
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
    except UnreadableDocument as problem:
        return None, str(problem)
    except Exception as fault:  # a fault of ours in one document must not stop the others
        show(fault)
        return None, f"The reader failed: {told(fault)}. {MEND}"
