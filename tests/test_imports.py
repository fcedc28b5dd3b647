"""What libraries would import in vain is left out, and still there for whoever asks for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from pipeline.imports import import_later, without

#: The last imports the first if it can, and the second one in any case.
PACKAGES = {
    "made_up_store": "NAME = 'store'\n",
    "made_up_charts/__init__.py": "NAMES.append('charts')\n\ndef draw():\n    return 'drawn'\n",
    "made_up_charts/axes.py": "NAMES.append('axes')\n\nLENGTH = 3\n",
    "made_up_library": (
        "import made_up_charts\n"
        "from made_up_charts import axes\n\n"
        "try:\n    import made_up_store\nexcept ImportError:\n    made_up_store = None\n"
    ),
}


@pytest.fixture
def executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The made-up modules that have been executed, which say so."""
    names: list[str] = []
    for name, code in PACKAGES.items():
        file = tmp_path / (name if name.endswith(".py") else f"{name}.py")
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"from builtins import MADE_UP_NAMES as NAMES\n{code}", encoding="utf-8")
    monkeypatch.setattr("builtins.MADE_UP_NAMES", names, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    yield names
    for name in [name for name in sys.modules if name.startswith("made_up_")]:
        del sys.modules[name]


def test_a_library_does_without_a_package_that_it_would_import(executed: list[str]) -> None:
    with without("made_up_store"):
        assert import_module("made_up_library").made_up_store is None
    assert import_module("made_up_store").NAME == "store"
    assert executed == ["charts", "axes"]


@pytest.mark.usefixtures("executed")
def test_a_package_that_is_imported_already_is_not_hidden() -> None:
    store = import_module("made_up_store")
    with without("made_up_store"):
        assert import_module("made_up_library").made_up_store is store


def test_a_module_is_executed_when_it_is_first_asked_for_something(executed: list[str]) -> None:
    import_later("made_up_charts")
    charts = import_module("made_up_charts")
    assert executed == []
    assert charts.draw() == "drawn"
    assert charts.draw() == "drawn"
    assert executed == ["charts"]


def test_a_module_of_a_package_may_be_executed_later_than_its_package(executed: list[str]) -> None:
    import_later("made_up_charts.axes")
    library = import_module("made_up_library")
    assert executed == ["charts"]
    assert library.axes.LENGTH == 3
    assert executed == ["charts", "axes"]


@pytest.mark.usefixtures("executed")
def test_what_is_not_installed_is_left_alone() -> None:
    import_later("made_up_charts.lines")
    with pytest.raises(ModuleNotFoundError):
        import_module("made_up_charts.lines")


def test_what_is_imported_stays_as_it_is(executed: list[str]) -> None:
    charts = import_module("made_up_charts")
    import_later("made_up_charts")
    assert import_module("made_up_charts") is charts
    assert executed == ["charts"]
