"""What is kept between runs holds data alone: it comes back as it was, or is as good as gone."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from upath import UPath

from pipeline.context.context import Actor, Context, Excerpt, Subject, When
from pipeline.documents.document import PDF, RawDocument
from pipeline.figures.figure import Figure
from pipeline.pages.page import Box, Document, Line, Page, Word
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.spans import Span, Spans
from pipeline.reading import packing
from pipeline.reading.cache import Fault
from pipeline.reading.packing import CannotKeep, Damaged, pack, unpack
from pipeline.reading.stages import ReadFigures, ReadText

TEXT = st.text(st.characters(codec="utf-8"))
NUMBER = st.floats(allow_nan=False)
BOX = st.none() | st.builds(Box, NUMBER, NUMBER, NUMBER, NUMBER)
LINE = st.builds(Line, st.lists(st.builds(Word, TEXT, BOX)).map(tuple), NUMBER)
PAGES = st.builds(
    Document,
    st.lists(st.builds(Page, st.integers(1, 9), st.lists(LINE).map(tuple))).map(tuple),
)
RAW = UPath("/srv/raw")
DOCUMENT = RawDocument(
    "A_1_2-en", RAW / "of 1946" / "A_1_2-en.pdf", "of 1946/A_1_2-en.pdf", "ab12", PDF,
    title="Überschrift", published_on=date(1946, 1, 10),
)  # fmt: skip


@given(PAGES)
def test_pages_come_back_as_they_were(pages: Document) -> None:
    assert unpack(pack(pages), Document) == pages


def test_text_and_figures_come_back_as_they_were() -> None:
    spans = Spans.of((Span(0, 9, 1, Box(1, 2, 3, 4.5)), Span(9, 12, 2, None)))
    text = ReadText(
        (Paragraph(1, "body", "1", None, "约有84%的成员国", spans),),
        pages=2,
        published_on=date(2026, 1, 31),
        session="八十",
        printed_symbol="A/80/74; E/2025/53",
    )
    figure = Figure("percentage", 2, 5, Decimal("84.10"), "per_cent", high=Decimal("1E+3"))
    said = Context(
        subject=Subject(Actor(0, 2, "成员国", parts=(Actor(0, 1, "国"),)), "phrase"),
        of=Excerpt("成员国", 6, 9),
        period=When((2019, None), 0, 4),
    )
    figures: ReadFigures = ((0, figure, said, (0, 10)),)
    assert unpack(pack(text), ReadText) == text
    assert unpack(pack(figures), ReadFigures) == figures
    assert str(unpack(pack(figures), ReadFigures)[0][1].value) == "84.10"


def test_documents_come_back_with_their_files() -> None:
    assert unpack(pack([DOCUMENT]), list[RawDocument], folders=[UPath("/data"), RAW]) == [DOCUMENT]


def test_a_file_whose_name_is_no_text_comes_back_and_its_id_is_text() -> None:
    path = RAW / os.fsdecode(b"Rapport d\xe9finitif.txt")
    found = replace(DOCUMENT, path=path, document_id=path.stem, source_file=path.name)
    (back,) = unpack(pack([found]), list[RawDocument], folders=[RAW])
    assert back.path == path
    assert back.document_id == "Rapport d\N{REPLACEMENT CHARACTER}finitif"


def test_a_lone_surrogate_in_a_text_moves_no_other_character() -> None:
    page = Page(1, (Line((Word("84\ud800% of"),)),))
    (back,) = unpack(pack(Document((page,))), Document).pages
    assert back.lines[0].text == "84\N{REPLACEMENT CHARACTER}% of"


@dataclass(frozen=True)
class WithMore:
    """A type as a later version of the code may have it."""

    reason: str | None
    remarks: tuple[str, ...] = ("none",)


def test_a_new_field_needs_no_code_and_a_missing_one_its_default() -> None:
    assert unpack(pack(WithMore(None, ("a",))), WithMore) == WithMore(None, ("a",))
    assert unpack(pack(Fault("text", "cut off")), WithMore) == WithMore("cut off")


# -- bytes of others -------------------------------------------------------------------------------


class Runs:
    """Makes a file when it is unpickled."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, (str(self.file),))


