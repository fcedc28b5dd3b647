"""Find the tables of numbers on a page: caption, header, body, closing rule, notes.

A table starts with rows in which numbers are separated from what is beside them. From there it
extends up to its header and caption and down to its closing rule and notes. Running text ends it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.figures.scripts import ARABIC, CYRILLIC_SMALL
from pipeline.languages.base import Layout
from pipeline.languages.tables import TableWords
from pipeline.pages.widths import is_wide
from pipeline.printed_tables.heads import is_year
from pipeline.printed_tables.numerals import NIL, Numeral, may_have_numeral, numeral
from pipeline.printed_tables.surface import APART, Chunk, Row, Rule, Surface, box_of

#: White space between a number and the words beside it, as a share of the font size.
_ISOLATED = 0.75
#: White space that splits a line of running text, as a multiple of the font size.
_PIECE = 1.2
#: Points by which type that is larger than a table's does not belong to the table.
_LARGER = 0.7
#: Points by which the ends of a table's rules may differ.
_EDGE = 9.0
#: Space between lines of a paragraph, as a multiple of the font size.
_LINE = 1.5
#: Points: maximum height of a header, and maximum distance between two rows of numbers.
_HEAD, _REACH = 170.0, 200.0
#: Group headers that may come between a header and the first numbers.
_GROUPS = 3
#: What a tab separates from running text: a number, a letter, a bullet.
_LABEL = re.compile(r"\(?[\w.]{1,8}[.)]?|[•●–—-]")
LEADER = re.compile(r"(?:[.․…]\s?){5,}")
_IN_BRACKETS = re.compile(r"[(（\[].*[)）\]]")
_MARK = re.compile(rf"[a-z]{{1,2}}|\*{{1,4}}|\d{{1,2}}|[†‡§]|[{CYRILLIC_SMALL}]|[{ARABIC}]")
_FURNITURE = re.compile(
    r"\*?\d{2}-?\d{5}[A-Z]?\*?(?:\s*\([A-Z]\))?(?:\s+\d{6})?|\d{1,3}\s*/\s*\d{1,3}|[-–—]?\s?\d{1,3}\s?[-–—]?"
    r"|[A-Z][A-Z0-9.]*(?:/[A-Za-z0-9.()*\[\]-]+)+\*?|[ivxlc]+"
)
#: Shares of a page's height that contain only furniture and notes.
_HEADER, _FOOTER = 0.09, 0.93
_EDGE_OF_TEXT = 0.125
#: Share of a landscape page's width at its sides that contains its header and footer.
_SIDE = 0.065


@dataclass(slots=True)
class Region:
    """A table, or the part of it on one page.

    Attributes:
        surface: its page.
        caption: number and title, and the unit note, from the top.
        rows: from its first header row to its last row.
        rules: the rules above, within and below it.
        notes: the rows of its notes.
        opens: whether nothing is above it on its page, so that it may continue the one before.
        ends: whether nothing is below it on its page.
    """

    surface: Surface
    caption: list[Row]
    rows: list[Row]
    rules: list[Rule]
    notes: list[Row] = field(default_factory=list)
    opens: bool = False
    ends: bool = False

    @property
    def x0(self) -> float:
        """Left edge."""
        return min([row.x0 for row in self.rows] + [rule.x0 for rule in self.rules])

    @property
    def x1(self) -> float:
        """Right edge."""
        return max([row.x1 for row in self.rows] + [rule.x1 for rule in self.rules])


@dataclass(frozen=True, slots=True)
class Measures:
    """Size and edges of a document's running text, in points."""

    body: float
    left: float
    right: float


def measured(surfaces: Sequence[Surface]) -> Measures:
    """Measure a document's running text."""
    rows = [row for surface in surfaces for row in surface.rows]
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    long = [
        row
        for row in rows
        if abs(row.size - body) < 0.3 and len(row.text) > 50 and row.pieces(_PIECE) == 1
    ]
    lefts = Counter(round(row.x0) for row in long)
    rights = Counter(round(row.x1) for row in long)
    left = lefts.most_common(1)[0][0] if lefts else 0
    right = rights.most_common(1)[0][0] if rights else 0
    return Measures(body, left, right)


def without_furniture(rows: Sequence[Row], width: float, height: float) -> list[Row]:
    """The rows without page numbers, symbols and running heads."""
    if width > height:
        kept = [_without_sides(row, width) for row in rows]
        return [row for row in kept if row is not None and not _is_furniture(row, height)]
    return [
        row
        for row in rows
        if _HEADER * height < row.top < _FOOTER * height and not _is_furniture(row, height)
    ]


