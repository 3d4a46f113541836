#include "device/motion/ramp_table.h"

namespace focus {

uint16_t ramp_ticks(uint16_t level) {
    static constexpr RampTable table;
    return table.ticks[level];
}

}  // namespace focus
