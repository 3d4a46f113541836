#include "indi/motion_properties.h"

#include <algorithm>
#include <cmath>

#include "core/backlash/backlash_setting.h"

namespace focus::indi {
namespace {

constexpr std::size_t kInward = 0;
constexpr std::size_t kOutward = 1;
constexpr std::size_t kEnabled = 0;

INDI::PropertySwitch directions(const Desk& desk) {
    INDI::PropertySwitch property(2);
    property[kInward].fill("FOCUS_INWARD", "Focus In", ISS_ON);
    property[kOutward].fill("FOCUS_OUTWARD", "Focus Out", ISS_OFF);
    property.fill(desk.device, "FOCUS_MOTION", "Direction", kFocusTab, IP_RW, ISR_1OFMANY, kTimeout, IPS_OK);
    return property;
}

INDI::PropertySwitch abort_switch(const Desk& desk) {
    INDI::PropertySwitch property(1);
    property[0].fill("ABORT", "Abort", ISS_OFF);
    property.fill(desk.device, "FOCUS_ABORT_MOTION", "Abort Motion", kFocusTab, IP_RW, ISR_ATMOST1, kTimeout, IPS_IDLE);
    return property;
}

constexpr double kInitialMaximum = slot_rule(Slot::maximum).initial;

Position position_of(double value) { return Position(static_cast<int32_t>(std::lround(value))); }

}  // namespace

MotionProperties::MotionProperties(Desk desk)
    : desk_(desk),
      direction_(directions(desk)),
      relative_(one_number(desk, "REL_FOCUS_POSITION", "Relative", "FOCUS_RELATIVE_POSITION", "Relative Position",
                           kFocusTab, "%.f", 0, kInitialMaximum, 100)),
      absolute_(one_number(desk, "ABS_FOCUS_POSITION", "Absolute", "FOCUS_ABSOLUTE_POSITION", "Absolute Position",
                           kFocusTab, "%.f", 0, kInitialMaximum, 100)),
      millimetres_(one_number(desk, "FOC_POS_MM", "Millimetres", "FOC_POS_MM", "Position [mm]", kFocusTab, "%.3f", 0,
                              10000, 0.001, IP_RO)),
      abort_(abort_switch(desk)),
      sync_(one_number(desk, "FOCUS_SYNC", "Sync", "FOCUS_SYNC_VALUE", "Sync", kFocusTab, "%.f", 0, kInitialMaximum,
                       100)),
      backlash_on_(yes_or_no(desk, "FOCUS_BACKLASH_TOGGLE", "Backlash", kFocusTab, false)),
      backlash_(one_number(desk, "FOCUS_BACKLASH_STEPS", "Backlash by", "FOCUS_BACKLASH_VALUE", "Backlash Steps",
                           kFocusTab, "%.f", -kLargestBacklash, kLargestBacklash, 10)),
      direction_row_(desk.table.add(direction_, PropertyTable::Owner::user,
                                    [this](const Asked& asked) {
                                        PropertyTable::put(direction_row_, direction_, asked.on);
                                        desk_.table.done(direction_row_);
                                    })),
      relative_row_(
          desk.table.add(relative_, PropertyTable::Owner::device, [this](const Asked& asked) { go_by(asked); })),
      absolute_row_(
          desk.table.add(absolute_, PropertyTable::Owner::device, [this](const Asked& asked) { go_to(asked); })),
      millimetres_row_(desk.table.add(millimetres_, PropertyTable::Owner::device)),
      abort_row_(desk.table.add(abort_, PropertyTable::Owner::device,
                                [this](const Asked& asked) {
                                    if (asked.on) abort();
                                })),
      sync_row_(desk.table.add(sync_, PropertyTable::Owner::device,
                               [this](const Asked& asked) {
                                   if (!asked.numbers[0]) return;
                                   const Position here = position_of(*asked.numbers[0]);
                                   const auto done = desk_.table.begin(sync_row_, "The sync failed");
                                   desk_.focuser.sync(here, done);
                               })),
      backlash_on_row_(desk.table.add(backlash_on_, PropertyTable::Owner::user,
                                      [this](const Asked& asked) {
                                          PropertyTable::put(backlash_on_row_, backlash_on_, asked.on);
                                          desk_.table.done(backlash_on_row_);
                                      })),
      backlash_row_(desk.table.add(backlash_, PropertyTable::Owner::user, [this](const Asked& asked) {
          if (asked.numbers[0]) PropertyTable::put(backlash_row_, backlash_, 0, std::round(*asked.numbers[0]));
          desk_.table.done(backlash_row_);
      })) {
    abort_row_.urgent = true;
}

Steps MotionProperties::backlash() const {
    if (backlash_on_.findOnSwitchIndex() != static_cast<int>(kEnabled)) return Steps(0);
    return Steps(static_cast<int32_t>(backlash_[0].getValue()));
}

Position MotionProperties::maximum() const {
    return largest_position(desk_.state).value_or(Position(slot_rule(Slot::maximum).initial));
}

void MotionProperties::go_to(const Asked& asked) {
    if (asked.numbers[0]) begin(position_of(*asked.numbers[0]), absolute_row_);
}

void MotionProperties::go_by(const Asked& asked) {
    if (!asked.numbers[0]) return;
    const auto way = static_cast<int32_t>(std::lround(*asked.numbers[0]));
    const bool inward = direction_.findOnSwitchIndex() == static_cast<int>(kInward);
    const Position wanted = desk_.state.position + Steps(inward ? -way : way);
    // A focuser that starts beyond its maximum, as after a lower one was set, is not pulled back by a move outward.
    const Position end = std::max(maximum(), desk_.state.position);
    const Position target = clip(wanted, Position(0), end);
    if (target != wanted) {
        desk_.table.say(PropertyTable::Level::warning,
                        "A move by " + std::to_string(way) + " steps " + (inward ? "inward" : "outward") +
                            " would leave the travel: it ends at " + std::to_string(target.steps) + ".");
    }
    PropertyTable::put(relative_row_, relative_, 0, way);
    begin(target, relative_row_);
}

void MotionProperties::begin(Position target, Row& asked) {
    if (move_ && move_->asked != &asked) move_->asked->outcome = IPS_IDLE;  // replaced
    move_ = Move{target, &asked};
    asked.outcome = IPS_BUSY;
    asked.changed = true;
    absolute_row_.outcome = IPS_BUSY;
    desk_.table.flush();
    desk_.focuser.move_to(target, backlash(), [this, id = ++moves_](const error_code& error) {
        if (!move_ || id != moves_) return;
        if (!error) {
            move_->accepted = true;
            return follow();
        }
        if (error != Error::cancelled) {
            desk_.table.say(PropertyTable::Level::error, "The move failed: " + error.message() + ".");
            return end(IPS_ALERT);
        }
        if (!move_->halted) {
            desk_.table.say(PropertyTable::Level::warning,
                            "The move to " + std::to_string(move_->target.steps) + " was ended by somebody else.");
        }
        end(move_->halted ? IPS_IDLE : IPS_ALERT);
    });
}

/// Ends the move when the device rests.
void MotionProperties::follow() {
    if (!move_ || !move_->accepted || desk_.state.link != Link::connected) return;
    if (desk_.state.commanded || desk_.state.moving) return;
    if (desk_.state.position == move_->target || move_->halted) return end(move_->halted ? IPS_IDLE : IPS_OK);
    desk_.table.say(PropertyTable::Level::warning, "The move to " + std::to_string(move_->target.steps) + " ended at " +
                                                       std::to_string(desk_.state.position.steps) +
                                                       ": it was halted or sent elsewhere.");
    end(IPS_ALERT);
}

void MotionProperties::end(IPState outcome) {
    Row& asked = *move_->asked;
    move_.reset();
    asked.outcome = absolute_row_.outcome = outcome;
    asked.changed = absolute_row_.changed = true;
    show();
    desk_.table.flush();
}

void MotionProperties::abort() {
    if (move_) move_->halted = true;
    const auto done = desk_.table.begin(abort_row_, "The abort failed");
    desk_.focuser.halt([this, done](const error_code& error) {
        // The halt is with the device, whatever became of the answer to the move.
        if (!error && move_ && move_->halted) move_->accepted = true;
        done(error);
        follow();
    });
}

void MotionProperties::show_limits() {
    const double most = maximum().steps;
    for (INDI::PropertyNumber property : {absolute_, relative_, sync_}) {  // handles: copies are the same property
        if (property[0].getMax() == most) continue;
        property[0].setMinMax(0, most);
        property.updateMinMax();
    }
}

void MotionProperties::show() {
    const FocuserState& state = desk_.state;
    if (state.link != Link::connected) return;
    show_limits();
    PropertyTable::put(absolute_row_, absolute_, 0, state.position.steps);
    PropertyTable::put(sync_row_, sync_, 0, state.position.steps);
    const double step = state.settings ? (*state.settings)[Slot::step_size] / 100.0 : 0;
    PropertyTable::put(millimetres_row_, millimetres_, 0, state.position.steps * step / 1000.0);
    millimetres_row_.outcome = step > 0 ? IPS_OK : IPS_IDLE;
    follow();
    if (move_) {
        // The link may have been lost meanwhile, and what comes back with it is Ok.
        move_->asked->outcome = absolute_row_.outcome = IPS_BUSY;
        return;
    }
    // Buttons, compensation and other programs move it too.
    const bool turning = state.moving || state.commanded;
    if (turning) {
        absolute_row_.outcome = IPS_BUSY;
    } else if (absolute_row_.outcome == IPS_BUSY) {
        absolute_row_.outcome = IPS_OK;
    }
}

void MotionProperties::forget() {
    ++moves_;
    move_.reset();
    absolute_row_.outcome = relative_row_.outcome = IPS_IDLE;
}

}  // namespace focus::indi
