#include "simulator/chip/chip_body.h"

#include <cstdlib>

namespace focus::chip {
namespace {

constexpr Cycle kAttention = ms(100);  // the device answers everything within this time
constexpr Cycle kSlowestStep = ms(8);
constexpr std::size_t kLongestLine = 200;

ChipOptions options_of(const sim::DeviceOptions& options) {
    ChipOptions chip;
    chip.world = options.world;
    chip.sensor = options.sensor;
    chip.seed = options.seed;
    return chip;
}

}  // namespace

ChipBody::ChipBody(const Firmware& firmware, const sim::DeviceOptions& options)
    : chip_(firmware, options_of(options)) {}

void ChipBody::receive(std::string_view bytes) {
    chip_.receive(bytes);
    attentive_until_ = chip_.uart().line_free() + kAttention;
}

std::string ChipBody::take_output() {
    std::string output = chip_.take_output();
    for (const char c : output) {
        if (c != '\n') {
            if (line_.size() < kLongestLine) line_ += c;
            continue;
        }
        if (line_.rfind("q:", 0) == 0 || line_.rfind("p:", 0) == 0) {
            said_ = Position(static_cast<std::int32_t>(std::strtol(line_.c_str() + 2, nullptr, 10)));
        }
        line_.clear();
    }
    return output;
}

bool ChipBody::moving() {
    return powered() && chip_.coils().coils() != 0 && chip_.now() - chip_.coils().last() < kSlowestStep;
}

}  // namespace focus::chip
