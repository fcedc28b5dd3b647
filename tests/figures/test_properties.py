"""What holds in every language, whatever the text: numbers are written, and read back."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from decimal import Decimal
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from pipeline import languages

#: Other work of the machine is no fault of the reader.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@dataclass(frozen=True)
class Writing:
    """How a language writes what the properties are tried on.

    Attributes:
        money: a sentence with a sum in dollars, `{}` in place of the number.
        percentage: a sentence with a percentage.
        count: a sentence with a count.
        groups: what may stand between thousands.
        decimal: the decimal sign.
        words: words that figures are made of, for texts of any order.
    """

    money: str
    percentage: str
    count: str
    groups: tuple[str, ...]
    decimal: str
    words: str


WRITING = {
    "en": Writing(
        "It cost {} dollars.", "It was {} per cent.", "There were {} countries.",
        (",", " ", "\u00a0", "\u202f", "’"), ".",
        "12 3,800 2.5 million two twenty-one hundred one per cent % $ € dollars countries of the "
        "people and or to from between more than , . ( ) – - 2019 March table A/74/336 children "
        "under 5 or more were in each a dozen half",
    ),
    "fr": Writing(
        "Il a coûté {} dollars.", "La part était de {} pour cent.", "Il y avait {} pays.",
        (" ", "\u00a0", "\u202f", "."), ",",
        "12 3 800 2,5 millions deux vingt et un cent mille pour cent % $ € dollars pays de des "
        "personnes et ou à entre plus , . ( ) – - 2019 mars tableau A/74/336 enfants moins centaine",
    ),
    "es": Writing(
        "Costó {} dólares.", "La proporción fue de {} por ciento.", "Hubo {} países.",
        (" ", "\u00a0", "\u202f", "."), ",",
        "12 3.800 2,5 millones dos veintiuno cien mil por ciento % $ € dólares países de las "
        "personas y o a entre más , . ( ) – - 2019 marzo cuadro A/74/336 niños menos docena",
    ),
    "ru": Writing(
        "Он стоил {} долларов.", "Доля составила {} процентов.", "Их было {} стран.",
        (" ", "\u00a0", "\u202f"), ",",
        "12 3 800 2,5 млн миллиона два двадцать один сто тысяч процентов % долл. США евро стран из "
        "человек и или до от между более , . ( ) – - 2019 марта таблица A/74/336 детей",
    ),
    "ar": Writing(
        "بلغت التكلفة {} دولار.", "بلغت النسبة {} في المائة.", "شارك {} بلدا.",
        (",", "\u00a0", "\u202f", "٬"), ".",
        "12 3 800 2.5 مليون ألف خمسة عشرون مائة واحد في المائة % $ دولار دولة من ال بين و إلى - ، . "
        "( ) عام 2019 آذار/مارس الفقرة دولتين",
    ),
    "zh": Writing(
        "费用为{}美元。", "占{}%。", "共有{}个国家。",
        (",", " ", "\u00a0"), ".",
        "约 有 38 0 0 % 万 亿 美元 个 会员国 人 至 、 和 ， 。 第 年 百分之 一 二 两 十 多 负 元 $ 2019 点",
    ),
}  # fmt: skip
#: Those that num2words writes as people do.
SPELLED = ("en", "fr", "es", "ru")
every_language = pytest.mark.parametrize("code", WRITING)


def only_value(code: str, text: str) -> Decimal:
    """The value of the only figure of a text."""
    (figure,) = languages.load(code).read_figures(text)
    assert figure.high is None
    return figure.value


def test_every_language_has_its_writing() -> None:
    assert set(WRITING) == set(languages.supported())


@pytest.mark.parametrize("code", SPELLED)
@given(value=st.integers(2, 999_999))
def test_numbers_in_words_have_their_value(code: str, value: int) -> None:
    words = num2words(value, lang=code).replace(",", "")
    text = WRITING[code].count.format(words)
    assert only_value(code, text) == value


@every_language
@given(value=st.integers(1000, 10**12), group=st.integers(0, 10))
def test_grouped_numbers_have_their_value(code: str, value: int, group: int) -> None:
    groups = WRITING[code].groups
    written = f"{value:,}".replace(",", groups[group % len(groups)])
    assert only_value(code, WRITING[code].money.format(written)) == value


@every_language
@given(value=st.decimals("0.01", "999", places=2), sign=st.sampled_from(["", "-", "−"]))
def test_decimals_and_signs_are_kept(code: str, value: Decimal, sign: str) -> None:
    written = f"{sign}{value}".replace(".", WRITING[code].decimal)
    expected = -value if sign else value
    assert only_value(code, WRITING[code].percentage.format(written)) == expected


@every_language
@given(low=st.integers(2, 400), more=st.integers(1, 400), dash=st.sampled_from("-–—‑‒−"))
def test_a_dash_between_two_numbers_makes_a_range(
    code: str, low: int, more: int, dash: str
) -> None:
    text = WRITING[code].percentage.format(f"{low}{dash}{low + more}")
    (figure,) = languages.load(code).read_figures(text)
    assert (figure.value, figure.high) == (low, low + more)


@every_language
@given(data=st.data())
def test_figures_are_in_order_apart_and_within_the_text(code: str, data: st.DataObject) -> None:
    words = WRITING[code].words.split()
    chosen = data.draw(st.lists(st.sampled_from(words), max_size=30))
    text = ("" if code == "zh" else " ").join(chosen)
    end = 0
    for figure in languages.load(code).read_figures(text):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.high is None or figure.high > figure.value
        end = figure.end


@pytest.mark.parametrize("letters", ["bcdfghjklmpqrstvwxz ,.;:'()-$%", "бвгджзклмнпрст ,.:()-%"])
@every_language
@given(data=st.data())
def test_a_text_without_numbers_has_no_figures(
    code: str, letters: str, data: st.DataObject
) -> None:
    assert languages.load(code).read_figures(data.draw(st.text(letters, max_size=80))) == []


@every_language
def test_work_grows_with_the_text_and_no_faster(code: str) -> None:
    writing, read = WRITING[code], languages.load(code).read_figures
    text = "".join(
        sentence.format(number) + ("" if code == "zh" else " ")
        for sentence, number in ((writing.money, 12), (writing.percentage, 5), (writing.count, 35))
    )

    def calls(times: int) -> int:
        """How many functions, compiled ones too, are called to read the text so many times over."""
        made = 0

        def count(_frame: FrameType, event: str, _arg: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            figures = read(text * times)
        finally:
            sys.setprofile(None)
        assert len(figures) == 3 * times
        return made

    calls(1)
    assert calls(400) < 1.2 * 10 * calls(40)
