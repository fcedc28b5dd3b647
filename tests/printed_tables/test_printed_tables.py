"""Printed tables: where they are, their heads, their cells, and what is none."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

import pytest
from helpers.table_pages import Piece, page, prose, row, rule, table
from msgspec.structs import replace as changed

from pipeline import extract, languages
from pipeline.languages.tables import TableWords
from pipeline.pages.page import Box, Line, Page
from pipeline.printed_tables.numerals import may_have_numeral, numeral
from pipeline.printed_tables.printed_table import PrintedTable, TableCell
from pipeline.printed_tables.tables import read_tables
from pipeline.printed_tables.units import unit_in

ENGLISH = languages.load("en")


def tables_of(*pages: Page, code: str = "en") -> tuple[PrintedTable, ...]:
    return read_tables(pages, languages.load(code))[0]


def words_of(code: str) -> TableWords:
    words = languages.load(code).tables
    assert words is not None
    return words


def cell(one: PrintedTable, raw: str) -> TableCell:
    return next(c for c in one.cells if one.text[c.start : c.end] == raw)


BUDGET = table(
    200,
    [
        ("*Posts", "_", "_", "_"),
        ("Professional staff", "1 200.5", "1 150.0", "50.5"),
        ("General Service staff", "800.0", "810.0", "(10.0)"),
        ("---",),
        ("*>Subtotal", "2 000.5", "1 960.0", "40.5"),
        ("---",),
        ("*Operational costs", "_", "_", "_"),
        ("Official travel^a", "300.0", "–", "300.0"),
        ("Other services", "99.5", "100.0", "(0.5)"),
        ("---",),
        ("*>Subtotal", "399.5", "100.0", "299.5"),
        ("*>Total", "2 400.0", "2 060.0", "340.0"),
    ],
    head=[("", "Approved", "Expenditure", ""), ("Category", "2024/25", "2024/25", "Variance")],
    caption=["Table 3", "Resources of the office", "(Thousands of United States dollars)"],
)


def budget() -> PrintedTable:
    lines, rules = BUDGET
    (one,) = tables_of(page([*prose(100), *lines, *prose(480)], rules))
    return one


def test_a_budget_has_its_caption_and_unit() -> None:
    one = budget()
    assert (one.number, one.title) == ("3", "Resources of the office")
    assert one.unit_note == "Thousands of United States dollars"


def test_a_cell_has_the_path_of_its_heads() -> None:
    found = cell(budget(), "1 150.0")
    assert found.row_header == ("Posts", "Professional staff")
    assert found.column_header == ("Expenditure 2024/25",)


def test_a_cell_is_money_in_the_unit_of_the_caption() -> None:
    found = cell(budget(), "1 200.5")
    assert (found.kind, found.currency, found.scale) == ("money", "USD", 1000)
    assert found.value == Decimal("1200.5")


def test_brackets_are_a_minus_and_a_dash_is_nothing() -> None:
    one = budget()
    assert cell(one, "(10.0)").value == Decimal("-10.0")
    dash = cell(one, "–")
    assert (dash.value, dash.sign) == (0, "–")


def test_the_total_of_the_first_of_two_groups_stands_in_it() -> None:
    lines, rules = table(
        200,
        [
            ("*Area", "_", "_", "_"),
            (">Rural", "58.0", "64.5", "61.0"),
            (">Urban", "42.0", "35.5", "39.0"),
            (">Total", "100.0", "100.0", "100.0"),
            ("*Sex", "_", "_", "_"),
            (">Women", "47.5", "55.0", "51.3"),
            (">Men", "52.5", "45.0", "48.7"),
            (">Total", "100.0", "100.0", "100.0"),
        ],
        head=[("Group", "First project", "Second project", "All projects")],
        caption=["Users of the projects", "(Percentage)"],
    )
    (one,) = tables_of(page([*lines, *prose(500)], rules))
    totals = [c.row_header for c in one.cells if c.is_total and c.column == 0]
    assert totals == [("Area", "Total"), ("Sex", "Total")]


def test_a_subtotal_stands_in_its_group_and_the_total_in_none() -> None:
    totals = [c.row_header for c in budget().cells if c.is_total and c.column == 0]
    assert totals == [("Posts", "Subtotal"), ("Operational costs", "Subtotal"), ("Total",)]


def test_sums_are_checked_down_and_across() -> None:
    one = budget()
    assert one.sums_checked == one.sums_right
    assert one.sums_checked >= 9


def test_a_sum_that_does_not_add_up_is_told() -> None:
    lines, rules = table(
        200,
        [
            ("Health", "10", "20", "7"),
            ("Education", "15", "25", "8"),
            ("*Total", "25", "45", "16"),
        ],
        head=[("Sector", "Number of schools", "Number of clinics", "Number of wells")],
        caption=["Projects by sector"],
    )
    (one,) = tables_of(page([*lines, *prose(500)], rules))
    (wrong,) = [c for c in one.cells if c.sum_holds is False]
    assert (wrong.value, wrong.sum_added) == (16, 15)


def test_a_misprint_under_a_subtotal_is_told_though_no_other_column_proves_its_lines() -> None:
    lines, rules = table(
        200,
        [
            ("*Posts", "_"),
            ("International staff", "2 200 000"),
            ("---",),
            ("*>Subtotal, Posts", "2 200 000"),
            ("---",),
            ("*Operational costs", "_"),
            ("Official travel", "60 100"),
            ("Air operations", "1 400 000"),
            ("---",),
            ("*>Subtotal, Operational costs", "1 560 100"),
            ("*>Total", "3 760 100"),
        ],
        head=[("Category", "United States dollars")],
        caption=["Implications of the recommendations"],
        edges=(60, 260, 420),
    )
    (one,) = tables_of(page([*lines, *prose(500)], rules))
    (wrong,) = [c for c in one.cells if c.sum_holds is False]
    assert (wrong.row_header[-1], wrong.sum_added) == ("Subtotal, Operational costs", 1_460_100)
    assert (one.sums_checked, one.sums_right) == (3, 2)


def test_the_mark_of_a_note_is_no_part_of_head_or_number() -> None:
    lines, rules = table(
        200,
        [("Women", "44^b", "20", "3"), ("Men", "56", "80^a", "4"), ("Children", "5", "1", "9")],
        head=[("Group", "Persons in 2023^a", "Persons in 2024", "Persons in camps")],
        caption=["Persons reached"],
    )
    (one,) = tables_of(page([*lines, *prose(500)], rules))
    found = cell(one, "44")
    assert found.notes == ("b",)
    assert found.head_notes == ("a",)
    assert found.column_header == ("Persons in 2023",)


def test_percentages_by_the_note_on_the_unit() -> None:
    lines, rules = table(
        200,
        [("Women", "44.5", "40.0", "3.1"), ("Men", "55.5", "60.0", "4.2")],
        head=[("Group", "2023", "2024", "2025")],
        caption=["Share of staff", "(Percentage)"],
    )
    (one,) = tables_of(page([*lines, *prose(500)], rules))
    assert {c.kind for c in one.cells} == {"percentage"}
    assert [c.column_header for c in one.cells[:3]] == [("2023",), ("2024",), ("2025",)]


def test_a_column_says_what_it_counts() -> None:
    lines, rules = table(
        200,
        [("Least developed countries", "44", "20.4", "50.3"), ("Island States", "52", "1.3", "3")],
        head=[
            ("", "Number of", "(billions of", "Share of total"),
            ("Group", "countries", "US dollars)", "(percentage)"),
        ],
        caption=["Expenditure by country group"],
    )
    (one,) = tables_of(page([*lines, *prose(500)], rules))
    first = {c.column: c for c in one.cells if c.row == 0}
    assert (first[0].kind, first[0].unit) == ("count", "countries")
    assert (first[1].kind, first[1].currency, first[1].scale) == ("money", "USD", 10**9)
    assert first[2].kind == "percentage"


def test_a_head_that_is_wider_than_its_numbers_stands_over_them_alone() -> None:
    def line(y: float, *texts: str, head: bool = False):  # type: ignore[no-untyped-def]
        size = 7.0 if head else 8.5
        stub, *cells = texts
        pieces = [Piece(stub, 60, size=size)] if stub else []
        pieces += [
            Piece(text, right, right=True, italic=head, size=size)
            for text, right in zip(cells, (250, 370, 500), strict=True)
            if text
        ]
        return row(y, *pieces)

    lines = [
        line(200, "", "Expenditure (millions of", "", "Share of all sets", head=True),
        line(208, "Region", "United States dollars)", "Number of data sets", "(percentage)", head=True),
        line(230, "Latin America and the Caribbean", "152.5", "6 850", "14"),
        line(244, "Asia and the Pacific", "436.5", "15 640", "32"),
        line(258, "Africa", "214.0", "9 180", "19"),
    ]  # fmt: skip
    rules = [box for y in (196, 219, 270) for box in rule(y, (60, 500))]
    (one,) = tables_of(page([*prose(120), *lines, *prose(500)], rules))
    first = [c for c in one.cells if c.row == 0]
    assert [(c.column_header, c.kind, c.scale) for c in first] == [
        (("Expenditure (millions of United States dollars)",), "money", 10**6),
        (("Number of data sets",), "count", 1),
        (("Share of all sets (percentage)",), "percentage", 1),
    ]


def test_a_head_over_several_columns_stands_over_each() -> None:
    edges = (60, 200, 260, 320, 380, 440)
    lines, rules = table(
        200,
        [("Posts 2024", "3", "4", "7", "9"), ("Posts 2025", "2", "5", "7", "8")],
        head=[("Office", "P-5", "P-4", "Subtotal", "Local level")],
        edges=edges,
        caption=["Posts of the office"],
    )
    top = min(box.top for box in rules)
    spanning = row(top + 3, Piece("International staff", 290, middle=True, italic=True, size=7))
    shifted = (
        [line for line in lines if line.words[0].box and line.words[0].box.top < top],
        [line for line in lines if line.words[0].box and line.words[0].box.top > top],
    )
    moved = [_down(line, 12) for line in shifted[1]]
    all_rules = [
        *(box for box in rules if box.top <= top + 1),
        *rule(top + 13, edges[1:5]),
        *(_box_down(box, 12) for box in rules if box.top > top + 1),
    ]
    (one,) = tables_of(page([*shifted[0], spanning, *moved, *prose(500)], all_rules))
    heads = [c.column_header for c in one.cells if c.row == 0]
    assert heads[0] == ("International staff", "P-5")
    assert heads[2] == ("International staff", "Subtotal")
    assert heads[3] == ("Local level",)


@pytest.mark.parametrize("periods", [("2024/25",), ("2024/25", "2026/27")])
def test_the_only_heads_may_each_stand_over_two_columns(periods: tuple[str, ...]) -> None:
    edges = (60, 260, 310, 360, 410, 460)[: 2 + 2 * len(periods)]
    pairs = [edges[1 + 2 * place : 4 + 2 * place] for place in range(len(periods))]
    heads = [
        Piece(f"{period} variance", pair[1], middle=True, italic=True, size=7)
        for period, pair in zip(periods, pairs, strict=True)
    ]
    numbers = ["$1 227.8", "31.5%", "($340.0)", "(2.4%)"][: 2 * len(periods)]
    cells = [
        Piece(text, right - 3, right=True) for text, right in zip(numbers, edges[2:], strict=True)
    ]
    lines = [row(200, *heads), row(216, Piece("Official travel", 60, bold=True), *cells)]
    rules = [*chain.from_iterable(rule(210, pair) for pair in pairs), *rule(228, edges)]
    (one,) = tables_of(page([*prose(120), *lines, *prose(260)], rules))
    assert [c.column_header for c in one.cells] == [
        (f"{period} variance",) for period in periods for _ in range(2)
    ]
    assert [c.kind for c in one.cells] == ["money", "percentage"] * len(periods)


def test_a_head_stands_over_all_parts_of_a_broken_rule_of_which_it_is_the_middle() -> None:
    edges = (60, 160, 220, 280, 340, 400, 460)

    def line(y: float, *heads: tuple[str, float]):  # type: ignore[no-untyped-def]
        return row(y, *(Piece(text, x, middle=True, italic=True, size=7) for text, x in heads))

    lines = [
        line(202, ("Use (percentage)", 190), ("Flight hours", 340)),
        line(218, ("Approved", 280), ("Proposed", 400)),
        row(232, Piece("Aircraft", 60, italic=True, size=7), *(
            Piece(text, x - 3, right=True, italic=True, size=7)
            for text, x in zip(("2024", "2025", "2026", "2027", "2028"), edges[2:], strict=True)
        )),
        *(
            row(y, Piece(stub, 60), *(
                Piece(text, x - 3, right=True) for text, x in zip(cells, edges[2:], strict=True)
            ))
            for y, stub, cells in (
                (256, "Fixed-wing", ("80.6", "9 800", "8 764", "9 340", "8 850")),
                (270, "Helicopters", ("95.4", "9 120", "7 290", "1 020", "1 130")),
            )
        ),
    ]  # fmt: skip
    rules = [
        *rule(198, edges), *rule(212, (222, 280, 338)), *rule(212, (343, 400, 460)),
        *rule(227, (222, 280, 338)), *rule(227, (343, 400, 460)), *rule(244, edges, 1.4),
        *rule(284, edges, 1.4),
    ]  # fmt: skip
    (one,) = tables_of(page([*prose(120), *lines, *prose(500)], rules))
    assert [c.column_header for c in one.cells if c.row == 0][1:] == [
        ("Flight hours", "Approved", "2025"), ("Flight hours", "Approved", "2026"),
        ("Flight hours", "Proposed", "2027"), ("Flight hours", "Proposed", "2028"),
    ]  # fmt: skip


VARIANCES = {
    "en": "Resource variance amounts are expressed in thousands of United States dollars.",
    "fr": "Le montant des écarts est exprimé en milliers de dollars des États-Unis.",
    "es": "Las diferencias se expresan en miles de dólares de los Estados Unidos.",
    "ru": "Суммы разницы в объеме ресурсов указаны в тыс. долл. США.",
    "zh": "资源差异数额以千美元为单位。",
    "ar": "يُعبر عن مبالغ الفروق في الموارد بآلاف دولارات الولايات المتحدة.",
}


@pytest.mark.parametrize("code", VARIANCES)
def test_a_note_tells_the_unit_of_all_variances(code: str) -> None:
    words = languages.load(code).tables
    assert words is not None
    found = words.unit_of_variances.search(VARIANCES[code])
    assert found is not None
    unit = unit_in(found["unit"], code)
    assert unit is not None
    assert (unit.kind, unit.currency, unit.scale) == ("money", "USD", 1000)


def test_variances_are_in_the_unit_of_a_note_before_them() -> None:
    def variances(y: float) -> tuple[list[Line], list[Box]]:
        lines = [
            row(y, Piece("2024/25 variance", 410, middle=True, italic=True, size=7)),
            row(y + 16, Piece("Official travel", 60), Piece("($227.8)", 400, right=True),
                Piece("(31.5%)", 457, right=True)),
        ]  # fmt: skip
        return lines, [*rule(y + 10, (360, 410, 460)), *rule(y + 28, (60, 360, 410, 460))]

    note = row(700, Piece(VARIANCES["en"], 123, size=8))
    (before, rules), (after, rules_after) = variances(200), variances(200)
    first = page([*prose(120), *before, *prose(260)], rules)
    second = page([*prose(120), *after, *prose(260), note], rules_after, number=2)
    told, untold = tables_of(first, second), tables_of(first)
    assert [[c.scale for c in one.cells] for one in told] == [[1, 1], [1000, 1]]
    assert [[c.scale for c in one.cells] for one in untold] == [[1, 1]]
    assert told[1].unit_note is None


def _box_down(box: Box, by: float) -> Box:
    return Box(box.x0, box.top + by, box.x1, box.bottom + by)


def _down(line, by):  # type: ignore[no-untyped-def]

    words = tuple(changed(word, box=_box_down(word.box, by)) for word in line.words)
    return changed(line, words=words)


def test_a_line_of_column_numbers_is_no_head() -> None:
    lines, rules = table(
        200,
        [("Health", "10", "20", "30"), ("Education", "15", "25", "40")],
        head=[("", "Boys", "Girls", "Pupils"), ("Sector", "(1)", "(2)", "(3)=(1)+(2)")],
        caption=["Pupils by sector"],
    )
    (one,) = tables_of(page([*lines, *prose(500)], rules))
    assert [c.column_header for c in one.cells[:3]] == [("Boys",), ("Girls",), ("Pupils",)]
    assert one.rows == 2


def test_a_table_goes_on_over_the_page() -> None:
    head = [("Country", "2023", "2024", "2025")]
    first, rules = table(
        560,
        [("Chad", "1", "2", "3"), ("Mali", "4", "5", "6"), ("Niger", "7", "8", "9")],
        head=head,
        caption=["Table 2", "Schools built by country"],
    )
    second, more = table(72, [("Togo", "1", "1", "1"), ("*Total", "13", "16", "19")], head=head)
    pages = (page([*prose(100), *first], rules[:-4]), page([*second, *prose(300)], more, 2))
    (one,) = tables_of(*pages)
    assert one.rows == 5
    assert {c.page for c in one.cells} == {1, 2}
    assert one.sums_right == one.sums_checked == 3


def test_years_printed_again_on_the_next_page_are_heads() -> None:
    head = [("Country", "2023 planned", "2024 planned", "2025 planned")]
    first, rules = table(
        560,
        [("Chad", "1", "2", "3"), ("Mali", "4", "5", "6"), ("Niger", "7", "8", "9")],
        head=head,
        caption=["Table 2", "Schools built by country"],
    )
    again = [("Country", "2023", "2024", "2025"), ("Togo", "1", "1", "1")]
    second, more = table(72, again, head=head)
    pages = (page([*prose(100), *first], rules[:-4]), page([*second, *prose(300)], more, 2))
    (one,) = tables_of(*pages)
    assert [c.row_header for c in one.cells[::3]] == [("Chad",), ("Mali",), ("Niger",), ("Togo",)]


def test_heads_of_narrow_columns_stand_close_together() -> None:
    edges = (60, 200, 250, 300, 350, 400)
    lines, rules = table(
        200,
        [("Travel", "484 091", "487 007", "461 501", "385 999"),
         ("Staff", "24 150", "25 603", "25 858", "20 466")],
        head=[("", "2024/25", "2024/25", "2025/26", "2025/26"),
              ("Category", "apportionment", "expenditure", "apportionment", "expenditure")],
        caption=["Table 2", "Resources", "(Thousands of United States dollars)"],
        edges=edges,
    )  # fmt: skip
    (one,) = tables_of(page([*lines, *prose(500)], rules))
    assert [c.column_header for c in one.cells[:4]] == [
        ("2024/25 apportionment",), ("2024/25 expenditure",),
        ("2025/26 apportionment",), ("2025/26 expenditure",),
    ]  # fmt: skip


def test_a_table_without_rules_is_read_by_its_alignment() -> None:
    lines, _ = table(
        200,
        [
            ("Chad", "1 204", "2 110", "303"),
            ("Mali", "411", "512", "6 250"),
            ("Niger", "71", "85", "12 009"),
        ],
        head=[("Country", "Schools", "Clinics", "Wells")],
        caption=["Table 4", "Schools, clinics and wells"],
        ruled=False,
    )
    (one,) = tables_of(page([*prose(100), *lines, *prose(500)]))
    assert [c.value for c in one.cells] == [1204, 2110, 303, 411, 512, 6250, 71, 85, 12009]
    assert one.cells[4].column_header == ("Clinics",)


# --- what is no table ---------------------------------------------------------------------


def test_a_table_of_contents_is_none() -> None:
    lines = [
        row(120 + 14 * n, Piece(f"Chapter {n} of the report . . . . . . . . . .", 123, size=10),
            Piece(str(3 * n + 1), 488, right=True, size=10))
        for n in range(1, 9)
    ]  # fmt: skip
    assert not tables_of(page([*lines, *prose(500)]))


def test_pages_without_dots_are_contents_too() -> None:
    lines, rules = table(
        120,
        [(f"Part {n}", "_", "_", str(n * 3)) for n in range(1, 8)],
        head=[("Contents", "", "", "Page")],
    )
    assert not tables_of(page([*lines, *prose(500)], rules))


def test_a_list_with_sums_at_its_right_is_none() -> None:
    lines = [
        row(120 + 14 * n, Piece(f"Contribution of office {n}", 123, size=10),
            Piece("$15 000", 488, right=True, size=10))
        for n in range(1, 6)
    ]  # fmt: skip
    assert not tables_of(page([*lines, *prose(500)]))


def test_a_framework_of_sentences_is_none() -> None:
    edges = (60, 220, 380, 540)
    cells = [
        Piece("Spending was reviewed by", 63), Piece("Five entities reviewed", 223),
        Piece("12 entities put", 383),
    ]  # fmt: skip
    more = [Piece("seven entities in 2024", 63), Piece("their spending", 223),
            Piece("savings to use", 383)]  # fmt: skip
    lines = [
        row(140, Piece("2024 (actual)", 63, italic=True, size=7),
            Piece("2025 (actual)", 223, italic=True, size=7),
            Piece("2026 (planned)", 383, italic=True, size=7)),
        row(165, *cells),
        row(176, *more),
    ]  # fmt: skip
    rules = [*rule(132, edges), *rule(152, edges, 1.4), *rule(200, edges, 1.4)]
    assert not tables_of(page([*lines, *prose(500)], rules))


def test_the_axis_of_a_chart_is_none() -> None:
    lines = [row(150 + 20 * n, Piece(str(800 - 200 * n), 150, right=True)) for n in range(5)]
    lines.append(row(255, *(Piece(str(2019 + n), 180 + 50 * n) for n in range(6))))
    assert not tables_of(page([*prose(80), *lines, *prose(500)]))


# --- text and place -----------------------------------------------------------------------


def test_no_word_is_lost_and_none_is_in_two_places() -> None:
    lines, rules = BUDGET
    pages = (page([*prose(100), *lines, *prose(480)], rules),)
    text = extract.read_text(pages, ENGLISH)
    printed = sorted(word.text for line in chain(*(p.lines for p in pages)) for word in line.words)
    read = sorted(p.text[span.start : span.end] for p in text.paragraphs for span in p.spans)
    assert [word for word in printed if word != "a"] == [word for word in read if word != "a"]


def test_a_cell_stands_at_its_characters_of_the_paragraph() -> None:
    lines, rules = BUDGET
    text = extract.read_text((page([*prose(100), *lines, *prose(480)], rules),), ENGLISH)
    (one,) = text.tables
    paragraph = text.paragraphs[one.position - 1]
    assert paragraph.kind == "table"
    assert all(
        paragraph.text[c.start : c.end]
        == "".join(w.text if w.joined or not i else f" {w.text}" for i, w in enumerate(c.words))
        for c in one.cells
    )


def test_running_text_goes_on_around_a_table() -> None:
    lines, rules = BUDGET
    text = extract.read_text((page([*prose(100), *lines, *prose(480)], rules),), ENGLISH)
    kinds = [paragraph.kind for paragraph in text.paragraphs]
    assert kinds.count("table") == 1
    assert all("1 200.5" not in p.text for p in text.paragraphs if p.kind != "table")


# --- languages ----------------------------------------------------------------------------

EDITIONS = {
    "en": (["Table 1", "Costs of offices", "(Thousands of United States dollars)"], "Total", "1 204.5"),
    "fr": (["Tableau 1", "Coût des bureaux", "(En milliers de dollars des États-Unis)"], "Total", "1 204,5"),
    "es": (["Cuadro 1", "Costo de las oficinas", "(En miles de dólares de los Estados Unidos)"], "Total", "1 204,5"),
    "ru": (["Таблица 1", "Расходы отделений", "(В тыс. долл. США)"], "Итого", "1 204,5"),
    "zh": (["表 1", "各办事处费用", "（千美元）"], "共计", "1 204.5"),
}  # fmt: skip


@pytest.mark.parametrize("code", EDITIONS)
def test_a_table_in_each_language(code: str) -> None:
    caption, total, number = EDITIONS[code]
    point = number[-2]
    lines, rules = table(
        200,
        [("A", number, f"10{point}0", f"3{point}0"), ("B", f"0{point}5", f"1{point}5", "–"),
         (f"*{total}", f"1 205{point}0", f"11{point}5", f"3{point}0")],
        head=[("", "2023", "2024", "2025")],
        caption=caption,
    )  # fmt: skip
    (one,) = tables_of(page([*lines, *prose(500)], rules), code=code)
    first = one.cells[0]
    assert (one.number, one.title) == ("1", caption[1])
    assert (first.value, first.kind, first.currency) == (Decimal("1204.5"), "money", "USD")
    assert first.scale == 1000
    assert [c.is_total for c in one.cells] == [False] * 6 + [True] * 3
    assert one.sums_right == 3


def test_a_table_that_runs_from_right_to_left() -> None:
    columns = (340, 240, 140)

    def line(y: float, head: str, *numbers: str):  # type: ignore[no-untyped-def]
        seen = " ".join(reversed(head.split(" ")))
        pieces = [Piece(seen, 540, right=True)]
        pieces += [Piece(text, x) for text, x in zip(numbers, columns, strict=False)]
        words = row(y, *pieces)
        return changed(words, words=tuple(sorted(words.words, key=lambda w: -w.box.x0)))

    lines = [
        line(200, "المكتب", "2023", "2024", "2025"),
        line(230, "الصحة", "10", "20", "30"),
        line(245, "التعليم", "15", "25", "40"),
        line(260, "المجموع", "25", "45", "70"),
    ]
    caption = line(180, "(بآلاف دولارات)")
    rules = [*rule(195, (60, 200, 300, 400, 540)), *rule(220, (60, 200, 300, 400, 540), 1.4),
             *rule(275, (60, 200, 300, 400, 540), 1.4)]  # fmt: skip
    (one,) = tables_of(page([caption, *lines], rules), code="ar")
    assert [c.value for c in one.cells if c.row == 0] == [10, 20, 30]
    assert [c.column_header for c in one.cells if c.row == 0] == [("2023",), ("2024",), ("2025",)]
    assert one.cells[0].box.x0 > one.cells[1].box.x0
    assert (one.cells[0].kind, one.cells[0].currency) == ("money", "USD")


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("1 237 887.3", "en", "1237887.3"), ("(7 794.9)", "en", "-7794.9"), ("–", "en", "0"),
        ("($2 200 000)", "en", "-2200000"), ("11.5%", "en", "11.5"), ("+20", "en", "20"),
        ("-13.9%", "en", "-13.9"), ("1 237,5", "fr", "1237.5"), ("1.237,5", "es", "1237.5"),
        ("3.5", "fr", "3.5"), ("1,234", "en", "1234"), ("١٢٣", "ar", "123"),
        ("n/a", "en", None), ("..", "en", None), ("12+12 = 24", "en", None),
        ("34 [35]", "en", None), ("12 per cent", "en", "12"),
    ],
)  # fmt: skip
def test_what_a_cell_says(text: str, code: str, value: str | None) -> None:
    found = numeral(text, words_of(code))
    assert found is not None
    assert found.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    "text",
    ["12", "١٢", "–", "-", "..", ". . .", "…", "***", "n/a", "N.A.", "n. a.", "n / a", "NA", "na"],
)
def test_a_row_with_a_numeral_is_seen_to_have_one(text: str) -> None:
    assert numeral(text, words_of("en")) is not None
    rows = (text, f"{text} staff", f"Staff {text}", f"Staff {text} posts")
    assert all(map(may_have_numeral, rows))


def test_rows_of_words_are_seen_to_have_no_numeral() -> None:
    assert not may_have_numeral("in a national, well-known and/or China-based pan-African plan")


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("HK$5", "HKD"), ("US $ 5", "USD"), ("$ US 5", "USD"), ("Sw.F. 5", "CHF"),
        ("₦ 500", "NGN"), ("R$ 5", "BRL"), ("5 €", "EUR"), ("MAD 500", "MAD"), ("500", None),
        ("5 US dollars", "USD"), ("USdollars 5", "USD"),
    ],
)  # fmt: skip
def test_the_currency_of_a_cell(text: str, currency: str | None) -> None:
    found = numeral(text, words_of("en"))
    assert found is not None
    assert found.currency == currency


@pytest.mark.parametrize(
    "text", ["TBC 5", "2024/25", "2014–2024", "P-5", "(6)=(5)-(3)", "A/79/352"]
)
def test_what_is_no_number(text: str) -> None:
    assert numeral(text, words_of("en")) is None


@pytest.mark.parametrize(
    ("note", "code", "unit"),
    [
        ("Thousands of United States dollars", "en", ("money", "USD", 1000)),
        ("Millions of Swiss francs", "en", ("money", "CHF", 10**6)),
        ("in US$ millions", "en", ("money", "USD", 10**6)),
        ("United States dollars", "en", ("money", "USD", 1)),
        ("HK$ million", "en", ("money", "HKD", 10**6)),
        ("KES million", "en", ("money", "KES", 10**6)),
        ("En millions de F CFA", "fr", ("money", "XOF", 10**6)),
        ("Millones de R$", "es", ("money", "BRL", 10**6)),
        ("₴ млн", "ru", ("money", "UAH", 10**6)),
        ("单位：百万港元", "zh", ("money", "HKD", 10**6)),
        ("En milliers de dollars", "fr", ("money", "USD", 1000)),
        ("En millions d’euros", "fr", ("money", "EUR", 10**6)),
        ("En pourcentage", "fr", ("percentage", None, 1)),
        ("Millones de dólares", "es", ("money", "USD", 10**6)),
        ("тыс. долл. США", "ru", ("money", "USD", 1000)),
        ("В процентах", "ru", ("percentage", None, 1)),
        ("千美元", "zh", ("money", "USD", 1000)),
        ("单位：百万美元", "zh", ("money", "USD", 10**6)),
        ("百分比", "zh", ("percentage", None, 1)),
        ("بآلاف دولارات الولايات المتحدة", "ar", ("money", "USD", 1000)),
        ("النسبة المئوية", "ar", ("percentage", None, 1)),
    ],
)
def test_a_note_on_the_unit(note: str, code: str, unit: tuple[str, str | None, int]) -> None:
    found = unit_in(note, code)
    assert found is not None
    assert (found.kind, found.currency, found.scale) == unit
