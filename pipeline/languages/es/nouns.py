"""Where a Spanish noun phrase ends, and what it counts.

A number is followed by its noun, a plural, with few adjectives before it and more after it. After
it, the phrase continues with adjectives and with `de` and a noun without article (`cursos de
capacitación`); articles, prepositions, verbs and participles about what happened end it.
"""

from __future__ import annotations

import re

from pipeline.figures.engine.number import Number, Phrase
from pipeline.languages.es.words import COLLECTIVES, LEXICON, NUMBER_WORDS, plain

_WORD = re.compile(r"\s([A-Za-zÁÉÍÓÚÜÑáéíóúüñ](?:[\w/’-]*\w)?)")

#: Words that are not in noun phrases; without accents.
_ENDS = frozenset(
    # prepositions and conjunctions
    "a al ante antes bajo como con conforme contra cuando de del desde despues donde durante e en "
    "entre excepto hacia hasta incluso mas mediante menos mientras ni o para pero por porque "
    "pues que quien quienes salvo segun si sin sino sobre tras u y via versus "
    # articles, determiners, pronouns
    "el la los las lo un una uno unos unas este esta estos estas ese esa esos esas aquel aquella "
    "aquellos aquellas su sus mi mis tu tus nuestro nuestra nuestros nuestras cada todo toda todos "
    "todas ambos ambas algun alguno alguna algunos algunas ningun ninguna se le les me nos te os "
    "cual cuales cuyo cuya cuyos cuyas ello ellos ellas esto eso nosotros "
    # adverbs
    "bis ter quater ademas ahora anualmente "
    "apenas aproximadamente asi atras aun ayer casi cerca demas entonces "
    "hoy jamas luego no nunca quizas siempre solamente solo tambien tampoco todavia ya alrededor "
    "respectivamente actualmente globalmente veces "
    # verbs that begin what is said about the number
    "es son era eran fue fueron ha han habia habian hay sera seran esta estan estaba estaban "
    "puede pueden debe deben tiene tienen sido siendo".split()
) | NUMBER_WORDS | frozenset(COLLECTIVES)  # fmt: skip
#: Adjectives that precede a noun.
_LEADING = frozenset(
    form
    for word in (
        "nuevo otro primero ultimo pequeño distinto diverso antiguo presunto supuesto alto bajo "
        "largo breve proximo futuro numeroso vasto valioso bueno malo valiente segundo tercero "
        "citado mencionado referido llamado denominado mero simple mismo propio sucesivo "
        "restante siguiente diferente grande importante principal mejor peor mayor menor posible "
        "actual anterior posterior reciente enorme gran"
    ).split()
    for form in (
        (f"{word[:-1]}os", f"{word[:-1]}as") if word.endswith("o") else
        (f"{word}s",) if word.endswith("e") else (f"{word}es",)
    )
)  # fmt: skip
#: `pequeñas y medianas empresas`
_LEADING_PAIR = re.compile(
    r"\s\w+s\s[ye]\s(?:median|pequeñ|grande|nuev|antigu|gran)\w*s(?=\s[a-zñáéíóú]+s\b)"
)
#: Participles for what was done with things named before: `78 admitidas y 30 rechazadas`.
HAPPENED = re.compile(LEXICON.any("counts.happened"))
#: Those of them that say nothing about what is counted.
_DROPPED = frozenset(
    "otros otras primeros primeras ultimos ultimas siguientes restantes mismos mismas citados "
    "citadas mencionados mencionadas sucesivos sucesivas".split()
)
#: Acronyms are counted without s: `15 ONG`; Roman numerals and currencies are not acronyms.
_ACRONYM = re.compile(r"(?![IVXLC]+$)(?!EE$|UU$|US$|USD$|EUR$)[A-ZÑ]{2,6}")
#: Fixed parts of a noun phrase, after any head.
_FIXED_AFTER = re.compile(
    r"\s(?:en\sdesarrollo(?:\ssin\slitoral)?|sin\slitoral|menos\sadelantad[oa]s|con\sdiscapacidad"
    r"|en\stransición|de\singresos?\s(?:bajos?|altos?|medios?|medianos?)"
    r"(?:(?:\s[yo]\s|-)(?:bajos?|altos?|medios?|medianos?))?"
    r"|contra\s(?:la\smujer|(?:las?\s|los\s)?(?:mujeres|niñ[oa]s|civiles|periodistas|menores|minorías)"
    r"(?:\sy\s(?:las\s)?niñas)?)"
    r"|no\s(?!se\b)\w+s|(?:poco|muy|más|menos|altamente|plenamente)\s\w+(?:ad|id)[oa]s"
    r"|desplazad[oa]s\s(?:dentro\sdel\spaís|internamente|por\sla\sfuerza|forzosamente))\b"
)
#: Nouns whose complement has an article and is part of what they are.
_FIXED_HEADS = re.compile(
    r"\s((?:miembros\s(?:del\s(?:personal|parlamento|jurado)|de\s(?:la\s(?:sociedad\scivil|policía"
    r"|oposición)|las\sfuerzas\s(?:armadas|de\sseguridad)))"
    r"|[Jj]ef(?:es|as)(?:\s[yo]\s[Jj]ef(?:es|as))?\sde\sEstado(?:\s[yo]\s(?:de\s)?Gobierno)?"
    r"|[Jj]ef(?:es|as)\sde\sGobierno"
    r"|(?:trabajador[ae]s|profesionales|agentes)\sde\sla\ssalud"
    r"|(?:agentes|funcionari[oa]s|oficiales)\s(?:del\sorden|de\sla\spolicía)"
    r"|(?:defensor[ae]s|violaciones|activistas)\sde\s(?:los\s)?derechos\shumanos"
    r"|millones\sde\s\w+))\b"
)
#: Complements that are not plain nouns.
_FIXED_OF = re.compile(
    r"\s(?:de\s(?:(?:la\s)?categoría\s)?(?:[DP]-[1-7]|SG|SM|FN|VNU|SSG|SGA)(?![\w-])|de\sEstado\sMayor"
    r"|del\s(?:ébola|sida|VIH|paludismo|servicio\sdoméstico|orden|sector\s(?:público|privado)))\b"
)
#: Participles for the kind of thing, rather than for what was done with it.
_ADJECTIVAL = frozenset(
    form
    for stem in (
        "desplazad refugiad desarrollad adelantad unid asociad armad privad calificad cualificad "
        "integrad especializad descentralizad indizad blindad indocumentad "
        "discapacitad protegid avanzad acreditad reservad combinad uniformad "
        "aliad casad improvisad sitiad asediad embarazad motorizad aislad minad contaminad "
        "inundad abandonad habilitad certificad graduad titulad confederad constituid amenazad "
        "consolidad capacitad jubilad empoderad"
    ).split()
    for form in (f"{stem}os", f"{stem}as")
)
_PARTICIPLE = re.compile(
    r"\w*(?:[ai]d|hech|dich|escrit|abiert|muert|puest|vist|cubiert|impres)[oa]s"
)
#: Adjectives that begin a phrase of their own: `civiles procedentes de`, `niños menores de`.
_NOT_MODIFYING = frozenset(
    "incluidos incluidas inclusive procedentes provenientes relativos relativas correspondientes "
    "pertenecientes pendientes existentes necesarios necesarias disponibles menores mayores "
    "conexos conexas resultantes vigentes tendientes conducentes presentes inferiores superiores "
    "iguales capaces responsables dependientes dispuestos dispuestas sujetos sujetas".split()
)
#: Nouns used like adjectives, without a plural of their own.
_APPOSED = frozenset(
    "clave piloto modelo tipo web radio base limite puente madre antipersonal antitanque "
    "antivehiculo".split()
)
#: An adjective in the singular, after a noun that `de` joins to the head.
_SINGULAR_ADJECTIVE = re.compile(
    r"\w+(?:al|ar|ic[oa]|iv[oa]|ari[oa]|os[oa]|[ai]ble|ante|ente|an[oa]|il|civil|humano|human[oa]"
    r"|públic[oa]|privad[oa]|mixt[oa]|básic[oa]|urban[oa]|médic[oa]|fij[oa]|extranjer[oa]|abiert[oa]"
    r"|menor|mayor|baj[oa]|alt[oa]|limpi[oa]|larg[oa]|cort[oa]|ligero|ligera|pesad[oa]|especializad[oa]|indígena)"
)
_NO_NOUN = re.compile(r"\w+(?:[aei]r|[aei]rse|ando|iendo)")
_NOUNS_IN_R = frozenset("mujer auxiliar titular taller lugar hogar mar militar bienestar "
                        "poder deber ser lider alquiler quehacer".split())  # fmt: skip

