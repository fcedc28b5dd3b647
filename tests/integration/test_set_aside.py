"""Odd values, and faults of ours, are told of and stop nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from helpers.here import read_here
from helpers.refreshing import corpus_of, refresh
from msgspec.structs import replace as changed

from pipeline import languages
from pipeline.cli import main
from pipeline.errors import TooManySetAside
from pipeline.figures.figure import Figure
from pipeline.languages.base import Language
from pipeline.orchestration.run import run
from pipeline.publishing.check import check_tables
from pipeline.publishing.publish import publish
from pipeline.release.contents import parquet_files
from pipeline.tables.files import read_table
from pipeline.tables.set_aside import Limit

ODD = """1. The balance of the Fund was $0 and diesel cost $1.137 a litre.

2. Costs rose by 231,000,000 per cent, and the share of women by 12 per cent.

3. The rate was $1.12345678 for each unit.
"""
GOOD = """1. Some 84 per cent of members replied.
"""


def pipeline(*arguments: str | Path, given: str | None = None) -> Result:
    """Runs a command in this process."""
    return CliRunner().invoke(main, list(map(str, arguments)), input=given)


def written(folder: Path, **texts: str) -> Path:
    """A raw folder with these documents."""
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def _read_here() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        read_here(patch)
        yield


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    raw = written(folder / "raw", **{"A_1_1-en": ODD, "A_1_2-en": GOOD})
    report = run([raw], folder / "outputs")
    assert report.published, (report.blocked, report.error)
    assert not report.blocked
    return folder / "outputs"


def test_all_but_the_odd_values_are_published(outputs: Path) -> None:
    assert read_table("percentages", outputs).column("value").to_pylist() == [12.0, 84.0]
    amounts = read_table("money_amounts", outputs).column("amount").to_pylist()
    assert amounts == [Decimal(0), Decimal("1.137")]


def test_an_odd_value_is_a_row_that_says_where_it_stands_and_why(outputs: Path) -> None:
    percentage, money = read_table("set_aside", outputs).to_pylist()
    assert (percentage["kind"], percentage["value"], percentage["reason"]) == (
        "percentage",
        "231000000",
        "out_of_range",
    )
    assert percentage["raw"] == "231,000,000 per cent"
    assert (percentage["document_id"], percentage["paragraph"], percentage["page"]) == (
        "A_1_1-en",
        "2",
        1,
    )
    paragraphs = {r["paragraph_id"]: r for r in read_table("paragraphs", outputs).to_pylist()}
    text = paragraphs[percentage["paragraph_id"]]["text"]
    assert text[percentage["char_start"] : percentage["char_end"]] == percentage["raw"]
    assert (money["value"], money["currency"], money["reason"]) == (
        "1.12345678",
        "USD",
        "too_many_decimals",
    )
    documents = read_table("documents", outputs).to_pylist()
    counted = {row["document_id"]: row["set_aside"] for row in documents}
    assert counted == {"A_1_1-en": 2, "A_1_2-en": 0}


def test_the_release_tells_of_them(outputs: Path) -> None:
    latest = outputs / "latest"
    assert parquet_files(latest)["set_aside"].is_file()
    limits = (latest / "limits.md").read_text(encoding="utf-8")
    assert "| percentages | out of range | 1 |" in limits
    csv = (latest / "data" / "money_amounts.csv").read_text(encoding="utf-8-sig")
    assert ",0.00," in csv
    assert ",1.137," in csv


@pytest.mark.parametrize(("share", "published"), [(0.3, False), (0.8, True)])
def test_a_table_of_which_too_much_is_set_aside_blocks(
    tmp_path: Path, share: float, *, published: bool
) -> None:
    raw, outputs = written(tmp_path / "raw", **{"A_1_1-en": ODD}), tmp_path / "outputs"
    limit = Limit(share=share, figures=1)
    refresh(raw, outputs, check=False)
    corpus = corpus_of(raw, outputs)
    (report,) = (r for r in check_tables(corpus, limit) if r.table == "set_aside")
    assert report.passed == published
    if not published:
        told = "1 of 2 figures of percentages are set aside (50.0 %); the settings allow 30 %"
        assert told in report.markdown()
        with pytest.raises(TooManySetAside, match="1 of 2 figures of percentages"):
            publish(corpus, outputs, force=True, limit=limit)


def test_a_fault_of_ours_fails_its_document_alone_and_names_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    english = languages.load("en")

    class Faulty(Language):
        def read_figures(self, text: str) -> list[Figure]:
            if "women" in text:
                raise KeyError("no such word")
            figures = english.read_figures(text)
            # A rule that names characters beyond the text's end.
            return [changed(f, end=999) for f in figures] if "men" in text else figures

    faulty = Faulty(**{one.name: getattr(english, one.name) for one in fields(english)})
    monkeypatch.setattr("pipeline.languages.load", lambda _code: faulty)
    raw = written(
        tmp_path / "raw",
        **{
            "A_1_1-en": "1. It rose. The share of women was 12 per cent.\n",
            "A_1_2-en": GOOD.replace("members", "places"),
            "A_1_3-en": "1. The share of men was 7 per cent.\n",
        },
    )
    assert refresh(raw, tmp_path / "outputs").published
    rows = {r["document_id"]: r for r in read_table("documents", tmp_path / "outputs").to_pylist()}
    assert rows["A_1_2-en"]["status"] == "extracted"
    by_rules, by_rows = rows["A_1_1-en"], rows["A_1_3-en"]
    assert by_rules["status"] == by_rows["status"] == "failed"
    place = "paragraph 1, page 1, “The share of women was 12 per cent.”: KeyError"
    assert place in by_rules["failure"]
    assert "no row of percentages could be built, paragraph 1, page 1" in by_rows["failure"]
    assert "The share of men" in by_rows["failure"]
    assert read_table("percentages", tmp_path / "outputs").column("value").to_pylist() == [84.0]
    # Their text was read: it is published, and counted.
    assert by_rules["paragraphs"] == by_rows["paragraphs"] == 1
    captured = capfd.readouterr()
    assert "Traceback" not in captured.err + captured.out


def test_the_command_tells_of_what_is_set_aside(outputs: Path) -> None:
    raw = outputs.parent / "raw"  # nothing of it is read again
    done = pipeline("run", "--raw", raw, "--outputs", outputs)
    assert done.exit_code == 0, done.stderr
    assert f"2 figures set aside, with the reasons in {outputs}/set_aside.csv" in done.stdout
    aside = read_table("set_aside", outputs).to_pylist()
    (figure,) = (row["figure_id"] for row in aside if row["value"] == "231000000")
    shown = pipeline("explain", figure, "--outputs", outputs)
    assert "231000000 is above 100000." in shown.stdout


def test_extract_tells_of_it_beside_the_figures() -> None:
    text = "It rose by 231,000,000 per cent, then by 5 per cent.\n"
    done = pipeline("extract", "-l", "en", given=text)
    assert done.stdout.count("\n") == 1
    assert '"value": "5.0"' in done.stdout or '"value": 5.0' in done.stdout
    assert "Line 1: “231,000,000 per cent” is set aside: 231000000 is above 100000." in done.stderr
