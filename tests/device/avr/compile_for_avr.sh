#!/bin/sh
# Builds the device with the AVR compiler and checks what it takes: flash below 16 KiB, static RAM below 1 KiB.
# Arguments: the repository's root, a directory for the results.
set -eu
root=$1
out=$2
mkdir -p "$out"
avr-g++ -mmcu=atmega328p -DF_CPU=16000000UL -Os -std=gnu++14 -fno-exceptions -fno-rtti -fno-threadsafe-statics \
    -ffunction-sections -fdata-sections -mcall-prologues -mrelax -fno-split-wide-types -Wall -Wextra -Wshadow -Werror \
    -I"$root" "$root/tests/device/avr/smallest_firmware.cpp" -Wl,--gc-sections -o "$out/smallest_firmware.elf"
avr-size "$out/smallest_firmware.elf" | awk 'NR == 2 {
    flash = $1 + $2
    ram = $2 + $3
    printf "flash %d of 16384 bytes, static RAM %d of 1024 bytes\n", flash, ram
    exit !(flash < 16384 && ram < 1024)
}'
