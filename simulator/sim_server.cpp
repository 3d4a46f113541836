#include "simulator/sim_server.h"

#include <algorithm>
#include <bitset>
#include <boost/asio/steady_timer.hpp>
#include <cstdio>

#include "simulator/cable.h"
#include "simulator/clock_pace.h"
#include "simulator/command_lines.h"
#include "simulator/control_socket.h"
#include "simulator/eeprom_file.h"
#include "simulator/host_body.h"
#include "simulator/stock_filter.h"

namespace focus::sim {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

constexpr auto kTick = std::chrono::milliseconds(20);
constexpr auto kBusyTick = std::chrono::milliseconds(1);
/// Longest real time spent on catching up in one go; what is then still missing is forgiven.
constexpr auto kPatience = std::chrono::milliseconds(20);
constexpr Tick kSlice = ms(50);
/// What the device was saving when the program was asked to end is saved: a record takes 40 ms, and nobody who ends the
/// program means to cut the power within them.
constexpr Tick kLastSave = ms(100);
constexpr int kTicksPerFlush = 50;  // at rest the disk is given the EEPROM within a second

std::string printable(std::string_view text) {
    std::string shown;
    for (const char c : text) {
        char code[5] = {c, '\0'};
        if (c < ' ' || c > '~') std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned char>(c));
        shown += code;
    }
    return shown;
}

}  // namespace

class SimServer::Impl : public std::enable_shared_from_this<SimServer::Impl> {
public:
    Impl(asio::any_io_executor executor, SimOptions options)
        : executor_(std::move(executor)),
          options_(std::move(options)),
          body_(options_.body ? options_.body(options_.device) : std::make_unique<HostBody>(options_.device)),
          device_(*body_),
          pace_(options_.speed, Clock::now(), 0),
          cable_(executor_, options_),
          eeprom_file_([this](const std::string& line) { say(line); }),
          timer_(executor_) {
        cable_.on_bytes = [this](std::string_view bytes) { receive(bytes); };
        cable_.on_opened = [this] { port_opened(); };
    }

    ~Impl() {
        if (!started_) return;
        device_.run_until(device_.time() + kLastSave);
        eeprom_file_.keep(device_.eeprom());
    }

    std::string start();
    std::string apply(const Command& command);
    SimulatedDevice& present() {
        advance();
        return dynamic_cast<HostBody&>(device_).device;
    }
    Cable& cable() { return cable_; }

private:
    std::string open_all();
    void say(const std::string& line) {
        if (options_.say) options_.say(line);
    }
    void say_where();
    void advance();
    void tick();
    void tell_fault();
    void wait();
    void keep_eeprom();
    void receive(std::string_view bytes);
    void send_answers(std::string_view lines);
    void port_opened() {
        if (options_.reset_on_open) reset();
    }
    void reset();
    std::string status();

    std::string run(const command::SensorUnplug&) { return device_.unplug_sensor(), "ok"; }
    std::string run(const command::SensorPlug&) { return device_.plug_sensor(), "ok"; }
    std::string run(const command::SensorFreeze&) { return device_.freeze_sensor(), "ok"; }
    std::string run(const command::SensorSpike& c) { return device_.spike_sensor(c.temperature), "ok"; }
    std::string run(const command::Noise& c) { return cable_.faults().noise = c.rate, "ok"; }
    std::string run(const command::Silence& c) { return cable_.faults().silent = c.on, "ok"; }
    std::string run(const command::Slow& c) { return cable_.faults().slow = c.delay, "ok"; }
    std::string run(const command::Late& c) { return cable_.faults().late = c.delay, "ok"; }
    std::string run(const command::CablePull&) { return cable_.pull(), "ok"; }
    std::string run(const command::CablePlug&);
    std::string run(const command::PowerCut& c) { return device_.power_cut_in(c.steps), "ok"; }
    std::string run(const command::PowerOn&) { return device_.power_on(), "ok"; }
    std::string run(const command::Reset&);
    std::string run(const command::Button& c);
    std::string run(const command::SetTemperature& c);
    std::string run(const command::SetHumidity& c);
    std::string run(const command::SetSpeed& c);
    std::string run(const command::Status&) { return status(); }
    std::string run(const command::Lines& c) { return lines_ = c.on, "ok"; }
    std::string run(const command::Help&) { return command_help(); }
    std::string run(const command::Quit&);

