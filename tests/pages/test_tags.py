"""The tags of a PDF: which block each word belongs to, and tags that are not to be trusted."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from pipeline.pages import tags
from pipeline.pages.page import ARTIFACT, Document
from pipeline.pages.reader import read_document
from pipeline.pages.tags import words_on

LINES = (
    "Report of the Secretary-General",
    "In 2025 the fund paid for 1 250 wells.",
    "Of these, 40 per cent were in the north.",
    "The wells serve 2.5 million people.",
)


def printed(lines: Sequence[tuple[str, str]], *, top: float = 700) -> bytes:
    """The content of a page: each line with the operator that begins its mark."""
    drawn = [
        f"{mark} BT /F1 10 Tf 72 {top - 20 * at} Td ({text}) Tj ET {'EMC' if mark else ''}"
        for at, (mark, text) in enumerate(lines)
    ]
    return "\n".join(drawn).encode("latin-1")


def marked(lines: Sequence[str] = LINES) -> list[tuple[str, str]]:
    return [(f"/P <</MCID {at}>> BDC", text) for at, text in enumerate(lines)]


class Tree:
    """A document under construction: pages, and the elements of its structure."""

    def __init__(self, *contents: bytes) -> None:
        self.pdf = Pdf.new()
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for content in contents:
            page = self.pdf.add_blank_page(page_size=(612, 792))
            page.Resources = Dictionary(Font=Dictionary(F1=font))
            page.Contents = Stream(self.pdf, content)

    def element(self, kind: str, *children: Any, page: int = 0, **more: Any) -> Any:
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name(f"/{kind}"),
                Pg=self.pdf.pages[page].obj,
                K=Array(children),
                **more,
            )
        )

    def read(self, *children: Any, **more: Any) -> Document:
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.Root.StructTreeRoot = self.pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=Array(children), **more)
        )
        written = io.BytesIO()
        self.pdf.save(written)
        return read_document(written.getvalue(), "application/pdf")


def texts(document: Document) -> dict[int, str]:
    """The words of each block in the order of its marked contents."""
    assert document.tags is not None
    words = sorted(
        (word for page in document.pages for word in words_on(page) if word.content >= 0),
        key=lambda word: word.content,
    )
    found: dict[int, str] = {}
    for word in words:
        block = document.tags.block_of(word.content)
        found[block] = f"{found[block]} {word.text}" if block in found else word.text
    return found


def kinds(document: Document) -> list[str]:
    assert document.tags is not None
    return [block.kind for block in document.tags.blocks]


def test_words_are_of_the_blocks_that_the_tree_says() -> None:
    tree = Tree(printed([*marked(), ("/Artifact BMC", "A/81/1")]))
    heading, first, second, third = range(4)
    document = tree.read(
        tree.element("H2", heading),
        tree.element("P", first, second),
        tree.element("P", third),
    )
    assert kinds(document) == ["H2", "P", "P"]
    assert texts(document) == {0: LINES[0], 1: f"{LINES[1]} {LINES[2]}", 2: LINES[3]}
    assert document.tags is not None
    assert document.tags.blocks[0].level == 2
    assert document.tags.trusted
    assert document.tags.marked == document.pages[0].marked == 1
    furniture = [word.text for word in words_on(document.pages[0]) if word.content == ARTIFACT]
    assert furniture == ["A/81/1"]


def test_blocks_come_in_the_order_of_the_tree_wherever_they_are_printed() -> None:
    tree = Tree(printed(marked()))
    document = tree.read(*(tree.element("P", at) for at in (2, 0, 3, 1)))
    assert list(texts(document).values()) == [LINES[at] for at in (2, 0, 3, 1)]


def test_a_paragraph_goes_on_over_the_page_and_around_its_note() -> None:
    tree = Tree(printed(marked(LINES[:3])), printed(marked(LINES[3:])))
    page = tree.pdf.pages[1].obj
    note = tree.element("Footnote", tree.element("P", 2))
    over = Dictionary(Type=Name.MCR, Pg=page, MCID=0)
    document = tree.read(
        tree.element("P", 0, tree.element("Link", tree.element("Span", 1), note), over),
        RoleMap=Dictionary(Footnote=Name.Note),
    )
    assert kinds(document) == ["P", "Note", "P"]
    assert texts(document) == {0: " ".join((LINES[0], LINES[1], LINES[3])), 2: LINES[2]}


def test_types_are_read_through_the_role_map() -> None:
    roles = Dictionary(Title=Name.H1, Body=Name.Text, Text=Name.P, Body_text_of_annex=Name.P)
    roles.Round = Name.About
    roles.About = Name.Round
    tree = Tree(printed(marked()))
    names = ("Body", "Body_text_of_ann", "Round", "Unheard")
    document = tree.read(*(tree.element(name, at) for at, name in enumerate(names)), RoleMap=roles)
    assert kinds(document) == ["P", "P", "Round", "Unheard"]


def test_cells_say_what_they_span_and_what_heads_them() -> None:
    tree = Tree(printed(marked()))
    spans = Dictionary(O=Name.Table, ColSpan=2, RowSpan=3, Scope=Name.Column)
    head = tree.element("TH", 0, A=Array([Dictionary(O=Name.Layout), 0, spans]), ID=String("h"))
    headed = Dictionary(O=Name.Table, Headers=Array([String("h"), String("gone")]))
    cell = tree.element("TD", 1, C=Name.Headed)
    document = tree.read(
        tree.element("Table", tree.element("TR", head), tree.element("TR", cell)),
        tree.element("P", 2, 3),
        ClassMap=Dictionary(Headed=headed),
    )
    assert document.tags is not None
    table, _, head_cell, _, body_cell, _ = document.tags.blocks
    assert (head_cell.columns, head_cell.rows, head_cell.scope) == (2, 3, "Column")
    assert (body_cell.columns, body_cell.rows, body_cell.headers) == (1, 1, (2,))
    assert table.parent == -1


def test_what_elements_say_of_their_text_is_kept() -> None:
    tree = Tree(printed(marked()))
    document = tree.read(
        tree.element("P", tree.element("Span", 0, ActualText=String("Rapport"), Lang=String("fr"))),
        tree.element("Figure", 1, Alt=String("Wells, by year"), Lang=String("en")),
        tree.element("L", 2, 3, A=Dictionary(O=Name.List, ListNumbering=Name.Decimal)),
    )
    assert document.tags is not None
    assert (document.tags.texts, document.tags.languages) == ({0: "Rapport"}, {0: "fr"})
    _, figure, numbered = document.tags.blocks
    assert (figure.alternative, figure.language) == ("Wells, by year", "en")
    assert numbered.numbering == "Decimal"


def test_values_may_be_objects_of_their_own_and_text_in_any_encoding() -> None:
    tree = Tree(printed(marked(LINES[:2])))

    def apart(value: Any) -> Any:
        return tree.pdf.make_indirect(value)

    attributes = Dictionary(O=Name.Table, RowSpan=apart(2), Scope=apart(Name.Row))
    cell = tree.element(
        "TD",
        ActualText=apart(String("Зерно 5 т".encode("utf-16"))),
        Alt=String(b"caf\xe9"),
        Lang=apart(String("ru")),
        A=apart(Array([apart(attributes)])),
        ID=String(b"\x00\xff\x01"),
    )
    cell.S = apart(Name.TH)
    cell.K = apart(Array([apart(1)]))
    mark = apart(Dictionary(Type=Name.MCR, Pg=tree.pdf.pages[0].obj, MCID=apart(0)))
    other = tree.element("TD", mark)
    other.A = Dictionary(O=Name.Table, Headers=apart(Array([String(b"\x00\xff\x01")])))
    document = tree.read(cell, other)
    assert document.tags is not None
    block, headed = document.tags.blocks
    assert (block.kind, block.rows, block.scope, block.language) == ("TH", 2, "Row", "ru")
    assert (block.text, block.alternative) == ("Зерно 5 т", "café")
    assert headed.headers == (0,)
    assert texts(document) == {0: LINES[1], 1: LINES[0]}


def test_marks_of_a_form_are_those_of_its_own_stream() -> None:
    tree = Tree(printed(marked(LINES[:1])) + b" /X1 Do", b"")
    page = tree.pdf.pages[0]
    form = tree.pdf.make_stream(printed(marked(LINES[1:2]), top=600))
    for name, value in (("Type", Name.XObject), ("Subtype", Name.Form), ("StructParents", 7)):
        form[f"/{name}"] = value
    form.BBox = Array([0, 0, 612, 792])
    form.Resources = page.Resources
    page.Resources.XObject = Dictionary(X1=form)
    within = Dictionary(Type=Name.MCR, Pg=page.obj, Stm=form, MCID=0)
    document = tree.read(tree.element("H1", 0), tree.element("P", within))
    assert texts(document) == {0: LINES[0], 1: LINES[1]}


def test_property_lists_may_be_resources_of_the_page() -> None:
    tree = Tree(printed([("/P /MC0 BDC", LINES[0])]))
    tree.pdf.pages[0].Resources.Properties = Dictionary(MC0=Dictionary(MCID=5))
    assert texts(tree.read(tree.element("P", 5))) == {0: LINES[0]}


# --- trees that are broken, or say what the pages do not show -------------------------------


def in_a_circle(tree: Tree) -> Document:
    outer = tree.element("Sect", tree.element("P", 0, 1, 2, 3))
    outer.K.append(outer)
    return tree.read(outer)


def twice(tree: Tree) -> Document:
    return tree.read(tree.element("P", 0, 1, 2, 3), tree.element("P", 3))


def broken(tree: Tree) -> Document:
    document = tree.element("P", 0, 1, 2, 3)
    return tree.read(document, None, 7, String("P"), Array([]), tree.element("P", None, -4))


def without_marks(tree: Tree) -> Document:
    tree.pdf.pages[0].Contents = Stream(tree.pdf, printed([("", line) for line in LINES]))
    return tree.read(tree.element("P"))


def all_furniture(tree: Tree) -> Document:
    lines = [("/Artifact BMC", line) for line in LINES]
    tree.pdf.pages[0].Contents = Stream(tree.pdf, printed(lines))
    return tree.read(tree.element("P"))


def of_other_marks(tree: Tree) -> Document:
    return tree.read(tree.element("P", 10, 11, 12, 13))


def backwards(tree: Tree) -> Document:
    return tree.read(tree.element("P", 3, 2, 1, 0))


def all_in_one(tree: Tree) -> Document:
    for _ in range(3):
        tree.pdf.pages.append(tree.pdf.pages[0])
    marks = [
        Dictionary(Type=Name.MCR, Pg=page.obj, MCID=at)
        for page in tree.pdf.pages
        for at in range(len(LINES))
    ]
    return tree.read(tree.element("P", *marks))


@pytest.mark.parametrize(
    ("build", "doubt"),
    [
        (in_a_circle, "circular"),
        (twice, "twice"),
        (without_marks, "100% of the characters are not tagged"),
        (all_furniture, "100% of the characters are tagged as page furniture"),
        (of_other_marks, "4 marked contents are missing"),
        (backwards, "goes back up the page"),
        (all_in_one, "one block holds 100% of the characters"),
    ],
)
def test_tags_that_cannot_be_right_are_doubted_and_the_text_is_read(
    build: Callable[[Tree], Document], doubt: str
) -> None:
    document = build(Tree(printed(marked())))
    assert document.tags is not None
    assert doubt in document.tags.doubt
    assert not document.tags.trusted
    assert [line.text for line in document.pages[0].lines] == list(LINES)


def test_children_of_no_use_are_passed_over() -> None:
    document = broken(Tree(printed(marked())))
    assert document.tags is not None
    assert document.tags.trusted
    assert texts(document) == {0: " ".join(LINES)}


def test_a_huge_tree_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tags, "_MOST", 50)
    tree = Tree(printed(marked()))
    paragraphs = [tree.element("P", 0, 1, 2, 3), *(tree.element("P") for _ in range(100))]
    document = tree.read(*paragraphs)
    assert document.tags is not None
    assert "more than 50 elements" in document.tags.doubt
    assert len(document.tags.blocks) <= 50


def test_a_deep_tree_is_read_to_its_end() -> None:
    tree = Tree(printed(marked()))
    element = tree.element("P", 0, 1, 2, 3)
    for _ in range(3000):
        element = tree.element("Div", element)
    document = tree.read(element)
    assert document.tags is not None
    assert document.tags.trusted
    assert len(document.tags.blocks) == 3001


def test_a_document_without_a_tree_has_no_tags() -> None:
    tree = Tree(printed([("", line) for line in LINES]))
    written = io.BytesIO()
    tree.pdf.save(written)
    assert read_document(written.getvalue(), "application/pdf").tags is None


def test_a_tree_that_is_not_one_says_nothing() -> None:
    tree = Tree(printed(marked()))
    tree.pdf.Root.StructTreeRoot = pikepdf.Array([1, 2])
    written = io.BytesIO()
    tree.pdf.save(written)
    assert read_document(written.getvalue(), "application/pdf").tags is None
