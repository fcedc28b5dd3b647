"""Fills pages with lines, with each footnote at the foot of the page that has its mark.

A long footnote whose mark is near the foot continues on the next page, as in United Nations
reports. The first page has the masthead, and the summary in a box.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from blocks import flush_right, set_body, set_note, set_notes, set_summary
from lines import Line, Measure, Piece, Style, break_lines, styled
from look import LEFT, OUTER_LEFT, OUTER_RIGHT, RIGHT, Look
from markup import Report

WIDTH, HEIGHT = 612.0, 792.0

_HEAD_RULE = 64.8
_TOP, _BODY_END, _NOTES_END = 85.6, 729.0, 733.0
_FIRST_PAGE_END = 722.0
_SESSION = 223.4
_NOTE_RULE = "__________________"
_NOTE_RULE_LEFT, _NOTE_RULE_GAP = 99.6, 14.0
#: The fewest lines of a footnote that may be split, and of each of its parts.
_PARTED_FROM, _PARTED_LEAST = 4, 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, and the distance of its baseline from the top of the page."""

    y: float
    line: Line


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line between two points."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        body: the running text.
        notes: the footnotes, with the line of underscores above them.
        furniture: everything that is not part of the text: masthead, header and footer.
        rules: straight lines.
    """

    body: tuple[Placed, ...]
    notes: tuple[Placed, ...] = ()
    furniture: tuple[Placed, ...] = ()
    rules: tuple[Rule, ...] = ()


def set_pages(report: Report) -> list[Page]:
    """All pages of the report."""
    pages = [_first_page(report), *_fill(set_body(report), set_notes(report))]
    return [pages[0]] + [
        _with_head_and_foot(page, report, number, len(pages))
        for number, page in enumerate(pages[1:], start=2)
    ]


# --- the first page ---------------------------------------------------------------------------


def _first_page(report: Report) -> Page:
    look = Look.of(report.language)
    titles = _stack(_title_lines(report, look), _SESSION + 12.0)
    frame_top = titles[-1].y + 16.5
    summary = _stack(_summary_lines(report, look), frame_top)
    note = set_note("*", report.fields["star"], look)[0]
    return Page(
        body=(*titles, *summary),
        notes=(Placed(_FIRST_PAGE_END, note),),
        furniture=(*_masthead(report, look), *_first_foot(report, look)),
        rules=(
            _level(_HEAD_RULE),
            _level(_SESSION - 14.0, thickness=1.44),
            _level(_FIRST_PAGE_END - 15.0, left=_NOTE_RULE_LEFT, right=171.6),
            *_frame(frame_top, summary[-1].y + 26.0),
        ),
    )


def _masthead(report: Report, look: Look) -> Iterator[Placed]:
    fields = report.fields
    yield _at(57.6, Piece(LEFT, fields["nations"], look.style(14.0)))
    body, _, rest = fields["symbol"].partition("/")
    symbol = flush_right(f"/{rest}", Style(10.0), OUTER_RIGHT)
    yield _at(57.6, flush_right(body, Style(20.0), symbol.x), symbol)
    yield _at(88.5, Piece(LEFT, fields["organization"], look.style(20.0, bold=True)))
    for row, name in enumerate(("distr", "date", "edition", "original")):
        if name in fields:
            yield _at(87.8 + 11.9 * row, Piece(397.0, fields[name], Style(10.0)))
    yield _at(_SESSION, Piece(OUTER_LEFT, fields["session"], look.style(10.0, bold=True)))
    yield _at(_SESSION + 12.0, Piece(OUTER_LEFT, fields["item"], look.style(10.0)))


def _title_lines(report: Report, look: Look) -> Iterator[Line]:
    item = Piece(OUTER_LEFT, report.fields["item_title"], look.style(10.0, bold=True))
    yield Line((item,), last=True)
    title = styled(report.fields["title"], look.style(14.0, bold=True))
    for index, line in enumerate(break_lines(title, Measure(LEFT, RIGHT, justified=False))):
        yield replace(line, leading=15.0, before=0.0 if index else 15.0, blanks=0 if index else 2)
    author = Piece(LEFT, report.fields["author"], look.style(12.0, bold=True))
    yield Line((author,), last=True, before=12.5, blanks=2)


def _summary_lines(report: Report, look: Look) -> Iterator[Line]:
    label = Piece(72.3, report.fields["summary"], look.style(12.0, italic=True))
    yield Line((label,), last=True, leading=23.0, blanks=1)
    yield from set_summary(report)


def _first_foot(report: Report, look: Look) -> Iterator[Placed]:
    """The job line, and a remark that this is a sample, in the place of `Please recycle`."""
    yield _at(748.6, Piece(65.2, report.fields["job_line"], Style(10.0)))
    remark = look.style(8.5, italic=True)
    yield _at(748.6, flush_right(report.fields["remark"], remark, OUTER_RIGHT))


def _frame(top: float, bottom: float) -> Iterator[Rule]:
    for x in (OUTER_LEFT, OUTER_RIGHT):
        yield Rule(x, top, x, bottom, 0.48)
    yield _level(top)
    yield _level(bottom)


def _stack(lines: Iterator[Line], top: float) -> list[Placed]:
    placed: list[Placed] = []
    for line in lines:
        top += line.before + line.leading
        placed.append(Placed(top, line))
    return placed


# --- the pages after it -----------------------------------------------------------------------


@dataclass(slots=True)
class _Draft:
    """A page that is being filled.

    Attributes:
        waiting: the lines of all footnotes, by number.
        notes: the lines of footnotes on it so far.
        body: its running text so far.
        rest: lines of its last footnote that continue on the next page.
    """

    waiting: Mapping[int, list[Line]]
    notes: list[Line]
    body: list[Placed] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)

    def takes(self, group: Sequence[Line]) -> bool:
        """Whether there is room for a group of lines and its footnotes."""
        if group[0].new_page or self.rest:
            return not self.body
        called = [self.waiting[note] for line in group for note in line.notes]
        whole, last = called[:-1], called[-1] if called else []
        least = last if len(last) < _PARTED_FROM else last[:_PARTED_LEAST]
        notes = [*self.notes, *(line for note in whole for line in note), *least]
        end = self._stacked(group)[-1].y
        return end <= _BODY_END and end <= _notes_top(notes)

    def add(self, group: Sequence[Line]) -> None:
        """Adds lines to the page, and as much of their footnotes as fits."""
        self.body += self._stacked(group)
        self.notes += [x for line in group for note in line.notes for x in self.waiting[note]]
        while _notes_top(self.notes) < self.body[-1].y:
            self.rest.insert(0, self.notes.pop())
        if 0 < len(self.rest) < _PARTED_LEAST:
            self.rest.insert(0, self.notes.pop())

    def page(self) -> Page:
        """The page as filled so far."""
        rules = [rule for placed in self.body for rule in _rules_beside(placed)]
        return Page(tuple(self.body), tuple(_placed_notes(self.notes)), rules=tuple(rules))

    def _stacked(self, group: Sequence[Line]) -> list[Placed]:
        if self.body:
            return _stack(iter(group), self.body[-1].y)
        first, *others = group
        return _stack(iter([replace(first, before=0.0, leading=0.0), *others]), _TOP)


def _fill(lines: Sequence[Line], notes: Mapping[int, list[Line]]) -> Iterator[Page]:
    draft = _Draft(notes, [])
    for group in _groups(lines):
        if draft.takes(group):
            draft.add(group)
            continue
        yield draft.page()
        draft = _Draft(notes, draft.rest)
        draft.add([*group[0].repeated, *group])
    yield draft.page()


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Groups of lines that must be on the same page."""
    group: list[Line] = []
    for line in lines:
        group.append(line)
        if not line.keep:
            yield group
            group = []


