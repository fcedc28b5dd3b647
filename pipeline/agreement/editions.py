"""Compare the editions of each document of a run, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec.structs import replace as changed

from pipeline.agreement.compare import compare, edition_figure, orders
from pipeline.extract import FoundFigure
from pipeline.paragraphs.sentences import line_at
from pipeline.tables.build import Extraction, figure_id
from pipeline.tables.differences import EditionFigure, EditionsDifference
from pipeline.tables.schema import IN_TABLE, NAME_LANGUAGES

#: What identifies a table across editions: number, rows, columns, and how many like it came before.
_Shape = tuple[str | None, int, int, int]


def reconcile(
    extractions: Sequence[Extraction],
) -> tuple[list[Extraction], list[EditionsDifference]]:
    """Compare the editions of each document; a document with one edition stays as it is.

    Returns the documents with `editions` and `agreeing` set in their figures, and all differences.

    Paragraphs are aligned by label, which is printed alike in all editions; those without a number
    of their own, such as titles, count as one. Printed tables are aligned by number and shape, and
    compared row by row.
    """
    by_symbol: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(extractions):
        if one.failure is None and one.document.language in NAME_LANGUAGES:
            by_symbol[one.document.symbol_id].append(index)
    results = list(extractions)
    differences: list[EditionsDifference] = []
    for symbol_id, indices in sorted(by_symbol.items()):
        if len(indices) > 1:
            editions = [extractions[index] for index in indices]
            agreeing = _compared(symbol_id, editions, differences)
            for index, one in zip(indices, editions, strict=True):
                results[index] = replace(one, figures=tuple(_counted(one, agreeing)))
    return results, differences


def _counted(one: Extraction, agreeing: Mapping[str, tuple[int, int]]) -> Iterator[FoundFigure]:
    for found in one.figures:
        editions, agree = agreeing[figure_id(one.document, found)]
        yield changed(found, editions=editions, agreeing=agree)


def _compared(
    symbol_id: str, editions: Sequence[Extraction], differences: list[EditionsDifference]
) -> dict[str, tuple[int, int]]:
    """By figure id, how many editions have its paragraph, and how many of them agree.

    Appends the differences to `differences`.
    """
    parts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    figures: dict[str, list[tuple[str, EditionFigure]]] = defaultdict(list)
    names: dict[_Shape, str] = {}
    for edition in editions:
        code = str(edition.document.language)
        rows = _rows(edition, names)
        for paragraph in edition.paragraphs:
            if paragraph.kind != IN_TABLE:
                parts[paragraph.label][code].append(paragraph.text)
        for (position, start), label in rows.items():
            text = edition.paragraphs[position - 1].text
            begin, end = line_at(text, start, start)
            parts[label][code] = [text[begin:end]]
        for label, figure in _labelled(edition, rows):
            figures[label].append(figure)
    texts = {
        label: {code: "\n".join(some) for code, some in of_label.items()}
        for label, of_label in parts.items()
    }
    symbol = editions[0].document.symbol
    found: dict[str, tuple[int, int]] = {}
    for label, pairs in figures.items():
        figures_here = [replace(figure, key=key) for key, (_, figure) in enumerate(pairs)]
        result = compare(texts[label], figures_here)
        for key, agree in result.agreeing.items():
            found[pairs[key][0]] = (len(texts[label]), agree)
        for number, difference in enumerate(result.differences, start=1):
            ids = {code: pairs[figure.key][0] for code, figure in difference.figures.items()}
            differences.append(
                EditionsDifference(symbol_id, symbol, label, number, difference, ids)
            )
    return found


def _rows(edition: Extraction, names: dict[_Shape, str]) -> dict[tuple[int, int], str]:
    """The label of each cell's row, by the position of its table and its first character there.

    Args:
        edition: an edition with its tables.
        names: names of the tables of all editions; new ones are added.
    """
    labels: dict[tuple[int, int], str] = {}
    times: Counter[_Shape] = Counter()
    for table in edition.tables:
        number = table.number if table.number and table.number.isascii() else None
        like = (number, table.rows, table.columns, 0)
        shape = (*like[:3], times[like])
        times[like] += 1
        name = names.setdefault(shape, f"table{len(names) + 1}")
        for cell in table.cells:
            labels[table.position, cell.start] = f"{name}.{cell.row}"
    return labels


def _labelled(
    edition: Extraction, rows: Mapping[tuple[int, int], str]
) -> Iterator[tuple[str, tuple[str, EditionFigure]]]:
    """The label of its paragraph, and the id and figure, for each figure of an edition."""
    by_label: dict[str, list[FoundFigure]] = defaultdict(list)
    for found in edition.figures:
        place = (found.paragraph.position, found.figure.start)
        by_label[rows.get(place, found.paragraph.label)].append(found)
    for label, of_label in by_label.items():
        for found, order in zip(of_label, orders(len(of_label)), strict=True):
            name = figure_id(edition.document, found)
            text = found.paragraph.text
            yield (
                label,
                (name, edition_figure(found.figure, text, str(edition.document.language), order)),
            )
