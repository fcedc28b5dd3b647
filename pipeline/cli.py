"""The command line: `pipeline run`, `status`, `list`, `extract`, `validate`, `score`, `explain`.

The commands on releases are in `pipeline.release.commands`, `fetch` in `pipeline.fetch.commands`.

Each command mirrors a function of the package; nothing is computed here. Heavy libraries (Dagster,
Great Expectations, pandas, pyarrow) are imported by the command that needs them, so that
`pipeline extract` starts fast enough for a pipe.
"""

from __future__ import annotations

import difflib
import json
import logging
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from pipeline import terminal
from pipeline.faults import VERBOSE_VARIABLE, describe
from pipeline.fetch.commands import fetch
from pipeline.figures.kinds import KINDS
from pipeline.options import (
    BLOCKED,
    INTERNAL_ERROR,
    NOT_KNOWN,
    OK,
    SOME_DOCUMENTS_FAILED,
    outputs_option,
    raw_option,
    settings_of_command,
)
from pipeline.progress import doing
from pipeline.release import commands
from pipeline.terminal import counted
from pipeline.unreadable import UnreadableDocument

if TYPE_CHECKING:
    import pyarrow as pa
    from upath import UPath

    from pipeline.documents.document import RawDocument
    from pipeline.orchestration.run import RunReport
    from pipeline.settings import NotifySettings

#: Tables that hold figures, in the order in which `explain` looks through them.
FIGURE_TABLES = tuple(kind.table for kind in KINDS.values())
SET_ASIDE = "set_aside"
#: Documents that a line names at most.
_SHOWN = 5
PRINTED_TABLES, TABLE_CELLS = "printed_tables", "table_cells"


class _Commands(click.Group):
    r"""Commands whose docstrings write `\b` for the character by which click keeps line ends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keep_line_ends(self)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Adds a command."""
        self._keep_line_ends(cmd)
        super().add_command(cmd, name)

    @staticmethod
    def _keep_line_ends(command: click.Command) -> None:
        command.help = (command.help or "").replace(r"\b", "\b")


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="un-figures", prog_name="pipeline")
def main() -> None:
    r"""Extract figures from United Nations documents and publish them as tables.

    \b
    Get started:
      pipeline list                    see which documents there are
      pipeline fetch A/74/336 -l en    download a document
      pipeline run                     extract, check and publish everything
      pipeline status                  see what is published and what is waiting
      pipeline explain FIGURE_ID       see where a figure comes from
      pipeline serve                   serve the latest release over HTTP, read-only

    Run any command with --help for its options, examples and exit codes.
    """


for command in (
    fetch, commands.release, commands.diff, commands.load_postgres, commands.serve,
):  # fmt: skip
    main.add_command(command)


@main.command()
@raw_option
@outputs_option
@click.option("--force", is_flag=True, help="Read every document again.")
@click.option("--verbose", "-v", is_flag=True, help="Also show Dagster's messages, and tracebacks.")
def run(raw: tuple[UPath, ...], outputs: UPath, *, force: bool, verbose: bool) -> None:
    r"""Read all documents, then check and publish their figures.

    Runs the same steps and checks as the Dagster UI, in this process, and ends with a release in
    OUTPUTS/releases/. OUTPUTS/latest points to the newest one. No release is made if the data
    have not changed.

    Documents are only read again if they, or the rules they are read by, have changed since the
    last run. A document that cannot be read is listed with the reason and does not stop the
    others. If a check fails, nothing is published and the files of the previous run stay as they
    are.

    \b
    Examples:
      pipeline run
      pipeline run --raw raw --raw ../more --outputs /tmp/figures

    \b
    Exit codes:
      0   everything was published
      1   published, but some documents could not be read
      2   invalid command or settings
      3   a check failed and nothing was published; the failing rows are shown
      70  the run itself failed; try --verbose
    """
    _quiet(verbose=verbose)
    from pipeline.engines import publisher

    settings = settings_of_command()
    with terminal.progress(), publisher(settings.engine) as publishing:
        publishing.start()  # it imports Great Expectations while this process imports Dagster
        with doing("start", "loading Dagster", total=2):
            from pipeline.orchestration.run import run as run_job
        report = run_job(
            raw,
            outputs,
            settings=settings,
            force=force,
            log_level="DEBUG" if verbose else "CRITICAL",
            publishing=publishing,
        )
    _tell_warnings(report)
    if report.documents is not None and not report.blocked:
        _tell_documents(report.documents, report.read)
        _tell_set_aside(report.documents, outputs)
    if report.published:
        click.echo(f"Published to {outputs}/: each table as Parquet and CSV, and data_docs/")
    if report.release is not None:
        click.echo(commands.summary(report.release, outputs))
    sys.exit(_exit_code(report))


