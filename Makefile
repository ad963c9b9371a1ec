# SPDX-License-Identifier: GPL-3.0-or-later
# Only delegates: meson builds, tests/tools/ installs, runs and counts.

BUILD = build
SANITIZED = build-sanitized
FUZZ = build-fuzz
MINUTES = 30

.PHONY: all run test test-sanitized fuzz faults bench screenshots clean

all:
	@tests/tools/packages build
	@tests/tools/compile $(BUILD)

run:
	@tests/tools/packages build
	@tests/tools/compile $(BUILD)
	@tests/tools/run-sample $(BUILD)

test:
	@tests/tools/packages build screen test
	@tests/tools/compile $(BUILD)
	@tests/tools/run-tests $(BUILD)

test-sanitized:
	@tests/tools/packages build screen test
	@tests/tools/compile $(SANITIZED) -Db_sanitize=address,undefined -Db_lundef=false
	@tests/tools/run-tests --sanitized $(SANITIZED)

fuzz:
	@tests/tools/packages build fuzz
	@tests/fuzz/fuzz.py $(FUZZ) --minutes $(MINUTES)

faults:
	@tests/tools/packages build screen test
	@tests/tools/compile $(BUILD)
	@tests/faults/run-all $(BUILD)

bench:
	@tests/tools/packages build screen bench
	@tests/tools/compile $(BUILD)
	@tests/bench/run.py $(BUILD)

screenshots:
	@tests/tools/packages build screen test
	@tests/tools/compile $(BUILD)
	@tests/tools/screenshots $(BUILD)

clean:
	rm -rf $(BUILD) $(SANITIZED) $(FUZZ)
