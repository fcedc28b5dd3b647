"""Printed lines of a tagged PDF: its tags say which words are a paragraph, a note or a cell.

Tags separate blocks better than any geometry: a cell is read to its end before the next, and a
paragraph continues across pages. They are less reliable about what kind a block is, since programs
tag as plain paragraphs whatever an author made bold or put between tabs. So each block takes its
extent from the tags, and its role from the tags if they name one (headings, notes, cells, page
furniture), otherwise from the layout of its words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import attrgetter

from msgspec.structs import replace as changed

from pipeline.cached import cached_property, knowing
from pipeline.languages.base import Layout
from pipeline.pages.page import (
    ARTIFACT,
    Line,
    Page,
    Tags,
    Word,
    commonest_size,
    sizes_of,
    text_of,
)
from pipeline.paragraphs.printed import (
    ITEM,
    LONGEST_HEADING,
    LONGEST_SENTENCE,
    Printed,
    has_leader,
    heads_contents,
    is_closed,
    is_sentence,
    marked_level,
    note_mark,
    opens_number,
)

#: Level of a heading without a number: a plain one, and the deepest that a tag can give.
_PLAIN_LEVEL, _DEEPEST = 3, 6
#: Share of a table's characters in cells that are sentences from which it is not a table of
#: numbers.
_OF_SENTENCES = 0.6

#: Share of the text's width from which a sentence among cells is a paragraph.
_WIDE = 0.7
#: Share of the running text's size below which type is small.
_SMALL = 0.93
#: A heading that is only the number of the next heading: `II`, `Subprogramme 4`.
_BARE_NUMBER = re.compile(r"(?:\w+\s){0,2}(?:[IVXLC]+|\d{1,2}|[A-Z])[.:]?")
#: Points by which words in one row of a table may differ in height.
_SAME_ROW = 3.0
_HEADINGS = frozenset(("H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"))
_CELLS = frozenset(("TD", "TH"))
_NOTES = frozenset(("Note", "FENote"))


@dataclass
class _Unit:
    """What belongs together according to the tags: a paragraph, a list item with its label, a cell.

    `table` and `frame` are the indexes of the enclosing table or frame. `lines` are its lines by
    page, each with its words in reading order. `opinion` is a line with the role that the layout
    gives most of its words; None for furniture.
    """

    kind: str
    level: int = 0
    table: int = -1
    frame: int = -1
    lines: list[tuple[int, list[Word]]] = field(default_factory=list)
    opinion: Printed | None = None

    @property
    def words(self) -> Iterator[Word]:
        return chain.from_iterable(words for _, words in self.lines)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each line."""
        return [text_of(words) for _, words in self.lines]

    @cached_property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        return commonest_size(sizes_of(tuple(self.words)))

    @property
    def width(self) -> float:
        """The width of its widest line, in points."""
        return max(
            (
                max(word.box.x1 for word in words if word.box)
                - min(word.box.x0 for word in words if word.box)
                for _, words in self.lines
                if any(word.box for word in words)
            ),
            default=0.0,
        )


@dataclass(frozen=True, slots=True)
class _Text:
    """Properties of a document's running text.

    Attributes:
        width: of its lines, in points.
        size: of its font.
        in_sentences: the tables whose cells are sentences.
        summaries: the frames that contain a summary.
    """

    width: float
    size: float
    in_sentences: frozenset[int]
    summaries: frozenset[int]


def lines_of_tags(
    pages: Sequence[Page], tags: Tags, roles: Mapping[int, Printed], body: float, layout: Layout
) -> list[Printed]:
    """The lines of a tagged PDF in tag order.

    Args:
        pages: the document's pages.
        tags: the document's tags, which must be trusted.
        roles: the line that the layout has each word in, by the word's identity.
        body: the size of the document's running text.
        layout: the layout of the document's language.
    """
    units = _units(pages, tags, roles)
    _group_bare_cells(units)
    page_of_text = _Text(
        _text_width(pages), body, _tables_of_sentences(units), _summaries(units, layout)
    )
    lines: list[Printed] = []
    previous: _Unit | None = None
    captioned = in_contents = False
    for unit in units:
        role, level = _role(unit, layout, page_of_text)
        if role == "furniture":
            continue
        if role == "heading":
            in_contents = heads_contents(unit.text, layout)
        elif in_contents and unit.opinion is not None and unit.opinion.role == "table":
            role = "table"
        # A table's title may be in several headings: its number, its words, its unit.
        caption = layout.caption.match(unit.text) is not None and role != "cell"
        deeper = role == "heading" and unit.level >= _level_of(previous)
        captioned = caption or (captioned and deeper)
        if role == "heading" and captioned:
            role = "table"
        above = lines[-1] if lines else None
        new = list(_printed(unit, role, level, roles, previous, above, starts_table=caption))
        if above is not None and _goes_on(above, previous, new[0], unit, roles):
            new[0] = changed(new[0], starts=False, apart=False, begins=False)
        if above is not None and _is_of_row(above, new[0]):
            new[0] = changed(above, words=(*above.words, *new[0].words))
            lines.pop()
        lines += new
        previous = unit
    return lines


