"""How French says whose a figure is, of when, a share of what, for what."""

from __future__ import annotations

import re

from pipeline.context.old.model import ContextWords, Period
from pipeline.context.old.years import read_periods
from pipeline.figures.model import Figure
from pipeline.languages.fr.words import BLANK, MONTHS

_YEAR = r"(?:19|20)\d{2}"
_DAY = rf"(?:(?:le{BLANK})?(?:\d{{1,2}}(?:er)?{BLANK})?{MONTHS}{BLANK})"
_PERIOD = re.compile(
    rf"(?P<skip>\b(?:qu[’']en|avant|après|dès|d[’']ici(?:{BLANK}à)?|[Hh]orizon|[Pp]rogramme|[Aa]genda){BLANK}{_DAY}?{_YEAR}\b"
    rf"|\b(?:loi|décret|Document{BLANK}final|Sommet\smondial){BLANK}de{BLANK}{_YEAR}\b|[A-Z][A-Za-z0-9.]*(?:/[A-Za-z0-9.()-]+)+"
    rf"|résolutions?{BLANK}\d+(?:{BLANK}\({_YEAR}\))?|décisions?{BLANK}\d{{4}}/\d+|\d+{BLANK}\({_YEAR}\)"
    rf"|\([^()]{{0,60}}\b{_YEAR}\)(?=[.,;]|\s*$))"
    rf"|\b(?:[Dd]epuis|[Àà]{BLANK}(?:compter|partir){BLANK}(?:de|du)){BLANK}(?:le{BLANK}|la{BLANK}fin{BLANK}de{BLANK}|l[’']année{BLANK})?"
    rf"{_DAY}?(?P<open>{_YEAR})\b"
    rf"|(?P<first>{_YEAR}){BLANK}?(?:à|au|et|jusqu[’']en|jusqu[’']au|[-–—]){BLANK}?{_DAY}?(?P<last>{_YEAR})\b"
    rf"|\b(?P<begin>{_YEAR})[/–-](?P<short>\d{{2}})\b"
    rf"|(?<![\d.,/$€£-])\b(?P<year>{_YEAR})\b(?![\d.,]\d|{BLANK}?(?:%|pour{BLANK}cent))"
)


def periods(text: str) -> list[Period]:
    """The years and periods of years named in a text, in order.

    >>> [p.years for p in periods("de 37 % en 2007-2011 à 60 % depuis 2017")]
    [(2007, 2011), (2017, None)]
    """
    return read_periods(text, _PERIOD, _is_local)


_COMPARED = re.compile(
    r"\b(?:contre|par rapport à|comparé à|comparativement à|avant|après|jusqu[’']en|qu[’']en)"
    r"\s?[^;.]{0,36}$"
)
_FROM = re.compile(r"\b(?:de|d[’'])\s?[^;.]{0,36}$")
_CHANGES = re.compile(
    r"\b(?:pass|tomb|port|ramen|mont|augment|baiss|diminu|progress)\w*\s[^;.]{0,50}$"
)


def _is_local(text: str, match: re.Match[str]) -> bool:
    """`contre 41 en 2020`, `passé de 5 en 2010 à 8`: not the time of the rest of the sentence."""
    before = text[max(0, match.start() - 60) : match.start()]
    if match["first"]:
        return False
    compared = _COMPARED.search(before) or (_CHANGES.search(before) and _FROM.search(before))
    return bool(compared) and not re.search(r"[,–—]", compared.group() if compared else "")


