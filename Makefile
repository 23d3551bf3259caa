# Two commands: `make book` builds the book, `make test` proves it. Both install what they need into .venv.
# book/ is a folder, so every target here is phony.
.PHONY: book serve test clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := _build/html
PORT ?= 8000

book: $(VENV)/book
	@# -n -W --keep-going: a broken reference, an undefined symbol, a typed number or a false proof stops the build,
	@# after all of them have been listed. --all: pages that did not change are checked again too.
	$(BIN)/jupyter-book build . -n -W --keep-going --all
	@echo
	@echo "The book is ready. Open $(CURDIR)/$(SITE)/index.html"
	@echo "(Opened as a file, search lists its results without excerpts; 'make serve' shows those too.)"

serve:
	@test -f $(SITE)/index.html || $(MAKE) book
	@echo "http://127.0.0.1:$(PORT)/   (stop with Ctrl-C)"
	$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(SITE)

test: $(VENV)/test
	@test -f $(SITE)/index.html || $(MAKE) book
	$(BIN)/python -m tests.browser.engines
	$(BIN)/python -m tests.coursework.sandboxes
	$(BIN)/python -m pytest

clean:
	rm -rf _build $(VENV)

$(VENV)/book: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed, but '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	  { echo "This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/test: $(VENV)/book requirements-dev.txt
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@
