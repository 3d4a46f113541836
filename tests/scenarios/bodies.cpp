#include "simulator/simulated_device.h"
#include "tests/scenarios/body.h"

namespace focus::testing {
namespace {

/// The simulator's board on its virtual clock.
class SimBody : public Body {
public:
    SimBody() { device_.power_on(); }

    std::string ask(const std::string& line) override { return device_.ask(line); }
    void noise(const std::string& bytes) override {
        device_.receive(bytes);
        device_.take_output();
    }
    void run_for(uint32_t ms) override { device_.run_for(sim::ms(ms)); }
    void power_cut() override { device_.power_cut(); }
    void power_cut_in(unsigned steps) override { device_.power_cut_in(steps); }
    bool powered() const override { return device_.powered(); }
    void power_on() override { device_.power_on(); }
    void reset(wire::ResetCause cause) override { device_.reset(cause); }
    void set_temperature(double celsius) override { device_.board().world().set_ambient(celsius); }
    void spike(double celsius) override { device_.board().sensor().spike(celsius); }
    void freeze_sensor() override { device_.board().sensor().freeze(); }
    void unplug_sensor() override { device_.board().sensor().unplug(); }
    void plug_sensor() override { device_.board().sensor().plug(); }
    void plug_sensor(wire::SensorKind kind) override { device_.board().sensor() = sim::SimSensor(kind); }
    void press(bool in, bool out) override {
        device_.board().hold_buttons(static_cast<uint8_t>((in ? kButtonIn : 0) | (out ? kButtonOut : 0)));
    }
    int64_t rotor() const override { return device_.board().rotor().steps(); }
    std::string fault() const override { return device_.board().broken_promise(); }

private:
    sim::SimulatedDevice device_;
};

}  // namespace

const std::vector<BodyKind>& bodies() {
    static const std::vector<BodyKind> all = [] {
        std::vector<BodyKind> found = {{"simulator", [] { return std::unique_ptr<Body>(new SimBody); }}};
        for (const BodyKind& kind : further_bodies()) found.push_back(kind);
        return found;
    }();
    return all;
}

}  // namespace focus::testing
