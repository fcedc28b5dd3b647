"""What an operator may set: one TOML file, checked when it is read."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.errors import BadSettings

SETTINGS_VARIABLE = "PIPELINE_SETTINGS"
SETTINGS_FILE = "settings.toml"


class _Section(BaseModel):
    """A part of the file; a name that is not known is an error, so that no typing slip is lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Partitions(_Section):
    """How documents are divided: into so many shards.

    A backfill reads at most `per_run` of them in one run, None being all.
    """

    shards: int = Field(default=32, ge=1, le=256)
    per_run: int | None = Field(default=None, ge=1)


class EngineSettings(_Section):
    """Where documents are read.

    `workers` counts the processes of a pool, None being a process a core; `address` is that of a
    Dask scheduler. A document that takes longer than `minutes_per_document` fails.
    """

    kind: Literal["serial", "pool", "dask"] = "pool"
    workers: int | None = Field(default=None, ge=1)
    address: str | None = None
    minutes_per_document: float = Field(default=30, gt=0)

    @model_validator(mode="after")
    def _dask_has_an_address(self) -> Self:
        if self.kind == "dask" and not self.address:
            raise ValueError('kind = "dask" needs address = "tcp://HOST:8786", of the scheduler')
        return self


class Settings(_Section):
    """The whole file; what is left out has the value that it has here."""

    partitions: Partitions = Partitions()
    engine: EngineSettings = EngineSettings()


def read_settings(path: Path | None = None) -> Settings:
    """The settings of a file.

    Args:
        path: the file; without it the one that `PIPELINE_SETTINGS` names, else `settings.toml`
            in the working directory, which need not be there.

    Raises:
        BadSettings: the file is not there though it is named, is no TOML, or holds what it may
            not; each place is named.
    """
    named = path or (Path(os.environ[SETTINGS_VARIABLE]) if _is_named() else None)
    file = named or Path(SETTINGS_FILE)
    if not file.is_file():
        if named is None:
            return Settings()
        raise BadSettings(file, [f"there is no such file; write one, or unset {SETTINGS_VARIABLE}"])
    try:
        return Settings.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadSettings(file, [f"it is no TOML: {problem}"]) from problem
    except ValidationError as problem:
        places = [
            f"{'.'.join(map(str, error['loc']))}: {error['msg']} (it says {error['input']!r})"
            for error in problem.errors()
        ]
        raise BadSettings(file, places) from problem


def _is_named() -> bool:
    return bool(os.environ.get(SETTINGS_VARIABLE))
