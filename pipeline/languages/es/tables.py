"""Spanish words of printed tables."""

from __future__ import annotations

import re

from pipeline.languages.tables import TableWords, any_case

TABLE_WORDS = TableWords(
    locale="es",
    number=re.compile(
        r"(?:Cuadro|Tabla|CUADRO|TABLA)\s(?:[Nn]úm\.\s)?"
        r"(?P<number>(?:[A-Z]{1,4}|[IVX]+|\d+[A-Z]?)(?:[.\-–]\w{1,4})*)(?=[\s.:–—-]|$)"
    ),
    continued=any_case(r"\(?\bcontinuaci[oó]n\b\)?|\(cont\.\)"),
    chart=re.compile(r"(?:Gráfic[oa]|Figura|Recuadro|Mapa|Diagrama)\s*(?:\d|[IVX])"),
    scales={
        any_case(r"\b(?:en\s)?miles\sde\smillones(?:\sde)?\b"): 10**9,
        any_case(r"\b(?:en\s)?millones(?:\sde)?\b"): 10**6,
        any_case(r"\b(?:en\s)?miles(?:\sde)?\b"): 10**3,
    },
    stated=any_case(r"^(?:(?:expresad[oa]s?|cifras)\s)?en\s"),
    percent=any_case(r"\bporcentajes?\b|\bpor\sciento\b|%"),
    share=any_case(r"\bproporci[oó]n\b|\b(?:porcentaje|%)\sde[l]?\s(?:la\s)?total\b|\bparte\b"),
    counted=any_case(r"(?:n[uú]mero|cantidad|cifra|n[uú]m\.|n\.º)\s(?:total\s)?de\s(?P<unit>.+)"),
    total=any_case(
        r"(?:sub)?total(?:es)?(?:\s(?:general|acumulado|mundial|anual|parcial|global))?"
        r"(?:\s?\([^)\d]*\))?(?:\s?[,:–—-].*)?"
    ),
    subtotal=any_case(r"subtotal|total\sparcial"),
    totalling=any_case(r"(?:sub)?totales?\b|total\b(?!\s\d{4})"),
    variance=any_case(
        r"\bdiferencias?\b|\bvariaci[oó]n(?:es)?\b|\baumento\b|\bdisminuci[oó]n\b"
        r"|\bcambio\b(?!\sclim)"
    ),
    unit_of_variances=any_case(
        r"\b(?:diferencias?|variaci[oó]n(?:es)?)\b[^.;]{0,60}"
        r"\b(?:expresan?|indican?|expresad[ao]s?)\sen\s(?P<unit>[^.;]{6,60})"
    ),
    net=any_case(
        r"net[oa]s?\b|saldo\b|tod[oa]s\s|de\s(?:los|las)\scuales\b|diferencia\b"
        r"|variaci[oó]n\b|cambio\b"
        r"|aumento\b|disminuci[oó]n\b|necesidades\snetas"
    ),
    uncounted=any_case(
        r"\baños?\b|\bp[aá]rrafos?\b|\bp[aá]rr\.|\bc[oó]digos?\b|\b[ií]ndices?\b|\bcoeficientes?\b"
        r"|\btasas?\b|\bkwh\b|\bkm\b|\bkil[oó]metros?\b|\bhect[aá]reas?\b|\btoneladas?\b"
        r"|\blitros?\b"
        r"|\bgrados\b|\bclasificaci[oó]n\b|°|m²"
    ),
    note=re.compile(r"(?:Fuentes?|Notas?|Abreviaturas?|Siglas?|Observaci[oó]n(?:es)?)\s?:"),
    planned=any_case(
        r"\b(?:aprobad|efectiv|previst|propuest|planificad|autorizad|real|estimad|revisad|ocupad"
        r"|presupuestad)(?:[oa]s?|es)?\b"
    ),
    posts={
        any_case(r"\b(?:total(?:es)?|puestos)\b.*\bplazas\b"): "puestos y plazas",
        any_case(r"\bplazas?\b"): "plazas",
        any_case(r"\bpuestos?\b"): "puestos",
    },
    personnel=any_case(
        r"\b(?:militar(?:es)?|polic[ií]as?|observadores|contingentes?|civil(?:es)?|personal"
        r"|voluntarios|VNU|oficiales|funcionarios|cuadro\sde\sservicios)\b"
    ),
    served="personal",
    measure=any_case(
        r"\b(?:gastos?|ingresos|contribuciones|cuotas|consignaci[oó]n(?:es)?|cr[eé]ditos"
        r"|presupuestos?"
        r"|recursos|necesidades|financiaci[oó]n|fondos|costos?|saldos?|reservas?|activos?|pasivos?"
        r"|adquisiciones|compras|exportaciones|importaciones|pagos|desembolsos|sueldos|inversiones"
        r"|obligaciones|deudas?|tasas?|proporci[oó]n|crecimiento|econom[ií]as|fondos\sasignados)\b"
    ),
    page=any_case(r"p[aá]ginas?|p[aá]rrafos?"),
)
