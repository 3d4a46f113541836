#include "core/serial/change_settings.h"

namespace focus {

Task<SettingsRecord> read_record(AskLine ask) {
    const auto answer = co_await ask("u");
    if (!answer) co_return answer.error();
    co_return SettingsRecord::parse(*answer);
}

Task<DeviceSettings> change_settings(AskLine ask, Turn& turn, SettingsEdit edit) {
    const auto held = co_await turn.take();
    if (!held) co_return Error::cancelled;
    const auto record = co_await read_record(ask);
    if (!record) co_return record.error();
    DeviceSettings wanted = record->values();
    edit(wanted);
    auto line = record->line_for(wanted);
    if (!line) co_return line.error();
    if (line->empty()) co_return record->values();
    const auto written = co_await ask(std::move(*line));
    if (!written) co_return written.error();
    const auto now = co_await read_record(ask);
    if (!now) co_return now.error();
    co_return now->values();
}

}  // namespace focus
