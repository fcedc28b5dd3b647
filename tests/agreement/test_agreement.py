"""Editions of one paragraph against each other: what agrees, what differs, and how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import languages
from pipeline.agreement.compare import compare, edition_figure, orders
from pipeline.tables.differences import Comparison, Difference, EditionFigure


def compared(**texts: str) -> Comparison:
    """The comparison of a paragraph given by language."""
    figures: list[EditionFigure] = []
    for code, text in texts.items():
        read = languages.load(code).read_figures(text)
        for figure, order in zip(read, orders(len(read)), strict=True):
            figures.append(edition_figure(figure, text, code, order, key=len(figures)))
    return compare(texts, figures)


def only(comparison: Comparison) -> Difference:
    """The only difference."""
    (found,) = comparison.differences
    return found


def test_editions_that_say_the_same_agree_on_every_figure() -> None:
    found = compared(
        en="Some 40 schools, 26 per cent of all, received $2.5 million.",
        zh="约40所学校，即26%的学校，收到250万美元。",
    )
    assert found.differences == ()
    assert set(found.agreeing.values()) == {2}


def test_the_order_of_figures_may_differ() -> None:
    found = compared(
        en="Of 12 countries, 3 agencies and $5 million.", zh="3个机构、12个国家和500万美元。"
    )
    assert found.differences == ()


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("other value", "It cost $42.1 million.", "费用为4 210美元。"),
        ("other value", "There were 142 cases.", "共有141个案件。"),
        ("other currency", "It cost €33 million.", "费用为3 300万美元。"),
        ("missed or dropped", "There were 142 cases in 12 districts.", "12个县发现了案件。"),
        ("fraction for per cent", "In 2020, 75 per cent agreed.", "2020年，四分之三表示同意。"),
        ("fraction for per cent", "In 2020, half agreed.", "2020年，50%表示同意。"),
        ("spelled out", "A meeting of one day and 1 workshop.", "为期一天的会议。"),
    ],
)
def test_a_difference_has_a_class(name: str, en: str, zh: str) -> None:
    assert only(compared(en=en, zh=zh)).name == name


def test_words_in_place_of_a_figure_are_kept() -> None:
    found = only(compared(en="Some 75 per cent agreed.", zh="四分之三表示同意。"))
    assert dict(found.words) == {"zh": "四分之三"}


def test_a_figure_that_comes_twice_has_to_come_twice_everywhere() -> None:
    found = only(compared(en="They paid $5 million and $5 million.", zh="它们支付了500万美元。"))
    assert (found.name, found.agreeing) == ("missed or dropped", ("en",))


def test_a_paragraph_that_only_one_edition_has_is_compared_with_none() -> None:
    found = compared(en="There were 142 cases.")
    assert found.differences == ()
    assert set(found.agreeing.values()) == {1}


_TOLD = st.lists(
    st.tuples(
        st.sampled_from(["en", "fr", "zh"]),
        st.sampled_from(["percentage", "count"]),
        st.integers(1, 4),
    ),
    max_size=12,
)


@given(_TOLD)
def test_every_figure_is_either_agreed_on_by_all_or_in_one_difference(
    said: list[tuple[str, str, int]],
) -> None:
    figures = [
        EditionFigure(key, code, kind, float(value), None, None, str(value), (key + 1) / 13)
        for key, (code, kind, value) in enumerate(said)
    ]
    found = compare({"en": "", "fr": "", "zh": ""}, figures)
    differing = [t.key for d in found.differences for t in d.figures.values()]
    assert len(differing) == len(set(differing))
    assert found.agreeing.keys() == {t.key for t in figures}
    assert {k for k, agree in found.agreeing.items() if agree < 3} == set(differing)
