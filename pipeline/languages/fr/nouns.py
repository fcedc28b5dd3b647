"""Where a French noun phrase ends, and what it counts.

A number other than one is followed by a plural: adjectives of a closed class, the noun, then its
adjectives, which end in s or x like the noun, and complements without an article (`de travail`,
`en développement`). Past participles after the noun usually say what happened to it (`82
recommandations formulées`), so they belong to the phrase only if they form a term with it
(`personnes déplacées`).
"""

from __future__ import annotations

import re

from pipeline.figures.engine.number import Number, Phrase
from pipeline.figures.numbers import BLANKS
from pipeline.figures.words import TextWord
from pipeline.languages.fr.words import MONTHS, NUMBER_WORDS

#: Number of words to look at after a number.
_LONGEST = 16

_WORD = re.compile(
    rf"[{BLANKS}]?((?:[dlnsjcmt]|[Dd]|qu)[’'](?=\w)|[A-Za-zÀ-ÖØ-öø-ÿœŒ](?:[\w./·-]*\w)?)"
)

#: Words that are not in noun phrases, or only before the number.
_ENDS = frozenset(
    # prepositions and conjunctions
    "après avant avec chez concernant contre dans depuis derrière dès devant durant entre "
    "envers excepté hormis hors jusque jusqu jusqu'à jusqu’à malgré moyennant outre par parmi "
    "pendant pour près sauf selon sous suivant sur vers via voici voilà mais car ni or puis "
    "que quand lorsque si comme puisque quoique tandis afin ainsi lors face suite grâce "
    # articles, determiners, pronouns
    "le la les l’ l' du des au aux un une ce cet cette ces mon ton son sa ses leur leurs notre nos "
    "votre vos quelque quelques plusieurs chaque certains certaines aucun aucune tout tous toute "
    "toutes tel telle il elle ils elles on nous vous qui quoi dont où lequel laquelle lesquels "
    "lesquelles duquel auquel auxquels auxquelles desquels desquelles y ceux celles celui celle "
    "ceci cela eux lui se s’ s' n’ n' ne qu’ qu' c’ c' j’ j' m’ m' t’ t' "
    # auxiliaries
    "est sont était étaient sera seront serait seraient fut furent soit soient été étant être a "
    "ont "
    "avait avaient aura auront aurait auraient eut eurent ait aient eu ayant avoir "
    # adverbs
    "plus moins pas jamais toujours déjà encore aussi alors ensuite ailleurs puis depuis environ "
    "seulement respectivement notamment également surtout soit ici là aujourd’hui aujourd'hui hier "
    "demain désormais maintenant auparavant tard tôt bien mal très trop peu beaucoup autant tant "
    "ci-après ci-dessus ci-dessous ex etc vis-à-vis fois lors certes néanmoins toutefois "
    "cependant dessous dessus dedans dehors hors exprès à".split()
) | frozenset(NUMBER_WORDS)
#: Words that join nouns and complements.
_JOINING = frozenset("et ou de d' d’ en sans non".split())
#: Adjectives that precede the noun and add to its meaning.
_PRENOMINAL = frozenset(
    "grands grandes petits petites nouveaux nouvelles jeunes bons bonnes mauvais mauvaises "
    "principaux principales premiers premières derniers dernières anciens anciennes futurs futures "
    "différents différentes divers diverses vastes vieux vieilles hauts hautes gros grosses longs "
    "longues courts courtes beaux belles meilleurs meilleures pires moindres prochains prochaines "
    "seuls seules multiples nombreux nombreuses importants importantes éminents éminentes simples "
    "vrais vraies véritables faux fausses précédents précédentes présumés présumées prétendus "
    "prétendues soi-disant quasi bas basses brefs brèves énièmes doubles".split()
)
#: Adjectives that precede the noun but say nothing about what is counted.
_DROPPED = frozenset("autres mêmes tels telles dits dites".split())
#: Words that refer to a noun named before: `les 12 autres`.
_OTHERS = _DROPPED | frozenset(
    "restants restantes suivants suivantes premiers premières derniers dernières seuls seules "
    "précédents précédentes quelconques".split()
)

