// Any bytes as what comes over the cable, at both ends: lines are cut, requests decoded, answers read.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "device/wire/extended.h"
#include "device/wire/line_reader.h"
#include "device/wire/request.h"
#include "device/wire/status.h"

using namespace focus::wire;

namespace {

void check(bool good) {
    if (!good) std::abort();
}

void device_end(Text line) {
    Request request;
    const Refusal refusal = decode(line, request);
    LineWriter answer;
    if (refusal) {
        write_refusal(answer, refusal);
        check(answer.line().data[0] == '!' && !answer.overflowed());
    } else {
        check(line.size != 0 && line.data[0] == static_cast<char>(request.verb));
    }
}

void computer_end(Text line) {
    Status status;
    if (parse_status(line, status)) {
        LineWriter out;
        write_status(out, status);
        Status again;
        // What fits a line is read back as it was.
        if (!out.overflowed()) check(parse_status(out.line(), again) && again.position == status.position);
    }
    ExtendedStatus extended;
    if (parse_extended(line, extended)) {
        LineWriter out;
        write_extended(out, extended);
        ExtendedStatus again;
        check(!out.overflowed() && parse_extended(out.line(), again) && again.uptime == extended.uptime);
    }
    FieldReader fields(line);
    Text letter{};
    fields.next(letter);
    SettingsRecord record;
    if (parse_settings(fields, record) == 0) {
        LineWriter out;
        write_settings(out, 'u', record);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    LineReader reader;
    uint32_t now = 0;
    for (size_t i = 0; i < size; ++i) {
        now += data[i] == 0xFF ? 600 : 0;  // time passes, too
        const LineReader::Event event = reader.push(static_cast<char>(data[i]), now);
        if (event != LineReader::Event::line) continue;
        check(reader.line().size <= kMaxLine);
        device_end(reader.line());
        computer_end(reader.line());
    }
    // Answers on the computer's side may be longer than our own lines.
    const Text whole{reinterpret_cast<const char*>(data), static_cast<unsigned>(size)};
    device_end(whole);
    computer_end(whole);
    return 0;
}
