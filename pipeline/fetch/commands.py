"""The command line of `pipeline fetch`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from pipeline import terminal
from pipeline.errors import BadFile, BadRequest
from pipeline.options import (
    DIFFERS,
    INTERNAL_ERROR,
    NOT_KNOWN,
    OK,
    SOME_DOCUMENTS_FAILED,
    raw_option,
)

if TYPE_CHECKING:
    from upath import UPath

    from pipeline.fetch.model import Wanted
    from pipeline.settings import FetchSettings


@click.command()
@click.argument("symbols", nargs=-1, metavar="[SYMBOL]…")
@raw_option
@click.option(
    "--languages",
    "-l",
    multiple=True,
    metavar="CODES",
    help="Language editions, such as zh,en. A series has its own defaults.",
)
@click.option("--series", metavar="NAME", help="Fetch this series from RAW/series.toml.")
@click.option("--newest", is_flag=True, help="Fetch only the newest year of the series.")
@click.option("--again", is_flag=True, help="Also fetch existing files; replace any that differ.")
@click.option("--locked", is_flag=True, help="Compare the files with RAW/raw.lock instead.")
def fetch(  # noqa: PLR0913 -- one per option
    symbols: tuple[str, ...],
    raw: tuple[UPath, ...],
    languages: tuple[str, ...],
    series: str | None,
    *,
    newest: bool,
    again: bool,
    locked: bool,
) -> None:
    r"""Fetch official United Nations documents, by symbol or as a series.

    Saves each language edition as a PDF in the (first) raw folder, named like A_74_336-zh.pdf.
    Records where each file came from in register.csv, and its checksum in raw.lock. Skips files
    that are already there: after an interruption, run the same command again. The [fetch] section
    of the settings names the services, and a contact address to send them.

    With --locked, downloads every file in raw.lock again and reports which have changed or gone
    upstream, and which are altered or missing here. Restores a missing file if upstream still has
    it; replaces nothing else without --again.

    \b
    Examples:
      pipeline fetch A/74/336 --languages zh,en
      pipeline fetch "A/81/6 (Sect. 29A)" A/80/39 -l en --raw ~/reports
      pipeline fetch --series south-south-cooperation --newest
      pipeline fetch --locked

    \b
    Exit codes:
      0   every document is there; with --locked, every file matches raw.lock
      1   some documents are missing, refused or out of reach; the output says why
      2   the command, or a file beside the documents, is invalid
      3   with --locked: some files differ from raw.lock
      4   there is no such series
      70  a file cannot be read or written
    """
    if locked and (symbols or series or languages or newest):
        raise click.UsageError("--locked compares every pinned file. Use it alone or with --again.")
    if not (symbols or series or locked):
        raise click.UsageError("Give a symbol such as A/74/336, or use --series or --locked.")
    if newest and not series:
        raise click.UsageError("--newest needs --series.")
    from pipeline.settings import read_settings

    codes = [code for listed in languages for code in listed.split(",") if code]
    try:
        settings = read_settings().fetch
        if locked:
            sys.exit(_compare(raw[0], settings, again=again))
        asked = _asked(symbols, codes, raw[0], series, newest=newest)
        sys.exit(_fetch(asked, raw[0], settings, again=again))
    except (BadFile, BadRequest) as problem:
        raise click.UsageError(str(problem)) from problem
    except OSError as problem:
        click.echo(f"{problem.filename or raw[0]}: {problem.strerror or problem}", err=True)
        sys.exit(INTERNAL_ERROR)


def _asked(
    symbols: tuple[str, ...], codes: list[str], raw: UPath, series: str | None, *, newest: bool
) -> list[Wanted]:
    from pipeline.fetch.model import wanted
    from pipeline.fetch.series import NoSuchSeries, read_series

    asked = wanted(symbols, codes)
    if series is None:
        return asked
    try:
        report = read_series(raw, series)
    except NoSuchSeries as problem:
        click.echo(str(problem), err=True)
        sys.exit(NOT_KNOWN)
    overdue = report.overdue(datetime.now(UTC).year) if newest else None
    if overdue is not None:
        click.echo(f"{series}: {overdue}", err=True)
    return asked + report.wanted(codes, newest=newest)


def _fetch(asked: list[Wanted], raw: UPath, settings: FetchSettings, *, again: bool) -> int:
    from pipeline.fetch.fetching import fetch as fetch_documents

    with terminal.progress():
        ended = fetch_documents(asked, raw, settings, again=again)
    failed = [one for one in ended if one.outcome.is_failure]
    rows = [{"document": e.wanted.document_id, "outcome": e.outcome.value} for e in ended]
    terminal.table(f"{len(ended)} documents, {len(failed)} failed", rows)
    for one in ended:
        if one.reason is not None:
            click.echo(f"{one.wanted.document_id}: {one.reason}", err=True)
    return SOME_DOCUMENTS_FAILED if failed else OK


def _compare(raw: UPath, settings: FetchSettings, *, again: bool) -> int:
    from pipeline.fetch.comparing import Upstream, compare

    with terminal.progress():
        found = compare(raw, settings, again=again)
    rows = [
        {
            "file": one.file,
            "here": one.local.value,
            "upstream": one.upstream.value,
            "done": one.done.value,
        }
        for one in found
    ]
    differing = [one for one in found if one.differs]
    terminal.table(f"{len(found)} pinned, {len(differing)} differ", rows)
    for one in found:
        if one.reason is not None:
            click.echo(f"{one.file}: {one.reason}", err=True)
    if differing:
        return DIFFERS
    out_of_reach = any(one.upstream is Upstream.OUT_OF_REACH for one in found)
    return SOME_DOCUMENTS_FAILED if out_of_reach else OK