def _without_sides(row: Row, width: float) -> Row | None:
    """A row of a landscape page without what is left of its header and footer at the sides.

    None if nothing else is in it.
    """
    kept = tuple(
        word
        for word in row.words
        if _SIDE * width < box_of(word).x0 and box_of(word).x1 < (1 - _SIDE) * width
    )
    if not kept:
        return None
    return row if len(kept) == len(row.words) else Row(row.page, kept)


def _may_have_number(row: Row) -> bool:
    """Whether it is worth the time to read the pieces of a row; most are of words alone."""
    return row.has_raised or may_have_numeral(row.text)


def _is_furniture(row: Row, height: float) -> bool:
    if _EDGE_OF_TEXT * height < row.top < 0.9 * height:
        return False
    return all(_FURNITURE.fullmatch(chunk.text) for chunk in row.split(_PIECE))


class Finder:
    """Finds the tables of pages, one page at a time."""

    def __init__(self, measures: Measures, layout: Layout, words: TableWords) -> None:
        self._measures = measures
        self._layout = layout
        self._words = words

    def regions(self, surface: Surface) -> list[Region]:
        """The regions of a page that look like tables of numbers, from the top."""
        rows = list(surface.rows)
        cellular = list(map(self._is_cellular, rows))
        if not any(cellular):
            return []
        prose = self._prose(rows)
        if surface.typed:
            prose = _without_long_heads(rows, prose, cellular)
        cellular = [own and not runs for own, runs in zip(cellular, prose, strict=True)]
        found: list[Region] = []
        taken = -1
        for first, last in self._bodies(surface, rows, prose, cellular):
            if first <= taken:
                continue
            region, taken = self._region(surface, rows, prose, cellular, first, last, taken)
            found.append(region)
        return found

    # -- what a row is

    def _prose(self, rows: Sequence[Row]) -> list[bool]:
        """Which rows are lines of running text."""
        flags: list[bool] = []
        for index, row in enumerate(rows):
            above = rows[index - 1] if index else None
            flags.append(self._is_prose(row, above, flags[-1] if flags else False))
        return flags

    def _is_prose(self, row: Row, above: Row | None, above_is_prose: bool) -> bool:
        measures = self._measures
        if row.size < measures.body - _LARGER:
            return False
        pieces = row.pieces(_PIECE)
        if pieces > 2 or (pieces == 2 and not _LABEL.fullmatch(next(row.split(_PIECE)).text)):
            return False
        width = measures.right - measures.left
        fills = row.x1 > measures.right - 0.12 * width and row.x1 - row.x0 > 0.6 * width
        if fills and len(row.words) > 5:
            return True
        follows = above is not None and row.top - above.top < _LINE * row.size
        same = above is not None and abs(row.x0 - above.x0) < 40
        return bool(above_is_prose and follows and same and self._numbers(row) == 0)

    def numeral(self, chunk: Chunk) -> Numeral | None:
        """Read a piece of a row as a number; None if it is words."""
        return numeral(chunk.text, self._words)

    def _numbers(self, row: Row) -> int:
        if not _may_have_number(row):
            return 0
        return sum(self.numeral(chunk) is not None for chunk in row.chunks)

    def _is_cellular(self, row: Row) -> bool:
        """Whether a row has numbers that are separated from other text."""
        if not _may_have_number(row):
            return False
        if row.pieces(APART) == 1 and row.x0 <= self._measures.left + 60:
            return False
        chunks = row.chunks
        if not any(self.numeral(chunk) for chunk in chunks) or LEADER.search(row.text):
            return False
        if len(chunks) == 1:
            return chunks[0].text not in NIL
        for index, chunk in enumerate(chunks):
            if self.numeral(chunk) is None or index == 0:
                continue
            before = chunks[index - 1]
            clear = self.numeral(before) is not None or chunk.x0 - before.x1 > _ISOLATED * row.size
            after = chunks[index + 1] if index + 1 < len(chunks) else None
            open_after = (
                after is None
                or self.numeral(after) is not None
                or after.x0 - chunk.x1 > _ISOLATED * row.size
            )
            if clear and open_after:
                return True
        return False

    def _is_head(self, row: Row) -> bool:
        """Whether there are only words in several columns."""
        return row.pieces(_PIECE) > 2 and self._numbers(row) == 0

    def _is_years(self, row: Row) -> bool:
        """Whether the numbers of a row are years, which are headers."""
        numbers = [chunk.text for chunk in row.chunks if self.numeral(chunk) is not None]
        return all(map(is_year, numbers))

    def _is_caption(self, row: Row) -> bool:
        if not self._layout.caption.match(row.text):
            return self._words.number.match(row.text) is not None
        return True

    def _is_note(self, row: Row) -> bool:
        first = row.words[0]
        marked = first.raised and _MARK.fullmatch(first.text) is not None
        words = len(row.words) > 2 or is_wide(row.words[-1].text[0])
        return (marked and words) or self._words.note.match(row.text) is not None

    def _breaks(self, row: Row, size: float, is_prose: bool) -> bool:
        """Whether a row cannot be within a table of a given font size."""
        if is_prose or self._is_caption(row) or self._is_note(row):
            return True
        return row.size > size + _LARGER and self._numbers(row) == 0

    # -- bodies

    def _bodies(
        self,
        surface: Surface,
        rows: Sequence[Row],
        prose: Sequence[bool],
        cellular: Sequence[bool],
    ) -> list[tuple[int, int]]:
        """First and last row with numbers of each table."""
        bodies: list[tuple[int, int]] = []
        for index, is_cellular in enumerate(cellular):
            if not is_cellular:
                continue
            if bodies:
                first, last = bodies[-1]
                size = max(rows[last].size, rows[index].size)
                between = range(last + 1, index)
                broken = any(self._breaks(rows[k], size, prose[k]) for k in between)
                if surface.typed and not all(map(self._is_years, rows[first : last + 1])):
                    broken = broken or any(self._is_head(rows[k]) for k in between)
                near = rows[index].top - rows[last].bottom < _REACH
                larger = abs(rows[index].size - rows[last].size) > 1.9
                if (
                    not broken
                    and near
                    and not larger
                    and not self._restarts(surface, rows, last, index)
                ):
                    bodies[-1] = (first, index)
                    continue
            bodies.append((index, index))
        return bodies

    def _restarts(self, surface: Surface, rows: Sequence[Row], last: int, index: int) -> bool:
        """Whether a table closes and another one has its caption between two rows with numbers.

        There is only text between the closing rule and the next one, and a header follows.
        """
        low, high = rows[last].bottom - 2, rows[index].top + 2
        rules = [r for r in surface.rules if low <= r.y <= high and r.length > 100]
        for upper, lower in itertools.pairwise(rules):
            inside = [r for r in rows[last + 1 : index] if upper.y - 1 < r.top < lower.y]
            below = [r for r in rows[last + 1 : index] if r.top > lower.y - 1]
            alone = all(row.pieces(_PIECE) == 1 for row in inside)
            bold = any(row.bold for row in inside)
            if inside and alone and bold and below and upper.thickness > 0.9:
                return True
        return False

    # -- regions

    def _region(  # noqa: PLR0913, PLR0917
        self,
        surface: Surface,
        rows: Sequence[Row],
        prose: Sequence[bool],
        cellular: Sequence[bool],
        first: int,
        last: int,
        taken: int,
    ) -> tuple[Region, int]:
        size = Counter(rows[k].size for k in range(first, last + 1) if cellular[k])
        type_size = size.most_common(1)[0][0]

        def fits(k: int) -> bool:
            return k > taken and not self._breaks(rows[k], type_size, prose[k])

        start = self._start(surface, rows, first, last, fits)
        end = self._end(surface, rows, start, last, fits)
        rules = _rules_between(surface, rows, start, end)
        region = Region(surface, [], list(rows[start : end + 1]), rules)
        region.opens = start == 0
        top = start - 1
        caption: list[Row] = []
        while top > taken and len(caption) < 8 and self._is_captions(rows, top, caption, region):
            caption.insert(0, rows[top])
            top -= 1
        region.caption = self._trimmed(caption)
        region.opens = region.opens and not region.caption
        bottom = self._notes(rows, end, type_size, region)
        region.ends = all(
            self._is_footnote(rows[k], type_size) for k in range(bottom + 1, len(rows))
        )
        return region, bottom

    def _is_footnote(self, row: Row, size: float) -> bool:
        del size
        return row.size < self._measures.body - _LARGER or bool(re.fullmatch(r"_+", row.text))

    def _start(
        self,
        surface: Surface,
        rows: Sequence[Row],
        first: int,
        last: int,
        fits: Callable[[int], bool],
    ) -> int:
        """The first row of the header."""
        ruled = _ruled_start(surface, rows, first, last, fits)
        if ruled < first:
            return ruled
        start = self._aligned_start(surface, rows, first, last, fits)
        if surface.typed and start == first:
            return self._start_over_groups(surface, rows, first, last, fits)
        return start

    def _start_over_groups(
        self,
        surface: Surface,
        rows: Sequence[Row],
        first: int,
        last: int,
        fits: Callable[[int], bool],
    ) -> int:
        """The first row of a header followed by group headers before the first numbers."""
        group = first
        while group > max(0, first - _GROUPS) and fits(group - 1):
            row = rows[group - 1]
            if row.pieces(_PIECE) > 1 or rows[group].top - row.bottom > 2 * row.size:
                break
            group -= 1
        start = self._aligned_start(surface, rows, group, last, fits)
        several = any(row.pieces(_PIECE) > 1 for row in rows[start:group])
        return start if several else first

    def _aligned_start(
        self,
        surface: Surface,
        rows: Sequence[Row],
        first: int,
        last: int,
        fits: Callable[[int], bool],
    ) -> int:
        """The first row of a header without a rule above it: rows placed over the columns."""
        x0 = min(row.x0 for row in rows[first : last + 1])
        start = first
        columns = [c for row in rows[first : last + 1] for c in row.chunks if self.numeral(c)]
        left = min((c.x0 for c in columns), default=x0)
        least = 1 if surface.typed else 2
        k = start - 1
        while k >= 0 and fits(k):
            row = rows[k]
            gap = rows[k + 1].top - row.bottom
            crossing = any(r.y for r in surface.rules if row.bottom - 3 < r.y < rows[k + 1].top + 3)
            pieces = list(row.split(_ISOLATED))
            if gap > (2.6 if crossing or len(pieces) > least else 1.6) * row.size:
                break
            over = [c for c in pieces if c.x1 > left - 6]
            if not over or (len(pieces) == 1 and pieces[0].x0 < left - 40):
                break
            k -= 1
        start = k + 1
        if start == first and k >= 0:
            # Rows at the top of a page that continue the previous page.
            p = first - 1
            while p >= 0 and fits(p) and rows[p].pieces(_PIECE) <= 2:
                p -= 1
            if p < 0 and rows[first].size < self._measures.body - _LARGER:
                return 0
        return start

    def _end(
        self,
        surface: Surface,
        rows: Sequence[Row],
        start: int,
        last: int,
        fits: Callable[[int], bool],
    ) -> int:
        """The last row of the body, which includes everything above the closing rule."""
        x0 = min(row.x0 for row in rows[start : last + 1])
        x1 = max(row.x1 for row in rows[start : last + 1])
        inner = [r for r in surface.rules if rows[start].top - 25 < r.y < rows[last].bottom]
        end = last
        k = last + 1
        ruled = bool(inner)
        while k < len(rows) and fits(k):
            k += 1
        for rule in surface.rules:
            if rule.y < rows[last].bottom - 2 or rule.length < 0.6 * (x1 - x0):
                continue
            inside = [j for j in range(last + 1, len(rows)) if rows[j].bottom < rule.y + 2]
            if inside and inside[-1] >= k:
                break
            if inner and (abs(rule.x0 - inner[0].x0) > _EDGE or abs(rule.x1 - inner[0].x1) > _EDGE):
                break
            end = max([end, *inside])
        if ruled and k == len(rows) and rows[last].size < self._measures.body - _LARGER:
            tail = range(end + 1, len(rows))
            if all(abs(rows[j].size - rows[last].size) < _LARGER for j in tail) and not any(
                r.y > rows[last].bottom - 2 for r in surface.rules
            ):
                end = len(rows) - 1
        return end

    # -- captions and notes

    def _is_captions(
        self, rows: Sequence[Row], k: int, caption: Sequence[Row], region: Region
    ) -> bool:
        """Whether row k belongs to the caption whose lower rows are known."""
        row = rows[k]
        top = (
            caption[0].top
            if caption
            else min([rule.y for rule in region.rules[:1]] + [region.rows[0].top])
        )
        gap = top - row.bottom
        text = row.text
        named = self._is_caption(row)
        if gap > 3.2 * row.size or row.pieces(2.5) > 1:
            return False
        if row.words[0].raised or row.size > self._measures.body + 1.6:
            return False
        aligned = abs(row.x0 - region.x0) < 12
        centred = abs((row.x0 + row.x1) / 2 - (region.x0 + region.x1) / 2) < 25
        if _IN_BRACKETS.fullmatch(text) and (aligned or centred or row.x1 > region.x1 - 12):
            return not caption or gap < 1.8 * row.size
        if not (aligned or centred):
            return False
        if named:
            return True
        if self._layout.heading.match(text) and not caption:
            return False
        titled = row.bold or (caption and not row.bold and self._named_above(rows, k))
        if not titled:
            return False
        under = next((r for r in caption if not _IN_BRACKETS.fullmatch(r.text)), None)
        return under is None or (gap < 0.7 * row.size and row.bold == under.bold) or named

    def _named_above(self, rows: Sequence[Row], k: int) -> bool:
        return k > 0 and self._is_caption(rows[k - 1]) and rows[k].top - rows[k - 1].top < 20

    def _trimmed(self, caption: list[Row]) -> list[Row]:
        """A caption from its number on, if it has one."""
        for index in range(len(caption) - 1, -1, -1):
            if self._is_caption(caption[index]):
                return caption[index:]
        return caption

    def _notes(self, rows: Sequence[Row], end: int, size: float, region: Region) -> int:
        """Add the notes below a table; returns the index of the last row that belongs to it."""
        k = end + 1
        note: Row | None = None
        while k < len(rows):
            row = rows[k]
            gap = row.top - rows[k - 1].bottom
            if _footnotes_begin(region, rows[k - 1], row):
                break
            if self._is_note(row) and row.size < self._measures.body + 0.3:
                if note is None and gap > 4 * row.size:
                    break
                if note is not None and gap > 2.5 * row.size:
                    break
                note = row
            elif (
                note is None
                or gap > 0.5 * row.size
                or row.size > note.size + 0.3
                or (row.x0 < note.x0 - 3 and row.x0 < region.x0 - 3)
            ):
                break
            region.notes.append(row)
            k += 1
        del size
        return k - 1


