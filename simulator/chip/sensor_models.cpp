#include "simulator/chip/sensor_models.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace focus::chip {
namespace {

std::uint32_t scaled(double value, double low, double span, double full) {
    return static_cast<std::uint32_t>(std::lround(std::clamp((value - low) / span, 0.0, 1.0) * full));
}

double celsius(const SensorReading& reading) { return reading.temperature.centi / 100.0; }
double percent(const SensorReading& reading) { return reading.humidity.centi / 100.0; }

void put_word(std::vector<std::uint8_t>& bytes, std::uint32_t word, std::uint8_t crc_initial) {
    const std::uint8_t two[2] = {static_cast<std::uint8_t>(word >> 8), static_cast<std::uint8_t>(word)};
    bytes.insert(bytes.end(), {two[0], two[1], crc8(two, 2, crc_initial)});
}

/// Single shots with and without clock stretching, three repeatabilities.
class Sht3x : public SensorModel {
public:
    Sht3x(Measure measure, Cycle now) : SensorModel(0x44, std::move(measure), now + us(1000)) {}

    Cycle ready(Cycle now) override { return stretch_ ? std::max(now, done_) : now; }

private:
    std::size_t command_size(std::uint8_t) const override { return 2; }

    bool command(const std::vector<std::uint8_t>& bytes, Cycle now) override {
        switch (bytes[0] << 8 | bytes[1]) {
            case 0x2400: return shoot(now, us(15000), false);
            case 0x240B: return shoot(now, us(6000), false);
            case 0x2416: return shoot(now, us(4000), false);
            case 0x2C06: return shoot(now, us(15000), true);
            case 0x2C0D: return shoot(now, us(6000), true);
            case 0x2C10: return shoot(now, us(4000), true);
            case 0x30A2:
                wakes_ = now + us(1500);
                result_.clear();
                return true;
            case 0x3041:  // status cleared, heater on, end of periodic mode: no matter here
            case 0x3066:
            case 0x3093: return true;
            case 0xF32D: status_ = true; return true;
            default: return false;
        }
    }

    bool shoot(Cycle now, Cycle duration, bool stretch) {
        if (now < done_) return false;
        const SensorReading r = measure_();
        result_.clear();
        put_word(result_, broken() ? 0xFFFF : scaled(celsius(r), -45, 175, 65535), 0xFF);
        put_word(result_, broken() ? 0xFFFF : scaled(percent(r), 0, 100, 65535), 0xFF);
        done_ = now + duration;
        stretch_ = stretch;
        return true;
    }

    bool answer(std::vector<std::uint8_t>& bytes, Cycle now) override {
        if (std::exchange(status_, false)) {
            put_word(bytes, 0x8010, 0xFF);
            return true;
        }
        if (result_.empty() || (now < done_ && !stretch_)) return false;
        bytes = std::exchange(result_, {});
        return true;
    }

    std::vector<std::uint8_t> result_;
    Cycle done_ = 0;
    bool stretch_ = false;
    bool status_ = false;
};

/// HTU21D and SHT21: temperature and humidity by separate commands, with and without hold of the clock.
class Htu21d : public SensorModel {
public:
    Htu21d(Measure measure, Cycle now) : SensorModel(0x40, std::move(measure), now + us(15000)) {}

    Cycle ready(Cycle now) override { return hold_ ? std::max(now, done_) : now; }

private:
    std::size_t command_size(std::uint8_t first) const override { return first == 0xE6 ? 2 : 1; }

    bool command(const std::vector<std::uint8_t>& bytes, Cycle now) override {
        switch (bytes[0]) {
            case 0xE3: return convert(now, false, true);
            case 0xE5: return convert(now, true, true);
            case 0xF3: return convert(now, false, false);
            case 0xF5: return convert(now, true, false);
            case 0xFE:
                wakes_ = now + us(15000);
                result_.clear();
                return true;
            case 0xE6: return true;
            case 0xE7:
                result_.assign(1, 0x02);
                done_ = now;
                return true;
            default: return false;
        }
    }

    bool convert(Cycle now, bool humidity, bool hold) {
        if (now < done_) return false;
        const SensorReading r = measure_();
        std::uint32_t raw = humidity ? scaled(percent(r), -6, 125, 65536) : scaled(celsius(r), -46.85, 175.72, 65536);
        raw = (broken() ? 0xFFFFU : std::min<std::uint32_t>(raw, 0xFFFF)) & 0xFFFCU;  // two bits are status
        result_.clear();
        put_word(result_, humidity ? raw | 2U : raw, 0x00);
        done_ = now + (humidity ? us(16000) : us(50000));
        hold_ = hold;
        return true;
    }

