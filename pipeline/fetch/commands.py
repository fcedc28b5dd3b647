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
from pipeline.terminal import counted

if TYPE_CHECKING:
    from upath import UPath

    from pipeline.fetch.outcome import Wanted
    from pipeline.settings import FetchSettings


@click.command()
@click.argument("symbols", nargs=-1, metavar="[SYMBOL]…")
@raw_option
@click.option(
    "--languages",
    "-l",
    multiple=True,
    metavar="CODES",
    help="Languages to fetch, such as zh,en. Default: those listed for the series.",
)
@click.option("--series", metavar="NAME", help="Fetch a series named in RAW/series.toml.")
@click.option("--newest", is_flag=True, help="Only fetch the newest report of the series.")
@click.option("--again", is_flag=True, help="Fetch everything again, replacing files that differ.")
@click.option("--locked", is_flag=True, help="Compare with RAW/raw.lock instead of fetching.")
def fetch(  # noqa: PLR0913 - one a option
    symbols: tuple[str, ...],
    raw: tuple[UPath, ...],
    languages: tuple[str, ...],
    series: str | None,
    *,
    newest: bool,
    again: bool,
    locked: bool,
) -> None:
    r"""Download documents from the United Nations.

    Give the symbols of documents, or a --series. Each language edition is saved as a PDF in the
    first raw folder, such as A_74_336-zh.pdf. Its source is recorded in register.csv and its
    checksum in raw.lock. Files that are already there are not downloaded again, so an interrupted
    command can simply be repeated. The services, and a contact for them to reach you, are set in
    the [fetch] section of settings.toml.

    With --locked, every file in raw.lock is downloaded again and compared, to show what has
    changed or disappeared upstream, and what is altered or missing here. Missing files are
    restored if upstream still has them. Nothing else is replaced without --again.

    \b
    Examples:
      pipeline fetch A/74/336 --languages zh,en
      pipeline fetch "A/81/6 (Sect. 29A)" A/80/39 -l en --raw ~/reports
      pipeline fetch --series south-south-cooperation --newest
      pipeline fetch --locked

    \b
    Exit codes:
      0   every document is there; with --locked, nothing differs
      1   some documents could not be downloaded; the reasons are shown
      2   invalid command, settings, register.csv, raw.lock or series.toml
      3   with --locked: something differs from raw.lock
      4   no such series
      70  a file could not be read or written
    """
    if locked and (symbols or series or languages or newest):
        raise click.UsageError("--locked compares everything in raw.lock. Give no documents.")
    if not (symbols or series or locked):
        raise click.UsageError("Give a symbol, such as A/74/336, or use --series or --locked.")
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
    from pipeline.fetch.outcome import wanted
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
    terminal.table(f"{counted(len(ended), 'document')}, {len(failed)} failed", rows)
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
