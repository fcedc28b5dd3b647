"""Options and exit codes that several commands of the command line share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from upath import UPath

    from pipeline.settings import Settings

OK = 0
SOME_DOCUMENTS_FAILED = 1
BLOCKED = 3
DIFFERS = 3
NOT_KNOWN = 4
INTERNAL_ERROR = 70


class _Folder(click.ParamType["UPath"]):
    """A folder, by its path or URL; an environment variable may hold several.

    Args:
        exists: whether it must exist. A bucket must in any case.
    """

    name = "folder"

    def __init__(self, *, exists: bool) -> None:
        self.exists = exists

    def split_envvar_value(self, rv: str) -> Sequence[str]:
        """The folders that a variable names."""
        from pipeline.storage import split_paths

        return split_paths(rv)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> UPath:
        """The folder, checked to be usable."""
        from pipeline.errors import BadStorage
        from pipeline.storage import is_local, location, require

        try:
            folder = location(value)
            if self.exists or not is_local(folder):
                require(folder)
        except (BadStorage, ValueError) as problem:
            self.fail(str(problem), param, ctx)
        if is_local(folder) and folder.exists() and not folder.is_dir():
            self.fail(f"{folder} is a file, not a folder.", param, ctx)
        return folder


raw_option = click.option(
    "--raw",
    "raw",
    multiple=True,
    type=_Folder(exists=True),
    envvar="PIPELINE_RAW",
    default=("raw",),
    show_default=True,
    help="Folder of documents, or s3://BUCKET/FOLDER. Can be repeated. "
    "[env: PIPELINE_RAW, with several separated as in PATH]",
)
outputs_option = click.option(
    "--outputs",
    type=_Folder(exists=False),
    envvar="PIPELINE_OUTPUTS",
    default="outputs",
    show_default=True,
    help="Folder of published tables, or s3://BUCKET/FOLDER. [env: PIPELINE_OUTPUTS]",
)


def settings_of_command() -> Settings:
    """The settings.

    Raises:
        click.UsageError: the settings file is not valid.
    """
    from pipeline.errors import BadSettings
    from pipeline.settings import read_settings

    try:
        return read_settings()
    except BadSettings as problem:
        raise click.UsageError(str(problem)) from problem
