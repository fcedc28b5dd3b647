"""Tables with everything that is hard to carry, a release of them, and a PostgreSQL server."""

from __future__ import annotations

import datetime
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.release.build import Release, build_release
from pipeline.release.sql import parents_first, value_columns
from pipeline.tables.schema import FIGURE_TABLES, TABLES, Table

DAY = datetime.date(2026, 11, 25)
ARABIC = "بلغت النفقات ٣٫٥ مليون دولار، أي 12 في المائة"
CHINESE = "约有 84%的成员国作了答复，另有 1 750 万美元"
TEXTS = [CHINESE, ARABIC, "=1+1", "'=quoted", '"quotes", commas\nand a second line', "007", "Ω 🙂", "1e5",
         " spaces around ", "https://example.org", "@SUM(A1)", "TRUE", "2026-11-25"]  # fmt: skip
NUMBERS: dict[str, list[Any]] = {
    "percentages": [84.0, 0.1, 12.345678901234, 1e-07, -3.5, 100.0],
    "money_amounts": [Decimal("46500000.00"), Decimal("0.05"), Decimal("1234567890123.45"),
                      Decimal("-7.10"), Decimal("150000000000.00")],
    "counts": [120, 0, 7_900_000_000, 3, 1_000_000_000_000],
}  # fmt: skip
ORGANIZATIONS = ("WFP", "UNDP")
_DEFAULTS = {
    pa.string(): "text", pa.int32(): 1, pa.int64(): 1, pa.float64(): 1.5,
    pa.date32(): DAY, pa.bool_(): True,
}  # fmt: skip


def row(table: Table, **values: Any) -> dict[str, Any]:
    """A row of a table: what is given, something for what may not be empty, else nothing."""
    made: dict[str, Any] = {}
    for column in table.columns:
        if not column.nullable:
            default = Decimal(1) if pa.types.is_decimal(column.type) else _DEFAULTS[column.type]
            made[column.name] = column.allowed[0] if column.allowed else default
        else:
            made[column.name] = None
    return made | values


def make_tables(figures: int = 26) -> dict[str, pa.Table]:
    """All tables, with so many figures of each kind."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for table in parents_first():
        known = {k.column: rows[k.table][0][k.references] for k in table.foreign_keys}
        required = {c.name for c in table.columns if not c.nullable}
        keys = {name: value for name, value in known.items() if name in required}
        rows[table.name] = [row(table, **keys)]
        if table.name == "documents":
            rows[table.name] = [
                row(table, document_id="A_1-zh", language="zh", symbol="A/1", title=CHINESE, pages=3),
                row(table, document_id="A_1-ar", language="ar", symbol="A/1", title=ARABIC,
                    published_on=DAY, source_url="https://example.org/a"),
                row(table, document_id="A_2-en", status="failed", failure="No text. Scan it."),
            ]  # fmt: skip
        elif table.name == "organizations":
            rows[table.name] = [row(table, organization=name) for name in ORGANIZATIONS]
        elif table.name == "paragraphs":
            rows[table.name] = [
                row(table, paragraph_id=f"A_1-zh.{n}", document_id="A_1-zh", position=n, text=text)
                for n, text in enumerate(TEXTS, start=1)
            ]
        elif table in FIGURE_TABLES.values():
            rows[table.name] = [_figure(table, n) for n in range(figures)]
    return {
        table.name: pa.Table.from_pylist(rows[table.name], schema=table.arrow) for table in TABLES
    }


def _figure(table: Table, number: int) -> dict[str, Any]:
    values, high = NUMBERS[table.name], value_columns(table)
    value = values[number % len(values)]
    made = row(
        table,
        figure_id=f"{table.name}.{number}",
        document_id="A_1-zh" if number % 2 else "A_1-ar",
        language="zh" if number % 2 else "ar",
        paragraph_id=f"A_1-zh.{number % len(TEXTS) + 1}",
        sentence=TEXTS[number % len(TEXTS)],
        raw=f"{value}",
        subject=TEXTS[(number + 3) % len(TEXTS)] if number % 3 else None,
        organization=ORGANIZATIONS[number % 2] if number % 5 else None,
        period_start=2020 + number % 4 if number % 4 else None,
        period_end=2021 + number % 4 if number % 4 == 1 else None,
        x0=72.0 + number / 3,
    )
    made[high[0]] = value
    made[high[1]] = value if number % 7 == 0 else None
    if "currency" in made:
        made["currency"] = "USD" if number % 2 else "CHF"
    return made


@pytest.fixture(scope="session")
def tables() -> dict[str, pa.Table]:
    return make_tables()


@pytest.fixture(scope="session")
def release(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Release:
    outputs = tmp_path_factory.mktemp("released") / "outputs"
    outputs.mkdir()
    return build_release(tables, outputs, day=DAY)


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of the tests' own; `address` as libpq takes it."""

    address: str


def _postgres_programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return debian[-1].parent if debian else None


def _unprivileged() -> dict[str, Any]:
    """Whom the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {user.pw_name for user in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server in a folder of its own, reached by a socket in it; gone afterwards."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed: `apt-get install postgresql`")
    who = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path may not be long
    if who:
        shutil.chown(folder, who["user"])
    data = folder / "data"

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False, env={**os.environ, "LC_ALL": "C.UTF-8"}, **who,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout

    run(programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    log = folder / "log"
    run(programs / "pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start")
    try:
        yield Server(f"host={folder} user=tester dbname=postgres")
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)
