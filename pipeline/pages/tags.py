"""The structure tree of a PDF: its blocks in order, and the marked content in each.

A tagged PDF says which characters form a paragraph, a heading, a note or a cell, and which are page
furniture (ISO 32000-1, 14.7 and 14.8). pikepdf reads the tree, each element as JSON: a dictionary
of numbers and texts instead of wrapped objects. Whatever program wrote it may have cut it off, made
it circular, or described something else than the pages show. `Tags.doubt` then says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, NamedTuple, TypeGuard

import msgspec
import pikepdf

from pipeline.pages.page import ARTIFACT, UNMARKED, Block, Box, Page, Tags, Word

#: Where marked content is: index of the page, object number of its stream if that is not the page's
#: own (else 0), and its id there.
Place = tuple[int, int, int]

#: Inline structure types (14.8.4.4): their content belongs to the enclosing block.
_INLINE = frozenset(
    "Span Quote Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Em Strong Sub "
    "NonStruct Private".split()
)
_STANDARD = _INLINE | frozenset(
    "Document DocumentFragment Part Art Sect Div Aside BlockQuote Caption TOC TOCI Index Title P H "
    "H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Note FENote Figure Formula "
    "Form Artifact".split()
)
_SECTIONS = frozenset("Part Art Sect Div".split())
#: Maximum elements and marked contents of a tree. A report of a thousand pages has a tenth of that.
_MOST = 1_000_000
_ROLES = 16
#: What it takes to trust tags: the share of characters that are tagged, the share of tagged ones
#: that are not page furniture, the share of marks in the tree, and the share of steps within a
#: block that go forward. And the largest share of a document's characters that one paragraph may
#: have, and the number of pages from which that counts.
_TAGGED, _NOT_FURNITURE, _KNOWN, _GOING_ON = 0.8, 0.5, 0.9, 0.9
_OF_ONE_BLOCK, _PAGES_OF_ONE_BLOCK = 0.5, 2


@dataclass(slots=True)
class Tree:
    """The content of the structure tree, and the index of the marked content at each place."""

    tags: Tags
    places: dict[Place, int] = field(default_factory=dict)


def read_tree(pdf: pikepdf.Pdf) -> Tree | None:
    """Read the structure tree of an open PDF; None if it has none.

    A tree that cannot be read to the end returns what came before, with a doubt.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return None
    walk = _Walk(pdf, root)
    try:
        walk.run()
    except _DAMAGED as problem:
        walk.doubts.append(f"the structure tree is damaged ({type(problem).__name__})")
    return Tree(walk.tags(), walk.places)


class _Around(NamedTuple):
    """What the children of an element inherit: block, page, language and replacement text."""

    block: int = -1
    page: int = -1
    sections: int = 0
    language: str | None = None
    text: str | None = None


