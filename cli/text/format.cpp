#include "cli/text/format.h"

#include <chrono>
#include <spdlog/fmt/fmt.h>

#include "core/compensation/compensation_fit.h"
#include "core/local_time.h"
#include "core/number_cure.h"
#include "core/utc_text.h"

namespace focus::cli {

std::string duration_text(int64_t seconds) {
    if (seconds < 60) return std::to_string(seconds) + " s";
    if (seconds < 3600) return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
    if (seconds < 86400) return std::to_string(seconds / 3600) + " h " + std::to_string(seconds % 3600 / 60) + " min";
    return std::to_string(seconds / 86400) + " d " + std::to_string(seconds % 86400 / 3600) + " h";
}

std::string millimetres_text(Position position, int32_t step_size) {
    return fixed_text(position.steps * (step_size / 100.0) / 1000.0, 2);
}

std::string cure_text(const std::string& typed, bool decimals) {
    const std::string cure = number_cure(typed, decimals);
    return cure.empty() ? "" : "; write " + cure;
}

std::string time_of_day() {
    return local_text(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()), "%H:%M:%S");
}

std::string time_of_day_ms() {
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    return local_text(second, "%H:%M:%S") + fmt::format(".{:03}", (now - second).count());
}

std::string utc_now() {
    return utc_text(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())) + 'Z';
}

std::string mover_text(const FocuserState& state) {
    if (!state.extended || state.extended->mover == wire::Mover::nobody)
        return "another program or the device's buttons";
    return state.extended->mover == wire::Mover::host ? "another program" : mover_words(state.extended->mover);
}

}  // namespace focus::cli
