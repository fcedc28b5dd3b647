"""Terminal output of the commands: progress bars and tables."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def table(title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Prints rows as a table; separates cells by tabs if standard output is not a terminal."""
    if not sys.stdout.isatty():
        click.echo(title)
        for row in rows:
            click.echo("\t".join("" if value is None else str(value) for value in row.values()))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title, title_justify="left")
    for name in rows[0] if rows else ():
        drawn.add_column(name)
    for row in rows:
        # Text objects, because rich reads brackets in plain strings as markup.
        drawn.add_row(*(Text("" if value is None else str(value)) for value in row.values()))
    Console().print(drawn)


class _ProgressHandler(logging.Handler):
    """Shows the records of `pipeline.progress`: as bars on a terminal, otherwise as lines."""

    def __init__(self, bars: Progress | None) -> None:
        super().__init__()
        self.bars = bars
        self.stages: dict[str, TaskID] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Shows one record."""
        if self.bars is None:
            click.echo(record.getMessage(), err=True)
            return
        values = record.__dict__
        stage, done, total = values["stage"], values["done"], values["total"]
        if stage not in self.stages:
            self.stages[stage] = self.bars.add_task(stage, total=total)
        self.bars.update(self.stages[stage], completed=done)


@contextmanager
def progress() -> Iterator[None]:
    """Shows the progress of the code inside on standard error."""
    logger = logging.getLogger("pipeline.progress")
    level, propagate = logger.level, logger.propagate
    with _bars() as bars:
        handler = _ProgressHandler(bars)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        try:
            yield
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate


@contextmanager
def _bars() -> Iterator[Progress | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bars:
        yield bars
