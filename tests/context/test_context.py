"""What a figure is about: whose, of when, of what, for what; and nothing where the text is silent."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import languages
from pipeline.context.attach import contexts, document_context
from pipeline.context.names import short_forms
from pipeline.extract import figures_of
from pipeline.tables.build import figure_columns

Row = dict[str, Any]


def said(text: str, language: str, *others: str, title: str | None = None) -> list[Row]:
    """The columns of each figure of a paragraph; `others` are the document's other paragraphs."""
    reader = languages.load(language)
    document = document_context([*others, text], reader, title)
    figures = reader.read_figures(text)
    found = contexts(text, figures, reader, document)
    return [
        figure_columns(figure, context, text, reader)
        for figure, context in zip(figures, found, strict=True)
    ]


def years(text: str, language: str, name: str = "period") -> list[tuple[int | None, int | None]]:
    """First and last year of each figure's period or base."""
    return [(row[f"{name}_start"], row[f"{name}_end"]) for row in said(text, language)]


NONE = (None, None)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "In 2024, 12 countries and 3 agencies joined.", [(2024, 2024), (2024, 2024)]),
        ("en", "It rose from 40 per cent in 2019 to 55 per cent in 2023.",
         [(2019, 2019), (2023, 2023)]),
        ("en", "In 2025, 64 States published data, compared with 41 in 2020.",
         [(2025, 2025), (2020, 2020)]),
        ("en", "The Fund spent $3 million in the period 2018–2021.", [(2018, 2021)]),
        ("en", "The Fund spent $3 million in fiscal year 2006/2007.", [(2006, 2007)]),
        ("en", "Since 2009, 40 offices have opened.", [(2009, None)]),
        ("en", "As of 2023, 40 offices had opened.", [(2023, 2023)]),
        ("en", "The 2030 Agenda guides 40 offices.", [NONE]),
        ("en", "Under the Law of 1992, 40 offices opened.", [NONE]),
        ("en", "Rates of 12 and 15 per cent in 2010 and 2014, respectively, were found.",
         [(2010, 2010), (2014, 2014)]),
        ("en", "In 2024, 12 countries joined. Currently, 9 countries remain.",
         [(2024, 2024), NONE]),
        ("en", "In 2024, 12 countries joined. In the same period, 9 countries left.",
         [(2024, 2024), (2024, 2024)]),
        ("en", "Exports fell by 12 per cent over 2022.", [NONE]),
        # The year of the last day is that of the first.
        ("en", "It spent $3 million between 23 March and 30 June 1994.", [(1994, 1994)]),
        ("fr", "Il a dépensé 3 millions de dollars du 23 mars au 30 juin 1994.", [(1994, 1994)]),
        ("es", "Gastó 3 millones de dólares entre el 23 de marzo y el 30 de junio de 1994.",
         [(1994, 1994)]),
        ("ru", "Он израсходовал 3 млн. долл. США с 23 марта по 30 июня 1994 года.", [(1994, 1994)]),
        # A part, and what restates or compares a figure, share its years.
        ("en", "It received $9 million for 2021, comprising $5 million and $4 million.",
         [(2021, 2021)] * 3),
        ("en", "Sales reached $5 million in 2021, or 12 per cent of output.", [(2021, 2021)] * 2),
        ("en", "It spent $55 per pupil in 2021, compared with $800 in cities.", [(2021, 2021)] * 2),
        ("en", "It spent $5 million in 2021, compared with $4 million in 2020.",
         [(2021, 2021), (2020, 2020)]),
        ("fr", "Il a reçu 9 millions de dollars en 2021, dont 4 millions de dollars de dons.",
         [(2021, 2021)] * 2),
        ("es", "Se aprobaron 40 proyectos en 2021, por un importe total de 9 millones de dólares.",
         [(2021, 2021)] * 2),
        ("ru", "В бюджете на 2021 год 90 должностей, включая 14 должностей судей.",
         [(2021, 2021)] * 2),
        # Years after a comma are those of something else.
        ("en", "It has 98 members and 12 partners, reinforcing pledges to end hunger by 2030.",
         [NONE, NONE]),
        ("en", "Ten clinics opened, the most since 2019.", [NONE]),
        # A heading or an adverb before the year that opens a sentence.
        ("en", "Evaluations: In 2021, the Fund made three studies.", [(2021, 2021)]),
        ("en", "Indeed, between 2011 and 2012 the Fund made three studies.", [(2011, 2012)]),
        ("en", "Between 2024 and 2034, the population will grow by 9 million, to 40 million people.",
         [(2024, 2034), (2034, 2034)]),
        ("en", "Ports were shut in 2010. Of these, 40 ships have left since 2013.",
         [(2013, None)]),
        ("zh", "该中心自2010年开始运作以来已处理40个案件。", [(2010, None)]),
        ("zh", "2021年，约60%的青年失业(该署，2022年)。", [(2021, 2021)]),
        ("zh", "2018 年，该署在 12 个国家举办了 3 期培训班。", [(2018, 2018), (2018, 2018)]),
        ("zh", "从 2022 年的 47%降至 2025 年的 34%。", [(2022, 2022), (2025, 2025)]),
        ("zh", "基金在 2024-2025 两年期收到 300 万美元。", [(2024, 2025)]),
        ("zh", "2007-2008 财政年度收到 300 万美元。", [(2007, 2008)]),
        ("zh", "《2030 年可持续发展议程》有 17 项目标。", [NONE]),
        ("fr", "En 2024, 12 pays ont signé.", [(2024, 2024)]),
        ("fr", "Depuis le 1er mars 2019, 12 pays ont signé.", [(2019, None)]),
        ("fr", "De 2015 à 2020, 12 pays ont signé.", [(2015, 2020)]),
        ("fr", "Entre 2015 et 2020, 12 pays ont signé.", [(2015, 2020)]),
        ("fr", "Selon le Programme 2030, 12 pays ont signé.", [NONE]),
        ("es", "En 2024, 12 países y 3 organismos se sumaron.", [(2024, 2024), (2024, 2024)]),
        ("es", "Pasó del 40 % en 2019 al 55 % en 2023.", [(2019, 2019), (2023, 2023)]),
        ("es", "En 2025, 64 Estados respondieron, frente a 41 en 2020.",
         [(2025, 2025), (2020, 2020)]),
        ("es", "El Fondo gastó 3 millones de dólares en el bienio 2018-2019.", [(2018, 2019)]),
        ("es", "Desde 2009, se han abierto 40 oficinas.", [(2009, None)]),
        ("es", "Del 1 de julio de 2022 al 30 de junio de 2023 hubo 45 casos.", [(2022, 2023)]),
        ("es", "La Agenda 2030 orienta a 40 oficinas.", [NONE]),
        ("ru", "Доля снизилась с 16,3% в 2004 году до 5,3% в 2013 году.",
         [(2004, 2004), (2013, 2013)]),
        ("ru", "Доля в 2013 году составила 82%, в 2012 году -- 84% и в 2011 году -- 85%.",
         [(2013, 2013), (2012, 2012), (2011, 2011)]),
        ("ru", "В 2023 году было 31 бюро по сравнению с 19 в 2020 году.",
         [(2023, 2023), (2020, 2020)]),
        ("ar", "بلغت 45 في المائة في عام 2023.", [(2023, 2023)]),
        ("ar", "بلغت 45 في المائة في الفترة 2018-2021.", [(2018, 2021)]),
        ("ar", "بلغت 45 في المائة في الفترة 2021-2018.", [(2018, 2021)]),
        ("ar", "بلغت 45 في المائة منذ عام 2020.", [(2020, None)]),
        ("ar", "بلغت 45 في المائة من أهداف خطة عام 2030.", [NONE]),
        # Who sets a quota in a year says nothing of when it is reached.
        ("en", "In 2012, as part of its effort, the Government mandated a 30 per cent share.", [NONE]),
        ("fr", "Le Gouvernement a institué en 2012, un taux de 30 % de femmes.", [NONE]),
        ("es", "El Gobierno estableció en 2012 una tasa de representación de mujeres del 30%.",
         [NONE]),
        ("ar", "خلال عام 2012 فرضت الحكومة حصة تمثيل بنسبة 30 في المائة لصالح النساء.", [NONE]),
        # Reports of a year
        ("en", "The network recovered $10,800 of the losses named in reports during 2014.", [NONE]),
        ("es", "La red recuperó 10.800 dólares de las pérdidas señaladas en los informes de 2014.",
         [NONE]),
        ("ru", "Сетью были взысканы 10 800 долл. США из суммы убытков, выявленных в отчетах о"
         " расследовании в 2014 году.", [NONE]),
    ],
)  # fmt: skip
def test_periods(language: str, text: str, expected: list[tuple[int | None, int | None]]) -> None:
    assert years(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Exports fell by 12 per cent over 2022.", [(2022, 2022)]),
        ("en", "Exports reached 40 per cent, up from 31 per cent in 2019.",
         [(2019, 2019), NONE]),
        ("en", "Exports rose from 31 per cent in 2019 to 40 per cent in 2023.",
         [NONE, (2019, 2019)]),
        ("en", "In 2023, exports fell by 12 per cent compared with 2022.", [NONE]),
        ("fr", "Les exportations ont baissé de 12 % par rapport à 2022.", [(2022, 2022)]),
        # That it `rose to` a sum says how large it was.
        ("es", "Solo en 2014, 3.000 pasajeros volaron, y en 2015 esa cifra se elevó a 3.500.",
         [NONE, NONE]),
        ("es", "Solo en 2014, 3.000 pasajeros volaron, y en 2015 esa cifra aumentó a 3.500.",
         [NONE, (2014, 2014)]),
        ("fr", "Rien qu’en 2014, 3 000 passagers ont volé, et leur nombre s’est élevé à 3 500"
         " en 2015.", [NONE, NONE]),
        ("es", "Las exportaciones disminuyeron un 12 % con respecto a 2022.", [(2022, 2022)]),
        ("ru", "Экспорт сократился на 12 процентов по сравнению с 2022 годом.", [(2022, 2022)]),
        ("ar", "وانخفضت الصادرات بنسبة 12 في المائة مقارنة بعام 2022.", [(2022, 2022)]),
        ("zh", "出口比 2022 年减少了 12%。", [(2022, 2022)]),
    ],
)  # fmt: skip
def test_the_year_of_comparison_is_the_base_and_not_the_period(
    language: str, text: str, expected: list[tuple[int | None, int | None]]
) -> None:
    assert years(text, language, "base") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Income was $43 million in 2020, an increase of $1 million, or 3 per cent, over 2019.",
        "Income was $43 million in 2020, an increase of 3 per cent, or $1 million, over 2019.",
        "Income for 2020 was $43 million, an increase of $1 million, or 3 per cent, compared with"
        " $42 million for 2019.",
    ],
)
def test_a_change_beside_its_level_ends_in_the_years_of_that(text: str) -> None:
    assert years(text, "en")[:3] == [(2020, 2020), (2019, 2020), (2019, 2020)]


