# The two commands for a new clone are `make demo` and `make test`; each installs what is missing.

SWIFT ?= swift
# A package brings the libraries that a bare Debian lacks; elsewhere the folder is not there.
OWN_LIBRARIES = -Xlinker '-rpath=$$ORIGIN/../lib/planscript'
# At a fixed place, as Debian links its Python: else a third of the start of a one-liner goes into
# moving what it consists of. Its libraries, heap and stacks still lie where nobody can foretell.
FIXED = -Xlinker -no-pie
RELEASE = -c release --static-swift-stdlib $(OWN_LIBRARIES) $(FIXED)
STATIC = PKG_CONFIG_PATH=$(CURDIR)/.build/static:$$PKG_CONFIG_PATH
PLANSCRIPT = .build/release/planscript
# What is installed; `make install` builds it where it is missing.
BUILT ?= $(PLANSCRIPT)
PREFIX ?= /usr/local
INSTALL = BUILT=$(BUILT) PREFIX=$(PREFIX) DESTDIR=$(DESTDIR)
SOURCES = Package.swift Sources Tests examples bench

.PHONY: demo test build release install uninstall deb deps lint lint-lua arrows format shipped schemas reference pictures golden bench sanitize fuzz \
  torture check clean

demo: release
	@echo
	$(PLANSCRIPT) -d examples/plan-130 scripts/summary.lua --today 2023-12-22

test: deps
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

build: deps
	$(SWIFT) build

# It carries Lua and the line editor in itself: see .ci/static-libraries.
release: deps
	@sh .ci/static-libraries
	$(STATIC) $(SWIFT) build $(RELEASE) --product planscript

# The command, its completions, manual page, scripts and pages, below PREFIX (and DESTDIR).
install:
	@[ -x $(BUILT) ] || $(MAKE) release
	@$(INSTALL) sh packaging/install.sh

# Takes away what install put there, and nothing else.
uninstall:
	@$(INSTALL) sh packaging/uninstall.sh

# A Debian package that needs no Swift, in .build/deb.
deb:
	@[ -x $(BUILT) ] || $(MAKE) release
	@BUILT=$(BUILT) OUT=.build/deb sh packaging/deb.sh

# Debian packages that the build needs; installed by name where that is allowed.
deps:
	@sh .ci/deps

# The formatter's strict lint.
lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)

# luacheck (Debian's lua-check) over the Lua that ships, with the settings that editors get.
lint-lua: build
	.build/debug/planscript schema --lua-stubs .build/editor >/dev/null
	luacheck -q --config .build/editor/.luacheckrc scripts examples

# The imports against the arrows of the architecture.
arrows:
	@sh .ci/arrows

format:
	$(SWIFT) format --in-place --recursive $(SOURCES)

# Everything that a change must pass.
check: test lint arrows

# The list of files that the command carries inside; run it when one joins or leaves.
shipped:
	sh Sources/CShipped/list.sh

# The published JSON Schemas, from the declarations.
schemas: build
	.build/debug/planscript schema --json-schema docs/schema

# The pages of docs/reference, from the declarations.
reference: build
	.build/debug/planscript schema --reference docs/reference

# The pictures of the command at a terminal that README shows, from what it really says.
pictures: build
	python3 docs/pictures/terminal.py .build/debug/planscript docs/pictures

# Records the expected outputs anew, and holds their figures against an independent computation.
golden: build
	sh Tests/CLITests/Golden/record.sh

# The whole suite under the address sanitizer, and the threads' tests under the thread sanitizer.
sanitize: deps
	sh Tests/sanitize.sh

# Random programs for the engine, steered by libFuzzer, random JSON for the store and random
# archives for bundles; each for FUZZ_SECONDS.
fuzz: deps
	sh Tests/fuzz.sh
	sh Tests/fuzz-store.sh
	sh Tests/fuzz-bundles.sh

# The store's promises with all that its tests can look at: every crash, and crashes of every
# recovery; 100,000 states after a power cut; 8,000 additions by 16 writers; processes and the
# command itself killed thousands of times. It says what it reached in TORTURE_SECONDS, and fails
# only on what it found.
torture: deps
	$(SWIFT) build --build-tests
	TORTURE_SECONDS=$${TORTURE_SECONDS:-900} $(SWIFT) test --skip-build --filter \
	  'CrashTests|PowerTests|FailingDiskTests|ReaderTests|SeededMistakeTests|ProcessTests|KilledTests'

bench: release
	$(STATIC) $(SWIFT) build $(RELEASE) --product engine-bench
	$(SWIFT) build $(RELEASE) --product store-bench
	$(SWIFT) build $(RELEASE) --product query-bench
	sh bench/run.sh

clean:
	rm -rf .build
