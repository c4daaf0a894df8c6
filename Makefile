# The commands of this project; `make` alone lists them. ARGS is handed on: make rehearsal ARGS="--driver http --path online"

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup rehearsal test lint soak mutants bench lock

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Make the virtual environment, install the pinned packages, find or install a browser

# Newer than what it is made of, so that a second time costs nothing.
$(READY): requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || $(PYTHON) -m virtualenv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11) and "expected Python 3.11 or newer, found " + sys.version)'
	@$(BIN)/python -m pip --version > /dev/null 2>&1 || $(BIN)/python -m ensurepip > /dev/null
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/rehearsal setup
	@touch $@

rehearsal: $(READY) ## Play every scenario in browsers on the reference portal, and write reports/latest/
	$(BIN)/rehearsal run $(ARGS)

test: $(READY) ## Run the project's own tests
	$(BIN)/python -m pytest -n auto $(ARGS)

lint: $(READY) ## Check style, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

soak: $(READY) ## Play everything again and again in random order, under load and on a slow network
	$(BIN)/rehearsal soak --driver both --under-load --network-delay 20 $(ARGS)

mutants: $(READY) ## Change the portal at random, and see whether the scenarios notice
	$(BIN)/python -m tests.mutants $(ARGS)

bench: $(READY) ## Measure speed, ratios side by side
	$(BIN)/python -m tests.benchmarks $(ARGS)

lock: $(READY) ## Pin the packages anew
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --all-extras \
		pyproject.toml -o requirements.txt
