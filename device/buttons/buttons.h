// Two push buttons, in and out. Press: one fine step. Hold: run, from an eighth of the speed, doubled every half
// second. Both: halt. Debounced: 20 ms of the same picture count. Main loop only.
#ifndef FOCUSERLINK_DEVICE_BUTTONS_BUTTONS_H
#define FOCUSERLINK_DEVICE_BUTTONS_BUTTONS_H

#include <stdint.h>

namespace focus {

constexpr uint16_t kDebounce = 20;      ///< ms
constexpr uint16_t kHoldAfter = 500;    ///< ms until a press is a hold, and between doublings
constexpr int32_t kFineStep = 10;       ///< steps
constexpr uint8_t kSlowestDivider = 8;  ///< of the speed, at the beginning of a hold

class Buttons {
public:
    enum class Wish : uint8_t {
        none,
        step,     ///< one fine step in `direction()`
        run,      ///< towards the end in `direction()`, at the speed divided by `divider()`; repeated when that changes
        release,  ///< a run is over
        halt      ///< both are down
    };

    /// `in` and `out` are down at `now` (ms, may wrap), bouncing. At least every 10 ms.
    Wish update(bool in, bool out, uint16_t now) {
        const uint8_t raw = static_cast<uint8_t>((in ? 1 : 0) | (out ? 2 : 0));
        if (raw != raw_) {
            raw_ = raw;
            since_ = now;
            settled_ = false;
        }
        if (!settled_ && static_cast<uint16_t>(now - since_) < kDebounce) return hold(now);
        const bool first = !settled_;
        settled_ = true;
        if (!first) return hold(now);
        if (raw == down_ && !ignored_) return hold(now);
        return change(raw, now);
    }

    /// What is down now does nothing more until everything was let go.
    void ignore() {
        ignored_ = raw_ != 0 || down_ != 0;
        running_ = false;
    }

    int8_t direction() const { return down_ == 1 ? -1 : 1; }
    uint8_t divider() const { return divider_; }

private:
    Wish change(uint8_t down, uint16_t now) {
        const bool was_running = running_;
        const bool was_up = down_ == 0;
        const bool news = down != down_;
        down_ = down;
        running_ = false;
        if (down == 3) {
            ignored_ = true;
            return news ? Wish::halt : Wish::none;
        }
        if (down == 0) ignored_ = false;
        if (was_running) {
            if (down != 0) ignored_ = true;
            return Wish::release;
        }
        if (down == 0 || ignored_ || !was_up) return Wish::none;
        pressed_ = now;
        return Wish::step;
    }

    Wish hold(uint16_t now) {
        if (ignored_ || down_ == 0 || down_ == 3 || static_cast<uint16_t>(now - pressed_) < kHoldAfter)
            return Wish::none;
        if (running_ && divider_ == 1) return Wish::none;
        divider_ = running_ ? static_cast<uint8_t>(divider_ / 2) : kSlowestDivider;
        running_ = true;
        pressed_ = now;
        return Wish::run;
    }

    uint16_t since_ = 0;    // of the picture in raw_
    uint16_t pressed_ = 0;  // or of the last doubling
    uint8_t raw_ = 0;
    uint8_t down_ = 0;
    uint8_t divider_ = kSlowestDivider;
    bool settled_ = false;
    bool running_ = false;
    bool ignored_ = true;  // a button held down at power-up is not a press
};

}  // namespace focus

#endif
