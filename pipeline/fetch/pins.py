"""`raw.lock`: the checksum of each fetched file, to detect changes here and at the service.

JSON with its files in alphabetical order, so that diffs stay short.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from pipeline.config_files import StrictModel, read_json
from pipeline.documents import identity
from pipeline.documents.register import PINS
from pipeline.errors import BadPins
from pipeline.fetch.outcome import Wanted
from pipeline.storage import Place, write_whole

#: A file directly in the raw folder: a lock file must not point outside it.
_File = Annotated[str, StringConstraints(pattern=r"^\w[\w.-]*\.pdf$")]


def _symbol(text: str) -> str:
    if not identity.is_symbol(text):
        raise ValueError("not a symbol")
    return text


class Pin(StrictModel):
    """One fetched file.

    Attributes:
        symbol: of the document.
        language: ISO 639-1.
        address: the URL requested, before redirects.
        sha256: of the file, hexadecimal.
        size: in bytes.
    """

    symbol: Annotated[str, AfterValidator(_symbol)]
    language: str = Field(pattern="^[a-z]{2}$")
    address: str = Field(pattern="^https?://")
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    size: int = Field(gt=0)

    @property
    def wanted(self) -> Wanted:
        """The request that fetched it."""
        return Wanted(self.symbol, self.language)


class _LockFile(StrictModel):
    files: dict[_File, Pin]

    @model_validator(mode="after")
    def _names_match_symbols(self) -> Self:
        for name, pin in self.files.items():
            if name != pin.wanted.file:
                raise ValueError(
                    f"{name} is not the file name of {pin.symbol} in {pin.language}; that is "
                    f"{pin.wanted.file}"
                )
        return self


def read_pins(raw: Place) -> dict[str, Pin]:
    """Reads a raw folder's pins by file name; empty if there is no lock file.

    Raises:
        BadPins: the file is invalid; lists every problem.
    """
    path = raw / PINS
    return dict(read_json(path, _LockFile, BadPins).files) if path.is_file() else {}


def write_pins(raw: Place, pins: Mapping[str, Pin]) -> None:
    """Writes a raw folder's pins."""
    files = {name: pins[name].model_dump() for name in sorted(pins)}
    text = json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n"
    write_whole(raw / PINS, text.encode("utf-8"))
