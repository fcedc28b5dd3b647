# What the README and CI call. `uv run` sets up what a command needs.
.PHONY: run test check sample score ui libraries

run:        ## the whole way on the documents in raw/
	uv run pipeline run

test:       ## all tests
	uv run pytest

check:      ## style and types
	uv run ruff check
	uv run ruff format --check
	uv run mypy

sample:     ## make the sample documents again from their text
	uv run python sample/build.py

score:      ## how right the published figures are, by annotated documents
	uv run pipeline score --errors

libraries:  ## fetch the libraries that the published page carries again, as listed
	uv run python -m pipeline.release.page.vendor pipeline/release/page/vendor tests/page/vendor

ui:         ## the Dagster UI on http://127.0.0.1:3000
	uv run dagster dev --host 127.0.0.1
