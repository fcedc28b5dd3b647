"""The structure tree of a PDF: its blocks in order, and the marked content in each.

A tagged PDF says which characters form a paragraph, a heading, a note or a cell, and which are page
furniture (ISO 32000-1, 14.7 and 14.8). pikepdf reads the tree. Whatever program wrote it may have
cut it off, made it circular, or described something else than the pages show. `Tags.doubt` then
says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, NamedTuple

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
    root = _dictionary(pdf.Root.get("/StructTreeRoot"))
    if root is None:
        return None
    walk = _Walk(pdf, root)
    try:
        walk.run()
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as problem:
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
        # In pikepdf's types, `objgen` can be any object.
        self._pages: dict[Any, int] = {page.objgen: at for at, page in enumerate(pdf.pages)}
        self._root = root
        self._roles = _names_of(_dictionary(root.get("/RoleMap")))
        self._classes = _dictionary(root.get("/ClassMap"))
        self._kinds: dict[str, str] = {}
        self._seen: set[tuple[int, int]] = {root.objgen} if root.is_indirect else set()
        self._ids: dict[bytes, int] = {}
        self._headers: dict[int, list[bytes]] = {}
        self._blocks: list[Block] = []
        self._contents: list[int] = []
        self._texts: dict[int, str] = {}
        self._languages: dict[int, str] = {}
        self._count = 0
        self.places: dict[Place, int] = {}
        self.doubts: list[str] = []

    def run(self) -> None:
        waiting = [(_children(_names_and_values(self._root)), _Around())]
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
            if isinstance(child, int):
                self._hold((around.page, 0, child), around)
            elif isinstance(child, pikepdf.Dictionary):
                known = _names_and_values(child)
                within = self._enter(child, known, around)
                if within is not None:
                    waiting.append((_children(known), within))

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

    def _enter(
        self, element: pikepdf.Dictionary, known: Mapping[str, Any], around: _Around
    ) -> _Around | None:
        """What holds within an element; None if it has no children.

        Args:
            element: an element, or a reference to marked content.
            known: its names and values.
            around: what holds around it.
        """
        page = known.get("/Pg")
        number = around.page if page is None else self._pages.get(page.objgen, -1)
        name = known.get("/S")
        if name is None:
            mark = known.get("/MCID")
            if isinstance(mark, int):
                stream = known.get("/Stm")
                self._hold((number, 0 if stream is None else stream.objgen[0], mark), around)
            return None
        if element.is_indirect:
            if element.objgen in self._seen:
                self.doubts.append("the structure tree has an element twice, or is circular")
                return None
            self._seen.add(element.objgen)
        kind = self._kind(str(name)[1:])
        if kind in _INLINE and around.block >= 0:
            return around._replace(
                page=number,
                language=_text(known.get("/Lang")) or around.language,
                text=_first(_text(known.get("/ActualText")), around.text),
            )
        sections = around.sections + (kind in _SECTIONS)
        self._blocks.append(self._block(known, kind, around.block, sections))
        return _Around(len(self._blocks) - 1, number, sections)

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
        if name := known.get("/ID"):
            self._ids[bytes(name)] = index
        if known.keys().isdisjoint(_SAYING):
            return Block(kind, parent, _level(kind, sections))
        said = self._attributes(known.get("/A"), known.get("/C"))
        headers = said.get("/Headers")
        if isinstance(headers, pikepdf.Array):
            self._headers[index] = [bytes(head) for head in headers if isinstance(head, _STRING)]
        return Block(
            kind,
            parent,
            _level(kind, sections),
            language=_text(known.get("/Lang")),
            text=_text(known.get("/ActualText")),
            alternative=_text(known.get("/Alt")),
            rows=_span(said.get("/RowSpan")),
            columns=_span(said.get("/ColSpan")),
            scope=_name(said.get("/Scope")),
            numbering=_name(said.get("/ListNumbering")),
        )

    def _attributes(self, own: Any, classes: Any) -> dict[str, Any]:
        """The attributes of an element: its own override those of its classes."""
        said: dict[str, Any] = {}
        if self._classes is not None:
            for name in _list(classes):
                if isinstance(name, pikepdf.Name):
                    for one in _list(self._classes.get(str(name))):
                        said |= _names_and_values(one)
        for one in _list(own):
            said |= _names_and_values(one)
        return said


_END = object()
_SAYING = frozenset(("/A", "/C", "/Lang", "/ActualText", "/Alt"))
_STRING = pikepdf.String


def _children(known: Mapping[str, Any]) -> Iterator[Any]:
    return iter(_list(known.get("/K")))


def _list(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    return list(value) if isinstance(value, pikepdf.Array) else (value,)


def _dictionary(value: Any) -> pikepdf.Dictionary | None:
    return value if isinstance(value, pikepdf.Dictionary) else None


def _names_and_values(value: Any) -> dict[str, Any]:
    return dict(value.items()) if isinstance(value, pikepdf.Dictionary) else {}


def _names_of(roles: pikepdf.Dictionary | None) -> dict[str, str]:
    named = _names_and_values(roles)
    return {k[1:]: str(v)[1:] for k, v in named.items() if isinstance(v, pikepdf.Name)}


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, _STRING) else None


def _first(text: str | None, other: str | None) -> str | None:
    return other if text is None else text


def _name(value: Any) -> str | None:
    return str(value)[1:] if isinstance(value, pikepdf.Name) else None


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
    total = bare = 0
    for line in chain(page.lines, *page.insets):
        for word in line.words:
            length = len(word.text)
            total += length
            if word.content == UNMARKED:
                bare += length
    marked = total - bare
    return round(marked / total, 4) if total else 0.0


def words_on(page: Page) -> Iterator[Word]:
    """All words of a page, with those of its frames last."""
    for line in chain(page.lines, *page.insets):
        yield from line.words


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
