"""The margins of the text, and the typography of its two languages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lines import Style

OUTER_LEFT, OUTER_RIGHT = 60.0, 552.0
LEFT, RIGHT = 123.4, 487.6


@dataclass(frozen=True, slots=True)
class Look:
    """What differs between the two languages.

    Attributes:
        body: the style of the running text.
        leading: the distance between its lines.
        gap: the extra distance between paragraphs.
        indent: the indent of a paragraph's first line.
        lone_lines: whether widows and orphans are allowed: a page that begins with a paragraph's
            last line or ends with its first.
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
        """The body style in another size, weight or slope."""
        return replace(self.body, size=size, bold=bold, italic=italic)
