#include "cli/text/format.h"

#include <array>
#include <chrono>
#include <ctime>

#include "core/compensation/compensation_fit.h"

namespace focus::cli {
namespace {

std::string clock_text(const std::tm& time, const char* form) {
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), form, &time);
    return text.data();
}

/// ".123"
std::string milliseconds() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(since).count() % 1000;
    std::string text = std::to_string(1000 + ms);
    text[0] = '.';
    return text;
}

}  // namespace

std::string duration_text(int64_t seconds) {
    if (seconds < 60) return std::to_string(seconds) + " s";
    if (seconds < 3600) return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
    if (seconds < 86400) return std::to_string(seconds / 3600) + " h " + std::to_string(seconds % 3600 / 60) + " min";
    return std::to_string(seconds / 86400) + " d " + std::to_string(seconds % 86400 / 3600) + " h";
}

std::string millimetres_text(Position position, int32_t step_size) {
    return fixed_text(position.steps * (step_size / 100.0) / 1000.0, 2);
}

std::string time_of_day() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return clock_text(local, "%H:%M:%S");
}

std::string time_of_day_ms() { return time_of_day() + milliseconds(); }

std::string utc_time() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    return clock_text(utc, "%Y-%m-%dT%H:%M:%S") + milliseconds() + "Z";
}

std::string local_time_text(int64_t seconds, const char* form) {
    const std::time_t time = seconds;
    std::tm local{};
    localtime_r(&time, &local);
    return clock_text(local, form);
}

std::string utc_time_text(int64_t seconds) {
    const std::time_t time = seconds;
    std::tm utc{};
    gmtime_r(&time, &utc);
    return clock_text(utc, "%Y-%m-%dT%H:%M:%SZ");
}

std::string mover_text(const FocuserState& state) {
    if (!state.extended || state.extended->mover == wire::Mover::nobody)
        return "another program or the device's buttons";
    return state.extended->mover == wire::Mover::host ? "another program" : mover_words(state.extended->mover);
}

}  // namespace focus::cli
