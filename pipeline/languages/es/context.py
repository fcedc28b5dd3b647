"""How Spanish says whose a figure is, of when, a share of what, for what."""

from __future__ import annotations

import re

from pipeline.context.old.model import ContextWords, Period
from pipeline.context.old.years import read_periods
from pipeline.figures.model import Figure
from pipeline.languages.es.words import MONTHS

_YEAR = r"(?:19|20)\d{2}"
_DAY = rf"(?:(?:el\s)?(?:\d{{1,2}}(?:º|°)?\sde\s)?{MONTHS}\sde(?:l)?\s)"
_PERIOD = re.compile(
    rf"(?P<skip>\b(?:que|antes\sde|después\sde)\s(?:en\s)?{_YEAR}\b"
    rf"|\b(?:[Ll]ey|[Rr]eglamento|[A-Z][\wáéíóúñ]+)\sde\s{_YEAR}\b"
    rf"|\b(?:Agenda|Visión|Estrategia|Plan|Horizonte)\s(?:de\s)?{_YEAR}|[A-Z][A-Za-z0-9.]*(?:/[A-Za-z0-9.()-]+)+"
    rf"|(?:resoluci(?:ón|ones)|decisi(?:ón|ones))\s\d+(?:/\d+|\s\({_YEAR}\))?|\d+\s\({_YEAR}\)"
    rf"|\([^()]{{0,60}}\b{_YEAR}\)(?=[.,;]|\s*$))"
    rf"|\b(?:[Dd]esde|[Aa]\spartir\sde)\s(?:el\saño\s|(?:principios|fines|finales|mediados)\sde\s)?"
    rf"{_DAY}?(?P<open>{_YEAR})\b(?!\s(?:a|al|hasta)\s)"
    rf"|(?P<first>{_YEAR})\s?(?:a|al|hasta|y|[-–—])\s?{_DAY}?(?P<last>{_YEAR})\b"
    rf"|\b(?P<begin>{_YEAR})[/–-](?P<short>\d{{2}})\b"
    rf"|(?<![\d.,/$€£-])\b(?P<year>{_YEAR})\b(?![\d.,]\d|\s?por\sciento|\s?%)"
)


def periods(text: str) -> list[Period]:
    """The years and periods of years named in a text, in order.

    >>> [p.years for p in periods("del 37% en 2007-2011 al 60% desde 2017")]
    [(2007, 2011), (2017, None)]
    """
    return read_periods(text, _PERIOD, _is_local)


_COMPARED = re.compile(
    r"\b(?:que|frente\sa|en\scomparación\scon|respecto\s(?:a|de)|con\srespecto\sa|después\sde|antes\sde|hasta)"
    r"\s[^;.]{0,36}$"
)
_FROM = re.compile(r"\b(?:de|del|desde)\s(?!(?:enero|febrero|marzo)\b)[^;.]{0,36}$")


def _is_local(text: str, match: re.Match[str]) -> bool:
    """`frente a 41 en 2020`: not the time of the rest of the sentence."""
    before = text[max(0, match.start() - 48) : match.start()]
    compared = _COMPARED.search(before) or (
        not match["first"] and re.search(r"\d", before) and _FROM_VALUE.search(before)
    )
    return bool(compared) and not re.search(r"[,–—]", compared.group() if compared else "")


#: `del 37% en 2011`
_FROM_VALUE = re.compile(r"\b(?:de|del|desde)\s(?:el\s)?\d[^;.]{0,36}\sen\s$")