#: Plurals that end in neither s, x nor z.
_PLURALS = frozenset(
    "fora media data policemen corrigenda desiderata addenda curricula quorum errata "
    "sans-abri hors-la-loi touareg inuit rom".split()
)
#: Words in -é(e)s, -is, -us and such that are nouns, not participles.
_NOUNS = frozenset(
    "blessés blessées tués tuées réfugiés réfugiées déplacés déplacées employés employées députés "
    "députées délégués déléguées détenus détenues élus élues associés associées disparus disparues "
    "inculpés inculpées accusés accusées condamnés condamnées rapatriés rapatriées retournés "
    "expatriés diplômés diplômées salariés salariées affiliés affiliées alliés alliées invités "
    "invitées insurgés rescapés rescapées prévenus prévenues décédés nouveau-nés nouveaux-nés "
    "handicapés handicapées mariés fiancés orphelins assurés assurées chargés chargées appelés "
    "intéressés démobilisés naufragés évadés déportés exilés émigrés immigrés immigrées retraités "
    "retraitées internés administrés enquêtés interrogés apparentés sinistrés sinistrées "
    "délinquants individus inconnus initiés abonnés abonnées licenciés apprentis commis "
    "arrêtés exposés communiqués traités procédés marchés comités clés côtés degrés énoncés "
    "relevés résumés tracés décrets procès-verbaux comptes-rendus brevets canapés congés cafés "
    "abbés curés musées trophées lycées données idées armées entrées assemblées tranchées portées "
    "tournées allées arrivées soirées denrées mosquées épées vallées corvées dictées flambées "
    "avancées percées traversées montées levées pesées dragées fusées chaussées menées visées "
    "avis colis permis devis bris tapis croquis compromis outils pays-bas sursis taillis commis "
    "radis logis débris mépris paris puits nuits fruits délits conflits récits crédits débits "
    "circuits déficits audits produits extraits portraits traits faits méfaits forfaits bienfaits "
    "retraits attraits draps droits endroits toits exploits districts points joints adjoints "
    "adjointes saints plaintes craintes contraintes atteintes enceintes empreintes teintes "
    "vis virus campus bus corpus consensus statuts reçus contenus revenus surplus refus tribus "
    "rues avenues revues vues étendues issues venues bienvenues unis unies parties copies "
    "entreprises franchises marchandises surprises reprises prises mises crises expertises "
    "maîtrises chemises bases églises devises bourses analyses universités sorties séries "
    "catégories industries académies écuries familles compagnies pharmacies maladies épidémies "
    "énergies économies stratégies technologies méthodologies garanties batteries galeries "
    "librairies loteries monnaies voies baies haies plaies pluies roues statues tortues élites "
    "visites suites poursuites réussites limites sites conduites fuites redites pertes découvertes "
    "alertes offertes déserts experts expertes concerts transferts couverts sceptres suspects "
    "suspectes effets objets sujets projets billets guichets".split()
)
#: Participles without an ending of their own that occasionally follow numbers.
_STRONG_PARTICIPLES = frozenset(
    "pris prises mis mises requis requises admis admises transmis soumis reçus reçues tenus tenues "
    "prévus prévues fournis fournies réunis réunies établis établies obtenus obtenues conclus "
    "conclues rendus rendues vendus perdus perdues venus venues ouverts ouvertes écrits écrites "
    "faits faites inscrits inscrites construits détruits détruites connus connues".split()
)
#: Participles that form a term with the noun before them.
_TERMS = frozenset(
    "déplacés déplacées développés développées avancés avancées handicapés handicapées "
    "âgés âgées associés associées constitués constituées armés armées privés privées disparus "
    "disparues détenus détenues réfugiés réfugiées accompagnés accompagnées séparés séparées "
    "salariés salariées qualifiés qualifiées spécialisés spécialisées enclavés enclavées isolés "
    "isolées blindés blindées intégrés intégrées unis unies endettés endettées alignés alignées "
    "gouvernementaux autonomes médicalisés spontanés improvisés improvisées désignés alliés "
    "subventionnés réservés limités limitées élevés élevées informés connectés motorisés "
    "élaborés certifiés agréés agréées assermentés diplômés diplômées expérimentés confirmés "
    "mariés mariées rémunérés rémunérées habités habitées peuplés industrialisés industrialisées "
    "assistés assistées guidés guidées téléguidés militarisés fortifiés structurés structurées "
    "décentralisés décentralisées déconcentrés consolidés consolidées combinés combinées ciblés "
    "dédiés dédiées fragilisés défavorisés défavorisées marginalisés marginalisées illimités "
    "organisés organisées rapatriés rapatriées démobilisés malnutris malnutries "
    "assurés assurées pollués polluées prioritaires adjoints adjointes conjoints conjointes "
    "écrits écrites gratuits gratuites explicites implicites illicites licites inédits "
    "étroits adroits droits distincts distinctes stricts publics parties parfaits imparfaits "
    "petits petites saints enceintes verts vertes ouverts ouvertes experts expertes inertes "
    "continus continues connus connues inconnus inconnues ambigus ambiguës individus exclus "
    "précis précises indécis gris grises amis amies ennemis tiers tierces divers permis mixtes "
    "".split()
)
#: Adjectives and apposed nouns that need a complement (`originaires de`), or say nothing about what
#: is counted (`supplémentaires`).
_WITH_COMPLEMENT = frozenset(
    "victimes originaires capables susceptibles titulaires porteurs porteuses relatifs relatives "
    "conformes favorables présents présentes absents absentes responsables bénéficiaires dignes "
    "supplémentaires différents différentes semblables comparables similaires inférieurs "
    "inférieures supérieurs supérieures propres aptes prêts prêtes désireux désireuses soucieux "
    "issus issues contraires identiques équivalents équivalentes suffisants suffisantes "
    "nécessaires "
    "utiles correspondants correspondantes environ total totaux tels telles dits dites précédents "
    "précédentes suivants suivantes autres mêmes restants restantes distincts distinctes".split()
)
#: What follows `âgées` if it gives an age.
_OF_AGE = frozenset(("de", "d’", "d'", "entre"))
#: Endings of past participles in the plural; of those in -is and -us, not of adjectives.
_PARTICIPLE = re.compile(
    r".*(?:ée?s|[^aeoé]is|[^aeoé]ises|[^aeo]ies|(?<![qgea])ue?s|[^a]its|[^a]ites|aits|aites|erts|ertes|ints|intes)"
)
_NOUN_IN_TES = re.compile(r".*(?:[ielnrubaéd])tés")

