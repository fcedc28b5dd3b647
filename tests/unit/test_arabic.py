"""What counts as a figure in Arabic, by examples: the rules of the language, not of a document."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from helpers.figures_of import FiguresOf
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.ar import LANGUAGE
from pipeline.languages.ar.letters import fold, plain
from pipeline.languages.ar.numbers import spelled_numbers

FIGURES = FiguresOf(LANGUAGE)
read, one, units = FIGURES.read, FIGURES.one, FIGURES.units


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("بلغت النسبة 84 في المائة.", "84 في المائة", 84),
        ("بلغت النسبة 84 في المئة.", "84 في المئة", 84),
        ("بلغت النسبة 84 بالمائة.", "84 بالمائة", 84),
        ("بلغت النسبة 84%.", "84%", 84),
        ("بلغت النسبة ٨٤٪.", "٨٤٪", 84),
        ("بلغت النسبة ۸۴٪.", "۸۴٪", 84),
        ("بلغت النسبة %84 هذا العام.", "%84", 84),
        ("بلغت النسبة 0.03 في المائة.", "0.03 في المائة", Decimal("0.03")),
        ("بلغت النسبة 0,03 في المائة.", "0,03 في المائة", Decimal("0.03")),
        ("بلغت النسبة ٢٫٥ في المائة.", "٢٫٥ في المائة", Decimal("2.5")),
        ("بلغت النسبة 4،5 في المائة.", "4،5 في المائة", Decimal("4.5")),
        ("وافق ثلاثة وأربعون في المائة منهم.", "ثلاثة وأربعون في المائة", 43),
        ("زاد الركاب بنسبة مائة وعشرين في المائة.", "مائة وعشرين في المائة", 120),
        ("انخفض بمقدار 13 نقطة مئوية.", "13 نقطة مئوية", 13),
        ("انخفض بمقدار 5 نقاط مئوية.", "5 نقاط مئوية", 5),
        ("لا تقل عن [تسعين] في المائة.", "[تسعين] في المائة", 90),
        ("بلغت النسبة 100 في المائة.", "100 في المائة", 100),
        ("أُنفق 80 في المــائة من الميزانية.", "80 في المــائة", 80),
    ],
)
def test_percentages(text: str, raw: str, value: Decimal) -> None:
    figure = one(text)
    assert (figure.kind, text[figure.start : figure.end]) == ("percentage", raw)
    assert figure.value == value


def test_members_of_a_list_share_its_mark() -> None:
    assert read("في 26 و 19 و 9 في المائة من المجموعات.") == [
        ("percentage", "26"),
        ("percentage", "19"),
        ("percentage", "9 في المائة"),
    ]


@pytest.mark.parametrize(
    ("text", "raw", "amount", "currency"),
    [
        ("تلقى 46.5 مليون دولار.", "46.5 مليون دولار", 46_500_000, "USD"),
        ("أنفق 39 127 400 دولار.", "39 127 400 دولار", 39_127_400, "USD"),
        ("أنفق 400 127 39 دولار.", "400 127 39 دولار", 39_127_400, "USD"),
        ("أنفق 600 10 دولار.", "600 10 دولار", 10_600, "USD"),
        ("أنفق 10 600 دولار.", "10 600 دولار", 10_600, "USD"),
        ("أنفق ١٠ ٦٠٠ دولار.", "١٠ ٦٠٠ دولار", 10_600, "USD"),
        ("أنفق ٦٠٠ ١٠ دولار.", "٦٠٠ ١٠ دولار", 10_600, "USD"),
        ("أنفق 100000 دولار.", "100000 دولار", 100_000, "USD"),
        ("أنفق 39,127,400 دولارا.", "39,127,400 دولارا", 39_127_400, "USD"),
        ("أنفق ٣٩٬١٢٧٬٤٠٠ دولارا.", "٣٩٬١٢٧٬٤٠٠ دولارا", 39_127_400, "USD"),
        ("أنفق 5 ملايين دولار من دولارات الولايات المتحدة.",
         "5 ملايين دولار من دولارات الولايات المتحدة", 5_000_000, "USD"),
        ("أنفق 5 ملايين دولار أمريكي.", "5 ملايين دولار أمريكي", 5_000_000, "USD"),
        ("أنفق 45 000 دولار أسترالي.", "45 000 دولار أسترالي", 45_000, "AUD"),
        ("أنفق 12 دولاراً كندياً.", "12 دولاراً كندياً", 12, "CAD"),
        ("أنفق ثلاثة دنانير كويتية.", "ثلاثة دنانير كويتية", 3, "KWD"),
        ("أنفق مليون دولار.", "مليون دولار", 1_000_000, "USD"),
        ("أنفق مليونا دولار.", "مليونا دولار", 2_000_000, "USD"),
        ("أنفق مليونَي يورو.", "مليونَي يورو", 2_000_000, "EUR"),
        ("أنفق 3 بلايين يورو.", "3 بلايين يورو", 3_000_000_000, "EUR"),
        ("أنفق 2.4 مليار دولار.", "2.4 مليار دولار", 2_400_000_000, "USD"),
        ("أنفق 1.1 تريليون دولار.", "1.1 تريليون دولار", 1_100_000_000_000, "USD"),
        ("أنفق مليون ونصف المليون دولار.", "مليون ونصف المليون دولار", 1_500_000, "USD"),
        ("أنفق نصف مليون دولار.", "نصف مليون دولار", 500_000, "USD"),
        ("أنفق 5 ملايين و 300 ألف دولار.", "5 ملايين و 300 ألف دولار", 5_300_000, "USD"),
        ("أنفق ألفي دولار.", "ألفي دولار", 2000, "USD"),
        ("دفع دولارين.", "دولارين", 2, "USD"),
        ("دفع دولاراً واحداً.", "دولاراً واحداً", 1, "USD"),
        ("أنفق $75,000.", "$75,000", 75_000, "USD"),
        ("أنفق 75 مليون €.", "75 مليون €", 75_000_000, "EUR"),
        ("أنفق EUR 2 مليون.", "EUR 2 مليون", 2_000_000, "EUR"),
        ("أنفق 18 مليون جنيه إسترليني.", "18 مليون جنيه إسترليني", 18_000_000, "GBP"),
        ("أنفق 9.7 ملايين فرنك سويسري.", "9.7 ملايين فرنك سويسري", 9_700_000, "CHF"),
        ("أنفق 500 2 ليرة سورية.", "500 2 ليرة سورية", 2500, "SYP"),
        ("في مصر، أنفق 18 مليون جنيه.", "18 مليون جنيه", 18_000_000, "EGP"),
        ("أنفق 3.2 بلايين ين.", "3.2 بلايين ين", 3_200_000_000, "JPY"),
        ("أنفق 30.4 مليون بالبوا.", "30.4 مليون بالبوا", 30_400_000, "PAB"),
        ("وفر كل دولار 60 سنتا.", "60 سنتا", Decimal("0.60"), "USD"),
        ("أنفق (80) مليون دولار.", "(80) مليون دولار", 80_000_000, "USD"),
    ],
)  # fmt: skip
def test_money(text: str, raw: str, amount: Decimal, currency: str) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.kind, figure.value, figure.currency) == ("money", amount, currency)


def test_a_name_that_currencies_share_is_no_money_without_a_country() -> None:
    assert read("بلغت الغرامة 12 مليون دينار.") == []


@pytest.mark.parametrize(
    ("text", "raw", "value", "unit"),
    [
        ("حضرت 193 دولة.", "193 دولة", 193, "دولة"),
        ("حضر 3 800 مندوب.", "3 800 مندوب", 3800, "مندوب"),
        ("حضر 800 3 مندوب.", "800 3 مندوب", 3800, "مندوب"),
        ("حضر ٣٨٠٠ مندوب.", "٣٨٠٠ مندوب", 3800, "مندوب"),
        ("حضر 2.5 مليون طفل.", "2.5 مليون طفل", 2_500_000, "طفل"),
        ("حضرت خمس دول.", "خمس دول", 5, "دول"),
        ("حضرت ثماني دول.", "ثماني دول", 8, "دول"),
        ("حضر خمسة عشر ممثلاً.", "خمسة عشر ممثلاً", 15, "ممثلاً"),
        ("حضر اثنا عشر خبيرا.", "اثنا عشر خبيرا", 12, "خبيرا"),
        ("حضر واحد وعشرون خبيرا.", "واحد وعشرون خبيرا", 21, "خبيرا"),
        ("حضر مائة وخمسة وعشرون شخصا.", "مائة وخمسة وعشرون شخصا", 125, "شخصا"),
        ("حضر خمسمائة شخص.", "خمسمائة شخص", 500, "شخص"),
        ("حضر ألف شخص.", "ألف شخص", 1000, "شخص"),
        ("حضر ألفا شخص.", "ألفا شخص", 2000, "شخص"),
        ("حضر ثلاثة آلاف وخمسمائة شخص.", "ثلاثة آلاف وخمسمائة شخص", 3500, "شخص"),
        ("حضر مليونا شخص.", "مليونا شخص", 2_000_000, "شخص"),
        ("حضر 300 ألف شخص.", "300 ألف شخص", 300_000, "شخص"),
        ("قدمت المساعدة لـ 918 شخصا.", "918 شخصا", 918, "شخصا"),
        ("قدمت المساعدة لخمسة بلدان.", "خمسة بلدان", 5, "بلدان"),
        ("واعتُمدت وثلاثة قرارات.", "ثلاثة قرارات", 3, "قرارات"),
        ("حضر اثنان من الخبراء.", "اثنان من الخبراء", 2, "الخبراء"),
        ("نزح 7 500 من المشردين داخليا.", "7 500 من المشردين داخليا", 7500, "المشردين داخليا"),
        ("عقدت 12 حلقة عمل إقليمية.", "12 حلقة عمل إقليمية", 12, "حلقة عمل إقليمية"),
        ("سجلت 43 حالة وفاة.", "43 حالة وفاة", 43, "حالة وفاة"),
        ("حضر 20 مواطنا سوريا من حلب.", "20 مواطنا سوريا", 20, "مواطنا سوريا"),
        ("حضر 17 شخصاً من المدينة.", "17 شخصاً", 17, "شخصاً"),
        ("وسُلِّمت 15 وثيقةً.", "15 وثيقةً", 15, "وثيقةً"),
        ("حضرت الدول الأعضاء الـ 193.", "الدول الأعضاء الـ 193", 193, "الدول الأعضاء"),
        ("حضر 2000 شخص.", "2000 شخص", 2000, "شخص"),
        ("حضرت دولتان جديدتان.", "دولتان جديدتان", 2, "دولتان جديدتان"),
        ("نظمت حلقتي عمل.", "حلقتي عمل", 2, "حلقتي عمل"),
    ],
)
def test_counts(text: str, raw: str, value: int, unit: str) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.kind, figure.value, figure.unit) == ("count", value, unit)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("من أصل 82 ملفا، ضاع 37 (45 في المائة).", [(82, "ملفا"), (37, "ملفا")]),
        ("دُرب 90 شخصا، منهم 40 امرأة.", [(90, "شخصا"), (40, "امرأة")]),
        ("دُرب 90 شخصا، 40 منهم من النساء.", [(90, "شخصا"), (40, "شخصا")]),
        ("أسفر عن مقتل 12 شخصا وإصابة 45 آخرين.", [(12, "شخصا"), (45, "شخصا")]),
        ("شاركت 10 دول من أصل 34 دولة.", [(10, "دول"), (34, "دولة")]),
        ("بلغ عدد المشاركين 173.", [(173, "المشاركين")]),
        ("بلغ العدد الإجمالي للمصابين 746 15.", [(15_746, "مصابين")]),
        ("المستهدف 2017: 000 350", [(350_000, None)]),
    ],
)
def test_what_is_counted_may_stand_elsewhere(
    text: str, counted: list[tuple[int, str | None]]
) -> None:
    assert units(text) == counted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # told by themselves
        ("أنفق 300 12 دولار.", 12_300),
        ("أنفق 12 300 دولار.", 12_300),
        ("أنفق 000 300 دولار.", 300_000),
        ("أنفق 300 000 دولار.", 300_000),
        # as typed for a page that runs from right to left
        ("أنفق 300 288 دولار.", 288_300),
        # a no-break space keeps the order of reading
        ("أنفق 300\u00a0288 دولار.", 300_288),
    ],
)
def test_groups_of_digits_stand_in_either_order(text: str, value: int) -> None:
    assert one(text).value == value


def test_groups_that_tell_their_order_tell_that_of_others() -> None:
    in_order = LANGUAGE.read_figures("أنفق 12 300 دولار من أصل 483 918 دولارا.")
    assert [int(f.value) for f in in_order] == [12_300, 483_918]
    in_reverse = LANGUAGE.read_figures("أنفق 300 12 دولار من أصل 918 483 دولارا.")
    assert [int(f.value) for f in in_reverse] == [12_300, 483_918]


@pytest.mark.parametrize(
    ("text", "unit_class"),
    [
        ("12 وزيرا", "people"),
        ("12 بلدا", "countries"),
        ("12 مكتبا", "organizations"),
        ("12 اجتماعا", "events"),
        ("12 تقريرا", "publications"),
        ("12 مشروعا", "projects"),
        ("12 مدينة", "places"),
        ("12 جهازا", None),
    ],
)
def test_classes_of_what_is_counted(text: str, unit_class: str | None) -> None:
    assert one(f"كان هناك {text}.").unit_class == unit_class


@pytest.mark.parametrize(
    "text",
    [
        # dates and times
        "عُقد المنتدى في 20 آذار/مارس 2019، ومن 13 إلى 17 تشرين الأول/أكتوبر و 11 و 12 أيار/ مايو.",
        "من 28 تموز/يوليه إلى 3 كانون الأول/ديسمبر 2014 وفي 5 جانفي 2020.",
        "في عام 2024 وفي الفترة 2018-2021 وفي عامي 2011 و2012 ولفترة السنتين 2014-2015.",
        "افتتحت الجلسة في الساعة 10:15.",
        "في ٥ شباط/فبراير ٢٠١٥",
        # durations and ages
        "استمرت الخطة خمس سنوات وثلاثة أشهر و 24 ساعة ويومين، ومدتها اثنا عشر شهراً.",
        "البنات دون سن 18 سنة، ومن تتراوح أعمارهم بين 15 و 24 عاما، ومن هم فوق سن 60.",
        # ordinals
        "الدورة الرابعة والسبعون، والجلسة الخامسة عشرة، والذكرى السنوية السبعين، والقرن الحادي والعشرون.",
        # references
        "انظر A/74/336، الفقرات 3 و 4 والمادة 12 (2) والقاعدة 8 والجدول 3 والشكلين 4 و 5.",
        "القرارات 1325 (2000) و 1820 (2008) و 2250 (2015) والقرار 973 (د-10).",
        "في إطار البند 18 (ب) من جدول الأعمال، والهدف 3 والغاية 5-2.",
        "الإجراءان 38 و 39، والفقرات 20 و 21 و 28 و 30 من الوثيقة الختامية.",
        "هاتف: 555 0143 212 1، الغرفة S-1520",
        "القانون رقم 26 لعام 2015، والقانون الجمهوري 10364.",
        "12 - وتشدد اللجنة على ذلك.",
        "٣٧ - وتلاحظ اللجنة ما يلي:",
        # names
        "خطة عام 2030، ومجموعة الـ 77 والصين، ومجموعة العشرين، وكوفيد-19، ولجنة الـ 24.",
        "موظفون برتبة ف-4 ومد-1 وخ ع-5.",
        # measures
        "يغطي 1.2 مليون هكتار و 86 000 كيلومتر مربع و 294 641 1 كلم2 و 12 طنا و 48 غيغاواط.",
        "لقّمت 734 156 كغم من اليورانيوم عند 24 درجة مئوية.",
        # fractions, multiples, ratios, rates, scores
        "نصف الموظفين وثلثا النساء وثلاثة أرباع الباقين؛ وتضاعف ثلاث مرات وثلاثة أضعاف.",
        "223 حالة وفاة لكل 100 000 مولود حي، و 12 طبيبا لكل 1 000 نسمة.",
        "واحد من كل خمسة أشخاص، و 3 من كل 10 أطفال.",
        "ارتفع المؤشر من 61 نقطة إلى 66 نقطة.",
        "قدرة على الاحترار العالمي تتراوح ما بين 4 و9,810.",
        # articles and fixed phrases
        "أحد الأسباب، وإحدى الدول، وكلا الطرفين، ويوم الاثنين، ومن جانب واحد.",
        "ملايين النساء ومئات المدارس وعشرات الآلاف وبضعة آلاف من الزوار.",
        "المرفق ألف من الوثيقة، والمنطقة جيم.",
    ],
)
def test_what_is_not_a_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("80 دولة", "exact"),
        ("حوالي 80 دولة", "about"),
        ("نحو 80 دولة", "about"),
        ("زهاء 80 دولة", "about"),
        ("ما يقارب 80 دولة", "about"),
        ("80 دولة تقريبا", "about"),
        ("قرابة 80 دولة", "nearly"),
        ("ما يقرب من 80 دولة", "nearly"),
        ("أكثر من 80 دولة", "more_than"),
        ("ما يزيد على 80 دولة", "more_than"),
        ("ما يزيد عن 80 دولة", "more_than"),
        ("ما يربو على 80 دولة", "more_than"),
        ("80 دولة ونيف", "more_than"),
        ("أقل من 80 دولة", "less_than"),
        ("ما يقل عن 80 دولة", "less_than"),
        ("ما لا يقل عن 80 دولة", "at_least"),
        ("80 دولة على الأقل", "at_least"),
        ("80 دولة أو أكثر", "at_least"),
        ("عدد لا يقل عن 80 دولة", "at_least"),
        ("ما لا يزيد على 80 دولة", "at_most"),
        ("عدد لا يتجاوز 80 دولة", "at_most"),
        ("ما يصل إلى 80 دولة", "at_most"),
        ("80 دولة كحد أقصى", "at_most"),
        ("80 دولة على الأكثر", "at_most"),
        ("80 دولة أو أقل", "at_most"),
        ("حد أقصى قدره 80 دولة", "at_most"),
        ("عدد أقصاه 80 دولة", "at_most"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert one(f"وجرى ذلك في {text}.").qualifier == qualifier


def test_a_prefix_stands_between_a_word_of_exactness_and_its_figure() -> None:
    assert one("زاد بأكثر من 20 في المائة.").qualifier == "more_than"
    assert one("بنسبة تصل إلى 20 في المائة.").qualifier == "at_most"
    assert one("يقدر عددهم بنحو 20 ألف شخص.").qualifier == "about"


@pytest.mark.parametrize(
    ("text", "raw", "low", "high"),
    [
        ("انضم من 10 إلى 15 بلدا.", "10 إلى 15 بلدا", 10, 15),
        ("انضم 10-15 بلدا.", "10-15 بلدا", 10, 15),
        ("انضم 15-10 بلدا.", "15-10 بلدا", 10, 15),
        ("انضم ما بين 20 و 25 بلدا.", "20 و 25 بلدا", 20, 25),
        ("انضم بين 20 و25 بلدا.", "20 و25 بلدا", 20, 25),
        ("انضمت دولتان أو ثلاث دول.", "دولتان أو ثلاث دول", 2, 3),
        ("أخذ 5 إلى 10 في المائة.", "5 إلى 10 في المائة", 5, 10),
        ("تراوحت القيمة بين 55 000 و 2 مليون دولار.", "55 000 و 2 مليون دولار", 55_000, 2_000_000),
    ],
)
def test_a_range_is_one_figure(text: str, raw: str, low: Decimal, high: Decimal) -> None:
    figure = one(text)
    assert text[figure.start : figure.end] == raw
    assert (figure.value, figure.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("ارتفعت من 31 إلى 56 في المائة.", ["31", "56 في المائة"]),
        ("انخفض من بليون دولار إلى 650 مليون دولار.", ["بليون دولار", "650 مليون دولار"]),
        ("أخذ 26 في المائة و 19 في المائة.", ["26 في المائة", "19 في المائة"]),
        ("بلغت 5.3 في المائة، بعد أن كانت 16.3 في عام 2004.", ["5.3 في المائة", "16.3"]),
    ],
)
def test_values_of_two_times_are_two_figures(text: str, raws: list[str]) -> None:
    assert [raw for _, raw in read(text)] == raws


def test_presentation_forms_are_read_as_the_letters_that_they_show() -> None:
    text = "ﺑﻠﻐﺖ 84 ﻓﻲ ﺍﻟﻤﺎﺋﺔ ﻭ 5 ﻣﻼﻳﻴﻦ ﺩﻭﻻﺭ"
    assert read(text) == [("percentage", "84 ﻓﻲ ﺍﻟﻤﺎﺋﺔ"), ("money", "5 ﻣﻼﻳﻴﻦ ﺩﻭﻻﺭ")]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("أولا - مقدمة", "heading"),
        ("رابعاً - التمويل", "heading"),
        ("ألف - التعاون الإقليمي", "heading"),
        ("موجز", "summary"),
        ("مـوجز", "summary"),
        ("ملخص تنفيذي", "summary"),
        ("المرفق الثاني", "annex"),
        ("المرفق", "annex"),
        ("Distr.: General", "furniture"),
        ("Original: Arabic", "furniture"),
        ("الجدول 3", "caption"),
        ("تقرير الأمين العام", "author"),
    ],
)
def test_marks_of_a_document(line: str, part: str) -> None:
    pattern = getattr(LANGUAGE.layout, part)
    assert pattern.match(line) if part in {"heading", "caption"} else pattern.fullmatch(line)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("ارتفع العدد. ثم انخفض.", ["ارتفع العدد.", "ثم انخفض."]),
        ("ارتفع بنسبة 2.5 في المائة. ثم انخفض.", ["ارتفع بنسبة 2.5 في المائة.", "ثم انخفض."]),
        ("لماذا ارتفع؟ لا نعلم.", ["لماذا ارتفع؟", "لا نعلم."]),
        ("انظر ص. 5 من الوثيقة.", ["انظر ص. 5 من الوثيقة."]),
    ],
)
def test_sentences(text: str, ends: list[str]) -> None:
    begin, sentences = 0, []
    for match in LANGUAGE.sentence_end.finditer(text):
        sentences.append(text[begin : match.end()].strip())
        begin = match.end()
    assert sentences == ends


_UNITS = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
_TENS = "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()
_HUNDREDS = "مائة مائتان ثلاثمائة أربعمائة خمسمائة ستمائة سبعمائة ثمانمائة تسعمائة".split()


def below_thousand(value: int) -> str:
    """A number from 1 to 999 in words."""
    parts = [_HUNDREDS[value // 100 - 1]] if value >= 100 else []
    rest = value % 100
    if 11 <= rest < 20:
        parts.append(f"{['أحد', 'اثنا', *_UNITS[2:]][rest - 11]} عشر")
    elif rest > 20 and rest % 10:
        parts += [_UNITS[rest % 10 - 1], _TENS[rest // 10 - 2]]
    elif rest:
        parts.append(_UNITS[rest - 1] if rest <= 10 else _TENS[rest // 10 - 2])
    return " و".join(parts)


def spelled(value: int) -> str:
    """A number below a billion in words."""
    parts = []
    for scale, (one_, two, few, many) in (
        (10**6, ("مليون", "مليونان", "ملايين", "مليونا")),
        (10**3, ("ألف", "ألفان", "آلاف", "ألفا")),
    ):
        group, value = divmod(value, scale)
        if group in {1, 2}:
            parts.append(one_ if group == 1 else two)
        elif group:
            parts.append(f"{below_thousand(group)} {few if group <= 10 else many}")
    return " و".join([*parts, *([below_thousand(value)] if value else [])])


@given(st.integers(1, 10**9 - 1))
def test_numbers_in_words_have_their_value(value: int) -> None:
    assert [number.value for number in spelled_numbers(plain(spelled(value)))] == [value]


@given(st.integers(1000, 10**12), st.sampled_from([",", "\u00a0", "\u202f", "٬"]))
def test_a_grouped_number_has_its_value(value: int, blank: str) -> None:
    assert one(f"بلغت التكلفة {value:,} دولار.".replace(",", blank)).value == value


@given(st.text(alphabet="أإآاىيـًٌَُِّْﻻﷲ0٣۴٫٬٪ بت\u200f\u200e", max_size=40))
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.places) == len(folded.text) + 1
    assert plain(text) == folded.text
    for index in range(len(folded.text)):
        start, end = folded.place(index, index + 1)
        assert start < end <= len(text)


@given(
    st.lists(
        st.sampled_from(
            "12 3 800 2.5 مليون ألف خمسة عشرون مائة واحد في المائة % $ دولار دولة من ال بين و إلى - ، . ( ) عام "
            "2019 آذار/مارس الفقرة دولتين".split()
        ),
        max_size=12,
    )
)
def test_figures_are_in_order_and_do_not_overlap(words: list[str]) -> None:
    FIGURES.assert_apart(" ".join(words))


def test_long_text_is_read_in_little_time() -> None:
    text = "حضر 3 800 مندوب من 27 بلدا وأنفق 5 ملايين دولار أي 12 في المائة. " * 800
    begin = time.perf_counter()
    assert len(LANGUAGE.read_figures(text)) == 3200
    assert time.perf_counter() - begin < 5