_DURATIONS = (
    "segundo minuto hora dia noche semana quincena mes bimestre trimestre cuatrimestre semestre "
    "año bienio trienio cuatrienio quinquenio decenio decada siglo milenio jornada"
)
_MEASURES = (
    "feddan dunum dunam donum "
    "kilometro metro centimetro milimetro micrometro milla pie pulgada yarda acre hectarea litro "
    "mililitro galon barril tonelada kilogramo kilo gramo miligramo microgramo onza quilate vatio "
    "kilovatio megavatio gigavatio teravatio kilovatios-hora julio caloria kilocaloria voltio "
    "amperio hercio megahercio gigahercio becquerel sievert decibelio grado byte kilobyte megabyte "
    "gigabyte terabyte petabyte bit megabit gigabit nudo kiloton megaton gigaton gigatonelada "
    "megatonelada pixel curie celsius fahrenheit quintal arroba hectolitro hectometro"
)
#: Not things counted one by one: shares, multiples, scores.
_NO_COUNTS = "vez punto tercio cuarto quinto sexto septimo octavo noveno decimo mitad percentil"
_ABBREVIATED = frozenset(
    "km km2 km² m m2 m² m3 m³ cm mm kg g mg t TM ha l ml dl µg mcg kW MW GW TW kWh MWh GWh TWh W "
    "kV V "
    "MB GB TB PB kB Mbps Gbps Hz kHz MHz GHz ppm dB Mt Gt kt kVA MVA hp hab h hs min hrs pb s "
    "C F".split()
)


