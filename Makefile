# Every command a person needs; docs/operations.md says more.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
PORT ?= 8000
SEED ?= 1
DATA_DIR ?= $(CURDIR)/var
VENV := .venv
BIN := $(VENV)/bin
STATIC_SOURCES := $(shell find site/foundation/static events home community search -path '*/static/*' -type f 2>/dev/null)
CATALOGUES := $(wildcard site/foundation/locale/*/LC_MESSAGES/django.po)
COMPILED := $(CATALOGUES:.po=.mo)
export DATA_DIR PORT

.PHONY: demo test check e2e bench up messages clean

demo: $(VENV)/base.stamp $(COMPILED) $(DATA_DIR)/static/staticfiles.json
	@DJANGO_SETTINGS_MODULE=config.settings.demo SITE_URL=http://127.0.0.1:$(PORT) $(BIN)/python manage.py prepare_demo
	@exec env DJANGO_SETTINGS_MODULE=config.settings.demo SITE_URL=http://127.0.0.1:$(PORT) PYTHONPATH=$(CURDIR):$(CURDIR)/site PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/honcho -f docker/Procfile.demo start

test: $(VENV)/dev.stamp $(COMPILED)
	@$(BIN)/python tests/run.py

check: $(VENV)/dev.stamp $(COMPILED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=$(CURDIR):$(CURDIR)/site $(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet site community events home search
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python tests/check_messages.py
	$(BIN)/python tests/check_deploy.py

e2e: $(VENV)/dev.stamp $(COMPILED)
	@$(BIN)/python tests/run.py --journeys

bench: $(VENV)/dev.stamp
	@test -n "$${DATABASE_URL:-}" || { echo "make bench needs DATABASE_URL of a PostgreSQL with demo_content --community large: see docs/operations.md"; exit 2; }
	@DJANGO_SETTINGS_MODULE=config.settings.test PYTHONPATH=$(CURDIR):$(CURDIR)/site $(BIN)/python tests/measure_directory.py $(SEED)

up: $(VENV)/base.stamp $(COMPILED)
	@test -n "$${DATABASE_URL:-}" -a -n "$${REDIS_URL:-}" || { echo "make up needs DATABASE_URL and REDIS_URL: see docs/operations.md"; exit 2; }
	@export DJANGO_SETTINGS_MODULE=config.settings.production PYTHONPATH=$(CURDIR):$(CURDIR)/site PATH="$(CURDIR)/$(BIN):$$PATH"; docker/entrypoint prepare && exec $(BIN)/honcho -f docker/Procfile start

messages: $(VENV)/dev.stamp
	$(BIN)/python tests/collect_messages.py

%.mo: %.po $(VENV)/base.stamp
	@$(BIN)/python site/foundation/catalogues.py $< $@

$(DATA_DIR)/static/staticfiles.json: $(VENV)/base.stamp $(STATIC_SOURCES)
	@echo "Collecting static files"
	@mkdir -p $(DATA_DIR)
	@DJANGO_SETTINGS_MODULE=config.settings.demo $(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@

$(VENV)/bin/python:
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# The lock is whole, so nothing is resolved (--no-deps): a later release of an extra's package cannot break the install.
$(VENV)/base.stamp: requirements/base.txt | $(VENV)/bin/python
	@echo "Installing the locked requirements (about a minute the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/base.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt | $(VENV)/bin/python
	@echo "Installing the locked requirements and the test tools"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	@touch $@ $(VENV)/base.stamp

clean:
	rm -rf var .mypy_cache .ruff_cache .pytest_cache
