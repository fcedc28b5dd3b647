"""English words for what a figure is about."""

from __future__ import annotations

import re

from pipeline.figures.currencies import sign_characters
from pipeline.figures.words import any_of, capitalised
from pipeline.gazetteer import regions
from pipeline.languages.context import (
    NEVER,
    YEAR,
    ActorWords,
    ChangeWords,
    ContextLexicon,
    MeasurePatterns,
    MeasureWords,
    PurposeWords,
    RateWords,
    ShareWords,
    TimeWords,
    any_year,
    clause_breaks,
    compiled,
    name_words,
    names_with_years,
)
from pipeline.languages.en.nouns import unit_class

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = rf"(?:(?:\d{{1,2}}\s)?{_MONTH}\s)"
#: A day or month whose year comes after the next one: `1 April to 30 June 2020`.
_UNTIL = rf"(?:(?:\d{{1,2}}\s(?:{_MONTH}\s)?|{_MONTH}\s)(?:to|and|until|through|[–-])\s)"
_SPAN = (
    r"(?:(?:the|a|end|beginning|start|middle|course|close|whole|of|early|late|mid|calendar"
    r"|fiscal|financial|period|periods"
    r"|biennium|bienniums|biennia|triennium|year|years|season|seasons|decade|first|second"
    r"|third|fourth|last|half|quarter|quarters"
    r"|school|academic|crop|reporting|planning|budget|programme|cycle|from)[\s-])"
)

#: Words for a rise, a fall and a difference: as verbs, with their endings.
_RISE = (
    r"(?:ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|gr[eo]w(?:s|n|ing)?"
    r"|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)"
    r"|soar(?:s|ed|ing)?|expand(?:s|ed|ing)?|gain(?:s|ed|ing)?|improv(?:e|es|ed|ing)"
    r"|advanc(?:e|es|ed|ing)|accelerat(?:e|es|ed|ing)"
    r"|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|outpac(?:e|es|ed|ing)|rebound(?:s|ed|ing)?"
    r"|recover(?:s|ed|ing)?|rais(?:e|es|ed|ing)|up)"
)
_FALL = (
    r"(?:f[ae]ll(?:s|en|ing)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)"
    r"|drop(?:s|ped|ping)?|reduc(?:e|es|ed|ing)|shr[aiu]nk(?:s|ing)?"
    r"|contract(?:s|ed|ing)?|diminish(?:es|ed|ing)?|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?"
    r"|slump(?:s|ed|ing)?|lower(?:s|ed|ing)?"
    r"|los(?:e|es|t|ing)|cut(?:s|ting)?|dip(?:s|ped|ping)?|slow(?:s|ed|ing)?|down"
    r"|depreciat(?:e|es|ed|ing)|appreciat(?:e|es|ed|ing))"
)
_CHANGE = (
    r"(?:increases?|decreases?|growth|rises?|declines?|drops?|falls?|reductions?|expansions?"
    r"|contractions?|improvements?"
    r"|gains?|losses|loss|cuts?|surge|jump|slump|changes?|differences?|savings?|hikes?|uptick"
    r"|downturn|depreciation|appreciation)"
)
#: The beginning of a sum, and of any amount.
_SUM, _AMOUNT = rf"[{sign_characters()}]\d", rf"[{sign_characters()}\d]"
_ABOUT = (
    r"(?:(?:about|around|approximately|roughly|some|nearly|almost|over|just|only|another|a|an"
    r"|further|at\sleast|more\sthan|less\sthan"
    r"|fewer\sthan|up\sto|as\smuch\sas|close\sto|well\sover|an\saverage\sof|an\sestimated"
    r"|estimated|average|annual|annually|mere)\s)*"
)
_NP = r"(?:[^\s,;:()]+\s){1,9}?"

