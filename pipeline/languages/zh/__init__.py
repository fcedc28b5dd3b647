"""Chinese: how its UN editions mark headings, sentences and parts; the figures are in `figures`."""

from __future__ import annotations

import re

from pipeline.languages.base import Language, Layout, date_line, power_of
from pipeline.languages.zh.context import CONTEXT
from pipeline.languages.zh.figures import COUNTS, GRAMMAR
from pipeline.languages.zh.tables import TABLE_WORDS

LANGUAGE = Language(
    code="zh",
    joiner="",
    layout=Layout(
        heading=re.compile(r"(?:[一二三四五六七八九十]{1,3}|[A-Z]|[IVX]+)\s?[.．、]\s*(?=\S)"),
        summary=re.compile(r"\s*(?:摘\s*要|概\s*要)\s*"),
        annex=re.compile(r"\s*附件\s*(?P<number>[一二三四五六七八九十]+)?\s*"),
        caption=re.compile(r"(?:表|图|方框|专栏)\s*(?:\d|[一二三四五六七八九十IVX])"),
        author=re.compile(r"\s*\S{0,30}的?(?:报告|说明|照会)\s*"),
        chapter=re.compile(r"\s*第\s?[一二三四五六七八九十]+\s?章(?:\s?[：:\s].{0,30})?\s*"),
        article=re.compile(r"\s*第\s?(?P<number>[一二三四五六七八九十百零\d]+)\s?条\s*"),
        session=re.compile(
            r"第[一二三四五六七八九十百零]+(?:届\S{0,6}(?:会议|常会|年会)|年)(?:\s?[(（]?续会[)）]?)?\**"
            r"|\d{4}\s?年\S{0,8}(?:会议|常会|年会|届会)\**"
        ),
        agenda_item=re.compile(
            r"(?:(?:临时|暂定)?议程|暂定项目表|初步清单)\**\s?项目\s?\d.{0,30}|(?:议程)?项目\s?\d.{0,30}"
        ),
        not_a_mark=COUNTS,
        furniture=re.compile(
            r"\s*(?:第\s?\d+\s?页|Page\s\d+|联\s*合\s*国|Distr\..*|(?:Chinese|中文).*"
            r"|Original:.*|原文[：:].*|请回收.*|Please recycle.*)\s*"
        ),
        date_line=re.compile(rf"{date_line()}|\d{{4}}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日"),
        power_of=re.compile(power_of("米")),
        contents=re.compile(r"\s*目\s*[录次]\s*"),
        notes=re.compile(r"\s*(?:尾\s?注|注\s?释|脚\s?注)\s*"),
    ),
    sentence_end=re.compile(r"[。！？]++[”’」』)）]*+|\n"),
    letters=re.compile(r"[\u3400-\u9fff]+"),
    grammar=GRAMMAR,
    lexicon=CONTEXT,
    fractions={
        re.compile("一半|半数|二分之一"): 50.0,
        re.compile("四分之一"): 25.0,
        re.compile("四分之三"): 75.0,
        re.compile("三分之一"): 33.3,
        re.compile("三分之二"): 66.7,
        re.compile("五分之一"): 20.0,
        re.compile("十分之一|[一1]成"): 10.0,
    },
    number_words={**dict(zip("一二三四五六七八九十", range(1, 11), strict=True)), "两": 2},
    tables=TABLE_WORDS,
)
