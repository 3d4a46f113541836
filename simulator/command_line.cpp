#include "simulator/command_line.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "simulator/numbers.h"
#include "simulator/pty_port.h"

namespace focus::sim {
namespace {

constexpr const char* kFooter =
    "Lines typed on standard input or sent to the control socket make faults, for example `cable pull`,\n"
    "`power cut in 100 steps`, `sensor unplug`; `help` lists them all. Ctrl-C ends the simulator.\n"
    "\n"
    "Examples:\n"
    "  focuserlink-sim --link /tmp/focuser --night        a focuser at /tmp/focuser on a cooling night\n"
    "  focuserlink-sim --no-pty --tcp 4000 --speed 100    on TCP only, a hundred times too fast\n"
    "\n"
    "Exit codes:\n"
    "  0  ended as asked\n"
    "  1  could not start; the message says why\n"
    "  2  mistake in the options\n";

/// What CLI11 reads before it becomes SimOptions.
struct Typed {
    double temperature = 15;
    std::string night;
    std::string csv;
    std::string chip;
    std::string sensor = "sht3x";
    int tcp = -1;
    int boot_delay = 1500;
    bool no_pty = false;
    bool off = false;
};

/// Nothing if there is no such sensor.
std::optional<wire::SensorKind> sensor_named(const std::string& name) {
    constexpr const char* kNames[] = {"none", "sht3x", "htu21d", "aht20"};
    for (int i = 0; i < 4; ++i) {
        if (name == kNames[i]) return static_cast<wire::SensorKind>(i);
    }
    return std::nullopt;
}

CLI::Validator a_sensor() {
    return {[](const std::string& name) {
                return sensor_named(name) ? "" : "'" + name + "' is not sht3x, htu21d, aht20 or none";
            },
            "{sht3x,htu21d,aht20,none}"};
}

bool read_csv(const std::string& path, Ambient& ambient, std::string& error) {
    std::ifstream file(std::filesystem::path(std::u8string(path.begin(), path.end())), std::ios::binary);
    if (!file) {
        error = "--csv: cannot read " + path + ": " + std::strerror(errno);
        return false;
    }
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (file.bad() || !Ambient::from_csv(text, ambient, error)) {
        error = "--csv: " + path + ": " + (file.bad() ? "cannot be read" : error);
        return false;
    }
    return true;
}

bool choose_ambient(const CLI::App& app, const Typed& typed, Ambient& ambient, std::string& error) {
    if (app.count("--csv") != 0) return read_csv(typed.csv, ambient, error);
    if (app.count("--night") != 0) return parse_night(typed.night, ambient, error);
    ambient = Ambient::constant(typed.temperature);
    return true;
}

void describe_cable(CLI::App& app, SimOptions& options, Typed& typed) {
    const char* group = "Where it is to be found";
    app.add_option("--link", options.link, "symlink to the pseudo terminal, removed at the end")
        ->type_name("PATH")
        ->group(group);
    app.add_option("--tcp", typed.tcp, "also listen on this loopback port; 0: any free one, printed")
        ->type_name("PORT")
        ->check(CLI::Range(0, 65535))
        ->group(group);
    app.add_flag("--no-pty", typed.no_pty, "no pseudo terminal, only TCP")->group(group);
    app.add_option("--control", options.control, "unix socket for fault commands")->type_name("PATH")->group(group);
}

void describe_device(CLI::App& app, SimOptions& options, Typed& typed) {
    const char* group = "The device";
    app.add_option("--speed", options.speed, "virtual seconds per second; default 1")
        ->type_name("FACTOR")
        ->check(CLI::Range(kSlowest, kFastest))
        ->group(group);
    app.add_option("--eeprom", options.eeprom, "keep position and settings in this file; made if there is none")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--sensor", typed.sensor, "what it measures with; default sht3x")
        ->type_name("KIND")
        ->check(a_sensor())
        ->group(group);
    app.add_flag("--stock", options.stock, "behave as the stock hardware, without the open extensions")->group(group);
    app.add_flag("--reset-on-open", options.reset_on_open,
                 "opening the pseudo terminal resets the board, as on an Arduino")
        ->group(group);
    app.add_option("--boot-delay", typed.boot_delay, "real ms for which it then hears nothing; default 1500")
        ->type_name("MS")
        ->check(CLI::Range(0, 60000))
        ->group(group);
    app.add_option(
           "--chip", typed.chip,
           "a simulated ATmega328P that runs this ELF; default the one that was installed or built with this program")
        ->type_name("[ELF]")
        ->expected(0, 1)
        ->group(group);
    app.add_flag("--baud-pacing", options.baud_pacing, "answers take the time that 38400 baud needs")->group(group);
    app.add_flag("--off", typed.off, "begin without power; `power on` starts it")->group(group);
    app.add_option("--seed", options.device.seed, "of everything left to chance; default 1")
        ->type_name("N")
        ->group(group);
}

void describe_weather(CLI::App& app, SimOptions& options, Typed& typed) {
    const char* group = "The weather";
    auto* constant = app.add_option("--temperature", typed.temperature, "constant ambient temperature; default 15")
                         ->type_name("C")
                         ->check(CLI::Range(kColdest, kHottest))
                         ->group(group);
    auto* night = app.add_option("--night", typed.night, "cools from START to END C in HOURS; default 18,6,8")
                      ->type_name("[START,END,HOURS]")
                      ->expected(0, 1)
                      ->group(group);
    auto* csv =
        app.add_option("--csv", typed.csv, "rows seconds,temperature[,humidity]")->type_name("FILE")->group(group);
    night->excludes(constant)->excludes(csv);
    csv->excludes(constant);
    app.add_option("--lag", options.device.world.lag, "the tube follows the air with this time constant; default 0")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, 86400.0))
        ->group(group);
    app.add_option("--humidity", options.device.world.humidity, "relative, at the first temperature; default 55")
        ->type_name("%")
        ->check(CLI::Range(0.0, 100.0))
        ->group(group);
}

