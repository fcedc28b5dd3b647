"""`croissant.json`: the release for machine learning (Croissant 1.1), with its provenance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from pipeline.release import contents
from pipeline.release.contents import DataFile, Version
from pipeline.release.origins import Origin
from pipeline.tables.schema import Column, Table

#: The context required by the specification, with the PROV terms for provenance.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "prov": "http://www.w3.org/ns/prov#",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(
    version: Version, files: Sequence[DataFile], origins: Sequence[Origin]
) -> dict[str, Any]:
    """The description: every table as a record set over its Parquet file.

    Args:
        version: of the release.
        files: its data files.
        origins: the documents that it was read from.
    """
    described = [file for file in files if file.table is not None]
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": contents.NAME,
        "description": contents.DESCRIPTION,
        "url": "index.html",
        "license": contents.LICENSE_URL,
        "creator": {"@type": "sc:Organization", "name": contents.CREATOR},
        "publisher": {"@type": "sc:Organization", "name": contents.CREATOR},
        "datePublished": version.day.isoformat(),
        "version": str(version),
        "keywords": list(contents.KEYWORDS),
        "inLanguage": sorted({o.language for o in origins if o.language}),
        "citeAs": contents.bibtex(version),
        "prov:wasDerivedFrom": [_entity(origin) for origin in origins],
        "prov:wasGeneratedBy": {
            "@type": "prov:Activity",
            "@id": "provenance.json",
            "prov:label": "The run that made the release: commit, inputs, versions",
        },
        "distribution": [_file(file) for file in described],
        "recordSet": [_record_set(table) for table in contents.FILES],
    }


def _entity(origin: Origin) -> dict[str, Any]:
    known = {
        "prov:label": origin.title,
        "identifier": origin.symbol,
        "url": origin.url,
        "inLanguage": origin.language,
        "sha256": origin.sha256,
    }
    said = {name: value for name, value in known.items() if value is not None}
    return {"@type": "prov:Entity", "@id": f"documents/{origin.document_id}", **said}


def _file(file: DataFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path.rpartition("/")[2],
        "description": file.title,
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": _encoding(file),
        "sha256": file.sha256,
    }


def _encoding(file: DataFile) -> str:
    # Croissant's own name for Parquet.
    return "application/x-parquet" if file.path.endswith(".parquet") else file.media_type


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": {"@id": f"{table.name}/{table.key}"},
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    path = contents.table_path(table.name, "parquet")
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _data_type(column.type),
        "source": {"fileObject": {"@id": path}, "extract": {"column": column.name}},
    }
    for key in table.foreign_keys:
        if key.column == column.name:
            field["references"] = {"field": {"@id": f"{key.table}/{key.references}"}}
    return field


def _data_type(arrow: pa.DataType) -> str:
    for holds, name in (
        (pa.types.is_integer, "sc:Integer"),
        (pa.types.is_decimal, "sc:Float"),
        (pa.types.is_floating, "sc:Float"),
        (pa.types.is_date, "sc:Date"),
        (pa.types.is_boolean, "sc:Boolean"),
    ):
        if holds(arrow):
            return name
    return "sc:Text"