def _with_plurals(words: str) -> frozenset[str]:
    return frozenset(
        form
        for word in words.split()
        for form in (word, f"{word}s", f"{word}es", f"{word[:-1]}ces")
    )


_NOT_COUNTED = _with_plurals(f"{_DURATIONS} {_MEASURES} {_NO_COUNTS}") | frozenset(
    "cuartas quintas terceras sextas septimas octavas novenas decimas".split()
)


_OF = re.compile(r"[\])]?\sde(?=\s)")
#: Multipliers after which `de` precedes what is counted: `96 millones necesarios` counts nothing.
_MILLIONS = ("millón", "millones", "billón", "billones", "millardo", "millardos")
_OF_LATER = re.compile(r"\s\w+s\sde(?=\s)")


def noun_phrase(text: str, position: int, number: Number | None = None) -> Phrase | None:
    """The noun phrase that begins at `position`, or None.

    Args:
        text: the paragraph.
        position: first character after the number; a `de` as in `dos millones de` is skipped.
        number: the number it agrees with; after one, the noun is in the singular.
    """
    singular = number is not None and number.value == 1
    of = _OF.match(text, position)
    if of and not text[position - 1].isdigit():
        position = of.end()
    elif text.endswith(_MILLIONS, 0, position):
        of = _OF_LATER.match(text, position)
        if of is None:
            return None
        position = of.end()
    level = _LEVEL.match(text, position)
    if level:
        return Phrase(level.end(), level[1])
    first = start = _first_noun(text, position)
    if first is not None and HAPPENED.fullmatch(first[1]):
        return None
    while first is not None and plain(first[1]) in _LEADING:
        pair = _LEADING_PAIR.match(text, first.start())
        following = _WORD.match(text, pair.end() if pair else first.end())
        if following is None or not _is_head(following[1], singular=singular):
            break
        if start is not None and plain(first[1]) in _DROPPED:
            start = following
        first = following
    if first is None or start is None:
        return None
    if _is_measure(text, first):
        return Phrase(first.end(), None)
    if not _is_head(first[1], singular=singular):
        return None
    end = _end(text, first, singular=singular)
    unit, of_class = text[start.start(1) : end], unit_class(first[1])
    return Phrase(end, unit, of_class, part=of_class is None and _PART.fullmatch(unit) is not None)


