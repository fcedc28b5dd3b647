"""Printed lines classified by their role, and what text and PDF input have in common.

`text_lines` and `pdf_lines` create these lines, `assemble` joins them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace as changed

from pipeline.cached import cached_property
from pipeline.figures.scripts import ARABIC, CHINESE_NUMERALS, CYRILLIC_SMALL, LATIN_SMALL
from pipeline.languages.base import Layout
from pipeline.pages.page import Word, text_of

#: A rule above footnotes, drawn with underscores.
RULE = re.compile(r"[_\s]*_{5,}[_\s]*")
#: The dots of a table of contents.
LEADER = re.compile(r"(?:\.\s?){6,}")
#: A document's symbol: `A/74/336`, `GEGN.2/2025/35`, `ICCD/COP(8)/CST/8`, `A/81/6 (Sect. 12)`.
SYMBOL = re.compile(
    r"[A-Z][A-Z0-9.]*(?:/[A-Za-z0-9.()*\[\]-]+)+\*?(?:\s?\((?:Part|Sect|Vol|Chap)[^()]{1,16}\))?\*?"
)
#: What typists leave at the edges of a page: `/...`, `- 3 -`, a line of dashes.
_TYPED_FURNITURE = re.compile(r"/?\s?\.{2,3}\s?/?|[-–—]\s?\d{1,3}\s?[-–—]|[-–—]{3,}|\*{3,}")
#: A paragraph's number before text: `12.`, or `12 -` before right-to-left text. In programme
#: budgets and the like it includes the parts before it, `29A.12`, `12.28`, `5.I.2`, and then may
#: lack a final full stop.
LABEL = re.compile(
    rf"(?:(?P<part>(?:\d{{1,2}}[A-Z]?|[IVX]{{1,5}}|[{CHINESE_NUMERALS}]{{1,3}})\.(?:[IVX]{{1,5}}\.)?)(?=\d{{1,3}}[.．]?\s))?"
    r"(?P<number>\d{1,3})(?:\s?[.．](?!\d)|\s?[-–](?=\s?[\u0590-\u08ff])|(?<=\.\d)|(?<=\.\d\d)|(?<=\.\d\d\d))"
    r"(?:\s+|(?=[^\d\s.,;:%)]))"
)
#: Items of a list within a paragraph: (a), (iv), a), （一）, bullets.
ITEM = re.compile(
    rf"(?:[•●·▪■◦–—-]\s|\((?:[a-z]{{1,2}}|[ivx]+|[{ARABIC}]{{1,3}})\)\s?"
    rf"|(?:[a-z{CYRILLIC_SMALL}]|[ivx]{{1,5}})\)\s|[（(][{CHINESE_NUMERALS}]{{1,3}}[)）])"
)
#: How a sentence or clause ends.
CLOSED = (
    "。", ".", "：", ":", "；", ";", "؛", "؟", "！", "？", "?", "!", "”", "’", ")", "）", "»", '"',
)  # fmt: skip
#: Number of capitals from which a line in capitals is more than an acronym.
_CAPITALS = 7
#: Number of words from which a cell is a sentence.
_SENTENCE = 9
#: Where one sentence ends and another begins.
_NEXT_SENTENCE = re.compile(rf"[{LATIN_SMALL}{CYRILLIC_SMALL}{ARABIC}]{{3}}\.\s[^\W\d_]|。.")
#: Maximum characters of a heading, of one with a paragraph number, and of one that is a sentence; a
#: longer one is a paragraph formatted as a heading.
LONGEST_HEADING, LONGEST_NUMBERED, LONGEST_SENTENCE = 320, 200, 120
#: Heading levels of a chapter and an article; titles of a chapter's parts are in between.
_CHAPTER_LEVEL, _ARTICLE_LEVEL = 2, 7
#: The mark at the beginning of a footnote: `12`, `12/`, `[12]`, `(12)`, `¹²`, `*`, `a`.
_NOTE = re.compile(
    r"\s*(?:\[(?P<boxed>\d{1,3})\]|\((?P<braced>\d{1,3})\)|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<mark>\d{1,3}|\*{1,4}|[a-z](?=[\s/]))/?)\s*"
)
#: What follows the heading of contents that go on over a page's end: `(continued)`, `(suite)`.
_CONTINUED = re.compile(r"\s*[(（][^()（）]{2,16}[)）]\s*$")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Printed(msgspec.Struct, frozen=True, dict=True):
    """A line in document order, with its role.

    Attributes:
        role: `masthead`, `title`, `heading`, `body`, `note` (a footnote's line), `table`, or `box`
            (a frame's line).
        page: its page number.
        words: its words; raised ones are marks.
        starts: whether its layout starts a new block.
        level: a heading's depth, where 1 is the highest; for a frame, above 0 for its headings.
        fills: whether it reaches the right edge, so that the next line may continue it.
        inset: for a body line, whether it is indented more than running text.
        apart: whether white space separates it from the line above.
        begins: whether the document's tags say that it starts a paragraph.
        aside: whether it is set at the far side, as signatures, places and dates are.
    """

    role: str
    page: int
    words: tuple[Word, ...]
    starts: bool
    level: int = 0
    fills: bool = True
    inset: bool = False
    apart: bool = False
    begins: bool = False
    aside: bool = False

    @cached_property
    def text(self) -> str:
        """The line as printed."""
        return text_of(self.words)


def is_furniture(text: str, layout: Layout) -> bool:
    """Whether a line is page furniture judging by its words alone, wherever it is."""
    text = text.strip()
    return (
        layout.furniture.fullmatch(text) is not None or _TYPED_FURNITURE.fullmatch(text) is not None
    )


def has_leader(text: str) -> bool:
    """Whether a text has the dots of a table of contents."""
    return text.count(".") > 5 and LEADER.search(text) is not None


def is_capitals(text: str) -> bool:
    """Whether a text is in capitals as typists set headings, and is not an acronym or a code."""
    letters = [c for c in text if c.isalpha()]
    cased = [c for c in letters if c.isupper() or c.islower()]
    upper = sum(c.isupper() for c in cased)
    return (
        upper >= _CAPITALS
        and upper > 0.9 * len(cased)
        and 2 * len(letters) > len(text)
        and not any(len(word) > 3 and word[:-1].islower() for word in text.split())
    )


def is_closed(text: str) -> bool:
    """Whether a text ends like a sentence or clause; a note mark may follow."""
    return text.rstrip("0123456789 ").endswith(CLOSED)


def note_mark(text: str) -> tuple[str, int] | None:
    """The mark at the beginning of a footnote, and where the text after it begins."""
    match = _NOTE.match(text)
    if match is None:
        return None
    mark = next(found for found in match.groups() if found)
    return mark.translate(_SUPERSCRIPTS), match.end()


def is_sentence(text: str) -> bool:
    """Whether a cell's text is a sentence rather than a name, a number or a header."""
    words = text.split()
    return sum(word[:1].isalpha() for word in words) >= _SENTENCE or (
        len(text) > 3 * _SENTENCE and any(c > "\u2e7f" for c in text)
    )


def opens_number(text: str) -> bool:
    """Whether a line begins like a numbered paragraph and not with a decimal (`2.4 per cent`)."""
    match = LABEL.match(text)
    return match is not None and not (match["part"] and match["part"][:-1].isdigit())


def without_beginning(words: Sequence[Word], length: int) -> list[Word]:
    """The words without the first `length` characters of their line."""
    if not length:
        return [word for word in words if word.text]
    kept: list[Word] = []
    position = 0
    for index, word in enumerate(words):
        position += 0 if word.joined or index == 0 else 1
        cut = max(0, length - position)
        position += len(word.text)
        text = word.text[cut:].lstrip() if cut else word.text
        if text:
            kept.append(changed(word, text=text) if cut else word)
    return kept


def is_text(words: str) -> bool:
    """Whether something formatted as a heading is too long to be one."""
    longest = LONGEST_NUMBERED if opens_number(words) else LONGEST_HEADING
    if len(words) > longest:
        return True
    sentence = words.endswith((".", "。")) or _NEXT_SENTENCE.search(words) is not None
    return sentence and len(words) > LONGEST_SENTENCE


def heads_contents(text: str, layout: Layout) -> bool:
    """Whether a line is the heading of a table of contents, or of one that goes on."""
    if text.rstrip().endswith((")", "）")):
        text = _CONTINUED.sub("", text)
    return layout.contents.fullmatch(text) is not None


def is_whole_heading(text: str, layout: Layout) -> bool:
    """Whether a line is a complete heading judging by its words alone."""
    patterns = (layout.summary, layout.annex, layout.chapter, layout.article)
    return any(pattern.fullmatch(text) for pattern in patterns)


def marked_level(text: str, layout: Layout) -> int | None:
    """A heading's depth according to its own numbering (part, letter, number); None without one."""
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
