// What `move` decides before anything moves, and how it shows a move under way.
#pragma once

#include <optional>
#include <string>

#include "cli/command_line.h"
#include "core/backlash/backlash_move.h"

namespace focus::cli {

struct MovePlan {
    Position target;
    std::string refusal;  ///< not empty: the limit it would pass; nothing is to be moved
};

/// A relative move counts from where the focuser is, or is going to.
MovePlan plan_move(const FocuserState& state, MoveArgument argument, Position maximum);

/// "12345 -> 14000  [########........]   51 %  about 3 s": how far the focuser is on all its legs. `speed` in steps/s.
std::string progress_line(Position start, const BacklashLegs& legs, bool returning, Position now, int32_t speed,
                          unsigned width);

}  // namespace focus::cli
