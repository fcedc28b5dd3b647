"""The benchmark of the figure stage runs on the sample; how fast it is, is not asked."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from benchmarks.__main__ import main
from benchmarks.figures import compare
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.spans import Spans


def test_the_figures_of_the_sample_are_read_in_all_languages() -> None:
    result = CliRunner().invoke(
        main, ["figures", "--rounds", "2", "--characters", "3000", "--no-peers"]
    )
    assert result.exit_code == 0
    lines = re.findall(
        r"^(\w\w): ([\d,]+) characters; characters a second: ([\d,]+)$", result.output, re.MULTILINE
    )
    assert [language for language, *_ in lines] == ["ar", "en", "es", "fr", "ru", "zh"]
    assert all(0 < int(size.replace(",", "")) <= 3000 for _, size, _ in lines)


def test_a_peer_reads_the_same_paragraphs_and_is_compared_round_by_round(capsys) -> None:
    given: list[tuple[str, list[str]]] = []

    class Peer:
        def seconds(self, language: str, texts: list[str]) -> float:
            given.append((language, texts))
            return 10.0

    parts = [
        (Paragraph(n, "paragraph", None, None, f"{n} States and {n + 2} women", Spans.of(())),)
        for n in (3, 4, 5)
    ]
    compare("en", parts, {"peer": Peer()})
    assert given == [
        ("en", ["3 States and 5 women"]),
        ("en", ["4 States and 6 women"]),
        ("en", ["5 States and 7 women"]),
    ]
    assert re.search(
        r"times as fast as peer: \d+\.\d\d \(\d+\.\d\d to \d+\.\d\d\)$", capsys.readouterr().out
    )


def test_a_folder_without_documents_is_said_to_be_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["figures", "--documents", str(tmp_path), "--no-peers"])
    assert result.exit_code == 1
    assert f"{tmp_path}: there is no readable document" in result.output
