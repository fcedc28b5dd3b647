"""`load-postgres` on a real server: whole or not at all, again and again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import psycopg
import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from release_samples import make_tables, release_of
from servers import Server

from pipeline.cli import main
from pipeline.release import postgres
from pipeline.release.build import Release
from pipeline.release.postgres import DependentObjects, ForeignTables, load_postgres
from pipeline.tables.schema import COUNTS, TABLES


@pytest.fixture
def database(server: Server) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(server.address, autocommit=True) as connection:
        yield connection
        for (name,) in connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'un\\_%'"
        ).fetchall():
            connection.execute(f'DROP SCHEMA "{name}" CASCADE')


def counted(database: psycopg.Connection[Any], schema: str = "un_figures") -> dict[str, int]:
    return {
        table.name: database.execute(f'SELECT count(*) FROM {schema}."{table.name}"').fetchone()[0]
        for table in TABLES
    }


def test_loading_again_doubles_no_row(
    database: psycopg.Connection[Any], server: Server, release: Release, tables: dict[str, pa.Table]
) -> None:
    wanted = {name: table.num_rows for name, table in tables.items()}
    for _ in range(3):
        assert load_postgres(release.folder, server.address) == wanted
    assert counted(database) == wanted


def test_types_keys_foreign_keys_checks_and_comments(
    database: psycopg.Connection[Any], server: Server, release: Release
) -> None:
    load_postgres(release.folder, server.address)
    types = dict(
        database.execute(
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = 'un_figures' AND table_name IN ('money_amounts', 'documents')"
        ).fetchall()
    )
    assert types["amount"] == "numeric"
    assert types["published_on"] == "date"
    assert types["x0"] == "double precision"
    kinds = database.execute(
        "SELECT table_name, constraint_type FROM information_schema.table_constraints "
        "WHERE table_schema = 'un_figures'"
    ).fetchall()
    for table in TABLES:
        assert kinds.count((table.name, "PRIMARY KEY")) == 1
        assert kinds.count((table.name, "FOREIGN KEY")) == len(table.foreign_keys)
        said = "SELECT obj_description(%s::regclass)"
        assert database.execute(said, [f"un_figures.{table.name}"]).fetchone() == (
            table.description,
        )
    for table in (*TABLES, "all_figures", "figures_by_organization_and_year"):
        name = table if isinstance(table, str) else table.name
        comments = database.execute(
            "SELECT col_description(attrelid, attnum) FROM pg_attribute "
            "WHERE attrelid = %s::regclass AND attnum > 0",
            [f"un_figures.{name}"],
        ).fetchall()
        assert all(comment for (comment,) in comments)
    (note,) = database.execute("SELECT obj_description('un_figures'::regnamespace)").fetchone()
    assert note == "UN figures, release 2026.11.25.1"


def test_a_failure_half_way_changes_nothing(
    database: psycopg.Connection[Any],
    server: Server,
    release: Release,
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_postgres(release.folder, server.address)
    before = counted(database)
    other = release_of(make_tables(5), tmp_path)
    copy = postgres._copy

    def fails(cursor: Any, folder: Any, table: Any) -> int:
        if table is COUNTS:
            raise ConnectionError("gone")
        return copy(cursor, folder, table)

    monkeypatch.setattr(postgres, "_copy", fails)
    with pytest.raises(ConnectionError):
        load_postgres(other.folder, server.address)
    assert counted(database) == before


def test_readers_see_the_old_rows_until_all_are_in(
    database: psycopg.Connection[Any],
    server: Server,
    release: Release,
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_postgres(release.folder, server.address)
    before = counted(database)
    other = release_of(make_tables(5), tmp_path)
    copy, seen = postgres._copy, []

    def looking(cursor: Any, folder: Any, table: Any) -> int:
        rows = copy(cursor, folder, table)
        seen.append(counted(database))
        return rows

    monkeypatch.setattr(postgres, "_copy", looking)
    load_postgres(other.folder, server.address)
    assert seen == [before] * len(TABLES)
    assert counted(database)["counts"] == 5


def test_grants_and_views_of_others_live_on(
    database: psycopg.Connection[Any], server: Server, release: Release
) -> None:
    load_postgres(release.folder, server.address)
    database.execute("CREATE VIEW un_figures.mine AS SELECT count(*) AS n FROM un_figures.counts")
    load_postgres(release.folder, server.address)
    assert database.execute("SELECT n FROM un_figures.mine").fetchone() == (26,)


def test_two_loads_at_once_double_no_row(
    database: psycopg.Connection[Any], server: Server, release: Release, tables: dict[str, pa.Table]
) -> None:
    loads = [
        threading.Thread(target=load_postgres, args=(release.folder, server.address))
        for _ in range(3)
    ]
    for load in loads:
        load.start()
    for load in loads:
        load.join()
    assert counted(database) == {name: table.num_rows for name, table in tables.items()}


def test_other_columns_make_the_tables_anew_unless_something_depends_on_them(
    database: psycopg.Connection[Any],
    server: Server,
    release: Release,
) -> None:
    load_postgres(release.folder, server.address)
    statements = [*postgres._statements()]
    older = [s.replace('"unit_class" TEXT', '"class_of_unit" TEXT', 1) for s in statements]
    database.execute("UPDATE un_figures._made_by SET statements = %s", ["\n".join(older)])
    database.execute("CREATE VIEW un_figures.mine AS SELECT * FROM un_figures.counts")
    with pytest.raises(DependentObjects, match=r"un_figures\.mine|view mine"):
        load_postgres(release.folder, server.address)
    database.execute("DROP VIEW un_figures.mine")
    load_postgres(release.folder, server.address)
    assert counted(database)["counts"] == 26


def test_tables_of_others_are_never_dropped(
    database: psycopg.Connection[Any], server: Server, release: Release
) -> None:
    database.execute("CREATE SCHEMA un_other")
    database.execute("CREATE TABLE un_other.documents (mine INTEGER)")
    with pytest.raises(ForeignTables, match="documents, not made by this command"):
        load_postgres(release.folder, server.address, schema="un_other")
    assert database.execute("SELECT count(*) FROM un_other.documents").fetchone() == (0,)


def command(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["load-postgres", *map(str, arguments)])


def test_the_command_loads_the_latest_release(
    database: psycopg.Connection[Any], server: Server, release: Release
) -> None:
    outputs = release.folder.parents[1]
    result = command(server.address, "--outputs", outputs, "--schema", "un_november")
    assert result.exit_code == 0, result.output
    assert "un_november.counts\t26" in result.stdout
    assert counted(database, "un_november")["counts"] == 26


def test_the_command_says_what_is_wrong(server: Server, release: Release) -> None:
    outputs = release.folder.parents[1]
    result = command("host=/nowhere", "--outputs", outputs)
    assert result.exit_code == 5
    assert "Nothing was loaded" in result.stderr
    result = command(server.address, "--outputs", outputs, "--release", "2020.01.01.1")
    assert result.exit_code == 4
    assert "2026.11.25.1" in result.stderr