#: `24 reuniones oficiales y 30 oficiosas`
_PART = re.compile(LEXICON.any("counts.parts"))


#: Staff grades, which stand for posts: `(1 D-1, 2 P-4)`.
_LEVEL = re.compile(
    r"\s((?:SGA|SSG|D-[12]|P-[1-7]|SM-\d|G-\d|SG|SM|FN|FNCO|NPO|VNU)"
    r"(?:\s\((?:OC|CP|CL|[Oo]tras categorías|[Cc]ategoría principal)\))?)(?![\w-])"
)


#: `puntos de acceso` are counted, `puntos` and `puntos básicos` are not.
_COUNTED_POINTS = re.compile(r"\s(?:de\s(?!porcentaje|base)\w+|focales|fronterizos|críticos)")


def _is_measure(text: str, word: re.Match[str]) -> bool:
    if word[1] in _ABBREVIATED:
        return True
    lower = plain(word[1])
    if lower == "puntos" and _COUNTED_POINTS.match(text, word.end()):
        return False
    return lower.partition("-")[0] in _NOT_COUNTED


def _first_noun(text: str, position: int) -> re.Match[str] | None:
    """The first word, if it can begin a noun phrase."""
    match = _WORD.match(text, position)
    return None if match is None or plain(match[1]) in _ENDS else match


def _is_head(word: str, *, singular: bool) -> bool:
    if _ACRONYM.fullmatch(word):
        return not singular
    lower = plain(word)
    if lower in _ENDS:
        return False
    if singular:
        return not word[0].isupper() and not _is_verbal(lower)
    first = lower.partition("-")[0]
    return first.endswith("s") and len(first) > 2 and not word.isupper()


def _end(text: str, head: re.Match[str], *, singular: bool) -> int:
    """Character after the noun phrase of a head."""
    fixed = _FIXED_HEADS.match(text, head.start())
    if fixed:
        return fixed.end()
    end = _with_adjectives(text, head.end(), singular=singular)
    for _ in range(3):
        joined = _with_de(text, end)
        if joined is None:
            break
        end = joined
    return _with_coordinated(text, end) if end == head.end() and not singular else end


def _with_adjectives(text: str, end: int, *, singular: bool) -> int:
    """Character after the adjectives that follow a plural (or, after `1`, a singular)."""
    while True:
        fixed = _FIXED_AFTER.match(text, end)
        if fixed:
            end = fixed.end()
            continue
        match = _WORD.match(text, end)
        if match is None or not _is_adjective(match[1], singular=singular):
            return end
        end = match.end()


def _is_adjective(word: str, *, singular: bool) -> bool:
    lower = plain(word)
    if lower in _ENDS or lower in _NOT_MODIFYING:
        return False
    if lower in _APPOSED:
        return True
    if singular:
        return _SINGULAR_ADJECTIVE.fullmatch(lower) is not None
    if not lower.endswith("s"):
        return False
    return lower in _ADJECTIVAL or _PARTICIPLE.fullmatch(lower) is None


def _with_de(text: str, end: int) -> int | None:
    """Character after `de` and a noun without article; None if there is none."""
    if not text.startswith(" de", end):
        return None
    fixed = _FIXED_OF.match(text, end)
    if fixed:
        return fixed.end()
    if not text.startswith(" de ", end):
        return None
    match = _WORD.match(text, end + 3)
    if match is None or match[1][0].isupper():
        return None
    lower = plain(match[1])
    if lower in _ENDS or _is_verbal(lower):
        return None
    end = _with_adjectives(text, match.end(), singular=not lower.endswith("s"))
    # lugares de destino principales
    return _with_adjectives(text, end, singular=False)


def _is_verbal(word: str) -> bool:
    """Whether it is an infinitive or gerund."""
    return _NO_NOUN.fullmatch(word) is not None and word not in _NOUNS_IN_R


