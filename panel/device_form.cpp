#include "panel/device_form.h"

#include <algorithm>

namespace focus::panel {
namespace {

NumberRange range(Slot slot, int scale = 1) { return {slot_rule(slot).minimum, slot_rule(slot).maximum, scale}; }

std::optional<int> slot(const FocuserState& state, Slot slot) {
    if (state.link != Link::connected || !state.settings) return std::nullopt;
    return (*state.settings)[slot];
}

}  // namespace

DeviceForm::DeviceForm(QObject* parent)
    : maximum(new NumberRow("maximumPosition", tr("Ma&ximum position [steps]"),
                            tr("The focuser never moves beyond it: protects the mechanics"), range(Slot::maximum),
                            parent)),
      step_size(new NumberRow("stepSize", tr("Ste&p size [\u00b5m]"),
                              tr("Travel of one step, for the position in millimetres and for other programs; 0: "
                                 "not known"),
                              range(Slot::step_size, 100), parent)),
      reversed(new SwitchRow("reversed", tr("&Reversed"),
                             tr("Turns the other way: a smaller position must move the tube inward"), parent)),
      speed(new NumberRow("speed", tr("Spee&d [steps/s]"), tr("How fast the motor turns"), range(Slot::speed), parent)),
      holding(new SwitchRow("holdingCurrent", tr("&Holding current at rest"),
                            tr("The motor stays powered at rest: it holds a heavy camera, and warms"), parent)),
      compensation(new SwitchRow("compensationEnabled", tr("&Enable compensation"), QString(), parent)),
      coefficient(new NumberRow("coefficient", tr("Coe&fficient [steps/\u00b0C]"),
                                tr("Steps by which the focus point moves outward when it gets 1 \u00b0C warmer; the "
                                   "calculator finds it"),
                                range(Slot::coefficient, 100), parent)),
      threshold(new NumberRow("threshold", tr("AUTO &threshold [steps]"),
                              tr("In AUTO, the smallest difference that is worth a move"), range(Slot::threshold),
                              parent)),
      cycle(new NumberRow("cycle", tr("AUTO c&ycle [s]"), tr("In AUTO, the time between two corrections"),
                          range(Slot::cycle), parent)),
      mode(new ChoiceRow("compensationMode", tr("&Mode"),
                         tr("MANUAL: only the Compensate button or a script moves. AUTO: the device moves by itself, "
                            "also during an exposure"),
                         {tr("MANUAL"), tr("AUTO")}, parent)) {}

QList<SettingRow*> DeviceForm::rows() const {
    return {maximum, step_size, reversed, speed, holding, compensation, coefficient, threshold, cycle, mode};
}

bool DeviceForm::touched() const {
    const auto all = rows();
    return std::any_of(all.begin(), all.end(), [](const SettingRow* row) { return row->touched(); });
}

void DeviceForm::follow(const FocuserState& state) {
    maximum->setKnown(slot(state, Slot::maximum));
    step_size->setKnown(slot(state, Slot::step_size));
    reversed->setKnown(slot(state, Slot::reversed));
    speed->setKnown(slot(state, Slot::speed));
    coefficient->setKnown(slot(state, Slot::coefficient));
    threshold->setKnown(slot(state, Slot::threshold));
    cycle->setKnown(slot(state, Slot::cycle));
    mode->setKnown(slot(state, Slot::mode));
    const auto rest = slot(state, Slot::rest_current);
    holding->setKnown(rest ? std::optional<int>(state.settings->holding_current() ? 1 : 0) : std::nullopt);

    const bool connected = state.link == Link::connected;
    const bool can_switch = connected && state.extended;
    compensation->setKnown(can_switch ? std::optional<int>(state.extended->compensation_enabled ? 1 : 0)
                                      : std::nullopt);
    const bool stock = connected && state.settings && !state.extended;
    compensation->editor()->setEnabled(!stock);
    compensation->setNote(stock ? tr("Not with this device: use coefficient 0") : QString());
    compensation->editor()->setToolTip(
        stock ? tr("This device's firmware cannot switch compensation off; a coefficient of 0 does the same")
              : tr("Off: neither AUTO nor the Compensate button moves the focuser"));
}

DeviceSettings DeviceForm::wanted(DeviceSettings has) const {
    const auto put = [&has](SettingRow* row, Slot slot) {
        if (const auto value = row->write()) has.set(slot, *value);
    };
    put(maximum, Slot::maximum);
    put(step_size, Slot::step_size);
    put(reversed, Slot::reversed);
    put(speed, Slot::speed);
    put(coefficient, Slot::coefficient);
    put(threshold, Slot::threshold);
    put(cycle, Slot::cycle);
    put(mode, Slot::mode);
    // Below 3 all mean holding: which one is kept if it holds already.
    const auto hold = holding->write();
    if (hold && (*hold != 0) != has.holding_current()) has.set(Slot::rest_current, *hold != 0 ? 0 : 3);
    return has;
}

std::optional<bool> DeviceForm::wantedCompensation() const {
    const auto on = compensation->write();
    return on ? std::optional<bool>(*on != 0) : std::nullopt;
}

void DeviceForm::written() {
    for (SettingRow* row : rows()) row->written();
}

}  // namespace focus::panel
