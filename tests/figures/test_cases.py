"""What is a figure in each language, by examples. The examples are in `cases/`, as data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.cases import expected, found, rows

from pipeline import languages

CASES = Path(__file__).with_name("cases")


def cases() -> Iterator[object]:
    for code in languages.supported():
        for number, row in enumerate(rows(CASES / f"{code}.tsv"), start=2):
            name = f"{code}-{number}-{row['topic'].replace(' ', '_')}"
            yield pytest.param(code, row["text"], row["figures"], id=name)


@pytest.mark.parametrize(("code", "text", "figures"), cases())
def test_a_text_holds_these_figures_and_no_others(code: str, text: str, figures: str) -> None:
    wanted = expected(figures)
    read = languages.load(code).read_figures(text)
    empty: dict[str, object] = {"kind": None, "value": None, "raw": None}
    asked = [*wanted, *[empty] * len(read)][: max(len(wanted), len(read))]
    assert [found(text, figure, ask) for figure, ask in zip(read, asked, strict=False)] == wanted
