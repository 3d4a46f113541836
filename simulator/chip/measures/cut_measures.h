// Power cuts at every byte of every save, with every outcome: what the device believes afterwards against where its
// shaft truly is.
#pragma once

#include "simulator/chip/measures/subject.h"

namespace focus::chip {

struct Cuts {
    unsigned tried = 0;
    unsigned idle = 0;         ///< at rest, with the position on record before: must come back exact and certain
    unsigned in_motion = 0;    ///< must come back uncertain
    unsigned wrong = 0;        ///< certain and wrong, or beyond the bound
    unsigned false_alarm = 0;  ///< idle, and uncertain afterwards
    unsigned missed = 0;       ///< in motion, and certain afterwards
    unsigned mute = 0;         ///< did not answer
    std::string first;         ///< the first that was not right, in words
};

/// A session of moves, halts, retargets, switches and settings, different for every seed, of `rounds` rounds.
Cuts measure_cuts(const Firmware& firmware, unsigned seed, unsigned rounds);

/// Most writes of any one EEPROM cell after so many moves.
unsigned measure_wear(const Firmware& firmware, unsigned moves);

}  // namespace focus::chip
