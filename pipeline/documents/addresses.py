"""Web addresses of the originals of documents."""

from __future__ import annotations

from urllib.parse import quote

#: Shows a document by language and symbol.
PEOPLE = "https://docs.un.org"
#: Beginnings of United Nations document symbols, from the UN guide to document symbols: the
#: principal organs, and bodies with series of their own. Symbols of other organizations, or text
#: that only looks like a symbol, have no address there.
_SERIES = frozenset(
    """
    A S E T ST SG
    APLC BWC CAC CAT CBD CCM CCPR CCW CD CEB CED CEDAW CEP CERD CLCS CMW CPR CRC CRPD CTOC DC DP
    ECA ECE ENDC ENERGY ESCAP FCCC GC GEGN HBP HRI HS HSP ICCD ID IDB IPBES ISBA ITC JIU LC LOS NPT
    PBC PCNICC SPLOS SPT TD TIM TRADE TRANS UNAT UNDT UNEP UNITAR UNW
    """.split()
)


def page_of_people(symbol: str, language: str, base: str = PEOPLE) -> str:
    """The address of a document by its symbol.

    >>> page_of_people("A/81/6 (Sect. 29A)", "en")
    'https://docs.un.org/en/A/81/6%28Sect.29A%29'
    """
    return f"{base.rstrip('/')}/{language}/{quote(''.join(symbol.split()))}"


def original(source_url: str | None, symbol: str | None, language: str | None) -> str | None:
    """The address of the original: from the register, else by its symbol; None if there is neither.

    >>> original(None, "A/74/336", "zh")
    'https://docs.un.org/zh/A/74/336'
    >>> original("https://example.org/a", "A/74/336", "zh")
    'https://example.org/a'
    >>> original(None, "SAMPLE/2026/100", "en")
    """
    if source_url or symbol is None or language is None:
        return source_url
    series = symbol.partition("/")[0].partition(".")[0]
    return page_of_people(symbol, language) if series in _SERIES else None
