"""Counts in English text: a number with the noun after it, or told by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.grammar import NO_FIGURE, Mark, Number
from pipeline.figures.model import Figure
from pipeline.figures.numbers import BLANKS
from pipeline.figures.surroundings import Surroundings
from pipeline.languages.en.nouns import Phrase, noun_phrase, unit_class, words_after
from pipeline.languages.en.words import NUMBER_WORDS, PASTS

# --- with a noun --------------------------------------------------------------------------

#: Words of exactness between a number and its noun: `10 or more countries`.
_QUALIFIED = {
    "at_least": re.compile(r"\s(?:or more|or greater|and more|or over)\b(?!\sof\b)"),
    "at_most": re.compile(r"\s(?:or less|or fewer|or under)\b"),
    "about": re.compile(r"\s?(?:or so\b|-odd\b)"),
    "more_than": re.compile(r"\+|-plus\b|\splus\b(?=\s[a-z])"),
}
#: Of these, the ones that belong to the number's characters whether a noun follows or not.
_INSIDE = ("about", "more_than")
_RATE_AFTER = re.compile(
    r"\s(?:(?:for|in) every|per)\s(?:(?:one|a|1)\s)?"
    r"(?:\d|hundred|thousand|million|capita|head|person|inhabitant|woman|patient|household|child)"
)


def count(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """The mark of a count, its characters going on to the end of what is counted.

    It is of kind `none` where a measure, a duration or a rate is given.
    """
    qualifier, position = _qualified(text, number)
    phrase = noun_phrase(text, position, singular=number.value == 1)
    if phrase is not None and (phrase.unit is None or number.value % 1):
        return NO_FIGURE
    if number.value % 1:
        return None
    if phrase is not None and number.value > 0:
        return _phrased(text, number, phrase, qualifier, before)
    return _Bare(text, number, before).mark(qualifier, position)


def _qualified(text: str, number: Number) -> tuple[str | None, int]:
    """A word of exactness right after a number, and where what is counted begins."""
    for name, pattern in _QUALIFIED.items():
        match = pattern.match(text, number.end)
        if match:
            return name, match.end()
    return None, number.end


def _phrased(
    text: str, number: Number, phrase: Phrase, qualifier: str | None, before: Sequence[Figure]
) -> Mark:
    """`145 Member States`; `27 births per 1,000 women` is no figure."""
    if _RATE_AFTER.match(text, phrase.end):
        return NO_FIGURE
    unit, rule = phrase.unit, "en.noun"
    if unit == "others":
        unit, rule = before[-1].unit if before else None, "en.others"
    return _counted(number, phrase.end, unit, rule, qualifier, class_of=phrase.unit_class)


def _counted(  # noqa: PLR0913
    number: Number,
    end: int,
    unit: str | None,
    rule: str,
    qualifier: str | None = None,
    *,
    class_of: str | None = None,
) -> Mark:
    return Mark(
        "count",
        number.start,
        end,
        rule,
        unit=unit,
        unit_class=class_of or unit_class(unit),
        more=number.more,
        qualifier=qualifier,
    )


# --- without a noun -----------------------------------------------------------------------

#: A number listed after this one can lend it its mark.
_JOINED = re.compile(
    r"[\])]?\s?(?:,|and|or|to|-|–|—|,\s(?:and|or))\s?[(\[$]?(?=\d|two|three|four|five|six)"
)
_OF_THEM = re.compile(r"\s?,?(?:\s(?:[a-z]+est|worst))?\sof\s(?:them|whom|which|these|those)\b")
_OF_THE = re.compile(
    r",?\sof\s(?:all\s)?(?:the|its|their|our|these|those|his|her)\s"
    r"(?:(?:world|region|country|nation)[’']s\s)?(?:[a-z]+\s(?=\d))?"
    rf"(?:\d[\d,.]*\s(?:million\s)?|(?:(?:{'|'.join(NUMBER_WORDS)})[\s-])+)?"
)
_OF_NUMBER = re.compile(r"\s(?:out\s)?of\s(?:the\s|a total of\s)?\d{1,3}(?:,\d{3})*(?![\d.])")
_OF_BEFORE = re.compile(r"\d\s(?:out\s)?of\s(?:the\s|a total of\s)?$")
#: `the four that remained`
_THE = re.compile(r"\b[Tt]he\s$")
_RELATIVE = re.compile(r"\s(?:that|who|which)\s")
#: `27 per 1,000`, and the values that the rest of the sentence compares with it.
_RATE = re.compile(r"\bper\s(?:\d|hundred|thousand|million)")
_GROUPED = re.compile(rf"\d[,{BLANKS}]\d{{3}}")
#: Names of values that are no counts, however large.
_NO_COUNT_BEFORE = re.compile(
    r"\b(?:GWPs?|index|score|scores|scored|rating|ratio|rate|coefficient|ranked|ranging"
    r"|range from|position|factor of)\b[^.;,\d]{0,24}(?:\d+\sto\s)?$"
)
_LIKELY_QUALIFIED = re.compile(
    r"\b(?:[Ss]ome|[Nn]early|[Aa]lmost|[Aa]pproximately|[Mm]ore than|[Oo]ver|[Ff]ewer than"
    r"|[Ll]ess than|[Aa]t least|[Uu]p to|[Aa]bout|[Aa]round|[Rr]oughly)\s$"
)
#: `37 (45 per cent)`, `27 (up from 23 …)`
_SHARE_AFTER = re.compile(
    r"\s?\((?:(?:or\s|about\s|some\s)?\d[\d.,]*\s?(?:%|per\s?cent)|compared\s|(?:up|down) from\s\d)"
)
#: `18 were published`, `7 now publish`, `42 left`
_VERB_AFTER = re.compile(
    r"\s(?:(?:now|still|also|already|not|never)\s[a-z]+|were|was|are|is|have|has|had|did|do|will"
    rf"|would|{'|'.join(sorted(PASTS))}|no longer|that|who|whose|more(?! than)"
    r"|(?:[a-z]+ly\s)?[a-z]{3,}(?:ed|ing))\b"
)
_CLAUSE_BEFORE = re.compile(
    r"(?:^|[,;:(–—.\n]|\b(?:and|but|while|which|whom|where|only|that|of those|remaining|first|other"
    r"|another|these|with|the|including))\s?$"
)
#: `killing 12 and wounding 45`
_HARMED_BEFORE = re.compile(
    r"\b(?:kill|injur|wound|arrest|detain|displac|evacuat|abduct|kidnapp|execut|rescu)(?:ing|ed)\s"
    r"(?:(?:some|about|at least|up to|over|more than|nearly|almost|approximately|another)\s)*$"
)
#: `a vote of 120 to 3`, `120 in favour and 3 against`
_VOTE_BEFORE = re.compile(r"\bvotes? of\s(?:\d+\sto\s)?$")
_VOTE_AFTER = re.compile(r"\s(?:in favour|against|abstaining)\b")
#: `12 commitments: 6 from Member States and 6 from others`
_PLACED = re.compile(r"\s(?:from|under|out of|within|in|at|by|for|on|against|among|with)\b")
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|up from|down from|against|versus|as opposed to|from|than"
    r"|increase from|decrease from|from only|by)\s(?:just\s|only\s|the\s)?$"
)
_TO = re.compile(r"\bto\s$")
_REMAINDER = re.compile(
    r"\b(?:[Aa] further|[Aa]nother|[Aa]n additional|[Tt]he remaining|[Tt]he other|[Aa] total of)\s$"
)
_CLOSES = re.compile(r"\s?(?:$|[.,;)\]]|(?:in|at|on|during|for|the previous|a year|as at|by)\b)")
#: `the number of … rose to 173`
_NUMBER_OF = re.compile(r"\b(?:[Nn]umbers? of|[Tt]otal of)\s(?!which\b)")
_VALUE_OF_NUMBER = re.compile(
    r"\b(?:to|from|of|at|is|was|were|are|be|reach|reached|reaching|totall?ed|totall?ing|exceeded"
    r"|exceeds|about|around|approximately|nearly|almost|over|some|than)\s$"
)
#: `350 new entities (288 bilateral, 62 multilateral)`
_ADJECTIVE_IN_BRACKETS = re.compile(r"\s([a-z-]+)(?=\s?[,;)]|\sand\s\d)")
#: `hospitals (44), clinics (32)`
_IN_BRACKETS = re.compile(r"\b([A-Za-z]+s)\s\($")
_OTHER_IN_BRACKETS = re.compile(r"[A-Za-z]+s \(\d{1,3}(?:,\d{3})*\)")
#: `monitoring stations (from 178 in 2021 to 765 in 2025)`
_NOUN_BEFORE_FROM = re.compile(r"\b([A-Za-z]+s)\s\((?:(?:up|down)\s)?from\s$")
#: `Total number of visits: `, `Population -- `
_LABEL = re.compile(
    r"(?:\(?\w{1,3}[.)]\s)?(?:[Tt]otal\s)?(?:[Nn]umber of )?([A-Za-z][A-Za-z ]{2,40}?)"
    r"\s?(?:--?|–|:|=)?\s?~?\s?"
)
#: `Among youth, `, `Of those States, `
_AMONG = re.compile(
    r"\b(?:Among|Of)\s(?:the\s|those\s|these\s)?((?!the|those|which)[A-Za-z][a-z ]{2,30}),\s"
)
#: `an audience of 2 million`
_GROUP_OF = re.compile(
    r"\b(audience|population|membership|readership|viewership|workforce|enrolment|attendance"
    r"|following|circulation|electorate|caseload|turnout|crowd)s?\sof\s(?:[a-z]+\s){0,3}$"
)
#: `100 (23 per cent) of the offices`
_ASIDE = re.compile(r"\s?\([^()]{1,40}\)")
#: `24 formal and 30 informal meetings`
_ADJECTIVE = re.compile(
    rf"\s([a-z-]+)(?:,|,?\s(?:and|or))\s(?:\d[\d,]*|{'|'.join(NUMBER_WORDS)})(?=\s[a-z])"
)
#: `7 are women`
_IS_NOUN = re.compile(r"\s(?:are|were)\s([a-z]+)(?=[;,.)])")


class _Surroundings(Surroundings):
    """What a number's sentence says is counted, in English words."""

    def _noun_at(self, position: int) -> str | None:
        phrase = noun_phrase(self._text, position)
        return phrase.unit if phrase is not None else None

    def _unit(self, *, large: bool) -> str | None:
        """What is counted, by the sentence; for a small number also by the sentence before."""
        if self._is_vote():
            return "votes"
        named = (
            self._noun_after_last(_NUMBER_OF)
            or self._named(_AMONG.search(self._text, self._begin, self._number.start))
            or self._named(_GROUP_OF.search(self._left))
            or self._named(_NOUN_BEFORE_FROM.search(self._left))
            or self._whole()
            or self._predicate()
            or self._label()
            or self._earlier_unit()
        )
        if named is not None:
            return named
        if not large:
            return self._unit_before()
        of_people = "population" in self._text[self._begin : self._number.start]
        return "population" if of_people and self._number.scale >= 10**6 else None

    @staticmethod
    def _named(match: re.Match[str] | None) -> str | None:
        return match[1] if match else None

    def _is_vote(self) -> bool:
        after = _VOTE_AFTER.match(self._text, self._number.end)
        return after is not None or _VOTE_BEFORE.search(self._left) is not None

    def _label(self) -> str | None:
        """`Total number of visits: 3,182`."""
        if not self._left.rstrip(" ~").endswith((":", "-", "–", "=")):
            return None
        return self._named(_LABEL.fullmatch(self._text, self._begin, self._number.start))

    def _whole(self) -> str | None:
        aside = _ASIDE.match(self._text, self._number.end)
        whole = _OF_THE.match(self._text, aside.end()) if aside else None
        return self._noun_at(whole.end()) if whole else None

    def _predicate(self) -> str | None:
        match = _IS_NOUN.match(self._text, self._number.end)
        return self._noun_at(match.start(1)) if match else None

    def _unit_before(self) -> str | None:
        """Unit of the sentence's last count, else of the first one of the sentence before.

        Between the two comes what a percentage of the sentence is a share of, and its first noun.
        """
        earlier = self._earlier_unit() or self._whole_of_percentage(_OF_THE)
        if earlier is not None:
            return earlier
        subject = noun_phrase(self._text, self._begin)
        if subject is not None and subject.unit and subject.end < self._number.start:
            return subject.unit
        return self._unit_of_sentence_before() or self._last_unit()