#: Where the whole that a percentage is a share of ends: a verb, a time, a comparison.
_ENDS = re.compile(
    r"\s(?:(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|serait|peut|peuvent|doit|doivent|vit|vivent"
    r"|qui|que|où|dont|tandis|alors|lorsque|mais|ou|en(?!\s(?:développement|transition|situation))|dans|depuis|pendant|durant|entre|par|pour|contre|avec|sur"
    r"|sous|chez|selon|afin|ne|se|y|soit|comme|au\scours|au(?!\sdéveloppement)|aux|à(?!\s(?:revenus?|faibles?|haute?)\b)"
    r"|ces|cette|cet|plus(?!\s\w+s\b)|moins(?!\savancés)|ainsi"
    r"|provien\w+|représent\w+|constitu\w+|dispos\w+|bénéfici\w+|déclar\w+|estim\w+|indiqu\w+)\b|(?:s|n|l)[’']|\d).*"
)
_OF = re.compile(
    rf"\)?(?:{BLANK}points)?{BLANK}(?:de{BLANK}la{BLANK}|de{BLANK}l[’']|du{BLANK}|des{BLANK}|de{BLANK}ces{BLANK}|de{BLANK}ses{BLANK}"
    rf"|de{BLANK}leurs?{BLANK}|de{BLANK}tous{BLANK}les{BLANK}|de{BLANK}toutes{BLANK}les{BLANK}|de{BLANK}son{BLANK}|de{BLANK}sa{BLANK})"
    r"(?P<what>[^.;,:()\n–—«»]{2,120})"
)
_DANGLING = re.compile(r"\s(?:et|ou|de|du|des)\s*$")


def _share(text: str, figure: Figure) -> str | None:
    """`73 % du produit intérieur brut` is a share of the produit intérieur brut."""
    match = _OF.match(text, figure.end)
    if match is None:
        return None
    return _DANGLING.sub("", _ENDS.sub("", match["what"])).strip() or None


_PURPOSE = re.compile(
    rf"{BLANK}(?:(?:destinée?s?|consacrée?s?|affectée?s?|allouée?s?){BLANK}(?:à(?:{BLANK}(?:la{BLANK}|l[’']))?|aux?{BLANK})"
    rf"|pour{BLANK}(?:(?:financer|appuyer|soutenir|couvrir){BLANK})?|au{BLANK}titre{BLANK}(?:de{BLANK}(?:la{BLANK}|l[’'])?|du{BLANK}|des{BLANK})"
    rf"|en{BLANK}faveur{BLANK}(?:de{BLANK}(?:la{BLANK}|l[’'])?|du{BLANK}|des{BLANK}))"
    r"(?!(?:la\s|l[’'])?(?:période|année|exercice|premi|20|19|\d|les?\s(?:\d|exercice|période|biennal)))"
    r"(?:la\s|le\s|les\s|l[’'])?(?P<what>[^.;,:()\n–—«»]{3,100})"
)
#: As above, but the purpose itself may go on over `à`, `aux` and the like.
_PURPOSE_ENDS = re.compile(
    r"\s(?:(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|qui|que|dont|tandis|mais|en|depuis"
    r"|pendant|durant|entre|ne|se|au\scours|au\stitre)\b|\d).*"
)


def _purpose(text: str, figure: Figure) -> str | None:
    match = _PURPOSE.match(text, figure.end)
    if match is None:
        return None
    return _DANGLING.sub("", _PURPOSE_ENDS.sub("", match["what"])).strip() or None


_HEADS = (
    r"(?:pays|États|Gouvernements|gouvernements|économies|entités|organismes|banques|ONG|donateurs|parties|bureaux|fonds"
    r"|organisations|institutions|territoires|partenaires|membres)"
)
_ADJECTIVES = (
    r"(?:\s(?:en\sdéveloppement|développés|les\smoins\savancés|(?:sans|en)\slittoral|à\srevenu\s(?:intermédiaire|élevé|faible)"
    r"|à\sfaible\srevenu|insulaires|donateurs|partenaires|bénéficiaires|Membres|parties|multilatérales|bilatéraux"
    r"|régionales|nationales|internationales|non\sgouvernementales|publiques|privées|africains|européens|arabes|asiatiques"
    r"|émergents|touchés|hôtes|participants|répondants))"
)


def _named(_text: str, _noun: str) -> list[str]:
    """None: a French name begins with its noun, and where it ends running text does not tell."""
    return []


