"""Find the lines that start a numbered paragraph: those whose numbers form a series.

A number at the beginning of a line may belong to a paragraph or a list item, be a year, or continue
a sentence (`expected to grow by | 2.4 per cent`). The series decides: paragraph numbers count up
through the document, or restart under a heading. The series that explains the most is found over
the whole document, so that a missing or misprinted number does not affect those after it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.languages.base import Language
from pipeline.paragraphs.printed import CLOSED, LABEL, Printed, is_closed, without_beginning

#: How many numbers may be missing between two in a series, and the cost of each.
_LONGEST_GAP, _GAP_COST = 8, 0.8
#: The cost of starting a series at a number other than 1.
_LATE_START_COST = 1.2
#: The score of a number: at the beginning of a line, or within a line after a sentence.
_AT_LINE, _IN_LINE = 1.0, 0.6
#: Consecutive numbers needed for `12.` in `12.28` to count as part of paragraph numbers.
_PART_SERIES = 3
_COMMAS = (",", "，", "、", "،")


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph's printed number, `29A.12`, and where the text after it begins in its line."""

    printed: str
    end: int


@dataclass(slots=True)
class _Candidate:
    """A number that may be a paragraph's, with the best series ending in it.

    `line` is the index of its line, `start` and `end` are the label's characters within the line.
    `heading` counts the headings before it.
    """

    line: int
    start: int
    end: int
    part: str
    number: int
    worth: float
    heading: int
    score: float = 0.0
    before: _Candidate | None = None

    @property
    def printed(self) -> str:
        return f"{self.part}{self.number}"


def numbered(
    lines: Sequence[Printed], language: Language
) -> tuple[list[Printed], dict[int, Label]]:
    """The lines, and the labels of those that start a numbered paragraph, by index.

    Text that has lost its line breaks has numbers within its lines. Such a line is split there, so
    more lines may come back than were passed in.
    """
    chosen = _best_series(_of_known_parts(list(_candidates(lines, language))))
    by_line: dict[int, list[_Candidate]] = defaultdict(list)
    for candidate in chosen:
        by_line[candidate.line].append(candidate)
    split: list[Printed] = []
    labels: dict[int, Label] = {}
    for index, line in enumerate(lines):
        begin = 0
        for candidate in by_line.get(index, ()):
            if candidate.start > begin:
                split.append(_cut(line, begin, candidate.start))
            begin = candidate.start
            labels[len(split)] = Label(candidate.printed, candidate.end - candidate.start)
        split.append(_cut(line, begin, None) if begin else line)
    return split, labels


def _cut(line: Printed, start: int, end: int | None) -> Printed:
    """The part of a line between two characters."""
    words = list(without_beginning(line.words, start))
    if end is not None:
        length = 0
        kept = []
        for index, word in enumerate(words):
            length += 0 if word.joined or index == 0 else 1
            room = end - start - length
            if room <= 0:
                break
            kept.append(word if len(word.text) <= room else replace(word, text=word.text[:room]))
            length += len(word.text)
        words = [*kept[:-1], replace(kept[-1], text=kept[-1].text.rstrip())] if kept else words
    return replace(line, words=tuple(words), starts=line.starts or start > 0, role="body")


def _candidates(lines: Sequence[Printed], language: Language) -> Iterator[_Candidate]:
    headings = 0
    above: Printed | None = None
    for index, line in enumerate(lines):
        if line.role in ("heading", "title"):
            headings += 1
            above = None
        if line.role != "body":
            continue
        text = line.text
        match = LABEL.match(text)
        if match and _may_open(line, match, above):
            yield _candidate(index, match, _AT_LINE, headings)
        for end in _sentence_ends(text, language):
            match = LABEL.match(text, end)
            if match and not match["part"] and _begins_sentence(text[match.end() :]):
                yield _candidate(index, match, _IN_LINE, headings)
        above = line


def _candidate(line: int, match: re.Match[str], worth: float, headings: int) -> _Candidate:
    part = match["part"] or ""
    number = int(match["number"])
    return _Candidate(line, match.start(), match.end(), part, number, worth, headings)


def _may_open(line: Printed, match: re.Match[str], above: Printed | None) -> bool:
    """Whether the text before and after a number allows a new paragraph."""
    goes_on = line.text[match.end() :][:1].islower()
    if above is None or line.apart:
        return True
    if is_closed(above.text):
        return not goes_on or not above.fills
    return not goes_on and (not above.fills or above.text.endswith(_COMMAS))


def _sentence_ends(text: str, language: Language) -> Iterator[int]:
    """Where the next sentence begins, for each sentence that ends within a line."""
    if not _INNER.search(text):
        return
    for end in language.sentence_end.finditer(text):
        begin = end.end() + len(text[end.end() :]) - len(text[end.end() :].lstrip())
        if begin < len(text):
            yield begin


#: A number within a line that may follow the end of a sentence.
_INNER = re.compile(rf"[{re.escape(''.join(CLOSED))}]\s*\d{{1,3}}\s?[.．]\s")


def _begins_sentence(text: str) -> bool:
    return bool(text) and not text[0].islower() and not text[0].isdigit()


def _of_known_parts(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Drop candidates like `2.4`, unless such numbers count up from 1: `2.1`, `2.2`."""
    following: dict[str, int] = defaultdict(int)
    for candidate in candidates:
        if candidate.part and candidate.number == following[candidate.part] + 1:
            following[candidate.part] += 1
    lettered = {part for part in following if not re.fullmatch(r"\d+\.", part)}
    known = {
        part
        for part, length in following.items()
        if length >= _PART_SERIES or (part in lettered and length)
    }
    return [c for c in candidates if not c.part or c.part in known]


def _best_series(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The series with the highest score, in order."""
    best: dict[tuple[str, int], _Candidate] = {}
    ahead: _Candidate | None = None
    behind: _Candidate | None = None
    heading = 0
    for candidate in candidates:
        if candidate.heading > heading:
            heading, behind = candidate.heading, ahead
        candidate.score = candidate.worth - _start_cost(candidate)
        for gap in range(_LONGEST_GAP + 1):
            before = best.get((candidate.part, candidate.number - gap - 1))
            if before is not None:
                _follow(candidate, before, gap * _GAP_COST)
        if behind is not None:
            _follow(candidate, behind, _start_cost(candidate))
        known = best.get((candidate.part, candidate.number))
        if known is None or candidate.score > known.score or _restarted(known, candidate):
            best[candidate.part, candidate.number] = candidate
        if ahead is None or candidate.score > ahead.score:
            ahead = candidate
    chosen: list[_Candidate] = []
    last = ahead if ahead is not None and ahead.score > 0 else None
    while last is not None:
        chosen.append(last)
        last = last.before
    return chosen[::-1]


def _restarted(known: _Candidate, candidate: _Candidate) -> bool:
    """Whether a series that restarted has reached the number of an older one."""
    return candidate.heading > known.heading and candidate.score >= known.score


def _start_cost(candidate: _Candidate) -> float:
    if candidate.number == 1:
        return 0.0
    if candidate.number <= _LONGEST_GAP:
        return min(_LATE_START_COST, (candidate.number - 1) * 0.4)
    return _LATE_START_COST


def _follow(candidate: _Candidate, before: _Candidate, cost: float) -> None:
    """Let a candidate continue a series if that improves its score."""
    score = before.score + candidate.worth - cost
    if score > candidate.score:
        candidate.score, candidate.before = score, before
