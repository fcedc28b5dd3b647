"""Small PDFs, assembled byte by byte, that try to break a reader.

Each is named for what is wrong with it. Everything else in it is valid, and most contain the same
page of text, so that a robust reader has something to read.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path

TEXT = (
    b"BT /F1 11 Tf 72 740 Td 14 TL\n"
    b"(United Nations  A/99/100) Tj T*\n"
    b"(1. The network reached 26 countries in 2020 and 84 per cent of the offices answered,) Tj T*\n"
    b"(so that 46 projects were opened by the statistical offices in the whole of the year.) Tj T*\n"
    b"(2. The trust fund received $46.5 million from 37 donors in the period under review.) Tj T*\n"
    b"ET\n"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
#: The symbol on the page.
SYMBOL = b"A/99/100"
_NEST = 100_000


def write(folder: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    """Writes files to a folder; returns each one's kind by file name.

    Every other file name says nothing about symbol or language. Each page has its own symbol.
    """
    kinds = {}
    for number, (kind, data) in enumerate(files.items(), start=100):
        official = number % 2 or SYMBOL not in data
        name = f"A_98_{number}-en.pdf" if official else f"{kind}.pdf"
        (folder / name).write_bytes(data.replace(SYMBOL, b"A/99/%d" % number))
        kinds[name] = kind
    return kinds


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object with its length."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def packed(data: bytes, entries: bytes = b"", *, times: int = 1) -> bytes:
    """A stream object, deflated once or several times over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s] %s" % (b"/FlateDecode " * times, entries))


def put_together(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A complete file of numbered objects; number 1 is the catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, value in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    size, table = max(objects) + 1, len(data)
    data += b"xref\n0 %d\n" % size
    for number in range(size):
        used = number in places
        data += b"%010d %05d %s \n" % (
            places.get(number, 0),
            0 if used else 65535,
            b"n" if used else b"f",
        )
    data += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer,
        table,
    )
    return bytes(data)


def pdf(
    content: bytes = TEXT,
    *,
    media: bytes = b"[0 0 612 792]",
    page: bytes = b"",
    resources: bytes = b"",
    font: bytes = FONT,
    others: Mapping[int, bytes] | None = None,
    trailer: bytes = b"",
) -> bytes:
    """A file with one page.

    Args:
        content: what the page draws, as plain bytes or as a complete stream object.
        media: its MediaBox.
        page: more entries for the page.
        resources: more entries for its resources.
        font: the object of the font F1.
        others: more objects by number; 1 to 5 replace the standard ones.
        trailer: more entries for the trailer.
    """
    drawn = content if content.startswith(b"<<") else stream(content)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %s >> %s >>" % (media, resources, page),
        4: drawn,
        5: font,
    }
    return put_together(objects | dict(others or {}), trailer)


def _font_with(to_unicode: bytes) -> dict[str, object]:
    """A font with a ToUnicode table."""
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"/CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange\n%s\nendcmap end end"
        % to_unicode
    )
    return {"font": FONT[:-2] + b"/ToUnicode 6 0 R >>", "others": {6: stream(table)}}


def _wide_font(widths: bytes) -> bytes:
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> %s >>] >>" % widths
    )


def _form(content: bytes, resources: bytes, entries: bytes = b"") -> bytes:
    kind = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << %s >> %s"
    return stream(content, kind % (resources, entries))


def _nested_forms(depth: int) -> dict[int, bytes]:
    """A chain of forms, each of which draws the next one twice."""
    forms = {
        20 + n: _form(b"/X Do /X Do", b"/XObject << /X %d 0 R >>" % (21 + n)) for n in range(depth)
    }
    return forms | {20 + depth: _form(b"", b"")}


def _deep_tree(depth: int) -> dict[int, bytes]:
    tree = {
        10 + n: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (9 + n, 11 + n)
        for n in range(depth)
    }
    last = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>" % (9 + depth)
    top = b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    return tree | {2: top, 10 + depth: last}


def _type3(glyph: bytes) -> dict[str, object]:
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs "
        b"<< /a 6 0 R >> /Encoding << /Type /Encoding /Differences [97 /a] >> /FirstChar 97 "
        b"/LastChar 97 /Widths [1] /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    return {"font": font, "others": {6: stream(glyph)}}


