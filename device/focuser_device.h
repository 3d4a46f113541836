// FocuserDevice joins everything the focuser is and is the one place that meets hardware, through a Board.
// Main loop: `receive` and `poll`. Step interrupt: `on_step_timer`. Nothing else may be called from an interrupt.
#ifndef FOCUSERLINK_DEVICE_FOCUSER_DEVICE_H
#define FOCUSERLINK_DEVICE_FOCUSER_DEVICE_H

#include "device/board.h"
#include "device/buttons/buttons.h"
#include "device/focuser_device/climate.h"
#include "device/focuser_device/drive.h"
#include "device/focuser_device/storage.h"
#include "device/settings/device_settings.h"
#include "device/wire/check.h"
#include "device/wire/line_reader.h"
#include "device/wire/request.h"
#include "device/wire/status.h"

namespace focus {

/// What `#` and `v` say.
constexpr char kFirmwareVersion[] = "0.1.0";

/// A reset is counted after this long, ms: a brown-out that comes again and again must not wear out the EEPROM.
constexpr uint32_t kCountResetAfter = 3000;

template <class Board>
class FocuserDevice {
public:
    constexpr explicit FocuserDevice(Board& board)
        : board_(board), storage_(board), drive_(board, storage_.journal()) {}

    /// Once after power-up: reads the EEPROM, decides position and certainty.
    void start() {
        JournalRecord record;
        const PositionJournal::Found found = storage_.load(record, saved_);
        // Something was written once and nothing of it is left: the focuser may stand anywhere.
        if (found == PositionJournal::Found::nothing) record.high = saved_.settings[Slot::maximum];
        saved_.settings.set(Slot::mode, record.automatic ? 1 : 0);
        compensation_enabled_ = record.compensation;
        buttons_enabled_ = record.buttons;
        ++saved_.resets;
        now_ = second_ = cycle_since_ = board_.now();
        drive_.restore(record, saved_.settings[Slot::maximum], now_);
        obey_settings();
        board_.set_coils(0);
    }

    /// Every byte from the cable.
    void receive(char c) {
        now_ = board_.now();
        const wire::LineReader::Event event = reader_.push(c, now_);
        if (event == wire::LineReader::Event::none) return;
        wire::LineWriter answer;
        wire::Request request;
        wire::Refusal refusal(wire::Reason::too_long);
        wire::Check check = wire::Check::none;
        if (event == wire::LineReader::Event::line) {
            wire::Text line = reader_.line();
            check = wire::take_check(line);
            refusal = check == wire::Check::wrong ? Refusal(Reason::check) : wire::decode(line, request);
        }
        settle();
        if (!refusal) refusal = obey(request, answer);
        if (refusal) wire::write_refusal(answer, refusal);
        if (check != wire::Check::none) wire::put_check(answer);
        board_.write(answer.line());
    }

    /// Everything else that is due. At least every ms while moving, saving or while bytes arrive; every 10 ms
    /// otherwise.
    void poll() {
        now_ = board_.now();
        while (now_ - second_ >= 1000) {
            second_ += 1000;
            ++uptime_;
            if (uptime_ == static_cast<int32_t>(kCountResetAfter / 1000)) storage_.settings_changed();
        }
        storage_.poll(saved_);
        if (drive_.poll(now_)) motion_ended();
        poll_sensor();
        poll_buttons();
        if (settings().automatic() &&
            now_ - cycle_since_ >= static_cast<uint32_t>(settings()[Slot::cycle]) * static_cast<uint32_t>(1000)) {
            cycle_since_ = now_;
            compensate(settings()[Slot::threshold]);
        }
    }

    /// The step timer's instant.
    void on_step_timer() { drive_.on_step_timer(); }
    /// What the step timer's instant puts on the coils, for a board that does so itself a few cycles before it calls
    /// `on_step_timer`.
    const CoilPhase& next_phase() const { return drive_.next_phase(); }

    Position position() const { return drive_.position(); }
    /// From the acceptance of a target until the rotor rests.
    bool moving() const { return drive_.moving(); }
    Steps to_go() const { return drive_.place().to_go; }
    /// False: the position may be wrong by `bound()` steps either way.
    bool certain() const { return bound() == Steps(0); }
    Steps bound() const { return drive_.bound(); }
    const DeviceSettings& settings() const { return saved_.settings; }
    wire::Mover mover() const { return mover_; }
    bool compensation_enabled() const { return compensation_enabled_; }
    bool buttons_enabled() const { return buttons_enabled_; }

    /// Compensation due at this moment: 0 without a temperature, switched off, or during somebody's move.
    Steps compensation_due() const {
        if (!compensation_enabled_) return Steps(0);
        if (!drive_.moving()) return climate_.due();
        return compensating() ? climate_.due() - (drive_.position() - moved_from_) : Steps(0);
    }

private:
    using Refusal = wire::Refusal;
    using Reason = wire::Reason;
    using Verb = wire::Verb;

