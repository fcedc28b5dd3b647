"""What tests of all languages ask of the figures in a text."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.figures.model import Figure
from pipeline.languages.base import Language


@dataclass(frozen=True)
class FiguresOf:
    """The figures that a language reads."""

    language: Language

    def read(self, text: str) -> list[tuple[str, str]]:
        """Kind and characters of the figures in a text."""
        return [(f.kind, text[f.start : f.end]) for f in self.language.read_figures(text)]

    def one(self, text: str) -> Figure:
        """The only figure of a text."""
        (figure,) = self.language.read_figures(text)
        return figure

    def units(self, text: str) -> list[tuple[int, str | None]]:
        """Value and unit of the counts in a text."""
        figures = self.language.read_figures(text)
        return [(int(f.value), f.unit) for f in figures if f.kind == "count"]

    def assert_apart(self, text: str) -> None:
        """Figures are in order, apart, and within the text; a range goes up."""
        end = 0
        for figure in self.language.read_figures(text):
            assert end <= figure.start < figure.end <= len(text)
            assert figure.high is None or figure.high > figure.value
            end = figure.end
