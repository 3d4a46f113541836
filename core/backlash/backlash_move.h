// BacklashMove: a move that takes up the play in the gears, as moves made from the panel and the command line do.
// Positive backlash is added to outward moves, negative to inward moves: a first leg overshoots the target by that many
// steps, a second comes back to it, so that the target is always approached from the same side. Neither leg leaves
// 0..maximum.
//
// Lives on the io_context's thread, over any Focuser.
#pragma once

#include <memory>

#include "core/focuser.h"

namespace focus {

/// Where a move goes first, and where it ends; equal when one leg does.
struct BacklashLegs {
    Position first;
    Position target;

    bool two() const { return first != target; }
};

/// The legs of a move between two positions of 0..maximum.
BacklashLegs backlash_legs(Position from, Position target, Steps backlash, Position maximum);

class BacklashMove {
public:
    BacklashMove(asio::any_io_executor executor, std::shared_ptr<Focuser> focuser, Steps backlash);

    /// Sends the legs and completes when the device has accepted the last one, which is then still under way.
    /// The second leg starts when the first has ended at its own target; it is dropped when anyone halts or moves the
    /// focuser before that, or drop() was called (Error::cancelled), or the link is lost (Error::disconnected).
    /// The target is clipped to 0..maximum. Once.
    Task<void> run(Position target);
    /// The second leg is no longer wanted; for a face that halts by itself. Anything sent stays sent.
    void drop();

    /// What the device was sent to last; meaningful once run() has begun.
    Position leg() const { return returning_ ? legs_.target : legs_.first; }
    const BacklashLegs& legs() const { return legs_; }

private:
    Task<void> first_leg_ended();

    asio::any_io_executor executor_;
    std::shared_ptr<Focuser> focuser_;
    Steps backlash_;
    BacklashLegs legs_;
    bool returning_ = false;
    bool dropped_ = false;
    std::function<void()> wake_;  // while the first leg is waited for
};

}  // namespace focus
