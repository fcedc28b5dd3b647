"""Whose figure it is: the actor that its sentence speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.context.model import Actor, ContextWords
from pipeline.figures.model import Figure


def subjects_of_figures(
    sentences: Sequence[tuple[str, int]],
    figures: Sequence[Figure],
    named: Sequence[Actor],
    words: ContextWords,
) -> dict[int, Actor]:
    """The actor by the index of the figure; figures of no known actor are left out.

    The first actor of the sentence that stands before the figure owns it, unless a word such as
    `with` or `in` says that it only takes part. A pronoun stands for an actor named earlier.

    Args:
        sentences: a paragraph's sentences with the place of their first character.
        figures: the paragraph's figures.
        named: actors with a name of their own in the paragraph.
        words: of the language.
    """
    found: dict[int, Actor] = {}
    earlier: list[Actor] = []
    last: Actor | None = None
    before = ""
    for text, begin in sentences:
        inside = [i for i, f in enumerate(figures) if begin <= f.start < begin + len(text)]
        spans = [(figures[i].start, figures[i].end) for i in inside]
        here = [a for a in named if begin <= a.start < begin + len(text)]
        candidates = _candidates(text, begin, here, earlier, last, before, words)
        candidates = [a for a in candidates if not any(s < a.end and a.start < e for s, e in spans)]
        for index in inside:
            owner = next((a for a in candidates if a.end <= figures[index].start), None)
            if owner is not None:
                found[index] = owner
        last = candidates[0] if candidates else last
        earlier += here
        before += text
    return found


def _candidates(  # noqa: PLR0913, PLR0917
    text: str,
    begin: int,
    here: Sequence[Actor],
    earlier: Sequence[Actor],
    last: Actor | None,
    before: str,
    words: ContextWords,
) -> list[Actor]:
    """The actors of a sentence that may own a figure, in order."""
    found = [
        _with_government(actor, text, begin, words)
        for actor in here
        if not words.not_subject.search(text[: actor.start - begin])
        and not (actor.is_place and words.not_place.search(text[: actor.start - begin]))
        and not words.not_actor.match(text, actor.end - begin)
    ]
    found += (
        Actor(begin + match.start(), begin + match.end(), match.group())
        for match in words.groups.finditer(text)
        if not words.not_group.search(text[: match.start()])
        and not words.not_actor.match(text, match.end())
    )
    opening = words.opening.match(text)
    if opening and words.not_actor.match(text, opening.end(1)):
        opening = None
    if opening and not any(a.start < begin + opening.end() for a in found):
        start, end = opening.span(1)
        found.append(Actor(begin + start, begin + end, opening.group(1)))
    for match in words.pronoun.finditer(text):
        if words.not_actor.match(text, match.end()):
            continue
        noun = match.groupdict().get("noun")
        place = begin + match.start(), begin + match.end()
        if noun is None:
            meant = last
        else:
            meant = _named_with(noun, [*earlier, *here], place[0])
            names = words.named(before + text[: match.start()], noun) if meant is None else []
            meant = Actor(*place, names[-1]) if names else meant
        if meant is not None:
            found.append(replace(meant, start=place[0], end=place[1]))
    return sorted(found, key=lambda actor: actor.start)


def _with_government(actor: Actor, text: str, begin: int, words: ContextWords) -> Actor:
    match = words.government.match(text, actor.end - begin)
    if match is None:
        return actor
    return replace(actor, end=actor.end + len(match.group()), name=actor.name + match.group())


def _named_with(noun: str, actors: Sequence[Actor], before: int) -> Actor | None:
    """The last actor named before a place whose name ends in that noun, or begins with it.

    A name begins with its noun in languages that put it first: `Oficina de … para Proyectos`.
    """
    short = noun.lower()
    fitting = [
        a
        for a in actors
        if a.end <= before and (a.name.lower().endswith(short) or a.name.lower().startswith(short))
    ]
    return fitting[-1] if fitting else None
