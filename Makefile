# The front door. `make run` and `make test` are all a newcomer needs; the rest is for daily work.
# Each installs the Debian packages it lacks, builds and goes. CMake presets do the work: see CMakePresets.json.

.PHONY: help run test bench lint format fuzz setup clean

help:
	@echo 'make run     a focuser to try: simulated device, hub, live status (PORT=/dev/ttyUSB0: your own focuser)'
	@echo 'make test    builds everything with sanitizers and proves it'
	@echo 'make bench   measures the release build beside nginx and a bare Beast server'
	@echo 'make lint    formatting and clang-tidy;  make format  puts the formatting right'
	@echo 'make fuzz    every fuzz target for a minute (SECONDS=N: longer)'
	@echo 'make setup   only installs the Debian packages'

run:
	@scripts/setup run
	@scripts/build release
	@PORT='$(PORT)' scripts/run

test:
	@scripts/setup test
	@scripts/build dev
	@ctest --preset dev

bench:
	@scripts/setup bench
	@scripts/build bench
	@bench/run

lint:
	@scripts/setup lint
	@scripts/lint

format:
	@scripts/setup lint
	@git ls-files '*.h' '*.cpp' | xargs clang-format -i

fuzz:
	@scripts/setup fuzz
	@scripts/build fuzz
	@scripts/fuzz $(or $(SECONDS),60)

setup:
	@scripts/setup run test bench lint fuzz

clean:
	rm -rf build
