# `make help` says what there is. All work is done by swift and by the scripts in Scripts/.

PREFIX ?= /usr/local
DESTDIR ?=
# Compilers at once; make's own -j has no effect on them.
JOBS ?= $(shell Scripts/jobs)
# The export that `make demo` shows: fictional, with mistakes on purpose.
SAMPLE ?= Examples/htcds-excel-2.0/cases.xlsx
# The program is installed without symbols, which makes it a third smaller; STRIP= keeps them.
STRIP ?= 1

# On Linux the Swift libraries go into the program, so that it runs where no Swift is installed.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
RELEASE := swift build -c release --jobs $(JOBS) --product htcds
BINARY = $(shell swift build -c release --show-bin-path)/htcds
COMPLETIONS := .build-tools/completions
INSTALLED := bin/htcds share/bash-completion/completions/htcds share/zsh/site-functions/_htcds \
	share/fish/vendor_completions.d/htcds.fish

.DEFAULT_GOAL := help
.NOTPARALLEL:
# What `make fuzz` tries, and for how long.
READER ?= csv
SECONDS ?= 60
.PHONY: help demo build test test-long fuzz draft-quality check install uninstall completions format clean generate

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: ## Build, then convert and validate a fictional sample
	Scripts/install-packages
	$(RELEASE)
	@Scripts/demo "$(BINARY)" "$(SAMPLE)"

build: ## Build the program for release
	Scripts/install-packages
	$(RELEASE)
	@echo "Built: $(BINARY)"

test: ## Run all tests but the long ones
	Scripts/test

# Tests that take minutes (large files, many seeds) carry the tag `slow` and run only with this variable.
test-long: ## Run all tests, the long ones too
	HTCDS_LONG_TESTS=1 Scripts/test

fuzz: ## Try to break a reader: READER=csv SECONDS=60 (see Documentation/fuzzing.md)
	Scripts/install-packages
	Scripts/fuzz $(READER) $(SECONDS)

draft-quality: build ## Measure how often drafts of mappings are right
	python3 Benchmarks/draft/quality.py "$(BINARY)"

check: ## Format, warnings and tests: what must hold before a commit
	Scripts/install-packages --test
	Scripts/check

install: ## Install the program and its shell completions below PREFIX (default /usr/local)
	Scripts/install-packages
	$(RELEASE) $(STATIC)
	Scripts/completions "$(BINARY)" $(COMPLETIONS)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(if $(STRIP),-s) "$(BINARY)" "$(DESTDIR)$(PREFIX)/bin/htcds"
	@for file in $(filter share/%,$(INSTALLED)); do \
		install -d "$(DESTDIR)$(PREFIX)/$${file%/*}" && \
		install -m 644 "$(COMPLETIONS)/$${file#share/}" "$(DESTDIR)$(PREFIX)/$$file" || exit 1; \
	done
	@echo "Installed: $(DESTDIR)$(PREFIX)/bin/htcds"

uninstall: ## Remove what `make install` put below PREFIX
	@for file in $(INSTALLED); do rm -f "$(DESTDIR)$(PREFIX)/$$file"; done

completions: build ## Write the shell completions into .build-tools/completions
	Scripts/completions "$(BINARY)" $(COMPLETIONS)

format: ## Format the Swift files
	Scripts/format

generate: ## Write the generated files anew from Schemas, Mappings and other documents
	swift run --jobs $(JOBS) htcds-generate

clean: ## Remove everything that was built
	swift package clean
	rm -rf .build-tools out
