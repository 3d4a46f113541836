# The front door. `make run` and `make test` are all a newcomer needs; the rest is for daily work.
# Each installs the Debian packages it lacks, builds and goes. CMake presets do the work: see CMakePresets.json.

.PHONY: help run test repeat bench firmware flash soak screenshots screenshots-windows manual accept-kstars windows windows-qt test-windows \
	bench-windows test-arm install dist deb accept-deb lint format fuzz setup clean

help:
	@echo 'make run       a focuser to try: simulated device, hub, and the panel, or a live status without a display (PORT=/dev/ttyUSB0: your own focuser)'
	@echo 'make test      builds everything and proves it'
	@echo 'make repeat    the suite N=10 times with LOAD=0 busy loops beside it; lists every test that failed even once'
	@echo 'make firmware  the program of the ATmega328P: build/firmware/focuserlink.hex and .elf'
	@echo 'make flash     writes it to a board: make flash PORT=/dev/ttyUSB0'
	@echo 'make bench     measures the firmware on the simulated chip, the calculator, the panel, the INDI driver, and the hub beside nginx (ROUNDS=N SECONDS=N HALTS=N SHORT=1; STRICT=1: a missed figure is a failure)'
	@echo 'make screenshots  the pictures of docs/manual, from the real panel'
	@echo 'make screenshots-windows  the same from the panel for Windows, under Wine, into build/windows/pictures'
	@echo 'make manual    the manual pages and the completion of the shells, from what the programs say of themselves'
	@echo 'make windows-qt  Qt for the panel on Windows, once (25 minutes), kept in the cache of this user'
	@echo 'make windows   the programs, the ASCOM driver and the installer for Windows;  make test-windows  tries them under Wine,  make bench-windows  measures the driver and the panel'
	@echo 'make deb       Debian packages in build/deb/amd64 (ARCH=arm64 or armhf: for a Raspberry Pi);  sudo make accept-deb  tries them in a fresh Debian'
	@echo 'make install   into PREFIX=/usr/local;  make dist  the sources as an archive'
	@echo 'make test-arm  the packages for 64-bit and 32-bit Raspberry Pis, their programs tried on emulated processors'
	@echo 'make accept-kstars  KStars on a screen of its own drives a simulated focuser through the INDI driver'
	@echo 'make soak      a virtual night of 12 hours on the simulated chip (HOURS=N SEED=N)'
	@echo 'make lint      formatting and clang-tidy;  make format  puts the formatting right'
	@echo 'make fuzz      with clang and every sanitizer: tests, and every fuzz target with the same runs every time (SECONDS=N: so long each, by chance)'
	@echo 'make setup     only installs the Debian packages'

run:
	@scripts/setup run
	@scripts/build release
	@PORT='$(PORT)' scripts/run

test:
	@scripts/setup test
	@scripts/build dev
	@ctest --preset dev

repeat:
	@scripts/setup test
	@scripts/build dev
	@scripts/repeat $(or $(N),10) $(or $(LOAD),0)

bench:
	@scripts/setup bench
	@scripts/build bench
	@bench/run --rounds $(or $(ROUNDS),5) --seconds $(or $(SECONDS),3) --halts $(or $(HALTS),200) $(if $(SHORT),--short) $(if $(STRICT),--strict)

firmware:
	@scripts/setup firmware
	@scripts/build firmware

flash: firmware
	@FIRMWARE=$${FIRMWARE:-build/firmware/focuserlink.hex} firmware/focuserlink-flash.in '$(PORT)'

soak:
	@scripts/setup bench
	@scripts/build bench
	@build/release/bin/soak $(or $(HOURS),12) $(or $(SEED),1)

screenshots:
	@scripts/setup test
	@scripts/build dev
	@ASAN_OPTIONS=detect_leaks=0 build/dev/bin/panel_screenshots docs/manual/images

screenshots-windows: windows
	@python3 tests/windows/panel_program.py --display build/windows/bin/panel_screenshots.exe $(CURDIR)/build/windows/pictures

manual:
	@scripts/setup test
	@scripts/build dev --target write_manual
	@build/dev/bin/write_manual .

accept-kstars:
	@scripts/accept-kstars

windows-qt:
	@scripts/setup windows-qt
	@scripts/windows-qt

windows:
	@scripts/setup windows
	@scripts/build windows
	@scripts/windows-qt --where >/dev/null || echo 'NOT BUILT: the panel for Windows. make windows-qt builds the Qt that it needs, once, in 25 minutes'

test-windows: windows
	@ctest --preset windows
	@scripts/windows-qt --where >/dev/null 2>&1 || echo 'NOT TRIED: the panel for Windows was not built, so none of its tests was run. make windows-qt, then make test-windows'

bench-windows: windows
	@scripts/setup bench
	@scripts/build bench
	@bench/com/run $(if $(STRICT),--strict)
	@bench/panel/windows

install:
	@scripts/setup run
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' scripts/install

dist:
	@scripts/dist

deb:
	@scripts/setup deb $(if $(filter-out $(shell dpkg --print-architecture),$(ARCH)),arm)
	@scripts/deb $(ARCH)

accept-deb:
	@scripts/setup deb accept-deb
	@scripts/accept-deb

test-arm:
	@scripts/setup deb arm
	@scripts/test-arm arm64
	@scripts/test-arm armhf

lint:
	@scripts/setup lint
	@scripts/lint

format:
	@scripts/setup lint
	@git ls-files -co --exclude-standard '*.h' '*.cpp' | xargs clang-format -i

fuzz:
	@scripts/setup fuzz
	@scripts/build fuzz
	@ctest --preset fuzz
	@scripts/fuzz $(SECONDS)

setup:
	@scripts/setup run test bench firmware windows deb accept-deb arm lint fuzz

clean:
	rm -rf build
