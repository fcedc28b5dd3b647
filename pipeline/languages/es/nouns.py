"""Where a Spanish noun phrase ends, and what it counts.

A number is followed by its noun, a plural, with few adjectives before it and more after it. After
it, the phrase continues with adjectives and with `de` and a noun without article (`cursos de
capacitación`); articles, prepositions, verbs and participles about what happened end it.
"""

from __future__ import annotations

import re

from pipeline.figures.engine.nouns import Coordinated, Grades, Measures, NounClasses
from pipeline.figures.engine.number import Number, Phrase
from pipeline.languages.es.words import LEXICON, plain

_WORD = re.compile(r"\s([A-Za-zÁÉÍÓÚÜÑáéíóúüñ](?:[\w/’-]*\w)?)")

# The words are in `nouns` of the lexicon, which says what each list is for.
_ENDS = LEXICON.set_of("nouns.ends", "numbers.collectives") | frozenset(
    map(plain, LEXICON.number_words())
)
#: Adjectives that precede a noun, in the plural.
_LEADING = frozenset(
    form
    for word in LEXICON.words("nouns.leading")
    for form in (
        (f"{word[:-1]}os", f"{word[:-1]}as") if word.endswith("o") else
        (f"{word}s",) if word.endswith("e") else (f"{word}es",)
    )
)  # fmt: skip
_BEFORE_NOUNS = _LEADING | frozenset("de los las nuestros nuestras « »".split())
#: `pequeñas y medianas empresas`
_LEADING_PAIR = re.compile(
    r"\s\w+s\s[ye]\s(?:median|pequeñ|grande|nuev|antigu|gran)\w*s(?=\s[a-zñáéíóú]+s\b)"
)
#: Participles for what was done with things named before: `78 admitidas y 30 rechazadas`.
_HAPPENED = re.compile(LEXICON.any("counts.happened"))
_DROPPED = LEXICON.set_of("nouns.dropped")
#: Acronyms are counted without s: `15 ONG`; Roman numerals and currencies are not acronyms.
_ACRONYM = re.compile(r"(?![IVXLC]+$)(?!EE$|UU$|US$|USD$|EUR$)[A-ZÑ]{2,6}")
#: Fixed parts of a noun phrase, after any head.
_FIXED_AFTER = re.compile(
    r"\s(?:en\sdesarrollo(?:\ssin\slitoral)?|sin\slitoral|menos\sadelantad[oa]s|con\sdiscapacidad"
    r"|en\stransición|de\singresos?\s(?:bajos?|altos?|medios?|medianos?)"
    r"(?:(?:\s[yo]\s|-)(?:bajos?|altos?|medios?|medianos?))?"
    r"|contra\s(?:la\smujer|(?:las?\s|los\s)?(?:mujeres|niñ[oa]s|civiles|periodistas|menores"
    r"|minorías)"
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
    r"\s(?:de\s(?:(?:la\s)?categoría\s)?(?:[DP]-[1-7]|SG|SM|FN|VNU|SSG|SGA)(?![\w-])"
    r"|de\sEstado\sMayor"
    r"|del\s(?:ébola|sida|VIH|paludismo|servicio\sdoméstico|orden|sector\s(?:público|privado)))\b"
)
_ADJECTIVAL = frozenset(
    f"{stem}{ending}" for stem in LEXICON.words("nouns.adjectival") for ending in ("os", "as")
)
_PARTICIPLE = re.compile(
    r"\w*(?:[ai]d|hech|dich|escrit|abiert|muert|puest|vist|cubiert|impres)[oa]s"
)
_NOT_MODIFYING = LEXICON.set_of("nouns.not_modifying")
_APPOSED = LEXICON.set_of("nouns.apposed")
#: An adjective in the singular, after a noun that `de` joins to the head.
_SINGULAR_ADJECTIVE = re.compile(
    r"\w+(?:al|ar|ic[oa]|iv[oa]|ari[oa]|os[oa]|[ai]ble|ante|ente|an[oa]|il|civil|humano|human[oa]"
    r"|públic[oa]|privad[oa]|mixt[oa]|básic[oa]|urban[oa]|médic[oa]|fij[oa]|extranjer[oa]"
    r"|abiert[oa]"
    r"|menor|mayor|baj[oa]|alt[oa]|limpi[oa]|larg[oa]|cort[oa]|ligero|ligera|pesad[oa]"
    r"|especializad[oa]|indígena)"
)
_NO_NOUN = re.compile(r"\w+(?:[aei]r|[aei]rse|ando|iendo)")
_NOUNS_IN_R = LEXICON.set_of("nouns.in_r")