#: What `de` may not lead to inside a phrase: `de façon durable`, `d’autres`, `d’ici`.
_NOT_AFTER_DE = frozenset(
    "façon manière sorte autres autre ici après plus moins nouveau abord ailleurs entre "
    "nationalité "
    "sexe préférence concert loin près quoi quelque part nombreux nombreuses nouvelles nouveaux "
    "grands grandes petits petites bons bonnes tous toute toutes tout chaque cette ce ces ceux "
    "celles celui leur leurs son sa ses mon notre nos votre vos plusieurs certains certaines "
    "fait surcroît suite janvier février mars avril mai juin juillet août septembre octobre "
    "novembre décembre chez dont".split()
)
_INFINITIVE = re.compile(
    r"[a-zà-ÿ]{2,}(?:er|ir)|[a-zà-ÿ]*(?:[eo]ndre|[aeo]indre|erdre|mettre|battre|[nr]aître"
    r"|(?:f|t|pl|tr)aire|uire|dire|crire|élire|vivre|suivre|clure|rompre)|être|avoir|boire|croire"
)
#: Nouns that end like infinitives.
_NOT_INFINITIVE = frozenset(
    "officier atelier avenir plaisir fer mer hiver quartier papier loyer courrier métier foyer "
    "chantier dossier cancer désir cuir danger étranger conseiller policier ouvrier infirmier "
    "financier mortier fichier charnier berger leader passager prisonnier premier dernier genre "
    "particulier régulier cahier grenier verger routier policier militaire militaires soupir "
    "tir loisir laser gardien ver cavalier pétrolier minier pompier huissier "
    "greffier douanier banquier courtier chancelier hôtelier fusilier menuisier".split()
)
#: What `à`, `en`, `sans`, `par` lead to inside a phrase.
_AFTER_A = frozenset(
    "revenu revenus faible faibles haut hauts haute feu moteur risque risques cœur coeur hydrogène "
    "énergie charge temps vocation forte fort fortes but".split()
)
_AFTER_EN = frozenset("développement transition chef".split())
_AFTER_SANS = frozenset(
    "littoral abri abris emploi papiers domicile terre terres pilote équipage fil".split()
)
_FREE_COMPLEMENTS = re.compile(
    rf"[{BLANKS}](?:du{{b}}(?:personnel|travail)|de{{b}}la{{b}}société{{b}}civile|les{{b}}moins{{b}}avancés"
    rf"|les{{b}}plus{{b}}pauvres"
    rf"|(?:à{{b}}l[’']égard{{b}}des|contre{{b}}les|à{{b}}l[’']encontre{{b}}des){{b}}"
    rf"(?:femmes|enfants|filles|fillettes|civils|journalistes|migrants|réfugiés|minorités)"
    rf"(?:{{b}}et{{b}}(?:les|des){{b}}(?:femmes|enfants|filles|fillettes))?)(?!\w)".replace(
        "{b}", f"[{BLANKS}]"
    )
)
#: A staff grade: `postes P-4`, `fonctionnaire D-1`.
_LEVEL = re.compile(r"(?:[PDG]-\d|SGA|SSG|GS|AL|SM|AN|VNU|FS-\d)(?!\w)")
_ACRONYM = re.compile(r"[A-Z]{2,}[A-Za-z0-9-]*")
#: Adjectives in the singular by their endings, for a complement's noun.
_SINGULAR_ADJECTIVE = re.compile(
    r"[a-zà-ÿ-]+(?:al|ale|el|elle|if|ive|ique|aire|ien|ienne|able|ible|eux|euse|iste|oise?|aise?"
    r"|ain|aine|in|ine|ouvert|ouverte)|public|publique|civile?|verte?|sain|potable|alimentaire"
)
_NOT_ADJECTIVE = frozenset(
    "elle celle laquelle quelle appelle arrive fin afin enfin matin mais sais jamais plutôt demain "
    "faire vaut certain certaine soutien bien rien lien combien main chaîne semaine".split()
)

