"""French words for what a figure is about."""

from __future__ import annotations

import re

from pipeline.figures.words import any_of
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
from pipeline.languages.fr.nouns import unit_class

_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_DAY = rf"(?:(?:le\s|au\s|du\s)?(?:\d{{1,2}}(?:er)?\s)?{_MONTH}\s)"
#: A day or month whose year comes after the next one: `1er avril au 30 juin 2020`.
_UNTIL = rf"(?:(?:\d{{1,2}}(?:er)?\s(?:{_MONTH}\s)?|{_MONTH}\s)(?:et|au|à)\s)"
_SPAN = (
    r"(?:(?:la|le|les|l[’']|fin|de|du|des|d[’']|au|cours|début|milieu|mi|année|années|exercice|exercices|biennal|biennaux|période"
    r"|périodes|ans|premier|première|second|deuxième|troisième|dernier|semestre|trimestre|moitié|ensemble|triennal|budgétaire|campagne)[\s-]?)"
)
_RISE = r"(?:augment\w+|progress\w+|accr[ouû]\w*|s[’']est\saccru\w*|grimp\w+|cr[ûo]\w*|bondi\w*|relev\w+|élev\w+|major\w+|dépass\w+|gagn\w+|grandi\w*|amélior\w+)"
_FALL = r"(?:baiss\w+|diminu\w+|chut\w+|recul\w+|rédui\w+|décr[ouû]\w*|perd\w+|contract\w+|tomb\w+|régress\w+|ramen\w+|fléchi\w*|dégring\w+)"
_CHANGE = (
    r"(?:augmentations?|hausses?|progressions?|accroissements?|croissance|baisses?|diminutions?|réductions?|recul|chute|contraction"
    r"|gains?|pertes?|bond|écart|relèvements?|majorations?|fléchissement|améliorations?|inflation)"
)
_ABOUT = r"(?:(?:environ|près|plus|moins|quelque|presque|au\s(?:moins|total)|en|moyenne|seulement|à\speine|pas|de|d[’']|l[’']ordre|jusqu[’']à|un|une|plein)\s?)*"

