#include <algorithm>

#include "cli/commands/move_command.h"
#include "cli/text/format.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

int64_t distance(Position a, Position b) { return std::abs(static_cast<int64_t>(a.steps) - b.steps); }

}  // namespace

MovePlan plan_move(const FocuserState& state, MoveArgument argument, Position maximum) {
    const Position from = state.moving || state.commanded ? state.target : state.position;
    const int64_t target = argument.relative ? static_cast<int64_t>(from.steps) + argument.steps : argument.steps;
    if (target >= 0 && target <= maximum.steps) return {Position(static_cast<int32_t>(target)), ""};
    const std::string limit = target < 0 ? "0, fully in" : "the maximum, " + std::to_string(maximum.steps);
    std::string how = std::to_string(target);
    if (argument.relative) {
        how = std::to_string(from.steps) + (argument.steps < 0 ? " - " : " + ") +
              std::to_string(std::abs(argument.steps)) + " = " + how;
    }
    return {from, "The move to " + how + " would pass " + limit + ". Nothing was moved."};
}

std::string progress_line(Position start, const BacklashLegs& legs, bool returning, Position now, int32_t speed,
                          unsigned width) {
    const int64_t back = distance(legs.first, legs.target);
    const int64_t all = std::max<int64_t>(1, distance(start, legs.first) + back);
    const int64_t left = returning ? distance(now, legs.target) : distance(now, legs.first) + back;
    const int64_t done = std::clamp<int64_t>(all - left, 0, all);
    const size_t bar = width > 75 ? 24 : width > 60 ? 10 : 0;
    const size_t filled = bar * static_cast<size_t>(done) / static_cast<size_t>(all);
    std::string text = padded_left(std::to_string(now.steps), 7) + " -> " + std::to_string(legs.target.steps);
    if (bar != 0) text += "  [" + std::string(filled, '#') + std::string(bar - filled, '.') + "]";
    text += padded_left(std::to_string(100 * done / all), 5) + " %";
    const int64_t seconds = speed > 0 ? (left + speed - 1) / speed : 0;
    if (seconds > 0) text += "   about " + duration_text(seconds);
    return text + (legs.two() && !returning ? "   backlash" : "");
}

}  // namespace focus::cli
