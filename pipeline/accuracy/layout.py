"""Checks how well a document's layout is read, without an annotation.

Looks for the words of each printed line in the paragraphs, in order, and for gaps in the paragraph
numbers. Both find errors and their places; neither proves that a document is read correctly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.documents.identity import symbol_of_text
from pipeline.documents.masthead import published_on
from pipeline.figures.scripts import CHINESE
from pipeline.languages.base import Language
from pipeline.pages.page import ARTIFACT, Document, Page, Word, text_of
from pipeline.paragraphs.assemble import paragraphs_of, printed_lines, title_of
from pipeline.paragraphs.checks import pages_that_differ, words_left_over
from pipeline.paragraphs.front import words_apart

#: How many words make a sequence, and the share of a page's sequences that must be found for the
#: page to count as right.
_SEQUENCE, _RIGHT = 4, 0.88
#: A word, or a single character in scripts that do not separate words.
_WORD = re.compile(rf"[{CHINESE}]|[^\W\d_{CHINESE}]+")
_HYPHENS = tuple("-\u00ad\u2010\u2011")
#: The first word of a line, and a hyphenated word at its end.
_FIRST, _BROKEN = re.compile(r"^\S+"), re.compile(rf"\S+[{''.join(_HYPHENS)}]$")
#: The fewest sequences across line ends that make them count for a page.
_FEW = 5
#: How far the left edges of two lines of a paragraph may differ, in points, and the most that their
#: baselines may be apart, relative to the type size.
_SLACK, _NEXT_LINE = 2.0, 1.6
#: The white space between columns, relative to the type size; typists leave less after a sentence.
_SPACE = 1.25
_LAST_NUMBER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Gap:
    """Two successive paragraph numbers that are not consecutive.

    `resumes` says whether a series continues after another one interrupted it.
    """

    before: str
    after: str
    resumes: bool = False

    @property
    def reason(self) -> str:
        """The likely reason, judging by the numbers: `starts over`, `goes on` or `missing`."""
        if self.resumes:
            return "goes on"
        return "starts over" if _last(self.after) <= _last(self.before) else "missing"


def gaps_between(numbers: Sequence[str]) -> tuple[Gap, ...]:
    """The gaps between the numbers of paragraphs, in order."""
    gaps: list[Gap] = []
    broken: set[str] = set()
    for before, after in pairwise(numbers):
        if _last(after) == _last(before) + 1:
            continue
        part = _LAST_NUMBER.sub("", after)
        resumes = f"{part}{_last(after) - 1}" in broken
        broken = broken - {f"{part}{_last(after) - 1}"} if resumes else broken | {before}
        gaps.append(Gap(before, after, resumes))
    return tuple(gaps)


@dataclass(frozen=True, slots=True)
class LayoutScore:
    """The score of one document, read with or without its tags.

    Attributes:
        pages: how many pages there are.
        low: pages with too few of their word sequences in the paragraphs, and their shares.
        share: the share of all word sequences of printed lines that are in the paragraphs.
        numbered: how many paragraphs are numbered.
        gaps: between the numbers.
        left_over: how many words are in no block, by page.
        differing: pages that are read differently by tags and by layout.
        title, symbol, published_on: as read from the document.
    """

    pages: int
    low: tuple[tuple[int, float], ...]
    share: float
    numbered: int
    gaps: tuple[Gap, ...]
    left_over: tuple[tuple[int, int], ...]
    differing: tuple[int, ...]
    title: str | None
    symbol: str | None
    published_on: date | None


def score_layout(document: Document, language: Language, *, tagged: bool = True) -> LayoutScore:
    """Scores a document.

    Args:
        document: the document to read.
        language: its language.
        tagged: whether to use its tags.

    Raises:
        UnreadableDocument: it has no running text.
    """
    tags = document.tags if tagged else None
    printed = printed_lines(document.pages, language, tags)
    paragraphs = paragraphs_of(printed, language)
    held = {run for p in paragraphs for run in _sequences(p.text)}
    found = {page.number: _share(page, held) for page in document.pages}
    counted = [pair for pair in found.values() if pair[1]]
    total = sum(of for _, of in counted)
    numbers = [p.number for p in paragraphs if p.kind == "paragraph" and p.number]
    return LayoutScore(
        pages=len(document.pages),
        low=tuple(
            (page, round(right / of, 2))
            for page, (right, of) in found.items()
            if of and right < _RIGHT * of
        ),
        share=sum(right for right, _ in counted) / total if total else 1.0,
        numbered=len(numbers),
        gaps=gaps_between(numbers),
        left_over=tuple(
            (page, len(words))
            for page, words in words_left_over(document.pages, paragraphs, language).items()
        ),
        differing=tuple(pages_that_differ(printed)),
        title=title_of(paragraphs, language),
        symbol=symbol_of_text(document.pages),
        published_on=published_on(document.pages, language),
    )


def score_line(name: str, way: str, score: LayoutScore) -> str:
    """A document's scores on one line of text."""
    right = score.pages - len(score.low)
    gaps = ", ".join(f"{gap.before}>{gap.after} ({gap.reason})" for gap in score.gaps[:6])
    clauses = [
        f"{name} ({way}): pages right {right} of {score.pages}",
        f"words in order {score.share:.3f}",
        f"low pages {', '.join(f'{p} ({s})' for p, s in score.low) or 'none'}",
        f"numbered {score.numbered}, gaps {gaps or 'none'}",
        f"words left over {sum(n for _, n in score.left_over)}",
        f"title {score.title!r}, symbol {score.symbol}, date {score.published_on}",
    ]
    if score.differing:
        clauses.append(f"tags and layout differ on {len(score.differing)} pages")
    return "; ".join(clauses)


