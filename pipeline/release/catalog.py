"""The release for catalogues and search engines: DCAT 3 and schema.org, as JSON-LD.

Addresses are relative, so a release describes itself wherever it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.figures.engine.lexicon import Lexicon
from pipeline.languages import WORDS, files
from pipeline.release import contents
from pipeline.release.contents import DataFile, Version
from pipeline.release.origins import Origin

_IANA = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"


def _authority_codes() -> dict[str, str]:
    """ISO 639-1 to the language codes that DCAT-AP requires."""
    return {
        file.parent.name: code.upper()
        for file in files(WORDS)
        if (code := Lexicon(file).get("iso_639_3"))
    }


def dcat(version: Version, files: Sequence[DataFile], origins: Sequence[Origin]) -> dict[str, Any]:
    """The release as a `dcat:Dataset` with a distribution for each data file.

    Args:
        version: of the release.
        files: its data files.
        origins: the documents that it was read from.
    """
    languages = sorted({o.language for o in origins if o.language})
    sources = sorted({o.url for o in origins if o.url})
    authority = _authority_codes()
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "prov": "http://www.w3.org/ns/prov#",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": "",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{contents.NAME}-{version}",
        "dct:title": _english(contents.TITLE),
        "dct:description": _english(contents.DESCRIPTION),
        "dct:issued": {"@type": "xsd:date", "@value": version.day.isoformat()},
        "dct:license": {"@id": contents.LICENSE_URL},
        "dct:creator": _agent(),
        "dct:publisher": _agent(),
        "dct:language": [
            {"@id": f"{_LANGUAGE}{authority[code]}"} for code in languages if code in authority
        ],
        "dcat:version": str(version),
        "dcat:keyword": [_english(word) for word in contents.KEYWORDS],
        "dcat:landingPage": {"@id": "index.html"},
        "dct:provenance": {"@id": "provenance.json"},
        "prov:wasDerivedFrom": [{"@id": url} for url in sources],
        "dcat:distribution": [_distribution(file) for file in files],
    }


def schema_org(
    version: Version, files: Sequence[DataFile], origins: Sequence[Origin]
) -> dict[str, Any]:
    """The release as a schema.org `Dataset`, for dataset search engines.

    Args:
        version: of the release.
        files: its data files.
        origins: the documents that it was read from.
    """
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": contents.TITLE,
        "description": contents.DESCRIPTION,
        "url": "index.html",
        "identifier": f"{contents.NAME}-{version}",
        "version": str(version),
        "datePublished": version.day.isoformat(),
        "license": contents.LICENSE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": contents.CREATOR},
        "publisher": {"@type": "Organization", "name": contents.CREATOR},
        "keywords": list(contents.KEYWORDS),
        "inLanguage": sorted({o.language for o in origins if o.language}),
        "isBasedOn": sorted({o.url or o.symbol or o.source_file for o in origins}),
        "distribution": [_download(file) for file in files],
    }


def _english(text: str) -> dict[str, str]:
    return {"@language": "en", "@value": text}


def _agent() -> dict[str, str]:
    return {"@type": "foaf:Organization", "foaf:name": contents.CREATOR}


def _distribution(file: DataFile) -> dict[str, Any]:
    checksum = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
    }
    return {
        "@type": "dcat:Distribution",
        "@id": file.path,
        "dct:title": _english(file.title),
        "dcat:accessURL": {"@id": "index.html"},
        "dcat:downloadURL": {"@id": file.path},
        "dcat:mediaType": {"@id": f"{_IANA}{file.media_type}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.bytes)},
        "dct:license": {"@id": contents.LICENSE_URL},
        # Checksums of files that differ each time are in SHA256SUMS only.
        **({"spdx:checksum": checksum} if file.same_bytes else {}),
    }


def _download(file: DataFile) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.title,
        "contentUrl": file.path,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.bytes} B",
        **({"sha256": file.sha256} if file.same_bytes else {}),
    }
