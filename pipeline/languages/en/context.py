"""How English says whose a figure is, of when, a share of what, for what."""

from __future__ import annotations

import re

from pipeline.context.old.model import ContextWords, Period
from pipeline.context.old.years import read_periods
from pipeline.figures.model import Figure

_YEAR = r"(?:19|20)\d{2}"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = rf"(?:(?:\d{{1,2}}\s)?{_MONTH}\s)"
_PERIOD = re.compile(
    rf"(?=[A-Z\d(rd]|\b[ablstf])(?:(?P<skip>\b(?:than|as|before|after)\s(?:in\s)?{_YEAR}\b"
    rf"|\b(?:rules|law|[A-Z]\w+)\sof\s{_YEAR}\b|\b{_YEAR}\s(?:Agenda|World\sSummit)|[A-Z][A-Za-z0-9.]*(?:/[A-Za-z0-9.()-]+)+"
    rf"|resolutions?\s\d+(?:\s\({_YEAR}\))?|decisions?\s\d{{4}}/\d+|\d+\s\({_YEAR}\)"
    rf"|\([^()]{{0,60}}\b{_YEAR}\)(?=[.,;]|\s*$))"
    rf"|\b(?:[Ss]ince|[Ff]rom(?=[^,.;]{{0,24}}\sonwards?\b))\s(?:the\s)?(?:end\sof\s|early\s|late\s)?"
    rf"{_DAY}?(?P<open>{_YEAR})\b"
    rf"|(?P<first>{_YEAR})\s?(?:to|until|and|[-–—])\s?{_DAY}?(?P<last>{_YEAR})\b"
    rf"|\b(?P<begin>{_YEAR})[/–-](?P<short>\d{{2}})\b"
    rf"|(?<![\d.,/$€£-])\b(?P<year>{_YEAR})\b(?![\d.,]\d|\s?per\s?cent|%))"
)


def periods(text: str) -> list[Period]:
    """The years and periods of years named in a text, in order.

    >>> [p.years for p in periods("from 37 per cent in 2007–2011 to 60 per cent since 2017")]
    [(2007, 2011), (2017, None)]
    """
    return read_periods(text, _PERIOD, _is_local)


_COMPARED = re.compile(
    r"\b(?:than|against|compared\s(?:with|to)|up\sfrom|down\sfrom|after|before|until|prior\sto)\s[^;.]{0,36}$"
)
_FROM = re.compile(r"\bfrom\s[^;.]{0,36}$")


def _is_local(text: str, match: re.Match[str]) -> bool:
    """`compared with 41 in 2020`, `hired after 2022`: not the time of the rest of the sentence."""
    before = text[max(0, match.start() - 48) : match.start()]
    # `from 1 July 2024 to 30 June 2025` is a period, `from 5 in 2024` a value to be compared.
    compared = _COMPARED.search(before) or (not match["first"] and _FROM.search(before)) or None
    return compared is not None and not re.search(r"[,–—]", compared.group())


_OF = re.compile(
    r"\)?\s(?:points\s)?of\s(?:all\s|the\stotal\s(?=number))?(?:the\s(?!world))?(?P<what>[^.;,:()\n–—]{2,120})"
)
#: Where the whole that a percentage is a share of ends: a verb, a time, a comparison.
_OF_ENDS = re.compile(
    r"\s(?:(?:is|are|was|were|has|have|had|will|would|can|could|may|do|does|did|being|who|which|that|while|when|where"
    r"|as|but|or|in\s(?:19|20)\d\d|since|during|from|between|by\s(?:19|20)\d\d|per\syear|annually|compared|up|down|to\s(?!the)"
    r"|currently|still|now|reported?|report|identified|said|found|agreed|stated|indicated|considered|rated|lived?|goes|went"
    r"|came|rose|fell|affirming|reporting|having|using|with|in\s(?:the\s(?:period|biennium|first|second)|[A-Z])|on\saverage)\b|\d).*"
)


def _share(text: str, figure: Figure) -> str | None:
    """`73 per cent of gross domestic product` is a share of gross domestic product."""
    match = _OF.match(text, figure.end)
    if match is None:
        return None
    return _DANGLING.sub("", _OF_ENDS.sub("", match["what"])).strip() or None


_DANGLING = re.compile(r"\s(?:and|or)\s*$")
_PURPOSE = re.compile(
    r"\s(?:(?:in|as)\s[a-z ]{3,30}\s)?"
    r"(?:for|towards|to\s(?:support|finance|fund|cover|assist|help))"
    r"\s(?!(?:the\s)?(?:period|year|biennium|first|20|19|\d))(?P<what>[^.;,:()\n–—]{3,100})"
)


def _purpose(text: str, figure: Figure) -> str | None:
    match = _PURPOSE.match(text, figure.end)
    return _OF_ENDS.sub("", match["what"]).removeprefix("the ").strip() or None if match else None


