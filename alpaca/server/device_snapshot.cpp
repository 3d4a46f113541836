// What is told from the snapshot as a whole: DeviceState, and the answers to wire lines that only read.
#include "alpaca/server/alpaca_device.h"
#include "core/utc_text.h"

namespace focus {
namespace {

using namespace std::chrono_literals;

/// A client that polls by lines gets what the poller read within this time.
constexpr auto kLineAge = 1s;

template <class T>
void add(std::string& out, std::string_view name, const T& value) {
    if (out.size() > 1) out += ',';
    out += "{\"Name\":";
    append_json(out, name);
    out += ",\"Value\":";
    append_json(out, value);
    out += '}';
}

int32_t hundredths(double value) { return static_cast<int32_t>(value * 100 + (value < 0 ? -0.5 : 0.5)); }

std::string text(const wire::LineWriter& writer) { return {writer.line().data, writer.line().size}; }

std::string status_line(const FocuserState& state) {
    wire::Status status;
    status.position = state.position;
    status.to_go = state.to_go;
    // A move that was accepted after the last poll is already on its way.
    if (state.commanded && state.to_go == Steps(0)) {
        status.to_go = state.target != state.position ? state.target - state.position : Steps(1);
    }
    if (state.sensor) {
        using wire::SensorKind;
        const auto kind = state.extended ? state.extended->sensor : SensorKind::sht3x;
        const bool known = kind != SensorKind::none && kind != SensorKind::not_looked;
        status.sensor_type = static_cast<int32_t>(known ? kind : SensorKind::sht3x);
        status.temperature = hundredths(state.sensor->temperature);
        status.humidity = hundredths(state.sensor->humidity);
        status.dew_point = hundredths(state.sensor->dew_point);
    }
    status.compensation = state.compensation_difference;
    wire::LineWriter writer;
    wire::write_status(writer, status);
    return text(writer);
}

}  // namespace

std::string device_state(const SharedDevice& device) {
    const FocuserState& state = device.focuser->state();
    std::string out = "[";
    auto read_at = std::chrono::system_clock::now();
    if (is_fresh(state)) {
        read_at -= std::chrono::duration_cast<std::chrono::system_clock::duration>(Clock::now() - state.read_at);
        const auto sensor = shown_sensor(state);
        if (device.kind == DeviceKind::focuser) {
            add(out, "IsMoving", state.commanded);
            if (position_can_be_shown(state)) add(out, "Position", state.position.steps);
        }
        if (sensor) add(out, "Temperature", sensor->temperature);
        if (knows_humidity(sensor) && device.kind == DeviceKind::conditions) {
            add(out, "Humidity", sensor->humidity);
            add(out, "DewPoint", sensor->dew_point);
        }
    }
    add(out, "TimeStamp", utc_text(std::chrono::floor<std::chrono::milliseconds>(read_at)) + 'Z');
    return out + "]";
}

std::optional<std::string> line_from_snapshot(const FocuserState& state, std::string_view line) {
    if (line.size() != 1 || !is_fresh(state, kLineAge)) return std::nullopt;
    const bool open = is_open_device(state.identity);
    wire::LineWriter writer;
    switch (line.front()) {
        case 'q': return status_line(state);
        case 'p': return text(writer.put('p').field(state.position.steps));
        case 'i': return text(writer.put('i').field(state.moving || state.commanded ? 1 : 0));
        case '#':
            if (state.identity.empty()) return std::nullopt;
            return "#:" + state.identity;
        case 'f':
            if (!state.buttons_enabled) return std::nullopt;
            return text(writer.put('f').field(*state.buttons_enabled ? 1 : 0));
        case 'v':
            if (!open || state.firmware.empty()) return std::nullopt;
            return "v:" + state.firmware;
        case 'x':
            if (!open || !state.extended) return std::nullopt;
            wire::write_extended(writer, *state.extended);
            return text(writer);
        case 'u':
            // Other firmware may have slots that the snapshot does not keep.
            if (!open || !state.settings) return std::nullopt;
            writer.put('u');
            for (uint8_t slot = 1; slot <= kSlotCount; ++slot) {
                writer.field((*state.settings)[static_cast<Slot>(slot)]);
            }
            return text(writer);
        default: return std::nullopt;
    }
}

}  // namespace focus
