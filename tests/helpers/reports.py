"""Short text reports for tests, each with different figures."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from pipeline.tables.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
FILES = [f"{table.name}.{suffix}" for table in TABLES for suffix in ("parquet", "csv")]

CHINESE = """ 合作情况

 秘书长的报告

  一. 导言

1. 约有 {percent}%的成员国作了答复，其中 {count} 个国家提交了报告，另有一些国家正在

准备自己的报告。

2. 基金为此拨款 {count} 万美元，用于农村地区的学校和医院。
"""
ENGLISH = """ State of cooperation

 Report of the Secretary-General

  I. Introduction

1. Some {percent} per cent of the Member States replied, and {count} countries handed in a
report of their own.

2. The Fund spent ${count} million on schools and hospitals in the countryside.
"""


def name_of(number: int, language: str = "zh") -> str:
    """The file name of a report."""
    return f"A_70_{number}-{language}.txt"


def text_of(number: int, language: str = "zh") -> str:
    """A report whose figures depend on its number, 1 or more."""
    pattern = {"zh": CHINESE, "en": ENGLISH}[language]
    return pattern.format(percent=number % 90 + 10, count=number + 100)


def write_report(raw: Path, number: int, language: str = "zh") -> Path:
    """Writes a report to a raw folder in one step, so that nobody sees half of it."""
    raw.mkdir(parents=True, exist_ok=True)
    file = raw / name_of(number, language)
    waiting = raw / f".{file.name}"
    waiting.write_text(text_of(number, language), encoding="utf-8")
    waiting.rename(file)
    return file


def write_sample(raw: Path, *symbols: str) -> None:
    """Copies the English sample, a PDF of several pages, to a raw folder under each symbol."""
    raw.mkdir(parents=True, exist_ok=True)
    for symbol in symbols:
        shutil.copyfile(ROOT / "raw" / "SAMPLE_2026_100-en.pdf", raw / f"{symbol}-en.pdf")


def checksums(outputs: Path) -> dict[str, str]:
    """The checksums of all published files, by name."""
    return {name: hashlib.sha256((outputs / name).read_bytes()).hexdigest() for name in FILES}
