"""What cannot be read says what is wrong and what to do, and stops nobody else's document."""

from __future__ import annotations

import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod

from pipeline.orchestration.run import run
from pipeline.tables.files import read_table

GOOD = """ 合作情况

  一. 导言

1. 约有 84%的成员国作了答复，其中 120 个国家提交了报告，另有一些国家正在准备。
"""


def pdf(*, text: str = "", password: str | None = None) -> bytes:
    """A PDF of three pages, with text or with nothing but a drawing."""
    document = FPDF()
    document.set_font("Helvetica", size=11)
    if password:
        document.set_encryption(owner_password=password, user_password=password,
                                encryption_method=EncryptionMethod.RC4)  # fmt: skip
    for number in range(1, 4):
        document.add_page()
        document.rect(20, 20, 100, 50)
        for line in range(40 if text else 0):
            document.cell(0, 6, f"{number}.{line} {text}", new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def bad_files() -> dict[str, bytes]:
    """A file for everything that can be wrong."""
    whole = pdf(text="The offices replied to the survey, and their answers are given below.")
    return {
        "A_1_1-zh.txt": b"",
        "A_1_2-zh.txt": b" \n\n\t\n",
        "A_1_3-zh.pdf": pdf(),
        "A_1_4-zh.pdf": whole[: len(whole) // 3],
        "A_1_5-zh.pdf": pdf(text="secret", password="secret"),
        "A_1_6-zh.txt": GOOD.encode("gb18030"),
        "A_1_7-zh.txt": GOOD.encode("utf-16"),
        "A_1_8-de.txt": b"1. Das Amt hat 84 Prozent der Fragen beantwortet.\n",
        "A_1_9-zh.pdf": b"<html><body>Error 503</body></html>",
        "A_1_10-zh.txt": GOOD.encode(),
        "A_1_10-zh.pdf": whole,
        "A_1_11-zh.docx": b"PK\x03\x04\0\0\0\0",
        "A_1_12.txt": b"1234567890\n",
    }


#: Document to words of the sentence that says what is wrong and what to do.
EXPECTED = {
    "A_1_1-zh": ("empty", "Fetch the document again"),
    "A_1_2-zh": ("empty", "Fetch the document again"),
    "A_1_3-zh": ("no text layer", "ocrmypdf"),
    "A_1_4-zh": ("damaged or cut off", "Fetch the document again"),
    "A_1_5-zh": ("encrypted", "qpdf --decrypt"),
    "A_1_6-zh": ("not UTF-8", "line 1", "iconv"),
    "A_1_7-zh": ("not UTF-8", "iconv"),
    "A_1_8-de": ("'de', is not supported", "Supported are"),
    "A_1_9-zh": ("named a PDF and is none", "<html>", "Fetch the document again"),
    "A_1_10-zh": ("2 files", "A_1_10-zh.txt", "A_1_10-zh.pdf", "Keep one"),
    "A_1_10-zh~2": ("2 files", "Keep one"),
    "A_1_11-zh": ("neither a PDF nor a text",),
    "A_1_12": ("language", "register.csv"),
}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Rows of the documents table by id, after a run over one good file and all bad ones."""
    folder = tmp_path_factory.mktemp("bad")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "A_1_0-zh.txt").write_text(GOOD, encoding="utf-8")
    for name, data in bad_files().items():
        (raw / name).write_bytes(data)
    report = run([raw], folder / "outputs")
    assert report.published
    rows = read_table("documents", folder / "outputs").to_pylist()
    return {row["document_id"]: row for row in rows}


def test_the_good_document_is_published_whole(documents: dict[str, dict[str, str]]) -> None:
    good = documents["A_1_0-zh"]
    assert (good["status"], good["percentages"], good["counts"]) == ("extracted", 1, 1)


def test_every_bad_file_has_a_row(documents: dict[str, dict[str, str]]) -> None:
    assert set(documents) == {"A_1_0-zh", *EXPECTED}


@pytest.mark.parametrize("document", EXPECTED)
def test_a_bad_file_says_what_is_wrong_and_what_to_do(
    documents: dict[str, dict[str, str]], document: str
) -> None:
    row = documents[document]
    assert row["status"] == "failed"
    for words in EXPECTED[document]:
        assert words in row["failure"]
    assert row["failure"][0].isupper()