@main.command("list")
@raw_option
@click.option("--json", "as_json", is_flag=True, help="Output newline-delimited JSON.")
def list_documents(raw: tuple[UPath, ...], *, as_json: bool) -> None:
    r"""List the documents in the raw folders.

    Shows whether each one can be read, judging by its name and first pages; `pipeline run` may
    still find problems further on. The partition is the one of Dagster's assets that reads it.

    \b
    Examples:
      pipeline list
      pipeline list --raw ../more --json

    \b
    Exit codes:
      0  every document can be read
      1  some documents cannot be read
      2  invalid command or settings
    """
    from pipeline.reading.shards import shard_of

    shards = settings_of_command().partitions.shards
    names = ("document_id", "symbol", "language", "media_type", "source_file", "failure")
    rows = [
        {name: getattr(document, name) for name in names}
        | {"partition": shard_of(document, shards)}
        for document in _found(raw)
    ]
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        shown = [
            {
                "document": row["document_id"],
                "language": row["language"],
                "media type": row["media_type"],
                "partition": row["partition"],
                "readable": row["failure"] or "yes",
            }
            for row in rows
        ]
        terminal.table(counted(len(rows), "document"), shown)
    sys.exit(SOME_DOCUMENTS_FAILED if any(row["failure"] for row in rows) else OK)


@main.command("status")
@raw_option
@outputs_option
def show_status(raw: tuple[UPath, ...], outputs: UPath) -> None:
    r"""Show what is published and what is waiting to be read.

    Lists the documents that are new, changed or gone since the last run, those that could not be
    read, and those with figures that were set aside because their values cannot be right.

    \b
    Examples:
      pipeline status
      pipeline status --raw ../more --outputs /tmp/figures

    \b
    Exit codes:
      0  every document in the raw folders is published
      1  documents are waiting, or some could not be read
      2  invalid command or settings
    """
    from pipeline.publishing.status import status
    from pipeline.release.versions import latest

    now = status(_found(raw), outputs)
    if now.published_at is None:
        click.echo(f"Nothing is published in {outputs}/.")
    else:
        figures = ", ".join(
            f"{count:,} {name.replace('_', ' ')}" for name, count in now.rows.items()
        )
        click.echo(
            f"Published {now.published_at:%Y-%m-%d %H:%M} UTC in {outputs}/: "
            f"{counted(now.documents, 'document')}, {figures}"
        )
        release = latest(outputs)
        click.echo(f"Newest release: {release.name if release is not None else 'none'}")
    for title, documents in (
        ("waiting to be read", now.new),
        ("changed and waiting to be read again", now.changed),
        ("published, but no longer in a raw folder", now.gone),
    ):
        if documents:
            click.echo(f"{counted(len(documents), 'document')} {title}: {_some(documents)}")
    if now.set_aside:
        count = counted(sum(now.set_aside.values()), "figure")
        click.echo(f"{count} set aside, in {_some(tuple(now.set_aside))}")
    for document, failure in now.failed.items():
        click.echo(f"{document} could not be read: {failure}")
    waiting = now.new or now.changed or now.gone or now.failed
    sys.exit(SOME_DOCUMENTS_FAILED if waiting else OK)


