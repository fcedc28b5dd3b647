"""Damaged documents through the real pool, as `python -m benchmarks fuzz` reads a thousand."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from helpers.reports import ROOT

from benchmarks import _mutations
from benchmarks.fuzz import damaged_files, fuzz

MUTATIONS = list(dict.fromkeys((*_mutations.PDF_MUTATIONS, *_mutations.TEXT_MUTATIONS)))
SAMPLE = sorted((ROOT / "raw").glob("*.pdf"))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_same_seed_gives_the_same_files_and_another_others(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        damaged_files(tmp_path / name, SAMPLE, pdfs=6, texts=6, seed=seed)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "again")
    assert bytes_of(tmp_path / "one") != bytes_of(tmp_path / "other")
    assert len(bytes_of(tmp_path / "one")) == 12


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@pytest.mark.parametrize("data", [b"", b"1", SAMPLE[0].read_bytes(), "№ 1\n约 84%\n".encode()])
def test_every_mutation_takes_any_bytes(mutation: _mutations.Mutation, data: bytes) -> None:
    for seed in range(20):
        assert isinstance(mutation(data, Random(seed)), bytes)


@pytest.mark.slow
def test_damaged_documents_are_read_or_failed_with_a_sentence(tmp_path: Path) -> None:
    damaged_files(tmp_path / "raw", SAMPLE, pdfs=100, texts=100, seed=0)
    found = fuzz(tmp_path / "raw", tmp_path / "outputs", minutes=1)
    assert found.broken == []
    assert found.faults == {}
    assert found.read + found.failed == 200
    assert found.read > 20
