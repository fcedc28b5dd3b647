"""Checks tables before they are published; the only package that speaks to Great Expectations.

`validate` checks one table, `report_pages` writes the Data Docs of all, `project.write_project` a
project that Great Expectations opens. Importing this package costs nothing: Great Expectations is
imported when a validation runs.
"""

from pipeline.validation.adapter import report_pages, validate
from pipeline.validation.report import Finding, TableReport

__all__ = ["Finding", "TableReport", "report_pages", "validate"]
