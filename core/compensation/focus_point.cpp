#include "core/compensation/focus_point.h"

#include <array>
#include <cstdio>

namespace focus {

std::string session_of(std::chrono::local_seconds local) {
    const std::chrono::year_month_day night(std::chrono::floor<std::chrono::days>(local - std::chrono::hours(12)));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int(night.year()), unsigned(night.month()),
                  unsigned(night.day()));
    return text.data();
}

}  // namespace focus
