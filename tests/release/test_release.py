"""What a release holds, and that validators, catalogues and people can use it."""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from decimal import Decimal
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
import rdflib
import yaml
from openpyxl.utils.escape import unescape
from release_samples import ARABIC, CHINESE, DAY, make_tables, release_of

from pipeline.release import contents
from pipeline.release.build import CHECKSUMS, Release
from pipeline.release.contents import Version
from pipeline.release.databases import write_duckdb
from pipeline.release.flat import write_flat
from pipeline.release.provenance import provenance
from pipeline.release.views import ALL_FIGURES
from pipeline.release.workbook import CELL_CHARACTERS, CODEBOOK, notes, write_workbook
from pipeline.tables.files import publish
from pipeline.tables.schema import DOCUMENTS, MONEY_AMOUNTS, PARAGRAPHS, TABLES


def text(release: Release, name: str) -> str:
    return (release.folder / name).read_text(encoding="utf-8")


def test_checksums_hold_for_every_file(release: Release) -> None:
    files = {p.relative_to(release.folder).as_posix() for p in release.folder.rglob("*.*")}
    listed = {line.split("  ")[1] for line in text(release, CHECKSUMS).splitlines()}
    assert {f for f in files if (release.folder / f).is_file()} == listed
    if shutil.which("sha256sum"):
        command = ["sha256sum", "--check", "--strict", "--quiet", CHECKSUMS]
        subprocess.run(command, cwd=release.folder, check=True)


def test_frictionless_accepts_the_data_package(release: Release) -> None:
    import frictionless

    report = frictionless.validate(release.folder / "datapackage.json")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert [task.name for task in report.tasks] == [table.name for table in contents.FILES]
    assert all(task.stats["rows"] for task in report.tasks)


