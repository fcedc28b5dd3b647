"""The declaration of every published table: columns, types, keys, units, allowed values.

The Arrow schema, the structural expectations, the data dictionary and the bounds within which a
figure is published come from here and are repeated nowhere. What else belongs to the meaning of the
data stands in `expectations/`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyarrow as pa

from pipeline.agreement.model import CLASSES

#: Version of the columns and their meaning; `docs/versions.md` says what makes which number rise.
SCHEMA_VERSION = "0.3.0"

TEXT = pa.string()
YEAR = pa.int32()
NUMBER = pa.int32()
POINTS = pa.float64()
#: 26 digits, six of them after the point. Reports print unit prices and rates of exchange with up
#: to five decimals (`$1.137 a litre`); the other twenty digits hold any sum in any currency. It is
#: no wider since databases add up in 38 digits, which leaves room for the sum of 10^12 rows.
AMOUNT = pa.decimal128(26, 6)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: in all formats.
        type: of Arrow.
        description: what it means.
        nullable: whether it may be empty.
        unit: of a number.
        allowed: the only values that a text may have; none for any text.
        minimum: the least that a number may be; None where its type alone bounds it.
        maximum: the most.
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
    """`column` holds a value of `table`'s key column `references`."""

    column: str
    table: str
    references: str