TIME = TimeWords(
    years=any_year(
        joiners="à|au|jusqu[’']en|jusqu[’']au",
        day=rf"(?:la\sfin\sde\s|fin\s)?{_DAY}?",
        between=(
            rf"\b[Ee]ntre\s(?:le\s|la\sfin\sde\s|les\sannées\s)?{_DAY}?",
            r"\set\s(?:la\sfin\sde\s|le\s)?",
        ),
    ),
    names=names_with_years(
        rf"\b(?:[Hh]orizon|[Pp]rogramme|[Aa]genda|[Dd]ocument\sfinal|Sommet\smondial|[Ll]oi|[Dd]écret|[Cc]onvention|[Pp]rotocole|[Dd]éclaration|[Cc]onstitution"
        rf"|[Ss]tratégie|[Pp]lan|[Cc]ode|(?<!par\s)[Rr]apport|[Ee]nquête|[Aa]ccord|[Rr]ésolutions?|[Dd]écisions?)\s(?:[\w’'-]+\s){{0,6}}?(?:\([^()]*\)\s)?(?:de\s|du\s|d[’']|pour\s)?{_DAY}?{YEAR}\b"
        rf"|\([^()]{{0,60}}[A-Za-z]{{3}}[^()]{{0,40}},\s{YEAR}\)|\([Vv]oir\s[^()]*\)"
    ),
    lead=re.compile(
        rf"(?<!\w)(?:(?:[Ee]n|[Aa]u|[Pp]endant|[Dd]urant|[Dd]e|[Dd]u|[Dd]epuis|[Dd]ans|[Dd]ès|[Ll]e|[Ee]ntre|[Àà]|[Pp]our|[Jj]usqu[’']en|[Aa]vant|[Aa]près|[Cc]ompter|[Pp]artir|[Vv]ers|[Dd]’ici|[Dd][’']ici)\s(?:à\s)?|[Ll][’']|[Ee]n\s[Ll][’']|{_UNTIL}|{_SPAN}|{_DAY}|[Ff]in\s)+\Z"
    ),
    after=NEVER,
    since=re.compile(r"\b[Dd]epuis\b"),
    since_event=re.compile(
        rf"\b[Dd]epuis\s(?:sa|son|la|le|leur|l[’']|qu[’']|que)\s?[^;.\d]{{2,60}}\s(?:en|au|le)\s{_DAY}?\Z"
    ),
    compared=re.compile(
        r"\b(?:par\srapport\s(?:à|au|aux)|comparativement\sà|comparée?s?\s(?:à|au|avec)|contre|que\sceux\sde|en\scomparaison\s(?:de|avec)|avant|après)\s?[^;,.()\d]{0,44}\Z"
        r"|\b(?:plus|moins)\s[^.;\d]{0,20}qu[’']en\s\Z"
    ),
    from_=NEVER,
    levels=NEVER,
    opening=re.compile(
        r"(?:[A-ZÉÀ][^.:;,\d]{2,60}\s?:\s)?(?:(?:\d+[.)]|[•–—-]|[a-z]\)|(?:[A-ZÉÀ][a-zéèêàç]+(?=,)|Ainsi|Cependant|Toutefois|Par\sailleurs|En\soutre|De\smême|Par\sexemple|Au\stotal|En\seffet|De\splus|Néanmoins)\b),?\s?)*"
        r"(?:[Dd]écide\s(?:également\s|aussi\s)?de\s[^,.;\d]{0,60}?(?=pour\s))?(?:[^.;\d]{0,120}?\bqu[’'](?=[àe])|[^.;\d]{0,120}?\bque,\s)?"
    ),
    apart=re.compile(
        r"[,;:()–—]|\s-{1,2}\s|\b(?:et|mais|tandis|alors|contre|comparée?s?|qui|que|où|dont)\b|\bqu[’']"
    ),
    separator=re.compile(
        r"[,;(–—]|\s-{1,2}\s|\b(?:et\s(?!en\s(?:19|20)|de\s(?:19|20))|mais|tandis|alors|contre|que)\b"
    ),
    moves=re.compile(r"\b(?:à|au|jusqu[’']|contre|que)\s"),
    up_from=re.compile(
        r"\A(?:(?!tandis|alors)[^.;()]){0,120}?,?\s?\(?(?:contre|au\slieu\sde|en\shausse\spar\srapport\sà|en\sbaisse\spar\srapport\sà|par\srapport\s(?:à|aux?)|comparée?s?\s(?:à|avec))\s[^.;()]{0,40}\Z"
    ),
    moved=re.compile(
        rf"(?:\A[^.;,()]{{0,60}},?\s|\b(?:{_RISE}|{_FALL})\s[^.;()\d]{{0,24}}|\bpass\w+\s[^.;()\d]{{0,24}})(?:à|au)\s{_ABOUT}\Z"
    ),
    valued=re.compile(r"\d"),
    noted=re.compile(r"[\s,]*"),
    note=re.compile(r"[^()]{0,24}\s?\((?:[^()\d]{0,30}\s)?"),
    listed=re.compile(r"\s?(?:,|et|ou|,\set|pour\scent\set|%\set)\s(?:les\s|de\s)?"),
    from_value=re.compile(rf"\b(?:de|d[’']|du)\s?{_ABOUT}\Z"),
    stood=re.compile(
        r"\s(?:était|étaient|est|sont|a\sété|ont\sété|s[’']élevait|s[’']établissait|atteignait|a\satteint)\s"
    ),
    years_listed=re.compile(r"(?:,|\set|,\set)\s(?:en\s)?"),
    series=re.compile(
        r"(?:[\s,]|\b(?:et|de|à|elle|il|était|a\sété|pour|que)\b|\b[dl][’']|\bqu[’'])*"
    ),
    respectively=re.compile(r"\brespectivement\b"),
    previous_year=re.compile(
        r"\bl[’']année\sprécédente\b|\bl[’']an\sdernier\b|\bun\san\s(?:plus\stôt|auparavant|avant)\b"
    ),
    same=re.compile(
        r"\b(?:[Aa]u\scours|[Dd]urant|[Pp]endant|[Dd]ans|[Ll]ors|[Ee]n)\s(?:de\s)?(?:cette|la\smême)\s(?:période|année)\b"
    ),
    goes_on=re.compile(
        r"(?:Sur\sce(?:s|\stotal|\snombre|\smontant)|Parmi\s(?:ces|ceux-ci|celles-ci|eux|elles)|De\sce\s(?:total|montant|nombre))\b"
    ),
    definite=re.compile(r"\b(?:[Ll]es|[Dd]es|[Aa]ux|[Cc]es)\s\Z"),
    divides=re.compile(
        r"(?:\b(?:dont|y\scompris|soit|comprenant|composée?s?\sde|à\ssavoir|équivalant\sà|ce\squi\s(?:représente|équivaut\sà|correspond\sà)|représentant|d[’']un\s(?:montant|coût|prix|volume)|d[’']une\svaleur|pour\sun\s(?:montant|coût|total)|contre|comparée?s?\s(?:à|avec))\s[^.;,()\d]{0,40}"
        r"|,\s(?:ou|soit|en\s(?:hausse|baisse|augmentation|recul)\sde)\s(?:environ\s|près\sde\s)?)\Z"
    ),
    present=re.compile(
        r"\b(?:actuellement|maintenant|à\sce\sjour|à\sl[’']heure\sactuelle|aujourd[’']hui|jusqu[’']à\sprésent)\b"
    ),
)

