# make site   sets everything up and builds this repository's own confederation into site/
# make test   the tests          make check    format, lint, types, layers
# make lighthouse  what Lighthouse says of four pages, as a phone (needs Chromium and Node.js)
# make bench  how long builds take, beside Hugo and MkDocs Material with the same records: SIZES="1000 5000"; writes content/about/speed.md
# make audit  measures what content/about/safety.md promises and writes the figures into it: an hour and more; A=NAME one of them, P=0.1 a tenth
# make messages  collects what is to be translated, and brings it into every catalogue in theme/locales
# make language L=it  begins a catalogue in another language
# make serve  the site at http://127.0.0.1:8000/, each page made when it is looked at

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

SIZES ?= 1000 5000
P ?= 1

.PHONY: site serve test lighthouse bench audit check format messages language lock clean

site: $(READY)
	$(BIN)/minutebook build

serve: $(READY)
	$(BIN)/minutebook serve

test: $(READY)
	$(BIN)/pytest -n auto $(TESTS)

lighthouse: $(READY)
	$(BIN)/python tests/lighthouse.py

bench: $(READY)
	PATH="$(BIN):$$PATH" PYTHONPATH=tests $(BIN)/python -m bench $(SIZES)

audit: $(READY)
	PYTHONPATH=tests $(BIN)/python -m audit $(P) $(A)

check: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

messages: $(READY)
	$(BIN)/python tests/messages.py

language: $(READY)
	$(BIN)/python tests/messages.py $(L)

# The exact versions used in development. Anyone else gets the ranges in pyproject.toml.
lock: $(READY)
	$(BIN)/pip-compile --quiet --upgrade --extra dev --allow-unsafe --strip-extras --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --generate-hashes \
		--output-file requirements.lock pyproject.toml

clean:
	rm -rf site .venv .lighthouse

$(READY): pyproject.toml requirements.lock .ci/venv
	.ci/venv $(PYTHON) .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
