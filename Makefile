# Every target calls a command that stands on its own; `make` alone prints what there is.
# `videos` and `test` set up a bare machine by themselves: .venv for tools, build/ for films.

QUALITY  ?= standard
LANGUAGE ?= en
COURSE   ?= scenes/course.toml
OUT      ?= build
N        ?= 100000
MUTANTS  ?= 600
SEED     ?= 0

BIN      := .venv/bin
READY    := .venv/.ready
LECTURES := $(filter-out __init__,$(basename $(notdir $(wildcard scenes/*.py))))
DEBIAN   := libcairo2-dev libpango1.0-dev pkg-config python3-dev python3-venv build-essential
PYTHON   ?= python3
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help videos test check bench exact fuzz mutate faults lock clean $(LECTURES)

help: ## show this
	@echo "proofreel: animated maths lectures, proved before they are filmed"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  make LECTURE    film one of: $(LECTURES)"
	@echo
	@echo "  QUALITY=draft|standard|high|ultra  LANGUAGE=en|el|es|all  COURSE=FILE  OUT=DIR"

videos: $(READY) ## film the course into build/ (only what is not there yet)
	@$(BIN)/proofreel render --quality $(QUALITY) --language $(LANGUAGE) --course $(COURSE) --out $(OUT)

$(LECTURES): $(READY)
	@$(BIN)/proofreel render $@ --quality $(QUALITY) --language $(LANGUAGE) --course $(COURSE) --out $(OUT)

test: $(READY) ## run all tests
	@$(BIN)/python -m pytest -n auto

check: $(READY) ## lint, types, architecture, spelling
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/codespell

bench: $(READY) ## time everything against its bars, into build/bench.json
	@PYTHONPATH=tests $(BIN)/python -m pytest -p benchmark -q --benchmark-columns=min,median,iqr,rounds tests/bench

fuzz: $(READY) ## compare N=100000 random formulas with high-precision differences
	@PYTHONPATH=tests $(BIN)/python -m fuzz $(N) --seed $(SEED)

exact: $(READY) ## compare every frame with manim's own (EXACT="LECTURE.." for some, QUALITY=draft)
	@PYTHONPATH=tests $(BIN)/python -m exact $(EXACT) --quality $(QUALITY)

mutate: $(READY) ## put MUTANTS=600 small faults into mathcore, one by one, and see who notices
	@PYTHONPATH=tests $(BIN)/python -m mutation $(MUTANTS) --seed $(SEED)

faults: $(READY) ## kill, interrupt and starve FAULTS=100 runs, and see what is left behind
	@FAULTS=$(or $(FAULTS),100) $(BIN)/python -m pytest -q -n auto tests/render/test_faults.py

lock: $(READY) ## choose the newest allowed versions and write requirements.lock
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --group dev pyproject.toml -o requirements.lock

clean: ## remove films and caches, keep .venv
	@rm -rf build media dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage

# The environment: system libraries (pycairo and manimpango have no wheels for Linux), a .venv with
# uv in it, the locked packages by their hashes, and this project itself, editable.
$(READY): requirements.lock pyproject.toml
	@$(SYSTEM)
	@test -x $(BIN)/python || $(ENVIRONMENT)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "proofreel needs Python 3.11 or later; name one with PYTHON=... and remove .venv"; exit 1; }
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

# Install what is missing, and nothing else.
define SYSTEM
if command -v apt-get >/dev/null; then \
  missing=""; \
  for each in $(DEBIAN); do \
    dpkg -s $$each 2>/dev/null | grep -q '^Status: install ok installed' || missing="$$missing $$each"; \
  done; \
  if pkg-config --exists cairo pangocairo 2>/dev/null && $(PYTHON) -c 'import ensurepip' 2>/dev/null \
     && command -v cc >/dev/null && test -e "$$($(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h"; then \
    missing=""; \
  fi; \
  if [ -n "$$missing" ]; then \
    echo "installing$$missing"; \
    sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
    $$sudo apt-get update -qq && \
    $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
  fi; \
elif [ "$$(uname)" = Darwin ] && ! pkg-config --exists cairo pangocairo 2>/dev/null; then \
  echo "proofreel needs libraries: brew install cairo pango pkg-config"; exit 1; \
fi
endef

# A Python without ensurepip cannot make a .venv with pip in it; then uv or pip of the system helps.
define ENVIRONMENT
{ $(PYTHON) -m venv .venv >/dev/null 2>&1 || \
  { rm -rf .venv; command -v uv >/dev/null && uv venv --quiet --python $(PYTHON) .venv && uv pip install --quiet --python $(BIN)/python uv; } || \
  { $(PYTHON) -m venv --without-pip .venv && $(PYTHON) -m pip --python $(BIN)/python install --quiet uv; } || \
  { rm -rf .venv; echo "cannot make .venv: install python3-venv, or uv"; exit 1; }; }
endef