CHANGE = ChangeWords(
    verb=re.compile(
        rf"\b(?:{_RISE}|{_FALL})\s(?:(?!pass(?:é|ait|e\b))[^\s,;:()]+\s){{0,8}}?(?:de|d[’'])\s?{_ABOUT}\Z"
        rf"|\b(?:{_RISE}|{_FALL})\s(?:(?:en\smoyenne|au\srythme|qu[’']au\srythme)\s(?:de\s)?)?(?:de|d[’'])\s?{_ABOUT}\Z"
    ),
    noun=re.compile(
        rf"\b{_CHANGE}\s(?:(?!à\s|est\b|sont\b)[^\s,;:()]+\s){{0,8}}?(?:de|d[’'])\s?{_ABOUT}\Z"
        rf"|\b(?:taux\s(?:\w+\s)?de\scroissance|hausse|inflation)\s(?:[^\s,;:()]+\s){{0,9}}?(?:est|était|a\sété|s[’']est\sélevée?|s[’']établit|s[’']est\sétablie?|atteint)\s(?:en\smoyenne\s)?(?:à\s|de\s)?{_ABOUT}\Z"
    ),
    after=re.compile(
        r"\)?\s(?:de\splus|de\smoins|(?:supérieure?s?|inférieure?s?|plus\sélevée?s?|plus\sfaibles?)\s(?:à|au|aux|que)|en\sdessous|au-dessus|d[’'](?:augmentation|accroissement)|de\s(?:croissance|hausse|baisse|réduction|diminution)\b)"
    ),
    rate=re.compile(r"\b(?:[Cc]roissance|[Ii]nflation)\b"),
    object=re.compile(r"\s(?:l[ae]s?|des|du|s(?:on|a|es)|leurs?)\s|\sl[’']"),
    being=re.compile(
        r"[^.;]{0,60}?\b(?:représentant|correspondant\sà)\sl[’'](?:augmentation|accroissement|écart|la\s(?:diminution|réduction))\b"
    ),
    like=re.compile(r"[,(\s]*\b(?:contre|comparée?s?\s(?:à|avec))\s[^.;()]{0,40}\Z"),
    again=re.compile(
        rf"(?:\sen\s{YEAR})?(?:,\s(?:et\s)?|\set\s)(?:celui\s|celle\s|l[’']|les?\s|la\s)(?:[^\s,;.()\d]+\s){{0,9}}?(?P<change>de)\s{_ABOUT}"
    ),
    same=re.compile(
        r",?\s\(?(?:soit\s|ou\s(?:encore\s)?)?(?:de\s)?(?:environ\s|près\sde\s|plus\sde\s)?"
    ),
    points=re.compile(
        r"points?(?:\sde\spourcentage|\spour\scent)?|\s?points?(?:\sde\spourcentage)\b"
    ),
    is_value=re.compile(
        rf"(?:\s(?!et\b|mais\b)[^\s,;:()]+){{0,10}}?\s(?:était|est|a\sété|sont|s[’']est\sétablie?|s[’']élevait|s[’']est\sélevée?|a\satteint|atteint|atteignait)\s(?:à\s|de\s|d[’'])?{_ABOUT}\Z|\sde\s{_ABOUT}\Z"
    ),
)

# --- actors ---------------------------------------------------------------------------------

