"""What is unchanged is not read again and not written again; what has changed is, and only that."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from helpers.here import Here
from helpers.refreshing import all_files, corpus_of, refresh
from helpers.reports import FILES, checksums, name_of, text_of, write_report
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents.register import COLUMNS
from pipeline.engines import publisher
from pipeline.errors import FolderEmptied, NotLooked, NotRead
from pipeline.publishing.check import check_tables, results, undone
from pipeline.publishing.publish import making_data_docs, publish, publish_data_docs
from pipeline.reading.corpus import Corpus
from pipeline.reading.packing import pack, unpack
from pipeline.reading.stages import FIGURES, PAGES, STAGES, TEXT, ReadFigures
from pipeline.settings import EngineSettings
from pipeline.storage import locked
from pipeline.tables.files import read_table
from pipeline.tables.schema import ORGANIZATIONS, TABLES, Table
from pipeline.validation import TableReport, validate

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = (1, 2, 3, 4, 5)
EVERY = {f"A_70_{number}-zh" for number in NUMBERS} | {"A_70_2-en"}
NOTHING: dict[str, set[str]] = {PAGES: set(), TEXT: set(), FIGURES: set()}


def stamps(outputs: Path) -> dict[str, tuple[int, int]]:
    """What another writing of a published file would change, by name."""
    return {
        name: ((outputs / name).stat().st_ino, (outputs / name).stat().st_mtime_ns)
        for name in FILES
    }


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with five reports, one of them in two languages, read and published."""
    folder = tmp_path_factory.mktemp("first")
    for number in NUMBERS:
        write_report(folder / "raw", number)
    write_report(folder / "raw", 2, "en")
    done = refresh(folder / "raw", folder / "outputs")
    assert done.read == dict.fromkeys(STAGES, EVERY)
    assert done.published
    assert done.checked
    return folder


