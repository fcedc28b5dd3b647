"""Which documents there are: names, symbols, languages, the register."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from helpers.here import read_here

from pipeline.documents.discovery import find_documents
from pipeline.documents.identity import document_id, language_of_name, symbol_of_name
from pipeline.errors import BadRegister

TEXT = "1. 约有 84%的成员国作了答复。\n"
HEADER = "file,symbol,language,title,published_on,source_url\n"


@pytest.fixture(autouse=True)
def _looked_at_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


def put(folder: Path, name: str, text: str = TEXT) -> Path:
    """A text file in a folder, its folders made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("stem", "symbol", "language"),
    [
        ("A_74_336-zh", "A/74/336", "zh"),
        ("A_74_336-ZH", "A/74/336", "zh"),
        ("A_RES_79_233-en", "A/RES/79/233", "en"),
        ("A_80_604_Add.11-en", "A/80/604/Add.11", "en"),
        ("A_AC.292_2024_3-es", "A/AC.292/2024/3", "es"),
        ("A_81_6_Sect_29A-en", "A/81/6 (Sect. 29A)", "en"),
        ("CEDAW_C_CAF_CO_6-ru", "CEDAW/C/CAF/CO/6", "ru"),
        ("A_74_336", "A/74/336", None),
        ("UN_Charter-zh", None, "zh"),
        ("annual report 2025", None, None),
    ],
)
def test_a_name_tells_symbol_and_language(
    stem: str, symbol: str | None, language: str | None
) -> None:
    assert (symbol_of_name(stem), language_of_name(stem)) == (symbol, language)
    if symbol and language:
        assert document_id(symbol, language, stem).lower() == stem.lower()


def test_a_document_has_checksum_media_type_and_id(tmp_path: Path) -> None:
    path = put(tmp_path, "A_70_901-zh.txt")
    (found,) = find_documents([tmp_path])
    assert found.document_id == "A_70_901-zh"
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.media_type, found.failure) == ("text/plain", None)


def test_symbol_and_language_are_taken_from_the_text_where_the_name_has_none(
    tmp_path: Path,
) -> None:
    put(tmp_path, "report.txt", f"联合国 A/70/901\n\n{TEXT}{TEXT}")
    (found,) = find_documents([tmp_path])
    assert (found.document_id, found.symbol, found.language) == ("A_70_901-zh", "A/70/901", "zh")


def test_a_symbol_in_running_text_is_not_the_documents_own(tmp_path: Path) -> None:
    put(tmp_path, "note-zh.txt", "1. 秘书长关于这一问题的前一份报告载于 A/70/900 号文件。\n")
    (found,) = find_documents([tmp_path])
    assert (found.document_id, found.symbol) == ("note-zh", None)


def test_the_register_gives_title_date_and_address_and_goes_before_the_name(
    tmp_path: Path,
) -> None:
    put(tmp_path, "scan.txt")
    put(
        tmp_path,
        "register.csv",
        HEADER + "scan.txt,A/70/901,zh,合作情况,2015-06-01,https://docs.un.org/zh/A/70/901\n",
    )
    (found,) = find_documents([tmp_path])
    assert (found.document_id, found.title) == ("A_70_901-zh", "合作情况")
    assert found.published_on == date(2015, 6, 1)
    assert found.source_url == "https://docs.un.org/zh/A/70/901"


def test_every_mistake_in_a_register_is_named_with_its_place(tmp_path: Path) -> None:
    rows = "a.txt,,,,1 June 2015,\na.txt,,,,,ftp://docs\n,,,,,\n"
    put(tmp_path, "register.csv", HEADER + rows)
    with pytest.raises(BadRegister) as caught:
        find_documents([tmp_path])
    text = str(caught.value)
    assert str(tmp_path / "register.csv") in text
    assert "row 2, column published_on: '1 June 2015'" in text
    assert "row 3, column source_url" in text
    assert "row 4, column file" in text


def test_a_register_with_other_columns_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "register.csv", "name,title\na.txt,b\n")
    with pytest.raises(BadRegister, match="file,symbol,language"):
        find_documents([tmp_path])


def test_folders_below_are_searched_and_notes_hidden_files_and_the_register_are_not_documents(
    tmp_path: Path,
) -> None:
    put(tmp_path, "2015/A_70_901-zh.txt")
    put(tmp_path, ".A_70_902-zh.txt")
    put(tmp_path, "README.md")
    put(tmp_path, "register.csv", HEADER)
    assert [d.source_file for d in find_documents([tmp_path])] == ["2015/A_70_901-zh.txt"]


def test_the_order_does_not_depend_on_that_of_the_folders(tmp_path: Path) -> None:
    put(tmp_path, "b/A_70_901-zh.txt")
    put(tmp_path, "a/A_70_902-zh.txt")
    folders = [tmp_path / "a", tmp_path / "b"]
    assert find_documents(folders) == find_documents(folders[::-1])
