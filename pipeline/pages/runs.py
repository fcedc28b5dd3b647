"""What a PDF prints on a page: characters, and the words that they are put together to.

Words part as those of pdfplumber's `extract_words` do. Before that, characters that are printed
twice to look bold are taken once, and lines that are justified by spacing all of their letters are
closed up. Pure functions.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

from pipeline.pages.model import UNMARKED

#: Points within which the same character counts as printed twice.
_DOUBLE = 0.5
#: Space that parts two words, as share of the size of the character before it.
_APART = 0.15
#: Points by which the tops of one line's characters may differ.
_LEVEL = 2.0
#: Space between all letters of a line, as share of its size, from which it counts as spaced; and
#: how many letters it takes to say so.
_LETTER_SPACE = 0.04
_LETTERS_TO_JUDGE = 12
#: Letters that are one character, and the letters that they are.
_LIGATURES = {joined: unicodedata.normalize("NFKC", joined) for joined in "ﬀﬁﬂﬃﬄﬅﬆ"}


@dataclass(slots=True)
class TextRun:
    """A character or a word on the page, in points from its upper left corner.

    A box depends on the face's descent; what is printed in several faces shares only `baseline`.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    face: str
    baseline: float
    #: Its marked content, as in `Word`.
    content: int = UNMARKED


_Place = Callable[[TextRun], float]
_left: _Place = attrgetter("x0")
_top: _Place = attrgetter("top")


def without_doubles(chars: list[TextRun]) -> list[TextRun]:
    """The characters without those that are printed again in the same place, in their order."""
    alike: dict[tuple[str, str, float], list[TextRun]] = defaultdict(list)
    for char in chars:
        alike[char.text, char.face, char.size].append(char)
    doubles: set[int] = set()
    for same in alike.values():
        for level in _clusters(same, _top, _DOUBLE):
            for spot in _clusters(level, _left, _DOUBLE):
                if len(spot) > 1:
                    first = min(spot, key=lambda char: (char.top, char.x0))
                    doubles.update(id(char) for char in spot if char is not first)
    return [char for char in chars if id(char) not in doubles] if doubles else chars


def close_up(chars: Sequence[TextRun]) -> None:
    """Takes the space between letters out of lines that are justified by spacing all of them.

    Otherwise the digits of a number would stand apart as far as two words do. The space is
    counted to the character before it.
    """
    lines: dict[float, list[TextRun]] = defaultdict(list)
    for char in chars:
        lines[char.baseline].append(char)
    for line in lines.values():
        if len(line) < _LETTERS_TO_JUDGE:
            continue
        line.sort(key=_left)
        spaces = sorted(after.x0 - before.x1 for before, after in pairwise(line))
        # A fifth of the spaces may be less: kerning. More are none between letters.
        space = spaces[len(spaces) // 5]
        if space > _LETTER_SPACE * line[0].size:
            for char in line:
                char.x1 += space


def words(chars: Sequence[TextRun]) -> list[TextRun]:
    """The words that characters of one face, size and baseline make, in the order of drawing."""
    found: list[TextRun] = []
    for _, run in groupby(chars, key=attrgetter("face", "size", "baseline")):
        for level in _clusters(list(run), _top, _LEVEL):
            found += [_word(word) for word in _parted(sorted(level, key=_left))]
    return found


def _clusters(chars: list[TextRun], place: _Place, reach: float) -> list[list[TextRun]]:
    """Characters put together where each is within reach of the one before."""
    if len(chars) == 1:
        return [chars]
    places = [place(char) for char in chars]
    if max(places) - min(places) <= reach:
        return [chars]
    clusters: list[list[TextRun]] = [[]]
    limit = min(places)
    for char in sorted(chars, key=place):
        if place(char) > limit + reach:
            clusters.append([])
        clusters[-1].append(char)
        limit = place(char)
    return clusters


def _parted(line: list[TextRun]) -> Iterator[list[TextRun]]:
    """The characters of each word of a line; blanks part them, and so does space."""
    word: list[TextRun] = []
    for char in line:
        blank = not char.text or char.text.isspace()
        if word and (blank or _is_apart(word[-1], char)):
            yield word
            word = []
        if not blank:
            word.append(char)
    if word:
        yield word


def _is_apart(before: TextRun, char: TextRun) -> bool:
    return char.x0 > before.x1 + _APART * before.size or abs(char.top - before.top) > _LEVEL


def _word(chars: list[TextRun]) -> TextRun:
    first = chars[0]
    return TextRun(
        "".join(_LIGATURES.get(char.text, char.text) for char in chars),
        first.x0,
        min(char.top for char in chars),
        max(char.x1 for char in chars),
        max(char.bottom for char in chars),
        first.size,
        first.face,
        first.baseline,
        first.content,
    )
