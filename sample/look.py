"""Where the text stands on the page, and what its two languages are set in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lines import Style

OUTER_LEFT, OUTER_RIGHT = 60.0, 552.0
LEFT, RIGHT = 123.4, 487.6


@dataclass(frozen=True, slots=True)
class Look:
    """What differs between the two languages.

    Attributes:
        body: style of the running text.
        leading: distance between its lines.
        gap: what is added to that between paragraphs.
        indent: how far a first line is moved in.
        lone_lines: whether a page may end after a paragraph's first line or begin with its last.
    """

    body: Style
    leading: float
    gap: float
    indent: float
    lone_lines: bool

    @classmethod
    def of(cls, language: str) -> Look:
        """The look of a language."""
        if language == "zh":
            body = Style(10.5, chinese=True)
            return cls(body, leading=15.4, gap=5.5, indent=21.0, lone_lines=True)
        return cls(Style(10.0), leading=12.0, gap=6.0, indent=23.7, lone_lines=False)

    def style(self, size: float, *, bold: bool = False, italic: bool = False) -> Style:
        """A style of another size, weight or slope."""
        return replace(self.body, size=size, bold=bold, italic=italic)