FR_CONTEXT = ContextWords(
    periods=periods,
    period_follows=True,
    leading=re.compile(
        rf"\s*(?:(?:[Ee]n|[Aa]u(?:{BLANK}cours)?|[Pp]endant|[Dd]urant|[Dd]e|[Dd]u|[Dd]epuis|[Ll]e|[Ee]ntre|[Àà]|la|l[’']|les|fin|[Dd][’']|mi-"
        rf"|début|période|exercice|exercices|biennal|année|années|premier|deuxième|troisième|dernier|semestre|trimestre"
        rf"|moitié|compter|partir|\d{{1,2}}(?:er)?|{MONTHS})\s?)*"
    ),
    at_present=re.compile(
        r"\b(?:actuellement|maintenant|à\sce\sjour|jusqu[’']à\sprésent|à\sl[’']heure\sactuelle|aujourd[’']hui|reste|restent"
        r"|devrait|devraient|sera|seront|serait|seraient)\b"
    ),
    goes_on=re.compile(
        r"(?:Ils|Elles|Ceux-ci|Celles-ci|Ces|Leurs?|Sur\s(?:ces|ce)|Parmi\s(?:ces|eux|elles|ceux-ci)|Les\sautres)\b"
    ),
    same_period=re.compile(
        r"\b(?:(?:au\scours|durant|pendant|dans|lors)\s(?:de\s)?(?:cette|la\smême)\s(?:période|année)"
        r"|(?:cette|la\smême)\s(?:année|période)|(?:durant|pendant|au\scours\sde)\s(?:l[’']exercice|la\spériode)"
        r"(?!\s(?:du|de|allant|considérée|\d)))\b",
        re.IGNORECASE,
    ),
    reporting_period=re.compile(
        r"\b(?:période\s(?:considérée|à\sl[’']examen|examinée|couverte|visée)|période\sdu\srapport)\b"
    ),
    defines_reporting_period=re.compile(
        r"\b(?:(?:porte|portant)\ssur\sla\spériode|couvre|couvrant|période\s(?:considérée|à\sl[’']examen)[,\s]+"
        r"(?:allant|c[’']est-à-dire|du))\b"
    ),
    groups=re.compile(rf"(?<!\w)(?:{_HEADS}{_ADJECTIVES}+|États\sMembres|Gouvernements)(?!\w)"),
    sharers=re.compile(
        rf"{_HEADS}(?:{_ADJECTIVES}|\s(?:interrogée?s|ayant\srépondu|répondante?s|[a-zà-ÿ]+s)){{0,4}}"
    ),
    opening=re.compile(
        r"(?:[^,.;]{0,40},\s)?(?:Le\s|La\s|L[’'])([A-ZÀ-Ý]\w+(?:\s(?:(?:de|des|du|pour|et)\s)?[A-ZÀ-Ý]\w+){1,5})(?=\s[a-zà-ÿ])"
    ),
    not_subject=re.compile(
        r"(?:\b(?:avec|à|au|aux|pour|et|y\scompris|contre|selon|par|parmi|de|du|des|entre|d[’'])\s?(?:la\s|les\s|le\s|l[’'])?)$",
        re.IGNORECASE,
    ),
    not_place=re.compile(
        r"(?:\b(?:en|au|aux|à|dans|de|du|des|d[’'])\s?(?:la\s|l[’']|les\s|le\s)?)$", re.IGNORECASE
    ),
    not_group=re.compile(
        r"\b(?:avec|parmi|entre|et|contre|de|des|du|par|que|chez)\s(?:les\s|la\s|ses\s|leurs\s)?$"
    ),
    not_actor=re.compile(
        r"\s(?:,\s)?(?:note|rappelle|recommande|considère|observe|se\sfélicite|réaffirme|engage|souligne|a\sdécidé"
        r"|a\sdemandé|demande|a\sété\sinformée?|constate|prend\snote|prie|invite|est\sd[’']avis)\b"
    ),
    government=re.compile(r"(?!)"),
    pronoun=re.compile(
        r"^(?:Il|Elle|Ils|Elles)\b(?!\s(?:y\sa|faut|convient|est\s(?:à|important|nécessaire|prévu|proposé|estimé)|s[’']agit|ressort|importe))"
        r"|\b(?:[Ll]e|[Ll]a|[Ll][’'])\s?(?P<noun>Bureau|Fonds|Programme|Agence|Organisation|Banque|Association|Département|Commission"
        r"|Mission|Comité|Conseil|Centre|Institut|Alliance|Réseau)\b(?!\s(?:de|des|du|pour|d[’'])|\s[A-Z])"
    ),
    named=_named,
    share=_share,
    purpose=_purpose,
)
