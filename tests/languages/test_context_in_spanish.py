"""Whose, of when and of what figures are, by examples in one language."""

from __future__ import annotations

import pytest

from pipeline.context.attach import contexts, document_context
from pipeline.context.model import Context
from pipeline.languages.es import LANGUAGE


def context_of(text: str) -> list[Context]:
    """The context of each figure of a paragraph."""
    document = document_context([text], LANGUAGE)
    return contexts(text, LANGUAGE.read_figures(text), LANGUAGE, document)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("En 2024, 12 países y 3 organismos se sumaron.", [(2024, 2024), (2024, 2024)]),
        ("Pasó del 40 % en 2019 al 55 % en 2023.", [(2019, 2019), (2023, 2023)]),
        ("En 2025, 64 Estados respondieron, frente a 41 en 2020.", [(2025, 2025), (2020, 2020)]),
        ("El Fondo gastó 3 millones de dólares en el bienio 2018-2019.", [(2018, 2019)]),
        ("Desde 2009, se han abierto 40 oficinas.", [(2009, None)]),
        ("Del 1 de julio de 2022 al 30 de junio de 2023 hubo 45 casos.", [(2022, 2023)]),
        ("La Agenda 2030 orienta a 40 oficinas.", [(None, None)]),
        ("En 2024, 12 países se sumaron. Actualmente, quedan 9 países.",
         [(2024, 2024), (None, None)]),
    ],
)  # fmt: skip
def test_periods(text: str, years: list[tuple[int | None, int | None]]) -> None:
    assert [(c.period_start, c.period_end) for c in context_of(text)] == years


@pytest.mark.parametrize(
    ("text", "subject", "of", "purpose"),
    [
        ("El PNUD ejecutó 34 proyectos.", "PNUD", None, None),
        ("Asistieron 400 participantes.", None, None, None),
        ("El 83 % de los países en desarrollo votó.",
         "países en desarrollo", "países en desarrollo", None),
        ("La deuda es del 73 % del producto interno bruto.", None, "producto interno bruto", None),
        ("El 45 % de los hogares rurales carecía de agua.", None, "hogares rurales", None),
        ("Solo el 12 % eran mujeres.", None, None, None),
        ("Recibió 3 millones de dólares para escuelas rurales.", None, None, "escuelas rurales"),
    ],
)  # fmt: skip
def test_whose_of_what_and_for_what(
    text: str, subject: str | None, of: str | None, purpose: str | None
) -> None:
    (found,) = context_of(text)
    assert (found.subject, found.of, found.purpose) == (subject, of, purpose)


def test_a_noun_alone_stands_for_the_name_that_begins_with_it() -> None:
    text = "El Fondo Fiduciario para Aldeas creció. El Programa Mundial de Alimentos abrió 3 oficinas. El Programa cerró 2 centros."  # fmt: skip
    assert [c.organization for c in context_of(text)] == ["WFP", "WFP"]
