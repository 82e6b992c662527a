# Recipes for people and for CI. Each is one command that also works without make: see README.md.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# The tests of one file stay in one process; each process holds the models, some 1.5 GB
PARALLEL = -n auto --maxprocesses 4 --dist loadfile

.PHONY: all setup run quick check test coverage lint types imports docs benchmarks constraints clean

all: check test

setup: $(BIN)/newsetl

# pip compiles on one core, compileall on all, and leaves out what nothing here imports, half of it tests of libraries;
# a few libraries carry files that are no Python of this version
$(BIN)/newsetl: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --no-compile -c constraints.txt -e '.[dev]'
	$(BIN)/python -m compileall -qq -j 0 -x '/(tests?|sympy|networkx|mypyc?|pip)/' $(VENV)/lib || true
	touch $@

run: setup
	$(BIN)/newsetl run data/sample

# Under a minute on two cores: lint, the tests of what differs from main, our own smallest gold set
quick: lint
	$(BIN)/python -m pytest -q -m "not slow" --seconds 20 $$($(BIN)/python tests/changed.py)
	$(BIN)/python -m newsetl evaluate tests/gold/dates.jsonl

check: lint types imports

test: setup
	$(BIN)/python -m pytest $(PARALLEL)

# Twice as slow as the tests alone: the extractors are long loops of Python
coverage: setup
	$(BIN)/python -m pytest $(PARALLEL) --cov --cov-report=term:skip-covered

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

docs: setup
	$(BIN)/python -m newsetl.docs.data_dictionary docs/data-dictionary.md
	$(BIN)/python -m newsetl.docs.settings_page docs/settings.md
	$(BIN)/python -m newsetl.docs.code_map docs/code-map.md
	rm -rf build/sample && $(BIN)/newsetl run data/sample --data-dir build/sample
	$(BIN)/python -m newsetl.docs.cookbook build/sample/news.duckdb docs/sql-cookbook.md
	rm -rf build/notebook && mkdir -p build/notebook && cp -r build/sample build/notebook/data
	$(BIN)/python -m tests.docs.notebooks build/notebook

benchmarks: setup
	$(BIN)/python benchmarks/table.py build/benchmarks.md

constraints:
	rm -rf .constraints-venv && $(PYTHON) -m venv .constraints-venv
	.constraints-venv/bin/pip install -q -e '.[dev]'
	.constraints-venv/bin/pip freeze --exclude-editable | grep -v ' @ ' > constraints.txt
	rm -rf .constraints-venv

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
