"""English words of printed tables."""

from __future__ import annotations

import re

from pipeline.languages.tables import TableWords, any_case

TABLE_WORDS = TableWords(
    locale="en",
    number=re.compile(
        r"(?:Annex\s)?(?:Table|TABLE)\s"
        r"(?P<number>(?:[A-Z]{1,4}|[IVX]+|\d+[A-Z]?)(?:[.\-–]\w{1,4})*)(?=[\s.:–—-]|$)"
    ),
    continued=any_case(r"\(?\b(?:continued|cont['’]?d)\b\.?\)?"),
    chart=re.compile(r"(?:Figure|Chart|Map|Graph|Box|FIGURE|BOX)\s*(?:\d|[IVX])"),
    scales={
        any_case(r"\b(?:in\s)?billions?(?:\sof)?\b"): 10**9,
        any_case(r"\b(?:in\s)?millions?(?:\sof)?\b"): 10**6,
        any_case(r"\b(?:in\s)?(?:hundreds\sof\s)?thousands?(?:\sof)?\b"): 10**3,
        any_case(r"(?:(?<=\$)|\b)m\b(?=illion)?"): 10**6,
        any_case(r"\b000s?\b|['’]000s?\b"): 10**3,
    },
    per_cent=r"per\s?cent",
    currencies={"US dollar": "USD", "US dollars": "USD"},
    index=any_case("paragraph|code|year|rank"),
    stated=any_case(r"^(?:(?:expressed|all figures|figures)\s)?in\s(?:current\s)?|^current\s"),
    percent=any_case(r"\bper\s?cent(?:age)?s?\b|%|\bshares?\b(?=\sof\b|\s*$|\s\(%)"),
    share=any_case(r"\bshares?\b|\b(?:percentage|per\scent|%)\s?of\s(?:the\s)?(?:grand\s)?total\b"),
    counted=any_case(
        r"(?:(?:actual|average|total|planned|projected|estimated)\s)?"
        r"(?:number|no\.?|nos\.?)\s?of\s(?P<unit>.+)"
    ),
    total=any_case(
        r"(?:(?:grand|annual|cumulative|overall|combined|general|sub|united nations|world|global)"
        r"[\s-]?)?"
        r"totals?(?:\s?\([^)\d]*[IVX–-][^)\d]*\))?(?:\s?[,:–—-].*)?"
    ),
    subtotal=any_case(r"sub[\s-]?totals?\b"),
    totalling=any_case(r"(?:grand\s)?totals?\b(?!\s(?:change|variance|\d{4}\s?(?:\(|$)|\d{4}\b))"),
    variance=any_case(
        r"\bvariances?\b|\bdifferences?\b|\bincrease\b|\bdecrease\b|(?<!climate\s)\bchange\b"
    ),
    unit_of_variances=any_case(
        r"\bvariances?\b[^.;]{0,40}\b(?:expressed|stated|shown|given)\sin\s(?P<unit>[^.;]{6,60})"
    ),
    net=any_case(r"net\b|balance\b|all\s|of\swhich\b|difference\b|variance\b|increase|decrease"),
    uncounted=any_case(
        r"\b(?:years?|paragraphs?|para\.|codes?|rank(?:ing)?|index|indices|ratios?|scores?|rates?"
        r"|kwh|mwh|km|kilomet(?:re|er)s?|hectares?|tons?|tonnes|litres?|degrees|square metres"
        r"|resolutions?\sno|articles?\sno|reference|unit:)\b|°|m²|m2\b"
    ),
    note=re.compile(
        r"(?:Sources?|Notes?|N\.B\.|Abbreviations?|Explanatory note|Key)\s?[:.]|Source\b(?=\s*$)"
    ),
    planned=any_case(
        r"\b(?:approved|actual|proposed|planned|authorized|current|projected|estimated"
        r"|revised|budgeted"
        r"|encumbered|expected)\b"
    ),
    posts={
        any_case(r"\b(?:totals?|posts)\b.*\bpositions\b"): "posts and positions",
        any_case(r"\bpositions?\b"): "positions",
        any_case(r"\bposts?\b(?!-)"): "posts",
    },
    personnel=any_case(
        r"\b(?:military|police|observers?|contingents?|civilian|staff|personnel|volunteers?|UNVs?"
        r"|professional\sofficers?|general\sservice|field\sservice)\b"
    ),
    served="personnel",
    measure=any_case(
        r"\b(?:expenditures?|expenses?|income|revenues?|receipts|contributions?|assessments?"
        r"|appropriations?|apportionments?|allotments?|allocations?|budgets?|resources|requirements"
        r"|funding|financing|costs?|estimates|savings|gains|balances?|fund\sbalances?"
        r"|reserves?|assets"
        r"|liabilities|procurement|purchases|exports|imports|trade|payments?|disbursements?"
        r"|salaries"
        r"|investments?|commitments|obligations|debts?|rates?|shares?|trends?|growth|utilization"
        r"|factors?|coverage|prevalence)\b"
    ),
    page=any_case(r"pages?|para(?:graph)?s?\.?"),
)
