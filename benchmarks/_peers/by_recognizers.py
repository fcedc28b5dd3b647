# /// script
# requires-python = ">=3.11,<3.12"
# dependencies = ["recognizers-text-suite==1.0.2a2", "emoji<2"]
# ///
"""recognizers-text-suite: numbers, percentages and sums of money, which are three models of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from recognizers_number import NumberRecognizer  # type: ignore[import-not-found]
from recognizers_number_with_unit import (  # type: ignore[import-not-found]
    NumberWithUnitRecognizer,
)

from benchmarks._peers._serving import serve

CULTURES = {"en": "en-us", "zh": "zh-cn"}


@cache
def _models(language: str) -> tuple[Any, ...]:
    culture = CULTURES[language]
    numbers = NumberRecognizer(culture)
    return (
        numbers.get_number_model(),
        numbers.get_percentage_model(),
        NumberWithUnitRecognizer(culture).get_currency_model(),
    )


def read(text: str, language: str) -> int:
    """How many quantities it finds."""
    return sum(len(model.parse(text)) for model in _models(language))


if __name__ == "__main__":
    serve(read)
