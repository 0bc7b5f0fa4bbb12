# `make` alone lists what there is. Nothing here needs more than Python 3.11, pip and make.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .tools/bin/uv
BIN := .venv/bin
READY := .venv/.ready
CATALOGUES := $(wildcard fourfold/web/locale/*/LC_MESSAGES/*.po)
TOOLS := .cache/npm/package-lock.sha256
# Chromium sometimes ends by itself, which no page of ours can make it do: then, and only then, again.
AGAIN := --reruns 2 --only-rerun TargetClosedError

# Compiled once and not anew by every process that a test starts, whatever the environment says.
check test test-deep: export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help run demo setup check test test-deep mutants bench golden lock assets programs clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(READY) ## make everything that is missing and serve on http://localhost:8000
	@$(BIN)/fourfold serve

demo: $(READY) ## the same with an invented record to explore; prints how to open it
	@$(BIN)/fourfold demo

setup: $(READY) ## make the environment and build the front-end assets

check: $(READY) $(TOOLS) ## lint, types, contracts and fast tests: what runs before every commit
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check .
	@$(BIN)/lint-imports --no-cache > .cache/contracts.txt || (cat .cache/contracts.txt; false)
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -m pytest -q -n 2 -m "not slow"

test: $(READY) $(TOOLS) programs ## everything: the checks above, real browsers and programs
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check .
	@$(BIN)/lint-imports --no-cache > .cache/contracts.txt || (cat .cache/contracts.txt; false)
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -rs $(AGAIN)

test-deep: $(READY) $(TOOLS) programs ## the full counts: more generated cases and longer runs
	@FOURFOLD_DEEP=1 $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -rs $(AGAIN)

mutants: $(READY) ## change code on purpose, count what tests notice: make mutants OF=fourfold/core/record
	@nice -n 15 $(BIN)/python -m tests.mutants $(OF) $(if $(TESTS),--tests $(TESTS)) $(if $(LEAST),--least $(LEAST))

bench: $(READY) programs ## measure against named peers in the same run; writes bench/results
	@failed=; for one in bench/bench_*.py; do $(BIN)/python $$one || failed="$$failed $$one"; done; \
	$(BIN)/python bench/tables.py; \
	test -z "$$failed" || { echo "not measured:$$failed"; false; }

golden: $(READY) ## rewrite the golden files; review the difference before committing it
	@FOURFOLD_GOLDEN=1 $(BIN)/python -m pytest -q tests/guards tests/web/safety/test_headers.py \
	  tests/core/pack/test_layout.py tests/web/pattern/test_measures.py tests/web/pattern/test_paper.py

lock: $(UV) ## choose dependency versions anew within pyproject.toml
	@$(UV) pip compile -q pyproject.toml --group build --group dev --extra postgresql \
	  --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --upgrade -o requirements.lock

# What the full suite needs from the operating system. Root on Debian installs it; anybody else is
# told by the tests which of them were left out and why.
programs:
	@mkdir -p .cache
	@if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then sh tests/programs.sh; fi

clean: ## remove what was built; ./var (keys and records) stays
	rm -rf .venv .tools .cache dist node_modules fourfold/web/ui/static/vendor

$(UV):
	@$(PYTHON) -m pip install -q --disable-pip-version-check --root-user-action=ignore \
	  --target .tools uv==$(UV_VERSION)

$(READY): requirements.lock pyproject.toml package-lock.json hatch_build.py $(CATALOGUES) | $(UV)
	@mkdir -p .cache
	@$(UV) venv -q --allow-existing --python $(PYTHON) .venv
	@$(UV) pip sync -q --python $(BIN)/python --require-hashes requirements.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $(READY)

# axe-core and GOV.UK Frontend's examples of its markup: before the tests, which run side by side.
$(TOOLS): package-lock.json hatch_build.py | $(READY)
	@$(BIN)/python hatch_build.py --test-tools
	@touch $@
