# The executable documentation of the project: `make` prints it.
.DEFAULT_GOAL := help
.PHONY: bench browser help demo simulator test lint format types layers unit soak lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.ready-to-run ## replay a real national response through the real bot and print its JSON
	@$(BIN)/focalpoint demo

simulator: $(VENV)/.ready-to-run ## the bot on a chat page in your browser, no token needed
	@$(BIN)/focalpoint simulator

test: lint types layers unit ## everything that must hold: format, lint, types, layers, all tests

lint: $(VENV)/.ready-to-test ## format and lint, without changing a file
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.ready-to-test ## strict types
	$(BIN)/mypy

layers: $(VENV)/.ready-to-test ## which room may import which
	$(BIN)/lint-imports

unit: $(VENV)/.ready-to-test ## all tests, with branch coverage
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --cov --cov-report=term
	$(BIN)/coverage report --include='flows/*' --fail-under=100

# Only Debian's own way, and only where nobody need be asked for a password: without a browser its tests are passed over.
browser: ## a Chromium for the tests that need a browser, where it can be had without asking; never fails
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && timeout 60 apt-get update -qq \
			&& DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -qq --no-install-recommends chromium; } </dev/null >/dev/null 2>&1 \
		|| echo "There is no Chromium here: the tests in a browser are passed over (apt install chromium brings one)."

soak: $(VENV)/.ready-to-test ## kill the bot again and again under people who answer (SOAK_KILLS=60)
	@$(BIN)/python -m tests.faults.soak

format: $(VENV)/.ready-to-test ## put every file into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.ready-to-test ## how fast the bot is, beside others (Linux; some five minutes; ARGS="rivals --people 100")
	@$(BIN)/python -m benchmarks $(ARGS)

lock: ## renew requirements*.txt from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		--upgrade --group build pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		--upgrade --group build --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## remove what the other targets made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache htmlcov .coverage *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Focalpoint needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".") if sys.version_info < (3, 11) else None'
	@# Debian ships venv without pip unless python3-venv is installed; then the system's own pip fills the environment.
	@$(PYTHON) -m venv $(VENV) 2>/dev/null \
		|| { rm -rf $(VENV) && $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; } \
		|| { rm -rf $(VENV); echo "This Python can make no environment with pip: install Debian's python3-venv (or python3-pip) and try again." >&2; exit 1; }

$(VENV)/.ready-to-run: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Focalpoint needs into $(VENV) …"
	@$(INSTALL) -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-to-test: requirements-dev.txt $(VENV)/.ready-to-run
	@echo "Installing what the tests need into $(VENV) …"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
