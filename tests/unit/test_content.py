"""The operations of a page's content: what is read by one pattern is what pdfminer's parser reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT, PSEOF, PSKeyword

from pipeline.pages.content import is_plain, operations


def by_pdfminer(content: bytes) -> list[tuple[bytes, list[Any]]]:
    """The operators that pdfminer's parser finds, each with the operands before it."""
    found: list[tuple[bytes, list[Any]]] = []
    operands: list[Any] = []
    parser = PDFContentParser([PDFStream({}, content)])
    while True:
        try:
            _, value = parser.nextobject()
        except PSEOF:
            return found
        if isinstance(value, PSKeyword):
            found.append((value.name, operands))
            operands = []
        else:
            of_mark = isinstance(value, dict)
            operands.append({k: v for k, v in value.items() if k == "MCID"} if of_mark else value)


def test_numbers_names_strings_and_lists_are_operands() -> None:
    content = b"/F1 -12 Tf 1 0 0 1 .5 700. Tm [(a\\(b) -250 <4142>]TJ T* (it's \\050\\051)' % end"
    assert list(operations(content)) == [
        (b"Tf", [LIT("F1"), -12]),
        (b"Tm", [1, 0, 0, 1, 0.5, 700.0]),
        (b"TJ", [[b"a(b", -250, b"AB"]]),
        (b"T*", []),
        (b"'", [b"it's ()"]),
    ]


numbers = st.integers(-999, 999).map(str) | st.floats(-999, 999).map("{:.3f}".format)
numbers |= st.sampled_from(["+1", "-.5", "7.", "00"])
names = st.text("aZ09-+.*'é", max_size=4).map("/{}".format)
strings = st.lists(
    st.sampled_from(
        [
            *"aé 8<>[]%/#\r\n",
            "(in)",
            "()",
            "\\(",
            "\\)",
            "\\\\",
            "\\n",
            "\\x",
            "\\\r\n",
            "\\7",
            "\\101",
            "\\0000",
        ]
    ),
    max_size=6,
).map(lambda parts: f"({''.join(parts)})")
hexadecimals = st.text("0123456789abcdefABCDEF \n", max_size=7).map("<{}>".format)
lists = st.lists(numbers | strings | hexadecimals, max_size=4).map(
    lambda parts: f"[{' '.join(parts)}]"
)
marks = st.sampled_from(["<</MCID 3>>", "<</Lang (a>>b)/E <FEFF>>>", "<< /A [1 2] >>"])
operators = st.sampled_from(["q", "Tj", "TJ", "T*", "f*", "'", '"', "d0", "BDC", "BIG"])
blanks = st.sampled_from([" ", "\n", "\r\n", " \0 ", " % note (\n"])
tokens = numbers | names | strings | hexadecimals | lists | marks | operators


@settings(deadline=None)
@given(st.lists(st.tuples(tokens, blanks), max_size=12))
def test_a_plain_content_is_read_as_pdfminer_reads_it(parts: list[tuple[str, str]]) -> None:
    content = "".join(token + blank for token, blank in parts).encode()
    assert is_plain(content)
    assert list(operations(content)) == by_pdfminer(content)


@settings(deadline=None)
@given(st.lists(tokens, max_size=8))
def test_tokens_without_blanks_are_plain_only_where_pdfminer_reads_the_same(
    parts: list[str],
) -> None:
    content = "".join(parts).encode() + b"\n"
    if is_plain(content):
        assert list(operations(content)) == by_pdfminer(content)


def test_an_octal_number_that_is_too_large_loses_what_is_over_a_byte() -> None:
    """As ISO 32000-1, 7.3.4.2 says; pdfminer gives the whole document up."""
    assert list(operations(b"(\\501) Tj")) == [(b"Tj", [b"A"])]


@pytest.mark.parametrize(
    "content",
    [
        b"q BI /W 1 /H 1 ID (x EI Q",
        b"/A#20B gs",
        b"(never closed Tj",
        b"[(a) /Name] TJ",
        b"(three (levels (deep))) Tj",
        b"1 2 ] m",
        b"<</A <</B 1>>>> BDC",
    ],
)
def test_what_is_rare_is_left_to_pdfminer(content: bytes) -> None:
    assert not is_plain(content)
