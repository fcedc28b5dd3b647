"""Small PDFs as the United Nations lays them out: symbol above, running text in one language."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import EncryptionMethod

from sample.faces import Face

SERIF = Path(__file__).resolve().parents[1] / "fonts" / "TestSerif-Regular.ttf"
SYMBOL = "A/70/901"
WORDS = {
    "en": "Member States sent 3,800 teachers and at least 12 organizations helped them, most of "
    "them with books and with rooms.",
    "fr": "Les États Membres ont envoyé 3 800 enseignants et au moins 12 organisations les ont "
    "aidés, la plupart avec des livres et des salles.",
    "zh": "3 800 名工作人员来自会员国，至少 12 个机构提供了帮助。2025 年，约 1 200 所学校参加了该方案。",
}


@cache
def pdf(
    language: str,
    *symbols: str,
    edition: str = "",
    text: bool = True,
    password: str = "",
    cover: bool = False,
    annex: str = "",
) -> bytes:
    """A document; the same arguments give the same bytes.

    Args:
        language: of its text.
        symbols: in its masthead, one a line; A/70/901 where none is given.
        edition: a line below, by which two differ.
        text: whether it has a text layer.
        password: that it asks for.
        cover: whether a page with nothing but the symbols comes first.
        annex: language of three pages that follow.
    """
    document = FPDF(unit="pt", format=(612, 792))
    document.set_creation_date(datetime(2026, 7, 14, tzinfo=UTC))
    document.add_font("latin", fname=Face.SERIF.path)
    document.add_font("serif", fname=SERIF)
    document.add_font("song", fname=Face.SONG.path)
    if password:
        document.set_encryption(password, password, EncryptionMethod.RC4)
    pages = ["", language] if cover else [language]
    pages += [annex] * 3 if annex else []
    for number, written in enumerate(pages):
        document.add_page()
        document.rect(50, 40, 500, 700)
        if number == 0 and text:
            for line, symbol in enumerate(symbols or (SYMBOL,)):
                document.set_font("latin", size=20)
                document.text(400, 70 + 22 * line, symbol)
        for line in range(6 if text and written else 0):
            document.set_font("song" if written == "zh" else "serif", size=8)
            document.text(60, 200 + 14 * line, WORDS[written])
    document.set_font("latin", size=8)
    document.text(60, 400, edition)
    return bytes(document.output())
