"""One report as PDF in each official language: read alike, and found to say the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from fpdf import FPDF
from helpers.refreshing import refresh

from pipeline.tables.files import read_table
from sample.faces import Face

TEST_FONTS = Path(__file__).resolve().parents[1] / "fonts"
WIDTH, HEIGHT, LEFT, RIGHT = 612.0, 792.0, 123.0, 489.0


@dataclass(frozen=True)
class Edition:
    """The words of one edition."""

    body: str
    date: str
    session: str
    item: str
    title: str
    author: str
    heading: str
    paragraphs: tuple[str, str, str]
    note: str
    faces: tuple[Path, Path] = (
        TEST_FONTS / "TestSerif-Regular.ttf",
        TEST_FONTS / "TestSerif-Bold.ttf",
    )
    right_to_left: bool = False


EDITIONS = {
    "en": Edition(
        "General Assembly", "14 July 2026", "Seventieth session", "Item 12 of the provisional agenda",
        "Schools of the region", "Report of the Secretary-General", "I. Introduction",
        (
            "In 2025, some 1,200 schools took part in the programme, 84 per cent of those that had "
            "been asked.^ The programme cost $42.1 million.",
            "Member States sent 3,800 teachers and at least 12 organizations helped them, most of "
            "them with books and with rooms.",
            "The share of schools with computers rose from 50 per cent in 2020 to 66 per cent in "
            "2025, in line with the 2030 Agenda.",
        ),
        "There were 35 regional centres in 2025.",
    ),
    "fr": Edition(
        "Assemblée générale", "14 juillet 2026", "Soixante-dixième session", "Point 12 de l’ordre du jour provisoire",
        "Les écoles de la région", "Rapport du Secrétaire général", "I. Introduction",
        (
            "En 2025, quelque 1 200 écoles ont participé au programme, soit 84 % de celles qui "
            "avaient été invitées.^ Le programme a coûté 42,1 millions de dollars.",
            "Les États Membres ont envoyé 3 800 enseignants et au moins 12 organisations les ont "
            "aidés, la plupart avec des livres et des salles.",
            "La part des écoles qui ont des ordinateurs est passée de 50 % en 2020 à 66 % en 2025, "
            "conformément au Programme 2030.",
        ),
        "Il y avait 35 centres régionaux en 2025.",
    ),
    "es": Edition(
        "Asamblea General", "14 de julio de 2026", "Septuagésimo período de sesiones", "Tema 12 del programa provisional",
        "Las escuelas de la región", "Informe del Secretario General", "I. Introducción",
        (
            "En 2025, unas 1.200 escuelas participaron en el programa, el 84% de las que habían "
            "sido invitadas.^ El programa costó 42,1 millones de dólares.",
            "Los Estados Miembros enviaron a 3.800 maestros y al menos 12 organizaciones los "
            "ayudaron, la mayoría con libros y con aulas.",
            "La proporción de escuelas con computadoras pasó del 50% en 2020 al 66% en 2025, de "
            "conformidad con la Agenda 2030.",
        ),
        "En 2025 había 35 centros regionales.",
    ),
    "ru": Edition(
        "Генеральная Ассамблея", "14 July 2026", "Семидесятая сессия", "Пункт 12 предварительной повестки дня",
        "Школы региона", "Доклад Генерального секретаря", "I. Введение",
        (
            "В 2025 году в программе участвовало около 1200 школ, или 84 процента тех, которые "
            "были приглашены.^ Программа обошлась в 42,1 млн долл. США.",
            "Государства-члены направили 3800 учителей, и по меньшей мере 12 организаций помогали "
            "им, главным образом книгами и помещениями.",
            "Доля школ, имеющих компьютеры, возросла с 50 процентов в 2020 году до 66 процентов в "
            "2025 году в соответствии с Повесткой дня на период до 2030 года.",
        ),
        "В 2025 году насчитывалось 35 региональных центров.",
    ),
    "zh": Edition(
        "大会", "14 July 2026", "第七十届会议", "临时议程 项目 12",
        "本区域的学校", "秘书长的报告", "一. 导言",
        (
            "2025 年，约 1 200 所学校参加了该方案，占受邀学校的 84%。^该方案费用为 4 210 万美元。",
            "3 800 名工作人员来自会员国，至少 12 个机构提供了帮助。",
            "有计算机的学校所占比例从 2020 年的 50%上升到 2025 年的 66%，见 2030 年议程。",
        ),
        "2025 年有 35 个区域中心。",
        (Face.SONG.path, Face.SONG_BOLD.path),
    ),
    "ar": Edition(
        "الجمعية العامة", "14 July 2026", "الدورة السبعون", "البند 12 من جدول الأعمال المؤقت",
        "مدارس المنطقة", "تقرير الأمين العام", "أولا - مقدمة",
        (
            "في عام 2025، شاركت نحو 1\u00a0200 مدرسة في البرنامج، أي 84 في المائة من المدارس التي "
            "دعيت.^ وبلغت تكلفة البرنامج 42.1 مليون دولار.",
            "وأوفدت الدول الأعضاء 3\u00a0800 معلم، وساعدتهم 12 منظمة على الأقل، وقدم معظمها كتبا "
            "وقاعات.",
            "وارتفعت نسبة المدارس التي لديها حواسيب من 50 في المائة في عام 2020 إلى 66 في المائة في "
            "عام 2025، وفقا لخطة عام 2030.",
        ),
        "كان هناك 35 مركزا إقليميا في عام 2025.",
        (Face.NASKH.path, Face.NASKH_BOLD.path),
        right_to_left=True,
    ),
}  # fmt: skip
#: Paragraph, kind, value and qualifier of every figure, in every edition.
FIGURES = [
    ("1", "counts", 1200.0, "about"),
    ("1", "percentages", 84.0, "exact"),
    ("1", "money_amounts", 42_100_000.0, "exact"),
    ("2", "counts", 3800.0, "exact"),
    ("2", "counts", 12.0, "at_least"),
    ("3", "percentages", 50.0, "exact"),
    ("3", "percentages", 66.0, "exact"),
    ("fn1", "counts", 35.0, "exact"),
]


def rendered(edition: Edition, language: str) -> bytes:
    """The edition as the United Nations lays out a report, on one page."""
    page = _Page(edition)
    page.print(450, 55, "A/70/901", 20, face="latin")
    page.print(LEFT, 87, edition.body, 20, "B")
    page.print(397, 87, "Distr.: General", 10, face="latin")
    page.print(397, 99, edition.date, 10, face="latin" if edition.right_to_left else "face")
    page.print(60, 222, edition.session, 10, "B")
    page.print(60, 234, edition.item, 10)
    page.print(LEFT, 290, edition.title, 14, "B")
    page.print(LEFT, 315, edition.author, 12, "B")
    mark, heading = edition.heading.split(" ", 1)
    page.print(98, 350, mark, 14, "B")
    page.print(LEFT, 350, heading, 14, "B")
    y = 376.0
    stop = " -" if edition.right_to_left else "."
    for number, paragraph in enumerate(edition.paragraphs, start=1):
        for line in page.lines(f"{number}{stop} {paragraph}", by_character=language == "zh"):
            before, marked, after = line.partition("^")
            page.print(LEFT, y, before, 10)
            if marked:
                x = LEFT + page.width(before, 10)
                page.print(x, y - 4, "1", 7)
                page.print(x + 4, y, after, 10)
            y += 12
        y += 6
    page.rule(LEFT, 690, 60)
    page.print(115, 700, "1", 5.5)
    page.print(LEFT, 702, edition.note, 8)
    return page.bytes()


class _Page:
    """A page in points; the whole layout is mirrored for a script that runs from the right."""

    def __init__(self, edition: Edition) -> None:
        self._mirrored = edition.right_to_left
        self._pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
        self._pdf.set_auto_page_break(False)
        self._pdf.set_margin(0)
        self._pdf.c_margin = 0
        for style, path in zip(("", "B"), edition.faces, strict=True):
            self._pdf.add_font("face", style, path)
        self._pdf.add_font("latin", "", Face.SERIF.path)
        self._pdf.set_text_shaping(edition.right_to_left)
        self._pdf.add_page()

    def print(
        self, x: float, y: float, text: str, size: float, style: str = "", *, face: str = "face"
    ) -> None:
        """A line of text that begins at a place."""
        self._pdf.set_font(face, style, size)
        # Only cells are shaped; a cell sets its text on four fifths of its height.
        self._pdf.set_xy(0 if self._mirrored else x, y - 0.8 * size)
        width = WIDTH - x if self._mirrored else 0
        self._pdf.cell(width, size, text, align="R" if self._mirrored else "L")

    def rule(self, x: float, y: float, length: float) -> None:
        """The rule above footnotes."""
        begin = WIDTH - x - length if self._mirrored else x
        self._pdf.line(begin, y, begin + length, y)

    def width(self, text: str, size: float) -> float:
        """How wide a text is."""
        self._pdf.set_font("face", "", size)
        return self._pdf.get_string_width(text)

    def bytes(self) -> bytes:
        """The PDF."""
        return bytes(self._pdf.output())

    def lines(self, text: str, *, by_character: bool) -> list[str]:
        """The text broken into lines that fill the width of the running text."""
        lines = [""]
        for part in text if by_character else text.split(" "):
            joined = lines[-1] + ("" if by_character or not lines[-1] else " ") + part
            if self.width(joined, 10) > RIGHT - LEFT:
                lines.append(part)
            else:
                lines[-1] = joined
        return lines


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the six editions, whose names do not tell their language."""
    folder = tmp_path_factory.mktemp("six")
    raw = folder / "raw"
    raw.mkdir()
    for number, (code, edition) in enumerate(EDITIONS.items(), start=1):
        (raw / f"edition {number}.pdf").write_bytes(rendered(edition, code))
    assert refresh(raw, folder / "outputs").published
    return folder / "outputs"


