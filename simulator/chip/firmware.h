// A program for the chip, read from an ELF file: what is flashed, and what the linker knew about it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace focus::chip {

struct Firmware {
    std::vector<std::uint8_t> flash;
    unsigned static_ram = 0;                       ///< bytes of .data, .bss and .noinit
    std::map<std::string, std::uint32_t> symbols;  ///< byte addresses; RAM begins at 0x800000

    /// False: `error` says what is wrong with the file.
    static bool load(const std::string& path, Firmware& firmware, std::string& error);
    /// Name of the function that holds the flash address, "?" if the ELF has none.
    std::string function_at(std::uint32_t address) const;
};

}  // namespace focus::chip
