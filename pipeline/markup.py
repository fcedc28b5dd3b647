r"""Escapes text from documents for Markdown and HTML: titles, file names, sentences, cells.

Everything we write in either format passes such text through `markdown` or `html`, so that it
shows exactly as it is: it cannot add a tag, a link, a cell or a line, or reverse the text around
it. `blocks` turns our Markdown back into sentences and rows, where neither a browser nor Dagster's
UI renders it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

#: Control characters, and those that change the direction of the text that follows, even beyond
#: their own. Left-to-right and right-to-left marks, which Arabic documents use, do not.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile(r"[\s\u2028\u2029]+")
#: Characters with a meaning in Markdown: anywhere, at the beginning of a line, or in an address
#: that would become a link. `_` has none inside a word, and neither have brackets unless what
#: follows makes them a link.
_MARKED = re.compile(
    r"[\\`*<|~&]|\](?=[(\[:])|(?<![^\W_])_|_(?![^\W_])|^[>#+=-]|(?<=^\d)[.)]"
    r"|:(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)",
    re.IGNORECASE,
)


def html(text: str) -> str:
    """Escapes text for an HTML element or a quoted attribute.

    >>> html('<b title="x">\N{RIGHT-TO-LEFT OVERRIDE}')
    '&lt;b title=&quot;x&quot;&gt;�'
    """
    return escape(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text))


def markdown(text: str) -> str:
    r"""Escapes text for one line of Markdown, or for a cell of a table.

    >>> print(markdown("A_74_336: [a](javascript:b) | <i>\n# `c`"))
    A_74_336: [a\](javascript:b) \| \<i> # \`c\`
    """
    line = _BREAKS.sub(" ", _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)).strip()
    return _MARKED.sub(r"\\\g<0>", line)


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    r"""A Markdown table; escapes its cells.

    >>> print(markdown_table(("a", "b"), [("1", "x|y")]))
    | a | b |
    | --- | --- |
    | 1 | x\|y |
    """
    lines = [[markdown(cell) for cell in line] for line in (head, *rows)]
    lines.insert(1, ["---"] * len(head))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of Markdown as plain texts."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def blocks(text: str) -> Iterator[str | TableBlock]:
    r"""The sentences and tables of Markdown that `markdown` and `markdown_table` wrote.

    >>> list(blocks("**Fails**: `a` is \\|.\n\n| a | b |\n| --- | --- |\n| 1 | x\\|y |"))
    ['Fails: a is |.', TableBlock(head=('a', 'b'), rows=(('1', 'x|y'),))]
    """
    from markdown_it import MarkdownIt

    rows: list[list[str]] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "table_open":
            rows = []
        elif token.type == "table_close" and rows:
            yield TableBlock(tuple(rows[0]), tuple(map(tuple, rows[1:])))
            rows = None
        elif token.type == "tr_open" and rows is not None:
            rows.append([])
        elif token.type == "inline":
            parts = token.children or ()
            said = "".join(" " if part.type == "softbreak" else part.content for part in parts)
            if rows is None:
                yield said
            else:
                rows[-1].append(said)


def plain_text(text: str, most: int | None = None) -> str:
    r"""Markdown as plain text, in which a row of a table is a line.

    Args:
        text: the Markdown.
        most: how many rows of a table are shown; the others are left out.

    >>> print(plain_text("**Fails**.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | |", most=1))
    Fails.
      a: 1; b: 2
      …
    """
    lines = []
    for block in blocks(text):
        if isinstance(block, TableBlock):
            for row in block.rows[:most]:
                cells = zip(block.head, row, strict=True)
                lines.append("  " + "; ".join(f"{name}: {cell}" for name, cell in cells if cell))
            if most is not None and len(block.rows) > most:
                lines.append("  …")
        else:
            lines.append(block)
    return "\n".join(lines)
