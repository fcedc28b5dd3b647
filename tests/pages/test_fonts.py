"""ToUnicode maps, beside what pdfminer reads in them."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.cmapdb import CMapParser, FileUnicodeMap

from pipeline.pages.fonts import texts_of_map

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Path(os.environ.get("UN_FIGURES_REFERENCE", ROOT.parent / "shared"))
FILES = [
    *sorted((ROOT / "raw").glob("*.pdf")),
    *sorted(file for name in ("raw", "wild") for file in (REFERENCE / name).glob("*.pdf")),
]
HEAD = b"/CIDInit /ProcSet findresource begin begincmap /CMapName /X def\n"


def by_pdfminer(data: bytes) -> dict[int, str]:
    found = FileUnicodeMap()
    CMapParser(found, BytesIO(data)).run()
    return found.cid2unichr


def digits(number: int) -> str:
    return f"<{number:04X}>"


codes = st.integers(0, 0xFF00)
texts = st.sampled_from(
    ["<0041>", "<00A0>", "<0020>", "<D83DDE00>", "<00410042>", "<06440627>", "<D800>"]
)
characters = st.lists(st.tuples(codes.map(digits), texts).map(" ".join), max_size=5).map(
    lambda pairs: f"{len(pairs)} beginbfchar\n{chr(10).join(pairs)}\nendbfchar\n"
)
counted = st.tuples(codes, st.integers(0, 9), texts).map(
    lambda parts: f"{digits(parts[0])} {digits(parts[0] + parts[1])} {parts[2]}"
)
listed = st.tuples(codes, st.lists(texts, min_size=1, max_size=4)).map(
    lambda parts: f"{digits(parts[0])}{digits(parts[0] + len(parts[1]) - 1)}[{' '.join(parts[1])}]"
)
ranges = st.lists(counted | listed, max_size=4).map(
    lambda rows: f"{len(rows)} beginbfrange {' '.join(rows)} endbfrange\n"
)


@given(st.lists(characters | ranges, max_size=4).map("".join))
def test_a_plain_map_is_read_as_by_pdfminer(parts: str) -> None:
    data = HEAD + parts.encode() + b"endcmap end"
    assert texts_of_map(data) == by_pdfminer(data)


@pytest.mark.parametrize(
    "part",
    [
        "/Other usecmap",
        "1 begincidrange <00> <FF> 0 endcidrange",
        "1 beginbfchar <41> /A endbfchar",
        "1 beginbfchar <4 1> <0041> endbfchar",
        "1 beginbfchar <41> <0041>",
        "1 beginbfrange <41> <0042> <0041> endbfrange",
        "1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange",
        "endcmap 1 beginbfchar <41> <0041> endbfchar",
    ],
)
def test_a_map_that_is_not_plain_is_left_to_pdfminer(part: str) -> None:
    assert texts_of_map(HEAD + part.encode()) is None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_maps_of_documents_are_read_as_by_pdfminer(file: Path) -> None:
    with pikepdf.open(file) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        streams = [font["/ToUnicode"] for font in fonts if "/ToUnicode" in font]
        for data in {
            stream.read_bytes() for stream in streams if isinstance(stream, pikepdf.Stream)
        }:
            assert texts_of_map(data) == by_pdfminer(data)
