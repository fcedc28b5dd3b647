"""Files that people write in TOML or JSON, checked when they are read."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
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


def read_toml(
    file: Path | UPath,
    model: type[Model],
    error: type[BadFile],
    context: Mapping[str, Any] | None = None,
) -> Model:
    """What a TOML file says.

    Args:
        file: to be read.
        model: what it has to be.
        error: what is raised where it is not.
        context: what the model's validators are told.

    Raises:
        BadFile: of the class `error`; it is no TOML, or holds what it may not: each place is named.
    """
    return _checked(file, _loaded(file, tomllib.loads, "TOML", error), model, error, context)


def read_json(file: Path | UPath, model: type[Model], error: type[BadFile]) -> Model:
    """The same of a JSON file."""
    return _checked(file, _loaded(file, json.loads, "JSON", error), model, error)


def _loaded(file: Path | UPath, load: Callable[[str], Any], name: str, error: type[BadFile]) -> Any:
    try:
        return load(file.read_text(encoding="utf-8"))
    except ValueError as problem:  # both parsers' errors and that of UTF-8 are ValueErrors
        raise error(file, [f"it is no {name}: {problem}"]) from problem


def _checked(
    file: Path | UPath,
    values: Any,
    model: type[Model],
    error: type[BadFile],
    context: Mapping[str, Any] | None = None,
) -> Model:
    try:
        return model.model_validate(values, context=context)
    except ValidationError as problem:
        places = [
            f"{'.'.join(map(str, one['loc']))}: {one['msg']} (it says {one['input']!r})"
            for one in problem.errors()
        ]
        raise error(file, places) from problem
