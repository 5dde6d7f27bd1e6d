# make demo    install rowsclose into .venv and run it over the bundled example
# make test    install it with its development tools and run the tests
# make lint    ... and check format, style and types
# make docs    write the table of rules, the example's output and the rehearsal's figures into the documents
# make rehearsal
#              play the README's story with Go on a real PostgreSQL, and write down what happened (two minutes)
#
# All that is needed before is Python 3.11 or newer (any name), git and make.

VENV := .venv
BIN := $(VENV)/bin
PYTEST_FLAGS ?= -q -n auto

# python3 may be too old, or be unable to make environments, while a newer one stands beside it.
SUITABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
NAMES := python3 python python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(shell for name in $(NAMES); do $$name -c '$(SUITABLE)' >/dev/null 2>&1 && echo $$name && break; done)

.PHONY: demo test lint docs rehearsal clean

# The example has one leak, so a check that works ends with status 1.
demo: $(VENV)/.installed
	@echo '$$ cd example && rowsclose check'
	@cd example && status=0; ../$(BIN)/rowsclose check || status=$$?; test $$status -eq 1

test: $(VENV)/.developing
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

lint: $(VENV)/.developing
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

docs: $(VENV)/.installed
	$(BIN)/python -m tools.docs

rehearsal: $(VENV)/.rehearsing
	$(BIN)/python -m rehearsal
	$(BIN)/python -m tools.docs

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.developing: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.rehearsing: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[rehearsal]'
	@touch $@ $(VENV)/.installed

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'No Python 3.11 or newer with venv found; name one: make PYTHON=...' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