TIME = TimeWords(
    years=any_year(
        joiners="to|until|through|till",
        day=rf"(?:the\s)?(?:end\sof\s)?{_DAY}?",
        between=(rf"\b[Bb]etween\s(?:the\syears\s)?{_DAY}?", r"\sand\s"),
        percent=r"%|per\s?cent",
    ),
    names=names_with_years(
        # Here and before the next list: most words begin with another letter.
        rf"\b(?=[A-Z12acdfhloprs])(?:{YEAR}\s(?:Agenda|[A-Z]\w+\s(?:[A-Z]\w+|for|on|of)"
        rf"|[Ss]urvey|[Rr]eport|[Cc]ensus\sround|[Ss]ummit|[Dd]ecision|Act|Plan|"
        r"Protocol|Convention|Index|Outcome|Review|Declaration"
        r"|[a-z]+(?:\s[a-z]+)?\s(?:system|strategy|review|resolution|report|survey))\b"
        rf"|[Rr]esolutions?\s[\w/]+(?:\s\([^()]*\))?,?\s(?:of"
        rf"|dated)\s(?:\d{{1,2}}\s)?(?:{_MONTH}\s)?{YEAR}"
        rf"|(?=[LRDACPOSlrdacpos])(?:[Ll]aw|[Rr]ules|[Dd]ecree|[Aa]ct|[Rr]egulations?"
        rf"|[Cc]onstitution|[Rr]esolution|[Aa]greement|[Dd]eclaration|[Cc]onvention"
        rf"|[Pp]rotocol|[Cc]ode|[Cc]onsensus|[Oo]utcome|[Pp]lan|[Ss]trategy|Charter|Report"
        rf"|Act)\s(?:\w+\s)?(?:of|,)\s(?:\d{{1,2}}\s)?(?:{_MONTH}\s)?{YEAR}\b"
        rf"|(?:[Ss]trateg(?:y|ic\s[Pp]lan)|[Pp]lan|[Pp]rogramme|[Ff]ramework|Agenda|Promise"
        rf"|Vision|Strategy),?\s(?:for\s)?\(?{YEAR}(?:\s?[–-]\s?{YEAR})?\)?"
        rf"|(?:[Rr]esolutions?|[Dd]ecisions?|dated|(?:reports?|letters?)\s(?:dated|of"
        rf"|during))\s(?:of\s)?{_DAY}?{YEAR}\b"
        rf"|(?:[A-Z]\w+\s){{1,4}}(?<!In\s)(?<!By\s)(?<!From\s)(?<!Since\s)(?<!Until\s)"
        rf"(?<!During\s){YEAR}\sstrategy"
        rf"|held\s(?:in|on|at)\s[^.;]{{0,60}}?{YEAR}\b)"
        rf"|\([^()]{{0,60}}[A-Za-z]{{3}}[^()]{{0,40}},\s{YEAR}\)|\([Ss]ee\s[^()]*\)"
    ),
    lead=re.compile(
        rf"\b(?:(?:[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Ff]or|[Dd]uring|[Ff]rom|[Ss]ince"
        rf"|[Aa]s\s(?:of|at|from)|[Oo]ver|[Bb]etween|[Tt]hroughout|[Uu]ntil"
        rf"|[Ww]ithin|[Aa]fter|[Bb]efore|[Tt]hrough|[Ff]ollowing|[Ff]iscal|[Mm]id|[Ee]arly"
        rf"|[Ll]ate)[\s-]|{_UNTIL}|{_SPAN}|{_DAY})+\Z"
    ),
    after=re.compile(r"\s(?:onwards?|alone|fiscal\syear|biennium|season|census)\b"),
    since=re.compile(r"\b[Ss]ince\b"),
    since_event=re.compile(rf"\b[Ss]ince\s[^,;.\d]{{2,60}}\s(?:in|on)\s{_DAY}?\Z"),
    compared=re.compile(
        r"\b(?:(?:[Cc]ompared|in\scomparison|[Rr]elative)\s(?:with|to)|than|versus|vis-à-vis"
        r"|as\s(?:against|opposed\sto)|unlike)"
        r"\s[^;,.()\d]{0,44}\Z|\bagainst\s(?:(?:the|a|those|levels?|figures?|totals?"
        r"|baselines?|in|of|about)\s)*\Z|\b(?:over|on|above|below)\s(?:the\s)?(?:fiscal\s"
        r"|calendar\s)?(?:year\s)?(?:levels?\s(?:of|in)\s)?\Z"
        rf"|\bfrom\s(?:its|their|the|a)\s(?:[^;.,()\d]{{0,36}}\b(?:levels?|figures?|totals?"
        rf"|values?|rates?|shares?|peaks?|lows?|highs?|averages?|baselines?|numbers?|amounts?"
        rf"|ones?|year|period|previous|preceding|prior)\b)?[^;.,()\d]{{0,12}}\Z"
        rf"|\b(?:before|after|prior\sto|until)\s{_SPAN}?{_DAY}?\Z"
    ),
    from_=re.compile(rf"\b[Ff]rom\b(?!\s{_UNTIL})"),
    levels=re.compile(r"(?:[’']s)?\s(?:levels?|baselines?|figures?|values?|prices)\b"),
    opening=re.compile(
        r"(?:[A-Z][^.:;,\d]{2,60}:\s)?(?:(?:\d+[.)]|[•–—-]|\(?[a-z]\)"
        r"|(?:[A-Z][a-z]+(?=,)|Also|Further|Again|And|But|However|Meanwhile|Moreover"
        r"|Similarly|Overall|For\s(?:example|instance)"
        r"|In\s(?:total|addition|particular|contrast)|Here|Thus|Furthermore|As\sa\sresult"
        r"|Nonetheless|Nevertheless|Globally)\b),?\s?)*"
        r"(?:(?:Also\s|Further\s)?[Dd]ecides,?\s(?:also\s|further\s)?)?"
        r"(?:[^.;\d]{0,120}?\bthat,?\s(?=[a-z]))?"
    ),
    apart=re.compile(
        r"[,;:()–—]|\s-{1,2}\s|\b(?:and|while|whereas|but|with|although|compared|than|when"
        r"|where|which|who|that)\b"
    ),
    separator=re.compile(
        r"[,;(–—]|\s-{1,2}\s|\b(?:and\s(?!19|20)|while|whereas|but|compared|than|although)"
    ),
    moves=re.compile(r"\b(?:to|until|up\sto|compared|against|than)\s"),
    up_from=re.compile(
        r"\A(?:(?!while|whereas|although)[^.;()]){0,120}?,?\s?\(?"
        r"(?:\b(?:up|down|rising|falling|increasing|decreasing"
        r"|a\s(?:rise|fall|drop|decline|decrease))\s(?:significantly\s|sharply\s"
        r"|slightly\s)?from"
        r"|(?:as\s)?compared\s(?:with|to)|as\s(?:against|opposed\sto)|versus|against"
        r"|from)\s[^.;()]{0,40}\Z"
    ),
    moved=re.compile(
        rf"(?:\A[^.;,()]{{0,60}},?\s|\b(?:{_RISE}|{_FALL})\s[^.;()\d]{{0,24}})to\s{_ABOUT}"
        rf"(?:\w+\s)?\Z"
    ),
    valued=re.compile(r"\d"),
    noted=re.compile(r"[\s,]*"),
    note=re.compile(r"[^()]{0,24}\s\((?:[^()]{0,30}\s)?"),
    listed=re.compile(r"\s?(?:,|and|or|,\sand|per\scent\sand|%\sand)\s(?:the\s)?"),
    from_value=re.compile(rf"\bfrom\s{_ABOUT}(?:\w+\s){{0,3}}\Z"),
    stood=re.compile(
        r"\s(?:it\s)?(?:was|were|is|are|stood\sat|reached|amounted\sto|totall?ed|averaged)\s"
    ),
    years_listed=re.compile(r"(?:,|\sand|,\sand)\s(?:in\s)?"),
    series=re.compile(r"(?:[\s,–—-]|\b(?:and|that|it|was|were|is|of|at|to|for|then|reached)\b)*"),
    respectively=re.compile(r"\brespectively\b"),
    previous_year=re.compile(
        r"\b(?:the\s)?(?:previous|preceding|prior|last)\syear\b"
        r"|\b(?:a|one)\syear\s(?:earlier|ago|before|previously)\b"
    ),
    same=re.compile(
        r"\b(?:[Ii]n|[Dd]uring|[Oo]ver|[Ff]or|[Ww]ithin)\s(?:the\ssame|this|that)\s(?:period"
        r"|year|time|biennium)\b"
    ),
    goes_on=re.compile(
        r"(?:Of\s(?:these|those|them|this\s(?:amount|total|sum))|Among\s(?:these|them|those))\b"
    ),
    definite=re.compile(r"\b(?:[Tt]he|these|those)\s\Z"),
    divides=re.compile(
        r"(?:\b(?:including|comprising|of\swhich|of\swhom|consisting\sof|namely"
        r"|equivalent\sto|(?:which\s)?represent(?:s|ed|ing)"
        r"|(?:which\s)?account(?:s|ed|ing)\sfor"
        r"|totall?ing|worth|valued\sat|amounting\sto|at\san?\s(?:[a-z]+\s){0,2}(?:cost|price"
        r"|value)\sof|for\sa\stotal\sof|(?:as\s)?compared\s(?:with|to)|versus"
        r"|as\s(?:against|opposed\sto)"
        r"|an?\s(?:[a-z]+\s){0,2}(?:increase|decrease|decline|rise|drop|fall|reduction)\sof)"
        r"\s[^.;,()\d]{0,40}|[,–—]\s(?:or|an?|up|down)\s(?:some\s|about\s|around\s|nearly\s"
        r"|by\s)?)\Z"
    ),
    present=re.compile(r"\b(?:currently|now|today|to\sdate|so\sfar|at\spresent|presently)\b"),
)

CHANGE = ChangeWords(
    verb=re.compile(
        rf"\b(?:{_RISE}|{_FALL})\s(?:(?:again|further|significantly|sharply|slightly|steadily"
        rf"|also|even|on\saverage|in\s(?:real|nominal)\sterms|year-on-year"
        rf"|annually|in\s{YEAR})\s)?(?:[^\s,;:()]+\s){{0,8}}?by\s(?:only\s"
        rf"|just\s)?{_ABOUT}(?:between\s)?\Z"
        rf"|\b(?!up|down|exceed|surpass|gain|lost|lose|rais|cut|reduc|recover)(?:{_RISE}"
        rf"|{_FALL})\s(?:by\s)?{_ABOUT}\Z"
        rf"|,\s(?:or\s)?(?:up|down)\s(?:by\s)?{_ABOUT}\Z|\b(?:up|down)\sby\s{_ABOUT}\Z"
        rf"|\b(?:by)\s{_ABOUT}(?=\Z)(?<=\bhigher\sby\s)|\b(?:higher|lower|larger|smaller"
        rf"|exceed\w*|surpass\w*)\s(?:[^\s,;:()]+\s){{0,8}}?by\s{_ABOUT}\Z"
    ),
    noun=re.compile(
        rf"\b(?:rise|increase|decrease|decline|fall|drop|reduction)\s(?:has\sbeen|was"
        rf"|is)\s(?:only\s|as\s(?:low|high|much)\sas\s)?{_ABOUT}\Z"
        rf"|\b{_CHANGE}\s(?:in\s{_NP})?(?:of|by|equivalent\sto"
        rf"|amounting\sto)\s{_ABOUT}(?:between\s)?\Z"
        rf"|\b(?:[Nn]et\s)?{_CHANGE}\s\(\Z"
    ),
    after=re.compile(
        # Not `, above the 22 per cent of 2015`.
        rf"(?!,\s[a-z\s]{{0,20}}?(?:above|below|than)\s(?:the\s)?{_AMOUNT})"
        rf"\)?,?\s(?:year-on-year\s|annual\s|real\s|net\s|HIV\s|overall\s"
        rf"|average\s)?(?:{_CHANGE}\b(?!\s(?:target|programme|measures))"
        r"|(?:(?:points?|percentage\spoints)\s)?(?:more|higher|lower|less|fewer|larger"
        r"|smaller|greater|faster|slower|better|worse|above|below|up|down)\b"
        r"(?!\s(?:income|middle))(?:\s(?:\w+\s){0,4}?(?:than|compared)"
        r"|\s(?:the|its|their|that|estimates|levels?|those|in|on|budget|average)\b)"
        r"|\bin\sadditional\s\Z)"
    ),
    rate=re.compile(r"\b(?:[Ii]nflation|[Gg]rowth)\b"),
    being=re.compile(
        r"[^.;]{0,60}?\b(?:being|representing|reflecting)\sthe\s(?:net\s)?(?:increase"
        r"|decrease|reduction|rise)\sin\b"
    ),
    like=re.compile(r"[,(\s]*\b(?:as\s)?(?:compared\s(?:with|to)|against|versus)\s[^.;()]{0,40}\Z"),
    again=re.compile(
        rf"(?:,\s(?:and\s)?|\sand\s)(?:[^\s,;.()\d]+\s){{1,9}}?(?P<change>by)\s{_ABOUT}"
    ),
    same=re.compile(
        r",?\s\(?(?:or\s)?(?:about\s|around\s|some\s|approximately\s|nearly\s|almost\s|over\s"
        r"|more\sthan\s|only\s|just\s)?"
    ),
    points=re.compile(r"(?:percentage|per\scent)[\s-]points?|\s?points?\b(?=\sin\b)"),
    is_value=re.compile(
        rf"(?:\srates?)?(?:\s(?!and\b|but\b|while\b|to\b)[^\s,;:()]+){{0,12}}?\s(?:was|is"
        rf"|were|stood\sat|reached|averaged|averaging|estimated\sat|projected\s(?:at|to\sbe)"
        rf"|remained\sat|hit|of|at|be)\s{_ABOUT}\Z"
    ),
)