_MORE_PLURALS = re.compile(
    r"(?:(?:,\s[a-zñáéíóú]+s)+)?\s[yeo]\s([a-zñáéíóú]{3,}s)\b(?!\sde\s(?:los|las|el|la)\b|\sdel\b|\s\w+s\b)"
)


def _with_coordinated(text: str, end: int) -> int:
    """End of `organizaciones, fondos y programas`, which are all counted."""
    match = _MORE_PLURALS.match(text, end)
    if match is None or not _is_head(match[1], singular=False):
        return end
    last = plain(match[1])
    if last in _LEADING or last in _NOT_COUNTED:
        return end
    return match.end()


_CLASSES = {
    "people": "persona individuo hombre mujer niño niña joven participante representante experto "
    "experta oficial funcionario funcionaria miembro ministro ministra dirigente lider delegado "
    "delegada policia soldado efectivo observador observadora civil refugiado refugiada migrante "
    "trabajador trabajadora maestro maestra docente estudiante alumno alumna beneficiario "
    "beneficiaria usuario usuaria habitante residente hogar familia agricultor agricultora victima "
    "superviviente sobreviviente detenido detenida preso presa recluso reclusa paciente medico "
    "medica enfermero enfermera voluntario voluntaria empleado empleada director directora gerente "
    "especialista consultor consultora profesional juez jueza abogado abogada fiscal periodista "
    "parlamentario parlamentaria diputado diputada embajador embajadora asesor asesora candidato "
    "candidata pasajero pasajera retornado retornada adulto adulta adolescente lactante nacimiento "
    "muerte muerto muerta fallecido fallecida fallecimiento baja herido herida vida ciudadano "
    "ciudadana nacional desplazado desplazada solicitante sospechoso sospechosa acusado acusada "
    "combatiente encuestado encuestada investigador investigadora cientifico cientifica ingeniero "
    "ingeniera madre padre viuda huerfano huerfana presidente presidenta vicepresidente "
    "vicepresidenta secretario secretaria titular visitante jefe jefa agente defensor defensora "
    "productor productora pescador pescadora desaparecido desaparecida oradora orador".split(),
    "countries": "pais estado nacion gobierno economia signatario".split(),
    "organizations": "organizacion institucion organismo entidad empresa sociedad compañia banco "
    "fondo oficina departamento ministerio universidad escuela asociado ong fundacion asociacion "
    "red comite comision consejo organo grupo equipo unidad secretaria centro mision operacion "
    "delegacion cooperativa corte tribunal parlamento autoridad donante club academia brigada "
    "batallon sindicato".split(),
    "events": "reunion conferencia taller seminario sesion evento acto foro consulta curso "
    "dialogo visita ejercicio eleccion audiencia simposio incidente ataque capacitacion charla "
    "exposicion entrevista debate cumbre negociacion ronda viaje patrulla vuelo inspeccion "
    "acontecimiento atentado encuentro jornada".split(),
    "publications": "informe publicacion documento libro articulo estudio directriz manual nota "
    "boletin carta revista resolucion decision recomendacion examen evaluacion auditoria encuesta "
    "comunicado comunicacion folleto".split(),
    "projects": "proyecto programa iniciativa actividad plan subvencion campaña accion "
    "intervencion alianza solucion asociacion medida".split(),
    "places": "ciudad pueblo aldea comunidad provincia region distrito municipio territorio sitio "
    "lugar campamento hospital clinica instalacion edificio isla puerto aeropuerto estacion "
    "asentamiento vivienda casa local emplazamiento departamento zona".split(),
}  # fmt: skip
_CLASS_OF: dict[str, str] = {}
for _name, _nouns in _CLASSES.items():
    for _noun in _nouns:
        _CLASS_OF.setdefault(_noun, _name)


def unit_class(noun: str | None) -> str | None:
    """Class of what is counted (`schema.UNIT_CLASSES`), by its first noun."""
    if not noun:
        return None
    lower = plain(noun.partition(" ")[0])
    # niños, organizaciones, jueces
    singulars = (lower, lower.removesuffix("s"), lower.removesuffix("es"), f"{lower[:-3]}z")
    return next((_CLASS_OF[one] for one in singulars if one in _CLASS_OF), None)
