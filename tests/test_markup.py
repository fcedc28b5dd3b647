"""Foreign text in Markdown and HTML is read as it is and does nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.markup import html, markdown, markdown_table

HOSTILE = [
    "<script>alert(1)</script>",
    "[Click here](javascript:alert(1))",
    "![x](https://example.org/pixel.png)",
    "](javascript:alert(1))",
    "[a][b] [b]: https://example.org",
    "a | b | c",
    "`` ` `` `code`",
    "*bold* _slanted_ __bold__ ~~struck~~",
    "# heading",
    "> quoted",
    "- item",
    "+ item",
    "1. item",
    "---",
    "===",
    "one\n\n<img src=x onerror=alert(1)>\n| a |\n",
    "&lt;script&gt; &#60;b&#62;",
    "https://example.org www.example.org me@example.org",
    "<https://example.org>",
    "\\`a\\`",
    "\\<b>",
    "ends in \\",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "$HOME ${HOME}",
    "\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe\N{POP DIRECTIONAL FORMATTING}",
    "\N{RIGHT-TO-LEFT ISOLATE}turned",
    "\x1b[31mred\x07",
    "A_74_336-zh~2",
]
TEXTS = st.one_of(st.text(), st.text("<>[]()`*_|\\~&#-+=!:/.@ \n1aw\"'"), st.sampled_from(HOSTILE))
#: GitHub's and Dagster's dialect, HTML and bare addresses included.
READER = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
INERT = {"text", "text_special", "softbreak"}


def seen(text: str) -> str:
    """What a reader is to see: all in one line, and what has no place in a line replaced."""
    return " ".join(unseen_out(text).split())


def unseen_out(text: str) -> str:
    unseen = {*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F)}
    unseen |= set(range(0x2066, 0x206A)) | set(range(0xD800, 0xE000))
    return "".join("\N{REPLACEMENT CHARACTER}" if ord(c) in unseen else c for c in text)


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


@given(TEXTS)
@example(HOSTILE[3])
def test_markdown_gives_the_text_back_and_nothing_else(text: str) -> None:
    tokens = READER.parse(markdown(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {token.type for token in inline(tokens)} <= INERT
    assert "".join(token.content for token in inline(tokens)) == seen(text)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_a_table_has_the_cells_that_it_was_given(rows: list[tuple[str, str]]) -> None:
    tokens = READER.parse(markdown_table(("one", "two"), rows))
    cells = [token for token in tokens if token.type == "inline"]
    told = ["".join(child.content for child in cell.children or ()) for cell in cells]
    assert {child.type for cell in cells for child in cell.children or ()} <= INERT
    assert told == ["one", "two", *(seen(cell) for row in rows for cell in row)]


class Reader(HTMLParser):
    """What elements and texts a page has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(TEXTS)
def test_html_gives_the_text_back_in_an_element_and_in_an_attribute(text: str) -> None:
    reader = Reader()
    reader.feed(f'<p title="{html(text)}">{html(text)}</p>')
    reader.close()
    assert reader.tags == [("p", [("title", unseen_out(text))])]
    assert reader.text == unseen_out(text)


@pytest.mark.parametrize("text", ["https://example.org/a", "www.example.org", "me@example.org"])
def test_an_address_becomes_no_link(text: str) -> None:
    """Not even where a reader makes links of bare addresses."""
    assert text not in markdown(f"see {text}")


def test_marks_of_direction_that_documents_have_stay() -> None:
    text = "نحو \N{RIGHT-TO-LEFT MARK}84\N{LEFT-TO-RIGHT MARK} في المائة"
    assert (markdown(text), html(text)) == (text, text)
