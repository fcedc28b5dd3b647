"""Find the context of a document's figures, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.context.changes import changes_of_figures, counts_points
from pipeline.context.context import Actor, Context
from pipeline.context.measures import measures_of_figures
from pipeline.context.names import Names, short_forms
from pipeline.context.periods import YearsFound, no_years, times_of_figures, years_of_sentence
from pipeline.context.purposes import purpose_of, rate_of
from pipeline.context.sentences import sentences_with_figures
from pipeline.context.shares import shares_of_figures
from pipeline.context.subjects import Subjects
from pipeline.figures.figure import Figure
from pipeline.figures.kinds import COUNT
from pipeline.languages.base import Language

#: Maximum figures in a sentence; one with more is a table, whatever its layout.
_MOST_FIGURES = 200


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What a document says about itself: the names it uses, and who it is about."""

    names: Names | None
    default: Actor | None = None


def document_context(
    texts: Sequence[str], language: Language, title: str | None = None
) -> DocumentContext:
    """Collect what a document says about itself.

    Args:
        texts: the texts of its paragraphs.
        language: their language.
        title: the document's title. If it names a single country or territory, that becomes the
            subject of figures for which nothing else is found.
    """
    if language.lexicon is None:
        return DocumentContext(None)
    actors = language.lexicon.actors
    names = Names(language.code, short_forms(texts, actors), actors)
    named = names.actors(title) if title else []
    default = named[0] if len(named) == 1 and named[0].kind == "place" else None
    return DocumentContext(names, default)


def contexts(
    text: str, figures: Sequence[Figure], language: Language, document: DocumentContext
) -> list[Context]:
    """The context of each figure of a paragraph; all empty for a language without context words.

    Args:
        text: the paragraph.
        figures: the figures read from it.
        language: the language of the text.
        document: what its document says about itself.
    """
    lexicon = language.lexicon
    if lexicon is None or document.names is None or not figures:
        return [Context() for _ in figures]
    found: list[Context] = []
    before: YearsFound = no_years
    subjects = Subjects(text, document.names.actors(text), lexicon, document.default)
    for sentence in sentences_with_figures(text, figures, language.sentence_end, lexicon):
        if len(sentence.spots) > _MOST_FIGURES:
            found += [Context() for _ in sentence.spots]
            continue
        owners = subjects.of_sentence(sentence)
        if not sentence.spots:
            before = partial(years_of_sentence, sentence, lexicon)
            continue
        excerpts = changes_of_figures(sentence, lexicon)
        changes = [change is not None for change in excerpts]
        periods, before = times_of_figures(sentence, changes, before, lexicon)
        wholes = shares_of_figures(sentence, changes, owners, lexicon)
        measures = measures_of_figures(sentence, changes, owners, lexicon)
        found += [
            Context(
                subject=owners[place],
                measure=measures[place],
                of=wholes[place],
                change=excerpts[place],
                points=counts_points(sentence, spot, lexicon),
                per=rate_of(sentence, spot, lexicon.rate),
                period=periods[place][0],
                base=periods[place][1],
                purpose=purpose_of(sentence, spot, lexicon.purpose),
                unit_class=spot.unit_class if spot.figure.kind == COUNT else None,
                roles=subjects.roles(sentence, spot, owners[place]),
            )
            for place, spot in enumerate(sentence.spots)
        ]
    return found
