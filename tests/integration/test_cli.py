"""The command line as scripts use it: what it prints, and its exit codes."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from helpers.good_rows import as_tables, good_rows
from helpers.here import build_paragraphs_twice, read_here

from pipeline.cli import main
from pipeline.extract import figures_of
from pipeline.reading.shards import shard_names
from pipeline.settings import Settings
from pipeline.tables.files import publish, read_table
from pipeline.tables.schema import DOCUMENTS, MONEY_AMOUNTS, TABLES
from pipeline.validation.project import write_project

ROOT = Path(__file__).resolve().parents[2]
REPORT = """ 合作情况

  一. 导言

1. 约有 84%的成员国作了答复，其中 120 个国家提交了报告，另有一些国家正在

准备自己的报告。

2. 基金为此拨款 1 750 万美元，用于农村地区的学校和医院。
"""


def pipeline(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    """Runs a command in this process."""
    return CliRunner().invoke(main, [str(a) for a in arguments], input=given)


@pytest.fixture(autouse=True)
def _read_here(published: object, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """Documents are read in this process, but for those of the first run."""
    read_here(monkeypatch)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Result]:
    """Raw folder, outputs folder and what `run` printed."""
    folder = tmp_path_factory.mktemp("published")
    raw, outputs = folder / "raw", folder / "outputs"
    raw.mkdir()
    (raw / "A_70_901-zh.txt").write_text(REPORT, encoding="utf-8")
    return raw, outputs, pipeline("run", "--raw", raw, "--outputs", outputs)


def test_run_publishes_and_exits_with_0(published: tuple[Path, Path, Result]) -> None:
    _, outputs, result = published
    assert result.exit_code == 0, result.output
    assert "1 document, 1 read now, 0 failed" in result.stdout
    assert "document\tstatus\tparagraphs\t" in result.stdout
    assert "A_70_901-zh\textracted" in result.stdout
    lines = result.stderr.splitlines()
    assert lines[0] == "start: loading Dagster"
    assert "documents: A_70_901-zh.txt (1 of 1)" in lines
    assert "pages: A_70_901-zh (1 of 1)" in lines
    assert "checks: all tables (0 of 1)" in lines
    assert {f"publishing: {table.name}" for table in TABLES} < set(lines)
    assert {"Data Docs: pages of all tables", "release: page and its pictures"} < set(lines)
    assert read_table("counts", outputs).num_rows == 1
    again = pipeline("run", "--raw", published[0], "--outputs", outputs)
    assert "1 document, 0 read now, 0 failed" in again.stdout
    release = (outputs / "latest").resolve()
    assert f"Release {release.name}: " in result.stdout
    assert (release / "SHA256SUMS").is_file()


def test_run_exits_with_1_when_a_document_failed(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.mkdir()
    bad.mkdir()
    (good / "A_70_901-zh.txt").write_text(REPORT, encoding="utf-8")
    (bad / "A_70_902-zh.txt").write_text("", encoding="utf-8")
    result = pipeline("run", "--raw", good, "--raw", bad, "--outputs", tmp_path / "outputs")
    assert result.exit_code == 1, result.output
    assert "2 documents, 1 read now, 1 failed" in result.stdout
    assert "A_70_902-zh (A_70_902-zh.txt): " in result.stdout
    assert read_table("documents", tmp_path / "outputs").num_rows == 2


def test_run_exits_with_3_and_prints_the_rows_when_a_check_fails(
    published: tuple[Path, Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_paragraphs_twice(monkeypatch)
    result = pipeline("run", "--raw", published[0], "--outputs", tmp_path / "outputs")
    assert result.exit_code == 3, result.output
    assert "The check of paragraphs failed." in result.stderr
    assert "Fails: paragraph_id is the key" in result.stderr
    assert "\tA_70_901-zh\t" in result.stderr
    assert "**" not in result.stderr
    assert "| ---" not in result.stderr
    assert not (tmp_path / "outputs" / "paragraphs.csv").exists()


def in_a_terminal(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> str:
    """What a command shows in a terminal of 120 columns."""
    shown, terminal = pty.openpty()
    written = bytearray()

    def look() -> None:
        with suppress(OSError):  # raised at the end
            while data := os.read(shown, 4096):
                written.extend(data)

    looking = Thread(target=look)
    looking.start()
    with monkeypatch.context() as patch, os.fdopen(terminal, "w", encoding="utf-8") as file:
        for name, value in (("TERM", "xterm"), ("COLUMNS", "120"), ("LINES", "40")):
            patch.setenv(name, value)
        for stream in ("stdout", "stderr"):
            patch.setattr(sys, stream, file)
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
    looking.join()
    os.close(shown)
    assert ended.value.code == 0, written.decode()
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", written.decode())


def test_in_a_terminal_each_stage_has_a_bar(
    published: tuple[Path, Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = in_a_terminal(monkeypatch, "run", "--raw", published[0], "--outputs", tmp_path)
    assert shown.lstrip().startswith("start")
    for stage, number in (("start", 2), ("documents", 1), ("pages", 1), ("text", 1), ("figures", 1),
                          ("checks", 1), ("publishing", len(TABLES)), ("Data Docs", 1),
                          ("release", 6)):  # fmt: skip
        assert re.search(rf"{stage} +━+ +{number}/{number} ", shown), stage
    assert f"{len(TABLES) + 1}/{len(TABLES)}" not in shown
    # What it does now stands beside the bar.
    assert re.search(r"release +.* workbook and databases", shown)


def test_run_exits_with_2_when_the_raw_folder_is_not_there(tmp_path: Path) -> None:
    assert pipeline("run", "--raw", tmp_path / "nowhere").exit_code == 2


def test_raw_folders_come_from_the_environment(
    published: tuple[Path, Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPELINE_RAW", os.pathsep.join((str(published[0]), str(tmp_path))))
    assert "A_70_901-zh" in pipeline("list").stdout


def test_list_tells_what_can_be_read(published: tuple[Path, Path, Result], tmp_path: Path) -> None:
    result = pipeline("list", "--raw", published[0], "--json")
    (row,) = map(json.loads, result.stdout.splitlines())
    assert (row["document_id"], row["language"], row["failure"]) == ("A_70_901-zh", "zh", None)
    assert row["partition"] in shard_names(Settings().partitions.shards)
    assert result.exit_code == 0
    (tmp_path / "A_70_902-zh.txt").write_text("", encoding="utf-8")
    result = pipeline("list", "--raw", published[0], "--raw", tmp_path)
    assert "A_70_902-zh" in result.stdout
    assert result.exit_code == 1


def test_status_says_what_is_published_and_what_waits(
    published: tuple[Path, Path, Result], tmp_path: Path
) -> None:
    raw, outputs, _ = published
    same = pipeline("status", "--raw", raw, "--outputs", outputs)
    assert same.exit_code == 0, same.output
    assert "1 document, 1 percentages, 1 money amounts, 1 counts" in same.stdout
    assert "Newest release: " in same.stdout
    assert "waiting" not in same.stdout

    (tmp_path / "A_70_901-zh.txt").write_text(REPORT + REPORT, encoding="utf-8")
    (tmp_path / "A_70_902-zh.txt").write_text(REPORT, encoding="utf-8")
    other = pipeline("status", "--raw", tmp_path, "--outputs", outputs)
    assert other.exit_code == 1
    assert "1 document waiting to be read: A_70_902-zh" in other.stdout
    assert "1 document changed and waiting to be read again: A_70_901-zh" in other.stdout


def test_status_says_so_where_nothing_is_published(tmp_path: Path) -> None:
    result = pipeline("status", "--raw", tmp_path, "--outputs", tmp_path)
    assert result.exit_code == 0
    assert result.stdout.startswith("Nothing is published in ")


def test_a_check_of_the_settings_says_so_where_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIPELINE_SETTINGS", raising=False)
    monkeypatch.chdir(tmp_path)
    checked = pipeline("settings", "--check")
    assert checked.exit_code == 0
    assert checked.stdout == "There is no settings.toml: the defaults hold.\n"


def test_settings_are_shown_or_refused_with_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPELINE_SETTINGS", str(tmp_path / "settings.toml"))
    (tmp_path / "settings.toml").write_text("[partitions]\nshards = 12\n", encoding="utf-8")
    assert "shards = 12" in pipeline("settings").stdout
    valid = f"{tmp_path / 'settings.toml'} is valid.\n"
    assert pipeline("settings", "--check").stdout == valid
    (tmp_path / "reports").write_text("a file")
    (tmp_path / "settings.toml").write_text(
        f"[operating]\nfailure_reports = '{tmp_path / 'reports'}'\n", encoding="utf-8"
    )
    refused = pipeline("settings", "--check")
    assert refused.exit_code == 2
    assert "operating.failure_reports" in refused.output
    mistaken = '[engine]\nkind = "fast"\n[sensor]\ninterval = 3\n'
    (tmp_path / "settings.toml").write_text(mistaken, encoding="utf-8")
    refused = pipeline("settings", "--check")
    assert refused.exit_code == 2
    assert "engine.kind" in refused.output
    assert "sensor.interval: there is no such entry" in refused.output


def test_extract_reads_lines_from_standard_input() -> None:
    result = pipeline(
        "extract", "--language", "zh", given="无。\n约有 84%的成员国答复。\n拨款 1 750 万美元。\n"
    )
    assert result.exit_code == 0, result.output
    share, money = map(json.loads, result.stdout.splitlines())
    assert (share["line"], share["kind"], share["value"]) == (2, "percentage", 84.0)
    assert (money["line"], money["kind"], money["amount"]) == (3, "money", 17_500_000)
    assert (money["currency"], money["figure_id"]) == ("USD", None)
    assert "万美元" in result.stdout


def test_extract_reads_a_file_and_starts_without_heavy_libraries(tmp_path: Path) -> None:
    file = tmp_path / "paragraphs.txt"
    file.write_text("约有 84%的成员国答复。\n", encoding="utf-8")
    code = (
        "import sys; from pipeline.cli import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "heavy = {'dagster', 'great_expectations', 'pandas'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    command = [sys.executable, "-c", code, "extract", "-l", "zh", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["line"] == 1


def test_extract_refuses_a_language_without_a_module() -> None:
    result = pipeline("extract", "--language", "xx", given="a\n")
    assert result.exit_code == 2
    assert "'xx' is not one of ar, en, es, fr, ru, zh." in result.stderr
    assert "raw folder" not in result.stderr


def test_extract_reads_the_other_lines_when_one_exposes_a_bug(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = figures_of

    def failing(text: str, *others: Any) -> Any:
        if "?" in text:
            raise IndexError("list index out of range")
        return read(text, *others)

    monkeypatch.setattr("pipeline.extract.figures_of", failing)
    result = pipeline("extract", "-l", "en", given="12 schools?\n40 schools opened.\n")
    assert result.exit_code == 70
    assert "Line 1: IndexError: list index out of range" in result.stderr
    assert "Please report it with the line." in result.stderr
    assert json.loads(result.stdout)["line"] == 2


def test_extract_says_so_when_the_input_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "paragraphs.txt"
    file.write_bytes("约有 84%".encode("gb18030"))
    result = pipeline("extract", "--language", "zh", file)
    assert result.exit_code == 2
    assert "not UTF-8" in result.stderr


def test_explain_marks_the_characters_and_names_page_and_rule(
    published: tuple[Path, Path, Result],
) -> None:
    outputs = published[1]
    (row,) = read_table("percentages", outputs).to_pylist()
    result = pipeline("explain", row["figure_id"], "--outputs", outputs)
    assert result.exit_code == 0, result.output
    assert f"[[{row['raw']}]]" in result.stdout
    assert f"Page 1 of A_70_901-zh, read by rule {row['rule']}." in result.stdout
    assert result.stdout.count("[[") == 2


def test_explain_shows_a_cell_in_its_line_of_the_table(tmp_path: Path) -> None:
    publish(as_tables(good_rows()), tmp_path)
    result = pipeline("explain", "A_1_1-zh.table1.0.0", "--outputs", tmp_path)
    assert result.exit_code == 0, result.output
    assert "另有 [[120]] 个国家" in result.stdout
    assert "Page 1 of A_1_1-zh." in result.stdout


def test_explain_exits_with_4_and_names_near_ids(published: tuple[Path, Path, Result]) -> None:
    outputs = published[1]
    known = read_table("percentages", outputs).column("figure_id").to_pylist()[0]
    result = pipeline("explain", f"{known}9", "--outputs", outputs)
    assert result.exit_code == 4
    assert known in result.stderr


def test_explain_and_validate_exit_with_2_when_nothing_is_published(tmp_path: Path) -> None:
    for command in (("explain", "x"), ("validate",)):
        result = pipeline(*command, "--outputs", tmp_path)
        assert result.exit_code == 2
        assert "pipeline run" in result.stderr


def test_release_makes_one_only_of_other_data_or_when_told(
    published: tuple[Path, Path, Result], tmp_path: Path
) -> None:
    outputs = tmp_path / "outputs"
    shutil.copytree(published[1], outputs, symlinks=True)
    number = len(list((outputs / "releases").glob("2*")))
    result = pipeline("release", "--outputs", outputs)
    assert result.exit_code == 0, result.output
    assert "No new release; the data are those of release" in result.stdout
    result = pipeline("release", "--outputs", outputs, "--again", "--day", "2030-01-02")
    assert "Release 2030.01.02.1: " in result.stdout
    assert (outputs / "latest").readlink() == Path("releases/2030.01.02.1")
    assert len(list((outputs / "releases").glob("2*"))) == number + 1


def test_release_refuses_tables_that_fail_or_are_not_there(
    published: tuple[Path, Path, Result], tmp_path: Path
) -> None:
    result = pipeline("release", "--outputs", tmp_path)
    assert result.exit_code == 2
    assert "pipeline run" in result.stderr
    tables = {table.name: read_table(table.name, published[1]) for table in TABLES}
    tables["counts"] = pa.concat_tables([tables["counts"], tables["counts"]])
    publish(tables, tmp_path)
    result = pipeline("release", "--outputs", tmp_path)
    assert result.exit_code == 3
    assert "fail their checks: documents, counts." in result.stderr
    assert not (tmp_path / "latest").exists()


def test_validate_passes_on_what_run_published(published: tuple[Path, Path, Result]) -> None:
    result = pipeline("validate", "--outputs", published[1])
    assert result.exit_code == 0, result.output
    assert "percentages: passed, 1 row, " in result.stdout


def test_validate_writes_data_docs_and_a_project(
    published: tuple[Path, Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [DOCUMENTS, MONEY_AMOUNTS]
    some = partial(write_project, chosen=chosen)  # writing all takes long and is no different
    monkeypatch.setattr("pipeline.validation.project.write_project", some)
    outputs, project = tmp_path / "outputs", tmp_path / "project"
    publish({table.name: read_table(table.name, published[1]) for table in TABLES}, outputs)
    arguments = ("validate", "--outputs", outputs, "--docs", "--project", project)
    result = pipeline(*arguments)
    assert result.exit_code == 0, result.output
    assert "percentages" in (outputs / "data_docs" / "index.html").read_text(encoding="utf-8")
    assert len(list((project / "gx" / "tables").glob("*.parquet"))) == len(chosen)
    again = pipeline(*arguments)
    assert again.exit_code == 2
    assert "Delete it, or name another folder" in again.output


def test_validate_exits_with_3_on_tables_that_fail(
    published: tuple[Path, Path, Result], tmp_path: Path
) -> None:
    tables = {table.name: read_table(table.name, published[1]) for table in TABLES}
    tables["counts"] = pa.concat_tables([tables["counts"], tables["counts"]])
    publish(tables, tmp_path)
    result = pipeline("validate", "--outputs", tmp_path)
    assert result.exit_code == 3
    assert "counts: FAILED, 2 rows" in result.stdout
    assert "Fails: figure_id is the key" in result.stdout
    assert "**" not in result.stdout


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_with_examples_and_exit_codes(command: str) -> None:
    text = pipeline(command, "--help").stdout
    assert "Example" in text
    assert "Exit codes:" in text


@pytest.mark.parametrize(
    ("words", "code", "printed"),
    [
        (["list", "--json"], 0, "SAMPLE"),
        (["list", "--raw", "no such folder"], 2, "no such folder"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_the_program_ends_with_the_code_of_its_command_and_all_that_it_prints(
    words: list[str], code: int, printed: str
) -> None:
    program = [sys.executable, "-m", "pipeline", *words]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert printed in done.stdout + done.stderr


def test_the_program_ends_where_nobody_reads_what_it_prints() -> None:
    program = [sys.executable, "-m", "pipeline", "list"]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.wait() == 1


def test_help_says_of_each_command_in_one_line_what_it_does() -> None:
    text = pipeline("--help").stdout
    assert "...\n" not in text.partition("\n")[2]
    lines = text.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines] == sorted(main.commands)
    assert all(line.endswith(".") for line in lines)


def test_help_needs_no_library_but_click() -> None:
    """So that it is there at once."""
    code = (
        "import sys; from click.testing import CliRunner; from pipeline.cli import main\n"
        "for name in ('', *main.commands):\n"
        "    assert CliRunner().invoke(main, [name, '--help'] if name else ['--help']).exit_code == 0\n"
        "heavy = 'dagster great_expectations pandas pyarrow pydantic rich upath httpx'.split()\n"
        "sys.exit(str([name for name in heavy if name in sys.modules]) if set(heavy) & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_score_sentences_prints_a_line_for_each_language_and_table(tmp_path: Path) -> None:
    sentences, annotations = tmp_path / "sentences.jsonl", tmp_path / "annotations.jsonl"
    row = {"line": 7, "en": "Some 40 schools opened.", "zh": "约40所学校开学，另有3所关闭。"}
    sentences.write_text(json.dumps(row), encoding="utf-8")
    figure = {"line": 7, "kind": "count", "value": 40, "qualifier": "about"}
    raws = {"en": "40 schools", "zh": "40所学校"}
    annotations.write_text(
        "\n".join(
            json.dumps({**figure, "language": code, "raw": raw}) for code, raw in raws.items()
        ),
        encoding="utf-8",
    )
    result = pipeline("score-sentences", sentences, annotations, "--errors")
    assert result.exit_code == 0, result.output
    printed = [line.split() for line in result.stdout.splitlines()]
    assert ["en", "counts", "1", "0", "0", "0", "1.0000", "1.0000", "1.0000"] in printed
    assert any(line[:1] == ["FALSE"] and line[2] == "zh" for line in printed)


def test_score_sentences_names_the_lines_that_it_cannot_use(tmp_path: Path) -> None:
    path = tmp_path / "en.jsonl"
    path.write_text('{"text": "12 schools"}\n', encoding="utf-8")
    result = pipeline("score-sentences", path)
    assert result.exit_code != 0
    assert "line 1" in str(result.exception or result.output)
