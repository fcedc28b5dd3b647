r"""Foreign text in Markdown and HTML: titles, names of files, sentences, cells of a register.

Whatever the product writes in either form takes such text through `markdown` or `html`, so that it
is read as it is and does nothing: no tag, no link, no cell or line of its own, no turned order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
