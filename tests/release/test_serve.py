"""`pipeline serve`: a release over HTTP, asked as a program asks it."""

from __future__ import annotations

import csv
import io
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.release.build import Release
from pipeline.release.databases import as_in_sqlite
from pipeline.release.serve.card import card
from pipeline.release.serve.metadata import queries
from pipeline.release.views import ALL_FIGURES, views
from pipeline.tables.schema import TABLES, Table

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "serve.md"


@contextmanager
def served(release: Release, *options: str) -> Iterator[httpx.Client]:
    """A client of a server that was started as people start it."""
    command = [sys.executable, "-m", "pipeline", "serve", "--release", str(release.folder)]
    with subprocess.Popen(
        [*command, "--port", "0", *options], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            said = process.stdout.readline()  # type: ignore[union-attr]
            address = re.search(r"at (http\S+/),", said)
            assert address, said
            with httpx.Client(base_url=address.group(1), timeout=60) as client:
                yield client
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def site(release: Release) -> Iterator[httpx.Client]:
    with served(release) as client:
        yield client


def rows(site: httpx.Client, path: str, **query: Any) -> list[dict[str, Any]]:
    answer = site.get(path, params={"_shape": "array", **query})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_the_same_rows_and_values(
    table: Table, site: httpx.Client, tables: dict[str, pa.Table]
) -> None:
    found = rows(site, f"un-figures/{table.name}.json", _size="max")
    kept = [as_in_sqlite(column.combine_chunks()) for column in tables[table.name].columns]
    wanted = pa.table(kept, table.arrow.names).to_pylist()
    assert sorted(found, key=lambda row: row[table.key]) == sorted(
        wanted, key=lambda row: row[table.key]
    )


def test_texts_of_its_csv_have_no_apostrophes(site: httpx.Client) -> None:
    answer = site.get("un-figures/paragraphs.csv", params={"_stream": "on"})
    texts = [row["text"] for row in csv.DictReader(io.StringIO(answer.text))]
    assert "=1+1" in texts
    assert "'=1+1" not in texts


def test_rows_are_filtered_sorted_counted_and_led_on(site: httpx.Client) -> None:
    answer = site.get(
        "un-figures/money_amounts.json",
        params={"currency": "USD", "_sort_desc": "amount", "_size": "3", "_shape": "objects"},
    ).json()
    amounts = [row["amount"] for row in answer["rows"]]
    assert amounts == sorted(amounts, reverse=True)
    assert {row["currency"] for row in answer["rows"]} == {"USD"}
    assert answer["filtered_table_rows_count"] > len(answer["rows"])
    facets = answer["facet_results"]["currency"]["results"]
    assert {one["value"]: one["count"] for one in facets} == {
        "USD": answer["filtered_table_rows_count"]
    }
    assert site.get(answer["next_url"]).json()["rows"] != []


def test_a_row_has_an_address(site: httpx.Client, tables: dict[str, pa.Table]) -> None:
    row = tables["counts"].to_pylist()[3]
    path = row["figure_id"].replace(".", "~2E")
    assert rows(site, f"un-figures/counts/{path}.json")[0]["value"] == row["value"]


@pytest.mark.parametrize("name", queries())
def test_questions_with_empty_fields_run(name: str, site: httpx.Client) -> None:
    fields = re.findall(r":(\w+)", queries()[name]["sql"])
    found = rows(site, f"un-figures/{name}.json", **dict.fromkeys(fields, ""))
    assert isinstance(found, list)
    assert name in GUIDE.read_text(encoding="utf-8")


def test_a_question_is_answered(site: httpx.Client, tables: dict[str, pa.Table]) -> None:
    found = rows(
        site, "un-figures/money_of_an_organization.json", organization="WFP", currency="CHF"
    )
    wanted = {
        row["figure_id"]: float(row["amount"])
        for row in tables["money_amounts"].to_pylist()
        if (row["organization"], row["currency"], row["change"], row["stands_in"])
        == ("WFP", "CHF", "level", "text")
    }
    assert {row["figure_id"]: row["amount"] for row in found} == wanted != {}


def test_sql_reads_and_never_writes(site: httpx.Client) -> None:
    query = "SELECT count(*) AS figures FROM all_figures WHERE kind = :kind"
    assert rows(site, "un-figures.json", sql=query, kind="counts") == [{"figures": 26}]
    for statement in (
        "DELETE FROM counts",
        "ATTACH 'other' AS other",
        "SELECT nothing FROM counts",
    ):
        refused = site.get("un-figures.json", params={"sql": statement})
        assert refused.status_code == 400
        assert refused.json()["error"]
    assert rows(site, "un-figures.json", sql=query, kind="counts") == [{"figures": 26}]
    assert site.get("un-figures/no_such_table.json").status_code == 404


def test_every_table_and_column_is_described(site: httpx.Client) -> None:
    told = site.get("-/metadata.json").json()["databases"]["un-figures"]["tables"]
    assert set(told) == {*(table.name for table in TABLES), *(view.name for view in views())}
    for table in (*TABLES, ALL_FIGURES):
        assert list(told[table.name]["columns"]) == table.arrow.names
        assert all(told[table.name]["columns"].values())
    assert "[per cent]" in told["percentages"]["columns"]["value"]
    page = site.get("un-figures/percentages").text
    assert "[per cent]" in page
    assert "Shares and rates per hundred." in page


def test_the_other_files_of_the_release_are_there(site: httpx.Client, release: Release) -> None:
    sums = site.get("release/SHA256SUMS")
    assert sums.content == (release.folder / "SHA256SUMS").read_bytes()
    assert sums.headers["access-control-allow-origin"] == "*"
    assert site.get("release/limits.md").headers["content-type"] == "text/markdown; charset=utf-8"
    assert site.get("release/../../../etc/passwd").status_code == 404
    assert site.get("release/%2e%2e/%2e%2e/latest/index.html").status_code == 404


def test_a_figure_leads_to_its_page(site: httpx.Client) -> None:
    found = site.get("un-figures/all_figures", params={"_size": "1"}).text
    [link] = re.findall(r'href="(/release/index.html#/figure/[^"]+)"', found)
    assert site.get(link).status_code == 200


def test_a_figure_has_a_card_for_other_pages(
    site: httpx.Client, tables: dict[str, pa.Table]
) -> None:
    row = tables["money_amounts"].to_pylist()[1]
    card = site.get(f"card/{row['figure_id']}")
    assert card.status_code == 200
    assert "x-frame-options" not in card.headers
    (sentence,) = re.findall(r"<blockquote[^>]*>(.*)</blockquote>", card.text)
    assert unescape(re.sub("</?mark>", "", sentence)) == row["sentence"]
    (page,) = re.findall(r'href="(/release/index.html#/figure/[^"]+)"', card.text)
    assert page.endswith(row["figure_id"])
    said = site.get("oembed", params={"url": str(card.url)}).json()
    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert f'src="{card.url}"' in said["html"]
    assert site.get("card/no.such.figure").status_code == 404
    assert site.get("oembed").status_code == 404


def test_the_card_marks_the_figure_where_its_characters_are() -> None:
    text = "Some 4 schools. Of 4 pupils, 4 came. Of 4 pupils, 4 came."
    row = {
        "text": text, "sentence": "Of 4 pupils, 4 came.", "raw": "4", "char_start": 50,
        "char_end": 51, "title": "<b>", "symbol": "A/1", "document_id": "A_1-en", "language": "en",
        "paragraph": "7", "page": 2, "original_url": "https://docs.un.org/en/A/1#page=2",
    }  # fmt: skip
    made = card(row, "page")
    assert "Of 4 pupils, <mark>4</mark> came." in made
    assert "&lt;b&gt;" in made
    assert "paragraph 7" in made
    assert 'href="https://docs.un.org/en/A/1#page=2"' in made


def test_behind_another_server_addresses_have_its_path(release: Release) -> None:
    with served(release, "--base-url", "figures") as site:
        assert site.base_url.path == "/figures/"
        page = site.get("").text
        links = re.findall(r'(?:href|src)="(/[^"]*)"', page)
        assert links
        assert all(link.startswith("/figures/") for link in links)
        for link in links:
            assert site.get(f"{site.base_url.copy_with(path='/')}"[:-1] + link).status_code == 200


def test_money_is_right_to_the_cent(site: httpx.Client, tables: dict[str, pa.Table]) -> None:
    found = rows(site, "un-figures/money_amounts.json", _size="max", _col="amount")
    cents = {Decimal(repr(row["amount"])).quantize(Decimal("0.000001")) for row in found}
    assert cents == set(tables["money_amounts"].column("amount").to_pylist())


def test_a_taken_port_is_told(release: Release) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(
            main, ["serve", "--release", str(release.folder), "--port", str(port)]
        )
    assert done.exit_code == 5
    assert f"127.0.0.1:{port} cannot be listened at" in done.output
    assert "--port" in done.output


def test_without_the_extra_the_mend_is_told(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "datasette"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "datasette", None)
    done = CliRunner().invoke(main, ["serve", "--release", str(release.folder)])
    assert done.exit_code == 2
    assert "datasette is missing: `uv sync --extra serve`" in done.output


def test_an_unknown_release_is_told(tmp_path: Path) -> None:
    command = ["serve", "--release", "2020.01.01.1", "--outputs", str(tmp_path)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 4
    assert "There is no release 2020.01.01.1" in done.output
    assert f"pipeline run --outputs {tmp_path}" in done.output