    asio::any_io_executor executor_;
    SimOptions options_;
    std::unique_ptr<FocuserBody> body_;
    FocuserBody& device_;
    ClockPace pace_;
    Cable cable_;
    EepromFile eeprom_file_;
    StockFilter stock_;
    std::shared_ptr<ControlSocket> control_;
    asio::steady_timer timer_;
    Clock::time_point deaf_until_{};  // booting after a reset by the port
    std::uint64_t eeprom_kept_ = 0;
    int ticks_to_flush_ = kTicksPerFlush;
    bool fault_told_ = false;
    bool lines_ = false;
    bool started_ = false;
    LineCutter requests_;  // for `lines on`
};

std::string SimServer::Impl::start() {
    std::string error = open_all();
    if (!error.empty()) {
        cable_.pull();
        control_.reset();
        return error;
    }
    started_ = true;
    pace_.restart(options_.speed, Clock::now(), device_.time());
    if (options_.powered) device_.power_on();
    say_where();
    tick();
    return {};
}

std::string SimServer::Impl::open_all() {
    if (!options_.eeprom.empty()) {
        EepromImage image = device_.eeprom();
        std::string error = eeprom_file_.open(options_.eeprom, image);
        if (!error.empty()) return error;
        device_.load_eeprom(image);
    }
    if (!options_.control.empty()) {
        const auto run_line = [this](std::string_view line) {
            Command command;
            std::string error;
            return parse_command(line, command, error) ? apply(command) : "error: " + error;
        };
        std::string error;
        control_ = ControlSocket::open(executor_, options_.control, run_line, error);
        if (!control_) return error;
    }
    return cable_.plug();
}

void SimServer::Impl::say_where() {
    if (options_.pty) say("pty " + cable_.pty_path());
    if (options_.tcp_port) say("tcp " + std::to_string(cable_.tcp_port()));
}

void SimServer::Impl::advance() {
    const Clock::time_point begin = Clock::now();
    const Tick target = pace_.at(begin);
    const bool powered = device_.powered();
    while (device_.time() < target) {
        device_.run_until(std::min(target, device_.time() + kSlice));
        const Clock::time_point now = Clock::now();
        if (now - begin > kPatience && device_.time() < target) {
            pace_.restart(pace_.speed(), now, device_.time());
            break;
        }
    }
    if (powered && !device_.powered()) say("power cut at position " + std::to_string(device_.position().steps));
}

void SimServer::Impl::tick() {
    advance();
    keep_eeprom();
    send_answers(device_.take_output());
    tell_fault();
    if (--ticks_to_flush_ <= 0) {
        ticks_to_flush_ = kTicksPerFlush;
        eeprom_file_.flush();
    }
    wait();
}

/// Once: a device that cannot go on is mute from then on.
void SimServer::Impl::tell_fault() {
    if (fault_told_ || device_.fault().empty()) return;
    fault_told_ = true;
    say("warning: the device cannot go on: " + device_.fault());
}

/// Before the host hears anything: what it was told has to be in the file, also when this process is killed.
void SimServer::Impl::keep_eeprom() {
    if (device_.eeprom_changes() == eeprom_kept_) return;
    eeprom_kept_ = device_.eeprom_changes();
    eeprom_file_.keep(device_.eeprom());
}

void SimServer::Impl::wait() {
    timer_.expires_after(device_.busy() ? kBusyTick : kTick);
    timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
        const auto self = weak.lock();
        if (self && !error) self->tick();
    });
}

