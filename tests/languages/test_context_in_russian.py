"""Whose, of when and of what figures are, by examples in one language."""

from __future__ import annotations

import pytest

from pipeline.context.attach import contexts, document_context
from pipeline.context.model import Context
from pipeline.languages.ru import LANGUAGE
from pipeline.languages.ru.context import periods


def said(text: str) -> list[Context]:
    """The contexts of the figures of a text that is a whole document."""
    figures = LANGUAGE.read_figures(text)
    return contexts(text, figures, LANGUAGE, document_context([text], LANGUAGE))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("с 37 процентов в 2007–2011 годах до 60 процентов в 2017 году",
         [(2007, 2011), (2017, 2017)]),
        ("с 2015 года помощь растет", [(2015, None)]),
        ("с 2015 по 2020 год", [(2015, 2020)]),
        ("в период 2014 - 2015 годов и в 2022/23 году", [(2014, 2015), (2022, 2023)]),
        ("в 2012 и 2014 годах", [(2012, 2014)]),
        ("Закон 2003 года и Повестка дня на период до 2030 года, A/2020/12", []),
    ],
)  # fmt: skip
def test_periods(text: str, years: list[tuple[int, int | None]]) -> None:
    assert [period.years for period in periods(text)] == years


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Доля снизилась с 16,3% в 2004 году до 5,3% в 2013 году.", [2004, 2013]),
        ("Доля в 2013 году составила 82%, в 2012 году -- 84% и в 2011 году -- 85%.",
         [2013, 2012, 2011]),
        ("В 2023 году было 31 бюро по сравнению с 19 в 2020 году.", [2023, 2020]),
        ("С 2015 года помощь получили 300 семей в 14 странах.", [2015, 2015]),
    ],
)  # fmt: skip
def test_years_stand_on_either_side_of_their_figures(text: str, starts: list[int]) -> None:
    assert [context.period_start for context in said(text)] == starts


def test_whose_a_figure_is_and_what_for() -> None:
    first, second = said(
        "ПРООН выделила 12 млн евро на восстановление больниц. Она также направила 40 экспертов."
    )
    assert (first.organization, first.purpose) == ("UNDP", "восстановление больниц")
    assert second.organization == "UNDP"


def test_what_a_percentage_is_a_share_of() -> None:
    (context,) = said("80 процентов занятых женщин не имеют договора.")
    assert context.of == "занятых женщин"
