"""Find the years that a figure is for, and the years that it is compared with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from msgspec.structs import replace as changed

from pipeline.context.context import Sentence, Spot, When, Years
from pipeline.figures.kinds import COUNT, MONEY
from pipeline.figures.needed import search
from pipeline.languages.context import ContextLexicon, TimeWords

#: Characters before a year that may say how it relates to the figure.
_CUE = 56
#: Characters between two compared values, and between years and a figure just after them.
_GAP, _RIGHT_BEFORE = 160, 12
#: After a comma, words that go on with something else: `, reinforcing commitments by 2030`.
_ASIDE = re.compile(r"(?:[,،]\s|，)(?=[^\W\d])")
#: Between years and the figure that they label: `2022/23: 29.4 per cent; 2023/24: 30.6 per cent`.
_LABELS, _LABEL_AFTER = re.compile(r"\s?[:：]\s?"), "([（;；؛,،，•"


class Period(msgspec.Struct, frozen=True, gc=False):
    """Years named in a sentence.

    Attributes:
        start: first character, including words before the years (`in`, `since`).
        year: first character of the first year.
        end: character after the last.
        years: first and last year; the last is None for `since`.
        role: `time`, `since`, `base` (what something is compared with), or `from`, which is a
            base for a change and a beginning otherwise.
    """

    start: int
    year: int
    end: int
    years: Years
    role: str


#: The years of a sentence's figures, or of the sentence itself, if they are all the same. Read only
#: if the next sentence refers to them.
YearsFound = Callable[[], Years | None]


def read_periods(
    text: str, words: TimeWords, figures: Sequence[tuple[int, int]] = ()
) -> list[Period]:
    """The periods named in a text, in order, without years in names and references.

    Args:
        text: a sentence.
        words: the words of its language.
        figures: first character and end of each figure in it; what looks like a reference but
            contains a figure is not one (`61 777 (2014)`).
    """
    if words.some_year.search(text) is None:
        return []
    skipped = [
        match.span()
        for match in words.names.finditer(text)
        if not any(match.start() < end and start < match.end() for start, end in figures)
    ]
    found: list[Period] = []
    done = 0
    for match in words.years.finditer(text):
        start, end = match.span()
        if any(first < end and start < last for first, last in skipped):
            done = end
            continue
        years = _years(match, words)
        if years is None:
            continue
        lead = words.lead.search(text, max(done, start - _CUE), start)
        begin = lead.start() if lead else start
        after = words.after.match(text, end)
        end = after.end() if after else end
        role = _role(text, max(done, begin - _CUE), (begin, start, end), years, words)
        if role == "time" and words.levels.match(text, end):
            role = "base"
        if role == "since":
            years = (years[0], None)
        found.append(Period(begin, start, end, years, role))
        done = end
    return _joined(text, found, words)


def is_series(between: str, words: TimeWords) -> bool:
    """Whether there are only years between two values: `82 per cent, in 2012 it was 84`."""
    rest, end = "", 0
    for period in read_periods(between, words):
        rest, end = rest + between[end : period.start], period.end
    return end > 0 and words.series.fullmatch(rest + between[end:]) is not None


def _joined(text: str, periods: Sequence[Period], words: TimeWords) -> list[Period]:
    """Join consecutive years in a list into one period: `2011, 2012 and 2013`."""
    found: list[Period] = []
    for period in periods:
        last = found[-1] if found else None
        if (
            last is not None
            and None not in {*last.years, *period.years}
            and period.years[0] == (last.years[1] or 0) + 1
            and words.years_listed.fullmatch(text, last.end, period.year)
            and not words.respectively.search(text)
        ):
            years = (last.years[0], period.years[1])
            found[-1] = changed(last, end=period.end, years=years)
        else:
            found.append(period)
    return found


def _years(match: re.Match[str], words: TimeWords) -> Years | None:
    first, last = match["first"] or match["low"], match["last"] or match["high"]
    if last is None:
        return int(first), int(first)
    whole = int(last if len(last) == 4 else first[: 4 - len(last)] + last)
    if whole < int(first):
        return (whole, int(first)) if words.any_order and len(last) == 4 else None
    return int(first), whole


def _role(text: str, limit: int, span: tuple[int, int, int], years: Years, words: TimeWords) -> str:
    """How years relate to a figure; `span` is their begin with and without lead, and their end."""
    begin, start, end = span
    if years[0] == years[1] and (
        words.since.search(text, begin, end) or words.since_event.search(text, limit, start)
    ):
        return "since"
    if words.compared.search(text, limit, start):
        return "base"
    if years[0] == years[1] and words.from_.search(text, begin, start):
        return "from"
    return "time"


def _lists(between: str) -> bool:
    """Whether another item of a list begins between two places; a heading leads to its first."""
    return "•" in between and not between.lstrip().startswith(":")


def times_of_figures(
    sentence: Sentence, changes: Sequence[bool], before: YearsFound, lexicon: ContextLexicon
) -> tuple[list[tuple[When | None, When | None]], YearsFound]:
    """Period and base of each figure of a sentence, and what the next sentence may refer to.

    Args:
        sentence: the sentence with its figures.
        changes: whether each figure is a change.
        before: what the previous sentence says about time.
        lexicon: the language's words.
    """
    periods = _periods_of(sentence, lexicon.time)
    if periods:
        reader = _Reader(sentence, periods, changes, before, lexicon)
        return reader.read(), reader.years
    # As in most sentences: only the one before can tell their years.
    taken = None if all(changes) else _taken_over(sentence, before, lexicon.time)
    years = no_years if taken is None else partial(_known_years, taken.years)
    return [(None if change else taken, None) for change in changes], years


def no_years() -> None:
    """What a sentence that says nothing about time tells the next one."""


def _known_years(years: Years) -> Years:
    return years


def years_of_sentence(sentence: Sentence, lexicon: ContextLexicon) -> Years | None:
    """The years of a sentence without figures."""
    periods = _periods_of(sentence, lexicon.time)
    return _Reader(sentence, periods, (), no_years, lexicon).years()


def _periods_of(sentence: Sentence, words: TimeWords) -> list[Period]:
    """The periods named in a sentence outside its figures."""
    spans = [(spot.start, spot.end) for spot in sentence.spots]
    return [
        p
        for p in read_periods(sentence.text, words, spans)
        if not any(start < p.end and p.year < end for start, end in spans)
    ]


def _taken_over(sentence: Sentence, before: YearsFound, words: TimeWords) -> When | None:
    """The years of the previous sentence, if this one refers to them."""
    if before is no_years:
        return None
    match = search(words.same, sentence.text) or words.goes_on.match(sentence.text)
    years = before() if match else None
    if match is None or years is None:
        return None
    begin = sentence.begin
    return When(years, begin + match.start(), begin + match.end(), "before")


class _Reader:
    """Reads one sentence.

    A year belongs to the figure next to it, if there is no punctuation or `and` in between. If that
    is true on both sides, it belongs to the figure before it, or in Chinese to the one after it.
    The year at the beginning of the sentence applies to all figures without a year of their own.
    """

    def __init__(
        self,
        sentence: Sentence,
        periods: Sequence[Period],
        changes: Sequence[bool],
        before: YearsFound,
        lexicon: ContextLexicon,
    ) -> None:
        self._sentence, self._spots = sentence, sentence.spots
        self._text, self._flat = sentence.text, sentence.flat
        self._changes, self._before = changes, before
        self._lexicon, self._words = lexicon, lexicon.time
        self._brackets = {spot.bracket for spot in self._spots if spot.bracket is not None}
        self._periods = periods
        self._leading = self._find_leading()
        #: For each figure: its own years, those it is compared with, those it shares with others,
        #: and those of a whole that it divides.
        self._own: list[Period | None] = [None] * len(self._spots)
        self._base: list[Period | None] = [None] * len(self._spots)
        self._shared: list[Period | None] = [None] * len(self._spots)
        self._divided: list[Period | None] = [None] * len(self._spots)
        self._found: list[tuple[When | None, When | None]] = []

    def read(self) -> list[tuple[When | None, When | None]]:
        """Period and base of each figure."""
        for period in self._periods:
            self._give(period)
        if len(self._periods) > 1:
            self._distribute()
        self._found = [self._whens(place) for place in range(len(self._spots))]
        return self._found

    def years(self) -> Years | None:
        """What the next sentence may refer to."""
        years = {when.years for when, _ in self._found if when is not None}
        if self._leading is not None and self._leading.role == "time":
            years = {self._leading.years}
        elif not self._spots:
            years = {p.years for p in self._periods if p.role == "time"}
        return years.pop() if len(years) == 1 else None

    def _find_leading(self) -> Period | None:
        """The years that open the sentence."""
        if not self._periods:
            return None
        opening = self._words.opening.match(self._text)
        first = self._periods[0]
        return first if first.start <= (opening.end() if opening else 0) else None

    # --- which figure the years belong to ------------------------------------------------

    def _give(self, period: Period) -> None:
        """Assign a period to the figures next to it."""
        left, right = self._neighbours(period)
        if right is not None and self._labels(period, right):
            self._take(self._own, right, period)
            return
        # `below the 2025 target of 60 per cent`, `低于 2025 年 60%的目标`
        target = self._lexicon.target_after
        if target.match(self._text, period.end) or (
            right is not None
            and self._words.noted.fullmatch(self._text, period.end, right.start)
            and target.match(self._text, right.end)
        ):
            period = changed(period, role="time")
        follows = left is not None and not self._apart(left.end, period.start)
        noted = left is not None and self._is_note_of(left, period)
        precedes = right is not None and not self._separated(period.end, right.start)
        if self._is_given_as_base(period, left, right, precedes=precedes):
            return
        if period is self._leading and not follows:
            return
        if right is not None and right.clause[0] <= period.start and not follows:
            # Only its own clause is between them: `while in 2015, it is said, 5 came`.
            own_clause = left is None or left.end <= right.clause[0]
            precedes |= own_clause and not (period.role == "since" and self._leading is not None)
        if precedes and right is not None and self._words.stood.match(self._flat, period.end):
            # `the rate at four stations in 2013 was 82 per cent`
            self._take(self._own, right, period)
            return
        if left is not None and (
            noted or (follows and not (precedes and self._words.before_figure))
        ):
            self._take(self._own, left, period, instead_of="since")
            if precedes and right is not None and not self._moves(period.end, right.start):
                self._take(self._shared, right, period)
        elif precedes and right is not None:
            self._take(self._own, right, period, instead_of="since")
        elif left is not None and right is None and self._is_same_clause(left, period):
            self._take(self._shared, left, period)
        elif left is None and right is not None and right.clause[0] <= period.start:
            self._take(self._shared, right, period)

    def _labels(self, period: Period, right: Spot) -> bool:
        """Whether years before a figure are its label and belong to nothing else."""
        before = self._text[: period.start].rstrip()[-1:]
        return before in _LABEL_AFTER and bool(
            _LABELS.fullmatch(self._text, period.end, right.start)
        )

    def _is_given_as_base(
        self, period: Period, left: Spot | None, right: Spot | None, *, precedes: bool
    ) -> bool:
        """Assign a period to the figures that are compared with it, if there are any."""
        if right is not None and self._is_in_note(right, period):
            # `compared with 2013 (23,551)`, `between 2004 and 2007 (43 per cent)`.
            self._take(self._own, right, period)
            compared = self._compared_in_note(right, left)
            if period.role in {"base", "from"} and compared is not None:
                self._take(self._base, compared, period)
        elif left is not None and self._is_of_unread(left, period):
            self._take(self._base, left, period)
        elif period.role == "base":
            self._compare(period, left, right, precedes=precedes)
        else:
            return False
        return True

    def _neighbours(self, period: Period) -> tuple[Spot | None, Spot | None]:
        """The figures before and after a period, except those in brackets it is not in."""
        left = right = None
        for spot in self._spots:
            if spot.bracket and not spot.bracket[0] <= period.year < spot.bracket[1]:
                if spot.start > period.year and right is None and self._is_in_note(spot, period):
                    right = spot
                continue
            if spot.end <= period.year:
                left = spot
            elif right is None and spot.start >= period.end:
                right = spot
        return left, right

    def _is_in_note(self, spot: Spot, period: Period) -> bool:
        """Whether a figure is alone in brackets just after the period."""
        return (
            spot.bracket is not None
            and spot.bracket[0] >= period.end
            and not any(spot.bracket[0] < p.year < spot.bracket[1] for p in self._periods)
            and self._words.noted.fullmatch(self._text, period.end, spot.bracket[0]) is not None
        )

    def _compared_in_note(self, note: Spot, left: Spot | None) -> Spot | None:
        """The figure compared with one in brackets: the change after it, or the one before."""
        if self._words.before_figure and note.bracket is not None:
            for is_change, spot in zip(self._changes, self._spots, strict=True):
                if is_change and spot.start >= note.bracket[1]:
                    return spot
        return left

    def _is_of_unread(self, left: Spot, period: Period) -> bool:
        """Whether years belong to a number that is not a figure: `59 States, up from 54 in 2021`.

        That number is just before them, and is not a year itself.
        """
        between = self._flat[left.end : period.start]
        return (
            between.rstrip()[-1:].isdigit()
            and len(between) < _GAP
            and not any(left.end <= p.start < period.start for p in self._periods)
            and self._words.up_from.search(between) is not None
        )

    def _is_note_of(self, spot: Spot, period: Period) -> bool:
        """Whether a period is in brackets that open just after a figure."""
        between = self._text[spot.end : period.start]
        return bool(self._words.note.fullmatch(between))

    def _apart(self, start: int, end: int) -> bool:
        around = self._around(start, end)
        return _lists(around[start:end]) or bool(self._words.apart.search(around, start, end))

    def _separated(self, start: int, end: int) -> bool:
        around = self._around(start, end)
        return _lists(around[start:end]) or bool(self._words.separator.search(around, start, end))

    def _moves(self, start: int, end: int) -> bool:
        return self._words.moves.search(self._around(start, end), start, end) is not None

    def _around(self, start: int, end: int) -> str:
        """The sentence: with its brackets, where both places are in the same ones."""
        within = any(opened <= start and end <= closed for opened, closed in self._brackets)
        return self._text if within else self._flat

    def _is_same_clause(self, spot: Spot, period: Period) -> bool:
        change = self._lexicon.change.after.match(self._flat, spot.end)
        asides = _ASIDE.finditer(self._flat, change.end() if change else spot.end, period.start)
        aside = any(not self._words.respectively.match(self._flat, a.end()) for a in asides)
        return period.end <= spot.clause[1] and (not aside or spot.figure.kind == MONEY)

    def _take(
        self, cells: list[Period | None], spot: Spot, period: Period, instead_of: str | None = None
    ) -> None:
        place = self._spots.index(spot)
        taken = cells[place]
        if taken is None or (taken.role == instead_of and taken.end <= spot.start):
            cells[place] = period

    def _compare(
        self, period: Period, left: Spot | None, right: Spot | None, *, precedes: bool
    ) -> None:
        """Assign a year of comparison to the figure that is compared."""
        if right is not None and self._words.owned.search(self._flat, period.start, right.start):
            self._take(self._own, right, period)
            if left is not None and left.figure.kind == right.figure.kind:
                self._take(self._base, left, period)
            return
        if right is not None and precedes and self._words.before_figure:
            self._take(self._base, right, period)
            return
        if left is not None and (left.end >= period.start - _CUE or right is None):
            value = self._words.valued.search(self._flat, left.end, period.start)
            if value is None:
                self._take(self._base, left, period)
                return
        if right is not None and precedes:
            self._take(self._base, right, period)

    def _distribute(self) -> None:
        """`22 and 18 per cent in 2012 and 2014, respectively`: assign to each its own."""
        if search(self._words.respectively, self._text) is None:
            return
        for place, spot in enumerate(self._spots):
            following = [p for p in self._periods if spot.end <= p.start < spot.after]
            group = [place]
            while group[0] and self._words.listed.fullmatch(
                self._flat, self._spots[group[0] - 1].end, self._spots[group[0]].start
            ):
                group.insert(0, group[0] - 1)
            first = self._spots[group[0]]
            preceding = [p for p in self._periods if first.before <= p.start < first.start]
            for periods in (following, preceding):
                if len(group) == len(periods) > 1:
                    for one, period in zip(group, periods, strict=True):
                        self._own[one] = period
                    break

    # --- how they relate to a figure -----------------------------------------------------

    def _whens(self, place: int) -> tuple[When | None, When | None]:
        spot = self._spots[place]
        own, base = self._own[place], self._base[place]
        if own is not None and self._changes[place] and own.role in {"since", "from"}:
            base = base or changed(own, years=(own.years[0], own.years[0]))
            own = None
        anchor = self._anchor(place)
        if own is None and anchor is not None:
            own = self._own[anchor] or self._shared[anchor]
            base = base or (self._base[anchor] if self._changes[place] else None)
        if own is None and anchor is None and spot.bracket is not None:
            own = self._noted(spot.bracket[0])
        if self._is_listed(place):
            own = own or self._own[place + 1]
            base = base or self._base[place + 1]
        base = base or self._partner(place) or self._base_of_same(place)
        source = "phrase"
        own = own or self._of_previous_year(place)
        own = own or self._of_phrase(place, base)
        is_target = self._is_target(spot)
        if is_target or self._is_definite(spot):
            if own is not self._own[place] or (own and self._is_of_verb(own, spot, is_target)):
                own = base = None
            own = own or self._right_before(spot)
        elif own is None:
            own, source = self._of_sentence(spot), "sentence"
            if own is not None and self._is_present(spot):
                own = None
        if own is self._leading and own is not None:
            source = "sentence"
            own, base = self._end_of_leading(place, own, base)
        return self._settled(place, own, base, source)

    def _of_phrase(self, place: int, base: Period | None) -> Period | None:
        """The years of others in a figure's phrase that are its own too."""
        own = self._shared[place] or self._goes_on(place) or self._went_before(place)
        if own is None and self._is_listed(place):
            own = self._shared[place + 1]
        if own is None and place and self._is_compared(place, base):
            own = self._time_of(self._level_before(place))
        if own is None and place and self._leading is None:
            own = self._divided[place] = self._of_divided(place)
        return own

    def _base_of_same(self, place: int) -> Period | None:
        """The base of the next figure, if that says the same: `by 16 per cent, or $9 billion`."""
        if not self._changes[place] or place + 1 == len(self._spots):
            return None
        return self._base[place + 1] if self._says_same(place) else None

    def _time_of(self, place: int) -> Period | None:
        own = self._own[place] or self._shared[place]
        return own if own is not None and own.role == "time" else None

    def _is_compared(self, place: int, base: Period | None) -> bool:
        """Whether a figure says how the previous one differs from another year."""
        return self._changes[place] and (base is not None or self._previous_year(place) is not None)

    def _level_before(self, place: int) -> int:
        """The figure that a change is beside: `$43 million, an increase of $1 million, or 3 %`."""
        while place > 1 and self._changes[place - 1] and self._says_same(place - 1):
            place -= 1
        return place - 1

    def _says_same(self, place: int) -> bool:
        """Whether the next figure says the same in another unit: `$6 million, or 3 per cent`."""
        spot, other = self._spots[place], self._spots[place + 1]
        same = self._lexicon.change.same.fullmatch(self._text, spot.end, other.start)
        return spot.figure.kind != other.figure.kind and same is not None

    def _of_divided(self, place: int) -> Period | None:
        """The years of a figure that this one divides: `$12 million for 2020, of which $5`."""
        spot, other = self._spots[place], self._spots[place - 1]
        own = self._divided[place - 1] or self._time_of(self._compared_before(place - 1))
        if own is None or own.end > spot.start or spot.bracket is not None:
            return None
        start = max(other.end, own.end)
        between = self._flat[start : spot.start]
        if (
            len(between) > _GAP
            or ";" in between
            or any(start <= p.start < spot.start for p in self._periods)
            or self._previous_year(place) is not None
        ):
            return None
        if self._words.up_from.search(between) and self._periods[-1].start >= spot.end:
            return None
        if self._words.divides.search(between) is None and not (
            self._divided[place - 1] is not None and spot.figure.kind == other.figure.kind
        ):
            return None
        return own

    def _compared_before(self, place: int) -> int:
        """The figure that one is compared with: `$14 million, up from $11 million in 2023`."""
        while place and self._between(
            self._words.up_from, self._spots[place - 1].end, self._spots[place].start
        ):
            place -= 1
        return place

    def _noted(self, opened: int) -> Period | None:
        """The years before brackets with a figure: `in 2004 the peak was reached (43 %)`."""
        last = next((p for p in reversed(self._periods) if p.end <= opened), None)
        if last is None or last.role != "time" or self._apart(last.end, opened):
            return None
        return last

    def _of_sentence(self, spot: Spot) -> Period | None:
        """The years that open the sentence, or its only ones if they precede its figures."""
        if self._leading is not None or not self._words.before_figure:
            return self._leading
        times = [p for p in self._periods if p.role == "time"]
        one = times[0] if len(times) == 1 else None
        if one is None or one.start > self._spots[0].start or "；" in self._text[: spot.start]:
            return None
        return one

    def _is_target(self, spot: Spot) -> bool:
        begin = max(spot.before, spot.start - _CUE, self._comma_before(spot.start))
        words = self._lexicon
        # Words that begin earlier count if they end here: `set in 2012, a quota of`.
        cues = words.target.finditer(self._flat, max(spot.before, begin - _CUE), spot.start)
        return any(cue.end() > begin for cue in cues) or bool(
            words.target_after.match(self._flat, spot.end)
        )

    def _is_of_verb(self, own: Period, spot: Spot, is_target: bool) -> bool:
        """Whether years before a figure are those of another verb.

        They say when a target was set (`set in 2012 a quota of 30 per cent`), or when something
        was done with what is counted (`the costs in 2015 of producing the two plaques`).
        """
        if own.end > spot.start:
            return False
        if not is_target:
            return spot.start - own.end > _RIGHT_BEFORE
        begin = max(spot.before, self._comma_before(own.start))
        return any(
            match.start() <= own.year < match.end()
            for match in self._lexicon.target.finditer(self._flat, begin, spot.start)
        )

    def _comma_before(self, place: int) -> int:
        """The comma that separates what is before a position, not one of two around an adverb."""
        comma = self._flat.rfind(", ", 0, place)
        other = self._flat.rfind(", ", 0, max(comma, 0))
        if other < 0 or " " in self._flat[other + 2 : comma].strip():
            return comma
        return self._flat.rfind(", ", 0, other)

    def _right_before(self, spot: Spot) -> Period | None:
        """The years that open the sentence if the figure follows them: `Target for 2024: 5`."""
        leading = self._leading
        if leading is None or not 0 <= spot.start - leading.end <= _RIGHT_BEFORE:
            return None
        return leading

    def _is_definite(self, spot: Spot) -> bool:
        """Whether a count is of things already known: `the six official languages`."""
        return (
            spot.figure.kind == COUNT
            and self._words.definite.search(self._flat, spot.before, spot.start) is not None
        )

    def _is_listed(self, place: int) -> bool:
        """Whether a figure and the next one are in a list: `11.7 and 1.7 points lower`."""
        if place + 1 >= len(self._spots):
            return False
        spot, other = self._spots[place], self._spots[place + 1]
        return self._words.listed.fullmatch(self._flat, spot.end, other.start) is not None

    def _end_of_leading(
        self, place: int, leading: Period, base: Period | None
    ) -> tuple[Period, Period | None]:
        """`From 2000 to 2021, the size fell from 5 to 3`: the first year is the first value's."""
        first, last = leading.years
        if first is None or last is None or first == last or self._changes[place]:
            return leading, base
        # `Between 2024 and 2034, it will increase by 135 million, to 726 million.`
        if place and self._changes[place - 1] and self._is_reached(place):
            return changed(leading, years=(last, last)), base
        one = changed(leading, years=(first, first))
        if place and self._is_movement(place - 1, place):
            return changed(leading, years=(last, last)), one
        if place + 1 < len(self._spots) and self._is_movement(place, place + 1):
            return one, base
        return leading, base

    def _is_reached(self, place: int) -> bool:
        """Whether the previous figure, a change, ends in this one."""
        spot, other = self._spots[place], self._spots[place - 1]
        return self._between(self._words.moved, other.end, spot.start)

    def _is_movement(self, first: int, second: int) -> bool:
        one, other = self._spots[first], self._spots[second]
        return (
            one.figure.kind == other.figure.kind
            and not self._changes[first]
            and self._words.from_value.search(self._flat[max(0, one.start - _CUE) : one.start])
            is not None
            and self._between(self._words.moved, one.end, other.start)
        )

    def _settled(
        self, place: int, own: Period | None, base: Period | None, source: str
    ) -> tuple[When | None, When | None]:
        """Period and base as in the columns."""
        if self._changes[place]:
            if own is not None and own.role in {"since", "from"} and base is None:
                base = changed(own, years=(own.years[0], own.years[0]))
                own = None
            previous = self._previous_year(place)
            if base is None and previous is not None and own is not None:
                first = own.years[0]
                if first is not None:
                    base = changed(previous, years=(first - 1, first - 1))
            if own is not None and base is not None and self._follow(base, own):
                years = (base.years[0], own.years[1])
                return self._when(changed(own, years=years), source), None
        # Years in the future are targets.
        if (
            own is not None
            and base is not None
            and (own.years == base.years or not self._follow(base, own))
        ):
            base = None
        if own is None and base is None:
            return None if self._changes[place] else self._taken_over(), None
        return (
            None if own is None else self._when(own, source),
            None if base is None else self._when(base, "phrase"),
        )

    @staticmethod
    def _follow(base: Period, own: Period) -> bool:
        """Whether the years of a change end after the years it is compared with begin."""
        first, last = base.years[0], own.years[1]
        return first is not None and last is not None and first < last

    def _when(self, period: Period, source: str) -> When:
        begin = self._sentence.begin
        return When(period.years, begin + period.start, begin + period.end, source)

    def _anchor(self, place: int) -> int | None:
        """The figure that one in brackets belongs to: `$5 million ($4 million net) in 2020`."""
        spot = self._spots[place]
        if spot.bracket is None:
            return None
        found = None
        for number in range(place - 1, -1, -1):
            other = self._spots[number]
            if other.bracket is None:
                found = number
                break
        if found is None or self._apart(self._spots[found].end, spot.bracket[0]):
            return None
        return found

    def _goes_on(self, place: int) -> Period | None:
        """The period of the next figure, if both are in one phrase."""
        if place + 1 < len(self._spots) and not self._changes[place]:
            spot, other = self._spots[place], self._spots[place + 1]
            after = self._own[place + 1] or self._shared[place + 1]
            if (
                after is not None
                and after.start >= other.end
                and after.role == "time"
                and not self._apart(spot.end, other.start)
                and not self._moves(spot.end, other.start)
            ):
                return after
        return None

    def _went_before(self, place: int) -> Period | None:
        """The period of the previous figure, if it precedes both in one clause."""
        if not place or self._changes[place]:
            return None
        spot, other = self._spots[place], self._spots[place - 1]
        own = self._own[place - 1]
        if (
            own is not None
            and own.role == "time"
            and own.end <= other.start
            and spot.clause[0] <= own.start
            and spot.figure.kind == other.figure.kind
            and not self._changes[place - 1]
        ):
            return own
        return None

    def _partner(self, place: int) -> Period | None:
        """The years of the value that this one is compared with.

        `from 5 in 2010 to 8 in 2020`, `8 in 2020, up from 5 in 2010`, `was 5 in 2010 and fell to
        4 in 2020`.
        """
        spot = self._spots[place]
        following = place + 1
        while (
            following + 1 < len(self._spots)
            and self._changes[following]
            and self._says_same(following - 1)
        ):
            following += 1
        if following < len(self._spots):
            other, years = self._spots[following], self._own[following]
            if (
                years is not None
                and spot.bracket in {None, other.bracket}
                and (other.figure.kind == spot.figure.kind or self._changes[place])
                and not self._changes[following]
                and not self._is_target(other)
                and self._between(self._words.up_from, self._spots[following - 1].end, other.start)
            ):
                return years
        if place and not self._changes[place]:
            other, years = self._spots[place - 1], self._own[place - 1]
            if (
                years is not None
                and spot.bracket in {None, other.bracket}
                and years.role != "since"
                and other.figure.kind == spot.figure.kind
                and not self._changes[place - 1]
                and self._between(self._words.moved, other.end, spot.start)
            ):
                return years
        return None

    def _between(self, words: re.Pattern[str], start: int, end: int) -> bool:
        between = self._around(start, end)[start:end]
        return len(between) <= _GAP and not _lists(between) and bool(search(words, between))

    def _previous_year(self, place: int) -> Period | None:
        spot, words = self._spots[place], self._words
        limit = min(spot.after, spot.clause[1])
        match = words.previous_year.search(self._flat, spot.end, limit)
        if match is None and words.before_figure:
            match = words.previous_year.search(self._flat, spot.host, spot.start)
        if match is None:
            return None
        return Period(match.start(), match.start(), match.end(), (None, None), "base")

    def _of_previous_year(self, place: int) -> Period | None:
        """The year before that of the last value: `4 per cent in 2024 from 6 a year earlier`."""
        if not place or self._changes[place]:
            return None
        spot, previous = self._spots[place], self._previous_year(place)
        if previous is None:
            return None
        gap = previous.start - spot.end if previous.start >= spot.end else spot.start - previous.end
        known = self._own[place - 1] or self._leading
        if gap > _RIGHT_BEFORE or known is None or known.years[0] is None:
            return None
        year = known.years[0] - 1
        return changed(previous, years=(year, year), role="time")

    def _is_present(self, spot: Spot) -> bool:
        return self._words.present.search(self._text, *spot.clause) is not None

    def _taken_over(self) -> When | None:
        """The years of the previous sentence, if this one has none of its own."""
        if any(p.role != "base" for p in self._periods):
            return None
        return _taken_over(self._sentence, self._before, self._words)
