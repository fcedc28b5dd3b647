"""Every document that the United Nations publishes under a symbol has an address."""

from __future__ import annotations

import pytest

from pipeline.documents.addresses import original


@pytest.mark.parametrize(
    ("symbol", "language", "address"),
    [
        ("A/74/336", "zh", "https://docs.un.org/zh/A/74/336"),
        ("A/81/6 (Sect. 29A)", "en", "https://docs.un.org/en/A/81/6%28Sect.29A%29"),
        ("CEDAW/C/CAF/CO/6", "ru", "https://docs.un.org/ru/CEDAW/C/CAF/CO/6"),
        ("GEGN.2/2025/35", "fr", "https://docs.un.org/fr/GEGN.2/2025/35"),
        ("SAMPLE/2026/100", "en", None),
        ("A/74/336", None, None),
        (None, "en", None),
    ],
)
def test_the_address_of_a_symbol(
    symbol: str | None, language: str | None, address: str | None
) -> None:
    assert original(None, symbol, language) == address


def test_the_register_knows_better() -> None:
    given = "https://example.org/budget.pdf"
    assert original(given, "A/74/336", "en") == given
