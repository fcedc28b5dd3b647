"""Settings of an operator: what is not set has a default, what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import BadSettings
from pipeline.settings import Settings, read_settings

ROOT = Path(__file__).resolve().parents[2]


def test_the_file_that_ships_holds_the_defaults() -> None:
    assert read_settings(ROOT / "settings.toml") == Settings()


def test_without_a_file_there_are_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIPELINE_SETTINGS", raising=False)
    monkeypatch.chdir(tmp_path)
    assert read_settings() == Settings()


def test_the_environment_names_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.toml").write_text("[engine]\nkind = 'serial'\n", encoding="utf-8")
    monkeypatch.setenv("PIPELINE_SETTINGS", str(tmp_path / "mine.toml"))
    assert read_settings().engine.kind == "serial"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[engine]\nkind = 'ray'\n", "engine.kind"),
        ("[engine]\nworker = 3\n", "engine.worker"),
        ("[engine]\nkind = 'dask'\n", 'engine: Value error, kind = "dask" needs address'),
        ("[partitions]\nshards = 0\n", "partitions.shards"),
        ("[engine\n", "it is no TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=r"settings file .*settings\.toml") as told:
        read_settings(file)
    assert words in str(told.value)


def test_a_named_file_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="there is no such file"):
        read_settings(tmp_path / "none.toml")
