// StatusJudge: which of a stock device's statuses can be believed. Its cable has no checksum, and a line that lost one
// character often reads well: 1200 for 12000. A status that does not follow from the last one is asked again, and what
// the second answer confirms is the truth. Values only; any one thread.
#pragma once

#include <chrono>
#include <optional>

#include "core/focuser.h"

namespace focus {

class StatusJudge {
public:
    /// What is known of the motor meanwhile.
    struct Motion {
        std::optional<Position> target;  ///< of the move under way that was accepted
        int32_t speed = 2000;            ///< steps/s, at most
    };

    /// False: ask again. The first status of all needs a second one that confirms it.
    bool believes(const wire::Status& status, Clock::time_point now, const Motion& motion);
    /// Positions mean something else from now on, or another device answers.
    void forget() { believed_ = doubted_ = std::nullopt; }

private:
    struct Seen {
        wire::Status status;
        Clock::time_point at;
    };

    static bool follows(const Seen& before, const Seen& now, const Motion& motion);
    static bool confirms(const Seen& doubted, const Seen& now, const Motion& motion);

    std::optional<Seen> believed_, doubted_;
};

}  // namespace focus