def framed(data: bytes, *, size: int | None = None) -> bytes:
    """Bytes with a head that is right, as whoever knows this code can make it."""
    packed = pa.compress(data, codec="zstd", asbytes=True)
    told = len(data) if size is None else size
    head = packing._MARK + told.to_bytes(8, "little")
    return head + packing._sum(packed) + packed


def nested(depth: int) -> bytes:
    """Lists in lists."""
    return b"\x91" * depth + b"\xc0"


HOSTILE = {
    "nothing": b"",
    "other bytes": b"\0" * 40,
    "another format": b"UNFv\xff" + framed(msgspec.msgpack.encode({"pages": []}))[5:],
    "no MessagePack": framed(b"\xc1"),
    "more behind it": framed(msgspec.msgpack.encode({"pages": []}) + b"\0"),
    "another type": framed(msgspec.msgpack.encode(["pages"])),
    "a number for a list": framed(msgspec.msgpack.encode({"pages": 1})),
    "a field that is missing": framed(msgspec.msgpack.encode({"tags": None})),
    "a size of exabytes": framed(b"\xc0", size=2**60),
    "a size that is less": framed(b"\0" * 1000, size=10),
    "a list of 2^32": framed(b"\x81\xa5pages\xdd\xff\xff\xff\xff"),
    "lists in lists": framed(b"\x82\xa5pages\x90\xa4more" + nested(200_000)),
    "lists in pages": framed(b"\x81\xa5pages" + nested(200_000)),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_bytes_that_are_not_such_a_value_are_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        unpack(data, Document)


@pytest.mark.parametrize("frame", [lambda data: data, framed], ids=["bare", "framed"])
def test_a_pickle_is_damaged_and_not_run(frame: object, tmp_path: Path) -> None:
    made = tmp_path / "made"
    data = pickle.dumps(Runs(made))
    with pytest.raises(Damaged):
        unpack(frame(data), Document)
    assert not made.exists()
    pickle.loads(data)
    assert made.exists()  # it would have been


@given(st.data())
def test_any_change_of_the_bytes_is_found_out(data: st.DataObject) -> None:
    whole = pack(Document((Page(1, (Line((Word("84 per cent"),)),)),)))
    place = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytes([whole[place] ^ (1 << data.draw(st.integers(0, 7)))])
    with pytest.raises(Damaged):
        unpack(whole[:place] + flipped + whole[place + 1 :], Document)
    with pytest.raises(Damaged):
        unpack(whole[:place], Document)


@given(st.binary())
def test_any_bytes_are_a_value_or_damaged(data: bytes) -> None:
    try:
        value = unpack(framed(data), Document)
    except Damaged:
        return
    assert isinstance(value, Document)


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "/srv/raw/../../etc/passwd", "/srv/raw//etc/passwd", "/srv/rawer/A_1_2-en.pdf",
     "s3://secrets/key", "http://169.254.169.254/latest", "simplecache::/srv/raw/x", "A_1_2-en.pdf"],
)  # fmt: skip
def test_a_path_that_leads_out_of_the_raw_folders_is_damaged(path: str) -> None:
    document = {
        "document_id": "A",
        "path": path.encode(),
        "source_file": "A",
        "sha256": "",
        "media_type": None,
    }
    with pytest.raises(Damaged):
        unpack(framed(msgspec.msgpack.encode([document])), list[RawDocument], folders=[RAW])


def test_a_value_that_is_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST", 1000)
    assert pack(Fault("pages", "x" * 900))
    with pytest.raises(CannotKeep, match="more than the 1,000"):
        pack(Fault("pages", "x" * 1001))
    with pytest.raises(CannotKeep, match="object is not a type of data"):
        pack({"a": object()})
