"""The page that comes instead of a document says so in any of the languages, or in none."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline import languages
from pipeline.documents.not_found import WORDS, require_document
from pipeline.pages.page import Line, Page, Word
from pipeline.unreadable import UnreadableDocument


def pages(*lines: str) -> list[Page]:
    return [Page(1, tuple(Line((Word(text),)) for text in lines), 612.0, 792.0)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Official Document System", "The document that you asked for does not exist."),
        ("documents.un.org", "This document can't be found."),
        ("Système de diffusion électronique des documents", "Ce document n’existe pas."),
        ("Sedoc", "Document introuvable"),
        ("Sistema de Archivo de Documentos", "No se encontró el documento."),
        ("Sistema de Documentos Oficiales", "El documento no ha sido encontrado."),
        ("Система официальной документации", "Документ не найден."),
        ("СОД", "Запрошенный документ отсутствует."),
        ("في نظام الوثائق الرسمية", "الوثيقة المطلوبة غير موجودة"),
        ("联合国正式文件系统", "所要求的文件不存在。"),
        ("聯合國正式文件系統", "沒有找到文件"),
        ("Official Document System", "文件不存在"),
    ],
)
def test_a_page_says_that_there_is_no_such_document(lines: tuple[str, str]) -> None:
    with pytest.raises(UnreadableDocument, match="does not have it"):
        require_document(pages(*lines))
    with pytest.raises(UnreadableDocument, match="does not have it"):
        require_document(pages(*map(str.upper, lines)))


@pytest.mark.parametrize(
    "lines",
    [
        ("Official Document System", "There are 12 documents."),
        ("The methods and periods", "No documents were sent."),
        ("A/95/12", "Official Document System", "The document does not exist."),
        ("Official Document System", "The document does not exist. " * 60),
    ],
    ids=["found", "letters within words", "with a symbol", "long"],
)
def test_a_short_document_is_not_such_a_page(lines: tuple[str, ...]) -> None:
    require_document(pages(*lines))


def test_it_asks_all_languages_and_loads_none() -> None:
    assert [file.parent.name for file in WORDS] == list(languages.supported())
    code = (
        "import sys; from pipeline.documents import not_found as n; n._said('absent');"
        "print(*(m for m in sys.modules if m.rpartition('.')[0] == 'pipeline.languages'))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {name.rpartition(".")[2] for name in loaded} & set(languages.supported())
