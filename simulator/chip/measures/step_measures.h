// How well the coils keep their time. The commanded instants come from the device's own motion library, run in step on
// this computer; what the coils did comes from the pins.
#pragma once

#include "simulator/chip/measures/subject.h"

namespace focus::chip {

/// Coil edges against their commanded instants, in cycles.
struct Deviation {
    std::size_t edges = 0;
    long missing = 0;  ///< steps lost (positive) or added (negative)
    double worst = 0;  ///< either way, from the middle of all
    double sd = 0;
    unsigned slips = 0;       ///< coil patterns that are no neighbours
    unsigned unanswered = 0;  ///< requests without an answer
    Cycle interrupts_off = 0;
    unsigned stack = 0;  ///< bytes, deepest
};

/// Instants of the edges that make steps: switching the coils on and off does not count.
std::vector<Cycle> step_edges(const std::vector<CoilEdge>& edges);

/// `instants` against first edge + sums of `intervals`.
Deviation deviation(const std::vector<Cycle>& instants, const std::vector<Cycle>& intervals);

/// Cycles between the steps of one move from rest to rest at `speed` steps/s.
std::vector<Cycle> commanded_intervals(long from, long to, long speed);

enum class Load { none, queries, flood, stream, bytes };

/// One move on a fresh chip, under a load. queries: 20 status requests a second, a sensor that converts, an EEPROM save
/// every 200 ms. flood: requests, refused ones and noise among them, each as soon as the last was answered. stream: the
/// same, waiting for nothing. bytes: random ones, back to back.
Deviation measure_move(const Firmware& firmware, long speed, long steps, Load load);

/// A move at 1000 steps/s in which one received byte comes to its end in each of the last `cycles` cycles before an
/// edge: a byte of noise, then the newline of a query, then noise again while answers leave.
Deviation measure_sweep(const Firmware& firmware, unsigned cycles);

/// The same move by a program that keeps a constant speed and takes `V:speed` and `R:0:steps`.
Deviation measure_polled(const Firmware& polled, long speed, long steps);

/// A program that moves `steps` from power-up on at `speed`, with its ramps, and answers queries.
Deviation measure_constant(const Firmware& constant, long speed, long steps);

/// Cycles from the end of the halt's last character to the last step; `speed` in steps/s.
Cycle measure_halt(const Firmware& firmware, long speed);

/// Longest time from the end of a `q`'s last character to the start of the answer's first, moving at `speed` or at rest
/// (0), over `queries` of them.
Cycle measure_answer(const Firmware& firmware, long speed, unsigned queries);

}  // namespace focus::chip