_HEADS = (
    r"(?:countries|States|Governments|economies|entities|agencies|banks|NGOs|donors|parties|offices|funds"
    r"|organi[sz]ations|institutions|territories|partners|members)"
)
_ADJECTIVES = (
    r"(?:(?:least|most|more|small|island|developing|developed|landlocked|land-locked|middle-income|low-income"
    r"|high-income|upper|lower|lower-middle-income|upper-middle-income|low|high|host|donor|programme|recipient|contributing"
    r"|responding|vertical|multilateral|bilateral|regional|national|public|development|international|non-governmental"
    r"|African|European|Asian|Arab|affected|poorest|emerging|statistical|implementing|partner|Member|other|private|local)\s)"
)


def _named(text: str, noun: str) -> list[str]:
    """Proper names that end in a noun: `the Joint Sustainable Development Goal Fund`."""
    words = r"(?:[A-Z][\w’-]+\s(?:(?:of|for|and|on|the)\s)*)"
    return [match.group() for match in re.finditer(rf"{words}{{1,8}}{noun}\b", text)]


EN_CONTEXT = ContextWords(
    periods=periods,
    period_follows=True,
    leading=re.compile(
        rf"\s*(?:(?:[Ii]n|[Dd]uring|[Bb]y|[Ff]rom|[Ss]ince|[Oo]n|[Aa]s\s(?:at|of)|[Oo]ver|[Bb]etween|[Tt]hroughout|the|end|of|period"
        rf"|biennium|year|fiscal|early|late|mid-|first|second|third|last|half|quarter|beginning|\d{{1,2}}|{_MONTH})\s?)*"
    ),
    at_present=re.compile(
        r"\b(?:currently|now|to\sdate|so\sfar|at\spresent|as\syet|today|remains?|will|estimated|would)\b"
    ),
    goes_on=re.compile(
        r"(?:They|These|Those|Their|Of\s(?:these|those|them|the)|The\s(?:rest|others|remaining)|Among\s(?:these|them))\b"
    ),
    same_period=re.compile(
        r"\b(?:over|in|during|for|within)\s(?:(?:this|that|the\ssame)\s(?:period|time|year|biennium)"
        r"|the\s(?:financial\s)?period(?!\s(?:from|of|under|\d)))\b",
        re.IGNORECASE,
    ),
    reporting_period=re.compile(
        r"\b(?:reporting\speriod|period\sunder\sreview|reporting\scycle)\b"
    ),
    defines_reporting_period=re.compile(
        r"\b(?:covers|covering|reporting\speriod\s(?:is|was|from|of|covers)|period\sunder\sreview[,\s]+from)\b"
    ),
    groups=re.compile(rf"(?<!\w)(?:(?i:{_ADJECTIVES})+{_HEADS}|Governments|Member\sStates)(?!\w)"),
    sharers=re.compile(
        rf"(?:(?!(?:by|to|of|in|for)\s)[\w’-]+\s){{0,5}}{_HEADS}(?:\s(?:surveyed|responding|reporting))?"
    ),
    opening=re.compile(r"(?:[^,.;]{0,40},\s)?(?:The\s)?([A-Z]\w+(?:\s[A-Z]\w+){1,5})(?=\s[a-z])"),
    not_subject=re.compile(
        r"\b(?:with|to|for|and|including|against|under|of\sthe\sworld’s|among|across)\s(?:the\s|its\s|their\s)?$",
        re.IGNORECASE,
    ),
    not_place=re.compile(r"\b(?:in|from|within|at|on|of)\s(?:the\s)?$", re.IGNORECASE),
    not_group=re.compile(
        r"\b(?:with|among|across|including|and|from|between|against|than)\s(?:the\s|its\s|their\s|some\s)?$"
    ),
    not_actor=re.compile(
        r"\s(?:[Ss]urvey|target|goal|[Cc]harter|[Rr]eport|[Ss]ecretary|website|indicator|data)"
        # Who notes or recommends something only tells of it.
        r"|,?\s(?:further\s|also\s|therefore\s|again\s)?(?:notes?d?\b|recalls?|recommends?|considers?|observes?"
        r"|trusts?|welcomes?|reiterates?|encourages?|emphasi[sz]es?|stresses|decided|requested|requests"
        r"|(?:was|were|is|has\sbeen)\s(?:also\s|further\s)?(?:informed|provided\swith|of\sthe\s(?:view|opinion)))"
    ),
    government=re.compile(r"(?!)"),
    pronoun=re.compile(
        r"^(?:It|They)\b|\b[Tt]he\s(?P<noun>Office|Fund|Programme|Agency|Organization|Bank|Association|Department|Commission"
        r"|Mission|Committee|Council|Centre|Institute|Alliance|Platform|Network)\b(?!\s(?:of|for|on)\b|\s[A-Z])"
    ),
    named=_named,
    share=_share,
    purpose=_purpose,
)
