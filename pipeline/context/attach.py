"""The context of a document's figures, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.context.model import Actor, Context, ContextWords, Sentence
from pipeline.context.names import Names, short_forms
from pipeline.context.periods import Years, years_of_figures
from pipeline.context.subjects import subjects_of_figures
from pipeline.figures.model import Figure
from pipeline.languages.base import Language
from pipeline.paragraphs.sentences import sentences


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What a document says of itself: names with its short forms, and its reporting period."""

    names: Names
    reporting: Years | None


def document_context(texts: Sequence[str], language: Language) -> DocumentContext:
    """What the texts of a document's paragraphs say of themselves."""
    words = language.context
    reporting = None if words is None else _reporting_period(texts, words)
    names = Names(language.code, short_forms(texts), blanks=bool(language.joiner))
    return DocumentContext(names, reporting)


def contexts(
    text: str, figures: Sequence[Figure], language: Language, document: DocumentContext
) -> list[Context]:
    """The context of each figure of a paragraph; all empty for a language without words for it.

    Args:
        text: the paragraph.
        figures: read from it.
        language: of the text.
        document: what its document says of itself.
    """
    words = language.context
    if words is None or not figures:
        return [Context() for _ in figures]
    parted = _parted(text, figures, language)
    years = years_of_figures(parted, figures, words, document.reporting)
    owners = subjects_of_figures(parted, figures, document.names.actors(text), words)
    return [
        _context(text, figure, owners.get(i), years.get(i, (None, None)), words)
        for i, figure in enumerate(figures)
    ]


def _parted(text: str, figures: Sequence[Figure], language: Language) -> list[Sentence]:
    """The sentences of a paragraph up to the one of its last figure."""
    starts = [figure.start for figure in figures]
    return [
        Sentence(
            sentence,
            begin,
            range(bisect_left(starts, begin), bisect_left(starts, begin + len(sentence))),
        )
        for sentence, begin in sentences(text, language.sentence_end)
        if begin <= starts[-1]
    ]


def _context(
    text: str,
    figure: Figure,
    owner: Actor | None,
    years: tuple[int | None, int | None],
    words: ContextWords,
) -> Context:
    share = words.share(text, figure) if figure.kind == "percentage" else None
    purpose = words.purpose(text, figure) if figure.kind == "money" else None
    if share and words.sharers.fullmatch(share):
        # A share of actors is their own figure: `83 per cent of developing countries`.
        owner = Actor(figure.start, figure.end, share)
    elif share and owner is None and (group := words.groups.search(share)):
        owner = Actor(figure.start, figure.end, group.group())
    return Context(
        subject=owner.name if owner else None,
        organization=owner.organization if owner else None,
        period_start=years[0],
        period_end=years[1],
        of=share,
        purpose=purpose,
    )


def _reporting_period(texts: Sequence[str], words: ContextWords) -> Years | None:
    for text in texts:
        match = words.defines_reporting_period.search(text)
        if match:
            periods = words.periods(text[match.end() : match.end() + 80])
            if periods:
                return periods[0].years
    return None
