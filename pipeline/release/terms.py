"""How a release may be used and cited: `LICENSE.txt` and `CITATION.cff`."""

from __future__ import annotations

import json

from pipeline.release import contents
from pipeline.release.contents import Version


def licence() -> str:
    """The terms of use, in words."""
    return f"""{contents.TITLE}: terms of use

The tables, the selection and arrangement of their rows, the columns that were read or derived, the
descriptions and the page are made available under {contents.LICENSE_TITLE}
({contents.LICENSE}), {contents.LICENSE_URL}
You may copy, change and use them, also commercially, if you credit the source: see CITATION.cff.

Titles, sentences and paragraphs are quotations from documents of the United Nations or other
issuers. They are included so that every figure can be checked, and remain under the terms of their
source: see the columns symbol, source_file and source_url of the table documents.

Everything is provided as is, without warranty: see accuracy.html and limits.html.
This is not a publication of the United Nations.
"""


def citation_file(version: Version) -> str:
    """The release for tools that read the Citation File Format 1.2 (YAML)."""
    values = (
        ("cff-version", "1.2.0"),
        ("message", "If you use these data, please cite them as below."),
        ("type", "dataset"),
        ("title", contents.TITLE),
        ("abstract", contents.DESCRIPTION),
        ("version", str(version)),
        ("date-released", version.day.isoformat()),
        ("license", contents.LICENSE),
    )
    lines = [f"{name}: {json.dumps(value)}" for name, value in values]
    lines += ["authors:", f"  - name: {json.dumps(contents.CREATOR)}", "keywords:"]
    lines += [f"  - {json.dumps(word)}" for word in contents.KEYWORDS]
    return "\n".join(lines) + "\n"
