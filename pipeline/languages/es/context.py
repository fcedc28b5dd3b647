"""Spanish words for what a figure is about."""

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
from pipeline.languages.es.nouns import unit_class

_MONTH = (
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_DAY = rf"(?:(?:el\s|al\s)?(?:\d{{1,2}}[º°]?\sde\s)?{_MONTH}\s(?:de|del)\s(?:año\s)?)"
#: A day or month whose year comes after the next one: `1 de abril al 30 de junio de 2020`.
_UNTIL = rf"(?:(?:\d{{1,2}}[º°]?(?:\sde\s{_MONTH})?|{_MONTH})\s(?:y|al?|hasta)\s(?:el\s)?)"
_SPAN = (
    r"(?:(?:el|la|los|las|fines|final|finales|comienzos|principios|mediados|curso|durante|de"
    r"|del|año|años|ejercicio|bienio|período"
    r"|periodo|periodos|períodos|primer|primera|segundo|segunda|tercer|último|semestre"
    r"|trimestre|mitad|financiero|económico|comprendido|trienio)\s)"
)
_RISE = (
    r"(?:aument\w+|increment\w+|crec\w+|subi\w*|sub(?:e|ió)|elev\w+|acrecent\w+|super\w+"
    r"|excedi\w+|ascend\w+|mejor\w+|gan\w+)"
)
_FALL = (
    r"(?:disminu\w+|redu[cj]\w+|descend\w+|descen\w+|baj\w+|ca(?:e|yó|ído|er|yeron)|decre\w+"
    r"|contra[ií]\w*|perd\w+|retroced\w+|recort\w+)"
)
_CHANGE = (
    r"(?:aumentos?|incrementos?|crecimiento|alzas?|disminuci(?:ón|ones)|reducci(?:ón|ones)"
    r"|descensos?|caídas?|bajas?|contracci(?:ón|ones)"
    r"|diferencias?|ganancias?|pérdidas?|subidas?|inflación|mejoras?)"
)
_ABOUT = (
    r"(?:(?:alrededor\sde|unos?|unas?|cerca\sde|casi|más\sde|menos\sde|aproximadamente|apenas"
    r"|solo|sólo|al\smenos|hasta|el|un|una|del|los|las|promedio\sde|aproximado\sde)\s)*"
)

TIME = TimeWords(
    years=any_year(
        joiners="a|al|hasta",
        day=rf"(?:el\s|fines\sde\s)?{_DAY}?",
        between=(rf"\b[Ee]ntre\s(?:el\s|los\saños\s|los\sejercicios\s)?{_DAY}?", r"\sy\s(?:el\s)?"),
    ),
    names=names_with_years(
        rf"\b(?:[Aa]genda|[Ll]ey|[Dd]ecreto|[Cc]onvención|[Pp]rotocolo|[Dd]eclaración"
        rf"|[Cc]onstitución|[Ee]strategia|[Pp]lan|[Cc]ódigo|[Ii]nformes?|[Ee]ncuesta"
        rf"|[Aa]cuerdo|[Rr]esoluci(?:ón|ones)|[Dd]ecisi(?:ón|ones)|[Cc]umbre"
        rf"|[Dd]ocumento\sFinal|[Pp]rograma)\s(?:[\w’'-]+\s){{0,6}}?(?:de\s|del\s|para\s"
        rf"|,\s)*{_DAY}?{YEAR}\b"
        rf"|\([^()]{{0,60}}[A-Za-z]{{3}}[^()]{{0,40}},\s{YEAR}\)|\([Vv]éase\s[^()]*\)"
        rf"|,\sde\s\d{{1,2}}[º°]?\sde\s{_MONTH}\sde\s{YEAR}\b"
    ),
    lead=re.compile(
        rf"(?<!\w)(?:(?:[Ee]n|[Dd]urante|[Dd]esde|[Dd]e|[Dd]el|[Aa]|[Aa]l|[Pp]ara|[Hh]asta"
        rf"|[Ee]ntre|[Pp]or|[Aa]ntes|[Dd]espués|[Hh]acia|[Tt]ras|[Pp]artir|[Cc]on)\s|{_UNTIL}"
        rf"|{_SPAN}|{_DAY})+\Z"
    ),
    after=NEVER,
    since=re.compile(r"\b[Dd]esde\b"),
    since_event=re.compile(rf"\b[Dd]esde\s(?:su|el|la|que)\s[^;.\d]{{2,60}}\s(?:en|el)\s{_DAY}?\Z"),
    compared=re.compile(
        r"\b(?:en\scomparación\scon|(?:con\srespecto|respecto)\s(?:a|de|al|del)"
        r"|frente\s(?:a|al)|comparad[oa]s?\scon|en\srelación\scon|por\sdebajo\sde(?:l|\slos)?"
        r"|por\sencima\sde(?:l|\slos)?|antes\sde|después\sde)\s[^;,.()\d]{0,44}\Z"
        r"|\b(?:más|menos|mayor|menor|superior|inferior)\b[^.;\d]{0,20}\bque\s(?:en|el|los"
        r"|el\sde)\s\Z"
    ),
    from_=NEVER,
    levels=NEVER,
    opening=re.compile(
        r"(?:[A-ZÁÉ][^.:;,\d]{2,60}:\s)?(?:(?:\d+[.)]|[•–—-]|[a-z]\)"
        r"|(?:[A-ZÁÉ][a-záéíóúñ]+(?=,)|Además|Asimismo|Sin\sembargo|No\sobstante|Por\sejemplo"
        r"|En\stotal|Así|También|Por\sotra\sparte|De\shecho)\b),?\s?)*"
        r"(?:[Dd]ecide\s(?:también\s|además\s)?(?:[^,.;\d]{0,60}?"
        r"(?=(?:para|correspondiente)\s))?)?(?:[^.;\d]{0,120}?\bque,\s)?"
    ),
    apart=re.compile(
        r"[,;:()–—]|\s-{1,2}\s|\b(?:y|e|pero|mientras|frente|comparad[oa]s?|que|donde|cuyo)\b"
    ),
    separator=re.compile(
        r"[,;(–—]|\s-{1,2}\s|\b(?:y\s(?!en\s(?:19|20)|de\s(?:19|20))|pero|mientras|frente|que)\b"
    ),
    moves=re.compile(r"\b(?:a|al|hasta|frente|que)\s"),
    up_from=re.compile(
        r"\A(?:(?!mientras)[^.;()]){0,120}?,?\s?\(?(?:frente\s(?:a|al)|en\scomparación\scon"
        r"|comparad[oa]s?\scon|en\slugar\sdel?|respecto\s(?:a|al|del?)"
        r"|en\scontraste\scon)\s[^.;()]{0,40}\Z"
    ),
    moved=re.compile(
        # `Se elevó a` says how much it was, not that it rose.
        rf"(?:\A[^.;,()]{{0,60}},?\s|\b(?!(?<=\bse\s)elev)(?:{_RISE}|{_FALL})\s[^.;()\d]{{0,24}}"
        rf"|\bpas\w+\s[^.;()\d]{{0,24}})(?:a|al|hasta)\s(?:el\s)?{_ABOUT}\Z"
    ),
    valued=re.compile(r"\d"),
    noted=re.compile(r"[\s,]*"),
    note=re.compile(r"[^()]{0,24}\s?\((?:[^()\d]{0,30}\s)?"),
    listed=re.compile(r"\s?(?:,|y|o|,\sy|por\sciento\sy|%\sy)\s(?:el\s|del\s|al\s)?"),
    from_value=re.compile(rf"\b(?:del|de)\s{_ABOUT}\Z"),
    stood=re.compile(
        r"\s(?:era|eran|fue|fueron|es|son|se\ssituó\sen|ascendió\sa|alcanzó|ha\ssido)\s"
    ),
    years_listed=re.compile(r"(?:,|\sy|,\sy)\s(?:en\s)?"),
    series=re.compile(r"(?:[\s,]|\b(?:y|que|fue|era|del?|el|la|un|al)\b)*"),
    respectively=re.compile(r"\brespectivamente\b"),
    previous_year=re.compile(
        r"\b(?:el|del|al)\saño\s(?:anterior|precedente)\b|\bun\saño\s(?:antes|atrás)\b"
    ),
    same=re.compile(
        r"\b(?:[Ee]n|[Dd]urante)\s(?:ese|este|el\smismo|dicho|esa|ese\smismo)\s(?:período"
        r"|periodo|año|bienio)\b"
    ),
    goes_on=re.compile(
        r"(?:De\s(?:estos|esos|ellos|ellas|esta\ssuma|este\stotal|ese\stotal|estas|esas)"
        r"|Entre\s(?:estos|ellos|ellas))\b"
    ),
    definite=re.compile(r"\b(?:[Ll]os|[Ll]as|[Ee]sos|[Ee]sas)\s\Z"),
    divides=re.compile(
        r"(?:\b(?:inclui\w+|incluye\w*|incluso|de\s(?:los|las)\scuales|compuest[oa]s?\spor"
        r"|(?:es\s)?a\s?decir|a\ssaber|equivalente\sa|lo\sque\s(?:equival\w+\sa|represent\w+"
        r"|corresponde\sa)|que\srepresent\w+|por\s(?:un\s(?:importe|monto|valor|total)"
        r"|una\s(?:suma|cuantía))|a\sun\s(?:precio|costo)|por\svalor|frente\sa"
        r"|en\scomparación\scon)\s[^.;,()\d]{0,40}"
        r"|,\s(?:o|o\ssea|un\s(?:aumento|incremento|descenso)\sdel?)\s(?:un\s)?(?:el\s)?)\Z"
    ),
    present=re.compile(
        r"\b(?:actualmente|ahora|hasta\sla\sfecha|hoy|en\sla\sactualidad|hasta\sahora)\b"
    ),
)

CHANGE = ChangeWords(
    verb=re.compile(
        rf"\b(?:{_RISE}|{_FALL})\s(?:en\s[\d,]+\sveces,?\s)?(?:[^\s,;:()]+\s){{0,8}}?(?:en|un"
        rf"|en\sun|en\sel)\s{_ABOUT}\Z"
        rf"|\b(?:aument\w+|crec\w+|increment\w+|disminu\w+|descend\w+|se\sredujo"
        rf"|se\sredujeron|baj\w+|subi\w+|cayó|cayeron)\s(?!(?:a|al|del?|hasta)\s){_ABOUT}\Z"
    ),
    noun=re.compile(
        rf"\b{_CHANGE}\s(?:(?!a\s|es\b|fue\b)[^\s,;:()]+\s){{0,8}}?(?:del?)\s{_ABOUT}\Z"
    ),
    after=re.compile(
        r"\)?\s(?:más\s(?:que|altos?|altas?|elevad[oa]s?|bajos?|bajas?)|menos\s(?:que|altos?)"
        r"|(?:superior|inferior)(?:es)?\s(?:a|al|que)|por\s(?:debajo|encima)\sde"
        r"|de\s(?:aumento|crecimiento|reducción|disminución|incremento)\b)"
    ),
    rate=re.compile(r"\b(?:[Cc]recimiento|[Ii]nflación)\b"),
    being=re.compile(
        r"[^.;]{0,60}?\b(?:que\srepresentan?|correspondientes?\sal?|que\scorresponden?\sal?"
        r"|en\srelación\scon)\s(?:el\s|la\s)?(?:aumento|disminución|incremento|reducción)\b"
    ),
    like=re.compile(r"[,(\s]*\b(?:frente\sa|en\scomparación\scon|comparado\scon)\s[^.;()]{0,40}\Z"),
    again=re.compile(
        rf"(?:,\s(?:y\s)?|\sy\s)(?:el|la|los|las)\s(?:[^\s,;.()\d]+\s){{1,9}}?(?P<change>un"
        rf"|en\sun)\s{_ABOUT}"
    ),
    same=re.compile(
        r",?\s\(?(?:o\s|es\sdecir,?\s|lo\sque\sequivale\sa(?:l)?\s)?(?:(?:un|el|al|del?)\s)?"
    ),
    points=re.compile(r"puntos?(?:\sporcentuales)?|\s?puntos?\sporcentuales\b"),
    is_value=re.compile(
        rf"(?:\s(?!y\b(?!\sse\ssituó)|pero\b)[^\s,;:()]+){{0,14}}?\s(?:era|fue|es"
        rf"|se\ssitu[óa]\sen|alcanzó|ascendió\sa|se\smantuvo\sen|en)\s(?:del?\s"
        rf"|el\s)?{_ABOUT}\Z|\sdel?\s{_ABOUT}\Z"
    ),
)

# --- actors ---------------------------------------------------------------------------------

_HEADS = (
    r"(?:países|Estados|Gobiernos|gobiernos|economías|entidades|organismos|bancos|ONG|donantes"
    r"|fondos|organizaciones|instituciones|territorios|asociados|miembros|empresas)"
)
_KINDS_OF = (
    r"(?:\s(?:en\sdesarrollo|desarrollados|menos\sadelantados|sin\slitoral"
    r"|de\singresos?\s(?:medianos?|altos?|bajos?)(?:\s\w+)?|insulares|pequeños|donantes"
    r"|asociados|receptores|Miembros|[Mm]iembros|partes|[Pp]artes|multilaterales|bilaterales"
    r"|regionales|nacionales"
    r"|internacionales|no\sgubernamentales|públicas|privadas|africanos|europeos|árabes"
    r"|asiáticos|industrializados|emergentes|afectados|anfitriones|participantes|más\spobres"
    r"|(?:de|con)\seconomías?\sen\stransición|de\seconomía\sen\stransición|humanitarias"
    r"|humanitarios))"
)
_BODY = (
    r"(?:Comité|Comisión|Consejo|Fondo|Oficina|Agencia|Ministerio|Departamento|Banco|Autoridad"
    r"|Instituto|Organización|Asociación|Unión|Misión|Mecanismo|Secretaría|Gobierno|Federación"
    r"|Fundación|Centro|Universidad|Alto\sComisionado|Programa|Parlamento|Senado|Asamblea|Cámara"
    r"|Tribunal|Corte|Organismo|Junta)"
)
_REGIONS = any_of(regions("es"))
ACTORS = ActorWords(
    groups=re.compile(
        rf"(?<![\w-])(?:{_REGIONS}|(?:[Pp]equeños\s)?{_HEADS}(?:{_KINDS_OF})+"
        rf"|Estados\sMiembros|Estados\s[Pp]artes|Estado\s[Pp]arte|comunidad\sinternacional"
        rf"|Darfur|Gaza)(?![\w-])"
    ),
    state_party=re.compile(r"Estado\sparte\b"),
    bodies=re.compile(
        rf"(?<![\w-])(?:[Ee]l\s|[Ll]a\s|[Dd]el\s|[Aa]l\s)"
        rf"(?P<name>(?!Programa\b){_BODY}(?:\s(?:de\slas?|de\slos|del|de|para|sobre"
        rf"|en)\s(?:la\s|el\s|los\s|las\s)?[\w-]+(?:\sy\s(?:de\s)?[A-Z]\w+)?)?)(?![\w-])"
    ),
    common=re.compile(
        r"\b(?:[Ee]l|[Dd]el|[Aa]l|[Ee]ste|[Ee]se)\s(?:(?P<place>país|territorio)(?=[,.;:)]"
        r"|\s(?:ha|es|y|en|para|por|con|que|cuenta|tiene|fue|era|se|no|desde|donde|había"
        r"|registró|alcanzó)\b|\Z)|(?P<mission>(?!)))"
    ),
    is_body=re.compile(rf"\A(?:Alto\s)?{_BODY}\b"),
    world=re.compile(
        r"\b[Ee]n\s(?:todo\s)?el\smundo(?:\sentero)?\b|\b[Aa]\s(?:nivel|escala)\smundial\b"
    ),
    not_actor=re.compile(r"-|/|\d"),
    part_of_name=re.compile(
        r"(?:\b(?!(?:El|La|Los|Las|En|De|Del|Al|Para|Por|Con|Y|Según|Desde|Entre|Sobre|Si"
        r"|Como|Durante)\s)[A-ZÁ][\w-]+\s(?:de\s|del\s|para\s|en\s)?(?:la\s|el\s|los\s"
        r"|las\s)?|[\w]-)\Z(?<!Gobierno\sde\s)(?<!Gobierno\sdel\s)(?<!^El\s)(?<!^La\s)"
        r"(?<!^En\s)(?<!^En\sel\s)"
    ),
    openers=re.compile(r"(?:[Ee]n|[Ee]ntre|[Pp]ara|[Dd]entro\sde)\s(?:el\s|la\s|los\s|las\s)?"),
    lead=re.compile(
        r"(?:\d+\.\s|[•–—-]\s?|(?:Sin\sembargo|Además|Asimismo|No\sobstante|Por\sejemplo"
        r"|En\stotal|Así|También|Por\sotra\sparte|En\sconsecuencia|Por\sconsiguiente"
        r"|Por\s(?:lo\s)?tanto|En\scambio|A\scambio|De\shecho),?\s"
        rf"|(?:[Ee]n|[Aa]l?|[Dd]esde|[Ee]ntre|[Dd]urante|[Dd]e"
        rf"|a\spartir\sdel?)\s[^,;.()]{{0,60}}?(?:{YEAR}|{_MONTH})[^,;.()]{{0,24}},\s"
        rf"|(?:Según|Durante|De\sconformidad|De\sacuerdo|Tras|Mediante|Con|A\sla\sfecha|Por"
        rf"|Sobre|A\scambio)\b[^,;.()]{{0,120}},\s|(?:Nos|Se|Es|Está|Observando|Considerando"
        rf"|Recordando|Reconociendo)\s(?:[a-záéíóú]+\s){{0,4}}que\s"
        rf"|(?:y|pero|mientras\sque|que|,)\s)*"
    ),
    excluded=re.compile(
        r"\b(?:con|(?<!asignados\s)(?<!asignadas\s)(?<!destinados\s)al?|para|contra|según|por"
        r"|entre|y|e|o|incluid[oa]s?|como|bajo|hacia|ante)\s(?:la\s|las\s|los\s|el\s|sus\s"
        r"|su\s)?\Z",
        re.IGNORECASE,
    ),
    verb=re.compile(
        r"\b(?:es|son|ha|han|había|habían|era|eran|será|serán|puede|pueden|debe|deben|fue"
        r"|fueron|velará|representan?|constituyen?|recibe|reciben|cuenta|cuentan|dispone"
        r"|disponen|sobrepasa|alcanza|alcanzó|comprende|compone|estará|estaría|estaba|estaban"
        r"|está|están|componen|se|dedicaban|incluían|dejó|reanudará"
        r"|[a-z]+(?:aron|ieron|aban|ían|ía|[aeid]rán?|aría|ería|[a-z]{2}ó)|hayan?)(?![\w-])"
    ),
    reports=re.compile(
        r",?\s(?:ha\s|han\s|había\s)?(?:también\s)?(?:observa|observó|observado|toma\snota"
        r"|tomó\snota|recuerda|recomienda|recomendó|considera|señala|señaló|señalado|decide"
        r"|decidió|solicita|solicitó|indica|indicó|indicado|declara|declaró|declarado|informa"
        r"|informó|estima|estimó|subraya|subrayó|exhorta|expresó|expresa|acoge\scon|lamenta"
        r"|insta|alienta|reafirma|reconoce|destaca|advierte|afirma|afirmó|explica|concluye"
        r"|celebra|invita)\b"
    ),
    that=re.compile(r"\bque,?\s"),
    near=NEVER,
    attribute=NEVER,
    attributed=re.compile(r"\bde\slas\sNaciones\sUnidas\Z"),
    relative=re.compile(r"(?:que|quien(?:es)?|cuy[oa]s?|(?:el|la|los|las)\scual(?:es)?)\b"),
    world_measure=re.compile(r"\bpromedio\smundial\b|\bpoblación\smundial\b"),
    turns=re.compile(r"\b(?:y|mientras\sque|pero|que|cuyo|donde)\s"),
    predicate=re.compile(
        r"\s(?:es|son|era|eran|fue|fueron|ha|han|había|habían|será|serán|debe|deben|puede"
        r"|pueden|está|están|estaban?)\b"
    ),
    bridge=re.compile(r"(?:también\s|además\s|se\s|ha\s|han\s|no\s)*"),
    turned=re.compile(
        r"\b(?:[Aa]grade\w+|(?:agradecimiento|reconocimiento|gratitud|gracias))\s"
        r"(?:a\s(?:la\s|los\s|las\s)?|al\s)\Z|\bprorrate(?:ar"
        r"|ada)(?:\sla\ssuma\sde\s[^;.]{0,60})?\sentre\slos\s\Z"
        r"|(?:[,;]\s(?:y|mientras\sque|pero)|\by)\sen\s(?:el\s|la\s|los\s|las\s)?\Z"
    ),
    after=re.compile(
        r"\s(?:de\slas?|de\slos|del|de|en\sel|en\sla|en\slos|en)\s"
        r"|\s(?:de|del)\s(?:la\s|los\s|las\s)?(?:[a-záéíóú-]+\s){1,4}(?:de\slas?|de\slos|del"
        r"|en\sel|en\sla|en)\s|\s(?:analizados|examinados|situados)\sen\s"
    ),
    by=re.compile(
        r"\spor\s(?:la\s|las\s|los\s|el\s)?|\s(?:[\w-]+\s){0,1}?[a-zé]+(?:ado|ada|ados|adas"
        r"|ido|ida|idos|idas)\spor\s(?:el\s|la\s|los\s|las\s)?"
    ),
    source=re.compile(
        r"\s(?:de\sparte\sde(?:l)?\s(?:la\s)?|aportados\spor\s(?:el\s|la\s)?"
        r"|(?:proced|prov)\w+\sde(?:l|\sla)?\s)"
    ),
    to=re.compile(r"\s(?:a\s(?:la\s)?|al\s|para\s(?:el\s|la\s)?)"),
    decided=re.compile(
        r"\b(?:aprobad[oa]s?|autorizad[oa]s?|adoptad[oa]s?|decidid[oa]s?|solicitad[oa]s?"
        r"|fijad[oa]s?|recomendad[oa]s?|propuest[oa]s?)\spor\s"
    ),
    toward=re.compile(
        r"\b(?:confianza|interés|satisfacción|participación|inversiones)\s(?:en|por|con)\s"
    ),
    label=re.compile(r"\s\("),
    either=re.compile(r"[ou]\b"),
    joins=re.compile(
        r"\s?(?:,|y|e|,\sy|así\scomo)\s(?:en\s)?(?:de\sla\s|del\s|de\slos\s|de\s|el\s|la\s"
        r"|los\s|las\s)?"
    ),
    government=re.compile(r"\b[Gg]obiernos?\s(?:del?\s(?:la\s|los\s)?)\Z"),
    pronoun=re.compile(
        r"(?:Este\s(?:país|organismo)|Esos\spaíses|Estos\spaíses|Ell[oa]s|[EÉ]l"
        r"|Ella)\b(?!\s[a-z]+o\b)"
    ),
    article=re.compile(r"\A(?:[EeLl]l|[Ll]as?|[Ll]os|[Dd]el)\s"),
    name_word=name_words("de|del|la|las|el|los|para|y|en|sobre"),
)


# --- shares, measures, purposes, units -----------------------------------------------------

SHARE = ShareWords(
    after=re.compile(
        r"\)?(?:\spuntos)?\s(?:del\s|de\s(?!l[ao]s?\s(?:del?|que|en)\s)(?=la\s|las\s|los\s"
        r"|todos|todas|sus?\s|esos|estas?|estos|ese|lo))"
    ),
    those=re.compile(
        r"\)?\s(?:de\sellos|de\sellas|de\slos\s(?:que|cuales|analizados|sometidos)"
        r"|de\slas\s(?:que|cuales|analizadas))\b"
    ),
    before=compiled(
        r"\bcomo\s(?:porcentaje|proporción)\s(?:de\sla\s|del\s|de\slos\s"
        r"|de\slas\s)(?P<of>[^,;:()]+?)(?=\s(?:ha|han|es|era|fue|son|pasó|aumentó|disminuyó"
        r"|del)\b)",
        r"\b(?:proporción|porcentaje|participación)\s(?:de\s(?:las\s|los\s)?)"
        r"[^,;:()]{2,50}?\sentre\s(?:la\s|el\s|los\s|las\s)(?P<of>[^,;:()]+?)"
        r"(?=\s(?:ha|han|es|era|fue|son|se|pasó|aumentó|disminuyó|descendió|alcanzó|creció"
        r"|bajó|subió)\b)",
    ),
    opening=re.compile(
        r"(?:De|Del)\s(?:total\sde\s)?(?:los\s|las\s|la\s|el\s)(?P<of>[^,;:()]{3,110}?),\s"
    ),
    ends=re.compile(
        r"[,;:()\n•«»]|\.(?!\d)|\s[–—-]{1,2}\s|(?:\s(?:de|y))?\s(?:es|son|era|eran|ha|han"
        r"|había|habían|será|serán|puede|pueden|debe|deben|vive|viven|que|donde|cuyo|cuya"
        r"|mientras|cuando|pero|o|en(?!\s(?:desarrollo|transición))|desde|durante"
        r"|entre(?!\s\d+\sy\s\d+\saños)|por|para|contra|con|sobre|bajo|según|no|se|fue|fueron"
        r"|estaba|estaban|está|están|como|a(?!\s\d+\saños)|al|ese"
        r"|y(?=\s(?:el|un|casi|otro)\s\d)|provien\w+|representa\w*|constitu\w+|dispon\w+"
        r"|declar\w+|estim(?:a|an|ó|aron)|indic\w+|correspond\w+|más\sel|carec\w+"
        r"|(?!(?:gran|san|pan|plan|orden|origen|examen|imagen|joven|volumen|margen|crimen"
        r"|régimen|resumen|bien|también|según|recién|cáncer|común)\b)[a-záéíóúñ]{2,}(?:aron"
        r"|ieron|eron|aban|ían|an|en)|[a-záéíóúñ]{2,}(?:aba|ó)"
        r"|(?:ten|viv|hab|pod|carec|sufr|recib|deb|dec|hac|pertenec|depend|sab)ía|tiene"
        r"|recibe|sufre|depende|trabaja|considera|representa|accede|utiliza|cree|afirma"
        r"|pertenece|participa|sabe|gana|ocupa|reside|presenta|muere|padece|corresponde"
        r"|procede|existe|sigue|queda|requiere|obtiene)\b"
    ),
    article=re.compile(
        r"(?:(?:todos\slos|todas\slas|todos|todas|la|las|los|el|lo|sus?|esos|esas|estos|estas"
        r"|ese)\s)*"
    ),
    owned=NEVER,
    owner=re.compile(
        r"\s(?:de\sla|de\slos|de\slas|del|de|en|por\s(?:la|el|los|las))\s?(?:el\s|la\s|los\s"
        r"|las\s)?\Z"
    ),
    second=re.compile(
        r"\A[^.;]{0,80}\b(?:y|frente\sa|mientras\sque|pero)\s(?:solo\s|casi\s|cerca\sde\s"
        r"|alrededor\sde\s|el\s|un\s|del\s|al\s)*\Z"
    ),
)
_MEASURED = (
    r"(?:es|era|fue|son|eran|fueron|ha\ssido|han\ssido|se\s(?:situó|estimó|estima|sitúa|mantuvo"
    r"|elevó|cifró|redujo|incrementó)|representa\w*|representó|constitu\w+|compone\w*|alcanz\w+"
    r"|asc(?:end|iend)\w+|super\w+|sobrepas\w+|supus\w+|supuso|llegó|crec\w+|subi\w+|baj\w+"
    r"|increment\w+|reduj\w+|aument\w+|disminu\w+|descend\w+|pasó|cayó|totaliz\w+)"
)
#: A clause between what is measured and its verb.
_ASIDE = r",\sque\s[^;:()\d]{0,80},"
_IN_A_YEAR = (
    r"(?:(?:en|para|durante)\s(?:el\s)?(?:(?:año|bienio|período|ejercicio)\s)?(?:19"
    r"|20)\d\d(?:[/–-]\d{2,4})?\s"
    r"|del?\s(?:(?:año|bienio|período|ejercicio)\s)?(?:19|20)\d\d(?:[/–-]\d{2,4})?\s)?"
)
_NOUN = r"(?P<measure>(?!(?:que|cuyos?|cuyas?)\b)[A-Za-zÀ-ÿ][^,;:()\d•]{2,110}?)"
MEASURE = MeasureWords(
    of_share=MeasurePatterns(
        after=compiled(
            r"\s(?:del\s|de\sla\s|de\slos\s|de\ssus?\s|de\s)(?:tiempo|presupuesto|gastos"
            r"|recursos|fondos)[^,;:.()\d]{0,40}?\sa\s(?P<measure>(?:la\s|los\s|las\s)?[a-z])"
        ),
        before=compiled(
            rf"\b(?:proporción|porcentaje)\sde\s{_NOUN}(?=\s(?:en|entre|es|era|fue|ha|se)\b)",
            rf"\b(?:aumento|incremento|disminución|reducción|descenso|caída"
            rf"|crecimiento)\s(?:de\slas?|de\slos|del|en\slas?|en\slos|en\sel"
            rf"|de)\s{_NOUN}\s(?:del?|en\sun|en)\s{_ABOUT}\Z",
            rf"(?:\A|(?<=[;:•]\s)|(?<=,\s)|(?<=\bque\s)|(?<=\by\s)|(?<=\.\s)"
            rf"|(?<=\b(?:19|20)\d\d\s)){_NOUN}(?=(?:{_ASIDE}|,\sque"
            rf"|,)?\s{_IN_A_YEAR}(?:{_MEASURED})\b(?:\sen\s(?:19|20)\d\d(?=\s[a-z]))?"
            rf"(?:\s(?:(?!\sque\s|\sporque\s)[^,;:()\d]){{0,60}})?\s?\Z)",
            r"\A(?:[^:;,.]{0,4})(?P<measure>[A-ZÁ][^,;:()\d]{2,60}?)\s?:\s\Z",
            r"\buna\s(?P<measure>tasa\sde\s[a-záéíóú]+(?:\s[a-záéíóú]+)?)\sdel\s\Z",
            r"\buna\s(?P<measure>asignación)\sdel\s\Z",
        ),
    ),
    of_money=MeasurePatterns(
        after=compiled(
            r"\s(?:en|de|en\sconcepto\sde|en\sforma\sde)\s"
            r"(?P<measure>(?:contribuciones|promesas(?:\sde\scontribuciones)?|donaciones"
            r"|préstamos|inversiones|ingresos|gastos|fondos|recursos|ayuda|subvenciones"
            r"|exportaciones|importaciones)(?:\s[a-z]+)?\b)",
        ),
        before=compiled(
            r"(?:\b(?:un[ao]?s?|el|la|los|las|su|sus|con|a)\s)"
            r"(?P<measure>(?:contribuci(?:ón|ones)|precio|costos?|gastos?|presupuesto"
            r"|ingresos?|déficit|donación|préstamo|subvención|asignación|ayuda|deuda|crédito"
            r"|inversión|paquete|módulo\sde\sapoyo)(?:\s(?!de\b|por\b)[a-záéíóú]+)?)\s(?:del?"
            r"|por\s(?:un\s)?valor\sde|por\s(?:un\s)?(?:importe|monto|total)\s(?:total\s)?de"
            r"|de\sunos|de\smás\sde|de\saproximadamente|ascendente\sa)\s\Z",
            rf"(?:\A|(?<=[;:•]\s)|(?<=,\s)|(?<=\bque\s)|(?<=\by\s)"
            rf"|(?<=\b(?:19|20)\d\d\s)){_NOUN}(?=\s{_IN_A_YEAR}(?:era|eran|fue|fueron|es"
            rf"|se\s(?:estimó|elevó|situó|cifró)|asc(?:end|iend)\w+|alcanz\w+"
            rf"|totaliz\w+)\b(?:\s[^,;:()\d]{{0,50}})?\s?\Z)",
        ),
    ),
    lead=re.compile(
        rf"(?:(?:[Ee]l|[Ll]a|[Ll]as|[Ll]os|[Uu]na?|[Ss]us?|y|pero|que|lo|donde|Sin\sembargo,?"
        rf"|Además,?|Asimismo,?|Observa\sque|solo)\s|[•–—-]\s?|\d+\.\s"
        rf"|[Ee]n\s(?:{YEAR}|[^,;]{{0,40}}),\s|[Ee]n\s{YEAR}\s)"
    ),
    ends=re.compile(
        rf"[,;:()\n•«»]|\.(?!\d)|\s[–—-]{{1,2}}\s|\s(?:que|donde|cuyo|mientras|en|para|por|a"
        rf"|al|con|sobre|entre|durante|desde|como|no|recibid\w+|y\shacer|asignad\w+"
        rf"|{_MEASURED}|ha|han|se|había|registrad\w+|estimad\w+)(?![\w-])"
    ),
    owned=NEVER,
    none=re.compile(
        r"(?i:(?:representa|supone|se|había|ha|han|es|son|pero|si|en|cuando|aun|aunque|según"
        r"|para|con|muestra|corresponden?|que|y|o|como|mientras|entre|desde|tras|al|exhorta"
        r"|pide|decide|observa|toma|porque|donde|pues)(?:\s.*)?|.*\s(?:de|del|y)"
        r"|.*conferencia.*|él|ella|ellos|ellas|esto|eso|lo|que|quien|montos?|(?:el\s)?total"
        r"|sumas?|cifra|número|proporción|porcentaje|tasa|aumento|disminución|resto|mitad|un"
        r"|una|más|menos|objetivo|(?:comité|comisión|consejo|junta|asamblea"
        r"|secretario)(?:\s.*)?|.*\b(?:países|Estados|gobiernos|organizaciones|encuestados"
        r"|personas)|resultados?|informe|importe|suma)"
    ),
)
PURPOSE = PurposeWords(
    after=compiled(
        r"(?:\s[^,;.()\d]{0,70}?)?\s(?:destinad[oa]s?|asignad[oa]s?|dedicad[oa]s?"
        r"|consignad[oa]s?|otorgad[oa]s?)\s(?:a|al|para)\s",
        r"(?:\sde\slos\sEstados\sUnidos)?(?:\s(?:en\scifras\s(?:brutas|netas)(?:\s\([^()]*\)"
        r"|\))?|a\s(?:es[aeo]s?|est[aeo]s?|dich[ao]s?)\s[^,;.()\d]{2,60}?|con\scargo\s(?:a|al)\s[^,;.()]{0,50}?|del\spresupuesto"
        r"(?:\s(?:del|de)\s[A-Za-z]+)?))?,?\s(?:para|con\sel\sfin\sde|a\sfin\sde"
        r"|en\sfavor\s(?:de|del))\s",
        r"(?:\sde\slos\sEstados\sUnidos)?(?:\sdel\spresupuesto(?:\sdel\s[A-Za-z]+)?)\spara\s",
        r"(?:\sdel\spresupuesto(?:\sdel\s[A-Za-z]+)?)?\s(?:a"
        r"|al)\s(?=(?:el\s|la\s|los\s|las\s|programa|fondo|proyecto|gobierno|Gobierno"
        r"|Programa|Fondo)[\w]?)",
    ),
    ends=re.compile(
        r"[;\n•]|\s(?:y|o)\s\d[\d,.]*\s(?:millones|mil|dólares|euros)|\.(?:\s|\Z)|\s[–—]\s"
        r"|,\s(?=(?:lo\sque|que\srepresenta|de\slos\scuales|frente|mientras"
        r"|incluid[oa]s?\s(?:\w+\s)?\d|con\sarreglo|autorizada)\b)|\s\(véase"
        r"|\s(?:durante\sel|entre\s(?:19|20)|en\s(?:19|20)\d\d\b|desde\s(?:19|20)|obedece"
        r"|y\sbeneficiado)|\Z(?!)"
    ),
    none=re.compile(
        r"(?:la\s|el\s|los\s|las\s)?(?:período|periodo|año|ejercicio|prim|bienio"
        r"|(?:19|20)\d\d|\d|título|total|un\stotal|mayoría|fecha)"
    ),
    spent=re.compile(r"\b(?:gast\w+|destin\w+|dedic\w+|consagr\w+)\s(?:[^\s,;]+\s){0,4}?\Z"),
    on=re.compile(
        r"\s(?:en|a|al)\s(?=(?:la\s|los\s|las\s|el\s)?[a-zá])"
        r"(?!(?:el\s)?(?:año|bienio|período|concepto|forma|total|promedio)\b)"
    ),
)
RATE = RateWords(
    after=re.compile(
        r"(?:\sen\scifras\s(?:brutas|netas))?(?:\s\([^()]{0,60}\)|\))?\s(?:por|per|al|a\sla"
        r"|por\scada)\s(?P<per>cápita|año|día|mes|semana|hora|habitante|persona|tonelada"
        r"|alumno|niño|hogar|barril|litro|kilogramo|hectárea|unidad|familia|dólar|cabeza)\b"
        r"|\s(?P<adverb>anuales|anualmente|mensuales|diarios)\b"
    ),
    before=re.compile(r"\b[Cc]ada\s(?P<per>dólar|euro)\s[^.;,()\d]{0,60}\Z"),
    adverbs={"anuales": "año", "anualmente": "año", "mensuales": "mes", "diarios": "día"},
)


CONTEXT = ContextLexicon(
    breaks=clause_breaks(
        r",\s(?:y\s|pero\s)?(?=(?:mientras|pero|que|cuyo|cuya|quien|quienes|incluid[oa]s?"
        r"|frente|en\scomparación)\b)|\s(?=mientras\s)"
    ),
    target=re.compile(
        r"\b(?:metas?|objetivos?|referencia|umbral|límite"
        r"|cuotas?\s(?:mínimas?|de\srepresentación)|no\s(?:exced|super|sobrepas|rebas)\w+"
        r"|(?:estableci|fij|institu|impus)\w+\s(?:en\s\d{4}\s)?(?:una|la)\s(?:tasa|cuota"
        r"|proporción))\b"
    ),
    time=TIME,
    change=CHANGE,
    actors=ACTORS,
    share=SHARE,
    measure=MEASURE,
    purpose=PURPOSE,
    rate=RATE,
    unit_class=unit_class,
    determiner=re.compile(r"(?:el|las?|los?|una?)\s"),
    complement=re.compile(r"\s(?:de|en|para)\s"),
)
