"""What may stand in a raw folder beside documents: each has a row, and none stops another."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.orchestration.run import RunReport, run
from pipeline.settings import Settings
from pipeline.tables.files import read_table

GOOD = "1. Some 84 per cent of the offices replied, and 120 countries handed in a report.\n"
HEADER = "file,symbol,language,title,published_on,source_url\n"
DEEP = "/".join(["d"] * 1_200)
LATIN = os.fsdecode("A_1_1_r\xe9sum\xe9-en.txt".encode("latin-1"))
LONG = "A_1_2_" + "x" * 240 + ".txt"
REGISTER = [
    "capitals.txt,A/2/1,EN,,,",
    "name.txt,A/2/2,English,,,",
    "other_name.txt,A/2/3,anglais,,,",
    "region.txt,A/2/4,en-GB,,,",
    "no_language.txt,A/2/5,Klingon,,,",
    f"long_symbol.txt,{'A/' * 2_000}1,en,,,",
    f"long_title.txt,A/2/7,en,{'title ' * 30_000},,",
    "odd_symbol.txt,not a symbol!,en,,,",
    f"long_address.txt,A/2/9,en,,,https://docs.un.org/{'x' * 100_000}",
    f"{'f' * 100_000}.txt,A/2/10,en,,,",
]

SETTINGS = Settings.model_validate({"engine": {"megabytes_per_file": 1, "workers": 2}})

Rows = dict[str, dict[str, Any]]


def put(folder: Path, name: str, data: str | bytes = GOOD) -> Path:
    path = folder / name
    for parent in reversed(path.parents):  # `parents=True` calls itself for each
        parent.mkdir(exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with one good document and much else."""
    folder = tmp_path_factory.mktemp("odd")
    raw, elsewhere = folder / "raw", folder / "elsewhere"
    put(raw, "A_1_0-en.txt")
    put(elsewhere, "A_3_0-en.txt")
    os.mkfifo(raw / "pipe-en.pdf")
    bound = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(raw)  # the address of a socket has at most some 100 characters
    bound.bind("socket-en.txt")
    os.chdir(here)
    (raw / "device-en.txt").symlink_to("/dev/zero")
    (raw / "out-en.txt").symlink_to(elsewhere / "A_3_0-en.txt")
    (raw / "outside").symlink_to(elsewhere)
    (raw / "gone-en.txt").symlink_to(raw / "nowhere")
    (raw / "loop-en.txt").symlink_to("loop-en.txt")
    (raw / "inside-en.txt").symlink_to("sub/A_1_9-en.txt")
    put(raw, "sub/A_1_9-en.txt")
    (raw / "folder-en.pdf").mkdir()
    put(raw, "folder-en.pdf/A_1_8-en.txt")
    put(raw, "large-en.txt", b"1. Many.\n" * 2**17)
    put(raw, "empty-en.pdf", b"")
    put(raw, f"{DEEP}/A_1_3-en.txt")
    put(raw, LATIN)
    put(raw, LONG)
    put(raw, "line\nend\x1b[31m-en.txt")
    put(raw, "（）.txt")
    put(raw, "...-en.txt")  # hidden
    put(raw, "same name-en.txt", GOOD + "2. One.\n")
    put(raw, "same_name-en.txt", GOOD + "2. Two.\n")
    put(raw, "Capitals-en.txt", GOOD + "2. Three.\n")
    put(raw, "CAPITALS-en.txt", GOOD + "2. Four.\n")
    put(raw, "A_1_7-en.txt")
    put(raw, "again/A_1_7-en.txt", GOOD + "2. Five.\n")
    (raw / "beside").mkdir()
    os.mkfifo(raw / "beside" / "A_1_0-en.txt")  # takes nothing from the good one
    for line in REGISTER:
        name = line.split(",")[0]
        if len(name) < 200:
            put(raw, name, GOOD + f"2. {name}\n")
    put(raw, "register.csv", HEADER + "\n".join(REGISTER) + "\n")
    (folder / "more" / "register.csv").mkdir(parents=True)
    put(folder / "more", "A_4_1-en.txt")
    yield raw
    bound.close()
    # pytest's own sweeping of old folders calls itself for each level, and gives up at a thousand.
    subprocess.run(["rm", "-rf", str(raw / "d")], check=True)


