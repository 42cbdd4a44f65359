# make demo: from a fresh Debian machine with Swift to the answers on datasets/tabriz-1402.  make test: every test.
SHELL := /bin/bash
PACKAGES := liblapack-dev libblas-dev libopenblas0-pthread libssl-dev libsqlite3-dev libzip-dev libexpat1-dev libxlsxwriter-dev libpcre2-dev zlib1g-dev pkg-config
ALIGN := .build/release/align
OUT := demo
COVER := $(if $(COVERAGE),--enable-code-coverage)

.PHONY: demo serve serve-demo test sanitize peers build packages lint format documents transcripts pictures bench datasets notebooks notebooks-check fuzz clean

demo: build
	@mkdir -p $(OUT)
	@$(ALIGN) --version
	@echo
	@$(ALIGN) check datasets/tabriz-1402 --lang en --fail-on never --quiet --format json --out $(OUT)/check.json
	@$(ALIGN) analyze datasets/tabriz-1402 --lang en --quiet
	@$(ALIGN) analyze datasets/tabriz-1402 --quiet --format json --out $(OUT)/analysis.json
	@$(ALIGN) rank datasets/tabriz-1402 --by goals --quiet --format csv --out $(OUT)/goals.csv
	@$(ALIGN) rank datasets/tabriz-1402 --by lines --quiet --format csv --out $(OUT)/lines.csv
	@$(ALIGN) rank datasets/tabriz-1402 --by departments --quiet --format csv --out $(OUT)/departments.csv
	@$(ALIGN) report datasets/tabriz-1402 --lang fa --quiet --out $(OUT)/report-fa.html
	@$(ALIGN) report datasets/tabriz-1402 --lang en --quiet --out $(OUT)/report-en.html
	@$(ALIGN) report datasets/tabriz-1402 --lang fa --quiet --out $(OUT)/report.xlsx
	@$(ALIGN) draft datasets/tabriz-1402 datasets/tabriz-1402/scenarios/balanced.yaml --quiet --out $(OUT)/draft.xlsx
	@echo
	@echo "Files:"
	@ls -1 $(OUT)/* | sed 's/^/  /'

build: packages
	swift build -c release --product align

# The workbench is a program of its own, so that the command line needs no web server to be built.
serve: build
	swift build -c release --product align-serve

# Opens the workbench on a copy of Tabriz, so that what is tried there changes no data set, and prints its address.
serve-demo: serve
	@mkdir -p $(OUT)
	@test -d $(OUT)/tabriz-1402 || cp -r datasets/tabriz-1402 $(OUT)/tabriz-1402
	$(ALIGN) serve $(OUT)/tabriz-1402

# Only what is missing is installed; OpenBLAS takes the reference libraries' place at run time through Debian's alternatives.
packages:
	@missing=$$(for p in $(PACKAGES); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  echo "installing" $$missing; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing >/dev/null; \
	fi

# The programs that some tests compare with, in a virtual environment; without it those tests say that they were skipped.
peers: .venv/ready

.venv/ready: Tests/Peers/requirements.txt
	python3 -m venv .venv
	.venv/bin/pip install --quiet --requirement Tests/Peers/requirements.txt
	@touch $@

# With COVERAGE=1 it also prints how much of each target the tests ran, and names the files of stages and readers below 80 %.
test: packages peers
	swift build --build-tests --explicit-target-dependency-import-check error $(COVER)
	swift test --skip-build $(COVER)
	$(if $(COVERAGE),python3 .ci/coverage.py $$(swift test --show-codecov-path))

# Hostile inputs, drawn workspaces and a simulated office, each for SECONDS_EACH from SEED. Its last result is Tests/Hostile/result.txt.
SECONDS_EACH ?= 40
SEED ?= 1
fuzz:
	python3 Tests/Hostile/fuzz.py --seconds $(SECONDS_EACH) --seed $(SEED) --result Tests/Hostile/result.txt

# Thread sanitizer over what runs in parallel, address sanitizer over the readers. It takes half an hour, so it is no part of
# .ci/run; its last result is .ci/sanitizers.txt.
sanitize: packages
	swift build --build-tests --sanitize thread --build-path .build-thread
	swift test --skip-build --sanitize thread --build-path .build-thread --filter 'AlignBasicsTests|AlignNumericsTests'
	swift build --build-tests --sanitize address --build-path .build-address
	swift test --skip-build --sanitize address --build-path .build-address --filter 'AlignReadingTests|AlignModelTests'

# Formatting, documentation of everything public, and the arrows between targets. That generated documents are fresh is a test.
lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks
	python3 .ci/layers.py

format:
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks

# Writes the documents that are made from the program itself (docs/flags.md, docs/glossary.md) anew; a test holds them fresh.
documents:
	swift run document-maker docs

# Writes what the commands of Tests/Transcripts print today into those files; read the difference before committing it.
transcripts:
	swift build --build-tests
	ALIGN_UPDATE_TRANSCRIPTS=1 swift test --skip-build --filter Transcript

# Pictures of the site for README.md, by Chromium.
BROWSER := chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --virtual-time-budget=2000
pictures: serve
	@mkdir -p $(OUT) docs/images
	@$(ALIGN) report datasets/tabriz-1402 --quiet --site $(OUT)/site
	@$(BROWSER) --window-size=1200,1250 --screenshot=docs/images/overview-en.png $(OUT)/site/en/index.html 2>/dev/null
	@$(BROWSER) --window-size=1200,1250 --screenshot=docs/images/indicator-fa.png $(OUT)/site/fa/indicator/I001.html 2>/dev/null
	@$(BROWSER) --window-size=500,1250 --screenshot=docs/images/goal-narrow-en.png $(OUT)/site/en/goal/G001.html 2>/dev/null
	@python3 Benchmarks/Workbench/pictures.py docs/images
	@ls -l docs/images

# Ours against what a user would pick instead, on the same files in one run.
bench: build
	Benchmarks/run.sh

# Makes notebooks-exported/ anew: three notebooks, one a user, run with nbclient, as .ipynb and .html.
notebooks: build peers
	.venv/bin/python notebooks-exported/make.py

# Validates them with nbformat, runs them again, and fails where one is stale.
notebooks-check: build peers
	.venv/bin/python notebooks-exported/make.py --check

# Writes datasets/tabriz-1402 anew, byte for byte.
datasets:
	python3 datasets/tabriz-1402/generate.py

clean:
	rm -rf .build $(OUT)
