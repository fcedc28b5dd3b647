"""The figures in cells of printed tables, and what their heads say of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from helpers.table_pages import page, prose, table

from pipeline import extract, languages
from pipeline.agreement.editions import reconcile
from pipeline.documents.document import RawDocument
from pipeline.extract import FoundFigure
from pipeline.tables import build
from pipeline.tables.build import Extraction
from pipeline.tables.set_aside import misfit

Rows = Sequence[tuple[str, ...]]


def text_of(rows: Rows, head: Rows, caption: Sequence[str], code: str = "en") -> extract.Text:
    lines, rules = table(200, list(rows), head=list(head), caption=list(caption))
    return extract.read_text(
        [page([*prose(100), *lines, *prose(480)], rules)], languages.load(code)
    )


def figures_of(text: extract.Text, code: str = "en") -> dict[str, FoundFigure]:
    """The figures of a text's tables, by the characters that they were read from."""
    found = extract.read_figures(text.paragraphs, languages.load(code), text.tables)
    cells = [one for one in found if one.paragraph.kind == "table"]
    return {one.paragraph.text[one.figure.start : one.figure.end]: one for one in cells}


DONORS = (
    ("UNDP", "1 200.5", "1 150.0", "50.5"),
    ("UNICEF", "800.0", "810.0", "(10.0)"),
    ("World Food Programme", "300.0", "–", "300.0"),
    ("---",),
    ("*Total", "2 300.5", "1 960.0", "340.5"),
)
DONORS_HEAD = (("", "Contributions", "Contributions", ""), ("Entity", "2024", "2023", "Variance"))
THOUSANDS = ("Table 3", "Resources by entity", "(Thousands of United States dollars)")


def donors() -> dict[str, FoundFigure]:
    return figures_of(text_of(DONORS, DONORS_HEAD, THOUSANDS))


def test_a_cell_is_a_figure_in_whole_units() -> None:
    figure = donors()["1 200.5"].figure
    assert (figure.kind, figure.value, figure.currency) == ("money", Decimal(1_200_500), "USD")


def test_a_dash_is_a_figure_of_nothing() -> None:
    assert donors()["–"].figure.value == 0


def test_the_heads_say_whose_it_is_and_of_when() -> None:
    context = donors()["1 150.0"].context
    assert context.subject is not None
    assert (context.subject.actor.organization, context.subject.source) == ("UNDP", "row_header")
    assert context.period is not None
    assert (context.period.years, context.period.source) == ((2023, 2023), "column_header")
    assert context.measure is not None
    assert context.measure.value == "Contributions"


def test_a_variance_is_a_change_and_may_be_below_nothing() -> None:
    found = donors()["(10.0)"]
    assert found.context.change is not None
    assert found.figure.value == Decimal(-10_000)


def test_a_total_is_nobodys() -> None:
    assert donors()["2 300.5"].context.subject is None


def test_a_name_among_other_things_is_not_whose_it_is() -> None:
    rows = (
        ("Military observers", "12", "11"),
        ("United Nations Volunteers", "40", "38"),
        ("International staff", "90", "88"),
    )
    text = text_of(rows, [("Category", "2024", "2023")], ["Table 1", "Human resources"])
    assert figures_of(text)["40"].context.subject is None


def test_the_title_says_when_where_no_head_does() -> None:
    rows = (("Health", "1 200"), ("Education", "800"))
    caption = ["Table 2", "Number of schools by sector, 2024"]
    period = figures_of(text_of(rows, [("Sector", "Schools")], caption))["1 200"].context.period
    assert period is not None
    assert (period.years, period.source) == ((2024, 2024), "title")


@pytest.mark.parametrize(
    ("rows", "head", "unit"),
    [
        ((("Approved posts 2024/25", "31", "12"), ("Net change", "2", "7")),
         [("", "International", "National")], {"31": "posts", "2": "posts"}),
        ((("Military observers", "31", "12"), ("Formed police units", "45", "7")),
         [("Category", "2024", "2023")], {"31": "personnel", "7": "personnel"}),
        ((("Conference services", "31", "12"), ("Legal affairs", "45", "7")),
         [("Department", "P-5", "P-4")], {"31": "posts", "7": "posts"}),
        ((("Geneva", "31", "12"), ("Vienna", "45", "7")),
         [("Office", "Meetings", "(rooms and halls)")],
         {"31": "meetings", "7": "rooms and halls"}),
    ],
)  # fmt: skip
def test_what_is_counted(rows: Rows, head: Rows, unit: dict[str, str]) -> None:
    found = figures_of(text_of(rows, head, ["Table 4", "Overview of the office"]))
    assert {raw: found[raw].figure.unit for raw in unit} == unit