def test_a_change_with_both_years_is_of_them() -> None:
    text = "In 2023, exports fell by 12 per cent compared with 2022."
    assert years(text, "en") == [(2022, 2023)]


@pytest.mark.parametrize(
    ("language", "text", "changes"),
    [
        ("en", "Exports rose by 12 per cent and reached 45 per cent.", ["change", "level"]),
        ("en", "Exports were 12 per cent higher than planned.", ["change"]),
        ("en", "There was a $7 million increase.", ["change"]),
        ("en", "Inflation was 6 per cent.", ["change"]),
        ("en", "An additional $7 million was received.", ["level"]),
        ("en", "Exports rose to 12 per cent.", ["level"]),
        ("en", "Output grew by 8 per cent, sales by 7 per cent.", ["change", "change"]),
        ("es", "La producción creció un 8 %, las ventas un 7 %.", ["change", "change"]),
        (
            "ru",
            "Производство выросло на 8 процентов, продажи -- на 7 процентов.",
            ["change", "change"],
        ),
        ("fr", "Les exportations ont augmenté de 12 %.", ["change"]),
        ("fr", "Les exportations sont passées à 12 %.", ["level"]),
        ("es", "Las exportaciones aumentaron un 12 %.", ["change"]),
        ("es", "Las exportaciones aumentaron al 12 %.", ["level"]),
        ("ru", "Экспорт вырос на 12 процентов.", ["change"]),
        ("ru", "Экспорт вырос до 12 процентов.", ["level"]),
        ("ar", "وارتفعت الصادرات بنسبة 12 في المائة.", ["change"]),
        ("ar", "وارتفعت الصادرات إلى 12 في المائة.", ["level"]),
        ("zh", "出口增长 12%。", ["change"]),
        ("zh", "出口增至 12%。", ["level"]),
        ("en", "The rise has been as low as 20 per cent.", ["change"]),
        (
            "en",
            "It paid $9 million, including $2 million, being the increase in dues.",
            ["level", "change"],
        ),
        ("fr", "Le plan vise à réduire la consommation de 21 produits.", ["level"]),
        ("fr", "Le plan vise à réduire la consommation de 21 %.", ["change"]),
        (
            "fr",
            "La vente a augmenté de 8 % en 2014, le volume de la pêche de 6 % et celui du bois de"
            " 3 %.",
            ["change"] * 3,
        ),
        ("es", "Las ventas se incrementaron en 3 veces y en el último año en un 24 %.", ["change"]),
        (
            "ru",
            "Доход составил 43 млн. долл. США, что на 1 млн. долл. США, или 3 процента, превышает"
            " план.",
            ["level", "change", "change"],
        ),
        ("ar", "ارتفع معدل الالتحاق بالمدارس بأكثر من 80 في المائة.", ["change"]),
        ("zh", "其中包括增加的摊款净额 500 万美元。", ["change"]),
        ("fr", "Le taux a baissé de 38 % à environ 12 %.", ["level", "level"]),
        ("fr", "Le nombre d’écoles est tombé de 38 en 2010 à 12.", ["level", "level"]),
        ("fr", "Les dépenses ont augmenté de 38 % à Genève.", ["change"]),
        ("en", "The share was 25 per cent, above the 22 per cent of 2015.", ["level", "level"]),
        ("en", "Output was 5 per cent higher than in 2015.", ["change"]),
    ],
)
def test_a_change_is_told_from_a_level(language: str, text: str, changes: list[str]) -> None:
    assert [row["change"] for row in said(text, language)] == changes


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The rate fell by 3 percentage points."),
        ("fr", "Le taux a baissé de 3 points de pourcentage."),
        ("es", "La tasa bajó 3 puntos porcentuales."),
        ("ru", "Показатель снизился на 3 процентных пункта."),
        ("zh", "比率下降了 3 个百分点。"),
    ],
)
def test_percentage_points(language: str, text: str) -> None:
    assert [row["points"] for row in said(text, language)] == [True]


