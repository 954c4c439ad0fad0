# ketamine_viz: what one types.  Needs Python >= 3.11, git and make; everything else goes into .venv.
#
#   make lab         open the explainer in JupyterLab
#   make test        every check there is
#   make help        the rest

# Another interpreter:  make lab PYTHON=/path/to/python3.12
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
            if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$p"; break; fi; done)
# In a container one is often root, which JupyterLab wants to hear said.
AS_ROOT := $(shell test "$$(id -u)" = 0 && echo --allow-root)
# Extra words for JupyterLab and Voila, such as LAB_FLAGS=--no-browser
LAB_FLAGS ?=
APP_FLAGS ?=
# Names of benchmarks, such as BENCH="startup kinetics"; all without
BENCH ?=
# Extra words for pytest, such as PYTEST_FLAGS=-x
PYTEST_FLAGS ?=
# Tests on all cores, each file on one of them
SPREAD = -n auto --dist loadscope

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
START := notebooks/00_start_here.ipynb
# What Jupyter is told: no pop-ups, no look-ups on the web, widgets saved with the notebook.
SHARE := $(shell find share -type f)
PIP_ARGS := -m pip --disable-pip-version-check install --quiet --no-build-isolation -c requirements.txt
PIP := $(PY) $(PIP_ARGS)

.DEFAULT_GOAL := help
.PHONY: help lab app lite handouts test lint types imports unit notebooks-test browser bench evidence features notebooks scores picture lock clean

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

# ---- the environment: made once, remade when the lock or pyproject.toml changes ------------------------------

$(PY):
	@if [ -z "$(PYTHON)" ]; then \
	  echo "ketamine_viz needs Python 3.11 or later and found none.  Install one, or say where it is:"; \
	  echo "    make lab PYTHON=/path/to/python3"; exit 1; fi
	@"$(PYTHON)" -c 'import sys; v = sys.version_info; sys.exit(None if v >= (3, 11) else \
	  "ketamine_viz needs Python 3.11 or later; $(PYTHON) is %d.%d" % v[:2])'
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.share: $(SHARE) | $(PY)
	@cp -R share $(VENV)/
	@touch $@

$(VENV)/.lab: requirements.txt pyproject.toml | $(PY)
	@echo "Installing what the notebooks need (a few minutes the first time) ..."
	@$(PIP) hatchling
	@$(PIP) -e '.[lab]'
	@touch $@

$(VENV)/.test: requirements.txt pyproject.toml | $(PY)
	@echo "Installing what the notebooks and the tests need (a few minutes the first time) ..."
	@$(PIP) hatchling
	@$(PIP) -e '.[lab,test]'
	@touch $(VENV)/.lab $@

# ---- use it --------------------------------------------------------------------------------------------------

lab: $(VENV)/.lab $(VENV)/.share ## open the explainer in JupyterLab
	$(PY) -m jupyterlab --LabApp.default_url=/doc/tree/$(START) --LabApp.extension_manager=readonly $(AS_ROOT) $(LAB_FLAGS)

app: $(VENV)/.lab $(VENV)/.share ## the notebooks as plain web pages, without code (Voila)
	$(PY) -m voila notebooks --template=ketamine_viz $(APP_FLAGS)

lite: | $(PY) ## the suite as a site that runs in a browser alone, in dist/lite (JupyterLite)
	@$(PY) -m venv $(VENV)-lite
	@$(VENV)-lite/bin/python $(PIP_ARGS) hatchling
	@$(VENV)-lite/bin/python $(PIP_ARGS) -e '.[lite]'
	$(VENV)-lite/bin/python lite/build.py dist/lite

handouts: $(VENV)/.test ## pages to print of each lesson, with answer sheets and all pictures, in handouts (PDF needs Chromium)
	$(PY) -m ketamine_viz.teaching handouts

# ---- check it ------------------------------------------------------------------------------------------------

test: lint types imports unit notebooks-test browser ## every check there is

lint: $(VENV)/.test ## style: ruff
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(VENV)/.test ## type hints: mypy
	$(PY) -m mypy

imports: $(VENV)/.test ## the direction of imports: import-linter
	$(BIN)/lint-imports --no-logo

unit: $(VENV)/.test ## models, data, panels and docstring examples
	$(PY) -m pytest $(PYTEST_FLAGS) $(SPREAD) --doctest-modules ketamine_viz tests --ignore=tests/browser --ignore=tests/notebooks

notebooks-test: $(VENV)/.test ## notebooks run again and compared with what is saved (nbval), and their house rules
	$(PY) -m pytest $(PYTEST_FLAGS) tests/notebooks
	$(PY) -m pytest $(PYTEST_FLAGS) $(SPREAD) --nbval --nbval-current-env --nbval-cell-timeout=60 --nbval-sanitize-with=tests/notebooks/sanitize.cfg notebooks

browser: $(VENV)/.test ## every control of every notebook, by keyboard, in a real Chromium
	$(PY) -m pytest $(PYTEST_FLAGS) -n auto --dist worksteal tests/browser

bench: $(VENV)/.test ## how fast it is, against peers measured in the same run (minutes; needs Chromium and a quiet machine)
	$(PY) benchmarks $(BENCH)

evidence: $(VENV)/.lab ## check every row under data/
	$(PY) -m ketamine_viz.evidence

features: $(VENV)/.lab ## which picture lets a reader do what, and how hard each notebook is to read
	$(PY) -m ketamine_viz.teaching

# ---- keep it -------------------------------------------------------------------------------------------------

notebooks: $(VENV)/.test ## run every notebook and save its outputs
	$(PY) tests/notebooks/keep.py notebooks/*.ipynb

scores: $(VENV)/.test ## count anew how often the models are right, and how far it hangs on our numbers (minutes; after any change to them)
	$(PY) tests/molecular/keep_scorecard.py
	$(PY) tests/network/keep_dependence.py

picture: $(VENV)/.test ## take the README's picture of the start page anew (needs Chromium)
	$(PY) tests/browser/start_page.py

lock: $(PY) ## write requirements.txt anew from pyproject.toml (add LOCK_FLAGS=--upgrade for the newest releases)
	@$(PIP) uv
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-emit-index-url --no-emit-find-links $(LOCK_FLAGS) pyproject.toml --output-file requirements.txt

clean: ## remove caches and the environment
	rm -rf $(VENV) $(VENV)-lite build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache tests/browser/artifacts
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
