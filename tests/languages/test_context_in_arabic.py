"""Whose, of when and of what figures are, by examples in one language."""

from __future__ import annotations

import pytest

from pipeline.context.attach import contexts, document_context
from pipeline.context.model import Context
from pipeline.languages.ar import LANGUAGE


def contexts_of(text: str) -> list[Context]:
    """What a paragraph says of its figures."""
    document = document_context([text], LANGUAGE)
    return contexts(text, LANGUAGE.read_figures(text), LANGUAGE, document)


def test_a_figure_has_the_years_beside_it_and_the_actor_before_it() -> None:
    (of_sum,) = contexts_of(
        "وخصصت منظمة الصحة العالمية 5 ملايين دولار لتغطية تكاليف السفر في عام 2022."
    )
    assert (of_sum.organization, of_sum.purpose) == ("WHO", "تغطية تكاليف السفر")
    assert (of_sum.period_start, of_sum.period_end) == (2022, 2022)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("بلغت 45 في المائة في عام 2023.", (2023, 2023)),
        ("بلغت 45 في المائة في الفترة 2018-2021.", (2018, 2021)),
        ("بلغت 45 في المائة في الفترة 2021-2018.", (2018, 2021)),
        ("بلغت 45 في المائة منذ عام 2020.", (2020, None)),
        ("بلغت 45 في المائة من أهداف خطة عام 2030.", (None, None)),
    ],
)
def test_periods(text: str, years: tuple[int | None, int | None]) -> None:
    (context,) = contexts_of(text)
    assert (context.period_start, context.period_end) == years


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("بلغت 45 في المائة من الناتج المحلي الإجمالي في عام 2023.", "الناتج المحلي الإجمالي"),
        ("تلقت 84 في المائة من البلدان النامية دعما.", "البلدان النامية"),
        ("ذكر 84 في المائة من الموظفين أنهم راضون.", "الموظفين"),
        ("بلغت 45 في المائة من مجموع سكان المناطق الريفية.", "مجموع سكان المناطق الريفية"),
        ("بلغت 45 في المائة.", None),
    ],
)
def test_a_percentage_is_a_share_of_what_follows(text: str, of: str | None) -> None:
    (context,) = contexts_of(text)
    assert context.of == of