    Refusal obey(const wire::Request& request, wire::LineWriter& answer) {
        int32_t value = 0;
        switch (request.verb) {
            case Verb::identify: answer.text("#:FocuserLink:open:").text(kFirmwareVersion); return Refusal();
            case Verb::version: answer.text("v:").text(kFirmwareVersion); return Refusal();
            case Verb::status: write_status(answer); return Refusal();
            case Verb::extended_status: write_extended(answer); return Refusal();
            case Verb::read_settings: write_settings(answer); return Refusal();
            case Verb::read_buttons: value = buttons_enabled_ ? 1 : 0; break;
            case Verb::read_enabled: value = compensation_enabled_ ? 1 : 0; break;
            case Verb::read_position: value = position().steps; break;
            case Verb::read_moving: value = moving() ? 1 : 0; break;
            default: {
                const Refusal refusal = act(request);
                if (!refusal) answer.put(static_cast<char>(request.verb));
                return refusal;
            }
        }
        answer.put(static_cast<char>(request.verb)).field(value);
        return Refusal();
    }

    Refusal act(const wire::Request& request) {
        switch (request.verb) {
            case Verb::move:
                buttons_.ignore();
                go(wire::Mover::host, Position(request.value), settings()[Slot::speed]);
                return Refusal();
            case Verb::halt:
                buttons_.ignore();
                // Whoever stops a compensation wants the focuser to stay where it is.
                if (compensating()) mover_ = wire::Mover::host;
                if (drive_.moving()) drive_.halt();
                return Refusal();
            case Verb::compensate: compensate(request.value); return Refusal();
            case Verb::write_settings: return write(request.record);
            case Verb::set_buttons:
                buttons_enabled_ = request.value != 0;
                buttons_.ignore();
                if (!buttons_enabled_ && running_by_button()) drive_.halt();
                obey_flags();
                return Refusal();
            case Verb::set_enabled:
                if (request.value != 0 && !compensation_enabled_ && settings().automatic()) automatic_begins();
                compensation_enabled_ = request.value != 0;
                if (!compensation_enabled_ && compensating()) drive_.halt();
                obey_flags();
                return Refusal();
            default: return act_at_rest(request);
        }
    }

    Refusal act_at_rest(const wire::Request& request) {
        if (drive_.moving()) return Refusal(Reason::moving);
        if (request.verb == Verb::sync) {
            if (request.value < 0 || request.value > settings()[Slot::maximum]) return Refusal(Reason::range);
            drive_.place(Position(request.value));
            climate_.anchor();
        } else if (request.verb == Verb::confirm) {
            drive_.confirm();
        } else {  // factory defaults
            saved_.settings = DeviceSettings();
            compensation_enabled_ = buttons_enabled_ = true;
            drive_.place(Position(0));
            storage_.settings_changed();
            obey_settings();
            climate_.anchor();
        }
        return Refusal();
    }

    /// The whole record or nothing.
    Refusal write(const wire::SettingsRecord& record) {
        DeviceSettings wanted;
        for (uint8_t i = 0; i < kSlotCount; ++i) wanted.set(static_cast<Slot>(i + 1), record.slots[i]);
        const DeviceSettings& old = settings();
        if (wanted == old) return Refusal();
        const uint8_t slot = wanted.first_invalid();
        if (slot != 0) return Refusal(Reason::slot, slot);
        // The focuser is never outside what it may reach; only a maximum that was lost may be below it, and stay.
        if (wanted[Slot::maximum] < drive_.reach().steps && wanted[Slot::maximum] != old[Slot::maximum]) {
            return Refusal(Reason::slot, static_cast<uint8_t>(Slot::maximum));
        }
        if (wanted[Slot::reversed] != old[Slot::reversed] && drive_.moving()) return Refusal(Reason::moving);
        // What is left to do was reckoned with the old coefficient.
        if (wanted[Slot::coefficient] != old[Slot::coefficient] && compensating()) {
            drive_.halt();
            count_compensation();
        }
        const bool switched_on = wanted.automatic() && !old.automatic();
        DeviceSettings kept = old;  // what the image holds: all but the mode
        kept.set(Slot::mode, wanted[Slot::mode]);
        if (kept != wanted) storage_.settings_changed();
        saved_.settings = wanted;
        obey_settings();
        if (switched_on) automatic_begins();
        return Refusal();
    }

    void automatic_begins() {
        cycle_since_ = now_;
        // A compensation under way ends where the present temperature wants it.
        if (!compensating()) climate_.anchor();
    }

    void obey_settings() {
        climate_.set_coefficient(settings()[Slot::coefficient]);
        if (!running_by_button()) drive_.set_speed(settings()[Slot::speed]);
        drive_.set_reversed(settings()[Slot::reversed] != 0);
        drive_.set_holding(settings().holding_current());
        obey_flags();
    }
    void obey_flags() { drive_.set_flags(settings().automatic(), compensation_enabled_, buttons_enabled_); }

