"""What cannot be read says what is wrong and what to do, and stops nobody else's document."""

from __future__ import annotations

import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from helpers.refreshing import refresh

from pipeline.settings import EngineSettings
from pipeline.tables.files import read_table

GOOD = """ 合作情况

  一. 导言

1. 约有 84%的成员国作了答复，其中 120 个国家提交了报告，另有一些国家正在准备。
"""


RUSSIAN = "1. Около 84 процентов государств ответили, и 120 стран представили доклады.\n"
ARABIC = "1 - أجاب نحو 84 في المائة من الدول، وقدم 120 بلدا تقارير عن عملها.\n"
FRENCH = "1. Près de 84 % des États ont répondu, et 120 pays ont présenté un rapport.\n"
TRADITIONAL = "1. 約有 84%的國家作了答覆，其中 120 個國家提交了報告。\n"
MISSING = "The document is not available in the Official Document System (ODS)."


def pdf(*, text: str = "", password: str | None = None, pages: int = 3, lines: int = 40) -> bytes:
    """A PDF of some pages, with text or with nothing but a drawing."""
    document = FPDF()
    document.set_font("Helvetica", size=11)
    if password:
        document.set_encryption(owner_password=password, user_password=password,
                                encryption_method=EncryptionMethod.RC4)  # fmt: skip
    for number in range(1, pages + 1):
        document.add_page()
        document.rect(20, 20, 100, 50)
        for line in range(lines if text else 0):
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
        "A_1_7-zh.txt": GOOD.encode("utf-16-le"),
        "A_1_13-ru.txt": RUSSIAN.encode("cp1251"),
        "A_1_14-ru.txt": RUSSIAN.encode("koi8-r"),
        "A_1_15-ar.txt": ARABIC.encode("cp1256"),
        "A_1_16-fr.txt": FRENCH.encode("cp1252"),
        "A_1_17-zh.txt": TRADITIONAL.encode("big5"),
        "A_1_18-zh.txt": GOOD.encode()[:-40] + b"\xff" + GOOD.encode()[-40:],
        "A_1_19-zh.txt": GOOD.encode("utf-16")[:-3],
        "A_1_20-en.pdf": pdf(text=MISSING, pages=1, lines=1),
        "A_1_8-de.txt": b"1. Das Amt hat 84 Prozent der Fragen beantwortet.\n",
        "A_1_9-zh.pdf": b"<html><body>Error 503</body></html>",
        "A_1_10-zh.txt": GOOD.encode(),
        "A_1_10-zh.pdf": whole,
        "A_1_11-zh.docx": b"PK\x03\x04\0\0\0\0",
        "A_1_12.txt": b"1234567890\n",
    }


#: Texts that begin with a byte order mark.
MARKED = {"A_1_21-zh.txt": "utf-16", "A_1_22-zh.txt": "utf-8-sig", "A_1_23-zh.txt": "utf-32"}

#: Document to words of the sentence that says what is wrong and what to do.
EXPECTED = {
    "A_1_1-zh": ("empty", "Fetch the document again"),
    "A_1_2-zh": ("empty", "Fetch the document again"),
    "A_1_3-zh": ("no text layer", "ocrmypdf"),
    "A_1_4-zh": ("damaged or cut off", "Fetch the document again"),
    "A_1_5-zh": ("encrypted", "qpdf --decrypt"),
    "A_1_6-zh": ("not UTF-8", "line 1", "`iconv -f GB18030 -t UTF-8`"),
    "A_1_7-zh": ("not UTF-8", "`iconv -f UTF-16LE -t UTF-8`"),
    "A_1_13-ru": ("not UTF-8", "`iconv -f CP1251 -t UTF-8`"),
    "A_1_14-ru": ("not UTF-8", "`iconv -f KOI8-R -t UTF-8`"),
    "A_1_15-ar": ("not UTF-8", "`iconv -f CP1256 -t UTF-8`"),
    "A_1_16-fr": ("not UTF-8", "`iconv -f CP1252 -t UTF-8`"),
    "A_1_17-zh": ("not UTF-8", "`iconv -f BIG5 -t UTF-8`"),
    "A_1_18-zh": ("UTF-8 and damaged: byte", "(line 5)", "Fetch the document again"),
    "A_1_19-zh": ("UTF-16-LE and damaged", "Fetch the document again"),
    "A_1_20-en": ("its page says that the document service does not have it", "docs.un.org"),
    "A_1_8-de": ("'de', is not supported", "Supported are"),
    "A_1_9-zh": ("named as a PDF but is not one", "<html>", "Fetch the document again"),
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
    for name, encoding in MARKED.items():
        (raw / name).write_text(GOOD, encoding=encoding)
    for name, data in bad_files().items():
        (raw / name).write_bytes(data)
    assert refresh(raw, folder / "outputs", reader=EngineSettings()).published
    rows = read_table("documents", folder / "outputs").to_pylist()
    return {row["document_id"]: row for row in rows}


def test_the_good_document_is_published_whole(documents: dict[str, dict[str, str]]) -> None:
    good = documents["A_1_0-zh"]
    assert (good["status"], good["percentages"], good["counts"]) == ("extracted", 1, 1)


@pytest.mark.parametrize("document", [name.removesuffix(".txt") for name in MARKED])
def test_a_text_with_a_mark_is_read_as_the_mark_says(
    documents: dict[str, dict[str, str]], document: str
) -> None:
    row = documents[document]
    assert (row["status"], row["percentages"], row["counts"]) == ("extracted", 1, 1)


def test_every_bad_file_has_a_row(documents: dict[str, dict[str, str]]) -> None:
    marked = {name.removesuffix(".txt") for name in MARKED}
    assert set(documents) == {"A_1_0-zh", *marked, *EXPECTED}


@pytest.mark.parametrize("document", EXPECTED)
def test_a_bad_file_says_what_is_wrong_and_what_to_do(
    documents: dict[str, dict[str, str]], document: str
) -> None:
    row = documents[document]
    assert row["status"] == "failed"
    for words in EXPECTED[document]:
        assert words in row["failure"]
    assert row["failure"][0].isupper()