_DURATIONS = (
    "seconde minute heure jour journée nuit semaine mois trimestre semestre an année décennie "
    "siècle "
    "millénaire quinquennat lustre week-end mn min h hr s j"
)
_MEASURES = (
    "feddan dounam dunam dounoum "
    "kilomètre mètre centimètre millimètre micromètre mille nœud noeud pied pouce acre hectare are "
    "litre millilitre hectolitre gallon baril boisseau tonne kilogramme kilo gramme milligramme "
    "microgramme once carat watt kilowatt mégawatt gigawatt térawatt watt-heure wattheure "
    "kilowattheure kilowatt-heure mégawattheure mégawatt-heure gigawattheure gigawatt-heure "
    "térawattheure térawatt-heure joule calorie kilocalorie volt ampère hertz mégahertz gigahertz "
    "becquerel sievert millisievert décibel degré octet kilo-octet mégaoctet gigaoctet téraoctet "
    "pétaoctet mégabit gigabit bit kilotonne mégatonne gigatonne atmosphère pixel curie arpent "
    "quintal "
    "quintaux stère"
)
#: Not things counted one by one: multiples, shares, scores.
_NO_COUNTS = (
    "fois point tiers quart moitié demi centième millième dixième cinquième huitième sixième "
    "septième neuvième vingtième percentile quintile décile reprise temps "
    "part ppm heure-personne jour-personne mois-personne année-personne"
)
_ABBREVIATED = frozenset(
    "km km2 km² m m2 m² m3 m³ cm mm kg g mg t TM ha l L ml dl hl µg mcg nm kW MW GW TW kWh MWh GWh "
    "TWh "
    "W Wh kV V Mo Go To Po ko Mbit Mbps Gbps kbps Hz kHz MHz GHz ppb dB psi Mt Gt kt °C C F K "
    "x X pp sv mSv tep Mtep teq éq".split()
)


def _with_plurals(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in (word, f"{word}s"))


_NOT_COUNTED = (_with_plurals(f"{_DURATIONS} {_MEASURES} {_NO_COUNTS}") - {"parties"}) | frozenset(
    "jours-personnes mois-personnes années-personnes jours-homme milles".split()
)
#: Words between a number and its measure: `les trois derniers mois`.
_BEFORE_MEASURE = frozenset(
    "premiers premières derniers dernières prochains prochaines autres longs longues bons bonnes "
    "mêmes pleins pleines seuls petits petites millions milliards brefs brèves courtes précédentes "
    "nouvelles".split()
)
#: `deux exercices biennaux`
_SPELLS = re.compile(rf"(?:exercices|périodes|cycles)[{BLANKS}](?:biennaux|budgétaires|financiers)")


