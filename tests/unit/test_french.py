"""What counts as a figure in French, by examples: the rules of the language, not of a document."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from helpers.figures_of import FiguresOf
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline import languages
from pipeline.languages.fr import LANGUAGE
from pipeline.languages.fr.numbers import spelled_numbers
from pipeline.languages.fr.words import COLLECTIVES, NUMBER_WORDS

FIGURES = FiguresOf(LANGUAGE)
read, one, units = FIGURES.read, FIGURES.one, FIGURES.units


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("Le taux était de 84 %.", "84 %", 84),
        ("Le taux était de 84\u00a0%.", "84\u00a0%", 84),
        ("Le taux était de 84\u202f%.", "84\u202f%", 84),
        ("Le taux était de 84%.", "84%", 84),
        ("Le taux était de 84 pour cent.", "84 pour cent", 84),
        ("Le taux était de 84 pourcent.", "84 pourcent", 84),
        ("Le taux était de 84 p. 100.", "84 p. 100", 84),
        ("Le taux était de 12 pour 100 des voix.", "12 pour 100", 12),
        ("Environ 0,03 pour cent des dépenses.", "0,03 pour cent", Decimal("0.03")),
        ("Environ 2.5 % des dépenses.", "2.5 %", Decimal("2.5")),
        ("Quarante-trois pour cent étaient d’accord.", "Quarante-trois pour cent", 43),
        ("Une hausse de cent vingt pour cent.", "cent vingt pour cent", 120),
        ("Une baisse de 13 points de pourcentage.", "13 points de pourcentage", 13),
        ("Une baisse d’un écart de 1,5 point de pourcentage.", "1,5 point de pourcentage",
         Decimal("1.5")),
        ("La part (0,4 %) reste faible.", "0,4 %", Decimal("0.4")),
        ("Il ne dépasse pas [quatre-vingt-dix] pour cent.", "[quatre-vingt-dix] pour cent", 90),
    ],
)  # fmt: skip
def test_percentages(text: str, raw: str, value: Decimal) -> None:
    figure = one(text)
    assert (figure.kind, text[figure.start : figure.end], figure.value) == (
        "percentage",
        raw,
        value,
    )


def test_members_of_a_list_share_its_mark() -> None:
    assert read("Ils manquaient dans 26, 19 et 9 % des lots.") == [
        ("percentage", "26"),
        ("percentage", "19"),
        ("percentage", "9 %"),
    ]
    assert [
        int(f.value) for f in LANGUAGE.read_figures("Ce furent 5, 7 et 9 millions d’euros.")
    ] == [
        5_000_000,
        7_000_000,
        9_000_000,
    ]


@pytest.mark.parametrize(
    ("text", "raw", "amount", "currency"),
    [
        ("Il a reçu 46,5 millions de dollars.", "46,5 millions de dollars", 46_500_000, "USD"),
        ("Il a reçu 39 127 400 dollars.", "39 127 400 dollars", 39_127_400, "USD"),
        ("Il a reçu 4 dollars des États-Unis.", "4 dollars des États-Unis", 4, "USD"),
        ("Il a reçu 4 dollars É.-U. en tout.", "4 dollars É.-U.", 4, "USD"),
        ("Il a reçu 4 dollars É.-U.", "4 dollars É.-U.", 4, "USD"),
        ("Il a reçu 4 dollars américains.", "4 dollars américains", 4, "USD"),
        ("Il a reçu 4 dollars canadiens.", "4 dollars canadiens", 4, "CAD"),
        ("Il a reçu 2,5 millions d’euros.", "2,5 millions d’euros", 2_500_000, "EUR"),
        ("Il a reçu 2,5 millions d'euros.", "2,5 millions d'euros", 2_500_000, "EUR"),
        ("Il a reçu 1,1 billion de dollars.", "1,1 billion de dollars",
         1_100_000_000_000, "USD"),
        ("Il a reçu 6 000 milliards de dollars.", "6 000 milliards de dollars",
         6_000_000_000_000, "USD"),
        ("Il a reçu deux mille milliards de dollars.", "deux mille milliards de dollars",
         2_000_000_000_000, "USD"),
        ("Il a reçu 64,5 millions €.", "64,5 millions €", 64_500_000, "EUR"),
        ("Il a reçu 12,5 M$ hier.", "12,5 M$", 12_500_000, "USD"),
        ("Il a reçu 3 Md€ hier.", "3 Md€", 3_000_000_000, "EUR"),
        ("Il a reçu 500 $ CAN.", "500 $ CAN", 500, "CAD"),
        ("Il a reçu $500.", "$500", 500, "USD"),
        ("Il a reçu EUR 2 millions.", "EUR 2 millions", 2_000_000, "EUR"),
        ("Il a reçu 5 000 CHF.", "5 000 CHF", 5000, "CHF"),
        ("Il a reçu 350 000 livres sterling.", "350 000 livres sterling", 350_000, "GBP"),
        ("Il a reçu 9,7 millions de francs suisses.", "9,7 millions de francs suisses",
         9_700_000, "CHF"),
        ("Au Mali, il a reçu 5 millions de francs CFA.", "5 millions de francs CFA",
         5_000_000, "XOF"),
        ("Au Gabon, il a reçu 5 millions de francs CFA.", "5 millions de francs CFA",
         5_000_000, "XAF"),
        ("Au Népal, il a reçu 5 millions de roupies.", "5 millions de roupies",
         5_000_000, "NPR"),
        ("Il a reçu 28,9 milliards de sum.", "28,9 milliards de sum", 28_900_000_000, "UZS"),
        ("Il a reçu 3 millions de droits de tirage spéciaux.",
         "3 millions de droits de tirage spéciaux", 3_000_000, "XDR"),
        ("Il a reçu (80) millions de dollars.", "(80) millions de dollars", 80_000_000, "USD"),
        ("Il a reçu deux millions et demi de dollars.", "deux millions et demi de dollars",
         2_500_000, "USD"),
        ("Il a reçu un demi-million de dollars.", "un demi-million de dollars", 500_000, "USD"),
        ("Un dollar épargne 60 cents.", "60 cents", Decimal("0.60"), "USD"),
    ],
)  # fmt: skip
def test_money(text: str, raw: str, amount: Decimal, currency: str) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.kind, figure.value, figure.currency) == ("money", amount, currency)


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("Sur 10 millions de dollars, 3 millions vont au Fonds.", [10, 3]),
        ("Il est passé de 3 millions en 2019 à 4 millions de dollars en 2020.", [3, 4]),
    ],
)
def test_a_sum_takes_the_currency_that_its_sentence_names(text: str, sums: list[int]) -> None:
    figures = LANGUAGE.read_figures(text)
    assert [(f.kind, f.currency) for f in figures] == [("money", "USD")] * len(sums)
    assert [int(f.value / 10**6) for f in figures] == sums


def test_a_sum_without_a_currency_is_no_figure() -> None:
    assert read("L’amende était de 12 millions de francs.") == []
    assert read("Les recettes se sont élevées à 200 millions.") == []


def test_books_and_new_things_are_no_money() -> None:
    assert units("Elle a 12 000 livres et 20 nouveaux cas.") == [
        (12_000, "livres"),
        (20, "nouveaux cas"),
    ]


@pytest.mark.parametrize(
    ("text", "raw", "value", "unit"),
    [
        ("On compte 193 États Membres.", "193 États Membres", 193, "États Membres"),
        ("On compte 3 800 délégués.", "3 800 délégués", 3800, "délégués"),
        ("On compte 483\u202f918 délégués.", "483\u202f918 délégués", 483_918, "délégués"),
        ("On compte 100.000 personnes.", "100.000 personnes", 100_000, "personnes"),
        ("On compte 2,5 millions d’enfants.", "2,5 millions d’enfants", 2_500_000, "enfants"),
        ("On compte 1,4 million d'enfants.", "1,4 million d'enfants", 1_400_000, "enfants"),
        ("Plus d’un million d’habitants.", "un million d’habitants", 1_000_000, "habitants"),
        ("Il a tenu deux ateliers régionaux.", "deux ateliers régionaux", 2,
         "ateliers régionaux"),
        ("Vingt et un pays ont signé.", "Vingt et un pays", 21, "pays"),
        ("Vingt-et-un pays ont signé.", "Vingt-et-un pays", 21, "pays"),
        ("Cent vingt et une femmes ont signé.", "Cent vingt et une femmes", 121, "femmes"),
        ("Cent-vingt-et-un pays ont signé.", "Cent-vingt-et-un pays", 121, "pays"),
        ("Soixante-dix pays ont signé.", "Soixante-dix pays", 70, "pays"),
        ("Quatre-vingts pays ont signé.", "Quatre-vingts pays", 80, "pays"),
        ("Quatre-vingt-onze pays ont signé.", "Quatre-vingt-onze pays", 91, "pays"),
        ("Huit chefs d’État ou de gouvernement.", "Huit chefs d’État ou de gouvernement", 8,
         "chefs d’État ou de gouvernement"),
        ("Il y a eu 12 (douze) cas.", "12 (douze) cas", 12, "cas"),
        ("Il y a eu douze (12) cas.", "douze (12) cas", 12, "cas"),
        ("Il y a eu 43 cas de choléra.", "43 cas de choléra", 43, "cas de choléra"),
        ("Il y a eu 43 cas de violence contre les femmes.",
         "43 cas de violence contre les femmes", 43, "cas de violence contre les femmes"),
        ("Elle a neuf membres de la société.", "neuf membres", 9, "membres"),
        ("Elle a 82 recommandations formulées.", "82 recommandations", 82, "recommandations"),
        ("Elle a aidé 75 personnes déplacées.", "75 personnes déplacées", 75,
         "personnes déplacées"),
        ("Elle a aidé 75 femmes âgées de tous milieux.", "75 femmes", 75, "femmes"),
        ("Elle a aidé 75 mineurs non accompagnés.", "75 mineurs non accompagnés", 75,
         "mineurs non accompagnés"),
        ("Elle a aidé 46 pays les moins avancés.", "46 pays les moins avancés", 46,
         "pays les moins avancés"),
        ("Elle a aidé 12 pays en développement sans littoral.",
         "12 pays en développement sans littoral", 12, "pays en développement sans littoral"),
        ("Elle a aidé 12 pays à revenu intermédiaire.", "12 pays à revenu intermédiaire", 12,
         "pays à revenu intermédiaire"),
        ("Elle a formé 200 officiers de police judiciaire.",
         "200 officiers de police judiciaire", 200, "officiers de police judiciaire"),
        ("Elle a vu 70 hommes et femmes politiques.", "70 hommes et femmes politiques", 70,
         "hommes et femmes politiques"),
        ("Elle a vu 15 organismes, fonds et programmes.", "15 organismes, fonds et programmes",
         15, "organismes, fonds et programmes"),
        ("Elle a 20 postes P-4 vacants.", "20 postes P-4 vacants", 20, "postes P-4 vacants"),
        ("Ensuite deux autres États ont adhéré.", "deux autres États", 2, "États"),
        ("Elle a permis à 200 personnes de quitter la ville.", "200 personnes", 200, "personnes"),
        ("Elle a créé 3 emplois de temporaire.", "3 emplois de temporaire", 3,
         "emplois de temporaire"),
        ("Quelque 2000 personnes ont fui.", "2000 personnes", 2000, "personnes"),
        ("Un compte de 8 200enseignants.", "8 200enseignants", 8200, "enseignants"),
        ("Il y a eu 1 atelier dans le sud.", "1 atelier", 1, "atelier"),
        ("Sont parties à la Convention 187 États.", "187 États", 187, "États"),
    ],
)  # fmt: skip
def test_counts(text: str, raw: str, value: int, unit: str) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.kind, figure.value, figure.unit) == ("count", value, unit)


@pytest.mark.parametrize(
    ("text", "raw", "value", "qualifier"),
    [
        ("Une dizaine de pays ont signé.", "Une dizaine de pays", 10, "about"),
        ("Une vingtaine de pays ont signé.", "Une vingtaine de pays", 20, "about"),
        ("Une centaine d’États ont signé.", "Une centaine d’États", 100, "about"),
        ("Un millier d’États ont signé.", "Un millier d’États", 1000, "about"),
        ("Une douzaine d’États ont signé.", "Une douzaine d’États", 12, "exact"),
        ("Une demi-douzaine d’États ont signé.", "Une demi-douzaine d’États", 6, "exact"),
        ("Plus d’une trentaine d’États.", "une trentaine d’États", 30, "more_than"),
        ("Près d’une centaine d’États.", "une centaine d’États", 100, "nearly"),
        ("Une dizaine de milliers de réfugiés.", "Une dizaine de milliers de réfugiés", 10_000,
         "about"),
        ("Une centaine de millions d’euros.", "Une centaine de millions d’euros", 100_000_000,
         "about"),
    ],
)  # fmt: skip
def test_collectives_say_about_how_many(text: str, raw: str, value: int, qualifier: str) -> None:
    figure = one(text)
    assert (text[figure.start : figure.end], figure.value, figure.qualifier) == (
        raw,
        value,
        qualifier,
    )


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Des 82 dossiers, 37 (45 %) ont été perdus.", [(82, "dossiers"), (37, "dossiers")]),
        ("Elle a formé 90 agents, dont 40 en ligne.", [(90, "agents"), (40, "agents")]),
        ("Elle a formé 90 agents, dont neuf en ligne.", [(90, "agents"), (9, "agents")]),
        ("Elle a vu 45 cas, dont 12 mortels.", [(45, "cas"), (12, "cas")]),
        ("Elle a 31 membres, contre 19 en 2020.", [(31, "membres"), (19, "membres")]),
        ("Elle a ouvert 5 des 9 centres.", [(5, "centres"), (9, "centres")]),
        ("Elle a vu 17 centres sur 45.", [(17, "centres"), (45, "centres")]),
        ("Elle a 12 agents. Trois d’entre eux sont partis.", [(12, "agents"), (3, "agents")]),
        ("Elle a tué 7 civils et blessé 19 autres.", [(7, "civils"), (19, "civils")]),
        ("Elle a 200 lits, soit 30 de plus.", [(200, "lits"), (30, "lits")]),
        ("Elle a ouvert 20 enquêtes et en a clos 12.", [(20, "enquêtes"), (12, "enquêtes")]),
        ("Le nombre de rapports reçus est passé à 173.", [(173, "rapports")]),
        ("Cela porte à 173 le nombre total de rapports.", [(173, "rapports")]),
        ("On estime à 23 000 les civils touchés.", [(23_000, "civils")]),
        ("Nombre total de visites : 12 345", [(12_345, "visites")]),
        ("Les réfugiés étaient 14 300 en 2012.", [(14_300, "réfugiés")]),
        ("Hommes : 45 ; femmes : 32.", [(45, "Hommes"), (32, "femmes")]),
        ("Dans des dispensaires (44) et hôpitaux (32).", [(44, "dispensaires"), (32, "hôpitaux")]),
        ("Parmi les jeunes, 12 millions sont au chômage.", [(12_000_000, "jeunes")]),
        ("Par 120 voix contre 3.", [(120, "voix"), (3, "voix")]),
        ("Elle a 37 postes (1 D-1, 2 P-4).", [(37, "postes"), (1, "D-1"), (2, "P-4")]),
    ],
)  # fmt: skip
def test_what_is_counted_may_stand_elsewhere(
    text: str, counted: list[tuple[int, str | None]]
) -> None:
    assert units(text) == counted


@pytest.mark.parametrize(
    ("text", "unit_class"),
    [
        ("12 ministres", "people"),
        ("12 jeunes filles", "people"),
        ("12 pays en développement", "countries"),
        ("12 bureaux régionaux", "organizations"),
        ("12 cours de formation", "events"),
        ("12 rapports annuels", "publications"),
        ("12 programmes communs", "projects"),
        ("12 hôpitaux", "places"),
        ("12 capteurs", None),
    ],
)
def test_classes_of_what_is_counted(text: str, unit_class: str | None) -> None:
    assert one(f"Il y a {text}.").unit_class == unit_class


@pytest.mark.parametrize(
    "text",
    [
        # dates and times
        "Le forum s’est tenu le 20 mars 2019, du 13 au 17 octobre et les 11, 12 et 13 mai.",
        "Du 1er janvier 2014 au 30 juin 2015 ; 1er-5 juillet ; 30.06.2015 ; 12/05/2014.",
        "Le plan 2018-2021, les années 1990, les années 80 et la campagne 2023/24.",
        "En l’an 2000, fin 2016, mi-2015, à l’horizon 2050 et d’ici à 2030.",
        "La séance est ouverte à 10 h 15 et levée à 18 heures ; de 9 h 30 à 13h.",
        # durations and ages
        "Le plan de cinq ans a duré 15 ans, trois mois, 24 heures et une dizaine d’années.",
        "Pendant les trois derniers mois et une quinzaine de jours.",
        "Filles âgées de 15 à 19 ans, enfants de moins de 5 ans, femmes de plus de 60 ans.",
        # ordinals
        "La vingt et unième session, la 27e séance, le XXIe siècle, la 1re classe, le 3ème étage.",
        "La cent-vingtième réunion et le deux centième jour.",
        # references
        "Voir A/74/336, par. 3 b) et 4, article 12, art. 5, règle 8, tableau 3, figures 4 et 5.",
        "Résolutions 1325 (2000), 1820 (2008) et 2250 (2015) et décision 55/488.",
        "Point 18 b) de l’ordre du jour, objectif 3, cible 5.2 et indicateur 17.3.1.",
        "Les paragraphes 20, 21, 28 et 30 du document final ; p. 45 et 46 ; vol. 1155, no 18232.",
        "Tél. : +41 22 555 01 43, bureau S-1520, ISBN 978-92-1-101384-9.",
        "Voir www.example.org/2026/12-idees et écrire à bureau24@example.org.",
        "26-01234 (F) 210726",
        "Loi no 26-485, Comité 1540, Convention no 182 et norme ISO 14001.",
        "Écrire au 405, avenue de la Paix, 75007 Paris.",
        # names
        "Le Programme 2030, l’Agenda 2063, le Groupe des 77, le Groupe des Vingt, le G20 et COVID-19.",
        "Le plan intitulé « Sept mesures pour l’eau ».",
        "Les postes de classe P-4 et D-1, la version 2.0, les fusils AK-47.",
        # measures
        "Il couvre 1,2 million d’hectares, 86 000 kilomètres, 25 mètres carrés et 340 téraoctets.",
        "Il a consommé 48 gigawattheures, 12 500 tonnes et 200 kWh à 24 degrés et 3,1 °C.",
        # fractions, multiples, ratios, rates, scores
        "La moitié du personnel, les deux tiers des femmes et les trois quarts du reste.",
        "Trois fois plus, 1,4 fois plus élevé, deux fois et demie.",
        "Quatre personnes sur cinq, une fille sur trois, 3 agriculteurs sur 10, 1 enfant sur 5.",
        "Un rapport de 1 à 6 ; une note de 12 sur 20 ; une échelle de 1:50 000.",
        "On compte 223 décès pour 100 000 naissances vivantes, soit 2,5 pour mille.",
        "Il y a 4,1 erreurs pour 1 000 dossiers.",
        "L’indice est passé de 61 à 66 points ; le score était de 7,5.",
        # articles and fixed phrases
        "L’un des motifs est qu’une plateforme sert un but ; les uns et les autres.",
        "Tous deux sont venus à deux reprises ; l’un et l’autre.",
        "Des millions de personnes, des centaines d’écoles, plusieurs milliers de visites.",
    ],
)
def test_what_is_not_a_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("80 pays", "exact"),
        ("80 pays seulement", "exact"),
        ("environ 80 pays", "about"),
        ("80 pays environ", "about"),
        ("quelque 80 pays", "about"),
        ("approximativement 80 pays", "about"),
        ("de l’ordre de 80 pays", "about"),
        ("aux alentours de 80 pays", "about"),
        ("près de 80 pays", "nearly"),
        ("presque 80 pays", "nearly"),
        ("plus de 80 pays", "more_than"),
        ("au-delà de 80 pays", "more_than"),
        ("supérieur à 80 pays", "more_than"),
        ("dépassant les 80 pays", "more_than"),
        ("80+ pays", "more_than"),
        ("moins de 80 pays", "less_than"),
        ("inférieur à 80 pays", "less_than"),
        ("en deçà de 80 pays", "less_than"),
        ("au moins 80 pays", "at_least"),
        ("pas moins de 80 pays", "at_least"),
        ("un minimum de 80 pays", "at_least"),
        ("80 pays ou plus", "at_least"),
        ("80 pays au minimum", "at_least"),
        ("jusqu’à 80 pays", "at_most"),
        ("jusqu'à 80 pays", "at_most"),
        ("pas plus de 80 pays", "at_most"),
        ("au maximum 80 pays", "at_most"),
        ("80 pays au maximum", "at_most"),
        ("un maximum de 80 pays", "at_most"),
        ("80 pays au plus", "at_most"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert one(f"Cela concerne {text}.").qualifier == qualifier


@pytest.mark.parametrize(
    "text",
    [
        "Elle ne peut dépasser 22 % du total.",
        "Elle ne dépasse pas 22 % du total.",
        "Elle n’excède pas, annuellement, [22] % du total.",
    ],
)
def test_what_is_not_to_be_exceeded_is_at_most(text: str) -> None:
    assert one(text).qualifier == "at_most"


@pytest.mark.parametrize(
    ("text", "raw", "low", "high"),
    [
        ("De 10 à 15 pays ont adhéré.", "10 à 15 pays", 10, 15),
        ("Il a aidé 10-15 pays.", "10-15 pays", 10, 15),
        ("Entre 20 et 25 pays ont adhéré.", "20 et 25 pays", 20, 25),
        ("Deux ou trois pays ont adhéré.", "Deux ou trois pays", 2, 3),
        ("Un ou deux pays ont adhéré.", "Un ou deux pays", 1, 2),
        ("Il a pris 5 à 10 %.", "5 à 10 %", 5, 10),
        ("Il a pris 0,15 %–0,20 %.", "0,15 %–0,20 %", Decimal("0.15"), Decimal("0.20")),
        ("Il faut entre 600 millions et 900 millions de dollars.",
         "600 millions et 900 millions de dollars", 600_000_000, 900_000_000),
        ("Il faut de 5 à 7 millions d’euros.", "5 à 7 millions d’euros", 5_000_000, 7_000_000),
        ("Deux à trois millions de personnes.", "Deux à trois millions de personnes",
         2_000_000, 3_000_000),
        ("Les prix ont augmenté de 5 à 10 %.", "5 à 10 %", 5, 10),
    ],
)  # fmt: skip
def test_a_range_is_one_figure(text: str, raw: str, low: Decimal, high: Decimal) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.value, figure.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("Il est passé de 31 à 56 %.", ["31", "56 %"]),
        ("Il est monté de 31 % à 56 %.", ["31 %", "56 %"]),
        ("Il a augmenté de 31 % à 56 %.", ["31 %", "56 %"]),
        ("Il est tombé de 56 à 31 %.", ["56", "31 %"]),
        ("Il a pris 26 % et 19 %.", ["26 %", "19 %"]),
        ("Il a été porté de 12 à 18 juges.", ["12", "18 juges"]),
    ],
)
def test_values_of_two_times_are_two_figures(text: str, raws: list[str]) -> None:
    assert [raw for _, raw in read(text)] == raws


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Il a crû. Il a chuté.", ["Il a crû.", "Il a chuté."]),
        ("Voir par. 5 et art. 7. À ce titre, il a chuté.",
         ["Voir par. 5 et art. 7.", "À ce titre, il a chuté."]),
        ("M. J. Dupont et MM. Durand ont parlé, cf. No 5.",
         ["M. J. Dupont et MM. Durand ont parlé, cf. No 5."]),
        ("Il a dit : « C’est bien. » Il a chuté.", ["Il a dit : « C’est bien. »", "Il a chuté."]),
        ("A-t-il crû ? Il a chuté.", ["A-t-il crû ?", "Il a chuté."]),
        ("Il a crû de 2,5 %. En 2024 il a chuté.", ["Il a crû de 2,5 %.", "En 2024 il a chuté."]),
    ],
)  # fmt: skip
def test_sentences(text: str, ends: list[str]) -> None:
    begin, sentences = 0, []
    for match in LANGUAGE.sentence_end.finditer(text):
        sentences.append(text[begin : match.end()].strip())
        begin = match.end()
    assert sentences == ends


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("IV. Financement", "heading"),
        ("A. Coopération régionale", "heading"),
        ("Résumé", "summary"),
        ("Annexe II", "annex"),
        ("Distr. : générale", "furniture"),
        ("Original : français", "furniture"),
        ("Français", "furniture"),
        ("Tableau 3. Dépenses", "caption"),
        ("Rapport du Secrétaire général", "author"),
        ("Note du Secrétariat", "author"),
    ],
)
def test_marks_of_a_document(line: str, part: str) -> None:
    pattern = getattr(LANGUAGE.layout, part)
    assert pattern.match(line) if part in {"heading", "caption"} else pattern.fullmatch(line)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Les États Membres ont adopté des mesures pour l’accès à l’eau dans les villes.", "fr"),
        ("The Member States have taken measures on access to water in the cities.", "en"),
    ],
)
def test_the_language_is_recognised(text: str, code: str) -> None:
    assert languages.recognise(text) == code


_SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_TENS = "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()


def below_a_hundred(value: int, joiner: str) -> str:
    """In words; `joiner` stands beside `et`, a blank of old and a hyphen since 1990."""
    if value < 20:
        return _SMALL[value]
    tens = value // 10 - 2
    rest = value - 20 - 10 * (tens - (tens in (5, 7)))
    if not rest:
        return _TENS[tens] + ("s" if value == 80 else "")
    bound = f"{joiner}et{joiner}" if rest in (1, 11) and value < 80 else "-"
    return f"{_TENS[tens]}{bound}{_SMALL[rest]}"


def spelled(value: int, joiner: str = " ") -> str:
    """A number below a billion in words."""
    for scale, name in ((10**9, "milliard"), (10**6, "million"), (1000, "mille"), (100, "cent")):
        if value >= scale:
            many, rest = divmod(value, scale)
            lead = "" if many == 1 and scale < 10**6 else f"{spelled(many, joiner)}{joiner}"
            plural = "s" if many > 1 and (scale >= 10**6 or (scale == 100 and not rest)) else ""
            return f"{lead}{name}{plural}" + (f"{joiner}{spelled(rest, joiner)}" if rest else "")
    return below_a_hundred(value, joiner)


@given(st.integers(2, 10**9 - 1), st.sampled_from([" ", "-"]))
def test_numbers_in_words_have_their_value(value: int, joiner: str) -> None:
    assert [number.value for number in spelled_numbers(spelled(value, joiner))] == [value]


@given(st.integers(2, 10**9 - 1), st.sampled_from([" ", "-"]))
def test_numbers_in_words_are_read_whole(value: int, joiner: str) -> None:
    bound = " de" if value % 10**6 == 0 else ""
    text = f"Il y a {spelled(value, joiner)}{bound} pays."
    assert one(text).value == value


@given(st.integers(2, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"]))
def test_a_grouped_number_has_its_value(value: int, blank: str) -> None:
    figure = one(f"Il a coûté {value:,} dollars.".replace(",", blank))
    assert (figure.value, figure.currency) == (value, "USD")


@given(
    st.lists(
        st.sampled_from(
            "12 3\u00a0800 2,5 millions deux vingt et un cent mille pour % $ € dollars pays de d’ des "
            "personnes ou à entre plus moins , . ( ) – - 2019 mars tableau A/74/336 enfants dont sur "
            "une dizaine demi autres étaient dans chaque quatre-vingts".split(" ")
        ),
        max_size=30,
    )
)
def test_figures_are_in_order_apart_and_within_the_text(words: list[str]) -> None:
    FIGURES.assert_apart(" ".join(words))


@given(st.text("abcdefghijklmnopqrstuvwxyzéèà ,.;:'’()-$%", max_size=80))
def test_text_without_numbers_gives_no_figure(text: str) -> None:
    assume(not any(word in text for word in (*NUMBER_WORDS, *COLLECTIVES)))
    assert read(text) == []


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    text = "En 2024, 1 200 personnes de 35 pays ont reçu 5 millions d’euros, soit 12 %. "

    def seconds(times: int) -> float:
        begin = time.process_time()
        LANGUAGE.read_figures(text * times)
        return time.process_time() - begin

    seconds(50)
    assert seconds(2000) < 40 * max(seconds(200), 0.005)
