"""Read the printed tables of a document from its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from msgspec.structs import replace as changed

from pipeline.cached import cached_property
from pipeline.figures.kinds import COUNT, MONEY
from pipeline.languages.base import Language
from pipeline.languages.tables import TableWords
from pipeline.pages.direction import is_right_to_left, mirrored
from pipeline.pages.page import Box, Page, Word
from pipeline.paragraphs.spans import Spans
from pipeline.printed_tables.bands import Band, bands_of, bands_of_heads, between_heads
from pipeline.printed_tables.blanks import laid_out
from pipeline.printed_tables.cells import cells_of
from pipeline.printed_tables.finding import LEADER, Finder, Region, measured, without_furniture
from pipeline.printed_tables.heads import (
    Head,
    column_heads,
    head_count,
    is_year,
    joined,
    lowest,
    spanning,
)
from pipeline.printed_tables.numerals import Numeral, numeral
from pipeline.printed_tables.printed_table import PrintedTable
from pipeline.printed_tables.rows import TableLine, lines_of, number_columns, split
from pipeline.printed_tables.sections import Section
from pipeline.printed_tables.sums import sums_of, with_sums
from pipeline.printed_tables.surface import (
    Chunk,
    Row,
    Rule,
    Surface,
    box_of,
    rows_of,
    rules_of,
    typed_rule,
    union,
)
from pipeline.printed_tables.text import at_line, table_text, without_words
from pipeline.printed_tables.units import unit_in

_IN_BRACKETS = re.compile(r"[(（\[](.*)[)）\]]")
#: Points by which parts of a table may be shifted from page to page.
_SHIFT = 16.0
#: Letters of the shortest header that is a word.
_WORD = 3


def read_tables(
    pages: Sequence[Page], language: Language
) -> tuple[tuple[PrintedTable, ...], tuple[Page, ...]]:
    """Read the number tables of a document; returns them and the pages without their text.

    In a text file, positions are line numbers; see `at_line`.
    """
    if language.tables is None:
        return (), tuple(pages)
    if not any(page.width for page in pages):
        return _tables_of_text(pages, language, language.tables)
    turned = [is_right_to_left(page) for page in pages]
    unturned = [
        _mirrored(page) if turns else page for page, turns in zip(pages, turned, strict=True)
    ]
    originals = {
        id(mirrored): word
        for page, other, turns in zip(pages, unturned, turned, strict=True)
        if turns
        for mirrored, word in zip(_words(other), _words(page), strict=True)
    }
    found = [
        _placed(table, rows, originals)
        for table, rows in tables_on([surface_of(page) for page in unturned], language)
    ]
    taken = {id(word) for _, rows in found for row in rows for word in row.words}
    return tuple(table for table, _ in found), without_words(pages, taken)


def _tables_of_text(
    pages: Sequence[Page], language: Language, words: TableWords
) -> tuple[tuple[PrintedTable, ...], tuple[Page, ...]]:
    """The tables of a text whose lines keep columns, and its pages without these lines."""
    laid = laid_out(pages, language.layout, words)
    found = tables_on([surface for one in laid for surface in one.surfaces], language)
    if not found:
        return (), tuple(pages)
    lines = {
        (page.number, box): n
        for page, one in zip(pages, laid, strict=True)
        for box, n in one.lines.items()
    }
    tables: list[PrintedTable] = []
    taken: set[tuple[int, int]] = set()
    for table, rows in found:
        places = [(row.page, lines[row.page, box_of(word)]) for row in rows for word in row.words]
        taken.update(places)
        text, spans, cells = table_text(rows, table.cells)
        tables.append(
            replace(
                table,
                text=text,
                spans=Spans.of(
                    changed(span, box=at_line(line))
                    for span, (_, line) in zip(spans, places, strict=True)
                ),
                cells=tuple(replace(cell, box=None) for cell in cells),
            )
        )
    return tuple(tables), tuple(_at_lines(page, taken) for page in pages)


def _at_lines(page: Page, taken: Collection[tuple[int, int]]) -> Page:
    """A page of text without the lines of tables, each word at its line number."""
    return replace(
        page,
        lines=tuple(
            changed(line, words=tuple(changed(word, box=at_line(k)) for word in line.words))
            for k, line in enumerate(page.lines)
            if (page.number, k) not in taken
        ),
    )


def _words(page: Page) -> Iterator[Word]:
    for line in chain(page.lines, *page.insets):
        yield from line.words


def _mirrored(page: Page) -> Page:
    """A right-to-left page as if it ran from left to right, including its rules."""
    rules = tuple(
        Box(page.width - rule.x1, rule.top, page.width - rule.x0, rule.bottom)
        for rule in page.rules
    )
    return replace(mirrored(page), rules=rules)


def _placed(
    table: PrintedTable, rows: Sequence[Row], originals: Mapping[int, Word]
) -> tuple[PrintedTable, list[Row]]:
    """A table with its text, and its words as printed if its page was mirrored."""
    printed = [Row(row.page, tuple(originals.get(id(w), w) for w in row.words)) for row in rows]
    cells = [
        replace(cell, words=words, box=union(words))
        if (words := tuple(originals.get(id(w), w) for w in cell.words)) != cell.words
        else cell
        for cell in table.cells
    ]
    text, spans, placed = table_text(printed, cells)
    return replace(table, text=text, spans=Spans.of(spans), cells=placed), printed


def surface_of(page: Page) -> Surface:
    """Prepare a page for table detection."""
    if not page.width:
        return Surface(page.number, 0, 0, (), ())
    rows = rows_of(page)
    typed = [(row, typed_rule(row)) for row in rows]
    kept = without_furniture([r for r, rule in typed if rule is None], page.width, page.height)
    rules = [*rules_of(page.rules), *(rule for _, rule in typed if rule is not None)]
    rules.sort(key=lambda rule: rule.y)
    return Surface(page.number, page.width, page.height, tuple(kept), tuple(rules))


def tables_on(
    surfaces: Sequence[Surface], language: Language
) -> tuple[tuple[PrintedTable, tuple[Row, ...]], ...]:
    """The tables on prepared pages, each with its printed rows."""
    words = language.tables
    assert words is not None
    finder = Finder(measured(surfaces), language.layout, words)
    regions = [region for surface in surfaces for region in finder.regions(surface)]
    if not regions:
        return ()
    reader = _Reader(language, words, surfaces)
    tables = (reader.table(parts) for parts in _joined_parts(regions, reader))
    return tuple(table for table in tables if table is not None)


def _unit_of_variances(
    surfaces: Sequence[Surface], words: TableWords, code: str
) -> tuple[int, str] | None:
    """The page of a note on the unit of all variances after it, and the unit it states."""
    for surface in surfaces:
        text = " ".join(row.text for row in surface.rows)
        for found in words.unit_of_variances.finditer(text):
            unit = unit_in(found["unit"], code)
            if unit is not None and unit.kind == MONEY:
                return surface.number, found["unit"]
    return None


def _joined_parts(regions: Sequence[Region], reader: _Reader) -> Iterator[list[Region]]:
    """The parts of each table: one at the top of a page may continue the table before it."""
    parts: list[Region] = []
    for region in regions:
        if parts and reader.goes_on(parts, region):
            parts.append(region)
            continue
        if parts:
            yield parts
        parts = [region]
    if parts:
        yield parts


class _Reader:
    def __init__(self, language: Language, words: TableWords, surfaces: Sequence[Surface]) -> None:
        self._language = language
        self._words = words
        self._surfaces = surfaces

    @cached_property
    def _unit_of_variances(self) -> tuple[int, str] | None:
        """Few tables ask for it, and it takes the text of the whole document."""
        return _unit_of_variances(self._surfaces, self._words, self._language.code)

    def reads(self, chunk: Chunk) -> Numeral | None:
        """Read a piece of a row as a number; None if it is words."""
        return numeral(chunk.text, self._words)

    # -- parts

    def goes_on(self, parts: Sequence[Region], region: Region) -> bool:
        """Whether a region is the next part of a table."""
        last = parts[-1]
        if region.surface.number != last.surface.number + 1:
            return False
        continued = any(self._words.continued.search(row.text) for row in region.caption)
        if not (last.ends and (region.opens or continued)):
            return False
        if last.notes and not continued:
            return False
        head, first = self._head_text(region), self._head_text(parts[0])
        same = head == first or head == self._head_text(last)
        if region.surface.typed and head and same:
            return True  # columns in text belong to their page
        near = abs(region.x0 - last.x0) < _SHIFT and abs(region.x1 - last.x1) < _SHIFT
        return near and (not head or same)

    def _head_text(self, region: Region) -> str:
        count = head_count(region.rows, region.rules, self.reads, region.x1 - region.x0)
        text = " ".join(row.text for row in region.rows[:count])
        return re.sub(r"\W+", "", text).lower()

    # -- one table

    def table(self, parts: Sequence[Region]) -> tuple[PrintedTable, tuple[Row, ...]] | None:
        """Build a table from its parts, with its printed rows; None if it is not one of numbers."""
        sections: list[Section] = []
        for number, part in enumerate(parts):
            sections += self._sections(part, sections[-1] if sections else None, number > 0)
        for section in sections:
            section.lines = [line for line in section.lines if not _repeats_heads(line, section)]
        prose = [row for s in sections for row in _running_text(s.lines)]
        for section in sections:
            section.lines = [line for line in section.lines if not set(line.rows) & set(prose)]
        caption = parts[0].caption
        number_, title, unit_note = self._caption(caption)
        notes = _notes([row for part in parts for row in part.notes])
        unit = unit_note or self._unit_said_before(sections)
        cells = cells_of(sections, self._language, title, unit)
        columns = max((cell.column for cell in cells), default=-1) + 1
        table = PrintedTable(number_, title, unit_note, notes, cells, columns, "", Spans.of(()))
        if not _is_table(table, parts, self._words):
            return None
        left_out = {id(row) for row in prose}
        rows = tuple(
            row
            for part in parts
            for row in (*part.caption, *part.rows, *part.notes)
            if id(row) not in left_out
        )
        checked = [one for one in sums_of(table, self._words) if one.added is not None]
        table = replace(
            table,
            cells=with_sums(cells, checked),
            sums_checked=len(checked),
            sums_right=sum(one.holds for one in checked),
        )
        return table, rows

    def _unit_said_before(self, sections: Sequence[Section]) -> str | None:
        """The unit of variances in money, if a note on their page or earlier states it."""
        heads = [head for section in sections for column in section.heads for head in column.path]
        if not any(self._words.variance.search(head) for head in heads):
            return None
        signs = any(
            numeral.currency
            for section in sections
            for line in section.lines
            for _, numeral in line.cells.values()
        )
        if not signs or self._unit_of_variances is None:
            return None
        page, unit = self._unit_of_variances
        return unit if page <= sections[0].page else None

    def _sections(self, part: Region, before: Section | None, goes_on: bool) -> Iterator[Section]:
        rows, rules = part.rows, part.rules
        width = part.x1 - part.x0
        starts = [0, *self._heads_within(rows, rules, width)]
        for place, start in enumerate(starts):
            end = starts[place + 1] if place + 1 < len(starts) else len(rows)
            section = self._section(
                part, rows[start:end], before, mid=place > 0, goes_on=goes_on and place == 0
            )
            if section is not None:
                yield section
                before = section

    def _section(
        self, part: Region, rows: Sequence[Row], before: Section | None, *, mid: bool, goes_on: bool
    ) -> Section | None:
        low, high = rows[0].top - 16, rows[-1].bottom + 16
        rules = [rule for rule in part.rules if low <= rule.y <= high]
        width = part.x1 - part.x0
        count = head_count(rows, rules, self.reads, width)
        body = list(rows[count:])
        inherited = count == 0 and before is not None
        bands = None
        if inherited and before is not None:
            bands = self._inherited(body, before, part.x0)
        if bands is None:
            celled = [row for row in body if any(self.reads(chunk) for chunk in row.chunks)]
            bands = bands_of(celled or body, rules, self.reads)
            if part.surface.typed:
                first = min(row.x0 for row in rows)
                bands[0] = Band(min(bands[0].left, first), bands[0].right)
                bands = between_heads(bands, lowest(rows[:count]), celled or body)
        if len(bands) < 2:
            return None
        if count == 0 and before is not None and len(bands) == len(before.bands):
            heads = before.heads
        elif count == 0 and before is not None:
            heads = before.heads_at(bands)
        else:
            over, drawn = bands_of_heads(bands, rows[:count], body, self.reads), rules
            if part.surface.typed:
                over, drawn = bands, [*rules, *spanning(rows[:count], bands)]
            heads = column_heads(rows[:count], drawn, over)
        splits = [split(row, bands, self.reads) for row in body]
        numbers = number_columns(splits, len(bands))
        lines = lines_of(splits, rules, numbers, width)
        if mid and count and heads[0].path:
            lines.insert(0, _group_line(rows[:count], heads[0]))
        del goes_on
        return Section(bands, list(heads), lines, numbers, part.surface.number)

    def _inherited(self, body: Sequence[Row], before: Section, left: float) -> list[Band] | None:
        """The columns of the previous part, if the numbers fit them."""
        shift = left - before.bands[0].left - 3
        shift = shift if abs(shift) < _SHIFT else 0
        bands = [Band(band.left + shift, band.right + shift) for band in before.bands]
        for row in body:
            held = [
                next((k for k, band in enumerate(bands) if band.holds(chunk.center)), None)
                for chunk in row.chunks
                if self.reads(chunk)
            ]
            if None in held or len(set(held)) < len(held):
                return None
        return bands

    def _heads_within(self, rows: Sequence[Row], rules: Sequence[Rule], width: float) -> list[int]:
        """Rows where a new header starts within a table, between two rules of its width."""
        first = head_count(rows, rules, self.reads, width)
        whole = [rule for rule in rules if rule.length > 0.85 * width]
        found: list[int] = []
        for upper, lower in pairwise(whole):
            inside = [
                k
                for k, row in enumerate(rows)
                if upper.y - 2 < row.top and row.bottom < lower.y + 3
            ]
            if not inside or inside[0] <= first or inside[-1] + 1 >= len(rows):
                continue
            count = head_count(rows[inside[0] :], [upper, lower], self.reads, width)
            pieces = max(rows[k].pieces(0.9) for k in inside)
            if count >= len(inside) and pieces > 1:
                found.append(inside[0])
        return found

    def _caption(self, rows: Sequence[Row]) -> tuple[str | None, str | None, str | None]:
        number: str | None = None
        title, unit = "", ""
        for row in rows:
            text = _without_marks(row)
            match = self._words.number.match(text)
            if match and number is None:
                number = match["number"]
                text = text[match.end() :].lstrip(" .:–—-")
            bracketed = _IN_BRACKETS.fullmatch(text)
            if bracketed and (title or number or len(rows) == 1):
                unit = joined(unit, bracketed[1])
            elif text:
                title = joined(title, text)
        title = self._words.continued.sub("", title).strip()
        return number, title or None, unit or None


def _without_marks(row: Row) -> str:
    kept: list[Word] = []
    for word in row.words:
        if word.raised and kept:
            continue
        kept.append(
            changed(word, joined=False) if kept and word.joined and kept[-1].raised else word
        )
    return "".join(w.text if w.joined or i == 0 else f" {w.text}" for i, w in enumerate(kept))


def _group_line(rows: Sequence[Row], head: Head) -> TableLine:
    first = rows[0]
    return TableLine(
        page=first.page,
        texts={0: head.path[-1]},
        cells={},
        indent=min(row.x0 for row in rows),
        bold=False,
        italic=True,
        top=first.top,
        notes=list(head.notes),
        words=list(head.words),
    )


def _notes(rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """Note marks with the texts of the notes."""
    notes: list[tuple[str, str]] = []
    for row in rows:
        first = row.words[0]
        label = re.match(r"([^\W\d]+)\s?(?::\s|：)", row.text)
        if first.raised and len(row.words) > 1:
            text = "".join(
                w.text if w.joined and i else f" {w.text}" for i, w in enumerate(row.words[1:])
            ).strip()
            notes.append((first.text, text))
        elif label and (first.italic or not notes):
            notes.append((label[1], row.text[label.end() :]))
        elif notes:
            mark, text = notes[-1]
            notes[-1] = (mark, joined(text, row.text))
    return tuple(notes)


def _repeats_heads(line: TableLine, section: Section) -> bool:
    """Whether the numbers of a line are the years in its headers, repeated on a new page."""
    cells = [(section.heads[column].path, chunk.text) for column, (chunk, _) in line.cells.items()]
    return len(cells) > 1 and all(
        is_year(text) and any(text in head for head in path) for path, text in cells
    )


def _running_text(lines: Sequence[TableLine]) -> Iterator[Row]:
    """The printed rows of running text within a table, and everything below its last cells."""
    last = max((index for index, line in enumerate(lines) if line.cells), default=-1)
    prosaic = any(line.is_prose for line in lines[last + 1 :])
    for index, line in enumerate(lines):
        if line.is_prose or (index > last and prosaic):
            yield from line.rows


def _is_table(table: PrintedTable, parts: Sequence[Region], words: TableWords) -> bool:
    """Whether a region is a table of numbers, and not contents, a list, a chart or a framework.

    This decision is made only here.
    """
    cells = table.cells
    given = [cell for cell in cells if cell.value is not None and not cell.sign]
    if len(given) < 2 or len(given) < 0.1 * len(cells):
        return False
    if all(is_year("".join(word.text for word in cell.words)) for cell in given):
        return False
    if any(LEADER.search(row.text) for part in parts for row in part.rows):
        return False
    if any(words.chart.match(row.text) for row in parts[0].caption):
        return False
    heads = {cell.column_header for cell in cells}
    if all(head and words.page.fullmatch(head[-1]) for head in heads):
        return False
    ruled = any(len(part.rules) > 1 for part in parts) or _keeps_columns(table, parts)
    named = sum(bool(cell.column_header) for cell in cells) >= 0.5 * len(cells)
    captioned = bool(table.number or (table.title and table.unit_note))
    if not (named or captioned):
        return False
    if not (captioned or table.title or ruled):
        return False
    if sum(bool(cell.row_header) for cell in cells) < 0.5 * len(cells):
        return False
    if table.rows == 1 and not ruled:
        return False
    leaves = [cell.row_header[-1] for cell in cells if cell.row_header]
    if sum(len(max(leaf.split(), key=len, default="")) < _WORD for leaf in leaves) > 0.7 * len(
        leaves
    ):
        # Letters from a chart's axis; ranks and years come with other headers.
        return bool(captioned and ruled)
    return not _is_contents(table)


def _keeps_columns(table: PrintedTable, parts: Sequence[Region]) -> bool:
    """Whether the lines of a text, which has no rules, keep several columns of numbers."""
    if not parts[0].surface.typed:
        return False
    columns = Counter(cell.column for cell in table.cells)
    least = max(2, 0.25 * table.rows)
    return table.rows > 2 and sum(n > least for n in columns.values()) > 1


def _is_contents(table: PrintedTable) -> bool:
    """Whether headers are followed by one column of increasing numbers: pages, paragraphs."""
    values = [cell.value for cell in table.cells if cell.value is not None]
    single = len({cell.column for cell in table.cells}) == 1
    plain = all(not c.kind or c.kind == COUNT for c in table.cells) and not table.unit_note
    ascending = all(a <= b for a, b in pairwise(values))
    ranges = sum(cell.value is None for cell in table.cells) > 0.3 * len(table.cells)
    few = len(values) > 2 and not table.number
    return (
        single
        and plain
        and few
        and (ascending or ranges)
        and all(value == int(value) for value in values)
    )
