"""Find the documents in the raw folders, and identify each one before it is read in full."""

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
from pipeline.documents.document import PDF, TEXT, RawDocument
from pipeline.documents.register import PINS, REGISTER, SERIES, Entry, read_register
from pipeline.engines import Died, Engine, Limits, Pool
from pipeline.engines.pool import cores
from pipeline.errors import NoRegister
from pipeline.pages.encoding import is_text
from pipeline.pages.page import Page
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

#: Pages searched for the symbol and language of a file whose name has neither.
_PAGES_LOOKED_AT = 3
_NOT_DOCUMENTS = (REGISTER, PINS, SERIES)
_AGAIN = "Fetch the document again"
#: Suffix of the key of a file that crashed the process reading it.
_DIED = " died"


@dataclass(frozen=True, slots=True)
class Found:
    """The contents of the raw folders.

    Attributes:
        documents: ordered by id, with the language editions of a document next to each other.
        looked_at: what each file says about itself, by a key that changes whenever the file does.
        changed_at: when files changed, in seconds since 1970, if the storage knows.
        left: number of files not opened yet because time ran out.
    """

    documents: list[RawDocument]
    looked_at: Mapping[str, RawDocument]
    changed_at: Mapping[UPath, float]
    left: int = 0

    def changed_since(self, moment: float) -> list[RawDocument]:
        """Documents whose file changed after a moment, and so may still be being written."""
        return [d for d in self.documents if self.changed_at.get(d.path, moment) > moment]


@dataclass(frozen=True, slots=True)
class Look:
    """How far to look.

    Attributes:
        seconds: time after which no more files are opened.
        largest_file: size in bytes of the largest file to open.
        again: whether to reopen files that crashed the process reading them.
    """

    seconds: float = math.inf
    largest_file: int = LARGEST_FILE
    again: bool = False


@dataclass(frozen=True, slots=True)
class _File:
    """A file to open, its name within the raw folder, and its entry in the register."""

    path: UPath
    name: str
    entry: Entry
    most: int


def find_documents(folders: Sequence[Path | UPath]) -> list[RawDocument]:
    """The documents in the raw folders and all folders below them, ordered by id.

    Hidden files, Markdown files, the register and the files that `pipeline fetch` keeps next to it
    are not documents. A file that cannot be read is in the list with its failure. If several files
    are the same document, all are in the list and none is read. Files are opened in separate
    processes, within the default limits.

    Raises:
        BadRegister: a register is malformed.
    """
    with Pool(cores(), Limits()) as pool:
        return look_through(folders, {}, pool).documents


def look_through(
    folders: Sequence[Path | UPath],
    looked_at: Mapping[str, RawDocument],
    engine: Engine,
    how: Look = Look(),
) -> Found:
    """Like `find_documents`, without reopening files that have not changed since the last time.

    Args:
        folders: raw folders, on this machine or elsewhere.
        looked_at: the result of the previous call; `{}` to open all files.
        engine: opens the files.
        how: how far to look.

    Raises:
        BadRegister: a register is malformed.
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
            key = identity.printable(f"{path}\0{file.stamp}\0{entry}")
            known = next((k for k in _keys(key, again=how.again) if k in looked_at), None)
            if known is not None:
                seen[known] = looked_at[known]
            else:
                due[key] = _File(path, name, entry, how.largest_file)
    opened = _opened(due, engine, how.seconds)
    seen |= opened
    left = len(due) - len(opened)
    found = _without_rivals([*seen.values(), *unread])
    documents = sorted(found, key=lambda d: (d.symbol_id, d.document_id))
    return Found(documents, {m: one for m, one in seen.items() if one.sha256}, changed_at, left)


def _keys(key: str, *, again: bool) -> tuple[str, ...]:
    """The keys under which a file's result may be stored, normal or after a crash."""
    return (key,) if again else (key, key + _DIED)


