"""What the headers of a printed table say about the figures in its cells.

The nearest column header that says something counts, then the row header, then the title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from pipeline.context.attach import DocumentContext
from pipeline.context.context import Actor, Context, Excerpt, Role, Subject, When, Years
from pipeline.context.names import Names
from pipeline.context.periods import Period, read_periods
from pipeline.context.units import class_of
from pipeline.figures.kinds import COUNT
from pipeline.languages.base import Language
from pipeline.languages.context import YEAR, ContextLexicon
from pipeline.languages.tables import TableWords
from pipeline.printed_tables.printed_table import PrintedTable, TableCell

COLUMN, ROW, TITLE = "column_header", "row_header", "title"

_ALONE = re.compile(rf"(?P<first>{YEAR})(?:\s?[–/-]\s?(?P<last>{YEAR}|\d{{2}}))?")
_BARE = re.compile(rf"(?<![\w/().-]){_ALONE.pattern}(?![\d/.)-])")
_DASHES = str.maketrans("−‒‑—", "----")
_BRACKETS = re.compile(r"\s?[(（\[][^()（）\[\]]*[)）\]]\s?")
#: The first month of a period whose years come after the last month.
_UNTIL = re.compile(r"\S+\s?[–-]\s?$")
_RANK = re.compile(r"\d{1,3}[.)]?\s")
_EDGES = " ,;:،，.–—-"
#: Maximum characters of a header, and of a title, that names little more than what is measured.
_LONGEST, _LONGEST_TITLE = 80, 45
#: Letters beside a year in a row header; more are the name of something else.
_BESIDE_YEAR = 12


def contexts_of_cells(
    table: PrintedTable, language: Language, document: DocumentContext
) -> list[Context]:
    """The context of each cell of a table, in order; all empty for a language without words.

    Args:
        table: the table with its cells.
        language: the language of the table.
        document: what its document says about itself.
    """
    if language.lexicon is None or language.tables is None or document.names is None:
        return [Context() for _ in table.cells]
    heads = _Heads(table, language.lexicon, language.tables, document.names)
    return [heads.context(cell) for cell in table.cells]


class _Heads:
    def __init__(
        self, table: PrintedTable, lexicon: ContextLexicon, words: TableWords, names: Names
    ) -> None:
        self._lexicon, self._words, self._names = lexicon, words, names
        self._title = table.title or ""
        self._years = cache(self._read_years)
        self._actor = cache(self._read_actor)
        self._measure = cache(self._read_measure)
        columns = {cell.column_header for cell in table.cells}
        rows = {cell.row_header for cell in table.cells}
        self._dated = any(self._years(head) for path in columns for head in path) or any(
            self._row_years(head) for path in rows for head in path
        )
        self._actors = {
            COLUMN: self._entities(columns),
            ROW: self._entities(rows),
        }

    def context(self, cell: TableCell) -> Context:
        """The context of one cell."""
        subject = self._subject(cell)
        return Context(
            subject=subject,
            measure=None if cell.kind == COUNT else self._measured(cell),
            change=self._change(cell),
            period=self._period(cell),
            unit_class=class_of(cell.unit, self._lexicon) if cell.kind == COUNT else None,
            roles=() if subject is None else (Role("subject", subject.actor, in_text=False),),
        )

    # --- years

    def _period(self, cell: TableCell) -> When | None:
        for head in reversed(cell.column_header):
            if years := self._years(head):
                return _when(years, COLUMN)
        for head in reversed(cell.row_header):
            if years := self._row_years(head):
                return _when(years, ROW)
        years = [] if self._dated else self._years(self._title)
        return _when(years, TITLE) if years else None

    def _read_years(self, head: str) -> list[Years]:
        text = unicodedata.normalize("NFKC", head).translate(_DASHES)
        text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
        alone = _ALONE.fullmatch(text.strip(_EDGES))
        if alone is None and self._lexicon.time.years.search(text) is None:
            # In some languages, headers omit the word that follows a year in running text.
            alone = _BARE.search(text)
        if alone is not None:
            first, last = alone["first"], alone["last"] or alone["first"]
            last = last if len(last) == 4 else first[:2] + last
            return [(int(first), int(last))]
        return list(dict.fromkeys(p.years for p in self._periods(text) if p.role != "base"))

    def _periods(self, text: str) -> list[Period]:
        return read_periods(text, self._lexicon.time)

    def _row_years(self, head: str) -> list[Years]:
        """The years of a header that only names a time, not those in the name of something."""
        rest = self._words.planned.sub("", head)
        rest = re.sub(r"\W", "", re.sub(YEAR, "", rest))
        return self._years(head) if len(rest) <= _BESIDE_YEAR else []

    # --- subjects

    def _entities(self, paths: set[tuple[str, ...]]) -> set[str]:
        """The headers that name an actor, at those levels where most of them do.

        A single name among others qualifies what is counted: `United Nations Volunteers` next to
        `Military observers`.
        """
        found: set[str] = set()
        depth = max(map(len, paths), default=0)
        for place in range(1, depth + 1):
            heads = {path[-place] for path in paths if len(path) >= place}
            heads = {head for head in heads if not self._is_total(head)}
            named = {head for head in heads if self._actor(head) is not None}
            if len(named) > 1 and 2 * len(named) > len(heads):
                found |= named
        return found

    def _is_total(self, head: str) -> bool:
        return self._words.total.fullmatch(head) is not None

    def _subject(self, cell: TableCell) -> Subject | None:
        for source, path in ((ROW, cell.row_header), (COLUMN, cell.column_header)):
            for head in reversed(path):
                actor = self._actor(head) if head in self._actors[source] else None
                if actor is not None:
                    return Subject(actor, source, in_text=False)
        return None

    def _read_actor(self, head: str) -> Actor | None:
        """The actor named by an entire header."""
        words = self._lexicon.actors
        text = words.article.sub("", _RANK.sub("", _BRACKETS.sub(" ", head)).strip(_EDGES))
        if not text:
            return None
        if words.groups.fullmatch(text):
            return Actor(0, 0, words.nominative(text), kind="group")
        found = self._names.actors(text)
        if len(found) != 1 or found[0].joined or found[0].end - found[0].start < len(text):
            return None
        return found[0]

    # --- what is measured

    def _measured(self, cell: TableCell) -> Excerpt | None:
        heads = [*reversed(cell.column_header), *cell.row_header[-1:]]
        heads += [self._title] if len(self._title) <= _LONGEST_TITLE else []
        measure = next(filter(None, map(self._measure, heads)), None)
        return None if measure is None else Excerpt(measure)

    def _read_measure(self, head: str) -> str | None:
        text = _BRACKETS.sub(" ", head).translate(_DASHES)
        for period in reversed(self._periods(text)):
            text = _UNTIL.sub("", text[: period.start]) + " " + text[period.end :]
        if self._lexicon.time.years.search(text) is None:
            text = _BARE.sub(" ", text)
        text = re.sub(r"\s+", " ", self._words.planned.sub("", text)).strip(_EDGES)
        is_measure = len(text) <= _LONGEST and self._words.measure.search(text)
        if not is_measure or re.search(r"\d|[,;:،，]", text) or self._words.variance.search(text):
            return None
        return text

    def _change(self, cell: TableCell) -> Excerpt | None:
        for head in reversed(cell.column_header):
            if self._words.variance.search(head):
                return Excerpt(head)
        leaf = cell.row_header[-1] if cell.row_header else ""
        is_change = self._words.net.match(leaf) and self._words.variance.search(leaf)
        return Excerpt(leaf) if is_change else None


def _when(years: Sequence[Years], source: str) -> When | None:
    """The period named by a header; None if it names several."""
    return When(years[0], source=source) if len(years) == 1 else None
