"""Characters that no store keeps are taken out where text is read, and counted."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import extract, languages
from pipeline.pages.page import Document, Line, Page, Word
from pipeline.pages.storable import storable, storable_document
from pipeline.unreadable import UnreadableDocument


def page(*lines: str) -> Document:
    """A page of lines of one word each."""
    return Document((Page(1, tuple(Line((Word(text),)) for text in lines)),))


@given(st.text(st.characters(categories=["Cc", "Cs", "Cn", "Co", "L", "N", "Zs"])))
def test_what_is_left_can_be_kept(text: str) -> None:
    kept = storable(text)
    assert pa.array([kept]).to_pylist() == [kept]
    ET.fromstring(f"<t>{kept.replace('&', '').replace('<', '')}</t>")
    assert "\x00" not in kept
    assert storable(kept) == kept


def test_they_are_counted_page_by_page_and_empty_lines_go() -> None:
    (cleaned,) = storable_document(page("a\x00b\ud800", "\ufffe\x01", "c\x0bd")).pages
    assert [line.text for line in cleaned.lines] == ["ab", "c d"]
    assert cleaned.removed == 5


def test_a_page_without_them_is_the_same_page() -> None:
    document = page("约有 84%的成员国", "naïve\tﬁgures 🙂")
    assert storable_document(document).pages[0] is document.pages[0]


def test_a_document_of_nothing_else_cannot_be_read() -> None:
    with pytest.raises(UnreadableDocument, match="no text, only characters that stand for none"):
        extract.read_document("\x00\x01\ufffe".encode(), "text/plain")


def test_figures_stand_where_their_paragraph_says() -> None:
    text = "1. Some\x00 84\x01 per cent of\x0bmembers\ufffe replied to the survey of 2024.\n"
    english = languages.load("en")
    paragraphs = extract.read_paragraphs(extract.read_pages(text.encode(), "text/plain"), english)
    (found,) = extract.read_figures(paragraphs, english)
    figure = found.figure
    assert found.paragraph.text[figure.start : figure.end].endswith("84 per cent")
    assert "of members replied" in found.paragraph.text
