"""Settings of an operator: what is not set has a default, what is wrong is named."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from servers import Storage

from pipeline.errors import BadSettings
from pipeline.orchestration.schedules import all_schedules
from pipeline.settings import Settings, read_settings, require_reports

ROOT = Path(__file__).resolve().parents[1]


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
        ("[engine]\nkind = 'dask'\n", 'engine: kind = "dask" needs address'),
        ("[partitions]\nshards = 0\n", "partitions.shards"),
        ("[operating]\nfailure_reports = 'nowhere://a/b'\n", "operating.failure_reports"),
        ("[notify]\nwebhook = 'hooks.example.org'\n", "notify.webhook"),
        ("[engine\n", "it is not valid TOML"),
        ("[schedules.nightly_refresh]\ncron = '0 25 * * *'\n", "schedules.nightly_refresh.cron"),
        ("[schedules.nightly_refresh]\ncron = '0 2 30 2 *'\n", "schedules.nightly_refresh.cron"),
        ("[schedules.nightly_refresh]\ncron = '0 2 31 4 *'\n", "schedules.nightly_refresh.cron"),
        ("[schedules.weekly_release]\ncron = '@weekly'\n", "write it like 0 2 * * *"),
        ("[schedules.weekly_release]\ncron = ''\n", "schedules.weekly_release.cron"),
        (
            "[schedules.weekly_release]\ncron = '0 6 * * 1'\ntimezone = 'Zurich'\n",
            "schedules.weekly_release.timezone",
        ),
        ("[schedules.fetch_newest]\nseries = ['a', 'b c', 'd.e']\n", "'b c', 'd.e': a name"),
        ("[schedules.fetch_newest]\nseries = ['']\n", "schedules.fetch_newest.series"),
        ("[schedules.fetch_newest]\nseries = ['a-b', 'a_b']\n", "name each series once"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=r"settings file .*settings\.toml") as told:
        read_settings(file)
    assert words in str(told.value)


def test_what_is_right_names_schedules_that_dagster_takes(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    text = "[schedules.fetch_newest]\ncron = '0 1 * jan mon-fri'\nseries = ['a-b', '2_C']\n"
    file.write_text(text, encoding="utf-8")
    assert {schedule.name for schedule in all_schedules(read_settings(file))} > {
        "fetch_newest_a_b",
        "fetch_newest_2_C",
    }


def test_settings_are_read_without_dagster(tmp_path: Path) -> None:
    """Its import takes seconds, and most commands do without it."""
    text = "[schedules.weekly_release]\ncron = '0 6 * * 1'\n"
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    code = (
        "import sys; from pipeline.settings import read_settings\n"
        "read_settings(); sys.exit('dagster' in sys.modules)"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, cwd=tmp_path, env=environment, check=False).returncode == 0


def test_a_folder_for_reports_that_cannot_be_written_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("a file")
    file = tmp_path / "settings.toml"
    monkeypatch.setenv("PIPELINE_SETTINGS", str(file))
    file.write_text(f"[operating]\nfailure_reports = '{tmp_path / 'file' / 'reports'}'\n")
    with pytest.raises(BadSettings, match=r"operating\.failure_reports: .*Not a directory"):
        require_reports(read_settings())
    monkeypatch.delitem(sys.modules, "pipeline.definitions", raising=False)
    with pytest.raises(BadSettings, match=r"operating\.failure_reports: "):
        importlib.import_module("pipeline.definitions")  # as Dagster loads it
    file.write_text(f"[operating]\nfailure_reports = '{tmp_path / 'new' / 'reports'}'\n")
    require_reports(read_settings())


def test_a_bucket_for_reports_is_asked_only_when_that_is_wanted(
    storage: Storage,  # noqa: ARG001 -- serves it
) -> None:
    settings = Settings.model_validate({"operating": {"failure_reports": "s3://no-such-bucket/r"}})
    require_reports(settings, asking=False)
    with pytest.raises(BadSettings, match="no-such-bucket"):
        require_reports(settings)


def test_a_named_file_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="there is no such file"):
        read_settings(tmp_path / "none.toml")