@main.command("settings")
@click.option("--check", is_flag=True, help="Check the settings without showing them.")
@click.option("--notify", is_flag=True, help="Send a test message to the webhook and addresses.")
def show_settings(*, check: bool, notify: bool) -> None:
    r"""Show or check the settings.

    Settings are read from settings.toml, or from the file named by PIPELINE_SETTINGS. Those
    missing from the file have their defaults.

    \b
    Examples:
      pipeline settings
      pipeline settings --check --notify
      PIPELINE_SETTINGS=/etc/un-figures/settings.toml pipeline settings --check

    \b
    Exit codes:
      0  the settings are valid
      1  the test message could not be delivered
      2  the settings are invalid; every mistake is listed
    """
    from pipeline.errors import BadSettings
    from pipeline.settings import require_reports, settings_file

    settings = settings_of_command()
    if check:
        try:
            require_reports(settings)
        except BadSettings as problem:
            raise click.UsageError(str(problem)) from problem
        file = settings_file()
        there = f"{file} is valid" if file.is_file() else f"There is no {file}: the defaults hold"
        click.echo(f"{there}.")
    else:
        for section, values in settings.model_dump(mode="json").items():
            click.echo(f"[{section}]")
            for name, value in values.items():
                line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
                click.echo(f"# {name} is not set" if value is None else line)
    if notify:
        sys.exit(_send_test(settings.notify))


@main.command()
@click.option("--language", "-l", required=True, help="Language of the text, such as zh.")
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def extract(language: str, file: TextIO) -> None:
    r"""Extract figures from plain text.

    Reads FILE, or standard input, with one paragraph per line. Outputs newline-delimited JSON:
    one object per figure, with `line` (counted from 1), `kind` (percentage, money or count) and
    the columns of that kind's table. Columns that describe a document are null.

    Figures that a run would set aside, because their values cannot be right, are reported on
    standard error instead.

    \b
    Examples:
      echo '约 84%的成员国作了答复。' | pipeline extract --language zh
      pipeline extract -l zh paragraphs.txt | jq .raw

    \b
    Exit codes:
      0   done, whether or not there were figures
      2   invalid command, unsupported language, or text that is not UTF-8
      70  a line exposed a bug; the others were read
    """
    from pipeline import languages

    if language not in languages.supported():
        codes = ", ".join(languages.supported())
        raise click.BadParameter(f"{language!r} is not one of {codes}.", param_hint="--language")
    reader = languages.load(language)
    from pipeline.extract import figures_of
    from pipeline.tables.build import figure_columns
    from pipeline.tables.set_aside import misfit

    code = OK
    for number, text in enumerate(_lines(file), start=1):
        try:
            found = figures_of(text, reader)
        except Exception as fault:  # as in a run, a bug does not stop the rest
            click.echo(
                f"Line {number}: {describe(fault)}. Please report it with the line.", err=True
            )
            code = INTERNAL_ERROR
            continue
        for figure, context in found:
            if why := misfit(figure):
                raw = text[figure.start : figure.end]
                click.echo(f"Line {number}: “{raw}” is set aside: {why.explanation}", err=True)
                continue
            columns = figure_columns(figure, context, text, reader)
            row = {"line": number, "kind": figure.kind, **columns}
            click.echo(json.dumps(row, ensure_ascii=False, default=_plain))
    sys.exit(code)


