"""Letters of the scripts that documents are written in, as the insides of character classes.

A range of Unicode is no word of a language: the letters here say where a sentence begins or a list
has an item, in whatever language. They are declared once, and not among the rules that use them.
"""

from __future__ import annotations

LATIN_CAPITALS, LATIN_SMALL = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
CYRILLIC_CAPITALS, CYRILLIC_SMALL = "А-ЯЁ", "а-яё"
ARABIC = "\u0621-\u064a"
CHINESE = "\u3400-\u9fff"
#: The numerals of lists and parts in Chinese, as `IVX` are elsewhere.
CHINESE_NUMERALS = "一二三四五六七八九十"
#: The letters of all languages in the Latin and the Cyrillic script, with accents and without.
LATIN_AND_CYRILLIC = "A-Za-zÀ-ɏЀ-ӿ"
