"""Raw documents, tables and releases in a bucket of a real S3-compatible server."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from fpdf import FPDF
from helpers.here import read_here
from helpers.reports import text_of
from servers import Storage
from upath import UPath

from pipeline.cli import main
from pipeline.errors import BadStorage, ReleaseInTheMaking
from pipeline.orchestration.resources import Folders
from pipeline.orchestration.run import RunReport, run
from pipeline.release import versions
from pipeline.release.build import build_release
from pipeline.release.contents import Version
from pipeline.settings import EngineSettings, Settings
from pipeline.storage import create, files_below, is_half_replaced, location, names_below
from pipeline.tables.files import publish, publish_batches, read_table
from pipeline.tables.schema import TABLES

RAW = Path(__file__).resolve().parents[2] / "raw"
DAY = date(2026, 11, 25)
FILES = [f"{table.name}.{suffix}" for table in TABLES for suffix in ("parquet", "csv")]
WITH_WORKERS = Settings(engine=EngineSettings(kind="pool", workers=2))
REPORT = """ 合作情况

  一. 导言

1. 约有 {share}%的成员国作了答复，其中 120 个国家提交了报告。
"""


def pipeline(*arguments: str | UPath | Path) -> Result:
    """Runs a command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def stamps(folder: UPath) -> dict[str, str]:
    """What changes of each object when it is written, by name."""
    return {file.name: file.stamp for file in files_below(folder)}


def without_pages(names: Iterable[str]) -> set[str]:
    """Names of files but for those of the Data Docs, which are named for their time."""
    return {name for name in names if not name.startswith("data_docs/validations/")}


def tables_of(share: int) -> dict[str, pa.Table]:
    """All tables, empty but for one row of one table."""
    row = [("share", pa.array([share]))]
    empty = {table.name: table.arrow.empty_table() for table in TABLES}
    return empty | {"counts": pa.table(dict(row))}


# -- whole runs ------------------------------------------------------------------------------------

PDF = "A_70_903-en.pdf"


