"""Reads TOML and JSON files that people write, and validates them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import BadFile

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
    from upath import UPath


class StrictModel(BaseModel):
    """A file or a section of one. Unknown names are errors, so that typos do not go unnoticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=BaseModel)


def read_toml(
    file: Path | UPath,
    model: type[Model],
    error: type[BadFile],
) -> Model:
    """Reads a TOML file.

    Args:
        file: to be read.
        model: the shape that it must have.
        error: raised if it does not.

    Raises:
        BadFile: as the class `error`. It is not valid TOML, or does not fit the model; lists every
            problem.
    """
    return _checked(file, _loaded(file, tomllib.loads, "TOML", error), model, error)


def read_json(file: Path | UPath, model: type[Model], error: type[BadFile]) -> Model:
    """Reads a JSON file in the same way."""
    return _checked(file, _loaded(file, json.loads, "JSON", error), model, error)


def _loaded(file: Path | UPath, load: Callable[[str], Any], name: str, error: type[BadFile]) -> Any:
    try:
        return load(file.read_text(encoding="utf-8"))
    except ValueError as problem:  # from either parser, or from decoding UTF-8
        raise error(file, [f"it is not valid {name}: {problem}"]) from problem


def _checked(
    file: Path | UPath,
    values: Any,
    model: type[Model],
    error: type[BadFile],
) -> Model:
    try:
        return model.model_validate(values)
    except ValidationError as problem:
        raise error(file, [_place(one) for one in problem.errors()]) from problem


def _place(problem: ErrorDetails) -> str:
    """Where something is wrong, and what."""
    place = ".".join(map(str, problem["loc"]))
    if problem["type"] == "extra_forbidden":
        return f"{place}: there is no such entry"
    reason = problem["msg"].removeprefix("Value error, ")  # what Pydantic puts before our messages
    return f"{place}: {reason} (got {problem['input']!r})"
