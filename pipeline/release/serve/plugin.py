"""How Datasette behaves differently here.

Figures link to their page and have a card, and pages of any host may read everything.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from datasette import NotFound, Response, hookimpl
from markupsafe import Markup

from pipeline.release.contents import NAME
from pipeline.release.serve import card as cards
from pipeline.release.serve.metadata import FILES

_Application = Callable[..., Awaitable[None]]


@hookimpl  # type: ignore[untyped-decorator]
def startup() -> None:
    """Reports an error in a query only in its response; Rich would print pages of variables."""
    from datasette import handle_exception

    setattr(handle_exception, "rich", None)  # noqa: B010  # it has no setting


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: Any, column: str, datasette: Any) -> Markup | None:
    """A figure's address in the release's page as a link."""
    if column != "figure_page" or not value:
        return None
    address = datasette.urls.path(f"{FILES}/{value}")
    return Markup('<a href="{}">{}</a>').format(address, value)


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The routes of a figure's card, to embed in other pages, and of its oEmbed description."""
    return [(r"^/card/(?P<figure>[^/]+)$", _card), (r"^/oembed$", _oembed)]


async def _card(request: Any, datasette: Any) -> Response:
    row = await _figure(datasette, unquote(request.url_vars["figure"]))
    page = datasette.urls.path(f"{FILES}/{row['figure_page']}")
    return Response.html(cards.card(row, page))


async def _oembed(request: Any, datasette: Any) -> Response:
    address = request.args.get("url") or ""
    row = await _figure(datasette, unquote(urlsplit(address).path.rpartition("/")[2]))
    at = datasette.urls.path(f"/card/{quote(row['figure_id'])}")
    return Response.json(cards.oembed(row, datasette.absolute_url(request, at)))


async def _figure(datasette: Any, figure: str) -> dict[str, Any]:
    """A figure of the release.

    Raises:
        NotFound: there is none with that id.
    """
    found = await datasette.get_database(NAME).execute(cards.QUERY, {"figure": figure})
    row = found.first()
    if row is None:
        raise NotFound(f"No figure has the id {figure}")
    return dict(row)


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper() -> Callable[[_Application], _Application]:
    """Declares texts as UTF-8, and lets pages of other hosts read what is public."""
    return _open_to_all


def _open_to_all(application: _Application) -> _Application:
    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        async def answer(event: MutableMapping[str, Any]) -> None:
            if event["type"] == "http.response.start":
                event["headers"] = _headers(event["headers"])
            await send(event)

        await application(scope, receive, answer)

    return wrapped


def _headers(given: list[Any]) -> list[tuple[bytes, bytes]]:
    headers = {bytes(name).lower(): bytes(value) for name, value in given}
    kind = headers.get(b"content-type", b"")
    if kind.startswith(b"text/") and b"charset" not in kind:
        headers[b"content-type"] = kind + b"; charset=utf-8"
    headers.setdefault(b"access-control-allow-origin", b"*")
    return list(headers.items())
