"""Whose a figure is, of when, a share of what, for what; and nothing where the text is silent."""

from __future__ import annotations

import pytest

from pipeline import languages
from pipeline.context.attach import contexts, document_context
from pipeline.context.model import Context
from pipeline.context.names import short_forms


def context_of(text: str, language: str, *others: str) -> list[Context]:
    """The context of each figure of a paragraph; `others` are the document's other paragraphs."""
    reader = languages.load(language)
    document = document_context([*others, text], reader)
    return contexts(text, reader.read_figures(text), reader, document)


def years(text: str, language: str, *others: str) -> list[tuple[int | None, int | None]]:
    """First and last year of each figure."""
    return [(c.period_start, c.period_end) for c in context_of(text, language, *others)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "In 2024, 12 countries and 3 agencies joined.", [(2024, 2024), (2024, 2024)]),
        (
            "en",
            "It rose from 40 per cent in 2019 to 55 per cent in 2023.",
            [(2019,) * 2, (2023,) * 2],
        ),
        (
            "en",
            "In 2025, 64 States published data, compared with 41 in 2020.",
            [(2025,) * 2, (2020,) * 2],
        ),
        ("en", "The Fund spent $3 million in the period 2018–2021.", [(2018, 2021)]),
        ("en", "Since 2009, 40 offices have opened.", [(2009, None)]),
        ("en", "The 2030 Agenda guides 40 offices.", [(None, None)]),
        ("en", "In 2024, 12 countries joined. They sent 40 experts.", [(2024, 2024), (2024, 2024)]),
        (
            "en",
            "In 2024, 12 countries joined. Currently, 9 countries remain.",
            [(2024, 2024), (None, None)],
        ),
        ("zh", "2018 年，该署在 12 个国家举办了 3 期培训班。", [(2018, 2018), (2018, 2018)]),
        ("zh", "从 2022 年的 47%降至 2025 年的 34%。", [(2022, 2022), (2025, 2025)]),
        ("zh", "基金在 2024-2025 两年期收到 300 万美元。", [(2024, 2025)]),
        ("zh", "目前有 64 个国家，而 2020 年为 41 个。", [(None, None), (2020, 2020)]),
        ("zh", "《2030 年可持续发展议程》有 17 项目标。", [(None, None)]),
        ("zh", "2018 年，举办了 3 期培训班。参加者有 90 人。", [(2018, 2018), (2018, 2018)]),
    ],
)
def test_periods(language: str, text: str, expected: list[tuple[int | None, int | None]]) -> None:
    assert years(text, language) == expected


def test_the_reporting_period_is_the_one_that_the_document_defines() -> None:
    defined = "本报告所述期间为 2024 年 7 月 1 日至 2026 年 6 月 30 日。"
    text = "在本报告所述期间，共有 12 个国家加入。"
    assert years(text, "zh", defined) == [(2024, 2026)]
    assert years(text, "zh") == [(None, None)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Some 83 per cent of developing countries agreed.", ["developing countries"]),
        (
            "en",
            "Multilateral development banks lent $96 billion.",
            ["Multilateral development banks"],
        ),
        ("en", "Some 400 participants came.", [None]),
        ("zh", "卡塔尔政府提供了 564 000 美元。", ["卡塔尔政府"]),
        ("zh", "共有 145 个会员国出席。", [None]),
    ],
)
def test_subjects(language: str, text: str, expected: list[str | None]) -> None:
    assert [c.subject for c in context_of(text, language)] == expected


def test_a_short_form_that_the_document_introduces_names_the_subject() -> None:
    introduced = "全球数据开放署(数据署)设在日内瓦。"
    (found,) = context_of("数据署举办了 12 期培训班。", "zh", introduced)
    assert found.subject == "数据署"


def test_short_forms_are_read_from_brackets() -> None:
    assert short_forms(["由国际农业发展基金(农发基金)支持", "见决议(附件)"]) == {
        "国际农业发展基金": "农发基金"
    }
    english = "the United Nations Office for Project Services (UNOPS) and the report (see annex)"
    assert short_forms([english]) == {"United Nations Office for Project Services": "UNOPS"}


@pytest.mark.parametrize(
    ("language", "text", "of", "purpose"),
    [
        ("en", "Debt is 73 per cent of gross domestic product.", "gross domestic product", None),
        ("en", "Only 12 per cent were women.", None, None),
        ("en", "It received $3 million for rural schools.", None, "rural schools"),
        ("zh", "支出占收入的 84%。", "收入", None),
        ("zh", "拨款 300 万美元，用于农村学校。", None, "农村学校"),
    ],
)
def test_shares_and_purposes(language: str, text: str, of: str | None, purpose: str | None) -> None:
    (found,) = context_of(text, language)
    assert (found.of, found.purpose) == (of, purpose)
