"""Finds the documents of the raw folders and what can be told of each before it is read whole."""

from __future__ import annotations

import hashlib
import math
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from upath import UPath

from pipeline import languages
from pipeline.documents import identity
from pipeline.documents.model import PDF, TEXT, RawDocument
from pipeline.documents.register import PINS, REGISTER, SERIES, Entry, read_register
from pipeline.engines import Died, Engine, Limits, Pool
from pipeline.engines.pool import cores
from pipeline.errors import NoRegister
from pipeline.pages.encoding import is_text
from pipeline.pages.model import Page
from pipeline.pages.reader import read_pages
from pipeline.progress import watched
from pipeline.storage import (
    LARGEST_FILE,
    File,
    FileTooLarge,
    files_below,
    is_local,
    location,
    read_regular,
)
from pipeline.unreadable import UnreadableDocument, needs_memory, shortened

#: Pages that are looked at for the symbol and the language of a file whose name tells neither.
_PAGES_LOOKED_AT = 3
_NOT_DOCUMENTS = (REGISTER, PINS, SERIES)
_AGAIN = "Fetch the document again"
#: Ends the mark of a file that ended the process which looked at it.
_DIED = " died"


@dataclass(frozen=True, slots=True)
class Found:
    """What is in the raw folders.

    Attributes:
        documents: in the order of their ids, the language editions of one beside each other.
        looked_at: what each file told by itself, by what tells that it has not changed since.
        changed_at: when files changed, in seconds since 1970, where the storage tells.
        left: how many files are still to be opened, since time was up.
    """

    documents: list[RawDocument]
    looked_at: Mapping[str, RawDocument]
    changed_at: Mapping[UPath, float]
    left: int = 0

    def changed_since(self, moment: float) -> list[RawDocument]:
        """The documents whose file changed after a moment; perhaps it is being written."""
        return [d for d in self.documents if self.changed_at.get(d.path, moment) > moment]


