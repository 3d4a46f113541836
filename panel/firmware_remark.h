// Whether a device's firmware fits this program, in words.
#pragma once

#include <QString>
#include <string>

namespace focus::panel {

/// What to do about a firmware older than this program needs, or newer than it knows; empty if it fits, and for a stock
/// device, which does not say a version. Versions are "MAJOR.MINOR.PATCH"; patches never matter.
QString firmwareRemark(const std::string& firmware, const std::string& program);

}  // namespace focus::panel