# --- actors ---------------------------------------------------------------------------------

_HEADS = (
    r"(?:countries|States|Governments|economies|entities|agencies|banks|NGOs|donors|parties"
    r"|funds|nations"
    r"|organi[sz]ations|institutions|territories|partners|members|companies|enterprises"
    r"|contributors|LDCs|LLDCs|SIDS|regions)"
)
_KINDS = (
    "least most more small island developing developed landlocked land-locked middle-income "
    "low-income low- and upper- lower- high-income upper lower lower-middle-income "
    "upper-middle-income low high host donor programme recipient contributing contributor "
    "responding reporting surveyed vertical multilateral bilateral regional national public "
    "development international non-governmental african european asian arab affected poorest "
    "poorer "
    "richest emerging statistical implementing partner member other private local humanitarian "
    "major industrialised industrialized post-conflict conflict-affected heavily indebted poor "
    "participating civil society"
).split()
_KINDS_OF = rf"(?:{any_of({*capitalised(_KINDS), *(kind.title() for kind in _KINDS)})}\s)"
_BODY = (
    r"(?:Committee|Commission|Council|Fund|Office|Agency|Ministry|Department|Bank|Board"
    r"|Authority|Institute|Organi[sz]ation|Association|Union"
    r"|Mission|Mechanism|Secretariat|Government|Federation|Foundation|Centre|Center"
    r"|University|Bureau|Corporation|Alliance|Forces?|Tribunal|Court|Senate|Assembly"
    r"|Parliament|Chamber|Service|Facility|Programme(?!\sof\sAction)|Partnership|Police|Army)"
)
_NAME_WORDS = r"(?:(?:[A-Z][\w’'-]*)\s(?:(?:of|for|on|and|the|to|in)\s){0,3}){0,8}"
#: Finite verbs; `(?=[a-z])` rules out most places before the alternatives do.
_VERB = (
    r"\b(?=[a-z])(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall"
    r"|should|does|did|do|rose|fell|grew|spent|made|gave|held|led|took|saw|paid|lent|went"
    r"|came|stood|built|began"
    r"|sent|became|brought|bought|lost|met|ran|fed|won|put|cut|set|kept|left|told"
    r"|(?!(?:based|compared|followed\sby|formed|supported|related|affected|led|earmarked"
    r"|funded|combined|owned|managed|administered|focused|oriented|selected|targeted"
    r"|integrated|limited|united|estimated|registered|displaced|surveyed|assigned|called"
    r"|located|headquartered|dedicated|allocated|organized|used|needed|required|received)\b)"
    r"[a-z]{2,}ed"
    r"|(?:supported|affected|led|funded|managed|selected|targeted|integrated|allocated"
    r"|organized|used|needed|required|received|registered|administered"
    r"|displaced)(?=\s(?:the|an?|its|their|over|more|nearly|some|about|around|approximately"
    r"|almost|at\sleast|up\sto)\b|\s"
    f"{_AMOUNT}"
    r")|integrates?|said|says|[a-z]{3,}s(?=\s(?:the|an?|its|their|over|more\sthan|some|about"
    r"|around|nearly|almost|at\sleast)\b|\s"
    f"{_AMOUNT}"
    r")|goes|catalyses|enables|engages|leads|manages|invests|helps|expects?|provides?"
    r"|represents?|accounts?|includes?|receives?|supports?|contributes?|remains?|comprises?"
    r"|constitutes?|serves?|continues?|works?|spends?|needs?|faces?|employs?|hosts?|operates?"
    r"|makes?|covers?|reaches?|plans?|offers?|delivers?|leverages?|collaborates?|use|uses"
    r"|rank|ranks|report|confronting|face)\b"
)
#: What may follow a place that is not part of another name.
_AFTER_A_PLACE = (
    r"(?:and|or|but|in|to|for|on|of|by|at|from|with|as|than|who|which|that|while|where|when"
    r"|since|also|alone|itself|through|during"
    r"|between|among|over|under|per|still|now|then|both|plus|via|not|each|amid|after|before"
    r"|because|due|until|across|within|through"
    r"|towards?|into|against|without|it|there|they|the|a|an|its|respectively|only|just|alone"
    r"|once|whose|did|alike|combined|together)"
)
_REGIONS = any_of(regions("en"))
ACTORS = ActorWords(
    groups=re.compile(
        rf"(?<![\w-])(?:{_REGIONS}|(?!and\s){_KINDS_OF}{{1,6}}{_HEADS}|Governments"
        rf"|countries\swith\seconomies\sin\stransition|Member\sStates"
        rf"|States\s[Pp]art(?:y|ies)|State\sparty|donors|LDCs|LLDCs|SIDS"
        r"|(?:the\s)?international\scommunity|Gaza|Darfur)(?![\w-])"
    ),
    state_party=re.compile(r"State\sparty\b"),
    bodies=re.compile(
        rf"(?<![\w-])(?:[Tt]he\s|[Aa]\s|[Ii]ts\s|^)(?P<name>(?!In\s|At\s|By\s|On\s|For\s"
        rf"|From\s|Of\s|With\s|This\s|These\s|\w+\s(?:to\s)?the\s){_NAME_WORDS}"
        rf"(?!Programme\b(?!\s(?:of|for|on)\s)){_BODY}(?:\s(?:of|for"
        rf"|on)\s(?:the\s)?(?:[A-Z][\w-]*(?:,?\s(?:and\s|of\s|the\s|for\s)*)?){{1,8}}"
        rf"(?<!\s))?)(?![\w-]|\s[A-Z])"
    ),
    common=re.compile(
        rf"[Tt](?<!\w.)he\s(?:(?P<place>country|territory)(?=(?:’s)?[,.;:)]|’s\s"
        rf"|\s(?:{_AFTER_A_PLACE}\b(?!\soffices?\b)|{_VERB})|\Z)(?!\sof\s)"
        rf"|(?P<mission>mission)(?![\w-]))"
    ),
    is_body=re.compile(rf"\A(?:(?!of\s|for\s|on\s|in\s|to\s|and\s)[\w’-]+\s)*?{_BODY}\b"),
    world=re.compile(
        r"\b(?:(?<!\bof\s)(?<!\bthe\s)[Gg]lobally|[Ww]orldwide"
        r"|(?:in|around|across|throughout)\sthe\sworld)\b"
    ),
    not_actor=re.compile(
        r"[’']?\s?-|\s(?:[A-Z][a-z]+(?!\w)|[Ss]urvey|targets?|goals?|[Cc]harter"
        r"|[Rr]eports?\b(?!\sthat)|[Ss]ecretary|website|indicators?\b|data\b|dollars?"
        r"|conflict|crisis|war|peace|population)"
        r"(?!ed)|/|\d"
    ),
    part_of_name=re.compile(
        r"(?:\b(?!(?:The|In|For|And|But|Of|At|By|As|From|To|With|When|While|Since|Although|If"
        r"|Both|Through|Under|Its|Their|During|Also|Globally|Yet|Some|Many|However"
        r"|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Twenty|Thirty"
        r"|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)[\w-]*)\s)[A-Z][\w’'-]+\s"
        r"|(?<!\A)(?<![•–—-]\s)(?<!\.\s)[A-Z][\w’-]+\s(?:of|for|on|in)\s(?:the\s)?"
        r"|\A(?:Bank|President|Republic|Minister|Ministry|Embassy|University|Representatives?"
        r"|Director|Mission|People|Kingdom|Commission|Committee|Parliament|Court)\s(?:of|for"
        r"|on|in)\s(?:the\s)?|[\w]-)\Z(?<!Government\sof\s)(?<!Government\sof\sthe\s)"
    ),
    openers=re.compile(
        r"(?:[Ii]n|[Ww]ithin|[Aa]cross|[Ff]or|[Aa]t|[Aa]mong)\s(?:the\s)?(?:case\sof\s(?:the\s)?)?"
    ),
    lead=re.compile(
        r"(?:\d+\.\s|[•–—-]\s?|\([a-z]\)\s|(?:However|Moreover|Furthermore|In\saddition"
        r"|For\s(?:example|instance)|Similarly|Meanwhile|Overall|To\sdate|Today|Currently"
        r"|Nevertheless|Nonetheless|In\scontrast|Thus|Yet|Despite[^,.;]{0,80}|As\sa\sresult"
        r"|to\sdate|By\scontrast|Since\sthen|Also|In\stotal|In\sparticular|In\sreturn"
        r"|As\sa\sconsequence|Consequently|Accordingly|In\sturn|Notably),?\s"
        rf"|(?:[Ii]n|[Bb]y|[Dd]uring|[Aa]s\s(?:of|at)|[Ss]ince|[Ff]rom|[Bb]etween|[Oo]ver|On"
        rf"|[Ff]or|Through|Across|Throughout|Until|After|Before)\s[^,;.()]{{0,60}}?(?:{YEAR}"
        rf"|{_MONTH})[^,;.()]{{0,24}},\s"
        r"|(?:[Ii]n|On)\s(?:nearly\s|over\s|some\s|more\sthan\s)?\d[^,;.()]{0,60},\s"
        rf"|as\sfrom\s[^,;.()]{{0,60}}?{YEAR}[^,;.()]{{0,24}},\s"
        r"|(?:Through|By|Building\son|Using|Linking|Recognizing|Leveraging|Working|Drawing"
        r"|Combining)\s[^;.()\d]{0,180}?,\s(?=(?:the\s)?[A-Z])"
        r"|(?:Through|By|Across|With|As|Based\son|Under|Over|Despite|Amid|Following|At|Among"
        r"|Given|After|Before|While|Building\son|Using|Linking"
        r"|Recognizing)\s[^,;.()]{0,120},\s"
        r"|[Aa]ccording\sto\s[^;()]{0,160}?,\s(?=(?:as\s|in\s|by\s|the\s)?\S)"
        r"(?![^,;]{0,40},\sand\s)"
        r"|(?:We\s(?:are|have)|We|It\s(?:is|was|has\sbeen)|There\sis"
        r"|[A-Z][a-z]+ing(?:\swith)?)\s(?:[a-z]+\s){0,4}that,?\s"
        r"|(?:and|but|while|whereas|although|though|with|that|of\swhich|,)\s)*"
    ),
    excluded=re.compile(
        r"\b(?:with|(?<!ODA\s)(?<!aid\s)(?<!assistance\s)(?<!exports\s)(?<!flows\s)"
        r"(?<!lending\s)(?<!allocated\s)(?<!assigned\s)to|for|against|under|than|including"
        r"|unlike|according\sto|like|between|among|and|outside|towards|over|on|as|or"
        r"|alongside|such\sas)\s(?:the\s|its\s|their\s|all\s|a\s|[a-z]+\s)?\Z",
        re.IGNORECASE,
    ),
    verb=re.compile(_VERB),
    reports=re.compile(
        r",?\s(?:further\s|also\s|therefore\s|again\s|has\s|had\s|have\s)?(?:notes?d?"
        r"|recalls?|recommend(?:s|ed)?|considers?|observe[sd]?|trusts?|welcome[sd]?"
        r"|reiterate[sd]?|encourage[sd]?|emphasi[sz]e[sd]?"
        r"|stresse[sd]|decide[sd]?|request(?:s|ed)?|state[sd]?|reported|indicate[sd]?|said"
        r"|says|estimate[sd]?|suggest(?:s|ed)?|showed|shows|found|affirmed|announced|informed"
        r"|denied|took\snote|takes\snote|draws?\sattention|urge[sd]?|calls?\s(?:up)?on"
        r"|commend(?:s|ed)?|express(?:es|ed)|appreciate[sd]?|regret(?:s|ted)?"
        r"|reaffirm(?:s|ed)?|acknowledge[sd]?|invite[sd]?|believe[sd]?|conclude[sd]?"
        r"|underline[sd]?|underscore[sd]?|highlight(?:s|ed)?|points?\sout|recognize[sd]?"
        r"|warn(?:s|ed)?|projects\b(?=\sthat)|explain(?:s|ed)?)\b"
        r"|\s(?:was|were|is|has\sbeen)\s(?:also\s|further\s)?(?:informed|advised"
        r"|provided\swith|of\sthe\s(?:view|opinion)|(?:deeply\s|gravely\s"
        r"|further\s)?concerned)"
    ),
    that=re.compile(r"\bthat\b,?\s"),
    near=NEVER,
    attribute=re.compile(
        r"\s(?!is\b|was\b|has\b|had\b|will\b|would\b|and\b|in\b|to\b|for\b|on\b"
        r"|(?!(?:pooled|led|affiliated|mandated|supported|assisted)\b)[a-z]+ed\b)[\w]"
    ),
    adjunct=re.compile(rf"\s(?!(?:{_AFTER_A_PLACE}|[a-z]+ly)\b)(?!{_VERB})[a-z][\w-]*"),
    absolute=re.compile(r"\b(?:[Ww]ith|[Dd]espite|by|followed\sby)\s(?:the\s|some\s)?\Z"),
    doing=re.compile(
        r"(?:\s\([\w-]+\))?,\swith\s|\s(?:[a-z]+ly\s)?(?!(?:includ|dur|follow|accord|regard"
        r"|concern|spend|fund|financ|lend|hous|train|programm|borrow|hold|stand|rang|averag"
        r"|totall|amount|ow|be|hav|pertain|relat|result|com)ing)[a-z]+ing\s"
    ),
    relative=re.compile(r"(?:which|who|whose)\b"),
    world_measure=re.compile(r"\b(?:[Ww]orld\spopulation|global\saverage|world\saverage)\b"),
    turns=re.compile(r"\b(?:and|while|whereas|but|with|although|which|who|that)\s"),
    predicate=re.compile(
        r"\s(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|shall)\b"
    ),
    bridge=re.compile(r"(?:[a-z]+ly\s|also\s|then\s|has\s|have\s)*"),
    turned=re.compile(
        r"\b(?:appreciation|gratitude|thanks|grateful)\sto\s(?:the\s)?\Z"
        r"|\bthank(?:ed|s)\s(?:the\s)?\Z|\bapportion(?:ed)?"
        r"(?:\sthe\samount\sof\s[^;.]{0,60})?\samong\s(?:the\s)?\Z"
        r"|(?:[,;]\s(?:and|while|whereas|but)|\band|\bwhile)\s(?:in|within|at)\s(?:the\s)?\Z"
    ),
    after=re.compile(
        r"\s(?:of|in)\s(?:the\s|all\s|its\s)?|\s(?:of|in)\s(?:[a-z][\w-]*\s){1,6}(?:in|by|of"
        r"|across|from)\s(?:the\s)?|\s(?:located|created|based|living"
        r"|registered)\sin\s(?:the\s)?"
    ),
    by=re.compile(
        r"\sby\s(?:the\s)?|\s(?:[\w-]+\s){0,1}?(?:had\s|have\s|has\s|been\s|were\s|was\s"
        r"|being\s){0,3}[a-z]+(?:ed|en|de|lt|nt)\sby\s(?:the\s)?"
    ),
    source=re.compile(
        r"\s(?:in\s(?:[\w-]+\s){1,3}|(?:came|comes|coming|derived|(?:was|were)\sreceived)\s)?"
        r"from\s(?:the\s)?"
    ),
    to=re.compile(
        r"\s(?:in\s(?:[\w-]+\s){1,3})?(?:to|for)\s(?:the\s)?(?:Government\sof\s(?:the\s)?)?"
    ),
    decided=re.compile(
        r"\b(?:approved|authorized|adopted|decided|endorsed|requested|mandated|set"
        r"|established|appropriated|recommended|proposed)\sby\s"
    ),
    toward=re.compile(
        r"\b(?:trust|confidence|faith|interest|satisfaction|investments?|participation"
        r"|membership)\s(?:in|with)\s"
    ),
    label=re.compile(r"\s\((?:with\s)?|\sfor\s|\swith\s(?:only\s)?"),
    either=re.compile(r"or\b"),
    joins=re.compile(r"\s?(?:,|and|,\sand|&|as\swell\sas)\s(?:in\s)?(?:the\s)?"),
    government=re.compile(r"\bGovernments?\sof\s(?:the\s)?\Z"),
    pronoun=re.compile(
        r"(?:It|They|Its|Their|These\s(?:countries|entities|organi[sz]ations|agencies|States)"
        r"|Those\scountries)\b"
    ),
    article=re.compile(r"\A(?:[Tt]he|[Aa]n?|[Aa]ll|[Ii]ts)\s"),
    name_word=name_words("of|for|the|and|on|in|to"),
    belongs=re.compile(" of the "),
)