_OF = re.compile(
    r"\)?\s(?:de\s(?:tod[oa]s\s)?(?:la\s|los\s|las\s)?|del\s(?:total\sde\s(?:la\s|los\s|las\s)?)?)"
    r"(?P<what>(?!descuento|aumento)[^.;,:()\n–—]{2,120})"
)
#: Where the whole that a percentage is a share of ends: a verb, a time, a comparison.
_OF_ENDS = re.compile(
    r"\s(?:(?:es|son|era|eran|fue|fueron|ha|han|había|habían|será|serán|estaba|estaban|está|están|puede|pueden|debe"
    r"|deben|tiene|tienen|tenía|tenían|se|no|que|quien|quienes|cuando|donde|como|pero|o|en\s(?:(?:19|20)\d\d|el|la|los"
    r"|las|[A-Z])|desde|durante|entre|para|por|con|según|frente|a|al|hasta|actualmente|todavía|aún|ya|viv\w+|utiliz\w+"
    r"|\w+(?:aron|ieron|ó|aba|uvo|aban|ían|ará|arán)|(?:care|perten|pade|cono)c\w+|ten(?:ía|drá)|recib\w+|dispon\w+"
    r"|(?!(?:plan|gran|orden|examen|origen|margen|volumen|régimen|crimen|imagen|resumen)\b)[a-zñáéíóú]{2,}[ae]n"
    r")(?!\w)|\d).*"
)
_DANGLING = re.compile(r"\s(?:y|e|o|de|del)\s*$")


def _cut(what: str) -> str | None:
    return _DANGLING.sub("", _OF_ENDS.sub("", what)).strip() or None


def _share(text: str, figure: Figure) -> str | None:
    """`el 73% del producto interno bruto` is a share of producto interno bruto."""
    match = _OF.match(text, figure.end)
    return _cut(match["what"]) if match else None


_PURPOSE = re.compile(
    r"\s(?:(?:en\sconcepto\sde\s[a-zñáéíóú ]{3,30}\s)?(?:para|con\sdestino\sa|destinad[oa]s?\sa)"
    r"(?:\s(?:financiar|apoyar|sufragar|cubrir|ayudar\sa))?|en\sconcepto\sde)"
    r"\s(?!(?:el\s|la\s)?(?:período|periodo|año|bienio|ejercicio|primer|20|19|\d))(?P<what>[^.;,:()\n–—]{3,100})"
)
_PURPOSE_ENDS = re.compile(
    r"\s(?:que|durante|en\s(?:el|la|los|las|(?:19|20)\d\d)|entre|según|desde|a\sfin)\b.*"
)


def _purpose(text: str, figure: Figure) -> str | None:
    match = _PURPOSE.match(text, figure.end)
    if match is None:
        return None
    what = re.sub(r"^(?:el|la|los|las)\s", "", _PURPOSE_ENDS.sub("", match["what"]))
    return what.strip() or None


_HEADS = (
    r"(?:países|Estados|Gobiernos|economías|entidades|organismos|bancos|donantes|partes|oficinas|fondos"
    r"|organizaciones|instituciones|territorios|asociados|miembros)"
)
_ADJECTIVES = (
    r"(?:\s(?:en\sdesarrollo(?:\ssin\slitoral)?|menos\sadelantados|desarrollad[oa]s|Miembros|insulares"
    r"|de\s(?:bajos|altos)\singresos|de\singreso(?:s)?\s(?:bajos?|altos?|medianos?|medios?)|africanos|europeos"
    r"|asiáticos|árabes|receptores|donantes|que\saportan\scontingentes|anfitriones|multilaterales|bilaterales"
    r"|regionales|nacionales|públic[oa]s|privad[oa]s|internacionales|no\sgubernamentales|asociados|afectad[oa]s"
    r"|emergentes|participantes|informantes|encuestad[oa]s|partes|locales|sin\slitoral))"
)


def _named(text: str, noun: str) -> list[str]:
    """Proper names that begin with a noun: `el Fondo Conjunto para los Objetivos`."""
    words = r"(?:\s(?:(?:de|del|la|los|las|para|y|el|en)\s)*[A-ZÁÉÍÓÚÑ][\w’-]+)"
    return [match.group() for match in re.finditer(rf"\b{noun}{words}{{1,8}}", text)]


