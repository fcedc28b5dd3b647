"""Checks tables before they are published; the only package that uses Great Expectations.

`validate` checks one table, `report_pages` writes the Data Docs of all tables, and
`project.write_project` a project that Great Expectations can open. Importing this package is cheap:
Great Expectations is imported when a validation runs.
"""

from pipeline.validation.adapter import report_pages, validate
from pipeline.validation.report import Finding, TableReport

__all__ = ["Finding", "TableReport", "report_pages", "validate"]
