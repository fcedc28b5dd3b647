"""Paragraphs of a text that came out of a PDF: unbroken, numbered, footnotes apart."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest

from pipeline import languages
from pipeline.pages.text import read_text
from pipeline.paragraphs import assemble
from pipeline.paragraphs.assemble import read_paragraphs, title_of
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.unreadable import UnreadableDocument

CHINESE = languages.load("zh")
#: Two pages: a sentence, a range of thousands and a list go over the page's end, with a footnote
#: and the addresses that the page links to in between.
REPORT = """\
 可持续发展：开放数据 

  开放数据的情况 

  秘书长的报告 

 摘要 

 本报告介绍已经开放的数据，并就今后的工作提出建议。本报告所述期间为两

年。 

 * A/81/50。 
  一. 导言 

1. 本报告根据大会第 79/1234 号决议提交。与会者包括 8位主任、2 位部长和

61 位专家。1 登记的与会者超过 3 800 人，占 84%，2 包括 25 个政府间组织、

__________________ 

 1 名单见附件。 

 2 另有 12 人未登记。名单可查阅：

www.example.org/list。 

https://undocs.org/zh/A/81/50
 32 个联合国实体和若干机构。 

 二. 第一次区域会议的后续行动和为会员国执行《2030 年

可持续发展议程》提供的支持 

  会议概述 

2. 会议建议： 

(a) 开放数据，并在网站公布全部指标、说明和来源，供所有人使用和重新使用，

不设限制； 

(b) 培训统计员。 
"""


@pytest.fixture(scope="module")
def paragraphs() -> tuple[Paragraph, ...]:
    """The report's blocks."""
    return read_paragraphs(read_text(REPORT.encode()), CHINESE)


def by_number(paragraphs: tuple[Paragraph, ...]) -> dict[str, Paragraph]:
    """Blocks that have a number, by it."""
    return {p.number: p for p in paragraphs if p.number}


def test_every_block_has_its_kind(paragraphs: tuple[Paragraph, ...]) -> None:
    assert [(p.kind, p.number) for p in paragraphs] == [
        ("title", None), ("title", None), ("title", None), ("heading", None), ("summary", None),
        ("footnote", "fn*"), ("heading", None), ("paragraph", "1"), ("footnote", "fn1"),
        ("footnote", "fn2"), ("heading", None), ("heading", None), ("paragraph", "2"),
    ]  # fmt: skip


def test_the_title_stands_above_the_author(paragraphs: tuple[Paragraph, ...]) -> None:
    assert title_of(paragraphs, CHINESE) == "开放数据的情况"


def test_a_paragraph_is_unbroken_over_lines_and_pages_and_has_no_footnote_marks(
    paragraphs: tuple[Paragraph, ...],
) -> None:
    first = by_number(paragraphs)["1"]
    assert first.text == (
        "本报告根据大会第 79/1234 号决议提交。与会者包括 8位主任、2 位部长和61 位专家。"
        "登记的与会者超过 3 800 人，占 84%，包括 25 个政府间组织、32 个联合国实体和若干机构。"
    )
    assert (first.page_first, first.page_last) == (2, 3)


def test_the_page_of_a_figure_is_that_of_its_characters(paragraphs: tuple[Paragraph, ...]) -> None:
    first = by_number(paragraphs)["1"]
    for raw, page in (("84%", 2), ("32 个联合国实体", 3)):
        start = first.text.index(raw)
        assert first.place(start, start + len(raw)) == (page, None)


def test_footnotes_stand_apart_with_their_own_text(paragraphs: tuple[Paragraph, ...]) -> None:
    numbered = by_number(paragraphs)
    assert numbered["fn1"].text == "名单见附件。"
    assert numbered["fn2"].text == "另有 12 人未登记。名单可查阅：www.example.org/list。"


def test_a_heading_over_two_lines_is_one_and_gives_the_section(
    paragraphs: tuple[Paragraph, ...],
) -> None:
    second = by_number(paragraphs)["2"]
    assert second.section == (
        "二. 第一次区域会议的后续行动和为会员国执行《2030 年可持续发展议程》提供的支持 > 会议概述"
    )


def test_items_stay_in_their_paragraph_each_on_its_line(paragraphs: tuple[Paragraph, ...]) -> None:
    lines = by_number(paragraphs)["2"].text.split("\n")
    assert [line[:3] for line in lines[1:]] == ["(a)", "(b)"]
    assert lines[1].endswith("供所有人使用和重新使用，不设限制；")


