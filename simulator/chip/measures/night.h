// A night on the chip: it cools, compensation works, clients come and go, buttons are pressed, the cable carries
// rubbish, the power fails. All the while what the device says is held against where its shaft truly is.
#pragma once

#include "simulator/chip/measures/subject.h"

namespace focus::chip {

struct Night {
    double hours = 0;  ///< of virtual time
    unsigned requests = 0, moves = 0, halts = 0, presses = 0;
    unsigned power_cuts = 0, uncertain = 0;  ///< cuts, and those that left the position uncertain
    unsigned compensated = 0;                ///< quiet stretches in which compensation had to move the focuser
    long worst_compensation = 0;  ///< steps between where it was and where it should have been, worst of them
    unsigned watchdog = 0;        ///< resets by the watchdog
    std::string wrong;            ///< empty, or the first thing that was not right, in words
};

/// `hours` of virtual time from 18 C down to 4 C, all of it left to chance by `seed`; ends early when something is
/// wrong.
Night live_a_night(const Firmware& firmware, unsigned seed, double hours);

}  // namespace focus::chip
