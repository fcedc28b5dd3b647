"""Numbered paragraphs are told by the series that their numbers form."""

from __future__ import annotations

import pytest

from pipeline import languages
from pipeline.pages.text import read_text
from pipeline.paragraphs.assemble import read_paragraphs
from pipeline.paragraphs.paragraph import Paragraph

#: A report of three paragraphs a language; a line of the second begins with a decimal.
BEGINS_WITH_A_DECIMAL = {
    "en": """Report of the Secretary-General

1. The office prepared this note for all the members who had asked for it last year.

2. The output of the region's farms is expected by the office to have grown by about
2.4 per cent, and that of its workshops in the towns by no more than a tenth of that.

3. The members took note of it.
""",
    "fr": """Rapport du Secrétaire général

1. Le bureau a établi la présente note pour tous les membres qui l'avaient demandée.

2. Selon le bureau, la production des exploitations de la région devrait augmenter de
2,4 % et celle des ateliers des villes ne devrait guère progresser cette année encore.

3. Les membres en ont pris note.
""",
    "es": """Informe del Secretario General

1. La oficina preparó la presente nota para todos los miembros que la habían pedido.

2. Según la oficina, la producción de las granjas de la región debería haber crecido un
2,4 % y la de los talleres de las ciudades no debería haber crecido casi nada este año.

3. Los miembros tomaron nota de ella.
""",
    "ru": """Доклад Генерального секретаря

1. Бюро подготовило настоящую записку для всех членов, которые просили о ней в прошлом году.

2. По оценке бюро, производство в хозяйствах региона за этот год должно было вырасти на
2,4 процента, а производство в городских мастерских почти не изменилось за тот же год.

3. Члены приняли ее к сведению.
""",
    "ar": """تقرير الأمين العام

١ - أعد المكتب هذه المذكرة لجميع الأعضاء الذين طلبوها في السنة الماضية من أجل النظر فيها.

٢ - يتوقع المكتب أن يكون إنتاج المزارع في المنطقة قد زاد خلال هذه السنة بنسبة بلغت نحو
2.4 في المائة وألا يكون إنتاج الورش في المدن قد زاد بأكثر من عشر ذلك في السنة نفسها.

٣ - أحاط الأعضاء علما بها.
""",
    "zh": """秘书长的报告

1. 办公室为去年提出要求的所有成员编写了本说明，供其审议并在会议上讨论有关事项。

2. 办公室预计本区域农场的产量在本报告所述期间内比上一年同期增长的幅度大约会达到
2.4%，而城镇作坊的产量则几乎没有变化，与上一年同期的水平大致相同，有待进一步观察。

3. 成员们注意到该说明。
""",
}


def read(text: str, language: str = "en") -> tuple[Paragraph, ...]:
    return read_paragraphs(read_text(text.encode()), languages.load(language))


def numbers(text: str, language: str = "en") -> list[str]:
    return [p.number for p in read(text, language) if p.kind == "paragraph" and p.number]


@pytest.mark.parametrize("language", BEGINS_WITH_A_DECIMAL)
def test_a_line_that_begins_with_a_decimal_opens_nothing(language: str) -> None:
    found = read(BEGINS_WITH_A_DECIMAL[language], language)
    by_number = {p.number: p.text for p in found if p.number}
    assert list(by_number) == ["1", "2", "3"]
    assert "2.4" in by_number["2"] or "2,4" in by_number["2"]


@pytest.mark.parametrize("language", BEGINS_WITH_A_DECIMAL)
def test_a_decimal_at_the_end_of_a_line_stays_whole(language: str) -> None:
    text = BEGINS_WITH_A_DECIMAL[language]
    decimal = "2.4" if "2.4" in text else "2,4"
    broken = text.replace(f"\n{decimal} ", f" {decimal}\n").replace(
        f"\n{decimal}%", f"{decimal}\n%"
    )
    by_number = {p.number: p.text for p in read(broken, language)}
    assert decimal in by_number["2"]


@pytest.mark.parametrize("part", ["12.", "29A.", "5.I.", "II."])
def test_parts_of_a_number_are_those_of_the_numbers_before(part: str) -> None:
    text = f"""Overview

{part}1 The programme pays for schools and for the roads that lead to them from all villages.

{part}2 In the year before this one it built 140 schools, of which half had been asked for by
7.5 per cent of the villages, and the costs were lower than those of the year before that.

{part}3 The programme goes on.
"""
    assert numbers(text) == [f"{part}1", f"{part}2", f"{part}3"]


