// Focuser: the one interface between a focuser and every program that uses it, and FocuserState, the snapshot that
// all of them read. SerialFocuser owns a cable; AlpacaFocuser speaks to a hub; no face asks which it got.
//
// Everything here lives on the thread that runs the io_context.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "device/settings/device_settings.h"
#include "device/units.h"
#include "device/wire/extended.h"
#include "device/wire/status.h"

namespace focus {

using Clock = std::chrono::steady_clock;

enum class Link { disconnected, connecting, connected };

/// What the device does about temperature. `off`: compensation disabled, or a coefficient of 0.
enum class Compensation { off, manual, automatic };

struct SensorState {
    double temperature = 0;  ///< C
    double humidity = 0;     ///< %, 0..100
    double dew_point = 0;    ///< C
};

/// The last known truth. `status` and `sensor` mean something only while `link` is connected; what a stock device
/// cannot say is an empty optional and shown as unknown.
struct FocuserState {
    Link link = Link::disconnected;
    std::string address;          ///< as given to open_focuser
    error_code fault;             ///< why the link is not connected, or what the device answers wrongly now; else empty
    std::string fault_text;       ///< the same in words that say what to do; empty without a fault
    Clock::time_point read_at{};  ///< when `status` was read
    Clock::time_point linked_at{};  ///< since when the link is connected; epoch: never was
    /// When `sensor` was read; epoch: never. Outlives a lost link: a focuser that had a probe is one that has a probe.
    Clock::time_point sensor_at{};
    /// The same focuser had the time to find a probe before the link was lost, and showed none. Only of a stock device.
    bool probeless = false;

    Position position;
    Position target;  ///< equal to position at rest
    Steps to_go;
    bool moving = false;  ///< the motor turns, whoever asked
    /// A move commanded by a program is under way: true from before `move_to` completes until the device reports rest.
    /// Compensation and button motion do not show here.
    bool commanded = false;
    std::optional<SensorState> sensor;
    Steps compensation_difference;
    Compensation compensation = Compensation::off;

    std::optional<DeviceSettings> settings;
    std::optional<Position> standard_maximum;  ///< of another maker's focuser at an Alpaca server: it has no settings
    std::optional<bool> buttons_enabled;
    std::string identity;                          ///< answer to `#`, for example "FocuserLink:open:0.1.0"
    std::string firmware;                          ///< "0.1.0"; empty if unknown
    std::optional<wire::ExtendedStatus> extended;  ///< only from a device that says `open`
    Clock::time_point extended_at{};               ///< when `extended` was read; epoch: never
    /// When a program last said where the focuser is: positions before and after do not compare. Epoch: never.
    Clock::time_point synced_at{};
};

/// Does a device that calls itself this answer the requests of open firmware, which a stock one does not know?
inline bool is_open_device(std::string_view identity) {
    constexpr std::string_view open = "FocuserLink:open";
    return identity.starts_with(open) && (identity.size() == open.size() || identity[open.size()] == ':');
}

/// The largest position, if it is known.
inline std::optional<Position> largest_position(const FocuserState& state) {
    if (state.settings) return Position((*state.settings)[Slot::maximum]);
    return state.standard_maximum;
}

/// How long a focuser may take until its first temperature before it counts as one that has none to give.
constexpr std::chrono::milliseconds kFirstReading{1500};
/// There never was a temperature probe on this focuser, and it has had the time to find one. False while that is open.
bool has_no_probe(const FocuserState& state);

/// A sensor without humidity leaves it and the dew point at 0; air without any water there is none.
inline bool knows_humidity(const SensorState& sensor) { return sensor.humidity > 0; }
inline bool knows_humidity(const std::optional<SensorState>& sensor) { return sensor && knows_humidity(*sensor); }

/// Keeps an on_change callback alive; destroying it ends the calls.
class Subscription {
public:
    Subscription() = default;
    explicit Subscription(std::function<void()> cancel) : cancel_(std::move(cancel)) {}
    Subscription(Subscription&& other) noexcept : cancel_(std::exchange(other.cancel_, nullptr)) {}
    Subscription& operator=(Subscription&& other) noexcept {
        std::swap(cancel_, other.cancel_);
        return *this;
    }
    ~Subscription() {
        if (cancel_) cancel_();
    }

private:
    std::function<void()> cancel_;
};

using SettingsEdit = std::function<void(DeviceSettings& settings)>;

class Focuser {
public:
    virtual ~Focuser() = default;

    /// Never waits.
    virtual const FocuserState& state() const = 0;
    /// Called on the loop's thread after every change of `state()`.
    virtual Subscription on_change(std::function<void(const FocuserState&)> callback) = 0;

    /// Completes when the device accepts; the target is clipped to 0..maximum. Replaces a move under way.
    virtual Task<void> move_to(Position target) = 0;
    /// Ahead of everything; drops moves not yet sent (they complete with Error::cancelled).
    virtual Task<void> halt() = 0;
    /// The present position is `position` from now on; no motion. Error::busy while moving.
    virtual Task<void> sync(Position position) = 0;
    /// True: automatic; false: nothing moves by itself.
    virtual Task<void> set_compensation(bool automatic) = 0;
    /// Reads the record from the device.
    virtual Task<DeviceSettings> settings() = 0;
    /// Reads the record, lets `edit` work on it, writes the slots that then differ, leaves all others byte for byte,
    /// and reads back. One change after the other, so that none undoes another.
    virtual Task<DeviceSettings> change(SettingsEdit edit) = 0;
    /// The device shall have all of these settings.
    Task<DeviceSettings> apply(const DeviceSettings& settings) {
        return change([settings](DeviceSettings& present) { present = settings; });
    }
    /// One line of the wire without its newline, for everything that has no member above ("S:20", "F:0", "X"); gives
    /// the device's line, also when that is a refusal ("!:reason"). Lines that have a member do the same as the member.
    /// Error::out_of_range for control characters or more than 78 characters.
    virtual Task<std::string> command(std::string line) = 0;
};

}  // namespace focus
