// The program under test: what `make firmware` flashes.
#pragma once

#include <gtest/gtest.h>

#include "simulator/chip/firmware.h"

namespace focus::chip {

inline Firmware load(const char* path) {
    Firmware firmware;
    std::string error;
    if (!Firmware::load(path, firmware, error)) ADD_FAILURE() << error;
    return firmware;
}

inline const Firmware& ours() {
    static const Firmware firmware = load(FIRMWARE_ELF);
    return firmware;
}

}  // namespace focus::chip
