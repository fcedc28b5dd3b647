r"""Foreign text in Markdown and HTML: titles, names of files, sentences, cells of a register.

Whatever the product writes in either form takes such text through `markdown` or `html`, so that it
is read as it is and does nothing: no tag, no link, no cell or line of its own, no turned order.
What is written in Markdown is turned back into sentences and rows by `blocks`, where neither a
browser nor Dagster's UI reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

#: Controls, and characters that turn the order of what follows, also beyond their own text; left
#: and right marks, which stand in Arabic documents, do not.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile(r"[\s\u2028\u2029]+")
#: What Markdown reads as more than itself, wherever it stands, at the beginning of a line, or in an
#: address that it would make a link of. Within a word, `_` is only itself, and so are brackets that
#: nothing follows which would make them a link.
_MARKED = re.compile(
    r"[\\`*<|~&]|\](?=[(\[:])|(?<![^\W_])_|_(?![^\W_])|^[>#+=-]|(?<=^\d)[.)]"
    r"|:(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)",
    re.IGNORECASE,
)


def html(text: str) -> str:
    """Text for an element or a quoted attribute of HTML.

    >>> html('<b title="x">\N{RIGHT-TO-LEFT OVERRIDE}')
    '&lt;b title=&quot;x&quot;&gt;�'
    """
    return escape(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text))


def markdown(text: str) -> str:
    r"""Text in one line of Markdown, or in a cell of its tables.

    >>> print(markdown("A_74_336: [a](javascript:b) | <i>\n# `c`"))
    A_74_336: [a\](javascript:b) \| \<i> # \`c\`
    """
    line = _BREAKS.sub(" ", _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)).strip()
    return _MARKED.sub(r"\\\g<0>", line)


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    r"""A table of texts.

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


def plain_text(text: str) -> str:
    """Markdown as plain text, in which a row of a table is a line."""
    lines = []
    for block in blocks(text):
        if isinstance(block, TableBlock):
            for row in block.rows:
                cells = zip(block.head, row, strict=True)
                lines.append("  " + "; ".join(f"{name}: {cell}" for name, cell in cells if cell))
        else:
            lines.append(block)
    return "\n".join(lines)
