"""The adapter to Great Expectations, which is only imported within functions.

It takes Arrow tables and returns a `TableReport`; no object of Great Expectations leaves it, and it
writes nothing but the Data Docs.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.markup import html
from pipeline.storage import Place, replace_folder, scratch_for
from pipeline.tables.schema import TABLES, Table
from pipeline.validation.data_docs import Verdict, make_offline, page_name
from pipeline.validation.helpers import Tables, with_helpers
from pipeline.validation.report import SAMPLE_SIZE, Finding, TableReport
from pipeline.validation.suites import EXPECTATIONS, Expectation, expectations, sentence

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations import ExpectationSuite
    from great_expectations.data_context.data_context.abstract_data_context import (
        AbstractDataContext,
    )
    from great_expectations.data_context.types.resource_identifiers import (
        ValidationResultIdentifier,
    )

_RESULT_FORMAT = {"result_format": "SUMMARY", "partial_unexpected_count": SAMPLE_SIZE}
#: Columns to show for a failing row next to the failing values, if the table has them.
_CONTEXT = ("document_id", "paragraph", "raw", "sentence")


def validate(
    rows: pa.Table, table: Table, *, others: Tables, folder: Path = EXPECTATIONS
) -> TableReport:
    """Checks one table against its schema and its expectations file.

    Args:
        rows: the table to check.
        table: its declaration.
        others: the tables that its rows refer to, by name.
        folder: the folder of expectations files.
    """
    wanted = expectations(table, folder)
    wrong = _wrong_columns(rows.schema, table.arrow)
    if wrong:
        # Nothing else can be checked if the columns are not the declared ones.
        return TableReport(table.name, rows.num_rows, len(wanted), failures=tuple(wrong))
    frame = _frame(with_helpers(rows, table, others))
    outcome = _run(frame, table, wanted)
    results = {r["expectation_config"]["meta"]["place"]: r for r in outcome["results"]}
    findings = [_finding(wanted[i], result, frame, table) for i, result in sorted(results.items())]
    failing = [f for f in findings if f is not None]
    outcome["meta"]["findings"] = list(map(asdict, failing))
    return TableReport(
        table.name,
        rows.num_rows,
        len(wanted),
        failures=tuple(f for f in failing if f.blocks),
        warnings=tuple(f for f in failing if not f.blocks),
        results=json.dumps(outcome),
    )


def report_pages(
    results: Iterable[Mapping[str, str]], folder: Place, *, expectations_folder: Path = EXPECTATIONS
) -> Place:
    """Writes the Data Docs of all tables into a folder and returns their first page.

    Args:
        results: the results of `validate` by table name; each line becomes a page.
        folder: replaced as a whole.
        expectations_folder: the folder of expectations files.
    """
    folder = folder.absolute()
    with scratch_for(folder) as scratch:
        site = scratch / "site"
        context = _context(site)
        for table in TABLES:
            suite = load_suite(table.name, expectations(table, expectations_folder))
            context.suites.add(suite)
        store = context.validation_results_store
        # Results come as the text that the store would write, and are not serialized again.
        store.serialize = str  # type: ignore[method-assign]
        verdicts: dict[str, list[Verdict]] = {table.name: [] for table in TABLES}
        for of_batch in results:
            for name, lines in of_batch.items():
                for line in lines.splitlines():
                    key, text, verdict = _stored(name, len(verdicts[name]) + 1, line)
                    store.set(key, text)
                    verdicts[name].append(verdict)
        context.build_data_docs()
        make_offline(site, verdicts)
        replace_folder(site, folder, last="index.html")
    return folder / "index.html"


def _wrong_columns(found: pa.Schema, declared: pa.Schema) -> list[Finding]:
    """One finding for each column that is missing, extra, of another type, or out of place."""
    wrong = [f"`{n}` is missing." for n in declared.names if n not in found.names]
    wrong += [f"`{n}` is not declared." for n in found.names if n not in declared.names]
    wrong += [
        f"`{f.name}` is {found.field(f.name).type}, declared is {f.type}."
        for f in declared
        if f.name in found.names and found.field(f.name).type != f.type
    ]
    if not wrong and found.names != declared.names:
        wrong.append(f"The columns are in another order: {', '.join(found.names)}.")
    return [Finding(f"The columns are those declared. {problem}", 0) for problem in wrong]


def _frame(rows: pa.Table) -> pd.DataFrame:
    """A pandas frame with Arrow types, so that decimals stay decimals and integers integers."""
    import pandas as pd

    frame: pd.DataFrame = rows.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def load_suite(name: str, wanted: Sequence[Expectation]) -> ExpectationSuite:
    """The expectations as a suite, each described by its sentence.

    Each carries its index, since stores change ids.

    Raises:
        ValueError: Great Expectations does not know one of them.
    """
    from pipeline.validation.library import gx

    numbered = copy.deepcopy(list(wanted))
    for place, expectation in enumerate(numbered):
        expectation.setdefault("meta", {})["place"] = place
        expectation["description"] = sentence(expectation)
    notes = {"format": "string", "content": [sentence(e) for e in wanted]}
    suite = gx.ExpectationSuite(name=name, expectations=numbered, meta={"notes": notes})
    if len(suite.expectations) != len(numbered):
        kept = {e.meta["place"] for e in suite.expectations if e.meta}
        lost = [sentence(e) for i, e in enumerate(wanted) if i not in kept]
        raise ValueError(f"expectations/{name}.json: not understood: {' '.join(lost)}")
    return suite


def _run(frame: pd.DataFrame, table: Table, wanted: Sequence[Expectation]) -> dict[str, Any]:
    """Great Expectations' results for some rows as plain values, with time and row count."""
    from pipeline.validation.library import RunIdentifier, without_repetition

    with without_repetition():
        context = _context(None)
        asset = context.data_sources.add_pandas("tables").add_dataframe_asset(table.name)
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
        outcome = batch.validate(load_suite(table.name, wanted), result_format=_RESULT_FORMAT)
    outcome.meta |= {"run_id": RunIdentifier(run_time=datetime.now(UTC)), "rows": len(frame)}
    found: dict[str, Any] = outcome.to_json_dict()  # type: ignore[no-untyped-call]
    return found


