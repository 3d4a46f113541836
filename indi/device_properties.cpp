#include "indi/device_properties.h"

#include "core/words.h"

namespace focus::indi {
namespace {

INDI::PropertyLight certainty(const Desk& desk) {
    INDI::PropertyLight property(1);
    property[0].fill("CERTAIN", "Position is certain", IPS_IDLE);
    property.fill(desk.device, "POSITION_CERTAIN", "Position", kFocusTab, IPS_IDLE);
    return property;
}

INDI::PropertySwitch confirmation(const Desk& desk) {
    INDI::PropertySwitch property(1);
    property[0].fill("CONFIRM", "The position is right", ISS_OFF);
    property.fill(desk.device, "CONFIRM_POSITION", "Confirm", kFocusTab, IP_RW, ISR_ATMOST1, kTimeout, IPS_IDLE);
    return property;
}

INDI::PropertyText text(const Desk& desk, const char* name, const char* label, const char* tab, size_t elements) {
    INDI::PropertyText property(elements);
    property.fill(desk.device, name, label, tab, IP_RO, kTimeout, IPS_IDLE);
    return property;
}

const char* mover_name(const FocuserState& state) {
    return state.extended ? mover_words(state.extended->mover) : "unknown";
}

}  // namespace

DeviceProperties::DeviceProperties(Desk desk)
    : desk_(desk),
      certain_(certainty(desk)),
      confirm_(confirmation(desk)),
      last_move_(text(desk, "LAST_MOVE", "Last move", kFocusTab, 1)),
      firmware_(text(desk, "FIRMWARE", "Firmware", kSettingsTab, 2)),
      certain_row_(desk.table.add(certain_, PropertyTable::Owner::device)),
      confirm_row_(desk.table.add(confirm_, PropertyTable::Owner::device,
                                  [this](const Asked& asked) {
                                      if (!asked.on) return;
                                      const auto done =
                                          desk_.table.begin(confirm_row_, "The position was not confirmed");
                                      desk_.focuser.command("X", done);
                                  })),
      last_move_row_(desk.table.add(last_move_, PropertyTable::Owner::device)),
      firmware_row_(desk.table.add(firmware_, PropertyTable::Owner::device)) {
    last_move_[0].fill("MOVED_BY", "By", "unknown");
    firmware_[0].fill("VERSION", "Version", "unknown");
    firmware_[1].fill("IDENTITY", "Identity", "");
}

void DeviceProperties::show() {
    const FocuserState& state = desk_.state;
    if (state.link != Link::connected) return;
    const bool unsure = state.extended && state.extended->bound != Steps(0);
    certain_row_.outcome = !state.extended ? IPS_IDLE : unsure ? IPS_ALERT : IPS_OK;
    PropertyTable::put(certain_row_, certain_, 0, certain_row_.outcome);
    if (unsure && !warned_) {
        desk_.table.say(PropertyTable::Level::warning,
                        "The position may be wrong by up to " + std::to_string(state.extended->bound.count) +
                            " steps: power was lost during a move. Sync, or confirm the position if it is right.");
    }
    warned_ = unsure;
    PropertyTable::put(last_move_row_, last_move_, 0, mover_name(state));
    PropertyTable::put(firmware_row_, firmware_, 0, state.firmware.empty() ? "unknown" : state.firmware);
    PropertyTable::put(firmware_row_, firmware_, 1, state.identity);
    last_move_row_.outcome = firmware_row_.outcome = state.extended ? IPS_OK : IPS_IDLE;
}

}  // namespace focus::indi