def test_form_feeds_part_pages() -> None:
    pages = read_text("1. 第一页。\f2. 第二页。".encode())
    assert [line.text for page in pages for line in page.lines] == ["1. 第一页。", "2. 第二页。"]
    assert [page.number for page in pages] == [1, 2]


def test_a_text_with_a_paragraph_in_each_line_is_read_line_by_line() -> None:
    body = "各会员国应以和平方法解决其国际争端，俾免危及国际和平、安全及正义。" * 4
    text = f"第一章\n\n{body}\n\n第二章\n\n{body}\n"
    found = read_paragraphs(read_text(text.encode()), CHINESE)
    assert [p.kind for p in found] == ["heading", "paragraph", "heading", "paragraph"]
    assert found[3].section == "第二章"


def test_an_annex_begins_its_numbers_again() -> None:
    text = textwrap.dedent(
        """\
          一. 导言

        1. 数据已经开放。

         附件

        1. 试点项目有八个。
        """
    )
    found = read_paragraphs(read_text(text.encode()), CHINESE)
    assert [p.number for p in found if p.kind == "paragraph"] == ["1", "annex.1"]


def test_a_file_without_running_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="No running text"):
        read_paragraphs(read_text(" 摘要\n\n  一. 导言\n".encode()), CHINESE)


@pytest.mark.parametrize(
    ("language", "text", "articles"),
    [
        ("en", "Chapter I: Purposes\nArticle 1\nThe purposes are:\n\nTo keep the peace.\n\nArticle 2\nAll Members shall settle their disputes under Article 1.\n",
         ["Article 1", "Article 2"]),
        ("zh", "第一章：宗旨\n第一条\n　　宗旨为：\n\n　　一、维持和平；\n\n第二条\n　　各会员国应依第一条解决争端。\n",
         ["第一条", "第二条"]),
    ],
)  # fmt: skip
def test_an_article_is_a_heading_under_its_chapter(
    language: str, text: str, articles: list[str]
) -> None:
    blocks = read_paragraphs(read_text(text.encode()), languages.load(language))
    headings = [block.text for block in blocks if block.kind == "heading"]
    assert headings[1:] == articles
    sections = {block.section for block in blocks if block.kind == "paragraph"}
    assert sections == {f"{headings[0]} > {article}" for article in articles}


@pytest.mark.parametrize(
    ("language", "heading", "label"),
    [
        ("en", "Article 23", "article 23"), ("fr", "Article premier", "article premier"),
        ("es", "Artículo 23", "article 23"), ("ru", "Статья 23", "article 23"),
        ("ar", "المادة 23", "article 23"), ("zh", "第二十三条", "article 二十三"),
    ],
)  # fmt: skip
def test_what_has_no_number_is_named_for_its_article(
    language: str, heading: str, label: str
) -> None:
    text = f"A1.\n\n{heading}\n\nB1 b1 b1.\n"
    blocks = read_paragraphs(read_text(text.encode()), languages.load(language))
    found = [(block.number, block.label) for block in blocks if "1 " in block.text]
    assert found[-1] == (None, label)


def test_a_numbered_paragraph_of_an_article_has_both_numbers() -> None:
    text = """Chapter I: Courses
Article 4

1. The offices of the network hold courses for all who wish to come.

2. They pay for them.

Article 5

1. Of the fees, 84 per cent are paid back.

Chapter II: Books

The offices have books.
"""
    blocks = read_paragraphs(read_text(text.encode()), languages.load("en"))
    labels = [block.label for block in blocks if block.kind == "paragraph"]
    assert labels == ["article 4.1", "article 4.2", "article 5.1", "paragraph"]


@pytest.mark.parametrize(("code", "line", "joiner"), [("en", "x", " "), ("zh", "中", "")])
def test_a_line_costs_the_same_however_long_its_paragraph_is(
    code: str, line: str, joiner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []
    join = assemble.join_lines

    def counted(text: str, *rest: Any) -> str:
        looked_at.append(len(text))
        return join(text, *rest)

    monkeypatch.setattr(assemble, "join_lines", counted)
    lines = 4000
    document = read_text(f"{line}\n".encode() * lines)
    found = assemble.read_paragraphs(document, languages.load(code))
    assert found[-1].text == joiner.join([line] * lines)
    assert found[-1].spans[-1].end == len(found[-1].text)
    assert max(looked_at) < 1000
