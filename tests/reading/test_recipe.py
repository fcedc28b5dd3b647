"""Keys change with what the code does, not with what it says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading import recipe
from pipeline.reading.recipe import Recipe, sources

CODE = "LIMIT = 3\n\ndef double(x):\n    return 2 * x\n"


def key_of(folder: Path, code: str, name: str = "rules.py") -> str:
    folder.mkdir()
    (folder / name).write_text(code, encoding="utf-8")
    return Recipe((), (), (folder / name,)).key()


@pytest.mark.parametrize(
    ("code", "same"),
    [
        ('"""Rules."""\n# Why three.\nLIMIT = 3\n\n\ndef double(x):\n    """Twice."""\n    return 2*x\n', True),
        (CODE.replace("3", "4"), False),
        (CODE.replace("2 * x", "x * 2"), False),
    ],
    ids=["comments", "a value", "an expression"],
)  # fmt: skip
def test_a_key_changes_with_the_code_and_not_with_its_comments(
    code: str, same: bool, tmp_path: Path
) -> None:
    assert (key_of(tmp_path / "before", CODE) == key_of(tmp_path / "after", code)) is same


def test_comments_in_data_change_no_key(tmp_path: Path) -> None:
    one = key_of(tmp_path / "before", "words = ['a']\n", "words.toml")
    assert one == key_of(tmp_path / "after", "# Why.\nwords = ['a']\n", "words.toml")


def test_inputs_and_libraries_are_part_of_a_key() -> None:
    keys = {Recipe((), libraries).key(value) for libraries in ((), ("pyarrow",)) for value in "ab"}
    assert len(keys) == 4


def test_a_module_is_made_from_what_it_imports() -> None:
    package = Path(sources("pipeline")[0]).parent
    names = {file.relative_to(package).as_posix() for file in sources("pipeline.extract")}
    assert "extract.py" in names
    assert "languages/__init__.py" in names, "imported as a name of its package"
    assert "printed_tables/rows.py" in names, "imported by a module that is imported"
    assert "gazetteer/countries.csv" in names, "data beside such a module"
    assert not [name for name in names if name.startswith(("release/", "validation/"))]


def test_a_process_need_not_find_out_what_another_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Recipe(("pipeline.markup",), ())
    key, known = made.key("a"), recipe.known_code()
    assert known
    monkeypatch.setattr(recipe, "_known", {})
    recipe._version.cache_clear()
    recipe.learn_code(known)
    monkeypatch.setattr(recipe, "_compiled", None)
    assert made.key("a") == key