_OF = frozenset(("de", "d’", "d'"))
#: Multipliers after which `de` precedes what is counted: `les 96 millions restants` counts nothing.
_MILLIONS = ("million", "millions", "milliard", "milliards", "billion", "billions")
#: Measures whose contents are counted.
_COUNTED_MEASURES = re.compile(
    r"barils?\s(?:d[’']explosifs|explosifs)"
    r"|points?\sd(?:e\s|[’'])(?!pourcentage|pour\s?cent|base|indice|vue|plus|moins|retard|avance|écart|différence|hausse|baisse|croissance|%)[a-zéèêà]{3}"
)


def words_after(text: str, position: int) -> list[TextWord]:
    """The words from `position` up to punctuation."""
    words: list[TextWord] = []
    while len(words) < _LONGEST:
        match = _WORD.match(text, position)
        if match is None:
            break
        words.append(TextWord(match[1], match[1].lower(), match.start(1), match.end(1)))
        position = match.end()
    return words


def noun_phrase(text: str, position: int, number: Number | None = None) -> Phrase | None:
    """The noun phrase that begins at `position`, or None.

    Args:
        text: the paragraph.
        position: first character after the number; a `de` as in `deux millions de` is skipped.
        number: the number it agrees with; below two, the noun need not be a plural.
    """
    singular = number is not None and number.value < 2
    words = words_after(text, position)
    if words and words[0].lower in _OF and not text[position - 1].isdigit():
        words = words[1:]
    elif text.endswith(_MILLIONS, 0, position):
        of = next((i for i, word in enumerate(words[:2]) if word.lower in _OF), None)
        if of is None:
            return None
        words = words[of + 1 :]
    if not words:
        return None
    if _is_measure(text, words) and not _COUNTED_MEASURES.match(text, words[0].start):
        return Phrase(words[0].end, None)
    head = _head(words, singular=singular)
    if head is None:
        return None
    reader = _Reader(text, words, head, singular=singular)
    end = reader.end()
    first = next(i for i, word in enumerate(words) if word.lower not in _DROPPED or i == head)
    others = head == 0 and words[0].lower in _OTHERS and end == words[0].end
    unit, of_class = text[words[first].start : end], unit_class(words[head].lower)
    end = position if others else end
    part = of_class is None and _RELATIONAL.fullmatch(unit) is not None
    return Phrase(end, unit, of_class, others, part)


#: `63 cas, dont 12 mortels`
_RELATIONAL = re.compile(
    r"[a-zà-ÿ-]+(?:aux|a?les|elle?s|[aeo]ls|ifs|ives|iques|aires|eux|euses|ants|antes|iens|iennes)"
)


def _is_measure(text: str, words: list[TextWord]) -> bool:
    """Whether the first word that does not modify measures is a measure or duration."""
    for word in words:
        if word.text.partition("/")[0] in _ABBREVIATED or "CO2" in word.text:
            return True
        if word.lower in _NOT_COUNTED or _SPELLS.match(text, word.start):
            return True
        if word.lower not in _BEFORE_MEASURE:
            return False
    return False


def _is_plural(word: TextWord) -> bool:
    """Whether it looks like a noun or adjective in the plural."""
    if word.lower in _ENDS or word.lower.partition("-")[0] in NUMBER_WORDS:
        return False
    return word.lower.endswith(("s", "x", "z")) or word.lower in _PLURALS


def _is_participle(word: TextWord) -> bool:
    return _PARTICIPLE.fullmatch(word.lower) is not None


def _is_adjective(word: TextWord) -> bool:
    """Whether a plural after the noun belongs to its phrase."""
    if not _is_plural(word) or word.lower in _WITH_COMPLEMENT:
        return False
    return word.lower in _TERMS or not _is_participle(word)


def _is_noun(word: TextWord) -> bool:
    if _ACRONYM.fullmatch(word.text) or _LEVEL.match(word.text):
        return True
    if not _is_plural(word):
        return False
    lower = word.lower.rpartition("-")[2]
    if word.lower in _NOUNS or lower in _NOUNS or _NOUN_IN_TES.fullmatch(lower):
        return True
    return not lower.endswith(("és", "ées")) and lower not in _STRONG_PARTICIPLES


def _head(words: list[TextWord], *, singular: bool) -> int | None:
    """Index of the noun that is counted."""
    for index, word in enumerate(words[:5]):
        following = words[index + 1] if index + 1 < len(words) else None
        if word.lower in _PRENOMINAL | _DROPPED and following and _is_noun(following):
            continue
        if singular and index == 0:
            return index if word.lower not in _ENDS | _JOINING else None
        return index if _is_noun(word) else None
    return None


