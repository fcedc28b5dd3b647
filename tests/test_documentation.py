"""The documentation held to the code: commands, settings, tables and folders are in it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.release import dictionary
from pipeline.release.contents import Version
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES, Table

ROOT = Path(__file__).resolve().parents[1]
PAGES = {file: file.read_text(encoding="utf-8") for file in
         (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))}  # fmt: skip
EVERYTHING = "\n".join(PAGES.values())
PACKAGES = sorted(folder.name for folder in (ROOT / "pipeline").iterdir()
                  if (folder / "__init__.py").is_file())  # fmt: skip


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_told_of(command: str) -> None:
    assert re.search(rf"pipeline {command}\b", EVERYTHING), f"no page tells of `{command}`"


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_every_table_is_told_of(table: str) -> None:
    assert re.search(rf"\b{table}\b", EVERYTHING)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_explained_in_the_dictionary_of_releases(table: Table) -> None:
    assert "dictionary.md" in EVERYTHING
    text = dictionary.markdown(Version(date(2026, 1, 1), 1))
    of_table = text.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in of_table.splitlines() if line[:1] == "|"]
    explained = {row[0].strip("`"): row[-1] for row in rows}
    for column in table.columns:
        assert explained.get(column.name, "").strip(), f"{table.name}.{column.name}"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_has_its_place_in_the_architecture(package: str) -> None:
    assert f"**`{package}`**" in PAGES[ROOT / "docs" / "architecture.md"]


def test_every_setting_stands_in_the_file_with_a_comment() -> None:
    text = (ROOT / "settings.toml").read_text(encoding="utf-8")
    tomllib.loads(text)
    for section, values in Settings().model_dump().items():
        for name, value in values.items():
            if isinstance(value, dict):
                assert f"[{section}.{name}]" in text
            else:
                assert re.search(rf"^(?:# )?{name} = ", text, re.MULTILINE), f"{section}.{name}"


def test_pages_point_to_files_that_are_there() -> None:
    for page, text in PAGES.items():
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
