"""Breaks marked-up text into printed lines.

A line is a row of pieces, each with its own position, face and size. Where a line may break depends
on the language: in English between words and at soft hyphens, in Chinese nearly anywhere, but not
before closing punctuation, after opening punctuation, or within `48 250`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from faces import Face, face_of, width
from markup import SOFT_HYPHEN

MARK_SIZE = 6.5
#: The size of a table note's mark, as a fraction of the size of the text.
_LETTER_SIZE = 0.65

_INLINE = re.compile(
    r"\[\^(?P<note>\d+)\]"
    r"|\^(?P<letter>[a-z])(?![a-z])"
    r"|\*(?P<italic>[^*]+)\*"
    r"|(?P<address>(?:https?://|www\.)[\w./-]*\w)"
)
_CLOSING = "，。；：、！？”》)％%"
_OPENING = "“《("
_HALF_BLANK = "，。；：、”》"


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look.

    Attributes:
        size: in points.
        bold: whether they are bold.
        italic: whether they are italic.
        rise: how far they are raised above the baseline.
        link: the address that they link to, empty for none.
        chinese: whether they belong to a Chinese text.
    """

    size: float
    bold: bool = False
    italic: bool = False
    rise: float = 0.0
    link: str = ""
    chinese: bool = False

    def face(self, character: str) -> Face:
        """The face of a character in this style."""
        return face_of(character, bold=self.bold, italic=self.italic, chinese=self.chinese)

    @property
    def raised(self) -> Style:
        """The style of a footnote mark next to text in this style."""
        return replace(self, size=MARK_SIZE, rise=0.35 * self.size, bold=False, italic=False)


@dataclass(frozen=True, slots=True)
class Character:
    """One character of a text before it is broken into lines."""

    text: str
    style: Style

    @property
    def width(self) -> float:
        """Its width in points; a soft hyphen has none."""
        if self.text == SOFT_HYPHEN:
            return 0.0
        return width(self.text, self.style.face(self.text), self.style.size)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one style and face that are printed together.

    Attributes:
        x: the left edge.
        text: the characters.
        style: of the characters.
        spacing: extra space after each character, in points.
    """

    x: float
    text: str
    style: Style
    spacing: float = 0.0

    @property
    def face(self) -> Face:
        """Their face."""
        return self.style.face(self.text[0])

    @property
    def width(self) -> float:
        """Their width without trailing spaces."""
        printed = self.text.rstrip()
        advance = sum(Character(c, self.style).width for c in printed)
        return advance + self.spacing * len(printed)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal rule near a line: its ends, its distance below the baseline, its thickness."""

    left: float
    right: float
    from_base: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        pieces: its contents, from left to right.
        notes: the numbers of the footnotes whose marks are on it.
        last: whether it ends its paragraph.
        leading: the distance of its baseline from the one above.
        before: extra space above, unless it is the first on its page.
        keep: whether the next line must be on the same page.
        blanks: how many spaces it starts with when written as text.
        new_page: whether it starts a new page.
        strokes: rules above or below it.
        repeated: lines to print again above it if it starts a page.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[int, ...] = ()
    last: bool = False
    leading: float = 12.0
    before: float = 0.0
    keep: bool = False
    blanks: int = 0
    new_page: bool = False
    strokes: tuple[Stroke, ...] = ()
    repeated: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def printed_right(self) -> float:
        """The right edge of its last piece."""
        return self.pieces[-1].x + self.pieces[-1].width


@dataclass(frozen=True, slots=True)
class Measure:
    """The column that a paragraph is set in.

    Attributes:
        left: the left edge of all lines except the first.
        right: the right edge.
        first: the left edge of the first line, 0 if it is the same.
        justified: whether all lines except the last extend to the right edge.
    """

    left: float
    right: float
    first: float = 0.0
    justified: bool = True

    def left_of(self, index: int) -> float:
        """The left edge of the line with this index."""
        return self.first if index == 0 and self.first else self.left


def styled(text: str, style: Style) -> list[Character]:
    """The characters of a marked-up text, each with its style."""
    text = text.replace("\\-", SOFT_HYPHEN)
    characters: list[Character] = []
    end = 0
    for match in _INLINE.finditer(text):
        characters += _plain(text[end : match.start()], style)
        characters += _inline(match, style, following=text[match.end() : match.end() + 1])
        end = match.end()
    return characters + _plain(text[end:], style)


def _plain(text: str, style: Style) -> list[Character]:
    return [Character(c, style) for c in text]


def _inline(match: re.Match[str], style: Style, *, following: str) -> list[Character]:
    """Mark, italics or address. In Chinese a space separates a mark from a word after it."""
    if match["note"]:
        spaced = style.chinese and following.isalnum()
        return _plain(match["note"], style.raised) + _plain(" " if spaced else "", style)
    if match["letter"]:
        size = _LETTER_SIZE * style.size
        return _plain(match["letter"], replace(style.raised, size=size, italic=True))
    if match["italic"]:
        return _plain(match["italic"], replace(style, italic=True))
    address = match["address"]
    link = address if "://" in address else f"http://{address}"
    return _plain(address, replace(style, link=link))


