#include "cli/command_line.h"

#include <charconv>

#include "alpaca/alpaca_address.h"
#include "cli/command_line_parts.h"
#include "cli/text/exit_code.h"
#include "cli/text/format.h"
#include "core/backlash/backlash_setting.h"
#include "core/port/byte_stream.h"
#include "core/port/port_list.h"
#include "device/settings/device_settings.h"

namespace focus::cli {
namespace {

constexpr const char* kFooter = R"(
Addresses:
After --device, or in the environment variable FOCUSERLINK_DEVICE:
  serial:PORT, /dev/ttyUSB0, COM5     a focuser on this computer's cable
  tcp:HOST:PORT                       a simulated focuser
  alpaca://HOST:PORT/N                focuser N of a hub; port 11111 and number 0 may be left out
Without one: the hub on this computer, else a hub found on the network, else the only USB serial port.

Exit codes:
  0  done
  1  refused, or did not happen
  2  mistake in the command
  3  no connection, or lost
  4  no answer or no progress in time
  5  interrupted)";

CLI::Validator move_form() {
    return {[](std::string& text) {
                if (parse_move(text)) return std::string();
                return "'" + text + "': 1200 moves to a position, +100 outward, -100 inward" + cure_text(text, false);
            },
            ""};
}

void add_commands(CLI::App& app, CommandLine& line) {
    const auto add = add_command;
    const auto argument = [&line](CLI::App* command, const std::string& name, const std::string& text) {
        return command->add_option(name, line.arguments, text);
    };
    add(app, line, "status", "where the focuser is and how it does");
    CLI::App* watch = add(app, line, "watch", "the same, live, and logged when on a cable; Ctrl-C ends it");
    watch->add_flag("--no-log", line.no_log, "write no YYYY-MM-DD.csv in the documents folder");

    CLI::App* move = add(app, line, "move", "move to N, or by +N or -N steps, and wait until it is there");
    argument(move, "target", "1200 a position, +100 outward, -100 inward")->required()->expected(1)->check(move_form());
    move->add_flag("--no-wait", line.no_wait, "return as soon as the focuser has accepted the (last leg of the) move");
    move->add_option_function<int32_t>(
            "--backlash", [&line](int32_t n) { line.backlash = Steps(n); },
            "steps, instead of the setting; 0: none; + for outward, - for inward moves")
        ->type_name("STEPS")
        ->check(whole("backlash", -kLargestBacklash, kLargestBacklash));

    add(app, line, "halt", "stop");
    CLI::App* sync = add(app, line, "sync", "the present position is N from now on; nothing moves");
    const int32_t largest = slot_rule(Slot::maximum).maximum;
    argument(sync, "position", "steps")->required()->expected(1)->check(whole("a position", 0, largest));

    add_settings_commands(app, line, kFooter);

    CLI::App* compensate = add(app, line, "compensate", "apply the compensation difference now, if it is N or more");
    const int32_t threshold = slot_rule(Slot::threshold).maximum;
    argument(compensate, "least", "steps, 1 when left out")->expected(0, 1)->check(whole("the least", 1, threshold));
    CLI::App* automatic = add(app, line, "auto", "temperature compensation by the focuser itself");
    argument(automatic, "on|off", "")->required()->expected(1)->check(CLI::IsMember({"on", "off"}));
    CLI::App* buttons = add(app, line, "buttons", "the buttons on the device");
    argument(buttons, "on|off", "")->required()->expected(1)->check(CLI::IsMember({"on", "off"}));

    add(app, line, "confirm", "the shown position is right: clears 'uncertain' after a power cut");
    CLI::App* reset = add(app, line, "factory-reset", "back to factory settings and position 0; asks first");
    reset->add_flag("--yes", line.yes, "do not ask");

    add_calc_commands(app, line);
    add_log_commands(app, line);

    add(app, line, "ports", "serial ports of this computer");
    CLI::App* test = add(app, line, "test", "is there a focuser on this port?");
    argument(test, "port", std::string("for example ") + kExamplePort)->required()->expected(1);
    add(app, line, "discover", "hubs on the network");
    add(app, line, "doctor", "what is wrong with my connection, and what to do about it");
    CLI::App* raw = add(app, line, "raw", "send one line of the wire protocol, show the answer");
    argument(raw, "line", "for example q")->required()->expected(1);
    add(app, line, "trace", "show every line on the cable; Ctrl-C ends it");
}

void add_everything(CLI::App& app, CommandLine& line, double& seconds) {
    app.description("Command a telescope focuser, on a cable or shared by a hub.");
    app.name("focuserlink");
    app.footer(kFooter);
    app.set_help_flag("-h,--help", "what may be typed here");
    app.set_version_flag("--version", "focuserlink " FOCUSERLINK_VERSION, "the version of this program");
    app.require_subcommand(1);
    app.get_formatter()->column_width(28);
    app.add_option("-d,--device", line.device, "address of the focuser, see below")
        ->type_name("ADDRESS")
        ->envname("FOCUSERLINK_DEVICE");
    app.add_flag("--json", line.json, "answers as one JSON object a line");
    app.add_option("--timeout", seconds, "longest wait for a connection, an answer, or progress of a move; 6 s")
        ->type_name("SECONDS")
        ->check(decimal("a timeout", "s", 0.1, 3600));
    add_commands(app, line);
}

}  // namespace

void describe_command_line(const std::function<void(const CLI::App&)>& reader) {
    CommandLine line;
    double seconds = 6;
    CLI::App app;
    add_everything(app, line, seconds);
    reader(app);
}

ParsedCommandLine parse_command_line(int argc, const char* const* argv) {
    CommandLine line;
    double seconds = 6;
    CLI::App app;
    add_everything(app, line, seconds);
    try {
        app.parse(argc, argv);
        if (!line.device.empty()) {
            const std::string full = full_address(line.device);
            if (full.empty()) {
                throw CLI::ValidationError("--device",
                                           "'" + line.device +
                                               "' is no address; serial:PORT, /dev/..., COM5, tcp:HOST:PORT and "
                                               "alpaca://HOST:PORT/N are");
            }
            line.device = full;
        }
    } catch (const CLI::ParseError& e) {
        const auto unread = app.remaining();
        if (e.get_name() == "RequiredError" && app.get_subcommands().empty() && !unread.empty()) {
            const CLI::ValidationError unknown("focuserlink", "there is no command '" + unread.front() + "'");
            app.exit(unknown);
            return {std::nullopt, kUsage};
        }
        return {std::nullopt, app.exit(e) == 0 ? kDone : kUsage};
    }
    line.patience = std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
    return {line, 0};
}

std::optional<double> parse_decimal(const std::string& text, double low, double high) {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    const bool whole_text = read.ec == std::errc() && read.ptr == end;
    return whole_text && value >= low && value <= high ? std::optional(value) : std::nullopt;
}

std::optional<MoveArgument> parse_move(const std::string& text) {
    const int32_t furthest = slot_rule(Slot::maximum).maximum;
    const auto steps = parse_whole(text, -furthest, furthest);
    if (!steps) return std::nullopt;
    return MoveArgument{text[0] == '+' || text[0] == '-', *steps};
}

std::string full_address(const std::string& typed) {
    const std::string cable = stream_address(typed);
    return cable.empty() && AlpacaAddress::parse(typed) ? typed : cable;
}

}  // namespace focus::cli
