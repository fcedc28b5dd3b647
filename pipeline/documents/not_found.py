"""Recognize the page that the document service returns for a document it does not have.

It arrives as a complete PDF with a text layer, and would be read as a short document. Its words are
the service's own and not a rule of any language, so all of them are here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.documents import identity
from pipeline.pages.page import Page
from pipeline.unreadable import UnreadableDocument

#: Such a page has few words; a document has more, and has its symbol.
_MOST_PAGES, _MOST_CHARACTERS = 2, 1_500
#: The service, by its names or address.
_SERVICE = re.compile(
    r"\bODS\b|documents\.un\.org|undocs\.org|\bofficial documents? system\b"
    r"|\bsystème (?:de diffusion électronique des documents|des? documents officiels)\b"
    r"|\bS[eé]doc\b"
    r"|\bsistema de (?:archivo de documentos|documentos oficiales)\b"
    r"|\bсистем[аеуы] официальн(?:ой|ых) документ|\bСОД\b"
    r"|نظام الوثائق الرسمية"
    r"|正式文件系[统統]",
    re.IGNORECASE,
)
#: Phrases that say that there is no such document.
_ABSENT = re.compile(
    r"\b(?:does not exist|(?:not|cannot|could not|can't) be found|not found|not available"
    r"|no (?:such )?documents?)\b"
    r"|\bn['’]existe pas\b|\bintrouvable\b|\bn['’]est pas disponible\b|\bpas été trouvé"
    r"|\bno existe\b|\bno (?:se|ha sido|fue) (?:ha |pudo )?encontra|\bno se encontró\b"
    r"|\bno está disponible\b"
    r"|\bне существует\b|\bне (?:был )?найден|\bнедоступен\b|\bне удалось найти\b|\bотсутствует\b"
    r"|غير موجود|لا (?:ي|ت)وجد|لم ي[ُ]?عثر|تعذر العثور|غير متاح"
    r"|不存在|未找到|找不到|[没沒]有找到|[无無]法找到",
    re.IGNORECASE,
)


def require_document(pages: Sequence[Page]) -> None:
    """Check that pages are not those returned for a missing document.

    Raises:
        UnreadableDocument: they are.
    """
    if len(pages) > _MOST_PAGES or identity.symbols_of_text(pages):
        return
    text = " ".join(line.text for page in pages for line in page.lines)
    if len(text) <= _MOST_CHARACTERS and _SERVICE.search(text) and _ABSENT.search(text):
        raise UnreadableDocument(
            "the file is not a document: its page says that the document service does not have it",
            "Look up its symbol at https://docs.un.org, and download it again or take the file out "
            "of the raw folder",
        )
