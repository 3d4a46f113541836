// The watchdog and MCUSR: the timed sequence that changes it, its interrupt, its reset, and WDRF keeping it on until
// the program has cleared that flag.
#pragma once

#include <functional>

#include "simulator/chip/core.h"

namespace focus::chip {

class Watchdog : public Part {
public:
    explicit Watchdog(Core& core);

    /// The program was not fed in time.
    std::function<void()> on_bite;

    void reset() override;
    void write(Register where, std::uint8_t value) override;
    std::uint8_t read(Register where) override;
    void run() override;
    void taken(Vector vector) override;
    void watchdog_fed() override { rearm(); }

private:
    bool kept_on() const;
    void rearm();
    void update_line();

    Core& core_;
    Cycle window_ = 0;
};

}  // namespace focus::chip