def _may_be_document(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.name not in _NOT_DOCUMENTS and path.suffix.lower() != ".md"


def _failure_of(file: File, largest: int) -> str | None:
    """What keeps a file from being opened, according to its listing."""
    if file.odd is not None:
        fix = "Put the file itself there, or remove this"
        return str(UnreadableDocument(file.odd, fix))
    return None if file.size is None or file.size <= largest else _too_large(FileTooLarge(largest))


def _too_large(problem: FileTooLarge) -> str:
    fix = "Take it out of the raw folder, or increase engine.megabytes_per_file"
    return str(UnreadableDocument(str(problem), fix))


def _failed(path: UPath, name: str, failure: str) -> RawDocument:
    """A file that says nothing about itself."""
    return RawDocument(identity.document_id(None, None, _stem(name)), path, name, "", None,
                       failure=failure)  # fmt: skip


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _opened(due: Mapping[str, _File], engine: Engine, seconds: float) -> dict[str, RawDocument]:
    """What each file says about itself, for files opened before time runs out."""
    results, dead = _looked_at(due, engine, seconds)
    files = [due[key] for key in dead]
    for key, file, one in zip(dead, files, engine.map(_identify, files), strict=True):
        known = _failed(file.path, file.name, "") if isinstance(one, Died) else one
        results[key + _DIED] = replace(known, failure=known.failure or _died(known, dead[key]))
    return results


def _looked_at(
    due: Mapping[str, _File], engine: Engine, seconds: float
) -> tuple[dict[str, RawDocument], dict[str, str]]:
    """The same for files that crash no process, and why the others did."""
    until = time.monotonic() + seconds
    results: dict[str, RawDocument] = {}
    dead: dict[str, str] = {}
    looked_at = engine.map(_look_at, list(due.values()))
    names = [file.name for file in due.values()]
    for key, one in zip(due, watched("documents", looked_at, names), strict=True):
        if isinstance(one, Died):
            dead[key] = one.reason
        else:
            results[key] = one
        if time.monotonic() >= until:
            break
    return results, dead


def _died(document: RawDocument, reason: str) -> str:
    """The failure of a document that crashed the process reading it."""
    if document.symbol and document.language:
        return reason
    return f"Its text could not be searched for symbol and language. {reason}. {_name_it(document)}"


def _look_at(file: _File) -> RawDocument:
    """Identify a file by its name and bytes, or else by its first pages."""
    document, data = _from_file(file)
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
    """Identify a file without its pages."""
    return _with_id(_from_file(file)[0])


def _from_file(file: _File) -> tuple[RawDocument, bytes]:
    path, entry, stem = file.path, file.entry, _stem(file.name)
    try:
        data = read_regular(path, most=file.most)
    except FileTooLarge as problem:
        return _failed(path, file.name, _too_large(problem)), b""
    except OSError as problem:
        if not is_local(path) and not isinstance(problem, FileNotFoundError | PermissionError):
            raise  # unreachable storage says nothing about the document
        failure = UnreadableDocument(
            f"the file cannot be opened ({problem.strerror or problem})",
            "Check its owner and permissions",
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
    """The symbol from the register, else from the file's name."""
    if entry.symbol and len(entry.symbol) <= identity.LONGEST_SYMBOL:
        return entry.symbol
    return None if entry.symbol else identity.symbol_of_name(stem)


def _language(entry: Entry, stem: str) -> str | None:
    """The language from the register, else from the file's name."""
    return languages.code_of(entry.language) if entry.language else identity.language_of_name(stem)


def _require_entry(entry: Entry) -> None:
    """Raise UnreadableDocument if the register's values are impossible."""
    if entry.symbol and len(entry.symbol) > identity.LONGEST_SYMBOL:
        raise UnreadableDocument(
            f"its symbol in {REGISTER} has {len(entry.symbol)} characters: "
            f"{shortened(entry.symbol)!r}",
            "Write a symbol like A/74/336 there, or leave the cell empty",
        )
    if entry.language and languages.code_of(entry.language) is None:
        raise UnreadableDocument(
            f"its language in {REGISTER}, {shortened(entry.language)!r}, is unknown",
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
    """Raise UnreadableDocument for files that no reader has to look at."""
    if not data.strip():
        raise UnreadableDocument("the file is empty", _AGAIN)
    if document.media_type is None:
        raise UnreadableDocument("the file is neither a PDF nor a text", "Save it as one of them")
    named_pdf = document.path.suffix.lower() == ".pdf"
    if named_pdf and document.media_type != PDF:
        begins = identity.printable(data[:20].decode("utf-8", "replace").strip())
        raise UnreadableDocument(
            f"the file is named as a PDF but is not one: it begins with {begins!r}", _AGAIN
        )


def _from_text(document: RawDocument, data: bytes) -> RawDocument:
    """Fill in from the first pages what register and name do not say."""
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
            "its language is neither in its name nor recognizable from its text", _name_it(document)
        )
    languages.require(document.language)


def _name_it(document: RawDocument) -> str:
    return f"Name the file like A_74_336-zh{document.path.suffix}, or give it a row in {REGISTER}"


def _without_rivals(found: Sequence[RawDocument]) -> Iterator[RawDocument]:
    """The documents, with distinct ids.

    If several files have the same symbol, none is read, since it is impossible to know which is
    right. If different names happen to give the same id, or differ only in capitals, the first by
    name is read. A file that fails anyway does not affect others.
    """
    same: dict[str, list[RawDocument]] = defaultdict(list)
    for document in found:
        same[document.document_id.casefold()].append(document)
    for rivals in same.values():
        sound = sorted((r for r in rivals if not r.failure), key=lambda r: str(r.path))
        failed = sorted((r for r in rivals if r.failure), key=lambda r: str(r.path))
        if len(sound) > 1:
            sound = list(_resolved(sound))
        for number, rival in enumerate((*sound, *failed), start=1):
            name = rival.document_id if number == 1 else f"{rival.document_id}~{number}"
            yield replace(rival, document_id=name)


def _resolved(rivals: Sequence[RawDocument]) -> Iterator[RawDocument]:
    """Documents with one id: all of them failures, or all but the first."""
    first = rivals[0]
    files = " and ".join(identity.printable(str(rival.path)) for rival in rivals)
    alike = ", which have the same bytes" if len({r.sha256 for r in rivals}) == 1 else ""
    if alike or (first.symbol and all(rival.symbol == first.symbol for rival in rivals)):
        failure = UnreadableDocument(
            f"there are {len(rivals)} files for this document: {files}{alike}",
            "Keep one of them in the raw folders",
        )
        yield from (replace(rival, failure=str(failure)) for rival in rivals)
        return
    yield first
    for rival in rivals[1:]:
        failure = UnreadableDocument(
            f"its id {rival.document_id} would be the same as that of {first.source_file}",
            f"Rename one of the two files, or give it a symbol in {REGISTER}",
        )
        yield replace(rival, failure=str(failure))
