"""`datapackage.json`: the release as a Data Package, version 2 (https://datapackage.org)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from pipeline.release import contents, flat
from pipeline.release.contents import DataFile, Version
from pipeline.tables.schema import SCHEMA_VERSION, Column, ForeignKey, Table

_PROFILES = "https://datapackage.org/profiles/2.0"


def datapackage(version: Version, files: Sequence[DataFile]) -> dict[str, Any]:
    """The descriptor: every table as CSV, with its columns, keys, size and checksum.

    Args:
        version: of the release.
        files: its data files.
    """
    csv = {file.table: file for file in files if file.path.endswith(".csv")}
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": contents.NAME,
        "title": contents.TITLE,
        "description": contents.DESCRIPTION,
        "version": str(version),
        "schemaVersion": SCHEMA_VERSION,
        "created": f"{version.day.isoformat()}T00:00:00Z",
        "keywords": list(contents.KEYWORDS),
        "licenses": [
            {
                "name": contents.LICENSE,
                "path": contents.LICENSE_URL,
                "title": contents.LICENSE_TITLE,
            }
        ],
        "contributors": [{"title": contents.CREATOR, "roles": ["creator"]}],
        "resources": [_resource(table, csv[table.name]) for table in contents.FILES],
    }


def _resource(table: Table, file: DataFile) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": file.path,
        "title": table.name,
        "description": f"{table.description} Text that a spreadsheet would run as a formula "
        f"starts with an apostrophe; {flat.CSV_GUARDS.name} lists it.",
        "format": "csv",
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, is_key=column.name == table.key) for column in table.columns],
        "fieldsMatch": "exact",
        "primaryKey": [table.key],
        "foreignKeys": [_foreign(key) for key in table.foreign_keys],
        "missingValues": [""],
    }


def _field(column: Column, *, is_key: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if is_key:
        constraints["unique"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    return {
        "name": column.name,
        "type": field_type(column.type),
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        "arrowType": str(column.type),
        **({"constraints": constraints} if constraints else {}),
    }


def field_type(arrow: pa.DataType) -> str:
    """The Table Schema type of an Arrow type; `string` if there is no other."""
    for holds, name in (
        (pa.types.is_integer, "integer"),
        (pa.types.is_decimal, "number"),
        (pa.types.is_floating, "number"),
        (pa.types.is_date, "date"),
        (pa.types.is_boolean, "boolean"),
    ):
        if holds(arrow):
            return name
    return "string"


def _foreign(key: ForeignKey) -> dict[str, Any]:
    reference = {"resource": key.table, "fields": [key.references]}
    return {"fields": [key.column], "reference": reference}
