"""Two language editions of one document: what is published of their differences."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.refreshing import refresh

from pipeline.tables.files import read_table

ENGLISH = """\
 Schools of the region

 I. Introduction

1. In 2025 some 1,200 schools took part, 84 per cent of those that had been asked, and the

programme cost $42.1 million.

2. There were 142 courses in 12 countries.
"""
CHINESE = """\
 本区域的学校

 一. 导言

1. 2025 年，约有 1 200 所学校参加，占受邀学校的 84%，方案费用为

4 210 美元。

2. 在 12 个国家举办了 142 次课程。
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "A_70_901-en.txt").write_text(ENGLISH, encoding="utf-8")
    (raw / "A_70_901-zh.txt").write_text(CHINESE, encoding="utf-8")
    assert refresh(raw, folder / "outputs").published
    return folder / "outputs"


def test_each_difference_is_a_row_with_both_editions_words(outputs: Path) -> None:
    (row,) = read_table("agreement", outputs).to_pylist()
    assert (row["agreement_id"], row["class"], row["paragraph"]) == (
        "A_70_901.1.1",
        "other value",
        "1",
    )
    assert (row["raw_en"], row["value_en"]) == ("$42.1 million", 42_100_000.0)
    assert (row["raw_zh"], row["value_zh"]) == ("4 210 美元", 4210.0)
    assert row["value_fr"] is None


def test_a_difference_names_published_figures(outputs: Path) -> None:
    (row,) = read_table("agreement", outputs).to_pylist()
    ids = set(read_table("money_amounts", outputs).column("figure_id").to_pylist())
    assert {row["figure_id_en"], row["figure_id_zh"]} == ids


def test_each_figure_says_how_many_editions_agree(outputs: Path) -> None:
    said = {
        (row["language"], row["raw"]): (row["editions"], row["agreeing"])
        for name in ("percentages", "money_amounts", "counts")
        for row in read_table(name, outputs).to_pylist()
    }
    assert said["en", "84 per cent"] == said["zh", "84%"] == (2, 2)
    assert said["en", "142 courses"] == said["zh", "142 次课程"] == (2, 2)
    assert said["en", "$42.1 million"] == said["zh", "4 210 美元"] == (2, 1)
