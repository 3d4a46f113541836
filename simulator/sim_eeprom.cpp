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

std::uint8_t torn_byte(TornByte outcome, std::uint8_t before, std::uint8_t after, std::uint8_t random) {
    // Erasing raises bits to 1, programming lowers the ones that shall be 0.
    switch (outcome) {
        case TornByte::old_value: break;
        case TornByte::erased: return 0xFF;
        case TornByte::new_value: return after;
        case TornByte::partly_erased: return static_cast<std::uint8_t>(before | random);
        case TornByte::partly_programmed: return static_cast<std::uint8_t>(after | random);
        case TornByte::garbage: return random;
    }
    return before;
}

void SimEeprom::cut(TornByte outcome, std::uint8_t random) {
    if (queue_.empty()) return;
    const Byte byte = queue_.front();
    std::uint8_t& cell = cells_[byte.address];
    cell = torn_byte(outcome, cell, byte.value, random);
    ++wear_[byte.address];
    ++changes_;
    queue_.clear();
}

}  // namespace focus::sim
