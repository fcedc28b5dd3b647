"""Words of text lines with their character columns: spaces, tabs, wide characters.

Right-to-left lines are mirrored, so that columns count from where reading begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import category

from pipeline.languages.tables import TableWords
from pipeline.pages.direction import has_right_to_left
from pipeline.pages.page import Line
from pipeline.pages.widths import NARROW, is_wide
from pipeline.printed_tables.numerals import numeral

#: Columns of the widest table, and characters of its widest text column.
MOST_COLUMNS, _WIDEST = 40, 200
#: Columns by which equally indented right-to-left lines may differ at their start.
_RAGGED = 3
_RUN = re.compile(r"(?<=\S) {2,}(?=\S)")
_WORD = re.compile("[^ ]+")
_RUN_OF_TEXT = re.compile("[^ \u3000]+|[ \u3000]+")
_BRACKETS_BEFORE = re.compile(r"[()]{2}(\d\S*)")


@dataclass(slots=True)
class Token:
    """A word with its first column and the column after its last."""

    text: str
    start: int
    end: int
    #: Whether a column ends with it although only one space follows.
    ends: bool = False
    #: Number of number columns before its own; None for a word that is not in a column.
    passed: float | None = None
    #: Note marks that follow it.
    marks: str = ""


def pieces_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Group the words of a line that are one space apart and in the same column."""
    pieces: list[list[Token]] = []
    for token in tokens:
        before = pieces[-1][-1] if pieces else None
        if before is not None and not before.ends and token.start - before.end < 2:
            pieces[-1].append(token)
        else:
            pieces.append([token])
    return pieces


def text_of_piece(piece: Sequence[Token]) -> str:
    """Words as text."""
    return " ".join(token.text for token in piece)


# --- columns ------------------------------------------------------------------------------


def tokens_of(lines: Sequence[Line], wide: int = 2) -> list[list[Token]]:
    """The words of each line.

    Args:
        lines: the lines of a page.
        wide: the number of columns that a wide character takes.
    """
    texts = _with_tabs([line.blanks + line.text for line in lines])
    return [list(_tokens(text, wide)) for text in _expanded(texts, wide)]


def _with_tabs(texts: Sequence[str]) -> list[str]:
    """Replace runs of spaces by tabs in lines that separate all columns by the same run."""
    result = list(texts)
    begin = 0
    for end in range(len(texts) + 1):
        if end < len(texts) and len(_RUN.findall(texts[end])) > 1:
            continue
        runs = {run for text in texts[begin:end] for run in _RUN.findall(text)}
        if end - begin > 2 and len(runs) == 1:
            result[begin:end] = [_RUN.sub("\t", text) for text in texts[begin:end]]
        begin = end + 1
    return result


def _expanded(texts: Sequence[str], wide: int) -> list[str]:
    """Replace tabs by spaces, with each column as wide as its widest text.

    If the number of tabs varies, or there are several in a row, they are tabs of a typed text with
    stops every eight columns.
    """
    counts = Counter(count for text in texts if (count := text.count("\t")) > 1)
    skipped = sum("\t\t" in text for text in texts)
    if 2 * max(counts.values(), default=0) <= max(counts.total(), 4 * skipped):
        return [text.expandtabs() for text in texts]
    widths: dict[int, int] = {}
    for text in texts:
        for place, field in enumerate(text.split("\t")[:-1]):
            width = sum(_width(c, wide) for c in field)
            widths[place] = max(widths.get(place, 0), width)
    if max(widths.values(), default=0) > _WIDEST or len(widths) > MOST_COLUMNS:
        return [text.expandtabs() for text in texts]
    return ["".join(_padded(text.split("\t"), widths, wide)) for text in texts]


def _padded(fields: Sequence[str], widths: Mapping[int, int], wide: int) -> Iterator[str]:
    for place, field in enumerate(fields[:-1]):
        yield field + " " * (widths[place] + 3 - sum(_width(c, wide) for c in field))
    yield fields[-1]


def aligned_tokens(lines: Sequence[Line], table_words: TableWords) -> list[list[Token]]:
    """Words with their columns, counting wide characters in whichever way aligns the numbers best.

    Programs that lay text out in columns usually count characters; terminals and people count two.
    """
    if not any(map(_has_wide, lines)):
        return tokens_of(lines)
    ways = [tokens_of(lines, wide) for wide in (2, 1)]
    return min(ways, key=lambda lines: len(_number_ends(lines, table_words)))


def _has_wide(line: Line) -> bool:
    return not NARROW.fullmatch(line.text) and any(map(is_wide, line.text))


def _number_ends(lines: Sequence[Sequence[Token]], table_words: TableWords) -> set[int]:
    return {
        piece[-1].end
        for line in lines
        for piece in pieces_of(line)[1:]
        if numeral(text_of_piece(piece), table_words) is not None
    }


def _tokens(text: str, wide: int) -> Iterator[Token]:
    """The words of a line with their columns; combining signs take none."""
    if NARROW.fullmatch(text):
        yield from (Token(word[0], word.start(), word.end()) for word in _WORD.finditer(text))
        return
    column = 0
    for run in _RUN_OF_TEXT.findall(text):
        width = sum([_width(character, wide) for character in run])
        if run[0] not in " \u3000" and (seen := "".join(filter(_is_seen, run))):
            yield Token(seen, column, column + width)
        column += width


@cache
def _is_seen(character: str) -> bool:
    return category(character) != "Cf"


@cache
def _width(character: str, wide: int) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return wide if is_wide(character) else 1


# --- right to left ------------------------------------------------------------------------


def as_seen(lines: Sequence[Sequence[Token]]) -> bool:
    """Whether the parts of right-to-left lines are in visual order, with the first at the right."""
    votes = 0
    for line in lines:
        pieces = pieces_of(line)
        if len(pieces) < 2:
            continue
        first, last = (
            any(has_right_to_left(token.text) for token in piece)
            for piece in (pieces[0], pieces[-1])
        )
        votes += last - first
    return votes > 0


def turned_round(lines: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """Each line's parts counted from the right, with the words of each part in order.

    Starts that differ by only a few columns are aligned, since positions at the right end of a line
    are not exact.
    """
    width = max((token.end for line in lines for token in line), default=0)
    result: list[list[Token]] = []
    for line in lines:
        turned: list[Token] = []
        for piece in reversed(pieces_of(line)):
            start, shift = piece[0].start, width - piece[-1].end
            turned += [
                Token(_as_written(t.text), t.start - start + shift, t.end - start + shift)
                for t in piece
            ]
        result.append(turned)
    begins: dict[int, int] = {}
    for begin in sorted({line[0].start for line in result if line}):
        near = [place for place in begins.values() if begin - place <= _RAGGED]
        begins[begin] = near[0] if near else begin
    for line in result:
        by = begins[line[0].start] - line[0].start if line else 0
        for token in pieces_of(line)[0] if line else ():
            token.start, token.end = token.start + by, token.end + by
    return result


def _as_written(text: str) -> str:
    """Fix a bracketed number with both brackets before it, where there were direction marks."""
    match = _BRACKETS_BEFORE.fullmatch(text)
    return f"({match[1]})" if match else text
