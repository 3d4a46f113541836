// The motor's rotor: where the shaft truly is, whatever the device believes. It follows the energised coils and stays
// where it is when they are off, also through power cuts.
#pragma once

#include <cstdint>

#include "device/board.h"

namespace focus::sim {

class Rotor {
public:
    /// Coils in bit order are 90 electrical degrees apart; two neighbours pull the rotor between them.
    void follow(CoilPhase coils);

    /// Full steps since the simulated world began, in the sense of the phases' rising order.
    std::int64_t steps() const { return half_steps_ >> 1; }
    /// How often the coils asked for more than one step at once, or for something no motor does.
    unsigned slips() const { return slips_; }

private:
    std::int64_t half_steps_ = 0;
    unsigned slips_ = 0;
    bool settled_ = false;  // false until the first phase: a new motor rests anywhere
};

}  // namespace focus::sim
