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
from pipeline.pages.model import Page
from pipeline.pages.reader import read_pages
from pipeline.storage import files_below, is_local, location, read_whole
from pipeline.unreadable import UnreadableDocument

#: Pages that are looked at for the symbol and the language of a file whose name tells neither.
_PAGES_LOOKED_AT = 3
_NOT_DOCUMENTS = (REGISTER, PINS, SERIES)


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


def find_documents(folders: Sequence[Path | UPath]) -> list[RawDocument]:
    """The documents of the raw folders and of all folders below them, in the order of their ids.

    Hidden files, Markdown files, the register and what `pipeline fetch` keeps beside it are no
    documents. A file that cannot be read is in the list with its failure; of several files for
    one document all are, and none is read.

    Raises:
        BadRegister: a register breaks its form.
    """
    return look_through(folders, {}).documents


def look_through(
    folders: Sequence[Path | UPath],
    looked_at: Mapping[str, RawDocument],
    *,
    seconds: float = math.inf,
) -> Found:
    """The same, without opening a file again that was looked at before and has not changed.

    Args:
        folders: raw folders, on this machine or elsewhere.
        looked_at: as a look before gave it; `{}` to open all.
        seconds: after which no other file is opened, and the rest is left.

    Raises:
        BadRegister: a register breaks its form.
    """
    seen: dict[str, RawDocument] = {}
    changed_at: dict[UPath, float] = {}
    left = 0
    until = time.monotonic() + seconds
    for folder in map(location, folders):
        entries = read_register(folder)
        for file in files_below(folder):
            if not _may_be_document(file.name):
                continue
            path, entry = folder / file.name, entries.get(file.name, Entry())
            mark = f"{path}\0{file.stamp}\0{entry}"
            if mark not in looked_at and time.monotonic() >= until:
                left += 1
                continue
            seen[mark] = looked_at.get(mark) or _describe(path, file.name, entry)
            if file.changed_at is not None:
                changed_at[path] = file.changed_at
    documents = sorted(_without_rivals(list(seen.values())), key=lambda d: (d.work, d.document_id))
    return Found(documents, {m: one for m, one in seen.items() if one.sha256}, changed_at, left)


def _may_be_document(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.name not in _NOT_DOCUMENTS and path.suffix.lower() != ".md"


def _describe(path: UPath, source_file: str, entry: Entry) -> RawDocument:
    try:
        data = read_whole(path)
    except OSError as problem:
        if not is_local(path) and not isinstance(problem, FileNotFoundError | PermissionError):
            raise  # a storage that cannot be reached says nothing about the document
        failure = str(
            UnreadableDocument(
                f"the file cannot be opened ({problem.strerror or problem})",
                "Look at its owner and permissions",
            )
        )
        return RawDocument(path.stem, path, source_file, "", None, failure=failure)
    document = RawDocument(
        document_id=path.stem,
        path=path,
        source_file=source_file,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_media_type(data),
        title=entry.title,
        published_on=entry.published_on,
        source_url=entry.source_url,
        symbol=entry.symbol or identity.symbol_of_name(path.stem),
        language=entry.language or identity.language_of_name(path.stem),
    )
    try:
        _require_readable(data, document)
        document = _from_text(document, data)
        _require_language(document)
    except UnreadableDocument as problem:
        document = replace(document, failure=str(problem))
    name = identity.document_id(document.symbol, document.language, path.stem)
    return replace(document, document_id=name)


def _media_type(data: bytes) -> str | None:
    if b"%PDF-" in data[:1024]:
        return PDF
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" not in data:
        return TEXT
    return None


def _require_readable(data: bytes, document: RawDocument) -> None:
    """Raises UnreadableDocument for what no reader needs to be asked about."""
    again = "Fetch the document again"
    if not data.strip():
        raise UnreadableDocument("the file is empty", again)
    if document.media_type is None:
        raise UnreadableDocument("the file is neither a PDF nor a text", "Save it as one of them")
    named_pdf = document.path.suffix.lower() == ".pdf"
    if named_pdf and document.media_type != PDF:
        begins = data[:20].decode("utf-8", "replace").strip()
        raise UnreadableDocument(
            f"the file is named a PDF and is none: it begins {begins!r}", again
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
            "its language is neither in its name nor told by its text",
            f"Name the file like A_74_336-zh{document.path.suffix}, or give it a row in {REGISTER}",
        )
    languages.load(document.language)


def _without_rivals(found: Sequence[RawDocument]) -> Iterator[RawDocument]:
    """The documents, those with several files as failures of their own, each with its own id."""
    same: dict[str, list[RawDocument]] = defaultdict(list)
    for document in found:
        same[document.document_id].append(document)
    for rivals in same.values():
        if len(rivals) == 1:
            yield rivals[0]
            continue
        files = " and ".join(str(rival.path) for rival in rivals)
        alike = ", which are the same bytes" if len({r.sha256 for r in rivals}) == 1 else ""
        failure = str(
            UnreadableDocument(
                f"there are {len(rivals)} files for this one document: {files}{alike}",
                "Keep one of them in the raw folders",
            )
        )
        for number, rival in enumerate(rivals, start=1):
            name = rival.document_id if number == 1 else f"{rival.document_id}~{number}"
            yield replace(rival, document_id=name, failure=failure)