# --- shares, measures, purposes, units -----------------------------------------------------

_FINITE = (
    r"(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|do|does|did"
    r"|being|(?<!ly\s)(?:reported?|report)(?!ing)|identified|said|found|agreed|stated"
    r"|indicated|considered|rated|lives?|lived|goes|go|went|comes|relies|rely|depend"
    r"|suggests?|appears?|serves?|occurs?|occurred|consists?|remain"
    r"|came|come|rose|fell|remained?|remains|increased|decreased|declined|reached|received"
    r"|gained|lack|lacked|face|faced|depends?|uses?|used|experienced|involve[ds]?|affirming"
    r"|affirmed|reporting|having|using|established|report|support|supported|expressed|felt"
    r"|integrate|operate|allocated\sby|believe|believed|noted|included|shows?|showed|amount"
    r"|amounting)"
)
#: What may follow a plural noun within its noun phrase; any other word is a verb or an adverb.
_AFTER_A_PLURAL = (
    r"(?:of|and|or|in|with|without|aged|under|over|above|below|on|to|from|at|for|by|not"
    r"|within|across|among|living|affected|lived|worldwide|globally|volume|rate|rates|market"
    r"|markets|index"
    r"|(?!(?:rating|reporting|affirming|citing|indicating|stating|saying|expressing"
    r"|confirming|noting|agreeing|recognizing|pertaining)\b)[a-z]+ing"
    r"|(?:(?!rated\b)[a-z]+ed|spent|given|held|made|paid|led|sent|drawn|taken|born|lost|built"
    r"|sold|bought|found|set)(?=\s(?:to|in|by|for|on|at|from|with|under|over|through|as|of"
    r"|and|or|between|during|since|within|against|upon|across|via|into|was|were|is|are|has"
    r"|have|had|will|[A-Z\d])\b|[,;:.()]|\Z))"
)
#: Nouns that precede others in the plural, and words that end like plurals.
_NO_PLURAL = (
    r"(?<!\bgoods)(?<!\bservices)(?<!\barms)(?<!\bsales)(?<!\bsavings)(?<!\brights)(?<!emissions)"
    r"(?<!\bspecies)(?<!\bgrants)(?<!\bGoods)(?<!\bhas)(?<!\bwas)(?<!\bgas)(?<!operations)"
    r"(?<!\bfunds)(?<!\bassets)(?<!\bstatistics)(?<!\bNations)(?<!\bStates)(?<!\bGoals)(?<!\bits)"
    r"(?<!\bhis)(?<!us)(?<!is)(?<!\boverseas)(?<!\bwomen’s)"
)
_ENDS_A_PLURAL = (
    rf"(?:(?<=[a-rt-z]s)|(?<=[a-z]men)|(?<=children)|(?<=people)|(?<=personnel)|(?<=staff)"
    rf"|(?<=population)){_NO_PLURAL}\s(?!{_AFTER_A_PLURAL}\b)(?=[a-z])"
)
SHARE = ShareWords(
    after=re.compile(r"\)?\s(?:points\s)?of\s"),
    those=re.compile(
        r"\)?\sof\s(?:those|them|these|which|whom)\b(?!\s[a-z]+s\b(?<!was\b)(?<!is\b))"
    ),
    before=compiled(
        r"\bas\sa\s(?:share|percentage|proportion|percent)\sof\s(?P<of>[^,;:()]+?)"
        r"(?=\s(?:increased|decreased|rose|fell|declined|grew|dropped|was|were|is|are|has|had"
        r"|stood|remained|from|to|reached|amounted)\b)",
        r"\b(?:share|proportion|percentage|representation"
        r"|number)\sof\s[^,;:()]{2,60}?\s(?:among|amongst)\s(?P<of>[^,;:()]+?)"
        r"(?=\s(?:increased|decreased|rose|fell|declined|grew|dropped|was|were|is|are|has|had"
        r"|stood|remained|reached|amounted)\b)",
        r"\b(?:share|proportion|percentage)\sof\s(?P<of>[^,;:()]{2,60}?)\s(?:with|who|that"
        r"|having|living|reporting|using)\s[^,;:()]+?\s(?:increased|decreased|rose|fell"
        r"|declined|grew|dropped|was|were|is|are|has|had|stood|remained|reached)\b",
    ),
    opening=re.compile(
        r"(?:[•–—-]\s?)?Of\s(?P<of>(?!course|(?:this|that|the|these"
        r"|those)(?:\s(?:amount|total|sum|figure|number|amounts|sums|latter))?,)"
        r"[^,;:()]{3,110}),\s"
    ),
    ends=re.compile(
        rf"[,;:()\n•]|\.(?!\d)|\s[–—-]{{1,2}}\s|{_ENDS_A_PLURAL}"
        rf"|\s(?:who|which|that|while|when|where|as|but|or\s(?=\d)|since|during|from|between"
        rf"|by|per|annually|compared|up|down|to(?!\s\d+\s(?:years|months))|currently|still"
        rf"|now|with|on\saverage|than|and\s(?:(?=\d)|{_FINITE}\b)"
        rf"|in\s(?:{YEAR}|the\s(?:period|biennium|year|first|second)|[A-Z])|at\s|for\s|over\s"
        rf"|through\s|despite|well|{_FINITE})\b|(?<!under)(?<!over)(?<!aged)(?<!above)"
        rf"(?<!below)(?<!top)(?<!first)(?<!between)\s\d(?!\d*\s(?:years|months|to\s\d))"
    ),
    article=re.compile(
        r"(?:(?:all|the|its|their|his|her|our|these|those|total\snumber\sof|world[’']s)\s)*"
    ),
    owned=re.compile(r"[’']s?\s|\s"),
    owner=re.compile(r"\s(?:of|in|by|from|across)\s(?:the\s|all\s)?\Z"),
    second=re.compile(
        r"\A[^.;]{0,80}\b(?:while|and|whereas|compared\s(?:with|to)|but)\s(?:only\s|just\s"
        r"|close\sto\s|nearly\s|some\s|about\s|a\sfurther\s|another\s|over\s|more\sthan\s)*\Z"
        r"|\A,\s(?:only\s|just\s)*\Z"
    ),
)

