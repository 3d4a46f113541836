#include "firmware/sensor_socket.h"

#include <avr/pgmspace.h>

#include "firmware/twi.h"

namespace focus {
namespace {

constexpr uint16_t kPeriod = 1000;   // ms from conversion to conversion
constexpr uint8_t kPatience = 5;     // ms; the longest transfer takes 2
constexpr int16_t kColdest = -4000;  // hundredths of C, what the sensors are made for; a broken one reports the ends of
constexpr int16_t kHottest = 12500;  // its scale, which lie outside

// Where a sensor may be, in the order in which it is looked for.
struct Place {
    uint8_t address;
    const Turn* turns;
};

const Place places[] PROGMEM = {
    {0x44, sht3x::turns},
    {0x45, sht3x::turns},
    {0x40, htu21d::turns},
    {0x38, aht20::turns},
};
constexpr uint8_t kPlaces = sizeof places / sizeof places[0];

bool decode(uint8_t place, const uint8_t* bytes, SensorReading& reading) {
    if (place == 3) return aht20::decode(bytes, reading);
    if (place == 2) return htu21d::decode(bytes, reading);
    return sht3x::decode(bytes, reading);
}

}  // namespace

bool SensorSocket::take(SensorReading& reading) {
    if (!ready_) return false;
    ready_ = false;
    reading = reading_;
    return true;
}

void SensorSocket::poll(uint32_t now) {
    const uint8_t passed = static_cast<uint8_t>(now - since_);
    switch (doing_) {
        case Doing::resting:
            if (static_cast<uint16_t>(now - second_) < kPeriod) return;
            second_ += kPeriod;
            refused_ = 0;
            begin();
            break;
        case Doing::pausing:
            if (passed <= turn_.wait) return;  // one more than asked: the first was not a whole one
            doing_ = Doing::transferring;
            if (turn_.read != 0) {
                twi::read(pgm_read_byte(&places[place_].address), turn_.read);
            } else {
                twi::write(pgm_read_byte(&places[place_].address), turn_.bytes, turn_.write);
            }
            break;
        case Doing::transferring:
            if (twi::state() == twi::State::done) {
                for (uint8_t i = 0; i < turn_.read; ++i) bytes_[got_++] = twi::bytes()[i];
                load_turn();
                if (turn_.read == 0 && turn_.write == 0) converted();
            } else if (twi::state() == twi::State::failed) {
                failed();
            } else if (passed > kPatience) {
                twi::abandon();
                doing_ = Doing::clearing;
            } else {
                return;
            }
            break;
        case Doing::clearing:
            if (passed == 0) return;
            if (!twi::clear_bus()) break;
            refused_ = kPlaces;  // no more of it in this second
            failed();
            break;
    }
    since_ = static_cast<uint8_t>(now);
}

void SensorSocket::begin() {
    next_ = static_cast<const Turn*>(pgm_read_ptr(&places[place_].turns));
    got_ = 0;
    load_turn();
}

void SensorSocket::load_turn() {
    memcpy_P(&turn_, next_++, sizeof turn_);
    doing_ = Doing::pausing;
}

void SensorSocket::converted() {
    const bool good = decode(place_, bytes_, reading_);
    const int16_t centi = reading_.temperature.centi;
    if (!good || centi < kColdest || centi > kHottest) return failed();
    found_ = true;
    finish();
}

void SensorSocket::failed() {
    // One that was there a second ago is asked first in the next; otherwise every place is tried at once.
    const bool search = !found_ && ++refused_ < kPlaces;
    if (!found_) place_ = static_cast<uint8_t>((place_ + 1) % kPlaces);
    found_ = false;
    if (search) return begin();
    reading_ = SensorReading();
    finish();
}

void SensorSocket::finish() {
    ready_ = true;
    doing_ = Doing::resting;
}

}  // namespace focus
