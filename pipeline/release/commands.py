"""The commands on releases: `pipeline release`, `diff`, `load-postgres`, `serve`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline import terminal
from pipeline.options import (
    BLOCKED,
    NOT_KNOWN,
    OK,
    outputs_option,
    raw_option,
    settings_of_command,
)
from pipeline.progress import doing

if TYPE_CHECKING:
    from upath import UPath

    from pipeline.release.build import Release
    from pipeline.release.diff import ReleaseDiff
    from pipeline.storage import Place

#: The server refused, or could not be reached.
REFUSED = 5


def summary(release: Release, outputs: Place) -> str:
    """What a command says about the release it made."""
    from pipeline.release.versions import LATEST, LATEST_FILE

    said = "Release" if release.is_new else "No new release; the data are those of release"
    pointer = outputs / (LATEST if isinstance(outputs, Path) else LATEST_FILE)
    return f"{said} {release.version}: {release.folder}/ ({pointer} points to it)"


@click.command()
@raw_option
@outputs_option
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day to name the version for. Default: today, in UTC.",
)
@click.option("--again", is_flag=True, help="Make a release even if the data have not changed.")
def release(raw: tuple[UPath, ...], outputs: UPath, day: datetime | None, *, again: bool) -> None:
    r"""Make a release of the published tables.

    `pipeline run` does this as its last step. The tables are checked first.

    \b
    Examples:
      pipeline release
      pipeline release --again              same data, new descriptions
      pipeline release --day 2026-11-25

    \b
    Exit codes:
      0  made, or the newest release already has these data
      2  invalid command, or there are no tables
      3  a table failed its check; `pipeline validate` shows the rows
    """
    from pipeline.tables.schema import TABLES

    files = (outputs / f"{table.name}.{kind}" for table in TABLES for kind in ("parquet", "csv"))
    missing = next((file for file in files if not file.is_file()), None)
    if missing is not None:
        raise click.UsageError(
            f"{missing} does not exist. To publish the tables, run: "
            f"pipeline run --outputs {outputs}"
        )
    with terminal.progress():
        failing = _failing(outputs)
        if not failing:
            new = _make(raw, outputs, day.date() if day else today(), again=again)
    if failing:
        click.echo(f"No release: these tables fail their checks: {', '.join(failing)}.", err=True)
        sys.exit(BLOCKED)
    click.echo(summary(new, outputs))
    sys.exit(OK)


def _failing(outputs: UPath) -> list[str]:
    """The published tables that fail their checks."""
    from pipeline.tables.files import read_table
    from pipeline.tables.schema import TABLES
    from pipeline.validation import validate

    tables = {table.name: read_table(table.name, outputs) for table in TABLES}
    failing = []
    for table in TABLES:
        with doing("checks", table.name, total=len(TABLES)):
            if not validate(tables[table.name], table, others=tables).passed:
                failing.append(table.name)
    return failing


def _make(raw: Sequence[UPath], outputs: UPath, day: date, *, again: bool) -> Release:
    from pipeline.documents.discovery import Look, look_through
    from pipeline.engines import drawer, looker, writer
    from pipeline.publishing.publish import published_pdfs
    from pipeline.release.build import Extras, build_release

    docs = outputs / "data_docs"
    settings = settings_of_command().engine
    with looker(settings) as looking, drawer(settings) as drawing, writer(settings) as writing:
        found = look_through(raw, {}, looking, Look(largest_file=settings.largest_file)).documents
        pdfs = published_pdfs(found, outputs)
        extras = Extras(docs if docs.is_dir() else None, pdfs, drawing, writing)
        return build_release(outputs, outputs, day=day, extras=extras, again=again)


@click.command()
@click.argument("before", required=False)
@click.argument("after", required=False)
@outputs_option
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all differences as JSON. Use - for standard output.",
)
@click.option(
    "--html",
    "html_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the differences as an HTML page.",
)
def diff(
    before: str | None,
    after: str | None,
    outputs: UPath,
    json_file: Path | None,
    html_file: Path | None,
) -> None:
    r"""Compare two releases.

    Shows which figures were added, removed or changed, by document, and which columns changed.

    BEFORE and AFTER are versions in the outputs folder, or folders of releases. AFTER defaults
    to the newest release, and BEFORE to the one before it.

    \b
    Examples:
      pipeline diff
      pipeline diff 2026.11.25.1 2026.11.25.2 --html diff.html
      pipeline diff ~/downloads/2026.11.25.1 --json -

    \b
    Exit codes:
      0  compared, whether or not they differ
      2  invalid command
      4  no such release
    """
    from pipeline.release.contents import COMPARED
    from pipeline.release.diff import diff as compare
    from pipeline.storage import on_disk

    with ExitStack() as stack:
        old, new = (
            stack.enter_context(on_disk(folder, COMPARED))
            for folder in _two_releases(before, after, outputs)
        )
        try:
            found = compare(old, new)
        except FileNotFoundError as problem:
            click.echo(f"Not a release: {problem.filename} does not exist.", err=True)
            sys.exit(NOT_KNOWN)
        _print_differences(found, json_file, html_file)
    sys.exit(OK)


def _print_differences(found: ReleaseDiff, json_file: Path | None, html_file: Path | None) -> None:
    from pipeline.release.diff_page import diff_page

    if json_file is not None:
        _write(json_file, found.json())
    if html_file is not None:
        _write(html_file, [diff_page(found)])
    if Path("-") not in {json_file, html_file}:
        totals = ", ".join(f"{number} {kind}" for kind, number in found.totals.items())
        click.echo(f"{found.before} to {found.after}: {totals} figures")
        for change in found.columns:
            name = f"{change.table}.{change.column}" if change.column else change.table
            click.echo(f"{name}: {change.change}: {change.before or '-'} to {change.after or '-'}")
        for one in found.documents:
            numbers = f"{len(one.added)} added, {len(one.removed)} removed, {len(one.changed)}"
            moved = f", {len(one.moved)} moved" if one.moved else ""
            click.echo(f"{one.document_id} ({one.kind}): {numbers} changed{moved}")


_release_option = click.option(
    "--release",
    "version",
    default="latest",
    show_default=True,
    help="Version in the outputs folder, or the folder of a release.",
)


@click.command("load-postgres")
@click.argument("address", envvar="DATABASE_URL", default="")
@outputs_option
@_release_option
@click.option("--schema", default="un_figures", show_default=True, help="Schema to load into.")
def load_postgres(address: str, outputs: UPath, version: str, schema: str) -> None:
    r"""Load a release into PostgreSQL.

    ADDRESS is a connection string: postgresql://user@host/database, or host=… dbname=…. It
    defaults to DATABASE_URL, then to the variables of libpq (PGHOST, PGDATABASE, …).

    Tables are created with types, keys, foreign keys and comments. Everything happens in one
    transaction: if the tables exist, their rows are replaced, and readers see the old ones until
    the new ones are complete.

    \b
    Examples:
      pipeline load-postgres postgresql://me@localhost/un
      pipeline load-postgres --release 2026.11.25.1 --schema figures_of_november

    \b
    Exit codes:
      0  loaded
      2  invalid command
      4  no such release
      5  the server refused or could not be reached; nothing was changed
    """
    import psycopg

    from pipeline.release.contents import COMPARED
    from pipeline.release.postgres import DependentObjects, ForeignTables
    from pipeline.release.postgres import load_postgres as load
    from pipeline.storage import on_disk

    try:
        with on_disk(_release(version, outputs), COMPARED) as folder:
            counts = load(folder, address, schema=schema)
    except (DependentObjects, ForeignTables, psycopg.Error) as problem:
        click.echo(f"Nothing was loaded: {problem}", err=True)
        sys.exit(REFUSED)
    for table, number in counts.items():
        click.echo(f"{schema}.{table}\t{number}")
    sys.exit(OK)


@click.command()
@outputs_option
@_release_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="Port to listen at; 0 for any that is free.",
)
@click.option(
    "--base-url",
    default="/",
    show_default=True,
    help="Path that a server in front of this one has put it under.",
)
def serve(outputs: UPath, version: str, host: str, port: int, base_url: str) -> None:
    r"""Serve a release over HTTP, read-only.

    Runs Datasette on the release's SQLite file: tables, facets, SQL, JSON, CSV and the page. The
    extra `serve` installs it; docs/serve.md describes the API. It keeps serving the release it
    started with, so restart it after a new one.

    \b
    Examples:
      pipeline serve
      pipeline serve --release 2026.11.25.1 --port 8080
      pipeline serve --host 0.0.0.0 --base-url /figures/

    \b
    Exit codes:
      0  served until it was interrupted
      2  invalid command, or the extra is not installed
      4  no such release
      5  the port is not available
    """
    from pipeline.errors import NotInstalled
    from pipeline.release.contents import NAME
    from pipeline.release.serve import server
    from pipeline.storage import on_disk

    base = f"/{base_url.strip('/')}/".replace("//", "/")
    with on_disk(_release(version, outputs)) as folder:
        try:
            application = server.application(folder, base_url=base)
            listening = server.listen(host, port)
        except NotInstalled as problem:
            raise click.UsageError(str(problem)) from problem
        except OSError as problem:
            click.echo(
                f"{host}:{port} cannot be listened at: {problem.strerror}. Choose another "
                "with --port.",
                err=True,
            )
            sys.exit(REFUSED)
        with listening:
            address = f"http://{host}:{listening.getsockname()[1]}{base}"
            click.echo(f"Release {folder.name} at {address}, its tables at {address}{NAME}")
            click.echo("Stop it with Ctrl+C.")
            server.run(application, listening)
    sys.exit(OK)


def id_now(figure_id: str, outputs: Place) -> str:
    """The id of a figure in the newest release, given its id in an older one."""
    from pipeline.release.diff import id_now as follow
    from pipeline.release.versions import release_folder, released

    files = (release_folder(outputs, version) / "diff.json" for version in released(outputs))
    return follow(figure_id, (file for file in files if file.is_file()))


def today() -> date:
    """Today in UTC, so that a version does not depend on the time zone."""
    return datetime.now(UTC).date()


def _two_releases(before: str | None, after: str | None, outputs: UPath) -> tuple[Place, Place]:
    from pipeline.release.versions import release_folder, released

    if before is None:
        known = released(outputs)
        if len(known) < 2:
            click.echo(f"{outputs}/releases has fewer than two releases.", err=True)
            sys.exit(NOT_KNOWN)
        return release_folder(outputs, known[-2]), release_folder(outputs, known[-1])
    return _release(before, outputs), _release(after or "latest", outputs)


def _release(name: str, outputs: UPath) -> Place:
    """The folder of a release, given its version, `latest`, or its folder."""
    from pipeline.release.versions import LATEST, latest, release_folder, released
    from pipeline.storage import location

    known = released(outputs)
    version = next((one for one in known if str(one) == name), None)
    if version is not None:
        return release_folder(outputs, version)
    folder = latest(outputs) if name == LATEST else location(name)
    if folder is not None and (folder / "datapackage.json").is_file():
        return folder.resolve()
    which = "release" if name == LATEST else f"release {name}"
    instead = f"To build one, run: pipeline run --outputs {outputs}"
    if known:
        instead = f"There are: {', '.join(map(str, known))}"
    click.echo(f"There is no {which} in {outputs}/releases. {instead}", err=True)
    sys.exit(NOT_KNOWN)


def _write(file: Path, parts: Iterable[str]) -> None:
    if file == Path("-"):
        for part in parts:
            click.echo(part, nl=False)
        return
    with file.open("w", encoding="utf-8", newline="\n") as opened:
        opened.writelines(parts)
