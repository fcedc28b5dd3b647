"""The context of a document's figures, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.context.changes import changes_of_figures, counts_points
from pipeline.context.lexicon import Lexicon
from pipeline.context.model import Actor, Context, Said, Sentence, Subject
from pipeline.context.names import Names, short_forms
from pipeline.context.old import model as old
from pipeline.context.old.names import Names as OldNames
from pipeline.context.old.subjects import subjects_of_figures
from pipeline.context.periods import Times, times_of_figures
from pipeline.context.subjects import Subjects
from pipeline.context.sentences import sentences_with_figures
from pipeline.figures.model import Figure
from pipeline.languages.base import Language
from pipeline.paragraphs.sentences import sentences

#: Figures of one sentence that are read; a sentence with more is a table, whatever its layout.
_MOST_FIGURES = 200


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What a document says of itself: the names that it uses, and whom it is about."""

    names: Names | None
    default: Actor | None = None
    old_names: OldNames | None = None


def document_context(
    texts: Sequence[str], language: Language, title: str | None = None
) -> DocumentContext:
    """What the texts of a document's paragraphs say of themselves.

    Args:
        texts: of its paragraphs.
        language: of them.
        title: of the document. One that names a single country or territory makes that the
            subject of figures of which nothing else is said.
    """
    if language.lexicon is None:
        return DocumentContext(None)
    forms = short_forms(texts)
    names = Names(language.code, forms, language.lexicon.actors)
    named = names.actors(title) if title else []
    default = named[0] if len(named) == 1 and named[0].kind == "place" else None
    return DocumentContext(names, default, OldNames(language.code, forms, blanks=bool(language.joiner)))


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
    lexicon = language.lexicon
    if lexicon is None or document.names is None or not figures:
        return [Context() for _ in figures]
    olds = _old(text, figures, language, document)
    found: list[Context] = []
    times = Times()
    subjects = Subjects(text, document.names.actors(text), lexicon, document.default)
    for sentence in sentences_with_figures(text, figures, language.sentence_end, lexicon):
        if len(sentence.spots) > _MOST_FIGURES:
            found += [Context() for _ in sentence.spots]
            continue
        changes = changes_of_figures(sentence, lexicon)
        whens, times = times_of_figures(
            sentence, [c is not None for c in changes], times, lexicon
        )
        owners = subjects.of_sentence(sentence)
        for spot, change, (period, base), owner in zip(
            sentence.spots, changes, whens, owners, strict=True
        ):
            o = olds[len(found)]
            found.append(
                Context(
                    subject=owner,
                    of=o[1],
                    purpose=o[2],
                    change=change,
                    points=counts_points(sentence, spot, lexicon),
                    period=period,
                    base=base,
                    unit_class=spot.figure.unit_class,
                )
            )
    return found


def _old(text, figures, language, document):  # type: ignore
    words = language.context
    starts = [figure.start for figure in figures]
    parted = [
        old.Sentence(s, b, range(bisect_left(starts, b), bisect_left(starts, b + len(s))))
        for s, b in sentences(text, language.sentence_end)
        if b <= starts[-1]
    ]
    owners = subjects_of_figures(parted, figures, document.old_names.actors(text), words)
    out = []
    for i, figure in enumerate(figures):
        owner = owners.get(i)
        share = words.share(text, figure) if figure.kind == "percentage" else None
        purpose = words.purpose(text, figure) if figure.kind == "money" else None
        if share and words.sharers.fullmatch(share):
            owner = old.Actor(figure.start, figure.end, share)
        elif share and owner is None and (group := words.groups.search(share)):
            owner = old.Actor(figure.start, figure.end, group.group())
        out.append(
            (
                Subject(Actor(owner.start, owner.end, owner.name, owner.organization), "sentence")
                if owner
                else None,
                Said(share, figure.end, figure.end) if share else None,
                Said(purpose, figure.end, figure.end) if purpose else None,
            )
        )
    return out