@dataclass(frozen=True, slots=True)
class Look:
    """How far a look goes.

    Attributes:
        seconds: after which no other file is opened, and the rest is left.
        largest_file: bytes of the largest file that is opened.
        again: open those again that ended the process which looked at them.
    """

    seconds: float = math.inf
    largest_file: int = LARGEST_FILE
    again: bool = False


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is to be opened, its name within the raw folder, what the register says of it."""

    path: UPath
    name: str
    entry: Entry
    most: int


def find_documents(folders: Sequence[Path | UPath]) -> list[RawDocument]:
    """The documents of the raw folders and of all folders below them, in the order of their ids.

    Hidden files, Markdown files, the register and what `pipeline fetch` keeps beside it are no
    documents. A file that cannot be read is in the list with its failure; of several files for
    one document all are, and none is read. Files are opened in processes of their own, within the
    limits that hold where nothing is set.

    Raises:
        BadRegister: a register breaks its form.
    """
    with Pool(cores(), Limits()) as pool:
        return look_through(folders, {}, pool).documents


def look_through(
    folders: Sequence[Path | UPath],
    looked_at: Mapping[str, RawDocument],
    engine: Engine,
    how: Look = Look(),
) -> Found:
    """The same, without opening a file again that was looked at before and has not changed.

    Args:
        folders: raw folders, on this machine or elsewhere.
        looked_at: as a look before gave it; `{}` to open all.
        engine: opens the files.
        how: how far the look goes.

    Raises:
        BadRegister: a register breaks its form.
    """
    seen: dict[str, RawDocument] = {}
    unread: list[RawDocument] = []
    changed_at: dict[UPath, float] = {}
    due: dict[str, _File] = {}
    for folder in map(location, folders):
        try:
            entries = read_register(folder)
        except NoRegister as problem:
            entries = {}
            unread.append(_failed(folder / REGISTER, REGISTER, problem.failure))
        for file in files_below(folder):
            if not _may_be_document(file.name):
                continue
            path = folder / file.name
            name = identity.printable(file.name)
            entry = entries.get(name, Entry())
            if file.changed_at is not None:
                changed_at[path] = file.changed_at
            if failure := _failure_of(file, how.largest_file):
                unread.append(_failed(path, name, failure))
                continue
            mark = identity.printable(f"{path}\0{file.stamp}\0{entry}")
            known = next((m for m in _marks(mark, again=how.again) if m in looked_at), None)
            if known is not None:
                seen[known] = looked_at[known]
            else:
                due[mark] = _File(path, name, entry, how.largest_file)
    opened = _opened(due, engine, how.seconds)
    seen |= opened
    left = len(due) - len(opened)
    found = _without_rivals([*seen.values(), *unread])
    documents = sorted(found, key=lambda d: (d.work, d.document_id))
    return Found(documents, {m: one for m, one in seen.items() if one.sha256}, changed_at, left)


def _marks(mark: str, *, again: bool) -> tuple[str, ...]:
    """Under which marks that is kept which a file told, and that it ended its process."""
    return (mark,) if again else (mark, mark + _DIED)


def _may_be_document(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.name not in _NOT_DOCUMENTS and path.suffix.lower() != ".md"


def _failure_of(file: File, largest: int) -> str | None:
    """What keeps a file from being opened, as its listing tells."""
    if file.odd is not None:
        mend = "Put the file itself there, or take this away"
        return str(UnreadableDocument(file.odd, mend))
    return None if file.size is None or file.size <= largest else _too_large(FileTooLarge(largest))


def _too_large(problem: FileTooLarge) -> str:
    mend = "Take it out of the raw folder, or set more engine.megabytes_per_file"
    return str(UnreadableDocument(str(problem), mend))


def _failed(path: UPath, name: str, failure: str) -> RawDocument:
    """A file that tells nothing of itself."""
    return RawDocument(identity.document_id(None, None, _stem(name)), path, name, "", None,
                       failure=failure)  # fmt: skip


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _opened(due: Mapping[str, _File], engine: Engine, seconds: float) -> dict[str, RawDocument]:
    """What each file tells, of those that are opened before time is up."""
    told, dead = _looked_at(due, engine, seconds)
    files = [due[mark] for mark in dead]
    for mark, file, one in zip(dead, files, engine.map(_identify, files), strict=True):
        known = _failed(file.path, file.name, "") if isinstance(one, Died) else one
        told[mark + _DIED] = replace(known, failure=known.failure or _not_told(known, dead[mark]))
    return told


def _looked_at(
    due: Mapping[str, _File], engine: Engine, seconds: float
) -> tuple[dict[str, RawDocument], dict[str, str]]:
    """The same of those that end no process, and why others did."""
    until = time.monotonic() + seconds
    told: dict[str, RawDocument] = {}
    dead: dict[str, str] = {}
    made = engine.map(_look_at, list(due.values()))
    names = [file.name for file in due.values()]
    for mark, one in zip(due, watched("documents", made, names), strict=True):
        if isinstance(one, Died):
            dead[mark] = one.reason
        else:
            told[mark] = one
        if time.monotonic() >= until:
            break
    return told, dead


def _not_told(document: RawDocument, reason: str) -> str:
    """Why a document tells no symbol and language that the process died over which looked."""
    if document.symbol and document.language:
        return reason
    return (
        f"Symbol and language could not be looked for in its text. {reason}. {_name_it(document)}"
    )


def _look_at(file: _File) -> RawDocument:
    """What a file tells of itself: by its name and its bytes, else by its first pages."""
    document, data = _told(file)
    if document.failure is None:
        try:
            document = _from_text(document, data)
            _require_language(document)
        except UnreadableDocument as problem:
            if needs_memory(problem):
                raise MemoryError from problem
            document = replace(document, failure=str(problem))
    return _with_id(document)


def _identify(file: _File) -> RawDocument:
    """The same, but for what its pages say."""
    return _with_id(_told(file)[0])


def _told(file: _File) -> tuple[RawDocument, bytes]:
    path, entry, stem = file.path, file.entry, _stem(file.name)
    try:
        data = read_regular(path, most=file.most)
    except FileTooLarge as problem:
        return _failed(path, file.name, _too_large(problem)), b""
    except OSError as problem:
        if not is_local(path) and not isinstance(problem, FileNotFoundError | PermissionError):
            raise  # a storage that cannot be reached says nothing about the document
        failure = UnreadableDocument(
            f"the file cannot be opened ({problem.strerror or problem})",
            "Look at its owner and permissions",
        )
        return _failed(path, file.name, str(failure)), b""
    document = RawDocument(
        document_id=stem,
        path=path,
        source_file=file.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_media_type(data),
        title=entry.title,
        published_on=entry.published_on,
        source_url=entry.source_url,
        symbol=_symbol(entry, stem),
        language=_language(entry, stem),
    )
    try:
        _require_entry(entry)
        _require_readable(data, document)
    except UnreadableDocument as problem:
        document = replace(document, failure=str(problem))
    return document, data


def _symbol(entry: Entry, stem: str) -> str | None:
    """The symbol by the register, else by the file's name."""
    if entry.symbol and len(entry.symbol) <= identity.LONGEST_SYMBOL:
        return entry.symbol
    return None if entry.symbol else identity.symbol_of_name(stem)


