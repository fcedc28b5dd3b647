"""French words of printed tables."""

from __future__ import annotations

import re

from pipeline.languages.tables import TableWords, any_case

TABLE_WORDS = TableWords(
    locale="fr",
    number=re.compile(
        r"(?:Tableau|TABLEAU)\s(?:n[o°]\s)?"
        r"(?P<number>(?:[A-Z]{1,4}|[IVX]+|\d+[A-Z]?)(?:[.\-–]\w{1,4})*)(?=[\s.:–—-]|$)"
    ),
    continued=any_case(r"\((?:suite(?:\set\sfin)?|fin)\)"),
    chart=re.compile(r"(?:Figure|Encadré|Graphique|Diagramme|Carte|Schéma)\s*(?:\d|[IVX])"),
    scales={
        any_case(r"\b(?:en\s)?milliards?(?:\sde|\sd[’'])?(?=\W|$)"): 10**9,
        any_case(r"\b(?:en\s)?millions?(?:\sde|\sd[’'])?(?=\W|$)"): 10**6,
        any_case(r"\b(?:en\s)?milliers?(?:\sde|\sd[’'])?(?=\W|$)"): 10**3,
    },
    stated=any_case(r"^(?:(?:exprimée?s?|chiffres|montants)\s)?en\s"),
    percent=any_case(r"\bpourcentages?\b|\bpour\scent\b|%"),
    share=any_case(r"\bparts?\b|\b(?:pourcentage|%)\sd[ue]\s(?:la\s)?total\b"),
    counted=any_case(r"(?:nombre|effectif|nbre)s?\s(?:total\s)?(?:de\s|des\s|d[’'])(?P<unit>.+)"),
    total=any_case(
        r"(?:(?:sous-)?total|totaux)(?:\s(?:g[ée]n[ée]ral|cumul[ée]|mondial|annuel|partiel"
        r"|global))?"
        r"(?:\s?\([^)\d]*\))?(?:\s?[,:–—-].*)?"
    ),
    subtotal=any_case(r"sous-total|total\spartiel"),
    totalling=any_case(r"(?:sous-)?total\b(?!\s\d{4})|totaux\b|montant\stotal\b"),
    variance=any_case(
        r"\b[ée]carts?\b|\bvariations?\b|\bdiff[ée]rences?\b|\baugmentation\b|\bdiminution\b"
    ),
    unit_of_variances=any_case(
        r"\b[ée]carts?\b[^.;]{0,60}\b(?:exprim|indiqu|donn)[ée]e?s?\sen\s(?P<unit>[^.;]{6,60})"
    ),
    net=any_case(
        r"net(?:te)?s?\b|solde\b|tou(?:s|tes)\s|dont\b|[ée]cart\b|variation\b|augmentation\b"
        r"|diminution\b"
        r"|diff[ée]rence\b"
    ),
    uncounted=any_case(
        r"\bann[ée]es?\b|\bparagraphes?\b|\bpar\.|\bcodes?\b|\bindices?\b|\bratios?\b"
        r"|\btaux\b|\bkwh\b"
        r"|\bkm\b|\bkilom[eè]tres?\b|\bhectares?\b|\btonnes?\b|\blitres?\b|\bdegr[ée]s\b"
        r"|\brang\b|°|m²"
    ),
    note=re.compile(r"(?:Sources?|Notes?|Abréviations?|N\.\s?B\.)\s?:"),
    planned=any_case(
        r"\b(?:approuv|autoris|propos|pr[ée]vu|effecti|r[ée]el|estim|r[ée]vis|planifi|inscrit"
        r"|pourvu)"
        r"[a-zé]*\b"
    ),
    posts={
        any_case(r"\b(?:total|totaux|postes)\b.*\bemplois\b"): "postes et emplois",
        any_case(r"\bemplois?\b"): "emplois",
        any_case(r"\bpostes?\b"): "postes",
    },
    personnel=any_case(
        r"\b(?:militaires?|polic(?:e|iers?)|observateurs|contingents?|civils?|personnel"
        r"|volontaires|VNU"
        r"|administrateurs|agents\sdes\sservices\sg[ée]n[ée]raux|service\smobile)\b"
    ),
    served="personnel",
    measure=any_case(
        r"\b(?:d[ée]penses?|recettes?|revenus?|produits|contributions?|cr[ée]dits|budgets?"
        r"|ressources"
        r"|montants?\sr[ée]partis|financements?|co[uû]ts?|soldes?|r[ée]serves?|actifs?"
        r"|passifs?|achats"
        r"|exportations|importations|versements|paiements|traitements|investissements|engagements"
        r"|dettes?|taux|parts?|proportion|croissance|gains|[ée]conomies)\b"
    ),
    page=any_case(r"pages?|paragraphes?"),
)
