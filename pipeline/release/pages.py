"""Plain pages of a release, readable without scripts, in dark and light; nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.markup import html

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0; }
td, th { border: 1px solid color-mix(in srgb, currentColor 30%, transparent); padding: .3rem .6rem;
  text-align: start; vertical-align: top; unicode-bidi: plaintext; }
"""


def page(title: str, body: str) -> str:
    """A whole page around a body that is HTML."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{html(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, ids: Sequence[str] | None = None
) -> str:
    """A table of plain texts.

    Args:
        head: names of the columns.
        rows: the cells, as text.
        ids: the address of each row within its page.
    """
    heads = "".join(f'<th scope="col">{html(name)}</th>' for name in head)
    lines = []
    for number, row in enumerate(rows):
        address = f' id="{html(ids[number])}"' if ids else ""
        cells = "".join(f"<td>{html(cell)}</td>" for cell in row)
        lines.append(f"<tr{address}>{cells}</tr>")
    return (
        f'<div class="wide" tabindex="0"><table><thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{chr(10).join(lines)}\n</tbody></table></div>"
    )
