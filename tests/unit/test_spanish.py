"""What counts as a figure in Spanish, by examples: the rules of the language, not of a document."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from helpers.figures_of import FiguresOf
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline import languages
from pipeline.languages.es import LANGUAGE
from pipeline.languages.es.numbers import parse_number, spelled_numbers
from pipeline.languages.es.words import COLLECTIVES, NUMBER_WORDS, plain

FIGURES = FiguresOf(LANGUAGE)
read, one, units = FIGURES.read, FIGURES.one, FIGURES.units


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("7200", 7200),
        ("10.600", 10_600),
        ("10 600", 10_600),
        ("10\u00a0600", 10_600),
        ("10\u202f600", 10_600),
        ("10,600", 10_600),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("2,5", Decimal("2.5")),
        ("3.5", Decimal("3.5")),
        ("3.25", Decimal("3.25")),
        ("0,125", Decimal("0.125")),
        ("0.125", Decimal("0.125")),
        ("1.234,56", Decimal("1234.56")),
        ("1,234.56", Decimal("1234.56")),
        ("1 234,567", Decimal("1234.567")),
        ("3.2.1", None),
        ("20142015", None),
    ],
)
def test_the_form_of_a_number_tells_its_separators(digits: str, value: Decimal | None) -> None:
    assert parse_number(digits) == value


def test_a_comma_before_three_digits_is_decimal_where_a_fraction_is_meant() -> None:
    assert one("Costó 1,125 millones de dólares.").value == 1_125_000
    assert one("Subió un 1,125%.").value == Decimal("1.125")
    assert one("Asistieron 1,125 personas.").value == 1125


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("La tasa de respuesta fue del 84 %.", "84 %", 84),
        ("La tasa de respuesta fue del 84%.", "84%", 84),
        ("La tasa fue del 84\u00a0%.", "84\u00a0%", 84),
        ("Respondió el 84 por ciento.", "84 por ciento", 84),
        ("Respondió el 84 por cien.", "84 por cien", 84),
        ("Respondió el 84 por 100 de ellos.", "84 por 100", 84),
        ("Gastó alrededor del 0,03 % del total.", "0,03 %", Decimal("0.03")),
        ("Subió un 3.5%.", "3.5%", Decimal("3.5")),
        ("Votó a favor el cuarenta y tres por ciento.",
         "cuarenta y tres por ciento", 43),
        ("Creció un ciento veinte por ciento.", "ciento veinte por ciento", 120),
        ("Cumple el cien por ciento.", "cien por ciento", 100),
        ("Bajó 13 puntos porcentuales.", "13 puntos porcentuales", 13),
        ("Bajó un punto porcentual, o 1,5 puntos porcentuales.", "1,5 puntos porcentuales",
         Decimal("1.5")),
        ("Subió 2 puntos de porcentaje.", "2 puntos de porcentaje", 2),
        ("La parte es pequeña (0,4 %).", "0,4 %", Decimal("0.4")),
        ("No superará el [noventa] por ciento.", "[noventa] por ciento", 90),
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
    assert read("Faltaban en el 26, el 19 y el 9 % de los casos.") == [
        ("percentage", "26"),
        ("percentage", "19"),
        ("percentage", "9 %"),
    ]


@pytest.mark.parametrize(
    ("text", "raw", "amount", "currency"),
    [
        ("Recibió 46,5 millones de dólares.", "46,5 millones de dólares", 46_500_000, "USD"),
        ("Gastó 39.127.400 dólares.", "39.127.400 dólares", 39_127_400, "USD"),
        ("Gastó 39 127 400 dólares.", "39 127 400 dólares", 39_127_400, "USD"),
        ("Gastó 7200 dólares.", "7200 dólares", 7200, "USD"),
        ("Gastó 2000 dólares en 2000.", "2000 dólares", 2000, "USD"),
        ("Gastó 13.000 millones de dólares de los Estados Unidos.",
         "13.000 millones de dólares de los Estados Unidos", 13 * 10**9, "USD"),
        ("Gastó 13 mil millones de dólares.", "13 mil millones de dólares", 13 * 10**9, "USD"),
        ("Gastó mil millones de dólares.", "mil millones de dólares", 10**9, "USD"),
        ("Gastó 5 miles de millones de dólares.", "5 miles de millones de dólares",
         5 * 10**9, "USD"),
        ("Gastó 1,1 billones de dólares.", "1,1 billones de dólares", 1_100_000_000_000, "USD"),
        ("Gastó 100 dólares EE.UU.", "100 dólares EE.UU.", 100, "USD"),
        ("Gastó 100 dólares (EE. UU.).", "100 dólares (EE. UU.)", 100, "USD"),
        ("Gastó 100 dólares de los EE.UU. en papel.", "100 dólares de los EE.UU.", 100, "USD"),
        ("Gastó 100 dólares estadounidenses.", "100 dólares estadounidenses", 100, "USD"),
        ("Gastó US$ 4 millones.", "US$ 4 millones", 4_000_000, "USD"),
        ("Gastó US$4.500.", "US$4.500", 4500, "USD"),
        ("Gastó $1.400.", "$1.400", 1400, "USD"),
        ("Gastó USD 2,5 millones.", "USD 2,5 millones", 2_500_000, "USD"),
        ("Gastó 5 M€.", "5 M€", 5_000_000, "EUR"),
        ("Gastó 64,5 millones de euros.", "64,5 millones de euros", 64_500_000, "EUR"),
        ("Gastó 300 €.", "300 €", 300, "EUR"),
        ("Gastó 1 millón de euros.", "1 millón de euros", 1_000_000, "EUR"),
        ("Gastó un millón de euros.", "un millón de euros", 1_000_000, "EUR"),
        ("Gastó un millón y medio de euros.", "un millón y medio de euros", 1_500_000, "EUR"),
        ("Gastó 2 millones y medio de euros.", "2 millones y medio de euros", 2_500_000, "EUR"),
        ("Gastó medio millón de euros.", "medio millón de euros", 500_000, "EUR"),
        ("Gastó 18 millones de libras esterlinas.", "18 millones de libras esterlinas",
         18_000_000, "GBP"),
        ("Gastó 3,2 millones de francos suizos.", "3,2 millones de francos suizos",
         3_200_000, "CHF"),
        ("Gastó CHF 3,2 millones.", "CHF 3,2 millones", 3_200_000, "CHF"),
        ("Gastó 20 millones de francos CFA.", "20 millones de francos CFA", 20_000_000, "XOF"),
        ("Gastó 45.000 dólares australianos.", "45.000 dólares australianos", 45_000, "AUD"),
        ("Gastó 500 millones de yenes.", "500 millones de yenes", 500_000_000, "JPY"),
        ("Gastó 40 coronas danesas.", "40 coronas danesas", 40, "DKK"),
        ("Gastó 30.000 pesos mexicanos.", "30.000 pesos mexicanos", 30_000, "MXN"),
        ("Gastó $30,000 pesos mexicanos.", "$30,000 pesos mexicanos", 30_000, "MXN"),
        ("En Chile gastó 500 millones de pesos.", "500 millones de pesos", 500_000_000, "CLP"),
        ("En Nepal gastó 12.000 rupias.", "12.000 rupias", 12_000, "NPR"),
        ("Gastó 28.000 millones de sum.", "28.000 millones de sum", 28 * 10**9, "UZS"),
        ("Gastó 5 millones de derechos especiales de giro.",
         "5 millones de derechos especiales de giro", 5_000_000, "XDR"),
        ("Gastó (80) millones de dólares.", "(80) millones de dólares", 80_000_000, "USD"),
        ("Ahorra 60 centavos por dólar.", "60 centavos", Decimal("0.60"), "USD"),
        ("Vive con menos de un dólar al día.", "un dólar", 1, "USD"),
        ("Vive con 1,25 dólares al día.", "1,25 dólares", Decimal("1.25"), "USD"),
        ("Gastó dos mil quinientos dólares.", "dos mil quinientos dólares", 2500, "USD"),
    ],
)  # fmt: skip
def test_money(text: str, raw: str, amount: Decimal, currency: str) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.kind, figure.value, figure.currency) == ("money", amount, currency)


def test_a_name_that_currencies_share_is_no_money_without_a_country() -> None:
    assert read("La multa fue de 12 millones de francos.") == []


def test_sums_listed_after_a_sum_share_its_currency() -> None:
    text = "Ingresó 200 millones de dólares, gastó 154,6 millones y ahorró 9,7 millones en 2024."
    assert [(f.kind, int(f.value)) for f in LANGUAGE.read_figures(text)] == [
        ("money", 200_000_000),
        ("money", 154_600_000),
        ("money", 9_700_000),
    ]
    text = "Recibió 200 millones de dólares y ayudó a 3 millones de personas."
    assert [f.kind for f in LANGUAGE.read_figures(text)] == ["money", "count"]
    assert [f.kind for f in LANGUAGE.read_figures("Pasó de 3,2 millones en 2019 a 5 millones de euros.")] == ["money", "money"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "raw", "value", "unit"),
    [
        ("Había 193 Estados Miembros.", "193 Estados Miembros", 193, "Estados Miembros"),
        ("Acudieron los 3 800 delegados.", "3 800 delegados", 3800, "delegados"),
        ("Llegó a 2,5 millones de niños.", "2,5 millones de niños", 2_500_000, "niños"),
        ("Vacunó a 100 mil niñas.", "100 mil niñas", 100_000, "niñas"),
        ("Vacunó a 13 mil 500 niñas.", "13 mil 500 niñas", 13_500, "niñas"),
        ("Vacunó a 2 millones 300 mil niñas.", "2 millones 300 mil niñas", 2_300_000, "niñas"),
        ("Vacunó a 7.000 millones de personas.", "7.000 millones de personas",
         7_000_000_000, "personas"),
        ("Organizó dos talleres regionales.", "dos talleres regionales", 2, "talleres regionales"),
        ("Veintiocho países votaron.", "Veintiocho países", 28, "países"),
        ("Murieron doscientas personas.", "doscientas personas", 200, "personas"),
        ("Vinieron veintiún jueces.", "veintiún jueces", 21, "jueces"),
        ("Vinieron treinta y una juezas.", "treinta y una juezas", 31, "juezas"),
        ("Vinieron quinientos sesenta y dos soldados.",
         "quinientos sesenta y dos soldados", 562, "soldados"),
        ("Vinieron mil doscientos soldados.", "mil doscientos soldados", 1200, "soldados"),
        ("Vino una decena de expertos.", "una decena de expertos", 10, "expertos"),
        ("Vino una docena de expertos.", "una docena de expertos", 12, "expertos"),
        ("Vino una veintena de expertos.", "una veintena de expertos", 20, "expertos"),
        ("Vino un centenar de expertos.", "un centenar de expertos", 100, "expertos"),
        ("Vinieron dos centenares de expertos.", "dos centenares de expertos", 200, "expertos"),
        ("Vino media docena de expertos.", "media docena de expertos", 6, "expertos"),
        ("Vino un millar de expertos.", "un millar de expertos", 1000, "expertos"),
        ("Vinieron ocho Jefes de Estado o de Gobierno.",
         "ocho Jefes de Estado o de Gobierno", 8, "Jefes de Estado o de Gobierno"),
        ("Hubo 12 (doce) casos.", "12 (doce) casos", 12, "casos"),
        ("Hubo 43 casos de cólera en 2010.", "43 casos de cólera", 43, "casos de cólera"),
        ("Hubo 43 actos de violencia contra la mujer.",
         "43 actos de violencia contra la mujer", 43, "actos de violencia contra la mujer"),
        ("Tiene nueve miembros de la Asamblea.", "nueve miembros", 9, "miembros"),
        ("Tiene 12 miembros del personal en Viena.",
         "12 miembros del personal", 12, "miembros del personal"),
        ("Ayudó a 7500 personas desplazadas dentro del país.",
         "7500 personas desplazadas dentro del país", 7500, "personas desplazadas dentro del país"),
        ("Vinieron 12 países en desarrollo sin litoral.",
         "12 países en desarrollo sin litoral", 12, "países en desarrollo sin litoral"),
        ("Vinieron 12 países menos adelantados.",
         "12 países menos adelantados", 12, "países menos adelantados"),
        ("Vinieron 12 países de ingresos bajos y medianos.",
         "12 países de ingresos bajos y medianos", 12, "países de ingresos bajos y medianos"),
        ("Vinieron 40 organizaciones no gubernamentales.",
         "40 organizaciones no gubernamentales", 40, "organizaciones no gubernamentales"),
        ("Vinieron 15 ONG y otros.", "15 ONG", 15, "ONG"),
        ("Impartió 20 cursos de capacitación técnica para jueces.",
         "20 cursos de capacitación técnica", 20, "cursos de capacitación técnica"),
        ("Adoptó 20 medidas para reducir los gastos.", "20 medidas", 20, "medidas"),
        ("Leyó 20 informes presentados por los Estados.", "20 informes", 20, "informes"),
        ("Vio a 20 civiles procedentes de la zona.", "20 civiles", 20, "civiles"),
        ("Vio a 20 niños menores de 5 años.", "20 niños", 20, "niños"),
        ("Vio 20 nuevas escuelas rurales.", "20 nuevas escuelas rurales", 20,
         "nuevas escuelas rurales"),
        ("Vio otras 20 escuelas.", "20 escuelas", 20, "escuelas"),
        ("Vio 20 puntos de distribución.", "20 puntos de distribución", 20,
         "puntos de distribución"),
        ("Tiene 20 puestos de P-4.", "20 puestos de P-4", 20, "puestos de P-4"),
        ("Luego vinieron dos Estados más.", "dos Estados", 2, "Estados"),
        ("El informe documenta 45 incidentes.", "45 incidentes", 45, "incidentes"),
        ("Unas 2000 personas huyeron.", "2000 personas", 2000, "personas"),
        ("Un total de 2000 personas huyó.", "2000 personas", 2000, "personas"),
        ("En 2018 y 1850 personas después.", "1850 personas", 1850, "personas"),
        ("Hubo 1 taller en el sur.", "1 taller", 1, "taller"),
        ("El país tiene 10,600 escuelas.", "10,600 escuelas", 10_600, "escuelas"),
        ("Capacitó a 70 profesionales y funcionarios.",
         "70 profesionales y funcionarios", 70, "profesionales y funcionarios"),
    ],
)  # fmt: skip
def test_counts(text: str, raw: str, value: int, unit: str) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.kind, figure.value, figure.unit) == ("count", value, unit)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("De los 82 expedientes, 37 (el 45 %) se perdieron.",
         [(82, "expedientes"), (37, "expedientes")]),
        ("De los 16 directores, 7 son mujeres.", [(16, "directores"), (7, "mujeres")]),
        ("Capacitó a 90 personas, de las cuales 40 eran mujeres.",
         [(90, "personas"), (40, "mujeres")]),
        ("Murieron 90 civiles, 40 de ellos niños.", [(90, "civiles"), (40, "niños")]),
        ("Llegó a 90 personas, 1.204 de ellas en línea.", [(90, "personas"), (1204, "personas")]),
        ("Hubo 31 miembros, frente a 19 en 2020.", [(31, "miembros"), (19, "miembros")]),
        ("Abrió 5 de los 9 centros.", [(5, "centros"), (9, "centros")]),
        ("Abrió 17 de un total de 45 centros.", [(17, "centros"), (45, "centros")]),
        ("Tiene 20 bombas (12 eléctricas, 8 nuevas).",
         [(20, "bombas"), (12, "bombas"), (8, "bombas")]),
        ("Hizo 12 promesas: 8 de empresas y 4 de bancos.",
         [(12, "promesas"), (8, "promesas"), (4, "promesas")]),
        ("El número de informes recibidos ascendió a 173.", [(173, "informes")]),
        ("Ascendió a 173 el número total de informes.", [(173, "informes")]),
        ("Número total de visitas: 12.345", [(12_345, "visitas")]),
        ("Población: 61.777 (2014)", [(61_777, "Población")]),
        ("La población mundial de 7.000 millones aumenta.", [(7_000_000_000, "población")]),
        ("En clínicas (44) y hospitales (32).", [(44, "clínicas"), (32, "hospitales")]),
        ("Se aprobó por 120 votos a favor y 3 en contra.", [(120, "votos"), (3, "votos")]),
        ("La explosión mató a 12 personas e hirió a 45.", [(12, "personas"), (45, "personas")]),
        ("Tiene 37 puestos (1 D-1, 2 P-4).", [(37, "puestos"), (1, "D-1"), (2, "P-4")]),
        ("Recibió 126 solicitudes: 78 admitidas, 30 rechazadas y 18 siguen pendientes.",
         [(126, "solicitudes"), (78, "solicitudes"), (30, "solicitudes"), (18, "solicitudes")]),
        ("Murieron 87 periodistas, 12 más que en 2014.", [(87, "periodistas"), (12, "periodistas")]),
        ("Ayudó a 3.400 pequeñas y medianas empresas.", [(3400, "pequeñas y medianas empresas")]),
        ("Tras un terremoto de magnitud 7,8, unas 500 personas huyeron.", [(500, "personas")]),
        ("Se usa en 3 de 10 hogares y en 3 de 12 aldeas.", [(3, "aldeas"), (12, "aldeas")]),
        ("En cuanto a los jóvenes, hay 12 millones sin empleo.", [(12_000_000, "jóvenes")]),
    ],
)  # fmt: skip
def test_what_is_counted_may_stand_elsewhere(
    text: str, counted: list[tuple[int, str | None]]
) -> None:
    assert units(text) == counted


@pytest.mark.parametrize(
    ("text", "unit_class"),
    [
        ("12 ministros", "people"),
        ("12 juezas", "people"),
        ("12 países menos adelantados", "countries"),
        ("12 oficinas regionales", "organizations"),
        ("12 cursos de capacitación", "events"),
        ("12 reuniones", "events"),
        ("12 informes anuales", "publications"),
        ("12 programas conjuntos", "projects"),
        ("12 ciudades fronterizas", "places"),
        ("12 sensores", None),
    ],
)
def test_classes_of_what_is_counted(text: str, unit_class: str | None) -> None:
    assert one(f"Había {text}.").unit_class == unit_class


@pytest.mark.parametrize(
    "text",
    [
        # dates and times
        "El foro se reunió el 20 de marzo de 2019, del 13 al 17 de octubre y el 11, 12 y 13 de mayo.",
        "El 1º de enero, el 1 de enero, el 30 de abril y 1 de mayo, a más tardar el 5 de setiembre.",
        "Forma parte del plan para 2018-2021, del decenio de 1990 y de la temporada 2023/24.",
        "Se declara abierta la sesión a las 10.15 horas y se levanta a las 18.00 horas.",
        "En los años 2018, 2019 y 2020, entre 1990 y 2000, el bienio 2024-2025.",
        "Los días 12 y 13, en 2019 personas de todo el mundo protestaron.",
        # durations and ages
        "El plan quinquenal duró 15 años, tres meses, dos semanas, 24 horas y cinco días hábiles.",
        "Niñas de 15 a 19 años, niños menores de 5 años, personas de 60 años o más.",
        "Tenía 35 años de edad cuando cumplió 36, y su hija era menor de 12.",
        # ordinals
        "En su 23ª sesión, la 7a sesión, la 3.ª parte, el 74º período de sesiones y el 1er piso.",
        "El primer informe, la segunda parte, el vigésimo primer período de sesiones.",
        # references
        "Véanse A/74/336, párrs. 3 b) y 4, artículo 12, párrafo 2, regla 8, cuadro 3, figuras 4 y 5.",
        "Resoluciones 1325 (2000), 1820 (2008) y 2250 (2015) y decisión 55/488.",
        "En relación con el tema 18 b) del programa, el Objetivo 3, la meta 5.2 y el indicador 17.3.1.",
        "Los párrafos 20, 21, 28 y 30 del documento final y los artículos 55 a 60 de la Carta.",
        "Tel.: +1 212 555 0143, oficina S-1520, ISBN 978-92-1-101384-9, núm. 14, nos. 5 y 6.",
        "Véase www.ejemplo.org/2026/12-pasos y escriba a oficina24@ejemplo.org.",
        "26-01234 (S) 210726",
        "La Ley núm. 26.485, el Decreto Supremo 012, el Convenio núm. 169 y la norma ISO 14001.",
        # names
        "La Agenda 2030, la Agenda 2063, el Grupo de los 77, el Grupo de los Veinte, el G20, la COVID-19.",
        "El Comité de los 24 y el Comité 1540.",
        "El plan titulado “Visión 2040: siete pasos hacia el gobierno abierto”.",
        "Véase Juana Pérez, “Cómo perdimos 78 barcos”, 12 de diciembre de 2024.",
        "Los Cinco Principios y las Siete Hermanas.",
        "El personal de categoría P-4 y D-1 usó la versión 2.0.",
        "La iniciativa “Mil millones de árboles”, el artículo 14 bis y los años ochenta.",
        # measures
        "Abarca 1,2 millones de hectáreas, 86.000 kilómetros, 25 metros cuadrados y 340 terabytes.",
        "Usó 48 gigavatios-hora, 12.500 toneladas métricas y 200 kWh a 24 grados y 3,1 °C.",
        # fractions, multiples, ratios, rates, scores
        "La mitad del personal, dos tercios de las mujeres y tres cuartas partes del resto.",
        "Tres veces más, 1,4 veces mayor, el doble y el triple.",
        "Cuatro de cada cinco personas, una de cada tres niñas, 3 de cada 10 agricultores.",
        "Una proporción de 6 a 1 y una escala de 1:50.000.",
        "Hubo 223 muertes por cada 100.000 nacidos vivos.",
        "Hubo 223 muertes por 100.000 habitantes y 12 nacimientos por mil.",
        "El índice subió de 61 a 66 puntos; la puntuación fue de 7,5.",
        # articles and fixed phrases
        "Una de las razones es que un programa sirve a un fin y uno se pregunta por qué.",
        "Millones de personas, cientos de escuelas, decenas de aldeas y varios miles de visitas.",
        "Se han invertido 30 millones en la zona.",
    ],
)
def test_what_is_not_a_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("80 países", "exact"),
        ("solo 80 países", "exact"),
        ("unos 80 países", "about"),
        ("unas 80 ciudades", "about"),
        ("aproximadamente 80 países", "about"),
        ("alrededor de 80 países", "about"),
        ("alrededor del 80 %", "about"),
        ("en torno a 80 países", "about"),
        ("en torno al 80 %", "about"),
        ("del orden de 80 países", "about"),
        ("un total estimado de 80 países", "about"),
        ("80 países aproximadamente", "about"),
        ("casi 80 países", "nearly"),
        ("casi el 80 %", "nearly"),
        ("casi un 80 %", "nearly"),
        ("cerca de 80 países", "nearly"),
        ("cerca del 80 %", "nearly"),
        ("más de 80 países", "more_than"),
        ("más del 80 %", "more_than"),
        ("más de un 80 %", "more_than"),
        ("un número superior a 80 países", "more_than"),
        ("por encima del 80 %", "more_than"),
        ("80 y pico países", "more_than"),
        ("menos de 80 países", "less_than"),
        ("menos del 80 %", "less_than"),
        ("por debajo del 80 %", "less_than"),
        ("un número inferior a 80 países", "less_than"),
        ("al menos 80 países", "at_least"),
        ("por lo menos 80 países", "at_least"),
        ("como mínimo 80 países", "at_least"),
        ("un mínimo de 80 países", "at_least"),
        ("no menos de 80 países", "at_least"),
        ("80 o más países", "at_least"),
        ("80 países o más", "at_least"),
        ("80 países como mínimo", "at_least"),
        ("hasta 80 países", "at_most"),
        ("hasta un 80 %", "at_most"),
        ("como máximo 80 países", "at_most"),
        ("un máximo de 80 países", "at_most"),
        ("una dotación máxima de 80 soldados", "at_most"),
        ("no más de 80 países", "at_most"),
        ("no más del 80 %", "at_most"),
        ("80 países como máximo", "at_most"),
        ("80 países o menos", "at_most"),
        ("a lo sumo 80 países", "at_most"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert one(f"Se hizo en {text}.").qualifier == qualifier


def test_words_that_look_like_limits_are_none() -> None:
    assert one("La tasa aumentó hasta el 80 %.").qualifier == "exact"
    assert one("El comercio al por menor creció un 14 %.").qualifier == "exact"
    assert one("No superará anualmente el 65 %.").qualifier == "at_most"


@pytest.mark.parametrize(
    ("text", "raw", "low", "high"),
    [
        ("De 10 a 15 países vinieron.", "10 a 15 países", 10, 15),
        ("Vinieron 10-15 países.", "10-15 países", 10, 15),
        ("Entre 20 y 25 países vinieron.", "20 y 25 países", 20, 25),
        ("Entre el 20 % y el 25 % votó.", "20 % y el 25 %", 20, 25),
        ("Entre el 20 y el 25 por ciento votó.", "20 y el 25 por ciento", 20, 25),
        ("Dos o tres países vinieron.", "Dos o tres países", 2, 3),
        ("Siete u ocho países vinieron.", "Siete u ocho países", 7, 8),
        ("Costó del 5 % al 10 %.", "5 % al 10 %", 5, 10),
        ("Costó 0,15 %-0,20 %.", "0,15 %-0,20 %", Decimal("0.15"), Decimal("0.20")),
        ("Costará de 600 a 900 millones de dólares.", "600 a 900 millones de dólares",
         600_000_000, 900_000_000),
        ("Costará entre 1.000 y 1.500 millones de euros.", "1.000 y 1.500 millones de euros",
         1_000_000_000, 1_500_000_000),
        ("Costará entre US$ 5 y US$ 7 millones.", "US$ 5 y US$ 7 millones",
         5_000_000, 7_000_000),
        ("Costará US$ 5–7 millones.", "US$ 5–7 millones", 5_000_000, 7_000_000),
        ("Llegó de dos a tres millones de personas.", "dos a tres millones de personas",
         2_000_000, 3_000_000),
    ],
)  # fmt: skip
def test_a_range_is_one_figure(text: str, raw: str, low: Decimal, high: Decimal) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.value, figure.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("Pasó del 31 % al 56 %.", ["31 %", "56 %"]),
        ("Creció del 31 al 56 por ciento.", ["31", "56 por ciento"]),
        ("Cayó de 1.000 millones de dólares a 650 millones de dólares.",
         ["1.000 millones de dólares", "650 millones de dólares"]),
        ("El número de centros aumentó de 12 a 15 en 2020.", ["12", "15"]),
        ("Costó el 26 % y el 19 %.", ["26 %", "19 %"]),
    ],
)  # fmt: skip
def test_values_of_two_times_are_two_figures(text: str, raws: list[str]) -> None:
    assert [raw for _, raw in read(text)] == raws


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Subió. Bajó.", ["Subió.", "Bajó."]),
        ("Véase el párr. 5 y los párrs. 7 a 9. Bajó.",
         ["Véase el párr. 5 y los párrs. 7 a 9.", "Bajó."]),
        ("El Sr. J. Pérez, de los EE. UU., habló del núm. 5.",
         ["El Sr. J. Pérez, de los EE. UU., habló del núm. 5."]),
        ("Dijo: “Subió.” Bajó.", ["Dijo: “Subió.”", "Bajó."]),
        ("¿Subió? ¡Bajó!", ["¿Subió?", "¡Bajó!"]),
        ("Subió un 2.5 %. En 2024 bajó.", ["Subió un 2.5 %.", "En 2024 bajó."]),
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
        ("IV. Financiación", "heading"),
        ("A. Cooperación regional", "heading"),
        ("Resumen", "summary"),
        ("Anexo II", "annex"),
        ("Distr. general", "furniture"),
        ("Original: inglés", "furniture"),
        ("13 de septiembre de 2023", "furniture"),
        ("Cuadro 3. Gastos", "caption"),
        ("Informe del Secretario General", "author"),
        ("Nota de la Secretaría", "author"),
    ],
)
def test_marks_of_a_document(line: str, part: str) -> None:
    pattern = getattr(LANGUAGE.layout, part)
    assert pattern.match(line) if part in {"heading", "caption"} else pattern.fullmatch(line)


def test_the_language_is_told_from_its_neighbours() -> None:
    assert languages.recognise(
        "El Comité observa con satisfacción que los Estados han presentado sus informes y "
        "las respuestas a las preguntas del público."
    ) == "es"  # fmt: skip
    assert languages.recognise("The Committee notes that the reports were on time.") == "en"


_UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
).split()


def spelled(value: int) -> str:
    """A number below 10^12 in words."""
    if value >= 10**6:
        head = "un millón" if value < 2 * 10**6 else f"{spelled(value // 10**6)} millones"
        return f"{head} {spelled(value % 10**6)}" if value % 10**6 else head
    if value >= 1000:
        head = "mil" if value < 2000 else f"{spelled(value // 1000)} mil"
        return f"{head} {spelled(value % 1000)}" if value % 1000 else head
    if value >= 100:
        if value == 100:
            return "cien"
        head = _HUNDREDS[value // 100 - 1]
        return f"{head} {spelled(value % 100)}" if value % 100 else head
    if value < 30:
        return _UNITS[value]
    return _TENS[value // 10 - 3] + (f" y {_UNITS[value % 10]}" if value % 10 else "")


@given(st.integers(2, 10**12 - 1))
def test_numbers_in_words_have_their_value(value: int) -> None:
    words = spelled(value)
    assert [number.value for number in spelled_numbers(words)] == [value]
    assert one(f"Vinieron {words} de euros.".replace(" de euros", " euros")).value == value


@given(st.integers(1, 10**12), st.sampled_from([".", ",", " ", "\u00a0", "\u202f"]))
def test_a_grouped_number_has_its_value(value: int, blank: str) -> None:
    figure = one(f"Costó {value:,} dólares.".replace(",", blank))
    assert figure.value == value


@given(
    st.lists(
        st.sampled_from(
            "12 3.800 2,5 millones dos veintiún cien un y por ciento % US$ $US USD $ € dólares países de los "
            "las personas o a al entre más que , . ( ) – - 2019 marzo párrafo A/74/336 niños "
            "menores 5 en cada una docena medio mil centavos cuales eran".split(" ")
        ),
        max_size=30,
    )
)
def test_figures_are_in_order_apart_and_within_the_text(words: list[str]) -> None:
    FIGURES.assert_apart(" ".join(words))


@given(st.text("abcdefghijlmnñopqrstuvyzáéíóú ,.;:'()-$%", max_size=80))
def test_text_without_numbers_gives_no_figure(text: str) -> None:
    words = plain(text)
    assume(not any(word in words for word in (*NUMBER_WORDS, *COLLECTIVES)))
    assert read(text) == []


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    text = "En 2024, 1.200 personas de 35 países recibieron 5 millones de dólares, o el 12 %. "

    def seconds(times: int) -> float:
        begin = time.process_time()
        LANGUAGE.read_figures(text * times)
        return time.process_time() - begin

    seconds(50)
    assert seconds(2000) < 40 * max(seconds(200), 0.005)
