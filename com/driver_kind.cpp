#include "com/driver_kind.h"

namespace focus::com {
namespace {

constexpr DriverKind kKinds[] = {
    {"ASCOM.astrojolo.Focuser", "{90378CD5-6112-45EB-AB32-63F25D5CCEE5}", "Focuser Drivers", "focuser", "FocuserLink",
     "FocuserLink telescope focuser", 4, focuser_members},
    {"ASCOM.astrojolo.ObservingConditions", "{2A3AAB7B-293C-4F27-8D4A-61C3A73170E6}", "ObservingConditions Drivers",
     "observingconditions", "FocuserLink sensor", "Temperature and humidity at the FocuserLink focuser", 2,
     conditions_members},
};

}  // namespace

std::span<const DriverKind> driver_kinds() { return kKinds; }

}  // namespace focus::com
