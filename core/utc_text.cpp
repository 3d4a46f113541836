#include "core/utc_text.h"

#include <spdlog/fmt/fmt.h>

namespace focus {

std::string utc_text(std::chrono::sys_seconds moment, char between) {
    using namespace std::chrono;
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss clock(moment - day);
    return fmt::format("{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}", int{date.year()}, unsigned{date.month()},
                       unsigned{date.day()}, between, clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

std::string utc_text(std::chrono::sys_time<std::chrono::milliseconds> moment, char between) {
    const auto second = std::chrono::floor<std::chrono::seconds>(moment);
    return utc_text(second, between) + fmt::format(".{:03}", (moment - second).count());
}

}  // namespace focus
