// MotionProperties: where the focuser is and goes: absolute and relative moves, abort, sync, backlash.
//
// A move is Busy until it has really ended, the return for backlash included. Lives on INDI's thread.
#pragma once

#include "indi/desk.h"

namespace focus::indi {

class MotionProperties {
public:
    explicit MotionProperties(Desk desk);

    /// The state has changed.
    void show();
    /// The focuser was let go of: nothing that was under way is waited for.
    void forget();

private:
    using Row = PropertyTable::Row;
    struct Move {
        Position target;
        Row* asked;             ///< the absolute or the relative property
        bool accepted = false;  ///< the device has the last leg
        bool halted = false;    ///< by a client of ours
    };

    void go_to(const Asked& asked);
    void go_by(const Asked& asked);
    void begin(Position target, Row& asked);
    void abort();
    void end(IPState outcome);
    void follow();
    void show_limits();

    Steps backlash() const;
    Position maximum() const;

    Desk desk_;
    INDI::PropertySwitch direction_;
    INDI::PropertyNumber relative_;
    INDI::PropertyNumber absolute_;
    INDI::PropertyNumber millimetres_;
    INDI::PropertySwitch abort_;
    INDI::PropertyNumber sync_;
    INDI::PropertySwitch backlash_on_;
    INDI::PropertyNumber backlash_;
    Row &direction_row_, &relative_row_, &absolute_row_, &millimetres_row_, &abort_row_, &sync_row_, &backlash_on_row_,
        &backlash_row_;

    std::optional<Move> move_;
    uint64_t moves_ = 0;  // answers to earlier ones are of no interest
};

}  // namespace focus::indi