def _language(entry: Entry, stem: str) -> str | None:
    """The language by the register, else by the file's name."""
    return languages.code_of(entry.language) if entry.language else identity.language_of_name(stem)


def _require_entry(entry: Entry) -> None:
    """Raises UnreadableDocument for what the register says that cannot be so."""
    if entry.symbol and len(entry.symbol) > identity.LONGEST_SYMBOL:
        raise UnreadableDocument(
            f"its symbol in {REGISTER} has {len(entry.symbol)} characters: "
            f"{shortened(entry.symbol)!r}",
            "Write a symbol like A/74/336 there, or leave the cell empty",
        )
    if entry.language and languages.code_of(entry.language) is None:
        raise UnreadableDocument(
            f"its language in {REGISTER}, {shortened(entry.language)!r}, is not known",
            f"Write one of these codes there: {', '.join(languages.supported())}",
        )


def _with_id(document: RawDocument) -> RawDocument:
    name = identity.document_id(document.symbol, document.language, _stem(document.source_file))
    return replace(document, document_id=name)


def _media_type(data: bytes) -> str | None:
    if b"%PDF-" in data[:1024]:
        return PDF
    return TEXT if is_text(data) else None


def _require_readable(data: bytes, document: RawDocument) -> None:
    """Raises UnreadableDocument for what no reader needs to be asked about."""
    if not data.strip():
        raise UnreadableDocument("the file is empty", _AGAIN)
    if document.media_type is None:
        raise UnreadableDocument("the file is neither a PDF nor a text", "Save it as one of them")
    named_pdf = document.path.suffix.lower() == ".pdf"
    if named_pdf and document.media_type != PDF:
        begins = identity.printable(data[:20].decode("utf-8", "replace").strip())
        raise UnreadableDocument(
            f"the file is named a PDF and is none: it begins {begins!r}", _AGAIN
        )


def _from_text(document: RawDocument, data: bytes) -> RawDocument:
    """What register and name leave open, from the first pages."""
    if document.symbol and document.language:
        return document
    pages = read_pages(data, str(document.media_type), limit=_PAGES_LOOKED_AT)
    return replace(
        document,
        symbol=document.symbol or identity.symbol_of_text(pages),
        language=document.language or languages.recognise(_text(pages)),
    )


def _text(pages: Sequence[Page]) -> str:
    return "\n".join(line.text for page in pages for line in page.lines)


def _require_language(document: RawDocument) -> None:
    if document.language is None:
        raise UnreadableDocument(
            "its language is neither in its name nor told by its text", _name_it(document)
        )
    languages.load(document.language)


def _name_it(document: RawDocument) -> str:
    return f"Name the file like A_74_336-zh{document.path.suffix}, or give it a row in {REGISTER}"


def _without_rivals(found: Sequence[RawDocument]) -> Iterator[RawDocument]:
    """The documents, those that would share an id each with its own.

    Of several files with one symbol none is read, since nobody can tell which is right. Where
    names come to one id by chance, or differ in capitals alone, the first by name is read. What
    fails by itself stands in nobody's way.
    """
    same: dict[str, list[RawDocument]] = defaultdict(list)
    for document in found:
        same[document.document_id.casefold()].append(document)
    for rivals in same.values():
        sound = sorted((r for r in rivals if not r.failure), key=lambda r: str(r.path))
        failed = sorted((r for r in rivals if r.failure), key=lambda r: str(r.path))
        if len(sound) > 1:
            sound = list(_told_apart(sound))
        for number, rival in enumerate((*sound, *failed), start=1):
            name = rival.document_id if number == 1 else f"{rival.document_id}~{number}"
            yield replace(rival, document_id=name)


def _told_apart(rivals: Sequence[RawDocument]) -> Iterator[RawDocument]:
    """Documents of one id, all or all but the first as failures."""
    first = rivals[0]
    files = " and ".join(identity.printable(str(rival.path)) for rival in rivals)
    alike = ", which are the same bytes" if len({r.sha256 for r in rivals}) == 1 else ""
    if alike or (first.symbol and all(rival.symbol == first.symbol for rival in rivals)):
        failure = UnreadableDocument(
            f"there are {len(rivals)} files for this one document: {files}{alike}",
            "Keep one of them in the raw folders",
        )
        yield from (replace(rival, failure=str(failure)) for rival in rivals)
        return
    yield first
    for rival in rivals[1:]:
        failure = UnreadableDocument(
            f"its id {rival.document_id} would be that of {first.source_file}, too",
            f"Give one of the two files another name, or a symbol in {REGISTER}",
        )
        yield replace(rival, failure=str(failure))