@pytest.fixture
def folder(first_run: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return shutil.copytree(first_run, tmp_path / "copy")


@pytest.fixture
def raw(folder: Path) -> Path:
    refresh(folder / "raw", folder / "outputs")  # its files are elsewhere: they are opened again
    return folder / "raw"


@pytest.fixture
def outputs(folder: Path) -> Path:
    return folder / "outputs"


def test_files_that_are_moved_are_not_read_again(folder: Path) -> None:
    done = refresh(folder / "raw", folder / "outputs")
    assert (done.read, done.published, done.checked) == (NOTHING, False, 0)


def test_a_second_run_reads_nothing_and_writes_nothing(raw: Path, outputs: Path) -> None:
    before, values = stamps(outputs), all_files(outputs / ".work" / "values")
    done = refresh(raw, outputs)
    assert (done.read, done.published, done.checked) == (NOTHING, False, 0)
    assert stamps(outputs) == before
    assert all_files(outputs / ".work" / "values") == values


def test_only_a_document_that_changed_is_read_and_checked(raw: Path, outputs: Path) -> None:
    (raw / name_of(3)).write_text(text_of(33), encoding="utf-8")
    done = refresh(raw, outputs)
    assert done.read == {stage: {"A_70_3-zh"} for stage in STAGES}
    assert done.published
    assert read_table("percentages", outputs).column("value").to_pylist() == [
        11,
        12,
        12,
        43,
        14,
        15,
    ]


def test_a_touched_file_is_not_read_again(raw: Path, outputs: Path) -> None:
    os.utime(raw / name_of(3))
    done = refresh(raw, outputs)
    assert (done.read, done.published) == (NOTHING, False)


def test_a_register_row_changes_its_document_without_reading_it(raw: Path, outputs: Path) -> None:
    (raw / "register.csv").write_text(f"{','.join(COLUMNS)}\n{name_of(4)},,,From the register,,\n")
    done = refresh(raw, outputs, check=False)
    assert (done.read, done.published) == (NOTHING, True)
    titles = dict(
        zip(
            *read_table("documents", outputs).select(["document_id", "title"]).to_pydict().values(),
            strict=True,
        )
    )
    assert titles["A_70_4-zh"] == "From the register"
    assert titles["A_70_3-zh"] == "合作情况"


def test_a_document_that_goes_takes_its_rows_and_what_is_kept_of_it_along(
    raw: Path, outputs: Path
) -> None:
    (raw / name_of(4)).unlink()
    done = refresh(raw, outputs, check=False)
    assert (done.read, done.published) == (NOTHING, True)
    for table in ("documents", "paragraphs", "counts"):
        assert "A_70_4-zh" not in read_table(table, outputs).column("document_id").to_pylist()
    values = outputs / ".work" / "values"
    assert not [file for file in all_files(values) if "A_70_4-zh" in file]
    write_report(raw, 4)
    assert refresh(raw, outputs, check=False).read == {stage: {"A_70_4-zh"} for stage in STAGES}


def test_the_last_document_goes_only_where_that_is_said_to_be_meant(
    raw: Path, outputs: Path
) -> None:
    before = checksums(outputs)
    for file in raw.iterdir():
        file.unlink()
    with pytest.raises(
        FolderEmptied, match=f"no documents in {raw}; the last run found 6.*--force"
    ):
        refresh(raw, outputs)
    assert checksums(outputs) == before
    assert refresh(raw, outputs, force=True, check=False).published
    assert read_table("documents", outputs).num_rows == 0
    assert all_files(outputs / ".work" / "values") == {}


@pytest.mark.parametrize("shards", [1, 3, 256])
def test_another_number_of_shards_reads_nothing_and_gives_the_same_bytes(
    raw: Path, outputs: Path, shards: int
) -> None:
    before = checksums(outputs)
    done = refresh(raw, outputs, shards=shards, check=False)
    assert done.read == NOTHING
    assert checksums(outputs) == before
    assert {file.partition("/")[0] for file in all_files(outputs / ".work" / "shard_tables")} == {
        str(shards)
    }


def test_force_reads_everything_again_and_gives_the_same_bytes(raw: Path, outputs: Path) -> None:
    before = checksums(outputs)
    done = refresh(raw, outputs, force=True)
    assert done.read == dict.fromkeys(STAGES, EVERY)
    assert done.published
    assert done.checked
    assert checksums(outputs) == before


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, None], ids=["empty", "other bytes", "gone"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_value_that_was_damaged_is_made_again_where_it_is_needed(
    raw: Path, outputs: Path, stage: str, damage: bytes | None
) -> None:
    before, values = checksums(outputs), all_files(outputs / ".work" / "values")
    corpus = corpus_of(raw, outputs)
    for file in (outputs / ".work" / "values").rglob(f"{stage}-*"):
        file.write_bytes(damage) if damage is not None else file.unlink()
    shutil.rmtree(outputs / ".work" / "shard_tables")
    if stage == PAGES:  # what is made from them is kept; without it they are needed
        for file in (outputs / ".work" / "values").rglob(f"{TEXT}-*"):
            file.unlink()
    refresh(raw, outputs, check=False)
    assert checksums(outputs) == before
    assert all_files(outputs / ".work" / "values") == values
    assert undone(corpus.documents(), corpus) == set()


def test_a_value_of_another_document_is_read_again(raw: Path, outputs: Path) -> None:
    """As whoever may write there can put it: it can be read, and its places are not there."""
    before = checksums(outputs)
    for file in (outputs / ".work" / "values").rglob(f"{FIGURES}-*"):
        value = unpack(file.read_bytes(), ReadFigures)
        file.write_bytes(pack([(place + 1000, *figure) for place, *figure in value]))
    shutil.rmtree(outputs / ".work" / "shard_tables")
    refresh(raw, outputs, check=False)
    publish(corpus_of(raw, outputs), outputs, force=True)
    assert checksums(outputs) == before


def flip_a_byte(data: bytes) -> bytes:
    """The same, but for a byte among the rows."""
    return data[:60] + bytes([data[60] ^ 1]) + data[61:]


def rewritten(data: bytes, change: Callable[[pa.Table], pa.Table]) -> bytes:
    """The same file with other rows, as whoever may write it can make it."""
    sink = io.BytesIO()
    pq.write_table(change(pq.read_table(io.BytesIO(data))), sink, write_page_checksum=True)
    return sink.getvalue()


def of_others(data: bytes) -> bytes:
    """The same, but of a document that there is not."""
    return rewritten(data, lambda rows: with_column(rows, "document_id", ["A_99_1-zh"]))


def without_text(data: bytes) -> bytes:
    """The same, but for bytes that are no UTF-8."""
    no_text = pa.array([b"\xff\xfe"]).cast(pa.binary()).view(pa.string())
    return rewritten(data, lambda rows: with_column(rows, "document_id", no_text))


def as_another_table(data: bytes) -> bytes:
    """The same without a column."""
    return rewritten(data, lambda rows: rows.drop_columns(["document_id"]))


def with_column(rows: pa.Table, name: str, value: Any) -> pa.Table:
    """The same value in all rows of a column."""
    place = rows.schema.get_field_index(name)
    values = pa.chunked_array([pa.array(value, pa.string())] * rows.num_rows)
    return rows.set_column(place, rows.schema.field(name), values)


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        pytest.param("paragraphs", lambda data: data[:-20], id="cut off, of text"),
        pytest.param("counts", lambda data: data[:-20], id="cut off, of figures"),
        pytest.param("counts", lambda _: b"", id="empty"),
        pytest.param("counts", flip_a_byte, id="one byte"),
        pytest.param("counts", of_others, id="of others"),
        pytest.param("counts", without_text, id="no text"),
        pytest.param("counts", as_another_table, id="another table"),
    ],
)
def test_a_damaged_shard_table_is_named_and_built_again(
    raw: Path, outputs: Path, table: str, damage: Callable[[bytes], bytes],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    before = checksums(outputs)
    file = next((outputs / ".work" / "shard_tables").rglob(f"{table}-*.[1-9]*.parquet"))
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert publish(corpus_of(raw, outputs), outputs, force=True)
    assert checksums(outputs) == before
    assert file.read_bytes() == whole
    assert str(file) in caplog.text
    refresh(raw, outputs)
    assert checksums(outputs) == before


@pytest.mark.parametrize("place", ["values", "values/b6"])
def test_a_file_of_somebody_else_is_left_alone(raw: Path, outputs: Path, place: str) -> None:
    stranger = outputs / ".work" / place / "Thumbs.db"
    stranger.parent.mkdir(exist_ok=True)
    stranger.write_bytes(b"not ours")
    (raw / name_of(4)).unlink()
    assert refresh(raw, outputs, check=False).published
    assert stranger.exists()


@pytest.mark.parametrize("change", ["changed", pytest.param("taken away", marks=pytest.mark.slow)])
def test_a_file_that_changes_while_a_run_reads_fails_alone_and_is_read_by_the_next(
    raw: Path, outputs: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [write_report(raw, number) for number in (6, 7)]
    look = Corpus.look

    def look_before_it_changes(*given: Any, **others: Any) -> Any:
        found = look(*given, **others)
        if change == "changed":
            files[0].write_text(text_of(66), encoding="utf-8")
        else:
            files[0].unlink()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Corpus, "look", look_before_it_changes)
        assert refresh(raw, outputs, check=False).published
    rows = {row["document_id"]: row for row in read_table("documents", outputs).to_pylist()}
    assert (
        f"has {'been ' if change == 'taken away' else ''}{change}" in rows["A_70_6-zh"]["failure"]
    )
    assert (rows["A_70_6-zh"]["status"], rows["A_70_7-zh"]["status"]) == ("failed", "extracted")
    assert "A_70_6-zh" not in read_table("counts", outputs).column("document_id").to_pylist()
    refresh(raw, outputs, check=False)
    rows = {row["document_id"]: row for row in read_table("documents", outputs).to_pylist()}
    if change == "changed":
        assert rows["A_70_6-zh"]["status"] == "extracted"
        assert rows["A_70_6-zh"]["sha256"] == hashlib.sha256(files[0].read_bytes()).hexdigest()
    else:
        assert "A_70_6-zh" not in rows


def test_a_list_of_documents_that_was_damaged_is_made_again(raw: Path, outputs: Path) -> None:
    (file,) = (outputs / ".work" / "notes").glob("documents-*")
    file.write_bytes(file.read_bytes()[:100])
    done = refresh(raw, outputs)
    assert (done.read, done.published) == (NOTHING, False)


def test_nothing_is_published_and_nothing_lost_where_nobody_has_looked(
    raw: Path, outputs: Path
) -> None:
    before, values = checksums(outputs), all_files(outputs / ".work" / "values")
    for file in (outputs / ".work" / "notes").glob("documents-*"):
        file.unlink()
    with pytest.raises(NotLooked, match="Materialize raw_documents"):
        publish(corpus_of(raw, outputs), outputs)
    assert checksums(outputs) == before
    assert all_files(outputs / ".work" / "values") == values


def test_who_publishes_waits_until_nobody_else_does(raw: Path, outputs: Path) -> None:
    before = checksums(outputs)
    write_report(raw, 6)
    corpus = corpus_of(raw, outputs)
    with ThreadPoolExecutor(1) as other, locked(outputs):  # as another process would
        run = other.submit(refresh, raw, outputs, check=False)
        while len(corpus.documents()) == len(EVERY) or undone(corpus.documents(), corpus):
            assert not run.done()
            time.sleep(0.05)
        time.sleep(0.5)
        assert not run.done()
        assert checksums(outputs) == before
    assert run.result().published
    assert checksums(outputs) != before


def test_shards_that_are_not_read_hold_back_publishing(raw: Path, outputs: Path) -> None:
    before = checksums(outputs)
    write_report(raw, 6)
    corpus = corpus_of(raw, outputs)
    corpus.look(Here())
    (shard,) = undone(corpus.documents(), corpus)
    with pytest.raises(NotRead, match=f"in shards {shard}, rows of .*counts.* are missing"):
        publish(corpus, outputs)
    assert checksums(outputs) == before


def rows_told_of(corpus: Corpus) -> dict[str, int]:
    """How many rows the Data Docs would tell of, by table."""
    told: Counter[str] = Counter()
    for of_batch in results(corpus):
        for table, lines in of_batch.items():
            told[table] += sum(json.loads(line)["meta"]["rows"] for line in lines.splitlines())
    return dict(told)


def rows_published(outputs: Path) -> dict[str, int]:
    return {table.name: read_table(table.name, outputs).num_rows for table in TABLES}


def test_data_docs_are_made_of_what_the_checks_found(
    raw: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report(raw, 6)
    refresh(raw, outputs)
    corpus = corpus_of(raw, outputs)
    monkeypatch.delattr("pipeline.publishing.check.validate")  # nothing can be looked at again
    assert {r.table: r.rows for r in check_tables(corpus)} == rows_published(outputs)
    assert rows_told_of(corpus) == rows_published(outputs)


def test_data_docs_made_beside_the_tables_are_only_put_in_place(
    raw: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report(raw, 6)
    refresh(raw, outputs)
    corpus = corpus_of(raw, outputs)
    shutil.rmtree(outputs / "data_docs", ignore_errors=True)
    with publisher(EngineSettings(workers=1)) as pool, making_data_docs(corpus, outputs, pool):
        assert not (outputs / "data_docs" / "index.html").exists()
    monkeypatch.delattr("pipeline.publishing.publish.report_pages")
    assert "percentages" in publish_data_docs(corpus, outputs).read_text(encoding="utf-8")
    assert not (outputs / ".work" / "data_docs").exists()
    with publisher(EngineSettings(workers=1)) as pool, making_data_docs(corpus, outputs, pool):
        pass
    assert not (outputs / ".work" / "data_docs").exists(), "made though they are there"


def test_data_docs_that_cannot_be_made_beside_the_tables_are_made_in_their_turn(
    raw: Path, outputs: Path
) -> None:
    corpus = corpus_of(raw, outputs)
    shutil.rmtree(outputs / "data_docs", ignore_errors=True)
    in_the_way = outputs / ".work" / "data_docs"
    in_the_way.write_text("a file", encoding="utf-8")
    with publisher(EngineSettings(workers=1)) as pool, making_data_docs(corpus, outputs, pool):
        pass
    assert publish_data_docs(corpus, outputs).is_file()
    in_the_way.unlink()


@pytest.mark.slow
def test_findings_that_are_none_are_found_again(raw: Path, outputs: Path) -> None:
    publish_data_docs(corpus_of(raw, outputs), outputs)
    kept = all_files(outputs / ".work" / "results")
    for name, other in zip(kept, cycle((b"", b"\xff", b"[]", b'{"meta": {}}', b"9" * 100))):
        (outputs / ".work" / "results" / name).write_bytes(other)
    assert not any(report.unchanged for report in check_tables(corpus_of(raw, outputs)))
    assert all(report.unchanged == report.rows for report in check_tables(corpus_of(raw, outputs)))
    for name, other in zip(kept, cycle((b"", b"\xff", b"[]", b'{"meta": {}}', b"9" * 100))):
        (outputs / ".work" / "results" / name).write_bytes(other)
    shutil.rmtree(outputs / "data_docs")
    assert publish_data_docs(corpus_of(raw, outputs), outputs).is_file()
    assert rows_told_of(corpus_of(raw, outputs)) == rows_published(outputs)


def without_looking(rows: pa.Table, table: Table, **_: Any) -> TableReport:
    """A report on rows that nobody has looked at."""
    statistics = {"evaluated_expectations": 0, "successful_expectations": 0}
    results = {"meta": {"rows": rows.num_rows, "findings": []}, "statistics": statistics}
    return TableReport(table.name, rows.num_rows, 0, results=json.dumps(results))


@pytest.mark.parametrize(
    ("most", "look"),
    [
        *((most, without_looking) for most in (1, 20)),
        pytest.param(7, validate, marks=pytest.mark.slow),
    ],
)
def test_rows_of_a_large_shard_are_looked_at_some_documents_at_a_time(
    raw: Path, outputs: Path, most: int, look: Callable[..., TableReport],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    largest: list[int] = []

    def noting(rows: pa.Table, table: Table, *, others: Mapping[str, pa.Table]) -> TableReport:
        if table is not ORGANIZATIONS:
            largest.append(rows.num_rows)
        return look(rows, table, others=others)

    monkeypatch.setattr("pipeline.publishing.check._ROWS", most)
    monkeypatch.setattr("pipeline.publishing.check.validate", noting)
    assert refresh(raw, outputs, force=True).published
    assert rows_told_of(corpus_of(raw, outputs)) == rows_published(outputs)
    paragraphs_of_a_report = 5
    assert max(largest) <= max(most, 2 * paragraphs_of_a_report)  # one is in two languages


def test_data_docs_tell_of_all_rows_though_only_one_shard_was_checked(
    raw: Path, outputs: Path
) -> None:
    corpus = corpus_of(raw, outputs)
    before = rows_told_of(corpus)
    write_report(raw, 6)
    refresh(raw, outputs, check=False)
    (shard,) = corpus.digests([d for d in corpus.documents() if d.document_id == "A_70_6-zh"])
    for shard_table in corpus.shard_tables([shard]):
        shard_table.write(
            shard_table.file.read_bytes(), shard_table.row_count()
        )  # has not passed yet
    assert all(report.passed for report in check_tables(corpus))
    assert undone(corpus.documents(), corpus) == set()
    after = rows_told_of(corpus)
    assert after == rows_published(outputs)
    assert after["documents"] == before["documents"] + 1
    assert len(list((outputs / ".work" / "results").iterdir())) == len(TABLES)


COUNT_VERSIONS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from helpers.refreshing import refresh
done = refresh(Path("raw").absolute(), Path("outputs").absolute(), check=False)
print({stage: sorted(read) for stage, read in done.read.items()})
"""


def test_a_changed_rule_reads_text_and_figures_of_its_language_again_and_no_pages(
    folder: Path,
) -> None:
    """In a copy of the source, as an upgrade brings it."""
    source = shutil.copytree(
        ROOT / "pipeline", folder / "pipeline", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "expectations", folder / "expectations")

    def read() -> str:
        """What a process with this source reads."""
        path = os.pathsep.join([str(folder), str(ROOT / "tests")])
        done = subprocess.run(
            [sys.executable, "-c", COUNT_VERSIONS, str(folder)],
            cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    assert read() == str({PAGES: [], TEXT: [], FIGURES: []})
    rules = source / "languages" / "zh" / "figures.py"
    rules.write_text(rules.read_text(encoding="utf-8") + "\nANOTHER_RULE = 1\n", encoding="utf-8")
    chinese = sorted(EVERY - {"A_70_2-en"})
    assert read() == str({PAGES: [], TEXT: chinese, FIGURES: chinese})


@settings(max_examples=8)
@given(shards=st.integers(1, 256), numbers=st.sets(st.integers(1, 400), min_size=1, max_size=8))
def test_however_documents_are_divided_their_rows_are_the_same_in_the_same_order(
    shards: int, numbers: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        raw, outputs = Path(name) / "raw", Path(name) / "outputs"
        for number in sorted(numbers):
            write_report(raw, number)
            if number % 3 == 0:
                write_report(raw, number, "en")
        refresh(raw, outputs, shards=1, check=False)
        whole = checksums(outputs)
        ids = read_table("documents", outputs).column("document_id").to_pylist()
        assert ids == sorted(ids)
        refresh(raw, outputs, shards=shards, check=False)
        assert checksums(outputs) == whole
