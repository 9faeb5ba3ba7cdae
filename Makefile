# Every target makes its own environment in .venv; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_LOCK := requirements.lock
S3_LOCK := requirements-s3.lock
DEV_LOCK := requirements-dev.lock

.DEFAULT_GOAL := help

.PHONY: help
help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

# Debian splits venv's pip off into python3-venv: without it, the system's pip fills the environment.
$(BIN)/python:
	@echo "· haciendo el entorno en $(VENV)"
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); $(PYTHON) -m venv --without-pip $(VENV); }

define install
	@echo "· instalando $(1) (la primera vez tarda alrededor de un minuto)"
	@if [ -x $(BIN)/pip ]; then PIP="$(BIN)/python -m pip"; else PIP="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	$$PIP install --quiet --disable-pip-version-check --require-hashes -r $(1) && \
	$$PIP install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
endef

$(VENV)/.run: $(BIN)/python $(RUN_LOCK) pyproject.toml
	$(call install,$(RUN_LOCK))

$(VENV)/.dev: $(BIN)/python $(DEV_LOCK) pyproject.toml
	$(call install,$(DEV_LOCK))
	@touch $(VENV)/.run

.PHONY: demo
demo: $(VENV)/.run  ## the whole way on embedded servers: mails in, cases, letters out
	@$(BIN)/aiq demo

.PHONY: test
test: $(VENV)/.dev  ## the whole suite; what needs a server that is absent says so
	@$(BIN)/python -m pytest

.PHONY: lint
lint: $(VENV)/.dev  ## ruff, with its security rules
	@$(BIN)/ruff check .

.PHONY: accuracy
accuracy: $(VENV)/.dev  ## read the reserved half of the corpus and print how well
	@mkdir -p results
	@$(BIN)/python benchmarks/accuracy.py --half reserva --json results/accuracy.json

.PHONY: bench
bench: $(VENV)/.dev  ## every measurement, with tables, JSON and plots in results/
	@$(BIN)/python benchmarks/run_all.py

.PHONY: letters
letters: $(VENV)/.run  ## every letter with example data, as HTML and text, into results/letters
	@$(BIN)/python -m replies.examples results/letters

.PHONY: hostile
hostile: $(VENV)/.dev  ## every attack with its limit, what happened, seconds and memory
	@$(BIN)/python benchmarks/hostile.py

.PHONY: fuzz
fuzz: $(VENV)/.dev  ## mutated mails and documents for a bounded time
	@$(BIN)/python benchmarks/fuzz.py

.PHONY: audit
audit: $(VENV)/.dev  ## known weaknesses in the locked packages (asks pypi.org)
	@$(BIN)/python tools/audit.py $(S3_LOCK)

.PHONY: services
services:  ## install on Debian what the full suite runs against (root)
	@sh tools/install-services.sh

.PHONY: words
words:  ## compile the terminal's words after a change of the .po (needs msgfmt of Debian's gettext)
	@msgfmt -o intake/data/locale/es/LC_MESSAGES/aiq.mo intake/data/locale/es/LC_MESSAGES/aiq.po

.PHONY: lock
lock:  ## write the lock files anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml tools/build.in -o $(RUN_LOCK)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra s3 pyproject.toml tools/build.in -o $(S3_LOCK)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml tools/build.in -o $(DEV_LOCK)

.PHONY: clean
clean:  ## remove the environment and what runs have left
	rm -rf $(VENV) var results build dist *.egg-info
