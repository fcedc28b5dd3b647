"""How each language ends its sentences and marks the parts of a document, by examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.cases import rows

from pipeline import languages

HERE = Path(__file__).parent


@pytest.mark.parametrize("row", rows(HERE / "sentences.tsv"), ids=lambda row: row["text"][:40])
def test_sentences_end_here(row: dict[str, str]) -> None:
    begin, sentences = 0, []
    for match in languages.load(row["language"]).sentence_end.finditer(row["text"]):
        sentences.append(row["text"][begin : match.end()].strip())
        begin = match.end()
    assert sentences == row["sentences"].split(" ¦ ")


@pytest.mark.parametrize("row", rows(HERE / "layout.tsv"), ids=lambda row: row["line"][:40])
def test_a_line_marks_a_part_of_a_document(row: dict[str, str]) -> None:
    pattern = getattr(languages.load(row["language"]).layout, row["part"])
    begins = row["part"] in {"heading", "caption"}
    assert pattern.match(row["line"]) if begins else pattern.fullmatch(row["line"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Les États Membres ont adopté des mesures pour l’accès à l’eau dans les villes.", "fr"),
        ("The Member States have taken measures on access to water in the cities.", "en"),
        ("El Comité observa con satisfacción que los Estados han presentado sus informes.", "es"),
        ("Комитет с удовлетворением отмечает, что государства представили доклады.", "ru"),
        ("تلاحظ اللجنة مع الارتياح أن الدول قدمت تقاريرها في الوقت المحدد لها دون تأخير.", "ar"),
        ("委员会满意地注意到各国按时提交了报告，并且答复了公众提出的各项问题和关切事项。", "zh"),
    ],
)
def test_a_text_is_told_to_be_in_its_language(text: str, code: str) -> None:
    assert languages.recognise(text) == code
