"""The accuracy that a release carries is what the annotated documents and sentences show."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from helpers.refreshing import refresh

from pipeline.accuracy.measured import SAMPLE, SENTENCES, read_measured
from pipeline.cli import main
from pipeline.release.accuracy import MEASUREMENT

ROOT = Path(__file__).resolve().parents[2]


def test_the_measurement_that_releases_carry_is_that_of_this_code(tmp_path: Path) -> None:
    """After a change of rules: `make accuracy`."""
    outputs, file = tmp_path / "outputs", tmp_path / "accuracy.json"
    refresh(ROOT / "raw", outputs, check=False)
    arguments = ["score", ROOT / "tests" / "accuracy", "--outputs", outputs, "--json", file]
    assert CliRunner().invoke(main, list(map(str, arguments))).exit_code == 0
    own = read_measured(file)
    names = {one.name for one in own}  # sentences of the reference documents are not at hand
    kept = [one for one in read_measured(MEASUREMENT) if one.name in names]
    assert {one.set for one in kept} == {SAMPLE, SENTENCES}
    assert kept == own
