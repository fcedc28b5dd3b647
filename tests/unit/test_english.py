"""What counts as a figure in English, by examples: the rules of the language, not of a document."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from helpers.figures_of import FiguresOf
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.languages.en import LANGUAGE
from pipeline.languages.en.numbers import spelled_numbers
from pipeline.languages.en.words import NUMBER_WORDS

FIGURES = FiguresOf(LANGUAGE)
read, one, units = FIGURES.read, FIGURES.one, FIGURES.units


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("The response rate was 84 per cent.", "84 per cent", 84),
        ("The response rate was 84%.", "84%", 84),
        ("It was 84 percent in the north.", "84 percent", 84),
        ("About 0.03 per cent of spending.", "0.03 per cent", Decimal("0.03")),
        ("Forty-three per cent agreed.", "Forty-three per cent", 43),
        ("Passengers rose by one hundred and twenty per cent.",
         "one hundred and twenty per cent", 120),
        ("A decrease of 13 percentage points.", "13 percentage points", 13),
        ("An 11 percentage point rise.", "11 percentage point", 11),
        ("The share is (0.4%) at most levels.", "0.4%", Decimal("0.4")),
        ("It shall not exceed [ninety] per cent.", "[ninety] per cent", 90),
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
    assert read("They were missing in 26, 19 and 9 per cent of the sets.") == [
        ("percentage", "26"),
        ("percentage", "19"),
        ("percentage", "9 per cent"),
    ]


@pytest.mark.parametrize(
    ("text", "raw", "amount", "currency"),
    [
        ("It received $46.5 million.", "$46.5 million", 46_500_000, "USD"),
        ("It spent $39,127,400 on staff.", "$39,127,400", 39_127_400, "USD"),
        ("It spent US$ 4 million.", "US$ 4 million", 4_000_000, "USD"),
        ("It spent US$10m.", "US$10m", 10_000_000, "USD"),
        ("It spent $1.1 trillion.", "$1.1 trillion", 1_100_000_000_000, "USD"),
        ("It spent €64.5 million.", "€64.5 million", 64_500_000, "EUR"),
        ("It spent Euro1.5 million.", "Euro1.5 million", 1_500_000, "EUR"),
        ("It spent £18 million.", "£18 million", 18_000_000, "GBP"),
        ("It spent A$ 45,000.", "A$ 45,000", 45_000, "AUD"),
        ("It spent $A45,000.", "$A45,000", 45_000, "AUD"),
        ("It spent CHF 3.2 million.", "CHF 3.2 million", 3_200_000, "CHF"),
        ("It spent EUR 2 million.", "EUR 2 million", 2_000_000, "EUR"),
        ("It spent 2 million EUR.", "2 million EUR", 2_000_000, "EUR"),
        ("It spent SDR 5 million.", "SDR 5 million", 5_000_000, "XDR"),
        ("It spent 120 million euros.", "120 million euros", 120_000_000, "EUR"),
        ("It spent 12 million dollars.", "12 million dollars", 12_000_000, "USD"),
        ("It spent (80) million US dollars.", "(80) million US dollars", 80_000_000, "USD"),
        ("It spent 3.2 billion yen.", "3.2 billion yen", 3_200_000_000, "JPY"),
        ("It spent 350,000 pounds sterling.", "350,000 pounds sterling", 350_000, "GBP"),
        ("It spent 9.7 million Swiss francs.", "9.7 million Swiss francs", 9_700_000, "CHF"),
        ("In Nepal, 500 million rupees was spent.", "500 million rupees", 500_000_000, "NPR"),
        ("Each dollar saved 60 cents.", "60 cents", Decimal("0.60"), "USD"),
        ("Efficiency is at $20/m3.", "$20", 20, "USD"),
    ],
)
def test_money(text: str, raw: str, amount: Decimal, currency: str) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.kind, figure.value, figure.currency) == ("money", amount, currency)


def test_a_name_that_currencies_share_is_no_money_without_a_country() -> None:
    assert read("The fine was 12 million francs.") == []


@pytest.mark.parametrize(
    ("text", "raw", "value", "unit"),
    [
        ("There were 193 Member States.", "193 Member States", 193, "Member States"),
        ("All 3 800 delegates came.", "3 800 delegates", 3800, "delegates"),
        ("It reached 2.5 million children.", "2.5 million children", 2_500_000, "children"),
        ("It held two regional workshops.", "two regional workshops", 2, "regional workshops"),
        ("Twenty-eight countries agreed.", "Twenty-eight countries", 28, "countries"),
        ("Eight Heads of State came.", "Eight Heads of State", 8, "Heads of State"),
        ("It has two million inhabitants.", "two million inhabitants", 2_000_000, "inhabitants"),
        ("A dozen experts came.", "A dozen experts", 12, "experts"),
        ("Half a million people fled.", "Half a million people", 500_000, "people"),
        ("There were 12 (twelve) cases.", "12 (twelve) cases", 12, "cases"),
        ("There were 43 cases of cholera.", "43 cases of cholera", 43, "cases of cholera"),
        ("It has nine members of the public.", "nine members", 9, "members"),
        ("It helped 7,500 internally displaced persons.",
         "7,500 internally displaced persons", 7500, "internally displaced persons"),
        ("It trained 200 staff officers.", "200 staff officers", 200, "staff officers"),
        ("It trained 60 human rights defenders.",
         "60 human rights defenders", 60, "human rights defenders"),
        ("It gathered 70 professionals and officials.",
         "70 professionals and officials", 70, "professionals and officials"),
        ("It serves 12 low- and middle-income countries.",
         "12 low- and middle-income countries", 12, "low- and middle-income countries"),
        ("It has 20 P-4 posts.", "20 P-4 posts", 20, "P-4 posts"),
        ("Then two more States joined.", "two more States", 2, "States"),
        ("The report documents 45 incidents.", "45 incidents", 45, "incidents"),
        ("Last year 45 schools were built.", "45 schools", 45, "schools"),
        ("Some 2000 people fled.", "2000 people", 2000, "people"),
        ("There was 1 workshop in the south.", "1 workshop", 1, "workshop"),
    ],
)  # fmt: skip
def test_counts(text: str, raw: str, value: int, unit: str) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.kind, figure.value, figure.unit) == ("count", value, unit)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Of the 82 files, 37 (45 per cent) were lost.", [(82, "files"), (37, "files")]),
        ("Of the 16 directors, 7 are women.", [(16, "directors"), (7, "women")]),
        ("It trained 90 people, 40 of them women.", [(90, "people"), (40, "women")]),
        ("It trained 90 people, including 1,204 online.", [(90, "people"), (1204, "people")]),
        ("It saw 31 members, up from 19 in 2020.", [(31, "members"), (19, "members")]),
        ("It opened 5 of the 9 centres.", [(5, "centres"), (9, "centres")]),
        ("It opened 17 out of 45 centres.", [(17, "centres"), (45, "centres")]),
        ("It has 20 pumps (12 electric, 8 manual).",
         [(20, "pumps"), (12, "pumps"), (8, "pumps")]),
        ("It held 24 formal and 30 informal meetings.",
         [(24, "meetings"), (30, "informal meetings")]),
        ("It made 12 pledges: 8 from firms and 4 from banks.",
         [(12, "pledges"), (8, "pledges"), (4, "pledges")]),
        ("The number of reports received rose to 173.", [(173, "reports")]),
        ("Total number of visits: 12,345", [(12_345, "visits")]),
        ("Population: 61,777 (2014)", [(61_777, "Population")]),
        ("It fell from 7 billion, as the population shrank.", [(7_000_000_000, None)]),
        ("It lost 12 boats, and three hundred or so sank.", [(12, "boats"), (300, "boats")]),
        ("In clinics (44) and hospitals (32).", [(44, "clinics"), (32, "hospitals")]),
        ("It reached an audience of 17.5 million.", [(17_500_000, "audience")]),
        ("It passed by 120 votes in favour and 3 against.", [(120, "votes"), (3, "votes")]),
        ("The blast killed 12 and wounded 45.", [(12, None), (45, None)]),
        ("It has 37 posts (1 D-1, 2 P-4).", [(37, "posts"), (1, "D-1"), (2, "P-4")]),
    ],
)  # fmt: skip
def test_what_is_counted_may_stand_elsewhere(
    text: str, counted: list[tuple[int, str | None]]
) -> None:
    assert units(text) == counted


@pytest.mark.parametrize(
    ("text", "unit_class"),
    [
        ("12 ministers", "people"),
        ("12 least developed countries", "countries"),
        ("12 regional offices", "organizations"),
        ("12 training courses", "events"),
        ("12 annual reports", "publications"),
        ("12 joint programmes", "projects"),
        ("12 border towns", "places"),
        ("12 sensors", None),
    ],
)
def test_classes_of_what_is_counted(text: str, unit_class: str | None) -> None:
    assert one(f"There were {text}.").unit_class == unit_class


@pytest.mark.parametrize(
    "text",
    [
        # dates and times
        "The forum met on 20 March 2019, from 13 to 17 October and on 11, 12 and 13 May.",
        "It is part of the plan for 2018–2021, of the 1990s and of the 2023/24 season.",
        "The meeting was called to order at 10.15 a.m. and adjourned at 6 p.m.",
        # durations and ages
        "The five-year plan ran for 15 years, three months and 24 hours.",
        "Girls aged 15 to 19, children under 5, people aged 60 and over, 6- to 9-year-olds.",
        "He was 35 years old when he turned 36.",
        # ordinals
        "The twenty-first session, the 27th meeting and the third floor.",
        # references
        "See A/74/336, paras. 3 (b) and 4, article 12 (2), rule 8, table 3, figures 4 and 5.",
        "Resolutions 1325 (2000), 1820 (2008) and 2250 (2015) and decision 55/488.",
        "Under agenda item 18 (b), Goal 3, target 5.2 and indicator 17.3.1.",
        "Paragraphs 20, 21, 28 and 30 of the outcome document.",
        "Tel.: +1 212 555 0143, room S-1520, ISBN 978-92-1-101384-9, ISSN 0251-8365.",
        "See www.example.org/2026/12-ways and write to desk24@example.org.",
        "26-01234 (E) 210726",
        "Law No. 26,485, the 1540 Committee and the ISO 14001 standards.",
        "Write to 405 United Nations Plaza.",
        # names
        "The 2030 Agenda, Agenda 2063, the Group of 77, the Group of Twenty, G20 and COVID-19.",
        "The plan entitled “Vision 2040: Seven Steps to Open Government”.",
        "See Jane Doe, “How we lost all 78 boats”, 12 December 2024.",
        "The Value of Data: 25 Cases from Practice (Geneva, 2024).",
        "The Five Principles and the Seven Sisters.",
        "Staff at levels P-4 and D-1 used version 2.0.",
        # measures
        "It covers 1.2 million hectares, 86,000 kilometres, 25 square metres and 340 terabytes.",
        "It used 48 gigawatt-hours, 12,500 metric tons and 200 kWh at 24 degrees and 3.1°C.",
        # fractions, multiples, ratios, rates, scores
        "Half of the staff, two thirds of the women and three quarters of the rest; it doubled.",
        "Three times as many, 1.4 times higher, a 3.3-fold rise.",
        "Four out of five people, one in three girls, nearly 3 in 10 farmers.",
        "Only 1 to 71,000; a ratio of 6 to 1; a scale of 1:50,000.",
        "There were 223 deaths per 100,000 live births in one year and 197 in another.",
        "There were 4.1 errors per 1,000 records.",
        "The index rose from 61 to 66 points; the score was 7.5.",
        # articles and fixed phrases
        "One of the reasons is that one platform serves a purpose.",
        "A two-way exchange, a two-part course and 12-month terms.",
        "Millions of people, hundreds of schools, several thousand visits.",
    ],
)
def test_what_is_not_a_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("80 countries", "exact"),
        ("only 80 countries", "exact"),
        ("about 80 countries", "about"),
        ("some 80 countries", "about"),
        ("approximately 80 countries", "about"),
        ("around 80 countries", "about"),
        ("roughly 80 countries", "about"),
        ("an estimated 80 countries", "about"),
        ("80-odd countries", "about"),
        ("nearly 80 countries", "nearly"),
        ("almost 80 countries", "nearly"),
        ("close to 80 countries", "nearly"),
        ("more than 80 countries", "more_than"),
        ("over 80 countries", "more_than"),
        ("in excess of 80 countries", "more_than"),
        ("80+ countries", "more_than"),
        ("5.2+ million homes", "more_than"),
        ("$80+ million", "more_than"),
        ("$80 million+", "more_than"),
        ("less than 80 countries", "less_than"),
        ("fewer than 80 countries", "less_than"),
        ("just under 80 countries", "less_than"),
        ("at least 80 countries", "at_least"),
        ("no fewer than 80 countries", "at_least"),
        ("80 or more countries", "at_least"),
        ("80 countries or more", "at_least"),
        ("up to 80 countries", "at_most"),
        ("no more than 80 countries", "at_most"),
        ("a maximum of 80 countries", "at_most"),
        ("80 countries or fewer", "at_most"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert one(f"It was done in {text}.").qualifier == qualifier


def test_an_amount_may_stand_between_a_limit_and_its_figure() -> None:
    assert one("Commitments up to the amount of $5 million.").qualifier == "at_most"
    assert one("It remains below the target of 30 per cent.").qualifier == "exact"


@pytest.mark.parametrize(
    ("text", "raw", "low", "high"),
    [
        ("From 10 to 15 countries joined.", "10 to 15 countries", 10, 15),
        ("It joined 10-15 countries.", "10-15 countries", 10, 15),
        ("Between 20 and 25 countries joined.", "20 and 25 countries", 20, 25),
        ("Two or three countries joined.", "Two or three countries", 2, 3),
        ("It took 5 to 10 per cent.", "5 to 10 per cent", 5, 10),
        ("It took 0.15 per cent–0.20 per cent.", "0.15 per cent–0.20 per cent",
         Decimal("0.15"), Decimal("0.20")),
        ("It needs $600 million to $900 million.", "$600 million to $900 million",
         600_000_000, 900_000_000),
        ("It needs $120,000–$180,000.", "$120,000–$180,000", 120_000, 180_000),
        ("It needs $5–7 million.", "$5–7 million", 5_000_000, 7_000_000),
        ("It reached two to three million people.", "two to three million people",
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
        ("It grew from 31 to 56 per cent.", ["31", "56 per cent"]),
        ("It fell from $1 billion to $650 million.", ["$1 billion", "$650 million"]),
        ("It rose by 5 per cent to 20 per cent.", ["5 per cent", "20 per cent"]),
        ("It took 26 per cent and 19 per cent.", ["26 per cent", "19 per cent"]),
    ],
)
def test_values_of_two_times_are_two_figures(text: str, raws: list[str]) -> None:
    assert [raw for _, raw in read(text)] == raws


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It rose. It fell.", ["It rose.", "It fell."]),
        ("See para. 5 and paras. 7 to 9 above. It fell.",
         ["See para. 5 and paras. 7 to 9 above.", "It fell."]),
        ("Mr. J. Doe of the U.S. Mission spoke, e.g. on No. 5.",
         ["Mr. J. Doe of the U.S. Mission spoke, e.g. on No. 5."]),
        ("He said: “It rose.” It fell.", ["He said: “It rose.”", "It fell."]),
        ("It rose by 2.5 per cent. In 2024 it fell.",
         ["It rose by 2.5 per cent.", "In 2024 it fell."]),
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
        ("IV. Financing", "heading"),
        ("A. Regional cooperation", "heading"),
        ("Summary", "summary"),
        ("Annex II", "annex"),
        ("Distr.: General", "furniture"),
        ("Original: English", "furniture"),
        ("Table 3. Expenditure", "caption"),
        ("Report of the Secretary-General", "author"),
    ],
)
def test_marks_of_a_document(line: str, part: str) -> None:
    pattern = getattr(LANGUAGE.layout, part)
    assert pattern.match(line) if part in {"heading", "caption"} else pattern.fullmatch(line)


_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(value: int) -> str:
    """A number below a billion in words."""
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            rest = value % scale
            joiner = " and " if rest and rest < 100 else " "
            return f"{spelled(value // scale)} {name}{joiner if rest else ''}" + (
                spelled(rest) if rest else ""
            )
    if value < 20:
        return _UNITS[value]
    return _TENS[value // 10 - 2] + (f"-{_UNITS[value % 10]}" if value % 10 else "")


@given(st.integers(2, 10**9 - 1))
def test_numbers_in_words_have_their_value(value: int) -> None:
    assert [number.value for number in spelled_numbers(spelled(value))] == [value]


@given(st.integers(1, 10**12), st.sampled_from([",", " ", "\u00a0"]))
def test_a_grouped_number_has_its_value(value: int, blank: str) -> None:
    figure = one(f"It cost ${value:,}.".replace(",", blank))
    assert figure.value == value


@given(
    st.lists(
        st.sampled_from(
            "12 3,800 2.5 million two twenty-one hundred one per cent % $ € dollars countries of the "
            "people and or to from between more than , . ( ) – - 2019 March table A/74/336 children "
            "under 5 or more were in each a dozen half".split(" ")
        ),
        max_size=30,
    )
)
def test_figures_are_in_order_apart_and_within_the_text(words: list[str]) -> None:
    FIGURES.assert_apart(" ".join(words))


@given(st.text("abcdefghijklmnopqrstuvwxyz ,.;:'()-$%", max_size=80))
def test_text_without_numbers_gives_no_figure(text: str) -> None:
    assume(not any(word in text for word in NUMBER_WORDS))
    assert read(text) == []


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    text = "In 2024, 1,200 people in 35 countries received $5 million, or 12 per cent. "

    def seconds(times: int) -> float:
        begin = time.process_time()
        LANGUAGE.read_figures(text * times)
        return time.process_time() - begin

    seconds(50)
    assert seconds(2000) < 40 * max(seconds(200), 0.005)
