# Every command of the house; `make help` lists them. What setting up takes is in .ci/setup.

VENV := .venv
BIN := $(VENV)/bin
# One empty file for each step that is done. They are as old as the step, so a newer lock repeats it.
DONE := $(VENV)/.done
# Processes of a test run: one for each processor unless told otherwise.
JOBS ?= auto
PYTEST := $(BIN)/python -m pytest -q
LOCK := $(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate $(if $(UPGRADE),--upgrade)
# A .venv whose Python is gone (a new system, a copy from another machine) is none: begin anew.
ifneq ($(shell test -x $(BIN)/python && echo here),here)
$(shell rm -rf $(DONE))
endif
# Examples that Hypothesis remembers, out of the way.
export HYPOTHESIS_STORAGE_DIRECTORY := $(CURDIR)/$(VENV)/.cache/hypothesis
export PYTHON

.SILENT:
.DEFAULT_GOAL := help
.PHONY: help setup setup-core setup-test book test test-core proof bench lint bless lock screenshots clean

help: ## this list
	awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

book: setup ## the PDF, the EPUB and the handouts of manuscript/, into build/
	$(BIN)/regesta build manuscript --out build --release

test: setup-test ## the whole suite; JOBS=1 for one process
	$(PYTEST) -n $(JOBS)

test-core: setup-core ## the tests that need no tool from outside Python
	$(PYTEST) -n $(JOBS) -m "not tools"

proof: setup-test ## the long proofs; writes tests/proof.json
	$(BIN)/python -m tests.proof

bench: setup-test ## how long a large book takes
	$(BIN)/python -m tests.bench

lint: setup-test ## style, types and the order of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python -m mypy --strict src
	$(BIN)/python $(BIN)/lint-imports --no-logo --cache-dir $(VENV)/.cache/imports

bless: setup-test ## takes what the code gives now as what the snapshots expect; read the diff
	REGESTA_BLESS=1 $(PYTEST) --snapshot-update

lock: setup ## compiles both locks anew; UPGRADE=1 also takes newer packages where none is pinned
	$(BIN)/python -m pip install -qq uv==0.13.9
	$(LOCK) --output-file requirements.lock pyproject.toml
	$(LOCK) --output-file tests/requirements.lock --constraint requirements.lock pyproject.toml tests/requirements.in
	$(BIN)/python -m tests.readers.lock

screenshots: setup-test ## the EPUB of manuscript/ on a phone, an e-reader and a desk, by day and by night
	$(BIN)/python -m tests.readers.screenshots

clean: ## empties build/ and the caches; .venv stays
	rm -rf build/* $(VENV)/.cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +

setup: $(DONE)/run $(DONE)/faces ## all that `make book` needs, without building

setup-core: $(DONE)/test $(DONE)/faces ## all that `make test-core` needs

setup-test: setup-core $(DONE)/readers ## all that `make test` needs, without testing

$(BIN)/python:
	.ci/setup venv

$(DONE)/run: requirements.lock .ci/setup | $(BIN)/python
	.ci/setup libraries
	.ci/setup packages requirements.lock
	.ci/setup command
	mkdir -p $(DONE) && touch $@

# The packages of the book are in both locks, at the same versions.
$(DONE)/test: tests/requirements.lock $(DONE)/run
	.ci/setup packages tests/requirements.lock
	.ci/setup java
	touch $@

$(DONE)/readers: tests/readers/package-lock.json $(DONE)/test
	.ci/setup readers
	touch $@

$(DONE)/faces: src/regesta/faces.py $(DONE)/run
	$(BIN)/python -m regesta.faces
	touch $@