@dataclass(frozen=True, slots=True)
class Table:
    """One published table: `outputs/<name>.parquet` and `outputs/<name>.csv`.

    `range` names the columns that hold the two ends of a range; the second is not below the first.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: str
    foreign_keys: tuple[ForeignKey, ...] = ()
    range: tuple[str, str] | None = None

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema, without metadata, so that files hold nothing but the data."""
        return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns])

    def column(self, name: str) -> Column:
        """The column of that name.

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
KINDS = ("percentage", "money", "count")
STATUSES = ("extracted", "failed")
#: Why a figure that was read is not published; `pipeline.tables.set_aside` has the rules.
REASONS = (
    "not_a_number", "too_large", "too_many_decimals", "out_of_range", "ends_reversed",
    "unknown_currency",
)  # fmt: skip
UNIT_CLASSES = (
    "people", "countries", "organizations", "events",
    "publications", "projects", "places", "things",
)  # fmt: skip

ORGANIZATION_KINDS = (
    "united_nations", "organ", "regional_commission", "fund", "specialized_agency",
    "related_organization", "international_financial_institution", "regional_body",
    "intergovernmental", "country",
)  # fmt: skip
NAME_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")

DOCUMENT_KEY = ForeignKey("document_id", "documents", "document_id")
PARAGRAPH_KEY = ForeignKey("paragraph_id", "paragraphs", "paragraph_id")
ORGANIZATION_KEY = ForeignKey("organization", "organizations", "organization")

DOCUMENTS = Table(
    "documents",
    "One row a document: one language edition of one United Nations document.",
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
        Column("source_file", TEXT, "File name in the raw folder", nullable=False),
        Column("source_url", TEXT, "Address that the file came from, from the register"),
        Column("sha256", TEXT, "SHA-256 of the file, hexadecimal"),
        Column("media_type", TEXT, "Media type, found from the file's first bytes"),
        Column("pages", NUMBER, "Pages read"),
        Column("paragraphs", NUMBER, "Rows in the paragraphs table"),
        Column("percentages", NUMBER, "Rows in the percentages table"),
        Column("money_amounts", NUMBER, "Rows in the money_amounts table"),
        Column("counts", NUMBER, "Rows in the counts table"),
        Column("status", TEXT, "Whether it could be read", nullable=False, allowed=STATUSES),
        Column("failure", TEXT, "For a failed document: what is wrong and what to do"),
        Column("session", TEXT, "Session it was written for, from the masthead of a PDF"),
        Column("agenda_item", TEXT, "Agenda item it was written under, from the same place"),
        Column("set_aside", NUMBER, "Rows in the set_aside table"),
        Column(
            "characters_removed",
            NUMBER,
            "Characters taken out of its text since no store keeps them: controls, lone surrogates",
        ),
    ),
    key="document_id",
)

PARAGRAPHS = Table(
    "paragraphs",
    "One row a block of text: headings, summaries, numbered paragraphs, footnotes.",
    (
        Column("paragraph_id", TEXT, "Document and position", nullable=False),
        Column("document_id", TEXT, "Document it stands in", nullable=False),
        Column("position", NUMBER, "Order in the document, from 1", nullable=False),
        Column("kind", TEXT, "What it is", nullable=False, allowed=PARAGRAPH_KINDS),
        Column("number", TEXT, "Number as printed; fn12 for a footnote; annex.1 in an annex"),
        Column("section", TEXT, "Headings it stands under, joined by ' > '"),
        Column("text", TEXT, "Text, unbroken, without footnote marks", nullable=False),
        Column("page_first", NUMBER, "Page it begins on, from 1", nullable=False),
        Column("page_last", NUMBER, "Page it ends on", nullable=False),
    ),
    key="paragraph_id",
    foreign_keys=(DOCUMENT_KEY,),
)

_PLACE = (
    Column("figure_id", TEXT, "Paragraph and first character", nullable=False),
    Column("document_id", TEXT, "Document it stands in", nullable=False),
    Column("symbol", TEXT, "Symbol of the document"),
    Column("language", TEXT, "Language of the edition, ISO 639-1", nullable=False),
    Column("paragraph_id", TEXT, "Paragraph it was read from", nullable=False),
    Column("paragraph", TEXT, "Number of the paragraph, else its kind", nullable=False),
    Column("page", NUMBER, "Page that it begins on, from 1", nullable=False),
    Column("raw", TEXT, "Characters it was read from", nullable=False),
    Column("char_start", NUMBER, "First character in the paragraph's text, from 0", nullable=False),
    Column("char_end", NUMBER, "Character after the last", nullable=False),
    Column("sentence", TEXT, "Sentence it stands in", nullable=False),
)
_QUALIFIER = Column(
    "qualifier", TEXT, "How exact the text says it is", nullable=False, allowed=QUALIFIERS
)
_BOX = (
    Column("x0", POINTS, "Left edge on the page of its first line; empty for text", unit="points"),
    Column("top", POINTS, "Upper edge, from the top of the page", unit="points"),
    Column("x1", POINTS, "Right edge", unit="points"),
    Column("bottom", POINTS, "Lower edge, from the top of the page", unit="points"),
)
_RULE = Column("rule", TEXT, "Rule that read it", nullable=False)
_AFTER = (
    Column("subject", TEXT, "Whose figure it is, as written"),
    Column("organization", TEXT, "That actor's standard short name"),
    Column("period_start", YEAR, "First year it is about", unit="year"),
    Column("period_end", YEAR, "Last year it is about", unit="year"),
    *_BOX,
    _RULE,
    Column(
        "editions", NUMBER, "Language editions compared that have its paragraph", nullable=False
    ),
    Column("agreeing", NUMBER, "Of these, those that give the same figure", nullable=False),
)


def _figures(name: str, description: str, *own: Column) -> Table:
    """A table of figures; the first two of its own columns are the ends of a range."""
    columns = (*_PLACE, _QUALIFIER, *own, *_AFTER)
    keys = (DOCUMENT_KEY, PARAGRAPH_KEY, ORGANIZATION_KEY)
    return Table(name, description, columns, "figure_id", keys, (own[0].name, own[1].name))


def _range(low: Column) -> tuple[Column, Column]:
    """A column that holds a number and, after it, one for the upper end of a range."""
    high = replace(low, name=f"{low.name}_high", description="Upper end of a range", nullable=True)
    return low, high


PERCENTAGES = _figures(
    "percentages",
    "Shares and rates per hundred.",
    # Nothing falls by more than all of it; prices in a hyperinflation rise by some 10 000 per cent.
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
    Column("of", TEXT, "What it is a share of, as written"),
)
MONEY_AMOUNTS = _figures(
    "money_amounts",
    "Sums of money.",
    *_range(Column("amount", AMOUNT, "Whole currency units", nullable=False, unit="currency")),
    Column("currency", TEXT, "ISO 4217 code", nullable=False),
    Column("purpose", TEXT, "What the money is for, as written"),
)
COUNTS = _figures(
    "counts",
    "How many people, things, places, events.",
    *_range(Column("value", pa.int64(), "The number", nullable=False, minimum=0)),
    Column("unit", TEXT, "What is counted, as written"),
    Column("unit_class", TEXT, "Class of what is counted", allowed=UNIT_CLASSES),
)
SET_ASIDE = Table(
    "set_aside",
    "One row a figure that was read and is not published, since its value cannot be right.",
    (
        *_PLACE,
        Column("kind", TEXT, "Kind of the figure", nullable=False, allowed=KINDS),
        Column("value", TEXT, "The value as it was read, in digits", nullable=False),
        Column("value_high", TEXT, "Upper end of a range"),
        Column("currency", TEXT, "Currency of money, as it was read"),
        Column("reason", TEXT, "Why it is not published", nullable=False, allowed=REASONS),
        Column("explanation", TEXT, "The same in a sentence", nullable=False),
        *_BOX,
        _RULE,
    ),
    key="figure_id",
    foreign_keys=(DOCUMENT_KEY, PARAGRAPH_KEY),
)

ORGANIZATIONS = Table(
    "organizations",
    "One row an organization or country that figures may be of, with its names.",
    (
        Column("organization", TEXT, "Standard short name in English", nullable=False),
        Column("kind", TEXT, "What it is", nullable=False, allowed=ORGANIZATION_KINDS),
        *(
            Column(f"name_{code}", TEXT, f"Full name in the language {code} (ISO 639-1)")
            for code in NAME_LANGUAGES
        ),
    ),
    key="organization",
)

AGREEMENT = Table(
    "agreement",
    "One row a difference between the language editions of one document.",
    (
        Column("agreement_id", TEXT, "Work, paragraph and number there", nullable=False),
        Column("work", TEXT, "The document id without the language", nullable=False),
        Column("symbol", TEXT, "Symbol of the document"),
        Column("paragraph", TEXT, "Number of the paragraph, else its kind", nullable=False),
        Column("class", TEXT, "What the difference is", nullable=False, allowed=CLASSES),
        Column("kind", TEXT, "Kind of the figure", nullable=False, allowed=KINDS),
        Column("editions", NUMBER, "Editions that have the paragraph", nullable=False),
        Column("agreeing", NUMBER, "The most of them that agree", nullable=False),
        *(
            column
            for code in NAME_LANGUAGES
            for column in (
                Column(f"value_{code}", pa.float64(), f"The value in the edition in {code}"),
                Column(f"currency_{code}", TEXT, "Its currency, for money"),
                Column(f"raw_{code}", TEXT, "Its characters, or words in its place"),
                Column(f"figure_id_{code}", TEXT, "The published figure"),
            )
        ),
    ),
    key="agreement_id",
)

#: Table of each kind of figure.
FIGURE_TABLES: dict[str, Table] = {
    "percentage": PERCENTAGES,
    "money": MONEY_AMOUNTS,
    "count": COUNTS,
}
TABLES: tuple[Table, ...] = (
    DOCUMENTS, PARAGRAPHS, PERCENTAGES, MONEY_AMOUNTS, COUNTS, SET_ASIDE, ORGANIZATIONS, AGREEMENT,
)  # fmt: skip