class _Reader:
    """Walks from a noun to the end of its phrase."""

    def __init__(self, text: str, words: list[TextWord], head: int, *, singular: bool) -> None:
        self._text = text
        self._words = words
        self._head = head
        self._singular = singular

    def end(self) -> int:
        """The character after the phrase."""
        at = self._adjectives(self._head + 1, singular=self._singular)
        at = self._coordinated(at)
        has_complement = False
        for _ in range(3):
            complement = self._complement(at)
            if complement == at:
                break
            at, has_complement = complement, True
        end = self._words[at - 1].end
        free = _FREE_COMPLEMENTS.match(self._text, end)
        if free:
            return free.end()
        return end if has_complement else self._enumerated(end)

    def _word(self, at: int) -> TextWord | None:
        return self._words[at] if at < len(self._words) else None

    def _adjectives(self, at: int, *, singular: bool) -> int:
        """Index after the adjectives and staff grades that begin at `at`."""
        while (word := self._word(at)) is not None:
            following = self._word(at + 1)
            if word.lower == "non" and following is not None and self._qualifies(following, True):
                at += 2
            elif (
                word.lower in {"âgés", "âgées"}
                and following is not None
                and following.lower in _OF_AGE
            ):
                break
            elif _LEVEL.match(word.text) or self._qualifies(word, False, singular=singular):
                at += 1
            else:
                break
        return at

    @staticmethod
    def _qualifies(word: TextWord, negated: bool, *, singular: bool = False) -> bool:
        if singular:
            ends = _SINGULAR_ADJECTIVE.fullmatch(word.lower) is not None
            return ends and word.lower not in _ENDS | _NOT_ADJECTIVE
        return _is_adjective(word) or (negated and _is_plural(word))

    def _coordinated(self, at: int) -> int:
        """Index after `et autres matériels militaires`, `et sous-régionaux`."""
        word, following = self._word(at), self._word(at + 1)
        if word is None or word.lower not in {"et", "ou"} or following is None or self._singular:
            return at
        begin = at + 1
        while following is not None and following.lower in _PRENOMINAL | _DROPPED:
            begin += 1
            following = self._word(begin)
        if following is None or not (_is_adjective(following) or following.lower in _NOUNS):
            return at
        return self._adjectives(begin + 1, singular=False)

    def _complement(self, at: int) -> int:
        """Index after a complement without an article: `de travail`, `en développement`."""
        word, noun = self._word(at), self._word(at + 1)
        if word is None or noun is None:
            return at
        if word.lower in {"et", "ou"} and noun.lower in {"de", "d’", "d'"}:
            # chefs d'État ou de gouvernement
            return self._complement(at + 1) if self._is_complemented(at) else at
        if word.lower in {"de", "d’", "d'"}:
            return self._after_de(at + 1)
        allowed = {"à": _AFTER_A, "en": _AFTER_EN, "sans": _AFTER_SANS}.get(word.lower)
        if allowed is None or noun.lower not in allowed:
            return at
        return self._income(at + 2) if word.lower == "à" else at + 2

    def _is_complemented(self, at: int) -> bool:
        return at >= 2 and self._words[at - 2].lower in {"de", "d’", "d'"}

    def _income(self, at: int) -> int:
        """`à revenu intermédiaire`, `à faible revenu`, `à temps partiel`."""
        while (word := self._word(at)) is not None and (
            word.lower in {"revenu", "revenus", "risque", "partiel", "plein", "intensité", "débit"}
            or self._qualifies(word, False, singular=True)
        ):
            at += 1
        return at

    def _after_de(self, at: int) -> int:
        """Index after the noun at `at` and its adjectives; the index of its `de` if none is."""
        noun = self._words[at]
        lower = noun.lower
        if lower in _ENDS or lower in _NOT_AFTER_DE or re.fullmatch(MONTHS, lower):
            return at - 1
        if noun.text[0].isupper() and not (
            noun.text.startswith("État") or _ACRONYM.fullmatch(noun.text)
        ):
            return at - 1
        if _INFINITIVE.fullmatch(lower) and lower not in _NOT_INFINITIVE:
            return at - 1
        if not _is_plural(noun):
            at = self._adjectives(at + 1, singular=True) - 1
        # A plural adjective after a singular noun belongs to the first noun of the phrase.
        return self._adjectives(at + 1, singular=False)

    def _enumerated(self, end: int) -> int:
        """End of `organismes, fonds et programmes`, which are all counted."""
        match = _ENUMERATION.match(self._text, end)
        if match is None or self._singular:
            return end
        for name in re.findall(r"[a-zà-ÿœ-]+", match[0]):
            word = TextWord(name, name, 0, 0)
            if name not in {"et", "ou"} and not (_is_adjective(word) or name in _NOUNS):
                return end
        return match.end()


