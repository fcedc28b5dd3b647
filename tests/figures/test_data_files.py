"""Words that the data files list are read: one entry in one file is enough."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import languages
from pipeline.figures.currencies import declared, doubtful, signs
from pipeline.figures.engine.lexicon import Lexicon
from pipeline.figures.kinds import COUNT, MONEY, PERCENTAGE

CODES = languages.supported()
QUALIFIERS = ("at_most", "at_least", "less_than", "nearly", "more_than", "about")


def lexicon(code: str) -> Lexicon:
    """The words of a language, as its own package reads them."""
    return Lexicon(Path(languages.__file__).with_name(code) / "lexicon.toml")


@pytest.mark.parametrize("code", CODES)
def test_a_currency_sign_before_a_sum(code: str) -> None:
    own = lexicon(code).values("currency.signs")
    unread = {}
    for sign, currency in signs().items():
        if sign in doubtful() | declared()["shared"].keys() | own.keys():
            continue
        figures = languages.load(code).read_figures(f"{sign} 5000")
        if [(f.kind, f.currency) for f in figures] != [(MONEY, currency)]:
            unread[sign] = figures
    assert not unread


@pytest.mark.parametrize("code", CODES)
def test_a_measure_is_not_counted(code: str) -> None:
    words = lexicon(code).set_of("nouns.measures")
    read = languages.load(code).read_figures
    counted = {word for word in words if any(f.kind == COUNT for f in read(f"12 {word}"))}
    assert not counted


@pytest.mark.parametrize("code", CODES)
def test_a_qualifier_before_a_percentage(code: str) -> None:
    blank = "" if code == "zh" else " "
    unread = {}
    for name in QUALIFIERS:
        for phrase in lexicon(code).phrases(f"qualifiers.{name}"):
            if re.search(r"[^\w\s]", phrase):
                continue  # several forms in one entry
            figures = languages.load(code).read_figures(f"{phrase}{blank}12%")
            if [(f.kind, f.qualifier) for f in figures] != [(PERCENTAGE, name)]:
                unread[phrase] = figures
    assert not unread