def test_frictionless_finds_what_breaks_the_data_package(release: Release, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(release.folder, broken)
    file = broken / contents.table_path("counts", "csv")
    file.chmod(0o644)
    file.write_bytes(file.read_bytes().replace(b"A_1-zh.1,", b"A_1-zh.99,"))
    import frictionless

    report = frictionless.validate(broken / "datapackage.json")
    assert {"foreign-key", "hash-count"} <= {e[0] for e in report.flatten(["type"])}


def test_the_data_package_tells_types_units_keys_sizes_and_checksums(release: Release) -> None:
    package = json.loads(text(release, "datapackage.json"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource, table in zip(package["resources"], contents.FILES, strict=True):
        data = (release.folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["schema"]["primaryKey"] == [table.key]
        assert len(resource["schema"]["foreignKeys"]) == len(table.foreign_keys)
        for field, column in zip(resource["schema"]["fields"], table.columns, strict=True):
            assert (field["name"], field["description"]) == (column.name, column.description)
            assert field.get("unit") == column.unit
            assert field.get("constraints", {}).get("required", False) is not column.nullable


#: Apart, since importing `mlcroissant` changes how the whole process logs.
READ_CROISSANT = """
import json, sys
import mlcroissant
dataset = mlcroissant.Dataset(jsonld=sys.argv[1])
print(json.dumps(sorted(dataset.metadata.ctx.issues.errors)))
for name in sys.argv[2:]:
    table, _, _ = name.partition("/")
    print(json.dumps([record[name].decode() for record in dataset.records(table)]))
"""


def test_mlcroissant_accepts_the_description_and_reads_the_rows(
    release: Release, tables: dict[str, pa.Table]
) -> None:
    names = ["documents/document_id", "money_amounts/figure_id"]
    command = [sys.executable, "-c", READ_CROISSANT, release.folder / "croissant.json", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    errors, *read = map(json.loads, done.stdout.splitlines())
    assert errors == []
    for name, values in zip(names, read, strict=True):
        table, _, column = name.partition("/")
        assert values == tables[table].column(column).to_pylist()
    said = json.loads(text(release, "croissant.json"))
    assert said["prov:wasGeneratedBy"]["@id"] == "provenance.json"
    sources = {one["@id"] for one in said["prov:wasDerivedFrom"]}
    assert sources == {
        f"documents/{name}" for name in tables["documents"].column("document_id").to_pylist()
    }


def test_catalogues_read_every_data_file(release: Release) -> None:
    graph = rdflib.Graph()
    address = "https://data.example/release/"
    graph.parse(data=text(release, "dcat.jsonld"), format="json-ld", publicID=address)
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    (dataset,) = graph.subjects(rdflib.RDF.type, dcat.Dataset)
    downloads = {str(o) for o in graph.objects(None, dcat.downloadURL)}
    assert downloads == {address + path for path, _ in contents.data_paths()}
    assert len(list(graph.objects(dataset, dcat.distribution))) == len(downloads)
    described = json.loads(text(release, "schema-org.jsonld"))
    assert {d["contentUrl"] for d in described["distribution"]} == dict(
        contents.data_paths()
    ).keys()


def test_dictionary_describes_every_column(release: Release) -> None:
    markdown, page = text(release, "dictionary.md"), text(release, "dictionary.html")
    for table in contents.FILES:
        for column in table.columns:
            assert f"| {column.name} | {column.type} |" in markdown
            assert f'id="{table.name}.{column.name}"' in page


def test_terms_and_citation(release: Release) -> None:
    citation = yaml.safe_load(text(release, "CITATION.cff"))
    assert citation["version"] == str(release.version) == "2026.11.25.1"
    assert citation["date-released"] == "2026-11-25"
    assert citation["license"] in text(release, "LICENSE.txt")


def test_limits_name_the_documents_that_were_not_read(release: Release) -> None:
    limits = text(release, "limits.md")
    assert "2 documents were read, 1 could not be" in limits
    assert "| A_2-en | text | No text. Scan it. |" in limits


def test_accuracy_is_told_by_table_and_language_with_the_size_of_the_set(release: Release) -> None:
    totals = json.loads(text(release, "accuracy.json"))["totals"]
    assert totals
    for one in totals:
        assert one["annotated"] == one["found"] + one["missed"]
        line = f"| {one['language']} | {one['table']} |"
        assert line in text(release, "accuracy.md")


@pytest.mark.parametrize("name", ["accuracy", "limits"])
def test_what_is_not_read_is_named_in_a_page_and_in_markdown(release: Release, name: str) -> None:
    for suffix in ("md", "html"):
        for named in ("rates", "ratios", "1 in 11", "charts", "tables that are pictures"):
            assert named in text(release, f"{name}.{suffix}").lower()
    page = text(release, f"{name}.html")
    assert page.count("<table>") == text(release, f"{name}.md").count("| --- |\n")
    assert 'href="index.html"' in page
    for link in re.findall(r'href="([^"]+)"', page):
        assert (release.folder / link).is_file()


def test_the_page_offers_first_the_table_that_needs_no_join(release: Release) -> None:
    offered = re.findall(r'<a href="(data/[^"]+)"', text(release, "index.html"))
    assert offered[:2] == ["data/all_figures.parquet", "data/all_figures.csv"]


def test_pages_call_no_other_host(release: Release) -> None:
    for page in release.folder.glob("*.html"):
        loaded = re.findall(
            r"<(?:script|img|link)[^>]*?(?:src|href)=\"([^\"]*)", page.read_text("utf-8")
        )
        assert not [address for address in loaded if "//" in address], page


def _all_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_builds_in_two_directories_give_the_same_bytes(
    release: Release, tmp_path: Path
) -> None:
    outputs = tmp_path / "somewhere else" / "deeper"
    outputs.mkdir(parents=True)
    other = release_of(make_tables(), outputs)
    first, second = _all_files(release.folder), _all_files(other.folder)
    assert first.keys() == second.keys()
    # DuckDB writes a mark of chance into every file; its checksum stands in two lists.
    assert {n for n in first if first[n] != second[n]} <= {
        contents.DUCKDB,
        CHECKSUMS,
        "page/data/catalog.js",
    }
    assert _dump(release.folder / contents.DUCKDB) == _dump(other.folder / contents.DUCKDB)


def _dump(file: Path) -> list[object]:
    """Everything that a DuckDB file says: statements, comments, rows."""
    with duckdb.connect(str(file), read_only=True) as database:
        said: list[object] = database.execute(
            "SELECT sql, comment FROM duckdb_tables() UNION ALL SELECT sql, comment "
            "FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        for table in TABLES:
            said += database.execute(f'SELECT * FROM "{table.name}"').fetchall()
        return said


def test_no_file_tells_of_the_machine_that_made_it(release: Release) -> None:
    """But for `provenance.json`, which tells libraries, and none tells paths or users."""
    libraries = json.loads(text(release, "provenance.json"))["libraries"]
    for name, data in _all_files(release.folder).items():
        written = _unpacked(data) if name.endswith(".xlsx") else data
        assert str(release.folder.parents[2]).encode() not in written, name
        if getpass.getuser() not in {"root", "user"}:
            assert getpass.getuser().encode() not in written, name
        if name.endswith((".json", ".jsonld", ".md", ".html")) and name != "provenance.json":
            assert libraries["pyarrow"].encode() not in data, name


def _unpacked(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return b"".join(parts.read(part) for part in parts.namelist())


def test_databases_have_keys_checks_and_comments(release: Release) -> None:
    with duckdb.connect(str(release.folder / contents.DUCKDB), read_only=True) as database:
        kinds = database.execute(
            "SELECT table_name, constraint_type FROM duckdb_constraints()"
        ).fetchall()
        said = dict(database.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        comments = dict(
            database.execute(
                "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'counts'"
            ).fetchall()
        )
    for table in TABLES:
        assert (table.name, "NOT NULL") in kinds
        assert f"Key: {table.key}." in said[table.name]
        for key in table.foreign_keys:
            assert f"{key.column} is a {key.references} of {key.table}." in said[table.name]
    assert comments["value"] == "The number"
    with sqlite3.connect(f"file:{release.folder / contents.SQLITE}?mode=ro", uri=True) as sqlite:
        for table in TABLES:
            keys = sqlite.execute(f"PRAGMA foreign_key_list({table.name})").fetchall()
            assert len(keys) == len(table.foreign_keys)
            (made,) = sqlite.execute(
                "SELECT sql FROM sqlite_schema WHERE name = ?", [table.name]
            ).fetchone()
            assert all(column.description in made for column in table.columns)
        assert sqlite.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert sqlite.execute("PRAGMA foreign_key_check").fetchall() == []


def test_all_figures_has_the_figures_of_all_tables_and_its_columns_are_described(
    release: Release, tables: dict[str, pa.Table]
) -> None:
    for table in ("percentages", "counts"):
        assert set(tables[table].column_names) <= set(ALL_FIGURES.arrow.names)
    assert all(column.description for column in ALL_FIGURES.columns)
    with duckdb.connect(str(release.folder / contents.DUCKDB), read_only=True) as database:
        counted = dict(
            database.execute("SELECT kind, count(*) FROM all_figures GROUP BY kind").fetchall()
        )
    assert counted == {n: tables[n].num_rows for n in ("percentages", "money_amounts", "counts")}


def test_a_flat_row_says_all_that_a_join_would() -> None:
    """Of a cell of a table, with a country, an open period and an original."""
    tables = make_tables(figures=2)

    def changed(name: str, **values: object) -> None:
        rows = tables[name].to_pylist()
        rows[0] |= values
        schema = next(table for table in TABLES if table.name == name).arrow
        tables[name] = pa.Table.from_pylist(rows, schema=schema)

    changed("organizations", organization="Chad", kind="country", iso3166_alpha3="TCD", m49="148",
            name_en="Chad")  # fmt: skip
    changed("documents", original_url="https://docs.un.org/zh/A/1")
    changed("paragraphs", section="II > A")
    changed("printed_tables", table_id="t", number="3", title="Costs")
    changed("table_cells", cell_id="c", table_id="t", row_header="Travel", is_total=True)
    changed("money_amounts", figure_id="m", document_id="A_1-zh", paragraph_id="A_1-zh.1", page=7,
            organization="Chad", period_start=2024, period_end=None, cell_id="c", currency="XAF",
            stands_in="table", amount=Decimal("12.5"))  # fmt: skip
    with TemporaryDirectory() as folder:
        publish(tables, Path(folder))
        write_flat({name: Path(folder) / f"{name}.parquet" for name in tables}, Path(folder))
        rows = pq.read_table(f"{folder}/{ALL_FIGURES.name}.parquet").to_pylist()
    (row,) = [row for row in rows if row["figure_id"] == "m"]
    wanted = {
        "kind": "money_amounts", "value": 12.5, "unit": "XAF", "organization_kind": "country",
        "iso3166_alpha3": "TCD", "m49": "148", "year": 2024, "year_date": dt.date(2024, 1, 1),
        "period_first_day": dt.date(2024, 1, 1), "period_last_day": None, "section": "II > A",
        "table_number": "3", "table_title": "Costs", "row_header": "Travel", "is_total": True,
        "title": CHINESE, "original_url": "https://docs.un.org/zh/A/1#page=7",
        "figure_page": "index.html#/figure/m",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert len(rows) == 6


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.0.0", "1.4.2"])
def test_the_duckdb_file_opens_in_older_versions(release: Release, version: str) -> None:
    code = (
        f"import duckdb; database = duckdb.connect({str(release.folder / contents.DUCKDB)!r}, "
        "read_only=True); print(database.execute('SELECT count(*) FROM all_figures').fetchone())"
    )
    isolated = ["uv", "run", "--no-project", "--python", "3.11", "--with", f"duckdb=={version}"]
    done = subprocess.run(
        [*isolated, "python", "-c", code], capture_output=True, text=True, check=False
    )
    if "Failed to" in done.stderr and "duckdb" not in done.stderr.split("Failed to")[0]:
        pytest.skip(f"DuckDB {version} cannot be had: {done.stderr[-200:]}")
    assert done.stdout.strip() == "(78,)", done.stderr


def test_the_duckdb_file_is_in_the_format_of_the_first_version(release: Release) -> None:
    """Its number stands after a checksum and four letters; an index would be newer all the same."""
    header = (release.folder / contents.DUCKDB).read_bytes()[:20]
    assert (header[8:12], int.from_bytes(header[12:20], "little")) == (b"DUCK", 64)
    with duckdb.connect(str(release.folder / contents.DUCKDB), read_only=True) as database:
        indexed = database.execute(
            "SELECT 1 FROM duckdb_constraints() "
            "WHERE constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY', 'UNIQUE')"
        )
        assert indexed.fetchall() == []


def test_the_view_to_chart_shows_figures_of_texts_and_adds_none_up(tmp_path: Path) -> None:
    """Also where two are in the middle, and where a group has levels and changes."""
    tables = make_tables()
    money = [
        row | {"organization": "WFP", "period_start": 2024, "period_end": 2024, "currency": "USD",
               "language": "en", "stands_in": "text", "change": "change" if number > 3 else "level",
               "amount": Decimal(10**number), "amount_high": None, "sentence": f"{number}"}
        for number, row in enumerate(tables["money_amounts"].to_pylist()[:6])
    ]  # fmt: skip
    tables["money_amounts"] = pa.Table.from_pylist(money, schema=MONEY_AMOUNTS.arrow)
    publish(tables, tmp_path)
    files = {name: tmp_path / f"{name}.parquet" for name in tables}
    write_duckdb(files, tmp_path / "data.duckdb")
    with duckdb.connect(str(tmp_path / "data.duckdb"), read_only=True) as database:
        found = database.execute(
            "SELECT change, figures, value_min, value_median, median_sentence, value_max "
            "FROM figures_by_organization_and_year WHERE organization = 'WFP' AND currency = 'USD' "
            "ORDER BY change"
        ).fetchall()
        known = database.execute("SELECT DISTINCT figure_id, value, sentence FROM all_figures")
        figures = {(figure, value, said) for figure, value, said in known.fetchall()}
        shown = database.execute(
            "SELECT latest_figure_id, value_latest, latest_sentence "
            "FROM figures_by_organization_and_year"
        ).fetchall()
    assert found == [
        ("change", 2, 10_000, 10_000, "4", 100_000),
        ("level", 4, 1, 10, "1", 1000),
    ]
    assert set(shown) <= figures


def test_workbook_opens_with_the_codebook_and_runs_nothing(release: Release) -> None:
    book = openpyxl.load_workbook(release.folder / contents.WORKBOOK)
    assert book.sheetnames == [CODEBOOK, *(table.name for table in contents.SHEETS)]
    cells = {str(cell.value) for row in book[CODEBOOK].iter_rows() for cell in row if cell.value}
    for table in contents.SHEETS:
        assert {table.description, *(c.description for c in table.columns)} <= cells
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    texts = {cell.value for row in book["paragraphs"].iter_rows() for cell in row}
    assert {ARABIC, CHINESE, "=1+1", "'=quoted", "007", "1e5", "TRUE"} <= texts
    assert all(cell.hyperlink is None for row in book["paragraphs"].iter_rows() for cell in row)
    place = MONEY_AMOUNTS.arrow.names.index("amount")
    formats = {row[place].number_format for row in book["money_amounts"].iter_rows(min_row=2)}
    assert formats == {"#,##0.00####"}


def test_a_workbook_says_which_rows_and_characters_it_leaves_out(tmp_path: Path) -> None:
    tables = make_tables(figures=12)
    long = tables["paragraphs"].to_pylist()
    long[0]["text"] = "约" * (CELL_CHARACTERS + 1)
    tables["paragraphs"] = pa.Table.from_pylist(long, schema=PARAGRAPHS.arrow)
    file = tmp_path / "book.xlsx"
    publish(tables, tmp_path)
    files = {name: tmp_path / f"{name}.parquet" for name in tables}
    write_workbook(files, file, Version(DAY, 1), sheet_rows=11)
    book = openpyxl.load_workbook(file)
    assert book["counts"].max_row == 11
    said = [str(row[0].value) for row in book[CODEBOOK].iter_rows()]
    (sentence,) = notes(next(t for t in TABLES if t.name == "counts"), files["counts"], 11)
    assert "the first 10 of 12 rows" in sentence
    assert sentence in said
    assert any("hold only the first 32767 characters" in line for line in said)
    assert len(book["paragraphs"]["G2"].value) == CELL_CHARACTERS


def test_a_workbook_keeps_odd_texts_and_old_days(tmp_path: Path) -> None:
    texts = [" a  b ", "1 < 2 & 3 > 2", "<r>rich</r>", "line\nline", "&amp;", "]]>", "a\x0bb"]
    days = [dt.date(1899, 12, 31), dt.date(1900, 1, 1), dt.date(1900, 2, 28), dt.date(1900, 3, 1)]
    days += [dt.date(1945, 10, 24), dt.date(2026, 2, 28), dt.date(9999, 12, 31)]
    tables = make_tables()
    row = tables["documents"].to_pylist()[0]
    rows = [
        row | {"document_id": f"A_{n}-zh", "title": text, "published_on": day}
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    publish(tables | {"documents": pa.Table.from_pylist(rows, schema=DOCUMENTS.arrow)}, tmp_path)
    file = tmp_path / "book.xlsx"
    write_workbook({"documents": tmp_path / "documents.parquet"}, file, Version(DAY, 1))
    sheet = openpyxl.load_workbook(file)["documents"]
    names = DOCUMENTS.arrow.names
    columns = list(sheet.iter_cols(min_row=2))
    held = [unescape(cell.value) for cell in columns[names.index("title")]]
    assert held == texts
    found = [cell.value for cell in columns[names.index("published_on")]]
    assert found == ["1899-12-31", *(dt.datetime.combine(day, dt.time()) for day in days[1:])]


def test_pyarrow_reads_the_csv_files_with_the_types_declared(release: Release) -> None:
    for table in contents.FILES:
        types = {column.name: column.type for column in table.columns}
        options = pa_csv.ConvertOptions(
            column_types=types, strings_can_be_null=True, quoted_strings_can_be_null=False
        )
        parse = pa_csv.ParseOptions(newlines_in_values=True)
        file = release.folder / contents.table_path(table.name, "csv")
        read = pa_csv.read_csv(file, convert_options=options, parse_options=parse)
        assert read.schema.names == table.arrow.names
        assert read.schema.types == table.arrow.types


@pytest.mark.parametrize("name", ["2026.13.01.1", "2026.11.25", "2026.11.25.0", "latest"])
def test_what_is_no_version(name: str) -> None:
    assert Version.parse(name) is None


def test_versions_of_a_day_are_in_the_order_of_their_numbers() -> None:
    day = dt.date(2026, 11, 25)
    assert Version(day, 9) < Version(day, 10) < Version(dt.date(2026, 11, 26), 1)


def test_an_extra_that_is_not_installed_is_no_library_of_a_release(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = json.loads(text(release, "provenance.json"))["libraries"]
    asked = [*(metadata.requires("un-figures") or ()), 'nobody-has-it>=1; extra == "s3"']
    monkeypatch.setattr(metadata, "requires", lambda _: asked)
    assert provenance(Version(DAY, 1), [])["libraries"] == before