def break_lines(characters: Sequence[Character], measure: Measure) -> list[Line]:
    """The lines of a paragraph, each filled with as many words as fit."""
    rows = _fill(list(_atoms(characters)), measure)
    return [
        _set_line(row, measure, left=measure.left_of(index), last=index == len(rows) - 1)
        for index, row in enumerate(rows)
    ]


def _atoms(characters: Sequence[Character]) -> Iterator[list[Character]]:
    """Runs that no line may break, each with the space or soft hyphen that follows it."""
    atom: list[Character] = []
    text = "".join(c.text for c in characters)
    for index, character in enumerate(characters):
        if atom and _may_break(characters, text, index):
            yield atom
            atom = []
        atom.append(character)
    if atom:
        yield atom


def _may_break(characters: Sequence[Character], text: str, at: int) -> bool:
    """Whether a line may break before the character at this index."""
    before, after = characters[at - 1], characters[at]
    if before.text == SOFT_HYPHEN:
        return True
    if after.style.rise or after.text == " ":
        return False
    if before.style.link and after.style.link:
        return before.text in "/-" and after.text not in "/-"
    return _breaks_chinese(text, at) if after.style.chinese else _breaks_words(text, at)


def _breaks_words(text: str, at: int) -> bool:
    compound = re.fullmatch(r"[a-z]{3}-[a-z]{3}", text[at - 4 : at + 3])
    return text[at - 1] == " " or compound is not None


def _breaks_chinese(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _CLOSING or before in _OPENING:
        return False
    if before == " ":
        return re.fullmatch(r"\d \d{3}", text[at - 2 : at + 3]) is None
    opens = after in _OPENING and not before.isalnum()
    return opens or _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return ord(character) > 0x2E80 or character in "“”"


def _fill(atoms: Iterable[list[Character]], measure: Measure) -> list[list[Character]]:
    rows: list[list[Character]] = [[]]
    for atom in atoms:
        room = measure.right - measure.left_of(len(rows) - 1)
        if rows[-1] and _printed_width(rows[-1] + atom) > room:
            rows.append([])
        rows[-1] += atom
    return rows


def _printed_width(row: Sequence[Character]) -> float:
    """The width of a row if the line ends there.

    A trailing space is dropped, a soft hyphen prints as a hyphen, and closing Chinese punctuation
    takes half its width.
    """
    total = sum(c.width for c in row)
    last = row[-1]
    if last.text == " ":
        return total - last.width
    if last.text == SOFT_HYPHEN:
        return total + Character("-", last.style).width
    if last.style.chinese and last.text in _HALF_BLANK:
        return total - last.width / 2
    return total


def _set_line(row: list[Character], measure: Measure, *, left: float, last: bool) -> Line:
    room = measure.right - left - _printed_width(row)
    row = [c for c in row[:-1] if c.text != SOFT_HYPHEN] + _ending(row)
    if last or not measure.justified:
        room = 0.0
    pieces = tuple(_spread(row, left, room))
    return Line(pieces, notes=_notes(row), last=last)


def _ending(row: Sequence[Character]) -> list[Character]:
    """The last character as printed: a hyphen for a soft one, no space after Chinese text."""
    last = row[-1]
    if last.text == SOFT_HYPHEN:
        return [Character("-", last.style)]
    after_mark = len(row) > 1 and row[-2].style.rise > 0
    return [] if last.text == " " and last.style.chinese and not after_mark else [last]


def _spread(row: Sequence[Character], left: float, room: float) -> Iterator[Piece]:
    """The pieces of a row, with the spare room spread between words or Chinese characters."""
    printed = len("".join(c.text for c in row).rstrip())
    chinese = row[0].style.chinese
    gaps = printed - 1 if chinese else sum(c.text == " " for c in row[:printed])
    share = room / gaps if gaps > 0 else 0.0
    for run in _runs(row):
        text = "".join(c.text for c in run)
        yield Piece(left, text, run[0].style, share if chinese else 0.0)
        left += sum(c.width for c in run) + share * (len(text) if chinese else text.count(" "))


def _runs(row: Sequence[Character]) -> Iterator[list[Character]]:
    """Characters that are printed together: of one look, and in English at most one word."""
    run: list[Character] = []
    for before, character in pairwise([row[0], *row]):
        new_word = before.text == " " and not character.style.chinese
        if run and (_look(before) != _look(character) or new_word):
            yield run
            run = []
        run.append(character)
    yield run


def _look(character: Character) -> tuple[Style, Face]:
    return character.style, character.style.face(character.text)


def _notes(row: Sequence[Character]) -> tuple[int, ...]:
    """The numbers of the footnotes whose marks are in a row."""
    marks = groupby(row, key=lambda c: c.style.rise > 0 and c.text.isdigit())
    return tuple(int("".join(c.text for c in group)) for raised, group in marks if raised)
