#include "firmware/twi.h"

#include <util/twi.h>

#include "firmware/handler.h"
#include "firmware/pins.h"

namespace focus {
namespace twi {
namespace {

constexpr uint32_t kSpeed = 50000;  // Hz

constexpr uint8_t kOn = 1 << TWEN;
constexpr uint8_t kGo = (1 << TWINT) | (1 << TWEN) | (1 << TWIE);
constexpr uint8_t kStart = kGo | (1 << TWSTA);
constexpr uint8_t kGoAck = kGo | (1 << TWEA);
constexpr uint8_t kStop = (1 << TWINT) | (1 << TWEN) | (1 << TWSTO);

volatile State current = State::done;
uint8_t buffer[kLongest];
uint8_t slave = 0;  // the address and the direction bit
uint8_t size = 0;
uint8_t at = 0;
uint8_t clearing = 0;

void start(uint8_t address_and_direction, uint8_t count) {
    slave = address_and_direction;
    size = count;
    at = 0;
    current = State::busy;
    TWCR = kStart;
}

// What the bus does next, after what it says that has happened.
uint8_t answer(uint8_t status) {
    switch (status) {
        case TW_START:
        case TW_REP_START: TWDR = slave; return kGo;
        case TW_MT_SLA_ACK:
        case TW_MT_DATA_ACK:
            if (at == size) break;
            TWDR = buffer[at++];
            return kGo;
        case TW_MR_DATA_ACK: buffer[at++] = TWDR;  // fall through
        case TW_MR_SLA_ACK: return at + 1 < size ? kGoAck : kGo;
        case TW_MR_DATA_NACK: buffer[at++] = TWDR; break;
        default: current = State::failed; return kStop;
    }
    current = State::done;
    return kStop;
}

}  // namespace

void begin() {
    TWBR = (F_CPU / kSpeed - 16) / 2;
    TWSR = 0;
    TWCR = kOn;
}

void write(uint8_t address, const uint8_t* bytes, uint8_t count) {
    for (uint8_t i = 0; i < count; ++i) buffer[i] = bytes[i];
    start(static_cast<uint8_t>(address << 1 | TW_WRITE), count);
}

void read(uint8_t address, uint8_t count) { start(static_cast<uint8_t>(address << 1 | TW_READ), count); }

State state() { return current; }

const uint8_t* bytes() { return buffer; }

void abandon() {
    TWCR = 0;
    current = State::failed;
    clearing = 0;
}

bool clear_bus() {
    // Eighteen halves of a clock, then data down, clock let go, data let go: a stop.
    constexpr uint8_t kHalves = 18;
    if (clearing < kHalves) {
        pins::bus_direction() ^= pins::kScl;
    } else if (clearing == kHalves) {
        pins::bus_direction() |= pins::kSda;
    } else {
        pins::bus_direction() &= ~(pins::kSda | pins::kScl);
        TWCR = kOn;
        return true;
    }
    ++clearing;
    return false;
}

}  // namespace twi
}  // namespace focus

FOCUSERLINK_LATE_HANDLER(TWI, TWCR, focus::twi::kOn) {
    // The answer sets the bus going; it asks again 20 us later at the soonest.
    TWCR = focus::twi::answer(TW_STATUS);
}