def _singulars(word: str) -> tuple[str, ...]:
    """A noun and its possible singulars: `niños`, `organizaciones`, `jueces`."""
    return word, word.removesuffix("s"), word.removesuffix("es"), f"{word[:-3]}z"


_MEASURES = Measures(LEXICON, lambda word: _singulars(word.partition("-")[0]))
_GRADES = Grades(LEXICON)


_OF = re.compile(r"[\])]?\sde(?=\s)")
#: Multipliers after which `de` precedes what is counted: `96 millones necesarios` counts nothing.
_MILLIONS = tuple(word for word, n in LEXICON.numbers("scales").items() if n >= 10**6)
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
    if grade := _GRADES.phrase(text, position):
        return grade
    first = _WORD.match(text, position)
    if first is None or plain(first[1]) in _ENDS or _HAPPENED.fullmatch(first[1]):
        return None
    start = first
    while plain(first[1]) in _LEADING:
        pair = _LEADING_PAIR.match(text, first.start())
        following = _WORD.match(text, pair.end() if pair else first.end())
        if following is None or not _is_head(following[1], singular=singular):
            break
        if plain(first[1]) in _DROPPED:
            start = following
        first = following
    noun = plain(first[1])
    points = noun == "puntos" and _COUNTED_POINTS.match(text, first.end())
    if _MEASURES.is_one(first[1], noun) and not points:
        return Phrase(first.end(), None)
    if not _is_head(first[1], singular=singular):
        return None
    end = _end(text, first, singular=singular)
    unit, of_class = text[start.start(1) : end], unit_class(first[1])
    return Phrase(end, unit, of_class, part=of_class is None and _PART.fullmatch(unit) is not None)


#: `24 reuniones oficiales y 30 oficiosas`
_PART = re.compile(LEXICON.any("counts.parts"))


#: `puntos de acceso` are counted, `puntos` and `puntos básicos` are not.
_COUNTED_POINTS = re.compile(r"\s(?:de\s(?!porcentaje|base)\w+|focales|fronterizos|críticos)")


def _is_head(word: str, *, singular: bool) -> bool:
    if _ACRONYM.fullmatch(word):
        return not singular
    lower = plain(word)
    if lower in _ENDS:
        return False
    if singular:
        return not word[0].isupper() and not _is_infinitive_or_gerund(lower)
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
    return _COORDINATED.end(text, end) if end == head.end() and not singular else end


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
    if lower in _ENDS or _is_infinitive_or_gerund(lower):
        return None
    end = _with_adjectives(text, match.end(), singular=not lower.endswith("s"))
    # lugares de destino principales
    return _with_adjectives(text, end, singular=False)


def _is_infinitive_or_gerund(word: str) -> bool:
    return _NO_NOUN.fullmatch(word) is not None and word not in _NOUNS_IN_R


def _is_another_plural(word: str) -> bool:
    lower = plain(word)
    return (
        _is_head(word, singular=False)
        and lower not in _LEADING
        and not _MEASURES.is_one(word, lower)
    )


_COORDINATED = Coordinated(
    r"(?:(?:,\s[a-zñáéíóú]+s)+)?\s[yeo]\s([a-zñáéíóú]{3,}s)\b(?!\sde\s(?:los|las|el|la)\b"
    r"|\sdel\b|\s\w+s\b)",
    _is_another_plural,
)


def _heads(unit: str) -> list[str]:
    """The head noun of a unit: its first word that does not only precede nouns."""
    words = plain(unit).replace('"', " ").split()
    return [next((word for word in words if word not in _BEFORE_NOUNS), words[0])] if words else []


unit_class = NounClasses(LEXICON, _heads)