def _notes_top(notes: Sequence[Line]) -> float:
    """How far down the running text may extend above these footnotes."""
    if not notes:
        return _BODY_END
    height = sum(line.leading for line in notes[1:])
    return _NOTES_END - height - 2 * _NOTE_RULE_GAP


def _placed_notes(notes: Sequence[Line]) -> Iterator[Placed]:
    """The footnotes below their rule, the last one at the foot of the page."""
    if not notes:
        return
    y = _notes_top(notes) + _NOTE_RULE_GAP
    yield _at(y, Piece(_NOTE_RULE_LEFT, _NOTE_RULE, Style(8.0, bold=True)))
    y += _NOTE_RULE_GAP - notes[0].leading
    yield from _stack(iter(notes), y)


def _rules_beside(placed: Placed) -> Iterator[Rule]:
    for stroke in placed.line.strokes:
        y = placed.y + stroke.from_base
        yield _level(y, left=stroke.left, right=stroke.right, thickness=stroke.thickness)


def _with_head_and_foot(page: Page, report: Report, number: int, total: int) -> Page:
    """Adds symbol and page number on the outer side, and the job number on the inner side."""
    symbol, job = report.fields["symbol"], report.fields["job"]
    bold, small = Style(8.5, bold=True), Style(7.0)
    count = f"{number}/{total}"
    if number % 2:
        head = flush_right(symbol, bold, OUTER_RIGHT)
        foot = Piece(OUTER_LEFT, job, small), flush_right(count, bold, OUTER_RIGHT)
    else:
        head = Piece(OUTER_LEFT, symbol, bold)
        foot = Piece(OUTER_LEFT, count, bold), flush_right(job, small, OUTER_RIGHT)
    furniture = (_at(60.0, head), _at(755.8, *foot))
    return replace(page, furniture=furniture, rules=(_level(_HEAD_RULE), *page.rules))


def _level(
    y: float, *, left: float = OUTER_LEFT, right: float = OUTER_RIGHT, thickness: float = 0.48
) -> Rule:
    return Rule(left, y, right, y, thickness)


def _at(y: float, *pieces: Piece) -> Placed:
    return Placed(y, Line(pieces, last=True))
