"""The data dictionary: every table and column in words, as Markdown and as a page."""

from __future__ import annotations

from pipeline.markup import html, markdown_table
from pipeline.release import contents, plain_html, sql, views
from pipeline.release.contents import Version
from pipeline.release.views import ALL_FIGURES
from pipeline.tables.schema import SCHEMA_VERSION, Column

_VIEWS = (
    f"{ALL_FIGURES.name} is a view there. In PostgreSQL, _made_by holds the statements that made "
    "the others, to tell whether they fit a release; nothing of it is data."
)
_HEAD = ("column", "type", "unit", "may be empty", "meaning")


def markdown(version: Version) -> str:
    """The dictionary as Markdown."""
    parts = [f"# Data dictionary of {contents.TITLE}, release {version}", _about()]
    for table in contents.FILES:
        parts += [f"## {table.name}", table.description, sql.keys_in_words(table)]
        parts.append(markdown_table(_HEAD, [_row(column) for column in table.columns]))
    parts += ["# Views of the databases", _VIEWS]
    for view in _only_views():
        parts += [f"## {view.name}", view.description]
        parts.append(markdown_table(("column", "meaning"), list(view.columns)))
    return "\n\n".join(parts) + "\n"


def page(version: Version) -> str:
    """The dictionary as a page; each column has an address, `#counts.value`."""
    body = [f"<p>{html(_about())}</p>"]
    for table in contents.FILES:
        body.append(f'<h2 id="{table.name}">{table.name}</h2>')
        body.append(f"<p>{html(table.description)}</p><p>{html(sql.keys_in_words(table))}</p>")
        ids = [f"{table.name}.{column.name}" for column in table.columns]
        body.append(plain_html.table(_HEAD, [_row(column) for column in table.columns], ids=ids))
    body.append(f"<h1>Views of the databases</h1><p>{html(_VIEWS)}</p>")
    for view in _only_views():
        body.append(f'<h2 id="{view.name}">{view.name}</h2><p>{html(view.description)}</p>')
        body.append(plain_html.table(("column", "meaning"), view.columns))
    return plain_html.page(
        f"Data dictionary of {contents.TITLE}, release {version}", "\n".join(body), of_release=True
    )


def _about() -> str:
    return f"Version {SCHEMA_VERSION} of the columns. An empty cell: the text does not say."


def _only_views() -> list[views.View]:
    """The views that are not also files; files are described with the tables."""
    files = {table.name for table in contents.FILES}
    return [view for view in views.views() if view.name not in files]


def _row(column: Column) -> tuple[str, ...]:
    values = f" One of: {', '.join(column.allowed)}." if column.allowed else ""
    bounds = {"at least": column.minimum, "at most": column.maximum}
    limits = " and ".join(f"{said} {one}" for said, one in bounds.items() if one is not None)
    values += f" In running text {limits}." if limits else ""
    return (
        column.name,
        str(column.type),
        column.unit or "",
        "yes" if column.nullable else "no",
        f"{column.description}.{values}" if values else column.description,
    )