@main.command()
@outputs_option
@click.option("--docs", is_flag=True, help="Also write the Data Docs again.")
@click.option(
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also write a Great Expectations project of the tables to this folder.",
)
def validate(outputs: UPath, *, docs: bool, project: Path | None) -> None:
    r"""Check the published tables.

    Each table is checked against its schema and its file in expectations/.

    \b
    Examples:
      pipeline validate
      pipeline validate --outputs /tmp/figures --docs
      pipeline validate --project /tmp/figures-gx

    \b
    Exit codes:
      0  every table passed; warnings are shown
      2  invalid command, or there are no tables
      3  a table failed; the failing rows are shown
    """
    _quiet(verbose=False)
    from pipeline.tables.schema import TABLES

    tables = {table.name: _published(table.name, outputs) for table in TABLES}
    if project:
        _require_no_project(project)
    reports = []
    with terminal.progress():
        from pipeline.validation import report_pages
        from pipeline.validation import validate as validate_table
        from pipeline.validation.project import write_project

        for table in TABLES:
            with doing("checks", table.name, total=len(TABLES)):
                reports.append(validate_table(tables[table.name], table, others=tables))
        if docs:
            found = [{report.table: report.results for report in reports}]
            with doing("Data Docs", "pages of all tables", total=1):
                page = report_pages(found, outputs / "data_docs")
    for report in reports:
        verdict = "passed" if report.passed else "FAILED"
        rows, expected = counted(report.rows, "row"), counted(report.expectations, "expectation")
        click.echo(f"{report.table}: {verdict}, {rows}, {expected}")
        if report.failures or report.warnings:
            terminal.findings(report.markdown())
    if docs:
        click.echo(f"Data Docs: {page}")
    if project:
        home = write_project(tables, project)
        click.echo(f"Great Expectations project: {project}; its Data Docs: {home}")
    sys.exit(OK if all(report.passed for report in reports) else BLOCKED)


@main.command()
@click.argument(
    "annotations", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[FILE|FOLDER]…"
)
@outputs_option
@click.option("--errors", is_flag=True, help="List every miss, false hit and differing column.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the scores to a JSON file, in the form that a release carries. Includes "
    "annotated sentences found in a sentences/ subfolder.",
)
@click.option(
    "--parallel",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File of parallel sentences; scored against the annotation with the same file name.",
)
def score(
    annotations: tuple[Path, ...],
    outputs: UPath,
    *,
    errors: bool,
    json_file: Path | None,
    parallel: Path | None,
) -> None:
    r"""Score the published figures against annotations.

    FILE is <document_id>.jsonl, with one JSON object per annotated figure. A FOLDER stands for
    all such files in it whose documents are published. The default is tests/accuracy.

    Shows precision, recall and F1 by table, language and document, and how often the other
    columns agree.

    \b
    Examples:
      pipeline score
      pipeline score my/A_74_336-zh.jsonl --errors
      pipeline score tests/accuracy --json accuracy.json

    \b
    Exit codes:
      0  scored
      2  invalid command, no tables, or no annotations of a published document
    """
    from pipeline.accuracy.annotations import read_annotations
    from pipeline.accuracy.report import score_document, score_lines

    paths = annotations or (Path("tests/accuracy"),)
    files = [f for p in paths for f in (sorted(p.glob("*.jsonl")) if p.is_dir() else [p])]
    documents = _published("documents", outputs)
    tables = {name: _published(name, outputs) for name in FIGURE_TABLES}
    languages = dict(
        zip(*(documents.column(c).to_pylist() for c in ("document_id", "language")), strict=True)
    )
    known = [file for file in files if file.stem in languages]
    if not known:
        raise click.UsageError(
            f"No file in {', '.join(map(str, paths))} annotates a published document."
        )
    scores = [
        (
            languages[file.stem],
            file.stem,
            score_document(tables, file.stem, read_annotations(file), languages[file.stem]),
        )
        for file in known
    ]
    for line in score_lines(scores, errors=errors):
        click.echo(line)
    if json_file is not None:
        from pipeline.accuracy import measured

        of_documents = [one for scored in scores for one in measured.measured(*scored)]
        of_sentences = measured.measured_sentences(paths)
        if parallel is not None:
            of_sentences += measured.measured_parallel(files, parallel)
        measured.write_measured([*of_documents, *of_sentences], json_file)


