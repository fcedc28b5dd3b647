"""What is known about a document before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from upath import UPath

PDF = "application/pdf"
TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file in a raw folder.

    Attributes:
        document_id: symbol and language as in official file names, `A_74_336-zh`; the file's own
            name if it has no symbol.
        path: the file.
        source_file: its path within the raw folder, with `/`.
        sha256: checksum of its bytes, hexadecimal.
        media_type: `application/pdf` or `text/plain` according to its first bytes, else None.
        symbol: `A/74/336`, None if neither register, name nor text gives one.
        language: ISO 639-1, None if unknown.
        title: from the register.
        published_on: from the register, else from the masthead.
        source_url: from the register.
        session: the session it was written for, from the masthead.
        agenda_item: the agenda item it was written under, from the masthead.
        remarks: what a reader should know about how it was read, one clause each.
        printed_symbol: the symbol in the masthead, which may differ; several are separated by `; `.
        failure: a sentence that says why it cannot be read; None if there is no reason so far.
    """

    document_id: str
    path: UPath
    source_file: str
    sha256: str
    media_type: str | None
    symbol: str | None = None
    language: str | None = None
    title: str | None = None
    published_on: date | None = None
    source_url: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    printed_symbol: str | None = None
    failure: str | None = None
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check that the id can be the name of a folder.

        Raises:
            ValueError: it cannot; this never happens for ids made from file names or symbols.
        """
        if "/" in self.document_id or self.document_id in {"", ".", ".."}:
            raise ValueError(f"{self.document_id!r} cannot be the id of a document")

    @property
    def symbol_id(self) -> str:
        """What the language editions of a document share: its id without the language."""
        return self.document_id.removesuffix(f"-{self.language}")
