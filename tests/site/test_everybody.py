"""The page by keyboard, for screen readers, on a phone, in dark, in other languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from helpers.reader import ABOUT, VIEWS, Reader
from sample_tables import as_files

from pipeline.release.site import build_page, vendor

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WORDS = Path(vendor.__file__).parent / "static" / "i18n" / "en.js"
PHONE = {"width": 360, "height": 740}


def test_works_by_keyboard_alone(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release)
    press = page.keyboard.press

    def focused(selector: str) -> bool:
        return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))

    def tab_to(selector: str) -> None:
        for _ in range(150):
            press("Tab")
            if focused(selector):
                assert (
                    page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                )
                return
        pytest.fail(f"{selector} cannot be reached")

    press("Tab")
    assert focused(".skip")
    press("Enter")
    assert focused("main")
    press("Tab")
    assert focused("#search")  # first of all
    tab_to("[data-value=percentages]")
    reader.until_ready(lambda: press("Space"))
    assert reader.count == tables["percentages"].num_rows
    assert focused("[data-value=percentages]")  # not thrown back to the start
    page.focus("#search")
    reader.until_ready(lambda: page.keyboard.type("countries"))
    assert 0 < reader.count < tables["percentages"].num_rows
    tab_to(".tabulator-col[tabulator-field=value]")
    reader.until_ready(lambda: press("Enter"))
    assert "sort=value" in page.url
    page.wait_for_selector(".figure-link")
    tab_to(".figure-link")
    reader.until_ready(lambda: press("Enter"))
    assert page.locator(".its-words mark").count() == 1
    assert focused("main")
    page.wait_for_function("document.getElementById('status').textContent.length > 0")


@pytest.mark.parametrize(
    ("colours", "width"),
    [
        ("light", 1280),
        ("dark", 360),
        pytest.param("dark", 1280, marks=pytest.mark.slow),
        pytest.param("light", 360, marks=pytest.mark.slow),
    ],
)
def test_has_no_barrier_that_axe_finds(
    new_reader: Any, release: Path, colours: str, width: int
) -> None:
    reader = new_reader(
        color_scheme=colours, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = reader.open(release)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for view in (
        *VIEWS,
        "#/figures?kind=counts&language=zh&q=SAMPLE/2026&lang=zh",
        "#/charts?lang=zh",
    ):
        if view != VIEWS[0]:
            reader.go(view)
        page.wait_for_timeout(200)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
        found += [
            (view, one["id"], node["html"][:200], node["failureSummary"])
            for one in result["violations"]
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"]
        ]
    assert found == []


def test_fits_a_phone(new_reader: Any, release: Path) -> None:
    for language in ("en", "zh"):
        reader = new_reader(viewport=PHONE, locale=language, has_touch=True)
        page = reader.open(release)
        for view in VIEWS:
            reader.go(f"{view}?a=1")
            page.wait_for_timeout(100)
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], view
        reader.go("#/figures")
        page.wait_for_selector(".card")
        page.click(".filters-title")
        reader.until_ready(lambda page=page: page.check("[data-value=counts]"))
        page.click(".filters-done")
        assert page.locator(".filters-body").is_hidden()
        page.locator(".card .figure-link").first.scroll_into_view_if_needed()
        reader.until_ready(page.locator(".card .figure-link").first.click)
        number, sheet = (page.locator(s).bounding_box() for s in ("h1", ".sheet"))
        assert number["y"] < sheet["y"]


def test_a_language_is_one_file_and_may_run_from_right_to_left(
    new_reader: Any, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    languages = tmp_path / "languages"
    languages.mkdir()
    english = WORDS.read_text(encoding="utf-8")
    (languages / "en.js").write_text(english, encoding="utf-8")
    arabic = english.replace(
        '"en", { name: "English", direction: "ltr"', '"ar", { name: "العربية", direction: "rtl"'
    )
    (languages / "ar.js").write_text(
        arabic.replace('"UN figures"', '"أرقام الأمم المتحدة"'), encoding="utf-8"
    )
    build_page(
        as_files(tables, tmp_path / "tables"),
        tmp_path / "release",
        pdfs={},
        about=ABOUT,
        languages=languages,
    )
    for size in (PHONE, {"width": 1280, "height": 800}):
        reader = new_reader(locale="ar", viewport=size)
        page = reader.open(tmp_path / "release")
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
            "ar",
            "rtl",
        ]
        assert "أرقام" in page.inner_text(".name")
        assert page.locator("#languages a").count() == 2
        for view in VIEWS:
            reader.go(f"{view}?a=1")
            page.wait_for_timeout(100)
            assert page.evaluate("document.documentElement.scrollWidth") == size["width"], view


def test_without_scripts_the_files_can_still_be_had(new_reader: Any, release: Path) -> None:
    reader = new_reader(java_script_enabled=False)
    reader.page.goto((release / "index.html").as_uri())
    assert reader.page.locator(f'noscript a[href="{ABOUT.downloads[0].path}"]').count() == 1
