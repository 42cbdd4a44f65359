# make demo: from a fresh Debian machine with Swift to the answers on datasets/tabriz-1402.  make test: every test.
SHELL := /bin/bash
PACKAGES := liblapack-dev libblas-dev libopenblas0-pthread libssl-dev libsqlite3-dev libzip-dev libexpat1-dev libxlsxwriter-dev libpcre2-dev zlib1g-dev pkg-config
ALIGN := .build/release/align
OUT := demo
COVER := $(if $(COVERAGE),--enable-code-coverage)

# The version stands in Sources/AlignmentEngine/Engine.swift and nowhere else.
VERSION := $(shell sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/AlignmentEngine/Engine.swift)
STATIC := .build-static/release/align
DIST := dist
PREFIX ?= /usr/local

.PHONY: serve serve-demo static deb deb-test wheel wheel-test sbom install uninstall demo test sanitize peers spark-test build packages lint format documents transcripts pictures bench datasets notebooks notebooks-check fuzz libfuzz clean

demo: build
	@packaging/demo.sh $(ALIGN) datasets/tabriz-1402 $(OUT)

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

# The Spark script (integrations/spark) on PySail against one process, in an environment of its own; its last result is
# integrations/spark/result.txt. With SPARK_PYTHON= a Python that has integrations/spark/requirements.txt.
SPARK_PYTHON ?= .venv-spark/bin/python
spark-test: build
	@test -x $(SPARK_PYTHON) || (python3 -m venv .venv-spark && .venv-spark/bin/pip install --quiet --requirement integrations/spark/requirements.txt)
	$(SPARK_PYTHON) integrations/spark/test_spark.py $(ALIGN) integrations/spark/result.txt

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

# libFuzzer with the address sanitizer on every reader, for FUZZ_SECONDS; what it has found of use stays in CORPUS for the next run.
# Its last result is Tests/Fuzz/result.txt.
FUZZ_SECONDS ?= 300
CORPUS ?= .build-fuzz/corpus
libfuzz: packages
	ALIGN_FUZZ=1 swift build --product align-fuzz --sanitize address --build-path .build-fuzz -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp
	python3 Tests/Fuzz/seeds.py $(CORPUS)
	set -o pipefail; ASAN_OPTIONS=detect_leaks=0 TMPDIR=$$(test -d /dev/shm && echo /dev/shm || echo /tmp) .build-fuzz/debug/align-fuzz $(CORPUS) -seed=$(SEED) \
	  -max_total_time=$(FUZZ_SECONDS) -timeout=5 -rss_limit_mb=3000 -max_len=4096 -artifact_prefix=.build-fuzz/ -print_final_stats=1 \
	  2>&1 | tee .build-fuzz/log.txt | grep -v -E '#[0-9]+.*(REDUCE|NEW|RELOAD)' | tail -30 | tee Tests/Fuzz/result.txt

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

# The pictures of README.md, README.fa.md and docs/fa/guide.md, from what the program writes today: sheets by LibreOffice and
# pdftoppm, pages by Chromium. It says what is missing.
PICTURES_ALIGN ?= $(ALIGN)
pictures: serve $(if $(filter $(ALIGN),$(PICTURES_ALIGN)),build)
	$(or $(wildcard .venv/bin/python),python3) -W ignore docs/make-pictures.py $(PICTURES_ALIGN) $(OUT)/pictures
	python3 Benchmarks/Workbench/pictures.py docs/images

# Ours against what a user would pick instead, on the same files in one run.
bench: build
	Benchmarks/run.sh

# Makes notebooks-exported/ anew: three notebooks, one a user, run with nbclient, as .ipynb and .html.
notebooks: build peers
	.venv/bin/python notebooks-exported/make.py

# Validates them with nbformat, runs them again, and fails where one is stale.
notebooks-check: build peers
	.venv/bin/python notebooks-exported/make.py --check

# The program with the Swift runtime and Foundation inside, which runs where no Swift is installed. It is 81 MB and starts in
# half the time of one with the runtime's libraries beside it, which take 85 MB together.
static: packages
	swift build -c release --static-swift-stdlib --product align --build-path .build-static

# dist/align_VERSION_amd64.deb, and its test in a clean Debian without Swift (as root; its last result: packaging/deb-result.txt).
deb: static
	packaging/make-deb.sh $(STATIC) $(VERSION) $(DIST)

deb-test: deb
	packaging/test-deb.sh $(DIST)/align_$(VERSION)_$$(dpkg --print-architecture).deb packaging/deb-result.txt

# dist/align_budget-VERSION-…-manylinux_2_36_x86_64.whl, and its test in a fresh virtual environment with the toolchain hidden
# (its last result: packaging/wheel-result.txt).
wheel: static
	packaging/make-wheel.sh $(STATIC) $(VERSION) $(DIST)

wheel-test: wheel
	packaging/test-wheel.sh $(DIST)/align_budget-$(VERSION)-*.whl packaging/wheel-result.txt

# What the program consists of, as CycloneDX.
sbom: static
	@mkdir -p $(DIST)
	python3 packaging/sbom.py $(STATIC) > $(DIST)/align.cdx.json

# Program, manual pages and completions below PREFIX (/usr/local); with DESTDIR below another root, as packagers need it.
install: static
	packaging/install-tree.sh $(STATIC) "$(DESTDIR)" $(PREFIX) $(VERSION) $$(date -u -d "@$$(git log -1 --format=%ct)" +%F)

# Takes away what `make install` with the same PREFIX and DESTDIR put there.
TOP = $(DESTDIR)$(PREFIX)
uninstall:
	rm -f "$(TOP)/bin/align" $(foreach folder,man1 es/man1 fa/man1,"$(TOP)/share/man/$(folder)"/align.1.gz "$(TOP)/share/man/$(folder)"/align-*.1.gz) \
	  "$(TOP)/share/bash-completion/completions/align" "$(TOP)/share/zsh/vendor-completions/_align" \
	  "$(TOP)/share/fish/vendor_completions.d/align.fish" "$(TOP)/share/doc/align/copyright"
	-rmdir --ignore-fail-on-non-empty "$(TOP)/share/doc/align"

# Writes datasets/tabriz-1402 anew, byte for byte.
datasets:
	python3 datasets/tabriz-1402/generate.py

clean:
	rm -rf .build .build-static .build-package $(OUT) $(DIST)
