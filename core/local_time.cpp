#include "core/local_time.h"

#include <ctime>

namespace focus {
namespace {

std::tm local_parts(std::chrono::sys_seconds utc) {
    const auto moment = static_cast<std::time_t>(utc.time_since_epoch().count());
    std::tm parts{};
    ::localtime_r(&moment, &parts);
    return parts;
}

}  // namespace

std::chrono::local_seconds to_local(std::chrono::sys_seconds utc) {
    using namespace std::chrono;
    const std::tm parts = local_parts(utc);
    const local_days date = local_days(year(parts.tm_year + 1900) / (parts.tm_mon + 1) / parts.tm_mday);
    return date + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec);
}

std::string local_text(std::chrono::sys_seconds utc, const char* form) {
    const std::tm parts = local_parts(utc);
    char text[40];
    return {text, std::strftime(text, sizeof text, form, &parts)};
}

}  // namespace focus
