"""What is published, as nginx with the shipped configuration sends it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from proxy import EVERYBODY, LOGIN, OPERATORS, VIEWERS, Proxy, proxy_over

RELEASE = "releases/2026.11.25.1"
TEXT = b"figure_id,value\n" + b"a,1\n" * 1000


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx over a folder of outputs with a release."""
    folder = tmp_path_factory.mktemp("machine")
    data = folder / "outputs" / RELEASE / "data"
    data.mkdir(parents=True)
    for name in ("counts.csv", "counts.parquet", "un-figures.sqlite", "un-figures.xlsx"):
        (data / name).write_bytes(TEXT)
    for name in ("index.html", "dcat.jsonld", "provenance.json", "limits.md", "page.css", "app.js"):
        (data.parent / name).write_bytes(TEXT)
    (folder / "outputs" / "latest").symlink_to(data.parent)
    (folder / "outputs" / "counts.csv").write_bytes(TEXT)
    with proxy_over(
        folder / "nginx", lambda text: text.replace("/srv/un-figures", str(folder))
    ) as it:
        yield it


def ask(proxy: Proxy, path: str, **headers: str) -> httpx.Response:
    return proxy.ask(EVERYBODY, path, headers={"Accept-Encoding": "gzip", **headers})


@pytest.mark.parametrize(
    ("path", "kind", "is_packed"),
    [
        ("data/counts.csv", "text/csv; charset=utf-8", True),
        ("data/counts.parquet", "application/vnd.apache.parquet", False),
        ("data/un-figures.sqlite", "application/vnd.sqlite3", False),
        (
            "data/un-figures.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            False,
        ),
        ("index.html", "text/html", True),
        ("dcat.jsonld", "application/ld+json", True),
        ("provenance.json", "application/json", True),
        ("limits.md", "text/markdown; charset=utf-8", True),
        ("page.css", "text/css; charset=utf-8", True),
        ("app.js", "application/javascript; charset=utf-8", True),
    ],
)
def test_a_file_has_its_type_and_text_comes_packed(
    proxy: Proxy, path: str, kind: str, is_packed: bool
) -> None:
    answer = ask(proxy, f"/{RELEASE}/{path}")
    assert answer.content == TEXT
    assert answer.headers["Content-Type"].startswith(kind)
    assert (answer.headers.get("Content-Encoding") == "gzip") is is_packed
    if is_packed:
        assert int(answer.num_bytes_downloaded) < len(TEXT) / 10


def test_a_part_of_a_parquet_file_may_be_asked_for(proxy: Proxy) -> None:
    answer = ask(proxy, f"/{RELEASE}/data/counts.parquet", Range="bytes=0-8")
    assert (answer.status_code, answer.content) == (206, TEXT[:9])


def test_a_release_is_kept_and_what_changes_is_asked_for_again(proxy: Proxy) -> None:
    kept = "public, max-age=31536000, immutable"
    for path in (f"/{RELEASE}/data/counts.csv", f"/{RELEASE}/"):
        assert ask(proxy, path).headers["Cache-Control"] == kept
    for path in ("/", "/counts.csv", "/latest/index.html", "/releases/"):
        assert ask(proxy, path).headers["Cache-Control"] == "no-cache"
    assert "Cache-Control" not in ask(proxy, f"/{RELEASE}/data/none.csv").headers
    first = ask(proxy, "/latest/data/counts.csv")
    again = ask(proxy, "/latest/data/counts.csv", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("host", [OPERATORS, VIEWERS, EVERYBODY])
def test_every_answer_asks_for_https_from_then_on(proxy: Proxy, host: str) -> None:
    login = LOGIN if host == EVERYBODY else None
    for path in ("/", f"/{RELEASE}/index.html", "/nothing"):
        headers = proxy.ask(host, path, login=login).headers
        assert headers["Strict-Transport-Security"] == "max-age=31536000"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "/" not in headers["Server"]
