// SettingsProperties: what the device keeps: maximum, direction, speed, step size, coefficient, threshold, holding
// current, buttons. Each may be set by itself, in any order; what is shown is what the device says it has.
//
// Lives on INDI's thread.
#pragma once

#include "indi/desk.h"

namespace focus::indi {

class SettingsProperties {
public:
    explicit SettingsProperties(Desk desk);
    void show();

private:
    using Row = PropertyTable::Row;
    using Values = std::vector<std::pair<Slot, int32_t>>;
    void change(Row& row, std::string what, const Values& values);

    Desk desk_;
    INDI::PropertyNumber maximum_;
    INDI::PropertySwitch reversed_;
    INDI::PropertyNumber speed_;
    INDI::PropertyNumber settings_;
    INDI::PropertySwitch hold_;
    INDI::PropertySwitch buttons_;
    Row &maximum_row_, &reversed_row_, &speed_row_, &settings_row_, &hold_row_, &buttons_row_;
};

}  // namespace focus::indi
