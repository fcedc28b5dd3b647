"""The libraries bundled with the page: their source and licence.

`vendor.json` beside the files lists them. `python -m pipeline.release.site.vendor` fetches the
listed versions again with npm and writes their checksums; with `--latest`, the newest ones.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path

FOLDER = Path(__file__).parent / "vendor"
_LIST = "vendor.json"


@dataclass(frozen=True, slots=True)
class Library:
    """One file of a package on npm.

    Attributes:
        file: its name in the folder.
        package: the package's name.
        version: the package's version.
        source: the file's path in the package.
        licence: SPDX identifier.
        licence_file: name of the licence's text in the folder.
        sha256: of the file, hexadecimal.
    """

    file: str
    package: str
    version: str
    source: str
    licence: str
    licence_file: str
    sha256: str


def read_list(folder: Path = FOLDER) -> list[Library]:
    """The libraries in the folder, as listed."""
    return [Library(**one) for one in json.loads((folder / _LIST).read_text(encoding="utf-8"))]


def mismatches(folder: Path = FOLDER) -> list[str]:
    """Where the folder differs from the list, one sentence each."""
    libraries = read_list(folder)
    wrong = []
    for one in libraries:
        if not (folder / one.file).is_file():
            wrong.append(f"{one.file} is missing")
        elif _sha256(folder / one.file) != one.sha256:
            wrong.append(f"{one.file} is not that of {one.package} {one.version}")
        if not (folder / one.licence_file).is_file():
            wrong.append(f"the licence of {one.package}, {one.licence_file}, is missing")
    listed = {_LIST, *(n for one in libraries for n in (one.file, one.licence_file))}
    wrong += [f"{f.name} is not listed" for f in folder.iterdir() if f.name not in listed]
    return wrong


def renew(folder: Path = FOLDER, *, latest: bool = False) -> None:
    """Fetches every listed file and its licence again, and writes the list.

    Args:
        folder: holds `vendor.json`.
        latest: take the newest version of each package instead of the listed one.

    Raises:
        subprocess.CalledProcessError: npm could not fetch a package.
    """
    renewed = [
        _fetch(one, folder, "latest" if latest else one.version) for one in read_list(folder)
    ]
    text = json.dumps([asdict(one) for one in renewed], indent=2, ensure_ascii=False)
    (folder / _LIST).write_text(text + "\n", encoding="utf-8")


def _fetch(library: Library, folder: Path, version: str) -> Library:
    with tempfile.TemporaryDirectory() as temporary:
        command = ["npm", "pack", "--silent", f"{library.package}@{version}"]
        subprocess.run(command, cwd=temporary, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        (archive,) = Path(temporary).glob("*.tgz")
        shutil.unpack_archive(archive, temporary, filter="data")
        package = Path(temporary) / "package"
        shutil.copyfile(package / library.source, folder / library.file)
        shutil.copyfile(package / "LICENSE", folder / library.licence_file)
        about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    checksum = _sha256(folder / library.file)
    return replace(library, version=about["version"], licence=about["license"], sha256=checksum)


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:] if argument != "--latest"] or [FOLDER]
    for given in folders:
        renew(given, latest="--latest" in sys.argv)
