"""Find out whose figure it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace as changed

from pipeline.context.context import Actor, Role, Sentence, Spot, Subject
from pipeline.context.periods import is_series
from pipeline.context.purposes import purpose_of
from pipeline.context.units import class_of
from pipeline.figures.kinds import COUNT, MONEY
from pipeline.figures.needed import finditer, may_match, search
from pipeline.languages.context import ActorWords, ContextLexicon

#: Characters between a figure and an actor in its own phrase.
_PHRASE = 90
#: Classes of units that a body does not own: its members, and what is of no class.
_NOT_OWNED = ("countries", "organizations", None)
#: Short names of peace missions.
_MISSION = re.compile(r"(?:UN(?!DP|ICEF|HCR|ESCO|FPA|EP|-|U\b|V\b)|MI|MON|BIN)[A-Z]+\Z")
#: Begins an item of a list.
_ITEM = ("•", "-", "–")
#: Separates statements within brackets; a second value may follow a comma.
_APART = re.compile(r"[;:；：؛]|\.\s|(?P<comma>[,،，])\s?")
#: Characters between the beginning of a bracket, or a figure in it, and a figure.
_BESIDE = 24
#: Kinds of actors that own what is said in brackets after them.
_OWNERS = ("place", "body")
#: Between an actor and a figure where the verb of the clause before is left out.
_LEFT_OUT = re.compile(r"\s?(?:[–—-]\s)?")
#: After a place or body at the beginning of a clause.
_COMMA = re.compile(r"[,،，]\s?")


def _commas(text: str, start: int, end: int, actors: Sequence[Actor]) -> int:
    """Number of commas between two positions, except those within names."""
    names = (a for a in actors if start <= a.start and a.end <= end)
    return text.count(", ", start, end) - sum(text.count(", ", a.start, a.end) for a in names)


@dataclass(slots=True)
class Mentions:
    """What the sentences of a paragraph have said so far.

    Attributes:
        subject: the actor that the previous sentence is about.
        heads: the actor in the words that introduce a list, for its items.
        named: the bodies named so far.
        places: the places named so far.
    """

    subject: Actor | None = None
    heads: Actor | None = None
    named: list[Actor] = field(default_factory=list)
    places: list[Actor] = field(default_factory=list)


#: The actors of a sentence, and the one that it is about.
_Read = tuple[Sequence[Actor], Actor | None]


def _standing_at(start: int, end: int, actor: Actor) -> Actor:
    """An actor represented by other characters, such as a pronoun."""
    parts = tuple(_standing_at(start, end, part) for part in actor.parts)
    return changed(actor, start=start, end=end, parts=parts)


class Subjects:
    """Finds the subjects of a paragraph's figures, one sentence at a time.

    Args:
        text: the paragraph.
        named: the actors mentioned in it by name.
        lexicon: its language's words.
        default: the actor that the document is about, if its title names one.
    """

    def __init__(
        self, text: str, named: Sequence[Actor], lexicon: ContextLexicon, default: Actor | None
    ) -> None:
        self._text, self._named = text, named
        self._starts = [actor.start for actor in named]
        self._words: ActorWords = lexicon.actors
        self._lexicon, self._default = lexicon, default
        self._so_far = Mentions()
        self._unread: list[tuple[Sentence, _Read | None]] = []

    def of_sentence(self, sentence: Sentence) -> list[Subject | None]:
        """The subject of each figure in the next sentence."""
        if not sentence.spots:
            self._unread.append((sentence, None))
            return []
        actors, main = self._read(sentence)
        of_world = self._of_world(sentence)
        found = [
            self._found(sentence, Actor(spot.start, spot.end, "world", kind="world"), "phrase")
            if place in of_world
            else self._subject(sentence, spot, actors, main)
            for place, spot in enumerate(sentence.spots)
        ]
        for place, (one, other) in enumerate(pairwise(sentence.spots)):
            owner = found[place]
            if owner and found[place + 1] is None and self._is_compared(sentence, one, other):
                found[place + 1] = owner
        self._unread.append((sentence, (actors, main)))
        return found

    def _is_compared(self, sentence: Sentence, one: Spot, other: Spot) -> bool:
        """Whether a second value is of the same: `94 per cent of States, up from 81 per cent`."""
        between = sentence.flat[one.end : other.start]
        if one.figure.kind != other.figure.kind or len(between) > _PHRASE:
            return False
        time = self._lexicon.time
        return bool(
            time.up_from.search(between) or time.moved.search(between) or is_series(between, time)
        )

    def roles(self, sentence: Sentence, spot: Spot, subject: Subject | None) -> tuple[Role, ...]:
        """The actors that a figure belongs to, and those in its phrase that give or receive it."""
        if subject is None and spot.figure.kind != MONEY:
            return ()
        found: list[Role] = []
        if subject is not None and subject.actor.kind not in {"world", "count"}:
            actors = subject.actor.parts or (subject.actor,)
            found += [Role("subject", actor, subject.in_text) for actor in actors]
        if spot.figure.kind == MONEY:
            limit = sentence.begin + min(spot.after, spot.clause[1])
            own = {role.actor.name for role in found}
            first = bisect_left(self._starts, sentence.begin + spot.end)
            for actor in self._named[first : bisect_left(self._starts, limit)]:
                between = self._text[sentence.begin + spot.end : actor.start]
                for role, words in (("giver", self._words.source), ("receiver", self._words.to)):
                    if words.fullmatch(between) and actor.name not in own:
                        found.append(Role(role, actor))
                        break
                break
        return tuple(found)

    @property
    def _mentions(self) -> Mentions:
        """What the sentences before have said. They are only read if something refers to them."""
        unread, self._unread = self._unread, []
        for sentence, read in unread:
            self._remember(sentence, *(read or self._read(sentence)))
        return self._so_far

    def _read(self, sentence: Sentence) -> _Read:
        """The actors of a sentence, and the one that it is about."""
        actors = self._actors(sentence)
        return actors, self._main(sentence, actors)

    # --- who is named --------------------------------------------------------------------

    def _actors(self, sentence: Sentence) -> list[Actor]:
        """The actors of a sentence in order, positioned within it; a list is one actor."""
        text, words = sentence.text, self._words
        found = self._named_in(sentence)
        if self._default is not None:
            for match in words.state_party.finditer(text):
                found.append(_standing_at(match.start(), match.end(), self._default))
        for match in words.groups.finditer(text):
            found.append(
                Actor(match.start(), match.end(), self._plain(match.group()), kind="group")
            )
        for match in finditer(words.bodies, text):
            start, end = match.span("name")
            name = text[start:end]
            if words.part_of_name.search(text, max(0, start - 40), start):
                continue
            one = Actor(start, end, self._plain(name))
            meant = self._meant(one, [actor for actor in found if actor.end <= start])
            # A pronoun that refers to nobody known is not an actor.
            if meant is not one or words.pronoun.fullmatch(name) is None:
                found.append(meant)
        found += self._commons(text, found)
        for spot in sentence.spots:
            if spot.unit_class == "countries":
                name = text[spot.start : spot.end]
                found.append(Actor(spot.start, spot.end, name, kind="count"))
        if len(found) < 2:
            return found
        found.sort(key=lambda actor: (actor.start, -actor.end))
        kept: list[Actor] = []
        for actor in found:
            before = kept[-1] if kept else None
            if before is None or not self._is_in(actor, before, text):
                kept.append(actor)
        return self._listed(kept, text)

    def _named_in(self, sentence: Sentence) -> list[Actor]:
        """The actors that a sentence mentions by name; names of currencies are none."""
        text, begin = sentence.text, sentence.begin
        first = bisect_left(self._starts, begin)
        last = bisect_left(self._starts, begin + len(text))
        if first == last:
            return []
        sums = [(s.start, s.end) for s in sentence.spots if s.figure.kind != COUNT]
        return [
            self._governed(actor, text)
            for actor in (actor.moved(-begin) for actor in self._named[first:last])
            if self._is_whole(actor, text)
            and not any(start < actor.end and actor.start < end for start, end in sums)
        ]

    @staticmethod
    def _is_in(actor: Actor, before: Actor, text: str) -> bool:
        """Whether an actor is part of the previous one, or its short form in brackets."""
        between = text[before.end : actor.start]
        return actor.start < before.end or (
            actor.name == before.name and between in {" (", "(", "（"}
        )

    def _plain(self, name: str) -> str:
        return self._words.nominative(self._words.article.sub("", name))

    def _is_whole(self, actor: Actor, text: str) -> bool:
        words = self._words
        if words.not_actor.match(text, actor.end):
            return False
        begin = max(0, actor.start - 40)
        if actor.organization == "UN" and (
            words.attribute.match(text, actor.end)
            or words.attributed.search(text, begin, actor.end)
        ):
            return False
        if actor.kind == "place" and words.adjunct.match(text, actor.end):
            return False
        return not words.part_of_name.search(text, begin, actor.start)

    def _governed(self, actor: Actor, text: str) -> Actor:
        """Turn a country into its government, if the word for that is next to it."""
        if actor.kind != "place":
            return actor
        begin = max(0, actor.start - 40)
        before = self._words.government.search(text, begin, actor.start)
        if before is not None:
            name = self._plain(text[before.start() : actor.end])
            return changed(actor, start=before.start(), name=name, kind="body", joined=False)
        after = self._words.government.match(text, actor.end)
        if after is not None and after.end() > actor.end:
            return changed(actor, end=after.end(), name=actor.name + after.group(), kind="body")
        return actor

    def _commons(self, text: str, found: Sequence[Actor]) -> list[Actor]:
        """The actors that common nouns stand for: `the country`."""
        meant: list[Actor] = []
        for noun in finditer(self._words.common, text):
            actor = self._common(noun, [a for a in found if a.end <= noun.start()])
            if actor is not None:
                meant.append(_standing_at(*noun.span(noun.lastgroup or 0), actor))
        return meant

    def _common(self, noun: re.Match[str], earlier: Sequence[Actor]) -> Actor | None:
        """The one place or mission named so far, or that the last sentence or document is about."""
        mentions = self._mentions
        if noun.lastgroup == "place":
            named = [*mentions.places, *(a for a in earlier if a.kind == "place")]
        else:
            named = [*mentions.named, *(a for a in earlier if a.kind == "body")]
            named = [a for a in named if _MISSION.match(a.organization or "")]
        if mentions.subject in named:
            return mentions.subject
        only = {a.organization or a.name for a in named}
        if noun.lastgroup == "place" and not only:
            return self._default
        return changed(named[-1], joined=False) if len(only) == 1 else None

    def _meant(self, actor: Actor, earlier: Sequence[Actor]) -> Actor:
        """The actor named earlier that a noun on its own refers to: `the Office`."""
        noun = self._words.stem(actor.name)
        if " " in noun:
            return actor
        for other in reversed([*self._mentions.named, *earlier]):
            if other.name != actor.name and self._stands_for(noun, other.name):
                return changed(other, start=actor.start, end=actor.end, joined=False)
        return actor

    def _stands_for(self, noun: str, name: str) -> bool:
        """Whether a noun is a word of a name, or part of a name written without spaces."""
        if noun in map(self._words.stem, name.split()):
            return True
        return noun.upper() == noun.lower() and noun in name

    def _listed(self, actors: Sequence[Actor], text: str) -> list[Actor]:
        """Combine the actors of a list into one; a list ends with a conjunction."""
        runs: list[list[Actor]] = []
        for actor in actors:
            last = runs[-1][-1] if runs else None
            if (
                last is not None
                and actor.kind == last.kind != "count"
                and self._words.joins.fullmatch(text, last.end, actor.start)
            ):
                runs[-1].append(actor)
            else:
                runs.append([actor])
        return [one for run in runs for one in self._as_list(run, text)]

    def _as_list(self, run: Sequence[Actor], text: str) -> Sequence[Actor]:
        first, last = run[0], run[-1]
        if len(run) == 1 or not text[run[-2].end : last.start].strip(", "):
            return run
        name = self._plain(text[first.start : last.end])
        return [Actor(first.start, last.end, name, None, first.kind, tuple(run), first.joined)]

    # --- who a sentence is about ---------------------------------------------------------

    def _main(self, sentence: Sentence, actors: Sequence[Actor]) -> Actor | None:
        """The actor that a whole sentence is about."""
        if not actors:
            return None
        start = self._clause_start(sentence.flat, 0)
        found = self._opening(sentence.flat, start, actors)
        return found or self._grammatical(sentence, start, len(sentence.text), actors)

    def _opening(self, text: str, start: int, actors: Sequence[Actor]) -> Actor | None:
        """The place or body at the beginning of a clause, which is at `start`: `In Pakistan, `."""
        for actor in actors:
            if actor.start < start:
                continue
            between = text[start : actor.start]
            if actor.kind == "count":
                return None
            if len(between) < 24 and self._words.openers.fullmatch(between):
                return actor
            break
        return None

    def _grammatical(
        self, sentence: Sentence, start: int, end: int, actors: Sequence[Actor]
    ) -> Actor | None:
        """The one actor before the finite verb of a clause, or of the clause that it reports."""
        text, words = sentence.flat, self._words
        inside = [
            a
            for a in actors
            if start <= a.start and a.end <= end and not a.joined and not text[a.start].isspace()
        ]
        if not inside:
            return None
        subject = (
            self._first(text, start, inside)
            if words.verb is None
            else self._before_verb(text, start, end, inside)
        )
        if subject is None:
            return None
        if words.reports.match(text, subject.end):
            later = [a for a in inside if a.start > subject.end]
            report = words.that.search(text, subject.end, end)
            if report is None or not later:
                return None
            start = self._clause_start(text, report.end())
            opened = self._opening(text, start, later)
            return opened or self._grammatical(sentence, start, end, later)
        return subject

    def _clause_start(self, text: str, start: int) -> int:
        """Where a clause begins after whitespace and introductory words."""
        while start < len(text) and text[start].isspace():
            start += 1
        lead = self._words.lead.match(text, start)
        return lead.end() if lead else start

    def _first(self, text: str, start: int, actors: Sequence[Actor]) -> Actor | None:
        """The actor near the beginning of a clause, if the verb cannot be recognized."""
        for actor in actors:
            # `17 个国家的儿童`: what follows belongs to them.
            owner = actor.kind == "count" and self._words.after.match(text, actor.end)
            if owner or self._is_excluded(text, start, actor):
                continue
            if self._words.near.fullmatch(text, start, actor.start):
                return None if self._is_more(text, actor, len(text)) else actor
        return None

    def _before_verb(
        self, text: str, start: int, end: int, actors: Sequence[Actor]
    ) -> Actor | None:
        verb = self._verb(text, start, end, actors)
        if verb is None:
            return None
        subject = [
            a
            for a in actors
            if a.end <= verb + 1
            and not self._is_excluded(text, start, a)
            and "," not in text[start : a.start]
            # A single comma ends the phrase that the actor is in.
            and _commas(text, a.end, verb, actors) % 2 == 0
        ]
        if len({a.name for a in subject}) != 1:
            return None
        return None if self._is_more(text, subject[0], verb) else subject[0]

    def _is_more(self, text: str, actor: Actor, end: int) -> bool:
        """Whether a list continues with something that is not an actor: `UNDP and its partners`."""
        joined = self._words.joins.match(text, actor.end, end)
        return joined is not None and any(c not in " ,،" for c in joined.group())

    def _verb(self, text: str, start: int, end: int, actors: Sequence[Actor]) -> int | None:
        """The position of the first finite verb that is not part of a name."""
        if self._words.verb is None:
            return None
        for match in self._words.verb.finditer(text, start, end):
            if not any(a.start <= match.start() < a.end for a in actors):
                return match.start()
        return None

    def _is_excluded(self, text: str, start: int, actor: Actor) -> bool:
        begin = max(start, actor.start - 40)
        if actor.kind == "count" and self._words.openers.search(text[begin : actor.start]):
            return True
        return self._words.excluded.search(text, begin, actor.start) is not None

    # --- whose figure it is --------------------------------------------------------------

    def _subject(
        self, sentence: Sentence, spot: Spot, actors: Sequence[Actor], main: Actor | None
    ) -> Subject | None:
        if not actors:
            carried = self._carried(sentence, spot, actors)
            return None if carried is None or self._is_target(sentence, spot) else carried
        if self._is_target(sentence, spot):
            return None
        others = [a for a in actors if a.end <= spot.start or spot.end <= a.start]
        actor = (
            self._following(sentence, spot, others)
            or self._label(sentence, spot, others)
            or self._gapped(sentence, spot, others)
            or self._bracketed(sentence, spot, others)
            or self._within(spot, actors)
        )
        if actor is not None and not self._is_counted(spot, actor):
            return self._found(sentence, actor, "phrase")
        actor = self._of_clause(sentence, spot, others, main)
        if actor is not None and not self._is_counted(spot, actor):
            return self._found(sentence, actor, "sentence")
        return self._carried(sentence, spot, others)

    def _found(self, sentence: Sentence, actor: Actor, source: str) -> Subject:
        return Subject(actor.moved(sentence.begin), source)

    def _of_world(self, sentence: Sentence) -> Sequence[int]:
        """The places of the figures that are for the whole world; few sentences speak of it."""
        world, measure, text = self._words.world, self._words.world_measure, sentence.text
        if not may_match(world, text) and not may_match(measure, text):
            return ()
        return [
            place
            for place, spot in enumerate(sentence.spots)
            if self._follows_world(sentence, spot)
            or world.search(text, spot.clause[0], spot.start)
            or measure.search(text, spot.clause[0], spot.start)
        ]

    def _follows_world(self, sentence: Sentence, spot: Spot) -> bool:
        """Whether the whole world is named after a figure, before another verb."""
        limit = min(spot.after, spot.clause[1])
        world = self._words.world.search(sentence.text, spot.end, limit)
        if world is None:
            return False
        return self._words.turns.search(sentence.text, spot.end, world.start()) is None

    def _is_target(self, sentence: Sentence, spot: Spot) -> bool:
        begin = max(spot.before, spot.start - 56)
        return self._lexicon.target.search(sentence.flat, begin, spot.start) is not None

    def _is_counted(self, spot: Spot, actor: Actor) -> bool:
        """Whether an actor is what the figure counts, and so not its subject."""
        unit = (spot.figure.unit or "").lower()
        if actor.kind == "count" and class_of(unit, self._lexicon) == "countries":
            return True
        return actor.kind in {"group", "count"} and actor.name.lower() in unit

    def _within(self, spot: Spot, actors: Sequence[Actor]) -> Actor | None:
        """The body that owns what a figure counts: `70 UNDP country offices`."""
        if spot.unit_class in _NOT_OWNED:
            return None
        for actor in actors:
            if spot.start < actor.start and actor.end < spot.end:
                return actor if actor.kind == "body" and actor.organization else None
        return None

    def _label(self, sentence: Sentence, spot: Spot, actors: Sequence[Actor]) -> Actor | None:
        """The actor just before a figure that it labels: `UNOPS ($141 million)`."""
        for actor in reversed(actors):
            if actor.end > spot.start or actor.end < spot.before:
                continue
            if self._words.label.fullmatch(sentence.text, actor.end, spot.start):
                # `least developed countries (43 of 44)`
                if actor.kind == "count" and self._is_excluded(sentence.text, 0, actor):
                    return None
                counted = spot.figure.kind == COUNT and not spot.figure.unit
                return None if counted and actor.kind == "group" else actor
            break
        return None

    def _gapped(self, sentence: Sentence, spot: Spot, actors: Sequence[Actor]) -> Actor | None:
        """The actor of a clause without a verb: `Kenya gave $2 million and Uganda $1 million`."""
        text = sentence.text
        actor = next((a for a in reversed(actors) if a.end <= spot.start), None)
        if actor is None or actor.kind == "count":
            return None
        if not _LEFT_OUT.fullmatch(text, actor.end, spot.start):
            return None
        same = (s for s in sentence.spots if s.figure.kind == spot.figure.kind)
        before = [s.end for s in same if s.end <= actor.start]
        return actor if before and self._joins(text, before[-1], actor.start) else None

    def _joins(self, text: str, start: int, end: int) -> bool:
        """Whether the last words between two positions join what follows to what is before."""
        return any(
            match.end() == end
            for words in (self._words.joins, self._words.turns, _COMMA)
            for match in words.finditer(text, start, end)
        )

    def _bracketed(self, sentence: Sentence, spot: Spot, actors: Sequence[Actor]) -> Actor | None:
        """The actor before the figure's bracket: `Mali (up by $5 million, or 4 per cent)`."""
        if spot.bracket is None:
            return None
        start = spot.bracket[0]
        for actor in reversed(actors):
            if actor.end > start:
                continue
            label = self._words.label.match(sentence.text, actor.end, start + 1)
            if label is None or label.end() != start + 1:
                return None
            if any(a.start > start for a in actors if a.end <= spot.start):
                return None
            begin = max(start + 1, spot.before)
            short = spot.start - begin <= _BESIDE
            apart = any(
                match["comma"] is None or not self._words.either.match(sentence.text, match.end())
                for match in _APART.finditer(sentence.text, begin, spot.start)
            )
            return actor if short and not apart and actor.kind in _OWNERS else None
        return None

    def _following(self, sentence: Sentence, spot: Spot, actors: Sequence[Actor]) -> Actor | None:
        """The actor after the figure in its own phrase."""
        for actor in actors:
            if actor.start < spot.end or actor.kind == "count":
                continue
            if actor.start > min(spot.after, spot.clause[1]) or actor.start - spot.end > _PHRASE:
                return None
            if self._is_purpose(sentence, spot, actor):
                return None
            between = sentence.text[spot.end : actor.start]
            if self._words.toward.search(between) or self._words.decided.search(between):
                return None
            if spot.figure.kind == MONEY and self._words.source.fullmatch(between):
                return actor
            if self._words.after.fullmatch(between) or self._words.by.fullmatch(between):
                return None if actor.joined and not self._words.after.fullmatch(between) else actor
            return None
        return None

    def _is_purpose(self, sentence: Sentence, spot: Spot, actor: Actor) -> bool:
        """Whether an actor is named in what a sum is for: `for projects in Kenya`."""
        purpose = purpose_of(sentence, spot, self._lexicon.purpose)
        if purpose is None or purpose.start is None or purpose.end is None:
            return False
        return purpose.start <= sentence.begin + actor.start < purpose.end

    def _of_clause(
        self, sentence: Sentence, spot: Spot, actors: Sequence[Actor], main: Actor | None
    ) -> Actor | None:
        """The actor that opens the figure's clause, or that its clause or sentence is about."""
        text = sentence.text
        before = [a for a in actors if a.end <= spot.start]
        start = spot.host
        for actor in reversed(before):
            if search(self._words.turned, text, max(0, actor.start - 40), actor.start):
                return actor
        if before and self._does(sentence, before[-1], spot):
            return before[-1]
        if self._words.relative.match(text, start):
            # `with the World Bank, which provides $5 million`
            last = [a for a in before if a.end <= start]
            if last and not text[last[-1].end : start].strip(", "):
                return last[-1]
            return self._opening(sentence.flat, self._clause_start(sentence.flat, 0), before)
        own = [a for a in before if start <= a.start] if start else ()
        if own:
            opened = self._opening(text, self._clause_start(text, start), own)
            if opened is not None:
                return opened
            start = self._clause_start(sentence.flat, start)
            return self._grammatical(sentence, start, spot.clause[1], own)
        if main is None or (main.end > spot.start and not self._leads(sentence, spot, main)):
            return None
        if main.start >= spot.end:
            return main
        return None if self._turns(sentence, main, spot, before) else main

    def _leads(self, sentence: Sentence, spot: Spot, main: Actor) -> bool:
        """Whether a figure precedes the subject of its sentence: `In 40 countries, UNDP helps`."""
        led = self._clause_start(sentence.flat, 0)
        return spot.end < led <= main.start and main.kind in {"body", "place"}

    def _does(self, sentence: Sentence, actor: Actor, spot: Spot) -> bool:
        """Whether the actor does what the figure measures: `with UNDP reaching 5,000 people`."""
        words, text = self._words, sentence.flat
        doing = words.doing.match(text, actor.end, spot.start)
        return (
            doing is not None
            and words.absolute.search(text, max(0, actor.start - 20), actor.start) is not None
            and not re.search("[,;:]", text[doing.end() : spot.start])
            and words.turns.search(text, doing.end(), spot.start) is None
        )

    def _turns(self, sentence: Sentence, main: Actor, spot: Spot, actors: Sequence[Actor]) -> bool:
        """Whether the sentence has moved on to another subject before a figure.

        It has if a conjunction is followed by words and then a verb: `while staff said that`.
        """
        text, words = sentence.flat, self._words
        found = list(words.turns.finditer(text, main.end, spot.start))
        # A relative clause ends where the next clause begins.
        turns = [
            turn
            for turn in found
            if turn is found[-1] or words.relative.match(turn.group().strip(", ")) is None
        ]
        ends = [turn.start() for turn in turns[1:]] + [spot.start]
        parts = [(turn.end(), end) for turn, end in zip(turns, ends, strict=False)]
        if main.end < spot.host and text[: spot.host].rstrip().endswith((";", "；", "؛")):
            parts.append((self._clause_start(text, spot.host), spot.start))
        if parts and self._is_subject(sentence, main, spot):
            return True
        return any(self._has_subject(text, start, end, actors) for start, end in parts)

    def _is_subject(self, sentence: Sentence, main: Actor, spot: Spot) -> bool:
        """Whether a figure is itself the subject of its clause: `and 9 schools were built`."""
        text = sentence.flat
        if self._words.predicate.match(text, spot.end) is None:
            return False
        divides = self._lexicon.time.divides
        starts = [s.start for s in sentence.spots if main.end <= s.start <= spot.start]
        if any(divides.search(text, main.end, start) for start in starts[-2:]):
            return False  # `of whom 9 were women`: a part of what the main clause says
        return self._opening(text, self._clause_start(text, 0), [main]) is None

    def _has_subject(self, text: str, start: int, end: int, actors: Sequence[Actor]) -> bool:
        """Whether there is more than a verb between two positions."""
        if self._words.verb is None:
            return True
        verb = self._verb(text, start, end, actors)
        return verb is not None and self._words.bridge.fullmatch(text, start, verb) is None

    def _carried(self, sentence: Sentence, spot: Spot, actors: Sequence[Actor]) -> Subject | None:
        """Who a pronoun, a list item or the whole document refers to."""
        if not any(a.end <= spot.start for a in actors):
            begin = sentence.begin
            pronoun = self._words.pronoun.match(sentence.text)
            if pronoun is not None and (meant := self._mentions.subject) is not None:
                start, end = begin + pronoun.start(), begin + pronoun.end()
                return Subject(_standing_at(start, end, meant), "sentence")
            if sentence.text.startswith(_ITEM) and (meant := self._mentions.heads) is not None:
                return Subject(_standing_at(begin, begin + 1, meant), "sentence")
        # A figure in brackets belongs to what is before them.
        if self._default is not None and not actors and spot.bracket is None:
            return Subject(self._default, "document", in_text=False)
        return None

    def _remember(self, sentence: Sentence, actors: Sequence[Actor], main: Actor | None) -> None:
        mentions = self._so_far
        if main is not None:
            # `In Kenya, UNDP helped. It …`
            comma = _COMMA.match(sentence.flat, main.end)
            begin = comma.end() if comma else 0
            begin = self._clause_start(sentence.flat, begin)
            meant = self._grammatical(sentence, begin, len(sentence.text), actors) or main
            mentions.subject = None if meant.kind == "count" else meant
        elif self._words.pronoun.match(sentence.text) is None:
            mentions.subject = None
        if sentence.text.rstrip().endswith((":", "：")):
            mentions.heads = mentions.subject
        elif not sentence.text.startswith(_ITEM):
            mentions.heads = None
        each = [a for actor in actors for a in (actor.parts or (actor,))]
        mentions.named += [a for a in each if a.kind == "body"]
        mentions.places += [a for a in each if a.kind == "place"]