_MEASURED = (
    r"(?:was|were|is|are|stood\sat|stands\sat|reached|reaching|averag(?:ed|ing)"
    r"|amount(?:ed|ing)\sto|totall?(?:ed|ing)|represent(?:s|ed|ing)?"
    r"|account(?:s|ed|ing)?\sfor|constitut(?:es?|ed|ing)|compris(?:es?|ed|ing)|made\sup"
    r"|make\sup|makes\sup|remain(?:s|ed)"
    r"|rose|risen|rising|fell|fallen|falling|grew|grown|growing|increas(?:ed|es|ing)"
    r"|declin(?:ed|es|ing)|decreas(?:ed|es|ing)|dropp(?:ed|ing)|drops?|expanded|doubled"
    r"|halved|accelerat(?:ed|es|ing)|slow(?:ed|s|ing)|peaked|climb(?:ed|s|ing)"
    r"|jump(?:ed|s|ing)|surged|soared|plunged|plummeted|slipped|dipped|edged|contracted"
    r"|shrank|narrowed|widened|worsened|improved|ranged|hovered|stayed|exceed(?:ed|s|ing)?"
    r"|surpass(?:ed|es|ing)?|hit|estimated|projected|will|has|have|had|would|can|could)"
)
#: What `in` after a sum is followed by besides the kind of money: places, times, ways.
_NO_MONEY = (
    r"(?:the|an?|its|their|his|her|our|this|that|these|those|each|every|all|both|some|several"
    r"|many|most|other|various|which|whom|whose|what|total|addition|response|support"
    r"|order|line|accordance|comparison|favou?r|real|nominal|particular|part|fiscal|financial"
    r"|calendar|current|constant|excess|advance|kind|return|exchange|late|early|mid|terms"
    r"|value|size"
    r"|over|under|just|about|nearly|more|less|only|between|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|annual\sterms|connection|gross|net|relation|respect|view"
    r"|recent|rural|urban|local|areas|regions"
    r"|developing|developed|low-|middle-|least|landlocked|small|conflict|first|second|third"
    r"|fourth|subsequent|previous|future|honou?r|aggregate|net\sterms|turn|time|place"
    r"|question|need)"
)
_SMALL_WORDS = (
    r"(?:in|of|for|to|from|and|or|as|was|were|is|are|per|on|by|at|with|through|since|than|a|an"
    r"|the|its|their|that|which|over|under|between|during|more|less|worth)"
)
#: Years between what is measured and its verb.
_IN_A_YEAR = (
    r"(?:(?:in|for|during|at\send)\s(?:the\s)?(?:(?:fiscal|financial|calendar|biennium|year"
    r"|period)\s)*(?:19|20)\d\d"
    r"(?:[/–-]\d{2,4})?\s(?:(?:period|biennium|(?:fiscal|financial)\syear)\s)?)?"
)
#: A clause between what is measured and its verb.
_ASIDE = r"(?:,\swhich\s[^;:()\d]{0,80},)"
_NOUN = r"(?P<measure>(?!wh(?:ich|o|ose)\b)[A-Za-z“][^,;:()\d•]{2,110}?)"
MEASURE = MeasureWords(
    attributive=re.compile(
        r"\b(?:have|having|has|had|with|as|strive\sfor|seek|require[sd]?)\san?\s\Z"
    ),
    of_share=MeasurePatterns(
        after=compiled(
            r"[^,;:.()]{0,70}?\s(?:is|are|was|were)\s(?:currently\s|now\s)?(?:spent\son"
            r"|comprised\sof|composed\sof|made\sup\sof|directed\sto"
            r"|allocated\sto)\s(?P<measure>[a-z])",
            r"[^,;:.()]{0,40}?\s(?:goes|went|go)\sto\s(?P<measure>[a-z])",
            r"\sof\s(?:the\s|its\s|their\s)?(?:[^\s,;:.()\d]+\s){0,5}?(?:budgets?|resources"
            r"|funds|funding|expenditures?|spending|time|income|revenues?|aid|ODA"
            r"|contributions|product|GDP|GNI)\sto\s(?!(?:the|be|have)\b)(?P<measure>[a-z])",
            r"\s(?P<measure>HIV)\s(?:reduction|decline)",
            rf"\s(?:[a-z]+\s)?{_CHANGE}\sin\s(?P<measure>[a-z])",
        ),
        before=compiled(
            # `(?<!\S)` rules out most characters before the alternatives do.
            rf"(?<!\S)(?:\A|(?<=[;:•.]\s)|(?<=,\s)){_NOUN}\sas\sa\s(?:share|percentage"
            rf"|proportion)\sof\s[^;:()\d]{{2,90}}\Z",
            rf"(?<!as\sa\s)\b(?:share|proportion|percentage)s?\sof\s{_NOUN}"
            rf"(?=\s(?:in|among|amongst|to|for|at|on|from|falling|rising|of|{_MEASURED})\b)",
            rf"(?<!\S)(?:\A|(?<=[;:•]\s)|(?<=,\s)|(?<=\bwhile\s)|(?<=\band\s)|(?<=\bwith\s)"
            rf"|(?<=\bwhereas\s)|(?<=\bthat\s)|(?<=\.\s)|(?<=\b(?:19|20)\d\d\s)){_NOUN}"
            rf"(?={_ASIDE}?\s{_IN_A_YEAR}(?:{_MEASURED})\b"
            rf"(?:\s(?:(?!\s(?:by|with)\s(?:the|an?)\s|\sthat\s"
            rf"|\sbecause\s)[^,;:()\d]){{0,60}})?\s?\Z)",
            rf"(?<!\S)(?:\A|(?<=[;:•]\s)|(?<=,\s)){_NOUN}(?=,\swhich\s{_IN_A_YEAR}"
            rf"(?:{_MEASURED})\b(?:\s[^,;:()\d]{{0,60}})?\s?\Z)",
            rf"(?<!\S)(?:\A|(?<=[;:•]\s)|(?<=,\s)|(?<=\bwhile\s)|(?<=\band\s)"
            rf"|(?<=\bthat\s)){_NOUN}(?=\s(?:also\s)?(?:remain(?:s|ed)?|is|was|are|were"
            rf"|stay(?:s|ed)?)\s(?:[a-z]+\s){{0,2}}[a-z]+,?\sat\s{_ABOUT}\Z)",
            r"\b(?:the|an?|its|their)\s(?P<measure>(?:[a-z-]+\s){0,3}(?:rate|price|level"
            r"|share|ratio|index|proportion))\s(?:of|at)\s(?:only\s|about\s|around\s"
            r"|just\s)?\Z",
            r"(?<=\ba\s)(?P<measure>[a-z][^,;:()\d]{2,60}?)\s(?:of|at)\s(?:only\s|about\s"
            r"|around\s|approximately\s)?\Z",
            r"\A(?:[^:;,.]{0,8})(?P<measure>[A-Z][^,;:()\d]{2,60}?):\s\Z",
            rf"\b(?!exceed|surpass|outpac)(?:{_RISE}|{_FALL})\s(?:its|their|the)\s(?:total\s"
            rf"|overall\s)?(?P<measure>[a-z][^,;:()\d]{{2,60}}?)\s(?:by|from)\s{_ABOUT}\Z",
            r"\b(?:increase|decrease|rise|decline|reduction|growth|fall|drop)\sin\s(?:the\s"
            r"|its\s)?(?P<measure>[a-z][^,;:()\d]{2,60}?)\s(?:of|by"
            r"|at\s)\s?[^,;:()\d]{0,24}\Z",
        ),
    ),
    of_money=MeasurePatterns(
        after=compiled(
            r"[^.;]{0,60}?\b(?:being|representing|reflecting)\sthe\s(?:net\s)?(?:increase"
            r"|decrease|reduction)\sin\s(?:the\s)?(?P<measure>[a-z])",
            r"\s(?:in|of)\s(?P<measure>(?:new\s|additional\s|total\s|existing\s|direct\s"
            r"|private\s|public\s|voluntary\s|own\s|core\s|non-core\s|regular\s|annual\s"
            r"|unpaid\s|outstanding\s|government\s|their\s|its\s|and\s|sector\s|tax\s|cash\s"
            r"|official\s|development\s|humanitarian\s|climate\s)*(?:contributions?|pledges"
            r"|investments?|funding|finance|financing|funds|expenditures?|exports|imports"
            r"|revenues?|income|resources|capital|capacity|support|assistance|aid|ODA|grants?"
            r"|loans|savings|budgets?|cash|transfers|payments?|commitments|costs"
            r"|disbursements|sales|remittances|debt|budgets|procurement|services|goods)\b)",
            rf"\s(?P<measure>(?:(?!{_SMALL_WORDS}\b)[a-z-]+\s){{0,3}}?(?:programme|package"
            rf"|contribution|grant|loan|budget|shortfall|deficit|project|commitment|pledge"
            rf"|investment|fund|facility|subsidy|appropriation|gap)\b)",
        ),
        otherwise=compiled(
            rf"\s(?:in|worth\sof)\s(?!{_NO_MONEY}\b|[a-z-]+,\s)"
            rf"(?P<measure>(?:[A-Z][\w’-]*\s){{1,3}}(?![a-z]+ed\b)[a-z]|[a-z])",
        ),
        before=compiled(
            rf"\b(?!exceed|surpass|outpac)(?:{_RISE}|{_FALL})\s(?:its|their|the)\s(?:total\s"
            rf"|overall\s)?(?P<measure>[a-z][^,;:()\d]{{2,60}}?)\s(?:by|from)\s{_ABOUT}\Z",
            r"(?:(?:\b(?:a|an|the|its|their|total|annual|with|at|of|by|in|and|include[sd]?"
            r"|[a-z]{3,}(?:ed|ing))|,)\s)(?P<measure>(?:(?!of\b|in\b|for\b|to\b|the\b|and\b"
            r"|with\b|a\b|at\b|by\b)[a-z-]+\s){0,3}(?:contributions?|shortfall|prices?"
            r"|expenditures?|budget|costs?|income|revenues?|funding|gap|deficit|surplus"
            r"|investment|grant|loan|debt|savings|appropriation|package|balance|delivery"
            r"|disbursements|exports|imports|amount|allocation|payments?|pledges?"
            r"|commitments?|resources|assistance|salary|wage|value|financing|turnover"
            r"|portfolio|procurement|spending|losses|fees|purchases|requirements|provision"
            r"|obligations|expenses|profits?|loss|earnings|reserves|receipts|proceeds"
            r"|remittances|claims|damages?|estimates?|ODA))\s(?:of|in\sthe\samount\sof|at"
            r"|,\sat|amounting\sto|totall?ing|worth|averaging|from)\s(?:only\s|about\s"
            r"|around\s|approximately\s|an\saverage\sof\s|over\s|some\s|just\s|nearly\s"
            r"|almost\s|slightly\s|well\s|more\sthan\s|less\sthan\s|at\sleast\s|up\sto\s|a\s"
            r"|record\s|high\s|of\s)*\Z",
            rf"(?<!\S)(?:\A|(?<=[;:•]\s)|(?<=,\s)|(?<=\bwhile\s)|(?<=\band\s)|(?<=\bwith\s)"
            rf"|(?<=\bthat\s)){_NOUN}(?=\s{_IN_A_YEAR}(?:was|were|is|are|stood\sat|reached"
            rf"|reaching|amount(?:ed|s|ing)\sto|totall?(?:ed|ing)|averag(?:ed|ing)|rose|fell"
            rf"|grew|increas(?:ed|es|ing)|declin(?:ed|ing)|decreas(?:ed|ing)|dropped"
            rf"|range[sd]?|estimated|remained|will\sdrop|exceed(?:ed|s)?|included"
            rf"|includes)\b(?:\s[^,;:()\d]{{0,50}})?\s?\Z)",
        ),
    ),
    lead=re.compile(
        rf"(?:(?:the|a|an|this|these|its|their|his|her|our|recording|reporting|reaching"
        rf"|totalling|leaving|providing|delivering|offering|only|about|some|strictly"
        rf"|[Ee]stimates\sof|total\snumber\sof(?=\sx)|however,?|moreover,?|for\sexample,?"
        rf"|in\saddition,?|today,?|also|Also|(?:[A-Z][a-z]+s\s)(?:also\s"
        rf"|further\s)?(?:with\s(?:\w+\s){{1,2}})?that|and|but|that|with|while"
        rf"|as\sa\sresult,?|overall,?(?=\sthe)|although|though|However|Although|Though"
        rf"|Despite|The|A|An|Its|Their|While|With|Recent\sdata\sindicates?\sthat"
        rf"|On\saverage,?)\s|[•–—-]\s?|\d+\.\s|[Ii]n\s(?:the\s)?(?:{YEAR}|[^,;]{{0,40}}),\s)"
    ),
    ends=re.compile(
        rf"[,;:()\n•]|\.(?!\d)|\s[–—-]{{1,2}}\s|\s(?:who|which|that|while|when|where|in(?!-)"
        rf"|to|for|from|by|at|with|on|among|amongst|between|during|over|under|since|as|than"
        rf"|through|across|within|{_MEASURED}|currently|also|now|still|significantly|steadily"
        rf"|continue|towards|increases?|decreases?|reductions?|declines?|aligned|allocated"
        rf"|earmarked|approved|required|needed|provided|combined|alone|compared|recorded"
        rf"|differs?|covered|(?:and|or)\s[a-z]+ing|and\s[a-z]+ed"
        rf"(?=\s(?:to|by|in|the|an?|its|their|from|for|at|on|with|that)\b)"
        rf"|and\s\w+\s(?:all|the|their|its)\b|and\s(?:\d|has|have|was|were)|and(?:\san?)?\Z"
        rf"|and\s[a-z]+\s\Z|and\san?\s[^,;:()\d]{2, 60}\sof\s?\Z"
        rf"|(?:or|of|with|an?|the)\Z)(?:\b|\Z)"
    ),
    owned=re.compile(r"[’']s?\s|\s"),
    tail=re.compile(
        r"\s(?:(?!need\b|seed\b|speed\b|feed\b|added\b)[a-z]+ed|held|made|spent|resulting"
        r"|attributable|available|standing)\b(?!\s(?:in|by|with|to|for|from|on|at|through"
        r"|under|between)\b)"
    ),
    none=re.compile(
        r"(?:whereas|while|that|those)(?:\s.*)?|indicate"
        r"|.*\b(?:notes|noted|found|shows?\s(?:that|how|an?|the)|maintained|met|where|how"
        r"|lasting|recorded|protect)\b.*|(?!(?:ODA|GDP|FDI|GNI|HIV|AI|R&D|ICT)\b)[A-Z]{2,}"
        r"|(?i:world|country|segment|then|currently|under|over|strong|areas?|containing\s.*"
        r"|main\scontractor|levels?|targets?|performance|largest\schange|rebound|replacement"
        r"|conflict|offices|project|projects|activities)"
        r"|(?:(?i:having|despite|including|compared|and|or|after|before|following|during"
        r"|since|each|to|as|by|if|when|yet|not|at|also|an?|had|has|have|is|was|were|are|would"
        r"|will|excluding|while|although|in|they|it|we|this|these)(?:\s.*)?"
        r"|.*\b(?:expects?|requires?|saw|marks?|they|we|who)\b.*"
        r"|.*\w(?:ed|s)\s(?:the|an?)\b.*|available\sdata|[A-Z][a-z]+ed"
        r"|(?:Approves?|Decides?|Authorizes?|Appropriates?|develop|implement)(?:\s.*)?"
        r"|(?!funding|financing|spending|lending|savings|housing|training|borrowing"
        r"|programming|earnings|holding|building|staffing)[a-z]+ing|.*\sand)"
        r"|(?i:it|they|this|that|these|those|he|she|we|there|which|who|amounts?"
        r"|(?:\w+\s)?(?:amount|sum|figure|value|number)s?|(?:the\s)?total"
        r"|(?:this|that|the|its|their)\s\w+\s(?:rate|figure|proportion|number)?"
        r"|(?:slight|marginal|sharp|significant|further|modest|substantial|notable|average"
        r"|annual|overall|record|net|steep|minor|small|large|similar)|proportion|share"
        r"|percentage|rate|figure|part|rest|remainder|majority|half|result|results|average"
        r"|growth|(?:\w+\s)?(?:increase|decrease|decline|rise|reduction|improvement"
        r"|deterioration)|all|some|most|both|the\sproportion|the\srate|more|an\sadditional"
        r"|additional|another|up|data|.*\b(?:countries|States|Governments|respondents"
        r"|entities|UNDP|UNICEF|UNOPS|Committee|Assembly|Council|Mission|Fund|report"
        r"|Secretary-General|survey|organi[sz]ations|members))"
    ),
)

