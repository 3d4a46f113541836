#include "simulator/line_faults.h"

namespace focus::sim {

std::string LineFaults::disturb(std::string_view bytes) {
    if (noise <= 0) return std::string(bytes);
    std::string result;
    for (const char c : bytes) {
        if (static_cast<double>(random_() >> 11) * 0x1p-53 >= noise) {
            result += c;
            continue;
        }
        const std::uint64_t chance = random_();
        const char stranger = static_cast<char>(chance >> 8);
        switch (chance % 3) {
            case 0: result += static_cast<char>(c ^ (1 << (chance >> 8) % 8)); break;
            case 1: break;
            default: result += stranger; result += c;
        }
    }
    return result;
}

}  // namespace focus::sim
