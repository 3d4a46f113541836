#include "core/serial/serial_focuser.h"

#include "core/serial/connection.h"
#include "core/state/change_settings.h"
#include "core/state/settings_record.h"
#include "core/state/wire_line.h"

namespace focus {
namespace {

using Cable = std::shared_ptr<Connection>;

constexpr int kMostOrders = 3;  // of one move, to a stock device

Result<void> success(const Result<std::string>& answer) {
    if (!answer) return answer.error();
    return boost::system::in_place_value;
}

/// Reads what an acting line may have changed. What cannot be read now is read by a later poll.
asio::awaitable<void> refresh(Cable cable, char letter) {
    std::string_view reads;
    switch (letter) {
        case 'U': reads = "u"; break;
        case 'F': reads = "f"; break;
        case 'A':
        case 'X': reads = "x"; break;
        case 'S':  // it may move now
        case 'P': reads = cable->open_device() ? "qx" : "q"; break;
        case 'D': reads = cable->open_device() ? "ufxq" : "ufq"; break;
        default: break;
    }
    for (const char read : reads) {
        std::string line(1, read);
        const auto answer = co_await cable->ask(std::move(line));
        if (!answer) co_return;
    }
    if (letter >= 'A' && letter <= 'Z') cable->poll_soon();
}

/// The device's line; what it changed is in the snapshot.
Task<std::string> act(Cable cable, std::string line) {
    const char letter = line[0];
    Result<std::string> answer = Error::cancelled;
    if (line == "H") {
        answer = co_await cable->halt();
    } else {
        answer = co_await cable->ask(std::move(line));
    }
    if (!answer) co_return answer.error();
    if (!answer->starts_with('!')) co_await refresh(cable, letter);
    co_return answer;
}

Result<void> accepted(const Result<std::string>& answer) {
    if (answer && answer->starts_with('!')) return refusal(*answer);
    return success(answer);
}

Task<void> act_accepted(Cable cable, std::string line) {
    const auto answer = co_await act(cable, std::move(line));
    co_return accepted(answer);
}

/// The device's line. A stock device may have heard another number; if so, it is told again, unless somebody has halted
/// it or sent it elsewhere meanwhile.
Task<std::string> order_move(Cable cable, Position target) {
    // An open device clips it: what is known here of its maximum may be old. Nobody knows whether a stock one does.
    if (!cable->open_device()) {
        target = clip(target, Position(0), largest_position(cable->state()).value_or(Position(INT32_MAX)));
    }
    const std::string line = "R:0:" + std::to_string(target.steps);
    for (int orders = 1;; ++orders) {
        const unsigned ours = cable->orders() + 1;
        std::string once = line;
        const Result<std::string> answer = co_await act(cable, std::move(once));
        if (!accepted(answer) || cable->checked() || orders == kMostOrders) co_return answer;
        const Position end = cable->state().target;
        if (cable->orders() != ours || !co_await cable->ask("q")) co_return answer;
        const bool goes_there = cable->state().position + cable->state().to_go == end;
        if (cable->orders() != ours || goes_there) co_return answer;
    }
}

/// The device's line. Error::busy while it moves.
Task<std::string> order_sync(Cable cable, Position position) {
    if (cable->state().moving || cable->state().commanded) co_return Error::busy;
    std::string line = "P:" + std::to_string(position.steps);
    co_return co_await act(cable, std::move(line));
}

/// The device's line. What was damaged on the way is written again.
Task<std::string> write_record(Cable cable, std::string line) {
    const auto turn = co_await cable->settings_turn().take();
    if (!turn) co_return Error::cancelled;
    for (int orders = 1;; ++orders) {
        std::string once = line;
        const Result<std::string> answer = co_await act(cable, std::move(once));
        if (!accepted(answer) || cable->checked() || orders == kMostOrders) co_return answer;
        const auto read = co_await cable->ask("u");
        const auto record = read ? SettingsRecord::parse(*read) : read.error();
        if (!record || record->has(line)) co_return answer;
    }
}

AskLine lines_of(const Cable& cable) {
    return [cable](std::string line) { return cable->ask_accepted(std::move(line)); };
}

}  // namespace

SerialFocuser::SerialFocuser(const asio::any_io_executor& executor, SerialOptions options)
    : connection_(std::make_shared<Connection>(executor, std::move(options))) {}

SerialFocuser::~SerialFocuser() { connection_->stop(); }

void SerialFocuser::start() { connection_->start(); }

void SerialFocuser::set_trace(std::function<void(char, const std::string&)> trace) {
    connection_->set_trace(std::move(trace));
}

const FocuserState& SerialFocuser::state() const { return connection_->state(); }

Subscription SerialFocuser::on_change(std::function<void(const FocuserState&)> callback) {
    return connection_->on_change(std::move(callback));
}

// Each member copies `connection_` before it waits: the SerialFocuser may be gone afterwards.

Task<void> SerialFocuser::wait_connected(std::chrono::milliseconds patience) {
    const Cable cable = connection_;
    co_return co_await cable->wait_connected(patience);
}

Task<void> SerialFocuser::move_to(Position target) {
    const Cable cable = connection_;
    const auto answer = co_await order_move(cable, target);
    co_return accepted(answer);
}

Task<void> SerialFocuser::halt() {
    const Cable cable = connection_;
    co_return co_await act_accepted(cable, "H");
}

Task<void> SerialFocuser::sync(Position position) {
    const Cable cable = connection_;
    const auto answer = co_await order_sync(cable, position);
    co_return accepted(answer);
}

Task<void> SerialFocuser::set_compensation(bool automatic) {
    const Cable cable = connection_;
    SettingsEdit edit = [automatic](DeviceSettings& s) { s.set(Slot::mode, automatic ? 1 : 0); };
    AskLine ask = lines_of(cable);
    const auto written = co_await change_settings(std::move(ask), cable->settings_turn(), std::move(edit));
    if (!written) co_return written.error();
    if (written->automatic() != automatic) co_return Error::device_fault;
    const auto& extended = cable->state().extended;
    if (automatic && cable->open_device() && extended && !extended->compensation_enabled) {
        co_return co_await act_accepted(cable, "A:1");
    }
    co_return boost::system::in_place_value;
}

Task<DeviceSettings> SerialFocuser::settings() {
    AskLine ask = lines_of(connection_);
    co_return co_await read_settings(std::move(ask));
}

Task<DeviceSettings> SerialFocuser::change(SettingsEdit edit) {
    const Cable cable = connection_;
    AskLine ask = lines_of(cable);
    co_return co_await change_settings(std::move(ask), cable->settings_turn(), std::move(edit));
}

Task<std::string> SerialFocuser::command(std::string line) {
    const Cable cable = connection_;
    if (!is_sendable(line)) co_return Error::out_of_range;
    if (line[0] == 'U') co_return co_await write_record(cable, std::move(line));
    // An open device judges by itself, and its refusals are its own.
    if (!cable->open_device()) {
        if (const auto target = move_target(line)) co_return co_await order_move(cable, *target);
        if (const auto position = sync_position(line)) co_return co_await order_sync(cable, *position);
    }
    co_return co_await act(cable, std::move(line));
}

}  // namespace focus