    bool answer(std::vector<std::uint8_t>& bytes, Cycle now) override {
        if (result_.empty() || (now < done_ && !hold_)) return false;
        bytes = std::exchange(result_, {});
        return true;
    }

    std::vector<std::uint8_t> result_;
    Cycle done_ = 0;
    bool hold_ = false;
};

/// AHT20: answers while it converts, with its busy bit set.
class Aht20 : public SensorModel {
public:
    Aht20(Measure measure, Cycle now) : SensorModel(0x38, std::move(measure), now + us(40000)) {}

private:
    std::size_t command_size(std::uint8_t first) const override { return first == 0xBE || first == 0xAC ? 3 : 1; }

    bool command(const std::vector<std::uint8_t>& bytes, Cycle now) override {
        switch (bytes[0]) {
            case 0xBE:
                calibrated_ = true;
                done_ = now + us(10000);
                return true;
            case 0xAC: return trigger(now);
            case 0x71: return true;
            case 0xBA:
                wakes_ = now + us(20000);
                calibrated_ = false;
                return true;
            default: return false;
        }
    }

    bool trigger(Cycle now) {
        if (now < done_) return false;
        const SensorReading r = measure_();
        // Without its calibration it measures, and what it says is not true.
        const bool wrong = broken() || !calibrated_;
        humidity_ = wrong ? 0xFFFFF : std::min(0xFFFFFU, scaled(percent(r), 0, 100, 1048576));
        temperature_ = wrong ? 0xFFFFF : std::min(0xFFFFFU, scaled(celsius(r), -50, 200, 1048576));
        done_ = now + us(80000);
        return true;
    }

    bool answer(std::vector<std::uint8_t>& bytes, Cycle now) override {
        const unsigned status = (now < done_ ? 0x80U : 0U) | 0x10U | (calibrated_ ? 0x08U : 0U);
        const std::uint64_t packed =
            static_cast<std::uint64_t>(status) << 40 | static_cast<std::uint64_t>(humidity_) << 20 | temperature_;
        for (int shift = 40; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(packed >> shift));
        bytes.push_back(crc8(bytes.data(), bytes.size(), 0xFF));
        return true;
    }

    std::uint32_t humidity_ = 0, temperature_ = 0;
    Cycle done_ = 0;
    bool calibrated_ = false;
};

}  // namespace

std::uint8_t crc8(const std::uint8_t* data, std::size_t size, std::uint8_t initial) {
    std::uint8_t crc = initial;
    for (std::size_t i = 0; i < size; ++i) {
        crc = static_cast<std::uint8_t>(crc ^ data[i]);
        for (int bit = 0; bit < 8; ++bit) {
            crc = static_cast<std::uint8_t>((crc & 0x80) != 0 ? crc << 1 ^ 0x31 : crc << 1);
        }
    }
    return crc;
}

std::unique_ptr<SensorModel> SensorModel::make(wire::SensorKind kind, Measure measure, Cycle now) {
    switch (kind) {
        case wire::SensorKind::sht3x: return std::make_unique<Sht3x>(std::move(measure), now);
        case wire::SensorKind::htu21d: return std::make_unique<Htu21d>(std::move(measure), now);
        case wire::SensorKind::aht20: return std::make_unique<Aht20>(std::move(measure), now);
        case wire::SensorKind::none:
        case wire::SensorKind::not_looked: break;
    }
    return nullptr;
}

bool SensorModel::address(std::uint8_t seven_bits, bool read, Cycle now) {
    if (seven_bits != address_ || now < wakes_) return false;
    coming_.clear();
    if (!read) return true;
    going_.clear();
    sent_ = 0;
    if (!answer(going_, now)) return false;
    if (spoil_ > 0 && !going_.empty()) {
        --spoil_;
        going_.front() = static_cast<std::uint8_t>(going_.front() ^ 0x04);
    }
    return true;
}

bool SensorModel::write(std::uint8_t value, Cycle now) {
    coming_.push_back(value);
    const std::size_t size = command_size(coming_.front());
    if (coming_.size() > size) return false;
    return coming_.size() < size || command(coming_, now);
}

std::uint8_t SensorModel::read(Cycle) { return sent_ < going_.size() ? going_[sent_++] : 0xFF; }

void SensorModel::stop(Cycle) { coming_.clear(); }

}  // namespace focus::chip
