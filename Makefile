# Wijkstem. `make run` serves the demo co-operative, `make test` runs the tests; `make help` lists all.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
ORACLES := .venv-oracles/bin
MUTMUT := .venv-mutants/bin
EXAMPLES ?= 10000
KILLS ?= 50
FULL := WIJKSTEM_STORM=1 WIJKSTEM_FUZZ=10000
STORM := $(addprefix tests/governance/ballots/test_,race.py twice.py unlink.py faults.py leaks.py) \
	tests/wijkstem/test_fuzz.py $(addprefix tests/governance/members/test_login,.py _limits.py)
KILLED := tests/governance/ballots/test_killed.py
MANAGE := $(BIN)/python site/manage.py
export PORT
export PYTHONDONTWRITEBYTECODE=

.DEFAULT_GOAL := help
.PHONY: help install run test test-sqlite test-postgres lint check format demo messages lock reset clean \
	properties tamper oracles mutants bench storm chaos bench-casts journeys pictures bench-import

help: ## what you can do here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# --- set-up: a virtual environment of our own, filled from the lock files, every file checked by hash

.venv/made: requirements/uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Wijkstem needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock \
	  || echo "uv could not be installed; going on with pip, which is slower"
	@touch $@

# $(1): a lock file, $(2): where it goes. uv is quick; pip does the same where uv cannot.
fill = $(BIN)/uv pip install --quiet --python $(2)/python --require-hashes -r $(1) 2>/dev/null \
	|| $(2)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)

.venv/run: .venv/made requirements/run.lock pyproject.toml
	@echo "Installing what Wijkstem needs (once)"
	@$(call fill,requirements/run.lock,$(BIN))
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements/dev.lock
	@echo "Installing what the tests and checks need (once)"
	@$(call fill,requirements/dev.lock,$(BIN))
	@touch $@

.venv-oracles/made: .venv/made requirements/oracles.lock
	@echo "Installing other people's counting programs, to compare with (once)"
	@$(BIN)/python -m venv --clear .venv-oracles
	@$(call fill,requirements/oracles.lock,$(ORACLES))
	@touch $@

.venv-mutants/made: .venv/made requirements/mutants.lock
	@echo "Installing what changes the rules, to see whether tests notice (once)"
	@$(BIN)/python -m venv --clear .venv-mutants
	@$(call fill,requirements/mutants.lock,$(MUTMUT))
	@touch $@

.env:
	@printf 'WIJKSTEM_MODE=demo\nSECRET_KEY=demo-only-%s\n' "$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(48))')" > .env

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard site/locale/*/LC_MESSAGES/django.po))

%.mo: %.po .venv/run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

FONTS := site/static/fonts/source-sans-400.woff2

$(FONTS): .venv/run .env
	@$(MANAGE) make_fonts

install: .venv/run .env $(CATALOGUES) $(FONTS) ## only set up, start nothing
	@mkdir -p var

demo: install ## make the database and load the demo co-operative
	@$(MANAGE) demo

run: demo ## set up, load the demo and serve it with its worker; PORT=8000
	@PATH="$(CURDIR)/$(BIN):$$PATH" exec $(BIN)/python -m honcho start --no-prefix

# --- tests and checks

test: install .venv/dev test-sqlite test-postgres ## all tests; PostgreSQL, Redis and Chromium where present

test-sqlite: install .venv/dev
	@echo "== on SQLite"
	@DATABASE_URL= $(BIN)/pytest -n 2

test-postgres: install .venv/dev
	@echo "== on PostgreSQL"
	@$(BIN)/python -m tests.postgres

properties: install .venv/dev ## the property tests of all rules and recounts, in depth; EXAMPLES=10000
	WIJKSTEM_EXAMPLES=$(EXAMPLES) $(BIN)/pytest -n 2 -m hypothesis tests/governance/rules tests/budgets/rules \
	  tests/governance/ballots/standalone tests/budgets/rounds/standalone

storm: install .venv/dev ## the ballot box in full numbers: races, double votes, linker, 10,000 bad requests and guesses
	DATABASE_URL= $(FULL) $(BIN)/pytest -n 0 -s $(STORM)
	$(FULL) $(BIN)/python -m tests.postgres -n 0 -s $(STORM)

chaos: install .venv/dev ## kill -9 of web server and worker while members vote, on both databases; KILLS=50
	DATABASE_URL= WIJKSTEM_KILLS=$(KILLS) $(BIN)/pytest -n 0 -s tests/chaos
	WIJKSTEM_KILLS=$(KILLS) $(BIN)/python -m tests.postgres -n 0 -s tests/chaos
	DATABASE_URL= WIJKSTEM_EXAMPLES=1000 $(BIN)/pytest -n 2 $(KILLED)
	WIJKSTEM_EXAMPLES=1000 $(BIN)/python -m tests.postgres -n 2 $(KILLED)

tamper: install .venv/dev ## alter every row of a ballot box, and hold a thousand clean votes; some minutes
	DATABASE_URL= WIJKSTEM_EXAMPLES=3750 $(BIN)/pytest -n 2 tests/governance/ballots/verification
	WIJKSTEM_EXAMPLES=3750 $(BIN)/python -m tests.postgres -n 2 tests/governance/ballots/verification

oracles: .venv-oracles/made ## count thousands of elections with other programs too
	$(ORACLES)/python -m pytest tests/oracles

mutants: .venv-mutants/made ## change the rules a little and see which changes no test notices; MUTANTS=200, MUTANTS_SEED=2026
	$(MUTMUT)/python tests/mutants/__main__.py $(RULES)

bench: .venv-oracles/made ## time and memory of the rules, beside other programs; some minutes
	$(ORACLES)/python -m tests.bench $(BENCH)

journeys: install .venv/dev ## every journey through the site in a browser; some minutes
	DATABASE_URL= WIJKSTEM_JOURNEYS=1 $(BIN)/pytest -n 2 -m browser tests/journeys

pictures: install .venv/dev ## the pictures of the README anew, from the demo in a browser
	DATABASE_URL= $(BIN)/pytest -n 0 -q tests/journeys/pictures.py

bench-casts: install .venv/dev ## casts a second beside the bare floor of the database
	DATABASE_URL= PYTHONPATH=.:site $(BIN)/python -m tests.bench.casting

bench-import: install .venv/dev ## 50,000 members out of a file: time, memory, how long the register is locked
	DATABASE_URL= PYTHONPATH=.:site $(BIN)/python -m tests.bench.imports $(BENCH)

lint: install .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	WIJKSTEM_MODE=test $(MANAGE) makemigrations --check --dry-run
	WIJKSTEM_MODE=test $(MANAGE) check

check: lint ## lint, format, types, import contracts, migrations, known holes
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements/run.lock

format: .venv/dev ## put the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/dev ## collect the words to translate (needs gettext)
	@$(MANAGE) makemessages --no-obsolete --no-location --no-wrap -l nl --ignore='.venv*' --ignore=tests

lock: .venv/made ## write the lock files anew from pyproject.toml
	requirements/lock

reset: ## throw away the demo's database and files; the next `make run` makes them anew
	rm -rf var

clean: ## remove environment and caches, keep the database
	rm -rf .venv .venv-oracles .venv-mutants .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
