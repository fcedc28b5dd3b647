"""A figure as a card: its sentence with the figure highlighted, and its source.

A small page without scripts, to embed in other pages as a frame, and its oEmbed
(https://oembed.com) description.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.markup import html
from pipeline.release.contents import CREATOR, LICENSE, TITLE

#: Size of the frame, in CSS pixels.
WIDTH, HEIGHT = 480, 260
#: The query for a figure, by `:figure`.
QUERY = (
    "SELECT f.*, p.text FROM all_figures f JOIN paragraphs p USING (paragraph_id) "
    "WHERE f.figure_id = :figure"
)
_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, "Noto Sans", sans-serif; }
figure { margin: 0; padding: 1rem 1.2rem; border: 1px solid #9aa4ae; border-radius: 4px; }
blockquote { margin: 0 0 .8rem; font: 1.1rem/1.5 "Source Serif 4", "Noto Serif", Georgia, serif; }
mark { background: #ffe58a; color: #1c2530; padding: 0 .1em; }
figcaption { font-size: .85rem; }
"""


def card(row: Mapping[str, Any], page: str) -> str:
    """The page of a figure's card.

    Args:
        row: of `QUERY`.
        page: address of the figure in the release's page.
    """
    begin, end = _marked(row)
    sentence = row["sentence"]
    said = html(sentence[:begin]), html(sentence[begin:end]), html(sentence[end:])
    title = html(row["title"] or row["symbol"] or row["document_id"])
    number = row["paragraph"]
    place = f"paragraph {number}" if number[0].isdigit() else f"page {row['page']}"
    symbol = html(row["symbol"] or row["document_id"])
    address = row["original_url"]
    original = f'<a href="{html(address)}" target="_top">{symbol}</a>' if address else symbol
    language = html(row["language"])
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html(row['raw'])}, {title}</title><style>{_STYLE}</style></head><body><figure>"
        f'<blockquote dir="auto">{said[0]}<mark>{said[1]}</mark>{said[2]}</blockquote>'
        f'<figcaption dir="auto"><cite>{title}</cite>, {original}, {html(place)}. '
        f'<a href="{html(page)}" target="_top">{html(TITLE)}</a>, {html(LICENSE)}.</figcaption>'
        "</figure></body></html>\n"
    )


def oembed(row: Mapping[str, Any], address: str) -> dict[str, Any]:
    """The oEmbed description of a figure's card.

    Args:
        row: of `QUERY`.
        address: of the card, in full.
    """
    frame = (
        f'<iframe src="{html(address)}" width="{WIDTH}" height="{HEIGHT}" '
        f'title="{html(row["raw"])}" loading="lazy" style="border:0"></iframe>'
    )
    return {
        "version": "1.0",
        "type": "rich",
        "title": f"{row['raw']}: {row['title'] or row['document_id']}",
        "provider_name": CREATOR,
        "html": frame,
        "width": WIDTH,
        "height": HEIGHT,
    }


def _marked(row: Mapping[str, Any]) -> tuple[int, int]:
    """The sentence with the figure highlighted."""
    text, sentence = row["text"], row["sentence"]
    start, end = row["char_start"], row["char_end"]
    # The sentence may occur several times in its paragraph: take the one that holds the figure.
    begin = text.find(sentence, max(0, end - len(sentence)))
    if 0 <= begin <= start:
        return start - begin, end - begin
    begin = max(0, sentence.find(row["raw"]))
    return begin, begin + len(row["raw"])
