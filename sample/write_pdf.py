"""Draws pages as a PDF. The same pages always give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from faces import ARABIC, Face
from fpdf import FPDF
from markup import Report
from pages import HEIGHT, WIDTH, Page, Placed, Rule

_BLACK, _BLUE = (0, 0, 0), (0, 0, 255)


def pdf_of(report: Report, pages: Sequence[Page]) -> bytes:
    """The PDF of a report's pages."""
    pdf = _new_pdf(report)
    for page in pages:
        pdf.add_page()
        for rule in page.rules:
            _draw_rule(pdf, rule)
        for placed in (*page.furniture, *page.body, *page.notes):
            _draw_line(pdf, placed)
        pdf.set_char_spacing(0)
    return bytes(pdf.output())


def _new_pdf(report: Report) -> FPDF:
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    pdf.set_lang(report.language)
    pdf.set_title(report.fields["title"])
    pdf.set_subject(report.fields["remark"])
    pdf.set_producer("fpdf2")
    pdf.set_creation_date(datetime.strptime(f"{report.fields['date']} +0000", "%d %B %Y %z"))
    for face in Face:
        if face not in ARABIC:
            pdf.add_font(face, fname=face.path)
    return pdf


def _draw_rule(pdf: FPDF, rule: Rule) -> None:
    pdf.set_line_width(rule.thickness)
    pdf.line(rule.x0, rule.y0, rule.x1, rule.y1)


def _draw_line(pdf: FPDF, placed: Placed) -> None:
    for piece in placed.line.pieces:
        style = piece.style
        pdf.set_font(piece.face, size=style.size)
        pdf.set_text_color(*(_BLUE if style.link else _BLACK))
        pdf.set_char_spacing(piece.spacing)
        pdf.text(piece.x, placed.y - style.rise, piece.text)
        if style.link:
            pdf.link(piece.x, placed.y - style.size, piece.width, style.size, style.link)