@pytest.mark.parametrize(
    ("language", "text", "subjects"),
    [
        ("en", "Some 83 per cent of developing countries agreed.", ["developing countries"]),
        ("en", "Multilateral development banks lent $96 billion.",
         ["Multilateral development banks"]),
        ("en", "Some 400 participants came.", [None]),
        ("en", "Some 24 countries were classified.", [None]),
        ("en", "In Pakistan, 65 per cent of the population is young.", ["Pakistan"]),
        ("en", "Globally, 12 million people moved.", ["world"]),
        ("en", "UNDP trained 40 judges. It also trained 12 officers.", ["UNDP", "UNDP"]),
        ("en", "The target is 12 per cent.", [None]),
        ("en", "In Zimbabwe, UNDP with the Global Fund to Fight AIDS, Tuberculosis and Malaria opened"
         " clinics. It brought power to 40 clinics.", ["UNDP"]),
        ("en", "The Council noted that in Kenya 40 clinics had opened.", ["Kenya"]),
        ("ru", "Совет Безопасности постановил, что в состав МИНУСКА войдут 10 000 военнослужащих.",
         ["МИНУСКА"]),
        ("zh", "委员会收到的资料指出，村里有 10%的女童受此影响。", [None]),
        ("fr", "Au Pakistan, 65 % de la population est jeune.", ["Pakistan"]),
        ("fr", "Le PNUD a formé 40 juges.", ["PNUD"]),
        ("es", "El PNUD ejecutó 34 proyectos.", ["PNUD"]),
        ("es", "Asistieron 400 participantes.", [None]),
        ("es", "El 83 % de los países en desarrollo votó.", ["países en desarrollo"]),
        ("ru", "В Пакистане 65 процентов населения составляет молодежь.", ["Пакистан"]),
        ("ru", "ПРООН обучила 40 судей.", ["ПРООН"]),
        ("ar", "وفي باكستان، يشكل الشباب 65 في المائة من السكان.", ["باكستان"]),
        ("ar", "تلقى الصندوق 5 ملايين دولار من التبرعات التي تعهدت بها اليابان.", ["اليابان"]),
        ("ar", "لم تتلق الأونروا سوى 5 ملايين دولار من التعهدات التي أعلن عنها المجتمع الدولي.",
         ["المجتمع الدولي"]),
        ("zh", "卡塔尔政府提供了 564 000 美元。", ["卡塔尔政府"]),
        ("zh", "共有 145 个会员国出席。", [None]),
        ("zh", "在巴基斯坦，青年占人口的 65%。", ["巴基斯坦"]),
    ],
)  # fmt: skip
def test_subjects(language: str, text: str, subjects: list[str | None]) -> None:
    assert [row["subject"] for row in said(text, language)] == subjects


@pytest.mark.parametrize(
    ("language", "text", "organization"),
    [
        ("en", "In the Democratic Republic of the Congo, 12 schools opened.",
         "Democratic Republic of the Congo"),
        ("en", "In Myanmar, 12 schools opened.", "Myanmar"),
        ("fr", "En République démocratique du Congo, 12 écoles ont ouvert.",
         "Democratic Republic of the Congo"),
        ("ru", "В Демократической Республике Конго открылись 12 школ.",
         "Democratic Republic of the Congo"),
        ("fr", "En 2021, le Programme alimentaire mondial a aidé 12 pays.", "WFP"),
        ("ar", "وخصصت منظمة الصحة العالمية 5 ملايين دولار لتغطية تكاليف السفر في عام 2022.", "WHO"),
    ],
)  # fmt: skip
def test_organizations(language: str, text: str, organization: str) -> None:
    assert [row["organization"] for row in said(text, language)] == [organization]


def test_a_name_inside_a_longer_one_is_not_the_actor() -> None:
    (row,) = said("The Afghanistan Protection Network has reached 40 villages.", "en")
    assert row["organization"] is None


@pytest.mark.parametrize(
    ("language", "text", "subjects"),
    [
        ("en", "Kenya received $2 million and Uganda $1 million.", ["Kenya", "Uganda"]),
        ("en", "Kenya gave $2 million for schools, and Uganda $1 million.", ["Kenya", "Uganda"]),
        ("en", "Kenya hosted 2,300 refugees and Uganda 1,500.", ["Kenya", "Uganda"]),
        ("fr", "Le Kenya a reçu 2 millions d’euros et l’Ouganda 1 million d’euros.",
         ["Kenya", "Ouganda"]),
        ("es", "Kenya recibió 2 millones de dólares y Uganda 1 millón de dólares.",
         ["Kenya", "Uganda"]),
        ("ru", "Кения получила 2 млн евро, а Уганда — 1 млн евро.", ["Кения", "Уганда"]),
        ("ar", "تلقت كينيا 2 مليون دولار وأوغندا 1 مليون دولار.", ["كينيا", "أوغندا"]),
        ("zh", "肯尼亚获得 200 万美元，乌干达 100 万美元。", ["肯尼亚", "乌干达"]),
    ],
)  # fmt: skip
def test_a_verb_that_is_left_out_has_another_subject(
    language: str, text: str, subjects: list[str]
) -> None:
    assert [row["subject"] for row in said(text, language)] == subjects


def test_a_document_about_one_territory_gives_its_figures_that_subject() -> None:
    (row,) = said("Some 400 tourists came.", "en", title="Anguilla: working paper")
    assert (row["subject"], row["subject_from"]) == ("Anguilla", "document")
    assert row["subject_char_start"] is None
    (row,) = said("Some 400 tourists came.", "en", title="Tourism in Anguilla and Bermuda")
    assert row["subject"] is None


def test_the_actors_of_a_list_are_told_apart() -> None:
    text = "Kenya and Uganda opened 12 schools."
    reader = languages.load("en")
    figures = reader.read_figures(text)
    (context,) = contexts(text, figures, reader, document_context([text], reader))
    assert [(r.role, r.actor.organization) for r in context.roles] == [
        ("subject", "Kenya"),
        ("subject", "Uganda"),
    ]


def test_a_short_form_that_the_document_introduces_stands_for_the_name() -> None:
    introduced = "全球数据开放署(数据署)设在日内瓦。"
    (found,) = said("数据署举办了 12 期培训班。", "zh", introduced)
    assert found["subject"] == "全球数据开放署"


def test_short_forms_are_read_from_brackets() -> None:
    def found(language: str, *texts: str) -> dict[str, str]:
        lexicon = languages.load(language).lexicon
        assert lexicon is not None
        return short_forms(texts, lexicon.actors)

    assert found("zh", "由国际农业发展基金(农发基金)支持", "见决议(附件)") == {
        "国际农业发展基金": "农发基金"
    }
    english = "the United Nations Office for Project Services (UNOPS) and the report (see annex)"
    assert found("en", english) == {"United Nations Office for Project Services": "UNOPS"}
    listed = "the Lebanese Army and the United Nations Interim Force in Lebanon (UNIFIL)"
    assert found("en", listed) == {"United Nations Interim Force in Lebanon": "UNIFIL"}
    assert found("fr", "les mouvements ZANU et ZAPU (Zimbabwe)") == {}