@cache
def documents() -> dict[str, bytes]:
    """The documents of both runs, by their names: a PDF of one page, and a text."""
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    page.multi_cell(0, 6, text_of(3, "en"))
    return {PDF: bytes(page.output()), "A_70_900-zh.txt": REPORT.format(share=80).encode()}


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of a run on these documents, on disk."""
    folder = tmp_path_factory.mktemp("disk")
    (folder / "raw").mkdir()
    for name, data in documents().items():
        (folder / "raw" / name).write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        read_here(patch)
        assert run([folder / "raw"], folder / "outputs").error is None
    return folder / "outputs"


@pytest.fixture(scope="module")
def in_bucket(sample_bucket: UPath) -> tuple[UPath, RunReport]:
    """Outputs of a run on the same documents in a bucket, by two processes."""
    for name, data in documents().items():
        (sample_bucket / "raw" / name).write_bytes(data)
    outputs = sample_bucket / "outputs"
    return outputs, run([sample_bucket / "raw"], outputs, settings=WITH_WORKERS)


def test_a_run_in_a_bucket_gives_the_same_bytes_as_one_on_disk(
    on_disk: Path, in_bucket: tuple[UPath, RunReport]
) -> None:
    outputs, report = in_bucket
    assert (report.published, report.error, report.blocked) == (True, None, {})
    for name in FILES:
        assert (outputs / name).read_bytes() == (on_disk / name).read_bytes(), name


def test_a_release_in_a_bucket_is_complete_and_latest_names_it(
    on_disk: Path, in_bucket: tuple[UPath, RunReport]
) -> None:
    outputs, report = in_bucket
    assert report.release is not None
    version = str(report.release.version)
    told = json.loads((outputs / "latest.json").read_bytes())
    assert told == {"version": version, "folder": f"releases/{version}"}
    folder = versions.latest(outputs)
    assert folder == outputs / "releases" / version
    listed = [line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines()]
    for checksum, name in listed:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum
    there = set(names_below(folder))
    assert there == {name for _, name in listed} | {"SHA256SUMS"}
    there_too = names_below(location((on_disk / "latest").resolve()))
    assert without_pages(there) == without_pages(there_too)
    assert names_below(outputs / "releases") == sorted(f"{version}/{name}" for name in there)


def test_browsers_are_told_that_the_page_is_one(in_bucket: tuple[UPath, RunReport]) -> None:
    outputs, _ = in_bucket
    folder = versions.latest(outputs)
    assert folder is not None
    for page in (outputs / "data_docs" / "index.html", folder / "index.html"):
        assert page.fs.info(page.path)["ContentType"] == "text/html"


def test_a_second_run_reads_nothing_and_writes_no_table(
    sample_bucket: UPath, in_bucket: tuple[UPath, RunReport]
) -> None:
    outputs, first = in_bucket
    before = stamps(outputs)
    result = pipeline("run", "--raw", sample_bucket / "raw", "--outputs", outputs)
    assert result.exit_code == 0, result.output
    assert "(1 of" not in result.stderr
    after = stamps(outputs)
    written = {name for name in after if after[name] != before.get(name)}
    assert {name.split("/")[0] for name in written} <= {".work", "latest.json"}
    assert {name for name in written if name.startswith(".work/")} <= {
        name for name in after if name.startswith(".work/notes/documents-")
    }
    assert first.release is not None
    assert f"the data are those of release {first.release.version}" in result.stdout


def test_commands_read_what_is_in_a_bucket(
    sample_bucket: UPath, in_bucket: tuple[UPath, RunReport], tmp_path: Path
) -> None:
    outputs, raw = ("--outputs", in_bucket[0]), ("--raw", sample_bucket / "raw")
    assert PDF.removesuffix(".pdf") in pipeline("list", *raw).stdout
    assert pipeline("validate", *outputs).exit_code == 0
    annotations = tmp_path / Path(PDF).with_suffix(".jsonl")
    annotated = {"paragraph": "1", "kind": "count", "raw": "103 countries", "value": 103}
    annotations.write_text(json.dumps(annotated), encoding="utf-8")
    scored = pipeline("score", tmp_path, *outputs)
    assert scored.exit_code == 0, scored.output
    assert "counts" in scored.stdout
    figure = read_table("money_amounts", in_bucket[0]).column("figure_id")[0].as_py()
    picture = tmp_path / "place.png"
    explained = pipeline("explain", figure, *outputs, *raw, "--picture", picture)
    assert explained.exit_code == 0, explained.output
    assert picture.stat().st_size > 0
    assert pipeline("diff", "latest", "latest", *outputs).exit_code == 0


# -- what changes ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_an_object_that_changes_is_read_again_and_no_other(bucket: UPath) -> None:
    raw, outputs = bucket / "raw", bucket / "outputs"
    for number in (901, 902):
        (raw / f"A_70_{number}-zh.txt").write_text(REPORT.format(share=80), encoding="utf-8")
    arguments = ("run", "--raw", raw, "--outputs", outputs)
    assert pipeline(*arguments).exit_code == 0
    (raw / "A_70_902-zh.txt").write_text(REPORT.format(share=81), encoding="utf-8")
    again = pipeline(*arguments)
    assert again.exit_code == 0, again.output
    assert "A_70_902-zh (1 of 1)" in again.stderr
    assert "A_70_901-zh" not in again.stderr
    assert read_table("percentages", outputs).column("value").to_pylist() == [80.0, 81.0]


@pytest.mark.slow
def test_an_object_that_is_taken_away_is_gone_from_the_tables(bucket: UPath) -> None:
    raw, outputs = bucket / "raw", bucket / "outputs"
    for number in (901, 902):
        (raw / f"A_70_{number}-zh.txt").write_text(REPORT.format(share=80), encoding="utf-8")
    arguments = ("run", "--raw", raw, "--outputs", outputs)
    assert pipeline(*arguments).exit_code == 0
    (raw / "A_70_901-zh.txt").unlink()
    assert pipeline(*arguments).exit_code == 0
    assert read_table("documents", outputs).column("document_id").to_pylist() == ["A_70_902-zh"]
    assert not [name for name in names_below(outputs / ".work") if "A_70_901-zh" in name]


# -- what fails ------------------------------------------------------------------------------------


def test_an_error_while_tables_are_written_leaves_all_as_they_were(bucket: UPath) -> None:
    publish(tables_of(1), bucket)
    before = stamps(bucket)

    def rows() -> Iterator[pa.RecordBatch]:
        yield from pa.table({"share": [2.0] * 100_000}).to_batches()
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        publish_batches({"counts": rows()}, bucket)
    assert stamps(bucket) == before


def test_tables_appear_one_after_the_other_and_each_of_them_whole(
    bucket: UPath, storage: Storage
) -> None:
    old, new = tables_of(1), tables_of(2)
    publish(old, bucket)
    with storage.refusing_after(0), pytest.raises(PermissionError):
        publish(new, bucket)
    assert read_table("counts", bucket) == old["counts"]
    assert not is_half_replaced(bucket)
    counts = FILES.index("counts.parquet")
    with storage.refusing_after(counts + 2), pytest.raises(PermissionError):
        publish(new, bucket)
    assert read_table("counts", bucket) == new["counts"]
    assert (bucket / "counts.csv").read_bytes().endswith(b"share\r\n1\r\n")
    assert is_half_replaced(bucket)
    publish(new, bucket)
    assert not is_half_replaced(bucket)
    assert (bucket / "counts.csv").read_bytes().endswith(b"share\r\n2\r\n")


def write(folder: Path, version: Version) -> None:
    """A release of three files."""
    for name in ("a.txt", "data.txt", "SHA256SUMS"):
        (folder / name).write_text(str(version))


def test_an_upload_that_fails_leaves_latest_and_the_releases_as_they_were(
    bucket: UPath, storage: Storage
) -> None:
    first = versions.add_release(bucket, DAY, write)
    before = versions.latest(bucket)
    for objects in range(6):  # the mark of what is made, three files, taking it away
        with storage.refusing_after(objects), pytest.raises(PermissionError):
            versions.add_release(bucket, DAY, write)
        assert versions.latest(bucket) == before
        whole = versions.released(bucket)
        assert whole[0] == first
        assert all((bucket / "releases" / str(v) / "SHA256SUMS").is_file() for v in whole)
    assert len(whole) == 2  # the last of them was whole, and `latest` could not be written
    newest = versions.add_release(bucket, DAY, write)
    assert versions.latest(bucket) == bucket / "releases" / str(newest)


def test_of_two_that_make_the_same_release_one_is_refused(bucket: UPath) -> None:
    def write_while_another_begins(folder: Path, version: Version) -> None:
        write(folder, version)
        create(bucket / "releases" / f".building-{version}")

    with pytest.raises(ReleaseInTheMaking, match=r"is making release 2026\.11\.25\.1"):
        versions.add_release(bucket, DAY, write_while_another_begins)

    def write_while_another_makes_it(folder: Path, version: Version) -> None:
        write(folder, version)
        assert versions.add_release(bucket, DAY, write) == version

    with pytest.raises(ReleaseInTheMaking, match=r"is making release 2026\.11\.25\.2"):
        versions.add_release(bucket, DAY, write_while_another_makes_it)
    assert versions.released(bucket) == [Version(DAY, 2)]


def test_without_tables_there_is_no_release(bucket: UPath) -> None:
    with pytest.raises(FileNotFoundError):
        build_release(bucket, bucket, day=DAY)
    assert not versions.released(bucket)
    result = pipeline("release", "--outputs", bucket / "outputs", "--raw", RAW)
    assert result.exit_code == 2
    assert "does not exist. To publish the tables, run" in result.stderr


@pytest.mark.usefixtures("storage")
def test_a_bucket_that_is_not_there_is_said() -> None:
    for option in (("--raw", "s3://nobody-has-it/raw"), ("--outputs", "s3://nobody-has-it")):
        result = pipeline("run", *option)
        assert result.exit_code == 2
        assert "there is no bucket 'nobody-has-it'" in result.stderr
    with pytest.raises(BadStorage, match="there is no bucket 'nobody-has-it'"):
        Folders(raw=[str(RAW)], outputs="s3://nobody-has-it", shards=1).require()


@pytest.mark.usefixtures("storage")
def test_missing_credentials_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from s3fs import S3FileSystem

    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    S3FileSystem.clear_instance_cache()
    result = pipeline("list", "--raw", "s3://figures-1/raw")
    S3FileSystem.clear_instance_cache()
    assert result.exit_code == 2
    assert "Unable to locate credentials" in result.stderr
    assert "AWS_ACCESS_KEY_ID" in result.stderr


def test_one_variable_names_folders_and_buckets(
    bucket: UPath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "A_70_901-zh.txt").write_text(REPORT.format(share=80), encoding="utf-8")
    (bucket / "raw" / "A_70_902-zh.txt").write_text(REPORT.format(share=80), encoding="utf-8")

    monkeypatch.setenv("PIPELINE_RAW", os.pathsep.join([str(tmp_path), f"{bucket}raw"]))
    listed = pipeline("list").stdout
    assert "A_70_901-zh" in listed
    assert "A_70_902-zh" in listed
