"""What is known of a document before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from upath import UPath

PDF = "application/pdf"
TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One file of a raw folder.

    Attributes:
        document_id: symbol and language in the form of official file names, `A_74_336-zh`; the
            file's own name where it has no symbol.
        path: the file.
        source_file: its path within the raw folder, with `/`.
        sha256: of its bytes, hexadecimal.
        media_type: `application/pdf` or `text/plain` by its first bytes, else None.
        symbol: `A/74/336`, None where neither register, name nor text gives one.
        language: ISO 639-1, None where it cannot be told.
        title: from the register.
        published_on: from the register, else from the masthead.
        source_url: from the register.
        session: of the body that it was written for, from the masthead.
        agenda_item: that it was written under, from the masthead.
        remarks: what a reader should know of how it was read, a clause each.
        printed_symbol: the symbol in the masthead, which may be another; several parted by `; `.
        failure: why it cannot be read, a sentence; None where nothing speaks against it yet.
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
        """Makes sure of an id that can name a folder.

        Raises:
            ValueError: it cannot; none that is made of a file's name or of a symbol is such.
        """
        if "/" in self.document_id or self.document_id in {"", ".", ".."}:
            raise ValueError(f"{self.document_id!r} is no id of a document")

    @property
    def work(self) -> str:
        """The document whatever its language: its id without the language."""
        return self.document_id.removesuffix(f"-{self.language}")