@pytest.mark.parametrize(
    ("language", "text", "wholes"),
    [
        ("en", "Debt is 73 per cent of gross domestic product.", ["gross domestic product"]),
        ("en", "Only 12 per cent were women.", [None]),
        ("en", "Some 10 per cent of girls under 15 years of age go to school.",
         ["girls under 15 years of age"]),
        ("en", "The share of women among leaders stood at 30 per cent.", ["leaders"]),
        ("en", "Debt is 73 per cent of exports, up from 60 per cent.", ["exports", "exports"]),
        ("en", "Exports grew by 12 per cent.", [None]),
        ("fr", "Cela représente 73 % du produit intérieur brut en 2020.",
         ["produit intérieur brut"]),
        ("es", "La deuda es del 73 % del producto interno bruto.", ["producto interno bruto"]),
        ("es", "El 45 % de los hogares rurales carecía de agua.", ["hogares rurales"]),
        ("es", "Solo el 12 % eran mujeres.", [None]),
        ("ru", "80 процентов занятых женщин не имеют договора.", ["занятых женщин"]),
        ("ar", "بلغت 45 في المائة من الناتج المحلي الإجمالي في عام 2023.",
         ["الناتج المحلي الإجمالي"]),
        ("ar", "ذكر 84 في المائة من الموظفين أنهم راضون.", ["الموظفين"]),
        ("ar", "بلغت 45 في المائة.", [None]),
        ("zh", "支出占收入的 84%。", ["收入"]),
        ("zh", "人口的 65%由青年组成。", ["人口"]),
        ("es", "La proporción de mujeres entre los jueces pasó del 20 % al 30 %.", ["jueces"] * 2),
        ("ru", "Доля женщин среди судей выросла с 20 до 30 процентов.", ["судей"] * 2),
        ("ar", "ارتفعت نسبة النساء بين القضاة من 20 في المائة إلى 30 في المائة.", ["القضاة"] * 2),
        ("zh", "妇女在法官中的比例从 20%上升到 30%。", ["法官"] * 2),
    ],
)  # fmt: skip
def test_shares(language: str, text: str, wholes: list[str | None]) -> None:
    assert [row["of"] for row in said(text, language)] == wholes


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("en", "In 40 countries, UNDP trains the teachers.", "UNDP"),
        ("en", "It works with the World Bank, which provides $5 million.", "World Bank"),
        ("en", "UNICEF runs a network, which has 550 members.", None),
        ("en", "Instead of rebuilding Malawi, Zambia built 12 schools.", None),
        ("en", "The Kenya flash appeal raised $5 million.", None),
        ("en", "The Committee expresses concern that 12 per cent of girls work.", None),
        ("en", "UNICEF and its partners opened 12 offices.", None),
        ("en", "UNICEF closed an office and the Mission said that 40 people had fled.", None),
        ("en", "UNICEF provided tents; and screened 40 people.", "UNICEF"),
        ("en", "Some 134 UNDP governance programmes have ended.", "UNDP"),
        ("en", "It decided to apportion among Member States the amount of $5 million.",
         "Member States"),
        ("en", "The campaign went on, with UNDP reaching 5,000 people.", "UNDP"),
        ("en", "Recent data from 124 countries reveal that the global average is known.", None),
        ("fr", "Il travaille avec la Banque mondiale, qui fournit 5 millions de dollars.",
         "Banque mondiale"),
        ("fr", "Le Comité se félicite que 12 % des filles étudient.", None),
        ("fr", "Décide de répartir entre les États Membres un montant de 5 millions de dollars.",
         "États Membres"),
        ("fr", "Deux organismes des Nations Unies ont fermé.", None),
        ("es", "Trabaja con el Banco Mundial, que aporta 5 millones de dólares.",
         "Banco Mundial"),
        ("es", "El Comité lamenta que el 12 % de las niñas trabajen.", None),
        ("es", "Decide prorratear entre los Estados Miembros la suma de 5 millones de dólares.",
         "Estados Miembros"),
        ("es", "En lugar de ayudar a Malawi, Zambia construyó 12 escuelas.", None),
        ("ru", "Комитет с удовлетворением отмечает, что 12 процентов девочек учатся.", None),
        ("ru", "Постановляет распределить между государствами-членами 5 млн. долл. США.",
         "государства-члены"),
        ("ru", "За период с 2010 года Финляндия внесла 5 млн. евро.", "Финляндия"),
        ("ar", "وترى اللجنة الاستشارية أن 12 في المائة من الموظفين غادروا.", None),
        ("ar", "تقرر أن تقسم فيما بين الدول الأعضاء مبلغا قدره 5 ملايين دولار.",
         "الدول الأعضاء"),
        ("zh", "会员国、联合国机构和其他伙伴举办了 12 次会议。", None),
        ("zh", "儿基会的调查显示，有 12 所学校关闭。", None),
        ("zh", "卡塔尔政府通过发展基金提供了 500 万美元赠款。", "卡塔尔政府"),
        # A figure that is the subject of its own clause, and one that is a part of another
        ("en", "Kenya held talks; out of 9 plans, only 6 were new.", None),
        ("en", "UNICEF reached 90 people, of whom 40 were women.", "UNICEF"),
        ("en", "In Kenya, one school closed and 40 schools were built.", "Kenya"),
        ("fr", "Le Kenya applique une loi qui veut que 40 dollars soient dus et que 12 % sont dus.",
         None),
        # Who is thanked for a sum gives it.
        ("en", "He expressed appreciation to the Government of Kenya for its $1 million.",
         "Government of Kenya"),
        ("fr", "Elle a remercié le Gouvernement kényan de son don de 3 millions de dollars.",
         "Gouvernement kényan"),
        ("fr", "Elle a remercié le Gouvernement allemand de son don de 3 millions de dollars.",
         "Gouvernement allemand"),
        ("ru", "Он выразил признательность правительству Кении за взнос в размере 3 млн. долл. США.",
         "правительство Кении"),
        ("ru", "Комитет в сотрудничестве с ЮНИСЕФ, предоставившим 3 млн. долл. США, открыл школы.",
         "ЮНИСЕФ"),
        ("es", "Agradeció al Gobierno de Kenya su contribución de 3 millones de dólares.",
         "Gobierno de Kenya"),
        ("en", "The aid allocated to UNICEF in 2020 reached $5 million.",
         "UNICEF"),
        # A second value is of the same.
        ("en", "It was met by 94 per cent of developing countries, up from 81 per cent in 2019.",
         "developing countries"),
        # Nouns for the one place or mission named before
        ("en", "Schools closed in Haiti. Displacement in the country rose by 12 per cent.", "Haiti"),
        ("en", "Mali and Chad met. The country has 12 schools.", None),
        ("en", "UNIFIL saw the Israel Defense Forces. The mission made 12 patrols.", "UNIFIL"),
        ("fr", "Le Mali a signé. Le pays compte 12 écoles.", "Mali"),
        ("es", "Kenya firmó. El país cuenta con 12 escuelas.", "Kenya"),
        ("ru", "Договор подписала Кения. Страна построила 12 школ.", "Кения"),
        ("zh", "马里签署了条约。该国建造了 12 所学校。", "马里"),
        # What precedes the subject of a Chinese sentence
        ("zh", "肯尼亚关闭该站后，价格升至 12 美元。", None),
    ],
)  # fmt: skip
def test_whose_a_figure_is_by_its_clause(language: str, text: str, subject: str | None) -> None:
    assert said(text, language)[-1]["subject"] == subject


