// A small program of tests/firmware/probes on a chip.
#pragma once

#include <gtest/gtest.h>
#include <string>

#include "simulator/chip/chip.h"

namespace focus::chip {

inline Firmware probe(const std::string& name) {
    Firmware firmware;
    std::string error;
    if (!Firmware::load(std::string(PROBES) + "/" + name + ".elf", firmware, error)) ADD_FAILURE() << error;
    return firmware;
}

/// Edges of one bit of port B, the first rising ones at even indices.
inline std::vector<Cycle> edges_of(const std::vector<CoilEdge>& edges, unsigned bit) {
    std::vector<Cycle> found;
    unsigned last = 0;
    for (const CoilEdge& edge : edges) {
        const unsigned now = edge.coils >> bit & 1U;
        if (now != last) found.push_back(edge.at);
        last = now;
    }
    return found;
}

class Probe {
public:
    explicit Probe(const std::string& name, ChipOptions options = {})
        : firmware(probe(name)), chip(firmware, std::move(options)) {
        chip.coils().record(true);
    }

    /// A byte of one of its variables.
    std::uint8_t variable(const std::string& name, unsigned index = 0) {
        const auto found = firmware.symbols.find(name);
        if (found == firmware.symbols.end()) {
            ADD_FAILURE() << "no symbol " << name;
            return 0;
        }
        return chip.core().data(static_cast<std::uint16_t>((found->second & 0xFFFF) + index));
    }
    bool pin(unsigned bit) { return (chip.coils().coils() >> bit & 1) != 0; }
    /// Until PB3 is high.
    bool finish(Cycle limit = seconds(10)) {
        return chip.run_until([this] { return pin(3); }, limit);
    }

    const Firmware firmware;
    Chip chip;
};

}  // namespace focus::chip
