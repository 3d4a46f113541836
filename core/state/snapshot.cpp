#include "core/state/snapshot.h"

#include <algorithm>

#include "core/plain_text.h"
#include "core/state/settings_record.h"
#include "core/state/wire_line.h"

namespace focus {
namespace {

constexpr std::size_t kOpenVersion = std::string_view("FocuserLink:open:").size();
constexpr std::string_view kIdentity = "#:FocuserLin";  // what drivers in the field compare

wire::Text text_of(const std::string& line) { return {line.data(), static_cast<unsigned>(line.size())}; }

/// Where the motion ends, also for numbers that only a broken device would send.
Position end_of_motion(Position position, Steps to_go) {
    const int64_t end = int64_t{position.steps} + to_go.count;
    return Position(static_cast<int32_t>(std::clamp<int64_t>(end, INT32_MIN, INT32_MAX)));
}

}  // namespace

bool has_no_probe(const FocuserState& state) {
    if (state.sensor || state.sensor_at != Clock::time_point()) return false;
    if (state.extended) return state.extended->sensor == wire::SensorKind::none;
    if (state.probeless) return true;
    // A stock device does not say whether it has looked: it has had the time, and has been heard for most of it.
    return Clock::now() - state.linked_at >= kFirstReading && state.read_at - state.linked_at >= kFirstReading * 2 / 3;
}

std::string in_quotes(const std::string& line) {
    std::string shown = "\"";
    for (const char c : line.substr(0, 60)) shown += c >= ' ' && c <= '~' ? c : '?';
    return shown + (line.size() > 60 ? "...\"" : "\"");
}

void Snapshot::connecting() {
    state_.link = Link::connecting;
    state_.fault = {};
    state_.fault_text.clear();
}

void Snapshot::connected(Clock::time_point now) {
    state_.linked_at = now;
    state_.link = Link::connected;
    show_fault();
}

void Snapshot::disconnected(error_code fault, std::string text) {
    wrong_.clear();
    if (state_.link == Link::connected) state_.probeless = !state_.extended && has_no_probe(state_);
    state_.link = Link::disconnected;
    state_.fault = fault;
    state_.fault_text = std::move(text);
}

bool Snapshot::identity(const std::string& answer) {
    if (!answer.starts_with(kIdentity)) return false;
    const std::string name = answer.substr(2);
    begin_device(name);
    open_device_ = checked_ = is_open_device(name);
    const std::string_view version = std::string_view(name).substr(std::min(name.size(), kOpenVersion));
    if (open_device_ && !version.empty()) state_.firmware = plain_text(std::string(version));
    return true;
}

void Snapshot::begin_device(const std::string& name) {
    const std::string shown = plain_text(name);
    if (shown != state_.identity) state_.probeless = false;
    state_.identity = shown;  // it goes to terminals, logs and JSON
    state_.firmware.clear();
    state_.extended.reset();
    state_.settings.reset();
    state_.buttons_enabled.reset();
    heard_.clear();
    doubts_status_ = false;
    judge_.forget();
    open_device_ = checked_ = false;
    state_.commanded = false;
    begin_doubt();
}

bool Snapshot::answered(const std::string& request, const std::string& answer, Clock::time_point now) {
    bool good = true;
    switch (request[0]) {
        case 'q': good = status(answer, now); break;
        case 'x': good = extended(answer, now); break;
        case 'u': good = settings(answer); break;
        case 'f': good = buttons(answer); break;
        case 'v':
            if (answer.starts_with("v:") && answer.size() > 2) state_.firmware = plain_text(answer.substr(2));
            break;
        case 'R': accepted_move(request); break;
        case 'P':
        case 'D':
            state_.synced_at = now;
            judge_.forget();
            break;
        default: break;
    }
    if (good && believes(request[0])) {
        wrong_.erase(request[0]);
    } else if (!good) {
        wrong_[request[0]] =
            "The device answers " + in_quotes(request) + " with " + in_quotes(answer) + ", which cannot be understood.";
    }
    if (state_.link == Link::connected) show_fault();
    return good;
}

bool Snapshot::believes(char letter) const {
    if (letter == 'q') return !doubts_status_;
    const auto heard = heard_.find(letter);
    return checked() || heard == heard_.end() || heard->second.twice;
}

bool Snapshot::agreed(char letter, const std::string& answer) {
    Heard& heard = heard_[letter];
    heard.twice = std::exchange(heard.answer, answer) == answer;
    return checked() || heard.twice;
}

StatusJudge::Motion Snapshot::motion() const {
    StatusJudge::Motion motion;
    if (state_.commanded) motion.target = commanded_target_;
    if (state_.settings) motion.speed = std::max((*state_.settings)[Slot::speed], 1);
    return motion;
}

bool Snapshot::status(const std::string& answer, Clock::time_point now) {
    wire::Status status;
    if (!wire::parse_status(text_of(answer), status)) return false;
    doubts_status_ = !checked() && !judge_.believes(status, now, motion());
    if (doubts_status_) return true;
    const bool moving = status.to_go != Steps(0);
    // Also a move that began and ended between two polls has somebody who asked for it.
    if (moving != state_.moving || (!moving && status.position != state_.position)) wants_extended_ = true;
    state_.read_at = now;
    state_.position = status.position;
    state_.to_go = status.to_go;
    state_.moving = moving;
    state_.compensation_difference = status.compensation;
    state_.sensor.reset();
    if (status.sensor_type > 0) {
        state_.sensor = SensorState{status.temperature / 100.0, status.humidity / 100.0, status.dew_point / 100.0};
        state_.sensor_at = now;
    }
    if (!moving) {
        state_.commanded = false;
        in_doubt_ = false;
    }
    settle_doubt();
    set_target();
    return true;
}

bool Snapshot::extended(const std::string& answer, Clock::time_point now) {
    wire::ExtendedStatus x;
    if (!wire::parse_extended(text_of(answer), x)) return false;
    if (state_.extended && x.uptime < state_.extended->uptime) restarted_ = true;
    state_.extended = x;
    state_.extended_at = now;
    mover_known_ = true;
    // Asked again until it has looked: only then "no sensor" means that there is none.
    wants_extended_ = x.sensor == wire::SensorKind::not_looked;
    settle_doubt();
    set_target();
    set_compensation();
    return true;
}

bool Snapshot::settings(const std::string& answer) {
    const auto record = SettingsRecord::parse(answer);
    const bool believed = agreed('u', answer);
    if (!record) return false;
    if (!believed) return true;
    state_.settings = record->values();
    set_compensation();
    return true;
}

bool Snapshot::buttons(const std::string& answer) {
    const bool believed = agreed('f', answer);
    if (answer != "f:0" && answer != "f:1") return false;
    if (!believed) return true;
    state_.buttons_enabled = answer == "f:1";
    return true;
}

void Snapshot::accepted_move(const std::string& request) {
    const auto target = move_target(request);
    if (!target) return begin_doubt();
    const int32_t maximum = state_.settings ? (*state_.settings)[Slot::maximum] : INT32_MAX;
    commanded_target_ = clip(*target, Position(0), Position(maximum));
    state_.commanded = true;
    in_doubt_ = false;
    set_target();
}

void Snapshot::begin_doubt() {
    in_doubt_ = true;
    mover_known_ = false;
    wants_extended_ = true;
}

void Snapshot::settle_doubt() {
    if (!in_doubt_ || !state_.moving || (open_device_ && !mover_known_)) return;
    in_doubt_ = false;
    if (open_device_ && state_.extended && state_.extended->mover != wire::Mover::host) return;
    state_.commanded = true;
    commanded_target_ = end_of_motion(state_.position, state_.to_go);
}

void Snapshot::set_target() {
    state_.target = state_.commanded ? commanded_target_ : end_of_motion(state_.position, state_.to_go);
}

void Snapshot::set_compensation() {
    const bool enabled = !state_.extended || state_.extended->compensation_enabled;
    if (!enabled || !state_.settings || (*state_.settings)[Slot::coefficient] == 0) {
        state_.compensation = Compensation::off;
    } else {
        state_.compensation = state_.settings->automatic() ? Compensation::automatic : Compensation::manual;
    }
}

void Snapshot::show_fault() {
    state_.fault = wrong_.empty() ? error_code() : error_code(Error::bad_reply);
    state_.fault_text = wrong_.empty() ? std::string() : wrong_.begin()->second;
}

}  // namespace focus