def odd_pdfs() -> dict[str, bytes]:
    """Malformed files that cost little: we read them, or reject them with a sentence."""
    x = b"/XObject << /X 20 0 R >>"
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
    files: dict[str, bytes] = {
        # -- page trees
        "tree_holds_itself": pdf(others={2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>"}),
        "tree_of_two_that_hold_each_other": pdf(
            others={
                2: b"<< /Type /Pages /Kids [6 0 R 3 0 R] /Count 2 >>",
                6: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
            }
        ),
        "tree_claims_millions": pdf(
            others={2: b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"}
        ),
        "tree_claims_less_than_none": pdf(
            others={2: b"<< /Type /Pages /Kids [3 0 R] /Count -7 >>"}
        ),
        "tree_with_gaps": pdf(
            others={2: b"<< /Type /Pages /Kids [null 99 0 R 3 0 R (x)] /Count 4 >>"}
        ),
        "tree_is_deep": pdf(others=_deep_tree(3_000)),
        "tree_is_a_number": pdf(others={2: b"7"}),
        "catalogue_is_a_page": pdf(others={1: b"<< /Type /Page /Pages 1 0 R >>"}),
        "no_catalogue": put_together({2: b"<< >>"}),
        "one_page_a_thousand_times": pdf(
            others={2: b"<< /Type /Pages /Kids [%s] /Count 1000 >>" % (b"3 0 R " * 1000)}
        ),
        # -- pages
        "media_of_200_inches": pdf(media=b"[0 0 14400 14400]"),
        "media_of_a_million": pdf(media=b"[0 0 1000000 1000000]"),
        "media_long_and_narrow": pdf(media=b"[0 0 2000000000 1]"),
        "media_without_area": pdf(media=b"[0 0 0 0]"),
        "media_upside_down": pdf(media=b"[612 792 0 0]"),
        "media_below_zero": pdf(media=b"[0 0 -612 -792]"),
        "media_of_strings": pdf(media=b"[(a) (b) (c) (d)]"),
        "media_of_three": pdf(media=b"[0 0 612]"),
        "media_not_a_number": pdf(media=b"[nan inf -inf 1e308]"),
        "media_of_400_digits": pdf(media=b"[0 0 %s 792]" % (b"9" * 400)),
        "media_is_itself": pdf(media=b"6 0 R", others={6: b"6 0 R"}),
        "media_nested": pdf(media=b"[" * _NEST + b"]" * _NEST),
        "crop_off_the_page": pdf(page=b"/CropBox [9000 9000 9100 9100]"),
        "unit_of_a_billion": pdf(page=b"/UserUnit 1000000000"),
        "turned_by_45": pdf(page=b"/Rotate 45"),
        "turned_far": pdf(page=b"/Rotate 99999999999999999999"),
        # -- text
        "text_far_off": pdf(TEXT + b"BT /F1 11 Tf 1 0 0 1 2147483648 600 Tm (x) Tj ET"),
        "text_far_above": pdf(TEXT + b"BT /F1 11 Tf 1 0 0 1 72 -1e300 Tm (x) Tj ET"),
        "text_scaled_beyond": pdf(b"%s.0 0 0 1 0 0 cm " % (b"9" * 320) + TEXT),
        "text_scaled_again_and_again": pdf(b"1e9 0 0 1e9 0 0 cm " * 60 + TEXT),
        "text_of_no_size": pdf(TEXT.replace(b"11 Tf", b"0 Tf")),
        "text_of_size_below_zero": pdf(TEXT.replace(b"11 Tf", b"-11 Tf")),
        "text_of_huge_size": pdf(TEXT.replace(b"11 Tf", b"1e30 Tf")),
        "text_mirrored": pdf(TEXT.replace(b"11 Tf", b"11 Tf -100 Tz")),
        "text_spaced_beyond": pdf(TEXT.replace(b"11 Tf", b"11 Tf 1e300 Tc 1e300 Tw")),
        "text_on_one_spot": pdf(TEXT + b"BT /F1 9 Tf 9 9 Td " + b"(1) Tj 0 0 Td " * 3_000 + b"ET"),
        "text_without_font": pdf(TEXT.replace(b"/F1", b"/F9")),
        "states_kept_and_never_given_back": pdf(b"q " * _NEST + TEXT),
        "states_given_back_and_never_kept": pdf(b"Q " * _NEST + TEXT),
        "strings_nested": pdf(TEXT + b"BT " + b"(" * _NEST + b")" * _NEST + b" Tj ET"),
        "arrays_nested": pdf(TEXT + b"BT " + b"[" * _NEST + b"]" * _NEST + b" TJ ET"),
        "dictionaries_nested": pdf(TEXT + b"/A " + b"<</A " * _NEST + b">>" * _NEST + b" BDC EMC"),
        "string_without_end": pdf(TEXT + b"BT (never" + b"\\" * 1001),
        "operands_without_operator": pdf(b"1 " * _NEST + TEXT),
        "picture_within_without_end": pdf(TEXT + b"BI /W 9 /H 9 /CS /G /BPC 8 ID " + b"\0" * 5_000),
        "rectangles": pdf(
            b"".join(b"%d %d 100 40 re S " % (n % 500, n // 9) for n in range(3_000)) + TEXT
        ),
        # -- contents
        "contents_50_times_the_same": pdf(page=b"/Contents [%s]" % (b"4 0 R " * 50)).replace(
            b"/Contents 4 0 R", b""
        ),
        "contents_are_the_page": pdf(page=b"").replace(b"/Contents 4 0 R", b"/Contents 3 0 R"),
        "contents_are_gone": pdf().replace(b"/Contents 4 0 R", b"/Contents 44 0 R"),
        "length_is_itself": pdf(b"<< /Length 4 0 R >>\nstream\n" + TEXT + b"\nendstream"),
        "length_below_zero": pdf(b"<< /Length -1 >>\nstream\n" + TEXT + b"\nendstream"),
        "length_beyond_the_file": pdf(
            b"<< /Length 99999999999 >>\nstream\n" + TEXT + b"\nendstream"
        ),
        "filter_unknown": pdf(stream(TEXT, b"/Filter /Magic")),
        "filter_a_thousand_times": pdf(
            stream(TEXT, b"/Filter [%s]" % (b"/ASCIIHexDecode " * 1000))
        ),
        "filter_with_wide_rows": pdf(
            packed(TEXT, b"/DecodeParms << /Predictor 12 /Columns 2147483647 >>")
        ),
        "filter_with_no_rows": pdf(
            packed(TEXT, b"/DecodeParms << /Predictor 15 /Columns 0 /Colors 0 >>")
        ),
        "filter_broken": pdf(packed(TEXT).replace(b"x\xda", b"x\x01")),
        "form_draws_itself": pdf(b"/X Do " + TEXT, resources=x, others={20: _form(b"/X Do", x)}),
        "forms_draw_each_other": pdf(
            b"/X Do " + TEXT,
            resources=x,
            others={20: _form(b"/Y Do", b"/XObject << /Y 21 0 R >>"), 21: _form(b"/X Do", x)},
        ),
        "form_with_odd_box": pdf(
            b"/X Do " + TEXT,
            resources=x,
            others={20: _form(b"", b"", b"/Matrix [0 0 0] /BBox (x)")},
        ),
        # -- fonts
        "unicode_surrogate": pdf(**_font_with(b"1 beginbfchar <65> <D800> endbfchar")),
        "unicode_nul": pdf(**_font_with(b"1 beginbfchar <62> <0000> endbfchar")),
        "unicode_beyond": pdf(**_font_with(b"1 beginbfchar <65> 99999999 endbfchar")),
        "unicode_long": pdf(
            **_font_with(b"1 beginbfchar <65> <%s> endbfchar" % (b"0041" * 20_000))
        ),
        "unicode_uses_itself": pdf(**_font_with(b"/X usecmap")),
        "unicode_table_is_the_page": pdf(font=FONT[:-2] + b"/ToUnicode 3 0 R >>"),
        "font_is_the_page": pdf(resources=b"/Font << /F1 3 0 R >>"),
        "font_of_itself": pdf(
            font=b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
            b"/DescendantFonts [5 0 R] >>"
        ),
        "font_with_odd_widths": pdf(
            font=FONT[:-2] + b"/FirstChar -2147483648 /LastChar 2147483647 "
            b"/Widths [1e308 (x) null] >>"
        ),
        "font_with_odd_differences": pdf(
            font=FONT.replace(
                b"/WinAnsiEncoding", b"<< /Differences [2147483647 /a -1 /b (x) /c] >>"
            )
        ),
        "font_file_broken": pdf(
            font=FONT[:-2]
            + b"/FontDescriptor << /Type /FontDescriptor /FontName /X /FontFile2 6 0 R "
            b"/Ascent 1e308 /Descent nan >> >>",
            others={6: stream(b"\0\1\0\0\xff\xff" + b"\xff" * 400)},
        ),
        "glyph_prints_itself": pdf(
            TEXT + b"BT /F1 9 Tf (aaa) Tj ET", **_type3(b"1 0 d0 BT /F1 1 Tf (a) Tj ET")
        ),
        # -- pictures
        "picture_vast": pdf(
            b"q 600 0 0 700 0 0 cm /X Do Q " + TEXT,
            resources=x,
            others={20: packed(b"", image % (100_000, 100_000))},
        ),
        "picture_masks_itself": pdf(
            b"q 600 0 0 700 0 0 cm /X Do Q " + TEXT,
            resources=x,
            others={20: stream(b"\0", image % (1, 1) + b" /SMask 20 0 R")},
        ),
        "pattern_of_itself": _pattern_of_itself(b"9"),
        # -- the file
        "table_before_itself": pdf(trailer=b"/Prev 9"),
        "table_of_billions": pdf()
        .replace(b"/Size 6", b"/Size 2147483647")
        .replace(b"0 6\n", b"0 2147483647\n"),
        "table_at_nowhere": pdf().replace(b"startxref\n", b"startxref\n9999"),
        "encrypted_by_something": pdf(trailer=b"/Encrypt << /Filter /Magic /V 99 >> /ID [(a) (b)]"),
        "encrypted_by_nothing": pdf(trailer=b"/Encrypt 99 0 R"),
        "objects_packed_beyond": pdf(
            others={6: stream(b"1 0 2 0", b"/Type /ObjStm /N 2147483647 /First 2147483647")}
        ),
        "outlines_in_a_circle": pdf(
            others={
                1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>",
                6: b"<< /First 6 0 R /Last 6 0 R /Next 6 0 R /Parent 6 0 R /Title (x) >>",
            }
        ),
        "only_its_first_line": b"%PDF-1.7\n%%EOF\n",
        "all_of_it_twice": pdf() + pdf(),
        "much_before": b"\x89PNG\r\n" + b" " * 900 + pdf(),
    }
    return files


def _pattern_of_itself(step: bytes) -> bytes:
    return pdf(
        b"/Pattern cs /P scn 0 0 600 700 re f " + TEXT,
        resources=b"/Pattern << /P 20 0 R >>",
        others={
            20: stream(
                b"/Pattern cs /P scn 0 0 9 9 re f",
                b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] "
                b"/XStep %s /YStep %s /Resources << /Pattern << /P 20 0 R >> >>" % (step, step),
            )
        },
    )


def costly_pdfs() -> dict[str, bytes]:
    """Files that would use up all time or memory."""
    x = b"/XObject << /X 20 0 R >>"
    zeros = bytes(2**20)
    return {
        "pattern_of_itself_in_small_steps": _pattern_of_itself(b"0.0001"),
        "contents_unpack_to_a_gigabyte": pdf(packed(b" " * 2**30)),
        "contents_packed_twice": pdf(packed(b" " * 2**28, times=2)),
        "contents_of_words": pdf(packed(TEXT * 40_000)),
        "contents_5000_times_the_same": pdf(page=b"/Contents [%s]" % (b"4 0 R " * 5_000)).replace(
            b"/Contents 4 0 R", b""
        ),
        "forms_nest_thirty_deep": pdf(b"/X Do " + TEXT, resources=x, others=_nested_forms(30)),
        "unicode_range_of_all": pdf(
            **_font_with(b"1 beginbfrange <00000000> <7fffffff> <0041> endbfrange")
        ),
        "unicode_ranges_again_and_again": pdf(
            **_font_with(b"100 beginbfrange " + b"<0000> <ffff> <0041> " * 100 + b"endbfrange")
        ),
        "widths_of_all": pdf(font=_wide_font(b"/W [0 2000000000 500]")),
        "widths_again_and_again": pdf(font=_wide_font(b"/W [%s]" % (b"0 65535 500 " * 500))),
        "font_file_unpacks_to_much": pdf(
            font=FONT[:-2]
            + b"/FontDescriptor << /Type /FontDescriptor /FontName /X /FontFile 6 0 R >> >>",
            others={6: packed(zeros * 512, b"/Length1 512 /Length2 512 /Length3 0")},
        ),
        "page_100000_times": pdf(
            others={2: b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000)}
        ),
        "one_line_of_a_million": pdf(packed(b"BT /F1 1 Tf 9 9 Td (%s) Tj ET" % (b"1" * 1_000_000))),
    }