def _without_long_heads(
    rows: Sequence[Row], prose: Sequence[bool], cellular: Sequence[bool]
) -> list[bool]:
    """A long line between lines with numbers is a header in a text, which has one font size."""
    flags = list(prose)
    for index in range(1, len(rows) - 1):
        above, row, below = rows[index - 1 : index + 2]
        close = below.top - above.top < 2 * _LINE * row.size
        if prose[index] and close and cellular[index - 1] and cellular[index + 1]:
            flags[index] = prose[index - 1] or prose[index + 1]
    return flags


def _ruled_start(
    surface: Surface,
    rows: Sequence[Row],
    first: int,
    last: int,
    fits: Callable[[int], bool],
) -> int:
    """The first row below the highest rule above a table's first numbers that belongs to it."""
    x0 = min(row.x0 for row in rows[first : last + 1])
    x1 = max(row.x1 for row in rows[first : last + 1])
    above = [r for r in surface.rules if r.y < rows[first].top + 3 and r.length > 0.3 * (x1 - x0)]
    nearest = next((r for r in reversed(above) if r.x1 - r.x0 > 0.7 * (x1 - x0)), None)
    if nearest is None or rows[first].top - nearest.y >= _HEAD:
        return first
    start = first
    for rule in reversed(above):
        between = [k for k in range(first) if rows[k].top > rule.y - 1]
        if rows[first].top - rule.y > _HEAD or not all(fits(k) for k in between):
            break
        left = min(x0, nearest.x0) - 25 < rule.x0 < nearest.x0 + _EDGE
        right = nearest.x1 - _EDGE < rule.x1 < max(x1, nearest.x1) + 25
        if left and right:
            start = min([*between, first])
    return start


def _footnotes_begin(region: Region, above: Row, below: Row) -> bool:
    """Whether the short rule above footnotes is between two rows."""
    return any(
        above.bottom - 2 < rule.y < below.top + 3 and rule.length < 0.4 * (region.x1 - region.x0)
        for rule in region.surface.rules
    )


def _rules_between(surface: Surface, rows: Sequence[Row], start: int, end: int) -> list[Rule]:
    """The rules of a region, from the one above its first row to the one below its last."""
    above = rows[start - 1].bottom - 2 if start else 0.0
    below = rows[end + 1].top + 2 if end + 1 < len(rows) else surface.height
    x0 = min(row.x0 for row in rows[start : end + 1])
    x1 = max(row.x1 for row in rows[start : end + 1])
    near = [
        rule
        for rule in surface.rules
        if above <= rule.y <= below and rule.x0 < x1 + 20 and rule.x1 > x0 - 20
    ]
    top = [r for r in near if r.y < rows[start].top + 3][-1:]
    middle = [r for r in near if rows[start].top + 3 <= r.y <= rows[end].bottom - 3]
    bottom = [r for r in near if r.y > rows[end].bottom - 3][:1]
    return [*top, *middle, *bottom]
