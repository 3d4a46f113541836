#include "simulator/rotor.h"

namespace focus::sim {
namespace {

/// Eighths of an electrical turn, -1 for a pattern that holds no rotor.
int angle_of(CoilPhase coils) {
    switch (coils) {
        case 0b0001: return 0;
        case 0b0011: return 1;
        case 0b0010: return 2;
        case 0b0110: return 3;
        case 0b0100: return 4;
        case 0b1100: return 5;
        case 0b1000: return 6;
        case 0b1001: return 7;
        default: return -1;
    }
}

}  // namespace

void Rotor::follow(CoilPhase coils) {
    if (coils == 0) return;
    const int angle = angle_of(coils);
    if (angle < 0) {
        ++slips_;
        return;
    }
    if (!settled_) {
        half_steps_ = angle;
        settled_ = true;
        return;
    }
    const int present = static_cast<int>(half_steps_ & 7);
    const int turn = ((angle - present + 12) & 7) - 4;  // -4..3, the shorter way
    if (turn < -2 || turn > 2) ++slips_;
    half_steps_ += turn;
}

}  // namespace focus::sim