void add_options(CLI::App& app, SimOptions& options, Typed& typed) {
    app.description("A FocuserLink focuser without hardware, on a pseudo terminal and TCP.");
    app.name("focuserlink-sim");
    app.set_help_flag("-h,--help", "these lines");
    app.set_version_flag("--version", "focuserlink-sim " FOCUSERLINK_VERSION, "the version of this program");
    app.footer(kFooter);
    describe_cable(app, options, typed);
    describe_device(app, options, typed);
    describe_weather(app, options, typed);
}

}  // namespace

void describe_command_line(const std::function<void(const CLI::App&)>& reader) {
    SimOptions options;
    Typed typed;
    CLI::App app;
    add_options(app, options, typed);
    reader(app);
}

bool parse_night(const std::string& text, Ambient& ambient, std::string& error) {
    double values[3] = {18, 6, 8};
    const bool plain = text.empty() || text == "true";
    std::size_t begin = 0;
    for (int i = 0; i < 3 && !plain; ++i) {
        const std::size_t comma = i < 2 ? text.find(',', begin) : text.size();
        const auto value = comma == std::string::npos ? std::nullopt : read_decimal(text.substr(begin, comma - begin));
        const double low = i < 2 ? kColdest : 0.01;
        const double high = i < 2 ? kHottest : 1000;
        if (!value || *value < low || *value > high) {
            error = "--night: '" + text +
                    "' is not START,END,HOURS: two temperatures from -60 to 85 C and 0.01 to 1000 hours";
            return false;
        }
        values[i] = *value;
        begin = comma + 1;
    }
    ambient = Ambient::night(values[0], values[1], values[2]);
    return true;
}

bool read_command_line(int argc, const char* const* argv, SimOptions& options, int& exit_code) {
    CLI::App app;
    Typed typed;
    add_options(app, options, typed);
    try {
        app.parse(argc, argv);
        std::string error;
        if (!choose_ambient(app, typed, options.device.world.ambient, error)) throw CLI::ValidationError(error);
        options.device.sensor = *sensor_named(typed.sensor);
        options.pty = !typed.no_pty && PtyPort::exists_here();
        if (typed.no_pty && typed.tcp < 0)
            throw CLI::ValidationError("--no-pty needs --tcp PORT, else nobody can reach it");
        if (!options.pty && !options.link.empty()) throw CLI::ValidationError("--link needs the pseudo terminal");
    } catch (const CLI::ParseError& end) {
        exit_code = app.exit(end) == 0 ? 0 : 2;
        return false;
    }
    options.powered = !typed.off;
    if (app.count("--chip") != 0) {
        options.chip = typed.chip.empty() || typed.chip == "true" ? kChipBeside : typed.chip;
    }
    options.boot_delay = std::chrono::milliseconds(typed.boot_delay);
    if (!options.pty && typed.tcp < 0) typed.tcp = 0;  // where there are no pseudo terminals
    if (typed.tcp >= 0) options.tcp_port = static_cast<std::uint16_t>(typed.tcp);
    return true;
}

}  // namespace focus::sim
