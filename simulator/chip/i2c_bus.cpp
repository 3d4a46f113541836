#include "simulator/chip/i2c_bus.h"

namespace focus::chip {
namespace {

constexpr Pin kClock{'C', 5};
constexpr Pin kData{'C', 4};

}  // namespace

I2cBus::I2cBus(Pins& pins) : pins_(pins) { show(); }

void I2cBus::show() {
    pins_.drive(kClock, true);
    pins_.drive(kData, !stuck());
}

void I2cBus::hold_data(unsigned clocks) {
    clocks_to_free_ = clocks;
    show();
}

void I2cBus::pins_changed() {
    const bool clock = !pins_.driven_low(kClock);
    if (clock && !clock_was_ && clocks_to_free_ > 0) {
        --clocks_to_free_;
        if (clocks_to_free_ == 0) show();
    }
    clock_was_ = clock;
}

}  // namespace focus::chip
