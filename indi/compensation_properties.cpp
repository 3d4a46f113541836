#include "indi/compensation_properties.h"

#include <cstdlib>

namespace focus::indi {
namespace {

enum Mode : std::size_t { kAutomatic, kManual, kBetween };

constexpr auto kWarning = PropertyTable::Level::warning;
constexpr auto kInfo = PropertyTable::Level::info;

INDI::PropertySwitch modes(const Desk& desk) {
    INDI::PropertySwitch property(3);
    property[kAutomatic].fill("FS_COMP_AUTO", "AUTO", ISS_OFF);
    property[kManual].fill("FS_COMP_MANUAL", "MANUAL", ISS_ON);
    property[kBetween].fill("FS_COMP_BETWEEN_EXPOSURES", "Between exposures", ISS_OFF);
    property.fill(desk.device, "COMP_MODE", "Comp. mode", kSettingsTab, IP_RW, ISR_1OFMANY, kTimeout, IPS_IDLE);
    return property;
}

INDI::PropertySwitch now_switch(const Desk& desk) {
    INDI::PropertySwitch property(1);
    property[0].fill("COMP_NOW", "Compensate now", ISS_OFF);
    property.fill(desk.device, "COMP_NOW", "Comp. now", kFocusTab, IP_RW, ISR_ATMOST1, kTimeout, IPS_IDLE);
    return property;
}

INDI::PropertyText camera_name(const Desk& desk) {
    INDI::PropertyText property(1);
    property[0].fill("CAMERA", "Not while it exposes", "CCD Simulator");
    property.fill(desk.device, "SNOOP_CAMERA", "Camera", kSettingsTab, IP_RW, kTimeout, IPS_OK);
    return property;
}

}  // namespace

CompensationProperties::CompensationProperties(Desk desk)
    : desk_(desk),
      mode_(modes(desk)),
      due_(one_number(desk, "COMP_STEPS", "Due", "COMP_VALUE", "Compensation steps", kFocusTab, "%.f", -1000000,
                      1000000, 1, IP_RO)),
      now_(now_switch(desk)),
      camera_(camera_name(desk)),
      mode_row_(desk.table.add(mode_, PropertyTable::Owner::user, [this](const Asked& asked) { set_mode(asked); })),
      due_row_(desk.table.add(due_, PropertyTable::Owner::device)),
      now_row_(desk.table.add(now_, PropertyTable::Owner::device,
                              [this](const Asked& asked) {
                                  if (asked.on) compensate_now();
                              })),
      camera_row_(
          desk.table.add(camera_, PropertyTable::Owner::user, [this](const Asked& asked) { set_camera(asked); })) {}

int32_t CompensationProperties::threshold() const {
    return desk_.state.settings ? (*desk_.state.settings)[Slot::threshold] : 1;
}

bool CompensationProperties::automatic() const {
    const FocuserState& state = desk_.state;
    return state.settings ? state.settings->automatic() : state.compensation == Compensation::automatic;
}

void CompensationProperties::set_mode(const Asked& asked) {
    // AUTO and MANUAL are the device's own.
    if (asked.loading && *asked.on != kBetween) return;
    wanted_ = *asked.on == kBetween;
    silent_ = false;
    between_.reset();
    if (!desk_.table.lost()) switch_to(*asked.on);
}

void CompensationProperties::connected() {
    if (wanted_ && !between_) switch_to(kBetween);
}

void CompensationProperties::switch_to(std::size_t mode) {
    const auto done = desk_.table.begin(mode_row_, "The compensation mode was not changed");
    desk_.focuser.set_compensation(mode == kAutomatic, [this, mode, done](const error_code& error) {
        if (!error && mode == kBetween && wanted_) begin_watching();
        if (error && mode == kBetween && wanted_) silent_ = true;
        show();
        done(error);
    });
}

void CompensationProperties::begin_watching() {
    between_.emplace(Clock::now());
    warned_ = silent_ = false;
    watch_camera(camera_[0].getText());
    desk_.table.say(kInfo,
                    "Compensation moves only while '" + std::string(camera_[0].getText()) + "' does not expose.");
}

void CompensationProperties::set_camera(const Asked& asked) {
    PropertyTable::put(camera_row_, camera_, 0, *asked.texts[0]);
    desk_.table.done(camera_row_);
    if (between_) begin_watching();
    if (silent_ && !desk_.table.lost()) go_on();
}

void CompensationProperties::compensate_now() {
    const int32_t due = desk_.state.compensation_difference.count;
    if (std::abs(due) < threshold() || due == 0) {
        desk_.table.say(kInfo, std::to_string(due) + " steps are due, fewer than the threshold of " +
                                   std::to_string(threshold()) + ": nothing to do.");
        return desk_.table.done(now_row_);
    }
    PropertyTable::put(now_row_, now_, 0);
    const auto done = desk_.table.begin(now_row_, "The compensation failed");
    desk_.focuser.command("S:" + std::to_string(threshold()), [this, done](const error_code& error) {
        PropertyTable::put(now_row_, now_, std::nullopt);
        done(error);
    });
}

bool CompensationProperties::is_heard_again(XMLEle* message) const {
    BetweenExposures now(Clock::now());
    return hear_camera(camera_[0].getText(), message, now) && now.heard();
}

/// With the third mode, unless another program has switched AUTO on meanwhile.
void CompensationProperties::go_on() {
    silent_ = false;
    if (!automatic()) return switch_to(kBetween);
    desk_.table.done(mode_row_);
}

void CompensationProperties::save_mode(FILE* file) {
    if (!wanted_) return;
    const int shown = mode_.findOnSwitchIndex();
    mode_.reset();
    mode_[kBetween].setState(ISS_ON);
    mode_.save(file);
    mode_.reset();
    if (shown >= 0) mode_[static_cast<std::size_t>(shown)].setState(ISS_ON);
}

void CompensationProperties::hear(XMLEle* message) {
    if (silent_ && !desk_.table.lost() && is_heard_again(message)) {
        desk_.table.say(kInfo, "The camera '" + std::string(camera_[0].getText()) + "' is heard again.");
        go_on();
        desk_.table.flush();
    }
    if (between_ && hear_camera(camera_[0].getText(), message, *between_)) {
        decide();
        show();
        desk_.table.flush();
    }
}

void CompensationProperties::decide() {
    if (!between_) return;
    if (desk_.state.link == Link::connected && automatic()) {
        between_.reset();
        return desk_.table.say(kWarning,
                               "Another program has switched AUTO on: the device now compensates by itself, "
                               "also during exposures.");
    }
    switch (between_->decide(desk_.state, Clock::now())) {
        case BetweenExposures::Wish::nothing: break;
        case BetweenExposures::Wish::ask: watch_camera(camera_[0].getText()); break;
        case BetweenExposures::Wish::apply:
            desk_.table.say(kInfo, "Between exposures: compensating by " +
                                       std::to_string(desk_.state.compensation_difference.count) + " steps.");
            desk_.focuser.command("S:" + std::to_string(threshold()), {});
            break;
        case BetweenExposures::Wish::fall_back: return fall_back();
    }
    if (between_->too_long() && !warned_) {
        desk_.table.say(kWarning,
                        "The gaps between exposures are too short for the compensation that is due: leave a "
                        "delay between them.");
    }
    warned_ = between_->too_long();
}

void CompensationProperties::fall_back() {
    between_.reset();
    silent_ = true;
    mode_row_.outcome = IPS_ALERT;
    mode_row_.changed = true;
    desk_.table.say(kWarning, "The camera '" + std::string(camera_[0].getText()) +
                                  "' is not heard of any more: compensation is MANUAL now, and nothing moves by itself "
                                  "until it is heard again.");
}

void CompensationProperties::show() {
    const FocuserState& state = desk_.state;
    if (state.link != Link::connected) return;
    decide();
    if (largest_position(state))
        PropertyTable::put(mode_row_, mode_, automatic() ? kAutomatic : between_ ? kBetween : kManual);
    const int32_t due = state.compensation_difference.count;
    PropertyTable::put(due_row_, due_, 0, due);
    const bool by_threshold = due != 0 && std::abs(due) >= threshold();
    due_row_.outcome = between_ && between_->holding() ? IPS_BUSY : by_threshold ? IPS_OK : IPS_IDLE;
}

}  // namespace focus::indi
