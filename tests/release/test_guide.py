"""The code of `docs/bi.md` runs on a release, as it stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import sqlalchemy
from servers import Server

from pipeline.release.build import Release
from pipeline.release.postgres import load_postgres
from pipeline.tables.schema import TABLES

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "bi.md"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


def blocks(language: str) -> list[str]:
    found = [code for name, code in BLOCKS if name == language]
    assert found
    return found


@pytest.fixture(scope="module")
def project(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `outputs/latest`, as the guide's reader has it."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "outputs").symlink_to(release.folder.parents[1])
    return folder


@pytest.mark.parametrize("code", blocks("python"))
def test_python(code: str, project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("code", blocks("r"))
def test_r(code: str, project: Path) -> None:
    package = re.search(r"RSQLite|readr", code)
    assert package
    asked = ["Rscript", "-e", f"quit(status = !requireNamespace('{package.group()}'))"]
    if shutil.which("Rscript") is None or subprocess.run(asked, check=False).returncode:
        pytest.skip(f"R with {package.group()} is not installed")
    done = subprocess.run(
        ["Rscript", "-e", code], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "zh" in done.stdout


def test_sql(server: Server, release: Release) -> None:
    load_postgres(release.folder, server.address)
    with psycopg.connect(server.address) as connection:
        for code in blocks("sql"):
            connection.execute(code)
        connection.execute("SET ROLE reports")
        counted = connection.execute("SELECT count(*) FROM un_figures.all_figures").fetchone()
        assert counted == (78,)
        connection.rollback()


def test_what_superset_shows_through_sqlalchemy(server: Server, release: Release) -> None:
    load_postgres(release.folder, server.address)
    engine = sqlalchemy.create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(server.address)
    )
    shown = sqlalchemy.inspect(engine)
    assert set(shown.get_view_names("un_figures")) == {
        "all_figures",
        "figures_by_organization_and_year",
    }
    for table in TABLES:
        columns = shown.get_columns(table.name, "un_figures")
        assert [column["name"] for column in columns] == table.arrow.names
        assert all(column["comment"] for column in columns)
        assert shown.get_pk_constraint(table.name, "un_figures")["constrained_columns"] == [
            table.key
        ]
        assert len(shown.get_foreign_keys(table.name, "un_figures")) == len(table.foreign_keys)
