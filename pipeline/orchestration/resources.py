"""Which folders a run reads and writes, and where values wait between two assets."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg

RAW_VARIABLE = "PIPELINE_RAW"
OUTPUTS_VARIABLE = "PIPELINE_OUTPUTS"
#: Under the outputs folder; holds pickled values between two assets, nothing published.
WORK_FOLDER = ".work"


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The folders that documents are found in and the one that tables are published to."""

    raw: list[str]
    outputs: str

    @property
    def raw_paths(self) -> list[Path]:
        """Where documents are looked for."""
        return [Path(folder) for folder in self.raw]

    @property
    def outputs_path(self) -> Path:
        """Where tables and Data Docs go."""
        return Path(self.outputs)


def folders_from_environment() -> Folders:
    """`PIPELINE_RAW` (several folders parted as in `PATH`) and `PIPELINE_OUTPUTS`, or defaults."""
    raw = [f for f in os.environ.get(RAW_VARIABLE, "").split(os.pathsep) if f]
    return Folders(raw=raw or ["raw"], outputs=os.environ.get(OUTPUTS_VARIABLE) or "outputs")


def intermediate_values(outputs: str | Path) -> dg.FilesystemIOManager:
    """Keeps values in files, so that assets may run in processes of their own."""
    return dg.FilesystemIOManager(base_dir=str(Path(outputs).absolute() / WORK_FOLDER))


def resources(folders: Folders, *, in_memory: bool) -> dict[str, object]:
    """All resources by name.

    Args:
        folders: what is read and written.
        in_memory: keep intermediate values in this process; only for runs within one process.
    """
    kept = dg.mem_io_manager if in_memory else intermediate_values(folders.outputs)
    return {"folders": folders, "io_manager": kept}
