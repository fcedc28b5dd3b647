"""Reads figures in a form that is handy for the tests of all languages."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.figures.figure import Figure
from pipeline.languages.base import Language


@dataclass(frozen=True)
class FiguresOf:
    """Reads figures in one language."""

    language: Language

    def read(self, text: str) -> list[tuple[str, str]]:
        """The kind and the characters of each figure in a text."""
        return [(f.kind, text[f.start : f.end]) for f in self.language.read_figures(text)]

    def one(self, text: str) -> Figure:
        """The only figure in a text."""
        (figure,) = self.language.read_figures(text)
        return figure

    def units(self, text: str) -> list[tuple[int, str | None]]:
        """The value and the unit of each count in a text."""
        figures = self.language.read_figures(text)
        return [(int(f.value), f.unit) for f in figures if f.kind == "count"]

    def assert_apart(self, text: str) -> None:
        """Figures are in order, do not overlap and lie within the text; ranges go up."""
        end = 0
        for figure in self.language.read_figures(text):
            assert end <= figure.start < figure.end <= len(text)
            assert figure.high is None or figure.high > figure.value
            end = figure.end
