"""What counts as a figure in Chinese, by examples: the rules of the language, not of a document."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.model import Figure
from pipeline.languages.zh import LANGUAGE
from pipeline.languages.zh.figures import spelled_value


def read(text: str) -> list[tuple[str, ...]]:
    """Kind and characters of the figures in a text."""
    return [(f.kind, text[f.start : f.end]) for f in LANGUAGE.read_figures(text)]


def one(text: str) -> Figure:
    """The only figure of a text."""
    (figure,) = LANGUAGE.read_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("答复率为 84%。", "84%", 84),
        ("占支出的 0.03％。", "0.03％", Decimal("0.03")),
        ("占百分之三十。", "百分之三十", 30),
        ("增加约百分之一百二十。", "百分之一百二十", 120),
        ("下降了 13 个百分点。", "13 个百分点", 13),
        ("占百分之十二点五。", "百分之十二点五", Decimal("12.5")),
    ],
)
def test_percentages(text: str, raw: str, value: Decimal) -> None:
    figure = one(text)
    assert (figure.kind, text[figure.start : figure.end], figure.value) == (
        "percentage",
        raw,
        value,
    )


@pytest.mark.parametrize(
    ("text", "raw", "amount", "currency"),
    [
        ("收到 4 650 万美元。", "4 650 万美元", 46_500_000, "USD"),
        ("累计 130 亿美元。", "130 亿美元", 13_000_000_000, "USD"),
        ("支出 39 127 400 美元。", "39 127 400 美元", 39_127_400, "USD"),
        ("支出39,127,400美元。", "39,127,400美元", 39_127_400, "USD"),
        ("捐款 1.5 亿元人民币。", "1.5 亿元人民币", 150_000_000, "CNY"),
        ("捐款 970 万瑞士法郎。", "970 万瑞士法郎", 9_700_000, "CHF"),
        ("公共支出达 1.1 万亿欧元。", "1.1 万亿欧元", 1_100_000_000_000, "EUR"),
        ("奖金为 €25 000。", "€25 000", 25_000, "EUR"),
        ("拨款三百万美元。", "三百万美元", 3_000_000, "USD"),
    ],
)
def test_money(text: str, raw: str, amount: int, currency: str) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.kind, figure.value, figure.currency) == ("money", amount, currency)


@pytest.mark.parametrize(
    ("text", "raw", "value", "unit"),
    [
        ("共有 193 个会员国参加。", "193 个会员国", 193, "会员国"),
        ("登记的有 3 800 人。", "3 800 人", 3800, None),
        ("其中有 400 万儿童。", "400 万儿童", 4_000_000, "儿童"),
        ("举办了两次区域讲习班。", "两次区域讲习班", 2, "区域讲习班"),
        ("举办了 37 期培训班。", "37 期培训班", 37, "培训班"),
        ("提出了 900 多项举措。", "900 多项举措", 900, "举措"),
        ("包括 25 个政府间组织。", "25 个政府间组织", 25, "政府间组织"),
        ("二十八个国家设立了预算项目。", "二十八个国家", 28, "国家"),
        ("支持 36 个国家的 57 个项目。", "36 个国家", 36, "国家"),
        ("出版了10份以“开放数据”为主题的报告。", "10份以“开放数据”为主题的报告", 10, None),
        ("代表 120 多个国家的官员。", "120 多个国家", 120, "国家"),
    ],
)
def test_counts(text: str, raw: str, value: int, unit: str | None) -> None:
    figure = LANGUAGE.read_figures(text)[0]
    assert text[figure.start : figure.end] == raw
    assert (figure.kind, figure.value) == ("count", value)
    if unit:
        assert figure.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "会议于 2019 年 3 月 20 日至 22 日举行。",
        "这是 2018-2021 年战略计划的一部分。",
        "该方案为期五年，15 周年庆祝活动已经举行。",
        "过去 20 年来情况有所改善，儿童年满 18 岁。",
        "大会第七十四届会议第二委员会第 27 次会议。",
        "见 A/74/336 号文件第 14 至 17 段和大会第 73/249 号决议。",
        "《2030 年可持续发展议程》和 BAPA+40。",
        "77 国集团和中国、7 国+集团、20 国集团。",
        "三方合作和双边、多边伙伴关系。",
        "湿地面积为 120 万公顷，公路长 86 000 公里，气温 24 摄氏度。",
        "这是一个平台，也是一些国家之一，并一道努力。",
        "三分之二的国家，五分之四的统计局，翻了一番，增至三倍。",
        "每 100 000 例活产死亡 223 人。",
        "一揽子方案，两者均可，十分重要。",
        "电话：+1 212 555 0143，S-1520 室。",
        "见 www.example.org/2026/registers，表 3。",
        "P-3 职等员额和 Youth4South 方案。",
        "成千上万人、数百万人、数十个国家。",
    ],
)
def test_what_is_not_a_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("有 80 个国家。", "exact"),
        ("约有 80 个国家。", "about"),
        ("80 个国家左右。", "about"),
        ("近 80 个国家。", "nearly"),
        ("超过 80 个国家。", "more_than"),
        ("80 多个国家。", "more_than"),
        ("占 50%以上。", "more_than"),
        ("不到 80 个国家。", "less_than"),
        ("至少 80 个国家。", "at_least"),
        ("不少于 80 个国家。", "at_least"),
        ("最多 80 个国家。", "at_most"),
        ("不超过 80 个国家。", "at_most"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert LANGUAGE.read_figures(text)[0].qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "raw", "low", "high"),
    [
        ("10 至 15 个国家。", "10 至 15 个国家", 10, 15),
        ("2 000 万至 3 000 万美元。", "2 000 万至 3 000 万美元", 20_000_000, 30_000_000),
        ("6 亿至 9 亿美元。", "6 亿至 9 亿美元", 600_000_000, 900_000_000),
        ("5%至 8%的文件。", "5%至 8%", 5, 8),
        ("0.15%-0.20%。", "0.15%-0.20%", Decimal("0.15"), Decimal("0.20")),
    ],
)
def test_a_range_is_one_figure(text: str, raw: str, low: Decimal, high: Decimal) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.value, figure.high) == (low, high)


def test_two_values_of_two_times_are_two_figures() -> None:
    assert read("从 50%提高到 66%。") == [("percentage", "50%"), ("percentage", "66%")]
    assert read("占 26%和 19%。") == [("percentage", "26%"), ("percentage", "19%")]


_DIGITS = "零一二三四五六七八九"


def spelled(value: int) -> str:
    """A number below a hundred million in Chinese characters."""
    if value >= 10_000:
        rest = value % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return spelled(value // 10_000) + "万" + zero + (spelled(rest) if rest else "")
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += _DIGITS[digit] + name
        elif text and value % unit and not text.endswith("零"):
            text += "零"
    return text


@given(st.integers(1, 99_999_999))
def test_numbers_in_characters_have_their_value(value: int) -> None:
    assert spelled_value(spelled(value)) == value


@given(st.text("约有 3800%万亿美元个会员国人至、和，。第年百分之一二两十多"))
def test_figures_are_in_order_apart_and_within_the_text(text: str) -> None:
    figures = LANGUAGE.read_figures(text)
    ends = [0, *(figure.end for figure in figures)]
    for end, figure in zip(ends, figures, strict=False):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.high is None or figure.high >= figure.value
