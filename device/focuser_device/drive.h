// Drive: the part of FocuserDevice that turns the motor, and only as far as the position journal vouches for.
//
// A new target first goes to the journal as the range from here to there; the motor starts when that is durable and is
// never sent beyond what is. At rest again, the journal gets the position itself. Main loop, except `on_step_timer`.
#ifndef FOCUSERLINK_DEVICE_FOCUSER_DEVICE_DRIVE_H
#define FOCUSERLINK_DEVICE_FOCUSER_DEVICE_DRIVE_H

#include "device/board.h"
#include "device/motion/stepper_motion.h"
#include "device/settings/position_journal.h"

namespace focus {

/// The coils stay on this long after a motion, ms, when no holding current is asked for.
constexpr uint32_t kCoilsAfterMotion = 1000;

/// Steps that a rotor on an unknown phase may turn when the coils come on.
constexpr int32_t kRotorSnap = 2;

template <class Board>
class Drive {
public:
    constexpr Drive(Board& board, PositionJournal& journal) : board_(board), journal_(journal) {}

    /// At power-up: the middle of what the record allows, within 0..`maximum`. However often the power was cut, the
    /// focuser stands somewhere on its travel: the bound is never more.
    void restore(const JournalRecord& record, int32_t maximum, uint32_t now) {
        const Position low(record.low);
        const Position high(record.high);
        const Position middle = clip(low + Steps((high - low).count / 2), Position(0), Position(maximum));
        bound_ = (high - middle < middle - low ? middle - low : high - middle).count + (record.moving ? kRotorSnap : 0);
        if (bound_ > maximum) bound_ = maximum;
        record_ = record;
        // Coils on for a moment: the rotor takes its place now, and not after somebody has looked where it is.
        warm_ = record.moving;
        warm_since_ = now;
        motion_.place(middle, record.rotor);
        stay();
    }

    /// The mark that travels with the position: what is switched on.
    void set_flags(bool automatic, bool compensation, bool buttons) {
        record_.automatic = automatic;
        record_.compensation = compensation;
        record_.buttons = buttons;
        note();
    }

    /// At rest: the position is called `p` from now on, and is certain.
    void place(Position p) {
        if (p == position() && bound_ == 0) return;
        if (p != position()) journal_.renumber();
        bound_ = 0;
        motion_.place(p, motion_.rotor());
        stay();
    }
    /// At rest: the position is right as it is.
    void confirm() { place(position()); }

    /// Goes to `target`, whatever it was doing before.
    void go(Position target) {
        const Position here = position();
        if (!moving()) low_ = high_ = here;
        target_ = target;
        if (target < low_) low_ = target;
        if (high_ < target) high_ = target;
        if (!moving()) return;
        under_way_ = true;
        note();
        follow();
    }
    void halt() {
        {
            typename Board::InterruptGuard guard(board_);
            motion_.halt();
            if (!motion_.moving()) board_.stop_step_timer();
        }
        target_ = motion_.target();
    }

    /// Steps/s, in effect at once.
    void set_speed(int32_t speed) {
        const Cruise cruise(speed);
        typename Board::InterruptGuard guard(board_);
        motion_.set_cruise(cruise);
    }
    /// At rest.
    void set_reversed(bool reversed) { motion_.set_reversed(reversed); }
    void set_holding(bool holding) { holding_ = holding; }

    /// Follows what became durable and looks after the coils. True once for every motion that ended.
    bool poll(uint32_t now) {
        follow();
        const bool ended = end_motion();
        if (moving() || ended) {
            warm_ = true;
            warm_since_ = now;
        } else if (now - warm_since_ >= kCoilsAfterMotion) {
            warm_ = false;
        }
        if (!moving() && (warm_ || holding_) != powered_) {
            powered_ = !powered_;
            board_.set_coils(powered_ ? motion_.phase() : 0);
        }
        return ended;
    }
    /// True once for every motion that ended, like `poll`, without the rest.
    bool end_motion() {
        if (!under_way_ || turning()) return false;
        under_way_ = false;
        stay();
        return true;
    }

    void on_step_timer() {
        board_.set_coils(motion_.next_phase());
        const uint32_t ticks = motion_.advance();
        if (ticks != 0) {
            board_.arm_step_timer(ticks);
        } else {
            board_.stop_step_timer();
        }
    }

    const CoilPhase& next_phase() const { return motion_.next_phase(); }

    Position position() const {
        typename Board::InterruptGuard guard(board_);
        return motion_.position();
    }
    /// From the acceptance of a target until the end of its motion has been told by `poll` or `end_motion`: whatever is
    /// decided in between is decided on one truth, whichever instant the last step comes.
    bool moving() const { return under_way_ || turning(); }
    struct Place {
        Position position;
        Steps to_go;  ///< 0 only at rest
    };
    /// Both of one instant.
    Place place() const {
        typename Board::InterruptGuard guard(board_);
        const Position here = motion_.position();
        const Steps left = target_ - here;
        // Passing over the target on the way to a stop is not being there.
        return {here, left == Steps(0) && (under_way_ || motion_.moving()) ? Steps(1) : left};
    }
    Position target() const { return target_; }
    /// The outermost position that the motion under way may touch.
    Position reach() const { return moving() ? high_ : position(); }
    Steps bound() const { return Steps(bound_); }
    bool powered() const { return powered_; }

private:
    bool turning() const {
        typename Board::InterruptGuard guard(board_);
        return motion_.moving() || motion_.position() != target_;
    }
    // At rest: the journal shall say so.
    void stay() {
        target_ = low_ = high_ = motion_.position();
        note();
    }
    void note() {
        record_.moving = low_ != high_;
        record_.low = low_.steps - bound_;
        record_.high = high_.steps + bound_;
        {
            typename Board::InterruptGuard guard(board_);
            record_.rotor = motion_.rotor();
        }
        journal_.want(record_);
    }
    // Sends the motor as far towards the target as the journal vouches for.
    void follow() {
        const Position low(journal_.safe_low() + bound_);
        const Position high(journal_.safe_high() - bound_);
        if (high < low) return;
        const Position goal = clip(target_, low, high);
        typename Board::InterruptGuard guard(board_);
        const Position here = motion_.position();
        if (here < low || high < here) return;
        if (motion_.target() != goal) motion_.set_target(goal);
        const uint32_t ticks = motion_.start();
        if (ticks == 0) return;
        powered_ = true;
        board_.set_coils(motion_.phase());
        board_.arm_step_timer(ticks);
    }

    Board& board_;
    PositionJournal& journal_;
    StepperMotion motion_;
    JournalRecord record_;
    Position target_;
    Position low_;  // the range of the motion under way; at rest the position
    Position high_;
    int32_t bound_ = 0;
    uint32_t warm_since_ = 0;
    bool under_way_ = false;
    bool holding_ = false;
    bool powered_ = false;
    bool warm_ = false;
};

}  // namespace focus

#endif
