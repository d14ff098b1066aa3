# A thin front over CMake's presets; `make help` lists the targets.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help deps build scan test test-asan test-tsan fuzz format format-check conformance agreement bench install wheel deb site clean

PATHS ?= examples
FUZZ_SECONDS ?= 60
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
# More arguments for the configuring cmake, such as -DJITLINT_WERROR=ON.
CMAKE_FLAGS ?=

preset = cmake --preset $(1) $(CMAKE_FLAGS) --log-level=WARNING && cmake --build --preset $(1) --parallel $(JOBS)
sources = git ls-files --cached --others --exclude-standard '*.cpp' '*.h'

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

deps: ## Install what is missing: Debian packages, and the parser from npm
	@tools/deps.sh build test

build: ## Build the release binary, build/release/jitlint
	@tools/deps.sh build
	@$(call preset,release)

scan: build ## Check PATHS (default: examples)
	@build/release/jitlint check $(PATHS) || [ $$? -eq 1 ]

test: deps ## Build for debugging and run the tests
	@$(call preset,dev)
	@ctest --preset dev

test-asan: deps ## The tests under the address and undefined-behaviour sanitizers
	@$(call preset,asan)
	@ulimit -s 65536; ctest --preset asan  # instrumented frames are several times larger

test-tsan: deps ## The tests under the thread sanitizer
	@$(call preset,tsan)
	@ctest --preset tsan

fuzz: ## Feed mutated files to the linter for FUZZ_SECONDS (default: 60) per target
	@tools/deps.sh build fuzz
	@$(call preset,fuzz)
	@tests/fuzz/run.sh build/fuzz $(FUZZ_SECONDS)

format: deps ## Format the C++ sources
	@$(sources) | xargs clang-format -i

format-check: deps ## Say which C++ sources are not formatted
	@$(sources) | xargs clang-format --dry-run --Werror

conformance: build ## Hold the rules against the real compilers that are set up, or only TORCH
	@tools/oracle/conformance $(addprefix --torch ,$(TORCH))

agreement: build ## Compare with what torch 1.13 compiles of torchvision, torchaudio and timm
	@tools/agreement/run.sh build/release/jitlint build/agreement docs/agreement.md

bench: ## Measure speed and memory
	@tools/deps.sh build bench
	@$(call preset,bench)
	@bench/run.sh build/bench

install: build ## Install binary, headers and CMake package under PREFIX (default: /usr/local)
	@cmake --build build/release --parallel $(JOBS)
	@cmake --install build/release --prefix $(PREFIX)

wheel: deps ## Build a Python wheel into build/wheel
	@python3 -m pip wheel --no-deps --wheel-dir build/wheel .

deb: build ## Build a Debian package into build/release
	@cmake --build build/release --parallel $(JOBS)
	@cd build/release && cpack -G DEB

site: ## Make the documentation as a static site in build/site
	@python3 tools/site/build.py build/site

clean: ## Remove everything built
	rm -rf build
