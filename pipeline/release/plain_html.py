"""Plain pages of a release, light and dark, readable without scripts; they load nothing."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt

from pipeline.markup import html
from pipeline.release import contents

#: The colours of the main page, in `site/static/css/page.css`.
_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem;
  background: light-dark(#fcfcfa, #14191f); color: light-dark(#1c2530, #e4e8ec); }
h1, h2 { font-family: "Source Serif 4", "Noto Serif", Georgia, serif; line-height: 1.25; }
a { color: light-dark(#0a5796, #82bdf0); }
p, li { max-width: 46rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0; font-size: .9375rem; }
td, th { border-bottom: 1px solid light-dark(#e1e4e6, #2d363f); padding: .3rem .75rem .3rem 0;
  text-align: start; vertical-align: top; unicode-bidi: plaintext; }
th { border-bottom-color: light-dark(#9aa4ae, #6a7683); }
"""
#: Markdown without inline HTML: it is shown as text.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
#: Lets a table scroll.
_SCROLLED = '<div class="wide" tabindex="0"><table>'


def page(title: str, body: str, *, of_release: bool = False) -> str:
    """A whole page.

    Args:
        title: as text.
        body: as HTML.
        of_release: whether it is next to the release's main page, and links to it.
    """
    home = f'<p><a href="index.html">{html(contents.TITLE)}</a></p>\n' if of_release else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{home}<h1>{html(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def of_markdown(text: str) -> str:
    """A page of a release from Markdown with a title."""
    title, _, rest = text.removeprefix("# ").partition("\n")
    body = (
        _MARKDOWN.render(rest).replace("<table>", _SCROLLED).replace("</table>", "</table></div>")
    )
    return page(title, body, of_release=True)


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
        f"{_SCROLLED}<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{chr(10).join(lines)}\n</tbody></table></div>"
    )
