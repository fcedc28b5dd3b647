"""The schema of every published table: columns, types, keys, units, allowed values.

The Arrow schema, the structural expectations, the data dictionary and the bounds for publishing a
figure all come from here and are not repeated elsewhere. Other rules about the meaning of the data
are in `expectations/`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyarrow as pa

from pipeline.cached import cached_property
from pipeline.figures import kinds
from pipeline.gazetteer import named_in
from pipeline.tables.differences import CLASSES

#: Version of the columns and their meaning; `docs/versions.md` says when to increase which number.
SCHEMA_VERSION = "0.3.0"

TEXT = pa.string()
YEAR = pa.int32()
NUMBER = pa.int32()
POINTS = pa.float64()
#: 26 digits, six of them after the decimal point. Reports print unit prices and exchange rates with
#: up to five decimals (`$1.137 a litre`); the other twenty digits hold any sum in any currency. It
#: is no wider because databases add up in 38 digits, which leaves room for the sum of 10^12 rows.
AMOUNT = pa.decimal128(26, 6)


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: its name, in all formats.
        type: its Arrow type.
        description: what it means.
        nullable: whether it may be empty.
        unit: the unit of a number.
        allowed: the only values a text may have; any text if there are none.
        minimum: the smallest value of a figure in running text. None if only its type limits it, as
            for cells of tables, which may hold differences.
        maximum: the largest value.
    """

    name: str
    type: pa.DataType
    description: str
    nullable: bool = True
    unit: str | None = None
    allowed: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`column` contains values of the key column `references` of `table`."""

    column: str
    table: str
    references: str


@dataclass(frozen=True)
class Table:
    """A published table: `outputs/<name>.parquet` and `outputs/<name>.csv`.

    `range` names the columns for the two ends of a range; the second is not below the first.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: str
    foreign_keys: tuple[ForeignKey, ...] = ()
    range: tuple[str, str] | None = None

    @cached_property
    def arrow(self) -> pa.Schema:
        """The Arrow schema, without metadata, so that files contain only the data."""
        return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns])

    @cached_property
    def ends(self) -> tuple[Column, Column]:
        """The columns for the ends of a range, in a table of figures."""
        assert self.range is not None
        low, high = self.range
        return self.column(low), self.column(high)

    def column(self, name: str) -> Column:
        """A column by name.

        Raises:
            KeyError: the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")


QUALIFIERS = ("exact", "about", "nearly", "more_than", "less_than", "at_least", "at_most")
PARAGRAPH_KINDS = (
    "masthead", "title", "heading", "summary", "paragraph", "box", "footnote", "table",
)  # fmt: skip
STATUSES = ("extracted", "failed")
#: Why a figure that was read is not published; the rules are in `pipeline.tables.set_aside`.
REASONS = (
    "not_a_number", "too_large", "too_many_decimals", "out_of_range", "ends_reversed",
    "unknown_currency",
)  # fmt: skip
#: Classes of what is counted, each with an example; listed in the data dictionary.
UNIT_CLASS_EXAMPLES = {
    "people": "women",
    "households": "families",
    "countries": "Member States",
    "places": "villages",
    "organizations": "civil society organizations, funds",
    "facilities": "schools, country offices",
    "projects": "programmes, initiatives",
    "events": "attacks, meetings",
    "publications": "reports",
    "agreements": "partnerships",
    "decisions": "recommendations, resolutions",
    "posts": "jobs",
    "cases": "complaints",
    "goods": "vehicles",
    "services": "training courses",
    "money_terms": "grants, loans",
    "other": "indicators",
}
UNIT_CLASSES = tuple(UNIT_CLASS_EXAMPLES)
CHANGES = ("level", "change")
SUBJECT_SOURCES = ("phrase", "sentence", "before", "document", "row_header", "column_header")
PERIOD_SOURCES = ("phrase", "sentence", "before", "column_header", "row_header", "title")
#: Where a figure can be: in running text, in a note to it, in a cell of a printed table.
PLACES = IN_TEXT, IN_NOTE, IN_TABLE = ("text", "note", "table")
ROLES = ("subject", "giver", "receiver")

ORGANIZATION_KINDS = (
    "united_nations", "organ", "regional_commission", "fund", "specialized_agency",
    "related_organization", "international_financial_institution", "regional_body",
    "intergovernmental", "country",
)  # fmt: skip
NAME_LANGUAGES = named_in()

DOCUMENT_KEY = ForeignKey("document_id", "documents", "document_id")
PARAGRAPH_KEY = ForeignKey("paragraph_id", "paragraphs", "paragraph_id")
ORGANIZATION_KEY = ForeignKey("organization", "organizations", "organization")

DOCUMENTS = Table(
    "documents",
    "One row per document: one language edition of a United Nations document.",
    (
        Column(
            "document_id", TEXT, "Symbol and language as in official file names", nullable=False
        ),
        Column("symbol", TEXT, "Official symbol, e.g. A/74/336"),
        Column("language", TEXT, "Language of the edition, ISO 639-1"),
        Column("title", TEXT, "Title, from the register or else from the text"),
        Column(
            "published_on",
            pa.date32(),
            "Date of publication, from the register or else from the masthead of a PDF",
        ),
        Column("source_file", TEXT, "Path of the file in the raw folder", nullable=False),
        Column("source_url", TEXT, "Address the file came from, from the register"),
        Column("sha256", TEXT, "SHA-256 of the file, hexadecimal"),
        Column("media_type", TEXT, "Media type, from the file's first bytes"),
        Column("pages", NUMBER, "Number of pages read"),
        Column("paragraphs", NUMBER, "Rows in the paragraphs table"),
        *(
            Column(kind.table, NUMBER, f"Rows in the {kind.table} table")
            for kind in kinds.KINDS.values()
        ),
        Column("printed_tables", NUMBER, "Rows in the printed_tables table"),
        Column("table_cells", NUMBER, "Rows in the table_cells table"),
        Column("status", TEXT, "Whether it could be read", nullable=False, allowed=STATUSES),
        Column("failure", TEXT, "For a failed document: what is wrong and what to do"),
        Column("session", TEXT, "Session it was written for, from the masthead of a PDF"),
        Column("agenda_item", TEXT, "Agenda item it was written under, from the masthead of a PDF"),
        Column(
            "printed_symbol",
            TEXT,
            "Symbol in the masthead of a PDF; several are separated by `; `. If it differs from "
            "`symbol`, the file is not the document that its name or the register says",
        ),
        Column("set_aside", NUMBER, "Rows in the set_aside table"),
        Column(
            "remarks",
            TEXT,
            "What to know about how it was read: pages on which tags and layout differ, words in "
            "no block, contradictions between the register and the document",
        ),
        Column(
            "characters_removed",
            NUMBER,
            "Characters removed because they cannot be stored: control characters, lone surrogates",
        ),
        Column(
            "original_url",
            TEXT,
            "Address of the original: `source_url`, or by its symbol at docs.un.org; append "
            "`#page=` and a number to open that page",
        ),
    ),
    key="document_id",
)

PARAGRAPHS = Table(
    "paragraphs",
    "One row per block of text: headings, summaries, numbered paragraphs, footnotes.",
    (
        Column(
            "paragraph_id",
            TEXT,
            "Document and number, `p19`, or a checksum of the text if no number is its own",
            nullable=False,
        ),
        Column("document_id", TEXT, "Document it is in", nullable=False),
        Column("position", NUMBER, "Order in the document, from 1", nullable=False),
        Column("kind", TEXT, "What it is", nullable=False, allowed=PARAGRAPH_KINDS),
        Column(
            "number",
            TEXT,
            "Number as printed, or as its series shows if that was misread or misprinted;"
            " fn12 for a footnote; annex.1 in an annex; article 4.1 in an article",
        ),
        Column("section", TEXT, "Headings it is under, joined by ' > '"),
        Column("text", TEXT, "Text, unbroken, without footnote marks", nullable=False),
        Column("page_first", NUMBER, "Page it begins on, from 1", nullable=False),
        Column("page_last", NUMBER, "Page it ends on", nullable=False),
    ),
    key="paragraph_id",
    foreign_keys=(DOCUMENT_KEY,),
)

PRINTED_TABLES = Table(
    "printed_tables",
    "One row per printed table of numbers.",
    (
        Column("table_id", TEXT, "Document and number in it", nullable=False),
        Column("document_id", TEXT, "Document it is in", nullable=False),
        Column("symbol", TEXT, "Symbol of the document"),
        Column("language", TEXT, "Language of the edition, ISO 639-1", nullable=False),
        Column("paragraph_id", TEXT, "Paragraph with its text", nullable=False),
        Column("number", TEXT, "Number as printed, without the word for a table"),
        Column("title", TEXT, "Title as printed"),
        Column("unit_note", TEXT, "Note on the unit below the title, without brackets"),
        Column("notes", TEXT, "Notes below it, one per line: mark, colon, text"),
        Column("page_first", NUMBER, "Page it starts on, from 1", nullable=False),
        Column("page_last", NUMBER, "Page it ends on", nullable=False),
        Column("rows", NUMBER, "Lines with cells", nullable=False),
        Column("columns", NUMBER, "Columns after the row headers", nullable=False),
        Column("cells", NUMBER, "Rows in the table_cells table", nullable=False),
        Column("sums_checked", NUMBER, "Sums whose addends are known", nullable=False),
        Column("sums_right", NUMBER, "Sums of these that add up", nullable=False),
    ),
    key="table_id",
    foreign_keys=(DOCUMENT_KEY, PARAGRAPH_KEY),
)

TABLE_KEY = ForeignKey("table_id", "printed_tables", "table_id")

TABLE_CELLS = Table(
    "table_cells",
    "One row per cell of a printed table: a number, or the sign in its place, with its headers.",
    (
        Column("cell_id", TEXT, "Table, row and column", nullable=False),
        Column("table_id", TEXT, "Table it is in", nullable=False),
        Column("document_id", TEXT, "Document it is in", nullable=False),
        Column("symbol", TEXT, "Symbol of the document"),
        Column("language", TEXT, "Language of the edition, ISO 639-1", nullable=False),
        Column("page", NUMBER, "Page it is on, from 1", nullable=False),
        Column("row", NUMBER, "Its line among those with cells, from 0", nullable=False),
        Column("column", NUMBER, "Its column after the row headers, from 0", nullable=False),
        Column("row_header", TEXT, "Headers of its row, outermost first, joined by ' > '"),
        Column("column_header", TEXT, "Headers of its column, likewise"),
        Column("raw", TEXT, "Characters as printed, without note marks", nullable=False),
        Column("paragraph_id", TEXT, "Paragraph with the table's text", nullable=False),
        Column("char_start", NUMBER, "First character in that text, from 0", nullable=False),
        Column("char_end", NUMBER, "Character after the last", nullable=False),
        Column("value", pa.float64(), "The number as printed, not scaled; 0 for a dash"),
        Column("sign", TEXT, "The sign in place of a number"),
        Column("scale", pa.int64(), "Factor of the number: 1000 for thousands", nullable=False),
        Column(
            "kind",
            TEXT,
            "Kind of figure; empty for measurements, years, codes, ratios",
            allowed=tuple(kinds.KINDS),
        ),
        Column("currency", TEXT, "ISO 4217 code, for money"),
        Column("unit", TEXT, "What is counted or measured, as named in the headers"),
        Column("notes", TEXT, "Note marks at the cell, separated by spaces"),
        Column("head_notes", TEXT, "Note marks at its headers"),
        Column("is_total", pa.bool_(), "Whether it is the sum of other cells", nullable=False),
        Column("x0", POINTS, "Left edge on its page; empty for text", unit="points"),
        Column("top", POINTS, "Upper edge, from the top of the page", unit="points"),
        Column("x1", POINTS, "Right edge", unit="points"),
        Column("bottom", POINTS, "Lower edge, from the top", unit="points"),
        Column("sum_added", pa.float64(), "For a sum or difference: the sum of its addends"),
        Column("sum_holds", pa.bool_(), "Whether that equals `value`, within rounding"),
        Column("figure_id", TEXT, "The same figure in the table of its kind"),
    ),
    key="cell_id",
    foreign_keys=(DOCUMENT_KEY, TABLE_KEY, PARAGRAPH_KEY),
)

_PLACE = (
    Column("figure_id", TEXT, "Paragraph and first character", nullable=False),
    Column("document_id", TEXT, "Document it is in", nullable=False),
    Column("symbol", TEXT, "Symbol of the document"),
    Column("language", TEXT, "Language of the edition, ISO 639-1", nullable=False),
    Column("paragraph_id", TEXT, "Paragraph it was read from", nullable=False),
    Column(
        "paragraph",
        TEXT,
        "Number of the paragraph; without one its article or kind",
        nullable=False,
    ),
    Column("page", NUMBER, "Page that it begins on, from 1", nullable=False),
    Column("raw", TEXT, "Characters it was read from", nullable=False),
    Column("char_start", NUMBER, "First character in the paragraph's text, from 0", nullable=False),
    Column("char_end", NUMBER, "Character after the last", nullable=False),
    Column("sentence", TEXT, "Sentence it is in", nullable=False),
)
_QUALIFIER = Column(
    "qualifier", TEXT, "How exact it is according to the text", nullable=False, allowed=QUALIFIERS
)
_BOX = (
    Column("x0", POINTS, "Left edge on the page of its first line; empty for text", unit="points"),
    Column("top", POINTS, "Upper edge, from the top of the page", unit="points"),
    Column("x1", POINTS, "Right edge", unit="points"),
    Column("bottom", POINTS, "Lower edge, from the top of the page", unit="points"),
)
_RULE = Column("rule", TEXT, "Rule that read it", nullable=False)
_STANDS_IN = (
    Column("stands_in", TEXT, "Where it was read", nullable=False, allowed=PLACES),
    Column("cell_id", TEXT, "The same figure as a cell of a printed table"),
)
CELL_KEY = ForeignKey("cell_id", TABLE_CELLS.name, "cell_id")


def _read_from(name: str, what: str) -> tuple[Column, Column]:
    """The columns for the characters of the paragraph from which a value was read."""
    return (
        Column(f"{name}_char_start", NUMBER, f"First character of the words for {what}, from 0"),
        Column(f"{name}_char_end", NUMBER, "Character after the last"),
    )


_AFTER = (
    Column("subject", TEXT, "Whose figure it is, as written; `world` for the whole world"),
    Column("subject_from", TEXT, "Where the subject was found", allowed=SUBJECT_SOURCES),
    Column("organization", TEXT, "Standard short name of the subject, also of a country"),
    Column(
        "change",
        TEXT,
        "Whether the number is a level, or the amount by which something changed or differs",
        nullable=False,
        allowed=CHANGES,
    ),
    Column("per", TEXT, "What it is per, as written: `learner`, `year`"),
    Column("period_start", YEAR, "First year it is for", unit="year"),
    Column("period_end", YEAR, "Last year it is for; empty for `since 2009`", unit="year"),
    Column("period_from", TEXT, "Where the period was found", allowed=PERIOD_SOURCES),
    Column("base_start", YEAR, "First year it is compared with", unit="year"),
    Column("base_end", YEAR, "Last year it is compared with", unit="year"),
    *_BOX,
    _RULE,
    Column(
        "editions", NUMBER, "Compared language editions that have its paragraph", nullable=False
    ),
    Column("agreeing", NUMBER, "Editions of these that give the same figure", nullable=False),
    *_read_from("subject", "whose figure it is"),
    *_read_from("change", "the change"),
    *_read_from("per", "what it is per"),
    *_read_from("period", "its years"),
    *_read_from("base", "the years of comparison"),
    *_STANDS_IN,
    Column(
        "fact_id",
        TEXT,
        "The same for all figures of a language that state one fact: value, unit, subject, "
        "measure, whole, purpose and period are the same. Count these, not rows, to count nothing "
        "twice; empty if the text says too little",
    ),
)


def _figures(kind: str, description: str, *own: Column) -> Table:
    """The table of a kind; the first two of its own columns are the ends of a range."""
    columns = (*_PLACE, _QUALIFIER, *own, *_AFTER)
    keys = (DOCUMENT_KEY, PARAGRAPH_KEY, ORGANIZATION_KEY, CELL_KEY)
    ends = (own[0].name, own[1].name)
    return Table(kinds.KINDS[kind].table, description, columns, "figure_id", keys, ends)


def _range(low: Column) -> tuple[Column, Column]:
    """A column for a number, and one for the upper end of a range."""
    high = replace(low, name=f"{low.name}_high", description="Upper end of a range", nullable=True)
    return low, high


_MEASURE = (
    Column("measure", TEXT, "What is measured, as written: a rate, a part, a flow of money"),
    *_read_from("measure", "what is measured"),
)

PERCENTAGES = _figures(
    kinds.PERCENTAGE,
    "Shares and rates per hundred.",
    # Nothing falls by more than all of it; in hyperinflation, prices rise by about 10 000 per cent.
    *_range(
        Column(
            "value",
            pa.float64(),
            "As printed: 84.0 for 84 %",
            nullable=False,
            unit="per cent",
            minimum=-100,
            maximum=100_000,
        )
    ),
    *_MEASURE,
    Column("of", TEXT, "What it is a share of, as written; empty for growth and rates"),
    *_read_from("of", "what it is a share of"),
    Column("points", pa.bool_(), "Whether it is in percentage points", nullable=False),
)
MONEY_AMOUNTS = _figures(
    kinds.MONEY,
    "Sums of money.",
    *_range(Column("amount", AMOUNT, "Whole currency units", nullable=False, unit="currency")),
    Column("currency", TEXT, "ISO 4217 code", nullable=False),
    *_MEASURE,
    Column("purpose", TEXT, "What or who the money is for, as written"),
    *_read_from("purpose", "what it is for"),
)
COUNTS = _figures(
    kinds.COUNT,
    "Numbers of people, things, places, events.",
    *_range(Column("value", pa.int64(), "The number", nullable=False, minimum=0)),
    Column("unit", TEXT, "What is counted, as written"),
    Column(
        "unit_class",
        TEXT,
        "Class of what is counted, by the head noun of `unit`: "
        + "; ".join(f"{name}, such as {example}" for name, example in UNIT_CLASS_EXAMPLES.items()),
        allowed=UNIT_CLASSES,
    ),
)
SET_ASIDE = Table(
    "set_aside",
    "One row per figure that was read but is not published, because its value cannot be right.",
    (
        *_PLACE,
        Column("kind", TEXT, "Kind of the figure", nullable=False, allowed=tuple(kinds.KINDS)),
        Column("value", TEXT, "The value as read, in digits", nullable=False),
        Column("value_high", TEXT, "Upper end of a range"),
        Column("currency", TEXT, "Currency of money, as read"),
        Column("reason", TEXT, "Why it is not published", nullable=False, allowed=REASONS),
        Column("explanation", TEXT, "The reason in a sentence", nullable=False),
        *_BOX,
        _RULE,
        *_STANDS_IN,
    ),
    key="figure_id",
    foreign_keys=(DOCUMENT_KEY, PARAGRAPH_KEY, CELL_KEY),
)

FIGURE_ACTORS = Table(
    "figure_actors",
    "One row per actor that a figure belongs to, or that gives or receives the money.",
    (
        Column("figure_actor_id", TEXT, "Figure, role and number within it", nullable=False),
        Column("figure_id", TEXT, "Figure, in any table", nullable=False),
        Column("document_id", TEXT, "Document it is in", nullable=False),
        Column("role", TEXT, "Role of the actor", nullable=False, allowed=ROLES),
        Column("actor", TEXT, "The actor, as written", nullable=False),
        Column("organization", TEXT, "Its standard short name, also of a country"),
        Column("char_start", NUMBER, "First character in the paragraph's text, from 0"),
        Column("char_end", NUMBER, "Character after the last"),
    ),
    key="figure_actor_id",
    foreign_keys=(DOCUMENT_KEY, ORGANIZATION_KEY),
)

ORGANIZATIONS = Table(
    "organizations",
    "One row per organization or country that figures may belong to, with its names.",
    (
        Column("organization", TEXT, "Standard short name in English", nullable=False),
        Column("kind", TEXT, "What it is", nullable=False, allowed=ORGANIZATION_KINDS),
        Column("iso3166_alpha2", TEXT, "Two-letter code of a country, ISO 3166-1"),
        Column("iso3166_alpha3", TEXT, "Three-letter code of a country, ISO 3166-1"),
        Column("m49", TEXT, "Three-digit M49 code of a country, from the UN Statistics Division"),
        Column(
            "groups",
            TEXT,
            "Groups a country belongs to, separated by '|': LDC, LLDC, SIDS, or an "
            "organization's key",
        ),
        *(
            Column(f"name_{code}", TEXT, f"Full name in language {code} (ISO 639-1)")
            for code in NAME_LANGUAGES
        ),
    ),
    key="organization",
)

AGREEMENT = Table(
    "agreement",
    "One row per difference between the language editions of a document.",
    (
        Column("agreement_id", TEXT, "Work, paragraph and number within it", nullable=False),
        Column("work", TEXT, "The document id without the language", nullable=False),
        Column("symbol", TEXT, "Symbol of the document"),
        Column(
            "paragraph",
            TEXT,
            "Number of the paragraph, or else its kind; `table2.7` for a row of a printed table",
            nullable=False,
        ),
        Column("class", TEXT, "Class of the difference", nullable=False, allowed=CLASSES),
        Column("kind", TEXT, "Kind of the figure", nullable=False, allowed=tuple(kinds.KINDS)),
        Column("editions", NUMBER, "Editions that have the paragraph", nullable=False),
        Column("agreeing", NUMBER, "Editions in the largest group that agrees", nullable=False),
        *(
            column
            for code in NAME_LANGUAGES
            for column in (
                Column(f"value_{code}", pa.float64(), f"The value in the {code} edition"),
                Column(f"currency_{code}", TEXT, "Its currency, for money"),
                Column(f"raw_{code}", TEXT, "Its characters, or the words in its place"),
                Column(f"figure_id_{code}", TEXT, "The published figure"),
            )
        ),
    ),
    key="agreement_id",
)

#: The table of each kind of figure.
FIGURE_TABLES: dict[str, Table] = {
    kinds.PERCENTAGE: PERCENTAGES,
    kinds.MONEY: MONEY_AMOUNTS,
    kinds.COUNT: COUNTS,
}
TABLES: tuple[Table, ...] = (
    DOCUMENTS, PARAGRAPHS, PRINTED_TABLES, TABLE_CELLS, *FIGURE_TABLES.values(), FIGURE_ACTORS,
    SET_ASIDE, ORGANIZATIONS, AGREEMENT,
)  # fmt: skip
