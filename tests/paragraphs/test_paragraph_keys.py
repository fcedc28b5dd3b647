"""Ids of paragraphs and figures, which hold when a paragraph before is split."""

from __future__ import annotations

from pipeline.paragraphs.keys import with_keys
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.spans import Span, Spans


def paragraph(position: int, number: str | None, text: str) -> Paragraph:
    spans = Spans.of([Span(0, len(text), 1, None)])
    return Paragraph(position, "paragraph", number, None, text, spans)


def keys(*given: tuple[str | None, str]) -> list[str]:
    listed = [paragraph(n, number, text) for n, (number, text) in enumerate(given, start=1)]
    return [one.key for one in with_keys(listed)]


def test_a_number_of_its_own_is_the_key() -> None:
    assert keys(("19", "One."), ("fn3", "Two."), ("annex.1", "Three."), ("5.1.2", "Four.")) == [
        "p19", "fn3", "annex.1", "p5.1.2",
    ]  # fmt: skip


def test_without_one_it_is_a_checksum_of_the_text() -> None:
    first, second, third = keys((None, "One."), (None, "Two."), ("Table 29A.2", "Three."))
    assert len({first, second, third}) == 3
    assert keys((None, "Two."), (None, "One.")) == [second, first]


def test_a_number_that_several_have_is_none_of_its_own() -> None:
    first, second, third = keys(("1", "One."), ("2", "Two."), ("1", "Three."))
    assert second == "p2"
    assert [first, third] == keys((None, "One."), (None, "Three."))


def test_the_same_text_twice_is_told_apart() -> None:
    first, second, third = keys((None, "Summary"), (None, "Summary"), (None, "Other"))
    assert second == f"{first}-2"
    assert not third.startswith(first)
