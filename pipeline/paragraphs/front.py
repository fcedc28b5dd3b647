"""The front of a document: where the masthead of page 1 ends, and the title that follows.

A masthead consists of blocks with a distribution, a symbol, a date, a session or an agenda item;
the agenda item's own title is in the same block as its number. What comes next, before any text, is
the document's title and its author.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pipeline.languages.base import Layout
from pipeline.pages.page import Line, Page, Word, text_of
from pipeline.paragraphs.printed import SYMBOL, has_leader, is_sentence

#: Share of page 1's height within which a masthead ends.
_ABOVE = 0.62
#: White space, as a share of the font size, that separates things side by side.
_SIDE_BY_SIDE = 1.0
_RESOLUTION = re.compile(r"\d{1,4}/\d{1,4}(?:\s?[A-Z]{1,2})?[.．]\s+(?=\S)")


def is_headline(text: str) -> bool:
    """Whether a text begins with the number of a resolution or decision, `78/253. `."""
    return _RESOLUTION.match(text) is not None


def without_headline(text: str) -> str:
    """A resolution's title without its number."""
    return _RESOLUTION.sub("", text, count=1)


def masthead_end(  # noqa: PLR0913
    lines: Sequence[Line],
    page: Page,
    layout: Layout,
    *,
    is_apart: Callable[[Line], bool],
    is_text: Callable[[Line], bool],
    is_large: Callable[[Line], bool],
) -> int:
    """Number of lines of the first page that form its masthead; 0 if it has none.

    Args:
        lines: the lines of page 1.
        page: page 1.
        layout: the layout of the document's language.
        is_apart: whether white space separates a line from the one above.
        is_text: whether a line is running text, which ends a masthead.
        is_large: whether a line is set in the size of a title.
    """
    end = 0
    begins = [i for i, line in enumerate(lines) if i == 0 or is_apart(line)]
    for begin, until in pairwise([*begins, len(lines)]):
        block = lines[begin:until]
        if _top(block[0]) > _ABOVE * page.height:
            break
        likes = [any(is_masthead(t, layout) for t in (line.text, *parts(line))) for line in block]
        if not any(likes) and (sum(map(is_text, block)) >= 2 or (end and _is_said(block))):
            break
        if any(like and not is_large(line) for like, line in zip(likes, block, strict=True)):
            # A title that follows closely below the masthead is not part of it.
            large = next((i for i, line in enumerate(block) if i and is_large(line)), len(block))
            last = max(i for i, like in enumerate(likes) if like)
            end = begin + (large if large > last else len(block))
    return end


def _is_said(block: Sequence[Line]) -> bool:
    """Whether a block is a sentence, such as those that open a meeting record."""
    text = " ".join(line.text for line in block)
    return is_sentence(text) and text.endswith((".", "。")) and not has_leader(text)


def is_masthead(text: str, layout: Layout) -> bool:
    """Whether a text is of a kind that occurs only in a masthead."""
    patterns = (layout.furniture, layout.session, layout.agenda_item, layout.date_line, SYMBOL)
    return any(pattern.fullmatch(text.rstrip("* ")) for pattern in patterns)


def parts(line: Line) -> Iterator[str]:
    """The texts in a line that are separated by wide gaps."""
    return (text_of(words) for words in words_apart(line))


def words_apart(line: Line, *, space: float = _SIDE_BY_SIDE) -> Iterator[tuple[Word, ...]]:
    """Split a line's words where there are wide gaps.

    Args:
        line: a printed line.
        space: the width of such a gap, as a share of the font size.
    """
    begin = 0
    for index in range(1, len(line.words)):
        left, right = line.words[index - 1], line.words[index]
        if left.box and right.box and right.box.x0 - left.box.x1 > space * right.size:
            yield line.words[begin:index]
            begin = index
    yield line.words[begin:]


def _top(line: Line) -> float:
    return line.words[0].box.top if line.words[0].box else 0.0
