"""Random texts in six languages, with numbers where none belong and broken characters."""

from __future__ import annotations

from hypothesis import strategies as st

#: Sentences full of numbers, by language.
SENTENCES = {
    "en": [
        "Of the 193 countries, some 84 per cent replied, up from 12.5 to 15 per cent in 2024.",
        "It spent $1.137 a litre, or between $5 million and $8.25 million, on 3,800 women.",
        "Twenty-two offices (11 of them new) cost €46,500,000 in 2022/23; 1 per cent did not.",
    ],
    "fr": [
        "Parmi les 193 pays, environ 84 % ont répondu, contre 12,5 % à 15 % en 2024.",
        "Il a dépensé 1,137 dollar le litre, soit de 5 à 8,25 millions d’euros pour 3 800 femmes.",
        "Vingt-deux bureaux, dont 11 nouveaux, ont coûté 46 500 000 francs suisses en 2022-2023.",
    ],
    "es": [
        "De los 193 países, cerca del 84 % respondió, frente al 12,5 % o el 15 % en 2024.",
        "Gastó 1,137 dólares por litro, entre 5 y 8,25 millones de euros, en 3.800 mujeres.",
        "Veintidós oficinas, 11 de ellas nuevas, costaron 46 500 000 dólares en 2022/23.",
    ],
    "ru": [
        "Из 193 стран около 84 процентов ответили, по сравнению с 12,5–15 процентами в 2024 году.",
        "Он израсходовал 1,137 долл. США за литр, или от 5 до 8,25 млн евро, на 3 800 женщин.",
        "Двадцать два отделения, из них 11 новых, стоили 46 500 000 долларов в 2022/23 году.",
    ],
    "ar": [
        "ومن بين 193 بلدا، أجاب نحو 84 في المائة، مقابل 12,5 إلى 15 في المائة في عام 2024.",
        "وأنفق 1.137 دولار لكل لتر، أي ما بين 5 ملايين و 8,25 ملايين يورو، على 3 800 امرأة.",
        "وكلف اثنان وعشرون مكتبا، منها ١١ مكتبا جديدا، ٤٦٫٥ مليون دولار في الفترة 2022-2023.",
    ],
    "zh": [
        "193 个国家中约有 84%作出答复，2024 年为 12.5%至 15%。",
        "每升 1.137 美元，即 500 万至 825 万欧元，用于 3 800 名妇女。",
        "二十二个办事处（其中 11 个是新设的）在 2022/23 年耗资 4 650 万美元，百分之一没有答复。",
    ],
}  # fmt: skip
#: What goes between the parts of sentences.
_ODD = st.sampled_from([
    "0", "-", "−", "–", "1–", "$", "$0", "%", " per cent", "‰", "½", "١٢٣", "一亿", "1e400", "٪",
    "(", ")", "fn1", "\t", "\x00", "\x0b", "\x1f", "\x85", "\u200f", "\u202e", "\ufeff", "\ufffe",
    "\n", "\n\n2. ", "\n\n1. ", "\f", "\u2028", "trillion ", "万亿", "миллиардов ", "0001-01-01",
    "9" * 40, "9" * 6000, "0." + "3" * 30, "1" + "0" * 25 + " per cent", "Annex I\n",
])  # fmt: skip


def odd_text(language: str) -> st.SearchStrategy[str]:
    """Parts of sentences in any order, with stray characters and numbers between them."""
    sentences = st.sampled_from(SENTENCES[language])
    cut = st.tuples(sentences, st.integers(0, 60), st.integers(0, 100)).map(
        lambda part: part[0][part[1] : part[1] + part[2]]
    )
    numbers = st.one_of(st.integers().map(str), st.decimals().map(str), st.floats().map(str))
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    parts = st.lists(st.one_of(sentences, cut, _ODD, numbers, anything), max_size=12)
    separator = st.sampled_from(["", " ", "\n"])
    return st.tuples(parts, separator).map(lambda drawn: drawn[1].join(drawn[0]))
