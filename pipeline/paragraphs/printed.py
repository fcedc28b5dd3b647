"""Printed lines told apart by what they are; what both kinds of input have in common.

`text_lines` and `pdf_lines` make these lines, `assemble` puts them together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.languages.base import Layout
from pipeline.pages.model import Line, Word

#: The rule above footnotes, drawn with underscores.
RULE = re.compile(r"[_\s]*_{5,}[_\s]*")
#: A paragraph's number: `12.`, in programme budgets `29A.12`, before right-to-left text `12 -`;
#: where text follows it.
NUMBERED = re.compile(
    r"(?:(?P<part>\d{1,2}[A-Z]?\.)(?=\d{1,3}\s))?(?P<number>\d{1,3})(?:\s?[.．]|\s?[-–](?=\s?[\u0590-\u08ff])|(?<=\.\d)|(?<=\.\d\d)|(?<=\.\d\d\d))(?:\s+|(?=[^\d\s]))"
)
#: Items of a list within a paragraph: (a), (iv), a), （一）, bullets.
ITEM = re.compile(
    r"(?:[•●·▪■◦–—-]\s|\((?:[a-z]{1,2}|[ivx]+|[\u0621-\u064a\u0640]{1,3})\)\s?|(?:[a-zа-я]|[ivx]{1,5})\)\s|[（(][一二三四五六七八九十]{1,3}[)）])"
)
#: Levels of a chapter's and an article's heading: the titles of a chapter's parts stand between.
_CHAPTER_LEVEL, _ARTICLE_LEVEL = 2, 7
#: The mark at the beginning of a footnote's text.
NOTE = re.compile(r"\s*(?P<mark>\d{1,3}|\*{1,4}|[a-z](?=\s))\s*")


@dataclass(frozen=True, slots=True)
class Printed:
    """One line with its place in the document's order.

    Attributes:
        role: `title`, `heading`, `body`, `note` (a footnote's line), `table`, or `box` (a frame's).
        page: number of its page.
        words: its words; raised ones are marks.
        starts: whether its layout begins a new block.
        level: for a heading, how deep: 1 is the highest.
        fills: whether it goes on to the right edge, so that the next line may continue it.
        inset: for a body line, whether it stands further in than running text does.
    """

    role: str
    page: int
    words: tuple[Word, ...]
    starts: bool
    level: int = 0
    fills: bool = True
    inset: bool = False

    @property
    def text(self) -> str:
        """The line as printed."""
        return Line(self.words).text


def is_whole_heading(text: str, layout: Layout) -> bool:
    """Whether a line is a heading by its words alone, and complete."""
    patterns = (layout.summary, layout.annex, layout.chapter, layout.article)
    return any(pattern.fullmatch(text) for pattern in patterns)


def marked_level(text: str, layout: Layout) -> int | None:
    """How deep a heading is by its own numbering: part, letter, number; None without one."""
    if layout.summary.fullmatch(text) or layout.annex.fullmatch(text):
        return 1
    if layout.chapter.fullmatch(text):
        return _CHAPTER_LEVEL
    if layout.article.fullmatch(text):
        return _ARTICLE_LEVEL
    match = layout.heading.match(text)
    if not match:
        return None
    if match.groupdict().get("section"):
        return 2
    mark = match.group().strip(" .．、\t–-")
    if mark.isdigit():
        return 3
    return 2 if len(mark) == 1 and mark.isascii() and mark not in "IVX" else 1
