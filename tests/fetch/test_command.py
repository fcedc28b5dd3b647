"""`pipeline fetch` as scripts use it: what it prints, its exit codes, and being killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from documents import SYMBOL, pdf
from service import PAGE, Answer, Service

from pipeline.cli import main

NAME = "A_70_901-en.pdf"
SERVICE = f"service en {SYMBOL}"


@pytest.fixture(autouse=True)
def settings(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All commands of this file are told to ask the server here."""
    monkeypatch.setenv("PIPELINE_SETTINGS", str(service.settings_file(tmp_path)))


def fetch(raw: Path, *arguments: str) -> Result:
    """Runs the command in this process."""
    return CliRunner().invoke(main, ["fetch", *arguments, "--raw", str(raw)])


def test_help_has_the_exit_codes_one_a_line(raw: Path) -> None:
    lines = [line.strip() for line in fetch(raw, "--help").output.splitlines()]
    assert "4   no such series" in lines
    assert "pipeline fetch --locked" in lines


def test_fetching_exits_with_0_and_tells_each_document(service: Service, raw: Path) -> None:
    service.says(SERVICE, Answer(pdf("en")))
    service.says(f"service zh {SYMBOL}", Answer(pdf("zh")))
    result = fetch(raw, SYMBOL, "--languages", "zh,en")
    assert result.exit_code == 0, result.output
    assert "2 documents, 0 failed" in result.stdout
    assert "A_70_901-zh\tfetched" in result.stdout
    assert "fetch: A_70_901-en (2 of 2)" in result.stderr
    assert "A_70_901-en\tunchanged" in fetch(raw, SYMBOL, "-l", "en", "-l", "zh").stdout
    assert len(service.asked) == 2


def test_failing_documents_exit_with_1_and_say_why(service: Service, raw: Path) -> None:
    service.says(SERVICE, Answer(pdf("fr")))
    result = fetch(raw, SYMBOL, "A/70/902", "-l", "en")
    assert result.exit_code == 1
    assert "2 documents, 2 failed" in result.stdout
    assert "A_70_901-en\trefused" in result.stdout
    assert "A_70_902-en\tnot there" in result.stdout
    (told,) = (line for line in result.stderr.splitlines() if line.startswith("A_70_901-en: "))
    assert "the downloaded PDF is in 'fr', not in 'en'" in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Give a symbol"),
        ((SYMBOL,), "no language given"),
        (("A_70_901", "-l", "en"), "not a symbol"),
        ((SYMBOL, "-l", "de"), "not a supported language"),
        ((SYMBOL, "--newest"), "--newest needs --series"),
        (("--locked", SYMBOL), "Give no documents"),
        (("--series", "schools"), "series file"),
    ],
)
def test_what_is_not_understood_exits_with_2(
    arguments: tuple[str, ...], words: str, service: Service, raw: Path
) -> None:
    result = fetch(raw, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert service.asked == []


def test_a_series_is_fetched_and_another_name_exits_with_4(service: Service, raw: Path) -> None:
    (raw / "series.toml").write_text(
        '[schools]\ntitle = "Schools"\nlanguages = ["en"]\n'
        '[schools.symbols]\n2014 = "A/69/901"\n2015 = "A/70/901"\n'
    )
    service.says(SERVICE, Answer(pdf("en")))
    result = fetch(raw, "--series", "schools", "--newest")
    assert result.exit_code == 0, result.output
    assert service.places == [SERVICE]
    assert "schools: series.toml lists no symbol after 2015" in result.stderr
    assert "lists no symbol" not in fetch(raw, "--series", "schools").stderr
    assert fetch(raw, "--series", "hospitals").exit_code == 4


def test_comparing_exits_by_what_it_finds(service: Service, raw: Path) -> None:
    service.says(SERVICE, Answer(pdf("en")))
    fetch(raw, SYMBOL, "-l", "en")
    result = fetch(raw, "--locked")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "1 pinned, 0 differ")
    assert "compare: A_70_901-en (1 of 1)" in result.stderr
    service.says(SERVICE, Answer(PAGE, 503))
    assert fetch(raw, "--locked").exit_code == 1
    service.says(SERVICE, Answer(pdf("en", edition="reissued")))
    result = fetch(raw, "--locked")
    assert result.exit_code == 3
    assert f"{NAME}\tas pinned\tchanged" in result.stdout
    assert fetch(raw, "--locked", "--again").exit_code == 0
    assert fetch(raw, "--locked").exit_code == 0


def test_being_killed_in_the_middle_leaves_no_part_and_the_next_one_goes_on(
    service: Service, raw: Path
) -> None:
    service.says(f"service zh {SYMBOL}", Answer(pdf("zh")))
    service.says(SERVICE, Answer(pdf("en"), hold=2000))
    command = ["-m", "pipeline", "fetch", SYMBOL, "-l", "zh,en", "--raw", str(raw)]
    process = subprocess.Popen([sys.executable, *command], stderr=subprocess.DEVNULL)
    assert service.holding.wait(timeout=60)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert sorted(path.name for path in raw.glob("*.pdf")) == ["A_70_901-zh.pdf"]
    assert not list(raw.glob(".*.part"))
    service.asked.clear()
    service.says(SERVICE, Answer(pdf("en")))
    result = fetch(raw, SYMBOL, "-l", "zh,en")
    assert result.exit_code == 0, result.output
    assert service.places == [SERVICE]
    assert (raw / NAME).read_bytes() == pdf("en")
