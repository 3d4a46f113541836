#include "simulator/chip/chip.h"

#include <stdexcept>

#include "tests/scenarios/body.h"

namespace focus::testing {
namespace {

/// The very program that is flashed, on the simulated chip.
class ChipBody : public Body {
public:
    explicit ChipBody(const chip::Firmware& firmware) : chip_(firmware) { power_on(); }

    std::string ask(const std::string& line) override { return chip_.ask(line); }
    void noise(const std::string& bytes) override {
        chip_.receive(bytes);
        // On a real cable they take their time.
        chip_.run_until([this] { return chip_.uart().line_free() <= chip_.now(); }, chip::seconds(60));
        chip_.run_for(chip::ms(20));
        chip_.take_output();
    }
    void run_for(uint32_t ms) override { chip_.run_for(chip::ms(ms)); }
    void power_cut() override { chip_.power_cut(); }
    void power_cut_in(unsigned steps) override { chip_.power_cut_in(steps); }
    bool powered() const override { return chip_.powered(); }
    void power_on() override {
        fault_ = fault();
        chip_.power_on();
        // Cut in motion, the rotor rests where nobody knows: the first pattern may ask it for more than a step.
        slips_allowed_ = chip_.coils().rotor().slips() + 1;
        chip_.run_for(chip::Chip::kStartUp);
    }
    void reset(wire::ResetCause cause) override {
        fault_ = fault();
        if (cause == wire::ResetCause::watchdog) ++bites_allowed_;
        chip_.reset(cause);
        slips_allowed_ = chip_.coils().rotor().slips() + 1;
        chip_.run_for(chip::Chip::kStartUp);
    }
    void set_temperature(double celsius) override { chip_.world().set_ambient(celsius); }
    void spike(double celsius) override { chip_.sensor().spike(celsius); }
    void freeze_sensor() override { chip_.sensor().freeze(); }
    void unplug_sensor() override { chip_.unplug_sensor(); }
    void plug_sensor() override { chip_.plug_sensor(); }
    void plug_sensor(wire::SensorKind kind) override { chip_.plug_sensor(kind); }
    void press(bool in, bool out) override {
        chip_.hold_buttons(static_cast<uint8_t>((in ? kButtonIn : 0) | (out ? kButtonOut : 0)));
    }
    int64_t rotor() const override { return chip_.coils().rotor().steps(); }
    std::string fault() const override {
        if (!fault_.empty()) return fault_;
        if (chip_.resets(wire::ResetCause::watchdog) > bites_allowed_) return "the watchdog bit";
        return chip_.coils().rotor().slips() > slips_allowed_ ? "the rotor slipped" : chip_.fault();
    }

private:
    chip::Chip chip_;
    std::string fault_;
    unsigned slips_allowed_ = 0;
    unsigned bites_allowed_ = 0;
};

}  // namespace

std::vector<BodyKind> further_bodies() {
    return {{"chip", [] {
                 static const chip::Firmware firmware = [] {
                     chip::Firmware read;
                     std::string error;
                     if (!chip::Firmware::load(FIRMWARE_ELF, read, error)) throw std::runtime_error(error);
                     return read;
                 }();
                 return std::unique_ptr<Body>(new ChipBody(firmware));
             }}};
}

}  // namespace focus::testing