class _Walk:
    """Walks a tree once, in order, starting at the root."""

    def __init__(self, pdf: pikepdf.Pdf, root: pikepdf.Dictionary) -> None:
        self._pdf = pdf
        self._pages = {_reference(page.obj): at for at, page in enumerate(pdf.pages)}
        self._root = root
        self._roles: dict[str, str] = {}
        self._classes: dict[str, Any] = {}
        self._kinds: dict[str, str] = {}
        self._seen = {_reference(root)}
        self._ids: dict[str, int] = {}
        self._headers: dict[int, list[str]] = {}
        self._blocks: list[Block] = []
        self._contents: list[int] = []
        self._texts: dict[int, str] = {}
        self._languages: dict[int, str] = {}
        self._count = 0
        self.places: dict[Place, int] = {}
        self.doubts: list[str] = []

    def run(self) -> None:
        root = _plain(self._root)
        roles = self._value(root, "/RoleMap")
        if isinstance(roles, dict):
            named = ((name, _name(self._value(roles, name))) for name in roles)
            self._roles = {name[1:]: role for name, role in named if role is not None}
        classes = self._value(root, "/ClassMap")
        if isinstance(classes, dict):
            self._classes = classes
        waiting = [(iter(self._list(root, "/K")), _Around())]
        while waiting:
            children, around = waiting[-1]
            child = next(children, _END)
            if child is _END:
                waiting.pop()
                continue
            self._count += 1
            if self._count > _MOST:
                self.doubts.append(f"the structure tree has more than {_MOST:,} elements")
                return
            known = self._resolved(child)
            if isinstance(known, int):
                self._hold((around.page, 0, known), around)
            elif isinstance(known, dict):
                within = self._enter(known, child, around)
                if within is not None:
                    waiting.append((iter(self._list(known, "/K")), within))

    # -- values

    def _resolved(self, value: Any) -> Any:
        """A value, or the one it refers to."""
        if not _is_reference(value):
            return value
        number, generation, _ = value.split()
        return _plain(self._pdf.get_object(int(number), int(generation)))

    def _value(self, known: Mapping[str, Any], name: str) -> Any:
        value = known.get(name)
        return self._resolved(value) if value.__class__ is str else value

    def _list(self, known: Mapping[str, Any], name: str) -> Sequence[Any]:
        """A value that may be a list of several; their references are not resolved."""
        value = known.get(name)
        if isinstance(value, list):
            return value
        if _is_reference(value) and isinstance(several := self._resolved(value), list):
            return several
        return () if value is None else (value,)

    # -- elements

    def tags(self) -> Tags:
        for index, names in self._headers.items():
            heads = tuple(self._ids[name] for name in names if name in self._ids)
            self._blocks[index] = replace(self._blocks[index], headers=heads)
        return Tags(
            tuple(self._blocks),
            tuple(self._contents),
            self._texts,
            self._languages,
            doubt="; ".join(dict.fromkeys(self.doubts)),
        )

    def _hold(self, place: Place, around: _Around) -> None:
        """Assign marked content to the enclosing block."""
        if around.block < 0 or place[0] < 0:
            return
        if place in self.places:
            self.doubts.append("the structure tree has the same marked content twice")
            return
        index = len(self._contents)
        self.places[place] = index
        self._contents.append(around.block)
        if around.text is not None:
            self._texts[index] = around.text
        if around.language is not None:
            self._languages[index] = around.language

    def _enter(self, known: Mapping[str, Any], given: Any, around: _Around) -> _Around | None:
        """What holds within an element; None if it has no children.

        Args:
            known: the values of an element, or of a reference to marked content, by name.
            given: how its parent gives it: the same, or a reference.
            around: what holds around it.
        """
        page = known.get("/Pg")
        number = around.page if page is None else self._page(page)
        name = self._value(known, "/S")
        if name is None:
            mark = self._value(known, "/MCID")
            if isinstance(mark, int):
                stream = known.get("/Stm")
                of_stream = int(stream.split()[0]) if _is_reference(stream) else 0
                self._hold((number, of_stream, mark), around)
            return None
        if given is not known:
            if given in self._seen:
                self.doubts.append("the structure tree has an element twice, or is circular")
                return None
            self._seen.add(given)
        kind = self._kind(_name(name) or str(name))
        if kind in _INLINE and around.block >= 0:
            return around._replace(
                page=number,
                language=_text(self._value(known, "/Lang")) or around.language,
                text=_first(_text(self._value(known, "/ActualText")), around.text),
            )
        sections = around.sections + (kind in _SECTIONS)
        self._blocks.append(self._block(known, kind, around.block, sections))
        return _Around(len(self._blocks) - 1, number, sections)

    def _page(self, given: Any) -> int:
        return self._pages.get(given, -1) if isinstance(given, str) else -1

    def _kind(self, name: str) -> str:
        """The standard type of an element, resolved through the role map.

        Some programs truncate type names, and others the names in the role map.
        """
        if name not in self._kinds:
            kind = name
            for _ in range(_ROLES):
                if kind in _STANDARD:
                    break
                whole = [role for role in self._roles if role.startswith(kind)]
                if kind not in self._roles and len(whole) != 1:
                    break
                kind = self._roles.get(kind) or self._roles[whole[0]]
            self._kinds[name] = kind
        return self._kinds[name]

    def _block(self, known: Mapping[str, Any], kind: str, parent: int, sections: int) -> Block:
        index = len(self._blocks)
        if name := self._value(known, "/ID"):
            self._ids[str(name)] = index
        if known.keys().isdisjoint(_SAYING):
            return Block(kind, parent, _level(kind, sections))
        said = self._attributes(known)
        headers = self._value(said, "/Headers")
        if isinstance(headers, list):
            self._headers[index] = [str(self._resolved(head)) for head in headers]
        return Block(
            kind,
            parent,
            _level(kind, sections),
            language=_text(self._value(known, "/Lang")),
            text=_text(self._value(known, "/ActualText")),
            alternative=_text(self._value(known, "/Alt")),
            rows=_span(self._value(said, "/RowSpan")),
            columns=_span(self._value(said, "/ColSpan")),
            scope=_name(self._value(said, "/Scope")),
            numbering=_name(self._value(said, "/ListNumbering")),
        )

    def _attributes(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """The attributes of an element: its own override those of its classes."""
        classes = [self._resolved(name) for name in self._list(known, "/C")]
        named = [name for name in classes if isinstance(name, str) and name in self._classes]
        given = [one for name in named for one in self._list(self._classes, name)]
        said: dict[str, Any] = {}
        for one in (*given, *self._list(known, "/A")):
            values = self._resolved(one)
            if isinstance(values, dict):
                said |= values
        return said


_END = object()
_SAYING = frozenset(("/A", "/C", "/Lang", "/ActualText", "/Alt"))
#: What reading a damaged tree raises.
_DAMAGED = (
    pikepdf.PdfError, msgspec.DecodeError, ValueError, TypeError, KeyError, RuntimeError,
)  # fmt: skip
_decode = msgspec.json.Decoder().decode


def _plain(value: pikepdf.Object) -> Any:
    """A value without the library's types.

    A name is `/P`; a string is `u:` and its text, or `b:` and its bytes in hexadecimal digits; a
    reference is `12 0 R`.

    Source: https://qpdf.readthedocs.io/en/stable/json.html
    """
    return _decode(value.to_json(dereference=True))


def _reference(value: pikepdf.Object) -> str:
    number, generation = value.objgen
    return f"{number} {generation} R"


def _is_reference(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and value[-1:] == "R" and value[:1].isdecimal()


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    if value.startswith("b:"):
        return str(pikepdf.String(bytes.fromhex(value[2:])))
    return value[2:] if value.startswith("u:") else None


def _first(text: str | None, other: str | None) -> str | None:
    return other if text is None else text


def _name(value: Any) -> str | None:
    return value[1:] if isinstance(value, str) and value.startswith("/") else None


def _span(value: Any) -> int:
    return max(1, value) if isinstance(value, int) else 1


def _level(kind: str, sections: int) -> int:
    """The level of a heading: its own, or for a plain `H` the depth of its section."""
    if kind == "H":
        return max(1, sections)
    if kind == "Title":
        return 1
    return int(kind[1:]) if kind[:1] == "H" and kind[1:].isdecimal() else 0


# --- trust --------------------------------------------------------------------------------


def judged(tags: Tags, pages: Sequence[Page], unknown: int) -> Tags:
    """Tags with their coverage of the document, and whether they can be trusted.

    Args:
        tags: as returned by `read_tree`.
        pages: all pages of the document.
        unknown: number of marked contents on the pages that are missing from the tree.
    """
    sizes: dict[int, int] = defaultdict(int)
    for page in pages:
        for word in words_on(page):
            sizes[word.content] += len(word.text)
    total = sum(sizes.values()) or 1
    furniture, bare = sizes[ARTIFACT], sizes[UNMARKED]
    marked = 1 - bare / total
    doubts = [tags.doubt] if tags.doubt else []
    if marked < _TAGGED:
        doubts.append(f"{1 - marked:.0%} of the characters are not tagged")
    if furniture > (1 - _NOT_FURNITURE) * total:
        doubts.append(f"{furniture / total:.0%} of the characters are tagged as page furniture")
    if unknown > (1 - _KNOWN) * (unknown + len(tags.contents)):
        doubts.append(f"{unknown} marked contents are missing from the structure tree")
    doubts += _of_order(tags, pages)
    doubts += _of_size(tags, pages, sizes, total)
    return replace(tags, marked=round(marked, 4), doubt="; ".join(doubts))


def share_marked(page: Page) -> float:
    """The share of a page's characters that are tagged."""
    total = sum([len(word.text) for word in words_on(page)])
    bare = sum([len(word.text) for word in words_on(page) if word.content == UNMARKED])
    marked = total - bare
    return round(marked / total, 4) if total else 0.0


def words_on(page: Page) -> Iterator[Word]:
    """All words of a page, with those of its frames last."""
    return chain.from_iterable([line.words for line in chain(page.lines, *page.insets)])


def _of_order(tags: Tags, pages: Sequence[Page]) -> Iterator[str]:
    """A doubt if the text within blocks does not run down the page."""
    steps = back = 0
    for page in pages:
        firsts: dict[int, Box] = {}
        for word in words_on(page):
            if word.content not in firsts and word.content >= 0 and word.box is not None:
                firsts[word.content] = word.box
        lasts: dict[int, Box] = {}
        for content, after in sorted(firsts.items()):
            block = tags.contents[content]
            before = lasts.get(block)
            if before is not None:
                steps += 1
                # A new column starts above the end of the previous one, and beside it.
                back += after.bottom < before.top and after.x0 < before.x1
            lasts[block] = after
    if back > (1 - _GOING_ON) * steps:
        yield f"in {back} of {steps} places the text of a block goes back up the page"


def _of_size(
    tags: Tags, pages: Sequence[Page], sizes: Mapping[int, int], total: int
) -> Iterator[str]:
    """A doubt if a single paragraph claims most of a document.

    Args:
        tags: the document's tags.
        pages: its pages.
        sizes: the characters of each marked content.
        total: all characters of the document.
    """
    of_block: Counter[int] = Counter()
    for content, size in sizes.items():
        if content >= 0:
            of_block[tags.contents[content]] += size
    for block, size in of_block.most_common(1):
        holding = (page for page in pages if _is_on(block, tags, page))
        if size > _OF_ONE_BLOCK * total and len(list(holding)) > _PAGES_OF_ONE_BLOCK:
            yield f"one block holds {size / total:.0%} of the characters"


def _is_on(block: int, tags: Tags, page: Page) -> bool:
    return any(tags.block_of(word.content) == block for word in words_on(page))
