"""Options and exit codes that several commands of the command line share."""

from __future__ import annotations

import os
from pathlib import Path

import click

OK = 0
SOME_DOCUMENTS_FAILED = 1
BLOCKED = 3
DIFFERS = 3
NOT_KNOWN = 4
INTERNAL_ERROR = 70


class _Folders(click.Path):
    """A folder option that may come several times from one environment variable."""

    envvar_list_splitter = os.pathsep


raw_option = click.option(
    "--raw",
    "raw",
    multiple=True,
    type=_Folders(exists=True, file_okay=False, path_type=Path),
    envvar="PIPELINE_RAW",
    default=("raw",),
    show_default=True,
    help="Folder with documents; may be given several times. "
    "[env: PIPELINE_RAW, several parted as in PATH]",
)
outputs_option = click.option(
    "--outputs",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="PIPELINE_OUTPUTS",
    default="outputs",
    show_default=True,
    help="Folder that tables are published to. [env: PIPELINE_OUTPUTS]",
)
