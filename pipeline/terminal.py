"""Terminal output of the commands: progress bars, tables, and the findings of checks."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from pipeline.markup import TableBlock, blocks

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def table(title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Prints rows as a table; separates cells by tabs if standard output is not a terminal."""
    lines = [list(row.values()) for row in rows]
    head = list(rows[0]) if rows else []
    if sys.stdout.isatty():
        _draw(title, head, lines)
        return
    click.echo(title)
    for line in [head, *lines] if rows else []:
        click.echo(_line(line))


def findings(markdown: str, *, err: bool = False) -> None:
    """What a check found: its sentences as lines, its rows as tables.

    Args:
        markdown: as `TableReport.markdown` writes it.
        err: whether it goes to standard error.
    """
    for block in blocks(markdown):
        if not isinstance(block, TableBlock):
            click.echo(block, err=err)
        elif (sys.stderr if err else sys.stdout).isatty():
            _draw(None, block.head, block.rows, err=err)
        else:
            for row in (block.head, *block.rows):
                click.echo(_line(row), err=err)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "document"), counted(1200, "document"), counted(0, "country", "countries")
    ('1 document', '1,200 documents', '0 countries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _line(cells: Iterable[Any]) -> str:
    return "\t".join("" if cell is None else str(cell) for cell in cells)


def _draw(
    title: str | None, head: Sequence[str], rows: Sequence[Sequence[Any]], *, err: bool = False
) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title, title_justify="left")
    for name in head:
        drawn.add_column(Text(name))
    for row in rows:
        # Text objects, because rich reads brackets in plain strings as markup.
        drawn.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    Console(stderr=err).print(drawn)


class _ProgressHandler(logging.Handler):
    """Shows the records of `pipeline.progress`: as bars on a terminal, otherwise as lines."""

    def __init__(self, bars: Progress | None) -> None:
        super().__init__()
        self.bars = bars
        self.stages: dict[str, TaskID] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Shows one record."""
        if self.bars is None:
            if record.levelno >= logging.INFO:
                click.echo(record.getMessage(), err=True)
            return
        values = record.__dict__
        stage, done = values["stage"], values["done"]
        if stage not in self.stages:
            self.stages[stage] = self.bars.add_task(stage, total=values["total"], what="")
        task = self.stages[stage]
        if done is not None:
            self.bars.update(task, completed=done)
        elif values["ended"]:
            self.bars.update(task, advance=1, what="")
        else:
            self.bars.update(task, what=values["what"])


@contextmanager
def progress(*, lines: bool = True) -> Iterator[None]:
    """Shows the progress of the code inside on standard error.

    Args:
        lines: print lines if standard error is not a terminal.
    """
    logger = logging.getLogger("pipeline.progress")
    level, propagate = logger.level, logger.propagate
    with _bars() as bars:
        if bars is None and not lines:
            yield
            return
        handler = _ProgressHandler(bars)
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
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

    columns = (
        TextColumn("{task.description:<17}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        yield bars