ES_CONTEXT = ContextWords(
    periods=periods,
    period_follows=True,
    leading=re.compile(
        rf"\s*(?:(?:[Ee]n|[Dd]urante|[Pp]ara|[Dd]esde|[Aa]\spartir\sde|[Ee]ntre|[Aa]l|[Dd]el|[Ee]l|la|los|de|a|fin(?:es|ales)?"
        rf"|período|periodo|bienio|año|ejercicio|económico|principios|mediados|primer|segundo|tercer|último|mitad|trimestre"
        rf"|semestre|comienzos|\d{{1,2}}|{MONTHS})\s?)*"
    ),
    at_present=re.compile(
        r"\b(?:[Aa]ctualmente|ahora|hasta\sla\sfecha|hasta\sahora|en\sla\sactualidad|hoy\sen\sdía|sigue|siguen|se\sestima|estimad[oa]s?)\b"
    ),
    goes_on=re.compile(
        r"(?:Ell[oa]s|Est[oa]s|Es[oa]s|De\s(?:ell[oa]s|est[oa]s|es[oa]s|l[oa]s)|Los\s(?:demás|otros|restantes)|Entre\sell[oa]s)\b"
    ),
    same_period=re.compile(
        r"\b(?:en|durante|para)\s(?:(?:ese|este|dicho|el\smismo)\s(?:período|periodo|año|bienio|ejercicio)"
        r"|el\sperí?odo(?!\s(?:de|del|comprendido|\d)))\b",
        re.IGNORECASE,
    ),
    reporting_period=re.compile(
        r"\bper[ií]odo\s(?:que\sabarca\sel\sinforme|sobre\sel\sque\sse\sinforma|(?:objeto\sde|en)\sexamen"
        r"|examinado|al\sque\sse\srefiere|del\sinforme|de\sque\sse\sinforma)"
    ),
    defines_reporting_period=re.compile(
        r"\b(?:abarca|comprende|correspondiente\sal?)\s(?:el\s)?(?:per[ií]odo|bienio|año)"
        r"|per[ií]odo\s(?:objeto\sde|en)\sexamen[,\s]+(?:de|entre)\b"
    ),
    groups=re.compile(
        rf"(?<!\w)(?:(?:pequeños\s)?{_HEADS}{_ADJECTIVES}+|Gobiernos|Estados\sMiembros)(?!\w)"
    ),
    sharers=re.compile(rf"(?:pequeños\s)?{_HEADS}(?:{_ADJECTIVES})*"),
    opening=re.compile(
        r"(?:[^,.;]{0,40},\s)?(?:El\s|La\s|Los\s|Las\s|el\s|la\s)([A-ZÁÉÍÓÚ]\w+(?:\s(?:(?:de|del|la|los|las|para|y|el)\s){0,3}"
        r"[A-ZÁÉÍÓÚ]\w+){1,6})(?=\s[a-zñáéíóú])"
    ),
    not_subject=re.compile(
        r"\b(?:con|a|al|para|por|incluid[oa]s?|contra|entre|según)\s(?:(?:el|la|los|las)\s)?$",
        re.IGNORECASE,
    ),
    not_place=re.compile(
        r"\b(?:en|desde|dentro\sde|de|del)\s(?:(?:el|la|los|las)\s)?$", re.IGNORECASE
    ),
    not_group=re.compile(
        r"\b(?:con|entre|incluid[oa]s|y|desde|contra|que|a|de)\s(?:(?:el|la|los|las|sus|otros|algunos)\s)?$"
    ),
    not_actor=re.compile(
        r",?\s(?:también\s|además\s)?(?:observ(?:a|ó)\b|record(?:ó|ando)|recomienda|recomendó|considera|acoge"
        r"|señal(?:a|ó)|reitera|alienta|pone\sde\srelieve|destac(?:a|ó)|decidió|solicit(?:a|ó)"
        r"|fue\sinformad[oa]|tom(?:a|ó)\snota)"
    ),
    government=re.compile(r"(?!)"),
    pronoun=re.compile(
        r"^(?:Ell[oa]s?|Éste|Ésta)\b|\b(?:[Ee]l|[Ll]a)\s(?P<noun>Oficina|Fondo|Programa|Organismo|Organización|Banco|Asociación"
        r"|Departamento|Comisión|Misión|Comité|Consejo|Centro|Instituto|Alianza|Plataforma|Red)\b(?!\s(?:de|del|para|sobre)\b|\s[A-Z])"
    ),
    named=_named,
    share=_share,
    purpose=_purpose,
)