void SimServer::Impl::receive(std::string_view bytes) {
    advance();
    if (Clock::now() < deaf_until_) return;
    if (lines_) requests_.take(bytes, [this](std::string_view line) { say("> " + printable(line)); });
    std::string answers;
    device_.receive(options_.stock ? stock_.to_device(bytes, answers) : std::string(bytes));
    keep_eeprom();
    if (device_.powered()) send_answers(answers);
    send_answers(device_.take_output());
    if (device_.busy()) wait();
}

void SimServer::Impl::send_answers(std::string_view lines) {
    while (!lines.empty()) {
        const std::size_t size = std::min(lines.find('\n'), lines.size() - 1) + 1;
        std::string line(lines.substr(0, size));
        lines.remove_prefix(size);
        if (options_.stock) line = StockFilter::to_host(std::move(line));
        if (lines_) say("< " + printable(line.substr(0, line.size() - 1)));
        cable_.answer(line);
    }
}

void SimServer::Impl::reset() {
    if (!device_.powered()) return;
    advance();
    device_.reset();
    deaf_until_ = Clock::now() + options_.boot_delay;
}

std::string SimServer::Impl::apply(const Command& command) {
    advance();
    std::string answer = std::visit([this](const auto& c) { return run(c); }, command);
    return answer;
}

std::string SimServer::Impl::run(const command::CablePlug&) {
    if (cable_.plugged()) return "ok";
    const std::string error = cable_.plug();
    if (!error.empty()) return "error: " + error;
    say_where();
    return "ok";
}

std::string SimServer::Impl::run(const command::Reset&) {
    if (!device_.powered()) return "error: the device has no power; `power on` starts it";
    return reset(), "ok";
}

std::string SimServer::Impl::run(const command::Button& c) {
    const int held = device_.held_buttons();
    device_.hold_buttons(static_cast<std::uint8_t>(c.down ? held | c.which : held & ~c.which));
    return "ok";
}

std::string SimServer::Impl::run(const command::SetTemperature& c) {
    ThermalWorld& world = device_.world();
    world.advance_to(static_cast<double>(device_.time()) / kTicksPerSecond);
    world.set_ambient(c.temperature);
    return "ok";
}

std::string SimServer::Impl::run(const command::SetHumidity& c) {
    return device_.world().set_humidity(c.percent), "ok";
}

std::string SimServer::Impl::run(const command::SetSpeed& c) {
    pace_.restart(c.factor, Clock::now(), device_.time());
    return "ok";
}

std::string SimServer::Impl::run(const command::Quit&) {
    if (!options_.quit) return "error: this simulator ends with the program it is part of";
    options_.quit();
    return "ok";
}

std::string SimServer::Impl::status() {
    char line[200];
    std::snprintf(
        line, sizeof line,
        "position %d moving %d temperature %.2f humidity %.1f coils %s power %s cable %s shaft %lld time %.3f",
        device_.position().steps, device_.moving() ? 1 : 0, device_.world().temperature(), device_.world().humidity(),
        std::bitset<4>(device_.coils()).to_string().c_str(), device_.powered() ? "on" : "off",
        cable_.plugged() ? "plugged" : "pulled", static_cast<long long>(device_.shaft()),
        static_cast<double>(device_.time()) / kTicksPerSecond);
    return line;
}

SimServer::SimServer(asio::any_io_executor executor, SimOptions options)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(options))) {}

SimServer::~SimServer() = default;

std::string SimServer::start() { return impl_->start(); }

std::string SimServer::pty_path() const { return impl_->cable().pty_path(); }

std::uint16_t SimServer::tcp_port() const { return impl_->cable().tcp_port(); }

std::string SimServer::command(std::string_view line) {
    Command command;
    std::string error;
    return parse_command(line, command, error) ? apply(command) : "error: " + error;
}

std::string SimServer::apply(const Command& command) { return impl_->apply(command); }

SimulatedDevice& SimServer::device() { return impl_->present(); }

}  // namespace focus::sim