def _stored(
    table: str, batch: int, results: str
) -> tuple[ValidationResultIdentifier, str, Verdict]:
    """The name and text under which Data Docs find the results of `validate`, and their verdict."""
    from great_expectations.core.expectation_validation_result import (
        ExpectationSuiteValidationResultSchema,
    )
    from great_expectations.data_context.types.resource_identifiers import (
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )

    # Great Expectations writes values of rows into its pages unescaped.
    text = json.dumps(_as_html(json.loads(results)))
    outcome = ExpectationSuiteValidationResultSchema().loads(text)
    name = ValidationResultIdentifier(
        ExpectationSuiteIdentifier(table), outcome.meta["run_id"], page_name(table, batch)
    )
    statistics = outcome.statistics
    verdict = Verdict(
        outcome.meta["rows"],
        statistics["successful_expectations"],
        statistics["evaluated_expectations"],
    )
    return name, text, verdict


def _as_html(value: Any) -> Any:
    """The same value with every text escaped for HTML, including names of fields."""
    if isinstance(value, str):
        return html(value)
    if isinstance(value, dict):
        return {html(name): _as_html(one) for name, one in value.items()}
    return [_as_html(one) for one in value] if isinstance(value, list) else value


def are_results(lines: str) -> bool:
    """Whether a stored text is a result of `validate` that pages can be made from."""
    try:
        for line in lines.splitlines():
            _stored("any", 1, line)
    except Exception:  # whatever is wrong with it
        return False
    return True


def _context(site: Path | None) -> AbstractDataContext:
    """A context that keeps everything in memory, sends nothing, and only writes its site."""
    from great_expectations.data_context.types.base import DataContextConfig, ProgressBarsConfig

    from pipeline.validation.library import gx

    config = DataContextConfig(
        config_version=4.0,
        expectations_store_name="expectations",
        validation_results_store_name="results",
        checkpoint_store_name="checkpoints",
        stores={
            "expectations": _in_memory("ExpectationsStore"),
            "results": _in_memory("ValidationResultsStore"),
            "checkpoints": _in_memory("CheckpointStore"),
            "validation_definition_store": _in_memory("ValidationDefinitionStore"),
        },
        data_docs_sites={} if site is None else {"data_docs": _site(site)},
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False),
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def _in_memory(store: str) -> dict[str, Any]:
    return {"class_name": store, "store_backend": {"class_name": "InMemoryStoreBackend"}}


def _site(folder: Path) -> dict[str, Any]:
    return {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": str(folder),
            "suppress_store_backend_id": True,
        },
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }


def _finding(
    expectation: Expectation, result: Mapping[str, Any], frame: pd.DataFrame, table: Table
) -> Finding | None:
    """The finding on an expectation that fails; None if it holds."""
    if result["success"]:
        return None
    blocks = expectation.get("severity", "critical") == "critical"
    problem = _raised(result)
    if problem:
        return Finding(f"{sentence(expectation)} It could not be tried: {problem}", 0, blocks=True)
    places = result["result"].get("partial_unexpected_index_list") or []
    rows = tuple(_sample(frame, place, expectation, table) for place in places[:SAMPLE_SIZE])
    count = int(result["result"].get("unexpected_count") or 0)
    return Finding(sentence(expectation), count, rows, blocks)


def _raised(result: Mapping[str, Any]) -> str | None:
    """The message of an exception in Great Expectations; None if there was none."""
    information = result.get("exception_info") or {}
    if "raised_exception" not in information:  # one entry per metric
        information = next(iter(information.values()), {})
    return information.get("exception_message") if information.get("raised_exception") else None


def _sample(
    frame: pd.DataFrame, place: int, expectation: Expectation, table: Table
) -> dict[str, str]:
    """A failing row: its key, the characters it was read from, and the values that are checked."""
    kwargs = expectation["kwargs"]
    at_fault = [kwargs[k] for k in ("column", "column_A", "column_B") if k in kwargs]
    at_fault += kwargs.get("column_list", [])
    own = [n for n in _CONTEXT if n in frame.columns]
    names = dict.fromkeys([table.key, *at_fault, *own])
    row = frame.iloc[place]
    return {name: _text(row[name]) for name in names}


def _text(value: Any) -> str:
    import pandas as pd

    return "(empty)" if pd.isna(value) else str(value)