def _is_of_row(above: Printed, line: Printed) -> bool:
    """Whether a cell of a table of numbers is in the same row as the previous cell."""
    if above.role != "table" or line.role != "table" or above.page != line.page or line.starts:
        return False
    last, first = above.words[-1].box, line.words[0].box
    return (
        last is not None and first is not None and first.x0 > last.x0
        and abs(first.bottom - last.bottom) < _SAME_ROW
    )  # fmt: skip


def _level_of(unit: _Unit | None) -> int:
    return unit.level if unit is not None else 0


def _goes_on(
    above: Printed,
    previous: _Unit | None,
    line: Printed,
    unit: _Unit,
    roles: Mapping[int, Printed],
) -> bool:
    """Whether a unit continues the previous one although the tags separate them.

    Some programs tag each printed line as an item. A heading's number may be tagged as a heading of
    its own (`II`, `Subprogramme 4`).
    """
    if above.role != line.role or previous is None:
        return False
    first = next(unit.words)
    seen = roles.get(id(first))
    by_layout = seen is not None and seen.role == line.role and not seen.starts
    if line.role in ("title", "masthead"):
        return by_layout
    if line.role == "heading":
        number = _BARE_NUMBER.fullmatch(previous.text) is not None
        return unit.kind == previous.kind and above.page == line.page and (number or by_layout)
    text = unit.text
    if line.role != "body" or is_closed(previous.text) or opens_number(text) or ITEM.match(text):
        return False
    return by_layout or (seen is not None and seen.role == "body" and seen.words[0] is not first)


