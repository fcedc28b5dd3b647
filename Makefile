# The targets that the README and CI use. `uv run` installs what a command needs.
# `make help` lists the targets.
.PHONY: help run test check coverage bench fuzz sample score accuracy libraries ui

DEV = uv run --group dev

# Annotated documents that are not part of the project: raw/ and gold/ in this folder.
UN_FIGURES_REFERENCE ?= ../shared

help:       ## list the targets
	@grep -hE '^[a-z-]+: *##' $(MAKEFILE_LIST) | sed -E 's/: *## */\t/' | expand -t 14

run:        ## read the documents in raw/, check the tables, publish a release
	uv run pipeline run

test:       ## run all tests
	$(DEV) pytest
	$(DEV) pytest -m slow

check:      ## check style, types, import rules, dead code and spelling
	$(DEV) ruff check
	$(DEV) ruff format --check
	$(DEV) mypy
	$(DEV) lint-imports --no-logo
	$(DEV) vulture
	$(DEV) codespell

coverage:   ## measure test coverage, without the slow tests; fails below the minimum
	$(DEV) pytest --cov --cov-report=term

bench:      ## measure speed, next to comparable libraries
	$(DEV) python -m benchmarks

fuzz:       ## read a thousand damaged documents
	$(DEV) python -m benchmarks fuzz

sample:     ## rebuild the sample documents from their text
	$(DEV) python sample/build.py

score:      ## score the published figures against annotated documents
	uv run pipeline score --errors

accuracy:   ## measure the accuracy that releases report, on all annotated documents
	rm -rf .accuracy && mkdir -p .accuracy/raw
	for gold in tests/accuracy/*.jsonl $(UN_FIGURES_REFERENCE)/gold/*.jsonl; do \
	  cp $(UN_FIGURES_REFERENCE)/raw/$$(basename $$gold .jsonl).* .accuracy/raw/ 2>/dev/null || true; \
	done
	uv run pipeline run --raw raw --raw .accuracy/raw --outputs .accuracy
	uv run pipeline score tests/accuracy $(UN_FIGURES_REFERENCE)/gold \
	  $(UN_FIGURES_REFERENCE)/gold/context --outputs .accuracy \
	  --parallel $(UN_FIGURES_REFERENCE)/parallel/un_parallel_dev.jsonl \
	  --json pipeline/release/accuracy.json
	rm -rf .accuracy

libraries:  ## fetch the listed JavaScript libraries of the page again
	$(DEV) python -m pipeline.release.site.vendor pipeline/release/site/vendor tests/site/vendor

ui:         ## serve the Dagster UI on http://127.0.0.1:3000
	DAGSTER_HOME=$(CURDIR) uv run --group ui dg dev --host 127.0.0.1
