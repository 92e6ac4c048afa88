# Needs Debian 12 or later with python3, python3-venv and make. Everything else lands in .venv, frontend/node_modules and var.

PYTHON ?= python3
PORT ?= 8000
SCALE ?= small
DATA ?=

VENV := .venv
RUN := env -u PYTHONDONTWRITEBYTECODE $(VENV)/bin/python
MANAGE := $(RUN) -c "import tests.services_plugin, manage; manage.main()" # manage.py with a throwaway database
UV := $(VENV)/bin/uv
INSTALL = $(UV) pip install --quiet --python $(VENV) --require-hashes --requirement
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

# Compiled once at installation, else every start compiles again in memory and takes seconds.
export UV_COMPILE_BYTECODE := 1

.PHONY: demo test test-slow lint fix types migrations bench setup setup-demo assets browser lock

demo: setup-demo assets
	@exec $(RUN) -m demo.run --port $(PORT) --scale $(SCALE) $(if $(DATA),--data "$(DATA)")

test: setup assets browser
	$(RUN) -m pytest -m "not slow" --numprocesses 2 --dist loadgroup

test-slow: setup assets browser
	$(RUN) -m pytest -m slow

lint: setup
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint --quiet --lint templates
	$(MANAGE) makemigrations --check --dry-run
	$(VENV)/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(VENV)/bin/hadolint Dockerfile

fix: setup
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

types: setup
	$(VENV)/bin/mypy

migrations: setup
	$(MANAGE) makemigrations

bench: setup
	$(RUN) -m bench

setup: $(VENV)/.dev

setup-demo: $(VENV)/.demo

assets: $(VENV)/.demo
	@command -v npm >/dev/null || $(INSTALL) requirements/node.txt
	@$(RUN) frontend/build.py

browser:
	@command -v chromium >/dev/null || { \
	  [ "$$(id -u)" = 0 ] || { echo "The browser tests need Chromium. Ask root to run: apt-get install chromium" >&2; exit 1; }; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; }

# The requirement files hold names, versions and hashes, and no address.
lock: $(VENV)/.uv
	$(COMPILE) --upgrade pyproject.toml --extra demo --group dev --output-file requirements/dev.txt
	$(COMPILE) --constraint requirements/dev.txt pyproject.toml --extra demo --output-file requirements/demo.txt
	$(COMPILE) --constraint requirements/dev.txt pyproject.toml --output-file requirements/run.txt
	$(COMPILE) --upgrade --group node --output-file requirements/node.txt

$(VENV)/.uv:
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check uv
	@touch $@

$(VENV)/.demo: requirements/demo.txt | $(VENV)/.uv
	$(INSTALL) $<
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.uv
	$(INSTALL) $<
	@touch $@ $(VENV)/.demo