def test_the_language_and_the_masthead_are_told_from_the_page(outputs: Path) -> None:
    rows = {row["language"]: row for row in read_table("documents", outputs).to_pylist()}
    assert rows.keys() == EDITIONS.keys()
    for code, edition in EDITIONS.items():
        row = rows[code]
        assert row["document_id"] == f"A_70_901-{code}"
        assert (row["title"], row["published_on"]) == (edition.title, date(2026, 7, 14))
        assert (row["session"], row["agenda_item"]) == (edition.session, edition.item)


@pytest.mark.parametrize("code", EDITIONS)
def test_paragraphs_are_whole_and_their_footnote_apart(code: str, outputs: Path) -> None:
    rows = [
        (row["number"], row["text"])
        for row in read_table("paragraphs", outputs).to_pylist()
        if row["document_id"].endswith(f"-{code}") and row["number"]
    ]
    edition = EDITIONS[code]
    texts = [text.replace("^", "") for text in edition.paragraphs]
    assert rows == [("1", texts[0]), ("2", texts[1]), ("3", texts[2]), ("fn1", edition.note)]


@pytest.mark.parametrize("code", EDITIONS)
def test_the_same_figures_are_read_from_every_edition(code: str, outputs: Path) -> None:
    found = [
        (row["paragraph"], name, float(row.get("value") or row.get("amount")), row["qualifier"])
        for name in ("counts", "percentages", "money_amounts")
        for row in read_table(name, outputs).to_pylist()
        if row["language"] == code
    ]
    assert sorted(found) == sorted(FIGURES)


def test_all_editions_agree_on_every_figure(outputs: Path) -> None:
    assert read_table("agreement", outputs).to_pylist() == []
    for name in ("counts", "percentages", "money_amounts"):
        for row in read_table(name, outputs).to_pylist():
            assert row["editions"] == row["agreeing"] == len(EDITIONS)