@pytest.fixture(scope="module")
def report(raw: Path) -> RunReport:
    folders = [raw, raw.parent / "more"]
    return run(folders, raw.parent / "outputs", settings=SETTINGS)


@pytest.fixture(scope="module")
def rows(report: RunReport, raw: Path) -> Rows:
    assert report.error is None
    assert report.published
    table = read_table("documents", raw.parent / "outputs")
    return {row["source_file"]: row for row in table.to_pylist()}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pipe-en.pdf", "It is a pipe."),
        ("socket-en.txt", "It is a socket."),
        ("device-en.txt", "It is a symbolic link to a place outside the raw folder."),
        ("out-en.txt", "It is a symbolic link to a place outside the raw folder."),
        ("outside", "It is a symbolic link to a place outside the raw folder."),
        ("gone-en.txt", "It is a broken symbolic link"),
        ("loop-en.txt", "It is a broken symbolic link"),
        ("folder-en.pdf", "It is a folder."),
        ("large-en.txt", "It has more than 1,048,576 bytes. Take it out"),
        ("empty-en.pdf", "The file is empty."),
        ("beside/A_1_0-en.txt", "It is a pipe."),
        ("no_language.txt", "'Klingon', is unknown. Write one of these codes there: ar, en,"),
        ("long_symbol.txt", "Its symbol in register.csv has 4001 characters: 'A/A/"),
        ("register.csv", "The register must be a file, but it is a folder: replace"),
        ("same_name-en.txt", "Its id same_name-en would be the same as that of same name-en.txt."),
        ("Capitals-en.txt", "Its id Capitals-en would be the same as that of CAPITALS-en.txt."),
        ("A_1_7-en.txt", "There are 2 files for this document"),
        ("again/A_1_7-en.txt", "There are 2 files for this document"),
    ],
)
def test_what_is_no_document_is_a_failed_row_with_a_sentence(
    rows: Rows, name: str, words: str
) -> None:
    assert rows[name]["status"] == "failed"
    assert words in rows[name]["failure"]


@pytest.mark.parametrize(
    "name",
    [
        "A_1_0-en.txt", "sub/A_1_9-en.txt", "folder-en.pdf/A_1_8-en.txt", f"{DEEP}/A_1_3-en.txt",
        "A_1_1_r\\xe9sum\\xe9-en.txt", LONG, "line\\nend\\x1b[31m-en.txt", "（）.txt",
        "same name-en.txt", "CAPITALS-en.txt", "capitals.txt", "name.txt", "other_name.txt",
        "region.txt", "long_title.txt", "odd_symbol.txt", "long_address.txt", "A_4_1-en.txt",
        "inside-en.txt",
    ],
)  # fmt: skip
def test_what_is_one_is_read_whatever_its_name_and_the_register_say(rows: Rows, name: str) -> None:
    assert (rows[name]["status"], rows[name]["failure"]) == ("extracted", None)
    assert (rows[name]["percentages"], rows[name]["counts"]) == (1, 1)


def test_nothing_else_has_a_row_and_ids_are_short_and_differ(rows: Rows) -> None:
    ids = [row["document_id"] for row in rows.values()]
    assert len(rows) == 18 + 19
    assert len({one.casefold() for one in ids}) == len(ids)
    assert max(len(one.encode()) for one in ids) < 140


def test_a_language_of_the_register_becomes_its_code(rows: Rows) -> None:
    named = ["capitals.txt", "name.txt", "other_name.txt", "region.txt"]
    assert {rows[name]["language"] for name in named} == {"en"}
    assert rows["no_language.txt"]["language"] is None


def test_a_release_is_made_with_all_of_it(report: RunReport) -> None:
    assert report.release is not None
    assert report.release.is_new


def test_a_run_again_opens_no_file_and_says_the_same(raw: Path, rows: Rows) -> None:
    again = run([raw, raw.parent / "more"], raw.parent / "outputs", settings=SETTINGS)
    assert again.documents is not None
    assert again.read == 0
    assert {row["source_file"]: row for row in again.documents.to_pylist()} == rows
