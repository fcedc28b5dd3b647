"""Which folders a run reads and writes, and by which engine it reads."""

from __future__ import annotations

import os
from collections.abc import Iterator

import dagster as dg
from upath import UPath

from pipeline.engines import Engine, engine
from pipeline.reading.corpus import Corpus
from pipeline.reading.store import Store
from pipeline.settings import EngineSettings, Settings
from pipeline.storage import is_local, location, parted, require

RAW_VARIABLE = "PIPELINE_RAW"
OUTPUTS_VARIABLE = "PIPELINE_OUTPUTS"
#: Under the outputs folder; holds what has been read of documents, nothing published.
WORK_FOLDER = ".work"


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The folders that documents are found in and the one that tables are published to.

    Each may be an address that fsspec knows, such as `s3://bucket/raw`. `force` reads again what
    is unchanged.
    """

    raw: list[str]
    outputs: str
    shards: int
    force: bool = False

    @property
    def raw_paths(self) -> list[UPath]:
        """Where documents are looked for."""
        return [location(folder) for folder in self.raw]

    @property
    def outputs_path(self) -> UPath:
        """Where tables, Data Docs and releases go."""
        return location(self.outputs)

    def require(self) -> None:
        """Makes sure that what is to be read is there, and that a bucket for the tables is.

        Raises:
            BadStorage: it is not; the text says what is wrong and the mend.
        """
        outputs = [] if is_local(self.outputs_path) else [self.outputs_path]
        for folder in [*self.raw_paths, *outputs]:
            require(folder)

    @property
    def corpus(self) -> Corpus:
        """The documents and what has been read of them."""
        return Corpus(Store(self.outputs_path / WORK_FOLDER), self.shards)


def engine_of(settings: EngineSettings) -> dg.ResourceDefinition:
    """The engine that reads documents, open as long as a run lasts."""

    @dg.resource(description=f"Reads documents: {settings.kind}.")
    def opened() -> Iterator[Engine]:
        with engine(settings) as reader:
            yield reader

    return opened


def folders_from_environment(settings: Settings) -> Folders:
    """`PIPELINE_RAW` (several folders parted as in `PATH`) and `PIPELINE_OUTPUTS`, or defaults."""
    return Folders(
        raw=parted(os.environ.get(RAW_VARIABLE, "")) or ["raw"],
        outputs=os.environ.get(OUTPUTS_VARIABLE) or "outputs",
        shards=settings.partitions.shards,
    )


def resources(folders: Folders, settings: Settings) -> dict[str, object]:
    """All resources by name."""
    return {"folders": folders, "engine": engine_of(settings.engine)}