PURPOSE = PurposeWords(
    after=compiled(
        r"(?:\)|\sdollars)?\s(?:(?:gross|net|annually|per\syear"
        r"|in\s(?:the\s)?[a-z][\w -]{2,40}|of\s[a-z][\w -]{2,30}|was|were|is|has\sbeen"
        r"|have\sbeen|shall\sbe|would\sbe|will\sbe|is\sproposed|proposed|required|needed"
        r"|allocated|approved|estimated|available|requested|to\sbe|charged|set\saside"
        r"|earmarked|appropriated|provided|in\s\d{4})\s){0,4}?for\s(?=[a-z“A-Z\d])",
        r"\sto\s(?:this|that|these|those)\s[^,;.()\d]{2,60}?\sfor\s(?=[a-z“A-Z\d])",
        r"(?:\s(?:in|of)\s[a-z][\w -]{2,40})?\stowards?\s",
        r"(?:\s(?:in|of|from|worth\sof)\s(?:the\s)?[\w -]{2,40})?\s(?:was\s|were\s|to\sbe\s"
        r"|has\sbeen\s|have\sbeen\s)?(?:invested|spent|used)\s(?:in|on|for)\s",
        r"(?:\s(?:of|in|from)\s(?:its|their|the)?\s?(?:own\s)?[a-z][\w -]{2,40})?\s"
        r"(?:(?:was|were|is|charged|allocated|required|needed|used)\s(?:[^,;.()]{0,70}?\s)?)?"
        r"to\s(?=(?:support|finance|fund|cover|assist|help|build|provide|create|ensure|enable"
        r"|implement|address|improve|strengthen|partner|purchase|procure|construct|establish"
        r"|promote|develop|meet|pay|protect|reduce|expand|respond|deliver|scale|fill|achieve"
        r"|rehabilitate|train|combat|eradicate)\b)",
        r"(?:(?<=\w)|\s)(?:\s(?:in|of)\s[a-z][\w -]{2,30})?\s(?:going\s"
        r"|went\s)?to\s(?=(?:the\s)?(?:[A-Z][\w’-]*|local|national|civil|humanitarian|women"
        r"|small|least|developing|partners|organizations|communities|households|families)\b)",
    ),
    ends=re.compile(
        r"[;\n•]|\s(?:and|or|,)\s(?:[a-z]+\s){0,2}"
        f"{_SUM}"
        r"|\.(?:\s|\Z)|\s[–—]\s|,\s(?=(?:which|representing|reflecting|while|whereas|compared"
        r"|down|up|including\s(?:\w+\s)?"
        f"{_AMOUNT}"
        r"|an?\s(?:increase|decrease)|exceeding|leaving|and\s(?:has|have|was|were)|of\swhich"
        r"|as\swell\sas\s\$|benefiting|with)\b)|\s\(see\b"
        r"|\sfor\s(?:the|an?)\s(?:\d+-month\s|financial\s|fiscal\s)?(?:period|year"
        r"|biennium)\b|\s(?:based\son|estimated\son|between\s(?:19|20)|in\s(?:19|20)\d\d\b"
        r"|since\s(?:19|20)|as\sof\s|compared\swith|from\s\$)|\)\Z|,\s\$"
    ),
    none=re.compile(
        r"(?!.*\b(?:that|which|who|whose|where)\b)(?=.*\s(?:reflects?|reflected|furthered"
        r"|supported|helped|enabled|contributed|increased|decreased|rose|fell|was|were|is|are"
        r"|has|have|had|will)\s(?!by\s))|an?\s\d+-(?:month|year)\s"
        r"|(?:the\s)?(?:period|year|biennium|first|second|purpose|same|fiscal|financial"
        r"|reporting|[\[(]?(?:19|20)\d\d|a\stotal|example|instance|more|each|every|\$"
        r"|\d+[\d,.]*\s(?:per\scent|million|billion|dollars))|the\s(?:lack|first\stime)"
        r"|(?:19|20)\d\d|\$"
    ),
    spent=re.compile(r"\b(?:spen(?:t|d|ds|ding))\s(?:[^\s,;]+\s){0,4}?\Z"),
    on=re.compile(
        r"\s(?:on|in)\s(?=(?:the\s)?[a-z])(?!(?:19|20)|(?:the\s)?(?:year|period|form|past"
        r"|last|first|second)\b|total\b|addition\b|average\b)"
    ),
)