@main.command("score-layout")
@raw_option
@click.argument("documents", nargs=-1, metavar="[DOCUMENT_ID]…")
def score_layout(raw: tuple[UPath, ...], documents: tuple[str, ...]) -> None:
    r"""Score how well page layouts are read.

    Needs no annotations. Outputs one line per document: how many pages have all their words in
    paragraphs, in order; gaps in the numbering of paragraphs, with the reason; words outside any
    block; title, symbol and date. Tagged documents are read twice, once by their tags and once
    by their layout alone.

    \b
    Examples:
      pipeline score-layout
      pipeline score-layout --raw my-documents A_74_336-zh

    \b
    Exit codes:
      0  scored
      2  invalid command, or no such document
    """
    from pipeline import languages
    from pipeline.accuracy.layout import score_layout, score_line
    from pipeline.documents.discovery import find_documents
    from pipeline.pages.reader import read_document
    from pipeline.storage import read_whole

    found = [d for d in find_documents(raw) if not documents or d.document_id in documents]
    if not found:
        raise click.UsageError(f"No such document in {', '.join(map(str, raw))}.")
    for one in found:
        if one.failure is not None:
            click.echo(f"{one.document_id}: {one.failure}")
            continue
        try:
            document = read_document(read_whole(one.path), str(one.media_type))
            language = languages.load(str(one.language))
            ways = {"tags": True, "layout": False} if document.tags else {"layout": False}
            for way, tagged in ways.items():
                score = score_layout(document, language, tagged=tagged)
                click.echo(score_line(one.document_id, way, score))
        except UnreadableDocument as problem:
            click.echo(f"{one.document_id}: {problem}")


