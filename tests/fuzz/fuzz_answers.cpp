// Whatever a device may answer: the line reader, every parser of answers, and what is written back.
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/serial/answer_reader.h"
#include "core/state/settings_record.h"
#include "core/state/snapshot.h"
#include "device/wire/text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace focus;
    Snapshot snapshot("serial:fuzz", size % 2 == 0 ? Snapshot::Way::cable : Snapshot::Way::hub);
    Clock::time_point now;  // not the time of day: what is found must be found again
    snapshot.connected(now);
    AnswerReader lines;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto hear = [&](const std::string& line) {
        now += std::chrono::milliseconds(100);
        if (line[0] == '#') snapshot.identity(line);
        // An acting request carries its own text; a line stands for both the request and the answer.
        snapshot.answered(line, line, now);
        const auto record = SettingsRecord::parse(line);
        if (!record) return;
        DeviceSettings wanted = record->values();
        wanted.set(Slot::mode, wanted.automatic() ? 0 : 1);
        const auto written = record->line_for(wanted);
        if (!written) return;
        if (written->size() > wire::kMaxLine) std::abort();
        const auto again = SettingsRecord::parse("u" + written->substr(1));
        if (!again || again->values() != wanted) std::abort();
    };
    for (std::size_t at = 0; at < bytes.size(); at += 100) lines.feed(bytes.substr(at, 100), hear);
    if (snapshot.state().fault_text.size() > 300) std::abort();
    return 0;
}