class _Bare(_Surroundings):
    """A number that no noun follows: a count where the words around it say so."""

    def mark(self, qualifier: str | None, position: int) -> Mark | None:
        """The mark of a count, or None.

        Args:
            qualifier: a word of exactness that follows the number.
            position: the character after that word, or after the number.
        """
        number = self._number
        if number.value < 2 or (self._is_joined() and not _VOTE_BEFORE.search(self._left)):
            return None
        of_group = self._of_group(position) or self._adjective_of_next()
        if of_group is not None:
            return of_group
        large = self._is_large(qualifier)
        if self._is_rate() or not (large or self._is_told()):
            return None
        special = self._adjective() or self._in_brackets()
        if special is not None:
            return special
        end = position if qualifier in _INSIDE else number.end
        return _counted(number, end, self._unit(large=large), "en.bare", qualifier)

    def _is_joined(self) -> bool:
        """Whether it is listed with a number that can lend it its mark."""
        joined = _JOINED.match(self._text, self._number.end)
        return joined is not None and not (joined[0] == ", " and self._is_large(None))

    def _of_group(self, position: int) -> Mark | None:
        """`two of them`, `12 of the countries`, `10 of 34`, `the four that remained`."""
        number = self._number
        of_them = _OF_THEM.match(self._text, position)
        if of_them:
            unit = self._noun_at(of_them.end()) or self._unit_before()
            return _counted(number, number.end, unit, "en.of_them")
        of_number = _OF_NUMBER.match(self._text, position)
        if of_number:
            unit = self._noun_at(of_number.end()) or self._unit(large=False)
            return _counted(number, number.end, unit, "en.of_number")
        if _THE.search(self._left) and _RELATIVE.match(self._text, position):
            unit = self._unit_before()
            return _counted(number, number.end, unit, "en.relative") if unit else None
        of_the = _OF_THE.match(self._text, position)
        noun = self._noun_at(of_the.end()) if of_the else None
        return _counted(number, number.end, noun, "en.of_group") if noun else None

    def _is_rate(self) -> bool:
        if _RATE_AFTER.match(self._text, self._number.end):
            return True
        return _RATE.search(self._text, self._begin, self._number.start) is not None

    def _is_large(self, qualifier: str | None) -> bool:
        """Thousands set off, or a multiplier: such a number is no label.

        Number words stand alone only from a hundred on, and qualified.
        """
        number = self._number
        if number.spelled and number.scale < 10**6:
            told = qualifier is not None or _LIKELY_QUALIFIED.search(self._left) is not None
            return told and number.value >= 100
        if self._text.startswith(("a ", "A "), number.start):
            return False
        grouped = _GROUPED.search(self._text, number.start, number.end) is not None
        return (number.scale >= 1000 or grouped) and not _NO_COUNT_BEFORE.search(self._left)

    def _is_told(self) -> bool:
        """Whether the words around it tell of a count."""
        end = self._number.end
        if _SHARE_AFTER.match(self._text, end) or self._is_whole():
            return True
        if _HARMED_BEFORE.search(self._left) or self._is_vote():
            return True
        if _VERB_AFTER.match(self._text, end) and _CLAUSE_BEFORE.search(self._left):
            return not self._number.spelled or self._unit_before() is not None
        return not self._number.spelled and self._is_told_by_left(end)

    def _is_whole(self) -> bool:
        """The second number of `10 of 34`."""
        if not self._before or self._number.start - self._before[-1].end > len(
            " out of a total of "
        ):
            return False
        return _OF_BEFORE.search(self._left) is not None

    def _is_told_by_left(self, end: int) -> bool:
        if _NO_COUNT_BEFORE.search(self._left):
            return False
        if self._number.value >= 100 and _LIKELY_QUALIFIED.search(self._left):
            return True
        closes = _CLOSES.match(self._text, end) is not None
        if (
            closes
            and _VALUE_OF_NUMBER.search(self._left)
            and self._noun_after_last(_NUMBER_OF) is not None
        ):
            return True
        if closes and _NOUN_BEFORE_FROM.search(self._left):
            return True
        if self._in_brackets() is not None or (closes and self._is_labelled()):
            return True
        return self._has_earlier_count() and self._is_member(closes=closes)

    def _is_labelled(self) -> bool:
        """`Number of staff: 12`, `Observers: 6`."""
        label = self._label()
        if label is None or not self._left.rstrip().endswith(":"):
            return False
        return "umber of" in self._left or noun_phrase(f" {label}", 0) is not None

    def _is_member(self, *, closes: bool) -> bool:
        """Whether it goes on with what an earlier count of the sentence began."""
        if _REMAINDER.search(self._left) or (closes and _COMPARED.search(self._left)):
            return True
        if closes and _TO.search(self._left):
            # from 178 in 2021 to 765
            return self._text.endswith("from ", 0, self._before[-1].start)
        if _PLACED.match(self._text, self._number.end) and _CLAUSE_BEFORE.search(self._left):
            return True
        return self._adjective() is not None

    def _adjective(self) -> Mark | None:
        match = _ADJECTIVE_IN_BRACKETS.match(self._text, self._number.end)
        if match is None or not self._has_earlier_count():
            return None
        bracket = self._text.rfind("(", self._begin, self._number.start)
        if bracket < 0 or ")" in self._text[bracket : self._number.start]:
            return None
        unit = (self._earlier_unit() or "").rpartition(" ")[2] or None
        return _counted(self._number, match.end(1), unit, "en.adjective")

    def _adjective_of_next(self) -> Mark | None:
        """`24 formal` in `24 formal and 30 informal meetings`."""
        match = _ADJECTIVE.match(self._text, self._number.end)
        if match is None or not words_after(self._text, self._number.end):
            return None
        unit = (self._noun_at(match.end()) or "").rpartition(" ")[2]
        return _counted(self._number, match.end(1), unit, "en.adjective") if unit else None

    def _in_brackets(self) -> Mark | None:
        noun = _IN_BRACKETS.search(self._left)
        if noun is None or not self._text.startswith(")", self._number.end):
            return None
        nearby = self._text[self._begin : self._number.end + 200]
        if len(_OTHER_IN_BRACKETS.findall(nearby)) < 2 and not self._has_earlier_count():
            return None
        return _counted(self._number, self._number.end, noun[1], "en.in_brackets")
