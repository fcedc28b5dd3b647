"""How a release was made: `provenance.json`, the only file that depends on more than the input."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline.release import contents
from pipeline.release.contents import Version
from pipeline.release.origins import Origin
from pipeline.storage import sha256_if_there
from pipeline.tables.schema import SCHEMA_VERSION

#: The commit of code outside a repository, as in a container.
COMMIT_VARIABLE = "PIPELINE_COMMIT"
_ROOT = Path(__file__).resolve().parents[2]
_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


def provenance(version: Version, origins: Sequence[Origin]) -> dict[str, Any]:
    """The run that made a release.

    Args:
        version: of the release.
        origins: the documents that it was read from.
    """
    return {
        "version": str(version),
        "schema_version": SCHEMA_VERSION,
        "commit": _git("rev-parse", "HEAD") or os.environ.get(COMMIT_VARIABLE) or None,
        "uncommitted_changes": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "lock_file_sha256": sha256_if_there(_ROOT / "uv.lock"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "libraries": _libraries(),
        "inputs": [
            {
                "document_id": origin.document_id,
                "source_file": origin.source_file,
                "source_url": origin.url,
                "sha256": origin.sha256,
                "status": origin.status,
            }
            for origin in origins
        ],
    }


def _git(*arguments: str) -> str | None:
    """What git says about the code; None if the code is not in a repository of its own."""
    if not (_ROOT / ".git").exists():
        return None
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=_ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def _libraries() -> dict[str, str]:
    """The versions of the project's dependencies by name, including installed extras."""
    versions = {}
    for requirement in metadata.requires(contents.NAME) or ():
        found = _REQUIREMENT.match(requirement)
        if found:
            with suppress(metadata.PackageNotFoundError):
                versions[found.group()] = metadata.version(found.group())
    return dict(sorted(versions.items()))