@pytest.mark.parametrize(
    ("language", "text", "wholes"),
    [
        ("en", "Some 40 per cent of households rely on wood.", ["households"]),
        ("en", "Some 40 per cent of host Governments positively rated it.", ["host Governments"]),
        ("en", "Some 40 per cent of refugees living in camps receive aid, up from 20 per cent.",
         ["refugees living in camps"] * 2),
        ("en", "Some 12 per cent of girls aged 10 to 14 years work.", ["girls aged 10 to 14 years"]),
        ("en", "Of this amount, 20 per cent went to schools.", [None]),
        ("es", "El 30 % de las mujeres ocupan cargos directivos.", ["mujeres"]),
        ("es", "El 12 % de los niños de entre 5 y 14 años trabajan.",
         ["niños de entre 5 y 14 años"]),
        ("fr", "Environ 42 % des ménages utilisent du bois.", ["ménages"]),
        ("fr", "Environ 12 % des programmes de développement ont pris fin.",
         ["programmes de développement"]),
        ("fr", "Environ 12 % des enfants âgés de 5 à 14 ans travaillent.",
         ["enfants âgés de 5 à 14 ans"]),
        ("ru", "Около 42 процентов домохозяйств используют дрова.", ["домохозяйств"]),
        ("ru", "Около 12 процентов детей в возрасте от 5 до 14 лет работают.",
         ["детей в возрасте от 5 до 14 лет"]),
        ("ru", "Лишь 20 процентов земли обрабатывается.", ["земли"]),
        ("ar", "42 في المائة من الأسر المعيشية تستخدم الخشب.", ["الأسر المعيشية"]),
        ("ar", "42 في المائة من الموظفين غادروا البلد.", ["الموظفين"]),
        ("zh", "约 42%的家庭使用木柴。", ["家庭"]),
        ("zh", "学校职工中有 30%的人为女性。", ["学校职工"]),
        ("zh", "交易不超过总数的 12%。", ["总数"]),
    ],
)  # fmt: skip
def test_a_whole_ends_before_its_verb(language: str, text: str, wholes: list[str | None]) -> None:
    assert [row["of"] for row in said(text, language)] == wholes


@pytest.mark.parametrize(
    ("language", "text", "periods", "bases"),
    [
        ("en", "In 2024, 59 States replied, up from 54 in 2021.",
         [(2024, 2024), (2021, 2021)], [(2021, 2021), NONE]),
        ("en", "Flows were $861 billion in 2023, an increase of 3 per cent from 2022.",
         [(2023, 2023), (2022, 2023)], [NONE, NONE]),
        ("en", "In 2023, exports fell by 3 per cent from 2022.", [(2022, 2023)], [NONE]),
        ("en", "Sales were $5 million in 2013, 3 per cent lower than the previous year.",
         [(2013, 2013), (2012, 2013)], [NONE, NONE]),
        ("fr", "Les ventes étaient de 5 millions de dollars en 2013, soit une baisse de 3 % par"
         " rapport à l’année précédente.", [(2013, 2013), (2012, 2013)], [NONE, NONE]),
        ("es", "Las ventas fueron de 5 millones de dólares en 2013, un 3 % por debajo del año"
         " anterior.", [(2013, 2013), (2012, 2013)], [NONE, NONE]),
        ("ru", "Продажи составили 5 млн. долл. США в 2013 году, что на 3 процента ниже по"
         " сравнению с предыдущим годом.", [(2013, 2013), (2012, 2013)], [NONE, NONE]),
        ("ar", "وبلغت المبيعات 5 ملايين دولار في عام 2013، بانخفاض قدره 3 في المائة عن العام"
         " السابق.", [(2013, 2013), (2012, 2013)], [NONE, NONE]),
        ("zh", "2013 年销售额为 500 万美元，比上一年低 3%。",
         [(2013, 2013), (2012, 2013)], [NONE, NONE]),
        ("en", "Returned are $5 million as a credit against assessments for 2024.",
         [(2024, 2024)], [NONE]),
        ("en", "Target for 2025: 8,500 visits.", [(2025, 2025)], [NONE]),
        ("en", "In 2024, the share was 26 per cent, compared to the 60 per cent target for 2025.",
         [(2024, 2024), (2025, 2025)], [NONE, NONE]),
        ("en", "The rate was 96 per cent, above the 2025 target of 95 per cent.",
         [NONE, (2025, 2025)], [NONE, NONE]),
        ("zh", "2024 年比例为 26%，低于 2025 年 60%的目标。",
         [(2024, 2024), (2025, 2025)], [NONE, NONE]),
        ("ru", "Целевой показатель на 2025 год: 8 500 посещений.", [(2025, 2025)], [NONE]),
        ("es", "En 2015 se imprimieron textos en los seis idiomas oficiales.", [NONE], [NONE]),
    ],
)  # fmt: skip
def test_a_change_ends_where_the_sentence_says(
    language: str,
    text: str,
    periods: list[tuple[int | None, int | None]],
    bases: list[tuple[int | None, int | None]],
) -> None:
    assert years(text, language) == periods
    assert years(text, language, "base") == bases


@pytest.mark.parametrize(
    ("language", "text", "measures"),
    [
        ("en", "The unemployment rate was 3 per cent.", ["unemployment rate"]),
        ("en", "Unemployment rate: 3 per cent.", ["Unemployment rate"]),
        ("en", "The share of grants in lending fell to 63 per cent.", ["grants"]),
        ("en", "Japan made a contribution of $5 million.", ["contribution"]),
        ("en", "They raised $5 million in new investments.", ["new investments"]),
        ("en", "There was a 12 per cent rise in the number of floods.", ["number of floods"]),
        (
            "en",
            "Contributions were $5 million, an increase of 12 per cent.",
            ["Contributions", "Contributions"],
        ),
        ("en", "The unemployment rate in 2013 was 5 per cent.", ["unemployment rate"]),
        ("en", "After dropping to 5 per cent, it rose.", [None]),
        (
            "en",
            "The rate of use was 82 per cent in 2013, in 2012 it was 84 per cent.",
            ["rate of use", "rate of use"],
        ),
        (
            "fr",
            "Le taux de chômage était de 82 % pour 2013, de 84 % pour 2012.",
            ["taux de chômage", "taux de chômage"],
        ),
        (
            "es",
            "La tasa de desempleo fue del 8 % en 2013, y en 2012 fue del 9 %.",
            ["tasa de desempleo", "tasa de desempleo"],
        ),
        (
            "ru",
            "Уровень безработицы составил 8 процентов в 2013 году, в 2012 году -- 9 процентов.",
            ["Уровень безработицы", "Уровень безработицы"],
        ),
        ("zh", "失业率为 8%，2012 年为 9%。", ["失业率", "失业率"]),
        ("fr", "Le taux de chômage en 2013 était de 5 %.", ["taux de chômage"]),
        ("es", "La tasa de desempleo en 2013 fue del 5 %.", ["tasa de desempleo"]),
        ("ru", "Уровень безработицы в 2013 году составил 5 процентов.", ["Уровень безработицы"]),
        ("zh", "出口增长了 12%。", ["出口"]),
        ("fr", "Le taux de chômage était de 3 %.", ["taux de chômage"]),
        ("es", "La tasa de desempleo fue del 3 %.", ["tasa de desempleo"]),
        ("ru", "Уровень безработицы составил 3 процента.", ["Уровень безработицы"]),
        ("zh", "失业率为 3%。", ["失业率"]),
        # A relative clause between what is measured and its verb
        (
            "en",
            "The unemployment rate, which was 16.3 per cent in 2004, fell to 5.3 per cent.",
            ["unemployment rate", "unemployment rate"],
        ),
        (
            "fr",
            "Le taux de chômage, qui était de 16,3 % en 2004, est tombé à 5,3 %.",
            ["taux de chômage", "taux de chômage"],
        ),
        (
            "es",
            "La tasa de desempleo, que en 2004 alcanzaba el 16,3 %, bajó al 5,3 %.",
            ["tasa de desempleo", "tasa de desempleo"],
        ),
        (
            "ru",
            "Уровень безработицы, который составлял 16,3 процента, снизился до 5,3 процента.",
            ["Уровень безработицы", "Уровень безработицы"],
        ),
        (
            "ru",
            "Вклад туризма за 2013 год оценивается в 277,9 миллиона долларов США.",
            ["Вклад туризма"],
        ),
        # A short form in brackets, a report, a participle that goes with the verb
        ("en", "Gross domestic product (GDP) grew by 8 per cent.", ["Gross domestic product"]),
        ("fr", "Le produit intérieur brut (PIB) a progressé de 8 %.", ["produit intérieur brut"]),
        ("es", "El producto interno bruto (PIB) creció un 8 %.", ["producto interno bruto"]),
        (
            "ru",
            "Валовой внутренний продукт (ВВП) вырос на 8 процентов.",
            ["Валовой внутренний продукт"],
        ),
        ("en", "The Committee notes that obligations amounted to $5 million.", ["obligations"]),
        ("en", "The funding received reached $5 million.", ["funding"]),
        ("en", "The Board recorded expenditure of $5 million.", ["expenditure"]),
        (
            "en",
            "It ends with revenue of $9 million and capital expenditure of $5 million.",
            ["revenue", "capital expenditure"],
        ),
        ("en", "IOM recorded a rise (up by $5 million).", [None]),
        ("en", "It gave 5 per cent of its budget to training.", ["training"]),
        ("en", "Some 36 per cent of teams have set up units to protect staff.", [None]),
        ("fr", "Les dépenses se sont élevées à 5 millions de dollars.", ["dépenses"]),
        ("zh", "2019 年支出为 500 万美元。", ["支出"]),
        ("zh", "工作强度比上一年的水平低 20%。", ["工作强度"]),
        ("zh", "委员会建议削减 2%。", [None]),
    ],
)
def test_measures(language: str, text: str, measures: list[str | None]) -> None:
    assert [row["measure"] for row in said(text, language)] == measures


