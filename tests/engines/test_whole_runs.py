"""Whole runs publish the same bytes whichever engine reads the documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.reports import checksums, write_report, write_sample

from pipeline.orchestration.run import run
from pipeline.settings import Settings


@pytest.mark.slow
def test_one_process_a_pool_and_a_cluster_publish_the_same_bytes(
    tmp_path: Path, dask_address: str
) -> None:
    raw = tmp_path / "raw"
    for number in range(1, 11):
        write_report(raw, number)
        write_report(raw, number, "en")
    write_sample(raw, "A_71_1")
    (raw / "A_71_2-en.pdf").write_bytes(b"%PDF-1.4 cut off")

    published = {}
    for kind in ("serial", "pool", "dask"):
        address = dask_address if kind == "dask" else None
        settings = Settings.model_validate(
            {"engine": {"kind": kind, "workers": 2, "address": address}}
        )
        report = run([raw], tmp_path / kind, settings=settings)
        assert report.error is None
        assert report.documents is not None
        assert report.documents.column("status").to_pylist().count("failed") == 1
        published[kind] = checksums(tmp_path / kind)
    assert published["pool"] == published["serial"]
    assert published["dask"] == published["serial"]
