"""The resources of a run: the folders it reads and writes, and the engine that reads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import dagster as dg
from upath import UPath

from pipeline.engines import Died, Engine, Pool, engine, opener, publisher
from pipeline.engines.engine import Item, Result
from pipeline.orchestration.heartbeat import beating
from pipeline.reading.cache import Cache
from pipeline.reading.corpus import Corpus
from pipeline.settings import EngineSettings, Settings
from pipeline.storage import LARGEST_FILE, Place, is_local, location, require, split_paths
from pipeline.tables.set_aside import USUAL, Limit

RAW_VARIABLE = "PIPELINE_RAW"
OUTPUTS_VARIABLE = "PIPELINE_OUTPUTS"
#: Within the outputs folder; holds the cache and nothing that is published.
WORK_FOLDER = ".work"


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The raw folders and the outputs folder.

    Each may be any URL that fsspec supports, such as `s3://bucket/raw`. Files of more than
    `largest_file` bytes are not opened. `force` reads unchanged documents again. Nothing is
    published if more figures are set aside than `set_aside_share` and `set_aside_figures` allow.
    """

    raw: list[str]
    outputs: str
    shards: int
    largest_file: int = LARGEST_FILE
    force: bool = False
    set_aside_share: float = USUAL.share
    set_aside_figures: int = USUAL.figures

    @property
    def raw_paths(self) -> list[UPath]:
        """The raw folders."""
        return [location(folder) for folder in self.raw]

    @property
    def outputs_path(self) -> UPath:
        """The folder of tables, Data Docs and releases."""
        return location(self.outputs)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Folders]:
        """Yields the folders; the run sends heartbeats while it has them."""
        with ExitStack() as stack:
            if context.instance and context.run_id:
                stack.enter_context(beating(context.instance, context.run_id))
            yield self

    def require(self) -> None:
        """Make sure that the raw folders exist, and the bucket for the tables if there is one.

        Raises:
            BadStorage: one does not; the text says what is wrong and how to fix it.
        """
        outputs = [] if is_local(self.outputs_path) else [self.outputs_path]
        for folder in [*self.raw_paths, *outputs]:
            require(folder)

    @property
    def limit(self) -> Limit:
        """How many figures may be set aside."""
        return Limit(self.set_aside_share, self.set_aside_figures)

    @property
    def corpus(self) -> Corpus:
        """The documents and what has been read of them."""
        cache = Cache(self.outputs_path / WORK_FOLDER)
        return Corpus(cache, self.shards, tuple(self.raw_paths), self.largest_file)


def opener_of(settings: EngineSettings) -> dg.ResourceDefinition:
    """The local processes that open documents, from their first use to the end of the run."""

    @dg.resource(description="Local processes that open documents.")
    def opened() -> Iterator[Pool]:
        with opener(settings) as pool:
            yield pool

    return opened


def engine_of(settings: EngineSettings) -> dg.ResourceDefinition:
    """The engine that reads documents, open from its first use to the end of the run."""

    @dg.resource(
        description=f"Reads documents: {settings.kind}.", required_resource_keys={"opening"}
    )
    def opened(context: dg.InitResourceContext) -> Iterator[Engine]:
        if settings.kind != "dask":
            yield context.resources.opening
            return
        with ExitStack() as stack:
            yield _WhenAsked(settings, stack)

    return opened


class _WhenAsked:
    """An engine that is opened by the first step that has something to read.

    A failure is then that of the step: it is retried if it is transient, and reported.
    """

    def __init__(self, settings: EngineSettings, stack: ExitStack) -> None:
        self._settings = settings
        self._stack = stack
        self._engine: Engine | None = None

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result | Died]:
        """See `Engine`."""
        if not items:
            return iter(())
        if self._engine is None:
            self._engine = self._stack.enter_context(engine(self._settings))
        return self._engine.map(function, items)


def publisher_of(settings: EngineSettings, publishing: Pool | None) -> dg.ResourceDefinition:
    """The processes that check and write what is published, open to the end of the run.

    They have much to import, so the first starts with the run, while documents are read.
    """

    @dg.resource(description="Processes that check and write what is published.")
    def opened() -> Iterator[Pool]:
        if publishing is not None:
            yield publishing
            return
        with publisher(settings) as pool:
            pool.start()
            yield pool

    return opened


def folders_from_environment(settings: Settings) -> Folders:
    """`PIPELINE_RAW` (folders separated as in `PATH`) and `PIPELINE_OUTPUTS`, or defaults."""
    return folders_of(
        split_paths(os.environ.get(RAW_VARIABLE, "")) or ["raw"],
        os.environ.get(OUTPUTS_VARIABLE) or "outputs",
        settings,
    )


def folders_of(
    raw: Sequence[str | Place], outputs: str | Place, settings: Settings, *, force: bool = False
) -> Folders:
    """The folders as absolute paths, valid in every process, whatever its working directory."""
    return Folders(
        raw=[str(location(folder).absolute()) for folder in raw],
        outputs=str(location(outputs).absolute()),
        shards=settings.partitions.shards,
        largest_file=settings.engine.largest_file,
        force=force,
        set_aside_share=settings.set_aside.share,
        set_aside_figures=settings.set_aside.figures,
    )


def resources(
    folders: Folders, settings: Settings, publishing: Pool | None = None
) -> dict[str, object]:
    """All resources by name; `publishing` are the publishing processes if they run already."""
    return {
        "folders": folders,
        "opening": opener_of(settings.engine),
        "engine": engine_of(settings.engine),
        "publishing": publisher_of(settings.engine, publishing),
    }