def test_numbering_begins_anew_under_a_heading() -> None:
    text = """I. Roads

1. Takes note of the report on the roads of the region and of what was said about them;

2. Endorses its conclusions;

II. Schools

1. Takes note of the report on the schools of the region and of what was said of them;

2. Endorses its conclusions;

3. Asks for a third report;

III. Wells

1. Takes note of the report on the wells of the region.
"""
    found = [(p.section, p.number) for p in read(text) if p.number]
    assert found == [
        ("I. Roads", "1"), ("I. Roads", "2"),
        ("II. Schools", "1"), ("II. Schools", "2"), ("II. Schools", "3"),
        ("III. Wells", "1"),
    ]  # fmt: skip


def test_text_that_lost_its_line_breaks_is_parted_where_the_next_number_stands() -> None:
    line = (
        "1. The network was founded by the offices of the region. 2. In 2025 it trained 340 people,"
        " see para. 7 of its report. It paid $2.5 million for that. 3. A third of the offices use"
        " the catalogue No. 4 of the network. 4. More will follow."
    )
    found = {p.number: p.text for p in read(f"{line}\n")}
    assert list(found) == ["1", "2", "3", "4"]
    assert found["1"] == "The network was founded by the offices of the region."
    assert found["4"] == "More will follow."


def test_items_of_a_list_within_a_paragraph_are_not_of_the_series() -> None:
    text = """1. The network has three tasks, which it was given by the ministers of the region:

1. To keep the catalogue of the offices and to answer what they ask about it;

2. To train their staff.

2. It does so with the money that the offices give it each year, and with no other.

3. The network has a secretariat.

4. The secretariat has four people.
"""
    assert numbers(text) == ["1", "2", "3", "4"]


def test_a_number_that_is_missing_does_not_cost_those_after_it() -> None:
    text = """1. The network was founded by the offices of the region in the year 2001.

2. It has a secretariat.

5. The secretariat has four people.

6. They keep the catalogue.
"""
    assert numbers(text) == ["1", "2", "5", "6"]


def test_an_annex_that_a_table_of_contents_names_is_none_yet() -> None:
    text = """Contents

Annex

I. Introduction

1. The network was founded by the offices of the region in the year 2001, as it says.

2. It has a secretariat.

Annex

1. The offices are listed here.
"""
    assert numbers(text) == ["1", "2", "annex.1"]


def test_a_number_that_was_misread_is_the_one_that_the_series_lacks() -> None:
    """As recognition of characters gives a typewriter's fours, ones and points."""
    text = """12. The network was founded by the offices of the region in the year 2001, and
its secretariat was opened two years after that.

13. It has a secretariat of four people, who keep its catalogue and answer what is
asked about it.

lU. The secretariat paid 2.5 million dollars in that year for the courses that it
held in the towns.

15- It held courses for 1,250 people, who came from 26 offices of the region and of
those around it.

16. Of those who came, 84 per cent would come again.

l7• The courses were held twice, since there had been no room for all who wished to
come the first time.

18. More will follow.

19 March 2026
"""
    assert numbers(text) == ["12", "13", "14", "15", "16", "17", "18"]
    found = {p.number: p.text for p in read(text)}
    assert found["14"].startswith("The secretariat paid 2.5 million")


@pytest.mark.parametrize("line", ["II. Courses of the year", "U. S. offices took part in it, too."])
def test_what_may_be_misread_is_no_number_where_none_is_missing(line: str) -> None:
    text = f"""1. The network was founded by the offices of the region.

2. It has a secretariat.

{line}

3. The secretariat held courses in that year for 1,250 people.
"""
    assert numbers(text) == ["1", "2", "3"]


def test_a_misprinted_number_is_the_one_that_stands_between_its_neighbours() -> None:
    before = "\n\n".join(f"{number}. The office was opened." for number in range(1, 25))
    text = f"{before}\n\n5. It trained 340 people.\n\n26. More will follow.\n\n27. It is open.\n"
    assert numbers(text) == [str(number) for number in range(1, 28)]
    assert next(p.text for p in read(text) if p.number == "25") == "It trained 340 people."


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "The Committee adopted the following agenda:"),
        ("fr", "Le Comité a adopté l'ordre du jour suivant :"),
        ("es", "La Comisión aprobó el siguiente programa:"),
        ("ru", "Комитет утвердил следующую повестку дня:"),
        ("zh", "委员会通过了以下议程："),
    ],
)
def test_a_list_with_numbers_is_part_of_the_paragraph_that_announces_it(
    language: str, says: str
) -> None:
    items = "\n\n".join(f"{number}. A{number}." for number in range(1, 7))
    text = f"1. A1.\n\n2. B2.\n\n3. {says}\n\n{items}\n\n4. C4.\n\n5. D5.\n\n6. E6.\n"
    assert numbers(text, language) == ["1", "2", "3", "4", "5", "6"]
    found = next(p.text for p in read(text, language) if p.number == "3")
    assert found == says + "".join(f"\n{number}. A{number}." for number in range(1, 7))
