"""The benchmarks run on the sample documents and print ratios; how large they are is not asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.__main__ import main
from benchmarks.tables import cells_of


def test_the_pdf_benchmark_compares_three_ways_of_reading_each_sample_document() -> None:
    result = CliRunner().invoke(main, ["pdf", "--rounds", "1"], catch_exceptions=False)
    assert result.exit_code == 0
    for name in (
        "SAMPLE_2026_100-en.pdf: 9 pages",
        "SAMPLE_2026_100-zh.pdf: 9 pages",
        "all: 18 pages",
    ):
        (line,) = re.findall(
            f"^{re.escape(name)}; pages a second: (.*)$", result.output, re.MULTILINE
        )
        assert re.fullmatch(r"read_pdf [\d.]+, extract_words [\d.]+, pypdfium2 [\d.]+", line)
    for other in ("extract_words", "pypdfium2"):
        ratios = re.findall(rf"times as fast as {other}: ([\d.]+) \(\1 to \1\)", result.output)
        assert len(ratios) == 3
        assert all(float(ratio) > 0 for ratio in ratios)


def test_the_benchmark_of_exactness_finds_the_sample_read_as_pdfplumber_reads_it() -> None:
    result = CliRunner().invoke(main, ["exact"], catch_exceptions=False)
    assert result.exit_code == 0
    rows = {line.split()[-1]: line.split()[:-1] for line in result.output.splitlines()[2:]}
    assert rows["SAMPLE_2026_100-en.pdf"][0] == "9"
    assert rows["all"][2:] == ["0", "0", "0"]


def test_the_benchmark_of_tags_tells_of_documents_without_them() -> None:
    result = CliRunner().invoke(main, ["tags"], catch_exceptions=False)
    assert result.exit_code == 0
    assert "SAMPLE_2026_100-en.pdf: no tags" in result.output


def test_a_folder_without_pdf_files_is_said_to_be_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["pdf", "--documents", str(tmp_path)])
    assert result.exit_code == 1
    assert f"{tmp_path}: no PDF file is there" in result.output


def test_a_name_that_is_none_of_the_benchmarks_is_refused_with_those_that_are() -> None:
    result = CliRunner().invoke(main, ["speed"])
    assert result.exit_code == 2
    assert "pdf" in result.output


@pytest.mark.slow
def test_the_benchmark_of_whole_runs_tells_time_memory_and_shares() -> None:
    arguments = ["scale", "--number", "2", "--workers", "2"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    (line,) = re.findall(r"^ +2 .*$", result.output, re.MULTILINE)
    assert re.fullmatch(r" +2 +[\d.]+ s +\d+ ms +\d+ MB +\d+ MB +[\d.]+ s +-?\d+%", line), line
    assert re.search(r"reading 2 documents with 2 workers: [\d.]+ times", result.output)


@pytest.mark.slow
def test_the_benchmark_of_releases_tells_time_and_memory_of_each_step() -> None:
    result = CliRunner().invoke(main, ["release", "--times", "1"], catch_exceptions=False)
    assert result.exit_code == 0
    rows = re.findall(r"^ +1 +(\d+)  (\D+?) +([\d.]+) +(\d+)$", result.output, re.MULTILINE)
    assert [step for _, step, *_ in rows][:2] == ["publish", "release"]
    assert all(int(number) > 100 for number, *_ in rows)


def test_the_tables_benchmark_times_the_sample_where_nothing_is_annotated(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["tables", "--reference", str(tmp_path)], catch_exceptions=False
    )
    assert result.exit_code == 0
    assert re.search(r"\d+ pages: [\d.]+ ms a page without tables, [\d.]+ ms with", result.output)


def test_the_tables_benchmark_counts_the_words_that_go_into_tables() -> None:
    raw = str(Path(__file__).resolve().parents[2] / "raw")
    result = CliRunner().invoke(main, ["tables", "--documents", raw], catch_exceptions=False)
    assert result.exit_code == 0
    (line,) = re.findall("^all 2 documents: (.*)$", result.output, re.MULTILINE)
    before, beside, inside, lost, sentences, left = map(int, re.findall(r"\d+", line))
    assert before - lost <= beside + inside
    assert inside > 500
    assert (sentences, left) == (0, 0)


def test_texts_of_a_table_have_the_heads_that_stand_before_them() -> None:
    table = [["", "2024", "Number of"], ["", "", "schools"], ["Geneva", "1 200", "–"]]
    assert list(cells_of(3, table, "en")) == [
        (3, 1200.0, "geneva", "2024"),
        (3, 0.0, "geneva", "numberofschools"),
    ]


@pytest.mark.slow
def test_the_benchmark_of_a_cluster_counts_what_is_asked_of_the_bucket() -> None:
    arguments = ["cluster", "--number", "2", "--workers", "1", "--workers", "2"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert "2 documents, " in result.output
    rows = re.findall(r"^ +(\d) .* s +([\d.]+) +\d+ ms  (.*)$", result.output, re.MULTILINE)
    assert [workers for workers, *_ in rows] == ["1", "2"]
    assert rows[0][1] == "1.00"
    asked = [dict(reversed(one.split()) for one in told.split(", ")) for *_, told in rows]
    assert asked[0] == asked[1]  # whoever reads, the same is asked
    assert {"GET", "PUT", "LIST"} <= set(asked[0])
    assert len(set(re.findall(r"^kept: (.*)$", result.output, re.MULTILINE))) == 1


@pytest.mark.slow
def test_the_benchmark_of_checks_compares_slices_with_one_checkpoint() -> None:
    result = CliRunner().invoke(main, ["checks", "--rows", "10"], catch_exceptions=False)
    assert result.exit_code == 0
    rows = re.findall(
        r"^(in slices|by one Checkpoint) +[\d.]+ +[\d.]+ +\d+$", result.output, re.MULTILINE
    )
    assert rows == ["in slices", "by one Checkpoint"]
