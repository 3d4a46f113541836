#include "core/state/change_settings.h"

namespace focus {
namespace {

constexpr int kMostWrites = 3;  // of one record; what the device does not take then, it does not want

Task<SettingsRecord> read_record(AskLine ask) {
    const auto answer = co_await ask("u");
    if (!answer) co_return answer.error();
    co_return SettingsRecord::parse(*answer);
}

}  // namespace

Task<DeviceSettings> read_settings(AskLine ask) {
    const auto record = co_await read_record(std::move(ask));
    if (!record) co_return record.error();
    co_return record->values();
}

Task<PlannedChange> plan_change(AskLine ask, SettingsEdit edit) {
    const auto record = co_await read_record(std::move(ask));
    if (!record) co_return record.error();
    PlannedChange plan{record->values(), record->values(), {}};
    edit(plan.after);
    auto line = record->line_for(plan.after);
    if (!line) co_return line.error();
    plan.line = std::move(*line);
    co_return plan;
}

Task<DeviceSettings> change_settings(AskLine ask, Turn& turn, SettingsEdit edit) {
    const auto held = co_await turn.take();
    if (!held) co_return Error::cancelled;
    const auto plan = co_await plan_change(ask, std::move(edit));
    if (!plan) co_return plan.error();
    if (plan->line.empty()) co_return plan->before;
    for (int writes = 1;; ++writes) {
        std::string once = plan->line;
        const auto written = co_await ask(std::move(once));
        if (!written) co_return written.error();
        const auto now = co_await read_record(ask);
        if (!now) co_return now.error();
        // A character lost on the way may have changed a slot that nobody wanted changed.
        if (now->has(plan->line) || writes == kMostWrites) co_return now->values();
    }
}

}  // namespace focus