def _last(number: str) -> int:
    found = _LAST_NUMBER.search(number)
    return int(found.group()) if found else 0


def _sequences(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return (tuple(words[at : at + _SEQUENCE]) for at in range(len(words) - _SEQUENCE + 1))


def _share(page: Page, held: set[tuple[str, ...]]) -> tuple[int, int]:
    """How many word sequences of a page are in the paragraphs, and how many there are.

    Counts sequences within lines and those across line ends separately, and returns the worse: if
    columns are read across, only those across line ends are missing.
    """
    within: list[tuple[str, ...]] = []
    over: list[tuple[str, ...]] = []
    for text, goes_on in _printed(page):
        (over if goes_on else within).extend(_sequences(text))
    counts = [
        (sum(run in held for run in runs), len(runs))
        for runs in (within, over)
        if len(runs) >= (_FEW if runs is over else 1)
    ]
    return min(counts, key=lambda count: count[0] / count[1], default=(0, 0))


def _printed(page: Page) -> Iterator[tuple[str, bool]]:
    """The pieces of text on a page, and whether each spans the end of a line and the next one.

    Leaves out words hyphenated at a line end.
    """
    above: list[tuple[Word, ...]] = []
    for line in page.lines:
        if any(word.content == ARTIFACT for word in line.words):
            continue
        pieces = list(words_apart(line, space=_SPACE))
        broken = any(text_of(piece).endswith(_HYPHENS) for piece in above)
        for piece in pieces:
            text = text_of(piece)
            over = next((one for one in above if not broken and _goes_on(one, piece)), None)
            if over is not None:
                ends, begins = text_of(over).split(), text.split()
                yield " ".join(ends[-_SEQUENCE // 2 :] + begins[: _SEQUENCE // 2]), True
            text = _FIRST.sub("", text) if broken else text
            yield _BROKEN.sub("", text), False
        above = pieces


def _goes_on(above: Sequence[Word], below: Sequence[Word]) -> bool:
    """Whether a sentence continues on the line below."""
    if len(above) < _SEQUENCE or len(below) < _SEQUENCE // 2:
        return False
    begin, end = above[0].box, below[0].box
    return (
        begin is not None
        and end is not None
        and abs(begin.x0 - end.x0) < _SLACK
        and 0 < end.bottom - begin.bottom < _NEXT_LINE * below[0].size
        and below[0].text[:1].islower()
        and all(word.text[:1].isalpha() for word in (*above[-2:], *below[:2]))
    )