def _text_width(pages: Sequence[Page]) -> float:
    """The width of lines of running text: nine out of ten lines are no wider."""
    widths = sorted(line.right - line.indent for page in pages for line in page.lines)
    return widths[len(widths) * 9 // 10] if widths else 0.0


# --- units --------------------------------------------------------------------------------


def _units(pages: Sequence[Page], tags: Tags, roles: Mapping[int, Printed]) -> list[_Unit]:
    """The units of a document in tag order, without page furniture."""
    frames = _frames(tags)
    heads = [_head(index, tags, frames) for index in range(len(tags.blocks))]
    found: dict[tuple[int, int, int], _Unit] = {}
    for page in pages:
        last = -1
        for inset, line in _lines(page):
            by_unit: dict[int, list[Word]] = defaultdict(list)
            for content, marked in groupby(line.words, key=attrgetter("content")):
                if content == ARTIFACT:
                    continue
                block = tags.block_of(content)
                # Untagged text goes with what is printed before it.
                last = heads[block] if block >= 0 else last
                by_unit[last] += marked
            for head, words in by_unit.items():
                # A frame's text is separate, whatever block contains it.
                key = (head, page.number if inset else 0, inset)
                unit = found.get(key)
                if unit is None:
                    unit = found[key] = _new_unit(head, tags, frames)
                unit.lines.append((page.number, words))
    for unit in found.values():
        unit.lines.sort(key=_place)
        unit.opinion = _opinion(unit, roles)
    return [found[key] for key in sorted(found)]


def _lines(page: Page) -> Iterator[tuple[int, Line]]:
    """The lines of a page, each with the number of its frame, or 0."""
    yield from ((0, line) for line in page.lines)
    for number, inset in enumerate(page.insets, start=1):
        yield from ((number, line) for line in inset)


def _place(line: tuple[int, list[Word]]) -> tuple[int, int]:
    """Sort key for a line of a unit: by page, then in the order of the marks."""
    page, words = line
    return page, min([word.content for word in words if word.content >= 0], default=0)


def _frames(tags: Tags) -> frozenset[int]:
    """Tables with a single column, which are frames around text."""
    cells: Counter[int] = Counter(
        block.parent for block in tags.blocks if block.kind in _CELLS and block.parent >= 0
    )
    tables: dict[int, int] = {}
    for row, number in cells.items():
        around = row
        while around >= 0 and tags.blocks[around].kind != "Table":
            around = tags.blocks[around].parent
        tables[around] = max(number, tables.get(around, 0))
    return frozenset(table for table, columns in tables.items() if columns == 1 and table >= 0)


def _head(index: int, tags: Tags, frames: frozenset[int]) -> int:
    """The block that a block is read with: its list item, its cell, its figure."""
    around = index
    while around >= 0 and around not in frames:
        around = tags.blocks[around].parent
    framed = around >= 0
    head = index
    block = index
    first = True
    while block >= 0:
        kind = tags.blocks[block].kind
        if (
            (kind in _CELLS and not framed)
            or kind in ("Figure", "TOCI", "Formula")
            or kind in _NOTES
        ):
            return block
        if kind == "LI" and first:
            head = block
        # The first paragraph of an item goes with its label.
        parent = tags.blocks[block].parent
        if parent >= 0 and tags.blocks[parent].kind == "LBody":
            first = first and parent == block - 1
        if kind in ("L", "Table"):
            first = False
        block = parent
    return head


def _new_unit(head: int, tags: Tags, frames: frozenset[int]) -> _Unit:
    if head < 0:
        return _Unit("P")
    block = tags.blocks[head]
    unit = _Unit(block.kind, block.level)
    around = head
    while around >= 0:
        if around in frames:
            unit.frame, unit.table = around, -1
        elif tags.blocks[around].kind == "Table":
            unit.table = around
        around = tags.blocks[around].parent
    return unit


def _group_bare_cells(units: Sequence[_Unit]) -> None:
    """Number the tables whose cells are tagged as plain paragraphs, from -2 downwards."""
    number = -1
    within = False
    for unit in units:
        opinion = unit.opinion if unit.table == -1 and unit.frame == -1 else None
        bare = opinion is not None and opinion.role in {"table", "box"}
        bare = bare and unit.kind not in _NOTES | _HEADINGS
        if bare:
            number -= not within
            unit.table = number
        within = bare


def _tables_of_sentences(units: Sequence[_Unit]) -> frozenset[int]:
    """Tables in which most characters are in cells that are sentences."""
    total: Counter[int] = Counter()
    long: Counter[int] = Counter()
    contents = {unit.table for unit in units if unit.table != -1 and has_leader(unit.text)}
    for unit in units:
        if unit.table != -1 and unit.table not in contents:
            text = unit.text
            total[unit.table] += len(text)
            long[unit.table] += len(text) if is_sentence(text) else 0
    return frozenset(table for table in total if long[table] > _OF_SENTENCES * total[table])


def _summaries(units: Sequence[_Unit], layout: Layout) -> frozenset[int]:
    """Frames that begin with the heading of a summary."""
    found: set[int] = set()
    before = -1
    seen: set[int] = set()
    for unit in units:
        if unit.frame >= 0 and unit.frame not in seen:
            seen.add(unit.frame)
            # A frame that continues on the next page is a new frame there.
            if before in found or layout.summary.fullmatch(unit.text.rstrip("* ")):
                found.add(unit.frame)
        before = unit.frame
    return frozenset(found)


# --- roles --------------------------------------------------------------------------------


def _role(  # noqa: C901, PLR0912
    unit: _Unit, layout: Layout, body: _Text
) -> tuple[str, int]:
    """The role of a unit, and the level of a heading."""
    text, opinion = unit.text, unit.opinion
    seen = opinion.role if opinion is not None else "furniture"
    if unit.kind in _NOTES:
        return "note", 0
    if has_leader(text):
        return "table", 0
    if seen in ("masthead", "title"):
        return seen, 1
    if layout.summary.fullmatch(text) or layout.annex.fullmatch(text):
        return "heading", 1
    if unit.frame >= 0 and unit.frame not in body.summaries and unit.table == -1:
        return "cell", 0
    if unit.kind in _CELLS:
        whole = unit.table in body.in_sentences and (unit.kind == "TD" or is_sentence(text))
        return ("cell" if whole and not layout.caption.match(text) else "table"), 0
    if unit.kind in ("Figure", "TOCI"):
        return "table", 0
    if unit.kind in _HEADINGS:
        long = opens_number(text) and len(text) > LONGEST_SENTENCE and seen != "heading"
        is_text = len(text) > LONGEST_HEADING or long
        if not is_text:
            return "heading", _level(text, unit, opinion, layout)
        return "body", 0
    if seen == "box":
        return "cell", opinion.level if opinion is not None else 0
    if seen == "heading" and opinion is not None and len(text) <= LONGEST_HEADING:
        return "heading", marked_level(text, layout) or opinion.level
    if seen == "note":
        return ("note" if note_mark(text) else "body"), 0
    if seen == "table":
        if layout.caption.match(text) or not is_sentence(text):
            return "table", 0
        plain = unit.width > _WIDE * body.width and unit.size > _SMALL * body.size
        if plain:
            return "body", 0
        return ("cell" if unit.table in body.in_sentences else "table"), 0
    return ("body" if seen == "heading" else seen), 0


def _opinion(unit: _Unit, roles: Mapping[int, Printed]) -> Printed | None:
    """A line with the role that the layout gives most of a unit's words; None for furniture."""
    first: dict[str, Printed | None] = {}
    last: Printed | None = None
    for line in map(roles.get, map(id, unit.words)):
        if line is not last or not first:
            first.setdefault(_role_seen(line), line)
            last = line
    if len(first) > 1:
        characters: Counter[str] = Counter()
        for word in unit.words:
            characters[_role_seen(roles.get(id(word)))] += len(word.text)
        return first[max(first, key=characters.__getitem__)]
    return next(iter(first.values()), None)


def _role_seen(line: Printed | None) -> str:
    return line.role if line is not None else "furniture"


def _level(text: str, unit: _Unit, opinion: Printed | None, layout: Layout) -> int:
    """A heading's depth: by its number, else by the layout, else by its tag."""
    marked = marked_level(text, layout)
    if marked is not None:
        return marked
    if opinion is not None and opinion.role == "heading":
        return opinion.level
    return _PLAIN_LEVEL + min(unit.level, _DEEPEST)


# --- lines --------------------------------------------------------------------------------


def _printed(  # noqa: PLR0913, PLR0917
    unit: _Unit,
    role: str,
    level: int,
    roles: Mapping[int, Printed],
    previous: _Unit | None,
    above: Printed | None,
    *,
    starts_table: bool,
) -> Iterator[Printed]:
    """The lines of a unit; a cell of numbers is one line."""
    if role == "table":
        follows = above is not None and above.role == "table"
        same = previous is not None and previous.table == unit.table
        for index, (page, words) in enumerate(_by_page(unit)):
            starts = index == 0 and (starts_table or not (follows and same))
            yield Printed("table", page, tuple(words), starts)
        return
    for index, ((page, words), text) in enumerate(zip(unit.lines, unit.texts, strict=True)):
        seen = roles.get(id(words[0]))
        first = index == 0
        line = Printed(
            "box" if role == "cell" else role,
            page,
            tuple(_first_apart(words)),
            starts=first or (seen is not None and seen.starts and _begins_within(role, seen)),
            level=level,
            fills=seen.fills if seen is not None else True,
            inset=False,
            apart=first,
            begins=first,
            aside=first and seen is not None and seen.aside,
        )
        yield knowing(line, text=text)


def _begins_within(role: str, seen: Printed) -> bool:
    """Whether a line within a unit starts an item, or one of several notes tagged as one."""
    return seen.role == "note" if role == "note" else ITEM.match(seen.text) is not None


def _first_apart(words: Sequence[Word]) -> Sequence[Word]:
    """A line's words, with the first no longer joined to what is beside it."""
    return [changed(words[0], joined=False), *words[1:]] if words[0].joined else words


def _by_page(unit: _Unit) -> list[tuple[int, list[Word]]]:
    pages: dict[int, list[Word]] = defaultdict(list)
    for page, words in unit.lines:
        pages[page] += _first_apart(words)
    return list(pages.items())
