"""One document, the whole way: its pages, its paragraphs, its figures. No Dagster, no files."""
