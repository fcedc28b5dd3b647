"""Whose figure it is: the actor that its sentence speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipeline.context.old.model import Actor, ContextWords, Sentence
from pipeline.figures.model import Figure


def subjects_of_figures(
    sentences: Sequence[Sentence],
    figures: Sequence[Figure],
    named: Sequence[Actor],
    words: ContextWords,
) -> dict[int, Actor]:
    """The actor by the index of the figure; figures of no known actor are left out.

    The first actor of the sentence that stands before the figure owns it, unless a word such as
    `with` or `in` says that it only takes part. A pronoun stands for an actor named earlier.

    Args:
        sentences: of a paragraph.
        figures: the paragraph's figures.
        named: actors with a name of their own in the paragraph, in order.
        words: of the language.
    """
    found: dict[int, Actor] = {}
    earlier: list[Actor] = []
    last: Actor | None = None
    before: list[str] = []
    places = [actor.start for actor in named]
    for sentence in sentences:
        spans = [(figures[i].start, figures[i].end) for i in sentence.figures]
        here = named[bisect_left(places, sentence.begin) : bisect_left(places, sentence.end)]
        candidates = _candidates(sentence, here, earlier, last, before, words)
        candidates = [a for a in candidates if not any(s < a.end and a.start < e for s, e in spans)]
        for index in sentence.figures:
            owner = next((a for a in candidates if a.end <= figures[index].start), None)
            if owner is not None:
                found[index] = owner
        last = candidates[0] if candidates else last
        earlier += here
        before.append(sentence.text)
    return found


def _candidates(  # noqa: PLR0913, PLR0917
    sentence: Sentence,
    here: Sequence[Actor],
    earlier: Sequence[Actor],
    last: Actor | None,
    before: Sequence[str],
    words: ContextWords,
) -> list[Actor]:
    """The actors of a sentence that may own a figure, in order."""
    text, begin = sentence.text, sentence.begin
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
            meant = _named_by(noun, [*earlier, *here], place[0])
            if meant is None:
                names = words.named("".join((*before, text[: match.start()])), noun)
                meant = Actor(*place, names[-1]) if names else None
        if meant is not None:
            found.append(replace(meant, start=place[0], end=place[1]))
    return sorted(found, key=lambda actor: actor.start)


def _with_government(actor: Actor, text: str, begin: int, words: ContextWords) -> Actor:
    match = words.government.match(text, actor.end - begin)
    if match is None:
        return actor
    return replace(actor, end=actor.end + len(match.group()), name=actor.name + match.group())


def _named_by(noun: str, actors: Sequence[Actor], before: int) -> Actor | None:
    """The last actor named before a place whose name ends in that noun, or begins with it."""
    word = noun.lower()
    return next(
        (
            actor
            for actor in reversed(actors)
            if actor.end <= before
            and (actor.name.lower().endswith(word) or actor.name.lower().startswith(f"{word} "))
        ),
        None,
    )
