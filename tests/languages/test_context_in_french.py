"""Whose, of when and of what figures are, by examples in one language."""

from __future__ import annotations

import pytest

from pipeline.context.attach import contexts, document_context
from pipeline.context.model import Context
from pipeline.languages.fr import LANGUAGE
from pipeline.languages.fr.context import periods


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("En 2024, 12 pays ont signé.", [(2024, 2024)]),
        ("Depuis le 1er mars 2019, 12 pays ont signé.", [(2019, None)]),
        ("De 2015 à 2020, 12 pays ont signé.", [(2015, 2020)]),
        ("Entre 2015 et 2020, 12 pays ont signé.", [(2015, 2020)]),
        ("Pour l’exercice biennal 2018-2019 et la campagne 2023/24.", [(2018, 2019), (2023, 2024)]),
        ("Selon la résolution 1325 (2000) et le Programme 2030.", []),
    ],
)
def test_periods(text: str, years: list[tuple[int, int | None]]) -> None:
    assert [period.years for period in periods(text)] == years


def context(text: str) -> list[Context]:
    """The contexts of a paragraph's figures."""
    figures = LANGUAGE.read_figures(text)
    return contexts(text, figures, LANGUAGE, document_context([text], LANGUAGE))


def test_whose_and_of_when_a_figure_is() -> None:
    text = "En 2021, le Programme alimentaire mondial a aidé 12 pays, contre 9 en 2020."
    first, second = context(text)
    assert (first.organization, first.period_start) == ("WFP", 2021)
    assert second.period_start == 2020


def test_a_noun_stands_for_the_name_that_begins_with_it() -> None:
    text = "Le Programme alimentaire mondial a 15 bureaux. Le Programme compte 500 agents."
    assert [c.organization for c in context(text)] == ["WFP", "WFP"]


def test_shares_and_purposes() -> None:
    (share,) = context("Cela représente 73 % du produit intérieur brut en 2020.")
    assert share.of == "produit intérieur brut"
    (money,) = context("Il a reçu 5 millions de dollars pour la lutte contre le paludisme.")
    assert money.purpose == "lutte contre le paludisme"
