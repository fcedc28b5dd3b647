"""How well a document's pages and paragraphs are told apart, without an annotation.

The words of each printed line are looked for in the paragraphs, in order; the numbers of paragraphs
are looked through for gaps. Both tell of faults, and where; neither tells that all is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.documents.identity import symbol_of_text
from pipeline.documents.masthead import published_on
from pipeline.languages.base import Language
from pipeline.pages.model import ARTIFACT, Document, Page
from pipeline.paragraphs.assemble import read_paragraphs, title_of
from pipeline.paragraphs.checks import pages_told_differently, words_left_over

#: Words in a sequence that is looked for, and the share of a page's sequences from which it counts
#: as right.
_SEQUENCE, _RIGHT = 4, 0.88
#: A word; of a script without blanks between words, a character.
_WORD = re.compile("[\u3400-\u9fff]|[^\\W\\d_\u3400-\u9fff]+")
_LAST_NUMBER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Gap:
    """Two numbers that follow each other in a document and are no neighbours."""

    before: str
    after: str

    @property
    def reason(self) -> str:
        """Why, as far as the numbers tell: `begins anew`, or `missing`."""
        return "begins anew" if _last(self.after) <= _last(self.before) else "missing"


@dataclass(frozen=True, slots=True)
class LayoutScore:
    """What was found of one document, read in one way.

    Attributes:
        pages: all pages.
        low: pages of which too few sequences of words stand in the paragraphs, with the share.
        share: of all sequences of words of printed lines that stand in the paragraphs, in order.
        numbered: numbered paragraphs.
        gaps: between their numbers.
        left_over: words in no block, by page.
        differing: pages that tags and layout tell apart differently.
        title, symbol, published_on: as the document itself tells them.
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
    """Measures a document.

    Args:
        document: to be read.
        language: of the document.
        tagged: whether its tags are used; else they are ignored.

    Raises:
        UnreadableDocument: it holds no running text.
    """
    tags = document.tags if tagged else None
    paragraphs = read_paragraphs(document.pages, language, tags)
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
        gaps=tuple(Gap(a, b) for a, b in pairwise(numbers) if _last(b) != _last(a) + 1),
        left_over=tuple(
            (page, len(words))
            for page, words in words_left_over(document.pages, paragraphs, language).items()
        ),
        differing=tuple(pages_told_differently(document.pages, tags, language)),
        title=title_of(paragraphs, language),
        symbol=symbol_of_text(document.pages),
        published_on=published_on(document.pages, language),
    )


def score_line(name: str, way: str, score: LayoutScore) -> str:
    """A document's scores as a line of text."""
    right = score.pages - len(score.low)
    gaps = ", ".join(f"{gap.before}>{gap.after} ({gap.reason})" for gap in score.gaps[:6])
    parts = [
        f"{name} ({way}): pages right {right} of {score.pages}",
        f"words in order {score.share:.3f}",
        f"low pages {', '.join(f'{p} ({s})' for p, s in score.low) or 'none'}",
        f"numbered {score.numbered}, gaps {gaps or 'none'}",
        f"words left over {sum(n for _, n in score.left_over)}",
        f"title {score.title!r}, symbol {score.symbol}, date {score.published_on}",
    ]
    if score.differing:
        parts.append(f"tags and layout differ on {len(score.differing)} pages")
    return "; ".join(parts)


def _last(number: str) -> int:
    found = _LAST_NUMBER.search(number)
    return int(found.group()) if found else 0


def _sequences(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return (tuple(words[at : at + _SEQUENCE]) for at in range(len(words) - _SEQUENCE + 1))


def _share(page: Page, held: set[tuple[str, ...]]) -> tuple[int, int]:
    """How many of the sequences of a page's lines stand in the paragraphs, and of how many."""
    lines = [line for line in page.lines if all(w.content != ARTIFACT for w in line.words)]
    runs = [run for line in lines for run in _sequences(line.text)]
    return sum(run in held for run in runs), len(runs)
