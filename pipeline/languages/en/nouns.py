"""Where an English noun phrase ends, and what it counts.

After a number, a noun phrase runs over adjectives, participles and nouns to its head, which is a
plural after any number except one. So the head is the first plural, unless that plural itself
modifies a later one (`human rights defenders`, `staff officers`). Words that cannot be inside a
noun phrase (prepositions, articles, auxiliaries) end the search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.engine.number import Number, Phrase
from pipeline.figures.words import TextWord
from pipeline.languages.en.words import NUMBER_WORDS, PASTS

#: Number of words to look at after a number.
_LONGEST = 10

_WORD = re.compile(
    r"(?:(?<=-),)?[ \u00a0]?([“\"‘]?)([A-Za-zÀ-ÖØ-öø-ÿ](?:[\w’'./-]*[\w])?"
    r"(?:(?<=s)[’'](?!\w)|-(?= and\b| or\b|,))?)"
)

#: Words that are not in noun phrases, or only before the number.
_ENDS = frozenset(
    # prepositions and conjunctions
    "about above according across after against along alongside amid among amongst around as at "
    "because before behind below beneath beside besides between beyond but by concerning despite "
    "down during except excluding following for from if in including inside into like minus near "
    "nor notwithstanding off on onto opposite outside over pending plus regarding since so than "
    "though although through throughout to toward towards under unless until unto up upon versus "
    "via vis-à-vis when whenever where whereas whereby wherein whether while with within without "
    # articles, determiners, pronouns
    "a an the this that these those each every either neither both all any some no its their our "
    "his her my your it they them he him she we us you i who whom whose which what there here "
    "itself themselves himself herself anything everything something nothing "
    # auxiliaries
    "is are was were be been being am has have had having do does did done doing will would shall "
    "should can could may might must cannot ought "
    # verbs of figures and tables: `and figure 2 shows`
    "shows depicts illustrates summarizes demonstrates "
    # adverbs that follow what is counted, or come between it and the verb
    "also only not never ever just still already now then too yet again ago later earlier "
    "respectively together altogether apart alone apiece worldwide nationwide globally annually "
    "elsewhere overall today yesterday tomorrow currently recently previously "
    "subsequently therefore thus hence however instead moreover thereof thereafter "
    "per old versus i.e e.g etc even mainly mostly half twice".split()
) | frozenset(NUMBER_WORDS)
_COORDINATORS = frozenset(("and", "or"))

#: Plurals that do not end in s, and nouns that are counted without s.
_PLURALS = frozenset(
    "people persons men women children personnel staff police military infantry cattle livestock "
    "aircraft spacecraft hovercraft data media criteria phenomena fora bacteria alumni youth "
    "fish sheep series species headquarters offspring poor clergy crew cavalry "
    "servicemen servicewomen policemen policewomen fishermen spokespersons chairmen chairpersons "
    "businesswomen businessmen schoolchildren "
    "grandchildren countrymen ombudsmen gunmen clergymen craftsmen feet teeth mice indices "
    "matrices vertices appendices addenda corrigenda memoranda referenda errata symposia curricula "
    "accused dead wounded injured deceased missing detained unemployed homeless".split()
)
#: Words in s that are not plurals.
_SINGULARS = frozenset(
    "gas bus campus census status bonus focus virus crisis basis analysis thesis synthesis "
    "diagnosis hypothesis emphasis oasis axis apparatus nexus consensus corpus chorus always "
    "perhaps afterwards besides sometimes whereas thus previous various serious religious "
    "indigenous famous numerous aids hiv/aids paris laos honduras mauritius cyprus barbados "
    "brussels texas kansas plus minus versus across unless its his as is was has does "
    "this us yes canvas atlas lens mathematics physics ethics economics tuberculosis hepatitis "
    "coronavirus less christmas overseas".split()
)
#: Plurals (or nouns counted without s) that may modify a later plural: `staff officers`.
_MODIFYING = frozenset(
    "nations states rights women men children people staff police military personnel youth arms "
    "sports goods services operations communications systems savings corrections claims drugs "
    "news headquarters statistics sales customs affairs resources materials logistics economics "
    "sanctions results needs skills mines explosives munitions elections settlements awards "
    "species series data media crew cattle livestock aircraft poor girls boys refugees victims "
    "infantry conventions commissions humanities forces parties heads governments emirates "
    "islands netherlands commons ethics works contributions accounts securities "
    "accused dead injured wounded missing homeless unemployed detained minorities "
    "armaments veterans telecommunications lessons debts grass-roots grassroots assets grants "
    "donors".split()
)
#: Those of them that are counted far more often than they modify.
_RARELY_MODIFYING = frozenset(
    "girls boys refugees victims children people parties governments minorities veterans heads "
    "donors states men women personnel".split()
)
#: Verbs in their base form, which follow plurals: `people need …`. Many are nouns too, so they end
#: a phrase only after its head.
_VERBS = frozenset(
    "account achieve act address adopt agree aim allow appear apply approach ask attend become "
    "begin belong benefit bring build call carry cause come comprise conduct consider consist "
    "constitute continue contribute cover create deal deliver depend die differ encounter endorse "
    "engage enjoy ensure enter exceed exist expect experience express face fail fall feel find "
    "follow form gain get give go grow hold host identify implement include increase indicate "
    "issue join keep know lack lead leave lie live look lose maintain make manage mean meet "
    "mention need note occur offer operate originate own participate pass pay perform plan play "
    "possess prepare produce promote provide publish reach receive recognize reflect regard "
    "rely remain report represent request require reside respond result return run say see seek "
    "send serve set share show speak spend stand start stay strive submit succeed suffer support "
    "take tend think travel understand undergo undertake use vary view visit vote want wish work "
    "worked write yield".split()
)
#: Those of them that are never nouns, adjectives or participles before a noun.
_ONLY_VERBS = frozenset(
    "achieve adopt allow appear apply become begin belong bring come comprise consist constitute "
    "continue contribute create depend die differ endorse ensure exist give go include "
    "indicate lie maintain occur originate participate provide publish receive recognize "
    "remain rely represent require reside seek send serve strive submit succeed suffer tend "
    "think understand undergo undertake vary want".split()
)
#: Words in -ing and -ed that are nouns or adjectives as well as verb forms.
_NOT_VERBAL = frozenset(
    "meeting training building housing funding programming planning monitoring reporting learning "
    "briefing hearing accounting engineering banking nursing shipping manufacturing screening "
    "seed feed need breed speed embed shed bed red".split()
)
#: Nouns that say little by themselves: what is counted comes after their `of`.
_CONTAINERS = frozenset(
    "units cases pieces sets types kinds forms categories items acts incidents instances copies "
    "pairs rounds counts truckloads consignments batches bags boxes cartons sachets vials doses "
    "tablets bottles kits bundles heads chiefs ministers members occurrences reports allegations "
    "episodes bodies".split()
)
#: Containers whose `of` says what is counted only before these words: `members of parliament`.
_OFFICES = {
    "heads": frozenset("state government delegation delegations mission missions household "
                       "households department agency departments agencies office".split()),
    "chiefs": frozenset("staff state defence police mission section".split()),
    "ministers": frozenset("foreign finance health justice defence education environment "
                           "planning interior labour agriculture trade state".split()),
    "members": frozenset("parliament congress".split()),
    "bodies": frozenset("water evidence law".split()),
}  # fmt: skip
#: Words before the head that say nothing about what is counted.
_DROPPED = frozenset("more other additional further such fewer extra".split())

_DURATIONS = (
    "second minute min hour hr day night week fortnight month quarter trimester semester year yr "
    "biennium biennia triennium quadrennium decade century centuries millennium"
)
_MEASURES = (
    "feddan dunum donum dunam kilometre kilometer metre meter centimetre centimeter "
    "millimetre millimeter micrometre mile "
    "foot feet inch inches yard acre hectare litre liter millilitre gallon barrel "
    "bushel tonne ton kilogram kilogramme gram gramme milligram microgram ounce pound "
    "carat watt kilowatt megawatt gigawatt terawatt watthour kilowatthour megawatthour "
    "gigawatthour terawatthour joule calorie kilocalorie volt ampere hertz "
    "megahertz gigahertz becquerel sievert decibel degree celsius fahrenheit byte kilobyte "
    "megabyte gigabyte terabyte petabyte exabyte bit megabit gigabit knot kiloton megaton gigaton "
    "gigatonne megatonne kilotonne atmosphere pixel curie"
)
#: Not things counted one by one: shares, multiples, scores.
_NO_COUNTS = (
    "time fold point half halves third quarter fourth fifth sixth seventh eighth ninth tenth "
    "twentieth hundredth thousandth percentile quintile decile percentage cent "
    "o’clock a.m p.m noon"
)
_ABBREVIATED = frozenset(
    "km km2 km² m m2 m² m3 m³ cm mm kg g mg t ha l ml dl µg mcg nm kW MW GW TW kWh MWh GWh TWh W "
    "Wh kV V MB GB TB PB kB Mbps Gbps kbps Hz kHz MHz GHz ppm ppb dB psi mph kph Mt Gt kt pp bps "
    "°C C F K BC AD CE x X nmi sq".split()
)


def _with_plurals(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in (word, f"{word}s", f"{word}s’"))


_NOT_COUNTED = _with_plurals(f"{_DURATIONS} {_MEASURES} {_NO_COUNTS}")
#: Measures in the singular that modify what is counted: `14 barrel bombs`.
_MODIFYING_MEASURES = frozenset(_MEASURES.split()) - frozenset("square cubic metric".split())
#: Words between a number and its measure: `25 square kilometres`, `12 working days`.
_BEFORE_MEASURE = frozenset(
    "metric square cubic calendar working trial court sitting school business trading operating "
    "duty consecutive more additional further full nautical short "
    "long fiscal financial successive straight whole last past next school academic business "
    "budget staff person work man dry gross other complete standard extra previous preceding "
    "coming remaining first initial long-term short-term basis percentage index final imperial "
    "light running linear net solid fewer such estimated".split()
)


def words_after(text: str, position: int) -> list[TextWord]:
    """The words from `position` up to punctuation or a word that ends any noun phrase."""
    words: list[TextWord] = []
    while len(words) < _LONGEST:
        match = _WORD.match(text, position)
        if match is None or (match[1] and words):
            break
        lower = match[2].lower()
        if lower in _ENDS and not (len(lower) > 1 and match[2].isupper()):
            break
        words.append(TextWord(match[2], lower, match.start(2), match.end(2)))
        position = match.end()
    return words


def noun_phrase(text: str, position: int, number: Number | None = None) -> Phrase | None:
    """The noun phrase that begins at `position`, or None.

    Args:
        text: the paragraph.
        position: first character after the number.
        number: the number it agrees with; after one, the head need not be a plural.
    """
    singular = number is not None and number.value == 1
    words = words_after(text, position)
    if not words or words[0].lower in _COORDINATORS or words[0].lower == "of":
        return None
    if _is_measure(words):
        return Phrase(words[0].end, None)
    if _only_verb(words[0]) or (
        words[0].lower.endswith("ly") and len(words) > 1 and _only_verb(words[1])
    ):
        return None
    head = _singular_head(words) if singular else _head(words)
    if head is None:
        return _post_level(text, position)
    end = _with_coordinated(text, words, head)
    end = _with_of(words, head, text) or end
    first = next(i for i, word in enumerate(words) if word.lower not in _DROPPED or i == head)
    unit = text[words[first].start : end]
    return Phrase(end, unit, unit_class(words[head].lower), others=unit == "others")


#: Staff grades, which stand for posts: `(1 D-1, 2 P-4, 10 Field Service)`.
_LEVEL = re.compile(
    r"\s((?:(?:general temporary assistance|national|international|temporary)\s)*"
    r"(?:USG|ASG|D-[12]|P-[1-7]|FS-\d|G-\d|GS|NO-[A-D]|NPO|UNV|Field Service|General Service)"
    r"(?:\s\((?:OL|PL|LL|Other level|Principal level)\))?)(?![\w-])"
)


def _post_level(text: str, position: int) -> Phrase | None:
    match = _LEVEL.match(text, position)
    return Phrase(match.end(), match[1]) if match else None


def _is_measure(words: Sequence[TextWord]) -> bool:
    """Whether the first word that does not modify measures is a measure or duration."""
    for index, word in enumerate(words):
        if word.text in _ABBREVIATED or "CO2" in word.text:
            return True
        if word.lower in _MODIFYING_MEASURES and _plural_follows(words, index):
            return False
        lower = word.lower.replace("'", "’")
        joined = lower.rpartition("-")[2] if lower.endswith("s") else ""
        if lower in _NOT_COUNTED or joined in _NOT_COUNTED:
            return True
        if word.lower not in _BEFORE_MEASURE:
            return False
    return False


def _only_verb(word: TextWord) -> bool:
    return word.lower in _ONLY_VERBS


def _is_plural(word: TextWord) -> bool:
    lower = word.lower
    if lower in _PLURALS:
        return True
    if lower in _SINGULARS:
        return False
    if lower.endswith("s"):
        return not lower.endswith(("ss", "us", "’s", "'s", "sis")) and len(lower) > 2
    # Secretaries-General, Heads-of-State
    first = lower.partition("-")[0]
    return (first != lower and first.endswith("ies")) or lower.endswith("secretaries-general")


def _is_verbal(word: TextWord) -> bool:
    """Whether a word after the head is more likely a verb or participle."""
    lower = word.lower
    if lower in _NOT_VERBAL:
        return False
    return lower in _VERBS or lower in PASTS or (len(lower) > 4 and lower.endswith(("ed", "ing")))


def _head(words: Sequence[TextWord]) -> int | None:
    """Index of the plural that is counted."""
    found = None
    for index, word in enumerate(words):
        if word.lower in _COORDINATORS or word.lower == "of":
            if found is not None or word.lower == "of":
                break
            continue
        if found is not None and _ends_compound(words, found, index):
            break
        if _is_plural(word):
            found = index
            if word.lower not in _MODIFYING:
                break
    return found


def _ends_compound(words: Sequence[TextWord], head: int, index: int) -> bool:
    """Whether the word after a plural that may modify no longer belongs to the phrase."""
    word = words[index]
    if words[head].lower in _RARELY_MODIFYING:
        return _is_verbal(word) or word.lower.endswith("ly")
    return (
        word.lower in PASTS
        or (word.lower in _VERBS and not _plural_follows(words, index))
        or (word.lower.endswith("ed") and word.lower not in _NOT_VERBAL)
    )


def _plural_follows(words: Sequence[TextWord], index: int) -> bool:
    return index + 1 < len(words) and _is_plural(words[index + 1])


def _singular_head(words: Sequence[TextWord]) -> int | None:
    """Index of the last word of a phrase after `1`."""
    last = None
    for index, word in enumerate(words[:5]):
        if word.lower in _COORDINATORS or word.lower == "of" or (index and _is_verbal(word)):
            break
        last = index
    return last


_MORE_PLURALS = re.compile(
    r"(?:(?:, [a-z]+s)+,?)? (?:and|or) "
    r"([a-z]+(?:s|people|men|women|children|personnel|staff))\b(?! of\b)"
)


def _with_coordinated(text: str, words: Sequence[TextWord], head: int) -> int:
    """End of `organizations, funds and programmes`, which are all counted."""
    end = words[head].end
    match = _MORE_PLURALS.match(text, end)
    if match is None or words[head].lower.endswith(("’", "'")):
        return end
    last = match[1]
    if (
        last in _SINGULARS
        or last.endswith(("ss", "us"))
        or last.removesuffix("s") in _VERBS | _ONLY_VERBS
    ):
        return end
    return match.end()


def _with_of(words: Sequence[TextWord], head: int, text: str) -> int | None:
    """End of `cases of violence against women`, where the head alone says too little."""
    if (
        words[head].lower not in _CONTAINERS
        or head + 2 >= len(words)
        or words[head + 1].lower != "of"
    ):
        return None
    first = words[head + 2]
    offices = _OFFICES.get(words[head].lower)
    if offices is not None and first.lower not in offices:
        return None
    last = None
    for index in range(head + 2, len(words)):
        word = words[index]
        if word.lower in ("of", "or") or (last is not None and _is_verbal(word)):
            break
        if word.lower == "and" and offices is None:
            break
        last = index
    if last is None or words[last].lower == "and":
        return words[last - 1].end if last else None
    against = _AGAINST.match(text, words[last].end)
    return against.end() if against and offices is None else words[last].end


_AGAINST = re.compile(
    r" against (?:women|children|girls|civilians|men|journalists|minorities)\b(?: and [a-z]+\b)?"
)

_CLASSES = {
    "people": "people persons individuals men women children girls boys youth participants "
    "representatives experts officials officers members ministers heads leaders delegates staff "
    "personnel police soldiers troops observers civilians refugees migrants workers teachers "
    "students pupils beneficiaries users inhabitants residents households families farmers "
    "victims survivors detainees prisoners patients doctors nurses volunteers employees directors "
    "managers specialists consultants professionals trainers trainees judges lawyers prosecutors "
    "journalists parliamentarians ambassadors advisers candidates speakers followers passengers "
    "returnees adults adolescents infants births deaths fatalities casualties lives population "
    "citizens nationals internees suspects defendants combatants deminers monitors respondents "
    "learners graduates scholars scientists researchers engineers mothers fathers widows orphans "
    "professionals presidents vice-presidents secretaries chairs statisticians readers subscribers "
    "visitors homeless dead wounded injured poor likes".split(),
    "countries": "countries states nations governments economies parties signatories".split(),
    "organizations": "organizations organisations institutions agencies entities companies firms "
    "enterprises banks funds offices departments ministries universities schools partners ngos "
    "foundations associations networks committees commissions councils bodies groups teams units "
    "secretariats centres centers missions operations delegations businesses cooperatives courts "
    "tribunals parliaments authorities municipalities donors societies academies clubs".split(),
    "events": "meetings conferences workshops seminars sessions events forums fora consultations "
    "courses briefings dialogues visits exercises elections hearings symposia incidents attacks "
    "trainings webinars lectures exhibitions interviews debates summits negotiations rounds "
    "trips patrols flights inspections".split(),
    "publications": "reports publications documents papers books articles studies guidelines "
    "manuals handbooks briefs bulletins newsletters notes letters journals resolutions decisions "
    "recommendations reviews evaluations audits surveys assessments".split(),
    "projects": "projects programmes programs initiatives activities plans schemes grants "
    "campaigns actions interventions partnerships solutions".split(),
    "places": "cities towns villages communities provinces regions districts municipalities "
    "territories sites locations camps hospitals clinics facilities buildings governorates "
    "islands places ports airports stations settlements homes houses".split(),
}
_CLASS_OF = {noun: name for name, nouns in _CLASSES.items() for noun in nouns}


def unit_class(noun: str | None) -> str | None:
    """Class of what is counted (`schema.UNIT_CLASSES`), by its last noun."""
    if not noun:
        return None
    lower = noun.lower().replace("-", " ").rpartition(" ")[2]
    return _CLASS_OF.get(lower) or _CLASS_OF.get(f"{lower}s")
