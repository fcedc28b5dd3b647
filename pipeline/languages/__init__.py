"""One package per language. No code outside these packages knows words of any language."""

from __future__ import annotations

import importlib
import pkgutil
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from pipeline.languages.base import Language
from pipeline.unreadable import UnreadableDocument

#: The file of a language with what is asked of it without loading it.
WORDS = "language.toml"
#: Minimum letters of a text for recognizing its language, and the minimum share of them that must
#: belong to a language.
_LETTERS_TO_TELL, _LEAST_SHARE = 60, 0.02


@cache
def supported() -> tuple[str, ...]:
    """Codes of the available languages, in alphabetical order."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in names if len(name) == 2))


def module_of(code: str) -> str:
    """Full module name of a language, whether it exists or not."""
    return f"{__name__}.{code}"


def files(name: str) -> tuple[Path, ...]:
    """The data files of a name in the packages of all languages, without loading any language."""
    folders = (Path(folder) / code for code in supported() for folder in __path__)
    return tuple(file for file in (folder / name for folder in folders) if file.is_file())


def require(code: str) -> None:
    """Make sure that a language is supported, without loading it.

    Raises:
        UnreadableDocument: it is not.
    """
    if code not in supported():
        raise UnreadableDocument(
            f"its language, {code!r}, is not supported",
            f"Supported are {', '.join(supported())}: take the document out of the raw folder, "
            f"or add pipeline/languages/{code}",
        )


@cache
def load(code: str) -> Language:
    """Load a language by its ISO 639-1 code.

    Raises:
        UnreadableDocument: the language is not supported.
    """
    require(code)
    language: Language = importlib.import_module(module_of(code)).LANGUAGE
    return language


def code_of(name: str) -> str | None:
    """The code of a language, given any of its names in any supported language, or another code.

    A two-letter code that is not supported is returned as it is.

    >>> code_of("English"), code_of("ZH"), code_of("français"), code_of("es-ES"), code_of("klingon")
    ('en', 'zh', 'fr', 'es', None)
    """
    plain = re.split(r"[\s(_-]", name.strip().casefold(), maxsplit=1)[0]
    return _codes_by_name().get(plain, plain if re.fullmatch("[a-z]{2}", plain) else None)


@cache
def _codes_by_name() -> dict[str, str]:
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    codes: dict[str, str] = dict(get_global("language_aliases"))
    for spoken in supported():
        with suppress(UnknownLocaleError):
            names = Locale.parse(spoken).languages
            codes |= {names[code].casefold(): code for code in supported() if code in names}
    return {name: code for name, code in codes.items() if code in supported()}


def recognise(text: str) -> str | None:
    """Code of the supported language that fits most of the text's letters, else None."""
    letters = _letters(text)
    if not letters:
        return None
    shares = {code: _share(load(code), text) / letters for code in supported()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= 0.05 else None


def is_in(text: str, language: Language) -> bool:
    """Whether a text may be in a language: it is too short to say, or has enough of its letters.

    A covering note may precede an annex in another language, for which the rules of the first do
    not work.
    """
    enough, share = _LEAST_SHARE * len(text), 0
    for match in language.letters.finditer(text):
        share += len(match.group())
        if share >= enough:
            return True
    letters = _letters(text)
    return letters < _LETTERS_TO_TELL or share >= _LEAST_SHARE * letters


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _share(language: Language, text: str) -> int:
    return sum(len(match.group()) for match in language.letters.finditer(text))
