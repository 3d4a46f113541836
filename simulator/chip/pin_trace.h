// Every change of the four coil drivers with its cycle, and what a rotor on them would have done.
#pragma once

#include <vector>

#include "simulator/chip/cycles.h"
#include "simulator/rotor.h"

namespace focus::chip {

struct CoilEdge {
    Cycle at;
    CoilPhase coils;

    bool operator==(const CoilEdge&) const = default;
};

class PinTrace {
public:
    /// Edges are kept from now on; without it only the rotor follows.
    void record(bool on) { recording_ = on; }
    void see(Cycle at, CoilPhase coils) {
        if (coils == coils_) return;
        coils_ = coils;
        last_ = at;
        rotor_.follow(coils);
        if (recording_) edges_.push_back({at, coils});
    }
    void clear() { edges_.clear(); }

    const std::vector<CoilEdge>& edges() const { return edges_; }
    CoilPhase coils() const { return coils_; }
    Cycle last() const { return last_; }
    const sim::Rotor& rotor() const { return rotor_; }

private:
    std::vector<CoilEdge> edges_;
    sim::Rotor rotor_;
    CoilPhase coils_ = 0;
    Cycle last_ = 0;
    bool recording_ = false;
};

}  // namespace focus::chip