def test_years_are_no_figures() -> None:
    rows = (("Planning", "2015", "2016"), ("Construction", "2017", "2021"))
    head = [("Phase", "Schools begun", "Schools ended")]
    assert not text_of(rows, head, ["Table 5", "Milestones of the schools"]).tables


def test_a_negative_count_is_set_aside_in_text_alone() -> None:
    rows = (("Approved posts", "31", "(12)"), ("Proposed posts", "28", "7"))
    text = text_of(rows, [("", "2024", "Variance")], ["Table 6", "Posts of the office"])
    figure = figures_of(text)["(12)"].figure
    assert misfit(figure, in_table=True) is None
    assert misfit(figure) is not None


def extraction(text: extract.Text, code: str) -> Extraction:
    document = RawDocument(
        document_id=f"A_70_1-{code}", symbol="A/70/1", language=code, title=None,
        published_on=None, source_file=f"A_70_1-{code}.pdf", source_url=None, sha256="",
        media_type="application/pdf", path=None, failure=None,
    )  # fmt: skip
    figures = extract.read_figures(text.paragraphs, languages.load(code), text.tables)
    return Extraction(document, None, 1, text.paragraphs, figures, tables=text.tables)


def test_a_cell_and_its_figure_name_each_other() -> None:
    one = extraction(text_of(DONORS, DONORS_HEAD, THOUSANDS), "en")
    cells = build.table_cells_table([one]).to_pylist()
    sums = build.figures_table("money", [one]).to_pylist()
    assert {row["cell_id"]: row["figure_id"] for row in sums} == {
        cell["cell_id"]: cell["figure_id"] for cell in cells
    }
    assert {row["stands_in"] for row in sums} == {"table"}
    assert sums[1]["sentence"] == "UNDP 1 200.5 1 150.0 50.5"


def test_editions_are_compared_row_by_row() -> None:
    french = [(name, one, "1 151.0" if two == "1 150.0" else two, diff) for name, one, two, diff in
              (row for row in DONORS if len(row) == 4)]  # fmt: skip
    english = [row for row in DONORS if len(row) == 4]
    head = (("", "Contributions", "Contributions", ""), ("Entité", "2024", "2023", "Écart"))
    editions = [
        extraction(text_of(english, DONORS_HEAD, THOUSANDS), "en"),
        extraction(
            text_of(french, head, ("Tableau 3", "Ressources", "(Milliers de dollars É.-U.)"), "fr"),
            "fr",
        ),
    ]
    _, (difference,) = reconcile(editions)
    assert difference.paragraph == "table1.0"
    assert {code: figure.value for code, figure in difference.difference.figures.items()} == {
        "en": 1_150_000.0,
        "fr": 1_151_000.0,
    }


EDITIONS = {
    "en": ("Table 1", "(Thousands of United States dollars)", "Expenditure 2024", "France", "Germany"),
    "fr": ("Tableau 1", "(En milliers de dollars des États-Unis)", "Dépenses 2024", "France",
           "Allemagne"),
    "es": ("Cuadro 1", "(En miles de dólares de los Estados Unidos)", "Gastos 2024", "Francia",
           "Alemania"),
    "ru": ("Таблица 1", "(В тыс. долл. США)", "Расходы 2024", "Франция", "Германия"),
    "zh": ("表 1", "（千美元）", "支出 2024", "法国", "德国"),
}  # fmt: skip


@pytest.mark.parametrize("code", EDITIONS)
def test_the_heads_speak_in_each_language(code: str) -> None:
    number, unit, head, one, other = EDITIONS[code]
    rows = ((one, "1 200", "10"), (other, "800", "30"))
    found = figures_of(text_of(rows, [("", head, "2023")], [number, "A", unit], code), code)
    figure, context = found["1 200"].figure, found["1 200"].context
    assert (figure.value, figure.currency) == (1_200_000, "USD")
    assert context.period is not None
    assert context.period.years == (2024, 2024)
    assert context.subject is not None
    assert context.subject.actor.organization == "France"
    assert context.measure is not None
    assert context.measure.value == head.split()[0]
