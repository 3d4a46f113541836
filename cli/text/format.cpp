#include "cli/text/format.h"

#include <array>
#include <chrono>
#include <ctime>

#include "core/compensation/compensation_fit.h"
#include "core/local_time.h"

namespace focus::cli {
namespace {

std::string utc_text(std::chrono::sys_seconds time) {
    const std::time_t seconds = time.time_since_epoch().count();
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
    return text.data();
}

/// ".123"
std::string milliseconds(std::chrono::sys_time<std::chrono::milliseconds> time) {
    std::string text = std::to_string(1000 + (time - std::chrono::floor<std::chrono::seconds>(time)).count());
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
    return local_text(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()), "%H:%M:%S");
}

std::string time_of_day_ms() {
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return local_text(std::chrono::floor<std::chrono::seconds>(now), "%H:%M:%S") + milliseconds(now);
}

std::string utc_now() {
    return utc_time_ms(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

std::string utc_time_ms(std::chrono::sys_time<std::chrono::milliseconds> at) {
    return utc_text(std::chrono::floor<std::chrono::seconds>(at)) + milliseconds(at) + "Z";
}

std::string utc_time(std::chrono::sys_seconds at) { return utc_text(at) + "Z"; }

std::string mover_text(const FocuserState& state) {
    if (!state.extended || state.extended->mover == wire::Mover::nobody)
        return "another program or the device's buttons";
    return state.extended->mover == wire::Mover::host ? "another program" : mover_words(state.extended->mover);
}

}  // namespace focus::cli