_HEADS = r"(?:pays|États|Etats|Gouvernements|gouvernements|économies|entités|organismes|banques|ONG|donateurs|fonds|organisations|institutions|territoires|partenaires|membres|entreprises)"
_KINDS_OF = (
    r"(?:\s(?:en\sdéveloppement|développés|les\smoins\savancés|(?:sans|en)\slittoral|à\srevenu\s(?:intermédiaire|élevé|faible)(?:\s\w+)?|à\sfaible\srevenu|insulaires|donateurs|partenaires|bénéficiaires|Membres|membres|parties"
    r"|multilatérales|bilatéraux|régionales|nationales|internationales|non\sgouvernementales|publiques|privées|africains|européens|arabes|asiatiques|industrialisés|émergents|touchés|hôtes|participants|répondants|les\splus\spauvres|en\stransition|humanitaires))"
)
_BODY = r"(?:Comité|Commission|Conseil|Fonds|Bureau|Agence|Ministère|Département|Banque|Autorité|Institut|Organisation|Association|Union|Mission|Mécanisme|Secrétariat|Gouvernement|Fédération|Fondation|Centre|Université|Haut-Commissariat|Programme|Parlement|Sénat|Assemblée|Chambre|Tribunal|Cour|Caisse|Office)"
_REGIONS = any_of(regions("fr"))
ACTORS = ActorWords(
    groups=re.compile(
        rf"(?<![\w-])(?:{_REGIONS}|{_HEADS}(?:{_KINDS_OF})+|États\sMembres|États\s[Pp]arties|État\spartie|[Gg]ouvernements|communauté\sinternationale|Darfour|Gaza)(?![\w-])"
    ),
    state_party=re.compile(r"[ÉE]tat\spartie\b"),
    bodies=re.compile(
        rf"(?<![\w-])(?:[Ll]e\s|[Ll]a\s|[Ll][’']|[Dd]u\s|[Aa]u\s)(?P<name>(?!Programme\b){_BODY}(?:(?<=Gouvernement)\s[a-zéèï]+(?:ais|ois|ien|mand|[cmt]ain|[dy]an|éen|gnol)\b|\s(?:en\sla|compétente?\sen\sla|de\sla|de\sl[’']|du|des|de|d[’']|pour|compétente?|chargée?)\s?(?:l[’']|la\s|le\s|les\s)?[\w’-]+(?:\s(?:et\s(?:de\s|des\s|du\s)?)?[a-zéè]+s\b)?(?:\sen\sla\smatière)?)?)(?![\w-])"
    ),
    common=re.compile(
        r"\b(?:[Ll]e|[Dd]u|[Aa]u|[Cc]e)\s(?:(?P<place>pays|territoire)(?=[,.;:)]|\s(?:a|ont|est|et|en|au|aux|pour|par|sur|dans|avec|qui|compte|comptait|dispose|disposait|avait|était|où|depuis|dont|ne|se)\b|\ss[’']|\Z)|(?P<mission>(?!)))"
    ),
    is_body=re.compile(rf"\A(?:Haut[ -])?{_BODY}\b"),
    world=re.compile(r"\b[Dd]ans\sle\smonde(?:\sentier)?\b|\b[ÀAà]\sl[’']échelle\smondiale\b"),
    not_actor=re.compile(r"-|/|\d"),
    part_of_name=re.compile(
        r"(?:\b(?!(?:Au|Aux|En|Le|La|Les|Du|Des|De|Par|Pour|Dans|Selon|À|Et|Mais|Sur|Avec|Chez|Depuis|Pendant|Si|Comme)\s)[A-ZÉ][\w’-]+\s(?:de\s|du\s|des\s|pour\s|d[’'])?(?:la\s|l[’']|les\s)?|[\w]-)\Z(?<!Gouvernement\sde\s)(?<!Gouvernement\sdu\s)"
    ),
    openers=re.compile(
        r"(?:[Aa]u|[Ee]n|[Aa]ux|[Àà]\s(?:la|l[’'])?|[Dd]ans\s(?:le|la|les|l[’'])|[Cc]hez\sles|[Aa]\s(?:la)?|[Pp]our\s(?:le|la|les|l[’'])?)\s?"
    ),
    lead=re.compile(
        r"(?:\d+\.\s|[•–—-]\s?|(?:Cependant|Toutefois|Par\sailleurs|En\soutre|De\splus|Par\sexemple|Ainsi|Au\stotal|Enfin|En\seffet|En\srevanche|En\sconséquence|En\séchange|De\sce\sfait|Par\sconséquent|À\scet\ségard),?\s"
        rf"|(?:[Ee]n|[Aa]u|[Dd]epuis|[Ee]ntre|[Pp]endant|[Dd]urant|[Dd]u|[Dd]e|[Àà](?:\scompter|\spartir)?)\s[^,;.()]{{0,60}}?(?:{YEAR}|{_MONTH})[^,;.()]{{0,24}},\s|(?:Selon|D[’']après|Pendant|Durant|Au\scours|À\sla|Dans|Conformément|Par|Sur)\s[^,;.()]{{0,120}},\s|Au\s\d+(?:er)?\s\w+(?:\s\d{{4}})?,\s|(?:Nous\s(?:sommes|avons)|Nous|Il\s(?:est|a\sété)|Constatant|Notant|Considérant|Rappelant)\s(?:[a-zéèêà]+\s){{0,4}}qu(?:e\s|[’'])|(?:et|mais|tandis\sque|alors\sque|que|,)\s)*"
    ),
    excluded=re.compile(
        r"\b(?:avec|(?<!alloués\s)(?<!allouées\s)(?<!affectés\s)(?<!attribués\s)(?:à|aux?)|pour|contre|selon|par|parmi|entre|et|ou|y\scompris|que|comme|sous|envers|vers)\s(?:la\s|les\s|le\s|l[’']|ses\s|leurs\s)?\Z",
        re.IGNORECASE,
    ),
    verb=re.compile(
        r"\b(?:est|sont|a|ont|avait|avaient|était|étaient|sera|seront|peut|peuvent|doit|doivent|fut|furent|veille|représentent?|constituent?|reçoit|reçoivent|compte|comptent|dispose|disposent|reste|restent|dépasse|atteint|atteignent|comprend|comprenait|comprendrait|compose|fournit|dépense|dépensent|emploie|se|s[’']|[a-zéèêîâ]+(?:èrent|aient|ait|irent|urent|rait)|[a-zéèêîâ]{3,}r(?:a|ont))(?![\w-])|\bs[’']"
    ),
    reports=re.compile(
        r",?\s(?:a\s|ont\s|avait\s|avaient\s)?(?:également\s)?(?:note|notent|noté|rappelle|rappelé|recommande|recommandé|considère|observe|souligne|souligné|décidé|décide|demandé|demande|constate|constaté|indique|indiquent|indiqué|signalé|signale|déclaré|estime|estimé|relevé|remercié|prend\snote|a\spris\snote|prie|invite|constatent|se\sfélicite|exprime|regrette|déplore|salue|s[’']inquiète|engage|encourage|réaffirme|exhorte|précise|affirme|explique|conclut|s[’']est\sfélicité)\b"
    ),
    that=re.compile(r"\bqu(?:e\s|[’'])"),
    near=NEVER,
    attribute=NEVER,
    attributed=re.compile(r"\bdes\sNations\sUnies\Z"),
    relative=re.compile(r"(?:qui|dont(?!\s[^,;]{0,24}\d)|lesquel(?:le)?s|lequel|laquelle)\b"),
    world_measure=re.compile(r"\bmoyenne\smondiale\b|\bpopulation\smondiale\b"),
    turns=re.compile(r"\b(?:et|tandis\sque|alors\sque|mais|qui|que|où|dont)\s|\bqu[’']"),
    predicate=re.compile(
        r"\s(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|serait|seraient|doit|doivent|peut|peuvent)\b"
    ),
    bridge=re.compile(r"(?:également\s|aussi\s|ensuite\s|n[’']|s[’'])*"),
    turned=re.compile(
        r"\b(?:[Rr]emerci\w+|[Ff]élicit\w+|(?:reconnaissance|gratitude|appréciation)\s(?:à|au|envers))\s(?:la\s|les?\s|l[’'])?\Z|\b(?:répartir|réparti|mettre\sen\srecouvrement)\sentre\sles\s\Z|(?:[,;]\s(?:et|tandis\sque|alors\sque|mais)|\bet)\s(?:en|au|à\s(?:la|l[’']))\s?\Z"
    ),
    after=re.compile(
        r"\s(?:de\sla|de\sl[’']|du|des|de|d[’']|en|au|aux|dans\s(?:le|la|les|l[’'])|à)\s?|\s(?:de|du|des)\s?(?:la\s|l[’'])?(?:[a-zéè’-]+\s){1,4}(?:de\sla|de\sl[’']|du|des|en|au|dans\s(?:le|la|l[’']))\s?|\s(?:testés|vivant|situés)\sen\s|\s(?:[a-zéèêà’-]+\s){1,5}dans\s(?:la\s|le\s|les\s|l[’'])"
    ),
    by=re.compile(
        r"\spar\s(?:la\s|les?\s|l[’'])?|\s(?:[\w’-]+\s){0,1}?[a-zé]+(?:é|ée|és|ées|is|it|us)\spar\s(?:le\s|la\s|les\s|l[’'])?"
    ),
    source=re.compile(
        r"\s(?:de\s(?:la\s)?part\s(?:de\s(?:la\s|l[’'])?|du\s|des\s)|versés\spar\s(?:le\s|la\s|l[’'])?|prov(?:enaient|enait|iennent|ient)\sd(?:e\s(?:la\s|l[’'])?|u\s|es\s|[’']))"
    ),
    to=re.compile(r"\s(?:à\s(?:la\s|l[’'])?|au\s|aux\s|en\sfaveur\s(?:de\s(?:la\s|l[’'])?|du\s))"),
    decided=re.compile(
        r"\b(?:approuvée?s?|autorisée?s?|adoptée?s?|décidée?s?|demandée?s?|ouverte?s?|fixée?s?|recommandée?s?|proposée?s?)\spar\s"
    ),
    toward=re.compile(
        r"\b(?:confiance|intérêt|satisfaction|participation|investissements?)\s(?:dans|en|à|envers|pour)\s"
    ),
    label=re.compile(r"\s\("),
    joins=re.compile(
        r"\s?(?:,|et|,\set|ainsi\sque)\s(?:de\sla\s|de\sl[’']|du\s|des\s|de\s|en\s|à\sla\s|à\s|au\s|aux\s|le\s|la\s|les\s|l[’'])?"
    ),
    government=re.compile(r"\b[Gg]ouvernements?\s(?:de\s(?:la\s|l[’'])?|du\s|des\s|d[’'])\Z"),
    pronoun=re.compile(
        r"(?:Il|Elle|Ils|Elles)\b(?!\s(?:y\sa|faut|convient|est\s(?:à|important|nécessaire|prévu|proposé|estimé|indiqué)|s[’']agit|ressort|importe))"
    ),
    article=re.compile(r"\A(?:[Ll]es?|[Ll]a|[Dd]es|[Dd]u)\s|\A[LlDd][’']"),
    name_word=name_words("de|du|des|la|le|les|pour|et|en"),
)


