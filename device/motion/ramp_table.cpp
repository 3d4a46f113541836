#include "device/motion/ramp_table.h"

namespace focus {

uint16_t ramp_entry(uint16_t index) {
    static constexpr RampTable table;
    return table.ticks[index];
}

}  // namespace focus
