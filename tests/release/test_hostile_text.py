"""Titles, names of files, sentences and failures that mean harm, in all that people open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pytest
from helpers.here import read_here
from helpers.reports import write_report
from markdown_it import MarkdownIt

from pipeline.orchestration import metadata
from pipeline.orchestration.run import run
from pipeline.release.contents import Version
from pipeline.release.coverage import limits
from pipeline.release.diff import diff
from pipeline.release.diff_page import diff_page
from pipeline.tables.files import read_table

MARK = "hostile"
HOSTILE = (
    f'"><script>{MARK}()</script><scr<script>ipt>{MARK}()</script><img src=x onerror={MARK}()>'
    f"](javascript:{MARK}()) | `{MARK}` ${{{MARK}}} \N{RIGHT-TO-LEFT OVERRIDE}"
)
#: What a name of a file may hold of it.
NAME = HOSTILE.replace("/", "\N{DIVISION SLASH}")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases of documents of which one cannot be read; all that people may write is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    raw, outputs = folder / "raw", folder / "outputs"
    for number in (1, 2):
        write_report(raw, number)
    (raw / f"{NAME}.pdf").write_bytes(b"%PDF-1.7\n" + HOSTILE.encode())
    (raw / f"{NAME} too.pdf").write_bytes(HOSTILE.encode())
    (raw / "A_70_3-zh.txt").write_text(
        f"合作情况 {HOSTILE}\n\n1. 约有 84%的成员国作了答复{HOSTILE}，其中 120 个国家提交了报告。\n",
        encoding="utf-8",
    )
    title = HOSTILE.replace('"', '""')
    (raw / "register.csv").write_text(
        "file,symbol,language,title,published_on,source_url\n"
        f'A_70_1-zh.txt,,,"{title}",,\n'
        f'A_70_2-zh.txt,"A/70/{title}",,"{title}",,"https://example.org/{title}"\n',
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        read_here(patch)
        return _released_twice(raw, outputs)


def _released_twice(raw: Path, outputs: Path) -> Path:
    first = run([raw], outputs)
    assert (first.error, first.blocked) == (None, {})
    for file in list(raw.glob("A_70_[13]*")):
        file.write_text(
            file.read_text().replace("84", "85").replace("120", "121"), encoding="utf-8"
        )
    second = run([raw], outputs)
    assert (second.error, second.blocked) == (None, {})
    return outputs


class Elements(HTMLParser):
    """What a page would run, load or lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = " ".join(f"{name}={value}" for name, value in attrs)
        runs = any(name.startswith("on") for name, _ in attrs) or "javascript:" in told
        if MARK in f"{tag} {told}" and (runs or tag in {"script", "img"}):
            self.found.append(f"<{tag} {told}>")


def pages(outputs: Path) -> Iterator[Path]:
    yield from outputs.rglob("*.html")


def test_the_text_is_there_and_is_no_element_of_any_page(outputs: Path) -> None:
    releases = sorted(p for p in (outputs / "releases").iterdir() if not p.name.startswith("."))
    page = outputs / "diff.html"
    page.write_text(diff_page(diff(*releases)), encoding="utf-8")
    assert MARK in page.read_text(encoding="utf-8")
    for file in pages(outputs):
        text = file.read_text(encoding="utf-8")
        elements = Elements()
        elements.feed(text)
        assert elements.found == [], file
        assert not re.search(f"<script>{MARK}|<img src=x", text), file


def test_the_text_is_there_and_is_text_in_markdown(outputs: Path) -> None:
    files = [f for f in outputs.rglob("*.md") if MARK in f.read_text(encoding="utf-8")]
    assert {file.name for file in files} == {"limits.md"}
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    for file in files:
        tokens = reader.parse(file.read_text(encoding="utf-8"))
        children = [child for token in tokens for child in token.children or ()]
        assert all(MARK not in token.content for token in tokens if token.type == "html_block")
        assert all(
            MARK not in f"{child.content}{child.attrs}"
            for child in children
            if child.type in {"html_inline", "link_open", "image", "code_inline"}
        )
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in file.read_text(encoding="utf-8")


def test_metadata_of_dagster_is_text() -> None:
    told = metadata.of_documents([NAME], {NAME: HOSTILE}) | metadata.of_table(
        pa.table({"title": [HOSTILE]})
    )
    shown = [value.value for value in told.values() if isinstance(value, dg.MarkdownMetadataValue)]
    assert len(shown) == 2
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    for text in shown:
        children = [child for token in reader.parse(text) for child in token.children or ()]
        assert {child.type for child in children} <= {"text", "text_special"}


def test_limits_tell_the_failures_in_one_line_each(outputs: Path) -> None:
    rows = read_table("documents", outputs).to_pylist()
    failed = [row for row in rows if row["status"] == "failed"]
    assert len(failed) >= 2
    version = Version.parse((outputs / "latest").resolve().name)
    assert version is not None
    parquet = {"documents": outputs / "documents.parquet"}
    names = ("percentages", "money_amounts", "counts", "set_aside")
    parquet |= {name: outputs / f"{name}.parquet" for name in names}
    lines = [line for line in limits(version, parquet).splitlines() if MARK in line]
    assert len(lines) == len(failed)
    assert all(re.fullmatch(r"\|(?: (?:[^|\\]|\\.)*\|){3}", line) for line in lines)
