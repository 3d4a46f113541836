#include "simulator/fault_commands.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "device/board.h"
#include "simulator/clock_pace.h"
#include "simulator/numbers.h"
#include "simulator/thermal_world.h"

namespace focus::sim {
namespace {

using Words = std::vector<std::string_view>;

/// One row a command: how it begins, what may follow, what it does, and what makes a Command of it; `make` gives
/// nothing when the words after the beginning are not what `form` says.
struct Row {
    const char* beginning;
    const char* form;
    const char* meaning;
    std::optional<Command> (*make)(const Words& rest);
};

template <class C>
std::optional<Command> plain(const Words& rest) {
    if (!rest.empty()) return std::nullopt;
    return Command(C{});
}

template <class C>
std::optional<Command> on_off(const Words& rest) {
    if (rest.size() != 1 || (rest[0] != "on" && rest[0] != "off")) return std::nullopt;
    return Command(C{rest[0] == "on"});
}

std::optional<double> number(const Words& rest, double low, double high) {
    if (rest.size() != 1) return std::nullopt;
    const auto value = read_decimal(rest[0]);
    return value && *value >= low && *value <= high ? value : std::nullopt;
}

template <class C>
std::optional<Command> milliseconds(const Words& rest) {
    const auto value = rest.size() == 1 ? read_whole(rest[0]) : std::nullopt;
    if (!value || *value < 0 || *value > 60000) return std::nullopt;
    return Command(C{std::chrono::milliseconds(*value)});
}

std::optional<Command> power_cut(const Words& rest) {
    if (rest.empty()) return command::PowerCut{0};
    if (rest.size() > 3 || rest.size() < 2 || rest[0] != "in" || (rest.size() == 3 && rest[2] != "steps")) return {};
    const auto steps = read_whole(rest[1]);
    if (!steps || *steps < 1 || *steps > 1000000) return std::nullopt;
    return command::PowerCut{static_cast<unsigned>(*steps)};
}

std::optional<Command> button(const Words& rest) {
    if (rest.size() != 2 || (rest[1] != "down" && rest[1] != "up")) return std::nullopt;
    const bool down = rest[1] == "down";
    if (rest[0] == "in") return command::Button{kButtonIn, down};
    if (rest[0] == "out") return command::Button{kButtonOut, down};
    if (rest[0] == "both") return command::Button{kButtonIn | kButtonOut, down};
    return std::nullopt;
}

template <class C, class Limits>
std::optional<Command> in_range(const Words& rest, Limits limits) {
    const auto value = number(rest, limits.first, limits.second);
    return value ? std::optional<Command>(C{*value}) : std::nullopt;
}

const Row kRows[] = {
    {"sensor unplug", "", "no sensor answers", plain<command::SensorUnplug>},
    {"sensor plug", "", "a good sensor is there again", plain<command::SensorPlug>},
    {"sensor freeze", "", "the sensor repeats itself until `sensor plug`", plain<command::SensorFreeze>},
    {"sensor spike", " C", "one reading of C, -300 to 300",
     [](const Words& w) { return in_range<command::SensorSpike>(w, std::pair(-300.0, 300.0)); }},
    {"noise", " RATE", "the part of all bytes that is disturbed, 0 to 1",
     [](const Words& w) { return in_range<command::Noise>(w, std::pair(0.0, 1.0)); }},
    {"silence", " on|off", "no answers", on_off<command::Silence>},
    {"slow", " MS", "every answer comes so much later, 0 to 60000", milliseconds<command::Slow>},
    {"late", " MS", "the next answer comes so much later, 0 to 60000", milliseconds<command::Late>},
    {"cable pull", "", "the pty closes and its link goes; TCP is dropped and refused", plain<command::CablePull>},
    {"cable plug", "", "a new pty, the link and TCP are there again", plain<command::CablePlug>},
    {"power cut", " [in N steps]", "at once, or after N steps of motion, 1 to 1000000", power_cut},
    {"power on", "", "the board starts", plain<command::PowerOn>},
    {"reset", "", "the reset line is pulled, as a DTR pulse does with the PROG jumper closed", plain<command::Reset>},
    {"button", " in|out|both down|up", "presses or releases", button},
    {"temperature", " C", "ambient temperature from now on, -60 to 85",
     [](const Words& w) { return in_range<command::SetTemperature>(w, std::pair(kColdest, kHottest)); }},
    {"humidity", " %", "at the sensor now, 0 to 100; changes as the air cools",
     [](const Words& w) { return in_range<command::SetHumidity>(w, std::pair(0.0, 100.0)); }},
    {"speed", " FACTOR", "virtual seconds a second, 0.01 to 10000",
     [](const Words& w) { return in_range<command::SetSpeed>(w, std::pair(kSlowest, kFastest)); }},
    {"status", "", "one line about the focuser", plain<command::Status>},
    {"lines", " on|off", "prints what passes on the cable", on_off<command::Lines>},
    {"help", "", "this list", plain<command::Help>},
    {"quit", "", "ends the simulator", plain<command::Quit>},
};

Words split(std::string_view line) {
    Words words;
    while (true) {
        const std::size_t begin = line.find_first_not_of(" \t\r");
        if (begin == std::string_view::npos) return words;
        const std::size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        line.remove_prefix(end);
    }
}

/// What of the command may be repeated in an error: printable and short.
std::string quoted(std::string_view text) {
    std::string shown = "'";
    for (const char c : text.substr(0, 40)) shown += c >= ' ' && c <= '~' ? c : '?';
    return shown + (text.size() > 40 ? "...'" : "'");
}

std::string allowed_after(std::string_view first) {
    std::string all;
    for (const Row& row : kRows) {
        const std::string_view beginning = row.beginning;
        if (beginning.substr(0, beginning.find(' ')) != first) continue;
        all += (all.empty() ? "" : " | ") + std::string(beginning) + row.form + " (" + row.meaning + ")";
    }
    return all;
}

}  // namespace

bool parse_command(std::string_view line, Command& command, std::string& error) {
    const Words words = split(line);
    if (words.empty()) {
        error = "empty line; `help` lists the commands";
        return false;
    }
    for (const Row& row : kRows) {
        const Words beginning = split(row.beginning);
        if (words.size() < beginning.size() || !std::equal(beginning.begin(), beginning.end(), words.begin())) continue;
        if (const auto made = row.make({words.begin() + static_cast<std::ptrdiff_t>(beginning.size()), words.end()})) {
            command = *made;
            return true;
        }
    }
    const std::string allowed = allowed_after(words[0]);
    error = quoted(line) + (allowed.empty() ? " is no command; `help` lists them" : "; allowed is: " + allowed);
    return false;
}

std::string command_help() {
    std::string all;
    for (const Row& row : kRows) {
        std::string left = std::string(row.beginning) + row.form;
        left.resize(std::max<std::size_t>(left.size() + 2, 30), ' ');
        all += (all.empty() ? "" : "\n") + left + row.meaning;
    }
    return all;
}

}  // namespace focus::sim
