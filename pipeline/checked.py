"""Files that people write in TOML or JSON, checked when they are read."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import BadFile

if TYPE_CHECKING:
    from upath import UPath


class Section(BaseModel):
    """A part of a file; a name that is not known is an error, so that no typing slip is lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=BaseModel)


def read_toml(file: Path | UPath, model: type[Model], error: type[BadFile]) -> Model:
    """What a TOML file says.

    Raises:
        BadFile: of the class `error`; it is no TOML, or holds what it may not: each place is named.
    """
    return _read(file, tomllib.loads, "TOML", model, error)


def read_json(file: Path | UPath, model: type[Model], error: type[BadFile]) -> Model:
    """The same of a JSON file."""
    return _read(file, json.loads, "JSON", model, error)


def _read(
    file: Path | UPath,
    load: Callable[[str], Any],
    name: str,
    model: type[Model],
    error: type[BadFile],
) -> Model:
    try:
        values = load(file.read_text(encoding="utf-8"))
    except ValueError as problem:  # both parsers' errors and that of UTF-8 are ValueErrors
        raise error(file, [f"it is no {name}: {problem}"]) from problem
    try:
        return model.model_validate(values)
    except ValidationError as problem:
        places = [
            f"{'.'.join(map(str, one['loc']))}: {one['msg']} (it says {one['input']!r})"
            for one in problem.errors()
        ]
        raise error(file, places) from problem
