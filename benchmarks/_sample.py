"""The sample documents, which benchmarks read by default."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

SAMPLE = Path(__file__).resolve().parents[1] / "raw"


def documents_option(words: str) -> Callable[[Any], Any]:
    """The option `--documents`: a folder; by default, the sample.

    Args:
        words: its help text.
    """
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option("--documents", type=folder, default=SAMPLE, help=words)