@pytest.mark.parametrize(
    ("language", "text", "purpose"),
    [
        ("en", "It received $3 million for rural schools.", "rural schools"),
        ("en", "It received $3 million for 183 projects.", "183 projects"),
        ("en", "It received $3 million for the period.", None),
        ("en", "It received $3 million from donors.", None),
        ("fr", "Il a reçu 5 millions de dollars pour la lutte contre le paludisme.",
         "la lutte contre le paludisme"),
        ("es", "Recibió 3 millones de dólares para escuelas rurales.", "escuelas rurales"),
        ("ru", "ПРООН выделила 12 млн евро на восстановление больниц.", "восстановление больниц"),
        ("ar", "وخصصت منظمة الصحة العالمية 5 ملايين دولار لتغطية تكاليف السفر في عام 2022.",
         "تغطية تكاليف السفر"),
        ("zh", "拨款 300 万美元，用于农村学校。", "农村学校"),
        ("en", "The Fund spent $5 million on the repair of schools.", "the repair of schools"),
        ("en", "The Fund spent $5 million in 2020.", None),
        ("es", "El Fondo gastó 5 millones de dólares en la reparación de escuelas.",
         "la reparación de escuelas"),
        ("fr", "Le Fonds a consacré 5 millions de dollars à la réparation d’écoles.",
         "la réparation d’écoles"),
        ("ru", "Фонд выделил 5 млн. долл. США для покрытия расходов на поездки.",
         "покрытия расходов на поездки"),
        ("ar", "أنفق الصندوق 5 ملايين دولار على بناء المدارس.", "بناء المدارس"),
        ("en", "Kenya gave $3 million for schools, and Uganda $1 million for roads.", None),
        ("en", "It spent $3 million for the purchase of a house worth $1 million.",
         "the purchase of a house worth $1 million"),
        # Who receives it has been named before; the purpose is what it is for.
        ("en", "The Government gave $5 million to that fund for new schools.", "new schools"),
        ("fr", "Quelque 5 millions d’euros ont été alloués à ce fonds pour bâtir des écoles.",
         "bâtir des écoles"),
        ("fr", "Quelque 5 millions d’euros ont été alloués à ces écoles.", "ces écoles"),
        ("es", "Se asignaron 5 millones de dólares a ese fondo para construir escuelas.",
         "construir escuelas"),
        ("ru", "Выделено 5 млн. долл. США этому фонду на ремонт школ.", "ремонт школ"),
        ("ar", "وخصصت الحكومة 5 ملايين دولار لهذا الصندوق من أجل بناء المدارس.",
         "بناء المدارس"),
        ("zh", "政府向该基金拨款 500 万美元，用于建造学校。", "建造学校"),
    ],
)  # fmt: skip
def test_purposes(language: str, text: str, purpose: str | None) -> None:
    assert said(text, language)[0]["purpose"] == purpose


@pytest.mark.parametrize(
    ("language", "text", "per"),
    [
        ("en", "It costs $55 per learner.", "learner"),
        ("en", "They live on $2.15 a day.", "day"),
        ("en", "It costs $5 million annually.", "year"),
        ("en", "Rations cost $5.20 per person per day.", "person"),
        ("en", "Needed are $44,200 (including travel) per month.", "month"),
        ("en", "Every dollar spent by the vertical funds generated only 60 cents.", "dollar"),
        ("fr", "Chaque dollar investi rapporte 4 dollars.", "dollar"),
        ("es", "Cada dólar invertido genera 4 dólares.", "dólar"),
        ("es", "Se gastan 44.200 dólares en cifras brutas por mes.", "mes"),
        ("zh", "价格为每升 5 美元。", "升"),
        ("fr", "Le prix est de 55 dollars par tonne.", "tonne"),
        ("es", "El precio es de 55 dólares por tonelada.", "tonelada"),
        ("ru", "Цена составила 55 долларов за тонну.", "тонну"),
        ("zh", "价格为每吨 55 美元。", "吨"),
    ],
)
def test_for_each_what(language: str, text: str, per: str) -> None:
    assert [row["per"] for row in said(text, language)] == [per]


@pytest.mark.parametrize(
    ("language", "text", "unit_class"),
    [
        ("en", "There were 12 staff members.", "people"),
        ("en", "There were 12 families.", "households"),
        ("en", "There were 12 indicators.", "other"),
        ("en", "There were 12 loans.", "money_terms"),
        ("en", "There were 12 housing units.", "facilities"),
        ("en", "There were 12 low- and middle-income countries.", "countries"),
        ("es", "Había seis idiomas oficiales.", "other"),
        ("zh", "举行了 12 次协商会。", "events"),
        ("fr", "Il y a 12 hôpitaux.", "facilities"),
        ("fr", "Il y a 12 cas de violence.", "cases"),
        ("es", "Había 12 viviendas.", "facilities"),
        ("ru", "Было 12 школ.", "facilities"),
        ("ar", "كان هناك 12 طفلا.", "people"),
        ("zh", "共有 12 所学校。", "facilities"),
    ],
)
def test_unit_classes(language: str, text: str, unit_class: str) -> None:
    assert [row["unit_class"] for row in said(text, language)] == [unit_class]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Share of women on the staff (2022/23: 29.4 per cent; 2023/24: 30.6 per cent)"),
        ("fr", "Proportion de femmes (2022/23 : 29,4 % ; 2023/24 : 30,6 %)"),
        ("es", "Proporción de mujeres (2022/23: 29,4%; 2023/24: 30,6%)"),
        ("ru", "Доля женщин (2022/23 год: 29,4 процента; 2023/24 год: 30,6 процента)"),
        ("ar", "نسبة النساء (2022/2023: 29.4 في المائة؛ 2023/2024: 30.6 في المائة)"),
        ("zh", "女性比例（2022/23年度：29.4%；2023/24年度：30.6%）"),
        ("en", "Number of repaired wells (2022/23: 15; 2023/24: 12)"),
        ("fr", "Nombre de puits remis en état (2022/23 : 15 ; 2023/24 : 12)"),
        ("es", "Número de pozos reparados (2022/23: 15; 2023/24: 12)"),
        ("ru", "Число отремонтированных колодцев (2022/23 год: 15; 2023/24 год: 12)"),
        ("ar", "عدد الآبار التي أصلحت (2022/2023: 15؛ 2023/2024: 12)"),
    ],
)  # fmt: skip
def test_years_that_label_a_figure_are_its_own(language: str, text: str) -> None:
    assert years(text, language) == [(2022, 2023), (2023, 2024)]