RATE = RateWords(
    after=re.compile(
        r"(?:\s(?:gross|net))?(?:\s\([^()]{0,60}\)|\))?(?:\s(?:in"
        r"|of)\s[a-z]{3,14}(?:\s[a-z]{3,14})?)?\s(?:per\s(?!cent\b|se\b|annum\b)"
        r"|(?:for\severy|for\seach|each|every|on\sthe|a)\s"
        r"(?=(?:donor\s)?(?:year|day|month|week|hour|dollar|learner|person|capita|household"
        r"|child|student|ton|tonne|barrel|litre|kilogram|head|hectare|unit|family|beneficiary"
        r"|participant|pupil|worker|employee|member|patient|night|kilometre|kg|woman|man"
        r"|traveller|staff\smember|refugee|inhabitant)\b))"
        r"(?P<per>(?:donor\s|staff\s)?[a-z-]+)(?=[.,;:)]"
        r"|\s(?:in|for|to|of|on|and|or|per|was|were|is|are|at|from|as|compared|over|by|with"
        r"|than|that|which|during|based|owing|due|because|while|when|after|before|under"
        r"|between|since|but|if|plus|including|representing|through)\b|\Z)"
        r"|,?\s(?P<adverb>per\sannum|annually|yearly|monthly|daily)\b"
    ),
    before=re.compile(r"\b(?:[Ee]very|[Ee]ach)\s(?:donor\s)?(?P<per>dollar)\s[^.;,()$\d]{0,70}\Z"),
    adverbs={
        "per annum": "year",
        "annually": "year",
        "yearly": "year",
        "monthly": "month",
        "daily": "day",
    },
)


