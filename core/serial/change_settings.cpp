#include "core/serial/change_settings.h"

namespace focus {
namespace {

constexpr int kMostWrites = 3;  // of one record; what the device does not take then, it does not want

}  // namespace

Task<SettingsRecord> read_record(AskLine ask) {
    const auto answer = co_await ask("u");
    if (!answer) co_return answer.error();
    co_return SettingsRecord::parse(*answer);
}

Task<DeviceSettings> change_settings(AskLine ask, Turn& turn, SettingsEdit edit) {
    const auto held = co_await turn.take();
    if (!held) co_return Error::cancelled;
    const auto before = co_await read_record(ask);
    if (!before) co_return before.error();
    DeviceSettings wanted = before->values();
    edit(wanted);
    const auto line = before->line_for(wanted);
    if (!line) co_return line.error();
    if (line->empty()) co_return before->values();
    for (int writes = 1;; ++writes) {
        std::string once = *line;
        const auto written = co_await ask(std::move(once));
        if (!written) co_return written.error();
        const auto now = co_await read_record(ask);
        if (!now) co_return now.error();
        // A character lost on the way may have changed a slot that nobody wanted changed.
        if (now->has(*line) || writes == kMostWrites) co_return now->values();
    }
}

}  // namespace focus