def test_the_years_of_one_item_of_a_list_are_not_those_of_the_next() -> None:
    text = "• $23 million – gains from common services (2023) • $19 million – gains from travel"
    assert years(text, "en") == years(text, "en", "base") == [NONE, NONE]


def test_what_is_compared_in_brackets_has_its_base() -> None:
    text = "Joint plans are now usual (79 per cent of teams, up from 61 per cent in 2023)."
    assert years(text, "en") == [NONE, (2023, 2023)]
    assert years(text, "en", "base") == [(2023, 2023), NONE]


def test_a_gift_from_a_fund_in_a_year_is_compared_with_nothing() -> None:
    text = "Three farms received $3 million in loans from the Growth Fund in 2024."
    assert years(text, "en", "base") == [NONE, NONE]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Fees rose by $6 million, or 3 per cent."),
        ("en", "Fees rose by $6 million (3 per cent)."),
        ("fr", "Les recettes ont augmenté de 6 millions de dollars, soit 3 %."),
        ("es", "Los ingresos aumentaron en 6 millones de dólares, o el 3%."),
        ("ru", "Поступления увеличились на 6 млн долл. США, или на 3 процента."),
        ("ar", "وزادت النفقات بمقدار 6 ملايين دولار، أي بنسبة 3 في المائة."),
        ("zh", "支出增加了600万美元，即3%。"),
        ("en", "Fees and fines fell by 10.9 and 10.4 percentage points, respectively."),
        ("es", "Hubo una reducción de 10,9 y 10,4 puntos porcentuales."),
    ],
)  # fmt: skip
def test_a_change_goes_on_in_another_unit_and_in_a_list(language: str, text: str) -> None:
    assert [row["change"] for row in said(text, language)] == ["change", "change"]


def test_a_share_after_a_change_is_a_level() -> None:
    text = "Exports rose by 5 per cent and 30 per cent of firms gained."
    assert [row["change"] for row in said(text, "en")] == ["change", "level"]


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("en", "Sub-Saharan Africa accounts for 85 per cent of the gap.", "Sub-Saharan Africa"),
        ("en", "In Eastern and South-Eastern Asia, 43 per cent of girls read.",
         "Eastern and South-Eastern Asia"),
        ("fr", "En Afrique australe, 43 % des filles savent lire.", "Afrique australe"),
        ("es", "África Septentrional representa el 85% del total.", "África Septentrional"),
        ("ru", "В Восточной Африке насчитывается 15 процентов детей.", "Восточная Африка"),
        ("en", "Some 83 per cent of respondents expressed trust in UNOPS.", None),
        ("es", "El 83% de los encuestados expresó confianza en la UNOPS.", None),
        ("en", "The cost of $836 million approved by the General Assembly is a ceiling.", None),
        ("en", "It works across 56 countries with $582 million.", None),
        ("en", "UNCDF raised $128 million from United Nations pooled funds.", "UNCDF"),
    ],
)  # fmt: skip
def test_regions_are_subjects_and_those_who_are_trusted_or_decide_are_not(
    language: str, text: str, subject: str | None
) -> None:
    assert said(text, language)[-1]["subject"] == subject


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Spending on transport, storage and mail services rose by $23 million.", "Spending"),
        ("Notes with concern that the projected costs rose by 58 per cent.", None),
        ("The team would strive to have an 80 per cent confidence level.", None),
        ("Sub-Saharan Africa accounts for 85 per cent of the gap.", None),
    ],
)  # fmt: skip
def test_a_measure_is_whole_or_left_out(text: str, measure: str | None) -> None:
    assert said(text, "en")[-1]["measure"] == measure


@pytest.mark.parametrize(
    ("language", "text", "subjects"),
    [
        ("en", "Trade grew in Mali (up by $54 million, or 31 per cent) and Chad ($4 million).",
         ["Mali", "Mali", "Chad"]),
        ("fr", "Le commerce a augmenté au Mali (en hausse de 54 millions de dollars, soit 31 %).",
         ["Mali", "Mali"]),
        ("es", "El comercio aumentó en Malí (un alza de 54 millones de dólares, o el 31%).",
         ["Malí", "Malí"]),
        ("ru", "Торговля выросла в Мали (на 54 млн долл. США, или на 31 процент).",
         ["Мали", "Мали"]),
        ("ar", "زادت التجارة في مالي (بمقدار 54 مليون دولار، أو 31 في المائة).", ["مالي", "مالي"]),
        ("zh", "增长最快的是马里（增加5400万美元，或31%）。", ["马里", "马里"]),
        ("fr", "Une étude du Centre (UNICEF, Abidjan et Dakar, 1979, 12 pages).", [None]),
    ],
)  # fmt: skip
def test_brackets_after_an_actor_are_about_it(
    language: str, text: str, subjects: list[str | None]
) -> None:
    assert [row["subject"] for row in said(text, language)] == subjects


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("en", "According to data of the Ministry, as at 31 May 2025, UNDP had 63 posts.", "UNDP"),
        ("en", "We are deeply concerned that the share of women in Chad fell to 3 per cent.",
         "Chad"),
        ("fr", "Nous constatons avec préoccupation que le Niger a perdu 12 % de ses forêts.",
         "Niger"),
        ("fr", "Il est estimé que le Népal recevra 3 millions de dollars.", "Népal"),
        ("es", "Nos preocupa profundamente que el Níger haya perdido el 12% de sus bosques.",
         "Níger"),
        ("es", "Se estima que Nepal recibirá 3 millones de dólares.", "Nepal"),
        ("ru", "Ожидается, что Непал получит 3 млн долл. США.", "Непал"),
        ("en", "The Government of Rwanda allocated 14 per cent of its budget to health.",
         "Government of Rwanda"),
        ("ru", "На долю Бразилии и Китая приходилось 46 процентов производства стали.",
         "Бразилии и Китая"),
        ("zh", "马拉维人均收入为1045美元。", "马拉维"),
        ("en", "Visitors walk through four rooms and learn about problems around the world.", None),
    ],
)  # fmt: skip
def test_a_subject_after_words_that_lead_in(language: str, text: str, subject: str | None) -> None:
    assert [row["subject"] for row in said(text, language)][-1] == subject


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The Fund lent $97 million in EPF loans.", "EPF loans"),
        ("The system has saved $958 million in efficiency gains.", "efficiency gains"),
        ("It bought $2 billion worth of goods and services.", "goods and services"),
        ("The Fund will receive a $50 million annual assessed contribution.",
         "annual assessed contribution"),
        ("The Office increased its procurement by $22 million.", "procurement"),
        ("Growth of exports accelerated from 3 per cent to 5 per cent.", "Growth of exports"),
        ("Partners spent $5 million in three countries.", None),
        ("Partners spent $5 million in Gaza.", None),
        ("Partners spent $5 million in rural areas.", None),
    ],
)  # fmt: skip
def test_what_a_sum_is_in(text: str, measure: str | None) -> None:
    assert said(text, "en")[0]["measure"] == measure


