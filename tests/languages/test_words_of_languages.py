"""The words of a language are in its own package: code that all languages share has none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline import languages

ROOT = Path(pipeline.__file__).parent
#: What is written with letters that English does not have and is no word read in a document.
ALLOWED = {
    "figures/scripts.py": "the letters of scripts",
    "figures/kinds.py": "what the page calls the kinds of figures",
    "figures/engine/characters.py": "letters of full width, which are folded",
    "pages/direction.py": "the letters that run from right to left",
    "pages/pdf.py": "the characters for which radicals stand",
    "pages/runs.py": "ligatures, which are taken apart",
    "paragraphs/numbering.py": "letters that digits are misread for",
}
#: Signs that Unicode has among the letters.
SIGNS = frozenset("ªºµ")
#: Folders whose expressions are matched with the text of documents.
READERS = (
    "accuracy", "agreement", "context", "documents", "extract", "figures", "languages", "pages",
    "paragraphs", "printed_tables",
)  # fmt: skip
#: Words that stand in the text of documents in any language.
ANYWHERE = frozenset(
    # Addresses and the names of files.
    "http https www documents undocs org pdf docx xlsx pptx html"
    # Parts of symbols.
    " Part Sect Vol Chap Prog Fasc"
    # Staff grades with a level, and the missions of the United Nations and those not among them.
    " FS NO BIN DP EP ESCO FPA HCR ICEF MI MON UN"
    # Characters without a mapping, and digits that are misread for letters.
    " cid lf".split()
)
#: A word or an abbreviation, which is no Roman numeral.
WORD = re.compile(r"(?![IVXLC]+(?![A-Za-z]))[A-Za-z]*(?:[a-z]{2}|[A-Z]{2})[A-Za-z]*")
ESCAPE = re.compile(r"\\[bdswBDSW](?![a-z])")
#: What is no word in an expression: escapes, the names of groups, classes of characters.
SYNTAX = re.compile(r"\\[A-Za-z]|\(\?P<\w+>|\(\?[a-z]+|\[\^?\]?[^]]*\]")


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """The strings of a module without docstrings."""
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in docstrings
        ):
            yield node


def is_foreign(text: str) -> bool:
    return any(c.isalpha() and not c.isascii() and c not in SIGNS for c in text)


@pytest.fixture(scope="module", name="modules")
def parsed() -> dict[str, ast.Module]:
    """The modules that all languages share, by the name of their file."""
    own = {ROOT / "languages" / code for code in languages.supported()}
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(ROOT.rglob("*.py"))
        if own.isdisjoint(path.parents)
    }


def test_no_letters_of_other_languages(modules: dict[str, ast.Module]) -> None:
    found = {
        name: texts
        for name, tree in modules.items()
        if (texts := [one.value for one in literals(tree) if is_foreign(one.value)])
    }
    why = "move it to the package of its language, or say in ALLOWED why it stays"
    assert not {name: texts for name, texts in found.items() if name not in ALLOWED}, why
    assert not ALLOWED.keys() - found.keys(), "it has none, and need not be allowed any"


def test_no_list_of_languages(modules: dict[str, ast.Module]) -> None:
    found = {
        name
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict)
        and len(set(_listed(node)) & set(languages.supported())) > 2
    }
    assert found == {"figures/kinds.py"}, "ask `languages.supported` or `languages.files`"


def _listed(node: ast.Tuple | ast.List | ast.Set | ast.Dict) -> Iterator[str]:
    for one in node.keys if isinstance(node, ast.Dict) else node.elts:
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def expressions(tree: ast.Module) -> Iterator[str]:
    """The regular expressions of a module and parts of some, with nothing for what is filled in."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re")), args=arguments):
                yield from map(_written, arguments)
    yield from (one.value for one in literals(tree) if ESCAPE.search(one.value))


def _written(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_written, node.values))
    if isinstance(node, ast.BinOp):
        return _written(node.left) + _written(node.right)
    return ""


def test_no_english_words_in_expressions(modules: dict[str, ast.Module]) -> None:
    found = {
        name: words
        for name, tree in modules.items()
        if name.startswith(READERS) and (words := _words(tree) - ANYWHERE)
    }
    assert not found, "move it to the package of its language"


def _words(tree: ast.Module) -> set[str]:
    texts = (SYNTAX.sub(" ", text) for text in expressions(tree))
    return {word for text in texts for word in WORD.findall(text)}