CONTEXT = ContextLexicon(
    breaks=clause_breaks(
        r",\s(?:and\s|but\s)?(?=(?:while|whereas|although|though|but|which|who|with"
        r"|as\scompared|compared|including|of\swhom|of\swhich|down\sfrom|up\sfrom)\b)"
        r"|\s(?=(?:while|whereas|although)\s)"
    ),
    target=re.compile(
        r"\b(?:targets?|benchmark|goal|threshold|standard|ceiling|limit|quotas?"
        r"|mandate[ds]?\s(?:in\s\d{4}\s)?an?|(?:introduced|imposed|set|established"
        r"|prescribed)\s(?:in\s\d{4}\s)?an?\s(?:quota|minimum|target)|not\sexceed(?:ing)?"
        r"|towards\Z)\b"
    ),
    target_after=re.compile(r"[\s-](?:target|benchmark|goal|threshold|ceiling|quota)\b"),
    time=TIME,
    change=CHANGE,
    actors=ACTORS,
    share=SHARE,
    measure=MEASURE,
    purpose=PURPOSE,
    rate=RATE,
    unit_class=unit_class,
    determiner=re.compile(r"(?:the|an?|its|their)\s"),
    complement=re.compile(r"\s(?:of|in|for|to|with|from)\s"),
)