    /// Somebody's move: clipped to the travel, and the temperature of now is the one it was made for.
    void go(wire::Mover mover, Position target, int32_t speed) {
        mover_ = mover;
        drive_.set_speed(speed);
        drive_.go(clip(target, Position(0), Position(settings()[Slot::maximum])));
        climate_.anchor();
    }

    /// Moves by what is due if that is at least `threshold` steps and nobody else is moving.
    void compensate(int32_t threshold) {
        if (drive_.moving()) return;
        const Steps due = compensation_due();
        if (due == Steps(0) || (due.count < threshold && due.count > -threshold)) return;
        const Position here = drive_.position();
        const Position end(settings()[Slot::maximum]);
        const Position target = clip(here + due, Position(0), end < here ? here : end);
        if (target == here) return;
        mover_ = wire::Mover::compensation;
        moved_from_ = here;
        drive_.set_speed(settings()[Slot::speed]);
        drive_.go(target);
    }

    bool running_by_button() const { return mover_ == wire::Mover::button && drive_.moving(); }
    bool compensating() const { return mover_ == wire::Mover::compensation && drive_.moving(); }

    void settle() {
        if (drive_.end_motion()) motion_ended();
    }
    void motion_ended() {
        if (mover_ == wire::Mover::compensation) {
            count_compensation();
        } else {
            climate_.anchor();
        }
    }
    void count_compensation() {
        const Position here = drive_.position();
        climate_.applied(here - moved_from_);
        moved_from_ = here;
    }

    void poll_sensor() {
        climate_.poll(now_);
        SensorReading reading;
        if (!board_.read_sensor(reading) || climate_.update(reading, now_, uptime_)) return;
        if (compensating()) {
            climate_.release();  // until it rests
        } else {
            climate_.anchor();
        }
    }

    void poll_buttons() {
        const uint8_t down = board_.buttons();
        const Buttons::Wish wish =
            buttons_.update((down & kButtonIn) != 0, (down & kButtonOut) != 0, static_cast<uint16_t>(now_));
        if (wish == Buttons::Wish::none || !buttons_enabled_) return;
        const bool mine = mover_ == wire::Mover::button;
        const bool moving = drive_.moving();
        if (wish == Buttons::Wish::halt) {
            if (moving) {
                mover_ = wire::Mover::button;
                drive_.halt();
            }
        } else if (wish == Buttons::Wish::release) {
            if (moving && mine) drive_.halt();
        } else if (moving && mover_ == wire::Mover::host) {
            buttons_.ignore();
        } else {
            push(wish, moving && mine ? drive_.target() : drive_.position());
        }
    }
    /// A fine step from `from`, or a run towards the end.
    void push(Buttons::Wish wish, Position from) {
        const int32_t speed = settings()[Slot::speed];
        if (wish == Buttons::Wish::step) {
            go(wire::Mover::button, from + Steps(buttons_.direction() * kFineStep), speed);
            return;
        }
        const int32_t slow = speed / buttons_.divider();
        const int32_t slowest = slot_rule(Slot::speed).minimum;
        go(wire::Mover::button, Position(buttons_.direction() < 0 ? 0 : settings()[Slot::maximum]),
           slow < slowest ? slowest : slow);
    }

    void write_status(wire::LineWriter& answer) const {
        wire::Status status;
        const typename Drive<Board>::Place place = drive_.place();
        status.position = place.position;
        status.to_go = place.to_go;
        status.compensation = compensation_due();
        climate_.describe(status);
        wire::write_status(answer, status);
    }
    void write_extended(wire::LineWriter& answer) const {
        wire::ExtendedStatus status;
        status.bound = drive_.bound();
        status.mover = mover_;
        status.holding = drive_.powered();
        climate_.describe(status, uptime_);
        status.uptime = uptime_;
        status.resets = saved_.resets;
        status.cause = board_.reset_cause();
        status.compensation_enabled = compensation_enabled_;
        wire::write_extended(answer, status);
    }
    void write_settings(wire::LineWriter& answer) const {
        wire::SettingsRecord record;
        for (uint8_t i = 0; i < kSlotCount; ++i) record.slots[i] = settings()[static_cast<Slot>(i + 1)];
        wire::write_settings(answer, 'u', record);
    }

    Board& board_;
    Storage<Board> storage_;
    Drive<Board> drive_;
    SavedSettings saved_;
    wire::LineReader reader_;
    Climate climate_;
    Buttons buttons_;
    Position moved_from_;  // where the compensation move under way began
    uint32_t now_ = 0;     // ms
    uint32_t second_ = 0;  // ms, when uptime_ last counted
    int32_t uptime_ = 0;   // s
    uint32_t cycle_since_ = 0;
    wire::Mover mover_ = wire::Mover::nobody;
    bool compensation_enabled_ = true;
    bool buttons_enabled_ = true;
};

}  // namespace focus

#endif
