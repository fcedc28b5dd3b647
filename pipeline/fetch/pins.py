"""`raw.lock`: what each fetched file is, so that a change here or there is noticed.

JSON, its files in alphabetical order, so that a change is a short diff.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from pipeline.checked import Section, read_json
from pipeline.documents import identity
from pipeline.documents.register import PINS
from pipeline.errors import BadPins
from pipeline.fetch.model import Wanted
from pipeline.storage import Place, write_whole

#: A file of the raw folder itself, whatever a lock file from elsewhere says.
_File = Annotated[str, StringConstraints(pattern=r"^\w[\w.-]*\.pdf$")]


def _symbol(text: str) -> str:
    if not identity.is_symbol(text):
        raise ValueError("it is no symbol")
    return text


class Pin(Section):
    """One fetched file.

    Attributes:
        symbol: of the document.
        language: ISO 639-1.
        address: that was asked for it, before redirections.
        sha256: of its bytes, hexadecimal.
        size: its bytes.
    """

    symbol: Annotated[str, AfterValidator(_symbol)]
    language: str = Field(pattern="^[a-z]{2}$")
    address: str = Field(pattern="^https?://")
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    size: int = Field(gt=0)

    @property
    def wanted(self) -> Wanted:
        """What was asked for."""
        return Wanted(self.symbol, self.language)


class _LockFile(Section):
    files: dict[_File, Pin]

    @model_validator(mode="after")
    def _names_are_of_what_is_pinned(self) -> Self:
        for name, pin in self.files.items():
            if name != pin.wanted.file:
                raise ValueError(f"{name} is no file of {pin.symbol} in {pin.language}")
        return self


def read_pins(raw: Place) -> dict[str, Pin]:
    """The pins of a raw folder by file; none where there is no lock file.

    Raises:
        BadPins: it breaks its form; every place is named.
    """
    path = raw / PINS
    return dict(read_json(path, _LockFile, BadPins).files) if path.is_file() else {}


def write_pins(raw: Place, pins: Mapping[str, Pin]) -> None:
    """Writes the pins of a raw folder."""
    files = {name: pins[name].model_dump() for name in sorted(pins)}
    text = json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n"
    write_whole(raw / PINS, text.encode("utf-8"))