_ENUMERATION = re.compile(
    rf"(?:,[{BLANKS}][a-zà-ÿœ-]+[sx]){{1,4}}[{BLANKS}](?:et|ou)[{BLANKS}][a-zà-ÿœ-]+[sx]"
    rf"(?![\w’'])(?![{BLANKS}](?:de[{BLANKS}]|d[’']))"
)

_CLASSES = {
    "people": "personne être individu homme femme enfant fille garçon jeune mineur participant "
    "participante représentant représentante expert experte fonctionnaire agent membre ministre "
    "chef "
    "dirigeant délégué soldat policier policière militaire troupe observateur civil civile réfugié "
    "réfugiée déplacé déplacée migrant migrante travailleur travailleuse enseignant enseignante "
    "étudiant étudiante élève bénéficiaire utilisateur usager habitant résident ménage famille "
    "agriculteur paysan pêcheur victime survivant survivante détenu détenue prisonnier patient "
    "patiente médecin infirmier infirmière sage-femme volontaire bénévole employé employée salarié "
    "directeur directrice gestionnaire spécialiste consultant consultante professionnel formateur "
    "stagiaire juge magistrat avocat procureur journaliste parlementaire député sénateur "
    "ambassadeur "
    "conseiller conseillère candidat candidate passager rapatrié adulte adolescent adolescente "
    "nourrisson naissance décès mort morte blessé blessée tué tuée disparu victime citoyen "
    "ressortissant suspect accusé combattant démineur répondant apprenant diplômé chercheur "
    "scientifique ingénieur mère père veuve orphelin président vice-président secrétaire "
    "statisticien lecteur abonné visiteur sans-abri intervenant orateur chômeur retraité interne "
    "humanitaire inspecteur contrôleur officier gens colon électeur assistant commandant vie "
    "demandeur gendarme otage passant casque".split(),
    "countries": "pays état nation gouvernement économie signataire royaume république".split(),
    "organizations": "organisation organisme institution agence entité société entreprise "
    "compagnie "
    "banque fonds bureau département ministère université école partenaire ong fondation "
    "association "
    "réseau comité commission conseil organe groupe équipe unité secrétariat centre mission "
    "opération délégation coopérative tribunal cour parlement autorité municipalité donateur "
    "académie club pme syndicat parti bataillon contingent brigade service division collège "
    "lycée".split(),
    "events": "réunion conférence atelier séminaire session séance événement évènement forum fora "
    "consultation cours stage dialogue visite exercice élection audience colloque incident attaque "
    "formation webinaire exposition entretien débat sommet négociation voyage patrouille vol "
    "inspection table manifestation cérémonie attentat tir accident audition".split(),
    "publications": "rapport publication document livre article étude directive manuel guide "
    "bulletin note lettre revue résolution décision recommandation examen évaluation audit enquête "
    "mémoire communiqué brochure".split(),
    "projects": "projet programme initiative activité plan mécanisme subvention campagne action "
    "intervention partenariat solution accord".split(),
    "places": "ville village communauté province région district commune territoire site camp "
    "hôpital clinique installation bâtiment gouvernorat île lieu port aéroport station colonie "
    "logement maison localité quartier dispensaire établissement implantation base abri".split(),
}  # fmt: skip


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "z")):
        return noun
    if noun.endswith("al"):
        return f"{noun[:-2]}aux"
    return f"{noun}x" if noun.endswith(("au", "eu")) else f"{noun}s"


_CLASS_OF = {
    form: name
    for name, nouns in _CLASSES.items()
    for noun in nouns
    for form in (noun, _plural(noun))
}


def unit_class(noun: str | None) -> str | None:
    """Class of what is counted (`schema.UNIT_CLASSES`), by its first known noun.

    >>> unit_class("jeunes femmes")
    'people'
    """
    for word in re.findall(r"[\w-]+", (noun or "").lower()):
        if word in _CLASS_OF:
            return _CLASS_OF[word]
        if word not in _PRENOMINAL:
            return None
    return None
