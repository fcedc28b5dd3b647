"""The parts of a figure's context."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec.structs import replace as changed

from pipeline.figures.figure import Figure

# These are created by the million: as structs, ten times as fast as as dataclasses.

#: First and last year; the last is None for an open period, the first if there is no beginning.
Years = tuple[int | None, int | None]


class Excerpt(msgspec.Struct, frozen=True, gc=False):
    """A value, and the characters `start:end` of the paragraph it comes from.

    A value from a table header has no such characters, since a header may be in several pieces.
    """

    value: str
    start: int | None = None
    end: int | None = None


class When(msgspec.Struct, frozen=True, gc=False):
    """Years, the characters that name them, and where they were found (`PERIOD_SOURCES`)."""

    years: Years
    start: int | None = None
    end: int | None = None
    source: str = "phrase"


#: Something with a position in the text.
Placed = TypeVar("Placed", Excerpt, When)


class Actor(msgspec.Struct, frozen=True, gc=False):
    """Somebody that figures can belong to, named in characters `start:end` of a paragraph.

    Attributes:
        start: first character.
        end: character after the last.
        name: as published: without article, in the nominative, and the longest name known.
        organization: standard short name, if it is a single known body.
        kind: `place` for a country or territory, `body` for an organization, `group` for actors
            without a name of their own (`least developed countries`), `world`.
        parts: the actors in a list, if the list counts as one.
        joined: whether a preposition is attached to the name (`لألمانيا`); it is then no subject.
    """

    start: int
    end: int
    name: str
    organization: str | None = None
    kind: str = "body"
    parts: tuple[Actor, ...] = ()
    joined: bool = False

    def moved(self, places: int) -> Actor:
        """The same actor in a text that starts that many characters earlier."""
        if not places:
            return self
        return Actor(
            self.start + places,
            self.end + places,
            self.name,
            self.organization,
            self.kind,
            tuple(part.moved(places) for part in self.parts) if self.parts else (),
            self.joined,
        )


class Subject(msgspec.Struct, frozen=True, gc=False):
    """Whose figure it is, and how that was found (`SUBJECT_SOURCES`).

    `in_text` is false if it comes from the document rather than the paragraph.
    """

    actor: Actor
    source: str
    in_text: bool = True


class Role(msgspec.Struct, frozen=True, gc=False):
    """An actor that a figure belongs to (`subject`), or that gives or receives the money."""

    role: str
    actor: Actor
    in_text: bool = True


class Context(msgspec.Struct, frozen=True, gc=False):
    """What the text says about a figure; None for what it does not say."""

    subject: Subject | None = None
    measure: Excerpt | None = None
    of: Excerpt | None = None
    change: Excerpt | None = None
    points: bool = False
    per: Excerpt | None = None
    period: When | None = None
    base: When | None = None
    purpose: Excerpt | None = None
    unit_class: str | None = None
    roles: tuple[Role, ...] = ()


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A figure in its sentence; all positions count from the sentence's first character.

    Attributes:
        figure: the figure as read.
        start: its first character.
        end: the character after its last.
        before: end of the previous figure in the sentence, 0 for the first.
        after: start of the next figure, the sentence's length for the last.
        clause: where its clause begins and ends.
        bracket: where the brackets around it open and close, if any.
        host: where the clause begins that contains it, or the brackets around it.
        unit_class: the class of its unit (`schema.UNIT_CLASSES`), if it has one.
    """

    figure: Figure
    start: int
    end: int
    before: int
    after: int
    clause: tuple[int, int]
    bracket: tuple[int, int] | None = None
    host: int = 0
    unit_class: str | None = None


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence and its figures.

    Attributes:
        text: its characters.
        begin: its position in the paragraph.
        flat: the text with everything in brackets replaced by spaces, character by character.
        spots: its figures in order.
    """

    text: str
    begin: int
    flat: str
    spots: tuple[Spot, ...]

    def excerpt(self, start: int, end: int, value: str | None = None) -> Excerpt:
        """Characters `start:end` as a value found in the paragraph."""
        value = self.text[start:end] if value is None else value
        return Excerpt(value, self.begin + start, self.begin + end)


def moved(context: Context, places: int) -> Context:
    """The context of a figure in a text that starts that many characters earlier."""
    if not places:
        return context

    def shifted(one: Placed | None) -> Placed | None:
        if one is None or one.start is None or one.end is None:
            return one
        return changed(one, start=one.start + places, end=one.end + places)

    subject = context.subject
    if subject is not None and subject.in_text:
        subject = changed(subject, actor=subject.actor.moved(places))
    return changed(
        context,
        subject=subject,
        measure=shifted(context.measure),
        of=shifted(context.of),
        change=shifted(context.change),
        per=shifted(context.per),
        period=shifted(context.period),
        base=shifted(context.base),
        purpose=shifted(context.purpose),
        roles=tuple(
            changed(role, actor=role.actor.moved(places)) if role.in_text else role
            for role in context.roles
        ),
    )
