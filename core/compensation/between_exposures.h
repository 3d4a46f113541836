// BetweenExposures: compensation that never moves while a camera exposes. The device is left in MANUAL; this decides
// when the difference is asked for: in the gap after an exposure, or at any time while the camera rests.
//
// Values in, a wish out; no clock and no camera of its own, so that an INDI camera, an Alpaca camera or a test may be
// behind it. When the camera is not heard of any more nothing moves: the wish is then to fall back to MANUAL, once.
#pragma once

#include <deque>

#include "core/focuser.h"

namespace focus {

class BetweenExposures {
public:
    /// A camera has so long to be heard of at all, and to answer when asked; and so long to be read out after the end
    /// of its exposure.
    static constexpr std::chrono::seconds kPatience{30};
    static constexpr std::chrono::seconds kReadOut{60};
    /// What a camera at rest said longer ago is asked again before anything moves.
    static constexpr std::chrono::seconds kFresh{2};

    enum class Wish {
        nothing,
        ask,       ///< ask the camera to say how it is; wished for once a request
        apply,     ///< send "S:<threshold>" now
        fall_back  ///< the camera is gone: MANUAL, and a warning; this object is done
    };

    /// Watching begins; the camera has not been heard of yet and is taken to be exposing.
    explicit BetweenExposures(Clock::time_point now) : asked_camera_at_(now) {}

    /// The camera says that it exposes, for `left` yet.
    void exposing(std::chrono::duration<double> left, Clock::time_point now);
    /// The camera says that it does not expose.
    void idle(Clock::time_point now);
    /// The camera said goodbye. One that has not been heard of yet may still come.
    void gone() { gone_ = camera_ != Camera::unknown; }
    /// The camera has been heard of, and did not say goodbye.
    bool heard() const { return camera_ != Camera::unknown && !gone_; }

    /// After every change of either side, and at least every second.
    Wish decide(const FocuserState& state, Clock::time_point now);

    /// Steps are due by the threshold, but the camera exposes, or is not known.
    bool holding() const { return holding_; }
    /// Steps are due that do not fit in the gaps the camera has left of late.
    bool too_long() const { return too_long_; }

private:
    enum class Camera { unknown, idle, exposing };
    bool lost(Clock::time_point now) const;
    bool fits(std::chrono::duration<double> takes, Clock::time_point now) const;

    Camera camera_ = Camera::unknown;
    Clock::time_point heard_at_{};
    std::optional<Clock::time_point> asked_camera_at_;  // an answer is waited for since
    Clock::time_point ends_at_{};                       // of the exposure
    Clock::time_point rests_at_{};                      // since when the camera is idle
    Clock::time_point asked_at_{};                      // for the last compensation
    std::deque<Clock::duration> gaps_;                  // between exposures, the last ones
    bool gone_ = false;
    bool holding_ = false;
    bool too_long_ = false;
};

}  // namespace focus
