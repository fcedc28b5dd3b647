# What the README and CI call. `uv run` sets up what a command needs.
# `make help` lists the targets.
.PHONY: help run test check coverage bench fuzz sample score accuracy libraries ui

DEV = uv run --group dev

# Annotated documents that are not part of the project: raw/ and gold/ in this folder.
UN_FIGURES_REFERENCE ?= ../shared

help:       ## this list
	@grep -hE '^[a-z-]+: *##' $(MAKEFILE_LIST) | sed -E 's/: *## */\t/' | expand -t 14

run:        ## the whole way on the documents in raw/
	uv run pipeline run

test:       ## all tests
	$(DEV) pytest
	$(DEV) pytest -m slow

check:      ## style, types, layers, dead code and spelling
	$(DEV) ruff check
	$(DEV) ruff format --check
	$(DEV) mypy
	$(DEV) lint-imports --no-logo
	$(DEV) vulture
	$(DEV) codespell

coverage:   ## all tests but the slow ones, and how much of the code they run; fails below the floor
	$(DEV) pytest --cov --cov-report=term

bench:      ## how fast it is, beside the libraries it is compared with
	$(DEV) python -m benchmarks

fuzz:       ## what a thousand damaged documents do to a run
	$(DEV) python -m benchmarks fuzz

sample:     ## make the sample documents again from their text
	$(DEV) python sample/build.py

score:      ## how right the published figures are, by annotated documents
	uv run pipeline score --errors

accuracy:   ## measure again what a release says of its accuracy, by all annotated documents
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

libraries:  ## fetch the libraries that the published page carries again, as listed
	$(DEV) python -m pipeline.release.site.vendor pipeline/release/site/vendor tests/site/vendor

ui:         ## the Dagster UI on http://127.0.0.1:3000
	DAGSTER_HOME=$(CURDIR) uv run --group ui dg dev --host 127.0.0.1
