// What every group of properties works with.
#pragma once

#include "alpaca/far_focuser.h"
#include "indi/property_table.h"

namespace focus::indi {

struct Desk {
    PropertyTable& table;
    FarFocuser& focuser;
    const FocuserState& state;  ///< the last heard
    const char* device;         ///< the name clients know this driver by
};

/// Tabs of a client's window.
constexpr const char* kFocusTab = "Focus";
constexpr const char* kSettingsTab = "Settings";
constexpr const char* kEnvironmentTab = "Environment";

/// Seconds that a client may wait for an answer.
constexpr double kTimeout = 60;

/// Two switches that say yes and no by INDI's usual names.
inline INDI::PropertySwitch yes_or_no(const Desk& desk, const char* name, const char* label, const char* tab,
                                      bool yes) {
    INDI::PropertySwitch property(2);
    property[0].fill("INDI_ENABLED", "Enabled", yes ? ISS_ON : ISS_OFF);
    property[1].fill("INDI_DISABLED", "Disabled", yes ? ISS_OFF : ISS_ON);
    property.fill(desk.device, name, label, tab, IP_RW, ISR_1OFMANY, kTimeout, IPS_IDLE);
    return property;
}

/// One number by itself. KStars has room for some ten characters of `label`, and for all of `words`.
inline INDI::PropertyNumber one_number(const Desk& desk, const char* name, const char* label, const char* element,
                                       const char* words, const char* tab, const char* format, double minimum,
                                       double maximum, double step, IPerm permission = IP_RW) {
    INDI::PropertyNumber property(1);
    property[0].fill(element, words, format, minimum, maximum, step, 0);
    property.fill(desk.device, name, label, tab, permission, kTimeout, IPS_IDLE);
    return property;
}

}  // namespace focus::indi