@main.command("score-sentences")
@click.argument("sentences", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument(
    "annotations", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--language", "-l", "codes", multiple=True, help="Language to score. Can be repeated."
)
@click.option("--errors", is_flag=True, help="List every miss, false hit and differing column.")
def score_sentences(
    sentences: Path, annotations: Path | None, codes: tuple[str, ...], *, errors: bool
) -> None:
    r"""Score figures extracted from annotated sentences.

    Needs no documents and no run. SENTENCES is newline-delimited JSON, either {"text": …,
    "figures": […]} in a file named for its language, such as zh.jsonl, or {"line": …, "en": …,
    "fr": …} with the figures in ANNOTATIONS, by line and language.

    \b
    Examples:
      pipeline score-sentences tests/accuracy/sentences/zh.jsonl
      pipeline score-sentences parallel.jsonl gold.jsonl --language fr --errors

    \b
    Exit codes:
      0  scored
      2  invalid command, or no sentence in a supported language
    """
    from pipeline.accuracy import sentences as annotated
    from pipeline.accuracy.report import score_lines

    if annotations is None:
        read = annotated.read_sentences(sentences)
    else:
        read = annotated.read_parallel(sentences, annotations)
    by_language = annotated.score_sentences([s for s in read if not codes or s.language in codes])
    if not by_language:
        raise click.UsageError(f"No sentence in {sentences} is in a requested language.")
    name = sentences.stem
    scores = [(code, f"{name} {code}", by_kind) for code, by_kind in by_language.items()]
    for line in score_lines(scores, errors=errors):
        click.echo(line)


@main.command("compare-sentences")
@click.argument("sentences", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument(
    "annotations", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def compare_sentences(sentences: Path, annotations: Path | None) -> None:
    r"""Compare the figures of parallel sentences.

    SENTENCES is newline-delimited JSON: {"line": …, "en": …, "fr": …}. Shows every figure on
    which the languages differ, and the kind of difference.

    ANNOTATIONS holds the figures that people found, by line and language. With it, also shows
    which differences they confirm, which they do not, and which were missed.

    \b
    Examples:
      pipeline compare-sentences parallel.jsonl
      pipeline compare-sentences parallel.jsonl gold.jsonl

    \b
    Exit codes:
      0  compared
      2  invalid command, or no sentence in two supported languages
    """
    from pipeline.accuracy import sentences as side_by_side

    read = side_by_side.read_parallel(sentences, annotations)
    found = side_by_side.compare_read(read)
    if not found:
        raise click.UsageError(f"{sentences} has no line in two supported languages.")
    for line, differences in found.items():
        for one in differences:
            said = ", ".join(f"{code} {figure.raw}" for code, figure in one.figures.items())
            words = "".join(f", {code} “{text}”" for code, text in one.words.items())
            click.echo(f"{line}\t{one.name}\t{len(one.agreeing)}/{one.editions}\t{said}{words}")
    differing = {line for line, differences in found.items() if differences}
    click.echo(f"{len(differing)} of {len(found)} lines differ")
    if annotations is not None:
        annotated = side_by_side.compare_annotated(read)
        real = {line for line, differences in annotated.items() if differences}
        for name, lines in (
            ("differ by the annotation too", differing & real),
            ("do not differ by the annotation", differing - real),
            ("differ by the annotation alone", real - differing),
        ):
            click.echo(f"{len(lines)} {name}: {', '.join(sorted(lines, key=int)) or 'none'}")


@main.command()
@click.argument("figure_id")
@outputs_option
@click.option(
    "--picture",
    "picture_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Save a PNG of the place on the page. PDF documents only.",
)
@raw_option
def explain(
    figure_id: str, outputs: UPath, picture_file: Path | None, raw: tuple[UPath, ...]
) -> None:
    r"""Show where a published figure comes from.

    Shows its columns, its sentence and paragraph with the figure highlighted, its page, and the
    rule that read it. FIGURE_ID is in the first column of percentages, money_amounts, counts and
    set_aside. It may also be the id of a cell in table_cells.

    \b
    Examples:
      pipeline explain SAMPLE_2026_100-en.p19.34
      pipeline explain A_80_604_Add.11-en.table2.3.5
      pipeline explain SAMPLE_2026_100-en.p19.34 --picture place.png

    \b
    Exit codes:
      0  shown
      2  invalid command, or there are no tables
      4  no figure or cell has that id; its new id, or similar ones, are listed
    """
    tables = {name: _published(name, outputs) for name in (*FIGURE_TABLES, SET_ASIDE)}
    for name, table in tables.items():
        row = _row(table, "figure_id", figure_id)
        if row is not None:
            paragraph = _row(_published("paragraphs", outputs), "paragraph_id", row["paragraph_id"])
            _explain(name, row, paragraph)
            if picture_file is not None:
                _save_picture(row, _published("documents", outputs), raw, picture_file)
            return
    cells = _published(TABLE_CELLS, outputs)
    cell = _row(cells, "cell_id", figure_id)
    if cell is not None:
        paragraph = _row(_published("paragraphs", outputs), "paragraph_id", cell["paragraph_id"])
        printed = _row(_published(PRINTED_TABLES, outputs), "table_id", cell["table_id"])
        _explain_cell(cell, printed or {}, paragraph or {})
        if picture_file is not None:
            _save_picture(cell, _published("documents", outputs), raw, picture_file)
        return
    now = commands.id_now(figure_id, outputs)
    if now != figure_id:
        click.echo(f"{figure_id} was its id in an older release. It is {now} now.", err=True)
        sys.exit(NOT_KNOWN)
    ids = [i for table in tables.values() for i in table.column("figure_id").to_pylist()]
    ids += cells.column("cell_id").to_pylist()
    near = difflib.get_close_matches(figure_id, ids, n=5, cutoff=0.5)
    click.echo(f"No figure has the id {figure_id}.", err=True)
    if near:
        click.echo("Near it are: " + ", ".join(near), err=True)
    else:
        click.echo(f"The ids are in the first column of {outputs}/counts.csv and others.", err=True)
    sys.exit(NOT_KNOWN)


# -- run -----------------------------------------------------------------------------------------


def _found(raw: Sequence[UPath]) -> list[RawDocument]:
    """The documents of the raw folders, as far as they are known without reading them whole."""
    from pipeline.documents.discovery import Look, look_through
    from pipeline.engines import looker

    settings = settings_of_command().engine
    with terminal.progress(lines=False), looker(settings) as pool:
        return look_through(raw, {}, pool, Look(largest_file=settings.largest_file)).documents


def _send_test(settings: NotifySettings) -> int:
    """Sends a test message wherever messages go; an exit code."""
    from pipeline.errors import NotDelivered
    from pipeline.notify import Notice, channels

    notice = Notice("Test message", "Messages to the operators of the pipeline arrive here.")
    code = OK
    if not channels(settings):
        click.echo("Nobody is notified: [notify] has neither webhook nor mail_to.")
    for name, send in channels(settings).items():
        try:
            send([notice], settings)
            click.echo(f"Test message sent by {name}.")
        except NotDelivered as problem:
            click.echo(f"Not sent by {name}: {problem}", err=True)
            code = SOME_DOCUMENTS_FAILED
    return code


def _some(documents: Sequence[str]) -> str:
    """The first of several documents."""
    more = len(documents) - _SHOWN
    return ", ".join(documents[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _exit_code(report: RunReport) -> int:
    """The exit code of a run; says on standard error what kept it from 0."""
    for table, findings in report.blocked.items():
        click.echo(f"The check of {table} failed.", err=True)
        terminal.findings(findings, err=True)
    if report.blocked:
        click.echo("Nothing was published; the previous files are unchanged.", err=True)
        return BLOCKED
    if report.error is not None or report.documents is None:
        click.echo(f"The run failed: {report.error}", err=True)
        return INTERNAL_ERROR
    failed = "failed" in report.documents.column("status").to_pylist()
    return SOME_DOCUMENTS_FAILED if failed else OK


def _tell_warnings(report: RunReport) -> None:
    for table, findings in report.warnings.items():
        click.echo(f"The check of {table} warns.", err=True)
        terminal.findings(findings, err=True)


def _tell_documents(documents: pa.Table, read: int) -> None:
    rows = documents.to_pylist()
    shown = ("status", "paragraphs", *FIGURE_TABLES, SET_ASIDE)
    summary = [{"document": r["document_id"], **{name: r[name] for name in shown}} for r in rows]
    failed = [row for row in rows if row["status"] == "failed"]
    documents_read = f"{counted(len(rows), 'document')}, {read} read now, {len(failed)} failed"
    terminal.table(documents_read, summary)
    for row in failed:
        click.echo(f"{row['document_id']} ({row['source_file']}): {row['failure']}")


def _tell_set_aside(documents: pa.Table, outputs: UPath) -> None:
    import pyarrow.compute as pc

    number = pc.sum(documents.column(SET_ASIDE)).as_py() or 0
    if number:
        click.echo(
            f"{counted(number, 'figure')} set aside, with the reasons in {outputs}/{SET_ASIDE}.csv"
        )


def _quiet(*, verbose: bool) -> None:
    """Keeps libraries' own messages, and tracebacks, off the terminal."""
    if verbose:
        os.environ[VERBOSE_VARIABLE] = "yes"
    else:
        warnings.simplefilter("ignore")
        for name in ("great_expectations", "pdfminer", "py.warnings"):
            logging.getLogger(name).setLevel(logging.ERROR)


# -- explain -------------------------------------------------------------------------------------


def _explain(table: str, row: dict[str, Any], paragraph: dict[str, Any] | None) -> None:
    sentence, raw = row["sentence"], row["raw"]
    text = paragraph["text"] if paragraph else sentence
    start, end = row["char_start"], row["char_end"]
    offset = start - text.find(sentence) if sentence in text[: end + len(sentence)] else -1
    if sentence[offset : offset + len(raw)] != raw:
        offset = sentence.find(raw)
    width = max(map(len, row))
    click.echo(f"{row['figure_id']} in {table}\n")
    for name, value in row.items():
        if name not in {"figure_id", "sentence"} and value is not None:
            click.echo(f"  {name:<{width}}  {value}")
    click.echo(f"\nSentence:\n  {_marked(sentence, offset, offset + len(raw))}")
    if paragraph:
        section = f", under {paragraph['section']}" if paragraph["section"] else ""
        click.echo(f"\nParagraph {row['paragraph']} ({paragraph['kind']}){section}:")
        click.echo(f"  {_marked(text, start, end)}")
    click.echo(f"\nPage {row['page']} of {row['document_id']}, read by rule {row['rule']}.")


def _explain_cell(cell: dict[str, Any], printed: dict[str, Any], paragraph: dict[str, Any]) -> None:
    """Shows a cell of a printed table with its line of the table's text."""
    width = max(map(len, cell))
    click.echo(f"{cell['cell_id']} in {TABLE_CELLS}\n")
    for name, value in cell.items():
        if name != "cell_id" and value is not None:
            click.echo(f"  {name:<{width}}  {value}")
    text: str = paragraph.get("text", cell["raw"])
    start, end = (cell["char_start"], cell["char_end"]) if paragraph else (0, len(text))
    begun = text.rfind("\n", 0, start) + 1
    ended = text.find("\n", end)
    line = text[begun : len(text) if ended < 0 else ended]
    click.echo(f"\nLine:\n  {_marked(line, start - begun, end - begun)}")
    known = [printed[name] for name in ("number", "title", "unit_note") if printed.get(name)]
    click.echo(f"\nTable: {', '.join(known) or 'without a title'}")
    if cell["sum_holds"] is False:
        click.echo(f"\nIts addends come to {cell['sum_added']:.12g}, which is not what is printed.")
    click.echo(f"\nPage {cell['page']} of {cell['document_id']}.")


def _save_picture(
    row: dict[str, Any], documents: pa.Table, raw: Sequence[UPath], file: Path
) -> None:
    """Saves a picture of a figure's place on its page.

    Raises:
        click.UsageError: the document is not a PDF, or is no longer in the raw folders.
    """
    import hashlib

    from pipeline.engines import Died, drawer
    from pipeline.pages.page import Box
    from pipeline.pages.picture import picture_as_png

    document = _row(documents, "document_id", row["document_id"])
    if document is None or row["x0"] is None:
        raise click.UsageError(
            f"{row['document_id']} is not a PDF; there are no pictures of its pages."
        )
    for folder in raw:
        path = folder / document["source_file"]
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() == document["sha256"]:
            box = Box(row["x0"], row["top"], row["x1"], row["bottom"])
            with drawer(settings_of_command().engine) as pool:
                [drawn] = pool.map(picture_as_png, [(data, row["page"], (box,))])
            if isinstance(drawn, Died):
                raise click.UsageError(f"There is no picture of the page. {drawn.reason}")
            file.write_bytes(drawn)
            click.echo(f"Picture: {file}")
            return
    folders = ", ".join(map(str, raw))
    raise click.UsageError(
        f"The file {document['source_file']} that was read is not in {folders}. Name its folder "
        "with --raw."
    )


def _marked(text: str, start: int, end: int) -> str:
    """The text with characters `start:end` set off; unmarked where they are not in it."""
    if not 0 <= start < end <= len(text):
        return text
    raw = text[start:end]
    marked = click.style(raw, bold=True, reverse=True) if sys.stdout.isatty() else f"[[{raw}]]"
    return text[:start] + marked + text[end:]


def _row(table: pa.Table, column: str, value: str) -> dict[str, Any] | None:
    import pyarrow.compute as pc

    rows: list[dict[str, Any]] = table.filter(pc.equal(table.column(column), value)).to_pylist()
    return rows[0] if rows else None


# -- shared --------------------------------------------------------------------------------------


def _published(name: str, outputs: UPath) -> pa.Table:
    """A published table.

    Raises:
        click.UsageError: it is not there.
    """
    from pipeline.tables.files import read_table

    try:
        return read_table(name, outputs)
    except FileNotFoundError as problem:
        raise click.UsageError(
            f"{outputs}/{name}.parquet does not exist. To publish it, run: "
            f"pipeline run --outputs {outputs}"
        ) from problem


def _require_no_project(folder: Path) -> None:
    """Call this before the checks, which take a while.

    Raises:
        click.UsageError: the folder has a project of Great Expectations.
    """
    from pipeline.validation.project import ProjectExists, require_no_project

    try:
        require_no_project(folder)
    except ProjectExists as problem:
        raise click.UsageError(str(problem)) from problem


def _lines(file: TextIO) -> Iterator[str]:
    """The lines without their ends; an error in words if the input is not UTF-8."""
    try:
        for line in file:
            yield line.rstrip("\r\n")
    except UnicodeDecodeError as problem:
        raise click.UsageError(
            f"{file.name} is not UTF-8: {problem.reason}. Convert it."
        ) from problem


def _plain(value: Any) -> Any:
    """Decimals as JSON numbers, integers if they are whole; everything else as text."""
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
