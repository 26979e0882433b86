# What a person or CI runs here. `make` alone lists the targets.

PYTHON ?= $(firstword $(shell command -v python3.11 python3 2> /dev/null) python3.11)
PORT ?= 8501
SCALE ?= 1

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
INSTALLED := $(VENV)/.requirements
INSTALLED_DEV := $(VENV)/.requirements-dev
SCHEMA_CHECK := $(VENV)/schema-check.sqlite

.DEFAULT_GOAL := help
.PHONY: help run test check format-check lint types contracts migrations format screenshots gallery bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: export HUELLA_DEMO = 1
run: export HOST = 127.0.0.1
run: export PORT := $(PORT)
run: $(INSTALLED) ## install, load the demo and serve it on http://127.0.0.1:8501 (PORT=… for another)
	@$(BIN)/python -m dashboard migrate
	@$(BIN)/python -m dashboard demo --if-empty
	@$(BIN)/python -m dashboard map --if-missing
	@exec $(BIN)/python -m dashboard serve

test: $(INSTALLED_DEV) ## run the whole test suite, on SQLite and PostgreSQL
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check: format-check lint types contracts migrations test ## everything a change must pass

format-check: $(INSTALLED_DEV)
	@$(BIN)/ruff format --check .

lint: $(INSTALLED_DEV) ## ruff
	@$(BIN)/ruff check .

types: $(INSTALLED_DEV) ## mypy --strict
	@$(BIN)/mypy

contracts: $(INSTALLED_DEV) ## who may import what
	@$(BIN)/lint-imports --no-logo

migrations: export DATABASE_URL = sqlite:///$(CURDIR)/$(SCHEMA_CHECK)
migrations: $(INSTALLED_DEV) ## one line of migrations, equal to the models
	@rm -f $(SCHEMA_CHECK)*
	@$(BIN)/alembic upgrade head
	@$(BIN)/alembic check
	@rm -f $(SCHEMA_CHECK)*

format: $(INSTALLED_DEV) ## rewrite the code in the project's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

screenshots: $(INSTALLED_DEV) ## take docs/screenshots again, with a Chromium
	@$(BIN)/python -m tests.e2e.screenshots

gallery: $(INSTALLED_DEV) ## write build/gallery/index.html: every figure with typical, empty and huge data
	@$(BIN)/python -m tests.gallery

bench: export SCALE := $(SCALE)
bench: $(INSTALLED_DEV) ## measure speed, size and growth on a million responses (SCALE=0.02 for a quick look)
	@$(BIN)/python -m tests.benchmarks

clean: ## remove the virtual environment and caches; data/ stays
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null \
		|| { echo "Huella needs Python 3.11 or newer. Install it, or say where it is: make run PYTHON=…/python3.11" >&2; exit 1; }
	@echo "Creating $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(INSTALLED): requirements.txt | $(BIN)/python
	@echo "Installing what Huella runs on (the first time takes a minute or two) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(INSTALLED_DEV): requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing what the checks need …"
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(INSTALLED)
