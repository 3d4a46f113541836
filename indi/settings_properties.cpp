#include "indi/settings_properties.h"

#include <algorithm>
#include <cmath>

#include "core/words.h"

namespace focus::indi {
namespace {

constexpr std::size_t kStepSize = 0;
constexpr std::size_t kCoefficient = 1;
constexpr std::size_t kThreshold = 2;

/// Values of `rest_current`.
constexpr int32_t kHolding = 2;
constexpr int32_t kNotHolding = 3;

double low(Slot slot) { return slot_rule(slot).minimum; }
double high(Slot slot) { return slot_rule(slot).maximum; }

INDI::PropertyNumber focuser_settings(const Desk& desk) {
    INDI::PropertyNumber property(3);
    property[kStepSize].fill("FS_STEP_SIZE", "Step size [um]", "%.2f", low(Slot::step_size) / 100,
                             high(Slot::step_size) / 100, 0.1, 5);
    property[kCoefficient].fill("FS_COMPENSATION", "Compensation [steps/C]", "%.2f", low(Slot::coefficient) / 100,
                                high(Slot::coefficient) / 100, 1, 0);
    property[kThreshold].fill("FS_COMP_THRESHOLD", "Compensation threshold [steps]", "%.f", low(Slot::threshold),
                              high(Slot::threshold), 10, 10);
    property.fill(desk.device, "FOCUSER_SETTINGS", "Settings", kSettingsTab, IP_RW, kTimeout, IPS_IDLE);
    return property;
}

INDI::PropertySwitch manual_controller(const Desk& desk) {
    INDI::PropertySwitch property(2);
    property[0].fill("FS_MANUAL_ON", "ON", ISS_ON);
    property[1].fill("FS_MANUAL_OFF", "OFF", ISS_OFF);
    property.fill(desk.device, "MANUAL_CONTROLLER", "Buttons", kSettingsTab, IP_RW, ISR_1OFMANY, kTimeout, IPS_IDLE);
    return property;
}

int32_t whole(double value) { return static_cast<int32_t>(std::lround(value)); }

}  // namespace

SettingsProperties::SettingsProperties(Desk desk)
    : desk_(desk),
      maximum_(one_number(desk, "FOCUS_MAX", "Maximum", "FOCUS_MAX_VALUE", "Max. Position", kFocusTab, "%.f",
                          low(Slot::maximum), high(Slot::maximum), 100)),
      reversed_(yes_or_no(desk, "FOCUS_REVERSE_MOTION", "Reverse", kFocusTab, false)),
      speed_(one_number(desk, "FOCUS_SPEED", "Speed", "FOCUS_SPEED_VALUE", "Speed [steps/s]", kSettingsTab, "%.f",
                        low(Slot::speed), high(Slot::speed), 50)),
      settings_(focuser_settings(desk)),
      hold_(yes_or_no(desk, "FOCUS_HOLD", "Holding", kSettingsTab, false)),
      buttons_(manual_controller(desk)),
      maximum_row_(desk.table.add(
          maximum_, PropertyTable::Owner::device,
          [this](const Asked& asked) {
              if (!asked.numbers[0]) return;
              change(maximum_row_, "The maximum was not set", {{Slot::maximum, whole(*asked.numbers[0])}});
          })),
      reversed_row_(desk.table.add(
          reversed_, PropertyTable::Owner::device,
          [this](const Asked& asked) {
              change(reversed_row_, "The direction was not set", {{Slot::reversed, *asked.on == 0 ? 1 : 0}});
          })),
      speed_row_(
          desk.table.add(speed_, PropertyTable::Owner::device,
                         [this](const Asked& asked) {
                             if (!asked.numbers[0]) return;
                             change(speed_row_, "The speed was not set", {{Slot::speed, whole(*asked.numbers[0])}});
                         })),
      settings_row_(desk.table.add(settings_, PropertyTable::Owner::device,
                                   [this](const Asked& asked) {
                                       Values values;
                                       if (asked.numbers[kStepSize]) {
                                           values.emplace_back(Slot::step_size, whole(*asked.numbers[kStepSize] * 100));
                                       }
                                       if (asked.numbers[kCoefficient]) {
                                           values.emplace_back(Slot::coefficient,
                                                               whole(*asked.numbers[kCoefficient] * 100));
                                       }
                                       if (asked.numbers[kThreshold]) {
                                           values.emplace_back(Slot::threshold, whole(*asked.numbers[kThreshold]));
                                       }
                                       change(settings_row_, "The settings were not changed", values);
                                   })),
      hold_row_(desk.table.add(hold_, PropertyTable::Owner::device,
                               [this](const Asked& asked) {
                                   change(hold_row_, "The holding current was not set",
                                          {{Slot::rest_current, *asked.on == 0 ? kHolding : kNotHolding}});
                               })),
      buttons_row_(desk.table.add(buttons_, PropertyTable::Owner::device, [this](const Asked& asked) {
          const auto done = desk_.table.begin(buttons_row_, "The hand controller was not switched");
          desk_.focuser.command(*asked.on == 0 ? "F:1" : "F:0", done);
      })) {}

void SettingsProperties::change(Row& row, std::string what, const Values& values) {
    const auto done = desk_.table.begin(row, std::move(what));
    const auto edit = [values](DeviceSettings& settings) {
        for (const auto& [slot, value] : values) settings.set(slot, value);
    };
    desk_.focuser.change(edit, [this, values, done](const error_code& error) {
        show();
        const auto& now = desk_.state.settings;
        const bool taken = now && std::all_of(values.begin(), values.end(), [&now](const auto& value) {
                               return (*now)[value.first] == value.second;
                           });
        done(error || taken ? error : make_error_code(Error::device_fault));
        const auto coefficient = std::find_if(values.begin(), values.end(),
                                              [](const auto& value) { return value.first == Slot::coefficient; });
        if (error || !taken || coefficient == values.end()) return;
        desk_.table.say(PropertyTable::Level::info, coefficient_sentence(coefficient->second));
    });
}

void SettingsProperties::show() {
    if (desk_.state.link != Link::connected) return;
    if (const auto most = largest_position(desk_.state)) PropertyTable::put(maximum_row_, maximum_, 0, most->steps);
    // Another maker's focuser has none that could be told.
    const bool known = desk_.state.settings.has_value();
    for (Row* row : {&reversed_row_, &speed_row_, &settings_row_, &hold_row_, &buttons_row_}) {
        if (row->outcome == (known ? IPS_IDLE : IPS_OK)) row->outcome = known ? IPS_OK : IPS_IDLE;
    }
    if (!known) return;
    const DeviceSettings& now = *desk_.state.settings;
    PropertyTable::put(reversed_row_, reversed_, now[Slot::reversed] != 0 ? 0 : 1);
    PropertyTable::put(speed_row_, speed_, 0, now[Slot::speed]);
    PropertyTable::put(settings_row_, settings_, kStepSize, now[Slot::step_size] / 100.0);
    PropertyTable::put(settings_row_, settings_, kCoefficient, now[Slot::coefficient] / 100.0);
    PropertyTable::put(settings_row_, settings_, kThreshold, now[Slot::threshold]);
    PropertyTable::put(hold_row_, hold_, now.holding_current() ? 0 : 1);
    if (desk_.state.buttons_enabled) PropertyTable::put(buttons_row_, buttons_, *desk_.state.buttons_enabled ? 0 : 1);
}

}  // namespace focus::indi