@pytest.mark.parametrize(
    ("language", "text", "measure"),
    [
        ("en", "Expenditure for the biennium 2022-2023 amounted to $3.4 million.", "Expenditure"),
        ("fr", "Les dépenses de l’exercice biennal 2022-2023 se sont élevées à 3,4 millions de"
         " dollars.", "dépenses"),
        ("es", "Los gastos del bienio 2022-2023 ascendieron a 3,4 millones de dólares.", "gastos"),
        ("ru", "Расходы за двухгодичный период 2022–2023 годов составили 3,4 млн долл. США.",
         "Расходы"),
        ("zh", "2022-2023两年期支出为340万美元。", "支出"),
        ("en", "Per capita income was $1,045 in Malawi and $2,310 in Zambia.",
         "Per capita income"),
        ("zh", "及格率从2019年的61%上升到2023年的74%。", "及格率"),
        ("en", "Kenya had 12 per cent, whereas that of Uganda fell to 8 per cent.", None),
    ],
)  # fmt: skip
def test_a_measure_before_its_years(language: str, text: str, measure: str | None) -> None:
    assert said(text, language)[-1]["measure"] == measure


@pytest.mark.parametrize(
    ("language", "text", "subjects"),
    [
        ("en", "In Jordan and in Lebanon, 83 per cent of refugees live in poverty.",
         "Jordan and in Lebanon"),
        ("fr", "En Jordanie et au Liban, 83 % des réfugiés vivent dans la pauvreté.",
         "Jordanie et au Liban"),
        ("es", "En Jordania y en el Líbano, el 83% de los refugiados vive en la pobreza.",
         "Jordania y en el Líbano"),
        ("ru", "В Иордании и в Ливане 83 процента беженцев живут в бедности.",
         "Иордании и в Ливане"),
        ("ar", "في الأردن ولبنان، يعيش 83 في المائة من اللاجئين في فقر.", "الأردن ولبنان"),
        ("zh", "在约旦和黎巴嫩，83%的难民生活贫困。", "约旦和黎巴嫩"),
    ],
)  # fmt: skip
def test_a_list_of_places_is_taken_whole(language: str, text: str, subjects: str) -> None:
    assert [row["subject"] for row in said(text, language)] == [subjects]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Inflation eased to 4.3 per cent in March 2024 from 6.9 per cent a year earlier."),
        ("fr", "L’inflation est revenue à 4,3 % en mars 2024, contre 6,9 % un an plus tôt."),
        ("es", "La inflación se redujo al 4,3% en marzo de 2024, frente al 6,9% un año antes."),
        ("ru", "Инфляция снизилась до 4,3 процента в марте 2024 года с 6,9 процента годом ранее."),
        ("ar", "تراجع التضخم إلى 4.3 في المائة في آذار/مارس 2024 مقابل 6.9 في المائة قبل عام."),
    ],
)
def test_a_value_of_a_year_earlier(language: str, text: str) -> None:
    assert [row["period_end"] for row in said(text, language)] == [2024, 2023]


@pytest.mark.parametrize(
    ("language", "text", "giver"),
    [
        ("en", "Sweden contributed $3 million for projects in Kenya.", "Sweden"),
        ("fr", "La Suède a versé 3 millions de dollars pour des projets au Kenya.", "Suède"),
        ("es", "Suecia aportó 3 millones de dólares para proyectos en Kenya.", "Suecia"),
        ("ru", "Швеция выделила 3 млн долл. США на проекты в Кении.", "Швеция"),
        ("ar", "ساهمت السويد بمبلغ 3 ملايين دولار لمشاريع في كينيا.", "السويد"),
        ("en", "Some $31 million came from Sweden.", "Sweden"),
        ("fr", "Quelque 31 millions de dollars provenaient de la Suède.", "Suède"),
        ("es", "Unos 31 millones de dólares procedieron de Suecia.", "Suecia"),
        ("zh", "其中3100万美元来自瑞典。", "瑞典"),
        ("ar", "قدمت السويد 3 ملايين دولار للأعمال المتعلقة بالألغام في كينيا.", "السويد"),
    ],
)  # fmt: skip
def test_a_place_in_the_purpose_is_not_whose_the_money_is(
    language: str, text: str, giver: str
) -> None:
    assert [row["subject"] for row in said(text, language)] == [giver]


@pytest.mark.parametrize(
    "text", ["2022年突尼斯失业率为42%，而2015年为31%。", "2022年突尼斯失业率为42%，2015年为31%。"]
)
def test_a_year_before_a_chinese_subject(text: str) -> None:
    assert [row["subject"] for row in said(text, "zh")] == ["突尼斯", "突尼斯"]
    assert [row["measure"] for row in said(text, "zh")] == ["失业率", "失业率"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Government introduced in 2012 a quota of 30 per cent for women."),
        ("es", "El Gobierno estableció en 2012 una tasa del 30% para las mujeres."),
        ("fr", "Le Gouvernement a institué en 2012 un taux de 30 % pour les femmes."),
        ("ru", "Правительство ввело в 2012 году квоту в 30 процентов для женщин."),
        ("zh", "政府于2012年设立了女性代表率达30%这一标准。"),
    ],
)  # fmt: skip
def test_a_target_is_not_of_the_year_in_which_it_was_set(language: str, text: str) -> None:
    assert said(text, language)[-1]["period_start"] is None


def test_what_is_read_from_the_text_keeps_its_characters() -> None:
    text = "In 2024, Kenya spent $5 million on schools, 40 per cent of its budget in 2020."
    for row in said(text, "en"):
        for name in ("subject", "of", "measure", "per", "purpose"):
            if row.get(name) is not None:
                assert text[row[f"{name}_char_start"] : row[f"{name}_char_end"]] == row[name]


@pytest.mark.parametrize("code", ["en", "zh"])
def test_characters_count_from_the_beginning_of_a_text_that_is_read_in_windows(code: str) -> None:
    sentence = {
        "en": "In 2024, Kenya and Uganda spent $5 million on schools. They built 12 schools. ",
        "zh": "2024 年，肯尼亚用 500 万美元建了 12 所学校，占人口的 5%。",
    }[code]
    text = sentence * (30_000 // len(sentence))
    reader = languages.load(code)
    found = figures_of(text, reader)
    assert len(found) > 300
    for figure, context in found:
        begin = figure.start - figure.start % len(sentence)
        row = figure_columns(figure, context, text, reader)
        for name in ("subject", "of", "measure", "purpose", "period"):
            start, end = row.get(f"{name}_char_start"), row.get(f"{name}_char_end")
            if start is not None:
                assert begin <= start < end <= begin + len(sentence)
            if name in {"of", "measure", "purpose"} and row.get(name) is not None:
                assert text[start:end] == row[name]
        for role in context.roles:
            said = text[role.actor.start : role.actor.end]
            assert said in {"Kenya", "Uganda", "They", "肯尼亚"}


def test_a_sentence_with_more_figures_than_prose_has_is_left_alone() -> None:
    text = "Counted were " + ", ".join(f"{number} schools" for number in range(2, 900)) + "."
    assert {row["subject"] for row in said(text, "en")} == {None}


@pytest.mark.parametrize(
    "text",
    ["2023年比例为25%，高于2015年的22%。", "2023年共有35人，比2015年的22人多。"],
)
def test_a_value_of_the_year_of_comparison_is_of_that_year(text: str) -> None:
    assert years(text, "zh") == [(2023, 2023), (2015, 2015)]
    assert years(text, "zh", "base") == [(2015, 2015), NONE]
