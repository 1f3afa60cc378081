# watchbot: everything a person runs, from a fresh clone on. Needs Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help demo run check test lint lock bench bench-delivery bench-detect bench-feeds bench-idle clean

help:  ## What there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.venv/runtime: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev: requirements-dev.lock .venv/runtime
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

demo: .venv/runtime  ## Replay the season of September to November 2025, without token or network
	$(BIN)/watchbot demo

run: .venv/runtime  ## Run the service (TELEGRAM_BOT_TOKEN in the environment; console without it)
	$(BIN)/watchbot run

check: .venv/runtime  ## Validate ./config
	$(BIN)/watchbot check

lint: .venv/dev  ## ruff, mypy --strict and the import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint  ## Every check and every test
	$(BIN)/pytest -n 2 --dist worksteal

lock: .venv/dev  ## Pin the newest allowed versions with hashes
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade --extra build -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade --extra build --extra dev -c requirements.lock -o requirements-dev.lock

bench: bench-detect bench-idle bench-feeds bench-delivery  ## Every benchmark

bench-detect: .venv/dev  ## Detection: milliseconds an entry, beside a keyword filter
	$(BIN)/python -m tests.bench.detect

bench-delivery: .venv/dev  ## Delivery against a strict Bot API double: rate, latency, 200 kills
	$(BIN)/python -m tests.bench.delivery

bench-feeds: .venv/dev  ## Polling 1,000 feeds, beside the reader library: CPU, memory, latency
	$(BIN)/python -m tests.bench.feeds

bench-idle: .venv/dev  ## Memory of the idle service, beside a bare Python
	$(BIN)/python -m tests.bench.idle

clean:  ## Remove what these commands made
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