# --- shares, measures, purposes, units -----------------------------------------------------

SHARE = ShareWords(
    after=re.compile(
        r"\)?(?:\spoints)?\s(?:de\sla\s|de\sl[’']|du\s|des\s|de\s(?=ces|ses|leurs?|tous|toutes|son|sa|leur|cette|l)|d[’'](?=entre))"
    ),
    those=re.compile(r"\)?\s(?:de\sceux|de\scelles|d[’']entre\s(?:eux|elles))\b"),
    before=compiled(
        r"\b(?:en\spourcentage|en\sproportion)\s(?:de\sla\s|de\sl[’']|du\s|des\s)(?P<of>[^,;:()]+?)(?=\s(?:a|ont|est|était|sont|passe|passé|de)\b)",
        r"\b(?:part|proportion|pourcentage)\s(?:des\s|de\s|d[’'])[^,;:()]{2,50}?\s(?:parmi|dans|chez)\s(?:la\s|le\s|les\s|l[’'])(?P<of>[^,;:()]+?)(?=\s(?:a|ont|est|était|sont|atteignait|s[’'])(?:\b|(?<=’)))",
    ),
    opening=re.compile(
        r"(?:Sur|Parmi)\s(?:le\stotal\sdes\s|l[’']ensemble\sdes\s|les\s|la\s|le\s|l[’'])(?P<of>[^,;:()]{3,110}?)(?:\sconcernés)?,\s"
    ),
    ends=re.compile(
        r"[,;:()\n•«»]|\.(?!\d)|\s[–—-]{1,2}\s|\s(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|serait|auraient|aurait|peut|peuvent|doit|doivent|vit|vivent|qui|que|où|dont|tandis|alors|lorsque|mais|ou|en(?!\s(?:développement|transition))|dans|depuis|pendant|durant|entre|par|pour|contre|avec|sur|sous|chez|selon|afin|ne|se|y|soit|comme|au\scours|ces|cette|cet|provien\w+|représent\w+|constitu\w+|dispos\w+|bénéfici\w+|déclar\w+|estim(?:e|ent|ait|aient)|et(?=\s(?:peuvent|sont|ont|a|est)\b)|[a-zéèêâîôûç]{2,}(?:aient|èrent|eront|iront|iraient)|(?!(?:lait|fait|trait|retrait|extrait|souhait|portrait|parfait)\b)[a-zéè]{3,}ait|vont|font|reçoit|reçoivent|vit|meurt|travaille|utilise|souffre|reste|croit|dépend|comprend|va|ira|sert|indiqu\w+|fonctionn\w+|financées?|plus)\b|(?<!atteintes)(?<!accès)(?<!aide)(?<!appui)(?<!soutien)(?<!riposte)(?<!réponse)\s(?:au(?!\sdéveloppement)|aux|à(?!\s\d+\sans))\b|(?<=[sx])\s(?:ne\s)?[a-zéèêâîôûç]{2,}ent\b|\s(?:s|n)[’']"
    ),
    article=re.compile(
        r"(?:(?:toutes?\sles|tous\sles|la|le|les|ces|ses|leurs?|son|sa|cette|leur)\s|l[’'])*"
    ),
    owned=NEVER,
    owner=re.compile(
        r"\s(?:de\sla|de\sl[’']|du|des|de|d[’']|en|au|aux|par\s(?:la|le|les|l[’']))\s?\Z"
    ),
    second=re.compile(
        r"\A[^.;]{0,80}\b(?:et|contre|tandis\sque|mais)\s(?:seulement\s|près\sde\s|environ\s|à\speine\s)*\Z"
    ),
)
_MEASURED = r"(?:(?:a|ont|avait|avaient)\s(?:été|atteint|représenté|augmenté|diminué|baissé|dépassé|progressé|chuté|reculé)|est|était|sont|étaient|représent\w+|constitu\w+|s[’'](?:élev|établi|est|étai)\w*|se\ssont\s(?:élev|établi|chiffr|mont)\w*|atteint|atteignait|se\s(?:chiffr|mont|situ)\w+|dépass\w+|totalis\w+|qui)"
#: A clause between what is measured and its verb.
_ASIDE = r",\s(?:qui|que|dont)\s[^;:()\d]{0,80},"
_IN_A_YEAR = (
    r"(?:(?:en|pour|de|au\scours\sde)\s(?:l[’'](?:exercice|année)\s(?:biennale?\s|financier\s)?)?(?:19|20)\d\d"
    r"(?:[/–-]\d{2,4})?\s)?"
)
_NOUN = r"(?P<measure>(?!(?:qui|que|dont)\b)[A-Za-zÀ-ÿ][^,;:()\d•]{2,110}?)"
MEASURE = MeasureWords(
    of_share=MeasurePatterns(
        after=compiled(
            r"\s(?:de\sla\s|du\s|des\s|de\sleurs?\s|de\sses\s|de\s)(?:temps|budget|dépenses|ressources|crédits|fonds)[^,;:.()\d]{0,40}?\sà\s(?P<measure>l[’']|la\s|des\s)"
        ),
        before=compiled(
            rf"\b(?:[Pp]art|[Pp]roportion|pourcentage)\s(?:des\s|de\sla\s|du\s|de\sl[’']|de\s|d[’']){_NOUN}(?=\s(?:dans|parmi|chez|est|était|a|s[’'])(?:\b|(?<=’)))",
            rf"\b(?:augmentation|hausse|baisse|diminution|recul|réduction|progression|accroissement|chute)s?\s(?:de\sla\s|de\sl[’']|des\s|du\s|de\s|d[’']){_NOUN}\s(?:de|d[’'])\s?{_ABOUT}\Z",
            rf"(?:\A|(?<=[;:•]\s)|(?<=,\s)|(?<=\bque\s)|(?<=\boù\s)|(?<=\bet\s)|(?<=\.\s)|(?<=\b(?:19|20)\d\d\s)){_NOUN}(?=(?:{_ASIDE}|,)?\s{_IN_A_YEAR}(?:{_MEASURED})(?:\s(?:(?!\scar\s|\sque\s|\squ[’'])[^,;:()\d]){{0,60}})?\s?\Z)",
            r"\A(?:[^:;,.]{0,4})(?P<measure>[A-ZÉ][^,;:()\d]{2,60}?)\s?:\s\Z",
        ),
    ),
    of_money=MeasurePatterns(
        after=compiled(
            r"[^.;]{0,60}?\b(?:représentant|correspondant\sà)\sl[’'](?:augmentation|accroissement|écart)\s(?:des?\s|du\s|de\sla\s|de\sl[’'])(?P<measure>[a-zé])",
            r"\s(?:de|en|d[’'])\s?(?P<measure>(?:contributions?|dons?|prêts?|investissements?|recettes?|dépenses?|fonds|ressources|aide|subventions?|exportations?|importations?|promesses?)\b)",
        ),
        before=compiled(
            r"(?:\b(?:une?|le|la|les|leurs?|sa|son|à|d[’']une?)\s)(?P<measure>(?:contributions?|prix|coûts?|dépenses?|budget|recettes?|déficit|don|prêt|subvention|enveloppe|allocation|aide|dette|montant\sdes\sressources|crédit|investissement|économies)(?:\s[a-zéèà]+){0,2}?)\s(?:de|d[’']|d[’']un\smontant\s(?:de\s|d[’'])|d[’']environ|s[’']élevant\sà|de\splus\sde|de\squelque)\s?\Z",
            rf"(?:\A|(?<=[;:•]\s)|(?<=,\s)|(?<=\bque\s)|(?<=\bet\s)|(?<=\b(?:19|20)\d\d\s)){_NOUN}(?=\s{_IN_A_YEAR}(?:était|est|étaient|sont|s[’'](?:élev|établi|est)\w*|se\ssont\s(?:élev|établi|chiffr|mont)\w*|atteint|atteignait|se\s(?:chiffr|mont)\w+|totalis\w+|ont\sété|a\sété\sestimée?|est\sévaluée?|estimée?)(?:\s[^,;:()\d]{{0,50}})?\s?\Z)",
        ),
    ),
    lead=re.compile(
        rf"(?:(?:[Ll]e|[Ll]a|[Ll]es|[Uu]ne?|[Dd]es|[Dd]u|[Ll]eurs?|[Ss]a|[Ss]on|et|mais|que|où|Cependant,?|Toutefois,?|Ainsi,?|Par\sailleurs,?|seuls?)\s|[LlDd][’']|[•–—-]\s?|\d+\.\s|[Nn]ote\sque\s|[Ee]n\s(?:{YEAR}|[^,;]{{0,40}}),\s)"
    ),
    ends=re.compile(
        rf"[,;:()\n•«»]|\.(?!\d)|\s[–—-]{{1,2}}\s|\s(?:qui|que|où|dont|tandis|alors|dans|en|pour|par|à|au|aux|avec|sur|entre|pendant|depuis|chez|comme|soit|ne|lesquels|effectuées?|reçues?|quant|et\sde\s[a-zé]+er|{_MEASURED}|a|ont|estimée?s?|par\srapport)(?![\w-])"
    ),
    owned=NEVER,
    none=re.compile(
        r"(?i:(?:dont|est|sont|a|ont|il|elle|ils|elles|on|se|si|exhorte|invite|prie|décide|demande|note|afin|pour|dans|en|par|avec|après|avant|selon|depuis|lorsque|quand|tandis|alors|comme|cependant|puisque|mais|et|ou)(?:\s.*)?|s[’']il.*|qu[’'].*|.*\s(?:de|du|des|et)|il|elle|ils|elles|ce|cela|celui-ci|ceux-ci|on|qui|montants?|(?:le\s)?total|somme|chiffre|nombre|proportion|part|taux|augmentation|hausse|baisse|diminution|reste|moitié|un|une|près|plus|moins|objectif|comité|commission|.*\b(?:pays|États|gouvernements|organisations|répondants|personnes)|(?:le\s)?montant\sprévu|résultats?|rapport|passagers)"
    ),
)
PURPOSE = PurposeWords(
    after=compiled(
        r"(?:\s[^,;.()\d]{0,60}?)?\s(?:destinée?s?|consacrée?s?|affectée?s?|allouée?s?|versée?s?|accordée?s?|octroyée?s?|attribuée?s?)\s(?=(?:à|au|aux|pour)\b)(?:à\s|au\s|aux\s|pour\s)",
        r"(?:\s(?:brut|net|au\stotal|en\s\d{4}|de\s[a-z]+|[a-zé]+\s(?:a|ont)\sété\s[a-zé]+))?\s(?:pour|afin\sde|en\svue\sde|en\sfaveur\s(?:de\s(?:la\s|l[’'])?|du\s|des\s))\s?",
        r"\s(?:a|ont)\sété\s[^,;.()\d]{0,60}?\s(?:pour|afin\sde|en\svue\sde)\s",
        r"\s(?:à|au|aux)\s(?=(?:programme|projet|fonds|gouvernement|organisation|la\srestauration|l[’']|la\s|partenaires)[\w’])",
    ),
    ends=re.compile(
        r"[;\n•]|\s(?:et|ou)\s\d[\d,.\s]*(?:millions?|milliards?|dollars|euros)|\.(?:\s|\Z)|\s[–—]\s|,\s(?=(?:soit|dont|qui\sreprésent|contre|tandis|y\scompris|portés)\b)|\s\((?:voir|recensement)|\s(?:au\scours\sde|entre\s(?:19|20)|en\s(?:19|20)\d\d\b|depuis\s(?:19|20))|,\sau\sbénéfice"
    ),
    none=re.compile(
        r"(?:la\s|l[’']|le\s|les\s)?(?:période|année|exercice|(?:fin|début|hauteur)\b|premi|biennal|(?:19|20)\d\d|\d|titre|total|un\stotal|la\splupart|compte)"
    ),
    spent=re.compile(r"\b(?:dépens\w+|consacr\w+)\s(?:[^\s,;]+\s){0,4}?\Z"),
    on=re.compile(
        r"\s(?:dans\s|à\s|aux?\s)(?=(?:la\s|les?\s|l[’\'])?[a-zé])(?!(?:cours|titre|total)\b)"
    ),
)
RATE = RateWords(
    after=re.compile(
        r"(?:\s(?:brut|net)s?)?(?:\s\([^()]{0,60}\)|\))?\s(?:par|la|le|pour\schaque)\s(?P<per>an|jour|mois|semaine|heure|habitant|personne|tonne|élève|enfant|ménage|baril|litre|kilogramme|hectare|unité|famille|dollar|tête)\b|\s(?P<adverb>annuellement)\b"
    ),
    before=re.compile(r"\b[Cc]haque\s(?P<per>dollar|euro)\s[^.;,()\d]{0,60}\Z"),
    adverbs={"annuellement": "an"},
)


CONTEXT = ContextLexicon(
    breaks=clause_breaks(
        r",\s(?:et\s|mais\s)?(?=(?:tandis|alors\sque|mais|qui|dont|contre|y\scompris|où)\b)|\s(?=(?:tandis\sque|alors\sque)\s)"
    ),
    target=re.compile(
        r"\b(?:objectifs?|cible|norme|seuil|plafond|quotas?|(?:institu|impos|fix|prescri)[a-zéè]+\s(?:en\s\d{4},?\s)?(?:un|une|le|la)\s(?:taux|quota|proportion|part)|(?:excède|dépasse|excéder|dépasser)\w*\spas|ne\spas\s(?:excéder|dépasser))\b"
    ),
    time=TIME,
    change=CHANGE,
    actors=ACTORS,
    share=SHARE,
    measure=MEASURE,
    purpose=PURPOSE,
    rate=RATE,
    unit_class=unit_class,
)
