"""The cells of a table: value, headers, kind, unit, notes, and whether they are totals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.figures.kinds import COUNT, MONEY, PERCENTAGE
from pipeline.languages.base import Language
from pipeline.languages.tables import TableWords
from pipeline.printed_tables.heads import is_year
from pipeline.printed_tables.printed_table import TableCell
from pipeline.printed_tables.rows import TableLine, paths
from pipeline.printed_tables.sections import Section
from pipeline.printed_tables.surface import Chunk
from pipeline.printed_tables.units import Unit, counted, counted_noun, unit_in

_WHOLE_BRACKETS = re.compile(r"[(（\[](.*)[)）\]]")
_BRACKETED_END = re.compile(r"[(（\[][^()]*[)）\]]\s*$")


@dataclass(slots=True)
class _Place:
    """A line with its section and path."""

    section: Section
    line: TableLine
    path: tuple[str, ...]
    unit: Unit | None


def cells_of(
    sections: Sequence[Section], language: Language, title: str | None, unit_note: str | None
) -> tuple[TableCell, ...]:
    """The cells of a table's sections, in order.

    Args:
        sections: the sections of one table.
        language: the language of its document.
        title: the table's title.
        unit_note: the note on its unit, without brackets.
    """
    words = language.tables
    assert words is not None
    places = _places(sections, language, words)
    kinds = _Kinds(language.code, words, title, unit_note)
    kinds.learn(places)
    row_totals = _row_totals(places, words)
    stubs = _stub_count(sections)
    cells: list[TableCell] = []
    row = -1
    for place in places:
        columns = [c for c in sorted(place.line.cells) if c in place.section.numbers]
        if not columns:
            continue
        row += 1
        for column in columns:
            chunk, numeral = place.line.cells[column]
            head = place.section.heads[column]
            unit = kinds.of(place, column)
            value = numeral.value
            cells.append(
                TableCell(
                    page=place.line.page,
                    row=row,
                    column=column - stubs.get(len(place.section.bands), 1),
                    row_header=place.path,
                    column_header=head.path,
                    words=chunk.words,
                    value=value,
                    decimals=numeral.decimals,
                    sign=numeral.sign,
                    scale=unit.scale or 1,
                    kind=unit.kind,
                    currency=unit.currency,
                    unit=unit.unit,
                    notes=_marks(chunk),
                    head_notes=tuple(dict.fromkeys((*place.line.notes, *head.notes))),
                    is_total=place.line in row_totals
                    or _is_total_head(head.path, words)
                    or _is_sum_across(place, column, words),
                    box=chunk.box,
                )
            )
    return tuple(cells)


def _marks(chunk: Chunk) -> tuple[str, ...]:
    return tuple(mark for word in chunk.marks for mark in re.split(r"[,\s]+", word.text) if mark)


# --- lines and their paths ----------------------------------------------------------------


def _places(sections: Sequence[Section], language: Language, words: TableWords) -> list[_Place]:
    stubs = _stub_columns(sections)
    owned = [(section, line) for section in sections for line in section.lines]
    kept: list[tuple[Section, TableLine]] = []
    units: dict[int, Unit] = {}
    for section, line in owned:
        text = " ".join(line.texts.values())
        bracketed = _WHOLE_BRACKETS.fullmatch(text)
        if not line.cells and bracketed:
            unit = unit_in(bracketed[1], language.code)
            if unit is not None and kept:
                units[len(kept) - 1] = unit
                continue
        kept.append((section, line))
    columns = stubs.get(max((len(s.bands) for s in sections), default=0), (0,))
    found = paths([line for _, line in kept], columns, words)
    places: list[_Place] = []
    active: list[tuple[tuple[str, ...], Unit]] = []
    for index, ((section, line), path) in enumerate(zip(kept, found, strict=True)):
        active = [(group, unit) for group, unit in active if path[: len(group)] == group]
        if index in units:
            active.append((path, units[index]))
        places.append(_Place(section, line, path, active[-1][1] if active else None))
    return places


def _stub_columns(sections: Sequence[Section]) -> dict[int, tuple[int, ...]]:
    """The columns whose words are row headers, by the number of columns of a section.

    As many columns of words from the left as are needed to distinguish the rows.
    """
    result: dict[int, tuple[int, ...]] = {}
    for count in {len(section.bands) for section in sections}:
        alike = [section for section in sections if len(section.bands) == count]
        numbers = set.union(*(section.numbers for section in alike))
        leading = []
        for column in range(count):
            if column in numbers:
                break
            leading.append(column)
        lines = [line for section in alike for line in section.lines if line.cells]
        chosen = leading[:1] or [0]
        for column in leading[1:]:
            firsts = [line.text(chosen[-1]) for line in lines if line.text(column)]
            texts = Counter(firsts)
            repeated = sum(n - 1 for n in texts.values())
            ranks = sum(bool(re.fullmatch(r"\(?[\dA-Z]{1,3}[.)]?", text)) for text in firsts)
            if repeated > 0.3 * len(firsts) or ranks > 0.7 * len(firsts):
                chosen.append(column)
            else:
                break
        result[count] = tuple(chosen)
    return result


def _stub_count(sections: Sequence[Section]) -> dict[int, int]:
    return {count: len(columns) for count, columns in _stub_columns(sections).items()}


# --- kinds --------------------------------------------------------------------------------


class _Kinds:
    """Determines what the numbers of a table are, from its headers, title and unit note."""

    def __init__(
        self, code: str, words: TableWords, title: str | None, unit_note: str | None
    ) -> None:
        self._code = code
        self._words = words
        self._title = title or ""
        self._note = unit_in(unit_note, code) if unit_note else None
        self._measure = None
        if unit_note and self._note is None and words.uncounted.search(unit_note):
            self._measure = re.sub(r"^.*?:\s*", "", unit_note)
        if self._note is None and title:
            self._note = next(
                (
                    unit
                    for part in re.findall(r"[(（]([^()（）]+)[)）]", title)
                    if (unit := unit_in(part, code)) is not None and unit.kind != PERCENTAGE
                ),
                None,
            )
        self._counts = False
        self._titled: str | None = None
        self._general: str | None = None
        self._served: str | None = None
        self._by_row = False
        self._graded: str | None = None
        self._above: dict[tuple[str, ...], str] = {}
        self._decimal: Counter[tuple[int, int]] = Counter()
        self._values: tuple[set[tuple[int, int]], ...] = (set(), set())

    def learn(self, places: Sequence[_Place]) -> None:
        """Look at all lines: what one line says also applies to those that say nothing."""
        for place in places:
            for column, (chunk, numeral) in place.line.cells.items():
                if numeral.decimals and place.unit is None:
                    self._decimal[id(place.section.heads), column] += 1
                if numeral.value is not None and not numeral.sign:
                    years = is_year(chunk.text)
                    self._values[years].add((id(place.section.heads), column))
        self._titled = self._post(self._title) or self._counted(self._title)
        rows = {head for place in places if place.line.cells for head in place.path}
        columns = {head for place in places for x in place.section.heads for head in x.path}
        nouns = {noun for head in (*rows, *columns) if (noun := self._counted(head))}
        self._general = next(iter(nouns)) if len(nouns) == 1 else None
        leaves = {place.path[-1] for place in places if place.line.cells and place.path}
        self._by_row = 2 * sum(self._counted(leaf) is not None for leaf in leaves) >= len(leaves)
        posts = any(self._post(head) for head in (*rows, *columns))
        if sum(self._words.grade.match(head) is not None for head in (*rows, *columns)) > 1:
            posts = True
            self._graded = [None, *self._words.posts.values()][-1]
        categories = {head for head in (*rows, *columns) if self._words.personnel.search(head)}
        self._served = self._words.served if len(categories) > 1 else None
        self._counts = bool(self._titled or nouns or posts) and not self._measure

    def _counted(self, head: str) -> str | None:
        if not head or (self._words.uncounted.search(head) and not counted(head, self._code)):
            return None
        noun = counted_noun(head, self._code)
        is_thing = noun is not None and not self._words.measure.search(noun)
        return counted(head, self._code) or (noun if is_thing else None)

    def _post(self, head: str) -> str | None:
        """What a header about posts counts."""
        return next((unit for has, unit in self._words.posts.items() if has.search(head)), None)

    def _of_service(self, place: _Place, heads: Sequence[str]) -> str | None:
        """Posts or staff, by the nearest header; a difference has the unit of the line above it."""
        path = place.path
        for head in reversed(path):
            if unit := self._post(head):
                self._above[path[:-1]] = unit
                return unit
            if self._words.net.match(head) and path[:-1] in self._above:
                return self._above[path[:-1]]
            if self._served and self._words.personnel.search(head):
                return self._served
        columns = (unit for head in reversed(heads) if (unit := self._post(head)))
        return next(columns, None) or self._post(self._title) or self._served or self._graded

    def of(self, place: _Place, column: int) -> Unit:
        """Kind, currency, scale and unit of a cell."""
        _, numeral = place.line.cells[column]
        heads = place.section.heads[column].path
        if numeral.percent:
            return Unit(PERCENTAGE, None, 1)
        said = [unit for head in reversed(heads) if (unit := unit_in(head, self._code))]
        row = self._row_unit(place.path)
        if row is not None and row.kind == PERCENTAGE:
            return row
        nearest = said[0] if said else None
        if nearest is not None and nearest.kind == PERCENTAGE:
            return nearest
        if numeral.currency:
            scale = nearest.scale if nearest else None
            return Unit(MONEY, numeral.currency, scale or self._scale())
        if nearest is not None and nearest.kind:
            return nearest
        explicit = next((n for h in reversed(heads) if (n := counted(h, self._code))), None)
        explicit = explicit or next(
            (n for h in reversed(place.path) if (n := counted(h, self._code))), None
        )
        if explicit and not numeral.decimals:
            return Unit(COUNT, None, nearest.scale if nearest else 1, explicit)
        general = row or place.unit or self._note
        if (
            general is not None
            and general.kind == MONEY
            and any(self._words.uncounted.search(head) for head in heads[-1:])
            and not self._decimal[id(place.section.heads), column]
        ):
            general = None if self._is_index(heads[-1]) else general
        if general is not None and general.kind:
            return replace_scale(general, nearest)
        if self._measure:
            return Unit(None, None, 1, self._measure)
        return self._as_count(place, column, general, nearest)

    def _is_index(self, head: str) -> bool:
        return self._words.index.search(head) is not None

    def _scale(self) -> int:
        return (self._note.scale if self._note else None) or 1

    def _row_unit(self, path: Sequence[str]) -> Unit | None:
        """The unit in brackets at the end of a row header."""
        for head in reversed(path):
            match = _BRACKETED_END.search(head)
            whole = self._words.percent.match(head)
            if match or whole:
                text = head if whole else match.group().strip()[1:-1] if match else head
                unit = unit_in(text, self._code)
                if unit is None or (unit.kind == PERCENTAGE and re.search(r"\d", text)):
                    continue
                return unit
        return None

    def _as_count(
        self, place: _Place, column: int, general: Unit | None, nearest: Unit | None
    ) -> Unit:
        _, numeral = place.line.cells[column]
        heads = place.section.heads[column].path
        scale = (nearest.scale if nearest else None) or (general.scale if general else None) or 1
        uncounted = any(self._words.uncounted.search(head) for head in (*heads, *place.path[-1:]))
        decimal = self._decimal[id(place.section.heads), column] > 0
        others, years = ((id(place.section.heads), column) in some for some in self._values)
        uncounted = uncounted or (years and not others)
        if uncounted or numeral.decimals or decimal or not self._counts:
            return Unit(None, None, scale)
        return Unit(COUNT, None, scale, self._unit(place, heads))

    def _unit(self, place: _Place, heads: Sequence[str]) -> str | None:
        """What is counted, according to the nearest header, or else the table."""
        service = self._of_service(place, heads)
        if service:
            return service
        listed = next((noun for head in reversed(heads) if (noun := self._listed(head))), None)
        named = [h for h in reversed(place.path) if self._by_row or counted(h, self._code)]
        nearest = (*heads[-1:], *named, *reversed(heads[:-1]))
        nouns = (self._counted(head) for head in nearest)
        return listed or next(filter(None, nouns), None) or self._titled or self._general

    def _listed(self, head: str) -> str | None:
        """What is in brackets at the end of a header: `Baseline (workspaces and occupants)`."""
        match = _BRACKETED_END.search(head)
        return counted_noun(match.group().strip()[1:-1], self._code) if match else None


def replace_scale(unit: Unit, nearer: Unit | None) -> Unit:
    """A unit with the scale given by a nearer header."""
    if nearer is None or nearer.scale is None or unit.kind == PERCENTAGE:
        return unit
    return Unit(unit.kind, unit.currency, nearer.scale, unit.unit)


# --- totals -------------------------------------------------------------------------------


def _is_total_head(path: Sequence[str], words: TableWords) -> bool:
    return bool(path) and (
        words.total.fullmatch(path[-1]) is not None or words.subtotal.match(path[-1]) is not None
    )


def _is_sum_across(place: _Place, column: int, words: TableWords) -> bool:
    """Whether a column whose header may name a total adds up the columns before it."""
    path = place.section.heads[column].path
    if not path or not words.totalling.match(path[-1]):
        return False
    before = [
        place.line.cells[c][1].value or Decimal(0)
        for c in sorted(place.line.cells)
        if c < column and not place.line.cells[c][1].percent
    ]
    value = place.line.cells[column][1].value
    if value is None or not value:
        return _head_adds(place.section, column)
    return _head_adds(place.section, column) and bool(before)


def _head_adds(section: Section, column: int) -> bool:
    """Whether in most lines a column is the sum of two or more columns just before it."""
    right = tested = 0
    for line in section.lines:
        if column not in line.cells or not line.cells[column][1].value:
            continue
        total, decimals = line.cells[column][1].value, line.cells[column][1].decimals
        tested += 1
        added = Decimal(0)
        others = sorted((c for c in line.cells if c < column), reverse=True)
        for count, other in enumerate(others, start=1):
            added += line.cells[other][1].value or 0
            slack = Decimal("0.5") * count * Decimal(10) ** -decimals
            if count > 1 and abs(added - (total or 0)) <= slack:
                right += 1
                break
    return tested > 0 and right > 0.6 * tested


def _row_totals(places: Sequence[_Place], words: TableWords) -> list[TableLine]:
    """The lines that are sums of others."""
    totals: list[TableLine] = []
    for index, place in enumerate(places):
        line = place.line
        if not line.cells:
            continue
        own = place.path[-1] if place.path else ""
        outer = place.path[:-1]
        named = words.total.fullmatch(own) or words.subtotal.match(own)
        in_total = any(words.totalling.match(head) or words.total.fullmatch(head) for head in outer)
        if named or in_total:
            totals.append(line)
        elif words.net.match(own):
            continue
        elif (_adds_above(places, index, totals) and (line.bold or line.above)) or _adds_below(
            places, index
        ):
            totals.append(line)
    return totals


def _tolerance(total: TableLine, column: int, count: int) -> Decimal:
    return Decimal("0.5") * (count + 1) * Decimal(10) ** -total.cells[column][1].decimals


def _summing(line: TableLine) -> list[int]:
    return [c for c, (_, n) in line.cells.items() if n.value and not n.percent]


def _adds_up(total: TableLine, parts: Sequence[TableLine]) -> bool:
    columns = _summing(total)
    right = 0
    for column in columns:
        values = [p.cells[column][1].value or Decimal(0) for p in parts if column in p.cells]
        wanted = total.cells[column][1].value or Decimal(0)
        if values and abs(sum(values) - wanted) <= _tolerance(total, column, len(values)):
            right += 1
    return bool(columns) and right >= max(1, 0.6 * len(columns))


def _adds_above(places: Sequence[_Place], index: int, totals: Sequence[TableLine]) -> bool:
    """Whether a line is the sum of the lines before it."""
    line = places[index].line
    parts: list[TableLine] = []
    for place in reversed(places[:index]):
        if not place.line.cells:
            continue
        if place.line in totals and len(parts) > 1 and _adds_up(line, parts):
            return True
        parts.append(place.line)
        if len(parts) > 1 and _adds_up(line, parts):
            return True
        if place.line in totals:
            break
    return False


def _adds_below(places: Sequence[_Place], index: int) -> bool:
    """Whether a line is the sum of the lines below it in its group."""
    own = places[index].path
    children = [
        place.line
        for place in places[index + 1 :]
        if place.path[: len(own)] == own and len(place.path) > len(own) and place.line.cells
    ]
    direct = [
        place.line
        for place in places[index + 1 :]
        if place.path[: len(own)] == own and len(place.path) == len(own) + 1 and place.line.cells
    ]
    if not children or not own:
        return False
    return _adds_up(places[index].line, children) or (
        bool(direct) and _adds_up(places[index].line, direct)
    )
