"""Only one module imports private names of Dagster, and the installed version has them all."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import dagster as dg
import pytest

from pipeline.orchestration.launcher import WatchedRunLauncher

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
INTERNALS = PACKAGE / "orchestration" / "internals.py"


def private_names(file: Path) -> list[tuple[str, str]]:
    """What a file imports from private modules of Dagster, as pairs of module and name."""
    imports = [
        (node.module or "", alias.name) if isinstance(node, ast.ImportFrom) else (alias.name, "")
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
    return [(module, name) for module, name in imports if module.startswith("dagster._")]


def test_only_one_module_imports_private_modules_of_dagster() -> None:
    files = [file for file in PACKAGE.rglob("*.py") if private_names(file)]
    assert files == [INTERNALS], "use what `dagster` exports, or import it in internals.py"


@pytest.mark.parametrize(("module", "name"), private_names(INTERNALS))
def test_the_installed_dagster_has_each_private_name(module: str, name: str) -> None:
    adapt = f"Dagster {dg.__version__} has no {module}.{name}; adapt {INTERNALS.name}"
    try:
        assert hasattr(importlib.import_module(module), name), adapt
    except ImportError:
        pytest.fail(adapt)


@pytest.mark.parametrize(
    "method",
    [
        "_get_grpc_client_for_termination",  # called
        "check_run_worker_health",  # overridden
        "supports_check_run_worker_health",
    ],
)
def test_the_launcher_of_the_installed_dagster_has_the_methods_we_rely_on(method: str) -> None:
    assert issubclass(WatchedRunLauncher, dg.DefaultRunLauncher)
    assert hasattr(dg.DefaultRunLauncher, method), f"Dagster {dg.__version__} has no {method}"
