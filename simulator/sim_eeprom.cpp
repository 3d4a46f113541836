#include "simulator/sim_eeprom.h"

namespace focus::sim {

void SimEeprom::write(std::uint16_t address, const std::uint8_t* data, std::uint8_t size, Tick now) {
    for (unsigned i = 0; i < size; ++i) {
        queue_.push_back({static_cast<std::uint16_t>((address + i) % kEepromSize), data[i]});
    }
    due_ = now + kByteTime;
    skip_equal();
}

void SimEeprom::finish_byte() {
    const Byte byte = queue_.front();
    queue_.pop_front();
    cells_[byte.address] = byte.value;
    ++wear_[byte.address];
    ++changes_;
    due_ += kByteTime;
    skip_equal();
}

void SimEeprom::skip_equal() {
    while (!queue_.empty() && cells_[queue_.front().address] == queue_.front().value) queue_.pop_front();
}

void SimEeprom::cut(TornByte outcome, std::uint8_t random) {
    if (queue_.empty()) return;
    const Byte byte = queue_.front();
    std::uint8_t& cell = cells_[byte.address];
    // Erasing raises bits to 1, programming lowers the ones that shall be 0.
    switch (outcome) {
        case TornByte::old_value: break;
        case TornByte::erased: cell = 0xFF; break;
        case TornByte::new_value: cell = byte.value; break;
        case TornByte::partly_erased: cell = static_cast<std::uint8_t>(cell | random); break;
        case TornByte::partly_programmed: cell = static_cast<std::uint8_t>(byte.value | random); break;
        case TornByte::garbage: cell = random; break;
    }
    ++wear_[byte.address];
    ++changes_;
    queue_.clear();
}

}  // namespace focus::sim
